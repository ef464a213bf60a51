"""The hotline's own system (R-6.11): a real server on loopback, told of each entry, signed, in order, until it takes it."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest_asyncio
from aiohttp import web
from sqlalchemy import select

from bot.config import HotlineFeed
from bot.feed_webhook import serve_feed
from bot.sandbox.server import create_app, serve
from bot.sandbox.store import Sandbox
from models.hotline_feed import FeedEntry
from models.outage import Outage, OutageStatus
from models.unit import Unit
from scheduling.unit_of_work import UnitOfWork
from tests.stages import booked
from tests.world import World, open_world

SECRET = "only-for-tests-and-long"


@dataclass
class Hotline:
    """The system at the other end: takes what comes, or answers as it is told to."""

    url: str = ""
    taken: list[dict[str, Any]] = field(default_factory=list)
    tried: list[int] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)  # before it takes anything again
    silent: asyncio.Event = field(default_factory=asyncio.Event)  # while not set, nothing is answered
    forged: int = 0

    async def receive(self, request: web.Request) -> web.Response:
        body = await request.read()
        told = json.loads(body)
        self.tried.append(told["id"])
        given = request.headers["X-Menling-Timestamp"].encode() + body
        expected = "sha256=" + hmac.new(SECRET.encode(), given, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(expected, request.headers["X-Menling-Signature"]):
            self.forged += 1
            return web.Response(status=401)
        assert request.headers["X-Menling-Id"] == str(told["id"])
        await self.silent.wait()
        if self.answers:
            return web.Response(status=self.answers.pop(0))
        self.taken.append(told)
        return web.Response(status=204)


@pytest_asyncio.fixture
async def hotline() -> AsyncIterator[Hotline]:
    made = Hotline()
    made.silent.set()
    application = web.Application()
    application.router.add_post("/outages", made.receive)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/outages"
    yield made
    made.silent.set()
    await runner.cleanup()


Connected = Callable[..., Any]


@pytest_asyncio.fixture
async def connected(tmp_path: Path, template: Path, hotline: Hotline) -> AsyncIterator[Connected]:
    worlds = []

    async def open_it(**more: Any) -> World:
        feed = HotlineFeed(**{"url": hotline.url, "secret": SECRET, "timeout": timedelta(seconds=5), **more})
        worlds.append(await open_world(tmp_path, template, feed=feed))
        while not worlds[-1].sandbox.clock.followers:  # nobody moves the clock before the application follows it
            await asyncio.sleep(0)
        return worlds[-1]

    yield open_it
    for world in worlds:
        await world.close()


def outage(world: World) -> int:
    def make(uow: UnitOfWork) -> int:
        unit = uow.session.scalars(select(Unit).where(Unit.name == "临江县分局")).one()
        made = Outage(
            unit_id=unit.id,
            services=["leased_line"],
            status=OutageStatus.INVESTIGATING,
            starts_at=uow.now,
            opened_at=uow.now,
        )
        return uow.add(made).id

    id: int = world.do(make)
    return id


def publish(world: World, outage_id: int, *what: str) -> None:
    """As the record publishes."""

    def put(uow: UnitOfWork) -> None:
        unit_id = uow.get(Outage, outage_id).unit_id
        for name in what:
            uow.add(
                FeedEntry(
                    outage_id=outage_id, unit_id=unit_id, at=uow.now, next_try_at=uow.now, what=name,
                    facts={"status": name},
                )
            )  # fmt: skip
        uow.owes = True

    world.do(put)


async def told(world: World) -> None:
    """Everything due by now has been tried, also by an application that has only just begun to follow the clock."""
    while world.app.clock.now() < world.sandbox.now():
        await asyncio.sleep(0)
    await world.settle()
    await world.app.feed.idle()
    await world.settle()


def entries(world: World) -> list[FeedEntry]:
    return world.rows(select(FeedEntry).order_by(FeedEntry.id))


async def test_every_entry_is_posted_signed_and_in_order(connected: Connected, hotline: Hotline) -> None:
    world = await connected()
    first, second = outage(world), outage(world)
    publish(world, first, "outage.opened", "outage.changed")
    publish(world, second, "outage.opened")
    publish(world, first, "outage.restored")
    await told(world)
    of_first = [one["what"] for one in hotline.taken if one["outage_id"] == first]
    assert of_first == ["outage.opened", "outage.changed", "outage.restored"]
    assert len(hotline.taken) == 4
    assert hotline.forged == 0
    assert hotline.taken[0] == {
        "id": 1, "outage_id": first, "unit": "临江县分局", "at": entries(world)[0].at.isoformat(), "what": "outage.opened",
        "facts": {"status": "outage.opened"},
    }  # fmt: skip
    assert all(entry.posted_at and entry.next_try_at is None for entry in entries(world))


async def test_an_entry_that_is_refused_is_tried_again_and_nothing_of_its_outage_overtakes_it(
    connected: Connected, hotline: Hotline
) -> None:
    world = await connected()
    first, second = outage(world), outage(world)
    hotline.answers = [500]
    publish(world, first, "outage.opened", "outage.changed")
    await told(world)
    publish(world, second, "outage.opened")  # waits for nobody else's
    await told(world)
    assert [one["outage_id"] for one in hotline.taken] == [second]
    assert (entries(world)[0].attempts, entries(world)[0].error) == (1, "HTTP 500")

    hotline.answers = [503]
    await world.clock.advance(seconds=5)  # the first pause
    assert entries(world)[0].attempts == 2
    await world.clock.advance(seconds=10)  # doubled
    assert [one["what"] for one in hotline.taken if one["outage_id"] == first] == ["outage.opened", "outage.changed"]
    assert entries(world)[0].error is None


async def test_a_silent_system_holds_up_nobodys_message(connected: Connected, hotline: Hotline) -> None:
    """While it keeps us waiting, people are told what they are owed."""
    world = await connected()
    hotline.silent.clear()
    publish(world, outage(world), "outage.opened")
    await world.settle()
    while not hotline.tried:
        await asyncio.sleep(0)
    await booked(world, world.person(1001), "14:00")
    world.person(2001).has_seen("新派单")
    assert hotline.taken == []
    hotline.silent.set()
    await told(world)
    assert len(hotline.taken) == 1


async def test_no_answer_in_time_counts_as_a_failure(connected: Connected, hotline: Hotline) -> None:
    world = await connected(timeout=timedelta(milliseconds=200))
    hotline.silent.clear()
    publish(world, outage(world), "outage.opened")
    await told(world)
    assert (entries(world)[0].attempts, entries(world)[0].error) == (1, "no answer in time")
    hotline.silent.set()
    await world.clock.advance(seconds=5)
    assert entries(world)[0].posted_at is not None


async def test_given_up_after_the_last_try_with_an_alarm_and_the_next_has_its_turn(
    connected: Connected, hotline: Hotline
) -> None:
    world = await connected(max_attempts=3)
    hotline.answers = [500, 500, 500]
    publish(world, outage(world), "outage.opened", "outage.changed")
    await told(world)
    await world.clock.advance(seconds=20)
    assert [one["what"] for one in hotline.taken] == ["outage.changed"]
    given_up = entries(world)[0]
    assert (given_up.attempts, given_up.next_try_at, given_up.posted_at) == (3, None, None)
    for id in (3001, 3002):
        world.person(id).has_seen("客服系统收不到停网通报", "试了 3 次:HTTP 500", "电话告知热线")


async def test_nobody_listening_is_a_failure_like_any_other(connected: Connected) -> None:
    world = await connected(url="http://127.0.0.1:9/outages")
    publish(world, outage(world), "outage.opened")
    await told(world)
    assert entries(world)[0].attempts == 1
    assert "ConnectError" in (entries(world)[0].error or "")


async def test_after_a_restart_it_goes_on_where_it_was(connected: Connected, hotline: Hotline) -> None:
    """Durable: what was refused before is tried after; what was in the air when it ended comes again under its id."""
    world = await connected()
    one = outage(world)
    hotline.answers = [500]
    publish(world, one, "outage.opened", "outage.changed")
    await told(world)
    await world.restart()
    await world.clock.advance(seconds=5)
    await told(world)
    assert [told["what"] for told in hotline.taken] == ["outage.opened", "outage.changed"]

    hotline.silent.clear()
    publish(world, one, "outage.restored")
    await world.settle()
    while hotline.tried[-1] != 3:
        await asyncio.sleep(0)
    await world.restart()
    hotline.silent.set()
    await world.clock.advance(seconds=11)  # its lease is over
    await told(world)
    assert hotline.taken[-1]["id"] == 3
    assert entries(world)[-1].posted_at is not None


async def test_switched_off_nothing_is_posted_and_old_news_is_not_sent_later(
    connected: Connected, hotline: Hotline, tmp_path: Path
) -> None:
    off = await connected(url="", secret="")
    publish(off, outage(off), "outage.opened")
    await told(off)
    assert entries(off)[0].next_try_at is not None
    await off.clock.advance(days=2)
    off.app.settings = type(off.app.settings)(
        **{**vars(off.app.settings), "hotline_feed": HotlineFeed(url=hotline.url, secret=SECRET)}
    )
    await off.restart()
    publish(off, 1, "outage.changed")
    await told(off)
    assert [one["what"] for one in hotline.taken] == ["outage.changed"]


async def test_the_feed_can_be_read_with_the_secret_and_only_with_it(connected: Connected) -> None:
    world = await connected(url="")
    publish(world, outage(world), "outage.opened", "outage.changed", "outage.restored")
    page = create_app(Sandbox(None))
    serve_feed(page, world.app, SECRET)
    server = await serve(Sandbox(None), app=page)
    bearer = {"Authorization": f"Bearer {SECRET}"}
    try:
        async with httpx.AsyncClient(base_url=server.url, trust_env=False) as client:
            read = (await client.get("/feed", headers=bearer)).json()
            assert [one["what"] for one in read["entries"]] == ["outage.opened", "outage.changed", "outage.restored"]
            rest = (await client.get("/feed?after=2", headers=bearer)).json()
            assert ([one["id"] for one in rest["entries"]], rest["after"]) == ([3], 3)
            none = (await client.get("/feed?after=3", headers=bearer)).json()
            assert (none["entries"], none["after"]) == ([], 3)
            for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": SECRET}):
                assert (await client.get("/feed", headers=headers)).status_code == 401
            for after in ("x", "-1", "9" * 12, "٣"):
                assert (await client.get("/feed", params={"after": after}, headers=bearer)).status_code == 400
    finally:
        await server.stop()
