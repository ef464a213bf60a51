"""An order's history: everything that happened to it, for whoever may read it (R-3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from models.event import Event
from models.person import Person
from scheduling.permissions import require_read
from scheduling.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Entry:
    """One line of an order's history: who, when, what; `facts["person"]` is the name of whom it concerned."""

    at: datetime
    name: str
    who: str | None
    facts: dict[str, Any]


def of_order(uow: UnitOfWork, order_id: int) -> list[Entry]:
    """Everything that happened to an order, in order (R-3.2)."""
    order = uow.order(order_id)
    require_read(uow.session, uow.actor, order)
    query = (
        select(Event, Person.name)
        .outerjoin(Person, Person.id == Event.actor_id)
        .where(Event.order_id == order_id)
        .order_by(Event.id)
    )
    found = [(event, who) for event, who in uow.session.execute(query)]
    ids = {event.facts.get("person_id") for event, _ in found} - {None}
    names = {id: name for id, name in uow.session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))}
    return [
        Entry(event.at, event.name, who, {**event.facts, "person": names.get(event.facts.get("person_id") or 0, "")})
        for event, who in found
    ]
