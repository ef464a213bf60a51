"""The technician's moves: depart, run late, arrive, undo, put through."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Select, select

from models.appointment import LIVE, Appointment, Status, VisitMember
from models.errors import BadValue, NotCertified, NotFound, NotYetPossible, SlotTaken, TooLate, WrongState
from models.evidence import Evidence, EvidenceKind
from models.order import OrderStatus
from models.person import Technician
from models.task import TaskKind
from models.timer import TimerKind
from models.unit import Unit
from scheduling import availability, offers, outbox, people, slots, tasks, visit_clocks, waiting_list, windows
from scheduling import events as ev
from scheduling.announcements import record
from scheduling.permissions import Action, require
from scheduling.timers import drop_timers, set_timer
from scheduling.unit_of_work import UnitOfWork

MOST_LATE = timedelta(hours=8)


def depart(uow: UnitOfWork, appointment_id: int, checklist: tuple[str, ...] = ()) -> Appointment:
    """The technician sets out, tools and papers checked (R-4.9); the customer hears when to expect them."""
    visit = uow.appointment(appointment_id)
    require(uow.actor, Action.DEPART, visit)
    order = visit.order
    if order.status is OrderStatus.EN_ROUTE and visit.ahead:
        return visit
    if not visit.ahead:
        raise WrongState(current=visit.status.value, wanted=OrderStatus.EN_ROUTE.value)
    require_its_day(uow, visit)
    order.move_to(OrderStatus.EN_ROUTE)
    visit.departed_at = uow.now
    # A time promised to the customer and already announced as later stays the later one.
    visit.eta_at = max(uow.now + way(uow, visit), visit.eta_at or uow.now)
    drop_timers(uow, visit.id, TimerKind.NOT_DEPARTED)
    outbox.withdraw(uow, visit.id, ("depart-now",))
    tasks.withdraw(uow, TaskKind.NOT_DEPARTED, f"appointment:{visit.id}")
    record(uow, ev.Departed(eta_at=visit.eta_at, checklist=checklist), appointment=visit)
    return visit


def require_its_day(uow: UnitOfWork, visit: Appointment) -> None:
    opens_at = windows.day_opens_at(visit.starts_at, uow.policy.zone)
    if uow.now < opens_at:
        raise NotYetPossible(opens_at=opens_at)


def way(uow: UnitOfWork, visit: Appointment) -> timedelta:
    known = availability.travel_time(uow, visit.technician_id or 0, visit)
    return uow.policy.travel.default if known is None else known


def not_departed(uow: UnitOfWork, appointment_id: int) -> None:
    """R-4.8: a minute past the time to leave and still not under way: technician and dispatcher are warned."""
    visit = uow.appointment(appointment_id)
    if visit.ahead and visit.order.status is OrderStatus.ACCEPTED:
        tasks.open_task(uow, TaskKind.NOT_DEPARTED, f"appointment:{visit.id}", appointment=visit,
                        person_id=visit.technician_id)  # fmt: skip
        record(uow, ev.DepartureOverdue(visit.technician_id or 0), appointment=visit)


def promise_passed(uow: UnitOfWork, appointment_id: int) -> None:
    """R-4.6, R-4.10: nobody at the door and no word of it: we say so before the customer has to ask."""
    visit = uow.appointment(appointment_id)
    told_otherwise = visit.asked_by == "company" or (visit.eta_at is not None and visit.eta_at > visit.promised_at)
    if visit.ahead and not told_otherwise:
        heard = people.has_chat(uow, visit.order.customer_id)
        record(uow, ev.PromisePassed(visit.promised_at, heard), appointment=visit)


def run_late(uow: UnitOfWork, appointment_id: int, minutes: int) -> Appointment:
    """The technician will be late by so many minutes; the customer is told the new time (R-4.6).

    Minutes count from the promised time, once that has passed from now. Raises `BadValue` for less than one or more than eight hours.
    """
    visit = uow.appointment(appointment_id)
    require(uow.actor, Action.RUN_LATE, visit)
    if not visit.ahead or visit.order.status not in (OrderStatus.ACCEPTED, OrderStatus.EN_ROUTE):
        raise WrongState(current=visit.order.status.value, wanted="late")
    late = timedelta(minutes=minutes)
    if not timedelta() < late <= MOST_LATE:
        raise BadValue(field="minutes", value=minutes)
    eta_at = max(visit.promised_at, uow.now) + late
    if visit.eta_at is not None and minute(visit.eta_at) == minute(eta_at):
        return visit  # said twice: the customer knows
    visit.eta_at = eta_at
    outbox.withdraw(uow, visit.id, ("running-late",))
    behind = (minute(eta_at) - visit.promised_at) // timedelta(minutes=1)
    heard = people.has_chat(uow, visit.order.customer_id)
    record(uow, ev.RunningLate(eta_at, behind, heard), appointment=visit)
    return visit


def minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def in_time(uow: UnitOfWork, appointment_id: int, at: datetime) -> Appointment:
    """There by the promised time; who was told that it would be later hears so. With nobody told, nothing changes."""
    visit = uow.appointment(appointment_id)
    require(uow.actor, Action.RUN_LATE, visit)
    if not visit.ahead or visit.order.status not in (OrderStatus.ACCEPTED, OrderStatus.EN_ROUTE):
        raise WrongState(current=visit.order.status.value, wanted="late")
    if not uow.now < at <= visit.promised_at:
        raise BadValue(field="minutes", value=at)
    if visit.eta_at is None or visit.eta_at <= visit.promised_at:
        return visit
    visit.eta_at = at
    outbox.withdraw(uow, visit.id, ("running-late",))
    record(uow, ev.InTime(eta_at=at), appointment=visit)
    return visit


def arrive(
    uow: UnitOfWork, appointment_id: int, latitude: float | None = None, longitude: float | None = None
) -> Appointment:
    """The technician is at the door; kept or not kept is computed (R-4.7), and the customer hears of it once.

    A place, when it was sent, is kept as evidence. A second tap changes nothing.
    """
    visit = uow.appointment(appointment_id)
    require(uow.actor, Action.ARRIVE, visit)
    if visit.status is Status.ARRIVED:
        note_place(uow, visit, latitude, longitude)
        return visit
    require_its_day(uow, visit)
    order = visit.order
    if order.status is OrderStatus.ACCEPTED:  # nobody tapped "set out": being here says it
        order.move_to(OrderStatus.EN_ROUTE)
    order.move_to(OrderStatus.ON_SITE)
    kept = windows.kept(uow.now, visit.promised_at, uow.policy.grace)
    visit.arrive(uow.now, kept)
    note_place(uow, visit, latitude, longitude)
    drop_timers(uow, visit.id, TimerKind.NOT_DEPARTED, TimerKind.DAY_ENDS, TimerKind.CONFIRMATION_UNANSWERED,
                TimerKind.MOVE_UNANSWERED, TimerKind.PROMISE_PASSED)  # fmt: skip
    tasks.withdraw_all(uow, visit)
    waiting_list.leave_order(uow, order.id)
    late = max(0, int((uow.now - visit.promised_at).total_seconds() // 60))
    record(uow, ev.Arrived(kept=kept, minutes_late=late), appointment=visit)
    return visit


def note_place(uow: UnitOfWork, visit: Appointment, latitude: float | None, longitude: float | None) -> None:
    if latitude is None or longitude is None or visit.arrived_latitude is not None:
        return
    visit.arrived_latitude, visit.arrived_longitude = latitude, longitude
    place = Evidence(order_id=visit.order_id or 0, appointment_id=visit.id, kind=EvidenceKind.LOCATION,
                     author_id=visit.technician_id or 0, taken_at=uow.now)  # fmt: skip
    place.latitude, place.longitude = latitude, longitude
    uow.add(place)


def undo_arrival(uow: UnitOfWork, appointment_id: int) -> Appointment:
    """A slip of the thumb, taken back within two minutes (3.A). Raises `TooLate` after that."""
    visit = uow.appointment(appointment_id)
    require(uow.actor, Action.UNDO_ARRIVAL, visit)
    if visit.status is not Status.ARRIVED or visit.arrived_at is None:
        return visit
    if visit.order.status is not OrderStatus.ON_SITE:
        raise WrongState(current=visit.order.status.value, wanted=OrderStatus.EN_ROUTE.value)
    if uow.now > visit.arrived_at + uow.policy.arrival_undo:
        raise TooLate(limit=uow.policy.arrival_undo)
    visit.undo_arrival()
    visit.order.move_to(OrderStatus.EN_ROUTE)
    if visit.departed_at is None:  # nor has anybody set out
        visit.order.move_to(OrderStatus.ACCEPTED)
    visit_clocks.watch_again(uow, visit)
    outbox.withdraw(uow, visit.id, ("arrived", "dispatch-arrived-late"))
    record(uow, ev.ArrivalUndone(), appointment=visit)
    return visit


def connect(uow: UnitOfWork, appointment_id: int) -> Appointment:
    """The service works (装通, 修复); completion has to be entered within D-9's two hours (R-3.16)."""
    visit = uow.appointment(appointment_id)
    require(uow.actor, Action.CONNECT, visit)
    order = visit.order
    if order.status is OrderStatus.CONNECTED:
        return visit
    order.move_to(OrderStatus.CONNECTED)
    order.connected_at = uow.now
    set_timer(uow, TimerKind.NOT_ENTERED, visit.id, uow.now + uow.policy.completion_within)
    record(uow, ev.Connected(), appointment=visit)
    return visit


