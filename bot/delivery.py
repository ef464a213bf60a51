"""Delivery: takes what the outbox owes and sends it with python-telegram-bot, at the permitted rate.

Claim under a lease and commit; send; record the outcome in a second transaction. One chat gets its messages in
order; what cannot reach a chat goes by the person's other channel, or becomes a phone task.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Any

import httpx
import telegram
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.health import Metrics
from bot.log import bound, get_logger
from bot.rate import Allowance
from handlers.buttons import keyboard
from handlers.context import Card, picture, plain_text
from handlers.notifications import render
from handlers.texts.render import Say
from models.notification import Delivery, Notification
from models.task import TaskKind
from scheduling import letters, outbox, people, tasks
from scheduling.letters import Addressee, Letter
from scheduling.outbox import Outcome
from scheduling.unit_of_work import CLOCK, Actor, UnitOfWork

log = get_logger("delivery")

# Refused before a byte of the request was read: it cannot have been shown.
NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


class Undeliverable(Exception):
    """Blocked, or the chat is gone: stop, and let a person phone."""


class TryLater(Exception):
    """A flood limit or the network: back off."""

    def __init__(self, error: str, after: timedelta | None = None) -> None:
        super().__init__(error)
        self.after = after


class ChatMoved(Exception):
    """The group became a supergroup: save the new id and send again."""

    def __init__(self, chat_id: int) -> None:
        super().__init__(chat_id)
        self.chat_id = chat_id


class Uncertain(Exception):
    """It left, and nobody can know whether it was shown."""


class NotSendable(Exception):
    """The messenger will never take this message."""


def classified(error: TelegramError) -> Exception:
    """What a Telegram error means for an owed message, most specific first: `BadRequest` is a `NetworkError` too."""
    match error:
        case RetryAfter():
            after = error.retry_after
            return TryLater(str(error), after if isinstance(after, timedelta) else timedelta(seconds=after))
        case Forbidden():
            return Undeliverable(error.message)
        case ChatMigrated():
            return ChatMoved(error.new_chat_id)
        case BadRequest() if "chat not found" in error.message.lower():
            return Undeliverable(error.message)
        case BadRequest() | InvalidToken():
            return NotSendable(error.message)
        case NetworkError():
            cause = error.__cause__
            if isinstance(cause, NOT_SENT) or not isinstance(cause, httpx.HTTPError):
                return TryLater(error.message)
            return Uncertain(error.message)
    return NotSendable(error.message)


@dataclass(frozen=True)
class Parcel:
    """A claimed notification, ready to go."""

    letter: Letter
    to: Addressee
    phone_if_no_chat: bool
    late: timedelta


Run = Callable[..., Awaitable[Any]]


class Ledger:
    """Writes outcomes down, those that come while one transaction runs together in the next."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self._waiting: list[tuple[Outcome, asyncio.Future[None]]] = []
        self._writing = False

    async def write(self, outcome: Outcome) -> None:
        """Returns when the outcome is durable."""
        written: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((outcome, written))
        if not self._writing:
            self._writing = True
            try:
                while self._waiting:
                    await self._write_group()
            finally:
                self._writing = False
        await written

    async def _write_group(self) -> None:
        group, self._waiting = self._waiting, []
        try:
            await self.run(outbox.record_outcomes, CLOCK, [outcome for outcome, _ in group])
        except Exception as error:
            for _, written in group:
                if not written.done():
                    written.set_exception(error)
        else:
            for _, written in group:
                if not written.done():
                    written.set_result(None)


SayFor = Callable[[str], Say]


