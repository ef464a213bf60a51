"""The work order (工单): install, remove, move or repair, with all its services in one visit (R-3.1, R-3.3)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.errors import WrongState
from models.person import CustomerTier, Person
from models.unit import Area, Unit


class OrderKind(StrEnum):
    INSTALL = "install"
    REMOVE = "remove"
    MOVE = "move"
    REPAIR = "repair"


class Service(StrEnum):
    FIXED_LINE = "fixed_line"
    BROADBAND = "broadband"
    LEASED_LINE = "leased_line"


class Channel(StrEnum):
    """How somebody's word reached us."""

    CHAT = "chat"
    PHONE = "phone"
    IMPORT = "import"
    SYSTEM = "system"


class OrderStatus(StrEnum):
    NEW = "new"
    READY = "ready"
    SCHEDULED = "scheduled"
    ASSIGNED = "assigned"
    ACCEPTED = "accepted"
    EN_ROUTE = "en_route"
    ON_SITE = "on_site"
    CUSTOMER_ABSENT = "customer_absent"
    TRANSFERRED = "transferred"
    CONNECTED = "connected"
    COMPLETED = "completed"
    CALLBACK_DUE = "callback_due"
    CLOSED = "closed"
    REOPENED = "reopened"
    ON_HOLD = "on_hold"
    RETURN_PENDING = "return_pending"
    RETURNED = "returned"
    CLEAR_REQUESTED = "clear_requested"


S = OrderStatus
BEFORE_CONNECTED = (
    S.NEW, S.READY, S.SCHEDULED, S.ASSIGNED, S.ACCEPTED, S.EN_ROUTE, S.ON_SITE, S.CUSTOMER_ABSENT,
    S.TRANSFERRED, S.ON_HOLD, S.REOPENED,
)  # fmt: skip
BEFORE_ON_SITE = (S.NEW, S.READY, S.SCHEDULED, S.ASSIGNED, S.ACCEPTED, S.EN_ROUTE, S.REOPENED, S.ON_HOLD)

# The life of an order (requirements 3.A). Nothing else assigns `status`.
NEXT: dict[OrderStatus, frozenset[OrderStatus]] = {
    S.NEW: frozenset({S.READY, S.ON_HOLD, S.SCHEDULED, S.ASSIGNED}),
    S.READY: frozenset({S.SCHEDULED, S.ON_HOLD}),
    S.SCHEDULED: frozenset({S.ACCEPTED, S.ASSIGNED, S.READY, S.ON_HOLD}),
    S.ASSIGNED: frozenset({S.ACCEPTED, S.SCHEDULED, S.READY, S.ON_HOLD}),
    S.ACCEPTED: frozenset({S.EN_ROUTE, S.SCHEDULED, S.ASSIGNED, S.READY, S.ON_HOLD}),
    S.EN_ROUTE: frozenset({S.ON_SITE, S.ACCEPTED, S.SCHEDULED, S.ASSIGNED, S.READY}),
    S.ON_SITE: frozenset({S.CONNECTED, S.CUSTOMER_ABSENT, S.TRANSFERRED, S.ON_HOLD, S.SCHEDULED, S.EN_ROUTE}),
    S.CUSTOMER_ABSENT: frozenset({S.SCHEDULED, S.CLEAR_REQUESTED, S.READY}),
    S.TRANSFERRED: frozenset({S.ASSIGNED, S.CONNECTED}),
    S.CONNECTED: frozenset({S.COMPLETED, S.ON_SITE}),
    S.COMPLETED: frozenset({S.CALLBACK_DUE, S.REOPENED}),
    S.CALLBACK_DUE: frozenset({S.CLOSED, S.REOPENED}),
    # A customer's 没修好 within D-39's 72 hours reopens even what the system had already filed.
    S.CLOSED: frozenset({S.REOPENED}),
    S.REOPENED: frozenset({S.ASSIGNED, S.SCHEDULED, S.ON_HOLD}),
    S.ON_HOLD: frozenset({S.READY, S.SCHEDULED, S.CALLBACK_DUE}),
    S.RETURN_PENDING: frozenset({S.RETURNED}),
    S.RETURNED: frozenset(),
    S.CLEAR_REQUESTED: frozenset({S.CALLBACK_DUE, S.CUSTOMER_ABSENT}),
}

