"""What the desk does beside the orders: messages, tasks, sheets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from scheduling.events.happened import Happened


@dataclass(frozen=True)
class MessageSent(Happened):
    """A relayed message; `person_id` is who it is for, None for the unit's dispatchers."""

    name = "message.sent"
    message_id: int
    to: str
    person_id: int | None = None


@dataclass(frozen=True)
class MessageOwned(Happened):
    name = "message.owned"
    message_id: int
    person_id: int


@dataclass(frozen=True)
class TaskOpened(Happened):
    name = "task.opened"
    task_id: int
    kind: str
    round_id: int | None = None  # told by that round's card


@dataclass(frozen=True)
class TaskWaits(Happened):
    """Nobody has it: the only call of its round, or whoever had it has left."""

    name = "task.waits"
    task_id: int
    kind: str


@dataclass(frozen=True)
class CallsWait(Happened):
    """A round of calls is put before this dispatcher, or a new card of it."""

    name = "calls.wait"
    round_id: int
    card: int
    person_id: int


@dataclass(frozen=True)
class CallsGathered(Happened):
    """So many people are to be rung for one cause."""

    name = "calls.gathered"
    round_id: int
    unit_id: int
    calls: int


@dataclass(frozen=True)
class CallPutOff(Happened):
    """The customer had no time, or the dispatcher: rung again then, by whoever is free."""

    name = "task.put_off"
    task_id: int
    kind: str
    until: datetime


@dataclass(frozen=True)
class TaskEnded(Happened):
    name = "task.ended"
    task_id: int
    kind: str
    result: str | None = None


@dataclass(frozen=True)
class OrdersImported(Happened):
    """A sheet was taken in, all of it or but for the rows named in its report."""

    name = "order.imported_batch"
    rows: int
    taken: int
    refused: int
    known: int = 0
    source: str = ""


@dataclass(frozen=True)
class OrdersExported(Happened):
    """Customer data left the house in a sheet: who took it, and how much (R-12.1)."""

    name = "order.exported"
    rows: int
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class TaskTried(Happened):
    """Nobody answered the phone; the next try is due then (R-4.15)."""

    name = "task.tried"
    task_id: int
    kind: str
    attempts: int
    again_at: datetime


@dataclass(frozen=True)
class TaskDueAgain(Happened):
    """The time for the next try has come; `person_id` is whose task it is."""

    name = "task.due_again"
    task_id: int
    kind: str
    person_id: int
