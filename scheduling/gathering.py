"""What many letters speak of, looked up together: kind by kind, each in one look.

There may be ten thousand orders, visits and people among it, and all that is done with them is reading: they come as
copies, of which no session keeps track. That costs a fraction, and what would change one fails.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Row, Select, bindparam, inspect, or_, select
from sqlalchemy.orm import joinedload

from models.appointment import LIVE, Appointment, VisitMember
from models.broadcast import Broadcast
from models.message import Message
from models.order import OrderService, WorkOrder
from models.person import Person, RoleGrant, Technician
from models.task import Task
from models.unit import Area, Unit
from scheduling.outbox import Owed
from scheduling.unit_of_work import UnitOfWork

Model = TypeVar("Model")


class Found(NamedTuple):
    """What letters speak of, by id; `kept` is what the session knows as long as somebody holds it."""

    orders: dict[int, WorkOrder]
    visits: dict[int, Appointment]
    visit_of: dict[int, Appointment]  # the live one of an order
    people: dict[int, Person]
    broadcasts: dict[int, Broadcast]
    kept: list[Any]


def gather(uow: UnitOfWork, rows: Sequence[Owed]) -> Found:
    tasks = look(uow, Task, (row.params.get("task_id") for row in rows))
    messages = look(uow, Message, (row.params.get("message_id") for row in rows))
    about: list[Task | Message] = [*tasks.values(), *messages.values()]
    visits, visit_of = visits_for(uow, rows)
    orders = orders_by_id(uow, {row.order_id for row in rows} | {visit.order_id for visit in visits.values()})
    for visit in visits.values():
        vars(visit)["order"] = orders.get(visit.order_id or 0)
    named = {id for row in rows for id in (row.recipient_id, row.params.get("person_id"))}
    people = people_by_id(uow, named | {order.customer_id for order in orders.values()})
    for order in orders.values():
        vars(order)["customer"] = people[order.customer_id]
    kept = [
        *about,
        look(uow, WorkOrder, (one.order_id for one in about)),
        look(uow, Person, (id for task in tasks.values() for id in (task.person_id, task.owner_id))),
        look(uow, Person, (message.sender_id for message in messages.values())),
        look(uow, Technician, (visit.technician_id for visit in visits.values()), *CARD),
    ]  # fmt: skip
    broadcasts = look(uow, Broadcast, (row.params.get("broadcast_id") for row in rows))
    return Found(orders, visits, visit_of, people, broadcasts, kept)


IDS: Any = bindparam("ids", expanding=True)


@cache
def all_of(model: Any, *bring: Any) -> Select[Any]:
    """Many of one kind, by their numbers, with what comes with each; prepared once."""
    return select(model).where(inspect(model).primary_key[0].in_(IDS)).options(*bring)


def look(uow: UnitOfWork, model: Any, ids: Iterable[int | None], *bring: Any) -> dict[int, Any]:
    """The rows with these ids, as the session knows them."""
    wanted = {id for id in ids if id}
    things: Iterable[Any] = uow.all_of(model, wanted) if not bring else ()
    if wanted and bring:
        things = uow.session.scalars(all_of(model, *bring), {"ids": list(wanted)})
    return {inspect(thing).identity[0]: thing for thing in things}


def columns_of(model: type[Any]) -> Select[Any]:
    return select(*(getattr(model, column.key) for column in inspect(model).column_attrs))


VISITS = columns_of(Appointment).where(
    or_(
        Appointment.id.in_(IDS),
        Appointment.order_id.in_(bindparam("order_ids", expanding=True)) & Appointment.status.in_(LIVE),
    )
)
ORDERS = columns_of(WorkOrder).where(WorkOrder.id.in_(IDS))
SERVICES = columns_of(OrderService).where(OrderService.order_id.in_(IDS))
PEOPLE = columns_of(Person).where(Person.id.in_(IDS))
BESIDE = select(VisitMember).where(VisitMember.appointment_id.in_(IDS)).options(joinedload(VisitMember.technician))
GRANTS = select(RoleGrant).where(RoleGrant.person_id.in_(IDS)).options(joinedload(RoleGrant.unit))
CARD = joinedload(Technician.contractor), joinedload(Technician.person)


def copies(rows: Iterable[Row[Any]], model: type[Model]) -> list[Model]:
    """Rows as what they are, to be read only."""
    names = [column.key for column in inspect(model).column_attrs]
    made = []
    for row in rows:
        copy = model.__new__(model)
        vars(copy).update(zip(names, row, strict=True))
        made.append(copy)
    return made


def visits_for(uow: UnitOfWork, rows: Sequence[Owed]) -> tuple[dict[int, Appointment], dict[int, Appointment]]:
    """The visits that are named; and of orders named alone, the live one."""
    ids = {row.appointment_id for row in rows} - {None}
    order_ids = {row.order_id for row in rows if row.appointment_id is None} - {None}
    if not ids and not order_ids:
        return {}, {}
    found = copies(uow.rows(VISITS, ids=list(ids), order_ids=list(order_ids)), Appointment)
    others = by(uow.session.scalars(BESIDE, {"ids": [visit.id for visit in found]}), "appointment_id")
    for visit in found:
        vars(visit)["members"] = others.get(visit.id, [])
    return {visit.id: visit for visit in found}, {
        visit.order_id: visit for visit in found if visit.live and visit.order_id
    }


def orders_by_id(uow: UnitOfWork, ids: Collection[int | None]) -> dict[int, WorkOrder]:
    if not (wanted := [id for id in ids if id]):
        return {}
    orders = copies(uow.rows(ORDERS, ids=wanted), WorkOrder)
    services = by(copies(uow.rows(SERVICES, ids=wanted), OrderService), "order_id")
    areas = look(uow, Area, (order.area_id for order in orders))
    units = look(uow, Unit, (order.unit_id for order in orders))
    for order in orders:
        vars(order).update(services=services.get(order.id, []), area=areas[order.area_id], unit=units[order.unit_id])
    return {order.id: order for order in orders}


def people_by_id(uow: UnitOfWork, ids: Collection[int | None]) -> dict[int, Person]:
    if not (wanted := [id for id in ids if id]):
        return {}
    people = copies(uow.rows(PEOPLE, ids=wanted), Person)
    roles = by(uow.session.scalars(GRANTS, {"ids": wanted}), "person_id")
    for person in people:
        vars(person)["roles"] = roles.get(person.id, [])
    return {person.id: person for person in people}


def by(things: Iterable[Model], name: str) -> dict[int, list[Model]]:
    found: defaultdict[int, list[Model]] = defaultdict(list)
    for thing in things:
        found[getattr(thing, name)].append(thing)
    return found
