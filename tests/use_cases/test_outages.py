"""One outage record: opened, changed, ended; who hears of it and what follows (R-6.11, R-6.12, R-6.19)."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import select

from models.errors import BadValue, MissingFields, NotAllowed, OutageOverlaps, TooLate, WrongState
from models.event import Event
from models.hotline_feed import FeedEntry
from models.notification import Notification
from models.outage import Outage, OutageStatus
from models.person import Role
from models.task import Task, TaskKind, TaskStatus
from models.timer import Timer, TimerKind
from models.unit import Area, AreaKind, Unit, UnitLevel
from scheduling import areas, clockwork, outages, rescheduling, timers
from scheduling.outages import looking
from scheduling.unit_of_work import Actor, UnitOfWork
from tests.realm import Realm
from tests.world import moment

DRAFTS = count(1)


def box(realm: Realm, name: str, *serves: str, below: str = "幸福里") -> int:
    """A distribution box below an estate, with the buildings it serves."""

    def put(uow: UnitOfWork) -> int:
        estate = uow.session.scalars(select(Area).where(Area.name == below)).one()
        area = Area(unit_id=estate.unit_id, parent_id=estate.id, kind=AreaKind.BOX, name=name, path="")
        area.aliases = list(serves)
        uow.add(area)
        area.path = f"{estate.path}{area.id}/"
        return area.id

    return realm.run(put)


def at(realm: Realm, words: str) -> Any:
    return moment(words, realm.now)


def opened(realm: Realm, area: str | int = "幸福里", **more: Any) -> Outage:
    if isinstance(area, str):
        area = realm.rows(select(Area.id).where(Area.name == area))[0]
    given: dict[str, Any] = {"area_id": area, "starts_at": realm.now, **more}
    return realm.run(outages.open_outage, f"outage-{next(DRAFTS)}", by=given.pop("by", realm.who("周静")), **given)


def fresh(realm: Realm, outage: Outage) -> Outage:
    return realm.rows(select(Outage).where(Outage.id == outage.id))[0]


def pass_time(realm: Realm) -> None:
    """Every timer due by now does its work, in order."""
    for timer_id in realm.run(timers.due_timers):
        realm.run(clockwork.fire, timer_id)


def events(realm: Realm, outage: Outage) -> list[str]:
    """What happened to the record itself."""
    query = select(Event).where(Event.outage_id == outage.id, Event.name.like("outage.%")).order_by(Event.id)
    return [event.name for event in realm.rows(query)]


def test_the_feed_and_the_front_desk_hear_of_every_publication_and_change(realm: Realm) -> None:
    """R-6.11, T-18: cause and expected end, then the end moved."""
    front = realm.who("林晓")
    dispatcher = realm.who("周静")
    outage = opened(realm, cause="cable_damage", expected_until=at(realm, "18:00"))
    realm.run(
        outages.change, outage.id, expected_from=at(realm, "19:30"), expected_until=at(realm, "20:00"), by=dispatcher
    )
    realm.run(outages.restore, outage.id, by=dispatcher)

    feed = realm.rows(select(FeedEntry).order_by(FeedEntry.id))
    assert [entry.what for entry in feed] == ["outage.opened", "outage.changed", "outage.restored"]
    assert feed[0].facts["cause"] == "cable_damage"
    assert feed[0].facts["expected_until"] < feed[1].facts["expected_until"]
    assert feed[2].facts["status"] == "restored"
    told = realm.rows(select(Notification).where(Notification.key.like("outage-%")).order_by(Notification.id))
    assert [row.key for row in told] == ["outage-opened", "outage-changed", "outage-restored"]
    assert {row.recipient_id for row in told} == {front.person_id}


def test_the_feed_names_areas_and_times_never_plant_or_people(realm: Realm) -> None:
    """R-12.9: a box's outage is its estate's."""
    outage = opened(realm, box(realm, "幸福里7号分纤箱", "37栋"))
    entry = realm.rows(select(FeedEntry))[0]
    assert entry.facts["area"] == "幸福里"
    assert "分纤箱" not in str(entry.facts)
    assert realm.run(outages.outage_view, outage.id, by=realm.who("周静")).place == "幸福里7号分纤箱"


def test_the_same_draft_opens_one_record(realm: Realm) -> None:
    area = realm.rows(select(Area.id).where(Area.name == "幸福里"))[0]
    for _ in range(2):
        realm.run(outages.open_outage, "twice", area_id=area, starts_at=realm.now, by=realm.who("周静"))
    assert len(realm.rows(select(Outage))) == 1
    assert len(realm.rows(select(FeedEntry))) == 1


@pytest.mark.parametrize("name", ["王芳", "李建国"])
def test_only_dispatchers_of_the_unit_open_one(realm: Realm, name: str) -> None:
    with pytest.raises(NotAllowed):
        opened(realm, by=realm.who(name))


def test_a_dispatcher_of_another_unit_neither_opens_nor_changes_it(realm: Realm) -> None:
    """The county beside: its dispatcher may not even read the record."""
    outage, person_id = opened(realm), realm.who("孙涛").person_id

    def beside(uow: UnitOfWork) -> Actor:
        here = uow.session.scalars(select(Unit).order_by(Unit.path.desc())).first()
        other = uow.add(Unit(level=UnitLevel.COUNTY, name="邻县分局", parent_id=here.parent_id, path=""))
        other.path = f"{uow.get(Unit, here.parent_id).path}{other.id}/"
        return Actor(person_id, ((Role.DISPATCHER, other.path),))

    stranger = realm.run(beside)
    with pytest.raises(NotAllowed):
        opened(realm, "科技园", by=stranger)
    for deed in (outages.change, outages.restore, outages.resume, outages.call_off, outages.outage_view):
        with pytest.raises(NotAllowed):
            realm.run(deed, outage.id, by=stranger)
    with pytest.raises(NotAllowed):
        realm.run(outages.merge, outage.id, outage.id, by=stranger)
    with pytest.raises(NotAllowed):  # a draft that is known opens no door
        realm.run(outages.open_outage, outage.draft_id, area_id=outage.area_id, starts_at=realm.now, by=stranger)
    assert realm.run(outages.open_outages, by=stranger) == []


def test_its_life_is_events(realm: Realm) -> None:
    dispatcher = realm.who("周静")
    outage = opened(realm)
    assert outage.status is OutageStatus.INVESTIGATING
    realm.run(outages.change, outage.id, cause="power", by=dispatcher)
    assert fresh(realm, outage).status is OutageStatus.IDENTIFIED  # the cause is known
    realm.run(outages.change, outage.id, status="monitoring", by=dispatcher)
    realm.run(outages.restore, outage.id, by=dispatcher)
    realm.run(outages.restore, outage.id, by=dispatcher)  # a second tap
    realm.run(outages.resume, outage.id, by=dispatcher)
    realm.run(outages.call_off, outage.id, "虚惊", by=dispatcher)
    assert events(realm, outage) == [
        "outage.opened", "outage.changed", "outage.changed", "outage.restored", "outage.resumed", "outage.called_off",
    ]  # fmt: skip
    with pytest.raises(WrongState):
        realm.run(outages.change, outage.id, cause="cutover", by=dispatcher)


def test_a_day_later_it_is_another_outage(realm: Realm) -> None:
    """An old card's "not back" may not wake a record that nobody follows any more."""
    dispatcher = realm.who("周静")
    outage = opened(realm)
    realm.run(outages.restore, outage.id, by=dispatcher)
    realm = realm.at("11-25 09:00")
    with pytest.raises(TooLate):
        realm.run(outages.resume, outage.id, by=dispatcher)
    assert fresh(realm, outage).status is OutageStatus.RESTORED


