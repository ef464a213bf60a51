"""What was said already, and what is not said any more."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, update

from models.event import Event
from models.notification import Delivery, Notification
from scheduling.announcements import STILL_TRUE
from scheduling.announcing import always
from scheduling.outbox.owed import WAITING, change
from scheduling.unit_of_work import UnitOfWork


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


def withdraw_of_outage(uow: UnitOfWork, outage_id: int, key: str) -> None:
    """What was still to be said about this outage under this key is not said any more."""
    about = select(Event.id).where(Event.outage_id == outage_id)
    unsent = Notification.event_id.in_(about), Notification.key == key, Notification.status == Delivery.PENDING
    uow.session.execute(update(Notification).where(*unsent).values(status=Delivery.WITHDRAWN))


def was_told(uow: UnitOfWork, appointment_id: int, key: str) -> bool:
    """Has this been said about this appointment, or is it about to be?"""
    said = (Delivery.PENDING, Delivery.CLAIMED, Delivery.SENT, Delivery.UNKNOWN)
    query = select(Notification.id).where(
        Notification.appointment_id == appointment_id, Notification.key == key, Notification.status.in_(said)
    )
    return uow.session.scalar(query.limit(1)) is not None
