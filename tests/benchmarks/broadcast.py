"""Safe broadcast under load: a million recipients found and queued, and what else is said meanwhile.

Queueing is measured on PostgreSQL, piece by piece as the clock does it, with the memory of this process; the aim for
a million is a minute and 50 MB, and a recipient may not cost more among a million than among ten thousand. Sending
runs the whole application against the sandbox over HTTP at the permitted rate while a hundred thousand are queued.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select, text

from bot.app import App
from bot.clock import Clock
from bot.config import Settings
from bot.rate import Allowance
from bot.sandbox.limits import RateLimits
from bot.sandbox.server import create_app, serve
from bot.sandbox.store import Sandbox
from handlers import routers
from models import migrating
from models.appointment import Appointment, Status
from models.broadcast import Broadcast
from models.event import Event
from models.notification import Notification, Urgency
from models.order import OrderKind, OrderService, OrderStatus, Service, WorkOrder
from models.person import Person
from scheduling import broadcasts, clockwork, timers
from scheduling.broadcasts import Audience
from scheduling.database import open_engine
from scheduling.policy import Delivery, Policy
from scheduling.unit_of_work import CLOCK, Actor, Store, UnitOfWork
from tests import crowds
from tests.benchmarks.figures import Row, folder, percentile, row
from tests.postgres import server
from tests.realm import Realm, settle_town
from tests.world import TOKEN, make_template

FEW, MANY = 10_000, 1_000_000
AIM_SECONDS, AIM_MEGABYTES = 60.0, 50.0
QUEUED = 100_000  # recipients of the broadcast that is being sent while notices fall due
NOTICES = 150
WARM, LONG = 5.0, 45.0  # seconds
AIM_RATE, AIM_LATE = 0.97, 2.0


def rows() -> Iterator[Row]:
    routers.answering()  # from here on every notification has its words
    with tempfile.TemporaryDirectory(prefix="menling-", ignore_cleanup_errors=True) as place:
        Path(place).chmod(0o755)
        url = server.start(Path(place))
        try:
            few = queueing(url, FEW)
            many = queueing(url, MANY)
        finally:
            server.stop(Path(place))
    yield row("broadcast.count.1m", many["count"], "s", None)
    yield row("broadcast.queue.1m", many["queue"], "s", AIM_SECONDS)
    yield row("broadcast.queue.1m.rate", MANY / many["queue"], "per_second", MANY / AIM_SECONDS)
    yield row("broadcast.queue.1m.longest_piece", many["longest"] * 1000, "ms", None)
    yield row("broadcast.queue.1m.memory_growth", many["megabytes"], "MB", AIM_MEGABYTES)
    each, each_of_few = many["queue"] / MANY, few["queue"] / FEW
    yield row("broadcast.queue.cost_per_recipient.1m_to_10k", each * 1e6, "us", each_of_few * 1e6)
    rate = Policy.default().delivery.per_second
    left, moments, late = asyncio.run(sending())
    lasting = [moment for moment in moments if moments[0] + WARM <= moment < moments[0] + WARM + LONG]
    yield row("broadcast.sent.rate", len(lasting) / LONG, "per_second", rate)
    yield row("broadcast.sent.most_leaving_in_any_second", fullest_second(left), "messages", rate)
    yield row("broadcast.sent.most_arriving_in_any_second", fullest_second(moments), "messages", None)
    yield row("broadcast.half_hour_notice.late.p50", percentile(late, 0.5), "s", AIM_LATE)
    yield row("broadcast.half_hour_notice.late.p99", percentile(late, 0.99), "s", AIM_LATE)


# --- A million, on PostgreSQL


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


# --- The whole application, at the permitted rate


class Noted(Allowance):
    """The application's own, which remembers when it let each message go."""

    def __init__(self, policy: Delivery) -> None:
        super().__init__(policy)
        self.left: list[float] = []

    async def leave(self) -> None:
        await super().leave()
        self.left.append(self.tick())


