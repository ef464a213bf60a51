"""Days off and sudden sickness: when a technician cannot be counted on."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class OffReason(StrEnum):
    SICK = "sick"
    LEAVE = "leave"
    TRAINING = "training"


class TimeOff(Base):
    """A technician is away from `starts_at` up to `ends_at` (exclusive)."""

    __tablename__ = "time_off"
    __table_args__ = (Index("ix_time_off_technician_id_ends_at", "technician_id", "ends_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    technician_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    reason: Mapped[OffReason]
    note: Mapped[str | None] = mapped_column(String(300))
    reported_at: Mapped[datetime]
