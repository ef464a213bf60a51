"""Relayed messages: customer, technician and dispatch write to each other through the bot, numbers hidden."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.person import Person


class MessageTo(StrEnum):
    DISPATCH = "dispatch"
    TECHNICIAN = "technician"
    CUSTOMER = "customer"


class Message(Base):
    """One relayed message. A customer's has exactly one owner until it is answered (R-1.17)."""

    __tablename__ = "messages"
    __table_args__ = (Index("ix_messages_order_id", "order_id"), Index("ix_messages_sender_id", "sender_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"))
    sender_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    to: Mapped[MessageTo]
    recipient_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))  # None: the unit's dispatchers
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    text: Mapped[str] = mapped_column(String(1000))
    file_id: Mapped[str | None] = mapped_column(String(200))
    sent_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answers_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id"))

    sender: Mapped[Person] = relationship(foreign_keys=[sender_id])
