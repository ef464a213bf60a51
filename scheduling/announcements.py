"""Who hears of what. One table: event -> who is told, under which key, when, and what must still be true then.

The reply to whoever spoke goes straight back from the handler; everybody else hears through the outbox, by rows
written here in the same transaction as the event. A notification keeps ids, not prose: when it is sent it is
rendered from what is true at that moment, after `still_true` has been asked once more (promise 1).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import bindparam, insert, select

from models.appointment import AHEAD, LIVE, Appointment
from models.event import Event
from models.notification import Manner, Notification, Room, Urgency
from models.order import Channel, OrderStatus, WorkOrder
from models.outage import HeldOrder, Outage, OutageStatus, OutageWatcher, Release
from models.person import Person, Role, RoleGrant, Technician
from models.task import Task, TaskStatus
from models.unit import Unit
from scheduling import broadcast_events as bv
from scheduling import emergency_lines, windows
from scheduling import events as ev
from scheduling import outage_events as oe
from scheduling.announcing import Line, Standing, Still, Subject, To
from scheduling.unit_of_work import UnitOfWork, facts_of


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


def while_held(now: Standing) -> bool:
    return now.order is OrderStatus.ON_HOLD


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


def until(uow: UnitOfWork, event: ev.EarlierOffered, subject: Subject) -> datetime | None:
    return event.until


def unless_imported(uow: UnitOfWork, event: ev.OrderTaken, subject: Subject) -> datetime | None:
    """A sheet of five hundred orders is one line in the room, not five hundred."""
    return None if event.channel == Channel.IMPORT.value else uow.now


def if_told(uow: UnitOfWork, event: Any, subject: Subject) -> datetime | None:
    return uow.now if event.tell else None


def if_matters(uow: UnitOfWork, event: oe.OutageChanged, subject: Subject) -> datetime | None:
    return uow.now if event.matters else None


def if_still_broken(uow: UnitOfWork, event: oe.OrderReleased, subject: Subject) -> datetime | None:
    return uow.now if event.release == Release.STILL_BROKEN.value else None


def if_second(uow: UnitOfWork, event: bv.BroadcastConfirmed, subject: Subject) -> datetime | None:
    return uow.now if event.second else None


def if_nobodys(uow: UnitOfWork, event: bv.BroadcastComposed, subject: Subject) -> datetime | None:
    """A draft that no dispatcher has before them: works have begun by the clock. A notice ahead has its own reminder."""
    if subject.outage is not None and subject.outage.status is OutageStatus.PLANNED:
        return None
    return None if any(role is Role.DISPATCHER for role, _ in uow.actor.roles) else uow.now


def by_day(uow: UnitOfWork, event: ev.Happened, subject: Subject) -> datetime | None:
    """The day ends at midnight; nobody is woken to read that nobody came (D-14)."""
    return windows.next_awake(uow.now, uow.policy)


REMINDERS = (
    Line(To.CUSTOMER, "confirm-ask", due=eve, expires=notice, still=while_unconfirmed, phone=True),
    Line(To.CUSTOMER, "half-hour-notice", due=half_hour_before, expires=visit_end, still=while_coming,
         urgency=Urgency.NOW, phone=True),
)  # fmt: skip

TABLE: dict[type[ev.Happened], tuple[Line, ...]] = {
    ev.OrderTaken: (Line(To.CUSTOMER, "order-taken", still=unless_held), Line(To.ROOM, "room-order-taken", due=unless_imported)),
    ev.OrderReady: (Line(To.CUSTOMER, "slots-ready", phone=True),),
    ev.Booked: (Line(To.CUSTOMER, "booked", still=while_live), *REMINDERS),
    ev.Confirmed: (),
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
    ev.Offered: (Line(To.CONCERNED, "offer", expires=offer_end, still=while_ahead, urgency=Urgency.NOW),),
    ev.OfferWithdrawn: (Line(To.CONCERNED, "offer-withdrawn"),),
    ev.Accepted: (
        Line(To.CUSTOMER, "technician-assigned", due=not_asked_now, still=while_ahead),
        Line(To.CUSTOMER, "confirm-ask", due=asked_now, expires=notice, still=while_unconfirmed, phone=True),
        Line(To.LEAD, "depart-now", due=departure, expires=visit_end, still=while_accepted, urgency=Urgency.NOW),
    ),
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
        Line(To.DISPATCHERS, "task", still=while_open, urgency=Urgency.NOW),
        Line(To.ROOM, "room-task", still=while_open),
    ),
    ev.TaskDueAgain: (Line(To.CONCERNED, "task", still=while_open, urgency=Urgency.NOW),),
    ev.OrdersImported: (Line(To.DISPATCHERS, "orders-imported"),),
    ev.EarlierOffered: (Line(To.CONCERNED, "earlier-slot", expires=until, still=while_ahead, urgency=Urgency.NOW),),
    ev.OffReported: (Line(To.DISPATCHERS, "off-reported"),),
    ev.OffTakenBack: (Line(To.DISPATCHERS, "off-taken-back"),),
    ev.StaffJoined: (Line(To.DISPATCHERS, "staff-joined"),),
    # the front desk hears of every publication and change before its phones ring.
    oe.OutageOpened: (Line(To.HOTLINE, "outage-opened", urgency=Urgency.NOW),),
    oe.OutageChanged: (
        Line(To.HOTLINE, "outage-changed", urgency=Urgency.NOW),
        Line(To.FOLLOWERS, "watched-changed", due=if_matters, manner=Manner.REPLY),
    ),
    oe.OutageRestored: (
        Line(To.HOTLINE, "outage-restored", urgency=Urgency.NOW),
        Line(To.WATCHERS, "watched-over", manner=Manner.REPLY),
    ),
    oe.OutageResumed: (
        Line(To.HOTLINE, "outage-resumed", urgency=Urgency.NOW),
        Line(To.FOLLOWERS, "watched-goes-on", manner=Manner.REPLY),
    ),
    oe.OutageCalledOff: (
        Line(To.HOTLINE, "outage-called-off", urgency=Urgency.NOW),
        Line(To.WATCHERS, "watched-called-off", manner=Manner.REPLY),
    ),
    oe.OutageSuggested: (Line(To.DISPATCHERS, "outage-suggested", urgency=Urgency.NOW),),
    oe.NoticeDue: (Line(To.DISPATCHERS, "works-notice-due", urgency=Urgency.NOW),),
    oe.OutageMerged: (Line(To.HOTLINE, "outage-merged", urgency=Urgency.NOW),),
    oe.OrderHeld: (Line(To.CUSTOMER, "order-held", due=if_told, still=while_held, manner=Manner.NEW),),
    oe.OrderReleased: (
        Line(To.CUSTOMER, "order-released", due=if_told, phone=True),
        Line(To.DISPATCHERS, "dispatch-still-broken", due=if_still_broken),
    ),
    oe.RestoredAsked: (Line(To.CUSTOMER, "restored-ask", still=while_held, manner=Manner.REPLY),),
    oe.VisitFreed: (
        Line(To.TEAM, "visit-freed", urgency=Urgency.NOW),
        Line(To.CUSTOMER, "held-visit-freed", due=if_told, phone=True),
    ),
    oe.VisitBegun: (
        Line(To.LEAD, "begun-in-outage", still=while_live, urgency=Urgency.NOW),
        Line(To.DISPATCHERS, "dispatch-begun-in-outage", still=while_live),
    ),
    bv.BroadcastComposed: (Line(To.DISPATCHERS, "broadcast-ready", due=if_nobodys, urgency=Urgency.NOW),),
    bv.BroadcastTested: (Line(To.DISPATCHERS, "outage-test"),),
    bv.BroadcastConfirmed: (Line(To.DISPATCHERS, "broadcast-approve", due=if_second, urgency=Urgency.NOW),),
    bv.BroadcastApproved: (Line(To.CONCERNED, "broadcast-approved", urgency=Urgency.NOW),),
    bv.BroadcastCalledBack: (Line(To.CONCERNED, "broadcast-called-back", urgency=Urgency.NOW),),
    bv.BroadcastStarted: (
        Line(To.AUDIENCE, "outage-news", urgency=Urgency.BULK, manner=Manner.REPLY),
        Line(To.AUDIENCE, "outage-correction", urgency=Urgency.BULK, manner=Manner.REPLY),
        Line(To.CONCERNED, "broadcast-progress"),
    ),
    bv.BroadcastEnded: (Line(To.CONCERNED, "broadcast-report"),),
    **emergency_lines.LINES,
}  # fmt: skip

STILL_TRUE: dict[str, Still] = {line.key: line.still for lines in TABLE.values() for line in lines}

# The person the event names is told as well, though they caused it: nobody answered them directly.
EVEN_THE_SPEAKER = frozenset(
    {
        "confirm-ask",
        "half-hour-notice",
        "depart-now",
        "is-it-fixed",
        "reminder-wished",
        "restored-ask",
        "situation",
        "outage-test",
    }
)


HAPPENED = insert(Event)
OWED = insert(Notification)
PATH = select(Unit.path).where(Unit.id == bindparam("unit_id"))
ROOMS = select(Room.id, Room.bound_by_id, Unit.path).join(Unit, Unit.id == Room.unit_id)
HOLDERS = (
    select(RoleGrant.person_id, Unit.path)
    .join(Unit, Unit.id == RoleGrant.unit_id)
    .join(Person, Person.id == RoleGrant.person_id)
    .where(RoleGrant.role == bindparam("role"), Person.left_at.is_(None))
    .order_by(RoleGrant.person_id)
)


def record(
    uow: UnitOfWork,
    event: ev.Happened,
    *,
    order: WorkOrder | None = None,
    appointment: Appointment | None = None,
    outage: Outage | None = None,
) -> int:
    """Writes what happened into history, and one notification per listener into the outbox; the event's number."""
    if order is None and appointment is not None:
        order = appointment.order
    about: dict[str, Any] = {
        "order_id": order.id if order else None,
        "appointment_id": appointment.id if appointment else None,
    }
    facts = facts_of(event)
    happened = {"at": uow.now, "name": event.name, "actor_id": uow.actor.person_id, "facts": facts, **about}
    happened["outage_id"] = outage.id if outage else None
    event_id: int = cast("Any", uow.write(HAPPENED, happened).inserted_primary_key)[0]
    row = {**about, "event_id": event_id, "params": facts if outage is None else {**facts, "outage_id": outage.id}}
    subject = Subject(order, appointment, outage)
    lines = TABLE.get(type(event), ())
    owed = (one for line in lines for one in notifications(uow, line, event, subject, facts))
    # Somebody with two hats hears one thing once.
    told = {(one["recipient_id"], one["room_id"], one["key"]): one for one in owed}
    if told:
        uow.write(OWED, [row | one for one in told.values()])
        uow.owes = True
    return event_id


