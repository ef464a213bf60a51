"""Tasks for people: phone somebody, find a technician, answer a customer. One task per thing, however often it is met."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, exists, select

from models.appointment import Appointment
from models.call_round import CallRound
from models.errors import NotAllowed, WrongState
from models.order import WorkOrder
from models.person import Person
from models.task import Task, TaskKind, TaskStatus
from models.timer import Timer, TimerKind
from models.unit import Unit
from scheduling import events as ev
from scheduling import windows
from scheduling.announcements import record
from scheduling.permissions import Action, require
from scheduling.timers import set_timer
from scheduling.unit_of_work import UnitOfWork

TRY_AGAIN = timedelta(minutes=30)  # long enough for a meal or a meeting to be over
DRAWN_EVERY = timedelta(seconds=3)  # a round's card, at most


def open_task(
    uow: UnitOfWork,
    kind: TaskKind,
    subject: str,
    *,
    order: WorkOrder | None = None,
    appointment: Appointment | None = None,
    person_id: int | None = None,
    unit_id: int | None = None,
    due_at: datetime | None = None,
    **params: Any,
) -> Task:
    """Opens a task once: the same subject met again while open is the same task, and opens again once it is done."""
    order = order or (appointment.order if appointment else None)
    task = uow.session.scalar(select(Task).where(Task.kind == kind, Task.subject == subject))
    if task is not None and task.status is TaskStatus.OPEN:
        return task
    if unit_id is None:
        unit_id = order.unit_id if order else uow.session.scalars(select(Unit.id).order_by(Unit.path.desc())).first()
    if task is None:
        task = Task(kind=kind, subject=subject, unit_id=unit_id, params=params, created_at=uow.now, due_at=uow.now)
    task.status, task.created_at, task.due_at, task.params = (
        TaskStatus.OPEN,
        uow.now,
        due_at or uow.now,
        params,
    )
    task.order_id = order.id if order else None
    task.appointment_id = appointment.id if appointment else None
    task.person_id = person_id if person_id is not None else (order.customer_id if order else None)
    task.done_at = task.done_by_id = task.result = None
    task.give_back()
    task.round_id = round_of(uow, kind, params, appointment)
    uow.add(task)
    record(uow, ev.TaskOpened(task.id, kind.value, task.round_id), order=order, appointment=appointment)
    stir(uow, task)
    return task


def notice(key: str, about: int) -> str:
    """The subject of a call in place of a message: which message, and of which visit or order."""
    return f"notification:{key}:{about}"


# --- Rounds of calls -----------------------------------------------------------------------------------------------

OF_AN_OUTAGE = (TaskKind.PHONE_RESTORED, TaskKind.PHONE_NOTICE, TaskKind.OUTAGE_VISIT)


def round_of(uow: UnitOfWork, kind: TaskKind, params: dict[str, Any], visit: Appointment | None) -> int | None:
    """The round a task is one call of: what asks for hundreds of calls at once is one card, not hundreds of messages."""
    outage_id = params.get("outage_id") if kind in OF_AN_OUTAGE else None
    confirms = kind is TaskKind.PHONE_CONFIRM or params.get("key") == "confirm-ask"
    if outage_id is not None:
        subject = f"outage:{outage_id}"
    elif visit is not None and confirms:
        subject = f"confirm:{visit.order.unit_id}:{windows.local_day(visit.promised_at, uow.policy.zone)}"
    else:
        return None
    known = uow.session.scalar(select(CallRound.id).where(CallRound.subject == subject))
    return known or uow.add(CallRound(subject=subject, outage_id=outage_id)).id


def stir(uow: UnitOfWork, task: Task) -> None:
    """Something has become of a call: its round's card says so before long, and quietly."""
    if task.round_id is None:
        return
    drawn_at = uow.get(CallRound, task.round_id).drawn_at
    at = uow.now if drawn_at is None else max(drawn_at + DRAWN_EVERY, uow.now)
    waiting = exists().where(Timer.kind == TimerKind.CALLS, Timer.subject_id == task.round_id, Timer.due_at <= at)
    if not uow.session.scalar(select(waiting)):
        set_timer(uow, TimerKind.CALLS, task.round_id, at)


# --- What becomes of a task ----------------------------------------------------------------------------------------


def withdraw(uow: UnitOfWork, kind: TaskKind, subject: str) -> None:
    """What the task was about has settled itself."""
    needless(uow, select(Task).where(Task.kind == kind, Task.subject == subject, Task.status == TaskStatus.OPEN))


def withdraw_all(uow: UnitOfWork, appointment: Appointment) -> None:
    """The visit moved or was cancelled: nobody needs to phone about its old time."""
    needless(uow, select(Task).where(Task.appointment_id == appointment.id, Task.status == TaskStatus.OPEN))


def is_open(uow: UnitOfWork, kind: TaskKind, subject: str) -> bool:
    return any(task.status is TaskStatus.OPEN for task in of(uow, kind, subject))


def needless(uow: UnitOfWork, which: Select[Task]) -> None:
    for task in uow.session.scalars(which):
        task.end(TaskStatus.WITHDRAWN, uow.now, None)
        stir(uow, task)


