"""Emergencies (应急): opened by one command, led by the head of unit, with the plan's checklist (R-6.13, R-6.14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select, update

from models.emergency import Emergency, EmergencyKind, Loan
from models.errors import NoHead, NotAllowed, NotFound, WrongState
from models.hazard import Hazard
from models.notification import Delivery, Manner, Notification
from models.order import WorkOrder
from models.outage import Outage
from models.person import Person
from models.timer import TimerKind
from models.unit import Area, Unit
from scheduling import emergency_plans, extra_slots, situation
from scheduling.announcements import record
from scheduling.emergency_plans import Contact, mark_of
from scheduling.events import emergencies as ee
from scheduling.listeners import dispatchers
from scheduling.permissions import Action, may, require
from scheduling.situation import EmergencyView, below
from scheduling.timers import drop_timers, set_timer
from scheduling.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Line:
    """A line of the checklist, and who did it when."""

    text: str
    mark: int
    by: str | None
    at: datetime | None


def units_of(uow: UnitOfWork) -> list[Unit]:
    """Where the actor may open an emergency, the widest first. Raises `NotAllowed` where there is none."""
    units = uow.session.scalars(select(Unit).order_by(Unit.path))
    found = [unit for unit in units if may(uow.actor, Action.OPEN_EMERGENCY, unit)]
    if not found:
        raise NotAllowed(action=Action.OPEN_EMERGENCY.value)
    return found


def heads(uow: UnitOfWork, unit_id: int) -> list[Person]:
    """Who may be named as head, for the opener to choose from. Raises `NoHead` where nobody is."""
    unit = uow.get(Unit, unit_id)
    require(uow.actor, Action.OPEN_EMERGENCY, unit)
    found = emergency_plans.heads_of(uow, unit)
    if not found:
        raise NoHead(unit=unit.name)
    return found


def open_emergency(
    uow: UnitOfWork, unit_id: int, kind: EmergencyKind, *, head_id: int | None = None, note: str | None = None
) -> Emergency:
    """Opens it and alerts the head at once (R-1.16). One is open per unit: asked again, that one is the answer.

    Raises `NoHead` where nobody is head of the unit, and `NotFound` for a head who is not one of them.
    """
    candidates = heads(uow, unit_id)
    running = open_in(uow, unit_id)
    if running is not None:
        return running
    head = next((person for person in candidates if head_id in (None, person.id)), None)
    if head is None:
        raise NotFound(what="head", id=head_id)
    emergency = uow.add(
        Emergency(unit_id=unit_id, kind=kind, note=note, head_id=head.id, opened_by_id=uow.actor.person_id,
                  opened_at=uow.now, done={})
    )  # fmt: skip
    if head.id == uow.actor.person_id:
        emergency.acknowledged_at = uow.now
    record(uow, ee.EmergencyOpened(emergency.id, unit_id, kind.value, head.id, note))
    record(uow, ee.SituationWatched(emergency.id, unit_id, head.id))
    set_timer(uow, TimerKind.SITUATION, emergency.id, uow.now + uow.policy.emergency.situation_every)
    return emergency


def open_in(uow: UnitOfWork, unit_id: int) -> Emergency | None:
    """The one emergency that is open in this unit, if any."""
    return uow.session.scalar(select(Emergency).where(Emergency.unit_id == unit_id, Emergency.ended_at.is_(None)))


def running(uow: UnitOfWork) -> list[EmergencyView]:
    """The open emergencies of the actor's units, the newest first."""
    query = select(Emergency).where(Emergency.ended_at.is_(None)).order_by(Emergency.id.desc())
    found = [one for one in uow.session.scalars(query) if may(uow.actor, Action.OPEN_EMERGENCY, one)]
    return [situation.view(uow, one) for one in found]


def see(uow: UnitOfWork, emergency_id: int) -> EmergencyView:
    """Its card as it is now: for the head named, and for whoever may open one there."""
    emergency = uow.get(Emergency, emergency_id)
    require_part(uow, emergency)
    return situation.view(uow, emergency)


def require_part(uow: UnitOfWork, emergency: Emergency) -> None:
    if emergency.head_id != uow.actor.person_id or not uow.actor.roles:
        require(uow.actor, Action.OPEN_EMERGENCY, emergency)


def acknowledge(uow: UnitOfWork, emergency_id: int) -> Emergency:
    """The head has read the alert; only they can say so. A second tap changes nothing."""
    emergency = uow.get(Emergency, emergency_id)
    if emergency.head_id != uow.actor.person_id or not uow.actor.roles:  # they may have left since
        raise NotAllowed(action=Action.OPEN_EMERGENCY.value)
    if emergency.acknowledged_at is None and emergency.ended_at is None:
        emergency.acknowledged_at = uow.now
        record(uow, ee.EmergencyAcknowledged(emergency.id, emergency.unit_id))
        uow.session.flush()
        draw_again(uow, emergency)
    return emergency


# --- The plan ------------------------------------------------------------------------------------------------------


