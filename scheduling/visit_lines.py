"""Who hears of orders, visits, offers, messages and tasks: lines of the table in `announcements.py`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from models.appointment import AHEAD, LIVE, Appointment
from models.notification import Manner, Urgency
from models.order import Channel, OrderStatus
from models.task import TaskKind, TaskStatus
from scheduling import events as ev
from scheduling import windows
from scheduling.announcing import Line, Standing, Subject, To
from scheduling.unit_of_work import UnitOfWork


def while_ahead(now: Standing) -> bool:
    return now.visit in AHEAD


def while_live(now: Standing) -> bool:
    return now.visit in LIVE


def while_coming(now: Standing) -> bool:
    """Ahead, and no outage holds its order (promise 5)."""
    return now.visit in AHEAD and now.order is not OrderStatus.ON_HOLD


def unless_held(now: Standing) -> bool:
    """Who reads of the outage that explains it need not read that the order was taken."""
    return now.order is not OrderStatus.ON_HOLD


def while_unconfirmed(now: Standing) -> bool:
    return while_coming(now) and not now.confirmed


def while_accepted(now: Standing) -> bool:
    return now.visit in AHEAD and now.order is OrderStatus.ACCEPTED


def while_open(now: Standing) -> bool:
    return now.task is TaskStatus.OPEN


def while_completed(now: Standing) -> bool:
    return now.order is OrderStatus.COMPLETED


def eve(uow: UnitOfWork, event: Any, subject: Subject) -> datetime | None:
    """D-6: 18:00 the day before, or not now (then it goes with the assignment)."""
    visit = coming(subject)
    return windows.second_confirmation_at(visit.promised_at, uow.now, uow.policy) if visit else None


def half_hour_before(uow: UnitOfWork, event: Any, subject: Subject) -> datetime | None:
    """R-4.5; for a visit promised within the half hour, at once."""
    visit = coming(subject)
    return max(windows.notice_at(visit.promised_at, uow.policy), uow.now) if visit else None


def coming(subject: Subject) -> Appointment | None:
    """The visit, unless its order waits for an outage: then nobody is reminded of it."""
    visit = subject.appointment
    return visit if visit is not None and visit.order.status is not OrderStatus.ON_HOLD else None


def departure(uow: UnitOfWork, event: Any, subject: Subject) -> datetime | None:
    return subject.appointment.depart_at if subject.appointment else None


def visit_end(uow: UnitOfWork, event: Any, subject: Subject) -> datetime | None:
    return subject.appointment.ends_at if subject.appointment else None


def promised(uow: UnitOfWork, event: Any, subject: Subject) -> datetime | None:
    return subject.appointment.promised_at if subject.appointment else None


def notice(uow: UnitOfWork, event: Any, subject: Subject) -> datetime | None:
    return windows.notice_at(subject.appointment.promised_at, uow.policy) if subject.appointment else None


def asked_now(uow: UnitOfWork, event: ev.Accepted, subject: Subject) -> datetime | None:
    return uow.now if event.ask_now else None


def when_wished(uow: UnitOfWork, event: ev.ReminderWished, subject: Subject) -> datetime | None:
    return event.until


def confirm_again(uow: UnitOfWork, event: ev.AskAgainWished, subject: Subject) -> datetime | None:
    return event.until if event.asked == "confirm" else None


def fixed_again(uow: UnitOfWork, event: ev.AskAgainWished, subject: Subject) -> datetime | None:
    return event.until if event.asked == "fixed" else None


def not_asked_now(uow: UnitOfWork, event: ev.Accepted, subject: Subject) -> datetime | None:
    return None if event.ask_now else uow.now


def if_for_dispatch(uow: UnitOfWork, event: ev.MessageSent, subject: Subject) -> datetime | None:
    return uow.now if event.person_id is None else None


def if_late(uow: UnitOfWork, event: ev.Arrived, subject: Subject) -> datetime | None:
    return None if event.kept else uow.now


def offer_end(uow: UnitOfWork, event: ev.Offered, subject: Subject) -> datetime | None:
    return event.expires_at


def if_told(uow: UnitOfWork, event: ev.OfferWithdrawn, subject: Subject) -> datetime | None:
    return uow.now if event.told else None


def until(uow: UnitOfWork, event: ev.EarlierOffered, subject: Subject) -> datetime | None:
    return event.until


def unless_booked(uow: UnitOfWork, event: ev.OrderTaken, subject: Subject) -> datetime | None:
    """Taken together with its visit, the booking's own card says both."""
    return None if event.booked else uow.now


def unless_imported(uow: UnitOfWork, event: ev.OrderTaken, subject: Subject) -> datetime | None:
    """A sheet of five hundred orders is one line in the room, not five hundred."""
    return None if event.channel == Channel.IMPORT.value else uow.now


def if_leaves_visits(uow: UnitOfWork, event: ev.OffReported, subject: Subject) -> datetime | None:
    return uow.now if event.visits else None


