"""The close-out record (回单): what was done, measured and left behind (R-5.11, R-5.13)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class CloseOut(Base):
    """One close-out of one visit; a reopened order gets another. `fields` holds what the kind of order requires."""

    __tablename__ = "close_outs"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointments.id"), unique=True)
    technician_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    fields: Mapped[dict[str, Any]]
    completed_at: Mapped[datetime]
    # The customer's key (D-39): True fixed, False not fixed, None silence.
    customer_said_fixed: Mapped[bool | None]
    customer_said_at: Mapped[datetime | None]


class HealthRecord(Base):
    """客户健康档案 of an address: speed at opening, indoor wiring, splitter position, for later faults (R-5.11)."""

    __tablename__ = "health_records"

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    address: Mapped[str]
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), unique=True)
    fields: Mapped[dict[str, Any]]
    opened_at: Mapped[datetime]
