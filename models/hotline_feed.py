"""The hotline feed (R-6.11): every publication and change of an outage at once, for people and for other systems."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class FeedEntry(Base):
    """What the hotline is told, in order; `facts` hold the record as it was then."""

    __tablename__ = "hotline_feed"
    __table_args__ = (Index("ix_hotline_feed_outage_id", "outage_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    outage_id: Mapped[int] = mapped_column(ForeignKey("outages.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    at: Mapped[datetime]
    what: Mapped[str] = mapped_column(String(40))  # the event's name
    facts: Mapped[dict[str, Any]]
    # The signed webhook: when it went out, or how often it has been tried in vain.
    posted_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    # Due from the moment it is published; None: posted, given up, or too old to be news.
    next_try_at: Mapped[datetime | None] = mapped_column(index=True)
    error: Mapped[str | None] = mapped_column(String(300))
