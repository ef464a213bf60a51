"""What happened to orders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from scheduling.events.happened import Happened


@dataclass(frozen=True)
class OrderTaken(Happened):
    name = "order.taken"
    channel: str
    wish: str | None = None
    booked: bool = False  # with its visit, in the same breath


@dataclass(frozen=True)
class OrderReady(Happened):
    name = "order.ready"


@dataclass(frozen=True)
class MarkedUrgent(Happened):
    name = "order.marked_urgent"
    reason: str | None = None


@dataclass(frozen=True)
class AskedLater(Happened):
    """The customer wants a time past the deadline: their wish, kept as evidence (R-3.6, D-37)."""

    name = "order.asked_later"
    due_at: datetime
    wanted_at: datetime


@dataclass(frozen=True)
class AskAgainWished(Happened):
    """ "Later, tomorrow after seven": the open question (`confirm` or `fixed`) is put once more then."""

    name = "question.later"
    asked: str
    until: datetime


@dataclass(frozen=True)
class NoLongerNeeded(Happened):
    name = "order.no_longer_needed"
    channel: str


@dataclass(frozen=True)
class WithdrawalAsked(Happened):
    name = "order.withdrawal_asked"
    reason: str | None = None


@dataclass(frozen=True)
class CompletionOverdue(Happened):
    name = "order.completion_overdue"
    person_id: int


@dataclass(frozen=True)
class DeadlineNear(Happened):
    name = "order.deadline_near"
    due_at: datetime
    past: bool


@dataclass(frozen=True)
class Connected(Happened):
    name = "order.connected"


@dataclass(frozen=True)
class Completed(Happened):
    name = "order.completed"
    close_out_id: int


@dataclass(frozen=True)
class FixedSaid(Happened):
    """The customer's key (D-39); `by_silence` when measured evidence and 24 hours turned it instead."""

    name = "order.fixed"
    by_silence: bool = False


@dataclass(frozen=True)
class NotFixedSaid(Happened):
    name = "order.not_fixed"
    note: str | None = None


@dataclass(frozen=True)
class FaultNoted(Happened):
    """What the customer says is still wrong, after 没修好."""

    name = "order.fault_noted"
    note: str


@dataclass(frozen=True)
class Closed(Happened):
    name = "order.closed"


@dataclass(frozen=True)
class DeadlineOverridden(Happened):
    """A dispatcher promised a time past the order's deadline, and said why (R-3.6)."""

    name = "order.deadline_overridden"
    due_at: datetime
    starts_at: datetime
    reason: str
