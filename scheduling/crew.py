"""The crew: who serves an area and can do the work, and in which windows they are there and free."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, Text, bindparam, cast, func, literal, select, union_all

from models.emergency import Loan
from models.person import CustomerTier, Person, Technician, TechnicianArea
from models.shift import TimeOff
from models.slot import ExtraSlot, SlotRow
from models.unit import Area
from scheduling.calendar import DayKind
from scheduling.unit_of_work import UnitOfWork
from scheduling.windows import DAY, Window, half_hours, local_day


@dataclass(frozen=True)
class Need:
    """What a visit asks of a technician: the order's kind and services, where, for whom, and by when at the latest."""

    kind: str
    services: tuple[str, ...]
    area_id: int
    tier: CustomerTier = CustomerTier.ORDINARY
    due_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None
    # Their own slot rows do not stand in their way: the visit being moved or offered.
    ignore_appointment_id: int | None = None


@dataclass(frozen=True)
class Free:
    """A window with the technicians who are able and free in it."""

    window: Window
    technicians: tuple[int, ...]


@dataclass(frozen=True)
class Member:
    """What searching needs to know of a technician."""

    id: int
    skills: frozenset[str]
    days: frozenset[int]
    starts: time
    ends: time
    certificate_until: date | None
    home: tuple[float | None, float | None] = (None, None)
    lent: tuple[Window, ...] | None = None  # serves the area only then; None: it is their own

    def serves(self, window: Window) -> bool:
        return self.lent is None or any(
            loan.starts_at <= window.starts_at and window.ends_at <= loan.ends_at for loan in self.lent
        )

    def can(self, need: Need) -> bool:
        return "*" in self.skills or all(
            f"{need.kind}:{service}" in self.skills or f"{need.kind}:*" in self.skills for service in need.services
        )


_areas: BindParameter[Any] = bindparam("areas", expanding=True)
_since, _until = bindparam("since", type_=SlotRow.starts_at.type), bindparam("until", type_=SlotRow.starts_at.type)
_starts: BindParameter[Any] = bindparam("starts", expanding=True)
_now = bindparam("now", type_=SlotRow.starts_at.type)
_own = select(TechnicianArea.technician_id).where(TechnicianArea.area_id.in_(_areas))
_lent = select(Loan.technician_id).where(Loan.area_id.in_(_areas), Loan.ends_at > _now)
_serving = union_all(_own, _lent)

ABOVE = select(Area.path).where(Area.id == bindparam("area_id"))
ROSTER = (
    select(Technician.person_id, cast(Technician.skills, Text), cast(Technician.shift, Text),
           Technician.certificate_number, Technician.certificate_until, Technician.latitude, Technician.longitude)
    .join(Person, Person.id == Technician.person_id)
    .where(Person.left_at.is_(None), Technician.person_id.in_(_serving))
    .order_by(Technician.person_id)
)  # fmt: skip
LENT = (
    select(Loan.technician_id, Loan.starts_at, Loan.ends_at)
    .where(Loan.area_id.in_(_areas), Loan.ends_at > _now, Loan.technician_id.not_in(_own))
    .order_by(Loan.starts_at)
)
# Extra slots and days off that touch a stretch of time; which of the two it is stands first.
TOUCHING = union_all(
    *(
        select(literal(kind), table.technician_id, table.starts_at, table.ends_at).where(
            table.starts_at < _until, table.ends_at > _since, table.technician_id.in_(_serving)
        )
        for kind, table in (("opened", ExtraSlot), ("off", TimeOff))
    )
)
# A visit's own rows do not stand in its way; 0 is nobody's.
_others = SlotRow.appointment_id != bindparam("ignored")
HELD = (
    select(SlotRow.technician_id)
    .where(_others, SlotRow.technician_id.in_(_serving), SlotRow.starts_at.in_(_starts))
    .distinct()
)
# Counted in the index alone: a visit's own rows are told apart afterwards.
FULL = (
    select(SlotRow.starts_at)
    .where(SlotRow.starts_at.in_(_starts), SlotRow.technician_id.in_(bindparam("crew", expanding=True)))
    .group_by(SlotRow.starts_at)
    .having(func.count() >= bindparam("everybody"))
)
OWN = select(SlotRow.starts_at).where(SlotRow.appointment_id == bindparam("ignored"))


