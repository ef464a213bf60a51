"""The outbox: every message owed to somebody who did not just speak, due now or later."""

from __future__ import annotations

from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigId
from models.person import Person


class Delivery(StrEnum):
    PENDING = "pending"
    CLAIMED = "claimed"  # a sender holds it until `lease_until`
    SENT = "sent"
    UNKNOWN = "unknown"  # it left, and nobody can know whether it was shown
    FAILED = "failed"
    WITHDRAWN = "withdrawn"  # rescheduled, cancelled: it would have stated something old
    EXPIRED = "expired"  # too late to be worth saying


class Urgency(IntEnum):
    """What overtakes what: smaller goes first."""

    NOW = 0  # arrivals, half-hour notices, answers
    NORMAL = 5
    BULK = 9  # broadcasts


class Manner(StrEnum):
    """How a message stands to what was said before in its thread."""

    NEW = "new"
    REPLY = "reply"  # answers the thread's first message, and is heard
    EDIT = "edit"  # the thread's first message says the newest, silently


PENDING_SQL = "status IN ('pending', 'claimed')"
# A broadcast's rows stand in an index of their own: a million of them are in nobody's way.
OWED_SQL = f"broadcast_id IS NULL AND {PENDING_SQL}"
_OWED = text(OWED_SQL)
_BROADCAST = text(f"broadcast_id IS NOT NULL AND {PENDING_SQL}")
_THREADED = text("thread IS NOT NULL")


class Notification(Base):
    """A message owed: key and parameters, rendered in the recipient's language at the moment it is sent."""

    __tablename__ = "notifications"
    __table_args__ = (
        UniqueConstraint("event_id", "recipient_id", "room_id", "key"),  # one event tells one person one thing once
        Index(
            "ix_notifications_due",
            "urgency",
            "due_at",
            "id",
            sqlite_where=_OWED,
            postgresql_where=_OWED,
        ),
        # A broadcast's rows are claimed in the order in which they were queued, and never look through another's.
        Index(
            "ix_notifications_broadcast",
            "broadcast_id",
            "id",
            sqlite_where=_BROADCAST,
            postgresql_where=_BROADCAST,
        ),
        Index(
            "ix_notifications_thread",
            "recipient_id",
            "thread",
            sqlite_where=_THREADED,
            postgresql_where=_THREADED,
        ),
        Index("ix_notifications_appointment_id", "appointment_id"),
        Index("ix_notifications_recipient_id", "recipient_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    # A person, or the dispatch room (a group, which never sees customer data: ).
    recipient_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    room_id: Mapped[int] = mapped_column(default=0)
    key: Mapped[str] = mapped_column(String(60))
    params: Mapped[dict[str, Any]]
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"))
    appointment_id: Mapped[int | None] = mapped_column(ForeignKey("appointments.id"))
    broadcast_id: Mapped[int | None] = mapped_column(ForeignKey("broadcasts.id"))
    # One thread for one thing and one person ("outage:12"): later news answers or edits its first message.
    thread: Mapped[str | None] = mapped_column(String(40))
    manner: Mapped[Manner] = mapped_column(default=Manner.NEW)
    edition: Mapped[int | None]  # which edition of the record it states
    urgency: Mapped[int] = mapped_column(default=int(Urgency.NORMAL))
    # Where there is no chat: a phone task for the dispatcher instead of silence.
    phone_if_no_chat: Mapped[bool] = mapped_column(default=False)
    due_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    status: Mapped[Delivery] = mapped_column(default=Delivery.PENDING)
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    # A sender died holding it: it may have been shown already, so its outcome can only be `unknown`.
    uncertain: Mapped[bool] = mapped_column(default=False)
    sent_at: Mapped[datetime | None]
    chat_id: Mapped[int | None] = mapped_column(BigId)
    message_id: Mapped[int | None] = mapped_column(BigId)
    error: Mapped[str | None] = mapped_column(String(300))

    recipient: Mapped[Person] = relationship()


class Room(Base):
    """A group chat bound as a unit's dispatch room."""

    __tablename__ = "rooms"

    id: Mapped[int] = mapped_column(primary_key=True)
    bot_id: Mapped[int] = mapped_column(BigId)
    chat_id: Mapped[int] = mapped_column(BigId, unique=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    bound_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    bound_at: Mapped[datetime]
