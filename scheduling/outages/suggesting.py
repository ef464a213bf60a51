"""The system's word that something may stand behind many orders (D-17): faults behind one box, or a backlog of installs.

Made once, with the orders it rests on; a person decides. Looked for when an order is taken, which is when it comes about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from models.order import BEFORE_CONNECTED, OrderKind, OrderStatus, WorkOrder
from models.outage import Outage, OutageSuggestion
from models.person import Technician, TechnicianArea
from models.unit import Area, Unit
from scheduling.announcements import record
from scheduling.events import outages as oe
from scheduling.outages import choosing, looking
from scheduling.outages.choosing import Place
from scheduling.outages.ground import Ground, ids_in, orders_in
from scheduling.permissions import Action, require
from scheduling.unit_of_work import UnitOfWork

FAULTS, BACKLOG = "faults", "backlog"
# An install that nobody has begun waits; one under way does not.
WAITING = (OrderStatus.NEW, OrderStatus.READY, OrderStatus.SCHEDULED, OrderStatus.ASSIGNED, OrderStatus.ACCEPTED)


LATELY = (
    select(WorkOrder.id)
    .where(
        WorkOrder.plant_id == bindparam("plant"),
        WorkOrder.kind == OrderKind.REPAIR,
        WorkOrder.status.in_(BEFORE_CONNECTED),
        WorkOrder.received_at > bindparam("since"),
    )
    .order_by(WorkOrder.id)
)


def look_around(uow: UnitOfWork, order: WorkOrder) -> OutageSuggestion | None:
    """An order was taken: is it one of many?"""
    if order.kind is OrderKind.REPAIR and order.plant_id is not None:
        return faults_behind(uow, order.plant_id)
    return backlog_around(uow, order.area) if order.kind is OrderKind.INSTALL else None


def faults_behind(uow: UnitOfWork, plant_id: int) -> OutageSuggestion | None:
    """D-17: this many open faults behind one box or ONU within half an hour, none of which is explained yet."""
    numbers = uow.policy.outages
    found = [id for (id,) in uow.rows(LATELY, plant=plant_id, since=uow.now - numbers.suggest_within)]
    if len(found) < numbers.suggest_faults:
        return None
    if looking.covering(uow, area_id=plant_id) or is_open(uow, plant_id, FAULTS):
        return None
    settled = named_before(uow, plant_id, FAULTS)
    ids = [id for id in found if id not in settled]
    return suggest(uow, uow.get(Area, plant_id), FAULTS, ids) if len(ids) >= numbers.suggest_faults else None


def backlog_around(uow: UnitOfWork, area: Area) -> OutageSuggestion | None:
    """D-17: more installs wait in a district, with all below it, than its technicians can do in three days."""
    root = uow.get(Area, ids_in(area.path)[0])
    if is_open(uow, root.id, BACKLOG):
        return None
    waiting = orders_in(Ground(root.unit_id, root.id))
    query = select(WorkOrder.id).where(WorkOrder.kind == OrderKind.INSTALL, WorkOrder.status.in_(WAITING), waiting)
    ids = list(uow.session.scalars(query.order_by(WorkOrder.id)))
    fresh = set(ids) - named_before(uow, root.id, BACKLOG)
    if not fresh or len(ids) <= capacity(uow, root) or 2 * len(fresh) < len(ids):
        return None
    return suggest(uow, root, BACKLOG, ids)


def capacity(uow: UnitOfWork, root: Area) -> float:
    """How many visits the technicians of a district can make within the policy's days, by their shifts."""
    inside = select(Area.id).where(Area.path.startswith(root.path, autoescape=True))
    serving = select(TechnicianArea.technician_id).where(TechnicianArea.area_id.in_(inside)).distinct()
    shifts = uow.session.scalars(select(Technician.shift).where(Technician.person_id.in_(serving)))
    slots, days = len(uow.policy.slots.starts), uow.policy.outages.suggest_backlog.days
    return sum(slots * days * len(shift.get("days", range(7))) / 7 for shift in shifts)


def is_open(uow: UnitOfWork, area_id: int, why: str) -> bool:
    query = select(OutageSuggestion.id).where(
        OutageSuggestion.area_id == area_id, OutageSuggestion.why == why, OutageSuggestion.decided_at.is_(None)
    )
    return uow.session.scalar(query) is not None


def named_before(uow: UnitOfWork, area_id: int, why: str) -> set[int]:
    """Orders a person has been shown already and said what they are: they are no news."""
    query = select(OutageSuggestion.order_ids).where(OutageSuggestion.area_id == area_id, OutageSuggestion.why == why)
    return {int(id) for ids in uow.session.scalars(query) for id in ids}


def suggest(uow: UnitOfWork, area: Area, why: str, ids: Sequence[int]) -> OutageSuggestion:
    """Made once, by its unique key: whoever comes second runs again, and finds it there."""
    made = OutageSuggestion(
        unit_id=area.unit_id, area_id=area.id, why=why, order_ids=[str(id) for id in ids], made_at=uow.now
    )
    uow.add(made)
    record(uow, oe.OutageSuggested(made.id, why, area.unit_id))
    return made


def decided(uow: UnitOfWork, suggestion_id: int, outage: Outage | None) -> OutageSuggestion:
    """An outage was opened for it, or it was nothing. Whoever decides first decides."""
    suggestion = uow.get(OutageSuggestion, suggestion_id)
    require(uow.actor, Action.OPEN_OUTAGE, uow.get(Unit, suggestion.unit_id))
    if suggestion.decided_at is None:
        suggestion.decided_at, suggestion.decided_by_id = uow.now, uow.actor.person_id
        suggestion.outage_id = outage.id if outage else None
        record(uow, oe.SuggestionDecided(suggestion.id, opened=outage is not None), outage=outage)
    return suggestion


def nothing(uow: UnitOfWork, suggestion_id: int) -> OutageSuggestion:
    """A person has looked: no outage."""
    return decided(uow, suggestion_id, None)


@dataclass(frozen=True)
class SuggestionView:
    """What is suggested and what it rests on; `orders` are number and address of each."""

    id: int
    why: str
    at: Place
    orders: tuple[tuple[str, str], ...]
    count: int
    decided_by: str | None
    outage_id: int | None
    is_open: bool


def see(uow: UnitOfWork, suggestion_id: int, shown: int = 10) -> SuggestionView:
    """No check here: for callers who have made it, and for rendering a notification to its own recipient."""
    found = uow.get(OutageSuggestion, suggestion_id)
    first = [int(id) for id in found.order_ids[:shown]]
    orders = uow.session.scalars(select(WorkOrder).where(WorkOrder.id.in_(first)).order_by(WorkOrder.id))
    by = uow.person(found.decided_by_id).name if found.decided_by_id else None
    return SuggestionView(
        found.id, found.why, choosing.place(uow, found.unit_id, found.area_id),
        tuple((order.number, order.address) for order in orders), len(found.order_ids), by, found.outage_id,
        found.decided_at is None,
    )  # fmt: skip


def suggestion(uow: UnitOfWork, suggestion_id: int) -> SuggestionView:
    """What was pointed out, for those who may open an outage there (D-17)."""
    found = uow.get(OutageSuggestion, suggestion_id)
    require(uow.actor, Action.OPEN_OUTAGE, uow.get(Unit, found.unit_id))
    return see(uow, suggestion_id)
