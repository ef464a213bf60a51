"""The emergency plan (应急预案) of a unit: whom to call, and what to do (R-6.14)."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from sqlalchemy import select

from models.emergency import EmergencyKind, EmergencyPlan
from models.person import Person, Role, RoleGrant
from models.unit import Unit
from scheduling.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Contact:
    """Somebody to ring."""

    name: str
    phone: str
    duty: str


def plan_of(uow: UnitOfWork, unit: Unit, kind: EmergencyKind) -> EmergencyPlan | None:
    """The plan for this kind: the unit's own, or that of the nearest unit above it that has one."""
    above = [int(part) for part in unit.path.strip("/").split("/") if part]
    query = select(EmergencyPlan).where(EmergencyPlan.unit_id.in_(above), EmergencyPlan.kind == kind)
    found = {plan.unit_id: plan for plan in uow.session.scalars(query)}
    return next((found[id] for id in reversed(above) if id in found), None)


def contacts(uow: UnitOfWork, unit: Unit, kind: EmergencyKind) -> list[Contact]:
    plan = plan_of(uow, unit, kind)
    return [Contact(one["name"], one["phone"], one.get("duty", "")) for one in plan.contacts] if plan else []


def checklist(uow: UnitOfWork, unit: Unit, kind: EmergencyKind) -> list[str]:
    """The plan's lines; the operator's general ones where it has none. Words, or keys of texts."""
    plan = plan_of(uow, unit, kind)
    return list(plan.checklist) if plan and plan.checklist else list(uow.policy.emergency.checklist)


def mark_of(line: str) -> int:
    """What a button carries for a line: the line itself, however the plan is changed meanwhile."""
    return zlib.crc32(line.encode()) & 0x7FFFFFFF


def heads_of(uow: UnitOfWork, unit: Unit) -> list[Person]:
    """Who may be named as its head: the head on file, or whoever is head of it or of the nearest unit above (R-1.16)."""
    if unit.head_id is not None:
        head = uow.person(unit.head_id)
        if head.left_at is None:
            return [head]
    query = (
        select(Person, Unit.path)
        .join(RoleGrant, RoleGrant.person_id == Person.id)
        .join(Unit, Unit.id == RoleGrant.unit_id)
        .where(RoleGrant.role == Role.HEAD, Person.left_at.is_(None))
        .order_by(Person.id)
    )
    above = [(person, path) for person, path in uow.session.execute(query) if unit.path.startswith(path)]
    nearest = max((len(path) for _, path in above), default=0)
    return [person for person, path in above if len(path) == nearest]
