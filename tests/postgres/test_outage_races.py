"""Races around an outage, forced: whoever comes second meets a constraint or a version, and the truth stays one."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import select

from models.appointment import Appointment
from models.broadcast import Broadcast
from models.errors import OutageOverlaps, Refused
from models.event import Event
from models.notification import Delivery, Notification
from models.offer import Offer, OfferStatus
from models.order import OrderStatus, WorkOrder
from models.outage import HeldOrder, Outage, Question, Release
from models.unit import Area
from scheduling import booking, broadcasts, held_orders, offers, outages, rescheduling
from scheduling.broadcasts import sending
from scheduling.held_orders import Read
from scheduling.unit_of_work import CLOCK, Actor, UnitOfWork
from tests import crowds
from tests.invariants import broken
from tests.postgres.test_races import at_once
from tests.realm import Realm

pytestmark = pytest.mark.postgres


def opens(realm: Realm, draft_id: str, area: str = "幸福里") -> Any:
    where = realm.rows(select(Area).where(Area.name == area))[0]

    def deed(uow: UnitOfWork) -> Outage:
        return outages.open_outage(uow, draft_id, area_id=where.id, starts_at=uow.now, beside=True)

    return deed


def opened(realm: Realm, draft_id: str = "o", area: str = "幸福里") -> Outage:
    return realm.run(opens(realm, draft_id, area), by=realm.who("周静"))


def everything(uow: UnitOfWork) -> None:
    """What both are about, read before either writes."""
    for table in (Appointment, HeldOrder, Outage, Offer):
        uow.session.scalars(select(table)).unique().all()


def nothing_broken(realm: Realm) -> None:
    assert realm.run(broken) == []


@pytest.mark.parametrize("deed", [rescheduling.no_longer_needed, rescheduling.ask_withdrawal])
def test_restored_while_the_customer_cancels(many: Realm, deed: Any) -> None:
    wang, zhou = many.who("王芳"), many.who("周静")
    visit = many.book(wang, "18:00")
    outage = opened(many)

    at_once(
        many,
        [(zhou, lambda uow: outages.restore(uow, outage.id)), (wang, lambda uow: deed(uow, visit.order_id))],
        everything,
    )

    nothing_broken(many)
    held = many.rows(select(HeldOrder))[0]
    assert (held.release, held.question) == (Release.ORDER_ENDED, Question.NOT_YET)


def test_an_answer_tapped_twice_at_once_is_one_answer(many: Realm) -> None:
    wang = many.who("王芳")
    visit = many.book(wang, "18:00")
    outage = opened(many)
    many.run(outages.restore, outage.id, by=many.who("周静"))

    at_once(many, [(wang, lambda uow: held_orders.say_works(uow, visit.order_id))] * 2, everything)

    nothing_broken(many)
    assert many.order(visit).status is OrderStatus.CLOSED
    assert len(many.rows(select(Event).where(Event.name == "order.closed"))) == 1


def test_yes_and_no_at_once_leave_one_truth(many: Realm) -> None:
    """The second to come puts the first right: yes after no finds nothing held, no after yes opens it again."""
    wang = many.who("王芳")
    visit = many.book(wang, "18:00")
    outage = opened(many)
    many.run(outages.restore, outage.id, by=many.who("周静"))

    results = at_once(
        many,
        [
            (wang, lambda uow: held_orders.say_works(uow, visit.order_id)),
            (wang, lambda uow: held_orders.say_still_broken(uow, visit.order_id)),
        ],
        everything,
    )

    nothing_broken(many)
    order = many.order(visit)
    assert order.urgent and order.status in (OrderStatus.REOPENED, OrderStatus.SCHEDULED)
    assert sum(isinstance(result, Refused) for result in results) == (order.status is OrderStatus.SCHEDULED)


def test_held_while_the_technician_accepts(many: Realm) -> None:
    """Either they were first and keep the visit, muted, or their card says that it is gone."""
    visit = many.book(many.who("王芳"), "18:00")
    offer = many.rows(select(Offer).where(Offer.status == OfferStatus.OPEN))[0]
    technician = many.run(lambda uow: Actor.of(uow.person(offer.technician_id)))

    results = at_once(
        many,
        [(many.who("周静"), opens(many, "o")), (technician, lambda uow: offers.accept(uow, offer.id))],
        everything,
    )

    nothing_broken(many)
    assert many.order(visit).status is OrderStatus.ON_HOLD
    taken = not isinstance(results[1], Refused)
    assert many.visit(visit.id).technician_id == (technician.person_id if taken else None)


def test_two_outages_over_at_once_ask_one_question(many: Realm) -> None:
    """The unique key on the open question settles it; the other waits for its turn."""
    wang, zhou = many.who("王芳"), many.who("周静")
    many.book(wang, "16:00")
    many.book(wang, "18:00", area="科技园", address="科技园创业街8号")
    here, there = opened(many, "a"), opened(many, "b", "科技园")

    at_once(
        many,
        [(zhou, lambda uow, id=one.id: outages.restore(uow, id)) for one in (here, there)],
        everything,
    )

    nothing_broken(many)
    assert sorted(held.question for held in many.rows(select(HeldOrder))) == [Question.OPEN, Question.WAITING]


def test_two_outages_opened_at_once_hold_an_order_once(many: Realm) -> None:
    visit = many.book(many.who("王芳"), "18:00")
    at_once(many, [(many.who("周静"), opens(many, name)) for name in ("a", "b")], everything)
    nothing_broken(many)
    assert len(many.rows(select(HeldOrder).where(HeldOrder.order_id == visit.order_id))) == 1


@pytest.mark.parametrize("other", ["幸福里1号箱", "幸福里"])
def test_of_two_who_open_the_same_at_once_the_later_is_offered_the_first(many: Realm, other: str) -> None:
    """Neither sees the other's record; one is opened, and the other meets it, to be merged or said to be another."""

    def alone(draft_id: str, area: str) -> Any:
        where = many.rows(select(Area).where(Area.name == area))[0]
        return lambda uow: outages.open_outage(uow, draft_id, area_id=where.id, starts_at=uow.now)

    zhou, sun = many.who("周静"), many.who("孙涛")
    results = at_once(many, [(zhou, alone("a", "幸福里")), (sun, alone("b", other))], everything)

    (made,) = many.rows(select(Outage))
    (met,) = (one for one in results if isinstance(one, Refused))
    assert isinstance(met, OutageOverlaps)
    assert met.params["id"] == made.id


