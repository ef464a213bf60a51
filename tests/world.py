"""The world of a test: people with chats, a clock that is moved, the real application on a real database.

Only the edges are replaced: the Bot API by the sandbox, over HTTP, and the clock. `says` and `taps` go through the
dispatcher and then settle the world: what is due has been delivered when they return.
"""

from __future__ import annotations

import base64
import re
import shutil
import sqlite3
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, QueuePool, event

from bot import town
from bot.app import App
from bot.clock import Clock, show_time_of
from bot.config import HotlineFeed, Notify, Settings, Webhook
from bot.rate import Allowance
from bot.sandbox.limits import RateLimits
from bot.sandbox.server import RunningServer, create_app, serve
from bot.sandbox.store import Sandbox
from bot.webhook import Updates
from handlers.texts.typesetting import WIDE
from models import migrating
from scheduling.database import open_engine
from scheduling.policy import Policy
from scheduling.unit_of_work import CLOCK, Actor, Store

ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 11, 24, 9, 0, tzinfo=ZONE)  # a Tuesday
TOKEN = "1:sandbox"
HOOK = Webhook(url="http://localhost", path="/telegram", secret="only-for-tests")
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


class Unlimited(Allowance):
    """Nobody waits in a test."""

    def __init__(self) -> None:
        super().__init__(Policy.default().delivery)

    async def turn(self, chat_id: int | None) -> float:
        return 0.0

    async def leave(self, turn: float = 0.0) -> bool:
        return True

    async def reply(self, chat_id: int | None) -> None:
        return

    async def reopened(self) -> None:
        return


@dataclass
class Chatter:
    """Somebody with a chat: what they do, and what they see."""

    world: World
    id: int
    name: str
    mark: int = 0
    toast: str | None = None
    group: int | None = None
    read_to: int = 0
    words: dict[int, str | None] = field(default_factory=dict)  # what each message said when they last did something

    async def says(self, text: str, **more: Any) -> Chatter:
        return await self._does({"text": text, **more})

    async def sends_photo(self, caption: str = "") -> Chatter:
        return await self._does({"photo": base64.b64encode(PIXEL).decode(), "caption": caption})

    async def sends_location(self, latitude: float, longitude: float, **more: Any) -> Chatter:
        return await self._does({"location": {"latitude": latitude, "longitude": longitude}, **more})

    async def sends(self, **content: Any) -> Chatter:
        """Anything else the sandbox lets a person send: voice, sticker, document, contact, edit_of."""
        return await self._does(content)

    async def taps(self, label: str) -> Chatter:
        """Presses the newest button they can see whose words contain `label`."""
        found = next(
            (
                (message, button)
                for message in reversed(self.messages())
                for row in message["buttons"]
                for button in row
                if label in button["text"]
            ),
            None,
        )
        assert found is not None, f"{self.name} sees no button {label!r}\n{self.transcript()}"
        message, button = found
        if not button["data"]:  # a reply keyboard: pressing says its words, or shares what it asks for
            return await self.presses(message["message_id"], button=button["text"])
        return await self.presses(message["message_id"], button["data"])

    async def taps_on(self, card: dict[str, Any], label: str) -> Chatter:
        """Presses a button of a card as they saw it, whatever has become of the card since."""
        return await self.presses(card["message_id"], data_of(card, label))

    async def presses(self, message_id: int, data: str | None = None, *, button: str | None = None) -> Chatter:
        """A press with this callback data, whether or not a card shows it: what a forging client can do."""
        self._begins()
        answer = await self.world.sandbox.tap(self.id, message_id, button, data=data)
        said = answer.get("alert") or answer.get("toast")
        self.toast = said.translate(TYPED) if said else said
        await self.world.settle()
        return self

    async def _does(self, content: dict[str, Any]) -> Chatter:
        self._begins()
        if self.group is not None:
            content.setdefault("chat_id", self.group)
        await self.world.sandbox.send(self.id, {key: value for key, value in content.items() if value != ""})
        await self.world.settle()
        return self

    def _begins(self) -> None:
        """From here on all is new to them; only what changed meanwhile is read again."""
        fresh = self.world.sandbox.since(self.id, self.read_to)
        self.words |= {message["message_id"]: as_typed(message)["text"] for message in fresh["messages"]}
        self.mark = self.read_to = fresh["seq"]
        self.toast = None

    def messages(self) -> list[dict[str, Any]]:
        """What the chat holds now, the oldest first."""
        return [as_typed(message) for message in self.world.sandbox.messages(self.id)]

    def new(self) -> list[dict[str, Any]]:
        """What the bot wrote or changed since this person last did something."""
        fresh = self.world.sandbox.since(self.id, self.mark)["messages"]
        return [as_typed(message) for message in fresh if message["from"] == "bot"]

    def said(self) -> list[str]:
        """The new messages with new words: a card that only lost its buttons says nothing new."""
        return [readable(message) for message in self.new() if self.words.get(message["message_id"]) != message["text"]]

    def sees(self, *parts: str) -> dict[str, Any]:
        """One message, new since they last did something, holds all of these (words, captions, buttons)."""
        for message in reversed(self.new()):
            if all(part in readable(message) for part in parts):
                return message
        raise AssertionError(f"{self.name} does not see {parts}\n{self.transcript()}")

    def has_seen(self, *parts: str) -> dict[str, Any]:
        """One message anywhere in the chat holds all of these."""
        for message in reversed(self.messages()):
            if all(part in readable(message) for part in parts):
                return message
        raise AssertionError(f"{self.name} has never seen {parts}\n{self.transcript()}")

    def count(self, part: str) -> int:
        """How many messages of the bot in this chat hold these words."""
        return sum(part in readable(message) for message in self.messages() if message["from"] == "bot")

    def sees_no(self, *parts: str) -> None:
        """No new message holds any of these."""
        for message in self.new():
            for part in parts:
                assert part not in readable(message), f"{self.name} sees {part!r}\n{self.transcript()}"

    def sees_nothing_new(self) -> None:
        assert not self.new(), f"{self.name} sees something new\n{self.transcript()}"

    def is_told(self, *parts: str) -> None:
        """The toast or alert over the button they pressed."""
        assert self.toast is not None and all(part in self.toast for part in parts), (
            f"{self.name} was told {self.toast!r}, not {parts}\n{self.transcript()}"
        )

    def transcript(self) -> str:
        lines = [f"--- the chat of {self.name} (toast: {self.toast!r})"]
        for message in self.messages()[-14:]:
            who = "me " if message["from"] == "me" else message["from"][:3]
            lines.append(f"{who} #{message['message_id']} {message['text']!r}")
            lines += [f"        [{' | '.join(b['text'] for b in row)}]" for row in message["buttons"]]
        return "\n".join(lines)


