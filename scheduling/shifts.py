"""Shifts, days off and sudden sickness, and who could take the visits that are left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, or_, select

from models.appointment import AHEAD, LIVE, Appointment, Status, VisitMember
from models.errors import BadValue, NotAllowed
from models.order import OrderStatus, WorkOrder
from models.person import Person, Role, Technician
from models.shift import OffReason, TimeOff
from models.slot import ExtraSlot
from models.task import TaskKind
from models.unit import Unit
from scheduling import availability, offers, slots, tasks, windows
from scheduling import events as ev
from scheduling.announcements import record
from scheduling.permissions import Action, require
from scheduling.unit_of_work import UnitOfWork
from scheduling.windows import Window


@dataclass(frozen=True)
class Candidate:
    """A technician who is able and free for a visit, with how many jobs they have that day."""

    person_id: int
    name: str
    jobs: int
    instead_of: int = 0  # who had the visit, or was asked by name, when this was looked up


def report_off(
    uow: UnitOfWork, technician_id: int, starts_at: datetime, ends_at: datetime, reason: OffReason,
    note: str | None = None,
) -> list[Appointment]:  # fmt: skip
    """A technician is away; the visits this touches are put before the dispatcher, each with who could take it.

    What was only offered to them goes round without them.
    Reported by the technician, or by a dispatcher who was phoned. Returns those visits, the next first.
    """
    technician = uow.get(Technician, technician_id)
    unit = uow.get(Unit, technician.unit_id)
    if uow.actor.person_id != technician_id:
        require(uow.actor, Action.REPORT_OFF, unit)
    elif not uow.actor.holds(Role.TECHNICIAN):
        raise NotAllowed(action=Action.REPORT_OFF.value)
    if ends_at <= max(starts_at, uow.now):
        raise BadValue(field="ends_at", value=ends_at)
    asked = visits_between(uow, technician_id, starts_at, ends_at)
    visits = [visit for visit in asked if visit.technician_id == technician_id]
    if noted_already(uow, technician_id, Window(starts_at, ends_at)):
        return visits
    uow.add(
        TimeOff(technician_id=technician_id, starts_at=starts_at, ends_at=ends_at, reason=reason, note=note,
                reported_at=uow.now)
    )  # fmt: skip
    record(uow, ev.OffReported(technician_id, starts_at, ends_at, reason.value, len(visits)))
    uow.session.flush()
    for visit in [one for one in asked if one not in visits]:
        offers.pass_over(uow, visit, technician_id, reason.value)
    for visit in visits:
        tasks.open_task(uow, TaskKind.ABSENCE, f"appointment:{visit.id}", appointment=visit, reason=reason.value,
                        technician_id=technician_id)  # fmt: skip
    return [*visits, *come_along_no_more(uow, technician_id, starts_at, ends_at, reason)]


def noted_already(uow: UnitOfWork, technician_id: int, away: Window) -> bool:
    """Said again, perhaps in other words. A wider stretch takes the place of what lies within it."""
    theirs = select(TimeOff).where(TimeOff.technician_id == technician_id)
    wider = theirs.where(TimeOff.starts_at <= away.starts_at, TimeOff.ends_at >= away.ends_at)
    if uow.session.scalars(wider).first() is not None:
        return True
    for within in uow.session.scalars(
        theirs.where(TimeOff.starts_at >= away.starts_at, TimeOff.ends_at <= away.ends_at)
    ):
        uow.session.delete(within)
    return False


def come_along_no_more(
    uow: UnitOfWork, technician_id: int, since: datetime, until: datetime, reason: OffReason
) -> list[Appointment]:
    """Where they were to come along beside the lead they do not; lead and dispatch decide whether one is enough."""
    query = (
        select(VisitMember)
        .join(Appointment, Appointment.id == VisitMember.appointment_id)
        .where(
            VisitMember.technician_id == technician_id,
            Appointment.status.in_(AHEAD),
            Appointment.starts_at < until,
            Appointment.ends_at > since,
        )
    )
    left = []
    for member in uow.session.scalars(query.order_by(Appointment.starts_at)).all():
        visit = uow.appointment(member.appointment_id)
        visit.members.remove(member)
        slots.free_rows(uow, visit, technician_id)
        record(uow, ev.HelperAway(technician_id, reason.value), appointment=visit)
        left.append(visit)
    return left


def take_off_back(uow: UnitOfWork, technician_id: int, starts_at: datetime) -> None:
    """Well again, or a slip: whatever time off holds that moment is withdrawn, and the tasks it opened with it."""
    require_self_or(uow, technician_id)
    query = select(TimeOff).where(
        TimeOff.technician_id == technician_id, TimeOff.starts_at <= starts_at, TimeOff.ends_at > starts_at
    )
    for off in uow.session.scalars(query):
        for visit in visits_between(uow, technician_id, off.starts_at, off.ends_at):
            tasks.withdraw(uow, TaskKind.ABSENCE, f"appointment:{visit.id}")
        uow.session.delete(off)
        record(uow, ev.OffTakenBack(technician_id, off.starts_at, off.ends_at))


def require_self_or(uow: UnitOfWork, technician_id: int) -> None:
    if uow.actor.person_id != technician_id:
        require(uow.actor, Action.REPORT_OFF, uow.get(Unit, uow.get(Technician, technician_id).unit_id))


def visits_between(uow: UnitOfWork, technician_id: int, since: datetime, until: datetime) -> list[Appointment]:
    """What they have or are asked for in that time; somebody away from now on leaves what they have begun as well."""
    asked = Appointment.technician_id.is_(None) & (Appointment.provisional_id == technician_id)
    ahead = (
        (asked | (Appointment.technician_id == technician_id))
        & Appointment.status.in_(AHEAD)
        & (Appointment.starts_at < until)
        & (Appointment.ends_at > since)
    )
    begun = (
        (Appointment.technician_id == technician_id)
        & (Appointment.status == Status.ARRIVED)
        & (WorkOrder.status == OrderStatus.ON_SITE)
        & (Appointment.arrived_at < until)
    )
    query = select(Appointment).join(WorkOrder, WorkOrder.id == Appointment.order_id)
    found = query.where(or_(ahead, begun) if since <= uow.now else ahead)
    return list(uow.session.scalars(found.order_by(Appointment.starts_at)))


def candidates(uow: UnitOfWork, appointment_id: int, limit: int = 5) -> list[Candidate]:
    """Who could take this visit, the best first, without whoever has it now or is asked for it by name."""
    visit = uow.appointment(appointment_id)
    require(uow.actor, Action.ASSIGN, visit)
    window = Window(visit.starts_at, visit.ends_at)
    need = availability.need_of(visit.order, ignore=visit.id)
    instead_of = offers.settled_on(uow, visit)
    ids = [id for id in availability.free_technicians(uow, need, window) if id != instead_of][:limit]
    return [replace(one, instead_of=instead_of) for one in named(uow, ids, window)]


def helpers_for(uow: UnitOfWork, appointment_id: int, limit: int = 6) -> list[Candidate]:
    """Who could come along beside the lead: free then, certified or not (R-1.10)."""
    visit = uow.appointment(appointment_id)
    require(uow.actor, Action.ADD_TECHNICIAN, visit)
    window = Window(visit.starts_at, visit.ends_at)
    need = availability.need_of(visit.order, ignore=visit.id)
    crew = availability.Crew(uow, need)
    busy = crew.held(window) | crew.away(window) | {visit.technician_id} | {m.technician_id for m in visit.members}
    ids = [m.id for m in availability.roster(uow, crew.areas) if m.id not in busy and m.serves(window)]
    return named(uow, ids[:limit], window)


def named(uow: UnitOfWork, ids: list[int], window: Window) -> list[Candidate]:
    """Those technicians by name, each with how many visits lie ahead of them on that day."""
    day = windows.day_bounds(windows.local_day(window.starts_at, uow.policy.zone), uow.policy.zone)
    jobs = select(Appointment.technician_id, func.count()).where(
        Appointment.technician_id.in_(ids), Appointment.status.in_([*LIVE, Status.DONE]),
        Appointment.starts_at >= day.starts_at, Appointment.starts_at < day.ends_at,
    )  # fmt: skip
    count: dict[int | None, int] = {id: n for id, n in uow.session.execute(jobs.group_by(Appointment.technician_id))}
    names = {id: name for id, name in uow.session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))}
    return [Candidate(id, names[id], count.get(id, 0)) for id in ids]


def open_extra_slot(uow: UnitOfWork, technician_id: int, starts_at: datetime) -> ExtraSlot:
    """R-4.12: a slot outside a technician's usual hours. Opening it twice is one slot."""
    technician = uow.get(Technician, technician_id)
    require(uow.actor, Action.OPEN_EXTRA_SLOTS, uow.get(Unit, technician.unit_id))
    if starts_at <= uow.now:
        raise BadValue(field="starts_at", value=starts_at)
    known = uow.session.get(ExtraSlot, (technician_id, starts_at))
    if known is not None:
        return known
    ends_at = starts_at + uow.policy.slots.length
    slot = uow.add(
        ExtraSlot(technician_id=technician_id, starts_at=starts_at, ends_at=ends_at,
                  opened_by_id=uow.me)
    )  # fmt: skip
    record(uow, ev.ExtraSlotsOpened(technician_id, starts_at, ends_at))
    return slot


def technicians_of(uow: UnitOfWork) -> list[Technician]:
    """The technicians of the actor's units, by name."""
    paths = [path for role, path in uow.actor.roles if role is Role.DISPATCHER]
    query = select(Technician).join(Person, Person.id == Technician.person_id).join(Unit, Unit.id == Technician.unit_id)
    rows = uow.session.scalars(query.where(Person.left_at.is_(None)).order_by(Person.name))
    return [row for row in rows if any(uow.get(Unit, row.unit_id).path.startswith(path) for path in paths)]
