"""Every Bot API call with its time and outcome; the last 50,000."""

from __future__ import annotations

import time
from collections import deque
from datetime import datetime
from typing import Any, NamedTuple

Json = dict[str, Any]

KEPT = 50_000


class Call(NamedTuple):
    """One call as it went."""

    entry: int
    bot: str  # username
    method: str
    chat_id: int | None
    at: datetime  # sandbox time
    real: float  # seconds since the epoch
    status: int
    error: str | None
    duration: float
    dropped: bool
    message_id: int | None

    def shown(self) -> Json:
        return {
            "index": self.entry,
            "bot": self.bot,
            "method": self.method,
            "chat_id": self.chat_id,
            "at": self.at.isoformat(),
            "real": self.real,
            "status": self.status,
            "error": self.error,
            "duration_ms": round(self.duration * 1000, 3),
            "dropped": self.dropped,
            "message_id": self.message_id,
        }


class CallLog:
    """`since` is the index of the last entry already read."""

    def __init__(self) -> None:
        self.calls: deque[Call] = deque(maxlen=KEPT)
        self.count = 0

    def add(
        self,
        bot: str,
        method: str,
        chat_id: int | None,
        at: datetime,
        status: int,
        error: str | None,
        duration: float,
        dropped: bool = False,
        message_id: int | None = None,
    ) -> None:
        self.count += 1
        self.calls.append(
            Call(
                self.count,
                bot,
                method,
                chat_id,
                at,
                time.time(),
                status,
                error,
                duration,
                dropped,
                message_id,
            )
        )

    def read(
        self,
        method: str | None = None,
        since: int = 0,
        chat_id: int | None = None,
        bot: str | None = None,
        limit: int | None = None,
    ) -> list[Json]:
        """The calls that match, oldest first; `limit` keeps the newest."""
        found: list[Json] = []
        for call in reversed(self.calls):
            if call.entry <= since or (limit is not None and len(found) >= limit):
                break
            if method and call.method.lower() != method.lower():
                continue
            if (chat_id is not None and call.chat_id != chat_id) or (bot and call.bot != bot.removeprefix("@")):
                continue
            found.append(call.shown())
        found.reverse()
        return found
