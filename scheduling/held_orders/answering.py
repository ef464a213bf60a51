"""The answer to 恢复了吗?: yes ends the order without a visit, no goes to the front of the queue on its first clock."""

from __future__ import annotations

from sqlalchemy import Select, select

from models.appointment import Appointment
from models.errors import TooLate, WrongState
from models.order import OrderStatus, WorkOrder
from models.outage import HeldOrder, Outage, OutageStatus, Question, Release
from models.task import TaskKind
from scheduling import close_outs, outbox, promises, tasks, visit_clocks, waiting_list
from scheduling import events as ev
from scheduling.announcements import record
from scheduling.events import outages as oe
from scheduling.held_orders import asking, giving_up, holding, releasing
from scheduling.permissions import Action, require
from scheduling.unit_of_work import UnitOfWork


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
    """It works again: the order is closed on that word, and whoever waits for an earlier slot hears of the freed one."""
    order = uow.order(held.order_id)
    minutes = releasing.end_hold(uow, held, Release.WORKS)
    visit = uow.live_appointment(order.id)
    order.result = giving_up.RESULT
    if visit is not None:
        visit.cancel(uow.now, giving_up.RESULT)
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


def take_back_answer(uow: UnitOfWork, order_id: int) -> list[Appointment]:
    """What was tapped for a customer on the telephone was a slip: the question is open again, as if nothing was said.

    The visits that the answer gave up are promised again where their time is still free; returns the others. Raises `WrongState` or `TooLate` once the order has gone its way.
    """
    order = uow.order(order_id)
    require(uow.actor, Action.ANSWER_OUTAGE, order)
    last = uow.session.scalars(answers(uow, order)).first()
    if last is None or uow.get(Outage, last.outage_id).status is not OutageStatus.RESTORED:
        raise WrongState(current=order.status.value, wanted=OrderStatus.ON_HOLD.value)
    if uow.now > (last.released_at or uow.now) + uow.policy.two_key.not_fixed_within:
        raise TooLate(limit=uow.policy.two_key.not_fixed_within)
    together = select(HeldOrder).where(
        HeldOrder.customer_id == last.customer_id, HeldOrder.outage_id == last.outage_id,
        HeldOrder.released_at == last.released_at, HeldOrder.release == last.release,
    )  # fmt: skip
    waiting = [wait_again(uow, held, last) for held in uow.session.scalars(together).all()]
    return [visit for visit in waiting if visit is not None]


def wait_again(uow: UnitOfWork, held: HeldOrder, asked: HeldOrder) -> Appointment | None:
    """Waiting for the answer as before, and the visit with it, muted; returns the one that stays given up."""
    order = uow.order(held.order_id)
    if order.status is OrderStatus.CLOSED:
        order.move_to(OrderStatus.REOPENED)
        order.over_at = order.result = None
    order.move_to(OrderStatus.ON_HOLD)
    was, at, held.released_at, held.release = held.release, held.released_at, None, None
    held.question = Question.BY_PHONE if held is asked else Question.WAITING
    uow.session.flush()
    promises.pause(uow, order, uow.get(Outage, held.outage_id))
    visit = uow.live_appointment(order.id)
    lost = giving_up.take_up_again(uow, order, at) if visit is None and at is not None else None
    if visit is not None:
        visit_clocks.wait(uow, visit)
    outbox.withdraw_of_order(uow, order.id, ("dispatch-still-broken",))
    if held is not asked:
        asking.look_again(uow, held)
    record(uow, oe.AnswerTakenBack(held.outage_id, was.value if was else ""), order=order)
    return lost


def to_the_front(uow: UnitOfWork, order: WorkOrder) -> None:
    if not order.urgent and not order.over:
        order.urgent = True
        record(uow, ev.MarkedUrgent(reason="still_broken"), order=order, appointment=uow.live_appointment(order.id))


def last_release(uow: UnitOfWork, order_id: int) -> Release | None:
    query = select(HeldOrder.release).where(HeldOrder.order_id == order_id).order_by(HeldOrder.released_at.desc())
    return uow.session.scalars(query.limit(1)).first()


def answers(uow: UnitOfWork, order: WorkOrder) -> Select[HeldOrder]:
    """What let the order go, if that was an answer and the last that did."""
    query = select(HeldOrder).where(HeldOrder.order_id == order.id, HeldOrder.released_at.is_not(None))
    newest = query.order_by(HeldOrder.released_at.desc(), HeldOrder.id.desc()).limit(1).subquery()
    said = HeldOrder.release.in_((Release.WORKS, Release.STILL_BROKEN))
    return select(HeldOrder).where(HeldOrder.id == select(newest.c.id).scalar_subquery(), said)