def settle(uow: UnitOfWork, kind: TaskKind, order_id: int) -> None:
    """What these tasks asked for an order has happened: a missed one has its new time, and so on."""
    query = select(Task).where(Task.kind == kind, Task.order_id == order_id, Task.status == TaskStatus.OPEN)
    for task in uow.session.scalars(query):
        done(uow, task, "booked")


def take(uow: UnitOfWork, task_id: int) -> Task:
    """A dispatcher takes a task upon themselves, so that two do not phone the same customer."""
    task = mine(uow, task_id)
    if task.status is TaskStatus.OPEN and task.owner_id is None:
        own(uow, task)
    return task


def own(uow: UnitOfWork, task: Task) -> None:
    """Theirs from now on. Whoever is leaving at this very moment takes nothing along."""
    me = uow.session.get(Person, uow.actor.person_id, with_for_update={"read": True})
    if me is None or me.left_at is not None:
        raise NotAllowed(action=Action.DO_TASK.value)
    task.take(me.id, uow.now)
    stir(uow, task)


def finish(uow: UnitOfWork, task_id: int, result: str | None = None) -> Task:
    """The task is done; what came of it is kept. A second tap changes nothing."""
    task = mine(uow, task_id)
    if task.status is TaskStatus.OPEN:
        done(uow, task, result)
    return task


def done(uow: UnitOfWork, task: Task, result: str | None) -> None:
    task.end(TaskStatus.DONE, uow.now, uow.actor.person_id, result)
    record(uow, ev.TaskEnded(task.id, task.kind.value, result), order=task.order)
    stir(uow, task)


def not_reached(uow: UnitOfWork, task_id: int) -> Task:
    """Nobody answered: the task stays open, the attempt is kept, and whoever tried is asked again later (R-4.15)."""
    task = tried(uow, task_id)
    task.take(uow.actor.person_id or task.owner_id, task.due_at)
    set_timer(uow, TimerKind.TASK_AGAIN, task.id, task.due_at)
    return task


def tried(uow: UnitOfWork, task_id: int) -> Task:
    """One more attempt without an answer; the next is due in half an hour."""
    task = mine(uow, task_id)
    if task.status is not TaskStatus.OPEN:
        raise WrongState(current=task.status.value, wanted="tried")
    attempts = int(task.params.get("attempts", 0)) + 1
    task.params = {**task.params, "attempts": attempts}
    task.due_at = uow.now + TRY_AGAIN
    record(uow, ev.TaskTried(task.id, task.kind.value, attempts, task.due_at), order=task.order)
    stir(uow, task)
    return task


def due_again(uow: UnitOfWork, task_id: int) -> None:
    """The next try is due: whoever has the task is reminded; everybody, if they have left meanwhile."""
    task = uow.get(Task, task_id)
    if task.status is not TaskStatus.OPEN or task.due_at > uow.now:
        return
    if task.owner_id is None:
        put_before_all(uow, task)
        return
    visit = uow.session.get(Appointment, task.appointment_id) if task.appointment_id else None
    record(uow, ev.TaskDueAgain(task.id, task.kind.value, task.owner_id), order=task.order, appointment=visit)


def undo_finish(uow: UnitOfWork, task_id: int) -> Task:
    """A slip of the thumb: the task is open again."""
    task = mine(uow, task_id)
    if task.status is TaskStatus.DONE and task.done_by_id == uow.actor.person_id:
        task.status, task.done_at, task.done_by_id, task.result = TaskStatus.OPEN, None, None, None
        stir(uow, task)
    return task


def give_back_all(uow: UnitOfWork, person_id: int) -> None:
    """Whoever had these has left: they are anybody's again (R-1.13). What was put off waits for its time."""
    query = select(Task).where(Task.owner_id == person_id, Task.status == TaskStatus.OPEN).order_by(Task.id)
    for task in uow.session.scalars(query).all():
        task.give_back()
        if task.due_at <= uow.now:
            put_before_all(uow, task)


def put_before_all(uow: UnitOfWork, task: Task) -> None:
    """Nobody has it: by its round's card, or by a message of its own."""
    if task.round_id is None:
        announce(uow, task)
    stir(uow, task)


def announce(uow: UnitOfWork, task: Task) -> None:
    visit = uow.session.get(Appointment, task.appointment_id) if task.appointment_id else None
    record(uow, ev.TaskWaits(task.id, task.kind.value), order=task.order, appointment=visit)


def of(uow: UnitOfWork, kind: TaskKind, subject: str) -> list[Task]:
    """Every task of that kind about that thing, whatever became of it."""
    return list(uow.session.scalars(select(Task).where(Task.kind == kind, Task.subject == subject)))


def mine(uow: UnitOfWork, task_id: int) -> Task:
    """The task, for whoever may do it."""
    task = uow.get(Task, task_id)
    require(uow.actor, Action.DO_TASK, unit_of(uow, task))
    return task


def unit_of(uow: UnitOfWork, task: Task) -> Unit:
    return uow.get(Unit, task.unit_id)