def if_elsewhere(uow: UnitOfWork, event: ev.ChatBound, subject: Subject) -> datetime | None:
    return uow.now if event.former_chat is not None else None


def by_itself(uow: UnitOfWork, event: ev.TaskOpened, subject: Subject) -> datetime | None:
    """Not one of many calls for one cause, nor one of the visits somebody leaves: those have a card for all of them."""
    return None if event.round_id is not None or event.kind == TaskKind.ABSENCE.value else uow.now


def by_day(uow: UnitOfWork, event: ev.Happened, subject: Subject) -> datetime | None:
    """The day ends at midnight; nobody is woken to read that nobody came (D-14)."""
    return windows.next_awake(uow.now, uow.policy)


OFFER = "offer:{offer_id}"
REMINDERS = (
    Line(To.CUSTOMER, "confirm-ask", due=eve, expires=notice, still=while_unconfirmed, phone=True),
    Line(To.CUSTOMER, "half-hour-notice", due=half_hour_before, expires=visit_end, still=while_coming,
         urgency=Urgency.NOW, phone=True),
)  # fmt: skip

LINES: dict[type[ev.Happened], tuple[Line, ...]] = {
    ev.OrderTaken: (
        Line(To.CUSTOMER, "order-taken", due=unless_booked, still=unless_held),
        Line(To.ROOM, "room-order-taken", due=unless_imported),
    ),
    ev.OrderReady: (Line(To.CUSTOMER, "slots-ready", phone=True),),
    ev.Booked: (Line(To.CUSTOMER, "booked", still=while_live), *REMINDERS),
    ev.Confirmed: (),
    ev.ConfirmationTakenBack: (REMINDERS[0],),
    ev.Rescheduled: (
        Line(To.CUSTOMER, "moved", still=while_live, phone=True),
        # The technician and the dispatcher hear of the old time only as of something gone.
        Line(To.DISPATCHERS, "dispatch-moved", expires=visit_end, still=while_live),
        *REMINDERS,
    ),
    ev.VisitTakenUp: (
        *REMINDERS,
        Line(To.LEAD, "visit-taken-up", still=while_coming),
        Line(To.LEAD, "depart-now", due=departure, expires=visit_end, still=while_accepted, urgency=Urgency.NOW),
    ),
    ev.MoveAsked: (
        Line(To.CUSTOMER, "move-asked", still=while_live, urgency=Urgency.NOW, phone=True),
        Line(To.DISPATCHERS, "dispatch-move-asked", still=while_live),
    ),
    ev.MoveDeclined: (
        Line(To.LEAD, "move-declined", still=while_live),
        Line(To.DISPATCHERS, "dispatch-move-declined", still=while_live),
    ),
    ev.MoveWithdrawn: (
        Line(To.CUSTOMER, "move-withdrawn", still=while_live, urgency=Urgency.NOW, phone=True),
        Line(To.DISPATCHERS, "dispatch-move-withdrawn", still=while_live),
    ),
    ev.VisitCancelled: (
        Line(To.TEAM, "visit-cancelled", urgency=Urgency.NOW),
        Line(To.DISPATCHERS, "dispatch-cancelled"),
        Line(To.CUSTOMER, "your-visit-cancelled"),
    ),
    ev.NoLongerNeeded: (Line(To.TEAM, "visit-cancelled", urgency=Urgency.NOW),),
    ev.WithdrawalAsked: (),
    ev.Offered: (
        Line(To.CONCERNED, "offer", expires=offer_end, still=while_ahead, urgency=Urgency.NOW, manner=Manner.NEW, thread=OFFER),
    ),
    ev.OfferLapsed: (Line(To.CONCERNED, "offer-lapsed", manner=Manner.EDIT, thread=OFFER),),  # its card asks no longer
    ev.OfferWithdrawn: (Line(To.CONCERNED, "offer-withdrawn", due=if_told),),
    ev.Accepted: (
        Line(To.CUSTOMER, "technician-assigned", due=not_asked_now, still=while_ahead),
        Line(To.CUSTOMER, "confirm-ask", due=asked_now, expires=notice, still=while_unconfirmed, phone=True),
        Line(To.LEAD, "depart-now", due=departure, expires=visit_end, still=while_accepted, urgency=Urgency.NOW),
        Line(To.BESIDE, "led-by", still=while_ahead, urgency=Urgency.NOW),
    ),
    ev.NobodyFound: (Line(To.BESIDE, "nobody-leads", still=while_ahead, urgency=Urgency.NOW),),
    ev.TakenBack: (Line(To.CONCERNED, "taken-back", urgency=Urgency.NOW),),
    ev.TechnicianAdded: (
        Line(To.CONCERNED, "you-come-along", still=while_live),
        Line(To.LEAD, "somebody-comes-along", still=while_live),
    ),
    ev.ComesAlongStill: (Line(To.CONCERNED, "you-come-along-still", still=while_live, urgency=Urgency.NOW),),
    ev.ComesAlongNoMore: (
        Line(To.CONCERNED, "you-come-along-no-more", urgency=Urgency.NOW),
        Line(To.DISPATCHERS, "dispatch-comes-along-no-more", still=while_live, urgency=Urgency.NOW),
    ),
    ev.HelperAway: (
        Line(To.LEAD, "helper-away", still=while_live, urgency=Urgency.NOW),
        Line(To.DISPATCHERS, "dispatch-helper-away", still=while_live, urgency=Urgency.NOW),
    ),
    ev.InTime: (
        Line(To.CUSTOMER, "in-time", expires=visit_end, still=while_ahead, urgency=Urgency.NOW, phone=True),
    ),
    ev.Departed: (
        Line(To.CUSTOMER, "on-the-way", expires=visit_end, still=while_ahead, urgency=Urgency.NOW),
    ),
    ev.DepartureOverdue: (Line(To.CONCERNED, "not-departed", still=while_accepted, urgency=Urgency.NOW),),
    ev.PromisePassed: (
        Line(To.CUSTOMER, "not-there-yet", expires=visit_end, still=while_ahead, urgency=Urgency.NOW, phone=True),
        Line(To.DISPATCHERS, "dispatch-not-there-yet", expires=visit_end, still=while_ahead, urgency=Urgency.NOW),
    ),
    ev.CompletionOverdue: (Line(To.CONCERNED, "not-entered"),),
    ev.DeadlineNear: (Line(To.DISPATCHERS, "deadline-near"),),
    ev.RunningLate: (
        Line(To.CUSTOMER, "running-late", expires=visit_end, still=while_ahead, urgency=Urgency.NOW, phone=True),
        Line(To.DISPATCHERS, "dispatch-running-late", still=while_ahead),
    ),
    ev.Arrived: (
        Line(To.CUSTOMER, "arrived", expires=visit_end, still=while_live, urgency=Urgency.NOW),
        Line(To.DISPATCHERS, "dispatch-arrived-late", due=if_late, still=while_live),
    ),
    ev.ArrivalUndone: (Line(To.CUSTOMER, "arrival-undone", expires=visit_end, still=while_ahead),),
    ev.Missed: (Line(To.CUSTOMER, "missed", due=by_day), Line(To.LEAD, "you-missed", due=by_day)),
    ev.Completed: (
        Line(To.CUSTOMER, "is-it-fixed", still=while_completed, urgency=Urgency.NOW, phone=True),
    ),
    ev.AskAgainWished: (
        Line(To.CUSTOMER, "confirm-ask", due=confirm_again, expires=notice, still=while_unconfirmed, phone=True),
        Line(To.CUSTOMER, "is-it-fixed", due=fixed_again, still=while_completed),
    ),
    ev.ReminderWished: (
        Line(To.CUSTOMER, "reminder-wished", due=when_wished, expires=promised, still=while_coming),
    ),
    ev.FixedSaid: (Line(To.LEAD, "customer-said-fixed"), Line(To.CUSTOMER, "closed-by-silence")),
    ev.NotFixedSaid: (
        Line(To.LEAD, "customer-said-not-fixed", urgency=Urgency.NOW),
        Line(To.CUSTOMER, "reopened"),
    ),
    ev.MessageSent: (
        Line(To.CONCERNED, "message", urgency=Urgency.NOW),
        Line(To.DISPATCHERS, "message-for-dispatch", due=if_for_dispatch, urgency=Urgency.NOW),
    ),
    ev.TaskOpened: (
        Line(To.DISPATCHERS, "task", due=by_itself, still=while_open, urgency=Urgency.NOW),
        Line(To.ROOM, "room-task", due=by_itself, still=while_open),
    ),
    ev.TaskWaits: (
        Line(To.DISPATCHERS, "task-waits", still=while_open, urgency=Urgency.NOW),
        Line(To.ROOM, "room-task", still=while_open),
    ),
    ev.CallsGathered: (Line(To.ROOM, "room-calls"),),
    ev.CallsWait: (Line(To.CONCERNED, "calls", urgency=Urgency.NOW, manner=Manner.NEW, thread="calls:{round_id}:{card}"),),
    ev.TaskDueAgain: (Line(To.CONCERNED, "task", still=while_open, urgency=Urgency.NOW),),
    ev.OrdersImported: (Line(To.DISPATCHERS, "orders-imported"),),
    ev.EarlierOffered: (Line(To.CONCERNED, "earlier-slot", expires=until, still=while_ahead, urgency=Urgency.NOW),),
    ev.OffReported: (
        Line(To.DISPATCHERS, "off-reported"),
        Line(To.ROOM, "room-off", due=if_leaves_visits),
    ),
    ev.OffTakenBack: (Line(To.DISPATCHERS, "off-taken-back"),),
    ev.RoomLost: (Line(To.DISPATCHERS, "room-lost"),),
    ev.StaffJoined: (Line(To.DISPATCHERS, "staff-joined"),),
    ev.ChatBound: (Line(To.CONCERNED, "news-elsewhere", due=if_elsewhere),),
}  # fmt: skip
