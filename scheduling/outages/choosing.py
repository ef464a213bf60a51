"""Where: down the tree from a dispatcher's units to a box, or found by what was typed; and what is there already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from models.errors import NotAllowed
from models.outage import Outage
from models.unit import Area, AreaKind, Unit
from scheduling import areas
from scheduling.outages import looking
from scheduling.outages.ground import Ground, overlapping, wider
from scheduling.outages.looking import OutageView, place_of
from scheduling.permissions import MAY, Action, may, require
from scheduling.unit_of_work import UnitOfWork

FOUND = 6  # more than these do not fit under one question


@dataclass(frozen=True)
class Place:
    """Somewhere an outage may be, by name."""

    unit_id: int
    area_id: int | None
    name: str
    kind: str  # unit, district, estate, box, onu


@dataclass(frozen=True)
class Branch:
    """One place of the tree with what lies directly below; `up` is None at the top."""

    here: Place | None
    up: Place | None
    below: tuple[Place, ...]


def units(uow: UnitOfWork, action: Action = Action.OPEN_OUTAGE) -> list[Unit]:
    """The units on which the actor may do this, the top ones only."""
    paths = sorted({path for role, path in uow.actor.roles if role in MAY[action]})
    tops = [path for path in paths if not any(path != other and path.startswith(other) for other in paths)]
    return list(uow.session.scalars(select(Unit).where(Unit.path.in_(tops)).order_by(Unit.path)))


def top(uow: UnitOfWork) -> Branch:
    """Where choosing begins: the dispatcher's own unit; with several, all of them."""
    mine = units(uow)
    if not mine:
        raise NotAllowed(action=Action.OPEN_OUTAGE.value)
    if len(mine) == 1:
        return unit_branch(uow, mine[0].id)
    return Branch(None, None, tuple(of_unit(unit) for unit in mine))


def unit_branch(uow: UnitOfWork, unit_id: int) -> Branch:
    """A unit, what lies below it, and the way up as far as the actor may open outages."""
    unit = uow.get(Unit, unit_id)
    require(uow.actor, Action.OPEN_OUTAGE, unit)
    children = uow.session.scalars(select(Unit).where(Unit.parent_id == unit.id).order_by(Unit.name)).all()
    roots = select(Area).where(Area.unit_id == unit.id, Area.parent_id.is_(None)).order_by(Area.name)
    parent = uow.session.get(Unit, unit.parent_id) if unit.parent_id else None
    up = of_unit(parent) if parent is not None and may(uow.actor, Action.OPEN_OUTAGE, parent) else None
    below = (*(of_unit(child) for child in children), *(of_area(uow, area) for area in uow.session.scalars(roots)))
    return Branch(of_unit(unit), up, below)


def area_branch(uow: UnitOfWork, area_id: int) -> Branch:
    """An area, what lies below it, and the way up."""
    area = uow.get(Area, area_id)
    require(uow.actor, Action.OPEN_OUTAGE, area)
    parent = uow.session.get(Area, area.parent_id) if area.parent_id else None
    children = uow.session.scalars(select(Area).where(Area.parent_id == area.id).order_by(Area.name))
    below = tuple(of_area(uow, child) for child in children)
    return Branch(of_area(uow, area), of_area(uow, parent) if parent else of_unit(area.unit), below)


def of_unit(unit: Unit) -> Place:
    return Place(unit.id, None, unit.name, "unit")


def of_area(uow: UnitOfWork, area: Area) -> Place:
    return Place(area.unit_id, area.id, place_of(uow, Ground(area.unit_id, area.id)), area.kind.value)


def place(uow: UnitOfWork, unit_id: int, area_id: int | None) -> Place:
    if area_id is not None:
        return of_area(uow, uow.get(Area, area_id))
    return of_unit(uow.get(Unit, unit_id))