def whole(row: Any, depth: int = 2) -> Any:
    """A row with what stands beside it: use-cases load only what they need, a test may look at anything later."""
    mapper = getattr(type(row), "__mapper__", None)
    for name in mapper.relationships.keys() if mapper is not None and depth else ():
        beside = getattr(row, name)
        for one in beside if isinstance(beside, list) else [beside]:
            whole(one, depth - 1)
    return row


# Stories are typed on the keyboard of who writes them: the wide marks of Chinese (typesetting.py) read as narrow ones.
TYPED = {ord(mark) + WIDE: mark for mark in ",?!:;()"}


def as_typed(message: dict[str, Any]) -> dict[str, Any]:
    buttons = [[{**button, "text": button["text"].translate(TYPED)} for button in row] for row in message["buttons"]]
    return {**message, "text": (message["text"] or "").translate(TYPED), "buttons": buttons}


def data_of(card: dict[str, Any], label: str) -> str:
    """What a button of that card says to the bot: for whoever presses it elsewhere, or forges another."""
    return next(button["data"] for row in card["buttons"] for button in row if label in button["text"])


def readable(message: dict[str, Any]) -> str:
    buttons = [button["text"] for row in message["buttons"] for button in row]
    document = message.get("document") or {}
    return "\n".join([message["text"] or "", *buttons, str(document.get("file_name", "")) if document else ""])


@dataclass
class MovedClock:
    """Moved, never slept on."""

    world: World

    @property
    def now(self) -> datetime:
        return self.world.sandbox.now().astimezone(ZONE)

    async def travel(self, to: str) -> None:
        """To a local time: "14:10" today, "11-25 14:10", or in full; everything due on the way happens in order."""
        await self.world.sandbox.move_clock(to=moment(to, self.now))
        await self.world.settle()

    async def advance(self, **length: float) -> None:
        await self.world.sandbox.move_clock(advance=timedelta(**length))
        await self.world.settle()


def moment(words: str, now: datetime) -> datetime:
    if re.fullmatch(r"\d\d:\d\d(:\d\d)?", words):
        words = f"{now:%m-%d} {words}"
    if re.match(r"\d\d-\d\d ", words):
        words = f"{now:%Y}-{words}"
    return datetime.fromisoformat(words.replace(" ", "T", 1)).replace(tzinfo=ZONE)


class Door:
    """Where the sandbox brings updates: whichever application lives at the moment."""

    def __init__(self) -> None:
        self.app: App | None = None

    @property
    def intake(self) -> Any:
        assert self.app is not None, "nobody is at home"
        return self.app.intake


