"""A database of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

from models import migrating
from scheduling.database import open_engine
from scheduling.policy import Policy
from scheduling.unit_of_work import Store
from tests.postgres import server
from tests.realm import Realm, settle_town

_names = count(1)


@pytest.fixture
def database_url(postgres: str) -> Iterator[str]:
    name = f"menling_{next(_names)}"
    yield server.create_database(postgres, name)
    server.drop_database(postgres, name)


@pytest.fixture
def many(database_url: str) -> Iterator[Realm]:
    """The town on PostgreSQL, where several writers work at once."""
    engine = open_engine(database_url)
    migrating.upgrade(engine)
    yield settle_town(Store(engine, Policy.default()))
    engine.dispose()
