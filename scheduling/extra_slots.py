"""Extra slots (R-4.12): capacity a dispatcher opens outside a technician's usual hours, for one or for everybody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from models.errors import BadValue
from models.person import Technician
from models.slot import ExtraSlot
from scheduling import shifts, windows
from scheduling.calendar import DayKind
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


def opened_on(uow: UnitOfWork, day: date) -> list[tuple[str, datetime]]:
    """What is open beyond the usual hours on a local day, by time and name."""
    bounds = windows.day_bounds(day, uow.policy.zone)
    query = select(ExtraSlot).where(ExtraSlot.starts_at >= bounds.starts_at, ExtraSlot.starts_at < bounds.ends_at)
    slots = uow.session.scalars(query.order_by(ExtraSlot.starts_at, ExtraSlot.technician_id))
    mine = {technician.person_id: technician.person.name for technician in shifts.technicians_of(uow)}
    return [(mine[slot.technician_id], slot.starts_at) for slot in slots if slot.technician_id in mine]
