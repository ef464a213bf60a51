"""What happened, in the past tense. `name` is what history stores, so renaming a class never rewrites it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True)
class Happened:
    """A fact; its fields are kept with it. `person_id`, where there is one, is whom it concerns."""

    name: ClassVar[str] = ""


@dataclass(frozen=True)
class OrderTaken(Happened):
    name = "order.taken"
    channel: str
    wish: str | None = None


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
class AskAgainWished(Happened):
    """ "Later, tomorrow after seven": the open question (`confirm` or `fixed`) is put once more then."""

    name = "question.later"
    asked: str
    until: datetime


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
class NoLongerNeeded(Happened):
    name = "order.no_longer_needed"
    channel: str


@dataclass(frozen=True)
class WithdrawalAsked(Happened):
    name = "order.withdrawal_asked"
    reason: str | None = None


@dataclass(frozen=True)
class Offered(Happened):
    name = "offer.made"
    offer_id: int
    person_id: int
    expires_at: datetime
    by_name: bool = False


@dataclass(frozen=True)
class Declined(Happened):
    name = "offer.declined"
    person_id: int
    reason: str


@dataclass(frozen=True)
class OfferLapsed(Happened):
    name = "offer.lapsed"
    person_id: int


@dataclass(frozen=True)
class OfferWithdrawn(Happened):
    name = "offer.withdrawn"
    person_id: int


@dataclass(frozen=True)
class NobodyFound(Happened):
    name = "offer.nobody_left"


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
class RunningLate(Happened):
    name = "appointment.running_late"
    eta_at: datetime
    minutes: int


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
class MessageSent(Happened):
    """A relayed message; `person_id` is who it is for, None for the unit's dispatchers."""

    name = "message.sent"
    message_id: int
    to: str
    person_id: int | None = None


@dataclass(frozen=True)
class MessageOwned(Happened):
    name = "message.owned"
    message_id: int
    person_id: int


@dataclass(frozen=True)
class TaskOpened(Happened):
    name = "task.opened"
    task_id: int
    kind: str


@dataclass(frozen=True)
class TaskEnded(Happened):
    name = "task.ended"
    task_id: int
    kind: str
    result: str | None = None


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


@dataclass(frozen=True)
class StaffJoined(Happened):
    name = "person.joined"
    person_id: int
    role: str


@dataclass(frozen=True)
class ChatBound(Happened):
    name = "person.chat_bound"
    person_id: int
    by: str


@dataclass(frozen=True)
class ChatBlocked(Happened):
    name = "person.chat_blocked"
    person_id: int


@dataclass(frozen=True)
class RoomBound(Happened):
    name = "room.bound"
    chat_id: int


@dataclass(frozen=True)
class OrdersImported(Happened):
    """A sheet was taken in, all of it or but for the rows named in its report."""

    name = "order.imported_batch"
    rows: int
    taken: int
    refused: int
    known: int = 0
    source: str = ""


@dataclass(frozen=True)
class OrdersExported(Happened):
    """Customer data left the house in a sheet: who took it, and how much (R-12.1)."""

    name = "order.exported"
    rows: int
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class RoomUnbound(Happened):
    name = "room.unbound"
    chat_id: int


@dataclass(frozen=True)
class DeadlineOverridden(Happened):
    """A dispatcher promised a time past the order's deadline, and said why (R-3.6)."""

    name = "order.deadline_overridden"
    due_at: datetime
    starts_at: datetime
    reason: str


@dataclass(frozen=True)
class TaskTried(Happened):
    """Nobody answered the phone; the next try is due then (R-4.15)."""

    name = "task.tried"
    task_id: int
    kind: str
    attempts: int
    again_at: datetime


@dataclass(frozen=True)
class TaskDueAgain(Happened):
    """The time for the next try has come; `person_id` is whose task it is."""

    name = "task.due_again"
    task_id: int
    kind: str
    person_id: int
