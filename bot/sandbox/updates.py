"""Updates wait here until the bot has them: by long poll, confirmed by a later offset, or by webhook
(webhooks.py).

Long polls and the waiting for a bot's reply run on real time.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.bots import Bot, Bots
from bot.sandbox.disk import Disk
from bot.sandbox.errors import ApiError

Json = dict[str, Any]

# Kinds a bot gets only when it asks for them by name.
ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}
LONGEST_POLL = 50
REPLY_WITHIN = 5.0  # how long a person's act waits for the bot
NO_CALL_WITHIN = 0.3  # a polling bot that confirmed and said nothing for so long will not say anything
UNANSWERED = 1.0  # the same after a press that has not been answered yet
QUIET = 0.05  # a polling bot that confirmed and has been quiet for so long has finished

TWO_POLLERS = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
HAS_WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


@dataclass(slots=True, eq=False)
class Pending:
    """An update on its way to a bot."""

    update_id: int
    body: Json
    chat_id: int
    token: str
    delivered_at: float | None = None
    confirmed_at: float | None = None
    handled: bool = False
    progressed: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(slots=True)
class Trace:
    """What a bot is saying in one chat at the moment."""

    active: int = 0
    ended_at: float = 0.0


class Updates:
    """A queue per bot, in order of update id."""

    def __init__(self, disk: Disk, bots: Bots) -> None:
        self.disk = disk
        self.bots = bots
        self.queues: dict[str, dict[int, Pending]] = {}
        self.polls: dict[str, asyncio.Future[None]] = {}
        self.traces: dict[tuple[str, int], Trace] = {}
        self.closing = False
        self.arrived: Callable[[Bot, Pending], None] = lambda bot, pending: None  # told of each new update
        for _, known in disk.read("update"):
            pending = Pending(**known)
            self.queues.setdefault(pending.token, {})[pending.update_id] = pending

    def add(self, bot: Bot, kind: str, payload: Json, chat_id: int) -> Pending | None:
        """Queue an update; None when the bot does not want this kind."""
        wanted = bot.allowed_updates
        if kind not in wanted if wanted else kind in ON_REQUEST:
            return None
        update_id = bot.next_update
        bot.next_update += 1
        self.bots.keep(bot)
        pending = Pending(update_id, {"update_id": update_id, kind: payload}, chat_id, bot.token)
        self.queues.setdefault(bot.token, {})[update_id] = pending
        self.disk.put(
            "update",
            f"{bot.token}|{update_id:012}",
            lambda: {"update_id": update_id, "body": pending.body, "chat_id": chat_id, "token": bot.token},
        )
        self._wake(bot.token)
        self.arrived(bot, pending)
        return pending

    def waiting(self, bot: Bot) -> dict[int, Pending]:
        return self.queues.setdefault(bot.token, {})

    def drop(self, pending: Pending) -> None:
        self.queues.get(pending.token, {}).pop(pending.update_id, None)
        self.disk.put("update", f"{pending.token}|{pending.update_id:012}", None)

    def drop_all(self, bot: Bot) -> None:
        for pending in list(self.waiting(bot).values()):
            self.finish(pending)

    def finish(self, pending: Pending) -> None:
        """Its handling has ended (the webhook answered, or nobody will ever handle it)."""
        self.drop(pending)
        pending.handled = True
        pending.progressed.set()

    # ---- long polls

    async def poll(self, bot: Bot, offset: int, limit: int, seconds: float, allowed: list[str] | None) -> list[Json]:
        """getUpdates: confirms what lies before `offset`, then waits for something new."""
        if bot.webhook.get("url"):
            raise ApiError(409, HAS_WEBHOOK)
        self.interrupt(bot, TWO_POLLERS)
        if allowed is not None:
            bot.allowed_updates = allowed
            self.bots.keep(bot)
        self._confirm(bot, offset)
        queue = self.waiting(bot)
        until = time.monotonic() + min(max(seconds, 0), LONGEST_POLL)
        while not queue and not self.closing and (left := until - time.monotonic()) > 0:
            poll = self.polls[bot.token] = asyncio.get_running_loop().create_future()
            try:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(poll, left)
            finally:
                if self.polls.get(bot.token) is poll:
                    del self.polls[bot.token]
        batch = list(queue.values())[: min(max(limit, 1), 100)]
        now = time.monotonic()
        for pending in batch:
            pending.delivered_at = pending.delivered_at or now
        return [pending.body for pending in batch]

    def interrupt(self, bot: Bot, why: str) -> None:
        """End the poll that is waiting, if there is one, with a conflict."""
        poll = self.polls.pop(bot.token, None)
        if poll is not None and not poll.done():
            poll.set_exception(ApiError(409, why))

    def release(self) -> None:
        """Every poll returns with what there is."""
        self.closing = True
        for token in list(self.polls):
            self._wake(token)

    def _wake(self, token: str) -> None:
        poll = self.polls.get(token)
        if poll is not None and not poll.done():
            poll.set_result(None)

    def _confirm(self, bot: Bot, offset: int) -> None:
        queue = self.waiting(bot)
        if offset < 0:
            gone = list(queue.values())[:offset]
        else:
            gone = [pending for update_id, pending in queue.items() if update_id < offset]
        for pending in gone:
            self.drop(pending)
            pending.confirmed_at = time.monotonic()
            pending.progressed.set()

    # ---- has the bot answered?

    def began(self, token: str, chat_id: int) -> None:
        self.traces.setdefault((token, chat_id), Trace()).active += 1

    def ended(self, token: str, chat_id: int, *, spoke: bool) -> None:
        """`spoke` is false for chat actions: typing is no answer yet."""
        trace = self.traces[token, chat_id]
        trace.active -= 1
        if spoke:
            trace.ended_at = time.monotonic()

    async def settled(
        self,
        pending: Pending | None,
        within: float = REPLY_WITHIN,
        quiet_for: Callable[[], float] = lambda: QUIET,
    ) -> bool:
        """Whether the handling of this update has finished, waiting up to `within` seconds for it.

        `quiet_for` says how long a polling bot must have been silent; a press is waited for longer until
        answered."""
        if pending is None:
            return True
        until = time.monotonic() + within
        while not pending.handled and not self._quiet(pending, quiet_for()):
            left = until - time.monotonic()
            if left <= 0 or self.closing:
                return False
            if pending.confirmed_at is not None:
                await asyncio.sleep(0.005)
                continue
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(pending.progressed.wait(), left)
        return True

    def _quiet(self, pending: Pending, long_enough: float) -> bool:
        if pending.confirmed_at is None:
            return False
        now = time.monotonic()
        trace = self.traces.get((pending.token, pending.chat_id), Trace())
        if trace.active:
            return False
        if pending.delivered_at is not None and trace.ended_at > pending.delivered_at:
            return now - trace.ended_at >= long_enough
        return now - pending.confirmed_at >= max(NO_CALL_WITHIN, long_enough)
