"""Races, forced: everybody has read before anybody writes. What holds is the database's constraints."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any

import pytest
from sqlalchemy import select

from models.appointment import Appointment, Status
from models.errors import CodeUnusable, GivenMeanwhile, OfferTaken, Refused, SlotTaken
from models.invitation import Invitation
from models.notification import Delivery
from models.offer import Offer, OfferStatus
from models.person import ChatAccount, Person, Role
from models.slot import SlotRow
from models.unit import Unit
from scheduling import assigning, booking, invitations, offers, outbox, people, rescheduling
from scheduling.people import Chat
from scheduling.unit_of_work import CLOCK, TRIES, Actor, Busy, UnitOfWork
from tests.realm import Realm

pytestmark = pytest.mark.postgres


def at_once(
    realm: Realm, deeds: list[tuple[Actor, Callable[[UnitOfWork], Any]]], reads: Callable[[UnitOfWork], Any]
) -> list[Any]:
    """Runs every deed in a transaction of its own; each first reads, and none goes on before all have read."""
    everybody_has_read = threading.Barrier(len(deeds), timeout=20)

    def one(actor: Actor, deed: Callable[[UnitOfWork], Any]) -> Any:
        tries = 0

        def whole(uow: UnitOfWork) -> Any:
            nonlocal tries
            tries += 1
            if tries == 1:
                reads(uow)
                everybody_has_read.wait()
            return deed(uow)

        try:
            return realm.run(whole, by=actor)
        except Refused as refused:
            return refused

    with ThreadPoolExecutor(len(deeds)) as pool:
        return [done.result(60) for done in [pool.submit(one, *deed) for deed in deeds]]


def test_of_eight_customers_one_gets_the_last_slot(many: Realm) -> None:
    """Promise 2: one technician is left at 14:00; seven others are told, and get the next best."""
    many.book(many.who("刘伟"), "14:00")
    guests = [
        many.run(lambda uow, n=n: uow.add(Person(name=f"客{n}", phone="+8613811110000", created_at=uow.now)))
        for n in range(8)
    ]
    actors = [Actor(guest.id) for guest in guests]
    at = many.at("14:00").now
    deeds = [(actor, lambda uow, a=actor: booking.book(uow, many.draft(a), at)) for actor in actors]

    results = at_once(many, deeds, lambda uow: uow.session.scalars(select(SlotRow)).all())

    won = [result for result in results if isinstance(result, Appointment)]
    lost = [result for result in results if isinstance(result, SlotTaken)]
    assert (len(won), len(lost)) == (1, 7)
    held = many.rows(select(SlotRow).where(SlotRow.starts_at == at))
    assert len({row.technician_id for row in held}) == len(held) == 2
    assert all(at not in many.free(many.draft(actor)) for actor in actors)


def test_an_urgent_order_belongs_to_the_technician_who_took_it_first(many: Realm) -> None:
    """D-40: first acceptance wins, though all three saw it open."""
    draft = many.draft(many.who("王芳"), urgent=True, area="科技园")
    many.run(booking.book, draft, many.at("14:00").now, by=many.who("周静"))
    open_ones = many.rows(select(Offer).where(Offer.status == OfferStatus.OPEN).order_by(Offer.id))
    deeds = []
    for offer in open_ones:
        actor = many.run(lambda uow, o=offer: Actor.of(uow.person(o.technician_id)))
        deeds.append((actor, lambda uow, o=offer: offers.accept(uow, o.id)))

    results = at_once(many, deeds, lambda uow: uow.session.scalars(select(Offer)).all())

    assert sum(isinstance(result, Appointment) for result in results) == 1
    assert sum(isinstance(result, (OfferTaken, SlotTaken)) for result in results) == 2
    assert len(many.rows(select(Offer).where(Offer.status == OfferStatus.ACCEPTED))) == 1
    assert len({row.technician_id for row in many.rows(select(SlotRow))}) == 1


def test_two_dispatchers_who_give_one_visit_away_at_once(many: Realm) -> None:
    """Both saw it with nobody: one technician is asked, and the other dispatcher hears who."""
    visit = many.book(many.who("王芳"), "14:00")
    names = ("张磊", "李建国")
    ids = [many.who(name).person_id or 0 for name in names]
    deeds = [
        (many.who(who), lambda uow, id=id: assigning.assign(uow, visit.id, id, 0))
        for who, id in zip(("周静", "孙涛"), ids, strict=True)
    ]

    results = at_once(many, deeds, lambda uow: uow.appointment(visit.id))

    told = [one for one in results if isinstance(one, GivenMeanwhile)]
    asked = many.rows(select(Offer).where(Offer.by_name, Offer.status == OfferStatus.OPEN))
    assert (len(told), len(asked)) == (1, 1)
    assert told[0].params["name"] in names


def test_moving_and_cancelling_at_once_leaves_one_truth(many: Realm) -> None:
    """4.A: at most one live appointment, and no slot row without one."""
    wang = many.who("王芳")
    visit = many.book(wang, "14:00")
    deeds = [
        (wang, lambda uow: rescheduling.move(uow, visit.id, many.at("16:00").now, "m1")),
        (wang, lambda uow: rescheduling.cancel(uow, visit.id)),
    ]

    at_once(many, deeds, lambda uow: uow.appointment(visit.id))

    live = many.rows(select(Appointment).where(Appointment.status.in_([Status.BOOKED, Status.CONFIRMED])))
    assert len(live) <= 1
    held = {row.appointment_id for row in many.rows(select(SlotRow))}
    assert held <= {appointment.id for appointment in live}


def test_confirm_pressed_twice_at_once_books_once(many: Realm) -> None:
    wang = many.who("王芳")
    draft = many.draft(wang)
    at = many.at("14:00").now
    deeds = [(wang, lambda uow: booking.book(uow, draft, at))] * 2

    results = at_once(many, deeds, lambda uow: uow.session.scalars(select(Appointment)).all())

    assert len({result.id for result in results}) == 1
    assert len(many.rows(select(Appointment))) == 1


def test_two_senders_never_claim_the_same_notification(many: Realm) -> None:
    for name, at in (("王芳", "14:00"), ("刘伟", "16:00")):
        many.book(many.who(name), at)

    claimed = at_once(many, [(CLOCK, lambda uow: [n.id for n in outbox.claim(uow, 100)])] * 4, lambda uow: None)

    ids = [id for batch in claimed for id in batch]
    assert len(ids) == len(set(ids)) > 0
    assert all(n.status in (Delivery.CLAIMED, Delivery.PENDING) for n in many.owed())


def test_of_two_who_follow_one_joining_link_at_once_one_joins(many: Realm) -> None:
    """D-29: a link is good once, whoever is quicker."""
    unit = many.rows(select(Unit).order_by(Unit.path.desc()))[0]
    code = many.run(invitations.invite, Role.TECHNICIAN, unit.id, "何志强")
    chats = [Chat(1, 9000 + n, 9000 + n, f"客{n}", "zh") for n in range(2)]
    deeds = [(CLOCK, lambda uow, chat=chat: invitations.open_code(uow, chat, code)) for chat in chats]

    results = at_once(many, deeds, lambda uow: uow.session.scalars(select(Invitation)).all())

    assert sum(isinstance(result, Invitation) for result in results) == 1
    assert [result.params["why"] for result in results if isinstance(result, CodeUnusable)] == ["used"]
    joined = many.rows(select(ChatAccount).join(Person).where(Person.name == "何志强"))
    assert len(joined) == 1


def test_guesses_made_at_once_are_all_counted(many: Realm) -> None:
    """D-29: who guesses by several replicas at the same time has no more tries than anybody else."""
    chat = Chat(1, 9009, 9009, "坏人", "zh")
    many.run(lambda uow: people.meet(uow, chat))
    deeds = [(CLOCK, lambda uow: people.wrong_try(uow, chat))] * 3

    at_once(many, deeds, lambda uow: people.meet(uow, chat))

    [account] = many.rows(select(ChatAccount).where(ChatAccount.chat_id == 9009))
    assert account.identity_tries == 3


def test_who_loses_every_try_hears_that_it_is_busy(many: Realm) -> None:
    """So the update comes again: nobody reads of a mistake of ours where others were only quicker."""
    order_id = many.book(many.who("王芳"), "16:00").order_id
    tries = count(1)

    def noted(uow: UnitOfWork, words: str) -> None:
        uow.order(order_id or 0).access_note = words

    def beaten(uow: UnitOfWork) -> None:
        order = uow.order(order_id or 0)
        many.run(noted, f"第{next(tries)}次")
        order.access_note = "不该留下"

    with pytest.raises(Busy):
        many.run(beaten)
    assert many.run(lambda uow: uow.order(order_id or 0).access_note) == f"第{TRIES}次"
