"""One turn: an update, who sent it, what may be said and done about it.

A handler parses, runs one use-case, renders. `run` is the turn's one transaction that changes something: the update
is noted in the inbox and the conversation is saved in it, so that a repeat never repeats an effect (design decision
6). `look` only reads. Refusals are turned into sentences in one place, `handlers/refusals.py`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    FSInputFile,
    InlineKeyboardMarkup,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from handlers.buttons import Rows, keyboard
from handlers.talk import Talk
from handlers.texts.render import Markup, Say
from models.person import Role
from scheduling import inbox
from scheduling.held_orders import Read, record_read
from scheduling.letters import drawn_here
from scheduling.outages import OutageView
from scheduling.people import Chat
from scheduling.policy import Policy
from scheduling.speakers import Speaker
from scheduling.unit_of_work import Actor, UnitOfWork

P = ParamSpec("P")
T = TypeVar("T")

# With several hats on, this is the one somebody wears in the chat.
HATS = (
    Role.DISPATCHER,
    Role.TECHNICIAN,
    Role.HOTLINE,
    Role.RESPONSE_CENTRE,
    Role.FAULT_DESK,
    Role.SUPERVISOR,
    Role.HEAD,
    Role.NETWORK_CENTRE,
)


class Runner(Protocol):
    """Runs a use-case in a transaction, off the event loop."""

    def __call__(self, use_case: Callable[..., T], actor: Actor, /, *args: Any, **kwargs: Any) -> Awaitable[T]: ...


@dataclass(frozen=True)
class Card:
    """What is shown: text with buttons below, perhaps with a photo (a path, or a file id) or a document."""

    text: str
    rows: Rows = field(default_factory=list)
    photo: str | None = None
    document: tuple[str, bytes] | None = None
    states: tuple[OutageView, ...] = ()  # the outage records it is an answer from


@dataclass
class Turn:
    """An update being answered."""

    bot: Bot
    chat: Chat
    update_id: int
    person: Speaker
    actor: Actor
    say: Say
    talk: Talk
    asked: dict[str, Any]  # what a customer's words may be the answer to
    now: datetime
    policy: Policy
    runner: Runner
    place: int  # the chat the answer goes to: their own, or the group they wrote in
    message: Message | None = None
    query: CallbackQuery | None = None
    noted: bool = False  # the update is in the inbox
    read: list[Read] = field(default_factory=list)  # the records that stand before the customer now
    answered: bool = False  # the press has its toast
    unchanged: bool = False  # the pressed card says the newest already
    spoke: bool = False  # something was said to the sender
    head: Markup | None = None  # goes above the next card, so that two things said are one answer
    foot: Rows = field(default_factory=list)  # goes below the next card's buttons
    # By webhook the toast goes back as the answer to the update: a call less, after all the others.
    parting: list[dict[str, Any]] | None = None

    @property
    def text(self) -> str:
        """What was typed, or written below a photo."""
        return ((self.message.text or self.message.caption or "") if self.message else "").strip()

    @property
    def lang(self) -> str:
        return self.say.language

    @property
    def tongue(self) -> str | None:
        """The messenger's language, where it is none that we answer in: they may write a day in their own words."""
        head = (self.chat.language_code or "").lower().split("-")[0]
        return head if head and head not in self.policy.languages else None

    @property
    def role(self) -> Role | None:
        """The hat the sender wears here; None is a customer. Rights do not hang on it: use-cases ask for themselves."""
        held = {role for role, _ in self.actor.roles}
        return next((role for role in HATS if role in held), None)

    async def run(self, use_case: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The turn's one change: use-case, inbox row and conversation in one transaction."""
        chat, update_id, talk = self.chat, self.update_id, self.talk

        def whole(uow: UnitOfWork) -> T:
            result = use_case(uow, *args, **kwargs)
            keep(uow, chat, update_id, talk)
            return result

        result = await self.runner(whole, self.actor)
        self.noted, talk.changed = True, False
        return result

    async def look(self, query: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Reads; nothing is noted, since reading again is harmless."""

        def reading(uow: UnitOfWork) -> T:
            return query(uow, *args, **kwargs)

        return await self.runner(reading, self.actor)

    async def hush(self) -> None:
        """At the end of the turn: a changed conversation is saved, with the update noted beside it.

        What a customer has read of an outage is kept only now that it stands before them: should we die before,
        the update comes again and is answered again, and nobody counts as told who was not.
        """
        if self.talk.changed or self.read:
            chat, update_id, talk, noted, read = self.chat, self.update_id, self.talk, self.noted, self.read

            def saving(uow: UnitOfWork) -> None:
                keep(uow, chat, update_id if not noted else None, talk)
                for one in read:
                    record_read(uow, one)

            await self.runner(saving, self.actor)
            self.noted, talk.changed, self.read = True, False, []
        if self.query is not None and not self.answered:
            await self.toast(self.say("nothing-new") if self.unchanged else None)

    async def show(self, card: Card) -> None:
        """In place of the card whose button was pressed; as a new message after words."""
        if self.query is None or self.query.message is None or card.photo or card.document:
            await self.send(card)
            return
        card = self._whole(card)
        message = self.query.message
        plain = not (isinstance(message, Message) and (message.photo or message.document or message.location))
        if not plain:
            await self.strip()
            await self.send(card)
            return
        try:
            await self.bot.edit_message_text(
                str(card.text),
                chat_id=self.place,
                message_id=message.message_id,
                reply_markup=keyboard(card.rows),
            )
            self._stands(card, message.message_id)
        except TelegramBadRequest as error:
            if "not modified" in error.message:
                self.unchanged = True
                self._stands(card, message.message_id)
                return
            await self.send(card)  # the old card cannot be edited any more: a fresh one says the same

    async def beside(self, card: Card, kind: str) -> None:
        """As `show`; below a card of this kind of thread, which is drawn anew by itself, or that would wipe it away."""
        pressed = self.query.message if self.query is not None else None
        drawn = pressed is not None and await self.look(drawn_here, kind, self.place, pressed.message_id)
        await (self.send if drawn else self.show)(card)

    async def send(self, card: Card, markup: ReplyKeyboardMarkup | ReplyKeyboardRemove | None = None) -> None:
        """A new message, whatever the update was."""
        self.spoke = True
        self._stands(card, await send_card(self.bot, self.place, self._whole(card), markup))

    def _stands(self, card: Card, message_id: int) -> None:
        """The card is before them. What staff read of a record makes no customer know it."""
        self.spoke = True
        if self.role is None and self.place == self.chat.chat_id:
            self.read += [Read(one.id, one.edition, self.place, message_id) for one in card.states]

    def _whole(self, card: Card) -> Card:
        """With what goes above and below it."""
        head, foot, self.head, self.foot = self.head, self.foot, None, []
        text = Markup(f"{head}\n\n{card.text}") if head is not None else card.text
        return replace(card, text=text, rows=[*card.rows, *foot]) if head is not None or foot else card

    async def tell(self, key: str, rows: Rows | None = None, **params: Any) -> None:
        """One sentence, as `show`."""
        await self.show(Card(self.say(key, **params), rows or []))

    async def strip(self) -> None:
        """Takes the buttons off the card that was pressed: what they offered is done."""
        if self.query is not None and self.query.message is not None:
            try:
                await self.bot.edit_message_reply_markup(
                    chat_id=self.place, message_id=self.query.message.message_id, reply_markup=None
                )
            except TelegramBadRequest:
                return  # gone or bare already, which is what was wanted

    async def toast(self, text: str | None = None, alert: bool = False) -> None:
        """The short word that answers a press; every press gets exactly one."""
        if self.query is None or self.answered:
            return
        self.answered = True
        words = plain_text(text)[:200] if text else None
        if self.parting is not None:
            call = {"method": "answerCallbackQuery", "callback_query_id": self.query.id, "show_alert": alert}
            self.parting.append({**call, "text": words} if words else call)
            return
        try:
            await self.query.answer(text=words, show_alert=alert)
        except TelegramBadRequest:
            return  # too old to be answered; the card itself still is


HOME = Path(__file__).parents[1]


def picture(path: str) -> Path:
    """A picture's file: as given, or, for those that come with the product, below its own folder."""
    return HOME / path


def plain_text(text: str) -> str:
    """HTML back to plain words, for toasts and button labels."""
    return html.unescape(re.sub(r"<[^>]+>", "", str(text)))


async def send_card(
    bot: Bot, chat_id: int, card: Card, markup: ReplyKeyboardMarkup | ReplyKeyboardRemove | None = None
) -> int:
    """Sends a card as text, photo or document; the message's number."""
    below: InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None = markup or keyboard(card.rows)
    if card.document is not None:
        name, content = card.document
        file = BufferedInputFile(content, filename=name)
        sent = await bot.send_document(chat_id, file, caption=str(card.text), reply_markup=below)
    elif card.photo is not None:
        photo: Any = FSInputFile(picture(card.photo)) if "/" in card.photo else card.photo
        sent = await bot.send_photo(chat_id, photo, caption=str(card.text), reply_markup=below)
    else:
        sent = await bot.send_message(chat_id, str(card.text), reply_markup=below)
    return sent.message_id


def keep(uow: UnitOfWork, chat: Chat, update_id: int | None, talk: Talk | None) -> None:
    """Notes the update and saves the conversation, in the caller's transaction."""
    if update_id is not None:
        inbox.note(uow, chat.bot_id, update_id)
    if talk is not None and talk.changed:
        inbox.keep(uow, chat.bot_id, chat.chat_id, talk.step, dict(talk.draft))


__all__ = ["Card", "Markup", "Talk", "Turn", "keep", "send_card"]
