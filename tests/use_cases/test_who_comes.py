"""Who comes is settled only while nobody is there yet, and only among people who are still with us."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models.appointment import Appointment
from models.errors import NotFound, WrongState
from models.offer import Offer, OfferStatus
from models.person import Person
from models.slot import SlotRow
from scheduling import assigning, booking, clockwork, letters, rescheduling, timers, views, visits, waiting_list
from scheduling.unit_of_work import UnitOfWork
from tests.invariants import broken
from tests.realm import Realm


def open_offers(realm: Realm, visit: Appointment) -> int:
    query = select(Offer).where(Offer.appointment_id == visit.id, Offer.status == OfferStatus.OPEN)
    return len(realm.rows(query))


def rows_of(realm: Realm, visit: Appointment, technician_id: int | None) -> int:
    query = select(SlotRow).where(SlotRow.appointment_id == visit.id, SlotRow.technician_id == technician_id)
    return len(realm.rows(query))


def leave(uow: UnitOfWork, person_id: int) -> None:
    uow.get(Person, person_id).left_at = uow.now


def test_a_cancelled_visit_is_assigned_to_nobody(realm: Realm) -> None:
    customer, dispatcher, technician = realm.who("王芳"), realm.who("周静"), realm.who("李建国")
    visit = realm.book(customer, "16:00")
    realm.run(rescheduling.cancel, visit.id, by=customer)
    for use_case, args in (
        (assigning.assign, (technician.person_id,)), (assigning.take_back, ()), (visits.add_technician, (4,)),
        (waiting_list.join, ()),
    ):  # fmt: skip
        with pytest.raises(WrongState):
            realm.run(use_case, visit.id, *args, by=dispatcher)
    assert not realm.run(broken)


def test_who_is_at_the_door_cannot_hand_the_visit_back(realm: Realm) -> None:
    visit = realm.book(realm.who("王芳"), "14:00")
    lead = realm.accept(visit)
    there = realm.at("13:55")
    there.run(visits.arrive, visit.id, by=lead)
    with pytest.raises(WrongState):
        there.run(assigning.hand_back, visit.id, "sick", by=lead)
    with pytest.raises(WrongState):
        there.run(assigning.take_back, visit.id, by=realm.who("周静"))


def test_who_comes_along_keeps_their_time_when_the_lead_changes(realm: Realm) -> None:
    visit = realm.book(realm.who("王芳"), "16:00")
    lead, helper = realm.accept(visit), realm.who("陈小军")
    realm.run(visits.add_technician, visit.id, helper.person_id, by=realm.who("周静"))
    held = rows_of(realm, visit, helper.person_id)
    realm.run(assigning.hand_back, visit.id, "sick", by=lead)
    assert held > 0
    assert rows_of(realm, visit, helper.person_id) == held
    assert not realm.run(broken)


def test_who_comes_along_may_be_asked_to_lead(realm: Realm) -> None:
    visit = realm.book(realm.who("王芳"), "16:00")
    lead = realm.accept(visit)
    helper = realm.who("张磊" if lead.person_id == realm.who("李建国").person_id else "李建国")
    realm.run(visits.add_technician, visit.id, helper.person_id, by=realm.who("周静"))
    realm.run(assigning.assign, visit.id, helper.person_id, by=realm.who("周静"))
    assert not realm.visit(visit.id).members
    assert not realm.run(broken)


def test_nobody_who_left_is_sent(realm: Realm) -> None:
    visit = realm.book(realm.who("王芳"), "16:00")
    lead = realm.accept(visit)
    gone = realm.who("张磊" if lead.person_id == realm.who("李建国").person_id else "李建国")
    realm.run(leave, gone.person_id)
    for use_case in (assigning.assign, visits.add_technician):
        with pytest.raises(NotFound):
            realm.run(use_case, visit.id, gone.person_id, by=realm.who("周静"))


def test_a_missed_visit_is_offered_to_nobody_any_more(realm: Realm) -> None:
    visit = realm.book(realm.who("王芳"), "14:00")
    assert open_offers(realm, visit)
    later = realm.at("12-02 09:00")  # the clock was away for a week
    for timer_id in later.run(timers.due_timers):
        later.run(clockwork.fire, timer_id)
    assert not open_offers(later, visit)
    assert not later.run(broken)


def test_an_order_with_a_visit_gets_no_second_one(realm: Realm) -> None:
    customer = realm.who("王芳")
    visit = realm.book(customer, "16:00")
    at = realm.at("18:00").now
    with pytest.raises(WrongState):
        realm.run(booking.book_again, visit.order_id, at, "another", by=customer)


def test_a_room_hears_nothing_in_anybodys_own_words(realm: Realm) -> None:
    """R-12.8: what is wrong at whose home is nothing for a group."""
    visit = realm.book(realm.who("王芳"), "16:00", fault_note="王芳家光猫坏了", access_note="门禁4471")

    def seen(uow: UnitOfWork) -> views.OrderView:
        nobody = uow.seen_by(letters.NOBODY)
        return views.view(nobody, uow.order(visit.order_id or 0))

    view = realm.run(seen)
    assert (view.fault_note, view.access_note, view.address, view.phone, view.customer) == (None,) * 5
