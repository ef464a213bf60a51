"""Evidence: photos and places that prove what was found and done; kept for D-30's time (R-12.10)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class EvidenceKind(StrEnum):
    FAULT_PHOTO = "fault_photo"
    CLOSE_OUT_PHOTO = "close_out_photo"
    LOCATION = "location"


class Evidence(Base):
    """One photo or place, with author and time. `file_id` is the messenger's own name for the file."""

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    appointment_id: Mapped[int | None] = mapped_column(ForeignKey("appointments.id"))
    kind: Mapped[EvidenceKind]
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    taken_at: Mapped[datetime]
    file_id: Mapped[str | None] = mapped_column(String(200))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    note: Mapped[str | None] = mapped_column(String(300))
