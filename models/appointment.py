"""The appointment (预约): a promise to be at a customer's door by a time both agreed on."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.errors import WrongState
from models.order import Channel, WorkOrder
from models.person import Person


class Status(StrEnum):
    OFFERED = "offered"
    BOOKED = "booked"
    CONFIRMED = "confirmed"
    NOTIFIED = "notified"
    ARRIVED = "arrived"
    DONE = "done"
    RESCHEDULED = "rescheduled"
    CANCELLED = "cancelled"
    NO_SHOW_CUSTOMER = "no_show_customer"
    MISSED = "missed"
    LAPSED = "lapsed"  # an OFFERED slot that nobody took in its ten minutes


A = Status
_OUT = {A.RESCHEDULED, A.CANCELLED, A.MISSED}

# The life of an appointment (requirements 4.A). Nothing else assigns `status`.
NEXT: dict[Status, frozenset[Status]] = {
    A.OFFERED: frozenset({A.BOOKED, A.LAPSED}),
    A.BOOKED: frozenset({A.CONFIRMED, A.NOTIFIED, A.ARRIVED, *_OUT}),
    A.CONFIRMED: frozenset({A.NOTIFIED, A.ARRIVED, A.BOOKED, *_OUT}),  # BOOKED: the telephone's yes was a slip
    A.NOTIFIED: frozenset({A.CONFIRMED, A.ARRIVED, *_OUT}),
    # Undone within two minutes an arrival falls back; work to be finished another day moves on from here.
    A.ARRIVED: frozenset({A.DONE, A.NO_SHOW_CUSTOMER, A.NOTIFIED, A.CONFIRMED, A.BOOKED, A.RESCHEDULED}),
    A.DONE: frozenset(),
    A.RESCHEDULED: frozenset(),
    A.CANCELLED: frozenset(),
    A.NO_SHOW_CUSTOMER: frozenset(),
    A.MISSED: frozenset(),
    A.LAPSED: frozenset(),
}

AHEAD = frozenset({A.BOOKED, A.CONFIRMED, A.NOTIFIED})  # promised, nobody there yet
LIVE = frozenset({*AHEAD, A.ARRIVED})
_LIVE_SQL = text("status IN ('booked', 'confirmed', 'notified', 'arrived')")


class Appointment(Base):
    """A promise to be at a customer's door by a time both agreed on."""

    __tablename__ = "appointments"
    __table_args__ = (
        # Exactly one live appointment per bundle (4.A), whatever races.
        Index(
            "uq_appointments_live",
            "order_id",
            unique=True,
            sqlite_where=_LIVE_SQL,
            postgresql_where=_LIVE_SQL,
        ),
        Index("ix_appointments_order_id", "order_id"),
        Index("ix_appointments_technician_id_starts_at", "technician_id", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # None only while OFFERED for an order that is not taken yet: the slot is held while the customer decides.
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"))
    status: Mapped[Status] = mapped_column(default=Status.OFFERED)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    promised_at: Mapped[datetime]  # D-4
    # The lead: the only one who speaks to the customer. None until somebody accepts.
    technician_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    # Whose slot rows are held meanwhile (D-40).
    provisional_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    booked_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    booked_at: Mapped[datetime | None]
    channel: Mapped[Channel] = mapped_column(default=Channel.CHAT)
    held_until: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    notified_at: Mapped[datetime | None]
    depart_at: Mapped[datetime | None]
    departed_at: Mapped[datetime | None]
    eta_at: Mapped[datetime | None]
    arrived_at: Mapped[datetime | None]
    arrived_latitude: Mapped[float | None]
    arrived_longitude: Mapped[float | None]
    was_kept: Mapped[bool | None]  # set on arrival or when it is missed; None is neutral
    ended_at: Mapped[datetime | None]
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("appointments.id"))
    asked_by: Mapped[str | None] = mapped_column(String(20))  # who asked for the move: customer or company
    reason: Mapped[str | None] = mapped_column(String(300))
    before_promised: Mapped[bool | None]
    draft_id: Mapped[str | None] = mapped_column(String(40), unique=True)

    # Two writers cannot both win: the second one's UPDATE matches no row.
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    order: Mapped[WorkOrder] = relationship()
    technician: Mapped[Person | None] = relationship(foreign_keys=[technician_id])
    members: Mapped[list[VisitMember]] = relationship(cascade="all, delete-orphan")

    @property
    def live(self) -> bool:
        return self.status in LIVE

    @property
    def ahead(self) -> bool:
        return self.status in AHEAD

    @property
    def to_be_finished(self) -> bool:
        """Somebody came, cannot finish today, and the customer is asked for another day (3.A, with a reason)."""
        return self.status is Status.ARRIVED and self.asked_by == "company"

    def move_to(self, status: Status) -> None:
        """Takes the appointment to its next state, or says which state stands in the way (requirements 4.A)."""
        if status not in NEXT[self.status]:
            raise WrongState(current=self.status.value, wanted=status.value)
        self.status = status

    def arrive(self, now: datetime, kept: bool) -> None:
        self.move_to(Status.ARRIVED)
        self.arrived_at = now
        self.was_kept = kept

    def undo_arrival(self) -> None:
        back = Status.NOTIFIED if self.notified_at else Status.CONFIRMED if self.confirmed_at else Status.BOOKED
        self.move_to(back)
        self.arrived_at = self.was_kept = self.arrived_latitude = self.arrived_longitude = None

    def undo_confirmation(self) -> None:
        if self.status is Status.CONFIRMED:
            self.move_to(Status.BOOKED)
        self.confirmed_at = None

    def reschedule(self, now: datetime, *, asked_by: str, reason: str | None) -> None:
        """4.B: moved by the customer is neutral; by the company neutral before the promised time, not kept after."""
        self.before_promised = now < self.promised_at
        if self.status is Status.ARRIVED:
            pass  # somebody came: the arrival was judged already (work to be finished another day)
        elif asked_by != "customer" and not self.before_promised:
            self.was_kept = False
        self.move_to(Status.RESCHEDULED)
        self.asked_by, self.reason, self.ended_at = asked_by, reason, now

    def cancel(self, now: datetime, reason: str | None) -> None:
        self.move_to(Status.CANCELLED)
        self.reason, self.ended_at = reason, now

    def miss(self, now: datetime) -> None:
        """4.B: no arrival, no reschedule: not kept."""
        self.move_to(Status.MISSED)
        self.was_kept, self.ended_at = False, now

    def done(self, now: datetime) -> None:
        self.move_to(Status.DONE)
        self.ended_at = now


class VisitMember(Base):
    """A technician who comes along beside the lead (R-3.4); an uncertified one only so (R-1.10)."""

    __tablename__ = "visit_members"

    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointments.id"), primary_key=True)
    technician_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)

    technician: Mapped[Person] = relationship()