def not_entered(uow: UnitOfWork, appointment_id: int) -> None:
    """R-3.16: put through, and completion still missing: the technician is reminded and the dispatcher told."""
    visit = uow.appointment(appointment_id)
    if visit.order.status is OrderStatus.CONNECTED:
        tasks.open_task(uow, TaskKind.NOT_ENTERED, f"appointment:{visit.id}", appointment=visit,
                        person_id=visit.technician_id)  # fmt: skip
        record(uow, ev.CompletionOverdue(visit.technician_id or 0), appointment=visit)


def day_ended(uow: UnitOfWork, appointment_id: int) -> None:
    """4.A: the day ends without arrival: MISSED, not kept; the customer gets an apology and new times."""
    visit = uow.appointment(appointment_id)
    if not visit.ahead:
        return
    visit.miss(uow.now)
    slots.free_rows(uow, visit)
    drop_timers(uow, visit.id, TimerKind.NOT_DEPARTED, TimerKind.CONFIRMATION_UNANSWERED, TimerKind.MOVE_UNANSWERED,
                TimerKind.PROMISE_PASSED)  # fmt: skip
    outbox.withdraw(uow, visit.id)
    offers.withdraw_offers(uow, visit)
    tasks.withdraw_all(uow, visit)
    visit.order.move_to(OrderStatus.READY)
    record(uow, ev.Missed(promised_at=visit.promised_at), appointment=visit)
    tasks.open_task(uow, TaskKind.MISSED, f"appointment:{visit.id}", appointment=visit)