def test_what_is_said_again_is_no_change(realm: Realm) -> None:
    outage = opened(realm, cause="power")
    realm.run(outages.change, outage.id, cause="power", status="identified", by=realm.who("周静"))
    assert events(realm, outage) == ["outage.opened"]


def test_an_edition_is_a_change_that_matters_to_people(realm: Realm) -> None:
    """D-18: the cause known, the end moved by more than half an hour since it was last told, restored."""
    dispatcher = realm.who("周静")
    outage = opened(realm, expected_until=at(realm, "12:00"))

    def edition(**fields: Any) -> int:
        return realm.run(outages.change, outage.id, by=dispatcher, **fields).edition

    assert edition(next_update_at=at(realm, "10:30")) == 1
    assert edition(cause="power") == 2
    assert edition(expected_from=None, expected_until=at(realm, "12:20")) == 2
    assert edition(expected_from=None, expected_until=at(realm, "12:40")) == 3  # forty minutes in two steps
    assert edition(status="monitoring") == 3
    assert realm.run(outages.restore, outage.id, by=dispatcher).edition == 4


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"starts_at": "08:00", "expected_until": "07:00"}, "outage_end_first"),
        ({"starts_at": "08:00", "expected_from": "12:00", "expected_until": "11:00"}, "outage_end_first"),
        ({"starts_at": "07:00", "expected_until": "08:30"}, "outage_end_passed"),
        ({"starts_at": "11:00"}, "outage_starts_later"),
        ({"starts_at": "08:00", "expected_until": "12:00", "planned": True}, "outage_works_past"),
        ({"starts_at": "08:00", "next_update_at": "08:30"}, "outage_next_word"),
    ],
)
def test_times_that_cannot_be_are_refused(realm: Realm, fields: dict[str, Any], why: str) -> None:
    given = {name: at(realm, value) if isinstance(value, str) else value for name, value in fields.items()}
    with pytest.raises(BadValue) as refused:
        opened(realm, **given)
    assert refused.value.params["field"] == why
    assert realm.rows(select(Outage)) == []


