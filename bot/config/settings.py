"""The technical settings: what the processes need besides the rules' own numbers."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Literal

from scheduling.policy import HOUR, MINUTE, SECOND, Policy, rule


@dataclass(frozen=True)
class Telegram:
    """The bot's own account; without a token the sandbox stands in for Telegram."""

    token: str = field(default="", repr=False)
    api_base: str = ""


@dataclass(frozen=True)
class Webhook:
    """Where Telegram brings updates to; polling while `url` is empty."""

    url: str = ""
    path: str = "/telegram"
    secret: str = field(default="", repr=False)

    @property
    def address(self) -> str:
        """What Telegram is told to post to; empty while it is polled."""
        return self.url.rstrip("/") + self.path if self.url else ""


@dataclass(frozen=True)
class Log:
    """How much is written, and for whom: people at a terminal or a log store."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["console", "json"] = "console"


@dataclass(frozen=True)
class Notify:
    """Other ways to reach somebody whose chat is gone."""

    fallback: bool = True
    schemes: tuple[str, ...] = ("mailto", "mailtos", "sms", "dingtalk", "wecombot", "feishu", "json", "jsons", "file")
    timeout: timedelta = rule(10 * SECOND, SECOND, MINUTE)


@dataclass(frozen=True)
class HotlineFeed:
    """R-6.11: where the hotline's own system is told of outages; nowhere while `url` is empty."""

    url: str = ""
    timeout: timedelta = rule(10 * SECOND, 0.1 * SECOND, MINUTE)
    max_attempts: int = rule(12, 1, 100)
    backoff_first: timedelta = rule(5 * SECOND, 0.1 * SECOND, 10 * MINUTE)
    backoff_most: timedelta = rule(10 * MINUTE, SECOND, 24 * HOUR)
    secret: str = field(default="", repr=False)

    def backoff(self, attempts: int) -> timedelta:
        """How long to wait after this many failed attempts: doubling up to a ceiling."""
        return min(self.backoff_first * int(2 ** min(attempts - 1, 20)), self.backoff_most)


@dataclass(frozen=True)
class Understanding:
    """The optional model that may propose a reading; "off" needs nothing and changes nothing."""

    model: str = "off"
    url: str = ""
    timeout: timedelta = rule(3 * SECOND, 0.1 * SECOND, 10 * SECOND)
    key: str = field(default="", repr=False)


@dataclass(frozen=True)
class Wakes:
    """How often the clock wakes what may have something due."""

    outbox: timedelta = rule(SECOND, 0.05 * SECOND, MINUTE)


@dataclass(frozen=True)
class Demo:
    """What a start without a token brings along."""

    town: bool = True


@dataclass(frozen=True)
class Sections:
    """The sections of `config.yaml` that are no rules of the trade."""

    webhook: Webhook = Webhook()
    log: Log = Log()
    notify: Notify = Notify()
    hotline_feed: HotlineFeed = HotlineFeed()
    understanding: Understanding = Understanding()
    wakes: Wakes = Wakes()
    demo: Demo = Demo()


@dataclass(frozen=True)
class Settings(Sections):
    """Everything a process is told when it starts: the file's two kinds of sections, and the environment."""

    policy: Policy = field(default_factory=Policy.default)
    telegram: Telegram = Telegram()
    host: str = "127.0.0.1"
    port: int = 8080
    data: Path = Path("data")
    database_url: str = field(default="sqlite:///data/menling.db", repr=False)
    sandbox: bool = True

    @property
    def sqlite(self) -> bool:
        """Embedded: one file, one `run` process."""
        return self.database_url.startswith("sqlite")

    def create_data_folder(self) -> Path:
        """The folder for everything that is kept, made where it is missing."""
        self.data.mkdir(parents=True, exist_ok=True)
        return self.data
