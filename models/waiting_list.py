"""The waiting list: customers who would like an earlier slot, should one come free."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class WaitingStatus(StrEnum):
    WAITING = "waiting"
    SERVED = "served"
    LEFT = "left"


class Waiting(Base):
    """An order whose customer would come forward; ends with the visit or when an earlier slot was taken."""

    __tablename__ = "waiting_list"
    __table_args__ = (Index("ix_waiting_list_unit_id_status", "unit_id", "status"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), unique=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    status: Mapped[WaitingStatus] = mapped_column(default=WaitingStatus.WAITING)
    since: Mapped[datetime]
