"""An update's way in: inbox, order per chat, who it is from, and what becomes of mistakes.

aiogram brings the types and the client. Each chat is handled in order, each update once: the inbox row is written in
the same transaction as the effect, and the update is acknowledged only after that (design decision 6). A repeat whose
answer may not have gone out gets the current card again, so that nobody meets silence.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
)
from aiogram.types import CallbackQuery, Message, Update
from aiogram.types.update import UpdateTypeLookupError
from pydantic import ValidationError

from bot.clock import Clock
from bot.health import Metrics
from bot.log import bound, get_logger
from bot.rate import Allowance
from handlers import refusals
from handlers.answering import Answering
from handlers.context import Card, Talk, Turn
from handlers.texts.render import Say
from models.errors import Refused
from models.inbox import Conversation
from models.inbox import Update as Noted
from models.person import Person
from scheduling import people
from scheduling.people import Chat
from scheduling.policy import Policy
from scheduling.unit_of_work import CLOCK, Actor, UnitOfWork

log = get_logger("telegram")

REMEMBERED = 10_000  # updates answered by this process


@dataclass(frozen=True)
class Known:
    """What the database knows when an update comes in."""

    person: Person
    actor: Actor
    talk: Talk
    repeated: bool


def recognise(uow: UnitOfWork, chat: Chat, update_id: int) -> Known:
    """The person behind the chat (somebody new becomes a visitor), their conversation, and whether this is a repeat."""
    account = people.meet(uow, chat)
    row = uow.session.get(Conversation, (chat.bot_id, chat.chat_id))
    repeated = uow.session.get(Noted, (chat.bot_id, update_id)) is not None
    talk = Talk(row.step, dict(row.draft)) if row is not None else Talk()
    return Known(account.person, Actor.of(account.person), talk, repeated)


class Intake:
    """Handles updates, however they come in."""

    def __init__(
        self, bot: Bot, run: Callable[..., Awaitable[Any]], answering: Answering, policy: Policy, clock: Clock,
        say_for: Callable[[str], Say], allowance: Allowance, metrics: Metrics,
    ) -> None:  # fmt: skip
        self.bot, self.run, self.answering, self.policy, self.clock = bot, run, answering, policy, clock
        self.say_for, self.allowance, self.metrics = say_for, allowance, metrics
        self._answered: OrderedDict[int, None] = OrderedDict()
        self._chats: dict[int, asyncio.Lock] = {}

    async def handle_raw(self, raw: dict[str, Any]) -> bool:
        """An update as a webhook brings it."""
        try:
            update = Update.model_validate(raw, context={"bot": self.bot})
        except ValidationError:
            log.warning("an update that nobody can read", update_id=raw.get("update_id"))
            return True
        return await self.handle(update)

    async def handle(self, update: Update) -> bool:
        """Deals with one update. False: the answer could not leave, so the update should come again."""
        started = time.perf_counter()
        if update.update_id in self._answered:
            return True
        kind = kind_of(update)
        chat = chat_of(self.bot.id, update)
        if chat is None:
            return True
        lock = self._chats.setdefault(chat.chat_id, asyncio.Lock())
        async with lock:
            with bound(update_id=update.update_id):
                outcome = await self._answer(update, chat)
        if not lock.locked() and not getattr(lock, "_waiters", None):
            self._chats.pop(chat.chat_id, None)
        self.metrics.updates.labels(kind, outcome).inc()
        self.metrics.update_seconds.observe(time.perf_counter() - started)
        if outcome == "unanswered":
            return False
        self._answered[update.update_id] = None
        if len(self._answered) > REMEMBERED:
            self._answered.popitem(last=False)
        return True

    async def _answer(self, update: Update, chat: Chat) -> str:
        try:
            if update.my_chat_member is not None:
                return await self._membership(update, chat)
            turn, repeated = await self._turn(update, chat)
        except Exception:
            log.exception("the database does not answer")
            return "unanswered"
        try:
            return await self._dealt_with(turn, update, repeated)
        except TelegramForbiddenError:
            await self.run(people.blocked, CLOCK, chat.chat_id, chat.bot_id)
            return "blocked"
        except TelegramRetryAfter as error:
            self.allowance.halt(error.retry_after)
            return "unanswered"
        except TelegramNetworkError as error:
            log.warning("the answer could not leave", error=str(error))
            return "unanswered"

    async def _dealt_with(self, turn: Turn, update: Update, repeated: bool) -> str:
        if repeated:
            turn.noted = True
            await self.answering.again(turn)
            await turn.hush()
            return "repeated"
        try:
            await self.answering.answer(turn, update)
            await turn.hush()
        except Refused as refused:
            await self._refuse(turn, refused)
            return "refused"
        except TelegramBadRequest as error:
            await self._apologise(turn, error)
            return "failed"
        except TelegramAPIError:
            raise
        except Exception as error:
            await self._apologise(turn, error)
            return "failed"
        return "answered"

    async def _refuse(self, turn: Turn, refused: Refused) -> None:
        log.info("refused", why=refused.key)
        if await refusals.say_it(turn, refused):
            await self.answering.fresh(turn)
        await turn.hush()

    async def _apologise(self, turn: Turn, error: Exception) -> None:
        reference = secrets.token_hex(3)
        log.error("a mistake of ours", reference=reference, exc_info=error)
        words = turn.say("apology", reference=reference)
        if turn.query is not None and not turn.answered:
            await turn.toast(words, alert=True)
        else:
            await turn.send(Card(words))

    async def _turn(self, update: Update, chat: Chat) -> tuple[Turn, bool]:
        known: Known = await self.run(recognise, CLOCK, chat, update.update_id)
        event = update.event
        return Turn(
            bot=self.bot,
            chat=chat,
            update_id=update.update_id,
            person=known.person,
            actor=known.actor,
            say=self.say_for(known.person.language),
            talk=known.talk if private(event) else Talk(),
            place=place_of(event, chat),
            now=self.clock.now(),
            policy=self.policy,
            runner=self.run,
            message=event if isinstance(event, Message) else None,
            query=event if isinstance(event, CallbackQuery) else None,
        ), known.repeated

    async def _membership(self, update: Update, chat: Chat) -> str:
        """The bot was blocked, let in again, added to a group or removed from one."""
        change = update.my_chat_member
        if change is not None and change.chat.type == "private":
            if change.new_chat_member.status == "kicked":
                await self.run(people.blocked, CLOCK, chat.chat_id, chat.bot_id)
            else:
                await self.run(people.meet, CLOCK, chat)
        return "answered"


def kind_of(update: Update) -> str:
    try:
        return update.event_type
    except UpdateTypeLookupError:
        return "unknown"


def chat_of(bot_id: int, update: Update) -> Chat | None:
    """Where an update comes from; in a group the sender's own chat says who they are."""
    if kind_of(update) == "unknown":
        return None
    event: Any = update.event
    user = getattr(event, "from_user", None)
    if user is None or user.is_bot:
        return None
    # A person's private chat has their own id; a group's messages belong to whoever wrote them.
    return Chat(bot_id, user.id, user.id, user.full_name, user.language_code)