def notifications(
    uow: UnitOfWork, line: Line, event: ev.Happened, subject: Subject, facts: dict[str, Any]
) -> Iterable[dict[str, Any]]:
    """Who is told on this line, and when: one row each."""
    due_at = line.due(uow, event, subject)
    if due_at is None:
        return
    expires_at = line.expires(uow, event, subject) if line.expires else None
    if expires_at is not None and expires_at <= due_at:
        if line.expires is not visit_end:
            return
        expires_at = due_at + timedelta(hours=2)
    for person_id, room_id in listeners(uow, line.to, event, subject):
        if person_id == uow.actor.person_id and not room_id and line.key not in EVEN_THE_SPEAKER:
            continue
        yield {
            "recipient_id": person_id, "room_id": room_id, "key": line.key, "urgency": int(line.urgency),
            "phone_if_no_chat": line.phone, "due_at": due_at, "expires_at": expires_at,
            "thread": thread_of(line, facts, subject),
            "manner": line.manner or Manner.NEW, "edition": subject.outage.edition if subject.outage else None,
        }  # fmt: skip


def thread_of(line: Line, facts: dict[str, Any], subject: Subject) -> str | None:
    if line.thread is not None:
        return line.thread.format(**facts)
    return f"outage:{subject.outage.id}" if subject.outage and line.manner else None


