"""How long a customer waits for free times: 1,000 technicians, 14 days, from an empty book to a full one."""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, insert, select

from models.appointment import Appointment, Status
from models.person import Person, Role, RoleGrant, Technician, TechnicianArea
from models.slot import SlotRow
from models.unit import Area, AreaKind, Unit
from scheduling import availability
from scheduling.availability import Need
from scheduling.unit_of_work import UnitOfWork
from scheduling.windows import half_hours
from tests.benchmarks.figures import Row, percentile, row, town
from tests.realm import Realm

TECHNICIANS = 1000
AREAS = 20
OCCUPIED = (0, 60, 95, 100)
SEARCHES = 200
AIM_MS = 20.0
WEEK = {"days": [1, 2, 3, 4, 5, 6, 7], "from": "08:00", "to": "20:00"}


def rows() -> Iterator[Row]:
    """p50 and p99 of one search; the baseline is the aim."""
    dice = random.Random(11)  # noqa: S311 - the same book in every run
    with town() as realm:
        areas = realm.run(hire, dice)
        for percent in OCCUPIED:
            realm.run(fill, percent / 100, dice)
            times = list(searches(realm, areas, dice))
            yield row(f"slots.search.{percent}_percent_taken.p50", percentile(times, 0.5), "ms", AIM_MS)
            yield row(f"slots.search.{percent}_percent_taken.p99", percentile(times, 0.99), "ms", AIM_MS)
        best = list(rankings(realm, areas, dice))
        yield row("slots.best_technician.p99", percentile(best, 0.99), "ms", AIM_MS)


def hire(uow: UnitOfWork, dice: random.Random) -> list[int]:
    """A city of twenty areas; each technician serves three of them."""
    unit = uow.session.scalars(select(Unit).order_by(Unit.id.desc())).first()
    assert unit is not None
    areas = []
    for index in range(AREAS):
        area = uow.add(Area(unit_id=unit.id, kind=AreaKind.ESTATE, name=f"片区{index}", aliases=[], path=""))
        area.path = f"/{area.id}/"
        areas.append(area.id)
    first = 10_000
    people = [{"id": first + n, "name": f"师傅{n}", "created_at": uow.now} for n in range(TECHNICIANS)]
    uow.session.execute(insert(Person), people)
    uow.session.execute(
        insert(RoleGrant), [{"person_id": p["id"], "role": Role.TECHNICIAN, "unit_id": unit.id} for p in people]
    )
    uow.session.execute(insert(Technician), [technician(p["id"], unit.id, dice) for p in people])
    serves = [{"technician_id": p["id"], "area_id": area} for p in people for area in dice.sample(areas, 3)]
    uow.session.execute(insert(TechnicianArea), serves)
    return areas


def technician(id: int, unit_id: int, dice: random.Random) -> dict[str, Any]:
    return {
        "person_id": id, "unit_id": unit_id, "certificate_number": f"ZW-{id}", "skills": ["*"], "shift": WEEK,
        "latitude": 30.6 + dice.random() / 5, "longitude": 104.0 + dice.random() / 5,
    }  # fmt: skip


def fill(uow: UnitOfWork, share: float, dice: random.Random) -> None:
    """Takes that share of all slots of the fortnight, evenly among technicians and days."""
    uow.session.execute(delete(SlotRow))
    windows = list(uow.slot_times.between(uow.now, availability.horizon(uow)))
    pairs = [(id, window) for id in range(10_000, 10_000 + TECHNICIANS) for window in windows]
    taken = pairs if share >= 1 else dice.sample(pairs, int(len(pairs) * share))
    visit = uow.session.scalar(select(Appointment.id).limit(1))
    if visit is None:
        held = Appointment(status=Status.OFFERED, starts_at=uow.now, ends_at=uow.now, promised_at=uow.now)
        visit = uow.add(held).id
    keys = [(id, at) for id, window in taken for at in half_hours(window, uow.policy.zone)]
    keys += town_technicians_taken(uow, windows)
    batch = [{"technician_id": id, "starts_at": at, "appointment_id": visit} for id, at in keys]
    if batch:
        uow.session.execute(insert(SlotRow), batch)


def town_technicians_taken(uow: UnitOfWork, windows: list[Any]) -> list[tuple[int, Any]]:
    """The demo town's own four are out of it: only the thousand are asked."""
    ids = uow.session.scalars(select(Technician.person_id).where(Technician.person_id < 10_000))
    return [(id, at) for id in ids for window in windows for at in half_hours(window, uow.policy.zone)]


def searches(realm: Realm, areas: list[int], dice: random.Random) -> Iterator[float]:
    """Milliseconds of searches as a customer causes them: an area, a first day, six times to offer."""
    for count in range(SEARCHES + 10):
        need = Need("repair", ("broadband",), dice.choice(areas))
        since = realm.now + timedelta(days=dice.randrange(10))
        began = time.perf_counter()
        realm.run(first_free, need, since)
        if count >= 10:
            yield (time.perf_counter() - began) * 1000
    gc.collect()


def first_free(uow: UnitOfWork, need: Need, since: Any) -> int:
    return len(availability.search(uow, need, since, availability.horizon(uow), limit=6))


def rankings(realm: Realm, areas: list[int], dice: random.Random) -> Iterator[float]:
    """Who comes best, where 150 could come: an empty book."""
    realm.run(fill, 0.0, dice)
    for _ in range(50):
        need = Need("repair", ("broadband",), dice.choice(areas), latitude=30.7, longitude=104.1)
        began = time.perf_counter()
        realm.run(best, need)
        yield (time.perf_counter() - began) * 1000


def best(uow: UnitOfWork, need: Need) -> tuple[int, ...]:
    window = next(uow.slot_times.between(uow.now + timedelta(days=1), availability.horizon(uow)))
    return availability.free_technicians(uow, need, window)
