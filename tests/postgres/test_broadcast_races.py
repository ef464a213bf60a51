"""Two dispatchers press two buttons of one broadcast at the same instant: one truth, and nobody is told who should not be."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from models.broadcast import Broadcast, BroadcastStatus
from models.errors import Refused
from models.event import Event
from models.notification import Delivery, Notification
from models.outage import Outage
from models.timer import Timer, TimerKind
from scheduling import broadcasts, clockwork, outages
from scheduling.unit_of_work import CLOCK, UnitOfWork
from tests import crowds
from tests.postgres.test_races import at_once
from tests.realm import Realm
from tests.use_cases.test_broadcasts import draft, later, now, sent_off, shrunk

pytestmark = pytest.mark.postgres

S = BroadcastStatus
PEOPLE = 30
OF_BROADCASTS = (TimerKind.BROADCAST_SENDS, TimerKind.BROADCAST_QUEUES, TimerKind.BROADCAST_PROGRESS)


@pytest.fixture
def outage(many: Realm) -> Outage:
    shrunk(many, queued_at_once=10, second_person_above=PEOPLE * 2)
    found = many.run(crowds.outage)
    many.run(crowds.move_in, PEOPLE, found.area_id)
    return found


def everything(uow: UnitOfWork) -> None:
    for table in (Broadcast, Outage, Timer):
        uow.session.scalars(select(table)).all()


def press(realm: Realm, broadcast: Broadcast, first: Any, second: Any) -> list[Any]:
    one, other = realm.who("周静"), realm.who("孙涛")
    deeds = [(one, lambda uow: first(uow, broadcast.id)), (other, lambda uow: second(uow, broadcast.id))]
    return at_once(realm, deeds, everything)


def ended(realm: Realm, broadcast: Broadcast) -> None:
    """Stopped for good: nothing of it is owed, and after a while no clock looks at it."""
    found = now(realm, broadcast)
    assert found.status is S.STOPPED
    for seconds in range(1, 30):
        crowds.tick(later(realm, seconds=seconds))
    rows = realm.rows(select(Notification).where(Notification.broadcast_id == broadcast.id))
    assert {row.status for row in rows} <= {Delivery.WITHDRAWN}
    assert realm.rows(select(Timer).where(Timer.kind.in_(OF_BROADCASTS))) == []
    assert told_in_history(realm, "broadcast.ended") == 1


def told_in_history(realm: Realm, name: str) -> int:
    return len(realm.rows(select(Event).where(Event.name == name)))


@pytest.mark.parametrize("deed", [broadcasts.pause, broadcasts.resume])
def test_stopped_by_one_while_another_pauses_or_resumes_it_is_stopped(many: Realm, outage: Outage, deed: Any) -> None:
    broadcast = draft(many, outage)
    after = sent_off(many, broadcast)
    if deed is broadcasts.resume:
        after.run(broadcasts.pause, broadcast.id, by=after.who("周静"))

    results = press(after, broadcast, broadcasts.stop, deed)

    assert not isinstance(results[0], Refused)
    ended(after, broadcast)


def test_stopped_by_two_it_is_stopped_once(many: Realm, outage: Outage) -> None:
    broadcast = draft(many, outage)
    after = sent_off(many, broadcast)
    press(after, broadcast, broadcasts.stop, broadcasts.stop)
    ended(after, broadcast)
    assert told_in_history(many, "broadcast.stopped") == 1


def test_stopped_while_it_is_being_queued_nobody_else_is(many: Realm, outage: Outage) -> None:
    broadcast = draft(many, outage)
    many.run(broadcasts.confirm, broadcast.id, by=many.who("周静"))
    after = later(many, seconds=60)
    after.run(broadcasts.begin, broadcast.id)
    query = select(Timer).where(Timer.kind == TimerKind.BROADCAST_QUEUES)
    timer = after.rows(query)[0]

    at_once(
        after,
        [
            (after.who("周静"), lambda uow: broadcasts.stop(uow, broadcast.id)),
            (CLOCK, lambda uow: clockwork.fire(uow, timer.id)),
        ],
        lambda uow: uow.session.scalars(select(Broadcast)).all(),
    )

    ended(after, broadcast)


def test_approved_by_one_and_called_back_by_another_it_is_one_of_both(many: Realm, outage: Outage) -> None:
    """Called back first, there is nothing to approve; approved first, it is called back within the undo delay."""
    shrunk(many, second_person_above=PEOPLE // 2)
    broadcast = draft(many, outage)
    many.run(broadcasts.confirm, broadcast.id, by=many.who("周静"))
    deeds = [
        (many.who("孙涛"), lambda uow: broadcasts.approve(uow, broadcast.id)),
        (many.who("周静"), lambda uow: broadcasts.call_back(uow, broadcast.id)),
    ]

    at_once(many, deeds, everything)

    assert now(many, broadcast).status is S.DRAFT
    crowds.tick(later(many, seconds=120))
    assert crowds.recipients(many, broadcast.id) == []


@pytest.mark.parametrize("deed", [broadcasts.call_back, broadcasts.discard])
def test_taken_back_the_instant_it_leaves_it_has_left_or_is_no_more(many: Realm, outage: Outage, deed: Any) -> None:
    """The clock or the dispatcher, never half of each."""
    broadcast = draft(many, outage)
    many.run(broadcasts.confirm, broadcast.id, by=many.who("周静"))
    after = later(many, seconds=60)
    deeds = [
        (after.who("周静"), lambda uow: deed(uow, broadcast.id)),
        (CLOCK, lambda uow: broadcasts.begin(uow, broadcast.id)),
    ]

    results = at_once(after, deeds, everything)

    left = isinstance(results[0], Refused)
    assert now(after, broadcast).status in ((S.SENDING,) if left else (S.DRAFT, S.CANCELLED))
    crowds.tick(after)
    assert len(crowds.recipients(after, broadcast.id)) == (PEOPLE + 1 if left else 0)


def test_restored_while_its_news_is_approved_nobody_hears_the_old_word(many: Realm, outage: Outage) -> None:
    shrunk(many, second_person_above=PEOPLE // 2)
    broadcast = draft(many, outage)
    many.run(broadcasts.confirm, broadcast.id, by=many.who("周静"))
    deeds = [
        (many.who("孙涛"), lambda uow: broadcasts.approve(uow, broadcast.id)),
        (many.who("周静"), lambda uow: outages.restore(uow, outage.id)),
    ]

    at_once(many, deeds, everything)

    crowds.tick(later(many, seconds=120))
    assert crowds.recipients(many, broadcast.id) == []


def test_restored_the_instant_its_news_leaves_what_states_the_old_word_stops(many: Realm, outage: Outage) -> None:
    broadcast = draft(many, outage)
    many.run(broadcasts.confirm, broadcast.id, by=many.who("周静"))
    after = later(many, seconds=60)
    deeds = [
        (after.who("周静"), lambda uow: outages.restore(uow, outage.id)),
        (CLOCK, lambda uow: broadcasts.begin(uow, broadcast.id)),
    ]

    at_once(after, deeds, everything)

    crowds.tick(later(after, seconds=1))
    assert now(after, broadcast).status in (S.STOPPED, S.CANCELLED, S.DRAFT)
    assert {row.status for row in crowds.recipients(after, broadcast.id)} <= {Delivery.WITHDRAWN}
