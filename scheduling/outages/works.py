"""The visits that fall inside planned works (R-6.19, T-19), and the next word that was promised."""

from __future__ import annotations

from sqlalchemy import select

from models.appointment import AHEAD, Appointment
from models.errors import NotFound
from models.order import WorkOrder
from models.outage import OPEN, Outage
from models.task import Task, TaskKind, TaskStatus
from models.unit import Area
from scheduling import tasks
from scheduling.announcements import record
from scheduling.events import outages as oe
from scheduling.outages.ground import Ground, ids_in, orders_in
from scheduling.outages.looking import quiet
from scheduling.unit_of_work import UnitOfWork


def visits_inside(uow: UnitOfWork, outage: Outage) -> list[Appointment]:
    """The promised visits in the area while the works last, of services they touch, by time."""
    query = (
        select(Appointment)
        .join(WorkOrder, WorkOrder.id == Appointment.order_id)
        .where(
            Appointment.status.in_(AHEAD),
            Appointment.starts_at < outage.expected_until,
            Appointment.ends_at > outage.starts_at,
            orders_in(Ground.of(outage), outage.services),
        )
        .order_by(Appointment.promised_at, Appointment.id)
    )
    return list(uow.session.scalars(query).unique())


def works_around(uow: UnitOfWork, visit: Appointment) -> Outage | None:
    """The works that a visit falls inside, the earliest first."""
    if quiet(uow):
        return None
    order = visit.order
    area = uow.get(Area, order.plant_id or order.area_id)
    query = (
        select(Outage)
        .where(
            Outage.planned,
            Outage.status.in_(OPEN),
            Outage.starts_at < visit.ends_at,
            Outage.expected_until > visit.starts_at,
            Outage.area_id.in_(ids_in(area.path))
            | (Outage.area_id.is_(None) & Outage.unit_id.in_(ids_in(area.unit.path))),
        )
        .order_by(Outage.starts_at, Outage.id)
    )
    return next((one for one in uow.session.scalars(query) if one.touches(order.service_names)), None)


def flag_visits(uow: UnitOfWork, outage: Outage) -> None:
    """One task for each visit inside; those no longer inside (moved, smaller, called off) are let go."""
    inside = visits_inside(uow, outage) if outage.planned and outage.open else []
    query = select(Task).where(
        Task.kind == TaskKind.OUTAGE_VISIT,
        Task.status == TaskStatus.OPEN,
        Task.subject.startswith(f"outage:{outage.id}:", autoescape=True),
    )
    wanted = {subject_of(outage, visit) for visit in inside}
    for task in uow.session.scalars(query):
        if task.subject not in wanted:
            tasks.withdraw(uow, TaskKind.OUTAGE_VISIT, task.subject)
    for visit in inside:
        flag(uow, outage, visit)


def flag_visit(uow: UnitOfWork, visit: Appointment) -> None:
    """A visit was promised: does it fall inside works that are known already?"""
    outage = works_around(uow, visit)
    if outage is not None:
        flag(uow, outage, visit)


def flag(uow: UnitOfWork, outage: Outage, visit: Appointment) -> None:
    """Once per visit and works: a dispatcher who says "it stays" is not asked again."""
    subject = subject_of(outage, visit)
    if any(task.status is TaskStatus.DONE for task in tasks.of(uow, TaskKind.OUTAGE_VISIT, subject)):
        return
    tasks.open_task(uow, TaskKind.OUTAGE_VISIT, subject, appointment=visit, outage_id=outage.id)


def subject_of(outage: Outage, visit: Appointment) -> str:
    return f"outage:{outage.id}:visit:{visit.id}"


def update_due(uow: UnitOfWork, outage_id: int) -> None:
    """The promised next word is due, and nothing has been said: the dispatcher hears it at once."""
    outage = uow.get(Outage, outage_id)
    if not outage.open or outage.next_update_at is None or outage.next_update_at > uow.now:
        raise NotFound(what="outage", id=outage_id)
    record(uow, oe.NextUpdateDue(), outage=outage)
    tasks.open_task(
        uow, TaskKind.OUTAGE_UPDATE, f"outage:{outage.id}", unit_id=outage.unit_id, outage_id=outage.id
    )  # fmt: skip
