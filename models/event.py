"""Events: the append-only history of everything that happened (R-3.2, R-3.30). Corrections are new entries."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, event
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Event(Base):
    """What happened, to what, by whom, when. `name` is spelled out in the class that made it."""

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_order_id_id", "order_id", "id"),
        Index("ix_events_outage_id_id", "outage_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    name: Mapped[str] = mapped_column(String(60))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))  # None: the clock
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"))
    appointment_id: Mapped[int | None] = mapped_column(ForeignKey("appointments.id"))
    outage_id: Mapped[int | None] = mapped_column(ForeignKey("outages.id"))
    facts: Mapped[dict[str, Any]]


class HistoryIsFinal(RuntimeError):
    """Somebody tried to change or delete an event."""


@event.listens_for(Event, "before_update")
@event.listens_for(Event, "before_delete")
def _refuse(mapper: object, connection: object, target: Event) -> None:
    raise HistoryIsFinal(f"event {target.id} ({target.name}) is history; record a new one instead (R-3.30)")