async def sending() -> tuple[list[float], list[float], list[float]]:
    """When each message left and arrived, and how late each half-hour notice was, while a hundred thousand are told."""
    with folder() as place:
        sandbox = Sandbox(None, limits=RateLimits.off())
        running = await serve(sandbox, app=create_app(sandbox))
        policy = Policy.default()
        at_once = replace(policy.broadcast, undo=timedelta(), second_person_above=QUEUED * 2)
        settings = Settings(policy=replace(policy, broadcast=at_once), data=place,
                            database_url=f"sqlite:///{make_template(place)}")  # fmt: skip
        app = App(
            settings, token=TOKEN, api_base=running.url, clock=Clock(), allowance=(noted := Noted(policy.delivery))
        )
        try:
            await app.open()
            due = app.store.run(prepared, CLOCK, app.clock.now(), sandbox)
            await app.start(poll=False)
            await asyncio.sleep(WARM + LONG + 3)
            calls = sandbox.log.read("sendMessage")
        finally:
            await app.stop()
            await running.stop()
    said = [call for call in calls if call["status"] == 200]
    told = {call["chat_id"]: call["real"] for call in said if call["chat_id"] in due}
    late = [told.get(chat_id, time.time()) - at for chat_id, at in due.items()]
    return noted.left, sorted(call["real"] for call in said), late


def prepared(uow: UnitOfWork, sandbox: Sandbox) -> dict[int, float]:
    """A broadcast about to leave, and notices that fall due at moments of their own while it is on its way."""
    dispatcher = Actor.of(uow.session.scalars(select(Person).where(Person.name == "周静")).one())
    first, other = crowds.area(uow, "幸福里").id, crowds.area(uow, "科技园").id
    people = crowds.move_in(uow, QUEUED, first)
    for id in people[: int((WARM + LONG + 10) * uow.policy.delivery.per_second)]:
        sandbox.seed_person(crowds.FIRST_CHAT + id, f"客户{id}", "zh", role="customer")
    outage = crowds.outage(uow)
    mine = uow.seen_by(dispatcher)
    told = broadcasts.compose(mine, "d", outage_id=outage.id, audience=Audience(area_id=first))
    broadcasts.confirm(mine, told.id)
    waiting = crowds.move_in(uow, NOTICES, other)
    chance = random.Random(1)
    due = {}
    for id in waiting:
        sandbox.seed_person(crowds.FIRST_CHAT + id, f"客户{id}", "zh", role="customer")
        at = datetime.now(UTC) + timedelta(seconds=WARM + chance.random() * LONG)
        due[crowds.FIRST_CHAT + id] = at.timestamp()
        notice(uow, id, other, at)
    return due


def notice(uow: UnitOfWork, id: int, area_id: int, at: datetime) -> None:
    """A visit in half an hour from then, of which its customer is told then."""
    visit_at = at + timedelta(minutes=30)
    order = {
        "id": id, "number": f"261124-{id}", "kind": OrderKind.REPAIR, "status": OrderStatus.SCHEDULED,
        "customer_id": id, "unit_id": 4, "area_id": area_id, "address": "科技园1栋", "received_at": uow.now,
        "due_at": visit_at + timedelta(days=1), "version": 1,
    }  # fmt: skip
    visit = {
        "id": id, "order_id": id, "status": Status.BOOKED, "starts_at": visit_at, "promised_at": visit_at,
        "ends_at": visit_at + timedelta(hours=2), "version": 1,
    }  # fmt: skip
    owed: dict[str, Any] = {
        "event_id": uow.add(Event(at=uow.now, name="appointment.booked", facts={})).id, "recipient_id": id,
        "key": "half-hour-notice", "params": {}, "order_id": id, "appointment_id": id, "urgency": int(Urgency.NOW),
        "phone_if_no_chat": True, "due_at": at,
    }  # fmt: skip
    uow.session.execute(insert(WorkOrder).values(order))
    uow.session.execute(insert(OrderService).values(order_id=id, service=Service.BROADBAND))
    uow.session.execute(insert(Appointment).values(visit))
    uow.session.execute(insert(Notification).values(owed))


def fullest_second(moments: list[float]) -> int:
    """The most messages that left within any one second, whenever it begins."""
    return max(bisect_left(moments, moment + 1.0) - at for at, moment in enumerate(moments))
