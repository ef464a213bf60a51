"""`python -m bot places places.yaml`: the operator's own units, areas, contractors and emergency plans, from one file.

Said again it is brought up to date: what stands in the file is made or changed, what does not is left alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select

from models.emergency import EmergencyKind, EmergencyPlan
from models.person import Person, RoleGrant
from models.unit import Area, AreaKind, Contractor, Unit, UnitLevel
from scheduling.unit_of_work import UnitOfWork

MOST_LINES = 30  # of a plan: what one card holds


class Unusable(Exception):
    """The file cannot be used; the message names the entry and the fix."""


@dataclass
class Count:
    """What was made anew."""

    units: int = 0
    areas: int = 0
    contractors: int = 0
    plans: int = 0


def read(path: Path) -> dict[str, Any]:
    """The file as data. Raises `Unusable`."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Unusable(f"{path}: {error.strerror}") from error
    except yaml.YAMLError as error:
        raise Unusable(f"{path} is not YAML: {str(error).splitlines()[0]}") from error
    if not isinstance(content, dict) or not isinstance(content.get("unit"), dict):
        raise Unusable(f"{path}: begin with `unit:` holding name and level, as in docs/places.example.yaml")
    return content


def lay_out(uow: UnitOfWork, content: dict[str, Any]) -> Count:
    """Makes the tree of units (R-1.1) with their areas and contractors, in one transaction."""
    count = Count()
    put_unit(uow, content["unit"], None, count)
    return count


def put_unit(uow: UnitOfWork, entry: dict[str, Any], parent: Unit | None, count: Count) -> None:
    name = named(entry, "unit")
    level = entry.get("level")
    if level not in [one.value for one in UnitLevel]:
        raise Unusable(f"unit {name}: level is {level!r}; use group, province, city or county")
    where = Unit.parent_id.is_(None) if parent is None else Unit.parent_id == parent.id
    unit = uow.session.scalar(select(Unit).where(Unit.name == name, where))
    if unit is None:
        unit = uow.add(Unit(name=name, level=UnitLevel(level), parent_id=parent.id if parent else None, path=""))
        unit.path = f"{parent.path if parent else '/'}{unit.id}/"
        uow.session.flush()
        count.units += 1
    for one in listed(entry, "areas", name):
        put_area(uow, unit, one, None, count)
    for one in listed(entry, "contractors", name):
        contractor = str(one)
        known = select(Contractor.id).where(Contractor.name == contractor, Contractor.unit_id == unit.id)
        if uow.session.scalar(known) is None:
            uow.add(Contractor(name=contractor, unit_id=unit.id, since=uow.now))
            count.contractors += 1
    if entry.get("head"):
        unit.head_id = member_of_staff(uow, str(entry["head"]), name).id
    for one in listed(entry, "plans", name):
        put_plan(uow, unit, one, count)
    for one in listed(entry, "units", name):
        put_unit(uow, one, unit, count)


def member_of_staff(uow: UnitOfWork, called: str, unit: str) -> Person:
    """The head of a unit (R-1.16), by name or phone; they have joined before."""
    query = select(Person).join(RoleGrant).where((Person.name == called) | (Person.phone == called)).distinct()
    found = uow.session.scalars(query.where(Person.left_at.is_(None))).unique().all()
    if len(found) != 1:
        raise Unusable(
            f"unit {unit}: head is {called!r}, and {len(found)} members of staff are called so; "
            "invite them first (python -m bot invite --role head), or write their phone as +86…"
        )
    return found[0]


def put_plan(uow: UnitOfWork, unit: Unit, entry: Any, count: Count) -> None:
    """Whom to call and what to do in an emergency of one kind (R-6.14); said again, the plan is what stands there."""
    kind = entry.get("kind") if isinstance(entry, dict) else None
    if kind not in [one.value for one in EmergencyKind]:
        raise Unusable(f"unit {unit.name}: a plan's kind is {kind!r}; use {', '.join(EmergencyKind)}")
    where = f"unit {unit.name}, plan {kind}"
    contacts = [contact_of(one, where) for one in listed(entry, "contacts", where)]
    checklist = [str(line).strip() for line in listed(entry, "checklist", where)]
    if not all(checklist) or len(set(checklist)) < len(checklist):
        raise Unusable(f"{where}: a line of the checklist is empty or written twice")
    if len(contacts) > MOST_LINES or len(checklist) > MOST_LINES:
        raise Unusable(f"{where}: more than {MOST_LINES} contacts or lines; nobody reads that in an emergency")
    known = select(EmergencyPlan).where(EmergencyPlan.unit_id == unit.id, EmergencyPlan.kind == EmergencyKind(kind))
    plan = uow.session.scalar(known)
    if plan is None:
        uow.add(EmergencyPlan(unit_id=unit.id, kind=EmergencyKind(kind), contacts=contacts, checklist=checklist))
        count.plans += 1
    else:
        plan.contacts, plan.checklist = contacts, checklist


def contact_of(entry: Any, where: str) -> dict[str, str]:
    name = named(entry, f"a contact of {where}")
    phone = str(entry.get("phone", "")).strip()
    if not any(letter.isdigit() for letter in phone):
        raise Unusable(f'{where}: contact {name} has no phone; write `phone: "95598"`')
    return {"name": name, "phone": phone, "duty": str(entry.get("duty", "")).strip()}


def put_area(uow: UnitOfWork, unit: Unit, entry: dict[str, Any], parent: Area | None, count: Count) -> None:
    name = named(entry, "area")
    kind = entry.get("kind", "district" if parent is None else "estate")
    if kind not in [one.value for one in AreaKind]:
        raise Unusable(f"area {name}: kind is {kind!r}; use district, estate, box or onu")
    area = uow.session.scalar(select(Area).where(Area.unit_id == unit.id, Area.name == name))
    if area is None:
        area = uow.add(Area(unit_id=unit.id, name=name, kind=AreaKind(kind), aliases=[], path=""))
        count.areas += 1
    area.parent_id = parent.id if parent else None
    move_to(uow, area, f"{parent.path if parent else '/'}{area.id}/")
    area.kind, area.aliases = AreaKind(kind), [str(alias) for alias in listed(entry, "aliases", name)]
    area.latitude, area.longitude = place(entry, name)
    area.poor_lines = bool(entry.get("poor_lines", False))
    uow.session.flush()
    for one in listed(entry, "areas", name):
        put_area(uow, unit, one, area, count)


def move_to(uow: UnitOfWork, area: Area, path: str) -> None:
    """Everything below moves along, whether the file names it or not."""
    if area.path and area.path != path:
        for one in uow.session.scalars(select(Area).where(Area.path.startswith(area.path), Area.id != area.id)):
            one.path = path + one.path.removeprefix(area.path)
    area.path = path


def named(entry: Any, what: str) -> str:
    if not isinstance(entry, dict) or not str(entry.get("name", "")).strip():
        raise Unusable(f"{what} {entry!r} has no name; write `name: …`")
    return str(entry["name"]).strip()


def listed(entry: dict[str, Any], key: str, name: str) -> list[Any]:
    found = entry.get(key) or []
    if not isinstance(found, list):
        raise Unusable(f"{name}: {key} is {found!r}; write a list, one entry a line, each beginning with a dash")
    return found


def place(entry: dict[str, Any], name: str) -> tuple[float | None, float | None]:
    at = entry.get("at")
    if at is None:
        return None, None
    try:
        latitude, longitude = (float(part) for part in at)
    except (TypeError, ValueError) as error:
        raise Unusable(f"area {name}: at is {at!r}; write [latitude, longitude], such as [30.66, 104.08]") from error
    return latitude, longitude
