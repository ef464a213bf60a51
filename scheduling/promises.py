"""Every deadline of an order (promise 4): its limit (R-3.6 to R-3.10), the warning before it (D-12), what pauses it."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from models.order import BEFORE_CONNECTED, OrderStatus, WorkOrder
from models.outage import ClockPause, Outage
from models.timer import TimerKind
from scheduling import events as ev
from scheduling.announcements import record
from scheduling.timers import drop_timers, set_timer
from scheduling.unit_of_work import UnitOfWork


def deadline_near(uow: UnitOfWork, order_id: int) -> None:
    """A share of the limit is gone, or all of it, and the order is not connected: dispatchers are warned (D-12).

    An order whose customer asked for a later time is not late (R-3.6, D-37).
    """
    order = uow.order(order_id)
    if order.status not in BEFORE_CONNECTED or order.asked_later_at is not None:
        return
    if order.status is OrderStatus.ON_HOLD:  # paused: the clock is set anew when it runs again
        return
    visit = uow.live_appointment(order_id)
    past = uow.now >= order.due_at
    if not past:
        warn(uow, order)
        if visit is not None and visit.promised_at <= order.due_at and visit.technician_id is not None:
            return  # somebody is on it and will be in time
    record(uow, ev.DeadlineNear(due_at=order.due_at, past=past), order=order, appointment=visit)


def warn(uow: UnitOfWork, order: WorkOrder) -> None:
    """Sets the next warning: at each share of what the limit allows, pauses left out; at once where all are behind."""
    allowed = order.due_at - order.received_at - all_paused(uow, order)
    shares = (order.due_at - allowed * (1 - share) for share in uow.policy.warn_at)
    set_timer(
        uow, TimerKind.DEADLINE_NEAR, order.id, next((at for at in shares if at > uow.now), max(order.due_at, uow.now))
    )


def pause(uow: UnitOfWork, order: WorkOrder, outage: Outage) -> ClockPause:
    """The limit stops running, with the outage as evidence."""
    drop_timers(uow, order.id, TimerKind.DEADLINE_NEAR)
    return uow.add(ClockPause(order_id=order.id, reason="outage", outage_id=outage.id, started_at=uow.now))


def resume(uow: UnitOfWork, order: WorkOrder) -> timedelta:
    """The limit runs on from where it stood: the deadline moves by exactly as long as it was paused."""
    paused = running_pause(uow, order)
    if paused is None:
        return timedelta()
    paused.ended_at = uow.now
    length = paused.length(uow.now)
    order.due_at += length
    warn(uow, order)
    return length


def running_pause(uow: UnitOfWork, order: WorkOrder) -> ClockPause | None:
    return uow.session.scalar(select(ClockPause).where(ClockPause.order_id == order.id, ClockPause.ended_at.is_(None)))


def all_paused(uow: UnitOfWork, order: WorkOrder) -> timedelta:
    """How long the limit has stood still in all."""
    pauses = uow.session.scalars(select(ClockPause).where(ClockPause.order_id == order.id))
    return sum((one.length(uow.now) for one in pauses), timedelta())
