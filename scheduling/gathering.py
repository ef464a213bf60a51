"""What many letters speak of, looked up together: kind by kind, each in one look.

There may be ten thousand orders, visits and people among it, and all that is done with them is reading: they come as
copies, of which no session keeps track. That costs a fraction, and what would change one fails.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar, cast

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
Parts = defaultdict[int, list[Model]]


class Found(NamedTuple):
    """What letters speak of, by id; `kept` is what the session knows as long as somebody holds it."""

    orders: dict[int, WorkOrder]
    visits: dict[int, Appointment]
    visit_of: dict[int, Appointment]  # the live one of an order
    people: dict[int, Person]
    broadcasts: dict[int, Broadcast]
    kept: list[Any]


def gather(uow: UnitOfWork, rows: Sequence[Owed]) -> Found:
    """Everything that a batch of letters is about, each kind in one look."""
    tasks = look(uow, Task, (row.params.get("task_id") for row in rows))
    messages = look(uow, Message, (row.params.get("message_id") for row in rows))
    about: list[Task | Message] = [*tasks.values(), *messages.values()]
    visits, visit_of = visits_for(uow, rows)
    orders = copies(uow, WorkOrder, {row.order_id for row in rows} | {visit.order_id for visit in visits.values()})
    named = {id for row in rows for id in (row.recipient_id, row.params.get("person_id"))}
    beside = {member.technician_id for visit in visits.values() for member in visit.members}
    people = copies(uow, Person, named | beside | {order.customer_id for order in orders.values()})
    attach(uow, orders, visits, people)
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
CARD = joinedload(Technician.contractor), joinedload(Technician.person)


@cache
def all_of(model: Any, *bring: Any) -> Select[Any]:
    """Many of one kind, by their numbers, with what comes with each; prepared once."""
    return select(model).where(inspect(model).primary_key[0].in_(IDS)).options(*bring)


def look(uow: UnitOfWork, model: Any, ids: Iterable[int | None], *bring: Any) -> dict[int, Any]:
    """The rows with these ids, as the session knows them."""
    if not (wanted := {id for id in ids if id}):
        return {}
    if bring:
        things: Iterable[Any] = uow.session.scalars(all_of(model, *bring), {"ids": list(wanted)})
    else:
        things = uow.all_of(model, wanted)
    return {inspect(thing).identity[0]: thing for thing in things}


def columns_of(model: Any) -> Select[Any]:
    return select(*(getattr(model, name) for name in names_of(model)))


@cache
def names_of(model: Any) -> list[str]:
    return [column.key for column in inspect(model).column_attrs]


BY_ID: dict[Any, Select[Any]] = {
    model: columns_of(model).where(model.id.in_(IDS)) for model in (WorkOrder, Person, Area, Unit)
}
VISITS = columns_of(Appointment).where(
    or_(
        Appointment.id.in_(IDS),
        Appointment.order_id.in_(bindparam("order_ids", expanding=True)) & Appointment.status.in_(LIVE),
    )
)
SERVICES = columns_of(OrderService).where(OrderService.order_id.in_(IDS))
BESIDE = columns_of(VisitMember).where(VisitMember.appointment_id.in_(IDS))
GRANTS = columns_of(RoleGrant).where(RoleGrant.person_id.in_(IDS))


def copied(rows: Iterable[Row[Any]], model: type[Model]) -> list[Model]:
    """Rows as what they are, to be read only."""
    names = names_of(cast("Any", model))
    made = []
    for row in rows:
        copy = model.__new__(model)
        vars(copy).update(zip(names, row, strict=True))
        made.append(copy)
    return made


def copies(uow: UnitOfWork, model: type[Model], ids: Iterable[int | None]) -> dict[int, Model]:
    """Those with these ids, by id."""
    wanted = [id for id in ids if id]
    return {vars(one)["id"]: one for one in copied(uow.rows(BY_ID[model], ids=wanted), model)} if wanted else {}


def parts(uow: UnitOfWork, query: Select[Any], model: type[Model], ids: Collection[int], of: str) -> Parts[Model]:
    """What each of these holds."""
    found: Parts[Model] = defaultdict(list)
    for one in copied(uow.rows(query, ids=list(ids)), model) if ids else ():
        found[getattr(one, of)].append(one)
    return found


def visits_for(uow: UnitOfWork, rows: Sequence[Owed]) -> tuple[dict[int, Appointment], dict[int, Appointment]]:
    """The visits that are named; and of orders named alone, the live one."""
    ids = {row.appointment_id for row in rows} - {None}
    order_ids = {row.order_id for row in rows if row.appointment_id is None} - {None}
    if not ids and not order_ids:
        return {}, {}
    found = copied(uow.rows(VISITS, ids=list(ids), order_ids=list(order_ids)), Appointment)
    beside = parts(uow, BESIDE, VisitMember, [visit.id for visit in found], "appointment_id")
    for visit in found:
        vars(visit)["members"] = beside[visit.id]
    return {visit.id: visit for visit in found}, {
        visit.order_id: visit for visit in found if visit.live and visit.order_id
    }


def attach(
    uow: UnitOfWork, orders: dict[int, WorkOrder], visits: dict[int, Appointment], people: dict[int, Person]
) -> None:  # fmt: skip
    """Everything gets what belongs to it, as far as letters speak of it."""
    grants = parts(uow, GRANTS, RoleGrant, people, "person_id")
    services = parts(uow, SERVICES, OrderService, orders, "order_id")
    areas = copies(uow, Area, {order.area_id for order in orders.values()})
    at = {grant.unit_id for held in grants.values() for grant in held}
    units = copies(uow, Unit, at | {order.unit_id for order in orders.values()})
    for held in grants.values():
        for grant in held:
            vars(grant)["unit"] = units[grant.unit_id]
    for person in people.values():
        vars(person)["roles"] = grants[person.id]
    for order in orders.values():
        vars(order).update(
            services=services[order.id], area=areas[order.area_id], unit=units[order.unit_id],
            customer=people[order.customer_id],
        )  # fmt: skip
    for visit in visits.values():
        vars(visit)["order"] = orders.get(visit.order_id or 0)
        for member in visit.members:
            vars(member)["technician"] = people[member.technician_id]
