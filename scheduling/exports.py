"""Orders and visits as rows for a sheet. Whoever takes customer data out of the house is on record (R-12.1)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from models.appointment import Appointment
from models.errors import NotAllowed
from models.order import OVER, WorkOrder
from scheduling import events as ev
from scheduling import phones
from scheduling.announcements import record
from scheduling.permissions import Action, may, visible_to
from scheduling.unit_of_work import UnitOfWork

# The order of the sheet's columns.
COLUMNS = (
    "number", "kind", "services", "status", "urgent", "tier", "customer", "phone", "area", "address", "contact_name",
    "contact_phone", "access_note", "fault_note", "received_at", "due_at", "visit_starts_at", "visit_ends_at",
    "technician", "visit_status", "confirmed_at", "arrived_at", "kept", "connected_at", "completed_at", "result",
)  # fmt: skip

SHOWN = joinedload(WorkOrder.customer), joinedload(WorkOrder.area), selectinload(WorkOrder.services)
TECHNICIAN = joinedload(Appointment.technician)

Cell = str | bool | datetime | list[str] | None


def take_out(uow: UnitOfWork, since: datetime | None = None, until: datetime | None = None) -> list[dict[str, Cell]]:
    """Every order the actor may see, with its newest visit; those received in [since, until), else all open ones."""
    paths = {path for _, path in uow.actor.roles}
    if not uow.actor.is_clock and not any(may(uow.actor, Action.EXPORT, path) for path in paths):
        raise NotAllowed(action=Action.EXPORT.value)
    query = select(WorkOrder).where(visible_to(uow.actor)).options(*SHOWN).order_by(WorkOrder.id)
    if since is not None:
        query = query.where(WorkOrder.received_at >= since)
    if until is not None:
        query = query.where(WorkOrder.received_at < until)
    if since is None and until is None:
        query = query.where(WorkOrder.status.not_in(OVER))
    orders = [o for o in uow.session.scalars(query).unique() if uow.actor.is_clock or may(uow.actor, Action.EXPORT, o)]
    visits = newest_visits(uow, [order.id for order in orders])
    rows = [row_of(order, visits.get(order.id)) for order in orders]
    record(uow, ev.OrdersExported(len(rows), since, until))
    return rows


def newest_visits(uow: UnitOfWork, order_ids: list[int]) -> dict[int, Appointment]:
    """The last visit of each order, whatever became of it."""
    found: dict[int, Appointment] = {}
    for at in range(0, len(order_ids), 500):
        some = order_ids[at : at + 500]
        query = select(Appointment).where(Appointment.order_id.in_(some)).order_by(Appointment.id).options(TECHNICIAN)
        for visit in uow.session.scalars(query).unique():
            if visit.order_id is not None:
                found[visit.order_id] = visit
    return found


def row_of(order: WorkOrder, visit: Appointment | None) -> dict[str, Cell]:
    row: dict[str, Cell] = {
        "number": order.number,
        "kind": order.kind.value,
        "services": list(order.service_names),
        "status": order.status.value,
        "urgent": order.urgent,
        "tier": order.tier.value,
        "customer": order.customer.name,
        "phone": phones.readable(order.customer.phone).replace(" ", ""),
        "area": order.area.name,
        "address": order.address,
        "contact_name": order.contact_name,
        "contact_phone": phones.readable(order.contact_phone).replace(" ", ""),
        "access_note": order.access_note,
        "fault_note": order.fault_note,
        "received_at": order.received_at,
        "due_at": order.due_at,
        "connected_at": order.connected_at,
        "completed_at": order.completed_at,
        "result": order.result,
    }
    if visit is not None:
        row |= {
            "visit_starts_at": visit.starts_at,
            "visit_ends_at": visit.ends_at,
            "technician": visit.technician.name if visit.technician else None,
            "visit_status": visit.status.value,
            "confirmed_at": visit.confirmed_at,
            "arrived_at": visit.arrived_at,
            "kept": visit.was_kept,
        }
    return row
