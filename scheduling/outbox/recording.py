"""Writes down what became of what was claimed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import lazyload

from models.appointment import Appointment, Status
from models.broadcast import Broadcast
from models.notification import Delivery, Notification
from scheduling.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Outcome:
    """What became of one claimed notification."""

    notification_id: int
    status: Delivery
    chat_id: int | None = None
    message_id: int | None = None
    error: str | None = None
    retry_after: timedelta | None = None  # with PENDING: try again then
    counted: bool = True  # with PENDING: was it this message's own failure?
    blocked: bool = False  # with FAILED: the chat is closed to us


TRIED = select(
    Notification.id, Notification.key, Notification.appointment_id, Notification.attempts, Notification.uncertain,
    Notification.broadcast_id, Notification.chat_id, Notification.message_id,
).where(
    Notification.id.in_(bindparam("ids", expanding=True)), Notification.status == Delivery.CLAIMED
).with_for_update()  # fmt: skip
OUTCOME = update(Notification).where(
    Notification.id == bindparam("held"), Notification.status == Delivery.CLAIMED
)  # fmt: skip


def record_outcomes(uow: UnitOfWork, outcomes: Sequence[Outcome]) -> list[datetime | None]:
    """Writes down what became of claimed notifications; a row another sender has meanwhile finished stays as it is.

    Returns, in the order of the outcomes, until when each has to wait; None for what is over.
    """
    ids = [outcome.notification_id for outcome in outcomes]
    rows = {row.id: row for row in uow.rows(TRIED, ids=ids)}
    written = {
        outcome.notification_id: as_written(uow, rows[outcome.notification_id], outcome)
        for outcome in outcomes
        if outcome.notification_id in rows
    }
    uow.write(OUTCOME, list(written.values()))
    count(uow, ((rows[outcome.notification_id].broadcast_id, outcome, written[outcome.notification_id]["status"])
                for outcome in outcomes if outcome.notification_id in written))  # fmt: skip
    shown = (rows[id] for id, columns in written.items() if columns["status"] in (Delivery.SENT, Delivery.UNKNOWN))
    mark_notified(uow, [row.appointment_id for row in shown if row.key == "half-hour-notice"])
    return [written[id]["lease_until"] if id in written else None for id in ids]


def as_written(uow: UnitOfWork, row: Any, outcome: Outcome) -> dict[str, Any]:
    """The columns that say what became of one."""
    again = outcome.status is Delivery.PENDING
    unknown = outcome.status is Delivery.SENT and row.uncertain
    # `due_at` stays what it was: so messages to one chat keep their order, and the lag tells the truth.
    pause = (outcome.retry_after or uow.policy.delivery.backoff(row.attempts)) if again else None
    return {
        "held": row.id,
        "status": Delivery.UNKNOWN if unknown else outcome.status,
        "error": outcome.error,
        "lease_until": uow.now + pause if pause is not None else None,
        "attempts": row.attempts - (1 if again and not outcome.counted else 0),
        "sent_at": None if again else uow.now,
        # What is owed again edits what it became, and keeps knowing which message that is.
        "chat_id": outcome.chat_id or row.chat_id,
        "message_id": outcome.message_id or row.message_id,
    }


def count(uow: UnitOfWork, dealt_with: Iterable[tuple[int | None, Outcome, Delivery]]) -> None:
    """A broadcast's figures move in the transaction that writes its outcomes down, so they are never guessed."""
    tallies: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for broadcast_id, outcome, status in dealt_with:
        if broadcast_id is not None and status is not Delivery.PENDING:
            closed = status is Delivery.FAILED and outcome.blocked
            tallies[broadcast_id]["blocked" if closed else status.value] += 1
    for broadcast_id, tally in sorted(tallies.items()):
        grown = {name: getattr(Broadcast, name) + number for name, number in tally.items()}
        uow.session.execute(update(Broadcast).where(Broadcast.id == broadcast_id).values(grown))


def mark_notified(uow: UnitOfWork, appointment_ids: Sequence[int]) -> None:
    """R-4.5: the half-hour notice is out."""
    if not appointment_ids:
        return
    told = Appointment.id.in_(appointment_ids), Appointment.status.in_((Status.BOOKED, Status.CONFIRMED))
    for visit in uow.session.scalars(select(Appointment).where(*told).options(lazyload("*"))):
        visit.move_to(Status.NOTIFIED)
        visit.notified_at = uow.now
