"""What threatens the plant: hazards seen on the way (R-6.16), and alarms of power intruding into it (R-6.15)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class HazardKind(StrEnum):
    MANHOLE_COVER = "manhole_cover"  # lost or broken
    POLE = "pole"  # struck, leaning
    SAGGING_CABLE = "sagging_cable"
    POWER_CROSSING = "power_crossing"  # our cable crosses a power line (P-32c)
    OTHERS_ON_PLANT = "others_on_plant"  # another operator uses our plant (P-32a)
    OTHER = "other"


class Hazard(Base):
    """A danger reported with photo and place; the time of the report is kept (R-6.16)."""

    __tablename__ = "hazards"
    __table_args__ = (Index("ix_hazards_unit_id_dealt_with_at", "unit_id", "dealt_with_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[HazardKind]
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    area_id: Mapped[int | None] = mapped_column(ForeignKey("areas.id"))
    reported_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    reported_at: Mapped[datetime]
    photo: Mapped[str | None] = mapped_column(String(200))  # the messenger's file id
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    place: Mapped[str | None] = mapped_column(String(300))
    note: Mapped[str | None] = mapped_column(String(500))
    dealt_with_at: Mapped[datetime | None]
    dealt_with_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    result: Mapped[str | None] = mapped_column(String(300))
    draft_id: Mapped[str | None] = mapped_column(String(40), unique=True)


class PowerAlarm(Base):
    """The network management centre's alarm of power intruding (强电入侵): a job with its acceptance time (R-6.15)."""

    __tablename__ = "power_alarms"
    __table_args__ = (Index("ix_power_alarms_unit_id_ended_at", "unit_id", "ended_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    area_id: Mapped[int | None] = mapped_column(ForeignKey("areas.id"))
    note: Mapped[str] = mapped_column(String(300))
    raised_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    raised_at: Mapped[datetime]
    technician_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    accepted_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    result: Mapped[str | None] = mapped_column(String(300))
    draft_id: Mapped[str | None] = mapped_column(String(40), unique=True)

    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
