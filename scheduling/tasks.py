"""Tasks for people: phone somebody, find a technician, answer a customer. One task per thing, however often it is met."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from models.appointment import Appointment
from models.errors import WrongState
from models.order import WorkOrder
from models.task import Task, TaskKind, TaskStatus
from models.timer import TimerKind
from models.unit import Unit
from scheduling import events as ev
from scheduling.announcements import record
from scheduling.permissions import Action, require
from scheduling.timers import set_timer
from scheduling.unit_of_work import UnitOfWork

TRY_AGAIN = timedelta(minutes=30)  # long enough for a meal or a meeting to be over


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
    task.owner_id = task.done_at = task.done_by_id = task.result = None
    uow.add(task)
    record(uow, ev.TaskOpened(task.id, kind.value), order=order, appointment=appointment)
    return task


def withdraw(uow: UnitOfWork, kind: TaskKind, subject: str) -> None:
    """What the task was about has settled itself."""
    query = select(Task).where(Task.kind == kind, Task.subject == subject, Task.status == TaskStatus.OPEN)
    for task in uow.session.scalars(query):
        task.end(TaskStatus.WITHDRAWN, uow.now, None)


def withdraw_all(uow: UnitOfWork, appointment: Appointment) -> None:
    """The visit moved or was cancelled: nobody needs to phone about its old time."""
    query = select(Task).where(Task.appointment_id == appointment.id, Task.status == TaskStatus.OPEN)
    for task in uow.session.scalars(query):
        task.end(TaskStatus.WITHDRAWN, uow.now, None)


def settle(uow: UnitOfWork, kind: TaskKind, order_id: int) -> None:
    """What these tasks asked for an order has happened: a missed one has its new time, and so on."""
    query = select(Task).where(Task.kind == kind, Task.order_id == order_id, Task.status == TaskStatus.OPEN)
    for task in uow.session.scalars(query):
        task.end(TaskStatus.DONE, uow.now, uow.actor.person_id, "booked")
        record(uow, ev.TaskEnded(task.id, task.kind.value, "booked"), order=task.order)


def take(uow: UnitOfWork, task_id: int) -> Task:
    """A dispatcher takes a task upon themselves, so that two do not phone the same customer."""
    task = uow.get(Task, task_id)
    require(uow.actor, Action.DO_TASK, unit_of(uow, task))
    if task.status is TaskStatus.OPEN and task.owner_id is None:
        task.owner_id = uow.actor.person_id
    return task


def finish(uow: UnitOfWork, task_id: int, result: str | None = None) -> Task:
    """The task is done; what came of it is kept. A second tap changes nothing."""
    task = uow.get(Task, task_id)
    require(uow.actor, Action.DO_TASK, unit_of(uow, task))
    if task.status is not TaskStatus.OPEN:
        return task
    task.end(TaskStatus.DONE, uow.now, uow.actor.person_id, result)
    record(uow, ev.TaskEnded(task.id, task.kind.value, result), order=task.order)
    return task


def not_reached(uow: UnitOfWork, task_id: int) -> Task:
    """Nobody answered: the task stays open, the attempt is kept, and whoever tried is asked again later (R-4.15)."""
    task = uow.get(Task, task_id)
    require(uow.actor, Action.DO_TASK, unit_of(uow, task))
    if task.status is not TaskStatus.OPEN:
        raise WrongState(current=task.status.value, wanted="tried")
    attempts = int(task.params.get("attempts", 0)) + 1
    task.params = {**task.params, "attempts": attempts}
    task.owner_id = uow.actor.person_id or task.owner_id
    task.due_at = uow.now + TRY_AGAIN
    set_timer(uow, TimerKind.TASK_AGAIN, task.id, task.due_at)
    record(uow, ev.TaskTried(task.id, task.kind.value, attempts, task.due_at), order=task.order)
    return task


def due_again(uow: UnitOfWork, task_id: int) -> None:
    """The next try is due: whoever has the task is reminded."""
    task = uow.get(Task, task_id)
    if task.status is TaskStatus.OPEN and task.owner_id is not None and task.due_at <= uow.now:
        visit = uow.session.get(Appointment, task.appointment_id) if task.appointment_id else None
        again = ev.TaskDueAgain(task.id, task.kind.value, task.owner_id)
        record(uow, again, order=task.order, appointment=visit)


def undo_finish(uow: UnitOfWork, task_id: int) -> Task:
    """A slip of the thumb: the task is open again."""
    task = uow.get(Task, task_id)
    require(uow.actor, Action.DO_TASK, unit_of(uow, task))
    if task.status is TaskStatus.DONE and task.done_by_id == uow.actor.person_id:
        task.status, task.done_at, task.done_by_id, task.result = TaskStatus.OPEN, None, None, None
    return task


def open_tasks(uow: UnitOfWork, limit: int = 50) -> list[Task]:
    """The open tasks of the actor's units, the most pressing first."""
    paths = [path for role, path in uow.actor.roles]
    query = select(Task).join(Unit, Unit.id == Task.unit_id).where(Task.status == TaskStatus.OPEN)
    rows = uow.session.scalars(query.order_by(Task.due_at, Task.id)).all()
    mine = [task for task in rows if any(unit_of(uow, task).path.startswith(path) for path in paths)]
    return mine[:limit]


def of(uow: UnitOfWork, kind: TaskKind, subject: str) -> list[Task]:
    """Every task of that kind about that thing, whatever became of it."""
    return list(uow.session.scalars(select(Task).where(Task.kind == kind, Task.subject == subject)))


def unit_of(uow: UnitOfWork, task: Task) -> Unit:
    return uow.get(Unit, task.unit_id)
