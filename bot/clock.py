"""The one place that asks the operating system what time it is, and the metronome that wakes what may be due.

APScheduler keeps nothing but a beat: what is due is a query, so an hour of downtime loses nothing.
In the sandbox the clock is the sandbox's: it is followed by a long poll, and every move is answered only when
everything due by then has been done.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import httpx
from apscheduler.executors.debug import DebugExecutor
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.log import get_logger

log = get_logger("clock")

Settle = Callable[[], Awaitable[None]]
NextDue = Callable[[], Awaitable[datetime | None]]
COMPANY = 0.03  # seconds between something's becoming due and looking: what others commit meanwhile goes with it


class Clock:
    """What time it is for the product: the system's, or the sandbox's while one is followed."""

    def __init__(self, frozen_at: datetime | None = None) -> None:
        self.offset = timedelta()
        self.frozen_at = frozen_at

    def now(self) -> datetime:
        return self.frozen_at or datetime.now(UTC) + self.offset

    def show(self, moment: datetime, runs: bool) -> None:
        """Set by whoever moves the clock."""
        self.offset = moment - datetime.now(UTC)
        self.frozen_at = None if runs else moment


class Metronome:
    """Wakes the settling of what is due: at every beat, and at once when something was just committed."""

    def __init__(self, settle: Settle, every: timedelta) -> None:
        self.settle, self.every = settle, every
        # The beat is struck where the scheduler wakes: in a thread of its own it could be cut off when everything stops.
        self.scheduler = AsyncIOScheduler(timezone=UTC, executors={"default": DebugExecutor()})
        self._woken = asyncio.Event()
        self._busy = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waking: asyncio.TimerHandle | None = None

    def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        # A late beat is one beat, never a row of them: what is due is asked anew each time.
        self.scheduler.add_job(
            self._woken.set,
            IntervalTrigger(seconds=self.every.total_seconds()),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
        self.scheduler.start()
        self._task = asyncio.create_task(self._beat(), name="metronome")

    def wake(self) -> None:
        """From any thread: something has just become due."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake_soon)

    def _wake_soon(self) -> None:
        if self._waking is None and self._loop is not None:
            self._waking = self._loop.call_later(COMPANY, self._wake_now)

    def _wake_now(self) -> None:
        self._waking = None
        self._woken.set()

    async def _beat(self) -> None:
        while True:
            await self._woken.wait()
            self._woken.clear()
            await self.settled()

    async def settled(self) -> None:
        """Does everything due by now, once at a time."""
        async with self._busy:
            try:
                await self.settle()
            except Exception:
                log.exception("settling failed; the next beat tries again")

    async def stop(self) -> None:
        if self.scheduler.running:
            self.scheduler.shutdown(wait=False)
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task


async def follow(
    url: str, clock: Clock, settled: Settle, next_due: NextDue, heard: asyncio.Event, name: str = "app"
) -> None:
    """Follows a sandbox's clock until cancelled; a sandbox that is away for a moment is waited for.

    `heard` is set once the sandbox knows us: from then on no move is over before we are done with it.
    """
    done = -1
    async with httpx.AsyncClient(base_url=url, timeout=httpx.Timeout(40.0), trust_env=False) as client:
        while True:
            try:
                due = await next_due()
                params = {"name": name, "done": str(done), "next": due.isoformat() if due else ""}
                answer = await client.get("/sandbox/clock/follow", params=params)
                answer.raise_for_status()
                move = answer.json()
            except httpx.HTTPError as error:
                log.warning("the sandbox's clock does not answer", error=str(error))
                await asyncio.sleep(0.3)
                continue
            heard.set()
            if move["seq"] != done:
                clock.show(datetime.fromisoformat(move["now"]), bool(move.get("runs", True)))
                await settled()
                done = move["seq"]


async def show_time_of(url: str, clock: Clock) -> bool:
    """Sets the clock to the sandbox's before anything is done; False when there is no sandbox at that address."""
    async with httpx.AsyncClient(base_url=url, timeout=5.0, trust_env=False) as client:
        try:
            answer = await client.get("/sandbox/clock")
            answer.raise_for_status()
            state = answer.json()
            clock.show(datetime.fromisoformat(state["now"]), bool(state.get("runs", True)))
        except (httpx.HTTPError, ValueError, KeyError):
            return False
        return True
