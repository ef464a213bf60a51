"""What happened to visits, from the slot held to the arrival, and to those who wait for an earlier one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from scheduling.events.happened import Happened


@dataclass(frozen=True)
class SlotHeld(Happened):
    name = "appointment.held"
    starts_at: datetime
    until: datetime


@dataclass(frozen=True)
class HoldLapsed(Happened):
    name = "appointment.lapsed"
    starts_at: datetime


@dataclass(frozen=True)
class Booked(Happened):
    """`person_id`: the technician whose slot is held until somebody accepts (D-40)."""

    name = "appointment.booked"
    starts_at: datetime
    ends_at: datetime
    promised_at: datetime
    channel: str
    person_id: int | None = None


@dataclass(frozen=True)
class Confirmed(Happened):
    name = "appointment.confirmed"
    channel: str


@dataclass(frozen=True)
class ConfirmationTakenBack(Happened):
    """A slip on the telephone: the customer has not confirmed."""

    name = "appointment.confirmation_taken_back"


@dataclass(frozen=True)
class ReminderWished(Happened):
    """The customer wants to be reminded of the visit then, besides the notice everybody gets."""

    name = "reminder.wished"
    until: datetime


@dataclass(frozen=True)
class Rescheduled(Happened):
    """The old appointment gave way to a new one, on the customer's word."""

    name = "appointment.rescheduled"
    old_id: int
    old_starts_at: datetime
    starts_at: datetime
    asked_by: str
    before_promised: bool
    reason: str | None = None
    channel: str | None = None  # by which the customer agreed


@dataclass(frozen=True)
class VisitTakenUp(Happened):
    """Muted while its order waited for an outage; from here on it counts again."""

    name = "appointment.taken_up"


@dataclass(frozen=True)
class MoveAsked(Happened):
    """The company asks to move a visit; the old time stands until the customer agrees (4.C)."""

    name = "appointment.move_asked"
    reason: str
    before_promised: bool
    note: str | None = None


@dataclass(frozen=True)
class MoveDeclined(Happened):
    name = "appointment.move_declined"


@dataclass(frozen=True)
class MoveWithdrawn(Happened):
    """Whoever asked to move can come after all; the old time stands as if nobody had asked."""

    name = "appointment.move_withdrawn"


@dataclass(frozen=True)
class VisitCancelled(Happened):
    name = "appointment.cancelled"
    channel: str
    reason: str | None = None


@dataclass(frozen=True)
class Accepted(Happened):
    """`ask_now`: the evening before has passed, so the second confirmation goes with the assignment (D-6)."""

    name = "appointment.accepted"
    person_id: int
    depart_at: datetime
    ask_now: bool


@dataclass(frozen=True)
class TakenBack(Happened):
    name = "appointment.taken_back"
    person_id: int
    reason: str | None = None


@dataclass(frozen=True)
class TechnicianAdded(Happened):
    name = "appointment.technician_added"
    person_id: int


@dataclass(frozen=True)
class ComesAlongStill(Happened):
    """The visit moved, and whoever comes along beside the lead comes to the new time too."""

    name = "appointment.comes_along_still"
    person_id: int
    old_starts_at: datetime


@dataclass(frozen=True)
class ComesAlongNoMore(Happened):
    """The visit moved to a time at which whoever was to come along cannot."""

    name = "appointment.comes_along_no_more"
    person_id: int
    old_starts_at: datetime


@dataclass(frozen=True)
class HelperAway(Happened):
    """Whoever was to come along beside the lead is away."""

    name = "appointment.helper_away"
    person_id: int
    reason: str


@dataclass(frozen=True)
class Departed(Happened):
    name = "appointment.departed"
    eta_at: datetime
    checklist: tuple[str, ...] = ()


@dataclass(frozen=True)
class DepartureOverdue(Happened):
    name = "appointment.departure_overdue"
    person_id: int


@dataclass(frozen=True)
class PromisePassed(Happened):
    """The promised time is over, nobody has arrived, and the customer was told of no other time."""

    name = "appointment.promise_passed"
    promised_at: datetime
    heard: bool = True  # the customer has a chat; who has none is rung


@dataclass(frozen=True)
class RunningLate(Happened):
    name = "appointment.running_late"
    eta_at: datetime
    minutes: int
    heard: bool = True


@dataclass(frozen=True)
class InTime(Happened):
    """Said to be late before, and there by the promised time after all."""

    name = "appointment.in_time"
    eta_at: datetime


@dataclass(frozen=True)
class Arrived(Happened):
    name = "appointment.arrived"
    kept: bool
    minutes_late: int = 0


@dataclass(frozen=True)
class ArrivalUndone(Happened):
    name = "appointment.arrival_undone"


@dataclass(frozen=True)
class Missed(Happened):
    name = "appointment.missed"
    promised_at: datetime


@dataclass(frozen=True)
class EarlierOffered(Happened):
    """A freed earlier slot, put to a customer on the waiting list; the first tap wins."""

    name = "waiting_list.offered"
    person_id: int
    starts_at: datetime
    ends_at: datetime
    until: datetime


@dataclass(frozen=True)
class WaitingJoined(Happened):
    name = "waiting_list.joined"