def test_whoever_asks_while_the_news_is_being_queued_is_told_once(many: Realm) -> None:
    """The answer and the broadcast's piece meet at the record's row: the later of them sees what the earlier did."""
    wang, zhou = many.who("王芳"), many.who("周静")
    outage = opened(many)
    news = many.rows(select(Broadcast))[0]
    many.run(broadcasts.confirm, news.id, by=zhou)
    many.now = many.at("09:05").now
    many.run(sending.begin, news.id)
    read = Read(outage.id, outage.edition, 1, 1)

    def queues(uow: UnitOfWork) -> None:
        for _ in range(8):  # every rank
            sending.queue(uow, news.id)

    at_once(many, [(CLOCK, queues), (wang, lambda uow: held_orders.record_read(uow, read))], everything)

    told = select(Notification).where(
        Notification.recipient_id == wang.person_id, Notification.status != Delivery.WITHDRAWN,
        Notification.thread == f"outage:{outage.id}",
    )  # fmt: skip
    assert [row.key for row in many.rows(told)] == ["record-read"]


def test_an_order_taken_while_the_outage_is_opened_is_held_a_minute_later(many: Realm) -> None:
    """Neither sees the other; the clock looks once more."""
    wang = many.who("王芳")
    draft, at = many.draft(wang), many.at("18:00").now
    at_once(many, [(many.who("周静"), opens(many, "o")), (wang, lambda uow: booking.book(uow, draft, at))], everything)
    outage = many.rows(select(Outage))[0]
    many.now = many.at("09:01").now
    many.run(held_orders.hold_again, outage.id)
    nothing_broken(many)
    assert {order.status for order in many.rows(select(WorkOrder))} <= {OrderStatus.ON_HOLD}


def before_either_commits(realm: Realm, deeds: list[tuple[Actor, Any]]) -> list[Any]:
    """Each does its whole deed before the other's is kept; whoever needs what the other has locked waits for that."""
    both_are_done = threading.Barrier(len(deeds))

    def whole(deed: Any) -> Any:
        def one(uow: UnitOfWork) -> Any:
            result = deed(uow)
            uow.session.flush()
            with suppress(threading.BrokenBarrierError):
                both_are_done.wait(timeout=2)
            return result

        return one

    return at_once(realm, [(actor, whole(deed)) for actor, deed in deeds], lambda uow: None)


def over(many: Realm) -> None:
    """Whatever was left to the clock has been done; nothing waits for what is over without being asked about."""
    many.now = many.at("09:05").now
    crowds.tick(many)
    nothing_broken(many)
    assert many.rows(select(HeldOrder).where(HeldOrder.released_at.is_(None), HeldOrder.question == "not_yet")) == []


ENDS = pytest.mark.parametrize("end", [outages.restore, outages.call_off])


@ENDS
def test_an_order_taken_while_the_outage_ends_is_not_left_held(many: Realm, end: Any) -> None:
    """The booking saw it run, the dispatcher did not see the order."""
    wang = many.who("王芳")
    outage = opened(many)
    draft = many.draft(wang)
    deeds = [
        (many.who("周静"), lambda uow: end(uow, outage.id)),
        (wang, lambda uow: booking.take_order(uow, draft)),
    ]
    before_either_commits(many, deeds)
    over(many)


@ENDS
def test_the_clock_holding_more_while_the_outage_ends_leaves_none_held(many: Realm, end: Any) -> None:
    outage = opened(many)
    estate = many.run(crowds.area, "幸福里")
    many.run(crowds.report_faults, many.run(crowds.move_in, 3, estate.id))
    deeds = [
        (many.who("周静"), lambda uow: end(uow, outage.id)),
        (CLOCK, lambda uow: held_orders.hold_again(uow, outage.id)),
    ]
    before_either_commits(many, deeds)
    over(many)


@ENDS
def test_merged_into_a_record_that_ends_at_that_moment_nothing_is_left_held(many: Realm, end: Any) -> None:
    estate = many.run(crowds.area, "幸福里")
    many.run(crowds.report_faults, many.run(crowds.move_in, 3, estate.id))
    old, into = opened(many, "a"), opened(many, "b")
    zhou = many.who("周静")
    deeds = [(zhou, lambda uow: end(uow, into.id)), (zhou, lambda uow: outages.merge(uow, old.id, into.id))]
    before_either_commits(many, deeds)
    over(many)


def test_ended_in_two_ways_at_once_it_ended_in_one(many: Realm) -> None:
    """Restored or called off; every order it held follows that one word."""
    estate = many.run(crowds.area, "幸福里")
    many.run(crowds.report_faults, many.run(crowds.move_in, 3, estate.id))
    outage, zhou = opened(many), many.who("周静")
    deeds = [(zhou, lambda uow: outages.restore(uow, outage.id)), (zhou, lambda uow: outages.call_off(uow, outage.id))]
    results = before_either_commits(many, deeds)
    assert sum(isinstance(result, Refused) for result in results) == 1
    over(many)
