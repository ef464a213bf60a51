"""What waits for the database together: one commit for all, and each one's failure its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, select, text
from sqlalchemy.exc import IntegrityError

from models.errors import NotAllowed
from models.person import Person, Role, RoleGrant
from scheduling import booking, speakers
from scheduling.database import open_engine
from scheduling.people import Chat
from scheduling.unit_of_work import CLOCK, Job, UnitOfWork
from tests.realm import Realm
from tests.world import moment


def rename(uow: UnitOfWork, person_id: int, name: str) -> str:
    uow.person(person_id).name = name
    return name


def refused(uow: UnitOfWork, person_id: int) -> None:
    rename(uow, person_id, "不该留下")
    uow.session.flush()
    raise NotAllowed(action="rename")


def granted_twice(uow: UnitOfWork, person_id: int) -> None:
    rename(uow, person_id, "也不该留下")
    held = uow.person(person_id).roles[0]
    uow.add(RoleGrant(person_id=person_id, role=held.role, unit_id=held.unit_id))


def jobs(realm: Realm, *wanted: tuple[object, ...]) -> list[Job]:
    made = [Job(use_case, CLOCK, realm.now, args) for use_case, *args in wanted]  # type: ignore[arg-type]
    realm.store.run_together(made)
    return made


def names(realm: Realm, *ids: int) -> list[str]:
    return [person.name for person in realm.rows(select(Person).where(Person.id.in_(ids)).order_by(Person.id))]


@pytest.fixture
def commits(realm: Realm) -> Iterator[list[object]]:
    """Every commit of the realm's database."""
    seen: list[object] = []
    engine: Engine = realm.store.engine

    def noting(connection: object) -> None:
        seen.append(connection)

    event.listen(engine, "commit", noting)
    yield seen
    event.remove(engine, "commit", noting)


def test_all_are_kept_with_one_commit(realm: Realm, commits: list[object]) -> None:
    wang, li = (realm.who(name).person_id or 0 for name in ("王芳", "李建国"))
    commits.clear()
    done = jobs(realm, (rename, wang, "王小芳"), (rename, li, "李大国"))
    assert len(commits) == 1
    assert [job.result for job in done] == ["王小芳", "李大国"]
    assert names(realm, wang, li) == ["王小芳", "李大国"]


def test_one_that_is_refused_undoes_only_itself(realm: Realm) -> None:
    wang, li, liu = (realm.who(name).person_id or 0 for name in ("王芳", "李建国", "刘伟"))
    first, second, third = jobs(realm, (rename, wang, "王小芳"), (refused, li), (rename, liu, "刘大伟"))
    assert isinstance(second.error, NotAllowed)
    assert (first.error, third.error) == (None, None)
    assert sorted(names(realm, wang, li, liu)) == sorted(["王小芳", "李建国", "刘大伟"])


def test_one_that_breaks_a_constraint_is_tried_alone_and_hurts_nobody(realm: Realm) -> None:
    """Promise 2 rests on unique keys: a key that is taken never takes somebody else's change along."""
    wang, li = (realm.who(name).person_id or 0 for name in ("王芳", "李建国"))
    broken, kept = jobs(realm, (granted_twice, li), (rename, wang, "王小芳"))
    assert type(broken.error).__name__ == "IntegrityError"
    assert kept.error is None
    assert sorted(names(realm, wang, li)) == sorted(["王小芳", "李建国"])


def test_the_common_way_asks_the_database_seldom(realm: Realm) -> None:
    """Who writes is asked with every update; a booking takes the order, looks whether an outage explains it or many
    like it point to one, holds the slot of somebody of the place or lent to it, promises and offers it."""
    asked: list[str] = []

    def listening(connection: Any, *more: object) -> None:
        connection.set_trace_callback(asked.append)

    wang = realm.who("王芳")
    chat_id = realm.run(lambda uow: uow.person(wang.person_id or 0).accounts[0].chat_id)
    draft, at = realm.draft(wang, asked_later=True), moment("11-25 14:00", realm.now)
    event.listen(realm.store.engine, "checkout", listening)
    try:
        realm.run(speakers.speaker, Chat(1, chat_id, chat_id))
        known = len(asked)
        realm.run(booking.book, draft, at, by=wang)
    finally:
        event.remove(realm.store.engine, "checkout", listening)
    assert known == 3  # one, BEGIN and COMMIT
    assert len(asked) - known <= 53  # each row of an insert is one, and so are BEGIN and COMMIT


def test_what_was_committed_survives_a_power_cut(tmp_path: Path) -> None:
    """The tests' own worlds are less careful than this."""
    engine = open_engine(f"sqlite:///{tmp_path / 'menling.db'}")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2, "FULL"
    engine.dispose()


def dangling(uow: UnitOfWork) -> None:
    """Refused by the COMMIT, as by a disk that is full at that moment: SQLite leaves the transaction open."""
    uow.connection.execute(text("PRAGMA defer_foreign_keys=ON"))
    uow.add(RoleGrant(person_id=404, role=Role.DISPATCHER, unit_id=404))


def test_a_commit_that_fails_leaves_a_kept_connection_fit_for_use(realm: Realm) -> None:
    zhou = realm.who("周静").person_id
    realm.store.keep_connection()
    first, bad, last = jobs(realm, (rename, zhou, "一"), (dangling,), (rename, zhou, "二"))
    assert (first.error, type(bad.error), last.error) == (None, IntegrityError, None)
    assert names(realm, zhou) == ["二"]
    realm.store.drop_connection()