def test_another_cause_needs_words_and_works_need_an_end(realm: Realm) -> None:
    with pytest.raises(MissingFields):
        opened(realm, cause="other", cause_text="  ")
    with pytest.raises(MissingFields):
        opened(realm, planned=True, starts_at=at(realm, "22:00"))
    assert opened(realm, cause="other", cause_text="老鼠咬断").cause_text == "老鼠咬断"


def test_the_same_homes_twice_is_offered_as_one(realm: Realm) -> None:
    """An area that overlaps another open outage: that record, merged, or really another one."""
    estate = opened(realm, services=["broadband"])
    inside = box(realm, "1号箱", "1栋")
    with pytest.raises(OutageOverlaps) as refused:
        opened(realm, inside)
    assert refused.value.params["id"] == estate.id
    opened(realm, inside, services=["fixed_line"])  # other services
    opened(realm, "科技园")  # other ground
    works = {"planned": True, "starts_at": at(realm, "11-26 01:00"), "expected_until": at(realm, "11-26 05:00")}
    with pytest.raises(OutageOverlaps):
        opened(realm, **works)  # nobody knows when today's will end
    dispatcher = realm.who("周静")
    realm.run(outages.change, estate.id, expected_until=at(realm, "18:00"), by=dispatcher)
    realm.run(outages.call_off, estate.id + 1, by=dispatcher)
    opened(realm, **works)  # other hours
    assert opened(realm, inside, beside=True).id


def test_merged_records_go_on_as_one_that_covers_both(realm: Realm) -> None:
    dispatcher = realm.who("周静")
    small = opened(realm, box(realm, "1号箱", "1栋"), services=["broadband"], starts_at=at(realm, "08:00"))
    large = opened(realm, starts_at=at(realm, "08:40"), services=["fixed_line"])
    into = realm.run(outages.merge, large.id, small.id, by=dispatcher)
    assert (into.id, into.area_id, into.services) == (small.id, large.area_id, ["broadband", "fixed_line"])
    gone = fresh(realm, large)
    assert (gone.status, gone.merged_into_id) == (OutageStatus.MERGED, small.id)
    far = opened(realm, "科技园")
    with pytest.raises(BadValue):
        realm.run(outages.merge, far.id, small.id, by=dispatcher)
    with pytest.raises(BadValue):
        realm.run(outages.merge, small.id, small.id, by=dispatcher)


def test_what_covers_a_home(realm: Realm) -> None:
    """An outage touches everything below its area; a home lies where its box is, where that is known."""
    one, two = box(realm, "1号箱", "1栋"), box(realm, "2号箱", "2栋")
    estate = realm.rows(select(Area.id).where(Area.name == "幸福里"))[0]

    def ids(**where: Any) -> list[int]:
        return [outage.id for outage in realm.run(outages.covering, **where)]

    local = opened(realm, one, services=["broadband"])
    assert ids(area_id=estate, plant_id=one) == [local.id]
    assert ids(area_id=estate, plant_id=one, services=["fixed_line"]) == []
    assert ids(area_id=estate, plant_id=two) == []
    assert ids(area_id=estate) == []
    county = realm.run(
        outages.open_outage, "county", unit_id=local.unit_id, starts_at=realm.now, beside=True, by=realm.who("周静")
    )
    assert ids(area_id=estate, plant_id=one) == [local.id, county.id]  # the closest first
    assert ids(area_id=estate, plant_id=two, services=["fixed_line"]) == [county.id]
    realm.run(outages.restore, county.id, by=realm.who("周静"))
    assert ids(area_id=estate) == []


def test_an_address_finds_its_box(realm: Realm) -> None:
    one, thirteen = box(realm, "1号箱", "33栋", "35栋"), box(realm, "2号箱", "133栋", "Tower Z")
    estate, town = (realm.rows(select(Area.id).where(Area.name == name))[0] for name in ("幸福里", "幸福里1号箱"))
    for address, plant in (
        ("幸福里33栋2单元301", one), ("幸福里 33 栋 2 单元", one), ("幸福里133栋301", thirteen), ("幸福里233栋", None),
        ("Xingfuli tower z, 18F", thirteen), ("幸福里", None), ("幸福里33栋或35栋", one), ("幸福里3栋33", town),
    ):  # fmt: skip
        assert realm.run(areas.plant_of, estate, address) == plant, address


