"""Holding: the orders an outage explains wait for its end, muted, their clocks paused (promise 5)."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from sqlalchemy import select

from models.appointment import Appointment
from models.errors import ExplainedByOutage
from models.notification import Delivery, Notification
from models.order import OrderKind, OrderStatus, WorkOrder
from models.outage import HeldOrder, Outage, Release
from models.task import TaskKind
from scheduling import areas, availability, outages, promises, tasks, visit_clocks, waiting_list
from scheduling.announcements import record
from scheduling.events import outages as oe
from scheduling.people import has_chat
from scheduling.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from scheduling.booking import OrderDraft

UNSAID = (Delivery.FAILED, Delivery.WITHDRAWN, Delivery.EXPIRED)


def hold_new(uow: UnitOfWork, order: WorkOrder, *, other_than: Collection[int] = ()) -> HeldOrder | None:
    """A fault just taken, by chat, telephone or sheet, inside a running outage. `other_than`: not these, it is said."""
    for outage in explaining(uow, order):
        if outage.id in other_than:
            keep_apart(uow, order, outage, Release.DIFFERENT_FAULT)
        else:
            return hold(uow, order, outage, told(uow, outage, {order.customer_id}))
    return None


def require_other_fault(uow: UnitOfWork, draft: OrderDraft) -> None:
    """No visit is promised for a fault that an outage explains, unless it is said to be another one.

    Raises `ExplainedByOutage`: the record answers instead, and leaves both ways open.
    """
    if draft.kind is not OrderKind.REPAIR:
        return
    services = [service.value for service in draft.services]
    for outage in covering(uow, draft.area_id, draft.address, services):
        if outage.id not in draft.other_than:
            raise ExplainedByOutage(id=outage.id)


def covering(uow: UnitOfWork, area_id: int, address: str, services: Collection[str] = ()) -> list[Outage]:
    """The running outages that explain a fault at an address."""
    if outages.quiet(uow):
        return []
    plant_id = areas.plant_of(uow, area_id, address)
    return outages.covering(uow, area_id=area_id, plant_id=plant_id, services=services)


def explaining(uow: UnitOfWork, order: WorkOrder) -> list[Outage]:
    """The running outages that explain this order and have never held it, the closest first."""
    if order.kind is not OrderKind.REPAIR:
        return []
    found = outages.covering(uow, area_id=order.area_id, plant_id=order.plant_id, services=order.service_names)
    if not found:
        return []
    known = set(uow.session.scalars(select(HeldOrder.outage_id).where(HeldOrder.order_id == order.id)))
    return [outage for outage in found if outage.id not in known]


def hold(uow: UnitOfWork, order: WorkOrder, outage: Outage, knowing: set[int]) -> HeldOrder:
    """Muted, paused, and the customer told once: `knowing` are those who have read this edition of the record."""
    held = uow.add(
        HeldOrder(outage_id=outage.id, order_id=order.id, customer_id=order.customer_id, held_at=uow.now)
    )  # fmt: skip
    if order.status is not OrderStatus.ON_HOLD:
        order.move_to(OrderStatus.ON_HOLD)
    promises.pause(uow, order, outage)
    tasks.withdraw(uow, TaskKind.NO_SLOT, f"order:{order.id}")
    tell = order.customer_id not in knowing
    knowing.add(order.customer_id)
    visit = uow.live_appointment(order.id)
    soon = visit is not None and comes_too_soon(uow, outage, visit)
    if visit is not None and soon:
        free_visit(uow, visit, outage, tell=not (tell and has_chat(uow, order.customer_id)))
    elif visit is not None:
        visit_clocks.wait(uow, visit)
    gone_at = visit.promised_at if visit is not None and soon else None
    record(uow, oe.OrderHeld(outage.id, tell=tell, visit_at=gone_at), order=order, outage=outage)
    return held


def comes_too_soon(uow: UnitOfWork, outage: Outage, visit: Appointment) -> bool:
    """Would somebody come before it is over? With no end known, whatever lies within the lead time."""
    end = outage.expected_until
    if end is not None and end > uow.now:
        return visit.starts_at < end
    return visit.starts_at < uow.now + availability.lead_time(uow, visit.order.tier)


def free_visit(uow: UnitOfWork, visit: Appointment, outage: Outage, *, tell: bool) -> None:
    """The outage takes the visit's place (4.B: neutral, before its time); the slot is of use to others."""
    visit.cancel(uow.now, "outage")
    record(uow, oe.VisitFreed(outage.id, tell=tell), appointment=visit)
    visit_clocks.forget(uow, visit)
    waiting_list.leave_order(uow, visit.order_id or 0)
    waiting_list.slot_freed(uow, visit)


def visit_comes_near(uow: UnitOfWork, appointment_id: int) -> None:
    """The lead time before a muted visit: if its order is still held, nobody comes then."""
    visit = uow.appointment(appointment_id)
    held = unreleased(uow, visit.order_id or 0)
    if held is not None and visit.ahead:
        free_visit(uow, visit, uow.get(Outage, held.outage_id), tell=True)


def keep_apart(uow: UnitOfWork, order: WorkOrder, outage: Outage, why: Release) -> None:
    """This outage never holds this order; the row says why."""
    held = HeldOrder(outage_id=outage.id, order_id=order.id, customer_id=order.customer_id, held_at=uow.now)
    held.released_at, held.release = uow.now, why
    uow.add(held)


def told(uow: UnitOfWork, outage: Outage, people: Collection[int], *, ever: bool = False) -> set[int]:
    """Who of these has been told this edition of the record (`ever`: any), or is about to be."""
    query = select(Notification.recipient_id).where(
        Notification.recipient_id.in_(people),
        Notification.thread == f"outage:{outage.id}",
        Notification.edition.is_not(None) if ever else Notification.edition == outage.edition,
        Notification.status.not_in(UNSAID),
    )
    return set(uow.session.scalars(query))


def unreleased(uow: UnitOfWork, order_id: int) -> HeldOrder | None:
    """What holds this order now."""
    return uow.session.scalar(
        select(HeldOrder).where(HeldOrder.order_id == order_id, HeldOrder.released_at.is_(None))
    )  # fmt: skip


def hold_of(uow: UnitOfWork, order_id: int) -> tuple[HeldOrder, Outage] | None:
    """The hold on an order with the record behind it."""
    held = unreleased(uow, order_id)
    return (held, uow.get(Outage, held.outage_id)) if held is not None else None
