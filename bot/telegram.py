"""An update's way in: inbox, order per chat, who it is from, and what becomes of mistakes.

aiogram brings the types and the client. Each chat is handled in order, each update once: the inbox row is written in
the same transaction as the effect, and the update is acknowledged only after that (design decision 6). A repeat whose
answer may not have gone out gets the current card again, so that nobody meets silence.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import orjson
from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import CallbackQuery, Message, Update
from aiogram.types.update import UpdateTypeLookupError
from pydantic import ValidationError
from sqlalchemy.exc import DataError, OperationalError

from bot.clock import Clock
from bot.health import UNANSWERED, Metrics
from bot.log import bound, get_logger
from bot.rate import Allowance
from handlers import refusals
from handlers.answering import Answering
from handlers.context import Card, Turn
from handlers.talk import Talk
from handlers.texts.render import Say
from models.errors import Refused
from scheduling import inbox, open_questions, people, rooms, speakers
from scheduling.people import Chat
from scheduling.policy import Policy
from scheduling.speakers import Speaker
from scheduling.unit_of_work import CLOCK, Actor, Busy, UnitOfWork

log = get_logger("telegram")

REMEMBERED = 10_000  # updates answered by this process
# Of the card whose button was pressed: who sent it we know, and which button it was is in the press.
UNREAD = ("from", "entities", "caption_entities", "reply_markup")


@dataclass(frozen=True)
class Known:
    """What the database knows when an update comes in."""

    person: Speaker
    actor: Actor
    talk: Talk
    repeated: bool
    asked: dict[str, Any]  # what a customer's words may be the answer to


def recognise(uow: UnitOfWork, chat: Chat, update_id: int, words: bool) -> Known:
    """The person behind the chat (somebody new becomes a visitor), their conversation, and whether this is a repeat.

    `words`: they wrote something, and what they have been asked helps to understand it.
    """
    person, actor = speakers.speaker(uow, chat)
    step, draft, repeated = inbox.recall(uow, chat.bot_id, chat.chat_id, update_id)
    asked = open_questions.context(uow, person.id) if words else {}
    return Known(person, actor, Talk(step, draft), repeated, asked)


class Intake:
    """Handles updates, however they come in."""

    def __init__(
        self, bot: Bot, run: Callable[..., Awaitable[Any]], answering: Answering, policy: Policy, clock: Clock,
        say_for: Callable[[str], Say], allowance: Allowance, metrics: Metrics,
    ) -> None:  # fmt: skip
        self.bot, self.run, self.answering, self.policy, self.clock = bot, run, answering, policy, clock
        self.say_for, self.allowance, self.metrics = say_for, allowance, metrics
        self._answered: OrderedDict[int, None] = OrderedDict()
        self._chats: dict[int, tuple[asyncio.Lock, int]] = {}  # with how many are in line

    async def handle_raw(self, raw: dict[str, Any], parting: list[dict[str, Any]] | None = None) -> bool:
        """An update as a webhook brings it; `parting` takes the one call that may go back in its answer."""
        match raw:
            case {"callback_query": {"message": dict(card)}}:
                for unread in UNREAD:
                    card.pop(unread, None)
        try:
            update = Update.model_validate(raw, context={"bot": self.bot})
        except ValidationError:
            log.warning("an update that nobody can read", update_id=raw.get("update_id"))
            return True
        return await self.handle(update, parting)

    async def handle(self, update: Update, parting: list[dict[str, Any]] | None = None) -> bool:
        """Deals with one update. False: the answer could not leave, so the update should come again."""
        started = time.perf_counter()
        chat = chat_of(self.bot.id, update)
        async with self._alone(chat.chat_id if chat else 0):
            # Asked only now: the same update may have come twice, and the other one was first.
            if update.update_id in self._answered:
                return True
            with bound(update_id=update.update_id):
                outcome = await self._answer(update, chat, parting)
        self.metrics.handled(kind_of(update), outcome, time.perf_counter() - started, self.clock.now())
        if outcome == UNANSWERED:
            return False
        self._answered[update.update_id] = None
        if len(self._answered) > REMEMBERED:
            self._answered.popitem(last=False)
        return True

    def chat_of(self, update: Update) -> int | None:
        """Whose updates are answered in order with this one."""
        chat = chat_of(self.bot.id, update)
        return chat.chat_id if chat else None

    @contextlib.asynccontextmanager
    async def _alone(self, chat_id: int) -> AsyncIterator[None]:
        """One update of a chat at a time, in the order in which they came."""
        lock, waiting = self._chats.get(chat_id, (None, 0))
        lock = lock or asyncio.Lock()
        self._chats[chat_id] = lock, waiting + 1
        try:
            async with lock:
                yield
        finally:
            lock, waiting = self._chats[chat_id]
            if waiting > 1:
                self._chats[chat_id] = lock, waiting - 1
            else:
                del self._chats[chat_id]

    async def _answer(self, update: Update, chat: Chat | None, parting: list[dict[str, Any]] | None) -> str:
        try:
            moved = update.message.migrate_to_chat_id if update.message is not None else None
            if update.message is not None and moved is not None:
                await self.run(rooms.moved, CLOCK, self.bot.id, update.message.chat.id, moved)
                return "answered"
            if chat is None:
                return "ignored"
            if update.my_chat_member is not None:
                return await self._membership(update, chat)
            turn, repeated = await self._turn(update, chat)
            turn.parting = parting
        except (DataError, OverflowError):
            log.exception("an update that the database cannot keep")  # however often it came
            return "failed"
        except Exception:
            log.exception("the database does not answer")
            return UNANSWERED
        try:
            return await self._dealt_with(turn, update, repeated)
        except Exception as error:
            return await self._unsaid(turn, error)

    async def _unsaid(self, turn: Turn, error: Exception) -> str:
        """The answer did not leave: should the update come again, or would that change nothing?"""
        match error:
            case TelegramForbiddenError() if turn.place == turn.chat.chat_id:
                await self.run(people.blocked, CLOCK, turn.chat.chat_id, turn.chat.bot_id)
                return "blocked"
            case TelegramMigrateToChat():
                await self.run(rooms.moved, CLOCK, self.bot.id, turn.place, error.migrate_to_chat_id)
            case TelegramEntityTooLarge():
                log.error("an answer is too large to be sent", error=str(error))
            case Busy() | OperationalError():
                log.warning("the database does not answer", error=type(error).__name__)
                return UNANSWERED
            case TelegramRetryAfter() | TelegramNetworkError() | TelegramServerError() | TelegramUnauthorizedError():
                log.warning("the answer could not leave", error=str(error))
                return UNANSWERED
            case _:
                log.error("an answer cannot be sent", exc_info=error)
        return "failed"

    async def _dealt_with(self, turn: Turn, update: Update, repeated: bool) -> str:
        if repeated:
            turn.noted = True
            await self.answering.again(turn)
            await turn.hush()
            return "repeated"
        before = turn.talk.step, orjson.dumps(turn.talk.draft)  # as the database keeps it, and quicker than a copy
        try:
            await self.answering.answer(turn, update)
            await turn.hush()
        except Refused as refused:
            if turn.talk.changed and not turn.noted:
                # What was refused was not begun either: the conversation stands where it stood.
                turn.talk.step, turn.talk.draft, turn.talk.changed = before[0], orjson.loads(before[1]), False
            await self._refuse(turn, refused)
            return "refused"
        except TelegramBadRequest as error:
            await self._apologise(turn, error)
            return "failed"
        except (TelegramAPIError, Busy, OperationalError):
            raise  # the answer could not leave, or the database was away: it comes again
        except Exception as error:
            await self._apologise(turn, error)
            return "failed"
        return "answered"

    async def _refuse(self, turn: Turn, refused: Refused) -> None:
        log.info("refused", why=refused.key)
        if await refusals.say_it(turn, refused):
            try:
                await self.answering.fresh(turn)
            except Refused:
                # Even the open question is about something that has gone: nothing is being asked any more.
                turn.talk.start("")
                turn.talk.end()
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
        event = update.event
        words = isinstance(event, Message) and event.text is not None and private(event)
        known: Known = await self.run(recognise, CLOCK, chat, update.update_id, words)
        return Turn(
            bot=self.bot,
            chat=chat,
            update_id=update.update_id,
            person=known.person,
            actor=known.actor,
            say=self.say_for(known.person.language),
            talk=known.talk if private(event) else Talk(),
            asked=known.asked,
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
        if change is None:
            return "answered"
        out = change.new_chat_member.status in ("kicked", "left")
        if change.chat.type != "private":
            if out:
                await self.run(rooms.closed, CLOCK, chat.bot_id, change.chat.id)
        elif out:
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