class Post:
    """Empties the outbox."""

    def __init__(
        self, bot: ExtBot[Any], bot_id: int, run: Run, say_for: SayFor, allowance: Allowance, metrics: Metrics,
        fallback: Callable[[str, str], Awaitable[bool]] | None = None, batch: int = 100,
    ) -> None:  # fmt: skip
        self.bot, self.bot_id, self.run, self.say_for = bot, bot_id, run, say_for
        self.allowance, self.metrics, self.fallback, self.batch = allowance, metrics, fallback, batch
        self.ledger = Ledger(run)

    async def deliver_due(self) -> int:
        """Sends one batch of what is due; returns how many were claimed."""
        parcels: list[Parcel] = await self.run(claim, CLOCK, self.batch, self.bot_id)
        if not parcels:
            return 0
        by_chat = sorted(parcels, key=lambda parcel: parcel.to.chat_id or -parcel.letter.id)
        chats = [list(group) for _, group in groupby(by_chat, key=lambda p: p.to.chat_id or -p.letter.id)]
        # In order of urgency as claimed; within a chat one after the other.
        chats.sort(key=lambda group: parcels.index(group[0]))
        await asyncio.gather(*(self._in_order(group) for group in chats))
        return len(parcels)

    async def _in_order(self, group: list[Parcel]) -> None:
        for parcel in group:
            started = time.perf_counter()
            outcome = await self._send(parcel)
            await self.ledger.write(outcome)
            self.metrics.sent(outcome.status, parcel.late, time.perf_counter() - started)

    async def _send(self, parcel: Parcel) -> Outcome:
        letter, to = parcel.letter, parcel.to
        order = letter.view.number if letter.view else None
        with bound(notification=letter.id, key=letter.key, order=order):
            try:
                card = render(letter, self.say_for(letter.language))
            except Exception:
                log.exception("a notification cannot be rendered")
                return Outcome(letter.id, Delivery.FAILED, error="cannot be rendered")
            if to.chat_id is None:
                return await self._otherwise(parcel, card, "no chat")
            try:
                message = await self._post(to.chat_id, card)
            except Undeliverable as error:
                await self.run(people.blocked, CLOCK, to.chat_id, self.bot_id)
                return await self._otherwise(parcel, card, str(error))
            except TryLater as error:
                if error.after is not None:
                    self.allowance.halt(error.after.total_seconds())
                log.warning("a notification has to wait", error=str(error))
                return Outcome(letter.id, Delivery.PENDING, error=str(error), retry_after=error.after)
            except Uncertain as error:
                log.warning("nobody can know whether this was shown", error=str(error))
                return Outcome(letter.id, Delivery.UNKNOWN, chat_id=to.chat_id, error=str(error))
            except NotSendable as error:
                log.error("the messenger refuses a notification", error=str(error))
                return await self._otherwise(parcel, card, str(error))
            return Outcome(letter.id, Delivery.SENT, to.chat_id, message.message_id)

    async def _otherwise(self, parcel: Parcel, card: Card, why: str) -> Outcome:
        """No chat takes it: the person's other channel, or the dispatcher's telephone."""
        letter = parcel.letter
        if parcel.to.fallback and self.fallback is not None:
            if await self.fallback(parcel.to.fallback, plain_text(card.text)):
                return Outcome(letter.id, Delivery.SENT, error="by another channel")
            why = f"{why}; the other channel failed too"
        if parcel.phone_if_no_chat:
            await self.run(phone_instead, CLOCK, letter.id)
        return Outcome(letter.id, Delivery.FAILED, error=why[:300])

    async def _post(self, chat_id: int, card: Card) -> telegram.Message:
        try:
            return await self._call(chat_id, card)
        except TelegramError as error:
            meaning = classified(error)
            if isinstance(meaning, ChatMoved):
                await self.run(move_room, CLOCK, chat_id, meaning.chat_id)
                return await self._post(meaning.chat_id, card)
            raise meaning from error

    async def _call(self, chat_id: int, card: Card) -> telegram.Message:
        markup = keyboard(card.rows)
        below = (
            telegram.InlineKeyboardMarkup.de_json(markup.model_dump(exclude_none=True), self.bot) if markup else None
        )
        text, html = str(card.text), ParseMode.HTML
        if card.document is not None:
            name, content = card.document
            file = telegram.InputFile(content, filename=name)
            return await self.bot.send_document(chat_id, file, caption=text, parse_mode=html, reply_markup=below)
        if card.photo is not None:
            photo: Any = await asyncio.to_thread(picture(card.photo).read_bytes) if "/" in card.photo else card.photo
            return await self.bot.send_photo(chat_id, photo, caption=text, parse_mode=html, reply_markup=below)
        return await self.bot.send_message(
            chat_id, text, parse_mode=html, reply_markup=below,
            link_preview_options=telegram.LinkPreviewOptions(is_disabled=True),
        )  # fmt: skip


def claim(uow: UnitOfWork, limit: int, bot_id: int) -> list[Parcel]:
    """Claims a batch and gathers its letters in the same transaction."""
    return [
        Parcel(
            letters.letter(uow, row), letters.addressee(uow, row, bot_id), row.phone_if_no_chat, uow.now - row.due_at
        )
        for row in outbox.claim(uow, limit)
    ]


def phone_instead(uow: UnitOfWork, notification_id: int) -> None:
    """A message that no chat could carry: the dispatcher phones (R-4.4, R-4.5)."""
    row = uow.get(Notification, notification_id)
    order = uow.order(row.order_id) if row.order_id else None
    visit = uow.appointment(row.appointment_id) if row.appointment_id else None
    subject = f"notification:{row.key}:{row.appointment_id or row.order_id or row.id}"
    tasks.open_task(uow, TaskKind.PHONE_NOTICE, subject, order=order, appointment=visit, person_id=row.recipient_id,
                    key=row.key, notification_id=row.id)  # fmt: skip


def move_room(uow: UnitOfWork, old: int, new: int) -> None:
    """A group has a new id."""
    from sqlalchemy import update

    from models.notification import Room

    uow.session.execute(update(Room).where(Room.chat_id == old).values(chat_id=new))


__all__ = ["Actor", "Post", "classified"]
