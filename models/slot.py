"""Slots (档期): the half-hours of a technician's day that are held, one row each under a unique key."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class SlotRow(Base):
    """One half-hour of one technician, held for one appointment. The primary key is what stops a double booking."""

    __tablename__ = "slot_rows"
    __table_args__ = (Index("ix_slot_rows_starts_at_technician_id", "starts_at", "technician_id"),)

    technician_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    starts_at: Mapped[datetime] = mapped_column(primary_key=True)
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointments.id"), index=True)


class ExtraSlot(Base):
    """A slot a dispatcher opened outside a technician's usual hours (R-4.12)."""

    __tablename__ = "extra_slots"

    technician_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    starts_at: Mapped[datetime] = mapped_column(primary_key=True)
    ends_at: Mapped[datetime]
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
