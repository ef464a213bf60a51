"""What is on file about a customer, asked whenever an order is begun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, bindparam, select

from models.errors import NotFound
from models.order import OVER, OrderService, WorkOrder
from models.person import Address, CustomerTier, Person, Subscription
from models.unit import Area
from scheduling.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class OnFile:
    """What is on file about a customer: phone, tier, homes (with area), services by home, and what is under way."""

    phone: str | None
    tier: CustomerTier
    homes: Sequence[Row[Any]]
    services: Sequence[Row[Any]]
    open_orders: Sequence[Row[Any]]


TIER = select(Person.tier).where(Person.id == bindparam("id"))
WHO = select(Person.phone, Person.tier).where(Person.id == bindparam("id"))
HOMES = (
    select(Address.id, Address.text, Address.area_id, Address.latitude, Address.longitude, Area.name.label("area"))
    .join(Area, Area.id == Address.area_id)
    .where(Address.person_id == bindparam("id"))
    .order_by(Address.id)
)
SERVICES = select(Subscription.address_id, Subscription.service).where(Subscription.person_id == bindparam("id"))
UNDER_WAY = (
    select(WorkOrder.id, WorkOrder.kind, OrderService.service)
    .outerjoin(OrderService, OrderService.order_id == WorkOrder.id)
    .where(WorkOrder.customer_id == bindparam("id"), WorkOrder.status.not_in(sorted(OVER)))
    .order_by(WorkOrder.id.desc(), OrderService.service)
)


def all_of(uow: UnitOfWork, person_id: int) -> OnFile:
    found = uow.rows(WHO, id=person_id)
    if not found:
        raise NotFound(what="person", id=person_id)
    services, orders = uow.rows(SERVICES, id=person_id), uow.rows(UNDER_WAY, id=person_id)
    return OnFile(found[0].phone, found[0].tier, homes(uow, person_id), services, orders)


def homes(uow: UnitOfWork, person_id: int) -> Sequence[Row[Any]]:
    """The addresses they have named before."""
    return uow.rows(HOMES, id=person_id)


def tier_of(uow: UnitOfWork, person_id: int) -> CustomerTier:
    found = uow.rows(TIER, id=person_id)
    if not found:
        raise NotFound(what="person", id=person_id)
    tier: CustomerTier = found[0].tier
    return tier
