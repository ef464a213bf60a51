"""The PostgreSQL that the tests bring along does what the product needs of one."""

import os
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text

from tests.postgres import server

pytestmark = pytest.mark.postgres


def test_it_answers_psycopg_and_sqlalchemy(database_url: str) -> None:
    with psycopg.connect(server.plain(database_url)) as connection:
        (version,) = connection.execute("SHOW server_version").fetchone() or ("",)
    assert int(version.split(".")[0]) >= 16
    engine = create_engine(database_url)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT 1 + 1")).scalar() == 2
        assert connection.execute(text("SHOW fsync")).scalar() == "off"
    engine.dispose()


def test_each_database_is_its_own_world(database_url: str) -> None:
    other = server.create_database(database_url, "other")
    with psycopg.connect(server.plain(other), autocommit=True) as connection:
        connection.execute("CREATE TABLE notes (id int)")
        assert connection.info.dbname == "other"
    with psycopg.connect(server.plain(database_url)) as connection:
        assert connection.execute("SELECT to_regclass('notes')").fetchone() == (None,)
    server.drop_database(database_url, "other")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.plain(other))


def test_two_claimants_skip_each_others_rows(database_url: str) -> None:
    with psycopg.connect(server.plain(database_url)) as one, psycopg.connect(server.plain(database_url)) as two:
        one.execute("CREATE TABLE due (id int)")
        one.execute("INSERT INTO due VALUES (1), (2)")
        one.commit()
        claim = "SELECT id FROM due ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED"
        assert one.execute(claim).fetchone() == (1,)
        assert two.execute(claim).fetchone() == (2,)


@pytest.mark.skipif(os.name == "nt", reason="POSIX accounts only")
def test_it_does_not_run_as_root(database_url: str) -> None:
    with psycopg.connect(server.plain(database_url)) as connection:
        (folder,) = connection.execute("SHOW data_directory").fetchone() or ("",)
    assert Path(folder).stat().st_uid != 0
