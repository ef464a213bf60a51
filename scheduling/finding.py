"""Finding orders by number, telephone, name or address; of them only what the actor may see (R-12.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select

from models.order import OVER, WorkOrder
from models.person import Person
from models.unit import Area
from scheduling import areas, board, spelling
from scheduling.board import Row
from scheduling.permissions import Action, may, visible_to
from scheduling.unit_of_work import UnitOfWork

HAN = re.compile(r"[\u3400-\u9fff]")
DIGITS = re.compile(r"\d")
OPEN = WorkOrder.status.not_in(OVER)


@dataclass(frozen=True)
class Search:
    """One page of what was found, and how many there are."""

    rows: list[Row]
    count: int


def search(uow: UnitOfWork, words: str, limit: int, page: int = 0) -> Search:
    """What is open first, then the newest. A name in Latin letters is also looked for by its sound."""
    words = " ".join(words.split())
    if len(words) < 2 and not HAN.match(words):
        return Search([], 0)
    found = matching(uow, said_in(uow, words), limit, page)
    if not found.count and not HAN.search(words) and not DIGITS.search(words):
        alike = spelling.spelt_as(words, open_names(uow))
        if alike:
            return matching(uow, Person.name.in_(alike) & OPEN, limit, page)
    return found


def matching(uow: UnitOfWork, which: ColumnElement[bool], limit: int, page: int) -> Search:
    wanted = visible_to(uow.actor), which
    of_customers = select(WorkOrder).join(Person, Person.id == WorkOrder.customer_id).where(*wanted)
    count = uow.session.scalar(of_customers.with_only_columns(func.count(WorkOrder.id))) or 0
    orders = of_customers.order_by(case((OPEN, 0), else_=1), WorkOrder.id.desc()).options(*board.ORDER)
    found = uow.session.scalars(orders.limit(limit).offset(page * limit)).unique()
    pairs = [(order, uow.live_appointment(order.id)) for order in found]
    for _, visit in pairs:
        _ = visit and visit.technician  # shown on its line
    rows = [
        replace(row, address=row.order.address if may(uow.actor, Action.READ_ADDRESS, row.order) else None)
        for row in board.rows(uow, pairs, "found")
    ]
    return Search(rows, count)


def said_in(uow: UnitOfWork, words: str) -> ColumnElement[bool]:
    """As one thing, or each word somewhere: 王芳 科技园. A telephone number may be written in groups."""
    known = areas.serving(uow)
    return or_(stands(words, known), and_(*(stands(word, known) for word in words.split())))


def stands(words: str, known: list[Area]) -> ColumnElement[bool]:
    """In the number, the address or its area, a name or a telephone number."""
    columns = [WorkOrder.number, WorkOrder.address, WorkOrder.contact_name, Person.name]
    ways = [column.icontains(words, autoescape=True) for column in columns]
    ways.append(WorkOrder.area_id.in_(areas.called(words, known)))
    digits = "".join(c for c in words if c.isdigit())
    if len(digits) >= 4 and not any(c.isalpha() for c in words):
        ways += [Person.phone.icontains(digits), WorkOrder.contact_phone.icontains(digits)]
        if len(digits) == 12:
            ways.append(WorkOrder.number == f"{digits[:6]}-{digits[6:]}")
    return or_(*ways)


def customer_named(uow: UnitOfWork, text: str) -> str | None:
    """The customer of an open order whose name stands in a sentence, in Chinese or as it is spelt."""
    query = (
        select(Person.name)
        .join(WorkOrder, Person.id == WorkOrder.customer_id)
        .where(visible_to(uow.actor), OPEN, literal(text).icontains(Person.name), func.length(Person.name) > 1)
        .order_by(func.length(Person.name).desc())
        .limit(1)
    )
    name = uow.session.scalar(query)
    if name is None and not HAN.search(text):
        name = next(iter(spelling.named_in(text, open_names(uow))), None)
    return name


def open_names(uow: UnitOfWork) -> list[str]:
    """The customers of open orders, whoever ordered last first."""
    last = func.max(WorkOrder.id)
    named = select(Person.name).join(WorkOrder, Person.id == WorkOrder.customer_id).where(visible_to(uow.actor), OPEN)
    return list(uow.session.scalars(named.group_by(Person.name).order_by(last.desc())))
