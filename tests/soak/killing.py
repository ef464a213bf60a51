"""The application is killed at random moments of the day and started again, until it has died often enough."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import httpx

from tests.soak.checks import broken_promises
from tests.soak.day import Town, two_days
from tests.soak.lives import Lives

AIMED = 0.6  # of the deaths come at the worst moment, the others at any
# Each call of the Bot API is done at once and answered later: something is always on the wire when death comes.
SLOW = {"method": "*", "late_ms": 25, "times": 10**9}


@dataclass
class Result:
    """What came of it, for a table."""

    kills: int = 0
    rounds: int = 0
    orders: int = 0
    insisted: int = 0
    messages: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    moments: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


async def killed(folder: Path, kills: int, seed: int, storms: bool = False) -> Result:
    """Plays the day over and over while somebody pulls the plug; then asks what is true."""
    began, lives, result = time.monotonic(), Lives(folder), Result()
    try:
        await lives.begin()
        async with httpx.AsyncClient(base_url=lives.url, timeout=120, trust_env=False) as http:
            town = Town(http, lives.database)
            await http.post("/sandbox/faults", json=SLOW)
            await play(town, lives, kills, random.Random(seed), result, storms)
            await http.request("DELETE", "/sandbox/faults")
            await settled(town)
            result.broken = await broken_promises(town, lives.database, lives.url)
            result.insisted = sum(person.again for person in town.people.values())
            result.orders = len(town.orders)
            counted = town.ask("SELECT status, count(*) FROM notifications GROUP BY status")
            result.messages = {str(status): int(count) for status, count in counted}
    finally:
        await lives.end()
    result.complaints = lives.complaints()
    result.seconds = time.monotonic() - began
    return result


async def play(town: Town, lives: Lives, kills: int, chance: random.Random, result: Result, storms: bool) -> None:
    first = (await town.now()).replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=1)
    reaper = asyncio.create_task(reap(town, lives, kills, chance, result, storms))
    try:
        while not reaper.done() or result.rounds == 0:
            await two_days(town, first + timedelta(days=2 * result.rounds))
            result.rounds += 1
        await reaper
    finally:
        reaper.cancel()


async def reap(town: Town, lives: Lives, kills: int, chance: random.Random, result: Result, storms: bool) -> None:
    """After some more of the day, at a random moment of whatever is being done then."""
    for _ in range(kills):
        for _ in range(chance.randint(1, 7)):
            town.acted.clear()
            await town.acted.wait()
        if chance.random() < AIMED:
            await just_delivered(town)
        else:
            await asyncio.sleep(chance.uniform(0, 0.3))
        result.moments.append(town.step)
        await lives.death()
        result.kills += 1
        if storms:
            await storm(town, chance)
        await lives.birth()


async def just_delivered(town: Town) -> None:
    """The worst moment: somebody has a message that the database does not know to be delivered yet."""
    calls = (await town.http.get("/sandbox/log", params={"method": "sendMessage"})).json()
    newest = calls[-1]["index"] if calls else 0
    until = time.monotonic() + 1.5
    while time.monotonic() < until:
        if (await town.http.get("/sandbox/log", params={"method": "sendMessage", "since": newest})).json():
            return


async def storm(town: Town, chance: random.Random) -> None:
    """Trouble on the messenger's side, too; it goes before what only makes things slow."""
    faults = (
        {"method": "sendMessage", "status": 502, "times": 3}, {"method": "sendMessage", "drop_response": True},
        {"method": "sendMessage", "status": 429, "retry_after": 1}, {"method": "editMessageText", "status": 500},
    )  # fmt: skip
    await town.http.request("DELETE", "/sandbox/faults")
    await town.http.post("/sandbox/faults", json=chance.choice(faults))
    await town.http.post("/sandbox/faults", json=SLOW)


async def settled(town: Town) -> None:
    """Whatever is due has gone out."""
    for _ in range(200):
        [(count,)] = town.ask("SELECT count(*) FROM notifications WHERE status = 'claimed'")
        due = town.ask(
            "SELECT count(*) FROM notifications WHERE status = 'pending' AND due_at <= ?", await stored(town)
        )
        if not count and not due[0][0]:
            return
        await asyncio.sleep(0.1)


async def stored(town: Town) -> str:
    """This instant as the database writes it."""
    from datetime import UTC

    return f"{(await town.now()).astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"
