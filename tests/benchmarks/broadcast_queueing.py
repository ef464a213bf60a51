"""Safe broadcast under load: a million recipients found and queued.

Measured on PostgreSQL, piece by piece as the clock does it, with the memory of this process; the aim for a million is
a minute and 50 MB, and a recipient may not cost more among a million than among ten thousand.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from handlers import routers
from models import migrating
from models.broadcast import Broadcast
from scheduling import broadcasts, clockwork, timers
from scheduling.database import open_engine
from scheduling.policy import Policy
from scheduling.unit_of_work import Store, UnitOfWork
from tests import crowds
from tests.benchmarks.figures import Row, row
from tests.postgres import server
from tests.realm import Realm, settle_town

FEW, MANY = 10_000, 1_000_000
AIM_SECONDS, AIM_MEGABYTES = 60.0, 50.0


def rows() -> Iterator[Row]:
    routers.answering()  # from here on every notification has its words
    with server.running() as url:
        few, many = queueing(url, FEW), queueing(url, MANY)
    yield row("broadcast.count.1m", many["count"], "s", None)
    yield row("broadcast.queue.1m", many["queue"], "s", AIM_SECONDS)
    yield row("broadcast.queue.1m.rate", MANY / many["queue"], "per_second", MANY / AIM_SECONDS)
    yield row("broadcast.queue.1m.longest_piece", many["longest"] * 1000, "ms", None)
    yield row("broadcast.queue.1m.memory_growth", many["megabytes"], "MB", AIM_MEGABYTES)
    each, each_of_few = many["queue"] / MANY, few["queue"] / FEW
    yield row("broadcast.queue.cost_per_recipient.1m_to_10k", each * 1e6, "us", each_of_few * 1e6)


def queueing(url: str, people: int) -> dict[str, float]:
    """Counted, confirmed, queued to the last: seconds, the longest piece, and by how much our memory grew."""
    engine = open_engine(server.create_database(url, f"crowd_{people}"))
    try:
        migrating.upgrade(engine)
        realm = settle_town(Store(engine, Policy.default()))
        realm.run(many_move_in, people)
        with engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE"))
        return queue_all(realm, people)
    finally:
        engine.dispose()


def many_move_in(uow: UnitOfWork, people: int) -> None:
    """In the database's own words: from here a million rows would take minutes. One in twenty is somebody special."""
    area = crowds.area(uow, "幸福里").id
    some = f"generate_series(1001, {1000 + people}) AS n"
    for statement in (
        "INSERT INTO people (id, name, phone, phone_verified, language, tier, outage_news, created_at) SELECT n, "
        "'客户' || n, '+86139' || lpad(n::text, 8, '0'), true, 'zh', CASE n % 20 WHEN 0 THEN 'key' WHEN 1 THEN 'vip' "
        f"WHEN 2 THEN 'high_value' ELSE 'ordinary' END, true, now() FROM {some}",
        f"INSERT INTO addresses (id, person_id, area_id, text) SELECT n, n, {area}, '幸福里3栋' FROM {some}",
        "INSERT INTO subscriptions (id, person_id, address_id, service, account) SELECT n, n, n, 'broadband', 'KD' "
        f"FROM {some}",
        "INSERT INTO chat_accounts (id, person_id, channel, bot_id, chat_id, user_id, bound_at, identity_tries) "
        f"SELECT n, n, 'telegram', 1, 500000 + n, n, now(), 0 FROM {some}",
    ):
        uow.session.execute(text(statement))


def queue_all(realm: Realm, people: int) -> dict[str, float]:
    outage = realm.run(crowds.outage)
    broadcast = realm.run(broadcasts.compose, "d", outage_id=outage.id, by=realm.who("周静"))
    began = time.perf_counter()
    realm.run(broadcasts.confirm, broadcast.id, by=realm.who("周静"))
    counting = time.perf_counter() - began
    realm.run(broadcasts.approve, broadcast.id, by=realm.who("孙涛"))
    after = replace(realm, now=realm.now + timedelta(minutes=1))
    pieces = []
    with memory_growth() as grown:
        began = time.perf_counter()
        while due := after.run(timers.due_timers):
            for timer_id in due:
                start = time.perf_counter()
                after.run(clockwork.fire, timer_id)
                pieces.append(time.perf_counter() - start)
        took = time.perf_counter() - began
    queued = after.run(lambda uow: uow.get(Broadcast, broadcast.id)).queued
    assert queued == people + 1, f"{queued} are queued"
    return {"count": counting, "queue": took, "longest": max(pieces), "megabytes": grown[0]}


@contextmanager
def memory_growth() -> Iterator[list[float]]:
    """By how many megabytes this process was larger at its largest than at the start."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # forgets the largest size so far
    before, grown = status("VmRSS"), [0.0]
    yield grown
    grown[0] = (status("VmHWM") - before) / 1024


def status(name: str) -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith(name)))
