"""恢复了吗? One question at a time for each customer; silence is asked again once, then somebody rings (promise 5)."""

from __future__ import annotations

from sqlalchemy import select

from models.outage import HeldOrder, Outage, OutageStatus, Question
from models.task import TaskKind
from models.timer import TimerKind
from scheduling import outbox, tasks, windows
from scheduling.announcements import record
from scheduling.events import outages as oe
from scheduling.held_orders import holding
from scheduling.people import has_chat
from scheduling.timers import drop_timers, set_timer
from scheduling.unit_of_work import UnitOfWork

ASKED_AT_MOST = 2


def next_question(uow: UnitOfWork, customer_id: int) -> None:
    """Puts the customer's next waiting question, unless one is open: nobody is asked about two outages at once.

    Two transactions that both find none open meet at the unique key; the later one runs again and finds it.
    """
    mine = select(HeldOrder).where(HeldOrder.customer_id == customer_id, HeldOrder.released_at.is_(None))
    waiting = list(uow.session.scalars(mine.where(HeldOrder.question == Question.WAITING).order_by(HeldOrder.id)))
    asked = uow.session.scalars(mine.where(HeldOrder.question.in_((Question.OPEN, Question.BY_PHONE)))).all()
    # One question covers every order of theirs that the outage held.
    covered = {one.outage_id for one in asked}
    first = next((one for one in waiting if one.outage_id not in covered), None)
    if first is not None and not any(one.question is Question.OPEN for one in asked):
        waiting.remove(first)
        put = ask if has_chat(uow, customer_id) else ring
        put(uow, first)
    for one in waiting:
        look_again(uow, one)


def ask(uow: UnitOfWork, held: HeldOrder) -> None:
    held.question, held.asked_at, held.asked = Question.OPEN, uow.now, held.asked + 1
    uow.session.flush()
    outage = uow.get(Outage, held.outage_id)
    # Whoever has read the record's newest edition is only asked.
    news = None if holding.told(uow, outage, {held.customer_id}) else outage
    asked = oe.RestoredAsked(held.outage_id, held.asked > 1, len(together(uow, held)))
    record(uow, asked, order=uow.order(held.order_id), outage=news)
    look_again(uow, held)


def look_again(uow: UnitOfWork, held: HeldOrder) -> None:
    """An answer is due by then; questions about one's own order, too, are not put in the night (D-14)."""
    drop_timers(uow, held.id, TimerKind.RESTORED_UNANSWERED)
    due = windows.next_awake(uow.now + uow.policy.outages.restored_answer_within, uow.policy)
    set_timer(uow, TimerKind.RESTORED_UNANSWERED, held.id, due)


def restored_unanswered(uow: UnitOfWork, held_id: int) -> None:
    """Silence: asked once more, then a phone task. What waited for its turn is asked if it has come."""
    held = uow.get(HeldOrder, held_id)
    if held.released_at is not None or uow.get(Outage, held.outage_id).status is not OutageStatus.RESTORED:
        return
    if held.question is Question.WAITING:
        next_question(uow, held.customer_id)
    elif held.question is Question.OPEN and held.asked < ASKED_AT_MOST:
        ask(uow, held)
    elif held.question is Question.OPEN:
        ring(uow, held)
        next_question(uow, held.customer_id)


def ring(uow: UnitOfWork, held: HeldOrder) -> None:
    """No chat, or no answer in it: the dispatcher asks by telephone."""
    held.question = Question.BY_PHONE
    uow.session.flush()
    order = uow.order(held.order_id)
    tasks.open_task(uow, TaskKind.PHONE_RESTORED, f"held:{held.id}", order=order, outage_id=held.outage_id)


def withdraw(uow: UnitOfWork, held: HeldOrder) -> None:
    """It is not over after all: nobody is asked, in the chat or by telephone."""
    held.question, held.asked, held.asked_at = Question.NOT_YET, 0, None
    drop_timers(uow, held.id, TimerKind.RESTORED_UNANSWERED)
    tasks.withdraw(uow, TaskKind.PHONE_RESTORED, f"held:{held.id}")
    outbox.withdraw_of_order(uow, held.order_id, ("restored-ask",))


def together(uow: UnitOfWork, held: HeldOrder) -> list[HeldOrder]:
    """What one answer covers: after the outage all of the customer's orders it held, before that only this one."""
    if uow.get(Outage, held.outage_id).status is not OutageStatus.RESTORED:
        return [held]
    query = select(HeldOrder).where(
        HeldOrder.customer_id == held.customer_id,
        HeldOrder.outage_id == held.outage_id,
        HeldOrder.released_at.is_(None),
    )
    return list(uow.session.scalars(query.order_by(HeldOrder.id)))


def being_asked(uow: UnitOfWork, order_id: int) -> bool:
    """Is 恢复了吗? open for this order, in the chat or by telephone?"""
    held = holding.unreleased(uow, order_id)
    return held is not None and held.question in (Question.OPEN, Question.BY_PHONE)
