"""One token's allowance, shared by everything that sends with it: conversation and outbox alike.

What is owed leaves evenly, one after the other, so that no second holds more of it than the rate, neither here nor where
it arrives. Direct replies go first, up to what Telegram allows the account as a whole; a 429 seen by either library
halts both.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from math import floor
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import TelegramMethod
from aiogram.methods.base import Response, TelegramType
from telegram.ext import BaseRateLimiter

from scheduling.policy import Delivery

REMEMBERED = 20_000  # chats whose last message is remembered
SLACK = 1.02  # messages are a little further apart than need be: they may not arrive as evenly as they left
AHEAD = 0.1  # seconds by which the last look begins before its message leaves, so that it is over by then
PATIENCE = 30.0  # seconds a direct reply waits out a 429; then its update comes again
COUNTED = ("send", "edit", "copy", "forward")

Sleep = Callable[[float], Awaitable[None]]


class Allowance:
    """When the next message may leave: for the bot as a whole, for each chat and for each group."""

    def __init__(
        self, policy: Delivery, burst: int = 5, *,
        tick: Callable[[], float] = time.monotonic, sleep: Sleep = asyncio.sleep,
    ) -> None:  # fmt: skip
        self.gap = SLACK / policy.per_second
        self.chat_gap = 1.0 / policy.per_chat_per_second
        self.group_gap = 60.0 / policy.group_per_minute
        self.burst = burst
        self.tick, self.sleep = tick, sleep
        self._next = 0.0  # the next turn
        self._left_at = 0.0
        self._owed = Window(max(int(policy.per_second), 1))
        self._all = Window(policy.account_per_second)
        self._chats: OrderedDict[int, float] = OrderedDict()
        self._halted_until = 0.0

    def halt(self, seconds: float) -> None:
        """Telegram said 429: nobody sends until then."""
        self._halted_until = max(self._halted_until, self.tick() + seconds)
        self._next = max(self._next, self._halted_until)

    @property
    def halted_for(self) -> float:
        return max(0.0, self._halted_until - self.tick())

    def at_once(self) -> int:
        """How many owed messages may leave while what is known of them now counts as the last look."""
        now = self.tick()
        return max(0, floor((now + AHEAD - max(now, self._next)) / self.gap) + 1)

    async def wait(self, chat_id: int | None) -> None:
        """Returns when an owed message to this chat may leave at once."""
        while not await self.leave(await self.turn(chat_id)):
            pass

    async def turn(self, chat_id: int | None) -> float:
        """The moment at which an owed message to this chat may leave; whoever asked first goes first.

        Answers a little before it, so that whatever is still to be looked up has been looked up by then.
        """
        if chat_id is not None:
            await self._until(self._chat_turn(chat_id))
        while True:
            # A chat that waits for its own turn has not held up the others: the bot's place is taken only now.
            turn = max(self.tick(), self._next)
            self._next = turn + self.gap
            await self._until(turn - AHEAD)
            if not self.halted_for:
                return turn
            # Whoever waited through a 429 queues again, or they would all leave at once at its end.
            await self._until(self._halted_until)

    async def leave(self, turn: float = 0.0) -> bool:
        """Just before it leaves, at its turn; False where a 429 has come meanwhile, and it has to queue again.

        What was looked up too slowly for its turn follows at twice the pace, so that nothing is lost of the rate and
        nothing leaves in a bunch. What counts is what has really left within the last second.
        """
        await self._until(turn)
        while (early := self._early_by(self.tick())) > 0:
            await self.sleep(early)
        if self.halted_for:
            return False
        self._left_at = self.tick()
        self._owed.add(self._left_at)
        self._all.add(self._left_at)
        return True

    def _early_by(self, now: float) -> float:
        return max(self._left_at + self.gap / 2 - now, self._owed.full_for(now), self._all.full_for(now))

    async def reply(self, chat_id: int | None) -> None:
        """Returns when a direct reply may leave: at once, unless the account is at its limit or halted."""
        if chat_id is not None:
            self._chat_turn(chat_id)  # the next owed message to this chat keeps its distance
        while (full := max(self.halted_for, self._all.full_for(self.tick()))) > 0:
            await self.sleep(full)
        self._all.add(self.tick())

    async def reopened(self) -> None:
        """Returns when nothing is halted."""
        while (halted := self.halted_for) > 0:
            await self.sleep(halted)

    async def _until(self, moment: float) -> None:
        while (left := moment - self.tick()) > 0:
            await self.sleep(left)

    def _chat_turn(self, chat_id: int) -> float:
        """A few messages to one chat may come together; after that one a second, in a group one every three."""
        gap = self.group_gap if chat_id < 0 else self.chat_gap
        now = self.tick()
        full_at = max(self._chats.get(chat_id, 0.0), now) + gap
        self._chats[chat_id] = full_at
        self._chats.move_to_end(chat_id)
        if len(self._chats) > REMEMBERED:
            self._chats.popitem(last=False)
        return max(now, full_at - gap * self.burst)


class Window:
    """The last second: what has left in it, and when there is room again."""

    def __init__(self, room: int) -> None:
        self.left: deque[float] = deque(maxlen=room)

    def add(self, now: float) -> None:
        self.left.append(now)

    def full_for(self, now: float) -> float:
        """Seconds until another one fits; 0 when it fits now."""
        if len(self.left) < (self.left.maxlen or 1):
            return 0.0
        return max(0.0, self.left[0] + 1.0 - now)


class SharedLimiter(BaseRateLimiter[dict[str, Any]]):
    """python-telegram-bot's hook: every call of the outbox's bot waits for its turn.

    Delivery waits by itself, so as to look once more whether a message is still true when its turn has come; it says
    so by `TURN_TAKEN`.
    """

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
        if rate_limit_args != TURN_TAKEN and endpoint.startswith(COUNTED):
            await self.allowance.wait(int(chat_id) if chat_id is not None else None)
        return await callback(*args, **kwargs)


TURN_TAKEN: dict[str, Any] = {"turn": "taken"}


class SharedPace(BaseRequestMiddleware):
    """aiogram's hook: a direct reply waits out a 429, its own or the outbox's, and is then said after all."""

    def __init__(self, allowance: Allowance) -> None:
        self.allowance = allowance

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        name = method.__api_method__
        if name == "getUpdates":
            return await make_request(bot, method)
        waited = 0.0
        while True:
            await self._turn(name, getattr(method, "chat_id", None))
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as error:
                # Refused, so not done: to say it again is safe.
                self.allowance.halt(error.retry_after)
                waited += max(error.retry_after, 1)
                if waited > PATIENCE:
                    raise

    async def _turn(self, name: str, chat_id: Any) -> None:
        if name.startswith(COUNTED):
            await self.allowance.reply(chat_id if isinstance(chat_id, int) else None)
        else:
            await self.allowance.reopened()
