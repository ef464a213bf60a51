"""The outbox: claim what is due, ask once more whether it is still true, record what became of it.

At least once, and honest about it (design decision 5): a batch is claimed under a lease and committed, then sent,
then its outcome recorded. Who dies in between leaves a lapsed lease; the next sender sends again and records
`unknown`, because nobody can know whether it was shown the first time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, TextClause, exists, func, or_, select, text, update
from sqlalchemy.orm import lazyload, load_only

from models.appointment import Appointment, Status
from models.notification import PENDING_SQL, Delivery, Notification, Urgency
from models.order import WorkOrder
from models.task import Task
from scheduling.announcements import STILL_TRUE
from scheduling.announcing import Standing, always
from scheduling.unit_of_work import UnitOfWork

WAITING = (Delivery.PENDING, Delivery.CLAIMED)
# Written out, not bound: only so does a database see that its index of what is owed serves.
UNFINISHED = text(PENDING_SQL)


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


@dataclass(frozen=True)
class Lane:
    """Whose messages go one after the other: a person's, or a dispatch room's."""

    person_id: int
    room_id: int = 0

    @classmethod
    def of(cls, row: Notification) -> Lane:
        return cls(0, row.room_id) if row.room_id else cls(row.recipient_id)


PER_LANE = 4  # claimed at once for one chat: what is urgent never waits behind more than these


def claim(
    uow: UnitOfWork, limit: int, busy: Collection[Lane] = (), resting: Mapping[Lane, int] | None = None
) -> list[Notification]:
    """Takes up to `limit` due notifications under a lease, the most urgent first; what is no longer true is withdrawn.

    Nothing is taken for lanes that are `busy`; for those `resting` after a failure only what is more urgent than what
    failed, so that one chat gets its messages in order.
    """
    claimed: list[Notification] = []
    taken: Counter[Lane] = Counter()
    for urgency in urgencies_due(uow):
        closed = {*busy, *(lane for lane, failed in (resting or {}).items() if failed <= urgency)}
        while (room := limit - len(claimed)) > 0:
            query = select(Notification).where(*due_now(uow, urgency), *open_lanes(closed))
            query = query.order_by(Notification.due_at, Notification.id).limit(room)
            query = query.options(lazyload("*")).with_for_update(skip_locked=True, of=Notification)
            rows = uow.session.scalars(query).all()
            standing = standings(uow, rows)
            for row in rows:
                lane = Lane.of(row)
                if taken[lane] >= PER_LANE:
                    closed.add(lane)
                elif take(uow, row, standing.get(row.id, Standing())):
                    taken[lane] += 1
                    claimed.append(row)
            if len(rows) < room:
                break
    return claimed


def urgencies_due(uow: UnitOfWork) -> list[Urgency]:
    """Which urgencies have anything due: one look, since mostly none has."""
    anything = select(*(exists().where(*due_now(uow, urgency)) for urgency in Urgency))
    return [urgency for urgency, due in zip(Urgency, uow.session.execute(anything).one(), strict=True) if due]


def due_now(uow: UnitOfWork, urgency: Urgency) -> tuple[ColumnElement[bool] | TextClause, ...]:
    """Due, held by nobody, and not put off after a failure: for what is pending, the lease is the pause."""
    return (
        Notification.urgency == int(urgency),
        Notification.due_at <= uow.now,
        or_(Notification.lease_until.is_(None), Notification.lease_until <= uow.now),
        UNFINISHED,
    )


def standings(uow: UnitOfWork, rows: Sequence[Notification]) -> dict[int, Standing]:
    """How things stand with what each of many is about, in one look."""
    asked = [row for row in rows if STILL_TRUE.get(row.key, always) is not always]
    if not asked:
        return {}
    tasks = {row.id: row.params["task_id"] for row in asked if row.params.get("task_id")}
    query = select(Task.id, Task.status).where(Task.id.in_(set(tasks.values())))
    statuses = {id: status for id, status in uow.session.execute(query)} if tasks else {}
    looked = (
        select(Notification.id, WorkOrder.status, Appointment.status, Appointment.confirmed_at)
        .outerjoin(Appointment, Appointment.id == Notification.appointment_id)
        .outerjoin(WorkOrder, WorkOrder.id == func.coalesce(Appointment.order_id, Notification.order_id))
        .where(Notification.id.in_([row.id for row in asked]))
    )
    return {
        id: Standing(order, visit, confirmed_at is not None, statuses.get(tasks.get(id, 0)))
        for id, order, visit, confirmed_at in uow.session.execute(looked)
    }


def open_lanes(closed: Collection[Lane]) -> list[ColumnElement[bool]]:
    """Every lane but these."""
    rooms = [lane.room_id for lane in closed if lane.room_id]
    people = [lane.person_id for lane in closed if not lane.room_id]
    conditions: list[ColumnElement[bool]] = []
    if rooms:
        conditions.append(Notification.room_id.not_in(rooms))
    if people:
        conditions.append(or_(Notification.room_id != 0, Notification.recipient_id.not_in(people)))
    return conditions


def take(uow: UnitOfWork, row: Notification, now: Standing) -> bool:
    """Leases one notification, unless it has expired or is no longer true."""
    if row.status is Delivery.CLAIMED:
        row.uncertain = True
    row.lease_until = uow.now + uow.policy.delivery.lease
    if row.expires_at is not None and row.expires_at <= uow.now:
        row.status = Delivery.EXPIRED
        return False
    if not STILL_TRUE.get(row.key, always)(now):
        row.status = Delivery.WITHDRAWN
        return False
    row.status = Delivery.CLAIMED
    row.attempts += 1
    return True


def hold(uow: UnitOfWork, notification_id: int, attempt: int) -> Notification | None:
    """A claimed notification whose turn has come: still ours, in time and true? Else None, and nothing is sent.

    Between claiming and sending lies the wait for the permitted rate, and in it a visit may be moved (promise 1).
    """
    row = uow.session.get(Notification, notification_id)
    if row is None or row.status is not Delivery.CLAIMED or row.attempts != attempt:
        return None
    if row.expires_at is not None and row.expires_at <= uow.now:
        row.status = Delivery.EXPIRED
        return None
    if not still_true(uow, row):
        row.status = Delivery.WITHDRAWN
        return None
    lease = uow.policy.delivery.lease
    if row.lease_until is None or row.lease_until - uow.now < lease / 2:
        row.lease_until = uow.now + lease
    return row


def release(uow: UnitOfWork, notification_ids: Collection[int], until: datetime | None = None) -> None:
    """What was claimed and has not left goes back as if it had never been claimed; perhaps to wait until later."""
    given = Notification.id.in_(notification_ids), Notification.status == Delivery.CLAIMED
    back: dict[str, Any] = {"status": Delivery.PENDING, "lease_until": until, "attempts": Notification.attempts - 1}
    uow.session.execute(update(Notification).where(*given).values(back))


def still_true(uow: UnitOfWork, row: Notification) -> bool:
    """Asked just before sending: would this message state something that has changed (promise 1)?"""
    still = STILL_TRUE.get(row.key, always)
    if still is always:
        return True
    visit = uow.session.get(Appointment, row.appointment_id) if row.appointment_id else None
    task_id = row.params.get("task_id")
    task = uow.session.get(Task, task_id) if task_id else None
    order = visit.order if visit else uow.session.get(WorkOrder, row.order_id) if row.order_id else None
    return still(
        Standing(
            order.status if order else None,
            visit.status if visit else None,
            visit is not None and visit.confirmed_at is not None,
            task.status if task else None,
        )
    )


def record_outcomes(uow: UnitOfWork, outcomes: Sequence[Outcome]) -> list[Notification | None]:
    """Writes down what became of claimed notifications; a row another sender has meanwhile finished stays as it is.

    Returns the rows in the order of the outcomes.
    """
    ids = [outcome.notification_id for outcome in outcomes]
    needed = load_only(
        Notification.status, Notification.uncertain, Notification.attempts, Notification.lease_until,
        Notification.key, Notification.appointment_id,
    )  # fmt: skip
    found = select(Notification).where(Notification.id.in_(ids)).options(needed, lazyload("*"))
    rows = {row.id: row for row in uow.session.scalars(found)}
    for outcome in outcomes:
        row = rows.get(outcome.notification_id)
        if row is not None and row.status is Delivery.CLAIMED:
            record(uow, row, outcome)
    return [rows.get(id) for id in ids]


def record(uow: UnitOfWork, row: Notification, outcome: Outcome) -> None:
    row.status, row.error, row.lease_until = outcome.status, outcome.error, None
    if outcome.status is Delivery.PENDING:
        # `due_at` stays what it was: so messages to one chat keep their order, and the lag tells the truth.
        row.lease_until = uow.now + (outcome.retry_after or uow.policy.delivery.backoff(row.attempts))
        row.attempts -= 0 if outcome.counted else 1
        return
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
    free = Notification.lease_until.is_(None)
    firsts = [
        select(Notification.due_at)
        .where(Notification.urgency == int(urgency), UNFINISHED, free)
        .order_by(Notification.due_at)
        .limit(1)
        for urgency in Urgency
    ]
    # Those claimed or put off after a failure: few, and due long since.
    put_off = select(func.min(Notification.lease_until)).where(UNFINISHED, Notification.lease_until.is_not(None))
    moments = [uow.session.scalar(query) for query in (*firsts, put_off)]
    return min((moment for moment in moments if moment is not None), default=None)


def was_told(uow: UnitOfWork, appointment_id: int, key: str) -> bool:
    """Has this been said about this appointment, or is it about to be?"""
    said = (Delivery.PENDING, Delivery.CLAIMED, Delivery.SENT, Delivery.UNKNOWN)
    query = select(Notification.id).where(
        Notification.appointment_id == appointment_id, Notification.key == key, Notification.status.in_(said)
    )
    return uow.session.scalar(query.limit(1)) is not None
