"""Who they are that listen: the people and rooms behind each `To` of the announcements' table."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, select

from models.appointment import Appointment
from models.notification import Room
from models.outage import HeldOrder, Outage, OutageWatcher
from models.person import Person, Role, RoleGrant, Technician
from models.task import Task
from models.unit import Unit
from scheduling import events as ev
from scheduling.announcing import Subject, To
from scheduling.events import outages as oe
from scheduling.unit_of_work import UnitOfWork

PATH = select(Unit.path).where(Unit.id == bindparam("unit_id"))
ROOMS = select(Room.id, Room.bound_by_id, Unit.path).join(Unit, Unit.id == Room.unit_id)
HOLDERS = (
    select(RoleGrant.person_id, Unit.path)
    .join(Unit, Unit.id == RoleGrant.unit_id)
    .join(Person, Person.id == RoleGrant.person_id)
    .where(RoleGrant.role == bindparam("role"), Person.left_at.is_(None))
    .order_by(RoleGrant.person_id)
)


DESKS = {To.DISPATCHERS: Role.DISPATCHER, To.HOTLINE: Role.HOTLINE, To.NETWORK_CENTRE: Role.NETWORK_CENTRE}


def listeners(uow: UnitOfWork, to: To, event: Any, subject: Subject) -> list[tuple[int, int]]:
    """(person, room) pairs; room 0 is the person's own chat."""
    order, visit = subject.order, subject.appointment
    match to:
        case To.CUSTOMER:
            return [(order.customer_id, 0)] if order else []
        case To.LEAD:
            return [(visit.technician_id, 0)] if visit and visit.technician_id else []
        case To.TEAM | To.BESIDE:
            return [(person_id, 0) for person_id in crew(visit, lead=to is To.TEAM)] if visit else []
        case To.CONCERNED:
            return [(event.person_id, 0)] if getattr(event, "person_id", None) else []
        case To.DISPATCHERS | To.HOTLINE | To.NETWORK_CENTRE:
            path = unit_path(uow, event, subject)
            return [(person_id, 0) for person_id in holders(uow, DESKS[to], path)] if path else []
        case To.BOTH_DESKS:
            home = uow.session.get(Technician, event.person_id)
            units = (event.unit_id, home.unit_id if home else event.unit_id)
            both = [id for unit in units for id in dispatchers(uow, uow.get(Unit, unit).path)]
            return [(person_id, 0) for person_id in dict.fromkeys(both)]
        case To.FOLLOWERS:
            news = isinstance(event, oe.OutageChanged)  # nobody is without a word of what they asked for
            return [(person_id, 0) for person_id in followers(uow, subject.outage, held=True, news=news)]
        case To.WATCHERS:
            return [(person_id, 0) for person_id in followers(uow, subject.outage, held=False, news=False)]
        case To.ROOM:
            rooms = uow.rows(ROOMS)
            path = unit_path(uow, event, subject) if rooms else None
            return [(by, room) for room, by, at in rooms if path and path.startswith(at)]
        case To.AUDIENCE:
            return []


def crew(visit: Appointment, *, lead: bool) -> list[int]:
    """Whoever comes along, after the lead where the lead is to hear as well."""
    beside = [member.technician_id for member in visit.members]
    return [visit.technician_id, *beside] if lead and visit.technician_id else beside


def unit_path(uow: UnitOfWork, event: Any, subject: Subject) -> str | None:
    """Where the dispatchers who should hear sit: the order's unit, or that of the person or task it names."""
    if subject.order is not None:
        path: str = uow.rows(PATH, unit_id=subject.order.unit_id)[0].path
        return path
    if subject.outage is not None:
        return subject.outage.unit.path
    unit_id: int | None = getattr(event, "unit_id", None)
    if isinstance(event, (ev.TaskOpened, ev.TaskWaits, ev.TaskEnded)):
        unit_id = uow.session.scalar(select(Task.unit_id).where(Task.id == event.task_id))
    elif unit_id is None and (person_id := getattr(event, "person_id", None)) is not None:
        unit_id = uow.session.scalar(select(RoleGrant.unit_id).where(RoleGrant.person_id == person_id).limit(1))
    if unit_id is None:
        # Somebody without an order writes: every dispatcher of the whole operator may answer.
        return uow.session.scalar(select(Unit.path).order_by(Unit.path.desc()).limit(1))
    return uow.session.scalar(select(Unit.path).where(Unit.id == unit_id))


def followers(uow: UnitOfWork, outage: Outage | None, *, held: bool, news: bool) -> list[int]:
    """Who watches an outage, and (or but not) whose order waits for it; `news`: without those who want no news."""
    if outage is None:
        return []
    waiting = select(HeldOrder.customer_id).where(HeldOrder.outage_id == outage.id, HeldOrder.released_at.is_(None))
    watching = select(OutageWatcher.person_id).where(OutageWatcher.outage_id == outage.id)
    query = select(Person.id).where(Person.id.in_(watching))
    query = query.where(Person.id.not_in(waiting)) if not held else select(Person.id).where(
        Person.id.in_(watching) | Person.id.in_(waiting)
    )  # fmt: skip
    if news:
        query = query.where(Person.outage_news)
    return list(uow.session.scalars(query.order_by(Person.id)))


def dispatchers(uow: UnitOfWork, path: str) -> list[int]:
    """Everybody who dispatches for the unit with that path, in a stable order."""
    return holders(uow, Role.DISPATCHER, path)


def holders(uow: UnitOfWork, role: Role, path: str) -> list[int]:
    """Everybody still with us who holds a role for the unit with that path, in a stable order."""
    return list(dict.fromkeys(person_id for person_id, at in uow.rows(HOLDERS, role=role) if path.startswith(at)))