def lines(uow: UnitOfWork, emergency_id: int) -> list[Line]:
    """The checklist, with who did which line when."""
    emergency = uow.get(Emergency, emergency_id)
    require_part(uow, emergency)
    found = []
    for text in emergency_plans.checklist(uow, emergency.unit, emergency.kind):
        done = emergency.done.get(text)
        by = uow.person(done["by"]).name if done else None
        at = datetime.fromisoformat(done["at"]) if done else None
        found.append(Line(text, mark_of(text), by, at))
    return found


def contacts(uow: UnitOfWork, emergency_id: int) -> list[Contact]:
    """Whom its plan says to ring, for those who have a part in it (R-1.16)."""
    emergency = uow.get(Emergency, emergency_id)
    require_part(uow, emergency)
    return emergency_plans.contacts(uow, emergency.unit, emergency.kind)


def tick(uow: UnitOfWork, emergency_id: int, mark: int, done: bool) -> Emergency:
    """A line is done, or was not after all. Who did it first stays; a second tap changes nothing."""
    emergency = unended(uow, emergency_id)
    every = emergency_plans.checklist(uow, emergency.unit, emergency.kind)
    line = next((text for text in every if mark_of(text) == mark), None)
    if line is None:
        raise NotFound(what="line", id=mark)
    if done == (line in emergency.done):
        return emergency
    rest = {text: what for text, what in emergency.done.items() if text != line}
    if done:
        rest[line] = {"by": uow.actor.person_id, "at": uow.now.isoformat()}
    emergency.done = rest
    record(uow, ee.EmergencyTicked(emergency.id, emergency.unit_id, line, done))
    return emergency


def unended(uow: UnitOfWork, emergency_id: int) -> Emergency:
    emergency = uow.get(Emergency, emergency_id)
    require_part(uow, emergency)
    if emergency.ended_at is not None:
        raise WrongState(current="ended", wanted="open")
    return emergency


# --- The running card ----------------------------------------------------------------------------------------------


def situation_due(uow: UnitOfWork, emergency_id: int) -> None:
    """The running card is drawn anew for everybody who has it, and again a little later."""
    emergency = uow.get(Emergency, emergency_id)
    if emergency.ended_at is None:
        draw_again(uow, emergency)
        set_timer(uow, TimerKind.SITUATION, emergency.id, uow.now + uow.policy.emergency.situation_every)


def draw_again(uow: UnitOfWork, emergency: Emergency) -> None:
    """One row a person is queued again and again: a day of drawing leaves no heap of messages behind."""
    readers = {emergency.head_id, emergency.opened_by_id, *dispatchers(uow, emergency.unit.path)}
    with_us = select(Person.id).where(Person.id.in_(readers), Person.left_at.is_(None))
    drawn = update(Notification).where(
        Notification.recipient_id.in_(with_us),
        Notification.thread == f"situation:{emergency.id}",
        Notification.manner == Manner.EDIT,
        Notification.status != Delivery.CLAIMED,
        or_(Notification.status != Delivery.PENDING, Notification.attempts == 0),  # what backs off goes on backing off
    )
    uow.session.execute(
        drawn.values(status=Delivery.PENDING, due_at=uow.now, lease_until=None, attempts=0, uncertain=False, error=None)
    )
    uow.owes = True


# --- The end -------------------------------------------------------------------------------------------------------


def end(uow: UnitOfWork, emergency_id: int) -> ee.EmergencyEnded | None:
    """It is over: those concerned get the figures. None when it had ended already."""
    emergency = uow.get(Emergency, emergency_id)
    require_part(uow, emergency)
    if emergency.ended_at is not None:
        return None
    emergency.ended_at, emergency.ended_by_id = uow.now, uow.actor.person_id
    drop_timers(uow, emergency.id, TimerKind.SITUATION)
    summary = summed_up(uow, emergency)
    record(uow, summary)
    uow.session.flush()
    draw_again(uow, emergency)
    return summary


def summed_up(uow: UnitOfWork, emergency: Emergency) -> ee.EmergencyEnded:
    """How long it lasted, and what was ticked, lent, opened, closed and reported meanwhile."""
    path, since = emergency.unit.path, emergency.opened_at
    every = emergency_plans.checklist(uow, emergency.unit, emergency.kind)
    areas = select(Area.id).where(below(Area.unit_id, path))
    return ee.EmergencyEnded(
        emergency.id,
        emergency.unit_id,
        emergency.head_id,
        minutes=int((uow.now - since).total_seconds() // 60),
        ticked=sum(line in emergency.done for line in every),
        lines=len(every),
        loans=situation.count(uow, Loan, Loan.area_id.in_(areas), Loan.lent_at >= since),
        extra_slots=extra_slots.opened_since(uow, emergency.unit, since),
        closed=situation.count(
            uow,
            WorkOrder,
            below(WorkOrder.unit_id, path),
            func.coalesce(WorkOrder.over_at, WorkOrder.completed_at) >= since,
        ),
        outages=situation.count(uow, Outage, below(Outage.unit_id, path), Outage.opened_at >= since),
        hazards=situation.count(uow, Hazard, below(Hazard.unit_id, path), Hazard.reported_at >= since),
    )
