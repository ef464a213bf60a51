"""Where things belong: the operator's units (R-1.1), the areas they serve, and the contractors who work for them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base


class UnitLevel(StrEnum):
    GROUP = "group"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"


class WholeUnit(str):
    """All the ground a unit looks after, by the unit's name."""


class Unit(Base):
    """One operating level; every unit but the group has exactly one parent (R-1.1)."""

    __tablename__ = "units"

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    level: Mapped[UnitLevel]
    name: Mapped[str] = mapped_column(String(80))
    # "/1/4/9/": a role on a unit covers every unit whose path begins with its own.
    path: Mapped[str] = mapped_column(String(200), index=True)
    head_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class AreaKind(StrEnum):
    DISTRICT = "district"
    ESTATE = "estate"
    BOX = "box"
    ONU = "onu"


class Area(Base):
    """A piece of ground or plant: district, estate, distribution box or ONU, in a tree below one unit."""

    __tablename__ = "areas"
    __table_args__ = (Index("uq_areas_unit_id_name", "unit_id", "name", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("areas.id"))
    kind: Mapped[AreaKind] = mapped_column(default=AreaKind.DISTRICT)
    name: Mapped[str] = mapped_column(String(80))
    path: Mapped[str] = mapped_column(String(200), index=True)
    # Names and streets people write; an address that holds one of them lies here.
    aliases: Mapped[list[str]]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    poor_lines: Mapped[bool] = mapped_column(default=False)  # test ahead

    unit: Mapped[Unit] = relationship()


class Contractor(Base):
    """A company (代理公司) whose technicians work for a unit; the service standard is the same (R-1.11)."""

    __tablename__ = "contractors"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    name: Mapped[str] = mapped_column(String(80))
    since: Mapped[datetime]
