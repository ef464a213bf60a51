"""Letting go: the clock runs on, a visit that still stands counts again, and what another outage explains waits for that."""

from __future__ import annotations

from models.order import OrderStatus, WorkOrder
from models.outage import HeldOrder, Outage, Question, Release
from models.task import TaskKind
from models.timer import TimerKind
from scheduling import outbox, promises, tasks, visit_clocks
from scheduling.announcements import record
from scheduling.events import outages as oe
from scheduling.held_orders import asking, holding
from scheduling.permissions import Action, require
from scheduling.timers import drop_timers
from scheduling.unit_of_work import UnitOfWork

# Nobody asked these customers: a word explains why somebody comes after all.
EXPLAINED = frozenset({Release.NOT_COVERED, Release.CALLED_OFF, Release.DISPATCHER})


def end_hold(uow: UnitOfWork, held: HeldOrder, why: Release) -> int:
    """The hold is over and the clock runs; how many minutes it stood still. The order is nowhere yet."""
    held.released_at, held.release = uow.now, why
    held.question = Question.ANSWERED if why in (Release.WORKS, Release.STILL_BROKEN) else Question.NOT_YET
    drop_timers(uow, held.id, TimerKind.RESTORED_UNANSWERED)
    settle_call(uow, held, why)
    outbox.withdraw_of_order(uow, held.order_id, ("order-held", "restored-ask"))
    length = promises.resume(uow, uow.order(held.order_id))
    uow.session.flush()  # the one place of a hold and of a question is free for the next
    return int(length.total_seconds() // 60)


def settle_call(uow: UnitOfWork, held: HeldOrder, why: Release) -> None:
    """The telephone task is done by whoever asked; it is off the list when the customer answered by themselves."""
    by = uow.actor.person_id
    if by in (None, held.customer_id) or why not in (Release.WORKS, Release.STILL_BROKEN):
        tasks.withdraw(uow, TaskKind.PHONE_RESTORED, f"held:{held.id}")
        return
    for task in tasks.of(uow, TaskKind.PHONE_RESTORED, f"held:{held.id}"):
        tasks.finish(uow, task.id, why.value)


def let_go(uow: UnitOfWork, held: HeldOrder, why: Release) -> None:
    """Back to work, or into the hands of another outage that explains the order as well."""
    order = uow.order(held.order_id)
    minutes = end_hold(uow, held, why)
    other = next(iter(holding.explaining(uow, order)), None) if why is not Release.DIFFERENT_FAULT else None
    tell = other is None and why in EXPLAINED
    record(uow, oe.OrderReleased(held.outage_id, why.value, minutes, tell), order=order)
    if other is not None:
        holding.hold(uow, order, other, holding.told(uow, other, {order.customer_id}))
    else:
        back_to_work(uow, order)
    asking.next_question(uow, held.customer_id)


def back_to_work(uow: UnitOfWork, order: WorkOrder) -> None:
    """As if nothing had held it: with the visit that stands, or waiting for a time."""
    visit = uow.live_appointment(order.id)
    if visit is None:
        order.move_to(OrderStatus.READY)
        return
    order.move_to(OrderStatus.SCHEDULED)
    visit_clocks.take_up(uow, visit)


def different_fault(uow: UnitOfWork, order_id: int) -> WorkOrder:
    """The customer's fault is another one, or a dispatcher says so: this outage never holds the order again."""
    order = uow.order(order_id)
    require(uow.actor, Action.ANSWER_OUTAGE, order)
    held = holding.unreleased(uow, order_id)
    if held is None:
        return order
    own = uow.actor.person_id == order.customer_id
    for outage in holding.explaining(uow, order):  # nor does another that lies over the same home
        holding.keep_apart(uow, order, outage, Release.DIFFERENT_FAULT)
    let_go(uow, held, Release.DIFFERENT_FAULT if own else Release.DISPATCHER)
    return order


def ended(uow: UnitOfWork, order: WorkOrder) -> bool:
    """The order is withdrawn or no longer needed: nothing holds it, and nobody is asked about it. True where it was held."""
    held = holding.unreleased(uow, order.id)
    if held is None:
        return False
    minutes = end_hold(uow, held, Release.ORDER_ENDED)
    record(uow, oe.OrderReleased(held.outage_id, Release.ORDER_ENDED.value, minutes), order=order)
    asking.next_question(uow, held.customer_id)
    return True


def hand_over(uow: UnitOfWork, held: HeldOrder, old: Outage, into: Outage) -> None:
    """The outage went into another record: the order waits for that one, and its customer hears nothing new."""
    order = uow.order(held.order_id)
    if into not in holding.explaining(uow, order):  # said to be another fault than that one, or outside its ground
        let_go(uow, held, Release.NOT_COVERED)
        return
    minutes = end_hold(uow, held, Release.MERGED)
    record(uow, oe.OrderReleased(old.id, Release.MERGED.value, minutes), order=order)
    holding.hold(uow, order, into, holding.told(uow, old, {order.customer_id}, ever=True))
