"""The record as somebody may see it: staff exactly, everybody else by areas and times only (R-12.9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select

from models.event import Event
from models.outage import OPEN, RUNNING, HeldOrder, Outage, OutageStatus
from models.person import Person
from models.unit import Area, AreaKind, Unit, WholeUnit
from scheduling.outages.ground import Ground, customers_in, ids_in, lies_within, orders_explained, wider
from scheduling.permissions import Action, may, require
from scheduling.unit_of_work import UnitOfWork

PLANT = (AreaKind.BOX, AreaKind.ONU)
ANY_OPEN = select(exists().where(Outage.status.in_(OPEN)).label("any"))


@dataclass(frozen=True)
class OutageView:
    """An outage on a card. `place` is exact and for staff; `public_place` is what anybody may be told (R-12.9)."""

    id: int
    version: int
    status: OutageStatus
    planned: bool
    unit_id: int
    area_id: int | None
    place: str
    public_place: str
    services: tuple[str, ...]
    cause: str | None
    cause_text: str | None
    opened_at: datetime
    starts_at: datetime
    expected_from: datetime | None
    expected_until: datetime | None
    next_update_at: datetime | None
    restored_at: datetime | None
    edition: int
    suggested: bool
    merged_into_id: int | None
    held: int  # orders that wait for it now
    may_change: bool
    seen_at: datetime

    @property
    def overdue(self) -> bool:
        """The end people were told has passed, and it still lasts."""
        return self.running and self.expected_until is not None and self.expected_until <= self.seen_at

    @property
    def next_word_at(self) -> datetime | None:
        """When people hear more; a promise that has passed is none."""
        ahead = self.open and self.next_update_at is not None and self.next_update_at > self.seen_at
        return self.next_update_at if ahead else None

    @property
    def running(self) -> bool:
        return self.status in RUNNING

    @property
    def open(self) -> bool:
        return self.status in OPEN


def outage_view(uow: UnitOfWork, outage_id: int) -> OutageView:
    """The record, for staff of its unit. Raises `NotAllowed` for anybody else."""
    outage = uow.get(Outage, outage_id)
    require(uow.actor, Action.READ_OUTAGES, outage)
    return view(uow, outage)


def view(uow: UnitOfWork, outage: Outage) -> OutageView:
    """No check here: for callers who have made it, and for rendering a notification to its own recipient."""
    held = select(func.count()).where(HeldOrder.outage_id == outage.id, HeldOrder.released_at.is_(None))
    return OutageView(
        id=outage.id,
        version=outage.version,
        status=outage.status,
        planned=outage.planned,
        unit_id=outage.unit_id,
        area_id=outage.area_id,
        place=place_of(uow, Ground.of(outage)),
        public_place=public_place(uow, Ground.of(outage)),
        services=tuple(outage.services),
        cause=outage.cause.value if outage.cause else None,
        cause_text=outage.cause_text,
        opened_at=outage.opened_at,
        starts_at=outage.starts_at,
        expected_from=outage.expected_from,
        expected_until=outage.expected_until,
        next_update_at=outage.next_update_at,
        restored_at=outage.restored_at,
        edition=outage.edition,
        suggested=outage.suggested,
        merged_into_id=outage.merged_into_id,
        held=uow.session.scalar(held) or 0,
        may_change=may(uow.actor, Action.CHANGE_OUTAGE, outage),
        seen_at=uow.now,
    )


def place_of(uow: UnitOfWork, ground: Ground) -> str:
    """The ground by name; a box or ONU with the estate it serves."""
    if ground.area_id is None:
        return WholeUnit(uow.get(Unit, ground.unit_id).name)
    area = uow.get(Area, ground.area_id)
    home = living_area(uow, area)
    return area.name if home.id == area.id or home.name in area.name else f"{home.name} {area.name}"


def public_place(uow: UnitOfWork, ground: Ground) -> str:
    """R-12.9: where a box or ONU stands is nobody's business; its estate is named."""
    if ground.area_id is None:
        return WholeUnit(uow.get(Unit, ground.unit_id).name)
    return living_area(uow, uow.get(Area, ground.area_id)).name


def living_area(uow: UnitOfWork, area: Area) -> Area:
    """The estate or district around a box or ONU; itself, where people live."""
    while area.kind in PLANT and area.parent_id is not None:
        area = uow.get(Area, area.parent_id)
    return area


def quiet(uow: UnitOfWork) -> bool:
    """No record is open anywhere: on most days every booking may stop looking here."""
    return not uow.rows(ANY_OPEN)[0].any