@dataclass
class World:
    """A sandbox, the application, and the demo town in it."""

    folder: Path
    sandbox: Sandbox
    server: RunningServer
    app: App
    door: Door
    chatters: dict[int, Chatter] = field(default_factory=dict)

    def person(self, id: int) -> Chatter:
        if id not in self.chatters:
            self.chatters[id] = Chatter(self, id, self.sandbox.person(id)["name"])
        return self.chatters[id]

    def newcomer(self, name: str = "新用户", language: str = "zh") -> Chatter:
        """Somebody the town has never seen."""
        return self.person(self.sandbox.add_person(name, language)["id"])

    @property
    def clock(self) -> MovedClock:
        return MovedClock(self)

    async def settle(self) -> None:
        await self.app.metronome.settled()

    def do(self, use_case: Any, *args: Any, actor: Actor = CLOCK, **kwargs: Any) -> Any:
        """A use-case by itself, as the clock unless somebody is named: to arrange things and to look at the truth."""
        return self.app.store.run(use_case, actor, self.app.clock.now(), *args, **kwargs)

    def rows(self, query: Any) -> list[Any]:
        """What the database holds, read afresh."""
        return self.do(lambda uow: [whole(row) for row in uow.session.scalars(query).unique()])

    def person_id(self, chatter: Chatter) -> int:
        from scheduling.people import Chat, account_of

        return self.do(lambda uow: account_of(uow, Chat(1, chatter.id, chatter.id)).person_id)

    def actor(self, chatter: Chatter) -> Actor:
        from models.person import Person

        id = self.person_id(chatter)
        return self.do(lambda uow: Actor.of(uow.get(Person, id)))

    async def restart(self) -> None:
        """The application dies and starts again on the same database; the sandbox lives on."""
        settings = self.app.settings
        await self.app.stop()
        self.app = await start_app(settings, self.server.url, self.door)

    async def close(self) -> None:
        await self.app.stop()
        await self.server.stop()
        WORLDS.path = None


class OneEngine:
    """One engine for every test's own file, one after the other: what was compiled for one serves the next."""

    def __init__(self) -> None:
        self.path: Path | None = None
        self.engine = open_engine("sqlite://", creator=self._connect, poolclass=QueuePool)
        event.listen(self.engine, "connect", self._careless)

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(str(self.path), timeout=30, check_same_thread=False)

    @staticmethod
    def _careless(connection: sqlite3.Connection, record: object) -> None:
        """The machine may lose power during a test and nobody will mind."""
        connection.execute("PRAGMA synchronous=OFF")

    def at(self, path: Path) -> Engine:
        self.engine.dispose()
        self.path = path
        return self.engine


ONE, WORLDS = OneEngine(), OneEngine()


def engine_of(settings: Settings) -> Engine:
    """The worlds' own, unless another world has it at the moment or the database is a server's."""
    path = settings.data / "menling.db"
    if settings.database_url != f"sqlite:///{path}" or WORLDS.path not in (None, path):
        return open_engine(settings.database_url)
    return WORLDS.at(path)


def make_template(folder: Path) -> Path:
    """A migrated database with the town in it, made once and copied for each test."""
    path = folder / "template.db"
    engine = open_engine(f"sqlite:///{path}")
    migrating.upgrade(engine)
    Store(engine, Policy.default()).run(town.settle, CLOCK, START, 1)
    engine.dispose()
    return path


async def start_app(settings: Settings, url: str, door: Door, allowance: Allowance | None = None) -> App:
    """Updates come by webhook, since then the sandbox knows exactly when one has been dealt with."""
    app = App(
        settings, token=TOKEN, api_base=url, clock=Clock(), allowance=allowance or Unlimited(),
        engine=engine_of(settings),
    )  # fmt: skip
    await app.open()
    await show_time_of(url, app.clock)
    door.app = app
    await app.bot.set_webhook(f"{url}{HOOK.path}", secret_token=HOOK.secret)
    await app.start(follow=url, poll=False)
    return app


async def open_world(
    folder: Path, template: Path | None, *, policy: Policy | None = None, database_url: str | None = None,
    start_at: datetime = START, allowance: Allowance | None = None, notify: Notify | None = None,
    feed: HotlineFeed | None = None,
) -> World:  # fmt: skip
    """A world of its own: the town at nine on a Tuesday morning."""
    if template is not None:
        shutil.copy(template, folder / "menling.db")
    sandbox = Sandbox(None, clock_runs=False, start_at=start_at, limits=RateLimits.off())
    web, door = create_app(sandbox), Door()
    server = await serve(sandbox, app=Updates(web, door, HOOK))
    sandbox.webhooks.first_delay = 0.001
    for resident in town.RESIDENTS:
        sandbox.seed_person(
            resident.id, resident.name, resident.language, role=resident.role.value if resident.role else "customer",
            phone=resident.phone,
        )  # fmt: skip
    url = database_url or f"sqlite:///{folder / 'menling.db'}"
    settings = Settings(
        policy=policy or Policy.default(), data=folder, database_url=url, notify=notify or Notify(),
        hotline_feed=feed or HotlineFeed(),
    )  # fmt: skip
    app = await start_app(settings, server.url, door, allowance)
    return World(folder, sandbox, server, app, door)
