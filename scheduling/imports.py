"""Orders from a sheet (R-3.1, R-4.2): every row is either taken, known already, or named with what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select

from models.errors import NotAllowed, Refused
from models.order import OrderStatus, WorkOrder
from scheduling import booking, people
from scheduling import events as ev
from scheduling.announcements import record
from scheduling.booking import OrderDraft
from scheduling.import_rows import Checker, Fault, Line, Ready
from scheduling.permissions import Action, may
from scheduling.unit_of_work import UnitOfWork

MOST_ROWS = 5000
PORTION = 20
LOOKED_UP = 500  # known orders asked for in one statement


@dataclass(frozen=True)
class Taken:
    row: int
    number: str
    order_id: int


@dataclass
class Part:
    """What became of some rows."""

    taken: list[Taken] = field(default_factory=list)
    known: list[Taken] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    held: int = 0  # of those taken: a running outage explains them


@dataclass(frozen=True)
class Report:
    """What becomes of each row. `done`: it has happened, and was not merely looked at."""

    rows: int
    ready: tuple[Ready, ...]
    known: tuple[Taken, ...]
    faults: tuple[Fault, ...]
    taken: tuple[Taken, ...] = ()
    held: int = 0  # of those taken: a running outage explains them
    done: bool = False

    @property
    def refused(self) -> int:
        return len({fault.row for fault in self.faults})


def check(uow: UnitOfWork, lines: Sequence[Line]) -> Report:
    """Looks at every row and changes nothing."""
    require_import(uow)
    good: list[Ready] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    checker = Checker(uow)
    for line in lines:
        found, wrong = checker.read(line)
        if found is None:
            faults += wrong
            continue
        key = key_of(found.draft)
        if key in seen:
            faults.append(Fault(line.row, "number", "twice", str(seen[key])))
            continue
        seen[key] = line.row
        good.append(found)
    orders = known_orders(uow, good)
    ready = tuple(row for row in good if key_of(row.draft) not in orders)
    known = tuple(Taken(row.row, *orders[key_of(row.draft)]) for row in good if key_of(row.draft) in orders)
    return Report(len(lines), ready, known, tuple(faults))


def key_of(draft: OrderDraft) -> str:
    """By what the same order is known again."""
    return draft.number or draft.draft_id


def known_orders(uow: UnitOfWork, rows: Sequence[Ready]) -> dict[str, tuple[str, int]]:
    """Of these, the orders on file: number and id."""
    found: dict[str, tuple[str, int]] = {}
    for at in range(0, len(rows), LOOKED_UP):
        some = rows[at : at + LOOKED_UP]
        for column, keys in (
            (WorkOrder.number, [row.draft.number for row in some if row.draft.number]),
            (WorkOrder.draft_id, [row.draft.draft_id for row in some if not row.draft.number]),
        ):
            query = select(column, WorkOrder.number, WorkOrder.id).where(column.in_(keys))
            found |= {str(key): (number, order_id) for key, number, order_id in uow.session.execute(query)}
    return found


def take_part(uow: UnitOfWork, rows: Sequence[Ready]) -> Part:
    """Takes some of a sheet's good rows in; a row that its order's rules refuse is named like any other."""
    require_import(uow)
    part = Part()
    for row in rows:
        order = known_order(uow, row.draft)
        if order is not None:  # somebody took it in meanwhile
            part.known.append(Taken(row.row, order.number, order.id))
            continue
        try:
            with uow.part():
                order = take(uow, row)
            part.taken.append(Taken(row.row, order.number, order.id))
            part.held += order.status is OrderStatus.ON_HOLD
        except Refused as refused:
            part.faults.append(Fault(row.row, "", "refused", refused.key))
    return part


def finish(uow: UnitOfWork, report: Report, parts: Sequence[Part], source: str) -> Report:
    """What became of the whole sheet, as one event."""
    require_import(uow)
    done = replace(
        report,
        taken=tuple(one for part in parts for one in part.taken),
        known=(*report.known, *(one for part in parts for one in part.known)),
        faults=(*report.faults, *(one for part in parts for one in part.faults)),
        held=sum(part.held for part in parts),
        done=True,
    )
    record(uow, ev.OrdersImported(done.rows, len(done.taken), done.refused, len(done.known), source[:80]))
    return done


def take_whole(uow: UnitOfWork, lines: Sequence[Line], source: str) -> Report:
    """All or nothing, in one transaction: with a single bad row nothing is taken. Raises `HalfWay` to undo it all."""
    report = check(uow, lines)
    if report.faults:
        return report
    part = take_part(uow, report.ready)
    if part.faults:
        raise HalfWay(replace(report, faults=tuple(part.faults)))
    return finish(uow, report, [part], source)


def portions(rows: Sequence[Ready]) -> Iterator[Sequence[Ready]]:
    """So many rows to a transaction that nobody else waits long. Cut short, the same sheet goes on where it stopped."""
    for at in range(0, len(rows), PORTION):
        yield rows[at : at + PORTION]


class HalfWay(Exception):
    """All or nothing was asked for, and a rule refused a row that had looked good: the transaction is not kept."""

    def __init__(self, report: Report) -> None:
        super().__init__(report.refused)
        self.report = report


def take(uow: UnitOfWork, row: Ready) -> WorkOrder:
    """One good row of a sheet: its customer is on file from here on, and the order is taken."""
    customer = people.caller(uow, row.phone, row.name)
    assert customer is not None
    if row.tier is not None:
        customer.tier = row.tier
    draft = replace(row.draft, customer_id=customer.id)
    if customer.name != people.clean_name(row.name):  # a family shares a phone: whoever the sheet names is asked for
        draft = replace(draft, contact_name=draft.contact_name or row.name)
    order = booking.take_order(uow, draft)
    people.remember_address(uow, customer.id, order.area_id, order.address)
    return order


def require_import(uow: UnitOfWork) -> None:
    paths = {path for _, path in uow.actor.roles}
    if not uow.actor.is_clock and not any(may(uow.actor, Action.IMPORT, path) for path in paths):
        raise NotAllowed(action=Action.IMPORT.value)


def known_order(uow: UnitOfWork, draft: OrderDraft) -> WorkOrder | None:
    same = WorkOrder.number == draft.number if draft.number else WorkOrder.draft_id == draft.draft_id
    return uow.session.scalar(select(WorkOrder).where(same))
