"""The situation (态势) of an emergency, counted afresh: faults, installs, staff, promises, outages, hazards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from models.appointment import AHEAD, Appointment, Status
from models.emergency import Emergency, EmergencyKind
from models.hazard import Hazard
from models.order import BEFORE_CONNECTED, OrderKind, OrderStatus, WorkOrder
from models.outage import RUNNING, HeldOrder, Outage
from models.slot import SlotRow
from models.unit import Area, Unit
from scheduling import crew, emergency_plans
from scheduling.permissions import Action, may
from scheduling.unit_of_work import UnitOfWork
from scheduling.windows import Window, half_hours


@dataclass(frozen=True)
class OldestPromise:
    """The promise that breaks, or broke, first. No customer in it: the card goes to many."""

    order_id: int
    number: str
    kind: str
    area: str
    at: datetime


@dataclass(frozen=True)
class Situation:
    """How a unit stands at one moment."""

    at: datetime
    faults: int
    held: int
    installs: int
    on_duty: int
    free: int
    lent: int
    outages: int
    hazards: int
    oldest: OldestPromise | None


@dataclass(frozen=True)
class EmergencyView:
    """An emergency as its card shows it."""

    id: int
    unit_id: int
    unit: str
    kind: EmergencyKind
    note: str | None
    head: str
    head_id: int
    head_phone: str | None
    yours: bool  # the reader is the head named
    acknowledged_at: datetime | None
    opened_by: str | None
    opened_at: datetime
    ended_at: datetime | None
    ended_by: str | None
    ticked: int
    lines: int
    situation: Situation
    may_lend: bool


def below(column: InstrumentedAttribute[int], path: str) -> ColumnElement[bool]:
    """In the unit with that path, or in one below it."""
    return column.in_(select(Unit.id).where(Unit.path.startswith(path)))


def view(uow: UnitOfWork, emergency: Emergency) -> EmergencyView:
    head = uow.person(emergency.head_id)
    lines = emergency_plans.checklist(uow, emergency.unit, emergency.kind)
    return EmergencyView(
        id=emergency.id,
        unit_id=emergency.unit_id,
        unit=emergency.unit.name,
        kind=emergency.kind,
        note=emergency.note,
        head=head.name,
        head_id=head.id,
        head_phone=head.phone,
        yours=uow.actor.person_id == head.id,
        acknowledged_at=emergency.acknowledged_at,
        opened_by=uow.person(emergency.opened_by_id).name if emergency.opened_by_id else None,
        opened_at=emergency.opened_at,
        ended_at=emergency.ended_at,
        ended_by=uow.person(emergency.ended_by_id).name if emergency.ended_by_id else None,
        ticked=sum(line in emergency.done for line in lines),
        lines=len(lines),
        situation=look(uow, emergency.unit),
        may_lend=may(uow.actor, Action.LEND, emergency),
    )


def seen(uow: UnitOfWork, emergency_id: int | None) -> EmergencyView | None:
    """As a letter tells it, with its reader's eyes; None where it tells of none."""
    emergency = uow.session.get(Emergency, emergency_id) if emergency_id else None
    return view(uow, emergency) if emergency is not None else None


def look(uow: UnitOfWork, unit: Unit) -> Situation:
    """The unit's figures as they are at this moment."""
    orders = [below(WorkOrder.unit_id, unit.path), WorkOrder.status.in_(BEFORE_CONNECTED)]
    kinds = select(WorkOrder.kind, func.count()).where(*orders).group_by(WorkOrder.kind)
    waiting = {kind: count for kind, count in uow.session.execute(kinds)}
    on_duty, free, lent = staff(uow, unit)
    return Situation(
        at=uow.now,
        faults=waiting.get(OrderKind.REPAIR, 0),
        held=count(
            uow, HeldOrder, HeldOrder.released_at.is_(None), HeldOrder.order_id.in_(select(WorkOrder.id).where(*orders))
        ),
        installs=waiting.get(OrderKind.INSTALL, 0),
        on_duty=on_duty,
        free=free,
        lent=lent,
        outages=count(uow, Outage, below(Outage.unit_id, unit.path), Outage.status.in_(RUNNING)),
        hazards=count(uow, Hazard, below(Hazard.unit_id, unit.path), Hazard.dealt_with_at.is_(None)),
        oldest=oldest(uow, orders),
    )


def count(uow: UnitOfWork, what: type[object], *conditions: ColumnElement[bool]) -> int:
    return uow.session.scalar(select(func.count()).select_from(what).where(*conditions)) or 0


def staff(uow: UnitOfWork, unit: Unit) -> tuple[int, int, int]:
    """How many technicians are at work, how many of them have nothing in hand, and how many are lent to the unit."""
    areas = tuple(uow.session.scalars(select(Area.id).where(below(Area.unit_id, unit.path))))
    people = crew.roster(uow, areas)
    there = crew.there_now(uow, people)
    guests = sum(one.lent is not None and one.serves(Window(uow.now, uow.now)) for one in people)
    return len(there), len(there - busy(uow, there)), guests


def busy(uow: UnitOfWork, ids: set[int]) -> set[int]:
    """Who is on the way, at a door, or held for this half-hour."""
    out = select(Appointment.technician_id).where(
        Appointment.technician_id.in_(ids),
        or_(
            Appointment.status == Status.ARRIVED,
            Appointment.status.in_(AHEAD) & (Appointment.starts_at <= uow.now) & (Appointment.ends_at > uow.now),
        ),
    )
    half = half_hours(Window(uow.now, uow.now + timedelta(seconds=1)), uow.policy.zone)
    held = select(SlotRow.technician_id).where(SlotRow.technician_id.in_(ids), SlotRow.starts_at.in_(half))
    return {id for id in (*uow.session.scalars(out), *uow.session.scalars(held)) if id is not None}


def oldest(uow: UnitOfWork, orders: list[ColumnElement[bool]]) -> OldestPromise | None:
    """Of a visit its promised time counts, of an order without one its limit; of what is on hold the clock stands."""
    at = func.coalesce(Appointment.promised_at, WorkOrder.due_at)
    query = (
        select(WorkOrder, Area.name, at)
        .join(Area, Area.id == WorkOrder.area_id)
        .outerjoin(Appointment, (Appointment.order_id == WorkOrder.id) & Appointment.status.in_(AHEAD))
        .where(*orders, WorkOrder.status != OrderStatus.ON_HOLD)
        .order_by(at, WorkOrder.id)
        .limit(1)
    )
    found = uow.session.execute(query).first()
    if found is None:
        return None
    order, area, promised_at = found
    return OldestPromise(order.id, order.number, order.kind.value, area, promised_at)
