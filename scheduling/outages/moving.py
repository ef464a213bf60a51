"""The visits inside planned works, each with a reschedule offer at hand (T-19, R-6.19)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from models.appointment import Appointment
from models.errors import NotFound
from models.outage import Outage
from models.task import Task, TaskKind, TaskStatus
from scheduling import availability, rescheduling
from scheduling.permissions import Action, require
from scheduling.unit_of_work import UnitOfWork

OFFERED = 2


@dataclass(frozen=True)
class Inside:
    """A visit while the works last; `free` is when it could be instead, `asked` that the customer is choosing."""

    task_id: int
    visit_id: int
    order_id: int
    customer: str
    kind: str
    area: str
    starts_at: datetime
    ends_at: datetime
    asked: bool
    free: tuple[datetime, ...]
    reason: str


def flagged(uow: UnitOfWork, outage_id: int) -> list[Inside]:
    """The flagged visits of these works, by time. For dispatchers: others get `NotAllowed`."""
    outage = uow.get(Outage, outage_id)
    require(uow.actor, Action.CHANGE_OUTAGE, outage)
    query = select(Task).where(
        Task.kind == TaskKind.OUTAGE_VISIT,
        Task.status == TaskStatus.OPEN,
        Task.subject.startswith(f"outage:{outage.id}:", autoescape=True),
    )
    pairs = [(task, uow.appointment(task.appointment_id or 0)) for task in uow.session.scalars(query)]
    pairs.sort(key=lambda pair: (pair[1].promised_at, pair[1].id))
    return [see(uow, outage, task, visit) for task, visit in pairs]


def see(uow: UnitOfWork, outage: Outage, task: Task, visit: Appointment) -> Inside:
    order = visit.order
    asked = visit.asked_by == "company"
    return Inside(
        task.id, visit.id, order.id, order.customer.name, order.kind.value, order.area.name, visit.starts_at,
        visit.ends_at, asked, () if asked else free_after(uow, outage, visit), why(uow),
    )  # fmt: skip


def free_after(uow: UnitOfWork, outage: Outage, visit: Appointment) -> tuple[datetime, ...]:
    """The first times once the works are over."""
    since = outage.expected_until or visit.ends_at
    need = availability.need_of(visit.order, ignore=visit.id)
    found = availability.search(
        uow, need, since, availability.horizon(uow), limit=OFFERED, past_deadline=True
    )  # fmt: skip
    return tuple(one.window.starts_at for one in found)


def why(uow: UnitOfWork) -> str:
    """R-4.6: the coded reason for which works move a visit."""
    codes = uow.policy.reasons.reschedule
    return "plant" if "plant" in codes else codes[-1]


def ask_to_move(uow: UnitOfWork, task_id: int) -> int:
    """The customer is asked to choose another time; returns the works' number. A second tap asks nobody again."""
    task = uow.get(Task, task_id)
    if task.kind is not TaskKind.OUTAGE_VISIT:
        raise NotFound(what="task", id=task_id)
    visit = uow.appointment(task.appointment_id or 0)
    require(uow.actor, Action.ASK_TO_MOVE, visit)
    if visit.asked_by != "company":
        rescheduling.ask_to_move(uow, visit.id, why(uow))
    if task.status is TaskStatus.OPEN and task.owner_id is None:
        task.owner_id = uow.actor.person_id
    return int(task.params["outage_id"])
