"""What the clock has to do, and when. A timer is set in the same transaction as what it watches."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select

from models.timer import Timer, TimerKind
from scheduling.unit_of_work import UnitOfWork


def set_timer(uow: UnitOfWork, kind: TimerKind, subject_id: int, due_at: datetime) -> None:
    """The clock will look at this thing at `due_at`; setting the same timer twice is one timer."""
    query = select(Timer.id).where(Timer.kind == kind, Timer.subject_id == subject_id, Timer.due_at == due_at)
    if uow.session.scalar(query) is None:
        uow.session.add(Timer(kind=kind, subject_id=subject_id, due_at=due_at))
        uow.owes = True


def drop_timers(uow: UnitOfWork, subject_id: int, *kinds: TimerKind) -> None:
    """What these timers watched has moved on."""
    uow.session.execute(delete(Timer).where(Timer.subject_id == subject_id, Timer.kind.in_(kinds)))


def due_timers(uow: UnitOfWork, limit: int = 100) -> list[int]:
    """The ids of timers due by now, the oldest first."""
    query = select(Timer.id).where(Timer.due_at <= uow.now).order_by(Timer.due_at, Timer.id).limit(limit)
    return list(uow.session.scalars(query))


def next_timer_at(uow: UnitOfWork) -> datetime | None:
    return uow.session.scalar(select(func.min(Timer.due_at)))
