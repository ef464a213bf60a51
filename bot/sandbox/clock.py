"""The sandbox's clock: real time plus an offset, or frozen; it only ever goes forward.

Whoever does things when they are due (the application) follows the clock by a long poll:

    GET /sandbox/clock/follow?name=app&done=<seq>&next=<ISO or empty>

says "everything due up to clock move `done` has been done; my next thing is due at `next`", and is answered
{"seq", "now", "runs"} as soon as a newer move exists, or after 25 s with the present one. A follower whose
next due time changes meanwhile just asks again. Moving goes step by step: first one move on the spot, so that
every follower says what it has due now; then, while somebody's `next` lies at or before the target, just to
that instant; then to the target. After each step every live follower must report it done, so things happen in
order, each at its own time."""

from __future__ import annotations

import asyncio
import contextlib
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.sandbox.errors import Wrong

LIVE_FOR = 3.0  # seconds a follower counts as live after its last poll ended
STEP_LIMIT = 20.0  # how long one step waits for followers (real seconds)
MOVE_LIMIT = 60.0  # and a whole move
STUCK_AFTER = 3  # steps at one instant without progress

DURATION = re.compile(
    r"P(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+(?:\.\d+)?)S)?)?"
)


@dataclass(slots=True)
class Follower:
    """Somebody who does things when they are due."""

    done: int = 0
    next_at: datetime | None = None
    connected: int = 0
    seen_at: float = 0.0
    told: int = 0  # the newest move it has been told of
    stuck_at: datetime | None = None  # a due time that three steps did not clear is not waited for again
    steps_at_next: int = 0

    def live(self) -> bool:
        """Connected, or just gone; one that was told of a move is at work, and is given as long as a step takes."""
        patience = STEP_LIMIT if self.told > self.done else LIVE_FOR
        return self.connected > 0 or time.monotonic() - self.seen_at <= patience


@dataclass(slots=True)
class Clock:
    """Time as the sandbox tells it."""

    runs: bool = True
    offset: timedelta = timedelta()
    frozen_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    seq: int = 0
    moved: Callable[[], None] = lambda: None  # told after each move, to keep it on disk
    followers: dict[str, Follower] = field(default_factory=dict)
    closing: bool = False
    _sleepers: set[asyncio.Future[None]] = field(default_factory=set)
    _moving: asyncio.Lock = field(default_factory=asyncio.Lock)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset if self.runs else self.frozen_at

    def timestamp(self) -> int:
        return int(self.now().timestamp())

    def state(self) -> dict[str, Any]:
        due = self._next_due()
        return {
            "now": self.now().isoformat(),
            "seq": self.seq,
            "runs": self.runs,
            "next": due.isoformat() if due else None,
        }

    def set(self, moment: datetime) -> None:
        """Jump without asking anybody (start-up, restored state)."""
        self.frozen_at = moment
        self.offset = moment - datetime.now(UTC)

    async def move(self, *, advance: timedelta | None = None, to: datetime | str | None = None) -> dict[str, Any]:
        """Forward by a duration, to an instant, or to the next thing due; step by step."""
        async with self._moving:
            started = self.now()
            give_up = time.monotonic() + MOVE_LIMIT
            settled = await self._step(started, give_up)
            target = self._target(started, advance, to)
            if target is None:
                return {**self.state(), "from": started.isoformat(), "steps": [], "nothing_due": True}
            stops: list[str] = []
            while (due := self._next_due()) is not None and due <= target and time.monotonic() < give_up:
                settled = await self._step(due, give_up) and settled
                self._note_progress(due)
                if not stops or stops[-1] != due.isoformat():
                    stops.append(due.isoformat())
            settled = await self._step(target, give_up) and settled
            answer = {**self.state(), "from": started.isoformat(), "steps": stops}
            return answer if settled else {**answer, "unsettled": True}

    def _target(self, started: datetime, advance: timedelta | None, to: datetime | str | None) -> datetime | None:
        if to == "next":
            return self._next_due()
        if isinstance(to, datetime):
            if to < started:
                raise Wrong(f"the clock only goes forward; it is already {started.isoformat()}")
            return to
        if advance is None:
            raise Wrong('say {"advance": "PT30M"}, {"to": "2026-11-24T09:30:00+08:00"} or {"to": "next"}')
        return started + advance

    async def _step(self, moment: datetime, give_up: float) -> bool:
        if moment > self.now():
            self.set(moment)
        self.seq += 1
        self.moved()
        self._wake()
        patience = min(time.monotonic() + STEP_LIMIT, give_up)
        while any(one.live() and one.done < self.seq for one in self.followers.values()):
            left = patience - time.monotonic()
            if left <= 0 or self.closing:
                return False
            # A follower may also die silently: look again before long.
            await self._sleep(min(left, 0.5))
        return True

    def _note_progress(self, due: datetime) -> None:
        for one in self.followers.values():
            if one.next_at is None or one.next_at > due:
                one.steps_at_next = 0
                continue
            one.steps_at_next += 1
            if one.steps_at_next >= STUCK_AFTER:
                one.stuck_at, one.steps_at_next = one.next_at, 0

    def _next_due(self) -> datetime | None:
        waiting = [
            one.next_at
            for one in self.followers.values()
            if one.next_at is not None and one.next_at != one.stuck_at and one.live()
        ]
        return min(waiting, default=None)

    async def follow(self, name: str, done: int, next_at: datetime | None, wait_for: float) -> dict[str, Any]:
        """A follower reports, and waits for the next move."""
        one = self.followers.setdefault(name, Follower())
        one.done = one.told = done
        one.next_at = next_at
        one.connected += 1
        self._wake()
        until = time.monotonic() + wait_for
        try:
            while self.seq == done and not self.closing and (left := until - time.monotonic()) > 0:
                await self._sleep(left)
            one.told = self.seq
            return {"seq": self.seq, "now": self.now().isoformat(), "runs": self.runs}
        finally:
            one.connected -= 1
            one.seen_at = time.monotonic()

    async def _sleep(self, seconds: float) -> None:
        sleeper = asyncio.get_running_loop().create_future()
        self._sleepers.add(sleeper)
        try:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(sleeper, seconds)
        finally:
            self._sleepers.discard(sleeper)

    def release(self) -> None:
        """Every follower is answered."""
        self.closing = True
        self._wake()

    def _wake(self) -> None:
        for sleeper in self._sleepers:
            if not sleeper.done():
                sleeper.set_result(None)


def duration(text: str | timedelta) -> timedelta:
    """PT30M, P1DT2H, P1W... as a timedelta."""
    if isinstance(text, timedelta):
        length = text
    else:
        match = DURATION.fullmatch(str(text).strip())
        if not match or not any(match.groups()):
            raise Wrong(f"{text!r} is no ISO-8601 duration; say for example PT30M, PT2H or P1D")
        length = timedelta(**{unit: float(value) for unit, value in match.groupdict().items() if value})
    if length < timedelta():
        raise Wrong("the clock only goes forward")
    return length


def instant(text: str | datetime) -> datetime:
    """An ISO-8601 instant with its offset, as aware UTC."""
    try:
        moment = text if isinstance(text, datetime) else datetime.fromisoformat(str(text).strip())
    except ValueError:
        raise Wrong(f"{text!r} is no ISO-8601 time; say for example 2026-11-24T09:30:00+08:00") from None
    if moment.tzinfo is None:
        raise Wrong(f"{text!r} has no offset; say for example 2026-11-24T09:30:00+08:00")
    return moment.astimezone(UTC)
