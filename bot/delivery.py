"""Delivery: takes what the outbox owes and sends it with python-telegram-bot, at the permitted rate.

Claim under a lease and commit; wait for the turn; look once more whether it is still true; send; record the outcome
in a later transaction. One chat gets its messages in order, and a slow one holds up nobody else; what cannot reach a
chat goes by the person's other channel, or becomes a phone task.

What is asked of the database meets at one desk: an outcome goes down with the next look, and what was claimed a moment
before its turn was looked at then.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from telegram.ext import ExtBot

from bot.health import Metrics
from bot.log import bound, get_logger
from bot.parcels import Due, Look, Parcel, Turn, closed, hold_all, look_all, phone_instead
from bot.rate import Allowance
from bot.sending import ChatMoved, NotSendable, Sender, TryLater, Uncertain, Undeliverable, classified
from bot.together import Run, Together
from handlers.context import Card, plain_text
from handlers.notifications import render
from handlers.texts.render import Say
from models.notification import Delivery
from scheduling import outbox, rooms
from scheduling.letters import Addressee, Letter
from scheduling.outbox import Lane, Outcome
from scheduling.unit_of_work import CLOCK

log = get_logger("delivery")

NEWS_EVERY = 0.2  # seconds: how long something new and urgent can stay unseen while messages are on their way
COMPANY = 0.015  # seconds an outcome waits for something else that goes to the database
AT_ONCE = 0.001  # seconds: who has waited longer for a turn is looked at again
LOOKING = 0.05  # seconds before its turn by which a message's last look is begun
MOST_AT_ONCE = 1000  # claimed together where messages leave faster than at the permitted rate
ENDING = 5.0  # seconds for what is on the wire when the process is asked to end


SayFor = Callable[[str], Say]


class Post:
    """Empties the outbox."""

    def __init__(
        self, bot: ExtBot[Any], bot_id: int, run: Run, say_for: SayFor, allowance: Allowance, metrics: Metrics,
        batch: int, fallback: Callable[[str, str], Awaitable[bool]] | None = None,
        fire: Callable[[list[int]], Awaitable[None]] | None = None,
    ) -> None:  # fmt: skip
        self.sender, self.bot_id, self.run, self.say_for = Sender(bot), bot_id, run, say_for
        self.allowance, self.metrics, self.fallback, self.fire = allowance, metrics, fallback, fire
        self.batch = self.least = batch
        self.desk = Together(run, {Outcome: outbox.record_outcomes, Turn: hold_all, Look: look_all})
        self._lanes: dict[Lane, asyncio.Task[None]] = {}
        # After a failure: until when, and from which urgency on, a chat's messages wait.
        self._resting: dict[Lane, tuple[datetime, int]] = {}
        self._unsent: set[int] = set()
        self._looks: set[asyncio.Future[Due]] = set()  # whose findings nobody has taken yet
        self._fired = self._ending = False

    async def deliver_due(self) -> int:
        """Does what is due, as far as there is room; returns how much was found or is under way, 0 at the end."""
        before, began = len(self._lanes), time.perf_counter()
        due = await self._look() if not self._ending else Due([], [])
        self._set_out(due.parcels)
        self._fired = bool(due.timers)
        if due.timers and self.fire is not None:
            await self.fire(due.timers)
            return len(due.timers)
        if self._lanes:
            # Soon again: something more urgent may have become due meanwhile, or something for which there is room.
            full = len(self._lanes) > self.batch // 2
            await asyncio.wait(set(self._lanes.values()), timeout=NEWS_EVERY if full else NEWS_EVERY / 2)
            emptied = not self._lanes and before + len(due.parcels) >= self.batch
            self.batch = next_batch(self.batch, self.least, time.perf_counter() - began, emptied)
        # What was under way made room, perhaps, for what is due behind it.
        return len(due.parcels) + before

    async def close(self) -> None:
        """An orderly end: what has not left goes back to the outbox, what is on the wire gets its outcome."""
        self._ending = True
        # Whoever waited for a look may be gone; what it claimed goes back like everything else.
        found = await asyncio.gather(*self._looks, return_exceptions=True)
        taken = {parcel.id for due in found if isinstance(due, Due) for parcel in due.parcels}
        unsent = self._unsent | taken
        if unsent:
            await self.run(outbox.release, CLOCK, list(unsent))
        if self._lanes:
            _, left = await asyncio.wait(set(self._lanes.values()), timeout=ENDING)
            for lane in left:
                lane.cancel()
        await self.desk.finish()

    async def _look(self) -> Due:
        room = max(self.batch - len(self._lanes), 0)
        look = Look(room, self._fired, self.allowance.at_once(), self.bot_id, set(self._lanes), dict(self._resting))
        looking: asyncio.Future[Due] = self.desk(look)
        self._looks.add(looking)
        try:
            due = await asyncio.shield(looking)
        except Exception:
            self._looks.discard(looking)  # nothing was taken
            raise
        if self._ending:
            return Due([], [])  # `close` gives them back
        self._looks.discard(looking)
        return due

    def _set_out(self, parcels: list[Parcel]) -> None:
        lanes: dict[Lane, deque[Parcel]] = {}
        for parcel in parcels:
            lanes.setdefault(parcel.lane, deque()).append(parcel)
            self._unsent.add(parcel.id)
        for lane, waiting in lanes.items():
            self._resting.pop(lane, None)
            self._lanes[lane] = asyncio.create_task(self._go(lane, waiting), name=f"lane {lane}")

    async def _go(self, lane: Lane, waiting: deque[Parcel]) -> None:
        """One chat's messages, one after the other."""
        try:
            while waiting and not self._ending:
                parcel = waiting.popleft()
                again_at = await self._deal_with(parcel)
                if again_at is not None:
                    # What follows must not overtake it.
                    self._resting[lane] = again_at, parcel.urgency
                    await self.run(outbox.release, CLOCK, [behind.id for behind in waiting], again_at)
                    return
        except Exception:
            log.exception("a chat's messages were interrupted; they are taken up again when their lease ends")
        finally:
            self._unsent.difference_update(parcel.id for parcel in waiting)
            self._lanes.pop(lane, None)

    async def _deal_with(self, parcel: Parcel) -> datetime | None:
        """Sends one and writes down what became of it; when it has to wait, answers until when."""
        try:
            letter = await self._at_its_turn(parcel)
        finally:
            self._unsent.discard(parcel.id)
        if letter is None or self._ending:  # at an end it has gone back to the outbox with all that had not left
            return None
        started = time.perf_counter()
        if isinstance(letter, Exception):
            log.error("what a notification says cannot be gathered", notification=parcel.id, exc_info=letter)
            outcome = await self._by_phone(parcel, "cannot be gathered")
        else:
            with bound(notification=letter.id, key=letter.key, order=letter.view.number if letter.view else None):
                outcome = await self._send(parcel, letter)
        self.metrics.sent(outcome.status, parcel.late, time.perf_counter() - started)
        written: asyncio.Future[datetime | None] = self.desk(outcome, COMPANY)
        if outcome.status is Delivery.PENDING:
            return await written
        written.add_done_callback(unless_written)
        return None

    async def _at_its_turn(self, parcel: Parcel) -> Letter | Exception | None:
        """What it says, to be sent at once, or why nobody can tell; None if it is not to be said any more."""
        chat_id = parcel.to.chat_id
        letter: Letter | Exception | None = parcel.letter
        while True:
            asked = time.monotonic()
            turn = await self.allowance.turn(chat_id) if chat_id is not None else 0.0
            now = time.monotonic()
            if letter is None or now - asked > AT_ONCE:
                letter = await self.desk(Turn(parcel.id, parcel.attempt), max(turn - now - LOOKING, 0.0))
            if letter is None or chat_id is None or await self.allowance.leave(turn):
                return letter
            letter = None  # a 429 has come meanwhile

    async def _send(self, parcel: Parcel, letter: Letter) -> Outcome:
        try:
            card = render(letter, self.say_for(letter.language))
        except Exception:
            log.exception("a notification cannot be rendered")
            return await self._by_phone(parcel, "cannot be rendered")
        if parcel.to.chat_id is None:
            return await self._otherwise(parcel, card, "no chat")
        try:
            return await self._to_chat(parcel, parcel.to.chat_id, card, letter)
        except TryLater as error:
            return await self._later(parcel, card, error)
        except Uncertain as error:
            log.warning("nobody can know whether this was shown", error=str(error))
            return Outcome(letter.id, Delivery.UNKNOWN, chat_id=parcel.to.chat_id, error=str(error)[:300])
        except Undeliverable as error:
            return replace(await self._otherwise(parcel, card, str(error)), blocked=True)
        except NotSendable as error:
            log.error("the messenger refuses a notification", error=str(error))
            return await self._otherwise(parcel, card, str(error))
        except Exception:
            log.exception("a mistake of ours while sending")
            return await self._by_phone(parcel, "a mistake of ours")

    async def _to_chat(self, parcel: Parcel, chat_id: int, card: Card, letter: Letter, moves: int = 2) -> Outcome:
        """To the chat; where it has moved, or to another chat of the same person when this one is blocked."""
        try:
            message_id = await self._say(chat_id, card, letter)
        except ChatMoved as error:
            await self.run(rooms.moved, CLOCK, self.bot_id, chat_id, error.chat_id)
            if moves:
                return await self._to_chat(parcel, error.chat_id, card, letter, moves - 1)
            raise NotSendable("moved again and again") from error
        except Undeliverable as error:
            log.info("a chat is closed to us", error=str(error))
            other: Addressee = await self.run(closed, CLOCK, parcel.lane, chat_id, self.bot_id)
            if moves and other.chat_id not in (None, chat_id):
                return await self._to_chat(parcel, int(other.chat_id or 0), card, letter, moves - 1)
            raise
        return Outcome(parcel.id, Delivery.SENT, chat_id, message_id)

    async def _say(self, chat_id: int, card: Card, letter: Letter) -> int:
        """As an edit or an answer of what stands there; what cannot be edited any more is said anew, quietly."""
        edits, answers = letter.edits, letter.answers
        if edits is not None and edits.chat_id == chat_id:
            try:
                await self.sender.edit(chat_id, edits.message_id, card)
                return edits.message_id
            except NotSendable as error:
                log.info("a message cannot be edited any more", error=str(error))
        above = answers.message_id if answers is not None and answers.chat_id == chat_id else None
        message = await self.sender.send(chat_id, card, answers=above, quiet=letter.quiet)
        return message.message_id

    async def _later(self, parcel: Parcel, card: Card, error: TryLater) -> Outcome:
        if error.after is not None:
            self.allowance.halt(error.after.total_seconds())
        elif parcel.last:
            log.error("a notification is given up", error=str(error))
            return await self._otherwise(parcel, card, str(error))
        log.warning("a notification has to wait", error=str(error))
        return Outcome(parcel.id, Delivery.PENDING, error=str(error)[:300], retry_after=error.after,
                       counted=error.after is None)  # fmt: skip

    async def _otherwise(self, parcel: Parcel, card: Card, why: str) -> Outcome:
        """No chat takes it: the person's other channel, or the dispatcher's telephone."""
        if parcel.to.fallback and self.fallback is not None:
            if await self.fallback(parcel.to.fallback, plain_text(card.text)):
                return Outcome(parcel.id, Delivery.SENT, error="by another channel")
            why = f"{why}; the other channel failed too"
        return await self._by_phone(parcel, why)

    async def _by_phone(self, parcel: Parcel, why: str) -> Outcome:
        if parcel.phone_if_no_chat:
            await self.run(phone_instead, CLOCK, parcel.id)
        return Outcome(parcel.id, Delivery.FAILED, error=why[:300])


def next_batch(size: int, least: int, took: float, emptied: bool) -> int:
    """As many are claimed together as leave before anybody could miss something urgent."""
    if took > NEWS_EVERY:
        return max(size // 2, least)
    return min(size * 2, MOST_AT_ONCE) if emptied and took < NEWS_EVERY / 2 else size


def unless_written(written: asyncio.Future[Any]) -> None:
    if not written.cancelled() and (error := written.exception()) is not None:
        log.error("what became of a message was not written down; its lease will end", exc_info=error)


__all__ = ["Post", "classified"]
