"""The answer to 恢复了吗?: yes ends the order without a visit, no goes to the front of the queue on its first clock."""

from __future__ import annotations

from sqlalchemy import select

from models.errors import TooLate, WrongState
from models.order import OrderStatus, WorkOrder
from models.outage import HeldOrder, Outage, Release
from models.task import TaskKind
from scheduling import close_outs, tasks, visit_clocks, waiting_list
from scheduling import events as ev
from scheduling import outage_events as oe
from scheduling.announcements import record
from scheduling.held_orders import asking, holding, releasing
from scheduling.permissions import Action, require
from scheduling.unit_of_work import UnitOfWork

RESULT = "outage_over"


def say_works(uow: UnitOfWork, order_id: int) -> WorkOrder:
    """It works again, before or after the outage was called over: nobody needs to come. A second tap changes nothing."""
    order = uow.order(order_id)
    require(uow.actor, Action.ANSWER_OUTAGE, order)
    held = holding.unreleased(uow, order_id)
    if held is None:
        if last_release(uow, order_id) is not Release.WORKS:
            raise WrongState(current=order.status.value, wanted=OrderStatus.CALLBACK_DUE.value)
        return order
    for one in asking.together(uow, held):
        end_without_visit(uow, one)
    asking.next_question(uow, held.customer_id)
    return order


def end_without_visit(uow: UnitOfWork, held: HeldOrder) -> None:
    order = uow.order(held.order_id)
    minutes = releasing.end_hold(uow, held, Release.WORKS)
    visit = uow.live_appointment(order.id)
    order.result = RESULT
    if visit is not None:
        visit.cancel(uow.now, RESULT)
        record(uow, oe.VisitFreed(held.outage_id, tell=False), appointment=visit)
        visit_clocks.forget(uow, visit)
    close_outs.finish(uow, order, oe.OrderReleased(held.outage_id, Release.WORKS.value, minutes))
    tasks.withdraw(uow, TaskKind.NOT_FIXED, f"order:{order.id}")
    waiting_list.leave_order(uow, order.id)
    if visit is not None:
        waiting_list.slot_freed(uow, visit)


def say_still_broken(uow: UnitOfWork, order_id: int) -> WorkOrder:
    """The outage is over and it still does not work: urgent, the visit that stands is kept. A second tap changes nothing.

    Said after "it works" was a slip: the same order is open again. While the outage runs nothing changes: it still
    explains the fault.
    """
    order = uow.order(order_id)
    require(uow.actor, Action.ANSWER_OUTAGE, order)
    held = holding.unreleased(uow, order_id)
    if held is None:
        return after_all(uow, order)
    if uow.get(Outage, held.outage_id).running:
        return order
    for one in asking.together(uow, held):
        releasing.let_go(uow, one, Release.STILL_BROKEN)
        to_the_front(uow, uow.order(one.order_id))
    return order


def after_all(uow: UnitOfWork, order: WorkOrder) -> WorkOrder:
    """ "It works" was said too soon (as D-39 lets 没修好 be said later)."""
    before = last_release(uow, order.id)
    if before is Release.STILL_BROKEN:
        return order
    if before is not Release.WORKS or order.status is not OrderStatus.CLOSED or order.over_at is None:
        raise WrongState(current=order.status.value, wanted=OrderStatus.REOPENED.value)
    if uow.now > order.over_at + uow.policy.two_key.not_fixed_within:
        raise TooLate(limit=uow.policy.two_key.not_fixed_within)
    order.move_to(OrderStatus.REOPENED)
    order.over_at = order.result = None
    order.reopened += 1
    record(uow, ev.NotFixedSaid(), order=order)
    to_the_front(uow, order)
    return order


def to_the_front(uow: UnitOfWork, order: WorkOrder) -> None:
    if not order.urgent and not order.over:
        order.urgent = True
        record(uow, ev.MarkedUrgent(reason="still_broken"), order=order, appointment=uow.live_appointment(order.id))


def last_release(uow: UnitOfWork, order_id: int) -> Release | None:
    query = select(HeldOrder.release).where(HeldOrder.order_id == order_id).order_by(HeldOrder.released_at.desc())
    return uow.session.scalars(query.limit(1)).first()