DESKS = {To.DISPATCHERS: Role.DISPATCHER, To.HOTLINE: Role.HOTLINE, To.NETWORK_CENTRE: Role.NETWORK_CENTRE}


def listeners(uow: UnitOfWork, to: To, event: Any, subject: Subject) -> list[tuple[int, int]]:
    """(person, room) pairs; room 0 is the person's own chat."""
    order, visit = subject.order, subject.appointment
    match to:
        case To.CUSTOMER:
            return [(order.customer_id, 0)] if order else []
        case To.LEAD:
            return [(visit.technician_id, 0)] if visit and visit.technician_id else []
        case To.TEAM:
            if visit is None:
                return []
            team = [visit.technician_id, *(member.technician_id for member in visit.members)]
            return [(person_id, 0) for person_id in team if person_id]
        case To.CONCERNED:
            return [(event.person_id, 0)] if getattr(event, "person_id", None) else []
        case To.DISPATCHERS | To.HOTLINE | To.NETWORK_CENTRE:
            path = unit_path(uow, event, subject)
            return [(person_id, 0) for person_id in holders(uow, DESKS[to], path)] if path else []
        case To.BOTH_DESKS:
            home = uow.session.get(Technician, event.person_id)
            units = (event.unit_id, home.unit_id if home else event.unit_id)
            both = [id for unit in units for id in dispatchers(uow, uow.get(Unit, unit).path)]
            return [(person_id, 0) for person_id in dict.fromkeys(both)]
        case To.FOLLOWERS:
            news = isinstance(event, oe.OutageChanged)  # nobody is without a word of what they asked for
            return [(person_id, 0) for person_id in followers(uow, subject.outage, held=True, news=news)]
        case To.WATCHERS:
            return [(person_id, 0) for person_id in followers(uow, subject.outage, held=False, news=False)]
        case To.ROOM:
            path = unit_path(uow, event, subject)
            return [(by, room) for room, by, at in uow.rows(ROOMS) if path and path.startswith(at)]
        case To.AUDIENCE:
            return []


