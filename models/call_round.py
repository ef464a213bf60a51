"""A round of calls: the phone tasks that one cause asks for, worked through from one card by however many dispatchers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class CallRound(Base):
    """What binds the calls together and how far dispatchers have been told of them; each call is a task of its own."""

    __tablename__ = "call_rounds"

    id: Mapped[int] = mapped_column(primary_key=True)
    # The cause, once: "outage:12", "confirm:3:2026-11-25".
    subject: Mapped[str] = mapped_column(String(40), unique=True)
    outage_id: Mapped[int | None] = mapped_column(ForeignKey("outages.id"))
    # Which card of it stands in the chats, 0 for none yet: calls that come when there were none left are a new card.
    card: Mapped[int] = mapped_column(default=0)
    resting: Mapped[bool] = mapped_column(default=True)  # nothing was to be rung when it was last drawn
    lone_id: Mapped[int | None]  # the only call, told as a task by itself
    drawn_at: Mapped[datetime | None]
