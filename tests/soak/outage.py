"""Killed while an outage is being opened, ended, taken back or called off: no order of it may be forgotten."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import Select, select

from models.order import OrderStatus, WorkOrder
from models.outage import HeldOrder, Outage, Question
from models.timer import Timer, TimerKind
from scheduling import outages
from scheduling.unit_of_work import UnitOfWork
from tests import crowds
from tests.invariants import broken
from tests.realm import Realm
from tests.soak.broadcast import now, store_of
from tests.soak.lives import Lives

Deed = Callable[[UnitOfWork, int], Outage]


def opens(uow: UnitOfWork, area_id: int) -> Outage:
    return outages.open_outage(uow, "killed", area_id=area_id, starts_at=uow.now)


DEEDS: tuple[Deed, ...] = (opens, outages.restore, outages.resume, outages.call_off)


async def outage_killed(folder: Path, faults: int, kills: int, seed: int, deeds: Sequence[Deed] = DEEDS) -> list[str]:
    """One deed after the other, dying so often at each; what was broken."""
    lives, chance, wrong = Lives(folder), random.Random(seed), list[str]()
    try:
        await lives.begin()
        async with httpx.AsyncClient(base_url=lives.url, timeout=120, trust_env=False) as http:
            await lives.death()
            realm = Realm(store_of(lives), await now(http))
            estate = realm.run(crowds.area, "幸福里")
            realm.run(crowds.report_faults, realm.run(crowds.move_in, faults, estate.id, chats=False))
            for deed in deeds:
                # It dies with the deed done and its consequences not, or some of them.
                realm.now = await now(http)
                realm.run(*([deed, estate.id] if deed is opens else [deed, 1]), by=realm.who("周静"))
                for _ in range(kills):
                    await lives.birth()
                    moving = asyncio.create_task(http.post("/sandbox/clock", json={"advance": "PT2S"}))
                    await asyncio.sleep(chance.uniform(0, 0.6))
                    await lives.death()
                    moving.cancel()
                await lives.birth()
                await finished(http, realm)
                await lives.death()
                wrong += [f"{deed.__name__}: {one}" for one in (*realm.run(broken), *astray(realm, faults, deed))]
    finally:
        await lives.end()
    return [*wrong, *lives.complaints()]


async def finished(http: httpx.AsyncClient, realm: Realm) -> None:
    """Until no order is left to the clock."""
    until = time.monotonic() + 300
    query = select(Timer.id).where(Timer.kind == TimerKind.HOLD_AGAIN)
    while realm.rows(query) and time.monotonic() < until:
        moved = (await http.post("/sandbox/clock", json={"advance": "PT5S"})).json()
        if moved["next"] is None:  # at work for longer than the clock waits: it must not run away
            await asyncio.sleep(1)


def astray(realm: Realm, faults: int, deed: Deed) -> list[str]:
    """What does not stand where the record says."""

    def counted(query: Select[Any]) -> Counter[str]:
        return realm.run(lambda uow: Counter(uow.session.scalars(query)))

    orders = counted(select(WorkOrder.status))
    held = counted(select(HeldOrder.question).where(HeldOrder.released_at.is_(None)))
    if deed is outages.call_off:
        wanted, waiting = {OrderStatus.READY: faults}, {}
    else:
        question = Question.BY_PHONE if deed is outages.restore else Question.NOT_YET
        wanted, waiting = {OrderStatus.ON_HOLD: faults}, {question: faults}
    return [] if (orders, held) == (wanted, waiting) else [f"orders {dict(orders)}, held {dict(held)}"]
