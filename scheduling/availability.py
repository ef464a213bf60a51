"""Which slots are really free: capacity by area, skill, certificate, shift, calendar, lead time and deadline.

Searching goes day by day and stops when enough was found, so that its cost does not grow with the horizon.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby, islice, pairwise
from math import asin, cos, radians, sin, sqrt

from sqlalchemy import Select, and_, case, func, or_, select

from models.appointment import LIVE, Appointment, Status
from models.order import WorkOrder
from models.person import CustomerTier, Person, Technician, TechnicianArea
from models.shift import TimeOff
from models.slot import ExtraSlot, SlotRow
from models.unit import Area
from scheduling.calendar import DayKind
from scheduling.unit_of_work import UnitOfWork
from scheduling.windows import DAY, HALF_HOUR, Window, day_bounds, half_hours, local_day

KM_PER_JOB = 4.0  # a job more on the day weighs like four kilometres of way: work is spread, but not across town


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

    def can(self, need: Need) -> bool:
        return "*" in self.skills or all(
            f"{need.kind}:{service}" in self.skills or f"{need.kind}:*" in self.skills for service in need.services
        )


def need_of(order: WorkOrder, ignore: int | None = None) -> Need:
    """What an order's visit asks for."""
    return Need(
        kind=order.kind.value,
        services=tuple(order.service_names),
        area_id=order.area_id,
        tier=order.tier,
        due_at=order.due_at,
        latitude=order.latitude,
        longitude=order.longitude,
        ignore_appointment_id=ignore,
    )


def search(
    uow: UnitOfWork, need: Need, since: datetime, until: datetime, *, limit: int, past_deadline: bool = False
) -> list[Free]:
    """The first `limit` free windows that begin in [since, until), in order.

    Nothing is offered sooner than the lead time, past the horizon (D-3) or, unless `past_deadline`, past the
    order's deadline (R-3.6).
    """
    since = max(since, uow.now + lead_time(uow, need.tier))
    until = min(until, horizon(uow))
    if need.due_at is not None and not past_deadline:
        until = min(until, need.due_at + timedelta(microseconds=1))
    return list(islice(Crew(uow, need).free(since, until), limit))


def lead_time(uow: UnitOfWork, tier: CustomerTier) -> timedelta:
    """R-3.5: for key customers a visit may be set up in half the usual time."""
    usual = uow.policy.slots.lead_time
    return usual / 2 if tier is CustomerTier.KEY else usual


def horizon(uow: UnitOfWork) -> datetime:
    last = local_day(uow.now, uow.policy.zone) + timedelta(days=uow.policy.slots.days_ahead)
    return day_bounds(last, uow.policy.zone).ends_at


