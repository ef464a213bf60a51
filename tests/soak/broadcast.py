"""One broadcast, killed and started again at random moments while the messenger misbehaves: who was told, and how often.

What people saw is asked of the sandbox, what we believe of the database; neither is asked of the application.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from models.broadcast import OVER, Broadcast
from models.notification import Delivery, Notification
from scheduling import broadcasts
from scheduling.database import open_engine
from scheduling.policy import Policy
from scheduling.unit_of_work import Store, UnitOfWork
from tests import crowds
from tests.realm import Realm
from tests.soak.lives import Lives

# Each call is done at once and answered later: something is always on the wire when death comes.
SLOW = {"method": "*", "late_ms": 25, "times": 10**9}
TROUBLES: tuple[dict[str, Any], ...] = (
    {"method": "sendMessage", "status": 502, "times": 5},
    {"method": "sendMessage", "drop_response": True, "times": 2},
    {"method": "sendMessage", "status": 429, "retry_after": 1},
    {"method": "editMessageText", "status": 500},
    {"method": "editMessageText", "drop_response": True},
)
AT_ONCE = 50
EDGE = 0.3  # of the deaths come while it is still being queued, or right after a birth


@dataclass
class Told:
    """What came of it, for a table."""

    kills: int = 0
    people: int = 0
    seconds: float = 0.0
    statuses: dict[str, int] = field(default_factory=dict)
    twice: int = 0  # people who saw it more than once, each recorded as unknown
    fullest_second: int = 0
    broken: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


async def broadcast_killed(folder: Path, people: int, kills: int, seed: int, storms: bool = True) -> Told:
    """Sends one broadcast to the end, however often it dies on the way; then asks what is true."""
    began, lives, told = time.monotonic(), Lives(folder), Told(people=people)
    try:
        await lives.begin()
        async with httpx.AsyncClient(base_url=lives.url, timeout=120, trust_env=False) as http:
            await lives.death()
            realm = Realm(store_of(lives), await now(http))
            ids = await settle_in(http, realm, people)
            broadcast_id = let_go(realm)
            await http.post("/sandbox/faults", json=SLOW)
            await lives.birth()
            await reap(http, lives, kills, random.Random(seed), told, storms, people)
            await http.request("DELETE", "/sandbox/faults")
            broadcast = await ended(realm, broadcast_id, people)
            calls = (await http.get("/sandbox/log", params={"method": "sendMessage"})).json()
        rows = crowds.recipients(realm, broadcast_id)
        told.statuses = dict(Counter(row.status.value for row in rows))
        told.broken = list(broken(broadcast, rows, ids, calls, told))
    finally:
        await lives.end()
    told.complaints = lives.complaints()
    told.seconds = time.monotonic() - began
    return told


def store_of(lives: Lives) -> Store:
    return Store(open_engine(f"sqlite:///{lives.database}"), Policy.default())


async def now(http: httpx.AsyncClient) -> datetime:
    return datetime.fromisoformat((await http.get("/sandbox/clock")).json()["now"])


async def settle_in(http: httpx.AsyncClient, realm: Realm, people: int) -> list[int]:
    """So many customers at 幸福里, each with a chat."""
    area = realm.run(crowds.area, "幸福里").id
    ids: list[int] = realm.run(crowds.move_in, people, area)
    for at in range(0, len(ids), AT_ONCE):
        await asyncio.gather(*(moves_in(http, id) for id in ids[at : at + AT_ONCE]))
    return ids


async def moves_in(http: httpx.AsyncClient, id: int) -> None:
    person = {"id": crowds.FIRST_CHAT + id, "name": f"客户{id}", "language_code": "zh", "role": "customer"}
    (await http.post("/sandbox/people", json=person)).raise_for_status()


def let_go(realm: Realm) -> int:
    """Composed, confirmed, approved; it leaves with the next birth."""
    outage = realm.run(crowds.outage)
    broadcast = realm.run(broadcasts.compose, "d", outage_id=outage.id, by=realm.who("周静"))
    realm.now -= timedelta(minutes=2)
    broadcast = realm.run(broadcasts.confirm, broadcast.id, by=realm.who("周静"))
    if broadcast.reach > Policy.default().broadcast.second_person_above:
        realm.run(broadcasts.approve, broadcast.id, by=realm.who("孙涛"))
    return int(broadcast.id)


async def reap(
    http: httpx.AsyncClient, lives: Lives, kills: int, chance: random.Random, told: Told, storms: bool, people: int
) -> None:
    """Spread over the time it takes, at random moments."""
    usual = people / Policy.default().delivery.per_second / (kills + 1)
    for _ in range(kills):
        await asyncio.sleep(chance.uniform(0, 0.5) if chance.random() < EDGE else chance.uniform(0.2, 1.8) * usual)
        await lives.death()
        told.kills += 1
        if storms:
            await http.request("DELETE", "/sandbox/faults")
            for trouble in chance.sample(TROUBLES, 2):
                await http.post("/sandbox/faults", json=trouble)
            await http.post("/sandbox/faults", json=SLOW)
        await lives.birth()


async def ended(realm: Realm, broadcast_id: int, people: int) -> Broadcast:
    """Waits for its end; twice as long as it takes and some more."""
    until = time.monotonic() + 120 + 2 * people / Policy.default().delivery.per_second

    def look(uow: UnitOfWork) -> Broadcast:
        return uow.get(Broadcast, broadcast_id)

    while (found := realm.run(look)).status not in OVER and time.monotonic() < until:
        await asyncio.sleep(0.5)
    await asyncio.sleep(2)  # the report is on its way
    return found


def broken(
    broadcast: Broadcast, rows: list[Notification], ids: list[int], calls: list[dict[str, Any]], told: Told
) -> Iterator[str]:
    """Nobody missed; nobody told twice beyond those recorded unknown; figures that add up."""
    shown = Counter(call["chat_id"] - crowds.FIRST_CHAT for call in calls if call["status"] == 200)
    mine = {row.recipient_id: row for row in rows}
    yield from (f"person {id} was never queued" for id in ids if id not in mine)
    yield from (
        f"person {id} is queued twice" for id, times in Counter(r.recipient_id for r in rows).items() if times > 1
    )
    for id in ids:
        status, times = mine[id].status if id in mine else None, shown[id]
        if status not in (Delivery.SENT, Delivery.UNKNOWN):
            yield f"person {id} was left {status}"
        if status is Delivery.SENT and times != 1:
            yield f"person {id} saw it {times} times, recorded as sent"
        told.twice += times > 1
    if broadcast.status.value != "done":
        yield f"the broadcast is {broadcast.status.value}"
    counted = Counter(row.status.value for row in rows)
    figures = {"sent": broadcast.sent, "unknown": broadcast.unknown, "failed": broadcast.failed + broadcast.blocked}
    for name, figure in figures.items():
        if figure != counted[name]:
            yield f"{figure} are counted as {name}, {counted[name]} are"
    if broadcast.queued != len(rows):
        yield f"{broadcast.queued} are counted as queued, {len(rows)} are"
    reports = [call for call in calls if call["status"] == 200 and call["chat_id"] == 3001]
    if not reports:
        yield "the dispatcher has neither card nor report"
    moments = sorted(call["real"] for call in calls if call["status"] == 200)
    told.fullest_second = max(
        (sum(1 for later in moments[at : at + 60] if later < moment + 1) for at, moment in enumerate(moments)),
        default=0,
    )
