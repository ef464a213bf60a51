"""Two dispatchers at one telephone list, one record and one departure, forced: the truth stays one."""

from __future__ import annotations

from collections import Counter

import pytest
from sqlalchemy import select

from models.errors import NotAllowed, Refused
from models.event import Event
from models.order import OrderStatus, WorkOrder
from models.outage import Outage, OutageStatus
from models.task import Task, TaskKind, TaskStatus
from models.timer import Timer, TimerKind
from scheduling import call_rounds, outages, people, tasks
from scheduling.call_rounds import Rung
from scheduling.unit_of_work import CLOCK, UnitOfWork
from tests import crowds
from tests.invariants import broken
from tests.postgres.test_outage_races import everything
from tests.postgres.test_races import at_once
from tests.realm import Realm

pytestmark = pytest.mark.postgres


@pytest.fixture
def storm(many: Realm) -> Outage:
    """Three people without a chat are to be rung about an outage that is over."""
    estate = many.run(crowds.area, "幸福里")
    many.run(crowds.report_faults, many.run(crowds.move_in, 3, estate.id, chats=False))
    zhou = many.who("周静")
    found = many.run(outages.open_outage, "storm", area_id=estate.id, starts_at=many.now, by=zhou)
    many.run(outages.restore, found.id, by=zhou)
    return found


def calls(realm: Realm) -> list[Task]:
    return realm.rows(select(Task).where(Task.kind == TaskKind.PHONE_RESTORED).order_by(Task.id))


def all_read(uow: UnitOfWork) -> None:
    everything(uow)
    for table in (Task, WorkOrder):
        uow.session.scalars(select(table)).unique().all()


def test_two_who_take_the_next_call_at_once_ring_two_people(many: Realm, storm: Outage) -> None:
    round_id = calls(many)[0].round_id
    desk = [many.who("周静"), many.who("孙涛")]
    rung = at_once(many, [(who, lambda uow: call_rounds.ring(uow, round_id)) for who in desk], all_read)
    assert len(set(rung)) == 2
    owners = {task.id: task.owner_id for task in calls(many)}
    assert [owners[task_id] for task_id in rung] == [who.person_id for who in desk]


def test_two_who_take_one_task_at_once_one_has_it(many: Realm, storm: Outage) -> None:
    task = calls(many)[0]
    desk = [many.who("周静"), many.who("孙涛")]
    taken = at_once(many, [(who, lambda uow: tasks.take(uow, task.id)) for who in desk], all_read)
    assert len({one.owner_id for one in taken}) == 1


def test_two_results_of_one_call_at_once_are_one(many: Realm, storm: Outage) -> None:
    """Both rang, one heard yes and the other no: whoever comes second finds it settled, and is told so."""
    task = calls(many)[0]
    zhou, sun = many.who("周静"), many.who("孙涛")
    results = at_once(
        many,
        [
            (zhou, lambda uow: call_rounds.settle(uow, task.id, "works")),
            (sun, lambda uow: call_rounds.settle(uow, task.id, "still_broken")),
        ],
        all_read,
    )
    assert [type(one) for one in results] == [Rung, Rung]
    assert sorted(one.counted for one in results) == [False, True]
    said = calls(many)[0].result
    order = many.run(lambda uow: uow.order(task.order_id))
    assert order.status is {"works": OrderStatus.CLOSED, "still_broken": OrderStatus.READY}[str(said)]
    assert many.run(broken) == []


def test_it_goes_on_while_somebody_rings(many: Realm, storm: Outage) -> None:
    task = calls(many)[0]
    zhou, sun = many.who("周静"), many.who("孙涛")
    at_once(
        many,
        [
            (zhou, lambda uow: outages.resume(uow, storm.id)),
            (sun, lambda uow: call_rounds.settle(uow, task.id, "works")),
        ],
        all_read,
    )
    assert many.run(broken) == []
    assert {one.status for one in calls(many)[1:]} == {TaskStatus.WITHDRAWN}


@pytest.mark.parametrize("other", [outages.resume, outages.restore, outages.call_off])
def test_two_end_one_outage_at_once(many: Realm, other: object) -> None:
    """Whatever two dispatchers tap at once, the record says one thing, and its orders with it."""
    estate = many.run(crowds.area, "幸福里")
    many.run(crowds.report_faults, many.run(crowds.move_in, 3, estate.id, chats=False))
    zhou, sun = many.who("周静"), many.who("孙涛")
    found = many.run(outages.open_outage, "storm", area_id=estate.id, starts_at=many.now, by=zhou)
    at_once(
        many,
        [(zhou, lambda uow: outages.restore(uow, found.id)), (sun, lambda uow: other(uow, found.id))],  # type: ignore[operator]
        all_read,
    )
    assert many.run(broken) == []
    status = many.rows(select(Outage))[0].status
    ends = many.rows(select(Event).where(Event.name.in_(["outage.restored", "outage.called_off"])))
    assert (len(ends), status.value) == (1, ends[0].name.split(".")[1]) or status is OutageStatus.MONITORING
    still_to_ring = {task.status for task in calls(many)} == {TaskStatus.OPEN}
    assert still_to_ring == (status is OutageStatus.RESTORED)


def test_the_card_is_put_before_each_once_though_two_clocks_draw_it(many: Realm, storm: Outage) -> None:
    round_id = calls(many)[0].round_id
    at_once(many, [(CLOCK, lambda uow: call_rounds.draw(uow, round_id))] * 2, all_read)
    assert Counter(row.recipient_id for row in many.owed("calls")) == dict.fromkeys(
        (many.who(name).person_id for name in ("周静", "孙涛")), 1
    )


def test_who_leaves_at_the_very_moment_takes_no_call_along(many: Realm, storm: Outage) -> None:
    """R-1.13: either it went back with the rest, or they never had it."""
    round_id = calls(many)[0].round_id
    zhou = many.who("周静")
    results = at_once(
        many,
        [
            (zhou, lambda uow: call_rounds.ring(uow, round_id)),
            (CLOCK, lambda uow: people.leave(uow, zhou.person_id)),
        ],
        all_read,
    )
    assert not isinstance(results[0], Refused) or isinstance(results[0], NotAllowed)
    assert [task.owner_id for task in calls(many)] == [None] * 3
    due = select(Timer).where(Timer.kind == TimerKind.CALLS, Timer.subject_id == round_id)
    assert many.rows(due), "the others' card says that the call is theirs"
