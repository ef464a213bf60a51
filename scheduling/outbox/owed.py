"""What is owed, as its sender needs it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, TextClause, func, select, text, update

from models.appointment import Appointment, Status
from models.broadcast import Broadcast, BroadcastStatus
from models.notification import OWED_SQL, PENDING_SQL, Delivery, Manner, Notification
from models.order import OrderStatus, WorkOrder
from models.outage import Outage, OutageStatus
from models.task import Task, TaskStatus
from scheduling.announcements import STILL_TRUE
from scheduling.announcing import Standing, always
from scheduling.broadcasts.audience import still_meant
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
    meant: bool = True  # of a broadcast: whether it is for them now as well

    @property
    def lane(self) -> Lane:
        return Lane(0, self.room_id) if self.room_id else Lane(self.recipient_id)

    @property
    def still_true(self) -> bool:
        """Asked just before sending: would this message state something that has changed (promise 1)?"""
        still = STILL_TRUE.get(self.key, always)
        if still is always:
            return self.meant
        confirmed = self.confirmed_at is not None
        return still(Standing(self.order, self.visit, confirmed, self.task, self.outage, self.broadcast))

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
    if broadcasts := statuses(uow, Broadcast, {row.params.get("broadcast_id") for row in rows}):
        rows = [row._replace(broadcast=broadcasts.get(row.params.get("broadcast_id"))) for row in rows]
    return rows


def at_their_turn(uow: UnitOfWork, rows: Sequence[Owed]) -> list[Owed]:
    """The recipients of broadcasts looked at again: between being queued and their turn, people move house."""
    people: defaultdict[int, list[int]] = defaultdict(list)
    for row in rows:
        if row.broadcast_id is not None and row.broadcast is BroadcastStatus.SENDING:
            people[row.broadcast_id].append(row.recipient_id)
    meant = {id: still_meant(uow, id, those) for id, those in people.items()}
    return [
        row._replace(meant=row.recipient_id in meant.get(row.broadcast_id or 0, (row.recipient_id,))) for row in rows
    ]


def statuses(
    uow: UnitOfWork, model: type[Task] | type[Outage] | type[Broadcast], ids: set[int | None]
) -> dict[int | None, Any]:
    """How each of these things stands."""
    if not (ids := ids - {None}):
        return {}
    return {id: status for id, status in uow.session.execute(select(model.id, model.status).where(model.id.in_(ids)))}


SENDING = Broadcast.status == BroadcastStatus.SENDING


def sending_now(uow: UnitOfWork) -> Sequence[int]:
    """The broadcasts on their way; a correction before more news, which it may correct."""
    return uow.session.scalars(select(Broadcast.id).where(SENDING).order_by(Broadcast.kind, Broadcast.id)).all()
