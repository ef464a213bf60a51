"""What the environment says: secrets, where to listen, where to keep things."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.config.problems import ENVIRONMENT, Problem
from bot.config.settings import Telegram
from bot.config.values import web_address

NAMES = (
    "TELEGRAM_TOKEN",
    "TELEGRAM_API_BASE",
    "MENLING_CONFIG",
    "MENLING_HOST",
    "MENLING_PORT",
    "MENLING_DATA",
    "MENLING_SANDBOX",
    "DATABASE_URL",
    "WEBHOOK_SECRET",
    "FEED_SECRET",
    "UNDERSTANDING_KEY",
)
DRIVERS = {
    "sqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


def mistake_in(rest: str) -> str | None:
    """What is wrong with what follows postgresql://. It is not shown, since half a password might be in it."""
    try:
        parts = urlsplit(f"//{rest}")
        fine = parts.netloc.count("@") < 2 and "@" not in parts.path + parts.fragment and parts.port != 0
    except ValueError:
        fine = False
    return (
        None
        if fine
        else "give a port that is a number, and write an @, :, / or # of the password as %40, %3A, %2F or %23"
    )


@dataclass
class Environment:
    """The variables that are ours; an empty one counts as not set."""

    values: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name in self.values:
            ours = name.startswith(("MENLING_", "TELEGRAM_"))
            if ours and name not in NAMES and (near := get_close_matches(name, NAMES, n=1, cutoff=0.85)):
                self.problem(name, f"nothing reads this; did you mean {near[0]}?", "(hidden)")

    def get(self, name: str, default: str = "") -> str:
        return self.values.get(name, "").strip() or default

    def problem(self, name: str, fix: str, value: str | None = None) -> None:
        self.problems.append(Problem(ENVIRONMENT, name, self.get(name) if value is None else value, fix))

    def settings(self) -> dict[str, Any]:
        """The arguments of `Settings` that the environment decides."""
        data = self.data()
        telegram = Telegram(token=self.token(), api_base=self.api_base())
        return {
            "telegram": telegram,
            "host": self.host(),
            "port": self.port(),
            "data": data,
            "database_url": self.database_url(data),
            "sandbox": self.sandbox(telegram),
        }

    def token(self) -> str:
        token = self.get("TELEGRAM_TOKEN")
        if token and not re.fullmatch(r"\d+:\S+", token):
            fix = "must look like 123456789:AA..., as @BotFather gave it"
            self.problem("TELEGRAM_TOKEN", fix, "(hidden)")
        return token

    def api_base(self) -> str:
        base = self.get("TELEGRAM_API_BASE").rstrip("/")
        if base and web_address(base) is None:
            self.problem("TELEGRAM_API_BASE", "must be an address, such as 'http://127.0.0.1:8081'")
        elif base and not self.get("TELEGRAM_TOKEN"):
            self.problem("TELEGRAM_API_BASE", "needs TELEGRAM_TOKEN too: any token that server knows")
        return base

    def host(self) -> str:
        host = self.get("MENLING_HOST", "127.0.0.1")
        if not re.fullmatch(r"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+", host):
            self.problem("MENLING_HOST", "must be a name or an address without port, such as 0.0.0.0")
        return host

    def port(self) -> int:
        text = self.get("MENLING_PORT", "8080")
        if re.fullmatch(r"\d{1,5}", text, re.ASCII) and int(text) <= 65535:
            return int(text)
        self.problem("MENLING_PORT", "must be a port, from 1 to 65535 (0 takes any free one)")
        return 8080

    def data(self) -> Path:
        """The folder is made at the start; here only whether it can be."""
        folder = Path(self.get("MENLING_DATA", "data")).expanduser().absolute()
        nearest = next(place for place in (folder, *folder.parents) if place.exists())
        if not nearest.is_dir():
            self.problem("MENLING_DATA", f"{nearest} is a file: name a folder", str(folder))
        elif not os.access(nearest, os.W_OK | os.X_OK):
            fix = f"{nearest} cannot be written to: name another folder, or give this account the right"
            self.problem("MENLING_DATA", fix, str(folder))
        return folder

    def database_url(self, data: Path) -> str:
        url = self.get("DATABASE_URL")
        if not url:
            return f"sqlite:///{data / 'menling.db'}"
        driver, _, rest = url.partition("://")
        if driver not in DRIVERS or not rest:
            fix = "must begin with sqlite:/// or postgresql://"
            self.problem("DATABASE_URL", fix, f"{driver}://..." if rest else "(hidden)")
            return f"sqlite:///{data / 'menling.db'}"
        if DRIVERS[driver] != "sqlite" and (fix := mistake_in(rest)):
            self.problem("DATABASE_URL", fix, f"{driver}://...")
            return f"sqlite:///{data / 'menling.db'}"
        return f"{DRIVERS[driver]}://{rest}"

    def webhook_secret(self) -> str:
        secret = self.get("WEBHOOK_SECRET")
        if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
            self.problem("WEBHOOK_SECRET", "must be 1 to 256 letters, digits, _ or -", "(hidden)")
        return secret

    def feed_secret(self) -> str:
        """It signs what the hotline's system is told, and opens the feed: nobody must guess it."""
        secret = self.get("FEED_SECRET")
        if secret and not re.fullmatch(r"[!-~]{16,256}", secret):
            self.problem("FEED_SECRET", "must be 16 to 256 letters, digits or signs, without spaces", "(hidden)")
        return secret

    def sandbox(self, telegram: Telegram) -> bool:
        """The sandbox stands in where there is no token; beside the real Telegram it would mix two worlds."""
        wish = self.get("MENLING_SANDBOX", "auto").lower()
        if wish not in ("auto", "on", "off"):
            self.problem("MENLING_SANDBOX", "must be auto, on or off")
        if wish == "on" and telegram.token and not telegram.api_base:
            fix = "it does not run beside a real account: remove TELEGRAM_TOKEN or set TELEGRAM_API_BASE"
            self.problem("MENLING_SANDBOX", fix)
        if wish == "off" and not telegram.token:
            self.problem("TELEGRAM_TOKEN", "must be set while MENLING_SANDBOX is off")
        return wish == "on" or (wish != "off" and not telegram.token)
