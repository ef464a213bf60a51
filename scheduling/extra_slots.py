"""Extra slots (R-4.12): capacity a dispatcher opens outside a technician's usual hours, for one or for everybody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from models.errors import BadValue, NotFound, OutsideHours
from models.event import Event
from models.person import Person, Technician
from models.slot import ExtraSlot, SlotRow
from models.unit import Unit
from scheduling import availability, shifts, windows
from scheduling.announcements import record
from scheduling.calendar import DayKind
from scheduling.events import emergencies as ee
from scheduling.permissions import Action, require
from scheduling.unit_of_work import UnitOfWork
from scheduling.windows import Window

EARLIEST, LATEST = time(6), time(23)  # nobody is sent to a door at night
HOUR = timedelta(hours=1)


def times_on(uow: UnitOfWork, day: date, technician_ids: list[int]) -> list[datetime]:
    """The starts on a local day that would be new for at least one of these technicians, and lie ahead."""
    technicians = [uow.get(Technician, id) for id in technician_ids]
    return [
        window.starts_at
        for window in possible(uow, day)
        if window.starts_at > uow.now and any(is_new(uow, technician, day, window) for technician in technicians)
    ]


def possible(uow: UnitOfWork, day: date) -> Iterator[Window]:
    """Regular slots first in mind, then whatever hours lie between and around them; none overlaps a regular one."""
    regular = [uow.slot_times.window(day, start) for start in sorted(uow.policy.slots.starts)]
    found = list(regular)
    at, zone = datetime.combine(day, EARLIEST), uow.policy.zone
    last = datetime.combine(day, LATEST) - uow.policy.slots.length
    while at <= last:
        window = uow.slot_times.window(day, at.time())
        if not any(window.overlaps(other) for other in found):
            found.append(window)
        at += HOUR
    return iter(sorted(w for w in found if windows.local_day(w.starts_at, zone) == day))


def is_new(uow: UnitOfWork, technician: Technician, day: date, window: Window) -> bool:
    """Outside the usual hours, and not open already."""
    if uow.session.get(ExtraSlot, (technician.person_id, window.starts_at)) is not None:
        return False
    regular = window in uow.slot_times.on(day)
    return not (regular and on_duty(uow, technician, day, window))


def on_duty(uow: UnitOfWork, technician: Technician, day: date, window: Window) -> bool:
    shift, zone = technician.shift, uow.policy.zone
    makeup = uow.slot_times.calendar.kind_of(day) is DayKind.MAKEUP
    weekday = 1 if makeup else day.isoweekday()
    if weekday not in shift.get("days", range(1, 8)):
        return False
    starts, ends = window.starts_at.astimezone(zone).time(), window.ends_at.astimezone(zone).time()
    return time.fromisoformat(shift.get("from", "00:00")) <= starts and ends <= time.fromisoformat(
        shift.get("to", "23:59")
    )


def open_for(uow: UnitOfWork, technician_ids: list[int], starts_at: datetime) -> list[str]:
    """Opens the slot for each of them; returns the names of those who are on then. Raises `BadValue` for nobody."""
    window_ends = starts_at + uow.policy.slots.length
    if starts_at <= uow.now:  # an old card: whether it was open then is nobody's question any more
        raise BadValue(field="starts_at", value=starts_at)
    if starts_at >= availability.horizon(uow):
        raise OutsideHours(starts_at=starts_at, why="far", days=uow.policy.slots.days_ahead)
    if not any(
        window.starts_at == starts_at for window in possible(uow, windows.local_day(starts_at, uow.policy.zone))
    ):
        raise BadValue(field="starts_at", value=starts_at)  # a forged button
    opened = []
    for technician_id in technician_ids:
        technician = uow.get(Technician, technician_id)
        day = windows.local_day(starts_at, uow.policy.zone)
        if not is_new(uow, technician, day, Window(starts_at, window_ends)):
            continue
        shifts.open_extra_slot(uow, technician_id, starts_at)
        opened.append(technician.person.name)
    if not technician_ids:
        raise BadValue(field="technicians", value=0)
    return opened


Slot = tuple[int, datetime]


def technicians_below(uow: UnitOfWork, unit: Unit) -> list[Technician]:
    """Everybody of the unit and of those below it who is still with us, by name."""
    query = select(Technician).join(Person, Person.id == Technician.person_id).where(Person.left_at.is_(None))
    query = query.join(Unit, Unit.id == Technician.unit_id).where(Unit.path.startswith(unit.path))
    return list(uow.session.scalars(query.order_by(Person.name, Person.id)))


def bulk(uow: UnitOfWork, unit_id: int, day: date, since: time, until: time) -> list[Slot]:
    """What opening in bulk would open: every new slot of every technician that lies within these hours of a day."""
    unit = uow.get(Unit, unit_id)
    require(uow.actor, Action.OPEN_EXTRA_SLOTS, unit)
    within = Window(windows.on_the_wall(day, since, uow.policy.zone), windows.on_the_wall(day, until, uow.policy.zone))
    if within.ends_at <= max(within.starts_at, uow.now):
        raise BadValue(field="ends_at", value=until)
    hours = [
        window
        for window in possible(uow, day)
        if window.starts_at >= max(within.starts_at, uow.now) and window.ends_at <= within.ends_at
    ]
    return [
        (technician.person_id, window.starts_at)
        for technician in technicians_below(uow, unit)
        for window in hours
        if window.starts_at > uow.now and is_new(uow, technician, day, window)
    ]


def open_bulk(uow: UnitOfWork, unit_id: int, day: date, since: time, until: time) -> tuple[int, list[Slot]]:
    """R-4.12: opens them all; returns what undoing needs to know, and the slots. Said twice, the second opens none."""
    slots = bulk(uow, unit_id, day, since, until)
    for technician_id, starts_at in slots:
        ends_at = starts_at + uow.policy.slots.length
        uow.session.add(
            ExtraSlot(technician_id=technician_id, starts_at=starts_at, ends_at=ends_at,
                      opened_by_id=uow.me)
        )  # fmt: skip
    uow.session.flush()
    return (record(uow, ee.SlotsOpenedInBulk(unit_id, tuple(slots))) if slots else 0), slots


def undo_bulk(uow: UnitOfWork, event_id: int) -> tuple[int, int]:
    """Closes again what was opened then; returns how many, and how many stay because somebody has booked them."""
    event = uow.session.get(Event, event_id)
    if event is None or event.name != ee.SlotsOpenedInBulk.name:
        raise NotFound(what="slots", id=event_id)
    unit = uow.get(Unit, int(event.facts["unit_id"]))
    require(uow.actor, Action.OPEN_EXTRA_SLOTS, unit)
    closed = kept = 0
    for technician_id, text in event.facts["slots"]:
        slot = uow.session.get(ExtraSlot, (technician_id, datetime.fromisoformat(text)))
        if slot is None:
            continue
        if held(uow, slot):
            kept += 1
        else:
            uow.session.delete(slot)
            closed += 1
    if closed:
        record(uow, ee.BulkUndone(unit.id, event_id, closed, kept))
    return closed, kept


def held(uow: UnitOfWork, slot: ExtraSlot) -> bool:
    rows = select(SlotRow.starts_at).where(
        SlotRow.technician_id == slot.technician_id,
        SlotRow.starts_at >= slot.starts_at,
        SlotRow.starts_at < slot.ends_at,
    )
    return uow.session.scalar(rows.limit(1)) is not None


def opened_since(uow: UnitOfWork, unit: Unit, since: datetime) -> int:
    """How many slots were opened in bulk for a unit since then and have not been taken back."""
    names = [ee.SlotsOpenedInBulk.name, ee.BulkUndone.name]
    found = uow.session.scalars(select(Event).where(Event.name.in_(names), Event.at >= since))
    ours = [event.facts for event in found if uow.get(Unit, event.facts["unit_id"]).path.startswith(unit.path)]
    return sum(len(facts.get("slots", ())) - facts.get("closed", 0) for facts in ours)


def opened_on(uow: UnitOfWork, day: date) -> list[tuple[str, datetime]]:
    """What is open beyond the usual hours on a local day, by time and name."""
    bounds = windows.day_bounds(day, uow.policy.zone)
    query = select(ExtraSlot).where(ExtraSlot.starts_at >= bounds.starts_at, ExtraSlot.starts_at < bounds.ends_at)
    slots = uow.session.scalars(query.order_by(ExtraSlot.starts_at, ExtraSlot.technician_id))
    mine = {technician.person_id: technician.person.name for technician in shifts.technicians_of(uow)}
    return [(mine[slot.technician_id], slot.starts_at) for slot in slots if slot.technician_id in mine]
