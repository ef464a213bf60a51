"""However many orders an outage holds, no transaction deals with more than a portion: everybody else waits for a moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from models.order import OrderStatus, WorkOrder
from models.outage import HeldOrder, Outage, Question, Release
from models.timer import Timer, TimerKind
from scheduling import outages
from tests import crowds
from tests.invariants import broken
from tests.realm import Realm
from tests.use_cases.test_held_orders import desk, opened, owed, tick

PORTION = 12
MANY = 2 * PORTION + 3


@pytest.fixture
def held(realm: Realm) -> Outage:
    """An outage over a whole estate that holds more than two portions, small ones: a portion is a portion."""
    policy = realm.store.policy
    realm.store.policy = replace(policy, outages=replace(policy.outages, held_at_once=PORTION))
    estate = realm.run(crowds.area, "幸福里")
    realm.run(crowds.report_faults, realm.run(crowds.move_in, MANY, estate.id))
    outage = opened(realm, services=["broadband"])
    tick(realm, "09:10")
    assert statuses(realm) == {OrderStatus.ON_HOLD: MANY}
    return outage


def statuses(realm: Realm) -> Counter[OrderStatus]:
    return Counter(realm.run(lambda uow: list(uow.session.scalars(select(WorkOrder.status)))))


def holds(realm: Realm, outage: Outage) -> list[HeldOrder]:
    query = select(HeldOrder).where(HeldOrder.outage_id == outage.id).order_by(HeldOrder.id)
    return realm.run(lambda uow: list(uow.session.scalars(query)))  # without what stands beside them: they are many


def finished(realm: Realm, outage: Outage) -> bool:
    query = select(Timer).where(Timer.kind == TimerKind.HOLD_AGAIN, Timer.subject_id == outage.id)
    return realm.rows(query) == []


def a_portion_at_a_time(realm: Realm, done: Callable[[], int]) -> None:
    """One at once, then one a second; half-way, too, everything agrees."""
    for so_far in (PORTION, 2 * PORTION, MANY):
        assert done() == so_far
        assert so_far > PORTION or realm.run(broken) == []
        seconds_pass(realm, 1)


def seconds_pass(realm: Realm, seconds: int) -> None:
    for _ in range(seconds):
        realm.now += timedelta(seconds=1)
        tick(realm)


def test_called_off_the_orders_go_back_to_work(realm: Realm, held: Outage) -> None:
    desk(realm, outages.call_off, held.id)
    a_portion_at_a_time(realm, lambda: statuses(realm)[OrderStatus.READY])
    assert {one.release for one in holds(realm, held)} == {Release.CALLED_OFF}
    tick(realm, "09:20")
    assert finished(realm, held)


def test_corrected_to_another_service_it_lets_them_go(realm: Realm, held: Outage) -> None:
    desk(realm, outages.change, held.id, services=["fixed_line"])
    a_portion_at_a_time(realm, lambda: statuses(realm)[OrderStatus.READY])
    assert {one.release for one in holds(realm, held)} == {Release.NOT_COVERED}


def test_corrected_twice_in_a_row_the_last_word_counts(realm: Realm, held: Outage) -> None:
    """Those not let go yet never were; those let go were told so, and stay free."""
    desk(realm, outages.change, held.id, services=["fixed_line"])
    desk(realm, outages.change, held.id, services=["broadband"])
    tick(realm, "09:20")
    assert statuses(realm) == {OrderStatus.READY: PORTION, OrderStatus.ON_HOLD: MANY - PORTION}
    assert realm.run(broken) == []


def test_merged_they_wait_for_the_other_record(realm: Realm, held: Outage) -> None:
    into = opened(realm, draft="second", beside=True)
    desk(realm, outages.merge, held.id, into.id)
    a_portion_at_a_time(realm, lambda: len(holds(realm, into)))
    assert statuses(realm) == {OrderStatus.ON_HOLD: MANY}
    tick(realm, "09:20")
    assert finished(realm, held)


def test_merged_and_over_before_all_were_handed_on_nobody_is_left_held(realm: Realm, held: Outage) -> None:
    into = opened(realm, draft="second", beside=True)
    desk(realm, outages.merge, held.id, into.id)
    desk(realm, outages.restore, into.id)
    tick(realm, "09:20")
    assert realm.run(broken) == []
    assert not [one for one in holds(realm, held) if one.released_at is None]


def test_restored_each_customer_is_asked(realm: Realm, held: Outage) -> None:
    desk(realm, outages.restore, held.id)
    a_portion_at_a_time(realm, lambda: questions(realm, held)[Question.OPEN])
    assert questions(realm, held) == {Question.OPEN: MANY}


def test_restored_by_mistake_no_question_stays_open(realm: Realm, held: Outage) -> None:
    desk(realm, outages.restore, held.id)
    seconds_pass(realm, 10)
    desk(realm, outages.resume, held.id)
    a_portion_at_a_time(realm, lambda: questions(realm, held)[Question.NOT_YET])
    assert statuses(realm) == {OrderStatus.ON_HOLD: MANY}


def questions(realm: Realm, outage: Outage) -> Counter[Question]:
    return Counter(one.question for one in holds(realm, outage))


def test_merged_into_a_narrower_record_nobody_hears_that_somebody_comes_after_all(realm: Realm) -> None:
    """The narrower one covers both before it is handed the orders."""
    box = realm.run(crowds.box, "幸福里", "幸福里-01箱")
    estate = realm.run(crowds.area, "幸福里")
    realm.run(crowds.report_faults, realm.run(crowds.move_in, 1, estate.id))
    wide, narrow = opened(realm), desk_opens(realm, box.id)

    desk(realm, outages.merge, wide.id, narrow.id)

    assert statuses(realm) == {OrderStatus.ON_HOLD: 1}
    assert [one.release for one in holds(realm, wide)] == [Release.MERGED]
    assert realm.owed("order-released") == []
    assert len(owed(realm, "order-held")) == 1


def desk_opens(realm: Realm, area_id: int) -> Any:
    return desk(realm, outages.open_outage, "narrow", area_id=area_id, starts_at=realm.now, beside=True)
