"""Up and down on both databases, and nothing in the models that the migrations do not know."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from models import migrating
from models.migrations import HEAD
from models.tables import Base
from scheduling.database import open_engine
from tests.postgres import server


@pytest.fixture(scope="session")
def postgres_url(postgres: str) -> str:
    return server.create_database(postgres, "migrating")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    sqlite = request.param == "sqlite"
    made = open_engine(f"sqlite:///{tmp_path / 'm.db'}" if sqlite else request.getfixturevalue("postgres_url"))
    yield made
    made.dispose()


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_up_makes_every_table_and_down_leaves_none(engine: Engine) -> None:
    assert migrating.upgrade(engine)
    assert tables(engine) == set(Base.metadata.tables)
    assert not migrating.upgrade(engine), "a second start has nothing to do"
    migrating.downgrade(engine)
    assert tables(engine) == set()
    migrating.upgrade(engine)
    migrating.downgrade(engine)


def test_the_migrations_say_what_the_models_say(engine: Engine) -> None:
    migrating.upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        differences = [d for d in compare_metadata(context, Base.metadata) if "alembic_version" not in str(d)]
    migrating.downgrade(engine)
    assert differences == []


def test_head_is_the_newest_revision(engine: Engine) -> None:
    with engine.connect() as connection:
        scripts = ScriptDirectory.from_config(migrating.settings_for(connection))
    assert scripts.get_current_head() == HEAD
