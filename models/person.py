"""People: customers and staff, their chats, roles, addresses, and what a technician may do."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, BigId
from models.unit import Area, Contractor, Unit


class CustomerTier(StrEnum):
    """D-28, the most important first."""

    KEY = "key"
    VIP = "vip"
    HIGH_VALUE = "high_value"
    ORDINARY = "ordinary"


class Role(StrEnum):
    """A role hangs on a unit and covers the subtree below it. A customer needs none."""

    TECHNICIAN = "technician"
    DISPATCHER = "dispatcher"
    HOTLINE = "hotline"
    FAULT_DESK = "fault_desk"
    RESPONSE_CENTRE = "response_centre"
    RESOURCE_DESK = "resource_desk"
    BUSINESS_HALL = "business_hall"
    CONTRACTOR_ADMIN = "contractor_admin"
    CALLBACK_AGENT = "callback_agent"
    NETWORK_CENTRE = "network_centre"  # 网管中心
    SUPERVISOR = "supervisor"
    HEAD = "head"


class Person(Base):
    """One human being, customer or staff, whatever chats they use."""

    __tablename__ = "people"
    # A broadcast goes through each tier in order of person, a piece at a time.
    __table_args__ = (Index("ix_people_tier_id", "tier", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    phone: Mapped[str | None] = mapped_column(String(20), index=True)  # E.164
    # A phone somebody merely typed is not proof of who they are (D-29).
    phone_verified: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str] = mapped_column(String(8), default="zh")
    tier: Mapped[CustomerTier] = mapped_column(default=CustomerTier.ORDINARY)
    # Another way to reach them, an apprise address; used when no chat works.
    fallback: Mapped[str | None] = mapped_column(String(300))
    # How this person counts weeks, learnt when "下周三" had to be asked about: "next" or "coming".
    # Outage news that is not urgent, turned off by this person (D-14).
    outage_news: Mapped[bool] = mapped_column(default=True)
    week_habit: Mapped[str | None] = mapped_column(String(10))
    created_at: Mapped[datetime]
    left_at: Mapped[datetime | None]  # staff who left lose every right at once

    roles: Mapped[list[RoleGrant]] = relationship(back_populates="person")
    accounts: Mapped[list[ChatAccount]] = relationship(back_populates="person")


class RoleGrant(Base):
    """A role held on a unit."""

    __tablename__ = "role_grants"
    __table_args__ = (UniqueConstraint("person_id", "role", "unit_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    role: Mapped[Role]
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))

    person: Mapped[Person] = relationship(back_populates="roles")
    unit: Mapped[Unit] = relationship()


class ChatAccount(Base):
    """A chat bound to a person: where they are heard and answered."""

    __tablename__ = "chat_accounts"
    __table_args__ = (UniqueConstraint("channel", "bot_id", "chat_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    channel: Mapped[str] = mapped_column(String(20), default="telegram")
    bot_id: Mapped[int] = mapped_column(BigId)
    chat_id: Mapped[int] = mapped_column(BigId)
    user_id: Mapped[int] = mapped_column(BigId)
    bound_at: Mapped[datetime]
    blocked_at: Mapped[datetime | None]  # the bot was blocked (403)
    identity_tries: Mapped[int] = mapped_column(default=0)  # D-29

    person: Mapped[Person] = relationship(back_populates="accounts")


class Address(Base):
    """A home that a customer has named before."""

    __tablename__ = "addresses"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"), index=True)
    # The box or ONU this home hangs on, where it is known.
    plant_id: Mapped[int | None] = mapped_column(ForeignKey("areas.id"), index=True)
    text: Mapped[str] = mapped_column(String(300))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]

    area: Mapped[Area] = relationship(foreign_keys=[area_id])


class Subscription(Base):
    """A service a customer has at an address, by its account number."""

    __tablename__ = "subscriptions"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    address_id: Mapped[int] = mapped_column(ForeignKey("addresses.id"))
    service: Mapped[str] = mapped_column(String(20))
    account: Mapped[str] = mapped_column(String(40))


class Technician(Base):
    """What a technician (装维人员) brings: certificate (R-1.9), employer, skills, areas, shift."""

    __tablename__ = "technicians"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    contractor_id: Mapped[int | None] = mapped_column(ForeignKey("contractors.id"))
    certificate_number: Mapped[str | None] = mapped_column(String(40))
    certificate_until: Mapped[date | None]
    photo: Mapped[str | None] = mapped_column(String(300))  # a file below the data folder, or packaged
    skills: Mapped[list[str]]  # "install:broadband", "repair:*", "*"
    # ISO weekdays and local hours on duty: {"days": [1,2,3,4,5,6], "from": "08:00", "to": "20:00"}
    shift: Mapped[dict[str, Any]]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]

    person: Mapped[Person] = relationship()
    contractor: Mapped[Contractor | None] = relationship()
    areas: Mapped[list[TechnicianArea]] = relationship()

    def certified(self, on: date) -> bool:
        """R-1.9: holds a service certificate that is valid on that local day."""
        return bool(self.certificate_number) and (self.certificate_until is None or self.certificate_until >= on)

    def can(self, kind: str, services: list[str]) -> bool:
        """Has the skill for every service of an order of this kind."""
        have = set(self.skills)
        return "*" in have or all(f"{kind}:{s}" in have or f"{kind}:*" in have for s in services)


class TechnicianArea(Base):
    """A technician serves this area and all below it."""

    __tablename__ = "technician_areas"
    __table_args__ = (Index("ix_technician_areas_area_id_technician_id", "area_id", "technician_id"),)

    technician_id: Mapped[int] = mapped_column(ForeignKey("technicians.person_id"), primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"), primary_key=True)
