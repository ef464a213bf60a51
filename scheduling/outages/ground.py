"""The ground an outage touches: which areas, homes and orders lie in it.

An outage of an area touches everything below it; one without an area touches its unit and the units below. A home or
order lies where its box or ONU is, where that is known, and else in its area.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select

from models.order import BEFORE_ON_SITE, OrderKind, OrderService, OrderStatus, Service, WorkOrder
from models.outage import OPEN, Outage
from models.person import Address
from models.unit import Area, Unit
from scheduling.unit_of_work import UnitOfWork

# Nobody is on the way yet: such an order can wait for the outage to end.
NOT_BEGUN = tuple(status for status in BEFORE_ON_SITE if status is not OrderStatus.EN_ROUTE)


@dataclass(frozen=True)
class Ground:
    """An area with all below it, or all of a unit."""

    unit_id: int
    area_id: int | None = None

    @classmethod
    def of(cls, outage: Outage) -> Ground:
        return cls(outage.unit_id, outage.area_id)

    @property
    def areas(self) -> Select[int]:
        """The ids of every area in it."""
        if self.area_id is not None:
            top = select(Area.path).where(Area.id == self.area_id).scalar_subquery()
            return select(Area.id).where(Area.path.like(top.concat("%")))
        top = select(Unit.path).where(Unit.id == self.unit_id).scalar_subquery()
        return select(Area.id).join(Unit, Unit.id == Area.unit_id).where(Unit.path.like(top.concat("%")))


def lies_in(where: type[Address] | type[WorkOrder], ground: Ground) -> ColumnElement[bool]:
    """The homes or orders in it; both columns are indexed, so both are asked by themselves."""
    return or_(where.plant_id.in_(ground.areas), where.plant_id.is_(None) & where.area_id.in_(ground.areas))


def home_in(ground: Ground) -> ColumnElement[bool]:
    """A condition on `Address`: this home is touched."""
    return lies_in(Address, ground)


def orders_in(ground: Ground, services: Iterable[str] = ()) -> ColumnElement[bool]:
    """A condition on `WorkOrder`: it lies there, and one of its services is among these (none named: any)."""
    down = [Service(service) for service in services]
    found = lies_in(WorkOrder, ground)
    if not down:
        return found
    return found & WorkOrder.id.in_(select(OrderService.order_id).where(OrderService.service.in_(down)))


def explained(ground: Ground, services: Iterable[str] = ()) -> ColumnElement[bool]:
    """The orders an outage explains: repairs there, of services it touches, not begun."""
    waiting = (WorkOrder.kind == OrderKind.REPAIR) & WorkOrder.status.in_(NOT_BEGUN)
    return waiting & orders_in(ground, services)


def customers_in(uow: UnitOfWork, ground: Ground) -> int:
    """How many customers live there."""
    query = select(func.count(func.distinct(Address.person_id))).where(home_in(ground))
    return uow.session.scalar(query) or 0


def orders_explained(uow: UnitOfWork, ground: Ground, services: Iterable[str] = ()) -> int:
    """How many would be put on hold; what waits for another outage waits already."""
    new = explained(ground, services), WorkOrder.status != OrderStatus.ON_HOLD
    query = select(func.count()).select_from(WorkOrder).where(*new)
    return uow.session.scalar(query) or 0


def overlapping(
    uow: UnitOfWork, ground: Ground, services: list[str], starts_at: datetime, until: datetime | None,
    but: int | None = None,
) -> list[Outage]:  # fmt: skip
    """The open records about the same homes, services and hours, the oldest first."""
    query = select(Outage).where(Outage.status.in_(OPEN), Outage.id != (but or 0)).order_by(Outage.id)
    found = uow.session.scalars(query).all()
    return [
        outage
        for outage in found
        if same_hours(outage, starts_at, until, uow.now)
        and (not services or outage.touches(services))
        and share(uow, ground, Ground.of(outage))
    ]


def one_after_the_other(uow: UnitOfWork, unit: Unit) -> None:
    """Records are opened in turn: no unique key says that two grounds overlap, so whoever is second has to see the first.

    All ground hangs on the topmost unit; its row is held till the record stands, and nothing else waits for it.
    """
    uow.session.flush()
    uow.session.get(Unit, ids_in(unit.path)[0], with_for_update={"key_share": True})


def same_hours(outage: Outage, starts_at: datetime, until: datetime | None, now: datetime) -> bool:
    """Works next week and a fault today do not meet. What runs on past its expected end has no end yet."""
    ends_at = outage.expected_until
    if ends_at is not None and ends_at <= now:
        ends_at = None
    return (until is None or outage.starts_at < until) and (ends_at is None or starts_at < ends_at)


def share(uow: UnitOfWork, one: Ground, other: Ground) -> bool:
    """Do they have any ground in common?"""
    return wider(uow, one, other) is not None


def wider(uow: UnitOfWork, one: Ground, other: Ground) -> Ground | None:
    """Of two grounds in the tree the one that holds the other; None when they lie apart."""
    mine, theirs = trail(uow, one), trail(uow, other)
    if theirs[: len(mine)] == mine:
        return one
    return other if mine[: len(theirs)] == theirs else None


def lies_within(uow: UnitOfWork, inner: Ground, outer: Ground) -> bool:
    """Does the outer one hold all of the inner one?"""
    above = trail(uow, outer)
    return trail(uow, inner)[: len(above)] == above


def trail(uow: UnitOfWork, ground: Ground) -> list[str]:
    """The way from the operator down to this ground: units, then areas."""
    units = uow.get(Unit, ground.unit_id).path
    if ground.area_id is None:
        return [f"u{id}" for id in ids_in(units)]
    area = uow.get(Area, ground.area_id)
    return [f"u{id}" for id in ids_in(area.unit.path)] + [f"a{id}" for id in ids_in(area.path)]


def ids_in(path: str) -> list[int]:
    """ "/1/4/9/" -> [1, 4, 9]."""
    return [int(part) for part in path.split("/") if part]