class Crew:
    """The technicians who could do it, and when they are there."""

    def __init__(self, uow: UnitOfWork, need: Need) -> None:
        self.uow, self.need, self.zone = uow, need, uow.policy.zone
        self.areas = areas_above(uow, need.area_id)
        self.members = [member for member in roster(uow, self.areas) if member.can(need)]
        self.by_id = {member.id: member for member in self.members}
        self._guests = [member for member in self.members if member.lent is not None]
        self._without: dict[date, set[int]] = {}
        # Asked once for the whole stretch that is searched, since both lists are short.
        self._known: Window | None = None
        self._opened: list[tuple[int, Window]] = []
        self._off: list[tuple[int, Window]] = []

    def windows(self, since: datetime, until: datetime) -> Iterator[Window]:
        """Regular and extra windows, in order."""
        if not self.members or since >= until:
            return
        self._learn(Window(since, until + DAY))
        extra = {window for id, window in self._opened if since <= window.starts_at < until}
        regular = self.uow.slot_times.between(since, until)
        if not extra:
            yield from regular
            return
        yield from dict.fromkeys(sorted({*extra, *regular}))

    def free(self, since: datetime, until: datetime) -> Iterator[Free]:
        """The windows with anybody free in them, in order."""
        windows = list(self.windows(since, until))
        full: set[datetime] | None = None
        for index, window in enumerate(windows):
            if full is not None and window.starts_at in full:
                continue
            technicians = self.free_in(window)
            if technicians:
                yield Free(window, technicians)
            elif full is None:  # where one is full others are: those are now found all together
                full = self._full(windows[index:])

    def free_in(self, window: Window) -> tuple[int, ...]:
        """Who is on duty, certified on that day (R-1.9), not away and not held in this window."""
        day = local_day(window.starts_at, self.zone)
        self._learn(window)
        opened = {
            id for id, extra in self._opened if extra.starts_at <= window.starts_at and extra.ends_at >= window.ends_at
        }
        off = {id for id, away in self._off if away.overlaps(window)}
        able = on_shift(self.uow, self.members, window) | (opened & self.by_id.keys())
        able -= off | self._uncertified(day) | {one.id for one in self._guests if not one.serves(window)}
        if able:
            able -= self.held(window)
        return tuple(sorted(able))

    def _uncertified(self, day: date) -> set[int]:
        if day not in self._without:
            self._without[day] = {one.id for one in self.members if not certified(one, day)}
        return self._without[day]

    def held(self, window: Window) -> set[int]:
        """Those of the area who are held in some part of this window."""
        found = self.uow.rows(
            HELD, areas=self.areas, now=self.uow.now, starts=half_hours(window, self.zone), ignored=self._ignored
        )
        return {id for (id,) in found}

    def away(self, window: Window) -> set[int]:
        self._learn(window)
        return {id for id, off in self._off if off.overlaps(window)}

    def _full(self, windows: list[Window]) -> set[datetime]:
        """The starts at which everybody is held: counted by the database, which need not bring each row."""
        starts = [window.starts_at for window in windows if half_hours(window, self.zone)[0] == window.starts_at]
        crew = list(self.by_id)
        full = {at for (at,) in self.uow.rows(FULL, starts=starts, crew=crew, everybody=len(crew))}
        return full - {at for (at,) in self.uow.rows(OWN, ignored=self._ignored)} if self._ignored else full

    @property
    def _ignored(self) -> int:
        return self.need.ignore_appointment_id or 0

    def _learn(self, stretch: Window) -> None:
        """Days off and extra slots that touch a stretch of time."""
        known = self._known
        if known is not None and known.starts_at <= stretch.starts_at and stretch.ends_at <= known.ends_at:
            return
        self._known = stretch
        asked = {"since": stretch.starts_at, "until": stretch.ends_at, "areas": self.areas, "now": self.uow.now}
        found = [(kind, id, Window(starts, ends)) for kind, id, starts, ends in self.uow.rows(TOUCHING, **asked)]
        self._opened = [(id, window) for kind, id, window in found if kind == "opened" and id in self.by_id]
        self._off = [(id, window) for kind, id, window in found if kind == "off"]


def areas_above(uow: UnitOfWork, area_id: int) -> tuple[int, ...]:
    """The area and everything it lies in."""
    path = next((path for (path,) in uow.rows(ABOVE, area_id=area_id)), "")
    return tuple(int(part) for part in path.strip("/").split("/") if part)


def roster(uow: UnitOfWork, areas: tuple[int, ...]) -> list[Member]:
    """Everybody still with us who serves one of these areas, whoever is lent to one included (R-4.12)."""
    asked = {"areas": areas, "now": uow.now}
    lent: dict[int, list[Window]] = {}
    for id, starts, ends in uow.rows(LENT, **asked):
        lent.setdefault(id, []).append(Window(starts, ends))
    people = [member_of(*row) for row in uow.rows(ROSTER, **asked)]
    return [replace(one, lent=tuple(lent[one.id])) if one.id in lent else one for one in people] if lent else people


@lru_cache(maxsize=4096)
def member_of(
    id: int, skills: str, shift: str, number: str | None, until: date | None, latitude: float | None,
    longitude: float | None,
) -> Member:  # fmt: skip
    """Read once, as long as nothing of it changes: a search asks for everybody there, every time."""
    hours = json.loads(shift)
    return Member(
        id=id,
        skills=frozenset(json.loads(skills)),
        days=frozenset(hours.get("days", range(1, 8))),
        starts=time.fromisoformat(hours.get("from", "00:00")),
        ends=time.fromisoformat(hours.get("to", "23:59")),
        certificate_until=(until or date.max) if number else None,
        home=(latitude, longitude),
    )


def on_shift(uow: UnitOfWork, members: Iterable[Member], window: Window) -> set[int]:
    """Whose regular hours hold this window."""
    zone = uow.policy.zone
    day = local_day(window.starts_at, zone)
    weekday = day.isoweekday()
    if uow.slot_times.calendar.kind_of(day) is DayKind.MAKEUP:
        weekday = 1  # a make-up day is worked like a weekday
    starts, ends = window.starts_at.astimezone(zone), window.ends_at.astimezone(zone)
    if starts.date() != ends.date():
        return set()
    since, until = starts.time(), ends.time()
    return {m.id for m in members if weekday in m.days and m.starts <= since and until <= m.ends}


def there_now(uow: UnitOfWork, members: list[Member]) -> set[int]:
    """Who of these is at work at this moment: on shift and not away."""
    moment = Window(uow.now, uow.now)
    ids = [member.id for member in members]
    off = select(TimeOff.technician_id).where(
        TimeOff.technician_id.in_(ids), TimeOff.starts_at <= uow.now, TimeOff.ends_at > uow.now
    )
    away = set(uow.session.scalars(off))
    return on_shift(uow, [member for member in members if member.serves(moment)], moment) - away


def certified(member: Member, day: date) -> bool:
    return member.certificate_until is not None and member.certificate_until >= day
