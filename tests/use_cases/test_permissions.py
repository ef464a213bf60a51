"""Who may do what: the sender's identity decides, on every use-case, whatever a button carried (R-12.1)."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models.appointment import Appointment
from models.errors import NotAllowed
from models.order import WorkOrder
from scheduling import assigning, close_outs, confirmation, rescheduling, views, visits
from scheduling.permissions import MAY, Action, visible_to
from scheduling.possible import POSSIBLE
from scheduling.unit_of_work import Actor
from tests.realm import Realm


@pytest.fixture
def visit(realm: Realm) -> Appointment:
    made = realm.book(realm.who("王芳"), "14:00")
    realm.accept(made)
    return made


DEEDS = {
    "confirm": lambda uow, visit: confirmation.confirm(uow, visit.id),
    "cancel": lambda uow, visit: rescheduling.cancel(uow, visit.id),
    "move": lambda uow, visit: rescheduling.move(uow, visit.id, visit.starts_at, "d"),
    "no longer needed": lambda uow, visit: rescheduling.no_longer_needed(uow, visit.order_id),
    "depart": lambda uow, visit: visits.depart(uow, visit.id),
    "run late": lambda uow, visit: visits.run_late(uow, visit.id, 10),
    "arrive": lambda uow, visit: visits.arrive(uow, visit.id),
    "undo arrival": lambda uow, visit: visits.undo_arrival(uow, visit.id),
    "connect": lambda uow, visit: visits.connect(uow, visit.id),
    "complete": lambda uow, visit: close_outs.complete(uow, visit.id, {}),
    "say fixed": lambda uow, visit: close_outs.say_fixed(uow, visit.order_id),
    "say not fixed": lambda uow, visit: close_outs.say_not_fixed(uow, visit.order_id),
    "assign": lambda uow, visit: assigning.assign(uow, visit.id, 1),
    "take back": lambda uow, visit: assigning.take_back(uow, visit.id),
    "hand back": lambda uow, visit: assigning.hand_back(uow, visit.id, "unwell"),
    "ask to move": lambda uow, visit: rescheduling.ask_to_move(uow, visit.id, "overrun"),
    "add technician": lambda uow, visit: visits.add_technician(uow, visit.id, 1),
    "read": lambda uow, visit: views.order_view(uow, visit.order_id),
}


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("name", ["刘伟", "陈小军", "赵敏"])
def test_a_stranger_to_the_order_may_do_nothing(realm: Realm, visit: Appointment, deed: str, name: str) -> None:
    """Another customer, an uncertified technician, a technician with no part in it."""
    with pytest.raises(NotAllowed):
        realm.run(DEEDS[deed], visit, by=realm.who(name))


@pytest.mark.parametrize(
    "deed", ["depart", "arrive", "connect", "complete", "assign", "take back", "hand back", "ask to move"]
)
def test_the_customer_does_not_do_the_technicians_or_dispatchers_part(
    realm: Realm, visit: Appointment, deed: str
) -> None:
    with pytest.raises(NotAllowed):
        realm.run(DEEDS[deed], visit, by=realm.who("王芳"))


@pytest.mark.parametrize("deed", ["confirm", "cancel", "say fixed", "assign", "take back", "add technician"])
def test_the_lead_does_not_do_the_customers_or_dispatchers_part(realm: Realm, visit: Appointment, deed: str) -> None:
    """R-3.15 and its kin: least of all turn the customer's key."""
    lead = realm.run(lambda uow: Actor.of(uow.person(uow.appointment(visit.id).technician_id)))
    with pytest.raises(NotAllowed):
        realm.run(DEEDS[deed], visit, by=lead)


def test_who_left_has_no_right_any_more(realm: Realm, visit: Appointment) -> None:
    """R-1.13: leaving disables at once, even what they lead."""
    lead_id = realm.visit(visit.id).technician_id

    def leave(uow: object) -> None:
        uow.person(lead_id).left_at = uow.now  # type: ignore[attr-defined]

    realm.run(leave)
    gone = realm.run(lambda uow: Actor.of(uow.person(lead_id)))
    for deed in ("depart", "arrive", "hand back", "read"):
        with pytest.raises(NotAllowed):
            realm.run(DEEDS[deed], visit, by=gone)


def test_a_dispatcher_of_another_county_sees_and_does_nothing(realm: Realm, visit: Appointment) -> None:
    """D-1, R-12.1: a role covers its own subtree."""
    from models.person import Role

    elsewhere = Actor(99, ((Role.DISPATCHER, "/1/2/99/"),))
    assert not realm.run(lambda uow: uow.session.scalars(select(WorkOrder).where(visible_to(elsewhere))).all())
    for deed in ("assign", "cancel", "read"):
        with pytest.raises(NotAllowed):
            realm.run(DEEDS[deed], visit, by=elsewhere)


def test_the_technician_sees_address_only_after_accepting_and_never_the_phone_of_somebody_with_a_chat(
    realm: Realm,
) -> None:
    """D-41, R-12.7."""
    made = realm.book(realm.who("王芳"), "14:00")
    from models.offer import Offer

    offer = realm.rows(select(Offer).where(Offer.appointment_id == made.id))[0]
    asked = realm.run(lambda uow: Actor.of(uow.person(offer.technician_id)))
    before = realm.run(views.offer_view, offer.id, by=asked)
    assert (before.address, before.customer, before.phone, before.area) == (None, None, None, "幸福里")
    realm.accept(made)
    after = realm.run(views.order_view, made.order_id, by=asked)
    assert (after.address, after.phone) == ("幸福里3栋2单元301", None)


def test_the_customer_knows_the_surname_first_and_the_whole_card_from_the_notice(
    realm: Realm, visit: Appointment
) -> None:
    """D-41, R-12.5."""
    wang = realm.who("王芳")
    early = realm.run(views.order_view, visit.order_id, by=wang).visit.technician
    assert (len(early.name), early.certificate) == (1, None)
    late = realm.at("13:30").run(views.order_view, visit.order_id, by=wang).visit.technician
    assert late.whole
    assert late.certificate


def test_every_button_comes_from_the_table(realm: Realm, visit: Appointment) -> None:
    assert set(POSSIBLE) <= set(MAY)
    buttons = realm.run(views.order_view, visit.order_id, by=realm.who("王芳")).actions
    assert Action.CANCEL in buttons
    assert Action.ARRIVE not in buttons
