"""Opens the database: one code path for SQLite and PostgreSQL, whatever differs between them is said here."""

from __future__ import annotations

from typing import Any

import orjson
from sqlalchemy import Connection, Engine, Select, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

import models.tables  # noqa: F401 - every table is known before the first query
from scheduling.prepared import say


def open_engine(url: str, **more: Any) -> Engine:
    """An engine for `sqlite:///...` or `postgresql+psycopg://...`; nothing is connected yet.

    No error message shows parameters: they hold names, phones and addresses (R-12.1).
    """
    json = {"json_serializer": to_json, "json_deserializer": orjson.loads}
    more = {"hide_parameters": True, "query_cache_size": 1000, **json, **more}
    if make_url(url).get_backend_name() != "sqlite":
        return with_plain_savepoints(create_engine(url, pool_size=8, max_overflow=8, pool_pre_ping=True, **more))
    driver = {"timeout": 30, "check_same_thread": False, "cached_statements": 1000}
    engine = with_plain_savepoints(create_engine(url, connect_args=driver, **more))

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, below
        cursor = connection.cursor()
        # FULL: what was promised to somebody survives a power cut.
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "busy_timeout=30000",
            "wal_autocheckpoint=8000",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes its lock at once: a lock upgraded half-way cannot wait, it fails.
        say(connection, "BEGIN IMMEDIATE")

    return engine


def to_json(value: Any) -> str:
    """A tenth of what Python's own takes; each event, message and conversation is written so."""
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode()


def with_plain_savepoints(engine: Engine) -> Engine:
    """SQLAlchemy would compile each savepoint anew, 60 us for what costs the database two.

    One name does for all, since the innermost is meant; so one that was gone back to goes as well.
    """
    dialect: Any = engine.dialect
    dialect.do_savepoint = lambda connection, name: say(connection, "SAVEPOINT part")
    dialect.do_release_savepoint = lambda connection, name: say(connection, "RELEASE SAVEPOINT part")
    dialect.do_rollback_to_savepoint = lambda connection, name: say(
        connection, "ROLLBACK TO SAVEPOINT part", "RELEASE SAVEPOINT part"
    )
    return engine


def insert_new(session: Session, model: type[Any], columns: list[str], rows: Select[*tuple[Any, ...]]) -> int:
    """Inserts what a query finds, leaving out what a unique key says is there already; returns how many were new.

    Planned by the numbers it carries: PostgreSQL would keep a plan made for another piece, or while there was little.
    """
    if session.get_bind().dialect.name == "sqlite":
        statement: Any = sqlite.insert(model)
    else:
        session.execute(text("SET LOCAL plan_cache_mode = force_custom_plan"))
        statement = postgresql.insert(model)
    statement = statement.from_select(columns, rows, include_defaults=False).on_conflict_do_nothing()
    # An INSERT's count is kept on request only.
    done = session.execute(statement, execution_options={"preserve_rowcount": True})
    return int(getattr(done, "rowcount", 0))