def covering(uow: UnitOfWork, *, area_id: int, plant_id: int | None = None, services: Any = ()) -> list[Outage]:
    """The running outages that explain a fault of these services there, the closest and newest first.

    `plant_id` is the home's box or ONU; without it only outages of the area as a whole are certain to touch it.
    """
    if quiet(uow):
        return []
    around = wherever(uow, plant_id or area_id)
    running = select(Outage).where(Outage.status.in_(RUNNING), Outage.starts_at <= uow.now, around)
    found = [outage for outage in uow.session.scalars(running) if not services or outage.touches(list(services))]
    return sorted(found, key=lambda one: (-depth(uow, one), -one.id))


def works_ahead(uow: UnitOfWork, area_id: int, plant_id: int | None = None) -> list[Outage]:
    """The planned works that will touch a home, the soonest first."""
    if quiet(uow):
        return []
    planned = select(Outage).where(Outage.status == OutageStatus.PLANNED, wherever(uow, plant_id or area_id))
    return list(uow.session.scalars(planned.order_by(Outage.starts_at, Outage.id)))


def wherever(uow: UnitOfWork, area_id: int) -> ColumnElement[bool]:
    """The outages of this ground and of any around it."""
    area = uow.get(Area, area_id)
    return or_(
        Outage.area_id.in_(ids_in(area.path)),
        Outage.area_id.is_(None) & Outage.unit_id.in_(ids_in(area.unit.path)),
    )


def depth(uow: UnitOfWork, outage: Outage) -> int:
    """How close to the home an outage's ground is: a box is closer than its estate, that closer than a county."""
    if outage.area_id is None:
        return len(ids_in(uow.get(Unit, outage.unit_id).path)) - 100
    return len(ids_in(uow.get(Area, outage.area_id).path))


def open_outages(uow: UnitOfWork) -> list[Outage]:
    """The open records that the actor may read, what runs first, then what is planned, each by its beginning."""
    query = select(Outage).where(Outage.status.in_(OPEN)).order_by(Outage.starts_at, Outage.id)
    mine = [outage for outage in uow.session.scalars(query) if may(uow.actor, Action.READ_OUTAGES, outage)]
    return sorted(mine, key=lambda outage: not outage.running)


def seen(uow: UnitOfWork, among: list[Outage] | None = None) -> list[OutageView]:
    """The open records as views."""
    return [view(uow, outage) for outage in (open_outages(uow) if among is None else among)]


def near_places(uow: UnitOfWork, places: list[tuple[int, int | None]]) -> list[OutageView]:
    """What is open there: around these places, or somewhere below; for staff who ask."""
    grounds = [Ground(unit_id, area_id) for unit_id, area_id in places]
    return [
        view(uow, outage)
        for outage in open_outages(uow)
        if any(wider(uow, ground, Ground.of(outage)) is not None for ground in grounds)
    ]


def numbered(uow: UnitOfWork, number: int | None) -> int | None:
    """The open record of that number, if there is one and it is the actor's to change."""
    return next(
        (outage.id for outage in open_outages(uow) if outage.id == number and view(uow, outage).may_change), None
    )


def reaching(uow: UnitOfWork, places: list[tuple[int, int | None]]) -> list[OutageView]:
    """What is open over the whole of one of these places: a record of less ground does not speak for them."""
    grounds = [Ground(unit_id, area_id) for unit_id, area_id in places]
    return [
        view(uow, outage)
        for outage in open_outages(uow)
        if any(lies_within(uow, ground, Ground.of(outage)) for ground in grounds)
    ]


@dataclass(frozen=True)
class Reach:
    """Whom a record would touch, for the card before it is opened."""

    place: str
    customers: int
    orders: int


def reach(uow: UnitOfWork, unit_id: int, area_id: int | None, services: Any = ()) -> Reach:
    """Whom a record over this ground would touch: customers, and the open orders it would explain."""
    ground = Ground(unit_id, area_id)
    return Reach(place_of(uow, ground), customers_in(uow, ground), orders_explained(uow, ground, services))


@dataclass(frozen=True)
class Told:
    """One line of an outage's history."""

    at: datetime
    name: str
    who: str | None
    facts: dict[str, Any]


def history(uow: UnitOfWork, outage_id: int, limit: int = 12) -> list[Told]:
    """Everything that happened to the record itself, the newest last."""
    outage = uow.get(Outage, outage_id)
    require(uow.actor, Action.READ_OUTAGES, outage)
    query = (
        select(Event, Person.name)
        .outerjoin(Person, Person.id == Event.actor_id)
        .where(Event.outage_id == outage_id, Event.order_id.is_(None), Event.name.like("outage.%"))
        .order_by(Event.id.desc())
        .limit(limit)
    )
    rows = [Told(event.at, event.name, who, event.facts) for event, who in uow.session.execute(query)]
    return rows[::-1]
