"""The offer (派单邀请): "will you take this order?" (D-40)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.appointment import Appointment
from models.base import Base
from models.errors import WrongState


class OfferStatus(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


class Offer(Base):
    """An appointment offered to one technician until `expires_at`. `by_name`: a dispatcher's assignment."""

    __tablename__ = "offers"
    __table_args__ = (
        UniqueConstraint("appointment_id", "technician_id", "round"),
        Index("ix_offers_technician_id_status", "technician_id", "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointments.id"))
    technician_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    round: Mapped[int] = mapped_column(default=1)
    status: Mapped[OfferStatus] = mapped_column(default=OfferStatus.OPEN)
    by_name: Mapped[bool] = mapped_column(default=False)
    offered_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(String(300))

    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    appointment: Mapped[Appointment] = relationship()

    def answer(self, status: OfferStatus, now: datetime, reason: str | None = None) -> None:
        if self.status is not OfferStatus.OPEN:
            raise WrongState(current=self.status.value, wanted=status.value)
        self.status, self.answered_at, self.reason = status, now, reason
