"""Who goes, as people settle it: asked by name, taken back, handed back, urgent. What goes round is `offers.py`."""

from __future__ import annotations

from models.appointment import Appointment
from models.errors import GivenMeanwhile, ReasonRequired, WrongState
from models.order import OrderStatus, WorkOrder
from models.person import Technician
from models.task import TaskKind
from models.timer import TimerKind
from models.unit import Unit
from scheduling import availability, offers, outbox, slots, tasks
from scheduling import events as ev
from scheduling.announcements import record
from scheduling.permissions import Action, require
from scheduling.timers import drop_timers
from scheduling.unit_of_work import UnitOfWork
from scheduling.windows import Window

BY_NAME_ROUNDS = 3  # an assignment by name waits as long as three ordinary offers before the dispatcher is told


def assign(uow: UnitOfWork, appointment_id: int, technician_id: int, instead_of: int | None = None) -> Appointment:
    """A dispatcher asks one technician by name, `instead_of` whoever had it before their eyes.

    Raises `NotCertified` (R-1.10), `SlotTaken` (promise 2), or `GivenMeanwhile` when a colleague was faster.
    """
    visit = uow.appointment(appointment_id)
    require(uow.actor, Action.ASSIGN, visit)
    require(uow.actor, Action.ASSIGN, uow.get(Unit, uow.get(Technician, technician_id).unit_id))
    require_ahead(visit)
    offers.require_certified(uow, technician_id, visit)
    settled_on = offers.settled_on(uow, visit)
    if settled_on == technician_id:
        return visit
    if instead_of is not None and settled_on != instead_of:
        name = uow.person(settled_on).name if settled_on else ""
        raise GivenMeanwhile(why="given" if settled_on else "back", name=name)
    if visit.technician_id is not None:
        record(uow, ev.TakenBack(visit.technician_id), appointment=visit)
        release(uow, visit)
    offers.withdraw_offers(uow, visit, asked_again=technician_id)
    if visit.provisional_id != technician_id:
        offers.hold_for(uow, visit, technician_id)
    if visit.order.status is not OrderStatus.ASSIGNED:
        visit.order.move_to(OrderStatus.ASSIGNED)
    tasks.withdraw(uow, TaskKind.UNASSIGNED, f"appointment:{visit.id}")
    offers.make_offer(
        uow,
        visit,
        technician_id,
        offers.offer_ends(uow, visit) + uow.policy.offers.each * (BY_NAME_ROUNDS - 1),
        True,
    )
    return visit


def take_back(uow: UnitOfWork, appointment_id: int, reason: str | None = None) -> Appointment:
    """A dispatcher takes the order from whoever has it; it goes round again. Where nobody has it nothing changes."""
    visit = uow.appointment(appointment_id)
    require(uow.actor, Action.TAKE_BACK, visit)
    require_ahead(visit)
    if visit.order.status is OrderStatus.SCHEDULED:
        return visit
    if visit.technician_id is not None:
        record(uow, ev.TakenBack(visit.technician_id, reason), appointment=visit)
    offers.withdraw_offers(uow, visit)
    release(uow, visit)
    offers.go_round(uow, visit)
    return visit


def hand_back(uow: UnitOfWork, appointment_id: int, reason: str) -> Appointment:
    """A technician who accepted cannot come after all; the round goes on without them (3.A: ACCEPTED to SCHEDULED)."""
    visit = uow.appointment(appointment_id)
    require(uow.actor, Action.DECLINE, visit)
    require_ahead(visit)
    if not reason.strip():
        raise ReasonRequired(action=Action.DECLINE.value)
    record(uow, ev.Declined(visit.technician_id or 0, reason), appointment=visit)
    release(uow, visit)
    offers.go_round(uow, visit)
    return visit


def mark_urgent(uow: UnitOfWork, order_id: int, reason: str | None = None) -> WorkOrder:
    """R-1.18: an urgent order goes to the best three at once; declining it is recorded with its reason as ever."""
    order = uow.order(order_id)
    require(uow.actor, Action.MARK_URGENT, order)
    if order.urgent:
        return order
    if order.over:
        raise WrongState(current=order.status.value, wanted="urgent")
    order.urgent = True
    visit = uow.live_appointment(order_id)
    record(uow, ev.MarkedUrgent(reason=reason), order=order, appointment=visit)
    if visit is not None and visit.technician_id is None and visit.ahead:
        ask_more(uow, visit)
    return order


def ask_more(uow: UnitOfWork, visit: Appointment) -> None:
    """Beside whoever is being asked already, as many more as an urgent order may ask at once (D-40)."""
    being_asked = offers.open_offers(uow, visit)
    if not being_asked:
        offers.go_round(uow, visit)
        return
    asked = {one.technician_id for one in uow.rows(offers.ASKED, visit=visit.id)}
    need = availability.need_of(visit.order, ignore=visit.id)
    window = Window(visit.starts_at, visit.ends_at)
    asked |= {member.technician_id for member in visit.members}
    others = [id for id in availability.free_technicians(uow, need, window) if id not in asked]
    for technician_id in others[: max(0, uow.policy.offers.urgent_to - len(being_asked))]:
        offers.make_offer(uow, visit, technician_id, offers.offer_ends(uow, visit))


def require_ahead(visit: Appointment) -> None:
    """Who comes can be settled only while nobody is there yet."""
    if not visit.ahead:
        raise WrongState(current=visit.status.value, wanted=OrderStatus.ASSIGNED.value)


def release(uow: UnitOfWork, visit: Appointment) -> None:
    """The visit loses its lead; what only the lead was to be told is not told any more."""
    holder = visit.technician_id or visit.provisional_id
    if holder is not None:  # whoever comes along keeps their own half-hours
        slots.free_rows(uow, visit, holder)
    visit.technician_id = visit.provisional_id = visit.depart_at = visit.departed_at = visit.eta_at = None
    drop_timers(uow, visit.id, TimerKind.NOT_DEPARTED)
    for kind in (TaskKind.NOT_DEPARTED, TaskKind.ABSENCE):  # of whoever had it
        tasks.withdraw(uow, kind, f"appointment:{visit.id}")
    outbox.withdraw(uow, visit.id, ("depart-now", "technician-assigned", "on-the-way", "running-late", "in-time"))
    if visit.order.status not in (OrderStatus.SCHEDULED, OrderStatus.ON_HOLD):
        visit.order.move_to(OrderStatus.SCHEDULED)
    uow.session.flush()
