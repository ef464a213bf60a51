"""Which slots are really free: capacity by area, skill, certificate, shift, calendar, lead time and deadline.

Searching goes day by day and stops when enough was found, so that its cost does not grow with the horizon.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import islice
from math import asin, cos, radians, sin, sqrt
from typing import Any

from sqlalchemy import Row, bindparam, case, select

from models.appointment import LIVE, Appointment, Status
from models.order import WorkOrder
from models.person import CustomerTier, Technician
from scheduling.crew import Crew, Free, Member, Need, roster
from scheduling.unit_of_work import UnitOfWork
from scheduling.windows import Window, day_bounds, local_day

KM_PER_JOB = 4.0  # a job more on the day weighs like four kilometres of way: work is spread, but not across town


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


def free_technicians(uow: UnitOfWork, need: Need, window: Window) -> tuple[int, ...]:
    """Everybody able and free in one window, the best first (D-40)."""
    crew = Crew(uow, need)
    return rank(uow, crew, window, crew.free_in(window))


Place = tuple[float | None, float | None]

_holder = case((Appointment.technician_id.is_not(None), Appointment.technician_id), else_=Appointment.provisional_id)
# The jobs that some technicians have on a day, in order, each with its place.
JOBS = (
    select(_holder.label("holder"), Appointment.technician_id, Appointment.ends_at, WorkOrder.latitude,
           WorkOrder.longitude)
    .outerjoin(WorkOrder, WorkOrder.id == Appointment.order_id)
    .where(
        _holder.in_(bindparam("ids", expanding=True)),
        Appointment.status.in_(sorted({*LIVE, Status.DONE})),
        Appointment.starts_at >= bindparam("since", type_=Appointment.starts_at.type),
        Appointment.starts_at < bindparam("until", type_=Appointment.starts_at.type),
    )
    .order_by(Appointment.starts_at)
)  # fmt: skip
HOME = select(Technician.latitude, Technician.longitude).where(Technician.person_id == bindparam("id"))


def rank(uow: UnitOfWork, crew: Crew, window: Window, technicians: Iterable[int]) -> tuple[int, ...]:
    """The best first: the shortest way from the job before (or home), and not too many jobs that day."""
    ids = list(technicians)
    if len(ids) < 2:
        return tuple(ids)
    jobs = jobs_of(uow, ids, window)
    count = Counter(job.holder for job in jobs)
    places = {id: crew.by_id[id].home for id in ids} | places_before(jobs, window)
    target = (crew.need.latitude, crew.need.longitude)

    def cost(id: int) -> tuple[float, int]:
        way = kilometres(places[id], target)
        return (way if way is not None else KM_PER_JOB) + KM_PER_JOB * count[id], id

    return tuple(sorted(ids, key=cost))


def jobs_of(uow: UnitOfWork, ids: list[int], window: Window) -> Sequence[Row[Any]]:
    day = day_bounds(local_day(window.starts_at, uow.policy.zone), uow.policy.zone)
    return uow.rows(JOBS, ids=ids, since=day.starts_at, until=day.ends_at)


def places_before(jobs: Sequence[Row[Any]], window: Window) -> dict[int, Place]:
    """Where each comes from: whatever job comes last before the window."""
    return {
        job.technician_id: (job.latitude, job.longitude)
        for job in jobs
        if job.technician_id is not None and job.ends_at <= window.starts_at
        and not (job.latitude is None and job.longitude is None)
    }  # fmt: skip


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
    place = places_before(jobs_of(uow, [technician_id], window), window).get(technician_id)
    if place is None:  # no job before it: from home
        place = next(((home.latitude, home.longitude) for home in uow.rows(HOME, id=technician_id)), (None, None))
    order = appointment.order
    return kilometres(place, (order.latitude, order.longitude))


__all__ = ["Crew", "Free", "Member", "Need", "roster"]