def add_technician(uow: UnitOfWork, appointment_id: int, technician_id: int) -> Appointment:
    """Somebody comes along beside the lead; an uncertified technician may go only so (R-1.10, T-12)."""
    visit = uow.appointment(appointment_id)
    require(uow.actor, Action.ADD_TECHNICIAN, visit)
    if not visit.live:
        raise WrongState(current=visit.status.value, wanted=OrderStatus.ACCEPTED.value)
    if visit.technician_id is None:
        raise NotCertified(name=uow.person(technician_id).name)
    if visit.technician_id == technician_id or any(m.technician_id == technician_id for m in visit.members):
        return visit
    helper = uow.get(Technician, technician_id)
    if helper.person.left_at is not None:
        raise NotFound(what="technician", id=technician_id)
    require(uow.actor, Action.ADD_TECHNICIAN, uow.get(Unit, helper.unit_id))
    if not slots.hold_rows(uow, visit, technician_id):
        raise SlotTaken(why="busy", name=helper.person.name)
    visit.members.append(VisitMember(technician_id=technician_id))
    uow.session.flush()
    record(uow, ev.TechnicianAdded(technician_id), appointment=visit)
    return visit


def today(uow: UnitOfWork, day_of: datetime | None = None) -> list[Appointment]:
    """The technician's visits of a local day in order, those alongside a lead included."""
    bounds = windows.day_bounds(windows.local_day(day_of or uow.now, uow.policy.zone), uow.policy.zone)
    query = own(uow, *LIVE, Status.DONE).where(
        Appointment.starts_at >= bounds.starts_at, Appointment.starts_at < bounds.ends_at
    )
    return list(uow.session.scalars(query))


def upcoming(uow: UnitOfWork) -> list[Appointment]:
    """The technician's visits still ahead or under way, those alongside a lead included, the next twenty."""
    return list(uow.session.scalars(own(uow, *LIVE).limit(20)))


def own(uow: UnitOfWork, *statuses: Status) -> Select[Appointment]:
    """Those the technician leads or comes along to, by time."""
    beside = select(VisitMember.appointment_id).where(VisitMember.technician_id == uow.actor.person_id)
    mine = (Appointment.technician_id == uow.actor.person_id) | Appointment.id.in_(beside)
    return select(Appointment).where(mine, Appointment.status.in_(statuses)).order_by(Appointment.starts_at)
