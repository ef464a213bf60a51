"""The broadcast (群发): one message to everybody it concerns, seen beforehand, stoppable, and kept as evidence."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.errors import WrongState
from models.outage import Outage
from models.unit import Unit


class BroadcastKind(StrEnum):
    NEWS = "news"
    CORRECTION = "correction"  # to exactly those who got the wrong one


class BroadcastStatus(StrEnum):
    DRAFT = "draft"
    AWAITING_SECOND = "awaiting_second"  # more people than one dispatcher may reach alone
    SCHEDULED = "scheduled"  # leaves at `send_at`; until then it can be called back
    SENDING = "sending"
    PAUSED = "paused"
    DONE = "done"
    STOPPED = "stopped"
    CANCELLED = "cancelled"  # called back before anything left


B = BroadcastStatus

# The life of a broadcast. Nothing else assigns `status`.
NEXT: dict[BroadcastStatus, frozenset[BroadcastStatus]] = {
    B.DRAFT: frozenset({B.AWAITING_SECOND, B.SCHEDULED, B.CANCELLED}),
    B.AWAITING_SECOND: frozenset({B.SCHEDULED, B.DRAFT, B.CANCELLED}),
    B.SCHEDULED: frozenset({B.SENDING, B.DRAFT, B.CANCELLED}),
    B.SENDING: frozenset({B.PAUSED, B.DONE, B.STOPPED}),
    B.PAUSED: frozenset({B.SENDING, B.STOPPED}),
    B.DONE: frozenset(),
    B.STOPPED: frozenset(),
    B.CANCELLED: frozenset(),
}

OVER = frozenset({B.DONE, B.STOPPED, B.CANCELLED})


class Broadcast(Base):
    """What is said to whom, who wrote it, who else approved it, and how far it has come.

    Its recipients are the outbox's rows with its id: queued in order of rank (a visit today first, then by tier) and
    then of person, each once, whatever is killed and restarted.
    """

    __tablename__ = "broadcasts"
    __table_args__ = (Index("ix_broadcasts_status", "status"), Index("ix_broadcasts_outage_id", "outage_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[BroadcastKind] = mapped_column(default=BroadcastKind.NEWS)
    status: Mapped[BroadcastStatus] = mapped_column(default=BroadcastStatus.DRAFT)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    outage_id: Mapped[int | None] = mapped_column(ForeignKey("outages.id"))
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("broadcasts.id"))
    edition: Mapped[int] = mapped_column(default=1)  # the outage's edition that it states
    push: Mapped[bool] = mapped_column(default=True)  # False: the first message of the thread is edited, silently
    audience: Mapped[dict[str, Any]]  # what narrows it; see `scheduling.broadcasts.Audience`
    texts: Mapped[dict[str, Any]]  # language -> words; a language left out reads the template as it stands
    wrong: Mapped[dict[str, Any]] = mapped_column(
        default=dict
    )  # a correction: language -> what was wrong, in the dispatcher's words
    # Counted when it was last looked at, and shown before anybody confirms.
    reach: Mapped[int] = mapped_column(default=0)
    without_chat: Mapped[int] = mapped_column(default=0)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("events.id"))  # what its notifications hang on
    composed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))  # whoever wrote the words last
    composed_at: Mapped[datetime]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    confirmed_at: Mapped[datetime | None]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    send_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    # How far queueing has come: the rank and the last person queued in it; `queued_at` once all are.
    rank: Mapped[int] = mapped_column(default=0)
    last_person_id: Mapped[int] = mapped_column(default=0)
    queued_at: Mapped[datetime | None]
    # Counted in the transactions that queue and that write down outcomes: a million rows are not counted every time.
    queued: Mapped[int] = mapped_column(default=0)
    sent: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0)
    blocked: Mapped[int] = mapped_column(default=0)
    unknown: Mapped[int] = mapped_column(default=0)
    draft_id: Mapped[str | None] = mapped_column(String(40), unique=True)

    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    outage: Mapped[Outage | None] = relationship(lazy="select")
    unit: Mapped[Unit] = relationship(lazy="select")

    @property
    def over(self) -> bool:
        return self.status in OVER

    def move_to(self, status: BroadcastStatus) -> None:
        """Takes the broadcast to its next state, or says which state stands in the way."""
        if status not in NEXT[self.status]:
            raise WrongState(current=self.status.value, wanted=status.value)
        self.status = status
