"""The outbox deals with many at once, and with each for itself. Runs on PostgreSQL too."""

from __future__ import annotations

from datetime import timedelta

from models.appointment import Status
from models.message import Message, MessageTo
from models.notification import Delivery, Notification
from scheduling import events as ev
from scheduling import letters, outbox, rescheduling
from scheduling.announcements import record
from scheduling.outbox import Outcome
from scheduling.unit_of_work import UnitOfWork
from tests.realm import Realm

PEOPLE = ("王芳", "刘伟", "John Miller", "李建国")
SENT, UNKNOWN, PENDING, FAILED = Delivery.SENT, Delivery.UNKNOWN, Delivery.PENDING, Delivery.FAILED


def write_to(realm: Realm, *names: str) -> None:
    """周静 has written to each of them."""
    sender = realm.who("周静").person_id
    readers = [realm.who(name).person_id for name in names]

    def write(uow: UnitOfWork) -> None:
        for reader in readers:
            message = Message(
                sender_id=sender, recipient_id=reader, to=MessageTo.CUSTOMER, text="您好", sent_at=uow.now
            )
            record(uow, ev.MessageSent(uow.add(message).id, MessageTo.CUSTOMER.value, reader))

    realm.run(write)


def fates(realm: Realm, claimed: list[outbox.Owed]) -> list[Delivery]:
    rows = {row.id: row.status for row in realm.owed()}
    return [rows[row.id] for row in claimed]


def row(realm: Realm, id: int) -> Notification:
    return next(row for row in realm.owed() if row.id == id)


def test_each_outcome_of_a_batch_is_its_own(realm: Realm) -> None:
    write_to(realm, *PEOPLE)
    claimed = realm.run(outbox.claim, 10)
    sent, later, failed, released = (one.id for one in claimed)
    realm.run(outbox.release, [released])

    five = timedelta(minutes=5)
    outcomes = [
        Outcome(sent, SENT, 77, 1),
        Outcome(later, PENDING, error="429", retry_after=five, counted=False),
        Outcome(failed, FAILED, error="blocked"),
        Outcome(released, SENT, 77, 2),
    ]
    waits = realm.run(outbox.record_outcomes, outcomes)

    assert waits == [None, realm.now + five, None, None]
    assert fates(realm, claimed) == [SENT, PENDING, FAILED, PENDING], "what is no longer ours stays as it is"
    assert (row(realm, sent).chat_id, row(realm, sent).message_id, row(realm, sent).sent_at) == (77, 1, realm.now)
    assert (row(realm, later).attempts, row(realm, later).lease_until) == (0, realm.now + five)
    assert row(realm, failed).error == "blocked"


def test_only_what_a_dead_sender_held_becomes_unknown(realm: Realm) -> None:
    """At least once, and honest about it."""
    write_to(realm, "王芳")
    realm.run(outbox.claim, 10)
    later = realm.at("09:02")
    write_to(later, "刘伟")
    claimed = later.run(outbox.claim, 10)

    later.run(outbox.record_outcomes, [Outcome(one.id, SENT, 1, 1) for one in claimed])

    assert [one.attempts for one in claimed] == [2, 1]
    assert fates(later, claimed) == [UNKNOWN, SENT]


def test_each_of_a_batch_is_asked_once_more_just_before_it_is_sent(realm: Realm) -> None:
    """Promise 1; R-4.5: whoever had the half-hour notice counts as notified, nobody else."""
    cancelled = realm.book(realm.who("王芳"), "14:00")
    told = realm.book(realm.who("刘伟"), "14:00")
    noon = realm.at("13:31")
    claimed = [one for one in noon.run(outbox.claim, 100) if one.key == "half-hour-notice"]
    assert {one.appointment_id for one in claimed} == {cancelled.id, told.id}
    noon.run(rescheduling.cancel, cancelled.id, "change_of_mind", by=realm.who("王芳"))

    held = noon.run(outbox.hold, [(one.id, one.attempts) for one in claimed])
    kept = [one for one in held if one is not None]
    noon.run(outbox.record_outcomes, [Outcome(one.id, SENT, 1, 1) for one in claimed])

    assert [one.appointment_id for one in kept] == [told.id]
    assert realm.visit(told.id).status is Status.NOTIFIED
    assert realm.visit(cancelled.id).status is Status.CANCELLED


def test_what_somebody_else_has_claimed_again_is_not_held(realm: Realm) -> None:
    write_to(realm, "王芳", "刘伟")
    first, second = realm.run(outbox.claim, 10)

    held = realm.run(outbox.hold, [(first.id, first.attempts), (second.id, second.attempts + 1)])

    assert [one is not None for one in held] == [True, False]


def test_letters_gathered_together_read_as_each_would_alone(realm: Realm) -> None:
    """D-41: with many recipients in one batch, each sees with their own eyes."""
    for name in ("王芳", "刘伟"):
        realm.accept(realm.book(realm.who(name), "14:00"))
    realm.at("13:29").book(realm.who("John Miller"), "16:00")  # offered, and nobody has taken it
    write_to(realm, *PEOPLE)
    noon = realm.at("13:31")

    def together_and_alone(uow: UnitOfWork) -> tuple[list[letters.Letter], list[letters.Letter]]:
        claimed = outbox.claim(uow, 100)
        return letters.write(uow, claimed), [one for row in claimed for one in letters.write(uow, [row])]

    together, alone = noon.run(together_and_alone)

    assert len({letter.key for letter in together}) > 3
    assert together == alone
    assert {letter.view.address is None for letter in together if letter.view is not None} == {True, False}
