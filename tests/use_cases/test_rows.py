"""Rows stored and found past the mapper, and parts of a transaction: the session knows what the database knows."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import bindparam, insert, select, update

from models.appointment import Appointment, VisitMember
from models.errors import NotAllowed
from models.order import WorkOrder
from models.person import Person, Technician
from models.timer import TimerKind
from scheduling import timers
from scheduling.prepared import REMEMBERED, prepared
from scheduling.unit_of_work import UnitOfWork
from tests.realm import Realm


def newcomer(uow: UnitOfWork, name: str) -> Person:
    return Person(name=name, created_at=uow.now)


def test_a_row_that_is_to_be_stored_is_found_by_the_number_it_has_already(realm: Realm) -> None:
    def join(uow: UnitOfWork) -> bool:
        person = uow.add(newcomer(uow, "周静"))
        technician = Technician(person_id=person.id, unit_id=1, skills=["*"], shift={})
        uow.session.add(technician)
        return uow.get(Technician, person.id) is technician

    assert realm.run(join), "another object for the same row would lose what is changed in one of them"


def test_what_was_stored_in_a_part_that_is_undone_is_forgotten(realm: Realm) -> None:
    """SQLite gives its number to the next one."""
    held: list[Any] = []

    def one_refused(uow: UnitOfWork) -> tuple[int, int]:
        with pytest.raises(NotAllowed), uow.part():
            held.append(uow.add(newcomer(uow, "不该留下")))
            raise NotAllowed(action="join")
        assert uow.all_of(Person, [held[0].id]) == []
        held.append(uow.add(newcomer(uow, "周静")))
        return held[1].id, uow.person(held[1].id).id

    stored, found = realm.run(one_refused)
    assert stored == found
    assert [one.name for one in realm.rows(select(Person).where(Person.id == stored))] == ["周静"]


def test_what_was_known_before_a_part_that_is_undone_is_as_it_was(realm: Realm) -> None:
    def renamed_in_vain(uow: UnitOfWork) -> str:
        person = uow.add(newcomer(uow, "周静"))
        with pytest.raises(NotAllowed), uow.part():
            person.name = "不该留下"
            raise NotAllowed(action="rename")
        person.phone_verified = True
        return person.name

    assert realm.run(renamed_in_vain) == "周静"


def test_whoever_changes_a_row_second_runs_again(realm: Realm) -> None:
    """One acceptance: the version that was read is no longer there."""
    order_id = realm.book(realm.who("王芳"), "11-25 14:00", asked_later=True).order_id or 0
    tries: list[int] = []

    def noted(uow: UnitOfWork) -> None:
        order = uow.order(order_id)
        tries.append(order.version)
        if len(tries) == 1:  # another writer was first
            uow.write(update(WorkOrder).values(version=WorkOrder.version + 1), {})
        order.fault_note = "梯子"

    realm.run(noted)
    assert len(tries) == 2
    assert realm.rows(select(WorkOrder.version)) == [tries[1] + 1]
    assert realm.rows(select(WorkOrder.fault_note)) == ["梯子"]


def test_a_row_that_was_set_to_what_it_was_keeps_its_version(realm: Realm) -> None:
    visit = realm.book(realm.who("王芳"), "11-25 14:00", asked_later=True)

    def same(uow: UnitOfWork) -> int:
        order = uow.order(visit.order_id or 0)
        order.urgent = not order.urgent
        order.urgent = not order.urgent
        uow.session.flush()
        assert order not in uow.session.dirty
        return order.version

    assert [realm.run(same)] == realm.rows(select(WorkOrder.version))


def test_what_hangs_together_is_written_with_what_is_plain(realm: Realm) -> None:
    """A visit gets its order by the object, and the order changes as well."""
    visit = realm.book(realm.who("王芳"), "11-25 14:00", asked_later=True)
    helper = realm.who("刘伟").person_id or 0

    def both(uow: UnitOfWork) -> None:
        known = uow.appointment(visit.id)
        known.members.append(VisitMember(technician_id=helper))
        known.reason, known.order.fault_note = "two go", "梯子"

    realm.run(both)
    assert realm.rows(select(VisitMember.technician_id)) == [helper]
    assert realm.rows(select(Appointment.reason).where(Appointment.id == visit.id)) == ["two go"]
    assert realm.rows(select(WorkOrder.fault_note)) == ["梯子"]


def test_what_went_past_the_session_in_a_part_that_is_undone_is_undone_too(realm: Realm) -> None:
    def set_in_vain(uow: UnitOfWork) -> list[int]:
        with pytest.raises(NotAllowed), uow.part():
            timers.set_timer(uow, TimerKind.TASK_AGAIN, 1, uow.now)
            raise NotAllowed(action="wait")
        return timers.due_timers(uow)

    assert realm.run(set_in_vain) == []


PAIRS = select(Person.id).where(
    Person.id.in_(bindparam("some", expanding=True)) | Person.id.in_(bindparam("others", expanding=True))
)


def test_lists_of_any_length_are_asked_for_and_only_so_many_texts_kept(realm: Realm) -> None:
    def look(uow: UnitOfWork) -> int:
        for some in range(30):
            for others in range(30):
                known = len(uow.rows(PAIRS, some=range(some), others=range(others)))
                assert known == len(uow.all_of(Person, range(max(some, others))))
        return len(prepared(PAIRS, ("some", "others"), uow.connection.dialect)._texts)

    assert realm.run(look) <= REMEMBERED


def test_rows_written_together_may_not_name_different_columns(realm: Realm) -> None:
    """Or what only one of them brings would be left out without a word."""

    def two(uow: UnitOfWork) -> None:
        given = {"name": "周静", "created_at": uow.now}
        uow.write(insert(Person), [given, given | {"language": "en"}])

    with pytest.raises(ValueError, match="different columns"):
        realm.run(two)


def test_what_was_written_in_a_part_that_is_undone_is_as_it_was(realm: Realm) -> None:
    """Otherwise the same change made again would be none, and the row's version one that never was."""

    def renamed_in_vain(uow: UnitOfWork) -> str:
        person = uow.add(newcomer(uow, "周静"))
        with pytest.raises(NotAllowed), uow.part():
            person.name = "周静静"
            uow.session.flush()
            raise NotAllowed(action="rename")
        was = person.name
        person.name = "周静静"
        return was

    assert realm.run(renamed_in_vain) == "周静"
    assert [one.name for one in realm.rows(select(Person).where(Person.name == "周静静"))] == ["周静静"]


def test_a_row_that_is_to_be_read_anew_is_changed_unread_with_its_version(realm: Realm) -> None:
    order_id = realm.book(realm.who("王芳"), "16:00").order_id

    def marked(uow: UnitOfWork) -> tuple[int, int]:
        order = uow.order(order_id)
        version = order.version
        with pytest.raises(NotAllowed), uow.part():
            order.access_note = "不该留下"
            uow.session.flush()
            raise NotAllowed(action="note")
        order.access_note = "门铃坏了"
        uow.session.flush()
        return version, order.version

    before, after = realm.run(marked)
    assert after == before + 1
    assert realm.run(lambda uow: uow.order(order_id).access_note) == "门铃坏了"
