"""Power alarms (强电入侵): the network centre asks for help at once; the first technician to accept has it (R-6.15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from models.errors import AlarmTaken, BadValue, NotAllowed, TooLate, WrongState
from models.event import Event
from models.hazard import PowerAlarm
from models.person import Person, Role, Technician
from models.task import TaskKind, TaskStatus
from models.timer import TimerKind
from models.unit import Area, AreaKind, Unit
from scheduling import crew, tasks
from scheduling.announcements import record
from scheduling.availability import kilometres
from scheduling.events import emergencies as ee
from scheduling.permissions import Action, may, require
from scheduling.timers import drop_timers, set_timer
from scheduling.unit_of_work import UnitOfWork
from scheduling.windows import local_day

NOTE_MOST = 300
UNDO_FOR = timedelta(minutes=10)
FAR = 10_000.0  # km: where somebody is is not known, so the others go first


@dataclass(frozen=True)
class AlarmView:
    """An alarm as its card shows it; `mine` when its reader has accepted it."""

    id: int
    area: str | None
    unit: str
    note: str
    raised_by: str | None
    raised_at: datetime
    technician: str | None
    technician_phone: str | None
    accepted_at: datetime | None
    ended_at: datetime | None
    result: str | None
    mine: bool
    may_accept: bool
    may_end: bool
    may_reopen: bool


def places(uow: UnitOfWork) -> list[Area]:
    """Where the actor may raise one: the areas of their units. Raises `NotAllowed` where there is none."""
    kinds = [AreaKind.DISTRICT, AreaKind.ESTATE]
    found = uow.session.scalars(select(Area).where(Area.kind.in_(kinds)).order_by(Area.path))
    mine = [area for area in found if may(uow.actor, Action.RAISE_POWER_ALARM, area)]
    if not mine:
        raise NotAllowed(action=Action.RAISE_POWER_ALARM.value)
    return mine


def raise_alarm(uow: UnitOfWork, draft_id: str, area_id: int, note: str) -> PowerAlarm:
    """To the dispatchers and to the nearest technicians at work, at once. Sent twice, it is one alarm."""
    area = uow.get(Area, area_id)
    require(uow.actor, Action.RAISE_POWER_ALARM, area)
    known = uow.session.scalar(select(PowerAlarm).where(PowerAlarm.draft_id == draft_id))
    if known is not None:
        return known
    if not note.strip() or len(note) > NOTE_MOST:
        raise BadValue(field="text", value=len(note), most=NOTE_MOST)
    alarm = uow.add(
        PowerAlarm(unit_id=area.unit_id, area_id=area.id, note=note.strip(), raised_by_id=uow.actor.person_id,
                   raised_at=uow.now, draft_id=draft_id)
    )  # fmt: skip
    record(uow, ee.PowerAlarmRaised(alarm.id, alarm.unit_id, alarm.note))
    send_to(uow, alarm, nearest(uow, alarm)[: uow.policy.offers.urgent_to])
    return alarm


def send_to(uow: UnitOfWork, alarm: PowerAlarm, technician_ids: list[int]) -> None:
    """Asks them, and looks again when somebody should have accepted."""
    for technician_id in technician_ids:
        record(uow, ee.PowerAlarmSent(alarm.id, alarm.unit_id, technician_id))
    set_timer(uow, TimerKind.POWER_ALARM_OPEN, alarm.id, uow.now + uow.policy.emergency.alarm_accept_within)


def nearest(uow: UnitOfWork, alarm: PowerAlarm) -> list[int]:
    """Who is at work, certified (R-1.10) and serves the area, lent ones too, the nearest first."""
    area, today = uow.get(Area, alarm.area_id), local_day(uow.now, uow.policy.zone)
    people = [one for one in crew.roster(uow, crew.areas_above(uow, area.id)) if crew.certified(one, today)]
    there = crew.there_now(uow, people)
    homes = select(Technician.person_id, Technician.latitude, Technician.longitude)
    way: dict[int, float | None] = {
        id: kilometres((latitude, longitude), (area.latitude, area.longitude))
        for id, latitude, longitude in uow.session.execute(homes.where(Technician.person_id.in_(there)))
    }
    return sorted(there, key=lambda id: (FAR if way.get(id) is None else way[id], id))


def asked(uow: UnitOfWork, alarm: PowerAlarm) -> list[int]:
    """The technicians who have been asked, in order."""
    query = select(Event).where(Event.name == ee.PowerAlarmSent.name, Event.at >= alarm.raised_at).order_by(Event.id)
    found = (event.facts for event in uow.session.scalars(query))
    return list(dict.fromkeys(facts["person_id"] for facts in found if facts["alarm_id"] == alarm.id))


def may_accept(uow: UnitOfWork, alarm: PowerAlarm) -> bool:
    """Whoever works for the unit, and whoever was asked though they are only lent to it; nobody uncertified (R-1.10)."""
    technician = uow.session.get(Technician, uow.actor.person_id) if uow.actor.person_id else None
    if technician is not None and not technician.certified(local_day(uow.now, uow.policy.zone)):
        return False
    unit = uow.get(Unit, alarm.unit_id)
    lent = uow.actor.holds(Role.TECHNICIAN) and uow.actor.person_id in asked(uow, alarm)
    return lent or may(uow.actor, Action.ACCEPT_POWER_ALARM, unit)


def accept(uow: UnitOfWork, alarm_id: int) -> PowerAlarm:
    """The first to accept has it, and when is kept (R-6.15). Raises `AlarmTaken` for everybody after that."""
    alarm = uow.get(PowerAlarm, alarm_id)
    if not may_accept(uow, alarm):
        raise NotAllowed(action=Action.ACCEPT_POWER_ALARM.value)
    if alarm.ended_at is not None:
        raise WrongState(current="ended", wanted="accepted")
    if alarm.technician_id == uow.actor.person_id:
        return alarm
    if (holder := holder_of(uow, alarm)) is not None:
        raise AlarmTaken(name=holder.name)
    alarm.technician_id, alarm.accepted_at = uow.actor.person_id, uow.now
    uow.session.flush()  # the second of two finds the version gone, before anybody is told
    drop_timers(uow, alarm.id, TimerKind.POWER_ALARM_OPEN)
    tasks.withdraw(uow, TaskKind.POWER_ALARM, subject(alarm.id))
    minutes = int((uow.now - alarm.raised_at).total_seconds() // 60)
    record(uow, ee.PowerAlarmAccepted(alarm.id, alarm.unit_id, alarm.technician_id or 0, minutes))
    for other in asked(uow, alarm):
        if other != alarm.technician_id:
            record(uow, ee.PowerAlarmSettled(alarm.id, alarm.unit_id, other))
    return alarm


def holder_of(uow: UnitOfWork, alarm: PowerAlarm) -> Person | None:
    """Who has it; nobody, once they have left (R-1.13)."""
    holder = uow.person(alarm.technician_id) if alarm.technician_id else None
    return holder if holder is not None and (holder.left_at is None or alarm.ended_at is not None) else None


def unaccepted(uow: UnitOfWork, alarm_id: int) -> None:
    """Nobody has accepted: the dispatchers phone, the network centre knows, and everybody else at work is asked."""
    alarm = uow.get(PowerAlarm, alarm_id)
    if alarm.technician_id is not None or alarm.ended_at is not None:
        return
    area = uow.get(Area, alarm.area_id)
    tasks.open_task(uow, TaskKind.POWER_ALARM, subject(alarm.id), unit_id=alarm.unit_id, alarm_id=alarm.id,
                    area=area.name, note=alarm.note)  # fmt: skip
    record(uow, ee.PowerAlarmUnaccepted(alarm.id, alarm.unit_id))
    before = asked(uow, alarm)
    for technician_id in nearest(uow, alarm):
        if technician_id not in before:
            record(uow, ee.PowerAlarmSent(alarm.id, alarm.unit_id, technician_id))


def give_back(uow: UnitOfWork, alarm_id: int) -> PowerAlarm:
    """Whoever accepted cannot go after all: everybody else at work is asked at once."""
    alarm = uow.get(PowerAlarm, alarm_id)
    if not uow.actor.roles:  # they have left since
        raise NotAllowed(action=Action.ACCEPT_POWER_ALARM.value)
    if alarm.technician_id != uow.actor.person_id or alarm.ended_at is not None:
        raise WrongState(current="ended" if alarm.ended_at else "open", wanted="open")
    alarm.technician_id = alarm.accepted_at = None
    uow.session.flush()
    record(uow, ee.PowerAlarmGivenBack(alarm.id, alarm.unit_id, uow.me))
    send_to(uow, alarm, [id for id in nearest(uow, alarm) if id != uow.actor.person_id])
    return alarm


def end(uow: UnitOfWork, alarm_id: int, result: str) -> PowerAlarm:
    """Done, with what came of it; the network centre hears. A second tap changes nothing.

    By whoever accepted it or by a dispatcher; `result` is a known one, the tail of a text key, or their own words.
    """
    alarm = in_hand(uow, alarm_id)
    if alarm.ended_at is not None:
        return alarm
    if not result.strip() or len(result) > NOTE_MOST:
        raise BadValue(field="text", value=len(result), most=NOTE_MOST)
    alarm.ended_at, alarm.result = uow.now, result.strip()
    drop_timers(uow, alarm.id, TimerKind.POWER_ALARM_OPEN)
    settle_task(uow, alarm)
    record(uow, ee.PowerAlarmEnded(alarm.id, alarm.unit_id, alarm.result))
    if alarm.technician_id is None:
        for technician_id in asked(uow, alarm):
            record(uow, ee.PowerAlarmSettled(alarm.id, alarm.unit_id, technician_id))
    return alarm


def in_hand(uow: UnitOfWork, alarm_id: int) -> PowerAlarm:
    """For whoever accepted it, and for dispatchers."""
    alarm = uow.get(PowerAlarm, alarm_id)
    if alarm.technician_id != uow.actor.person_id or not uow.actor.holds(Role.TECHNICIAN):
        require(uow.actor, Action.ASSIGN, uow.get(Unit, alarm.unit_id))
    return alarm


def reopen(uow: UnitOfWork, alarm_id: int) -> PowerAlarm:
    """Ended by a slip of the thumb: whoever accepted it still has it; where nobody had, everybody is asked again.

    Raises `TooLate` after a while: then it is another alarm.
    """
    alarm = in_hand(uow, alarm_id)
    if alarm.ended_at is None:
        return alarm
    if uow.now > alarm.ended_at + UNDO_FOR:
        raise TooLate(limit=UNDO_FOR)
    alarm.ended_at = alarm.result = None
    record(uow, ee.PowerAlarmGoesOn(alarm.id, alarm.unit_id))
    if alarm.technician_id is None:
        send_to(uow, alarm, asked(uow, alarm))
    return alarm


def settle_task(uow: UnitOfWork, alarm: PowerAlarm) -> None:
    for task in tasks.of(uow, TaskKind.POWER_ALARM, subject(alarm.id)):
        if task.status is TaskStatus.OPEN:
            tasks.finish(uow, task.id, alarm.result)


def subject(alarm_id: int) -> str:
    return f"power_alarm:{alarm_id}"


# --- Looking -------------------------------------------------------------------------------------------------------


def see(uow: UnitOfWork, alarm_id: int) -> AlarmView:
    """For whoever may accept or raise it there, and for whoever raised it."""
    alarm = uow.get(PowerAlarm, alarm_id)
    unit = uow.get(Unit, alarm.unit_id)
    mine = uow.actor.person_id in (alarm.raised_by_id, alarm.technician_id)
    if not (mine and uow.actor.roles) and not may_accept(uow, alarm):
        require(uow.actor, Action.RAISE_POWER_ALARM, unit)
    return view(uow, alarm)


def running(uow: UnitOfWork, limit: int = 8) -> list[AlarmView]:
    """The alarms that are not over, of the actor's units, the newest first."""
    query = select(PowerAlarm).where(PowerAlarm.ended_at.is_(None)).order_by(PowerAlarm.id.desc())
    found = [
        alarm
        for alarm in uow.session.scalars(query)
        if may(uow.actor, Action.RAISE_POWER_ALARM, uow.get(Unit, alarm.unit_id))
    ]
    return [view(uow, alarm) for alarm in found[:limit]]