def test_the_card_before_opening_knows_whom_it_touches(realm: Realm) -> None:
    """How many customers live there, how many orders it would hold: repairs not begun, of the services it names."""
    realm.book(realm.who("王芳"), "16:00")
    area = realm.rows(select(Area).where(Area.name == "幸福里"))[0]

    def reach(*services: str) -> tuple[int, int]:
        found = realm.run(looking.reach, area.unit_id, area.id, services, by=realm.who("周静"))
        return found.customers, found.orders

    assert reach() == (1, 1)
    assert reach("broadband") == (1, 1)
    assert reach("leased_line") == (1, 0)


def test_the_next_word_is_due(realm: Realm) -> None:
    outage = opened(realm, next_update_at=at(realm, "10:00"))
    due = select(Task).where(Task.kind == TaskKind.OUTAGE_UPDATE, Task.status == TaskStatus.OPEN)
    pass_time(realm.at("09:59"))
    assert realm.rows(due) == []
    pass_time(realm.at("10:00"))
    task = realm.rows(due)[0]
    assert task.params["outage_id"] == outage.id
    assert "outage.next_update_due" in events(realm, outage)
    later = realm.at("10:05")
    later.run(outages.change, outage.id, next_update_at=at(realm, "11:05"), by=realm.who("周静"))
    assert realm.rows(due) == []  # said: nothing is left to do until the next one
    pass_time(realm.at("11:05"))
    assert len(realm.rows(due)) == 1
    later.run(outages.restore, outage.id, by=realm.who("周静"))
    assert realm.rows(due) == []
    assert realm.rows(select(Timer).where(Timer.kind == TimerKind.OUTAGE_UPDATE_DUE)) == []


WORKS = {"planned": True, "cause": "cutover"}


def test_planned_works_are_noticed_and_begin_by_the_clock(realm: Realm) -> None:
    """D-18: 24 hours ahead and one hour ahead; at their end the all-clear is asked for."""
    outage = opened(realm, starts_at=at(realm, "11-26 01:00"), expected_until=at(realm, "11-26 05:00"), **WORKS)
    notices = realm.rows(select(Timer.due_at).where(Timer.kind == TimerKind.OUTAGE_NOTICE).order_by(Timer.due_at))
    assert [outage.starts_at - due for due in notices] == [timedelta(hours=24), timedelta(hours=1)]
    pass_time(realm.at("11-25 01:00"))
    told = realm.rows(select(Notification).where(Notification.key == "works-notice-due"))
    assert {row.recipient_id for row in told} == {realm.who("周静").person_id, realm.who("孙涛").person_id}
    pass_time(realm.at("11-26 00:00"))
    assert fresh(realm, outage).status is OutageStatus.PLANNED
    assert fresh(realm, outage).edition == 3  # each notice is said to everybody, whatever they heard before
    pass_time(realm.at("11-26 01:00"))
    begun = fresh(realm, outage)
    assert (begun.status, begun.next_update_at) == (OutageStatus.IDENTIFIED, begun.expected_until)
    pass_time(realm.at("11-26 05:00"))
    assert len(realm.rows(select(Task).where(Task.kind == TaskKind.OUTAGE_UPDATE))) == 1


def flagged(realm: Realm) -> list[int]:
    query = select(Task).where(Task.kind == TaskKind.OUTAGE_VISIT, Task.status == TaskStatus.OPEN)
    return [task.appointment_id for task in realm.rows(query.order_by(Task.id))]


def test_works_flag_the_visits_inside_them(realm: Realm) -> None:
    """T-19, R-6.19: those booked before and those booked after; each once, and no longer when it has moved."""
    customer, dispatcher = realm.who("王芳"), realm.who("周静")
    before = realm.book(customer, "11-25 14:00", asked_later=True)
    elsewhere = realm.book(realm.who("刘伟"), "11-25 14:00", area="科技园", asked_later=True)
    outage = opened(realm, starts_at=at(realm, "11-25 13:00"), expected_until=at(realm, "11-25 17:00"), **WORKS)
    assert flagged(realm) == [before.id]
    after = realm.book(realm.who("John Miller"), "11-25 16:00", asked_later=True)
    assert flagged(realm) == [before.id, after.id]
    assert elsewhere.id not in flagged(realm)
    realm.run(rescheduling.move, before.id, at(realm, "11-25 18:00"), "moved", by=customer)
    assert flagged(realm) == [after.id]
    realm.run(outages.call_off, outage.id, by=dispatcher)
    assert flagged(realm) == []
