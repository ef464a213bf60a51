"""What is true of the truth at every moment, whoever did what in which order: a list of what is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select

from models.appointment import Appointment, Status
from models.notification import Notification
from models.offer import Offer, OfferStatus
from models.order import OrderStatus, WorkOrder
from models.slot import SlotRow
from models.task import Task, TaskKind, TaskStatus
from models.timer import Timer, TimerKind
from scheduling import outbox
from scheduling.unit_of_work import UnitOfWork
from scheduling.windows import Window, half_hours
from tests import holds

OF_VISITS = (
    TimerKind.CONFIRMATION_UNANSWERED, TimerKind.NOT_DEPARTED, TimerKind.DAY_ENDS, TimerKind.MOVE_UNANSWERED,
    TimerKind.PROMISE_PASSED, TimerKind.HELD_VISIT,
)  # fmt: skip
WITH_A_VISIT = {
    OrderStatus.SCHEDULED, OrderStatus.ASSIGNED, OrderStatus.ACCEPTED, OrderStatus.EN_ROUTE, OrderStatus.ON_SITE,
    OrderStatus.CONNECTED,
}  # fmt: skip
WITHOUT_LEAD = {OrderStatus.SCHEDULED, OrderStatus.ASSIGNED}
WITH_LEAD = {OrderStatus.ACCEPTED, OrderStatus.EN_ROUTE}


def broken(uow: UnitOfWork) -> list[str]:
    """Everything that should never be so."""
    return [*slots(uow), *orders(uow), *offers(uow), *timers(uow), *reminders(uow), *holds.broken(uow)]


def visits(uow: UnitOfWork) -> list[Appointment]:
    return list(uow.session.scalars(select(Appointment)).unique())


def slots(uow: UnitOfWork) -> Iterator[str]:
    """A visit holds the half-hours of whoever comes, and nobody else's; nothing else holds any."""
    held: dict[int, dict[int, set[datetime]]] = defaultdict(lambda: defaultdict(set))
    for row in uow.session.scalars(select(SlotRow)):
        held[row.appointment_id][row.technician_id].add(row.starts_at)
    for visit in visits(uow):
        rows = held.pop(visit.id, {})
        if visit.ahead or visit.status is Status.OFFERED:
            holder = visit.technician_id or visit.provisional_id
            whole = set(half_hours(Window(visit.starts_at, visit.ends_at), uow.policy.zone))
            wanted = {id: whole for id in [holder, *(m.technician_id for m in visit.members)] if id is not None}
            if dict(rows) != wanted:
                yield f"visit {visit.id} ({visit.status}): rows of {sorted(rows)}, should be of {sorted(wanted)}"
        elif rows and visit.status not in (Status.ARRIVED, Status.DONE):
            yield f"visit {visit.id} ({visit.status}) still holds rows"
    if held:
        yield f"rows of no visit: {sorted(held)}"


def orders(uow: UnitOfWork) -> Iterator[str]:
    """An order and its one visit agree, and somebody looks after a visit that nobody has taken."""
    live: dict[int, list[Appointment]] = defaultdict(list)
    for visit in visits(uow):
        if visit.live and visit.order_id is not None:
            live[visit.order_id].append(visit)
    for order in uow.session.scalars(select(WorkOrder)).unique():
        having = live.get(order.id, [])
        if len(having) > 1:
            yield f"order {order.id} has {len(having)} visits"
        # Waiting for an outage it may have one that stands, muted.
        if order.status is not OrderStatus.ON_HOLD and (order.status in WITH_A_VISIT) != bool(having):
            yield f"order {order.id} is {order.status} with {len(having)} visits"
        for visit in having:
            yield from agree(uow, order, visit)


def agree(uow: UnitOfWork, order: WorkOrder, visit: Appointment) -> Iterator[str]:
    if not visit.ahead or order.status is OrderStatus.ON_HOLD:
        return
    fitting = WITH_LEAD if visit.technician_id is not None else WITHOUT_LEAD
    if order.status not in fitting:
        yield f"order {order.id} is {order.status}, its visit's lead is {visit.technician_id}"
    if visit.technician_id is None and not asked(uow, visit) and not looked_after(uow, visit):
        yield f"visit {visit.id} has no technician, nobody is asked, and no dispatcher knows"
    if not uow.session.scalar(select(Timer.id).where(Timer.kind == TimerKind.DAY_ENDS, Timer.subject_id == visit.id)):
        yield f"visit {visit.id} could be forgotten: nothing ends its day"


def asked(uow: UnitOfWork, visit: Appointment) -> bool:
    query = select(Offer.id).where(Offer.appointment_id == visit.id, Offer.status == OfferStatus.OPEN)
    return uow.session.scalar(query) is not None


def looked_after(uow: UnitOfWork, visit: Appointment) -> bool:
    query = select(Task.id).where(
        Task.kind == TaskKind.UNASSIGNED, Task.appointment_id == visit.id, Task.status == TaskStatus.OPEN
    )
    return uow.session.scalar(query) is not None


def offers(uow: UnitOfWork) -> Iterator[str]:
    """Nobody is asked to come to what is taken or over, and no question stays open for ever."""
    for offer in uow.session.scalars(select(Offer).where(Offer.status == OfferStatus.OPEN)).unique():
        visit = offer.appointment
        if not visit.ahead or visit.technician_id is not None:
            yield f"offer {offer.id} is open; its visit is {visit.status}, lead {visit.technician_id}"
        query = select(Timer.id).where(Timer.kind == TimerKind.OFFER_LAPSES, Timer.subject_id == offer.id)
        if uow.session.scalar(query) is None:
            yield f"offer {offer.id} never lapses"


def timers(uow: UnitOfWork) -> Iterator[str]:
    """The clock watches only what is still alive."""
    for timer in uow.session.scalars(select(Timer)):
        visit = uow.session.get(Appointment, timer.subject_id) if timer.kind in OF_VISITS else None
        if timer.kind in OF_VISITS and (visit is None or not visit.ahead):
            # A move asked for after arrival waits for its answer until the visit is done.
            waits = timer.kind is TimerKind.MOVE_UNANSWERED and visit is not None and visit.live
            if not waits:
                yield f"{timer.kind} watches visit {timer.subject_id}, {visit.status if visit else 'gone'}"
        elif timer.kind is TimerKind.HOLD_ENDS:
            if uow.appointment(timer.subject_id).status is not Status.OFFERED:
                yield f"hold {timer.subject_id} ends though it is none"
        elif timer.kind is TimerKind.OFFER_LAPSES:
            if uow.offer(timer.subject_id).status is not OfferStatus.OPEN:
                yield f"offer {timer.subject_id} is watched though answered"
        elif timer.kind is TimerKind.KEY_LAPSES and uow.order(timer.subject_id).status is not OrderStatus.COMPLETED:
            yield f"order {timer.subject_id} waits for a key though {uow.order(timer.subject_id).status}"


def reminders(uow: UnitOfWork) -> Iterator[str]:
    """Nothing is still to be said about a visit that has gone."""
    waiting = Notification.status.in_(outbox.WAITING), Notification.appointment_id.is_not(None)
    for row in outbox.owed(uow, outbox.OWED.where(*waiting)):
        visit = uow.appointment(row.appointment_id or 0)
        if not visit.live and not row.still_true:
            yield f"{row.key} is still to be said about visit {visit.id}, {visit.status}"
