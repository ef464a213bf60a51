"""Tasks: what a person has to do because software cannot: phone somebody, find a technician, answer a question."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.errors import WrongState
from models.order import WorkOrder
from models.person import Person, Role


class TaskKind(StrEnum):
    PHONE_CONFIRM = "phone_confirm"  # the second confirmation stayed unanswered (D-6)
    PHONE_NOTICE = "phone_notice"  # a message that no chat could carry
    PHONE_RESCHEDULE = "phone_reschedule"  # a move the customer has not agreed to yet (4.C)
    PHONE_BLOCKED = "phone_blocked"  # the customer has blocked the bot
    UNASSIGNED = "unassigned"  # nobody took the offer (D-40)
    NO_SLOT = "no_slot"  # nothing free before the deadline
    ABSENCE = "absence"  # a technician's visits while away
    MESSAGE = "message"  # a customer's words that need an answer
    NOT_DEPARTED = "not_departed"
    NOT_ENTERED = "not_entered"  # put through, completion missing
    MISSED = "missed"  # a visit that did not happen
    WITHDRAWAL = "withdrawal"  # the customer no longer wants the order (R-3.13b)
    WHERE = "where"  # an address that no area claims
    OUTAGE_UPDATE = "outage_update"  # the next word on an outage was promised for now
    OUTAGE_VISIT = "outage_visit"  # a visit inside planned works: to be moved
    PHONE_RESTORED = "phone_restored"  # 恢复了吗? stayed unanswered twice, or there is no chat
    HAZARD = "hazard"
    POWER_ALARM = "power_alarm"
    NOT_FIXED = "not_fixed"  # 没修好 (D-39)


class TaskStatus(StrEnum):
    OPEN = "open"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class Task(Base):
    """One thing to do, for whoever holds `role` on the unit; `key` and `params` say it in their language."""

    __tablename__ = "tasks"
    __table_args__ = (
        UniqueConstraint("kind", "subject"),
        Index("ix_tasks_unit_id_status", "unit_id", "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[TaskKind]
    # What it is about, once: "appointment:12", "message:8".
    subject: Mapped[str] = mapped_column(String(80))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    role: Mapped[Role] = mapped_column(default=Role.DISPATCHER)
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"), index=True)
    appointment_id: Mapped[int | None] = mapped_column(ForeignKey("appointments.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))  # whom to phone
    params: Mapped[dict[str, Any]]
    status: Mapped[TaskStatus] = mapped_column(default=TaskStatus.OPEN)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    taken_at: Mapped[datetime | None]
    # The calls it is one of; told by the round's card then, not by a message of its own.
    round_id: Mapped[int | None] = mapped_column(ForeignKey("call_rounds.id"), index=True)
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    result: Mapped[str | None] = mapped_column(String(300))

    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    order: Mapped[WorkOrder | None] = relationship()
    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
    owner: Mapped[Person | None] = relationship(foreign_keys=[owner_id])

    def take(self, person_id: int | None, now: datetime) -> None:
        self.owner_id, self.taken_at = person_id, now

    def give_back(self) -> None:
        """Whoever has the time does it."""
        self.owner_id = self.taken_at = None

    def end(self, status: TaskStatus, now: datetime, by: int | None, result: str | None = None) -> None:
        if self.status is not TaskStatus.OPEN:
            raise WrongState(current=self.status.value, wanted=status.value)
        self.status, self.done_at, self.done_by_id, self.result = status, now, by, result
