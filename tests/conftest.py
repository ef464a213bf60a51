"""What every test may ask for: the world, its people, its clock."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
import pytest_asyncio

import bot.swift  # noqa: F401 - before anything that needs aiogram
from bot.config import Log
from bot.log import set_up
from bot.running import loop_factory
from tests.realm import Realm, open_town
from tests.world import Chatter, MovedClock, World, make_template, open_world

# Whom TLS trusts is read from the disk once: each world has four clients, and each would take 20 ms for it.
ssl.create_default_context = cache(ssl.create_default_context)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first: begun last, one of them would keep a worker busy while the other has nothing left."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_asyncio_loop_factories() -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """The loop that the application runs on."""
    return {"ours": loop_factory() or asyncio.new_event_loop}


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("template"))


@pytest_asyncio.fixture
async def world(tmp_path: Path, template: Path) -> AsyncIterator[World]:
    made = await open_world(tmp_path, template)
    yield made
    await made.close()


@pytest_asyncio.fixture
async def awake(world: World) -> None:
    """The application follows the clock: nobody moves it before."""
    while not world.sandbox.clock.followers:
        await asyncio.sleep(0.005)


@pytest.fixture
def clock(world: World) -> MovedClock:
    return world.clock


@pytest.fixture
def customer(world: World) -> Chatter:
    """王芳, broadband and fixed line at 幸福里."""
    return world.person(1001)


@pytest.fixture
def neighbour(world: World) -> Chatter:
    """刘伟, a high-value customer in 科技园."""
    return world.person(1002)


@pytest.fixture
def john(world: World) -> Chatter:
    """John Miller, who reads English."""
    return world.person(1003)


@pytest.fixture
def technician(world: World) -> Chatter:
    """李建国, our own, certified."""
    return world.person(2001)


@pytest.fixture
def rival(world: World) -> Chatter:
    """张磊 of the contractor, certified."""
    return world.person(2002)


@pytest.fixture
def novice(world: World) -> Chatter:
    """陈小军 of the contractor, no certificate."""
    return world.person(2004)


@pytest.fixture
def dispatcher(world: World) -> Chatter:
    """周静."""
    return world.person(3001)


@pytest.fixture
def second_dispatcher(world: World) -> Chatter:
    """孙涛."""
    return world.person(3002)


@pytest.fixture
def realm(tmp_path: Path, template: Path) -> Iterator[Realm]:
    """The town without chats, on SQLite, at nine on a Tuesday morning."""
    made = open_town(template, tmp_path / "realm.db")
    yield made
    made.store.engine.dispose()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL of our own, one per test process."""
    from tests.postgres import server

    with server.running() as url:
        yield url


@pytest.fixture(autouse=True)
def quiet_log() -> None:
    """Mistakes show, in plain lines; the rest would drown them. Before each test: some of them set the log up anew."""
    set_up(Log(level="warning"))