def named(
    uow: UnitOfWork, text: str, *, alike: bool = False, action: Action = Action.OPEN_OUTAGE
) -> list[Place]:  # fmt: skip
    """The places a message names, the surest first; one is sure. `alike`: near misses too, since a place was asked for.

    A box is found by its own name, or as the one that serves the building that was named with its estate.
    """
    mine = units(uow, action)
    said = areas.fold(text)
    living = [area for area in areas.serving(uow) if any(area.unit.path.startswith(unit.path) for unit in mine)]
    plants = plants_named(uow, text, mine, living)
    if plants:
        return [of_area(uow, plant) for plant in plants[:FOUND]]
    sure = [area for area in living if areas.holds(said, area)]
    found = areas.match(uow, text, living) if sure or alike else []
    if len(found) == 1:
        plant_id = areas.plant_of(uow, found[0].id, text)
        found = [uow.get(Area, plant_id)] if plant_id is not None else found
    if not found:
        every = [unit for top in mine for unit in below(uow, top) if areas.fold(unit.name) in said]
        return [of_unit(unit) for unit in sorted(every, key=lambda one: -len(one.name))][:1]
    return [of_area(uow, area) for area in found[:FOUND]]


def plants_named(uow: UnitOfWork, text: str, mine: list[Unit], living: list[Area]) -> list[Area]:
    """The boxes and ONUs that are named, with their estate's name or without it; the longest name wins.

    创业街箱 is the box and not the street 创业街; of a box 1号箱 in two estates the one whose estate is named is meant.
    """
    said = areas.fold(text)
    names = [name for area in living for one in (area.name, *area.aliases) if one and (name := areas.fold(one)) in said]
    found: dict[Area, str] = {}
    for plant in plant_below(uow, mine):
        whole = areas.fold(plant.name)
        short = whole.removeprefix(areas.fold(looking.living_area(uow, plant).name))
        for name in (whole, short):
            if len(name) > 2 and areas.building(name).search(said) and not any(name in one != name for one in names):
                found[plant] = name
                break
    named = {plant: name for plant, name in found.items() if not any(name in one != name for one in found.values())}
    there = [one for one in named if any(one.path.startswith(area.path) for area in living if areas.holds(said, area))]
    return sorted(there or named, key=lambda one: -len(named[one]))


def plant_below(uow: UnitOfWork, mine: list[Unit]) -> list[Area]:
    query = select(Area).where(Area.kind.in_([AreaKind.BOX, AreaKind.ONU])).order_by(Area.path)
    return [one for one in uow.session.scalars(query) if any(one.unit.path.startswith(unit.path) for unit in mine)]


def below(uow: UnitOfWork, unit: Unit) -> list[Unit]:
    query = select(Unit).where(Unit.path.startswith(unit.path, autoescape=True)).order_by(Unit.path)
    return list(uow.session.scalars(query))


def met(
    uow: UnitOfWork, unit_id: int, area_id: int | None, services: list[str], starts_at: datetime,
    until: datetime | None, but: int | None = None,
) -> list[OutageView]:  # fmt: skip
    """The open records that a new one would overlap with, as far as the actor may read them."""
    found = overlapping(uow, Ground(unit_id, area_id), services, starts_at, until, but)
    return [looking.view(uow, one) for one in found if may(uow.actor, Action.READ_OUTAGES, one)]


def mergeable(uow: UnitOfWork, outage_id: int) -> list[OutageView]:
    """The open records this one could be merged into: the same ground, and running where this one runs."""
    outage = uow.get(Outage, outage_id)
    if not outage.open or not may(uow.actor, Action.CHANGE_OUTAGE, outage):
        return []
    others = [one for one in looking.open_outages(uow) if one.id != outage.id and (one.running or not outage.running)]
    mine = Ground.of(outage)
    return [
        looking.view(uow, one)
        for one in others
        if may(uow.actor, Action.CHANGE_OUTAGE, one) and wider(uow, mine, Ground.of(one)) is not None
    ]


def of_draft(uow: UnitOfWork, draft_id: str) -> int | None:
    """What an earlier tap made of this draft, if it is the actor's business."""
    outage = uow.session.scalar(select(Outage).where(Outage.draft_id == draft_id))
    return outage.id if outage is not None and may(uow.actor, Action.READ_OUTAGES, outage) else None
