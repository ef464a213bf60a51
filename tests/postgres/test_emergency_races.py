"""Two who act at the same moment, forced on both databases: one alarm, one emergency, one loan of slots."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select

from models.emergency import Emergency, EmergencyKind
from models.errors import AlarmTaken, Refused
from models.event import Event
from models.hazard import PowerAlarm
from models.unit import Area, Unit
from scheduling import emergencies, power_alarms
from scheduling.unit_of_work import Actor, UnitOfWork
from tests.postgres.test_races import at_once
from tests.realm import Realm

Deeds = list[tuple[Actor, Callable[[UnitOfWork], Any]]]


def together(realm: Realm, deeds: Deeds, reads: Callable[[UnitOfWork], Any]) -> list[Any]:
    """On PostgreSQL everybody reads before anybody writes. SQLite lets one in at a time: there they start together."""
    if realm.store.engine.dialect.name == "postgresql":
        return at_once(realm, deeds, reads)
    everybody_is_here = threading.Barrier(len(deeds), timeout=20)

    def one(actor: Actor, deed: Callable[[UnitOfWork], Any]) -> Any:
        everybody_is_here.wait()
        try:
            return realm.run(deed, by=actor)
        except Refused as refused:
            return refused

    with ThreadPoolExecutor(len(deeds)) as pool:
        return [done.result(60) for done in [pool.submit(one, *deed) for deed in deeds]]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def either(request: pytest.FixtureRequest) -> Realm:
    """The town on one database, then on the other."""
    found: Realm = request.getfixturevalue("many" if request.param == "postgres" else "realm")
    return found


def test_of_two_technicians_who_accept_one_alarm_one_has_it(either: Realm) -> None:
    """R-6.15: both have seen it open."""
    area = either.rows(select(Area).where(Area.name == "幸福里"))[0]
    alarm = either.run(power_alarms.raise_alarm, "race", area.id, "220 V", by=either.who("高远"))
    people = [either.who(name) for name in ("李建国", "张磊")]
    deeds = [(actor, lambda uow: power_alarms.accept(uow, alarm.id)) for actor in people]

    results = together(either, deeds, lambda uow: uow.session.get(PowerAlarm, alarm.id))

    won = [result for result in results if isinstance(result, PowerAlarm)]
    lost = [result for result in results if isinstance(result, AlarmTaken)]
    assert (len(won), len(lost)) == (1, 1)
    (kept,) = either.rows(select(PowerAlarm))
    assert kept.technician_id == won[0].technician_id
    accepted = either.rows(select(Event).where(Event.name == "power_alarm.accepted"))
    assert [event.facts["person_id"] for event in accepted] == [kept.technician_id]


def test_of_two_who_open_an_emergency_in_one_unit_both_get_the_same(either: Realm) -> None:
    """One open per unit; the head is alerted once."""
    unit = either.rows(select(Unit).where(Unit.name == "临江县分局"))[0]
    people = [either.who(name) for name in ("周静", "孙涛")]
    deeds = [(actor, lambda uow: emergencies.open_emergency(uow, unit.id, EmergencyKind.DISASTER)) for actor in people]

    results = together(either, deeds, lambda uow: uow.session.scalars(select(Emergency)).all())

    assert len({result.id for result in results}) == 1
    assert len(either.rows(select(Emergency))) == 1
    assert len([note for note in either.owed("situation") if note.phone_if_no_chat]) == 1
