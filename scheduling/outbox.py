"""The outbox: claim what is due, ask once more whether it is still true, record what became of it.

At least once, and honest about it (design decision 5): a batch is claimed under a lease and committed, then sent,
then its outcome recorded. Who dies in between leaves a lapsed lease; the next sender sends again and records
`unknown`, because nobody can know whether it was shown the first time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select, update

from models.appointment import Appointment, Status
from models.notification import Delivery, Notification, Urgency
from models.order import WorkOrder
from models.task import Task
from scheduling.announcements import STILL_TRUE, always
from scheduling.unit_of_work import UnitOfWork

WAITING = (Delivery.PENDING, Delivery.CLAIMED)


@dataclass(frozen=True)
class Outcome:
    """What became of one claimed notification."""

    notification_id: int
    status: Delivery
    chat_id: int | None = None
    message_id: int | None = None
    error: str | None = None
    retry_after: timedelta | None = None  # with PENDING: try again then


def claim(uow: UnitOfWork, limit: int) -> list[Notification]:
    """Takes up to `limit` due notifications under a lease, the most urgent first; what is no longer true is withdrawn.

    The rows come back ready to render: recipient, order and appointment loaded.
    """
    claimed: list[Notification] = []
    for urgency in Urgency:
        if len(claimed) >= limit:
            break
        due = and_(
            Notification.urgency == int(urgency),
            Notification.due_at <= uow.now,
            or_(
                Notification.status == Delivery.PENDING,
                and_(Notification.status == Delivery.CLAIMED, Notification.lease_until <= uow.now),
            ),
            Notification.status.in_(WAITING),
        )
        query = select(Notification).where(due).order_by(Notification.due_at, Notification.id)
        query = query.limit(limit - len(claimed)).with_for_update(skip_locked=True, of=Notification)
        for row in uow.session.scalars(query):
            if take(uow, row):
                claimed.append(row)
    return claimed


def take(uow: UnitOfWork, row: Notification) -> bool:
    """Leases one notification, unless it has expired or is no longer true."""
    if row.status is Delivery.CLAIMED:
        row.uncertain = True
    row.lease_until = uow.now + uow.policy.delivery.lease
    if row.expires_at is not None and row.expires_at <= uow.now:
        row.status = Delivery.EXPIRED
        return False
    if not still_true(uow, row):
        row.status = Delivery.WITHDRAWN
        return False
    row.status = Delivery.CLAIMED
    row.attempts += 1
    return True


def still_true(uow: UnitOfWork, row: Notification) -> bool:
    """Asked just before sending: would this message state something that has changed (promise 1)?"""
    still = STILL_TRUE.get(row.key, always)
    if still is always:
        return True
    visit = uow.session.get(Appointment, row.appointment_id) if row.appointment_id else None
    task_id = row.params.get("task_id")
    task = uow.session.get(Task, task_id) if task_id else None
    order = visit.order if visit else uow.session.get(WorkOrder, row.order_id) if row.order_id else None
    return still(order, visit, task)


def record_outcomes(uow: UnitOfWork, outcomes: Iterable[Outcome]) -> None:
    """Writes down what became of claimed notifications; a row another sender has meanwhile finished stays as it is."""
    for outcome in outcomes:
        row = uow.session.get(Notification, outcome.notification_id)
        if row is None or row.status is not Delivery.CLAIMED:
            continue
        row.status, row.error, row.lease_until = outcome.status, outcome.error, None
        if outcome.status is Delivery.PENDING:
            row.due_at = uow.now + (outcome.retry_after or uow.policy.delivery.backoff(row.attempts))
            continue
        if outcome.status is Delivery.SENT and row.uncertain:
            row.status = Delivery.UNKNOWN
        row.sent_at = uow.now
        row.chat_id, row.message_id = outcome.chat_id, outcome.message_id
        if row.key == "half-hour-notice" and row.status in (Delivery.SENT, Delivery.UNKNOWN):
            mark_notified(uow, row.appointment_id)


def mark_notified(uow: UnitOfWork, appointment_id: int | None) -> None:
    """R-4.5: the half-hour notice is out."""
    visit = uow.session.get(Appointment, appointment_id) if appointment_id else None
    if visit is not None and visit.status in (Status.BOOKED, Status.CONFIRMED):
        visit.move_to(Status.NOTIFIED)
        visit.notified_at = uow.now


def withdraw(uow: UnitOfWork, appointment_id: int, keys: Sequence[str] | None = None) -> int:
    """What was still to be said about this appointment is not said any more (moved, cancelled, answered)."""
    unsent = [Notification.appointment_id == appointment_id, Notification.status.in_(WAITING)]
    if keys is not None:
        unsent.append(Notification.key.in_(keys))
    else:
        # News that it was moved or cancelled is about the past, and stays true.
        unsent.append(Notification.key.in_([key for key, still in STILL_TRUE.items() if still is not always]))
    changed = uow.session.execute(update(Notification).where(*unsent).values(status=Delivery.WITHDRAWN))
    return int(getattr(changed, "rowcount", 0))


def recover(uow: UnitOfWork) -> int:
    """At the start of the only sender: what a dead one had claimed is claimed again at once, as uncertain."""
    orphans = update(Notification).where(Notification.status == Delivery.CLAIMED).values(lease_until=uow.now)
    return int(getattr(uow.session.execute(orphans), "rowcount", 0))


def next_due_at(uow: UnitOfWork) -> datetime | None:
    """When the outbox next has something to send; one look into the index for each urgency."""
    firsts = [
        select(Notification.due_at)
        .where(Notification.urgency == int(urgency), Notification.status.in_(WAITING))
        .order_by(Notification.due_at)
        .limit(1)
        for urgency in Urgency
    ]
    return min((due for query in firsts if (due := uow.session.scalar(query)) is not None), default=None)


def was_told(uow: UnitOfWork, appointment_id: int, key: str) -> bool:
    """Has this been said about this appointment, or is it about to be?"""
    said = (Delivery.PENDING, Delivery.CLAIMED, Delivery.SENT, Delivery.UNKNOWN)
    query = select(Notification.id).where(
        Notification.appointment_id == appointment_id, Notification.key == key, Notification.status.in_(said)
    )
    return uow.session.scalar(query.limit(1)) is not None