class Crew:
    """The technicians who could do it, and when they are there."""

    def __init__(self, uow: UnitOfWork, need: Need) -> None:
        self.uow, self.need, self.zone = uow, need, uow.policy.zone
        self.areas = areas_above(uow, need.area_id)
        self.members = [member for member in roster(uow, self.areas) if member.can(need)]
        self.by_id = {member.id: member for member in self.members}
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
        """The windows with anybody free in them, in order; after a full one, who is full all day is asked once a day."""
        full: frozenset[int] | None = None
        for day, group in groupby(self.windows(since, until), key=lambda w: local_day(w.starts_at, self.zone)):
            of_day = list(group)
            busy = self._busy_all_day(of_day) if full is not None else frozenset()
            for window in of_day:
                technicians = self.free_in(window, day, busy)
                if technicians:
                    yield Free(window, technicians)
                else:
                    full = full or frozenset()

    def free_in(self, window: Window, day: date | None = None, busy: frozenset[int] = frozenset()) -> tuple[int, ...]:
        """Who is on duty, certified on that day (R-1.9), not away and not held in this window."""
        day = day or local_day(window.starts_at, self.zone)
        self._learn(window)
        opened = {
            id for id, extra in self._opened if extra.starts_at <= window.starts_at and extra.ends_at >= window.ends_at
        }
        off = {id for id, away in self._off if away.overlaps(window)}
        able = self._on_duty(day, window) | (opened & self.by_id.keys())
        able = {id for id in able - off - busy if certified(self.by_id[id], day)}
        if able:
            able -= self.held(window)
        return tuple(sorted(able))

    def _on_duty(self, day: date, window: Window) -> set[int]:
        weekday = day.isoweekday()
        if self.uow.slot_times.calendar.kind_of(day) is DayKind.MAKEUP:
            weekday = 1  # a make-up day is worked like a weekday
        starts, ends = window.starts_at.astimezone(self.zone), window.ends_at.astimezone(self.zone)
        if starts.date() != ends.date():
            return set()
        since, until = starts.time(), ends.time()
        return {m.id for m in self.members if weekday in m.days and m.starts <= since and until <= m.ends}

    def held(self, window: Window) -> set[int]:
        """Those of the area who are held in some part of this window."""
        rows = self._rows().where(SlotRow.starts_at.in_(half_hours(window, self.zone)))
        return set(self.uow.session.scalars(rows.with_only_columns(SlotRow.technician_id).distinct()))

    def away(self, window: Window) -> set[int]:
        self._learn(window)
        return {id for id, off in self._off if off.overlaps(window)}

    def _busy_all_day(self, windows: list[Window]) -> frozenset[int]:
        """Who is held in every half-hour of these windows: counted by the database, which need not bring each row."""
        rows = sorted({at for window in windows for at in half_hours(window, self.zone)})
        gaps = [(a + HALF_HOUR, b) for a, b in pairwise(rows) if b - a > HALF_HOUR]
        between = or_(*(and_(SlotRow.starts_at >= start, SlotRow.starts_at < end) for start, end in gaps))
        counted = func.sum(case((between, 0), else_=1)) if gaps else func.count()
        query = self._rows().where(SlotRow.starts_at >= rows[0], SlotRow.starts_at <= rows[-1])
        query = query.group_by(SlotRow.technician_id).having(counted >= len(rows))
        return frozenset(self.uow.session.scalars(query.with_only_columns(SlotRow.technician_id)))

    def _rows(self) -> Select[tuple[SlotRow]]:
        rows = select(SlotRow).where(SlotRow.technician_id.in_(serving(self.areas)))
        if self.need.ignore_appointment_id is not None:
            rows = rows.where(SlotRow.appointment_id != self.need.ignore_appointment_id)
        return rows

    def _learn(self, stretch: Window) -> None:
        """Days off and extra slots that touch a stretch of time."""
        known = self._known
        if known is not None and known.starts_at <= stretch.starts_at and stretch.ends_at <= known.ends_at:
            return
        self._known, ids = stretch, serving(self.areas)
        opened = select(ExtraSlot.technician_id, ExtraSlot.starts_at, ExtraSlot.ends_at).where(
            ExtraSlot.starts_at < stretch.ends_at, ExtraSlot.ends_at > stretch.starts_at
        )
        off = select(TimeOff.technician_id, TimeOff.starts_at, TimeOff.ends_at).where(
            TimeOff.starts_at < stretch.ends_at, TimeOff.ends_at > stretch.starts_at
        )
        session = self.uow.session
        self._opened = [
            (id, Window(starts, ends))
            for id, starts, ends in session.execute(opened.where(ExtraSlot.technician_id.in_(ids)))
            if id in self.by_id
        ]
        self._off = [
            (id, Window(starts, ends))
            for id, starts, ends in session.execute(off.where(TimeOff.technician_id.in_(ids)))
        ]


def areas_above(uow: UnitOfWork, area_id: int) -> tuple[int, ...]:
    """The area and everything it lies in."""
    path = uow.session.scalar(select(Area.path).where(Area.id == area_id)) or ""
    return tuple(int(part) for part in path.strip("/").split("/") if part)


def serving(areas: tuple[int, ...]) -> Select[tuple[int]]:
    return select(TechnicianArea.technician_id).where(TechnicianArea.area_id.in_(areas))


def roster(uow: UnitOfWork, areas: tuple[int, ...]) -> list[Member]:
    """Everybody still with us who serves one of these areas."""
    query = (
        select(Technician.person_id, Technician.skills, Technician.shift, Technician.certificate_number,
               Technician.certificate_until)
        .join(Person, Person.id == Technician.person_id)
        .where(
            Person.left_at.is_(None),
            Technician.person_id.in_(serving(areas)),
        )
        .order_by(Technician.person_id)
    )  # fmt: skip
    return [
        Member(
            id=id,
            skills=frozenset(skills),
            days=frozenset(shift.get("days", range(1, 8))),
            starts=clock_time(shift.get("from", "00:00")),
            ends=clock_time(shift.get("to", "23:59")),
            certificate_until=(certificate_until or date.max) if number else None,
        )
        for id, skills, shift, number, certificate_until in uow.session.execute(query)
    ]


