"""When each action makes sense, so that a button is drawn only where a tap would succeed."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from models.appointment import AHEAD, Appointment, Status
from models.order import BEFORE_ON_SITE, NEXT, OrderKind, OrderStatus, WorkOrder
from models.person import Role
from scheduling.permissions import MAY, Action, Being

OS = OrderStatus


def _at(*statuses: OrderStatus) -> Callable[[WorkOrder, Appointment | None], bool]:
    return lambda order, visit: order.status in statuses


def _ahead(order: WorkOrder, visit: Appointment | None) -> bool:
    return visit is not None and visit.status in AHEAD


def _at_work(order: WorkOrder, visit: Appointment | None) -> bool:
    """A visit ahead that is not muted by an outage."""
    return _ahead(order, visit) and order.status is not OS.ON_HOLD


def _changeable(order: WorkOrder, visit: Appointment | None) -> bool:
    """Ahead, or begun and to be finished another day (3.A)."""
    begun = order.status is OS.ON_SITE and visit is not None and visit.to_be_finished
    return begun or _ahead(order, visit)


def _movable(order: WorkOrder, visit: Appointment | None) -> bool:
    """By the dispatcher: what is begun as well, since whoever falls ill there may be past asking for it."""
    begun = order.status is OS.ON_SITE and visit is not None
    return begun or (_ahead(order, visit) and OS.SCHEDULED in NEXT[order.status] | {order.status})


def _mended(order: WorkOrder, visit: Appointment | None) -> bool:
    """Somebody has been there and said it works: what was called off as no longer needed nobody has mended."""
    return order.completed_at is not None and order.status in (OS.COMPLETED, OS.CALLBACK_DUE, OS.CLOSED)


POSSIBLE: dict[Action, Callable[[WorkOrder, Appointment | None], bool]] = {
    Action.BOOK: lambda order, visit: (
        visit is None and OS.SCHEDULED in NEXT[order.status] and order.status is not OS.ON_HOLD
    ),
    Action.CONFIRM: lambda order, visit: _at_work(order, visit) and visit is not None and visit.confirmed_at is None,
    Action.CHANGE: _changeable,
    Action.CANCEL: _ahead,
    Action.ASK: lambda order, visit: not order.over,
    Action.JOIN_WAITING_LIST: lambda order, visit: (
        _at_work(order, visit) and order.status is not OS.EN_ROUTE and not (visit and visit.status is Status.NOTIFIED)
    ),
    Action.SAY_FIXED: _at(OS.COMPLETED),
    Action.SAY_NOT_FIXED: _mended,
    Action.NO_LONGER_NEEDED: lambda order, visit: order.kind is OrderKind.REPAIR and order.status in BEFORE_ON_SITE,
    Action.WITHDRAW_ORDER: _at(OS.NEW, OS.READY, OS.SCHEDULED, OS.ASSIGNED, OS.ACCEPTED, OS.ON_HOLD),
    Action.ANSWER_OUTAGE: _at(OS.ON_HOLD),
    Action.DECLINE: _at(OS.ACCEPTED),
    Action.DEPART: _at(OS.ACCEPTED),
    Action.RUN_LATE: lambda order, visit: order.status in (OS.ACCEPTED, OS.EN_ROUTE) and _ahead(order, visit),
    Action.ARRIVE: lambda order, visit: order.status in (OS.EN_ROUTE, OS.ACCEPTED) and _ahead(order, visit),
    Action.UNDO_ARRIVAL: _at(OS.ON_SITE),
    Action.CONNECT: _at(OS.ON_SITE),
    Action.CLOSE_OUT: _at(OS.CONNECTED),
    Action.ASK_TO_MOVE: lambda order, visit: order.status in (OS.ACCEPTED, OS.EN_ROUTE, OS.ON_SITE) and bool(visit),
    Action.WRITE_TO_CUSTOMER: lambda order, visit: visit is not None and not order.over,
    Action.WRITE_TO_TECHNICIAN: lambda order, visit: (
        visit is not None and visit.technician_id is not None and not order.over
    ),
    Action.ASSIGN: _at_work,
    Action.TAKE_BACK: _at(OS.ASSIGNED, OS.ACCEPTED, OS.EN_ROUTE),
    Action.ADD_TECHNICIAN: lambda order, visit: visit is not None and visit.live and visit.technician_id is not None,
    Action.RESCHEDULE: _movable,
    Action.MARK_READY: _at(OS.NEW),
    Action.MARK_URGENT: lambda order, visit: not order.urgent and not order.over,
}


# A thumb on the card of another day's visit must not tell that customer we are coming now.
ON_ITS_DAY = frozenset({Action.DEPART, Action.ARRIVE})


def possible(
    mine: frozenset[Being | Role], order: WorkOrder, visit: Appointment | None, *, its_day: bool
) -> frozenset[Action]:
    """What somebody may do now who is all this to the order: the buttons to draw, from the table that decides the tap.

    `its_day`: the day of the visit has come.
    """
    found = frozenset(action for action in granted(mine) if POSSIBLE[action](order, visit))
    return found if its_day else found - ON_ITS_DAY


@lru_cache(maxsize=1024)
def granted(mine: frozenset[Being | Role]) -> tuple[Action, ...]:
    """What the table grants on an order to somebody who is all this to it."""
    return tuple(action for action in POSSIBLE if not MAY[action].isdisjoint(mine))