def view(uow: UnitOfWork, alarm: PowerAlarm) -> AlarmView:
    unit = uow.get(Unit, alarm.unit_id)
    technician = holder_of(uow, alarm)
    mine = technician is not None and technician.id == uow.actor.person_id
    running, dispatches = alarm.ended_at is None, may(uow.actor, Action.ASSIGN, unit)
    return AlarmView(
        id=alarm.id,
        area=uow.get(Area, alarm.area_id).name if alarm.area_id else None,
        unit=unit.name,
        note=alarm.note,
        raised_by=uow.person(alarm.raised_by_id).name if alarm.raised_by_id else None,
        raised_at=alarm.raised_at,
        technician=technician.name if technician else None,
        technician_phone=technician.phone if technician else None,
        accepted_at=alarm.accepted_at,
        ended_at=alarm.ended_at,
        result=alarm.result,
        mine=mine,
        may_accept=running and technician is None and may_accept(uow, alarm),
        may_end=running and (mine or dispatches),
        may_reopen=alarm.ended_at is not None and uow.now <= alarm.ended_at + UNDO_FOR and (mine or dispatches),
    )


def seen(uow: UnitOfWork, alarm_id: int | None) -> AlarmView | None:
    """As a letter tells it, with its reader's eyes; None where it tells of none."""
    alarm = uow.session.get(PowerAlarm, alarm_id) if alarm_id else None
    return view(uow, alarm) if alarm is not None else None
