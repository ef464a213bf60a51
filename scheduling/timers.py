"""What the clock has to do, and when. A timer is set in the same transaction as what it watches."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import bindparam, delete, exists, func, insert, literal, select

from models.timer import Timer, TimerKind
from scheduling.unit_of_work import UnitOfWork

_same = (
    Timer.kind == bindparam("same"),
    Timer.subject_id == bindparam("subject_id"),
    Timer.due_at == bindparam("due_at"),
)
SET = insert(Timer).from_select(
    ["kind", "subject_id", "due_at", "attempts"],
    select(
        # Named twice: PostgreSQL settles the type of a parameter by the first place it stands in.
        bindparam("kind", type_=Timer.kind.type),
        bindparam("subject_id", type_=Timer.subject_id.type),
        bindparam("due_at", type_=Timer.due_at.type),
        literal(0),
    ).where(~exists().where(*_same)),
)
DROP = delete(Timer).where(Timer.subject_id == bindparam("subject"), Timer.kind.in_(bindparam("kinds", expanding=True)))
DUE = select(Timer.id).where(Timer.due_at <= bindparam("now")).order_by(Timer.due_at, Timer.id).limit(bindparam("most"))


def set_timer(uow: UnitOfWork, kind: TimerKind, subject_id: int, due_at: datetime) -> None:
    """The clock will look at this thing at `due_at`; setting the same timer twice is one timer."""
    set_timers(uow, subject_id, {kind: due_at})


def set_timers(uow: UnitOfWork, subject_id: int, due: Mapping[TimerKind, datetime]) -> None:
    """The clock will look at this thing at each of these moments."""
    uow.write(SET, [{"kind": kind, "same": kind, "subject_id": subject_id, "due_at": at} for kind, at in due.items()])
    uow.owes = uow.owes or any(at <= uow.now for at in due.values())


def drop_timers(uow: UnitOfWork, subject_id: int, *kinds: TimerKind) -> None:
    """What these timers watched has moved on."""
    uow.write(DROP, {"subject": subject_id, "kinds": kinds})


def due_timers(uow: UnitOfWork, limit: int = 100) -> list[int]:
    """The ids of timers due by now, the oldest first."""
    return [id for (id,) in uow.rows(DUE, now=uow.now, most=limit)]


def next_timer_at(uow: UnitOfWork) -> datetime | None:
    return uow.session.scalar(select(func.min(Timer.due_at)))
