"""What many letters speak of is looked up together and only read; what each says is as if it had been alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event, select

from models.appointment import Appointment, Status
from models.notification import Notification
from models.person import Person
from scheduling import gathering, letters, views
from scheduling.outbox import OWED, Owed, owed
from scheduling.unit_of_work import Actor, UnitOfWork
from tests.realm import Realm


@pytest.fixture
def booked(realm: Realm) -> list[Appointment]:
    """Three customers on one day, each visit accepted."""
    days = (("王芳", "11-24 14:00"), ("刘伟", "11-24 16:00"), ("John Miller", "11-24 18:00"))
    visits = [realm.book(realm.who(name), at) for name, at in days]
    for visit in visits:
        realm.accept(visit)
    return visits


def rows(uow: UnitOfWork, *keys: str) -> list[Owed]:
    return owed(uow, OWED.where(Notification.key.in_(keys)).order_by(Notification.id))


@contextmanager
def statements(uow: UnitOfWork) -> Iterator[list[str]]:
    said: list[str] = []

    def note(connection: object, cursor: object, statement: str, *_: object) -> None:
        said.append(statement)

    event.listen(uow.connection, "before_cursor_execute", note)
    yield said
    event.remove(uow.connection, "before_cursor_execute", note)


def test_many_letters_take_as_few_looks_as_one(realm: Realm, booked: list[Appointment]) -> None:
    def look(uow: UnitOfWork, most: int) -> tuple[int, list[str]]:
        with statements(uow) as said:
            written = letters.write(uow, rows(uow, "half-hour-notice")[:most])
        return len(written), said

    one, alone = realm.run(look, 1)
    three, together = realm.run(look, 3)

    assert (one, three) == (1, 3)
    assert len(together) == len(alone)


def test_a_letter_shows_what_its_reader_may_see_and_nothing_else(realm: Realm, booked: list[Appointment]) -> None:
    """D-41, R-12.7: customers, technicians and dispatchers alike, as everywhere else."""

    def compare(uow: UnitOfWork) -> int:
        told = [row for row in owed(uow, OWED) if row.order_id and not row.room_id]
        for row, letter in zip(told, letters.write(uow, told), strict=True):
            reader = uow.seen_by(Actor.of(uow.person(row.recipient_id)))
            visit = uow.appointment(row.appointment_id) if row.appointment_id else None
            assert letter.view == views.view(reader, uow.order(row.order_id or 0), visit), row.key
        return len({row.recipient_id for row in told})

    assert realm.run(compare) > 3, "customers and technicians are among them"


def test_a_letter_about_an_order_alone_speaks_of_its_live_visit(realm: Realm, booked: list[Appointment]) -> None:
    def compare(uow: UnitOfWork) -> None:
        [named, *_] = rows(uow, "half-hour-notice")
        [with_visit, without] = letters.write(uow, [named, named._replace(appointment_id=None)])
        assert with_visit.view == without.view
        assert without.view is not None and without.view.visit is not None

    realm.run(compare)


def test_what_letters_speak_of_cannot_be_changed(realm: Realm, booked: list[Appointment]) -> None:
    def change(uow: UnitOfWork) -> None:
        found = gathering.gather(uow, rows(uow, "half-hour-notice"))
        visit = found.visits[booked[0].id]
        assert visit.status is Status.BOOKED
        with pytest.raises(AttributeError):
            visit.status = Status.CANCELLED
        with pytest.raises(AttributeError):
            found.people[uow.session.scalars(select(Person.id).where(Person.name == "王芳")).one()].name = "李雷"

    realm.run(change)
