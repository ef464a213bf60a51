"""How it is said who hears of what: the listeners, the moment, and what must still be true then.

The table itself is in `announcements.py`; each line of it is a `Line`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Any

from models.appointment import Appointment, Status
from models.broadcast import BroadcastStatus
from models.notification import Manner, Urgency
from models.order import OrderStatus, WorkOrder
from models.outage import Outage, OutageStatus
from models.task import TaskStatus
from scheduling.unit_of_work import UnitOfWork


class To(Enum):
    """Who listens."""

    CUSTOMER = auto()
    LEAD = auto()
    TEAM = auto()  # the lead and whoever comes along
    BESIDE = auto()  # whoever comes along
    CONCERNED = auto()  # the person the event names
    DISPATCHERS = auto()
    BOTH_DESKS = auto()  # the dispatchers of the unit it happens in, and those of the technician's own
    HOTLINE = auto()  # the front desk of the unit
    FOLLOWERS = auto()  # whose order waits for the outage, and who asked to be told when it is back
    WATCHERS = auto()  # only the latter: the others are asked 恢复了吗?
    NETWORK_CENTRE = auto()
    AUDIENCE = auto()  # of a broadcast: put into the outbox by itself, a piece at a time
    ROOM = auto()  # the unit's dispatch room; nothing about a customer may appear there


@dataclass(frozen=True)
class Subject:
    """What an event is about, as far as it is about an order, a visit or an outage."""

    order: WorkOrder | None = None
    appointment: Appointment | None = None
    outage: Outage | None = None


@dataclass(frozen=True)
class Standing:
    """How things stand with what a message is about, at the moment before it is sent."""

    order: OrderStatus | None = None
    visit: Status | None = None
    confirmed: bool = False
    task: TaskStatus | None = None
    outage: OutageStatus | None = None
    broadcast: BroadcastStatus | None = None


When = Callable[[UnitOfWork, Any, Subject], datetime | None]
Still = Callable[[Standing], bool]


def at_once(uow: UnitOfWork, event: Any, subject: Subject) -> datetime | None:
    return uow.now


def always(now: Standing) -> bool:
    return True


@dataclass(frozen=True)
class Line:
    """One thing one kind of listener is told. `due` None for this event: not told at all."""

    to: To
    key: str
    due: When = at_once
    expires: When | None = None
    still: Still = always
    urgency: Urgency = Urgency.NORMAL
    phone: bool = False  # a phone task where there is no chat
    # Part of the thread about this event's outage: answers or edits the first message about it.
    manner: Manner | None = None
    # Another thread, named by the event's facts: "situation:{emergency_id}".
    thread: str | None = None
    # It stands before them already; the row only remembers that they know.
    said: bool = False
