"""What a booked visit promises, and how each promise is judged (4.B, section 14)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from models.appointment import Appointment, Status
from models.errors import NotCertified, OutsideHours, SlotTaken, SplitRefused
from models.event import Event, HistoryIsFinal
from models.notification import Delivery
from models.offer import Offer, OfferStatus
from models.order import OrderKind, OrderStatus, Service
from models.slot import SlotRow
from models.timer import Timer, TimerKind
from scheduling import assigning, booking, clockwork, confirmation, offers, outbox, rescheduling, visits
from tests import crowds
from tests.realm import Realm


def test_a_visit_holds_half_hours_and_exactly_one_live_appointment(realm: Realm) -> None:
    wang = realm.who("王芳")
    visit = realm.book(wang, "14:00")
    assert visit.status is Status.BOOKED
    rows = realm.rows(select(SlotRow).where(SlotRow.appointment_id == visit.id))
    assert [row.starts_at - visit.starts_at for row in rows] == [timedelta(minutes=30 * n) for n in range(4)]


def test_confirm_tapped_twice_books_once(realm: Realm) -> None:
    wang = realm.who("王芳")
    draft = realm.draft(wang)
    at = realm.free(draft)[0]
    first = realm.run(booking.book, draft, at, by=wang)
    second = realm.run(booking.book, draft, at, by=wang)
    assert first.id == second.id
    assert len(realm.rows(select(Appointment))) == 1


def test_the_last_slot_goes_to_one_and_the_others_get_the_next_best(realm: Realm) -> None:
    """Promise 2, R-3.3: two certified technicians serve 幸福里, so the third in one slot is refused."""
    wang, liu, john = realm.who("王芳"), realm.who("刘伟"), realm.who("John Miller")
    realm.book(wang, "14:00")
    realm.book(liu, "14:00")
    with pytest.raises(SlotTaken):
        realm.book(john, "14:00")
    assert realm.free(realm.draft(john))[0] > realm.book(john, "16:00").starts_at - timedelta(hours=3)


def test_a_held_slot_goes_back_after_ten_minutes(realm: Realm) -> None:
    """D-3: a slot is held while the customer decides."""
    wang, liu = realm.who("王芳"), realm.who("刘伟")
    realm.book(liu, "14:00")
    held_by = realm.draft(wang)
    held = realm.run(booking.hold_for_draft, held_by, realm.free(held_by)[0], by=wang)
    assert held.starts_at not in realm.free(realm.draft(liu))
    from scheduling import slots

    realm.at("09:10").run(slots.hold_ended, held.id)
    assert held.starts_at in realm.free(realm.draft(liu))


def test_booking_only_one_service_of_an_order_is_refused(realm: Realm) -> None:
    """T-10, R-3.3."""
    wang = realm.who("王芳")
    both = (Service.BROADBAND, Service.FIXED_LINE)
    with pytest.raises(SplitRefused):
        realm.book(wang, "14:00", OrderKind.INSTALL, left_out=(Service.FIXED_LINE,))
    visit = realm.book(wang, "14:00", OrderKind.INSTALL, services=both)
    assert realm.order(visit).service_names == ["broadband", "fixed_line"]
    assert len(realm.rows(select(Appointment).where(Appointment.order_id == visit.order_id))) == 1


@pytest.mark.parametrize(
    ("at", "why"),
    [
        ("10:00", "soon"),
        ("11-23 14:00", "soon"),
        ("13:00", "closed"),
        ("11-26 14:00", "deadline"),
        ("12-24 14:00", "far"),
    ],
)
def test_times_that_cannot_be_promised(realm: Realm, at: str, why: str) -> None:
    """D-3, R-3.6: too soon, past, no slot, past the deadline, past the horizon."""
    with pytest.raises(OutsideHours) as refused:
        realm.book(realm.who("王芳"), at)
    assert refused.value.params["why"] == why


def test_a_time_past_the_deadline_that_the_customer_asks_for_is_kept_as_their_wish(realm: Realm) -> None:
    """R-3.6, D-37."""
    visit = realm.book(realm.who("王芳"), "11-26 14:00", asked_later=True)
    assert realm.order(visit).asked_later_at is not None
    assert "order.asked_later" in [event.name for event in realm.rows(select(Event))]


@pytest.mark.parametrize(("arrives", "kept"), [("09:40", True), ("10:00", True), ("10:00:59", True), ("10:01", False)])
def test_t4_arrival_at_ten_is_kept_and_a_minute_later_is_not(realm: Realm, arrives: str, kept: bool) -> None:
    """T-4, R-4.7, D-7: grace 0, judged by the minute."""
    visit = realm.book(realm.who("王芳"), "11-25 08:00")
    visit = realm.run(rescheduling.move, visit.id, visit.starts_at + timedelta(hours=2), "m1", by=realm.who("王芳"))
    technician = realm.accept(visit)
    arrived = realm.at(f"11-25 {arrives}").run(visits.arrive, visit.id, by=technician)
    assert arrived.was_kept is kept


def test_t5_departure_is_told_at_0920_and_warned_about_at_0921(realm: Realm) -> None:
    """T-5, R-4.8, D-10: 30 minutes of way, 10 of margin, promised 10:00."""
    visit = realm.book(realm.who("王芳"), "11-25 10:00", asked_later=True)
    realm.accept(visit)
    told = realm.owed("depart-now", visit)[0]
    assert told.due_at == realm.at("11-25 09:20").now
    realm.at("11-25 09:21").run(visits.not_departed, visit.id)
    assert realm.owed("not-departed", visit)


@pytest.mark.parametrize(
    ("moved_at", "asked_by", "kept"),
    [("11-25 09:00", "company", None), ("11-25 10:05", "company", False), ("11-25 10:05", "customer", None)],
)
def test_how_a_moved_promise_is_judged(realm: Realm, moved_at: str, asked_by: str, kept: bool | None) -> None:
    """T-2, T-3, 4.B: by the company before the promised time neutral, after it not kept; by the customer neutral."""
    wang = realm.who("王芳")
    visit = realm.book(wang, "11-25 10:00", asked_later=True)
    technician = realm.accept(visit)
    later = realm.at(moved_at)
    if asked_by == "company":
        later.run(rescheduling.ask_to_move, visit.id, "overrun", by=technician)
    new = later.run(rescheduling.move, visit.id, realm.at("11-25 14:00").now, "move-1", by=wang)
    old = realm.visit(visit.id)
    assert (old.status, old.was_kept) == (Status.RESCHEDULED, kept)
    assert (old.replaced_by_id, new.status) == (new.id, Status.BOOKED)


def test_no_reminder_of_an_old_time_survives_a_move(realm: Realm) -> None:
    """T-2, promise 1."""
    wang = realm.who("王芳")
    visit = realm.book(wang, "11-25 10:00", asked_later=True)
    realm.accept(visit)
    new = realm.run(rescheduling.move, visit.id, realm.at("11-25 14:00").now, "move-1", by=wang)
    of_old = {n.key for n in realm.owed(visit=visit) if n.status is Delivery.PENDING}
    assert of_old <= {"taken-back"}
    assert realm.owed("half-hour-notice", new)[0].due_at == realm.at("11-25 13:30").now


def test_a_cancelled_visit_leaves_its_slot_and_an_order_that_waits(realm: Realm) -> None:
    """4.A: the customer cancels at any moment before arrival; neutral."""
    wang = realm.who("王芳")
    visit = realm.book(wang, "14:00")
    realm.run(rescheduling.cancel, visit.id, by=wang)
    assert realm.visit(visit.id).was_kept is None
    assert realm.order(visit).status is OrderStatus.READY
    assert not realm.rows(select(SlotRow))


def test_t12_an_uncertified_technician_alone_is_refused_and_beside_a_lead_allowed(realm: Realm) -> None:
    """T-12, R-1.9, R-1.10."""
    novice, dispatcher = realm.who("陈小军"), realm.who("周静")
    visit = realm.book(realm.who("王芳"), "14:00")
    with pytest.raises(NotCertified):
        realm.run(assigning.assign, visit.id, novice.person_id, by=dispatcher)
    realm.accept(visit)
    visit = realm.run(visits.add_technician, visit.id, novice.person_id, by=dispatcher)
    assert [member.technician_id for member in visit.members] == [novice.person_id]


def test_an_order_goes_round_until_nobody_is_left(realm: Realm) -> None:
    """D-40: best first, five minutes each, then the dispatcher."""
    visit = realm.book(realm.who("王芳"), "14:00")
    asked = []
    for _ in range(2):
        offer = realm.rows(select(Offer).where(Offer.status == OfferStatus.OPEN))[0]
        assert offer.expires_at - realm.now == timedelta(minutes=5)
        asked.append(offer.technician_id)
        realm.run(offers.lapsed, offer.id)
    assert len(set(asked)) == 2
    assert realm.owed("task")
    assert realm.order(visit).status is OrderStatus.SCHEDULED


def test_an_urgent_order_is_offered_to_several_at_once_and_the_first_gets_it(realm: Realm) -> None:
    """D-40, R-1.18."""
    from models.errors import OfferTaken

    wang, dispatcher = realm.who("王芳"), realm.who("周静")
    draft = realm.draft(wang, urgent=True, area="科技园")
    realm.run(booking.book, draft, realm.at("14:00").now, by=dispatcher)
    open_ones = realm.rows(select(Offer).where(Offer.status == OfferStatus.OPEN).order_by(Offer.id))
    assert len(open_ones) == 3
    first, second = (realm.run(lambda uow, o=o: uow.person(o.technician_id)) for o in open_ones[:2])
    realm.run(offers.accept, open_ones[1].id, by=realm.who(second.name))
    with pytest.raises(OfferTaken):
        realm.run(offers.accept, open_ones[0].id, by=realm.who(first.name))


def test_a_confirmation_nobody_answers_becomes_a_phone_task(realm: Realm) -> None:
    """D-6: two hours, or before the half-hour notice if sooner."""
    visit = realm.book(realm.who("王芳"), "11-25 10:00", asked_later=True)
    evening = realm.at("20:00")
    evening.run(confirmation.unanswered, visit.id)
    crowds.tick(evening)
    assert [n.params["kind"] for n in realm.owed("task-waits")] == ["phone_confirm"] * 2  # both dispatchers


def test_history_cannot_be_rewritten(realm: Realm) -> None:
    """R-3.30."""
    realm.book(realm.who("王芳"), "14:00")

    def forge(uow: object) -> None:
        event = uow.session.scalars(select(Event)).first()  # type: ignore[attr-defined]
        event.name = "order.never_happened"

    with pytest.raises(HistoryIsFinal):
        realm.run(forge)


def test_a_lapsed_lease_is_sent_again_and_recorded_as_unknown(realm: Realm) -> None:
    """At least once, and honest about it."""
    realm.book(realm.who("王芳"), "14:00")
    claimed = realm.run(outbox.claim, 10)
    assert claimed
    assert not realm.run(outbox.claim, 10), "under the lease nobody else takes it"
    later = realm.at("09:02")
    again = later.run(outbox.claim, 10)
    assert {n.id for n in again} == {n.id for n in claimed}
    later.run(outbox.record_outcomes, [outbox.Outcome(again[0].id, Delivery.SENT, 1, 1)])
    assert realm.owed()[0].status is Delivery.UNKNOWN or any(n.status is Delivery.UNKNOWN for n in realm.owed())


def test_the_limit_warns_at_each_of_its_shares_and_when_it_is_gone(realm: Realm) -> None:
    """D-12, with shares as an operator may set them."""
    realm.store.policy = replace(realm.store.policy, warn_at=(0.25, 0.5))
    visit = realm.book(realm.who("王芳"), "11-25 08:00")
    order = realm.order(visit)
    limit, asked = order.due_at - order.received_at, []
    while timers_of := realm.rows(select(Timer).where(Timer.kind == TimerKind.DEADLINE_NEAR)):
        realm.now = timers_of[0].due_at
        asked.append((realm.now - order.received_at) / limit)
        realm.run(clockwork.fire, timers_of[0].id)
    assert asked == [0.25, 0.5, 1.0]
