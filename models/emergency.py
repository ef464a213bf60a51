"""The emergency (应急): a backlog or a disaster, led by the head of the unit, with its plan (R-6.13, R-6.14, R-1.16)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.unit import Unit


class EmergencyKind(StrEnum):
    """R-6.13."""

    INSTALL_BACKLOG = "install_backlog"
    DISASTER = "disaster"
    OTHER = "other"


_OPEN = text("ended_at IS NULL")


class Emergency(Base):
    """One running emergency of a unit; the head named is alerted and leads (R-1.16)."""

    __tablename__ = "emergencies"
    __table_args__ = (
        Index("uq_emergencies_open", "unit_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    kind: Mapped[EmergencyKind]
    note: Mapped[str | None] = mapped_column(String(300))
    head_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    acknowledged_at: Mapped[datetime | None]  # the head has read the alert
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    opened_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    # The plan's checklist: line -> {"by": person, "at": instant}, as far as it is done.
    done: Mapped[dict[str, Any]]

    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    unit: Mapped[Unit] = relationship(lazy="select")


class EmergencyPlan(Base):
    """A unit's emergency plan (应急预案): whom to call and what to do, per kind of emergency (R-6.14)."""

    __tablename__ = "emergency_plans"
    __table_args__ = (Index("uq_emergency_plans_unit_id_kind", "unit_id", "kind", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    kind: Mapped[EmergencyKind]
    contacts: Mapped[list[dict[str, Any]]]  # [{"name", "phone", "duty"}]
    checklist: Mapped[list[str]]


class Loan(Base):
    """A technician lent to another area for a while (R-4.12): they serve it besides their own until `ends_at`."""

    __tablename__ = "loans"
    __table_args__ = (Index("ix_loans_area_id_ends_at", "area_id", "ends_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    technician_id: Mapped[int] = mapped_column(ForeignKey("technicians.person_id"), index=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    lent_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    lent_at: Mapped[datetime]
