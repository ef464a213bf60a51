"""Emergencies, loans, hazards and alarms as use-cases: state, events, who is told, second taps, who may (R-6.13 ff.)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from models.emergency import Emergency, EmergencyKind, Loan
from models.errors import AlarmTaken, BadValue, MissingFields, NoHead, NotAllowed, NotFound, WrongState
from models.event import Event
from models.hazard import HazardKind
from models.notification import Delivery, Manner, Notification
from models.person import Person, Role
from models.timer import Timer, TimerKind
from models.unit import Area, Unit
from scheduling import clockwork, emergencies, hazards, loans, outages, power_alarms, situation
from scheduling.emergency_plans import mark_of
from scheduling.hazards import HazardDraft
from scheduling.unit_of_work import Actor, UnitOfWork
from tests.realm import Realm

ELSEWHERE = Actor(99, ((Role.DISPATCHER, "/1/2/99/"), (Role.HEAD, "/1/2/99/"), (Role.NETWORK_CENTRE, "/1/2/99/")))


def unit(realm: Realm, name: str = "临江县分局") -> Unit:
    found: Unit = realm.rows(select(Unit).where(Unit.name == name))[0]
    return found


def area(realm: Realm, name: str = "幸福里") -> Area:
    found: Area = realm.rows(select(Area).where(Area.name == name))[0]
    return found


@pytest.fixture
def emergency(realm: Realm) -> Emergency:
    made: Emergency = realm.run(
        emergencies.open_emergency, unit(realm).id, EmergencyKind.DISASTER, by=realm.who("周静")
    )
    return made


def fire_due(realm: Realm) -> None:
    """What the clock would do now."""
    for id in realm.rows(select(Timer.id).where(Timer.due_at <= realm.now)):
        realm.run(clockwork.fire, id)


def test_opening_names_the_head_and_alerts_them_at_once(realm: Realm, emergency: Emergency) -> None:
    """R-1.16."""
    head = realm.who("何志远").person_id
    assert emergency.head_id == head
    cards = {note.recipient_id: note for note in realm.owed("situation") if note.manner is Manner.NEW}
    assert cards.keys() == {head, realm.who("周静").person_id, realm.who("孙涛").person_id}
    assert (cards[head].due_at, cards[head].phone_if_no_chat) == (realm.now, True)


def test_opening_twice_is_one(realm: Realm, emergency: Emergency) -> None:
    again = realm.run(emergencies.open_emergency, unit(realm).id, EmergencyKind.OTHER, by=realm.who("孙涛"))
    assert (again.id, again.kind) == (emergency.id, EmergencyKind.DISASTER)
    assert len([note for note in realm.owed("situation") if note.phone_if_no_chat]) == 1


def test_without_a_head_nothing_is_opened(realm: Realm) -> None:
    def gone(uow: UnitOfWork) -> None:
        uow.session.scalars(select(Person).where(Person.name == "何志远")).one().left_at = uow.now

    realm.run(gone)
    with pytest.raises(NoHead):
        realm.run(emergencies.open_emergency, unit(realm).id, EmergencyKind.OTHER, by=realm.who("周静"))
    assert not realm.rows(select(Emergency))


def test_nobody_is_head_who_is_not(realm: Realm) -> None:
    customer = realm.who("王芳").person_id
    with pytest.raises(NotFound):
        realm.run(
            emergencies.open_emergency, unit(realm).id, EmergencyKind.OTHER, head_id=customer, by=realm.who("周静")
        )


@pytest.mark.parametrize("name", ["王芳", "李建国", "林晓", "高远"])
def test_others_open_see_and_end_no_emergency(realm: Realm, emergency: Emergency, name: str) -> None:
    """R-12.1."""
    line = mark_of("emergency-spares")
    for deed in (
        lambda uow: emergencies.open_emergency(uow, emergency.unit_id, EmergencyKind.OTHER),
        lambda uow: emergencies.see(uow, emergency.id),
        lambda uow: emergencies.tick(uow, emergency.id, line, True),
        lambda uow: emergencies.end(uow, emergency.id),
        lambda uow: emergencies.acknowledge(uow, emergency.id),
        lambda uow: emergencies.contacts(uow, emergency.id),
    ):
        for actor in (realm.who(name), ELSEWHERE):
            with pytest.raises(NotAllowed):
                realm.run(deed, by=actor)


def test_only_the_head_named_acknowledges(realm: Realm, emergency: Emergency) -> None:
    with pytest.raises(NotAllowed):
        realm.run(emergencies.acknowledge, emergency.id, by=realm.who("周静"))
    for _ in range(2):
        realm.run(emergencies.acknowledge, emergency.id, by=realm.who("何志远"))
    assert len(realm.owed("emergency-acknowledged")) == 2  # one for each dispatcher, once


def test_the_running_card_is_one_row_a_reader_queued_anew_each_minute(realm: Realm, emergency: Emergency) -> None:
    """A day of drawing leaves no heap of messages behind."""
    readers = 3
    for minute in range(1, 4):
        later = realm.at(f"09:0{minute}")
        later.run(sent_all)
        fire_due(later)
        again = [row for row in later.owed("situation") if row.status is Delivery.PENDING and row.due_at <= later.now]
        assert len(again) == readers
        assert {row.manner for row in again} == {Manner.EDIT}
        assert {row.thread for row in again} == {f"situation:{emergency.id}"}
    assert len(realm.owed("situation")) == 2 * readers
    assert len(realm.rows(select(Timer).where(Timer.kind == TimerKind.SITUATION))) == 1


def sent_all(uow: UnitOfWork) -> None:
    for row in uow.session.scalars(select(Notification).where(Notification.due_at <= uow.now)):
        row.status = Delivery.SENT


def test_whoever_has_left_sees_the_running_card_no_longer(realm: Realm, emergency: Emergency) -> None:
    """R-1.13: not even whoever opened it."""

    def leaves(uow: UnitOfWork) -> None:
        uow.person(emergency.opened_by_id or 0).left_at = uow.now

    realm.run(leaves)
    later = realm.at("09:01")
    later.run(sent_all)
    fire_due(later)
    drawn = {row.recipient_id for row in later.owed("situation") if row.status is Delivery.PENDING}
    assert drawn == {realm.who("何志远").person_id, realm.who("孙涛").person_id}


def test_the_end_stops_the_clock_and_sums_up_once(realm: Realm, emergency: Emergency) -> None:
    line = mark_of("emergency-spares")
    realm.run(emergencies.tick, emergency.id, line, True, by=realm.who("周静"))
    later = realm.at("10:30")
    summary = later.run(emergencies.end, emergency.id, by=realm.who("何志远"))
    assert (summary.minutes, summary.ticked, summary.lines) == (90, 1, 7)
    assert later.run(emergencies.end, emergency.id, by=realm.who("周静")) is None
    assert not realm.rows(select(Timer).where(Timer.kind == TimerKind.SITUATION))
    with pytest.raises(WrongState):
        later.run(emergencies.tick, emergency.id, line, False, by=realm.who("周静"))
    fresh = later.run(emergencies.open_emergency, emergency.unit_id, EmergencyKind.OTHER, by=realm.who("周静"))
    assert fresh.id != emergency.id


def test_a_tick_keeps_who_did_it_first(realm: Realm, emergency: Emergency) -> None:
    line = mark_of("emergency-spares")
    realm.run(emergencies.tick, emergency.id, line, True, by=realm.who("周静"))
    realm.at("09:05").run(emergencies.tick, emergency.id, line, True, by=realm.who("孙涛"))
    done = next(one for one in realm.run(emergencies.lines, emergency.id, by=realm.who("孙涛")) if one.mark == line)
    assert (done.by, done.at) == ("周静", realm.now)
    with pytest.raises(NotFound):
        realm.run(emergencies.tick, emergency.id, 7, True, by=realm.who("周静"))


def test_the_situation_counts_what_is_there(realm: Realm) -> None:
    wang, county = realm.who("王芳"), unit(realm).id
    visit = realm.book(wang, "14:00")
    now = realm.run(lambda uow: situation.look(uow, uow.get(Unit, county)))
    assert (now.faults, now.installs, now.held, now.on_duty, now.free) == (1, 0, 0, 4, 4)
    assert now.oldest.at == visit.promised_at
    realm.accept(visit)
    during = realm.at("14:30").run(lambda uow: situation.look(uow, uow.get(Unit, county)))
    assert (during.on_duty, during.free) == (4, 3)
    night = realm.at("23:00").run(lambda uow: situation.look(uow, uow.get(Unit, county)))
    assert (night.on_duty, night.free) == (0, 0)


def test_what_an_outage_holds_is_no_promise_that_runs_out(realm: Realm) -> None:
    """Promise 4: its clock stands still, so the card does not call it the oldest, let alone overdue."""
    county = unit(realm).id
    realm.book(realm.who("王芳"), "14:00")
    where = realm.rows(select(Area).where(Area.name == "幸福里"))[0]
    realm.run(outages.open_outage, "o1", area_id=where.id, starts_at=realm.now, by=realm.who("周静"))
    now = realm.run(lambda uow: situation.look(uow, uow.get(Unit, county)))
    assert (now.faults, now.held, now.oldest) == (1, 1, None)


def test_a_loan_told_again_is_one_and_the_later_end_counts(realm: Realm) -> None:
    """R-4.12."""
    zhao, by = realm.who("赵敏").person_id, realm.who("周静")
    until = realm.now + timedelta(hours=5)
    first = realm.run(loans.lend, zhao, area(realm).id, until, by=by)
    again = realm.run(loans.lend, zhao, area(realm).id, until - timedelta(hours=1), by=by)
    longer = realm.run(loans.lend, zhao, area(realm).id, until + timedelta(hours=1), by=by)
    assert first.id == again.id == longer.id
    assert len(realm.rows(select(Loan))) == 1
    assert [timer.due_at for timer in realm.rows(select(Timer).where(Timer.kind == TimerKind.LOAN_ENDS))] == [
        until + timedelta(hours=1)
    ]
    for _ in range(2):
        realm.run(loans.take_back, first.id, by=by)
    assert len(realm.owed("loan-over")) == 1
    assert not realm.rows(select(Timer).where(Timer.kind == TimerKind.LOAN_ENDS))


def test_a_hazard_needs_a_place_and_somebody_who_works_here(realm: Realm) -> None:
    draft = HazardDraft(HazardKind.POLE, "h1")
    with pytest.raises(MissingFields):
        realm.run(hazards.report, draft, by=realm.who("李建国"))
    placed = HazardDraft(HazardKind.POLE, "h1", place="幸福里北门")
    with pytest.raises(NotAllowed):
        realm.run(hazards.report, placed, by=realm.who("王芳"))
    first = realm.run(hazards.report, placed, by=realm.who("李建国"))
    assert realm.run(hazards.report, placed, by=realm.who("李建国")).id == first.id
    assert (first.area_id, first.reported_at) == (area(realm).id, realm.now)
    assert len(realm.rows(select(Event).where(Event.name == "hazard.reported"))) == 1


@pytest.mark.parametrize("words", [{"place": "幸" * 201}, {"place": "幸福里", "note": "井" * 401}])
def test_a_hazard_told_at_length_is_refused_whichever_way_it_comes(realm: Realm, words: dict[str, str]) -> None:
    with pytest.raises(BadValue):
        realm.run(hazards.report, HazardDraft(HazardKind.POLE, "h1", **words), by=realm.who("李建国"))


def test_an_alarm_goes_to_the_nearest_at_work_and_to_the_dispatchers(realm: Realm) -> None:
    """R-6.15. Neither somebody on leave nor somebody without certificate is asked."""
    alarm = realm.run(power_alarms.raise_alarm, "a1", area(realm).id, "220 V", by=realm.who("高远"))
    asked = {note.recipient_id for note in realm.owed("power-alarm")}
    expected = {realm.who(name).person_id for name in ("李建国", "张磊", "周静", "孙涛")}
    assert asked == expected
    assert realm.run(power_alarms.raise_alarm, "a1", area(realm).id, "220 V", by=realm.who("高远")).id == alarm.id
    assert len(realm.owed("power-alarm")) == len(expected)


def test_at_night_only_the_dispatchers_are_called_and_the_task_comes_in_time(realm: Realm) -> None:
    night = realm.at("23:00")
    night.run(power_alarms.raise_alarm, "a1", area(realm).id, "220 V", by=realm.who("高远"))
    assert {n.recipient_id for n in realm.owed("power-alarm")} == {realm.who(n).person_id for n in ("周静", "孙涛")}
    fire_due(realm.at("23:09"))
    assert not realm.owed("task")
    fire_due(realm.at("23:10"))
    assert realm.owed("task")
    assert {n.recipient_id for n in realm.owed("power-alarm-unaccepted")} == {realm.who("高远").person_id}


def test_the_second_to_accept_hears_who_was_first_and_a_second_tap_changes_nothing(realm: Realm) -> None:
    alarm = realm.run(power_alarms.raise_alarm, "a1", area(realm).id, "220 V", by=realm.who("高远"))
    first = realm.at("09:03").run(power_alarms.accept, alarm.id, by=realm.who("李建国"))
    again = realm.at("09:04").run(power_alarms.accept, alarm.id, by=realm.who("李建国"))
    assert first.accepted_at == again.accepted_at == realm.at("09:03").now
    with pytest.raises(AlarmTaken) as taken:
        realm.run(power_alarms.accept, alarm.id, by=realm.who("张磊"))
    assert taken.value.params == {"name": "李建国"}
    with pytest.raises(NotAllowed):
        realm.run(power_alarms.end, alarm.id, "cleared", by=realm.who("张磊"))
    for actor in (realm.who("王芳"), realm.who("高远"), ELSEWHERE):
        with pytest.raises(NotAllowed):
            realm.run(power_alarms.accept, alarm.id, by=actor)
    for _ in range(2):
        realm.run(power_alarms.end, alarm.id, "cleared", by=realm.who("李建国"))
    ended = realm.run(lambda uow: uow.session.scalar(select(func.count()).where(Event.name == "power_alarm.ended")))
    assert ended == 1


def leaves(uow: UnitOfWork, person_id: int) -> None:
    uow.get(Person, person_id).left_at = uow.now


def test_an_alarm_of_somebody_who_has_left_can_be_taken_by_another(realm: Realm) -> None:
    """R-1.13, R-6.15: no alarm waits for somebody who does not come."""
    alarm = realm.run(power_alarms.raise_alarm, "a", area(realm).id, "220伏", by=realm.who("高远"))
    first, second = realm.who("李建国"), realm.who("张磊")
    realm.run(power_alarms.accept, alarm.id, by=first)
    with pytest.raises(AlarmTaken):
        realm.run(power_alarms.accept, alarm.id, by=second)
    realm.run(lambda uow: setattr(uow.person(first.person_id or 0), "left_at", uow.now))
    assert realm.run(power_alarms.see, alarm.id, by=second).may_accept
    assert realm.run(power_alarms.accept, alarm.id, by=second).technician_id == second.person_id


def test_who_has_left_acknowledges_gives_back_and_lends_nothing(realm: Realm, emergency: Emergency) -> None:
    """R-1.13: their old buttons are still in their chats."""
    head, technician, dispatcher = (realm.who(name) for name in ("何志远", "李建国", "周静"))
    alarm = realm.run(power_alarms.raise_alarm, "left", area(realm).id, "零线带电", by=dispatcher)
    realm.run(power_alarms.accept, alarm.id, by=technician)
    lent = realm.who("赵敏").person_id
    for person_id in (head.person_id, technician.person_id, lent):
        realm.run(leaves, person_id)
    with pytest.raises(NotAllowed):
        realm.run(emergencies.acknowledge, emergency.id, by=realm.who("何志远"))
    with pytest.raises(NotAllowed):
        realm.run(power_alarms.give_back, alarm.id, by=realm.who("李建国"))
    with pytest.raises(NotFound):
        realm.run(loans.lend, lent, area(realm).id, realm.now + timedelta(days=1), by=dispatcher)
