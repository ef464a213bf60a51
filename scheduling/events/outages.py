"""What happened to outages, and to the orders they hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from scheduling.events.happened import Happened


@dataclass(frozen=True)
class OutageOpened(Happened):
    name = "outage.opened"
    status: str
    planned: bool
    cause: str | None
    starts_at: datetime
    expected_from: datetime | None
    expected_until: datetime | None


@dataclass(frozen=True)
class OutageChanged(Happened):
    """`changed` names the fields; `matters` when people are to hear of it: cause known, end moved, restored."""

    name = "outage.changed"
    changed: tuple[str, ...]
    matters: bool
    status: str
    cause: str | None = None
    expected_from: datetime | None = None
    expected_until: datetime | None = None
    next_update_at: datetime | None = None
    reason: str | None = None


@dataclass(frozen=True)
class OutageRestored(Happened):
    name = "outage.restored"


@dataclass(frozen=True)
class OutageResumed(Happened):
    """Restored too early, or it broke again at once: the same record goes on."""

    name = "outage.resumed"


@dataclass(frozen=True)
class OutageCalledOff(Happened):
    name = "outage.called_off"
    reason: str | None = None


@dataclass(frozen=True)
class OutageMerged(Happened):
    name = "outage.merged"
    into_id: int


@dataclass(frozen=True)
class OutageSuggested(Happened):
    name = "outage.suggested"
    suggestion_id: int
    why: str
    unit_id: int


@dataclass(frozen=True)
class SuggestionDecided(Happened):
    name = "outage.suggestion_decided"
    suggestion_id: int
    opened: bool


@dataclass(frozen=True)
class NextUpdateDue(Happened):
    """The promised next word is due, and nothing has been said."""

    name = "outage.next_update_due"


@dataclass(frozen=True)
class NoticeDue(Happened):
    """D-18: people in the area of planned works are to be told now."""

    name = "outage.notice_due"
    starts_at: datetime


@dataclass(frozen=True)
class RecordRead(Happened):
    """Somebody was answered from the record: they know this edition, and need not be told it again."""

    name = "record.read"
    person_id: int
    edition: int
    chat_id: int
    message_id: int | None


@dataclass(frozen=True)
class OrderHeld(Happened):
    """The outage explains this order: muted, its clock paused, the outage as evidence."""

    name = "order.held_by_outage"
    outage_id: int
    tell: bool = True  # the customer has not read this edition of the record
    visit_at: datetime | None = None  # the visit that gave way


@dataclass(frozen=True)
class OrderReleased(Happened):
    name = "order.released_from_outage"
    outage_id: int
    release: str
    paused_minutes: int
    tell: bool = False


@dataclass(frozen=True)
class AnswerTakenBack(Happened):
    """A slip on the telephone: the customer is asked again."""

    name = "order.answer_taken_back"
    outage_id: int
    was: str


@dataclass(frozen=True)
class VisitFreed(Happened):
    """Nobody comes while the outage lasts, or after it is over: the visit's slot is of use to others."""

    name = "appointment.freed_by_outage"
    outage_id: int
    tell: bool = True  # the customer does not hear of it otherwise


@dataclass(frozen=True)
class VisitBegun(Happened):
    """Somebody was under way or there already: asked whether the outage explains the fault."""

    name = "appointment.begun_in_outage"
    outage_id: int


@dataclass(frozen=True)
class RestoredAsked(Happened):
    name = "order.restored_asked"
    outage_id: int
    again: bool = False
    orders: int = 1  # the one answer covers so many of the customer's
