"""The last slot and two hundred people (promise 2), and wishes against what is free."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from models.appointment import Appointment, Status
from models.errors import SlotTaken
from models.order import OrderKind, Service
from models.person import Person, Technician
from models.slot import SlotRow
from models.unit import Area
from scheduling import availability, booking, fitting
from scheduling.booking import OrderDraft
from scheduling.database import open_engine
from scheduling.fitting import Wish, Wishes
from scheduling.policy import Policy
from scheduling.unit_of_work import CLOCK, Actor, Store
from scheduling.windows import Window, half_hours
from tests.world import START, ZONE

PEOPLE = 200


@pytest.fixture
def store(tmp_path: Path, template: Path) -> Store:
    shutil.copy(template, tmp_path / "town.db")
    return Store(open_engine(f"sqlite:///{tmp_path / 'town.db'}"), Policy.default())


def at(words: str) -> datetime:
    return datetime.fromisoformat(f"2026-{words}").replace(tzinfo=ZONE)


def draft(uow, customer_id: int, name: str) -> OrderDraft:
    area = uow.session.scalars(select(Area).order_by(Area.id)).first()
    services = (Service.BROADBAND,)
    return OrderDraft(OrderKind.INSTALL, services, customer_id, area.id, "幸福里1栋1单元101", draft_id=name)


def occupy(uow, start: datetime, but: int = 0) -> None:
    """Everybody but so many technicians has something else to do then."""
    window = Window(start, start + timedelta(hours=2))
    busy = uow.add(Appointment(starts_at=window.starts_at, ends_at=window.ends_at, promised_at=window.starts_at))
    for technician_id in list(uow.session.scalars(select(Technician.person_id).order_by(Technician.person_id)))[but:]:
        for half_hour in half_hours(window):
            uow.session.add(SlotRow(technician_id=technician_id, starts_at=half_hour, appointment_id=busy.id))


def test_of_two_hundred_people_exactly_one_gets_the_last_slot_and_the_others_the_next_best(store):
    slot = at("11-24 14:00")

    def arrive(uow) -> list[int]:
        occupy(uow, slot, but=1)
        people = [Person(name=f"顾客{number}", created_at=uow.now) for number in range(PEOPLE)]
        uow.session.add_all(people)
        uow.session.flush()
        return [person.id for person in people]

    ids = store.run(arrive, CLOCK, START)

    def look(uow, id: int):
        need = booking.need_of_draft(uow, draft(uow, id, f"d{id}"))
        return availability.search(uow, need, uow.now, uow.now + timedelta(days=2), limit=6)

    # Everybody has looked, and saw it free, before anybody taps.
    seen = [store.run(look, Actor(id), START, id)[0].window.starts_at for id in ids]
    assert set(seen) == {slot}

    def tap(id: int) -> datetime | None:
        try:
            store.run(lambda uow: booking.hold_for_draft(uow, draft(uow, id, f"d{id}"), slot), Actor(id), START)
        except SlotTaken:
            return store.run(look, Actor(id), START, id)[0].window.starts_at
        return None

    with ThreadPoolExecutor(8) as pool:
        next_best = list(pool.map(tap, ids))
    held = store.run(
        lambda uow: list(uow.session.scalars(select(Appointment).where(Appointment.draft_id.is_not(None)))),
        CLOCK,
        START,
    )
    assert [one.status for one in held] == [Status.OFFERED]
    assert next_best.count(None) == 1
    assert {instant for instant in next_best if instant is not None} == {at("11-24 16:00")}


def wished(store: Store, *wishes: Wish, unwanted: tuple[Window, ...] = (), limit: int = 6) -> list[str]:
    def look(uow):
        customer_id = uow.session.scalars(select(Person.id)).first()
        need = booking.need_of_draft(uow, draft(uow, customer_id, "d"))
        found = fitting.fitting(uow, need, Wishes(wishes, unwanted), limit=limit, past_deadline=True)
        return [f"{one.window.starts_at.astimezone(ZONE):%m-%d %H:%M}" for one in found]

    return store.run(look, CLOCK, START)


def test_the_better_wish_comes_first_and_what_does_not_suit_is_left_out(store):
    thursday = Wish(at("11-26 12:00"), at("11-26 18:00"))
    wednesday = Wish(at("11-25 08:00"), at("11-25 18:00"))
    lunch = Window(at("11-25 13:00"), at("11-25 17:00"))
    assert wished(store, thursday, wednesday, unwanted=(lunch,)) == [
        "11-26 14:00", "11-26 16:00", "11-25 08:00", "11-25 10:00",
    ]  # fmt: skip


def test_a_clock_time_means_the_slot_nearest_to_it(store):
    half_past_three = at("11-25 15:30")
    wish = Wish(half_past_three - timedelta(hours=2), half_past_three + timedelta(hours=2), at=half_past_three)
    assert wished(store, wish) == ["11-25 16:00", "11-25 14:00"]


def test_before_four_prefers_what_is_over_by_then(store):
    wish = Wish(at("11-25 12:00"), at("11-25 15:00"), by_end=True)
    assert wished(store, wish) == ["11-25 14:00"]
    wish = Wish(at("11-25 08:00"), at("11-25 11:00"), by_end=True)
    assert wished(store, wish) == ["11-25 08:00", "11-25 10:00"]


def test_evenings_of_a_week_are_the_evenings_only(store):
    wish = Wish(at("11-25 00:00"), at("11-28 00:00"), hours=(17.0, 22.0))
    assert wished(store, wish) == ["11-25 18:00", "11-26 18:00", "11-27 18:00"]


def test_when_nothing_is_free_the_nearest_is_named(store):
    store.run(occupy, CLOCK, START, at("11-26 14:00"))
    store.run(occupy, CLOCK, START, at("11-26 16:00"))
    wish = Wish(at("11-26 12:00"), at("11-26 18:00"))
    assert wished(store, wish) == []

    def look(uow):
        customer_id = uow.session.scalars(select(Person.id)).first()
        need = booking.need_of_draft(uow, draft(uow, customer_id, "d"))
        found = fitting.near(uow, need, Wishes((wish,)), limit=2, past_deadline=True)
        return [f"{one.window.starts_at.astimezone(ZONE):%m-%d %H:%M}" for one in found]

    assert store.run(look, CLOCK, START) == ["11-26 18:00", "11-27 14:00"]
