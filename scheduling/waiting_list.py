"""The waiting list: a freed earlier slot is offered to those who would come forward; the first tap wins."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import bindparam, select

from models.appointment import AHEAD, Appointment
from models.errors import WrongState
from models.order import OrderStatus, WorkOrder
from models.waiting_list import Waiting, WaitingStatus
from scheduling import availability
from scheduling import events as ev
from scheduling.announcements import record
from scheduling.permissions import Action, require
from scheduling.unit_of_work import UnitOfWork
from scheduling.windows import Window

SHOWN = 3  # free earlier windows put to somebody who asks
OFFERED_TO = 5  # more people than one slot can serve, not so many that most of them are disappointed


def join(uow: UnitOfWork, appointment_id: int) -> Waiting:
    """The customer would like to come earlier. Asking twice is one entry."""
    visit = uow.appointment(appointment_id)
    require(uow.actor, Action.JOIN_WAITING_LIST, visit)
    if not visit.ahead:
        raise WrongState(current=visit.status.value, wanted="earlier")
    order = visit.order
    entry = uow.session.scalar(select(Waiting).where(Waiting.order_id == order.id))
    if entry is None:
        entry = uow.add(Waiting(order_id=order.id, unit_id=order.unit_id, since=uow.now))
        record(uow, ev.WaitingJoined(), appointment=visit)
    elif entry.status is not WaitingStatus.WAITING:
        entry.status, entry.since = WaitingStatus.WAITING, uow.now
        record(uow, ev.WaitingJoined(), appointment=visit)
    return entry


def free_before(uow: UnitOfWork, appointment_id: int) -> list[Window]:
    """Earlier windows that are free already: nobody has to wait for luck."""
    visit = uow.appointment(appointment_id)
    require(uow.actor, Action.JOIN_WAITING_LIST, visit)
    need = availability.need_of(visit.order, ignore=visit.id)
    found = availability.search(uow, need, uow.now, visit.starts_at, limit=SHOWN, past_deadline=True)
    return [free.window for free in found]


def leave(uow: UnitOfWork, appointment_id: int) -> None:
    """The time they have is fine after all."""
    visit = uow.appointment(appointment_id)
    require(uow.actor, Action.JOIN_WAITING_LIST, visit)
    leave_order(uow, visit.order.id)


def leave_order(uow: UnitOfWork, order_id: int) -> None:
    entry = uow.session.scalar(select(Waiting).where(Waiting.order_id == order_id))
    if entry is not None and entry.status is WaitingStatus.WAITING:
        entry.status = WaitingStatus.LEFT


def served(uow: UnitOfWork, order_id: int) -> None:
    """An earlier time was taken: they wait no longer."""
    entry = uow.session.scalar(select(Waiting).where(Waiting.order_id == order_id))
    if entry is not None and entry.status is WaitingStatus.WAITING:
        entry.status = WaitingStatus.SERVED


WAITING = select(Waiting.order_id).where(
    Waiting.order_id.in_(bindparam("orders", expanding=True)), Waiting.status == WaitingStatus.WAITING
)


def is_waiting(uow: UnitOfWork, order_id: int) -> bool:
    return bool(waiting_of(uow, [order_id]))


def waiting_of(uow: UnitOfWork, order_ids: Collection[int]) -> set[int]:
    """Which of many orders wait for an earlier time."""
    return {id for (id,) in uow.rows(WAITING, orders=list(order_ids))} if order_ids else set()


def slot_freed(uow: UnitOfWork, freed: Appointment) -> None:
    """A slot came free: those who wait for an earlier one are told, the longest waiting first."""
    window = Window(freed.starts_at, freed.ends_at)
    query = (
        select(Appointment)
        .join(WorkOrder, WorkOrder.id == Appointment.order_id)
        .join(Waiting, Waiting.order_id == WorkOrder.id)
        .where(
            Waiting.status == WaitingStatus.WAITING,
            Appointment.status.in_(AHEAD),
            Appointment.starts_at > window.starts_at,
            Appointment.id != freed.id,
            WorkOrder.status != OrderStatus.ON_HOLD,
        )
        .order_by(Waiting.since)
    )
    told = 0
    for visit in uow.session.scalars(query):
        need = availability.need_of(visit.order, ignore=visit.id)
        if visit.order_id == freed.order_id or told >= OFFERED_TO:
            continue
        # What is offered can be taken until the offer ends: the lead time counts from then.
        until = min(
            uow.now + uow.policy.waiting_list.offer_for,
            window.starts_at - availability.lead_time(uow, need.tier),
        )
        if until <= uow.now:
            continue
        if not availability.Crew(uow, need).free_in(window):
            continue
        record(
            uow,
            ev.EarlierOffered(visit.order.customer_id, window.starts_at, window.ends_at, until),
            appointment=visit,
        )
        told += 1
