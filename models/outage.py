"""The outage (大面积障碍): one record that orders, customers and the hotline all follow (R-6.11, R-6.12, R-6.19)."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.errors import WrongState
from models.unit import Area, Unit


class OutageStatus(StrEnum):
    PLANNED = "planned"  # works announced, not begun
    INVESTIGATING = "investigating"
    IDENTIFIED = "identified"
    MONITORING = "monitoring"
    RESTORED = "restored"
    CALLED_OFF = "called_off"  # opened by mistake, or works that do not take place
    MERGED = "merged"  # the same fault as another record, which goes on


class OutageCause(StrEnum):
    """D-38."""

    CUTOVER = "cutover"
    NATURAL_DISASTER = "natural_disaster"
    CABLE_DAMAGE = "cable_damage"
    POWER = "power"
    EQUIPMENT = "equipment"
    OTHER = "other"


O = OutageStatus  # noqa: E741 - as short as S for orders and A for appointments
_ENDS = {O.RESTORED, O.CALLED_OFF, O.MERGED}

# The life of an outage. Nothing else assigns `status`.
NEXT: dict[OutageStatus, frozenset[OutageStatus]] = {
    O.PLANNED: frozenset({O.IDENTIFIED, O.CALLED_OFF, O.MERGED}),
    O.INVESTIGATING: frozenset({O.IDENTIFIED, O.MONITORING, *_ENDS}),
    O.IDENTIFIED: frozenset({O.INVESTIGATING, O.MONITORING, *_ENDS}),
    O.MONITORING: frozenset({O.INVESTIGATING, O.IDENTIFIED, *_ENDS}),
    # A slip of the thumb, or it broke again at once: the same record goes on.
    O.RESTORED: frozenset({O.MONITORING}),
    O.CALLED_OFF: frozenset(),
    O.MERGED: frozenset(),
}

RUNNING = frozenset({O.INVESTIGATING, O.IDENTIFIED, O.MONITORING})  # people are without service
OPEN = frozenset({O.PLANNED, *RUNNING})


class Outage(Base):
    """One fault or one planned work, with the area it touches, its cause and the expected end as a range."""

    __tablename__ = "outages"
    __table_args__ = (Index("ix_outages_unit_id_status", "unit_id", "status"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    # The unit that publishes it; without an area, all of the unit is touched.
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    area_id: Mapped[int | None] = mapped_column(ForeignKey("areas.id"))
    services: Mapped[list[str]]  # `Service` values; none named: all of them
    status: Mapped[OutageStatus]
    planned: Mapped[bool] = mapped_column(default=False)
    cause: Mapped[OutageCause | None]  # None: not known yet
    cause_text: Mapped[str | None] = mapped_column(String(200))  # the words for OTHER
    starts_at: Mapped[datetime]  # since when, or when the works begin
    expected_from: Mapped[datetime | None]  # the expected end lies between these two
    expected_until: Mapped[datetime | None]
    next_update_at: Mapped[datetime | None]  # when the next word was promised
    # Counts the changes that matter to people: cause known, end moved, restored. What was said carries its number.
    edition: Mapped[int] = mapped_column(default=1)
    suggested: Mapped[bool] = mapped_column(default=False)  # D-17: the system pointed it out, a person decided
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("outages.id"))
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    opened_at: Mapped[datetime]
    restored_at: Mapped[datetime | None]
    draft_id: Mapped[str | None] = mapped_column(String(40), unique=True)

    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    unit: Mapped[Unit] = relationship(lazy="select")
    area: Mapped[Area | None] = relationship(lazy="select")

    @property
    def running(self) -> bool:
        return self.status in RUNNING

    @property
    def open(self) -> bool:
        return self.status in OPEN

    def touches(self, services: list[str]) -> bool:
        """Is any of these services among those that are down?"""
        return not self.services or not set(self.services).isdisjoint(services)

    def move_to(self, status: OutageStatus) -> None:
        """Takes the outage to its next state, or says which state stands in the way."""
        if status not in NEXT[self.status]:
            raise WrongState(current=self.status.value, wanted=status.value)
        self.status = status


_UNRELEASED = text("released_at IS NULL")
_ASKED = text("question = 'open'")


class Release(StrEnum):
    """Why an order is held no longer."""

    WORKS = "works"  # the customer says it works again: ended without a visit
    STILL_BROKEN = "still_broken"  # to the front of the queue, on its first clock
    DIFFERENT_FAULT = "different_fault"  # the customer's fault is not this one
    NOT_COVERED = "not_covered"  # the record was corrected and does not explain it any more
    CALLED_OFF = "called_off"
    ORDER_ENDED = "order_ended"  # withdrawn or no longer needed meanwhile
    MERGED = "merged"  # held by the other record from now on
    DISPATCHER = "dispatcher"  # a person took it out


class Question(StrEnum):
    """恢复了吗? as it stands with one held order."""

    NOT_YET = "not_yet"
    WAITING = "waiting"  # restored, but the customer is being asked about another one
    OPEN = "open"
    ANSWERED = "answered"
    BY_PHONE = "by_phone"  # silence twice: a phone task


class HeldOrder(Base):
    """An order that an outage explains: muted, its clock paused, until the outage is over for this customer too."""

    __tablename__ = "held_orders"
    __table_args__ = (
        UniqueConstraint("outage_id", "order_id"),  # one outage holds one order once
        # An order waits for one outage at a time ...
        Index("uq_held_orders_held", "order_id", unique=True, sqlite_where=_UNRELEASED, postgresql_where=_UNRELEASED),
        # ... and nobody is asked about two at once.
        Index("uq_held_orders_asked", "customer_id", unique=True, sqlite_where=_ASKED, postgresql_where=_ASKED),
        Index("ix_held_orders_outage_id", "outage_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    outage_id: Mapped[int] = mapped_column(ForeignKey("outages.id"))
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    customer_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    held_at: Mapped[datetime]
    released_at: Mapped[datetime | None]
    release: Mapped[Release | None]
    question: Mapped[Question] = mapped_column(default=Question.NOT_YET)
    asked_at: Mapped[datetime | None]
    asked: Mapped[int] = mapped_column(default=0)  # how often

    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class ClockPause(Base):
    """A stretch in which an order's limit does not run, with the evidence: an outage (promise 4)."""

    __tablename__ = "clock_pauses"
    __table_args__ = (
        Index("uq_clock_pauses_open", "order_id", unique=True, sqlite_where=text("ended_at IS NULL"),
              postgresql_where=text("ended_at IS NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    reason: Mapped[str] = mapped_column(String(40))  # a hold reason code (D-37): "outage"
    outage_id: Mapped[int | None] = mapped_column(ForeignKey("outages.id"))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    def length(self, now: datetime) -> timedelta:
        return (self.ended_at or now) - self.started_at


class OutageWatcher(Base):
    """Somebody who asked "tell me when it is back"."""

    __tablename__ = "outage_watchers"

    outage_id: Mapped[int] = mapped_column(ForeignKey("outages.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    since: Mapped[datetime]


class OutageSuggestion(Base):
    """The system's word that an outage may stand behind these orders (D-17); made once, decided by a person."""

    __tablename__ = "outage_suggestions"
    __table_args__ = (
        Index("uq_outage_suggestions_open", "area_id", "why", unique=True,
              sqlite_where=text("decided_at IS NULL"), postgresql_where=text("decided_at IS NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    why: Mapped[str] = mapped_column(String(20))  # "faults" behind one box or ONU, or "backlog"
    order_ids: Mapped[list[str]]
    made_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    outage_id: Mapped[int | None] = mapped_column(ForeignKey("outages.id"))  # None when decided: it was nothing
