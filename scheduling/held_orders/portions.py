"""What an outage holds follows its record, a portion in each transaction, so that nobody else waits for all of it."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import ColumnElement, exists, or_, select

from models.appointment import AHEAD, Appointment
from models.order import OrderStatus, WorkOrder
from models.outage import HeldOrder, Outage, OutageStatus, Question, Release
from models.timer import TimerKind
from scheduling import outages
from scheduling.held_orders import asking, begun, holding, releasing
from scheduling.timers import drop_timers, set_timer
from scheduling.unit_of_work import UnitOfWork

MORE, SETTLED = timedelta(seconds=1), timedelta(minutes=1)


def follow(uow: UnitOfWork, outage: Outage) -> None:
    """The record changed: the first portion at once, the clock goes on with the rest."""
    uow.session.flush()
    drop_timers(uow, outage.id, TimerKind.HOLD_AGAIN)
    if outage.running:
        begun.ask_about(uow, outage)
    hold_again(uow, outage.id)
    # Whoever took an order, or held one, at this very moment saw the record as it was: we look once more.
    set_timer(uow, TimerKind.HOLD_AGAIN, outage.id, uow.now + SETTLED)


def hold_again(uow: UnitOfWork, outage_id: int) -> None:
    """What is left, as the record stands now; and what slipped in while it changed."""
    if portion(uow, uow.get(Outage, outage_id)):
        set_timer(uow, TimerKind.HOLD_AGAIN, outage_id, uow.now + MORE)


def at_once(uow: UnitOfWork) -> int:
    return uow.policy.outages.held_at_once


def portion(uow: UnitOfWork, outage: Outage) -> bool:
    """Does the next of what is to be done; may there be more?"""
    if outage.running:
        # One after the other: what is full fills the transaction.
        return any(some(uow, outage) for some in (take_back, let_out, free, hold))
    ending = {OutageStatus.RESTORED: ask, OutageStatus.CALLED_OFF: let_go, OutageStatus.MERGED: hand_over}
    return outage.status in ending and ending[outage.status](uow, outage)


def hold(uow: UnitOfWork, outage: Outage) -> bool:
    """What a running outage explains and nothing holds yet. Whoever an earlier hold of the same outage let go stays free."""
    taken = select(HeldOrder.order_id).where(or_(HeldOrder.outage_id == outage.id, HeldOrder.released_at.is_(None)))
    query = select(WorkOrder).where(
        outages.explained(outages.Ground.of(outage), outage.services),
        WorkOrder.status != OrderStatus.ON_HOLD,
        WorkOrder.id.not_in(taken),
    )
    found = uow.session.scalars(query.order_by(WorkOrder.id).limit(at_once(uow))).unique().all()
    knowing = holding.told(uow, outage, {order.customer_id for order in found})
    for order in found:
        holding.hold(uow, order, outage, knowing)
    return len(found) == at_once(uow)


def let_out(uow: UnitOfWork, outage: Outage) -> bool:
    """What the corrected record does not explain any more."""
    inside = select(WorkOrder.id).where(outages.orders_in(outages.Ground.of(outage), outage.services))
    found = some_held(uow, outage, HeldOrder.order_id.not_in(inside))
    for held in found:
        releasing.let_go(uow, held, Release.NOT_COVERED)
    return len(found) == at_once(uow)


def free(uow: UnitOfWork, outage: Outage) -> bool:
    """Visits that have come to lie before the new expected end; with none known, each is watched by its own clock."""
    if outage.expected_until is None or outage.expected_until <= uow.now:
        return False
    too_soon = exists().where(
        Appointment.order_id == HeldOrder.order_id, Appointment.status.in_(AHEAD),
        Appointment.starts_at < outage.expected_until,
    )  # fmt: skip
    found = some_held(uow, outage, too_soon)
    for held in found:
        visit = uow.live_appointment(held.order_id)
        if visit is not None:
            holding.free_visit(uow, visit, outage, tell=True)
    return len(found) == at_once(uow)


def ask(uow: UnitOfWork, outage: Outage) -> bool:
    """Restored: every held customer is asked once, however many of their orders waited."""
    found = some_held(uow, outage, HeldOrder.question == Question.NOT_YET)
    for held in found:
        held.question = Question.WAITING
    next_questions(uow, found)
    return len(found) == at_once(uow)


def take_back(uow: UnitOfWork, outage: Outage) -> bool:
    """Restored by mistake: open questions are withdrawn; who said yes stays ended, who said no keeps their place."""
    found = some_held(uow, outage, HeldOrder.question != Question.NOT_YET)
    for held in found:
        asking.withdraw(uow, held)
    next_questions(uow, found)
    return len(found) == at_once(uow)


def next_questions(uow: UnitOfWork, found: list[HeldOrder]) -> None:
    uow.session.flush()
    for customer_id in dict.fromkeys(held.customer_id for held in found):
        asking.next_question(uow, customer_id)


def let_go(uow: UnitOfWork, outage: Outage) -> bool:
    """There was no such outage: every order it held goes back to work, with a word."""
    found = some_held(uow, outage)
    for held in found:
        releasing.let_go(uow, held, Release.CALLED_OFF)
    return len(found) == at_once(uow)


def hand_over(uow: UnitOfWork, outage: Outage) -> bool:
    """The same fault as another record: what waited for the one waits for the other, and nobody is told anything new."""
    into = outage
    while into.merged_into_id is not None:
        into = uow.get(Outage, into.merged_into_id)
    found = some_held(uow, outage)
    for held in found:
        releasing.hand_over(uow, held, outage, into)
    return len(found) == at_once(uow)


def some_held(uow: UnitOfWork, outage: Outage, *which: ColumnElement[bool]) -> list[HeldOrder]:
    """Of what an outage holds now the next portion, the longest first."""
    query = select(HeldOrder).where(HeldOrder.outage_id == outage.id, HeldOrder.released_at.is_(None), *which)
    return list(uow.session.scalars(query.order_by(HeldOrder.id).limit(at_once(uow))))
