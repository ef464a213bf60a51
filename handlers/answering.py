"""From an update to the one function that answers it: button, command, step, or words understood."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import Any

from aiogram.exceptions import TelegramAPIError
from aiogram.types import Message, Update

from handlers import wishes
from handlers.buttons import BadTap, Tap, tap_of
from handlers.command_menu import show_own
from handlers.context import Turn
from handlers.my_visits import show_order, unread
from handlers.routes import Handler, Routes
from handlers.understanding import what
from handlers.understanding.hints import names_orders
from handlers.understanding.model import Model
from handlers.understanding.what import Kind, Reading, Wish
from models.person import Role
from scheduling import rooms
from scheduling.outages import choosing

# These cut through a half-finished conversation: who asks for a person or complains is heard, whatever was being asked.
CUT_THROUGH = frozenset({Kind.HUMAN, Kind.COMPLAIN, Kind.LANGUAGE})
# A customer's answer to these fits staff too; "确认" from a technician is about no visit of their own.
FOR_ALL = frozenset({Kind.HUMAN, Kind.LANGUAGE, Kind.THANKS})
COURTESIES = frozenset({Kind.THANKS, Kind.GREETING})
# A sheet of orders is looked at whatever was being asked; the question stands again when it has been dealt with.
CUTS_THROUGH = frozenset({("document", Role.DISPATCHER)})
# In the middle of an order, or of what staff take down, people look something up; the open question stands again below.
TAKING_DOWN = ("hazard", "desk-new:", "alarm", "outage:", "booking:", "slot", "moving:", "again:")
LOOKS_UP = frozenset({Kind.TODAY, Kind.OUTAGE, Kind.UNASSIGNED, Kind.WHERE, Kind.MY_VISITS})
# Here something is picked or a time is named, so 师傅叫什么 needs no question mark to be a question.
PICKING = frozenset({
    "slot", "booking:kind", "booking:services", "booking:going", "booking:confirm", "moving:confirm", "again:confirm",
})  # fmt: skip
LISTS = frozenset({Kind.TODAY, Kind.UNASSIGNED})  # asked for without a question mark too, where orders are named
ASKING = ("?", "\uff1f", "吗")
# What is typed here goes to somebody else as it is: "有人吗?" is a line for the dispatcher, not a wish.
VERBATIM = frozenset({
    "relay:write", "broadcast:language", "broadcast:words", "broadcast:wrong", "outage:cause_text", "hazard:result",
})  # fmt: skip


class Answering:
    """Knows every feature's answers. `home` shows the first card of each hat; `unknown` answers what nobody understood."""

    def __init__(self, routes: Routes, home: Handler, unknown: Handler, model: Model | None = None) -> None:
        self.routes, self.home, self.unknown, self.model = routes, home, unknown, model

    async def answer(self, turn: Turn, update: Update) -> None:
        """Exactly one answer to one update."""
        if update.callback_query is not None:
            await self._tap(turn)
        elif update.edited_message is not None:
            if update.edited_message.chat.type != "private":
                return  # people talking to each other
            turn.message = update.edited_message
            await self._content(turn, "location" if update.edited_message.location else "edited")
        elif turn.message is not None:
            await self._message(turn, turn.message)
        if turn.talk.resumed and turn.talk.step in self.routes.asks:
            # Below what was just said; in its place where nothing was.
            await (self.fresh(turn) if turn.spoke else self.routes.asks[turn.talk.step](turn))

    async def again(self, turn: Turn) -> None:
        """A repeated update: its effect is in, its answer may not have gone out. The current card once more.

        Of an order that waits for an outage, perhaps nobody has told its customer: then that is the card.
        """
        waiting = await turn.look(unread) if turn.role is None and not turn.talk.step else None
        await (self.fresh(turn) if waiting is None else below(turn, partial(show_order, view=waiting)))

    async def fresh(self, turn: Turn) -> None:
        """The card that is true now: the open question of a conversation, else the home card."""
        ask = self.routes.asks.get(turn.talk.step) if turn.talk.step else None
        await below(turn, ask or self.home)

    async def _tap(self, turn: Turn) -> None:
        data = turn.query.data if turn.query is not None else None
        if turn.place != turn.chat.chat_id:
            # no card of anybody's order is ever opened in a group.
            await turn.toast(turn.say("stale-button"))
            return
        try:
            tap = tap_of(data or "")
            handler = self.routes.taps[type(tap)]
        except (BadTap, KeyError):
            # Forged, or drawn by a version long gone: a friendly word and the card of today.
            await turn.toast(turn.say("stale-button"))
            await turn.strip()
            await self.fresh(turn)
            return
        await handler(turn, tap)

    async def _message(self, turn: Turn, message: Message) -> None:
        if message.chat.type != "private":
            await self._in_group(turn, message)
            return
        if turn.text.startswith("/") and message.text:
            await self._command(turn)
            return
        for tap in taps_replied_to(message):
            if type(tap) in self.routes.replies:
                await self.routes.replies[type(tap)](turn, tap)
                return
        kind = content_kind(message)
        if turn.talk.step is not None and turn.talk.step in self.routes.steps:
            if (kind, turn.role) in CUTS_THROUGH and turn.talk.step not in VERBATIM:
                await self._content(turn, kind)
            else:
                await self._step(turn)
            return
        if kind != "text":
            await self._content(turn, kind)
            return
        await self._words(turn)

    async def _in_group(self, turn: Turn, message: Message) -> None:
        """In a group only commands are for us; the rest is people talking to each other."""
        name = command_name(turn.text)
        handler = self.routes.commands.get((f"group:{name}", turn.role)) if name else None
        if handler is not None:
            await handler(turn)
        elif name and await turn.look(rooms.is_bound, turn.place):
            # In our own room a command is meant for us; in anybody else's group it may be another bot's.
            await self.routes.commands["group:help", turn.role](turn)

    async def _command(self, turn: Turn) -> None:
        name = command_name(turn.text)
        handler = self.routes.commands.get((name, turn.role)) or self.routes.commands.get((name, None))
        if handler is None:
            await self.unknown(turn)
            return
        await handler(turn)
        if name == "start":
            await show_own(turn)  # they may have joined just now

    async def _step(self, turn: Turn) -> None:
        step = turn.talk.step
        # "12345" where a number is asked for is a number, though people also threaten to ring it.
        if any(letter.isalpha() for letter in turn.text) and step not in VERBATIM:
            reading = what.understand(turn.text, turn.lang, {"role": role_name(turn.role)})
            first = reading.wishes[0] if reading.wishes else None
            if first is not None and first.kind in CUT_THROUGH and first.confidence >= what.SURE:
                handler = self._wish(first.kind, turn.role)
                if handler is not None:
                    await handler(turn, first)
                    return
            if first is not None and step is not None and await self._looked_up(turn, step, first):
                return
        await self.routes.steps[step or ""](turn)

    async def _looked_up(self, turn: Turn, step: str, wish: Wish) -> bool:
        """今天还有几单? is no answer to "where is the hazard?"."""
        asks = turn.text.rstrip().endswith(ASKING) or (wish.kind in LISTS and names_orders(turn.text))
        asks = asks or (step in PICKING and turn.role is None and not wishes.mentions_in(turn))
        if wish.kind not in LOOKS_UP or not wish.sure or not asks:
            return False
        handler = self._wish(wish.kind, turn.role)
        if handler is None or not step.startswith(TAKING_DOWN):
            return False
        draft = dict(turn.talk.draft)
        await handler(turn, wish)
        if turn.talk.step in (None, step):  # some cards leave whatever was being asked; what is being taken down stays
            turn.talk.go(step, **draft)
            turn.talk.resumed = True
        return True

    async def _content(self, turn: Turn, kind: str) -> None:
        handler = self.routes.kinds.get((kind, turn.role)) or self.routes.kinds.get(("other", turn.role))
        await (handler or self.unknown)(turn)

    async def _words(self, turn: Turn) -> None:
        context: dict[str, Any] = {"role": role_name(turn.role)}
        if turn.role is None:  # "可以" and "还是上不去" mean what was asked last
            context |= turn.asked
        elif turn.role is Role.DISPATCHER and what.places_matter(turn.text):
            context["place"] = bool(await turn.look(choosing.named, turn.text))
        reading = what.understand(turn.text, turn.lang, context)
        if self.model is not None and not any(wish.sure for wish in reading.wishes):
            reading = await self._second_opinion(self.model, turn, context)
        for wish in sorted(reading.wishes, key=lambda one: one.kind in COURTESIES):  # 谢谢,取消预约: not only thanks
            handler = self._wish(wish.kind, turn.role)
            if handler is not None and wish.confidence >= what.ASK:
                await handler(turn, wish)
                return
        await self.unknown(turn)

    async def _second_opinion(self, model: Model, turn: Turn, context: dict[str, Any]) -> Reading:
        """Where the rules are unsure a model may propose, outside any transaction; the person decides."""
        with suppress(TelegramAPIError):
            await turn.bot.send_chat_action(turn.place, "typing")
        proposal = await model.propose(turn.text, context["role"], (turn.person.name,))
        return what.understand(turn.text, turn.lang, context, lambda *_: proposal)

    def _wish(self, kind: Kind, role: Role | None):  # noqa: ANN202 - a WishHandler or None
        own = self.routes.wishes.get((kind, role))
        return own or (self.routes.wishes.get((kind, None)) if kind in FOR_ALL else None)


