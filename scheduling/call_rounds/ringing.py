"""The way through a round: the next call is taken by one dispatcher, what came of it is one tap, a slip is undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from models.appointment import Appointment
from models.errors import NotFound, WrongState
from models.outage import Release
from models.task import Task, TaskStatus
from models.timer import TimerKind
from scheduling import confirmation, held_orders, tasks
from scheduling import events as ev
from scheduling.announcements import record
from scheduling.call_rounds.looking import Call, calls_of
from scheduling.call_rounds.looking import mine as those_i_may
from scheduling.timers import set_timer
from scheduling.unit_of_work import UnitOfWork

CONFIRMED = "confirmed"
LATER = timedelta(hours=1)  # "not now, please"


@dataclass(frozen=True)
class Rung:
    """What became of a call, and whom to ring next. `counted`: it was still open."""

    task_id: int
    round_id: int
    counted: bool
    next_id: int | None


def ring(uow: UnitOfWork, round_id: int) -> int | None:
    """The call the actor has taken, or else the next that nobody has, taken for them; None where there is none."""
    calls = those_i_may(uow, calls_of(uow, round_id))
    due = [call for call in calls if call.due_at <= uow.now]
    own = next((call for call in due if call.owner_id == uow.actor.person_id and call.in_hand(uow.now)), None)
    if own is not None:
        return own.task_id
    for call in free(due, uow.now):
        task = uow.get(Task, call.task_id)
        # Taken between the two looks, it is a colleague's; taken after the second, its version says so.
        if (task.status, task.owner_id, task.taken_at) == (TaskStatus.OPEN, call.owner_id, call.taken_at):
            tasks.own(uow, task)
            return task.id
    return None


def free(due: list[Call], now: datetime) -> list[Call]:
    """Nobody has it, and nobody is on the telephone with the same person about something else."""
    rung = {call.person_id for call in due if call.in_hand(now) and call.person_id is not None}
    return [call for call in due if not call.in_hand(now) and call.person_id not in rung]


def put_down(uow: UnitOfWork, round_id: int) -> None:
    """Something else comes first: what the actor took and has not rung is anybody's again."""
    for call in calls_of(uow, round_id):
        if call.owner_id == uow.actor.person_id and call.due_at <= uow.now:
            task = uow.get(Task, call.task_id)
            if task.owner_id == uow.actor.person_id and task.status is TaskStatus.OPEN:
                task.give_back()
                tasks.stir(uow, task)


@dataclass(frozen=True)
class Undone:
    """The call that is to be made again; `lost`: when the visit was that the slip gave up, and nobody can bring back."""

    task_id: int
    lost: datetime | None


def settle(uow: UnitOfWork, task_id: int, what: str) -> Rung:
    """What came of a call, and the next one with it. A call that has settled itself meanwhile stays as it is."""
    task = of_a_round(uow, task_id)
    # Two heard different answers at once: the second waits here, and then sees what the first has made of it.
    uow.session.refresh(task, ["status", "version"], with_for_update=True)
    counted = task.status is TaskStatus.OPEN
    if counted:
        OUTCOMES.get(what, finish)(uow, task, what)
    uow.session.flush()
    return Rung(task.id, task.round_id or 0, counted, ring(uow, task.round_id or 0))


def of_a_round(uow: UnitOfWork, task_id: int) -> Task:
    task = tasks.mine(uow, task_id)
    if task.round_id is None:
        raise NotFound(what="call", id=task_id)
    return task


def finish(uow: UnitOfWork, task: Task, what: str) -> None:
    tasks.finish(uow, task.id, what)


def answered(uow: UnitOfWork, task: Task, what: str) -> None:
    """恢复了吗? was answered on the telephone: the order follows, and the task with it."""
    say = held_orders.say_works if what == Release.WORKS else held_orders.say_still_broken
    say(uow, task.order_id or 0)


def confirmed(uow: UnitOfWork, task: Task, what: str) -> None:
    tasks.finish(uow, task.id, what)  # first: it is this call that came of it, and not one that nobody needs any more
    confirmation.confirm(uow, task.appointment_id or 0)


def not_reached(uow: UnitOfWork, task: Task, what: str) -> None:
    tasks.tried(uow, task.id)
    put_off(uow, task, task.due_at)


def later(uow: UnitOfWork, task: Task, what: str) -> None:
    record(uow, ev.CallPutOff(task.id, task.kind.value, uow.now + LATER), order=task.order)
    put_off(uow, task, uow.now + LATER)


def put_off(uow: UnitOfWork, task: Task, until: datetime) -> None:
    """Rung again then, by whoever is free: nobody keeps a list of their own."""
    task.give_back()
    task.due_at = until
    set_timer(uow, TimerKind.CALLS, task.round_id or 0, until)
    tasks.stir(uow, task)


OUTCOMES: dict[str, Callable[[UnitOfWork, Task, str], Any]] = {
    Release.WORKS.value: answered,
    Release.STILL_BROKEN.value: answered,
    CONFIRMED: confirmed,
    "tried": not_reached,
    "later": later,
}


def undo(uow: UnitOfWork, task_id: int, what: str) -> Undone:
    """A slip of the thumb: the same person is to be rung, by whoever slipped; what they took since goes back."""
    task = of_a_round(uow, task_id)
    lost: list[Appointment] = []
    if task.status is TaskStatus.OPEN:
        if task.owner_id not in (None, uow.actor.person_id):
            raise WrongState(current=task.status.value, wanted="undone")
        if what == "tried" and task.params.get("attempts"):
            task.params = {**task.params, "attempts": task.params["attempts"] - 1}
    elif task.status is not TaskStatus.DONE or task.done_by_id != uow.actor.person_id:
        raise WrongState(current=task.status.value, wanted=TaskStatus.OPEN.value)
    elif task.result in (Release.WORKS.value, Release.STILL_BROKEN.value):
        lost = held_orders.take_back_answer(uow, task.order_id or 0)
    said = task.result
    tasks.undo_finish(uow, task.id)
    if said == CONFIRMED:  # after: this call is the one that asks again
        confirmation.take_back(uow, task.appointment_id or 0)
    put_down(uow, task.round_id or 0)
    task.due_at = uow.now
    tasks.own(uow, task)
    return Undone(task.id, lost[0].promised_at if lost else None)
