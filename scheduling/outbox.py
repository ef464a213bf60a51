"""The outbox: claim what is due, ask once more whether it is still true, record what became of it.

At least once, and honest about it (design decision 5): a batch is claimed under a lease and committed, then sent,
then its outcome recorded. Who dies in between leaves a lapsed lease; the next sender sends again and records
`unknown`, because nobody can know whether it was shown the first time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, TextClause, bindparam, case, exists, func, or_, select, text, update
from sqlalchemy.orm import lazyload

from models.appointment import Appointment, Status
from models.broadcast import Broadcast, BroadcastStatus
from models.notification import OWED_SQL, PENDING_SQL, Delivery, Manner, Notification, Urgency
from models.order import OrderStatus, WorkOrder
from models.outage import Outage, OutageStatus
from models.task import Task, TaskStatus
from scheduling.announcements import STILL_TRUE
from scheduling.announcing import Standing, always
from scheduling.unit_of_work import UnitOfWork

WAITING = (Delivery.PENDING, Delivery.CLAIMED)
# Written out, not bound: only so does a database see that its index of what is owed serves.
UNFINISHED = text(f"notifications.{PENDING_SQL}")
OWED_SINGLY = text(f"notifications.{OWED_SQL.replace('status', 'notifications.status')}")


class Lane(NamedTuple):
    """Whose messages go one after the other: a person's, or a dispatch room's."""

    person_id: int
    room_id: int = 0


class Owed(NamedTuple):
    """A notification as its sender needs it, and how things stand with what it is about.

    Plain columns, because ten thousand may be due at once.
    """

    id: int
    recipient_id: int
    room_id: int
    key: str
    params: dict[str, Any]
    order_id: int | None
    appointment_id: int | None
    urgency: int
    phone_if_no_chat: bool
    due_at: datetime
    expires_at: datetime | None
    lease_until: datetime | None
    attempts: int
    broadcast_id: int | None
    thread: str | None
    manner: Manner
    chat_id: int | None
    message_id: int | None
    order: OrderStatus | None
    visit: Status | None
    confirmed_at: datetime | None
    task: TaskStatus | None = None
    outage: OutageStatus | None = None
    broadcast: BroadcastStatus | None = None

    @property
    def lane(self) -> Lane:
        return Lane(0, self.room_id) if self.room_id else Lane(self.recipient_id)

    @property
    def still_true(self) -> bool:
        """Asked just before sending: would this message state something that has changed (promise 1)?"""
        still = STILL_TRUE.get(self.key, always)
        if still is always:
            return True
        return still(Standing(self.order, self.visit, self.confirmed_at is not None, self.task, self.outage))

    def fate(self, now: datetime) -> Delivery:
        """Claimed, unless it is too late to be worth saying or no longer true; pending while its broadcast rests."""
        if self.expires_at is not None and self.expires_at <= now:
            return Delivery.EXPIRED
        if self.broadcast_id is not None and self.broadcast is not BroadcastStatus.SENDING:
            return Delivery.PENDING
        return Delivery.CLAIMED if self.still_true else Delivery.WITHDRAWN


OWED: Select[Any] = (
    select(
        *(getattr(Notification, name) for name in Owed._fields[: Owed._fields.index("order")]),
        WorkOrder.status, Appointment.status, Appointment.confirmed_at,
    )
    .outerjoin(Appointment, Appointment.id == Notification.appointment_id)
    .outerjoin(WorkOrder, WorkOrder.id == func.coalesce(Appointment.order_id, Notification.order_id))
)  # fmt: skip


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


PER_LANE = 4  # claimed at once for one chat: what is urgent never waits behind more than these

NOW = bindparam("now", type_=Notification.due_at.type)
SENDING = Broadcast.status == BroadcastStatus.SENDING
# Held by nobody, and not put off after a failure: for what is pending, the lease is the pause.
FREE = or_(Notification.lease_until.is_(None), Notification.lease_until <= NOW)
_due = Notification.due_at <= NOW, FREE, OWED_SINGLY
_open_lanes = (
    Notification.room_id.not_in(bindparam("rooms", expanding=True)),
    or_(Notification.room_id != 0, Notification.recipient_id.not_in(bindparam("people", expanding=True))),
)
# Which urgencies have anything due, and whether a broadcast is being sent: one look, since mostly nothing is.
ANYTHING = select(
    *(exists().where(Notification.urgency == int(urgency), *_due).label(urgency.name) for urgency in Urgency),
    exists().where(SENDING).label("sending"),
)
_claimable = OWED.where(*_open_lanes).limit(bindparam("most")).with_for_update(skip_locked=True, of=Notification)
SINGLY = _claimable.where(Notification.urgency == bindparam("urgency"), *_due).order_by(
    Notification.due_at, Notification.id
)  # fmt: skip
# What of a broadcast is waiting; nothing is looked through that belongs to another or was dealt with.
IN_BULK = _claimable.where(Notification.broadcast_id == bindparam("broadcast"), FREE, UNFINISHED).order_by(
    Notification.id
)  # fmt: skip


def claim(
    uow: UnitOfWork, limit: int, busy: Collection[Lane] = (), resting: Mapping[Lane, int] | None = None
) -> list[Owed]:
    """Takes up to `limit` due notifications under a lease, the most urgent first; what is no longer true is withdrawn.

    Nothing is taken for lanes that are `busy`; for those `resting` after a failure only what is more urgent than what
    failed, so that one chat gets its messages in order.
    """
    claimed: list[Owed] = []
    taken: Counter[Lane] = Counter()
    for urgency, query, which in queues(uow):
        closed = {*busy, *(lane for lane, failed in (resting or {}).items() if failed <= urgency)}
        while (room := limit - len(claimed)) > 0:
            rows = owed(uow, query, now=uow.now, most=room, **which, **lanes(closed))
            claimed += take(uow, rows, taken, closed)
            if len(rows) < room:
                break
    return claimed


def queues(uow: UnitOfWork) -> list[tuple[Urgency, Select[Any], dict[str, int]]]:
    """What is due, the most urgent first; then broadcasts that are being sent, each from where it stands."""
    *due, sending = uow.rows(ANYTHING, now=uow.now)[0]
    singly = [
        (urgency, SINGLY, {"urgency": int(urgency)}) for urgency, is_due in zip(Urgency, due, strict=True) if is_due
    ]
    broadcasts = sending_now(uow) if sending else []
    return [*singly, *((Urgency.BULK, IN_BULK, {"broadcast": broadcast_id}) for broadcast_id in broadcasts)]


def take(uow: UnitOfWork, rows: Sequence[Owed], taken: Counter[Lane], closed: set[Lane]) -> list[Owed]:
    """Leases what is in time and true; a lane that has got its share is closed to the rest."""
    claimed = []
    fates: defaultdict[Delivery, list[int]] = defaultdict(list)
    for row in rows:
        lane = row.lane
        if taken[lane] >= PER_LANE:
            closed.add(lane)
            continue
        fate = row.fate(uow.now)
        fates[fate].append(row.id)
        if fate is Delivery.CLAIMED:
            taken[lane] += 1
            claimed.append(row._replace(attempts=row.attempts + 1))
    lease(uow, fates.pop(Delivery.CLAIMED, ()))
    fates.pop(Delivery.PENDING, None)
    drop(uow, fates)
    return claimed


LEASE = update(Notification).where(Notification.id.in_(bindparam("ids", expanding=True))).values(
    status=Delivery.CLAIMED,
    attempts=Notification.attempts + 1,
    # Where a dead sender's lease has lapsed, nobody can know what was shown.
    uncertain=case((Notification.status == Delivery.CLAIMED, True), else_=Notification.uncertain),
    lease_until=bindparam("until", type_=Notification.lease_until.type),
)  # fmt: skip


def lease(uow: UnitOfWork, ids: Collection[int]) -> None:
    """One more attempt at each."""
    if ids:
        uow.write(LEASE, {"ids": ids, "until": uow.now + uow.policy.delivery.lease})


def drop(uow: UnitOfWork, fates: Mapping[Delivery, Collection[int]]) -> None:
    """Expired or withdrawn: never sent."""
    for fate, ids in fates.items():
        change(uow, Notification.id.in_(ids), status=fate)


def change(uow: UnitOfWork, *which: ColumnElement[bool] | TextClause, **values: Any) -> int:
    """One statement for however many; returns how many there were."""
    changed = uow.session.execute(update(Notification).where(*which).values(values))
    return int(getattr(changed, "rowcount", 0))


def owed(uow: UnitOfWork, query: Select[Any], **values: Any) -> list[Owed]:
    """What a query for `OWED` finds, in one look; and one more for each kind of thing that is only named."""
    rows = [Owed(*row) for row in uow.rows(query, **values)]
    if tasks := statuses(uow, Task, {row.params.get("task_id") for row in rows}):
        rows = [row._replace(task=tasks.get(row.params.get("task_id"))) for row in rows]
    if outages := statuses(uow, Outage, {row.params.get("outage_id") for row in rows}):
        rows = [row._replace(outage=outages.get(row.params.get("outage_id"))) for row in rows]
    if broadcasts := statuses(uow, Broadcast, {row.broadcast_id for row in rows}):
        rows = [row._replace(broadcast=broadcasts.get(row.broadcast_id)) for row in rows]
    return rows


def statuses(
    uow: UnitOfWork, model: type[Task] | type[Outage] | type[Broadcast], ids: set[int | None]
) -> dict[int | None, Any]:
    """How each of these things stands."""
    if not (ids := ids - {None}):
        return {}
    return {id: status for id, status in uow.session.execute(select(model.id, model.status).where(model.id.in_(ids)))}


def sending_now(uow: UnitOfWork) -> Sequence[int]:
    """The broadcasts on their way; a correction before more news, which it may correct."""
    return uow.session.scalars(select(Broadcast.id).where(SENDING).order_by(Broadcast.kind, Broadcast.id)).all()


def lanes(closed: Collection[Lane]) -> dict[str, list[int]]:
    """What every lane but these is asked by."""
    return {
        "rooms": [lane.room_id for lane in closed if lane.room_id],
        "people": [lane.person_id for lane in closed if not lane.room_id],
    }


HELD = OWED.where(Notification.id.in_(bindparam("ids", expanding=True)), Notification.status == Delivery.CLAIMED)


def hold(uow: UnitOfWork, wanted: Sequence[tuple[int, int]]) -> list[Owed | None]:
    """Claimed notifications, by id and attempt, whose turn has come: still ours, in time and true?

    None, and nothing is sent, for those that are not: between claiming and sending lies the wait for the permitted
    rate, and in it a visit may be moved (promise 1).
    """
    rows = {(row.id, row.attempts): row for row in owed(uow, HELD, ids=[id for id, _ in wanted])}
    held: list[Owed | None] = []
    fates: defaultdict[Delivery, list[int]] = defaultdict(list)
    for one in wanted:
        row = rows.get(one)
        fate = row.fate(uow.now) if row is not None else None
        held.append(row if fate is Delivery.CLAIMED else None)
        if row is not None and fate is not None:
            fates[fate].append(row.id)
    fates.pop(Delivery.CLAIMED, None)
    release(uow, fates.pop(Delivery.PENDING, ()))
    drop(uow, fates)
    prolong(uow, [row for row in held if row is not None])
    return held


def prolong(uow: UnitOfWork, rows: Iterable[Owed]) -> None:
    """A fresh lease for what has waited through half of its own."""
    length = uow.policy.delivery.lease
    short = [row.id for row in rows if row.lease_until is None or row.lease_until - uow.now < length / 2]
    if short:
        change(uow, Notification.id.in_(short), lease_until=uow.now + length)


def release(uow: UnitOfWork, notification_ids: Collection[int], until: datetime | None = None) -> None:
    """What was claimed and has not left goes back as if it had never been claimed; perhaps to wait until later."""
    if not notification_ids:
        return
    given = Notification.id.in_(notification_ids), Notification.status == Delivery.CLAIMED
    change(uow, *given, status=Delivery.PENDING, lease_until=until, attempts=Notification.attempts - 1)


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


def withdraw(uow: UnitOfWork, appointment_id: int, keys: Sequence[str] | None = None) -> int:
    """What was still to be said about this appointment is not said any more (moved, cancelled, answered)."""
    unsent = [Notification.appointment_id == appointment_id, Notification.status.in_(WAITING)]
    if keys is not None:
        unsent.append(Notification.key.in_(keys))
    else:
        # News that it was moved or cancelled is about the past, and stays true.
        unsent.append(Notification.key.in_([key for key, still in STILL_TRUE.items() if still is not always]))
    return change(uow, *unsent, status=Delivery.WITHDRAWN)


def withdraw_of_order(uow: UnitOfWork, order_id: int, keys: Sequence[str]) -> None:
    """What was still to be said about this order under these keys is not said any more."""
    unsent = Notification.order_id == order_id, Notification.key.in_(keys), Notification.status.in_(WAITING)
    uow.session.execute(update(Notification).where(*unsent).values(status=Delivery.WITHDRAWN))


def recover(uow: UnitOfWork) -> int:
    """At the start of the only sender: what a dead one had claimed is claimed again at once, as uncertain."""
    claimed = Notification.status == Delivery.CLAIMED
    singly = change(uow, OWED_SINGLY, claimed, lease_until=uow.now)
    return singly + change(uow, Notification.broadcast_id.is_not(None), UNFINISHED, claimed, lease_until=uow.now)


def next_due_at(uow: UnitOfWork) -> datetime | None:
    """When the outbox next has something to send; one look into the index for each urgency, and each broadcast."""
    untouched = Notification.lease_until.is_(None)
    due = select(Notification.due_at).where(untouched)
    firsts = [
        due.where(Notification.urgency == int(urgency), OWED_SINGLY).order_by(Notification.due_at).limit(1)
        for urgency in Urgency
    ]
    # Those claimed or put off after a failure: few, and due long since.
    put_off = select(func.min(Notification.lease_until)).where(Notification.lease_until.is_not(None))
    queries: list[Select[Any]] = [*firsts, put_off.where(OWED_SINGLY)]
    for broadcast_id in sending_now(uow):
        ours = Notification.broadcast_id == broadcast_id, UNFINISHED
        queries += [due.where(*ours).order_by(Notification.id).limit(1), put_off.where(*ours)]
    moments = [uow.session.scalar(query) for query in queries]
    return min((moment for moment in moments if moment is not None), default=None)


def was_told(uow: UnitOfWork, appointment_id: int, key: str) -> bool:
    """Has this been said about this appointment, or is it about to be?"""
    said = (Delivery.PENDING, Delivery.CLAIMED, Delivery.SENT, Delivery.UNKNOWN)
    query = select(Notification.id).where(
        Notification.appointment_id == appointment_id, Notification.key == key, Notification.status.in_(said)
    )
    return uow.session.scalar(query.limit(1)) is not None