clock_time = lru_cache(maxsize=256)(time.fromisoformat)


def certified(member: Member, day: date) -> bool:
    return member.certificate_until is not None and member.certificate_until >= day


def free_technicians(uow: UnitOfWork, need: Need, window: Window) -> tuple[int, ...]:
    """Everybody able and free in one window, the best first (D-40)."""
    return rank(uow, need, window, Crew(uow, need).free_in(window))


def rank(uow: UnitOfWork, need: Need, window: Window, technicians: Iterable[int]) -> tuple[int, ...]:
    """The best first: the shortest way from the job before (or home), and not too many jobs that day."""
    ids = list(technicians)
    if len(ids) < 2:
        return tuple(ids)
    day = day_bounds(local_day(window.starts_at, uow.policy.zone), uow.policy.zone)
    holder = case((Appointment.technician_id.is_not(None), Appointment.technician_id), else_=Appointment.provisional_id)
    jobs = select(holder, func.count()).where(
        holder.in_(ids),
        Appointment.status.in_({*LIVE, Status.DONE}),
        Appointment.starts_at >= day.starts_at,
        Appointment.starts_at < day.ends_at,
    )
    count = {id: jobs for id, jobs in uow.session.execute(jobs.group_by(holder))}
    places = dict(_places(uow, ids, day, window))
    target = (need.latitude, need.longitude)

    def cost(id: int) -> tuple[float, int]:
        way = kilometres(places.get(id, (None, None)), target)
        return (way if way is not None else KM_PER_JOB) + KM_PER_JOB * count.get(id, 0), id

    return tuple(sorted(ids, key=cost))


Place = tuple[float | None, float | None]


def _places(uow: UnitOfWork, ids: list[int], day: Window, window: Window) -> Iterator[tuple[int, Place]]:
    """Where each comes from: home first, then whatever job comes last before the window."""
    home = select(Technician.person_id, Technician.latitude, Technician.longitude)
    for id, latitude, longitude in uow.session.execute(home.where(Technician.person_id.in_(ids))):
        yield id, (latitude, longitude)
    before = (
        select(Appointment.technician_id, WorkOrder.latitude, WorkOrder.longitude)
        .join(WorkOrder, WorkOrder.id == Appointment.order_id)
        .where(
            Appointment.technician_id.in_(ids),
            Appointment.status.in_({*LIVE, Status.DONE}),
            and_(Appointment.starts_at >= day.starts_at, Appointment.ends_at <= window.starts_at),
            or_(WorkOrder.latitude.is_not(None), WorkOrder.longitude.is_not(None)),
        )
        .order_by(Appointment.starts_at)
    )
    for technician_id, latitude, longitude in uow.session.execute(before):
        if technician_id is not None:
            yield technician_id, (latitude, longitude)


def kilometres(a: Place, b: Place) -> float | None:
    """The distance as the crow flies, or None where one of the places is unknown."""
    if a[0] is None or a[1] is None or b[0] is None or b[1] is None:
        return None
    lat1, lon1, lat2, lon2 = map(radians, (a[0], a[1], b[0], b[1]))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(h))


def travel_time(uow: UnitOfWork, technician_id: int, appointment: Appointment) -> timedelta | None:
    """R-4.8: the way to this visit from the job before it, or from home; None when unknown (D-10's default then)."""
    way = way_km(uow, technician_id, appointment)
    if way is None:
        return None
    minutes = way * 1.3 / uow.policy.travel.speed_kmh * 60  # streets are longer than the crow's way
    return timedelta(minutes=max(5, round(minutes)))


def way_km(uow: UnitOfWork, technician_id: int, appointment: Appointment) -> float | None:
    """How far a visit lies from the technician's job before it, or from home; None when a place is unknown."""
    window = Window(appointment.starts_at, appointment.ends_at)
    day = day_bounds(local_day(window.starts_at, uow.policy.zone), uow.policy.zone)
    place = dict(_places(uow, [technician_id], day, window)).get(technician_id, (None, None))
    order = appointment.order
    return kilometres(place, (order.latitude, order.longitude))
