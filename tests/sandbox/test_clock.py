"""The clock goes forward only, step by step, and waits for whoever does things when they are due."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import httpx
import pytest

from bot.sandbox import clock as clock_module
from bot.sandbox.clock import Clock, duration
from bot.sandbox.store import Sandbox
from tests.sandbox.conftest import START


class App:
    """A follower with things due at set times; it writes down when the clock let it do each."""

    def __init__(self, clock: Clock, due: list[datetime], name: str = "app") -> None:
        self.clock, self.due, self.name = clock, sorted(due), name
        self.did: list[tuple[datetime, datetime]] = []
        self.stuck = False

    async def live(self) -> None:
        done = 0
        while True:
            answer = await self.clock.follow(self.name, done, min(self.due, default=None), 25)
            now = datetime.fromisoformat(answer["now"])
            while not self.stuck and self.due and self.due[0] <= now:
                self.did.append((self.due.pop(0), now))
            done = answer["seq"]


@pytest.fixture
def clock(sandbox: Sandbox) -> Clock:
    return sandbox.clock


@pytest.fixture
async def follower(clock: Clock):
    tasks: list[asyncio.Task[None]] = []

    async def follow(app: App) -> App:
        tasks.append(asyncio.create_task(app.live()))
        await asyncio.sleep(0)
        return app

    yield follow
    for task in tasks:
        task.cancel()


async def test_without_a_follower_it_simply_moves(http: httpx.AsyncClient) -> None:
    assert datetime.fromisoformat((await http.get("/sandbox/clock")).json()["now"]) == START
    moved = (await http.post("/sandbox/clock", json={"advance": "PT30M"})).json()
    assert datetime.fromisoformat(moved["now"]) == START + timedelta(minutes=30)
    moved = (await http.post("/sandbox/clock", json={"to": "2026-11-24T10:00:00+08:00"})).json()
    assert moved["now"] == "2026-11-24T02:00:00+00:00"
    assert (await http.post("/sandbox/clock", json={"to": "next"})).json()["nothing_due"] is True


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"to": "2026-11-24T08:59:59+08:00"},
        {"to": "2026-11-24T12:00:00"},
        {"to": "tomorrow"},
        {"advance": "30 minutes"},
        {"advance": "P"},
        {"advance": "PT1M", "to": "next"},
    ],
)
async def test_backwards_and_nonsense_are_refused(http: httpx.AsyncClient, body: dict) -> None:
    answer = await http.post("/sandbox/clock", json=body)
    assert (answer.status_code, bool(answer.json()["error"])) == (400, True)
    assert datetime.fromisoformat((await http.get("/sandbox/clock")).json()["now"]) == START


async def test_things_due_happen_in_order_each_at_its_own_time(clock: Clock, follower) -> None:
    due = [START + timedelta(minutes=m) for m in (90, 10, 30, 30)]
    app = await follower(App(clock, due))
    moved = await clock.move(advance=timedelta(hours=1))
    ten, thirty = START + timedelta(minutes=10), START + timedelta(minutes=30)
    assert app.did == [(ten, ten), (thirty, thirty), (thirty, thirty)]
    assert moved["steps"] == [ten.isoformat(), thirty.isoformat()]
    assert clock.now() == START + timedelta(hours=1)
    assert "unsettled" not in moved


async def test_the_next_thing_due(clock: Clock, follower) -> None:
    app = await follower(App(clock, [START + timedelta(days=1)]))
    moved = await clock.move(to="next")
    assert clock.now() == START + timedelta(days=1)
    assert [due for due, _ in app.did] == [clock.now()]
    assert "nothing_due" not in moved
    assert (await clock.move(to="next"))["nothing_due"]


async def test_what_a_thing_due_brings_with_it_is_done_too(clock: Clock, follower) -> None:
    app = App(clock, [START + timedelta(minutes=10)])
    live = app.live

    class Chain(list):
        def pop(self, index: int = -1) -> datetime:
            first = super().pop(index)
            if len(app.did) < 3:
                self.append(first + timedelta(minutes=10))
            return first

    app.due = Chain(app.due)
    assert live
    await follower(app)
    await clock.move(advance=timedelta(hours=2))
    assert [(at - START).seconds // 60 for _, at in app.did] == [10, 20, 30, 40]


async def test_a_stuck_thing_does_not_hold_the_clock(clock: Clock, follower) -> None:
    app = App(clock, [START + timedelta(minutes=10)])
    app.stuck = True
    await follower(app)
    other = await follower(App(clock, [START + timedelta(minutes=20)], "other"))
    await asyncio.wait_for(clock.move(advance=timedelta(hours=1)), 10)
    assert clock.now() == START + timedelta(hours=1)
    assert [at for _, at in other.did] == [START + timedelta(minutes=20)]


async def test_a_follower_that_never_reports_leaves_it_unsettled(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock_module, "STEP_LIMIT", 0.02)
    silent = asyncio.create_task(clock.follow("silent", 0, None, 25))
    await asyncio.sleep(0)
    clock.followers["silent"].connected += 1  # it took the answer and is still busy
    moved = await clock.move(advance=timedelta(minutes=5))
    assert moved["unsettled"] is True
    assert clock.now() == START + timedelta(minutes=5)
    silent.cancel()


async def test_a_follower_at_work_is_waited_for_longer_than_one_that_is_gone(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock_module, "LIVE_FOR", 0.0)
    finished = asyncio.Event()

    async def slow() -> None:
        await clock.follow("slow", 0, None, 25)
        await asyncio.sleep(0.02)  # doing what was due
        finished.set()
        while True:
            await clock.follow("slow", clock.seq, None, 25)

    work = asyncio.create_task(slow())
    await asyncio.sleep(0)
    assert "unsettled" not in await clock.move(advance=timedelta(minutes=5))
    assert finished.is_set()
    work.cancel()


async def test_a_follower_that_went_away_is_not_waited_for(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock_module, "LIVE_FOR", 0.0)
    await clock.follow("gone", clock.seq, START + timedelta(minutes=1), 0)
    assert "unsettled" not in await clock.move(advance=timedelta(minutes=5))


async def test_following_over_http(http: httpx.AsyncClient, sandbox: Sandbox) -> None:
    due = (START + timedelta(minutes=10)).isoformat()
    poll = asyncio.create_task(http.get(f"/sandbox/clock/follow?name=app&done=0&next={due}"))
    while not sandbox.clock.followers:
        await asyncio.sleep(0.001)
    mover = asyncio.create_task(http.post("/sandbox/clock", json={"to": "next"}))
    first = (await poll).json()
    assert first["seq"] == 1
    second = (await http.get("/sandbox/clock/follow", params={"name": "app", "done": 1, "next": due})).json()
    assert (second["seq"], second["now"]) == (2, due)
    last = asyncio.create_task(http.get("/sandbox/clock/follow?name=app&done=2&next="))
    third = (await last).json()
    assert third["seq"] == 3
    await asyncio.wait(
        {asyncio.create_task(http.get("/sandbox/clock/follow?name=app&done=3&next=")), mover},
        return_when=asyncio.FIRST_COMPLETED,
    )
    assert (await mover).json()["now"] == due


async def test_a_follower_that_was_killed_is_gone_at_once(
    http: httpx.AsyncClient, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock_module, "LIVE_FOR", 0.0)
    poll = asyncio.create_task(http.get("/sandbox/clock/follow?name=app&done=0&next="))
    while not clock.followers:
        await asyncio.sleep(0.001)
    poll.cancel()
    while clock.followers["app"].connected:
        await asyncio.sleep(0.001)
    assert "unsettled" not in await asyncio.wait_for(clock.move(advance=timedelta(minutes=5)), 2)


async def test_message_dates_follow_the_clock(sandbox: Sandbox, person: int) -> None:
    await sandbox.move_clock(advance="P1D")
    await sandbox.say(person, "明天了", wait=False)
    assert sandbox.messages(person)[0]["at"] == (START + timedelta(days=1)).isoformat()


def test_a_running_clock_keeps_its_offset() -> None:
    clock = Clock()
    clock.set(START)
    assert timedelta() <= clock.now() - START < timedelta(seconds=5)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("PT30M", timedelta(minutes=30)),
        ("PT2H", timedelta(hours=2)),
        ("P1D", timedelta(days=1)),
        ("P1W", timedelta(weeks=1)),
        ("P1DT2H3M4.5S", timedelta(days=1, hours=2, minutes=3, seconds=4.5)),
    ],
)
def test_durations(text: str, length: timedelta) -> None:
    assert duration(text) == length
