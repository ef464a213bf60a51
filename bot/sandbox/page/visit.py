"""One browser looking at the sandbox: who is shown on which phone, and what changes before their eyes."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nicegui import context, ui

from bot.sandbox.page import seen
from bot.sandbox.page.words import texts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.sandbox.page.stage import Stage
    from bot.sandbox.store import Change, Sandbox

Json = dict[str, Any]

PAGE = 100  # messages shown at first, and with each "earlier"
PICKER = 300  # people offered at most; a load test may have brought thousands
GATHER = 0.03  # seconds: what changes together is drawn together
WATCH = 1.0  # seconds between looks at the clock, which may drift or be set
CROWD = 0.3  # seconds between two lists of people, however much is going on
HOME = {"latitude": 30.5728, "longitude": 104.0668}  # where the pin stands at first


@dataclass
class Seat:
    """One phone on the page: whose it is now, and which of their chats is open."""

    role: str
    person: int = 0
    chat: str = ""

    @property
    def key(self) -> list[Any]:
        """What the browser must be showing for news of it to be wanted."""
        return [self.person, self.chat]


class Visit:
    """What one open page knows. It keeps no messages: those are the sandbox's, and the browser's."""

    def __init__(self, sandbox: "Sandbox", *, zone: str, lang: str) -> None:
        self.sandbox = sandbox
        self.zone = zone
        self.lang = lang
        self.seats = [Seat(role) for role in seen.SEATS]
        self.stage: Stage | None = None
        self.news: list[Change] = []
        self.arrived: Counter[int] = Counter()
        self.told_clock: Json = {}
        self._following: asyncio.Task[None] | None = None
        self._flushing: asyncio.TimerHandle | None = None
        self._crowd_due: asyncio.TimerHandle | None = None
        self._fill_seats()

    @property
    def words(self) -> Json:
        """The page's words in the visitor's language."""
        return texts()[self.lang]

    # --- what is shown -----------------------------------------------------------

    def start(self) -> Json:
        """What the page begins with; the chats follow when the browser is ready for them."""
        return {
            "seats": [{"role": seat.role, "person": seat.person, "chat": seat.chat} for seat in self.seats],
            "people": self.people(),
            "clock": self.clock(),
            "home": HOME,
        }

    def people(self) -> list[Json]:
        """Who can be chosen: everybody with a role, and the newest of the others."""
        everybody = self.sandbox.people()
        if len(everybody) > PICKER:
            shown = {seat.person for seat in self.seats}
            known = [entry for entry in everybody if entry["role"] or entry["id"] in shown]
            others = [entry for entry in everybody if not entry["role"] and entry["id"] not in shown]
            everybody = known + others[-max(1, PICKER - len(known)) :]
        return [seen.person(entry) for entry in everybody]

    def clock(self) -> Json:
        """The town's time for the browser to go on ticking from."""
        runs = bool(self.sandbox.clock_state()["runs"])
        return {"now": round(self.sandbox.now().timestamp() * 1000), "runs": runs}

    def chats(self, person: int) -> list[Json]:
        """The chats of a person, each with what the browser calls it."""
        return [{**chat, "key": _chat_key(chat)} for chat in self.sandbox.chats_of(person)]

    def tabs(self, seat: Seat) -> list[Json]:
        """The person's chats to choose from, and what waits in those that are not open."""
        return [
            {
                "key": chat["key"],
                "title": chat["title"],
                "group": chat["kind"] == "group",
                "unread": chat["unread"] if chat["key"] != seat.chat else 0,
            }
            for chat in self.chats(seat.person)
        ]

    def chat(self, seat: Seat) -> Json:
        """The chat open on this phone; the first one where the wanted one does not exist."""
        chats = self.chats(seat.person)
        return next((chat for chat in chats if chat["key"] == seat.chat), chats[0])

    def messages(self, seat: Seat, before: int | None = None) -> list[Json]:
        """The newest messages of the open chat, or those before one of them."""
        chat = self.chat(seat)
        return self.sandbox.messages(
            seat.person,
            before=before,
            limit=PAGE,
            chat_id=chat["chat_id"],
            bot=chat["bot"] if chat["kind"] == "private" else None,
        )

    def opened(self, seat: Seat) -> Json:
        """Everything a phone shows when a chat is opened on it."""
        messages = self.messages(seat)
        chat = self.chat(seat)
        unread = [message for message in messages if message["from"] != "me"][-chat["unread"] :]
        return {
            "person": seat.person,
            "chat": seat.chat,
            "group": chat["kind"] == "group",
            "address": address_of(chat),
            "chats": self.tabs(seat),
            "messages": [seen.message(message, self.words) for message in messages],
            "more": len(messages) == PAGE,
            "unreadFrom": unread[0]["message_id"] if unread and chat["unread"] else 0,
            **self.around(seat),
        }

    def around(self, seat: Seat) -> Json:
        """What stands around the bubbles: the reply keyboard and the commands."""
        chat = self.chat(seat)
        keyboard = self.sandbox.keyboard(seat.person, **address_of(chat))
        return {
            "typing": self.typing(seat),
            "keyboard": seen.keyboard(keyboard) if keyboard else None,
            "commands": self.sandbox.commands(seat.person, chat["bot"]),
        }

    def typing(self, seat: Seat) -> str:
        """What the bot is doing in the open chat right now."""
        here = self.chat(seat)["chat_id"]
        return next((one["action"] for one in self.sandbox.typing(seat.person) if one["chat_id"] == here), "")

    def _fill_seats(self) -> None:
        """The first of each role; a phone without anybody stays dark until somebody comes."""
        if all(seat.person for seat in self.seats):
            return
        everybody = self.sandbox.people()
        for seat in self.seats:
            if not seat.person:
                own = [entry["id"] for entry in everybody if seen.seat_of(entry["role"]) == seat.role]
                self.sit(seat, own[0]) if own else None

    def sit(self, seat: Seat, person: int, chat: str = "") -> None:
        """Hand the phone to this person, with one of their chats open."""
        seat.person, seat.chat = person, chat
        seat.chat = self.chat(seat)["key"]

    # --- what changes --------------------------------------------------------------

    def open(self, stage: "Stage") -> None:
        """A browser has asked for the page."""
        self.stage = stage
        context.client.on_delete(self.close)
        ui.timer(WATCH, self._watch_clock)

    def close(self) -> None:
        """The browser is gone: nothing is gathered for it any more."""
        self.stage = None
        for pending in (self._following, self._flushing, self._crowd_due):
            if pending is not None:
                pending.cancel()

    def begin(self) -> None:
        """The browser can show chats: show them, and from this moment on whatever changes."""
        if self._following is None:
            self._following = asyncio.create_task(self._follow(self.sandbox.changes(None)))
        for index, seat in enumerate(self.seats):
            if seat.person:
                self.open_chat(index)

    async def _follow(self, changes: "AsyncIterator[Change]") -> None:
        async for change in changes:
            self.news.append(change)
            if self._flushing is None:
                self._flushing = asyncio.get_running_loop().call_later(GATHER, self.flush)

    def _watch_clock(self) -> None:
        """Somebody else may have moved the clock; say so only then."""
        clock = self.clock()
        shift = clock["now"] - (asyncio.get_running_loop().time() * 1000 if clock["runs"] else 0)
        told = self.told_clock
        if not told or told["runs"] != clock["runs"] or abs(told["shift"] - shift) > 500:
            self.told_clock = {"runs": clock["runs"], "shift": shift}
            self.tell("clock_changed", clock)

    def flush(self) -> None:
        """Bring the browser up to date with what has gathered."""
        self._flushing = None
        news, self.news = self.news, []
        for change in news:
            if change.kind == "message" and change.message and change.message["from"] != "me":
                self.arrived[change.person_id] += 1
        empty = [seat for seat in self.seats if not seat.person]
        self._fill_seats()
        for index, seat in enumerate(self.seats):
            own = [change for change in news if change.person_id == seat.person]
            if seat in empty and seat.person:
                self.open_chat(index)
            elif own:
                self._patch(index, seat, own)
        if self._crowd_due is None and any(change.kind not in {"edited", "action"} for change in news):
            self._crowd_due = asyncio.get_running_loop().call_later(CROWD, self.show_people)
        self._watch_clock()

    def show_people(self) -> None:
        """Who there is, and who has not read what."""
        if self._crowd_due is not None:
            self._crowd_due.cancel()
            self._crowd_due = None
        self.tell("people_changed", self.people())

    def _patch(self, index: int, seat: Seat, news: list["Change"]) -> None:
        if seat.chat not in [chat["key"] for chat in self.chats(seat.person)]:
            # The group that was open here is gone.
            self.sit(seat, seat.person)
            self.open_chat(index)
            return
        open_chat = self.chat(seat)
        here = [change for change in news if change.chat_id in (None, open_chat["chat_id"])]
        if open_chat["kind"] == "private":
            here = [change for change in here if change.bot in (None, open_chat["bot"])]
        newest = {change.message_id: change.message for change in here if change.message}
        patch: Json = {
            "messages": [seen.message(message, self.words) for message in newest.values() if message],
            "deleted": [change.message_id for change in here if change.kind == "deleted"],
            "chats": self.tabs(seat),
        }
        if any(change.kind != "action" for change in here):
            patch |= self.around(seat)
        self.tell("chat_changed", index, seat.key, {**patch, "typing": self.typing(seat)})

    def open_chat(self, index: int) -> None:
        """Show this phone's chat from its newest messages on."""
        self.tell("chat_opened", index, self.opened(self.seats[index]))

    def tell(self, what: str, *arguments: Any) -> None:
        """Have the browser do one of the things stage.js can do."""
        if self.stage is not None:
            self.stage.tell(what, *arguments)


def _chat_key(chat: Json) -> str:
    """What the browser calls a chat: a group by its number, a private chat by the bot it is with."""
    return str(chat["chat_id"]) if chat["kind"] == "group" else chat["bot"] or ""


def address_of(chat: Json) -> Json:
    """The words that send something into this chat and no other."""
    if chat["kind"] == "group":
        return {"chat_id": chat["chat_id"]}
    return {"bot": chat["bot"]} if chat["bot"] else {}