def taps_replied_to(message: Message) -> list[Tap]:
    """The buttons of the card that this message is the messenger's own reply to."""
    replied = message.reply_to_message
    if replied is None or replied.reply_markup is None:
        return []
    found = [button.callback_data for row in replied.reply_markup.inline_keyboard for button in row]
    taps = []
    for data in found:
        try:
            taps.append(tap_of(data or ""))
        except BadTap:
            continue  # a link, or a button of a version long gone
    return taps


async def below(turn: Turn, shows: Handler) -> None:
    """As a new message, below the stale one."""
    query, turn.query = turn.query, None
    try:
        await shows(turn)
    finally:
        turn.query = query


def command_name(text: str) -> str:
    """`/today@menling_bot 3` -> `today`."""
    if not text.startswith("/"):
        return ""
    return text[1:].split(maxsplit=1)[0].split("@")[0].lower() if len(text) > 1 else ""


def argument(turn: Turn) -> str:
    """What follows a command."""
    parts = turn.text.split(maxsplit=1)
    return parts[1].strip() if len(parts) > 1 else ""


def role_name(role: Role | None) -> str:
    return {Role.TECHNICIAN: "technician", Role.DISPATCHER: "dispatcher"}.get(role, "customer") if role else "customer"


def content_kind(message: Message) -> str:
    """What was sent, besides words."""
    for kind in ("photo", "voice", "sticker", "document", "location", "contact", "video"):
        if getattr(message, kind, None):
            return kind
    return "text" if message.text else "other"
