"""What each timer does when its time has come. Every one asks again whether there is still anything to do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import delete

from models.errors import Refused
from models.timer import Timer, TimerKind
from scheduling import (
    broadcasts,
    call_rounds,
    close_outs,
    confirmation,
    emergencies,
    held_orders,
    loans,
    messages,
    offers,
    power_alarms,
    promises,
    rescheduling,
    slots,
    tasks,
    visits,
)
from scheduling.outages import recording, works
from scheduling.unit_of_work import UnitOfWork

DOES: dict[TimerKind, Callable[[UnitOfWork, int], None]] = {
    TimerKind.HOLD_ENDS: slots.hold_ended,
    TimerKind.OFFER_LAPSES: offers.lapsed,
    TimerKind.CONFIRMATION_UNANSWERED: confirmation.unanswered,
    TimerKind.MOVE_UNANSWERED: rescheduling.move_unanswered,
    TimerKind.NOT_DEPARTED: visits.not_departed,
    TimerKind.PROMISE_PASSED: visits.promise_passed,
    TimerKind.DAY_ENDS: visits.day_ended,
    TimerKind.NOT_ENTERED: visits.not_entered,
    TimerKind.KEY_LAPSES: close_outs.key_lapsed,
    TimerKind.ANSWER_OVERDUE: messages.answer_overdue,
    TimerKind.DEADLINE_NEAR: promises.deadline_near,
    TimerKind.OUTAGE_UPDATE_DUE: works.update_due,
    TimerKind.OUTAGE_BEGINS: recording.begins,
    TimerKind.OUTAGE_NOTICE: recording.notice_due,
    TimerKind.RESTORED_UNANSWERED: held_orders.restored_unanswered,
    TimerKind.HOLD_AGAIN: held_orders.hold_again,
    TimerKind.HELD_VISIT: held_orders.visit_comes_near,
    TimerKind.BROADCAST_SENDS: broadcasts.begin,
    TimerKind.BROADCAST_QUEUES: broadcasts.queue,
    TimerKind.BROADCAST_PROGRESS: broadcasts.look,
    TimerKind.CALLS: call_rounds.draw,
    TimerKind.TASK_AGAIN: tasks.due_again,
    TimerKind.SITUATION: emergencies.situation_due,
    TimerKind.LOAN_ENDS: loans.ended,
    TimerKind.POWER_ALARM_OPEN: power_alarms.unaccepted,
}


def fire(uow: UnitOfWork, timer_id: int) -> TimerKind | None:
    """Does what one due timer asks for, and takes it off the list in the same transaction. None: another did it."""
    timer = uow.session.get(Timer, timer_id, with_for_update={"skip_locked": True})
    if timer is None or timer.due_at > uow.now:
        return None
    kind, subject_id = timer.kind, timer.subject_id
    # Gone before it acts: what it does may set the same timer anew.
    uow.session.expunge(timer)
    uow.session.execute(delete(Timer).where(Timer.id == timer_id))
    try:
        with uow.part():
            DOES[kind](uow, subject_id)
    except Refused:
        pass  # what it watched has moved on: there is nothing to do any more
    return kind


def postpone(uow: UnitOfWork, timer_id: int) -> None:
    """A timer that broke is tried again, later each time, so that one fault cannot stop the clock."""
    timer = uow.session.get(Timer, timer_id)
    if timer is not None:
        timer.attempts += 1
        timer.due_at = uow.now + timedelta(minutes=min(2**timer.attempts, 60))
