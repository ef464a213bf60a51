"""A question put off, or a visit to be reminded of: "later, tomorrow after seven" is said again then, if it still helps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from models.errors import OutsideHours
from models.task import TaskKind
from models.timer import TimerKind
from scheduling import events as ev
from scheduling import outbox, tasks, windows
from scheduling.announcements import record
from scheduling.open_questions import Question
from scheduling.permissions import Action, require
from scheduling.timers import drop_timers, set_timer
from scheduling.unit_of_work import UnitOfWork

KEYS = {"confirm": "confirm-ask", "fixed": "is-it-fixed"}


def ask_again(uow: UnitOfWork, question: Question, wanted: Sequence[datetime]) -> datetime:
    """Asks once more at the customer's own time: the likeliest reading of it that is not too late to matter (D-6, D-39)."""
    visit = uow.appointment(question.visit_id)
    require(uow.actor, Action.CONFIRM if question.asked == "confirm" else Action.SAY_FIXED, visit)
    if question.asked == "confirm":
        latest = windows.notice_at(visit.promised_at, uow.policy)
    else:  # by then silence has closed it
        latest = (visit.order.completed_at or uow.now) + uow.policy.two_key.auto_close
    at = first_in_time(uow, wanted, latest)
    outbox.withdraw(uow, visit.id, (KEYS[question.asked],))
    if question.asked == "confirm":
        drop_timers(uow, visit.id, TimerKind.CONFIRMATION_UNANSWERED)
        tasks.withdraw(uow, TaskKind.PHONE_CONFIRM, f"appointment:{visit.id}")
        due = windows.answer_due_at(at, visit.promised_at, uow.policy)
        set_timer(uow, TimerKind.CONFIRMATION_UNANSWERED, visit.id, due)
    record(uow, ev.AskAgainWished(asked=question.asked, until=at), appointment=visit)
    return at


def remind(uow: UnitOfWork, visit_id: int, wanted: Sequence[datetime]) -> datetime:
    """The customer wants to be reminded of their visit at a time of their own, besides the notice of R-4.5."""
    visit = uow.appointment(visit_id)
    require(uow.actor, Action.CHANGE, visit)
    at = first_in_time(uow, wanted, visit.promised_at)
    outbox.withdraw(uow, visit.id, ("reminder-wished",))
    record(uow, ev.ReminderWished(until=at), appointment=visit)
    return at


def first_in_time(uow: UnitOfWork, wanted: Sequence[datetime], latest: datetime) -> datetime:
    for at in wanted:
        if uow.now < at < latest:
            return at
    raise OutsideHours(why="asked-later", until=latest)
