"""A round's card: put before every dispatcher who can ring somebody of it, and kept true where it stands."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select, update

from models.call_round import CallRound
from models.notification import Delivery, Manner, Notification
from models.person import Person
from models.task import Task
from models.timer import TimerKind
from scheduling import events as ev
from scheduling import tasks
from scheduling.announcements import record
from scheduling.call_rounds.looking import Call, calls_of
from scheduling.listeners import dispatchers
from scheduling.timers import set_timer
from scheduling.unit_of_work import UnitOfWork

STANDS = (Delivery.SENT, Delivery.UNKNOWN)


def draw(uow: UnitOfWork, round_id: int) -> None:
    """Calls where there were none are told aloud: a lone one by itself, several by a new card; the rest is an edit."""
    round_ = uow.session.get_one(CallRound, round_id, with_for_update=True)
    calls = calls_of(uow, round_id)
    due = [call for call in calls if call.due_at <= uow.now]
    if not due:
        round_.resting, round_.lone_id = True, None
    elif round_.resting and len(due) == 1:
        tell_of_one(uow, round_, due[0])
    elif round_.resting:
        round_.resting, round_.card = False, round_.card + 1
        record(uow, ev.CallsGathered(round_.id, unit_of_all(uow, due), len(due)))
    round_.drawn_at = uow.now
    if round_.card:
        redraw(uow, round_, {} if round_.resting else readers(uow, due))
    later = [call.due_at for call in calls if call.due_at > uow.now]
    if later:
        set_timer(uow, TimerKind.CALLS, round_.id, min(later))


def tell_of_one(uow: UnitOfWork, round_: CallRound, call: Call) -> None:
    """One call is no round: whoever has a hand free reads the task itself, once."""
    if call.owner_id is None and round_.lone_id != call.task_id:
        round_.lone_id = call.task_id
        tasks.announce(uow, uow.get(Task, call.task_id))


def unit_of_all(uow: UnitOfWork, calls: Collection[Call]) -> int:
    """The unit whose rooms hear of it: that of the call to be made first."""
    return uow.get(Task, next(iter(calls)).task_id).unit_id


def readers(uow: UnitOfWork, calls: Collection[Call]) -> dict[int, None]:
    """Every dispatcher of a unit that has somebody to ring."""
    return dict.fromkeys(id for path in {call.path for call in calls} for id in dispatchers(uow, path))


def redraw(uow: UnitOfWork, round_: CallRound, people: Collection[int]) -> None:
    """One row a reader, owed again as an edit of the message it became; who has none yet gets the card."""
    thread = f"calls:{round_.id}:{round_.card}"
    theirs = select(Notification.recipient_id, Notification.status).where(Notification.thread == thread)
    known = {id: status for id, status in uow.session.execute(theirs)}
    for person_id in people:
        if person_id not in known:
            record(uow, ev.CallsWait(round_.id, round_.card, person_id))
    with_us = select(Person.id).where(Person.id.in_(known), Person.left_at.is_(None))
    again = update(Notification).where(
        Notification.thread == thread, Notification.recipient_id.in_(with_us), Notification.status.in_(STANDS)
    )
    uow.session.execute(
        again.values(status=Delivery.PENDING, manner=Manner.EDIT, due_at=uow.now, lease_until=None, attempts=0,
                     uncertain=False, error=None)
    )  # fmt: skip
    uow.owes = True
    if Delivery.CLAIMED in known.values():  # on its way with what was true a moment ago
        set_timer(uow, TimerKind.CALLS, round_.id, uow.now + tasks.DRAWN_EVERY)
