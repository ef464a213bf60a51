"""What is true at every moment of orders and outages (promise 5), whoever did what: a list of what is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import func, select

from models.appointment import AHEAD, Appointment
from models.notification import Delivery, Notification
from models.offer import Offer, OfferStatus
from models.order import OrderStatus, WorkOrder
from models.outage import ClockPause, HeldOrder, Outage, OutageStatus, Question
from models.task import Task, TaskKind, TaskStatus
from models.timer import Timer, TimerKind
from scheduling import outbox
from scheduling.unit_of_work import UnitOfWork

ASKED = (Question.OPEN, Question.WAITING, Question.BY_PHONE)
# None of these may be said about the visit of an order that waits.
SILENT = ("confirm-ask", "half-hour-notice", "offer", "depart-now", "not-departed", "not-there-yet", "missed")


def broken(uow: UnitOfWork) -> list[str]:
    unreleased = {
        held.order_id: held for held in uow.session.scalars(select(HeldOrder).where(HeldOrder.released_at.is_(None)))
    }
    orders = list(uow.session.scalars(select(WorkOrder)).unique())
    found: list[str] = []
    for order in orders:
        found += [*agree(uow, order, unreleased.get(order.id)), *clocks(uow, order)]
        if order.status is OrderStatus.ON_HOLD:
            found += muted(uow, order)
    for held in unreleased.values():
        found += in_hand(uow, held)
    return [*found, *one_question_each(unreleased), *told_once(uow)]


def agree(uow: UnitOfWork, order: WorkOrder, held: HeldOrder | None) -> Iterator[str]:
    """No order is held without an outage that runs, or is over and being asked about; none is left held after that."""
    if (order.status is OrderStatus.ON_HOLD) != (held is not None):
        yield f"order {order.id} is {order.status}, held by {held.outage_id if held else None}"
    if held is None:
        return
    outage = uow.get(Outage, held.outage_id)
    asked = held.question in ASKED
    if unfinished(uow, outage):
        return
    if not (outage.running and not asked) and not (outage.status is OutageStatus.RESTORED and asked):
        yield f"order {order.id} waits for outage {outage.id}, {outage.status}, its question {held.question}"


def unfinished(uow: UnitOfWork, outage: Outage) -> bool:
    """More orders wait for it than one transaction deals with: the clock is about to go on with the rest."""
    query = select(Timer.id).where(Timer.kind == TimerKind.HOLD_AGAIN, Timer.subject_id == outage.id)
    at_once = select(func.count()).where(HeldOrder.outage_id == outage.id)
    return (
        uow.session.scalar(query) is not None and (uow.session.scalar(at_once) or 0) > uow.policy.outages.held_at_once
    )


def clocks(uow: UnitOfWork, order: WorkOrder) -> Iterator[str]:
    """Promise 4: the deadline is the first one and every pause, and nothing else; it stands still while held."""
    pauses = list(uow.session.scalars(select(ClockPause).where(ClockPause.order_id == order.id)))
    ended = sum((one.ended_at - one.started_at for one in pauses if one.ended_at), timedelta())
    first = order.received_at + uow.policy.limits.for_order(order.kind.value, order.tier.value)
    if order.due_at != first + ended:
        yield f"order {order.id} is due {order.due_at}, first {first}, paused {ended}"
    running = [one for one in pauses if one.ended_at is None]
    if (order.status is OrderStatus.ON_HOLD) != (len(running) == 1) or len(running) > 1:
        yield f"order {order.id} is {order.status} with {len(running)} pauses running"
    if any(one.outage_id is None for one in pauses):
        yield f"a pause of order {order.id} has no evidence"


def muted(uow: UnitOfWork, order: WorkOrder) -> Iterator[str]:
    """While held no reminder, question, offer or departure card is out for its visit, and nobody judges it."""
    query = select(Appointment).where(Appointment.order_id == order.id, Appointment.status.in_(AHEAD))
    for visit in uow.session.scalars(query):
        if uow.session.scalar(
            select(Offer.id).where(Offer.appointment_id == visit.id, Offer.status == OfferStatus.OPEN)
        ):
            yield f"somebody is asked to come to held visit {visit.id}"
        unsaid = select(Notification.key).where(
            Notification.appointment_id == visit.id, Notification.status.in_(outbox.WAITING)
        )
        if loud := set(SILENT) & set(uow.session.scalars(unsaid)):
            yield f"held visit {visit.id} is still to be told {sorted(loud)}"
        kinds = set(
            uow.session.scalars(select(Timer.kind).where(Timer.subject_id == visit.id, Timer.kind.in_(OF_VISIT)))
        )
        if kinds != {TimerKind.HELD_VISIT}:
            yield f"held visit {visit.id} is watched by {sorted(kinds)}"
    if uow.session.scalar(select(Timer.id).where(Timer.kind == TimerKind.DEADLINE_NEAR, Timer.subject_id == order.id)):
        yield f"the paused clock of order {order.id} still warns"


OF_VISIT = (
    TimerKind.CONFIRMATION_UNANSWERED, TimerKind.NOT_DEPARTED, TimerKind.DAY_ENDS, TimerKind.MOVE_UNANSWERED,
    TimerKind.PROMISE_PASSED, TimerKind.HELD_VISIT,
)  # fmt: skip


def in_hand(uow: UnitOfWork, held: HeldOrder) -> Iterator[str]:
    """No question is forgotten: the clock looks at it again, or somebody has it on their list."""
    watched = uow.session.scalar(
        select(Timer.id).where(Timer.kind == TimerKind.RESTORED_UNANSWERED, Timer.subject_id == held.id)
    )
    if held.question in (Question.OPEN, Question.WAITING) and watched is None:
        yield f"the question of hold {held.id} is {held.question}, and nobody looks again"
    task = select(Task.id).where(
        Task.kind == TaskKind.PHONE_RESTORED, Task.subject == f"held:{held.id}", Task.status == TaskStatus.OPEN
    )
    if (held.question is Question.BY_PHONE) != (uow.session.scalar(task) is not None):
        yield f"hold {held.id} is {held.question}, its task is {uow.session.scalar(task)}"


def one_question_each(unreleased: dict[int, HeldOrder]) -> Iterator[str]:
    asked = Counter(held.customer_id for held in unreleased.values() if held.question is Question.OPEN)
    for customer_id, count in asked.items():
        if count > 1:
            yield f"customer {customer_id} is asked about {count} orders at once"


def told_once(uow: UnitOfWork) -> Iterator[str]:
    """Nobody is told the same edition of a record twice."""
    query = select(Notification).where(
        Notification.thread.is_not(None), Notification.edition.is_not(None), Notification.status != Delivery.WITHDRAWN
    )
    said = Counter((row.recipient_id, row.thread, row.edition) for row in uow.session.scalars(query))
    for (person_id, thread, edition), count in said.items():
        if count > 1:
            yield f"person {person_id} is told edition {edition} of {thread} {count} times"
