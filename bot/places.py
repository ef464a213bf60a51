"""`python -m bot places places.yaml`: the operator's own units, areas and contractors, from one file.

Said again it is brought up to date: what stands in the file is made or changed, what does not is left alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select

from models.unit import Area, AreaKind, Contractor, Unit, UnitLevel
from scheduling.unit_of_work import UnitOfWork


class Unusable(Exception):
    """The file cannot be used; the message names the entry and the fix."""


@dataclass
class Count:
    """What was made anew."""

    units: int = 0
    areas: int = 0
    contractors: int = 0


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
    for one in listed(entry, "units", name):
        put_unit(uow, one, unit, count)


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