def unit_path(uow: UnitOfWork, event: Any, subject: Subject) -> str | None:
    """Where the dispatchers who should hear sit: the order's unit, or that of the person or task it names."""
    if subject.order is not None:
        path: str = uow.rows(PATH, unit_id=subject.order.unit_id)[0].path
        return path
    if subject.outage is not None:
        return subject.outage.unit.path
    unit_id: int | None = getattr(event, "unit_id", None)
    if isinstance(event, (ev.TaskOpened, ev.TaskEnded)):
        unit_id = uow.session.scalar(select(Task.unit_id).where(Task.id == event.task_id))
    elif unit_id is None and (person_id := getattr(event, "person_id", None)) is not None:
        unit_id = uow.session.scalar(select(RoleGrant.unit_id).where(RoleGrant.person_id == person_id).limit(1))
    if unit_id is None:
        # Somebody without an order writes: every dispatcher of the whole operator may answer.
        return uow.session.scalar(select(Unit.path).order_by(Unit.path.desc()).limit(1))
    return uow.session.scalar(select(Unit.path).where(Unit.id == unit_id))


def followers(uow: UnitOfWork, outage: Outage | None, *, held: bool, news: bool) -> list[int]:
    """Who watches an outage, and (or but not) whose order waits for it; `news`: without those who want no news."""
    if outage is None:
        return []
    waiting = select(HeldOrder.customer_id).where(HeldOrder.outage_id == outage.id, HeldOrder.released_at.is_(None))
    watching = select(OutageWatcher.person_id).where(OutageWatcher.outage_id == outage.id)
    query = select(Person.id).where(Person.id.in_(watching))
    query = query.where(Person.id.not_in(waiting)) if not held else select(Person.id).where(
        Person.id.in_(watching) | Person.id.in_(waiting)
    )  # fmt: skip
    if news:
        query = query.where(Person.outage_news)
    return list(uow.session.scalars(query.order_by(Person.id)))


def dispatchers(uow: UnitOfWork, path: str) -> list[int]:
    """Everybody who dispatches for the unit with that path, in a stable order."""
    return holders(uow, Role.DISPATCHER, path)


def holders(uow: UnitOfWork, role: Role, path: str) -> list[int]:
    """Everybody still with us who holds a role for the unit with that path, in a stable order."""
    return list(dict.fromkeys(person_id for person_id, at in uow.rows(HOLDERS, role=role) if path.startswith(at)))
