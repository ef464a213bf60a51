"""How fast a bot may speak. All counted in real time: a moved clock grants no extra messages.

The real server allows about 30 messages a second per bot, about one a second in a private chat (with a
burst), and 20 a minute in a group. By default the first and the last hold; the pace within one private chat
is off, because a person who clicks quickly through a demonstration, or a test on a moved clock, would meet it
and learn nothing from it. `RateLimits.real()` has all three, `RateLimits.off()` none; `POST /sandbox/limits`
changes them while it runs. What counts: sending, forwarding, copying and editing messages. An album counts
once."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.errors import ApiError, Wrong

FIELDS = ("per_second", "per_chat_per_second", "chat_burst", "group_per_minute")


@dataclass(slots=True)
class RateLimits:
    """None means no limit."""

    per_second: float | None = 30
    per_chat_per_second: float | None = None
    chat_burst: int = 5
    group_per_minute: int | None = 20
    tick: Callable[[], float] = time.monotonic
    _bots: dict[str, deque[float]] = field(default_factory=dict)
    _chats: dict[tuple[str, int], deque[float]] = field(default_factory=dict)
    _buckets: dict[tuple[str, int], tuple[float, float]] = field(default_factory=dict)

    @classmethod
    def real(cls) -> RateLimits:
        return cls(per_chat_per_second=1)

    @classmethod
    def off(cls) -> RateLimits:
        return cls(per_second=None, group_per_minute=None)

    def spend(self, token: str, chat_id: int) -> None:
        """One message more, or 429 with the seconds to wait."""
        now = self.tick()
        waits = [0.0]
        sent = group = None
        if self.per_second:
            sent = self._bots.setdefault(token, deque())
            waits.append(_window(sent, now, 1.0, max(int(self.per_second), 1)))
        if self.group_per_minute and chat_id < 0:
            group = self._chats.setdefault((token, chat_id), deque())
            waits.append(_window(group, now, 60.0, self.group_per_minute))
        if self.per_chat_per_second and chat_id > 0:
            waits.append(self._drained(token, chat_id, now, self.per_chat_per_second))
        if (wait := max(waits)) > 0:
            seconds = max(math.ceil(wait), 1)
            raise ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        for window in (sent, group):
            if window is not None:
                window.append(now)
        if self.per_chat_per_second and chat_id > 0:
            level, at = self._buckets.get((token, chat_id), (0.0, now))
            level = max(level - (now - at) * self.per_chat_per_second, 0.0)
            self._buckets[token, chat_id] = (level + 1, now)

    def _drained(self, token: str, chat_id: int, now: float, rate: float) -> float:
        level, at = self._buckets.get((token, chat_id), (0.0, now))
        level = max(level - (now - at) * rate, 0.0)
        return (level + 1 - self.chat_burst) / rate

    def shown(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in FIELDS}

    def change(self, wanted: dict[str, Any]) -> None:
        """Any of the four, None for no limit."""
        for name, value in wanted.items():
            if name not in FIELDS or isinstance(value, bool) or not isinstance(value, int | float | None):
                raise Wrong(f"limits are numbers or null: {', '.join(FIELDS)}")
        for name, value in wanted.items():
            setattr(self, name, value)


def _window(times: deque[float], now: float, length: float, allowed: int) -> float:
    """Seconds until another one fits into the window; 0 when it fits now."""
    while times and now - times[0] >= length:
        times.popleft()
    return 0.0 if len(times) < allowed else times[len(times) - allowed] + length - now
