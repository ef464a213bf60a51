"""The dispatcher's lists: what is on today, what nobody has taken, and what is about to break its promise, worst first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models.appointment import AHEAD, Appointment, Status
from models.order import BEFORE_CONNECTED, OrderStatus, WorkOrder
from models.person import CustomerTier
from scheduling import windows
from scheduling.permissions import visible_to
from scheduling.unit_of_work import UnitOfWork

TIERS = list(CustomerTier)

# What a line on a list shows of an order and its visit, for all of them at once.
ORDER = joinedload(WorkOrder.customer), joinedload(WorkOrder.area)
VISIT = (joinedload(Appointment.technician),)


@dataclass(frozen=True)
class Row:
    """An order on a list: `left` is the time until the promise (or, without a visit, the deadline) breaks."""

    order: WorkOrder
    visit: Appointment | None
    left: timedelta
    why: str
    address: str | None = None  # of what was searched for, as far as it may be read


def rows(uow: UnitOfWork, found: Sequence[tuple[WorkOrder, Appointment | None]], why: str) -> list[Row]:
    return [Row(order, visit, (visit.promised_at if visit else order.due_at) - uow.now, why) for order, visit in found]


def pairs(uow: UnitOfWork) -> list[tuple[WorkOrder, Appointment | None]]:
    """Every order not yet connected that the actor may see, with its live visit."""
    live = Appointment.status.in_([*AHEAD, Status.ARRIVED])
    query = (
        select(WorkOrder, Appointment)
        .outerjoin(Appointment, (Appointment.order_id == WorkOrder.id) & live)
        .where(visible_to(uow.actor), WorkOrder.status.in_([*BEFORE_CONNECTED, OrderStatus.CONNECTED]))
        .options(*ORDER, *VISIT)
    )
    return [(order, visit) for order, visit in uow.session.execute(query).unique()]


def worst_first(found: list[Row]) -> list[Row]:
    return sorted(found, key=lambda row: (row.left, not row.order.urgent, TIERS.index(row.order.tier), row.order.id))


def today(uow: UnitOfWork, at: datetime | None = None) -> list[Row]:
    """The visits of a local day, by promised time."""
    bounds = windows.day_bounds(windows.local_day(at or uow.now, uow.policy.zone), uow.policy.zone)
    query = (
        select(WorkOrder, Appointment)
        .join(Appointment, Appointment.order_id == WorkOrder.id)
        .where(
            visible_to(uow.actor),
            Appointment.starts_at >= bounds.starts_at,
            Appointment.starts_at < bounds.ends_at,
            Appointment.status.in_([*AHEAD, Status.ARRIVED, Status.DONE]),
        )
        .order_by(Appointment.promised_at, WorkOrder.id)
        .options(*ORDER, *VISIT)
    )
    return rows(uow, [(order, visit) for order, visit in uow.session.execute(query).unique()], "today")


def unassigned(uow: UnitOfWork) -> list[Row]:
    """Orders without a time, and visits without a technician; the worst first."""
    no_visit = (OrderStatus.NEW, OrderStatus.READY, OrderStatus.REOPENED)
    found = [
        (order, visit)
        for order, visit in pairs(uow)
        if (visit is None and order.status in no_visit)
        or (visit is not None and visit.technician_id is None and order.status is not OrderStatus.ON_HOLD)
    ]
    return worst_first(rows(uow, found, "unassigned"))


def running_late(uow: UnitOfWork) -> list[Row]:
    """What breaks a promise or is about to: late to set out, late to arrive, past the deadline; the worst first."""
    late: list[Row] = []
    for order, visit in pairs(uow):
        why = why_late(uow, order, visit)
        if why is not None:
            late += rows(uow, [(order, visit)], why)
    return worst_first(late)


def why_late(uow: UnitOfWork, order: WorkOrder, visit: Appointment | None) -> str | None:
    """The reason an order stands on the late list, or None. While an outage holds it, its clocks stand still."""
    if order.status is OrderStatus.ON_HOLD:
        return None
    if visit is not None and visit.ahead:
        if uow.now > visit.promised_at + uow.policy.grace:
            return "promise_broken"
        if visit.technician_id is None and visit.promised_at - uow.now < timedelta(hours=2):
            return "nobody_coming"
        if visit.eta_at is not None and visit.eta_at > visit.promised_at + uow.policy.grace:
            return "will_be_late"
        if visit.depart_at and uow.now > visit.depart_at and order.status is OrderStatus.ACCEPTED:
            return "not_departed"
    if order.asked_later_at is None and order.status in BEFORE_CONNECTED:
        if uow.now > order.due_at:
            return "deadline_broken"
        planned = visit.promised_at if visit else None
        if planned is None and order.due_at - uow.now < timedelta(hours=4):
            return "deadline_near"
    return None