OVER = frozenset({S.CALLBACK_DUE, S.CLOSED, S.RETURNED})


class WorkOrder(Base):
    """A task slip of exactly one kind (R-3.1); its services form one bundle with one appointment (R-3.3)."""

    __tablename__ = "orders"
    __table_args__ = (
        Index("ix_orders_unit_id_status", "unit_id", "status"),
        Index("ix_orders_customer_id", "customer_id"),
        Index("ix_orders_area_id_status", "area_id", "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    kind: Mapped[OrderKind]
    status: Mapped[OrderStatus] = mapped_column(default=OrderStatus.NEW)
    tier: Mapped[CustomerTier] = mapped_column(default=CustomerTier.ORDINARY)
    urgent: Mapped[bool] = mapped_column(default=False)
    customer_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    # The box or ONU the home hangs on, where it is known: what an outage of that box touches.
    plant_id: Mapped[int | None] = mapped_column(ForeignKey("areas.id"))
    address: Mapped[str] = mapped_column(String(300))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    contact_name: Mapped[str | None] = mapped_column(String(80))  # another person at home
    contact_phone: Mapped[str | None] = mapped_column(String(20))
    access_note: Mapped[str | None] = mapped_column(String(500))
    fault_note: Mapped[str | None] = mapped_column(String(500))
    # What the customer said about when, kept while slots cannot be offered yet.
    wish: Mapped[str | None] = mapped_column(String(500))
    received_at: Mapped[datetime]  # accepted by us (受理); every clock of the order starts here
    due_at: Mapped[datetime]
    # The customer asked for a time past the deadline (R-3.6, D-37): evidence, not our lateness.
    asked_later_at: Mapped[datetime | None]
    ready_at: Mapped[datetime | None]  # resources assigned
    connected_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]
    over_at: Mapped[datetime | None]
    result: Mapped[str | None] = mapped_column(String(40))
    reopened: Mapped[int] = mapped_column(default=0)
    channel: Mapped[Channel] = mapped_column(default=Channel.CHAT)
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    # One conversation makes one order, however often *confirm* is tapped.
    draft_id: Mapped[str | None] = mapped_column(String(40), unique=True)

    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    customer: Mapped[Person] = relationship(foreign_keys=[customer_id])
    unit: Mapped[Unit] = relationship()
    area: Mapped[Area] = relationship(foreign_keys=[area_id])
    services: Mapped[list[OrderService]] = relationship(cascade="all, delete-orphan")

    @property
    def service_names(self) -> list[str]:
        return sorted(service.service.value for service in self.services)

    @property
    def over(self) -> bool:
        return self.status in OVER

    def move_to(self, status: OrderStatus) -> None:
        """Takes the order to its next state, or says which state stands in the way (requirements 3.A)."""
        if status not in NEXT[self.status]:
            raise WrongState(current=self.status.value, wanted=status.value)
        self.status = status

    def no_longer_needed(self, now: datetime) -> None:
        """4.A: a repair the customer says is no longer needed ends before anybody is on site."""
        if self.kind is not OrderKind.REPAIR or self.status not in BEFORE_ON_SITE:
            raise WrongState(current=self.status.value, wanted=OrderStatus.CALLBACK_DUE.value)
        self.status = OrderStatus.CALLBACK_DUE
        self.result = "no_longer_needed"
        self.over_at = now


class OrderService(Base):
    """One service of an order; all of them are done in the same visit (R-3.3)."""

    __tablename__ = "order_services"

    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), primary_key=True)
    service: Mapped[Service] = mapped_column(primary_key=True)
