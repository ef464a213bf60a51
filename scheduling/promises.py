"""Every deadline of an order. So far: its limit (R-3.6 to R-3.10) and the warning before it (D-12)."""

from __future__ import annotations

from models.order import BEFORE_CONNECTED
from models.timer import TimerKind
from scheduling import events as ev
from scheduling.announcements import record
from scheduling.timers import set_timer
from scheduling.unit_of_work import UnitOfWork


def deadline_near(uow: UnitOfWork, order_id: int) -> None:
    """Three quarters of the limit are gone, or all of it, and the order is not connected: dispatchers are warned (D-12).

    An order whose customer asked for a later time is not late (R-3.6, D-37).
    """
    order = uow.order(order_id)
    if order.status not in BEFORE_CONNECTED or order.asked_later_at is not None:
        return
    visit = uow.live_appointment(order_id)
    past = uow.now >= order.due_at
    if not past:
        set_timer(uow, TimerKind.DEADLINE_NEAR, order.id, order.due_at)
        if visit is not None and visit.promised_at <= order.due_at and visit.technician_id is not None:
            return  # somebody is on it and will be in time
    record(uow, ev.DeadlineNear(due_at=order.due_at, past=past), order=order, appointment=visit)
