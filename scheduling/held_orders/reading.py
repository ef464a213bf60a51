"""Whoever is answered from the record knows it: that edition is not told them again, and later news answers that card."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select, update

from models.notification import Delivery, Notification
from models.outage import HeldOrder, Outage
from scheduling.announcements import record
from scheduling.broadcasts.audience import NEWS, OWED_OR_TOLD
from scheduling.events import outages as oe
from scheduling.held_orders.holding import told
from scheduling.unit_of_work import UnitOfWork

# These say what the record says and nothing else: whoever has just read it waits for none of them.
ONLY_NEWS = (NEWS, "watched-changed", "watched-goes-on", "watched-over", "watched-called-off")


@dataclass(frozen=True)
class Read:
    """A card that stood before somebody, the record in it and the edition it stated."""

    outage_id: int
    edition: int
    chat_id: int
    message_id: int | None


def unread(uow: UnitOfWork) -> int | None:
    """The actor's newest order that waits for a record of which they have not been told, nor are about to be."""
    query = select(HeldOrder, Outage).join(Outage, Outage.id == HeldOrder.outage_id)
    query = query.where(HeldOrder.customer_id == uow.me, HeldOrder.released_at.is_(None)).order_by(HeldOrder.id.desc())
    found = uow.session.execute(query).all()
    return next((held.order_id for held, outage in found if not told(uow, outage, {uow.me})), None)


def record_read(uow: UnitOfWork, read: Read) -> None:
    """The actor has read this edition. News of it that still waits to leave is taken back; read twice is read once."""
    # A broadcast queues under this lock: it sees who has read, or we see what it owes them.
    outage = uow.session.get_one(Outage, read.outage_id, with_for_update={"read": True})
    mine = Notification.recipient_id == uow.me, Notification.thread == f"outage:{outage.id}"
    owed = *mine, Notification.edition <= read.edition, Notification.key.in_(ONLY_NEWS)
    waiting = update(Notification).where(*owed, Notification.status == Delivery.PENDING)
    uow.session.execute(waiting.values(status=Delivery.WITHDRAWN))
    known = select(Notification.id).where(
        *mine, Notification.edition >= read.edition, Notification.status.in_(OWED_OR_TOLD)
    )
    if uow.session.scalar(known.limit(1)) is None:
        record(uow, oe.RecordRead(uow.me, read.edition, read.chat_id, read.message_id), outage=outage)
