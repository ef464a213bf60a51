"""The demo town without any chat: use-cases run directly, on SQLite or PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot import town
from models.appointment import Appointment
from models.notification import Notification
from models.offer import Offer, OfferStatus
from models.order import OrderKind, Service, WorkOrder
from models.person import Person
from models.unit import Area
from scheduling import availability, booking, offers
from scheduling.booking import OrderDraft
from scheduling.policy import Policy
from scheduling.unit_of_work import CLOCK, Actor, Store, UnitOfWork
from tests.world import ONE, START, moment, whole

_drafts = count(1)


@dataclass
class Realm:
    """A store, an instant, and the town's people by name."""

    store: Store
    now: datetime = START

    def at(self, words: str) -> Realm:
        """The same realm at another local time."""
        return replace(self, now=moment(words, self.now))

    def run(self, use_case: Callable[..., Any], *args: Any, by: Actor = CLOCK, **kwargs: Any) -> Any:
        return self.store.run(use_case, by, self.now, *args, **kwargs)

    def rows(self, query: Any) -> list[Any]:
        return self.run(lambda uow: [whole(row) for row in uow.session.scalars(query).unique()])

    def who(self, name: str) -> Actor:
        def find(uow: UnitOfWork) -> Actor:
            return Actor.of(uow.session.scalars(select(Person).where(Person.name == name)).one())

        return self.run(find)

    def draft(self, customer: Actor, kind: OrderKind = OrderKind.REPAIR, **more: Any) -> OrderDraft:
        area = self.rows(select(Area).where(Area.name == more.pop("area", "幸福里")))[0]
        given: dict[str, Any] = {
            "kind": kind, "services": (Service.BROADBAND,), "customer_id": customer.person_id, "area_id": area.id,
            "address": "幸福里3栋2单元301", "draft_id": f"draft-{next(_drafts)}",
        }  # fmt: skip
        return OrderDraft(**{**given, **more})

    def free(self, draft: OrderDraft, limit: int = 20) -> list[datetime]:
        """The slots a customer could be offered."""

        def find(uow: UnitOfWork) -> list[datetime]:
            need = booking.need_of_draft(uow, draft)
            found = availability.search(uow, need, self.now, self.now + timedelta(days=14), limit=limit)
            return [free.window.starts_at for free in found]

        return self.run(find)

    def book(self, customer: Actor, at: str, kind: OrderKind = OrderKind.REPAIR, **more: Any) -> Appointment:
        """A booked visit at a local time."""
        draft = self.draft(customer, kind, **more)
        return self.run(booking.book, draft, moment(at, self.now), by=customer)

    def accept(self, visit: Appointment) -> Actor:
        """Whoever is offered the visit takes it; returns them."""
        query = select(Offer).where(Offer.appointment_id == visit.id, Offer.status == OfferStatus.OPEN)
        offer = self.rows(query.order_by(Offer.id))[0]
        technician = self.run(lambda uow: Actor.of(uow.person(offer.technician_id)))
        self.run(offers.accept, offer.id, by=technician)
        return technician

    def order(self, visit: Appointment) -> WorkOrder:
        return self.run(lambda uow: whole(uow.order(visit.order_id or 0)))

    def visit(self, id: int) -> Appointment:
        return self.run(lambda uow: whole(uow.appointment(id)))

    def owed(self, key: str | None = None, visit: Appointment | None = None) -> list[Notification]:
        """What stands in the outbox."""
        query = select(Notification).order_by(Notification.due_at, Notification.id)
        if key is not None:
            query = query.where(Notification.key == key)
        if visit is not None:
            query = query.where(Notification.appointment_id == visit.id)
        return self.rows(query)


def open_town(template: Path, file: Path) -> Realm:
    """A town that nothing has happened in yet, in place of the one in that file."""
    engine = ONE.at(file)
    for old in file.parent.glob(f"{file.name}*"):
        old.unlink()
    shutil.copy(template, file)
    return Realm(Store(engine, Policy.default()))


def settle_town(store: Store, now: datetime = START) -> Realm:
    store.run(town.settle, CLOCK, now, 1)
    return Realm(store, now)
