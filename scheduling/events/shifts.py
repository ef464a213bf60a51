"""Days off and extra slots."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from scheduling.events.happened import Happened


@dataclass(frozen=True)
class OffReported(Happened):
    name = "shift.off_reported"
    person_id: int
    starts_at: datetime
    ends_at: datetime
    reason: str
    visits: int = 0


@dataclass(frozen=True)
class OffTakenBack(Happened):
    """Well again, or a slip: the technician can be counted on after all."""

    name = "shift.off_taken_back"
    person_id: int
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class ExtraSlotsOpened(Happened):
    name = "slot.extra_opened"
    person_id: int
    starts_at: datetime
    ends_at: datetime