def private(event: Any) -> bool:
    chat = place_chat(event)
    return chat is None or chat.type == "private"


def place_chat(event: Any) -> Any:
    message = event.message if isinstance(event, CallbackQuery) else event
    return getattr(message, "chat", None)


def place_of(event: Any, chat: Chat) -> int:
    """Where the answer goes: the group that was written in, else the person's own chat."""
    found = place_chat(event)
    return int(found.id) if found is not None else chat.chat_id


class Polling:
    """Fetches updates and acknowledges them when they have been dealt with."""

    WANTED = ("message", "edited_message", "callback_query", "my_chat_member")

    def __init__(self, bot: Bot, intake: Intake) -> None:
        self.bot, self.intake = bot, intake
        self.offset: int | None = None

    async def run(self) -> None:
        """Until cancelled. A second poller (409) is said once and waited out; a wrong token is for the caller."""
        failures = 0
        tries: dict[int, int] = {}
        while True:
            try:
                updates = await self.bot.get_updates(
                    offset=self.offset, timeout=25, allowed_updates=list(self.WANTED), request_timeout=40
                )
            except TelegramAPIError as error:
                failures += 1
                if not await self._troubled(error, failures):
                    raise
                continue
            failures = 0
            done = await asyncio.gather(*(self.intake.handle(update) for update in updates))
            for update, dealt_with in zip(updates, done, strict=True):
                tries[update.update_id] = tries.get(update.update_id, 0) + 1
                if not dealt_with and tries[update.update_id] < 5:
                    await asyncio.sleep(min(0.2 * 2 ** tries[update.update_id], 5))
                    break
                self.offset = update.update_id + 1
                tries.pop(update.update_id, None)

    async def _troubled(self, error: TelegramAPIError, failures: int) -> bool:
        from aiogram.exceptions import TelegramConflictError, TelegramUnauthorizedError

        if isinstance(error, TelegramUnauthorizedError):
            return False
        if failures in (1, 10, 100):
            what = "another program polls with the same token (409); stop one of the two"
            log.error(
                what if isinstance(error, TelegramConflictError) else "Telegram does not answer", error=str(error)
            )
        pause = error.retry_after if isinstance(error, TelegramRetryAfter) else min(0.5 * 2 ** min(failures, 6), 30)
        await asyncio.sleep(pause)
        return True
