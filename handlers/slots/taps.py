"""The buttons of choosing a time. Each carries its draft, so that an old card moves nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from handlers.buttons import Tap
from models.errors import NotFound


@dataclass(frozen=True)
class SlotTap(Tap, prefix="csl"):
    """A slot by its start (epoch minutes), for the draft whose card showed it."""

    draft: str
    at: int


@dataclass(frozen=True)
class LaterTap(Tap, prefix="cla"):
    """Later ones than those shown: the customer's own wish (R-3.6)."""

    draft: str


@dataclass(frozen=True)
class DaysTap(Tap, prefix="cdy"):
    """Which days have anything free?"""

    draft: str


@dataclass(frozen=True)
class DayTap(Tap, prefix="cda"):
    """One day, by a moment in it (epoch minutes)."""

    draft: str
    at: int


@dataclass(frozen=True)
class WhichTap(Tap, prefix="cwh"):
    """Which of two readings was meant."""

    draft: str
    index: int


@dataclass(frozen=True)
class SlotsTap(Tap, prefix="csb"):
    """Back to the times."""

    draft: str


@dataclass(frozen=True)
class StopTap(Tap, prefix="cst"):
    """Not now after all: what is half-finished is forgotten, what stands stays."""

    draft: str


def minutes(at: datetime) -> int:
    return int(at.timestamp()) // 60


def instant(epoch_minutes: int) -> datetime:
    try:
        return datetime.fromtimestamp(epoch_minutes * 60, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise NotFound(what="slot", id=epoch_minutes) from error
