"""Visits that had begun when the outage was opened: asked about, never stopped by themselves."""

from __future__ import annotations

from sqlalchemy import select

from models.appointment import LIVE, Appointment, Status
from models.errors import WrongState
from models.order import OrderKind, OrderStatus, WorkOrder
from models.outage import HeldOrder, Outage
from scheduling import outages, outbox, visit_clocks
from scheduling.announcements import record
from scheduling.events import outages as oe
from scheduling.held_orders import holding
from scheduling.permissions import Action, may, require
from scheduling.unit_of_work import UnitOfWork

BEGUN = (OrderStatus.EN_ROUTE, OrderStatus.ON_SITE)


def ask_about(uow: UnitOfWork, outage: Outage) -> None:
    """Technician and dispatcher are asked, once for each visit, whether the outage explains the fault."""
    there = outages.orders_in(outages.Ground.of(outage), outage.services)
    query = (
        select(Appointment)
        .join(WorkOrder, WorkOrder.id == Appointment.order_id)
        .where(Appointment.status.in_(LIVE), WorkOrder.status.in_(BEGUN), WorkOrder.kind == OrderKind.REPAIR, there)
        .order_by(Appointment.id)
    )
    for visit in uow.session.scalars(query):
        if not outbox.was_told(uow, visit.id, "begun-in-outage"):
            record(uow, oe.VisitBegun(outage.id), appointment=visit)


def hold_begun(uow: UnitOfWork, appointment_id: int, outage_id: int) -> HeldOrder:
    """The technician or dispatcher says that the outage explains it: the visit ends, the order waits. Twice is once."""
    visit = uow.appointment(appointment_id)
    if not may(uow.actor, Action.CHANGE_OUTAGE, visit):
        require(uow.actor, Action.ASK_TO_MOVE, visit)
    order, outage = visit.order, uow.get(Outage, outage_id)
    known = holding.unreleased(uow, order.id)
    if known is not None:
        return known
    if order.status not in BEGUN or outage not in holding.explaining(uow, order):
        raise WrongState(current=order.status.value, wanted=OrderStatus.ON_HOLD.value)
    if visit.status is Status.ARRIVED:
        visit.done(uow.now)  # somebody came: the arrival was judged already
        visit_clocks.forget(uow, visit)
    else:
        holding.free_visit(uow, visit, outage, tell=False)
        order.move_to(OrderStatus.ACCEPTED)
    return holding.hold(uow, order, outage, holding.told(uow, outage, {order.customer_id}))
