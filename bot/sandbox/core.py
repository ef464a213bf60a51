"""What a sandbox is made of, and how it comes back after a restart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from bot.sandbox import calls
from bot.sandbox.bots import Bots
from bot.sandbox.chats import Chats
from bot.sandbox.clock import Clock
from bot.sandbox.disk import Disk
from bot.sandbox.faults import Faults
from bot.sandbox.feed import Change, Feed
from bot.sandbox.files import Files
from bot.sandbox.limits import RateLimits
from bot.sandbox.log import CallLog
from bot.sandbox.params import Params
from bot.sandbox.people import People
from bot.sandbox.presses import Presses
from bot.sandbox.updates import Updates
from bot.sandbox.webhooks import Webhooks

if TYPE_CHECKING:
    from bot.sandbox.store import Sandbox

Json = dict[str, Any]

DEFAULT_TOKEN = "1:sandbox"  # noqa: S105, nothing to hide


class Core:
    """The parts, under the names by which the modules beside know them."""

    def __init__(
        self,
        folder: Path | str | None = None,
        *,
        clock_runs: bool = True,
        start_at: datetime | None = None,
        limits: RateLimits | None = None,
        bot_name: str = "Menling",
        bot_username: str = "menling_bot",
        default_token: str = DEFAULT_TOKEN,
    ) -> None:
        self.disk = Disk(folder)
        self.people_kept = People(self.disk)
        self.people_by_id = self.people_kept.by_id
        self.bots = Bots(self.disk, default_token, bot_name, bot_username)
        self.files = Files(self.disk)
        self.chats = Chats(self.disk, self.people_by_id)
        self.updates = Updates(self.disk, self.bots)
        self.presses = Presses(self.disk)
        self.faults = Faults()
        self.limits = limits or RateLimits()
        self.log = CallLog()
        self.feed = Feed()
        self.clock = Clock(runs=clock_runs)
        self.webhooks = Webhooks(self.bots, self.updates, self.call)
        self._restore(start_at)
        self.clock.moved = self._clock_moved

    def _restore(self, start_at: datetime | None) -> None:
        counters: Json = dict(self.disk.read("meta")).get("counters", {})
        self.feed.restore(self.chats.read_messages())
        self.feed.seq = max(self.feed.seq, counters.get("seq", 0))
        self.chats.last_message = max(self.chats.last_message, counters.get("last_message", 0))
        self.clock.seq = counters.get("clock_seq", 0)
        if counters and self.clock.runs:
            self.clock.offset = timedelta(seconds=counters["offset"])
        elif counters:
            self.clock.set(datetime.fromisoformat(counters["frozen_at"]))
        elif start_at is not None:
            self.clock.set(start_at.astimezone(UTC))

    def keep_counters(self) -> None:
        self.disk.put("meta", "counters", self._counters)

    def _counters(self) -> Json:
        return {
            "seq": self.feed.seq,
            "last_message": self.chats.last_message,
            "clock_seq": self.clock.seq,
            "offset": self.clock.offset.total_seconds(),
            "frozen_at": self.clock.frozen_at.isoformat(),
        }

    async def start(self) -> None:
        """Take up what was pending (webhooks, unwritten changes). Calling it twice is harmless."""
        self.disk.flush()
        self.webhooks.start()

    def release(self) -> None:
        """Answer every long poll now: the server is about to stop."""
        self.updates.release()
        self.clock.release()

    async def close(self) -> None:
        """Write everything out and stop."""
        self.release()
        await self.webhooks.close()
        self.disk.close()

    async def call(self, token: str, method: str, params: Params) -> calls.Answer:
        """One Bot API call."""
        return await calls.perform(self._whole(), token, method, params)

    def now(self) -> datetime:
        """The sandbox's time, aware UTC."""
        return self.clock.now()

    def _clock_moved(self) -> None:
        self.keep_counters()
        self.feed.tell(Change(self.feed.bump(), "clock", 0))
        self.feed.wake()

    def _whole(self) -> Sandbox:
        """This object as the modules beside know it: nobody makes a Core but as part of a Sandbox."""
        return cast("Sandbox", self)
