"""Orders and outage are one (promise 5): what is held, what comes of the answer, and what the clocks say."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from models.appointment import Appointment, Status
from models.errors import ExplainedByOutage, HeldByOutage, WrongState
from models.notification import Delivery, Notification
from models.offer import Offer, OfferStatus
from models.order import Channel, OrderKind, OrderStatus, Service
from models.outage import ClockPause, HeldOrder, Outage, OutageCause, Question, Release
from models.person import Person
from models.slot import SlotRow
from models.task import Task, TaskKind, TaskStatus
from models.timer import Timer, TimerKind
from models.unit import Area
from scheduling import (
    assigning,
    booking,
    clockwork,
    held_orders,
    offers,
    outages,
    outbox,
    rescheduling,
    timers,
    visits,
)  # fmt: skip
from scheduling.outages import looking
from scheduling.unit_of_work import Actor
from tests.realm import Realm


def opened(realm: Realm, area: str = "幸福里", **more: Any) -> Outage:
    """An outage opened by the dispatcher now; what follows from it has followed."""
    where = realm.rows(select(Area).where(Area.name == area))[0]
    draft_id = f"outage-{area}-{realm.now.isoformat()}-{more.get('draft', '')}"
    more.pop("draft", None)
    return realm.run(outages.open_outage, draft_id, area_id=where.id, starts_at=realm.now, by=realm.who("周静"), **more)


def book(realm: Realm, who: Actor, at: str, *args: Any, **more: Any) -> Appointment:
    """A visit at a local time, past the limit too: the customer wished for it."""
    return realm.book(who, at, *args, asked_later=True, **more)


def desk(realm: Realm, use_case: Any, *args: Any, **more: Any) -> Any:
    return realm.run(use_case, *args, by=realm.who("周静"), **more)


def tick(realm: Realm, to: str | None = None) -> None:
    """The clock goes there, doing everything due on the way in order."""
    until = realm.at(to).now if to else realm.now
    while True:
        due = realm.run(lambda uow: uow.session.scalar(select(Timer).order_by(Timer.due_at, Timer.id).limit(1)))
        if due is None or due.due_at > until:
            break
        realm.now = max(realm.now, due.due_at)
        for timer_id in realm.run(timers.due_timers):
            realm.run(clockwork.fire, timer_id)
    realm.now = max(realm.now, until)


def hold_of(realm: Realm, order_id: int) -> HeldOrder:
    query = select(HeldOrder).where(HeldOrder.order_id == order_id).order_by(HeldOrder.id.desc())
    return realm.rows(query)[0]


def owed(realm: Realm, key: str) -> list[Notification]:
    return [row for row in realm.owed(key) if row.status not in (Delivery.WITHDRAWN, Delivery.EXPIRED)]


# --- Holding -------------------------------------------------------------------------------------------------------


def test_what_waits_for_one_outage_is_not_counted_for_the_next(realm: Realm) -> None:
    """The card before a record is opened says how many orders it will put on hold, and then it does that many."""
    book(realm, realm.who("王芳"), "14:00")
    where = realm.rows(select(Area).where(Area.name == "幸福里"))[0]
    reach = desk(realm, looking.reach, where.unit_id, None)
    assert reach.orders == 1
    opened(realm)
    reach = desk(realm, looking.reach, where.unit_id, None)
    assert reach.orders == 0


def test_opening_holds_what_it_explains_and_nothing_else(realm: Realm) -> None:
    wang, liu = realm.who("王芳"), realm.who("刘伟")
    repair = book(realm, wang, "11-25 14:00")
    install = book(realm, wang, "11-25 16:00", OrderKind.INSTALL)
    phone = book(realm, wang, "11-25 18:00", services=(Service.FIXED_LINE,))
    elsewhere = book(realm, liu, "11-25 14:00", area="科技园")

    opened(realm, services=["broadband"])

    assert realm.order(repair).status is OrderStatus.ON_HOLD
    for other in (install, phone, elsewhere):
        assert realm.order(other).status is OrderStatus.SCHEDULED
    assert [row.recipient_id for row in owed(realm, "order-held")] == [wang.person_id]


def test_a_visit_before_the_expected_end_is_freed_a_later_one_stands_muted(realm: Realm) -> None:
    """4.B: cancelled by the company before its time: neutral; the reason is kept."""
    wang, liu = realm.who("王芳"), realm.who("刘伟")
    soon, later = book(realm, wang, "14:00"), book(realm, liu, "11-25 14:00")
    technician = realm.accept(later)
    lead = realm.accept(soon)

    opened(realm, expected_until=realm.at("18:00").now)

    gone, stands = realm.visit(soon.id), realm.visit(later.id)
    assert (gone.status, gone.reason, gone.was_kept) == (Status.CANCELLED, "outage", None)
    assert stands.status is Status.BOOKED and stands.technician_id == technician.person_id
    assert {row.appointment_id for row in realm.rows(select(SlotRow))} == {later.id}
    assert [row.recipient_id for row in owed(realm, "visit-freed")] == [lead.person_id]
    for key in ("confirm-ask", "half-hour-notice", "depart-now"):
        assert owed(realm, key) == []
    watching = realm.rows(select(Timer).where(Timer.subject_id == later.id, Timer.kind != TimerKind.OFFER_LAPSES))
    assert {timer.kind for timer in watching} - {TimerKind.DEADLINE_NEAR} == {TimerKind.HELD_VISIT}


def test_with_no_end_known_only_what_lies_within_the_lead_time_is_freed(realm: Realm) -> None:
    near, later = book(realm, realm.who("王芳"), "14:00"), book(realm, realm.who("刘伟"), "16:00")
    realm.now = realm.at("12:30").now

    opened(realm)

    assert realm.visit(near.id).status is Status.CANCELLED
    assert realm.visit(later.id).status is Status.BOOKED
    tick(realm, "14:01")  # the lead time before it, and still held
    assert (realm.visit(later.id).status, realm.order(later).status) == (Status.CANCELLED, OrderStatus.ON_HOLD)
    assert len(owed(realm, "held-visit-freed")) == 1


def test_offers_are_withdrawn_and_nobody_is_asked_to_come_meanwhile(realm: Realm) -> None:
    visit = book(realm, realm.who("王芳"), "11-25 14:00")
    opened(realm)

    assert realm.rows(select(Offer).where(Offer.status == OfferStatus.OPEN)) == []
    offer = realm.rows(select(Offer))[0]
    asked = realm.run(lambda uow: Actor.of(uow.person(offer.technician_id)))
    with pytest.raises(Exception, match="withdrawn"):
        realm.run(offers.accept, offer.id, by=asked)
    with pytest.raises(WrongState):
        desk(realm, assigning.assign, visit.id, asked.person_id)
    with pytest.raises(HeldByOutage):
        desk(realm, rescheduling.cancel, visit.id)
        desk(realm, booking.book_again, visit.order_id, realm.at("11-25 16:00").now, "x")


def test_a_customer_with_two_orders_is_told_once(realm: Realm) -> None:
    wang = realm.who("王芳")
    for at in ("11-25 14:00", "11-25 16:00"):
        book(realm, wang, at)
    opened(realm)
    assert len(realm.rows(select(HeldOrder))) == 2
    assert len(owed(realm, "order-held")) == 1


def test_planned_works_hold_nothing_before_they_begin(realm: Realm) -> None:
    """R-6.19."""
    visit = book(realm, realm.who("王芳"), "11-25 14:00")
    where = realm.rows(select(Area).where(Area.name == "幸福里"))[0]
    desk(realm, outages.open_outage, "works", area_id=where.id, starts_at=realm.at("12:00").now, planned=True,
         expected_until=realm.at("13:00").now)  # fmt: skip
    assert realm.order(visit).status is OrderStatus.SCHEDULED
    tick(realm, "12:01")
    assert realm.order(visit).status is OrderStatus.ON_HOLD


def test_begun_visits_are_asked_about_not_stopped(realm: Realm) -> None:
    visit = book(realm, realm.who("王芳"), "14:00")
    technician = realm.accept(visit)
    realm.now = realm.at("13:40").now
    realm.run(visits.depart, visit.id, by=technician)

    outage = opened(realm)

    assert realm.order(visit).status is OrderStatus.EN_ROUTE
    assert [row.recipient_id for row in owed(realm, "begun-in-outage")] == [technician.person_id]
    assert len(owed(realm, "dispatch-begun-in-outage")) == 1  # the dispatcher who opened it has it from her own card
    desk(realm, outages.change, outage.id, expected_until=realm.at("18:00").now)
    assert len(owed(realm, "begun-in-outage")) == 1

    realm.run(held_orders.hold_begun, visit.id, outage.id, by=technician)
    assert realm.order(visit).status is OrderStatus.ON_HOLD
    assert realm.visit(visit.id).status is Status.CANCELLED


# --- New faults while it runs --------------------------------------------------------------------------------------


def test_no_visit_is_promised_for_what_the_outage_explains(realm: Realm) -> None:
    wang = realm.who("王芳")
    outage = opened(realm)
    draft = realm.draft(wang)
    with pytest.raises(ExplainedByOutage):
        realm.run(booking.book, draft, realm.at("14:00").now, by=wang)
    other = realm.draft(wang, other_than=(outage.id,))
    visit = realm.run(booking.book, other, realm.at("14:00").now, by=wang)
    assert hold_of(realm, visit.order_id).release is Release.DIFFERENT_FAULT
    desk(realm, outages.change, outage.id, expected_until=realm.at("18:00").now)
    assert realm.order(visit).status is OrderStatus.SCHEDULED  # never held by this outage


def test_an_order_from_telephone_or_sheet_is_held_at_once(realm: Realm) -> None:
    opened(realm)
    draft = realm.draft(realm.who("王芳"), channel=Channel.IMPORT, number="A-1")
    order = realm.run(booking.take_order, draft)
    assert order.status is OrderStatus.ON_HOLD
    assert hold_of(realm, order.id).released_at is None


# --- It is over ----------------------------------------------------------------------------------------------------


def test_yes_ends_the_order_without_a_visit(realm: Realm) -> None:
    wang = realm.who("王芳")
    visit = book(realm, wang, "11-25 14:00")
    technician = realm.accept(visit)
    outage = opened(realm)
    desk(realm, outages.restore, outage.id)
    assert hold_of(realm, visit.order_id).question is Question.OPEN

    for _ in range(2):  # a second tap changes nothing
        realm.run(held_orders.say_works, visit.order_id, by=wang)

    order = realm.order(visit)
    assert (order.status, order.result) == (OrderStatus.CLOSED, "outage_over")
    assert realm.visit(visit.id).status is Status.CANCELLED
    assert realm.rows(select(SlotRow)) == []
    assert [row.recipient_id for row in owed(realm, "visit-freed")] == [technician.person_id]


def test_no_goes_to_the_front_on_its_first_clock_and_keeps_its_visit(realm: Realm) -> None:
    wang = realm.who("王芳")
    visit = realm.book(wang, "11-25 08:00")
    technician = realm.accept(visit)
    first_due = realm.order(visit).due_at
    outage = opened(realm)
    tick(realm, "12:00")
    desk(realm, outages.restore, outage.id)
    realm.now += timedelta(minutes=30)

    for _ in range(2):
        realm.run(held_orders.say_still_broken, visit.order_id, by=wang)

    order = realm.order(visit)
    assert (order.status, order.urgent) == (OrderStatus.ACCEPTED, True)
    assert order.due_at == first_due + timedelta(hours=3, minutes=30)
    assert realm.visit(visit.id).technician_id == technician.person_id
    assert {row.key for row in realm.owed(visit=realm.visit(visit.id)) if row.status is Delivery.PENDING} >= {
        "confirm-ask", "half-hour-notice", "depart-now",
    }  # fmt: skip
    pauses = realm.rows(select(ClockPause))
    assert [(one.reason, one.outage_id) for one in pauses] == [("outage", outage.id)]
    near = realm.rows(select(Timer).where(Timer.kind == TimerKind.DEADLINE_NEAR))
    assert [timer.due_at for timer in near] == [order.due_at - timedelta(hours=6)]  # three quarters of 24 h


def test_silence_is_asked_once_more_by_day_then_rung(realm: Realm) -> None:
    """D-14: not in the night."""
    wang = realm.who("王芳")
    visit = book(realm, wang, "11-26 14:00")
    outage = opened(realm)
    realm.now = realm.at("20:30").now
    desk(realm, outages.restore, outage.id)
    tick(realm, "11-25 07:59")
    assert len(owed(realm, "restored-ask")) == 1
    tick(realm, "11-25 08:00")
    assert len(owed(realm, "restored-ask")) == 2
    tick(realm, "11-25 10:01")
    assert len(owed(realm, "restored-ask")) == 2
    task = realm.rows(select(Task).where(Task.kind == TaskKind.PHONE_RESTORED))[0]
    assert (task.status, task.person_id) == (TaskStatus.OPEN, wang.person_id)
    desk(realm, held_orders.say_works, visit.order_id)
    task = realm.rows(select(Task).where(Task.kind == TaskKind.PHONE_RESTORED))[0]
    assert (task.status, task.result) == (TaskStatus.DONE, "works")
    assert realm.order(visit).status is OrderStatus.CLOSED


def test_without_a_chat_the_dispatcher_rings_straight_away(realm: Realm) -> None:
    guest = realm.run(lambda uow: uow.add(Person(name="老张", phone="+8613811112222", created_at=uow.now)))
    visit = desk(realm, booking.book, realm.draft(Actor(guest.id)), realm.at("14:00").now)
    outage = opened(realm, expected_until=realm.at("18:00").now)
    assert [row.phone_if_no_chat for row in owed(realm, "held-visit-freed")] == ([True])
    desk(realm, outages.restore, outage.id)
    assert owed(realm, "restored-ask") == []
    assert hold_of(realm, visit.order_id).question is Question.BY_PHONE
    assert len(realm.rows(select(Task).where(Task.kind == TaskKind.PHONE_RESTORED))) == 1


def test_one_question_covers_both_orders_and_two_outages_are_asked_one_after_the_other(realm: Realm) -> None:
    wang = realm.who("王芳")
    first, second = (book(realm, wang, at) for at in ("11-25 14:00", "11-25 16:00"))
    third = book(realm, wang, "11-25 18:00", area="科技园", address="科技园创业街8号")
    here, there = opened(realm), opened(realm, "科技园")
    desk(realm, outages.restore, here.id)
    desk(realm, outages.restore, there.id)
    assert len(owed(realm, "restored-ask")) == 1
    assert hold_of(realm, third.order_id).question is Question.WAITING

    realm.run(held_orders.say_works, first.order_id, by=wang)

    assert {realm.order(one).status for one in (first, second)} == {OrderStatus.CLOSED}
    assert hold_of(realm, third.order_id).question is Question.OPEN
    assert [row.order_id for row in owed(realm, "restored-ask")] == [third.order_id]


def test_restored_by_mistake_withdraws_the_open_questions_only(realm: Realm) -> None:
    wang, liu, john = (realm.who(name) for name in ("王芳", "刘伟", "John Miller"))
    yes, no, silent = (
        book(realm, who, at) for who, at in ((wang, "11-25 14:00"), (liu, "11-25 16:00"), (john, "11-25 18:00"))
    )
    outage = opened(realm)
    desk(realm, outages.restore, outage.id)
    realm.run(held_orders.say_works, yes.order_id, by=wang)
    realm.run(held_orders.say_still_broken, no.order_id, by=liu)

    desk(realm, outages.resume, outage.id)

    assert realm.order(yes).status is OrderStatus.CLOSED
    assert realm.order(no).status is OrderStatus.SCHEDULED and realm.order(no).urgent
    assert realm.order(silent).status is OrderStatus.ON_HOLD
    assert hold_of(realm, silent.order_id).question is Question.NOT_YET
    desk(realm, outages.restore, outage.id)
    assert hold_of(realm, silent.order_id).question is Question.OPEN


def test_it_works_was_a_slip(realm: Realm) -> None:
    wang = realm.who("王芳")
    visit = book(realm, wang, "11-25 14:00")
    outage = opened(realm)
    desk(realm, outages.restore, outage.id)
    realm.run(held_orders.say_works, visit.order_id, by=wang)
    realm.run(held_orders.say_still_broken, visit.order_id, by=wang)
    order = realm.order(visit)
    assert (order.status, order.urgent, order.result) == (OrderStatus.REOPENED, True, None)


# --- Corrections ---------------------------------------------------------------------------------------------------


def test_called_off_everything_goes_back_to_work_with_a_word(realm: Realm) -> None:
    visit = book(realm, realm.who("王芳"), "11-25 14:00")
    due = realm.order(visit).due_at
    outage = opened(realm)
    realm.now += timedelta(hours=1)
    desk(realm, outages.call_off, outage.id)
    assert realm.order(visit).status is OrderStatus.SCHEDULED
    assert realm.order(visit).due_at == due + timedelta(hours=1)
    assert len(owed(realm, "order-released")) == 1
    assert len(realm.rows(select(Offer).where(Offer.status == OfferStatus.OPEN))) == 1


def test_a_corrected_area_lets_go_and_holds(realm: Realm) -> None:
    here = book(realm, realm.who("王芳"), "11-25 14:00")
    there = book(realm, realm.who("刘伟"), "11-25 14:00", area="科技园", address="科技园创业街8号")
    outage = opened(realm)
    park = realm.rows(select(Area).where(Area.name == "科技园"))[0]
    desk(realm, outages.change, outage.id, area_id=park.id)
    assert realm.order(here).status is OrderStatus.SCHEDULED
    assert realm.order(there).status is OrderStatus.ON_HOLD


def test_an_end_moved_past_the_visit_frees_it(realm: Realm) -> None:
    visit = book(realm, realm.who("王芳"), "11-25 14:00")
    outage = opened(realm, expected_until=realm.at("18:00").now)
    assert realm.visit(visit.id).ahead
    desk(realm, outages.change, outage.id, expected_until=realm.at("11-25 20:00").now)
    assert realm.visit(visit.id).status is Status.CANCELLED


def test_cancelled_withdrawn_or_not_needed_while_held(realm: Realm) -> None:
    wang, liu, john = (realm.who(name) for name in ("王芳", "刘伟", "John Miller"))
    cancelled, withdrawn, unneeded = (
        book(realm, who, at) for who, at in ((wang, "11-25 14:00"), (liu, "11-25 16:00"), (john, "11-25 18:00"))
    )
    opened(realm)
    realm.run(rescheduling.cancel, cancelled.id, by=wang)
    realm.run(rescheduling.ask_withdrawal, withdrawn.order_id, by=liu)
    realm.run(rescheduling.no_longer_needed, unneeded.order_id, by=john)
    assert realm.order(cancelled).status is OrderStatus.ON_HOLD  # only the visit is off
    assert realm.order(withdrawn).status is OrderStatus.READY
    assert realm.order(unneeded).status is OrderStatus.CALLBACK_DUE
    assert hold_of(realm, withdrawn.order_id).release is Release.ORDER_ENDED
    assert hold_of(realm, unneeded.order_id).release is Release.ORDER_ENDED
    assert len(realm.rows(select(ClockPause).where(ClockPause.ended_at.is_(None)))) == 1


def test_a_held_visit_may_be_moved_and_stays_muted(realm: Realm) -> None:
    wang = realm.who("王芳")
    visit = realm.book(wang, "18:00")
    opened(realm)
    new = realm.run(rescheduling.move, visit.id, realm.at("11-26 14:00").now, "m", by=wang)
    assert (new.status, realm.order(new).status) == (Status.BOOKED, OrderStatus.ON_HOLD)
    assert realm.order(new).asked_later_at is None  # its limit stands still
    assert {row.key for row in realm.owed(visit=new)} == {"dispatch-moved"}
    assert realm.rows(select(Offer).where(Offer.status == OfferStatus.OPEN)) == []


def test_a_different_fault_is_never_held_again(realm: Realm) -> None:
    wang = realm.who("王芳")
    visit = book(realm, wang, "11-25 14:00")
    outage = opened(realm)
    realm.run(held_orders.different_fault, visit.order_id, by=wang)
    assert realm.order(visit).status is OrderStatus.SCHEDULED
    desk(realm, outages.change, outage.id, expected_until=realm.at("20:00").now)
    assert realm.order(visit).status is OrderStatus.SCHEDULED


def test_merged_what_waited_for_one_waits_for_the_other(realm: Realm) -> None:
    visit = book(realm, realm.who("王芳"), "11-25 14:00")
    small = opened(realm)
    unit = realm.order(visit).unit_id
    wide = desk(realm, outages.open_outage, "wide", unit_id=unit, starts_at=realm.now, beside=True)
    realm.now += timedelta(hours=1)
    desk(realm, outages.merge, small.id, wide.id)
    held = hold_of(realm, visit.order_id)
    assert (held.outage_id, held.released_at) == (wide.id, None)
    assert realm.order(visit).status is OrderStatus.ON_HOLD
    assert len(owed(realm, "order-held")) == 1


def test_who_is_told_while_it_lasts(realm: Realm) -> None:
    """Held customers and watchers; those who turned the news off hear only what they asked for (D-14)."""
    wang, liu = realm.who("王芳"), realm.who("刘伟")
    book(realm, wang, "11-25 14:00")
    outage = opened(realm)
    realm.run(held_orders.watch, outage.id, by=liu)
    realm.run(lambda uow: setattr(uow.person(wang.person_id), "outage_news", False))
    desk(realm, outages.change, outage.id, expected_until=realm.at("18:00").now)
    assert [row.recipient_id for row in owed(realm, "watched-changed")] == [liu.person_id]
    desk(realm, outages.restore, outage.id)
    assert [row.recipient_id for row in owed(realm, "watched-over")] == [liu.person_id]
    assert [row.recipient_id for row in owed(realm, "restored-ask")] == [wang.person_id]


def test_news_for_a_watcher_that_is_old_by_the_time_it_could_leave_is_not_said(realm: Realm) -> None:
    """Promise 1: "it is back" must not arrive when it is down again, nor "there is news" after the all-clear."""
    outage = opened(realm, expected_until=realm.at("12:00").now)
    customer = realm.who("王芳")
    realm.run(held_orders.watch, outage.id, by=customer)
    desk(realm, outages.change, outage.id, expected_until=realm.at("18:00").now)
    desk(realm, outages.restore, outage.id)
    assert said_to(realm, customer) == ["watched-over"]

    desk(realm, outages.resume, outage.id)
    desk(realm, outages.restore, outage.id)
    desk(realm, outages.resume, outage.id)
    assert said_to(realm, customer)[-1:] == ["watched-goes-on"]
    assert "watched-over" not in said_to(realm, customer)


def test_two_facts_of_one_piece_of_news_are_heard_once(realm: Realm) -> None:
    """At most one push for what the dispatcher types in a row; a slip that is put right at once is heard by nobody."""
    outage = opened(realm, expected_until=realm.at("12:00").now)
    customer = realm.who("王芳")
    realm.run(held_orders.watch, outage.id, by=customer)
    desk(realm, outages.change, outage.id, expected_until=realm.at("18:00").now)
    realm.now += timedelta(seconds=20)
    desk(realm, outages.change, outage.id, cause=OutageCause.CABLE_DAMAGE)
    assert said_to(realm, customer) == []
    realm.now += timedelta(seconds=60)
    assert said_to(realm, customer) == ["watched-changed"]


def said_to(realm: Realm, who: Actor) -> list[str]:
    """What would leave for them at this moment; it goes back as if it had not been looked at."""
    claimed = realm.run(outbox.claim, 50)
    realm.run(outbox.release, [row.id for row in claimed])
    return [row.key for row in claimed if row.recipient_id == who.person_id]
