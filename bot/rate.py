"""One token's allowance, shared by everything that sends with it: conversation and outbox alike.

Grants are spaced, never bunched, so that no window of one second ever holds more than the rate; a 429 seen by either
library halts both (design decision 1).
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from typing import Any

from telegram.ext import BaseRateLimiter

from scheduling.policy import Delivery

REMEMBERED = 20_000  # chats whose last message is remembered


class Allowance:
    """When the next message may leave: for the bot as a whole, for each chat and for each group."""

    def __init__(self, policy: Delivery, burst: int = 5) -> None:
        self.gap = 1.0 / policy.per_second
        self.chat_gap = 1.0 / policy.per_chat_per_second
        self.group_gap = 60.0 / policy.group_per_minute
        self.burst = burst
        self._next = 0.0
        self._chats: OrderedDict[int, float] = OrderedDict()
        self._halted_until = 0.0

    def halt(self, seconds: float) -> None:
        """Telegram said 429: nobody sends until then."""
        self._halted_until = max(self._halted_until, time.monotonic() + seconds)

    @property
    def halted_for(self) -> float:
        return max(0.0, self._halted_until - time.monotonic())

    async def wait(self, chat_id: int | None) -> None:
        """Returns when a message to this chat may leave; whoever asked first goes first."""
        if chat_id is not None:
            await sleep_until(self._chat_turn(chat_id))
        # A chat that waits for its own turn has not held up the others: the bot's place is taken only now.
        turn = max(time.monotonic(), self._next)
        self._next = turn + self.gap
        await sleep_until(turn)
        while (halted := self.halted_for) > 0:  # noqa: ASYNC110 - a 429 may have come meanwhile, and again
            await asyncio.sleep(halted)

    def _chat_turn(self, chat_id: int) -> float:
        """A few messages to one chat may come together; after that one a second, in a group one every three."""
        gap = self.group_gap if chat_id < 0 else self.chat_gap
        now = time.monotonic()
        full_at = max(self._chats.get(chat_id, 0.0), now) + gap
        self._chats[chat_id] = full_at
        self._chats.move_to_end(chat_id)
        if len(self._chats) > REMEMBERED:
            self._chats.popitem(last=False)
        return max(now, full_at - gap * self.burst)


async def sleep_until(moment: float) -> None:
    left = moment - time.monotonic()
    if left > 0:
        await asyncio.sleep(left)


class SharedLimiter(BaseRateLimiter[dict[str, Any]]):
    """python-telegram-bot's hook: every call of the outbox's bot waits for its turn."""

    def __init__(self, allowance: Allowance) -> None:
        self.allowance = allowance

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Any,
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: dict[str, Any] | None,
    ) -> Any:
        chat_id = data.get("chat_id")
        if endpoint.startswith(("send", "edit", "copy", "forward")):
            await self.allowance.wait(int(chat_id) if chat_id is not None else None)
        return await callback(*args, **kwargs)
