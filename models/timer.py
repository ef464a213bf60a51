"""Timers: what the clock has to do at an instant (an offer lapses, a hold ends, a confirmation stays unanswered)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class TimerKind(StrEnum):
    HOLD_ENDS = "hold_ends"  # an OFFERED slot goes back after ten minutes
    OFFER_LAPSES = "offer_lapses"  # D-40
    CONFIRMATION_UNANSWERED = "confirmation_unanswered"  # D-6
    MOVE_UNANSWERED = "move_unanswered"  # 4.C: no answer before the promised time
    NOT_DEPARTED = "not_departed"
    PROMISE_PASSED = "promise_passed"  # nobody at the door, and nobody has said why
    DAY_ENDS = "day_ends"  # no arrival: missed
    NOT_ENTERED = "not_entered"  # D-9
    KEY_LAPSES = "key_lapses"  # D-39: silence and measured evidence
    ANSWER_OVERDUE = "answer_overdue"
    DEADLINE_NEAR = "deadline_near"  # D-12
    OUTAGE_UPDATE_DUE = "outage_update_due"  # the promised next word
    OUTAGE_BEGINS = "outage_begins"  # planned works start
    OUTAGE_NOTICE = "outage_notice"  # notice ahead of planned works (D-18)
    RESTORED_UNANSWERED = "restored_unanswered"  # 恢复了吗? asked again once, then by phone
    HOLD_AGAIN = "hold_again"  # the next of the orders that follow an outage, and those taken while it was being opened
    HELD_VISIT = "held_visit"  # a held order's visit comes near: its slot is of use to others
    BROADCAST_SENDS = "broadcast_sends"  # the undo delay is over
    BROADCAST_QUEUES = "broadcast_queues"  # the next recipients are put into the outbox
    BROADCAST_PROGRESS = "broadcast_progress"  # the progress card shows how far it is
    SITUATION = "situation"  # the emergency's running card
    LOAN_ENDS = "loan_ends"
    POWER_ALARM_OPEN = "power_alarm_open"  # nobody has accepted it
    CALLS = "calls"  # a round's card says the newest, or calls put off are due
    TASK_AGAIN = "task_again"  # nobody answered the phone: try again


class Timer(Base):
    """One thing to do at `due_at`; the row goes when it was done, or when what it watched has moved on."""

    __tablename__ = "timers"
    __table_args__ = (UniqueConstraint("kind", "subject_id", "due_at"), Index("ix_timers_due_at", "due_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[TimerKind]
    subject_id: Mapped[int]
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
