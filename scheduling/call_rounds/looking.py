"""What a round of calls shows, and who is to be rung first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import func, select

from models.appointment import Appointment
from models.call_round import CallRound
from models.errors import NotFound
from models.order import WorkOrder
from models.outage import Outage
from models.person import CustomerTier, Person
from models.task import Task, TaskKind, TaskStatus
from models.unit import Unit
from scheduling.outages.ground import Ground
from scheduling.outages.looking import place_of
from scheduling.permissions import Action, may
from scheduling.unit_of_work import UnitOfWork
from scheduling.windows import local_day

TAKEN_FOR = timedelta(minutes=15)  # a call somebody took and forgot is anybody's again
TIERS = list(CustomerTier)


class Call(NamedTuple):
    """One call of a round, as far as it matters who rings whom when."""

    task_id: int
    kind: TaskKind
    person_id: int | None
    owner_id: int | None
    taken_at: datetime | None
    due_at: datetime
    path: str
    urgent: bool | None
    tier: CustomerTier | None
    promised_at: datetime

    def in_hand(self, now: datetime) -> bool:
        """Somebody is about to ring, or has said when they will."""
        return self.owner_id is not None and (self.taken_at is None or now < self.taken_at + TAKEN_FOR)


@dataclass(frozen=True)
class CallRoundView:
    """A round as its card shows it, counted as far as its reader may do anything about it."""

    id: int
    place: str | None  # of an outage
    day: date | None  # of the visits that are to be confirmed
    due: tuple[tuple[str, int], ...]  # to be rung now: how many of which kind
    in_hand: tuple[tuple[str, int], ...]  # of those, with whom
    later: int
    again_at: datetime | None
    done: int

    @property
    def count(self) -> int:
        return sum(count for _, count in self.due)


PROMISED = func.coalesce(Appointment.promised_at, WorkOrder.due_at, Task.created_at)
CALLS = (
    select(Task.id, Task.kind, Task.person_id, Task.owner_id, Task.taken_at, Task.due_at, Unit.path,
           WorkOrder.urgent, WorkOrder.tier, PROMISED)
    .join(Unit, Unit.id == Task.unit_id)
    .outerjoin(WorkOrder, WorkOrder.id == Task.order_id)
    .outerjoin(Appointment, Appointment.id == Task.appointment_id)
    .where(Task.status == TaskStatus.OPEN)
)  # fmt: skip


def calls_of(uow: UnitOfWork, round_id: int) -> list[Call]:
    """Every call that is still to be made, in the order in which they are."""
    found = [Call._make(row) for row in uow.session.execute(CALLS.where(Task.round_id == round_id))]
    return sorted(found, key=lambda call: rank(uow, call))


def rank(uow: UnitOfWork, call: Call) -> tuple[Any, ...]:
    """Who is at risk; then whose promise is of the oldest day, and of that day's the most important."""
    day = local_day(call.promised_at, uow.policy.zone)
    tier = TIERS.index(call.tier) if call.tier is not None else len(TIERS)
    return not call.urgent, day, tier, call.promised_at, call.task_id


def mine(uow: UnitOfWork, calls: list[Call]) -> list[Call]:
    """Those the actor may make."""
    return [call for call in calls if may(uow.actor, Action.DO_TASK, call.path)]


def see(uow: UnitOfWork, round_id: int) -> CallRoundView:
    """The round with the actor's eyes. Raises `NotFound` where there is none."""
    return view(uow, uow.get(CallRound, round_id))


def seen(uow: UnitOfWork, round_id: int | None) -> CallRoundView | None:
    """As a letter tells it; None where it tells of none."""
    return see(uow, round_id) if round_id else None


def view(uow: UnitOfWork, round_: CallRound) -> CallRoundView:
    calls = mine(uow, calls_of(uow, round_.id))
    due = [call for call in calls if call.due_at <= uow.now]
    later = [call.due_at for call in calls if call.due_at > uow.now]
    owners = Counter(call.owner_id for call in due if call.in_hand(uow.now))
    names = {id: name for id, name in uow.session.execute(select(Person.id, Person.name).where(Person.id.in_(owners)))}
    return CallRoundView(
        id=round_.id,
        place=place(uow, round_),
        day=date.fromisoformat(round_.subject.rsplit(":", 1)[1]) if round_.subject.startswith("confirm:") else None,
        due=tuple(sorted(Counter(call.kind.value for call in due).items())),
        in_hand=tuple((names[id], count) for id, count in owners.items() if id is not None),
        later=len(later),
        again_at=min(later, default=None),
        done=done(uow, round_),
    )


def place(uow: UnitOfWork, round_: CallRound) -> str | None:
    if round_.outage_id is None:
        return None
    return place_of(uow, Ground.of(uow.get(Outage, round_.outage_id)))


def done(uow: UnitOfWork, round_: CallRound) -> int:
    """How many were made, of the units the actor works for."""
    query = select(Unit.path, func.count()).join(Task, Task.unit_id == Unit.id)
    query = query.where(Task.round_id == round_.id, Task.status == TaskStatus.DONE).group_by(Unit.path)
    return sum(count for path, count in uow.session.execute(query) if may(uow.actor, Action.DO_TASK, path))


def running(uow: UnitOfWork) -> list[CallRoundView]:
    """The rounds with more than one call left that the actor may make."""
    query = select(Task.round_id).where(Task.status == TaskStatus.OPEN, Task.round_id.is_not(None))
    found = uow.session.scalars(query.group_by(Task.round_id).having(func.count() > 1).order_by(Task.round_id))
    views = [see(uow, id) for id in found if id is not None]
    return [one for one in views if one.count + one.later > 1]


def listed(uow: UnitOfWork, round_id: int) -> list[tuple[int, str, str | None, datetime | None]]:
    """Everybody to be rung, the first first: task, name, who is on it, and since when it waits until when."""
    calls = mine(uow, calls_of(uow, round_id))
    if not calls and uow.session.get(CallRound, round_id) is None:
        raise NotFound(what="call_round", id=round_id)
    ids = {call.person_id for call in calls} | {call.owner_id for call in calls}
    names = {id: name for id, name in uow.session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))}
    return [
        (
            call.task_id,
            names.get(call.person_id or 0, ""),
            names.get(call.owner_id or 0) if call.in_hand(uow.now) else None,
            call.due_at if call.due_at > uow.now else None,
        )
        for call in calls
    ]
