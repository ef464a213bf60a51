"""How fast what is owed leaves: ten thousand messages due at once, ninety thousand more waiting for their day.

The messenger answers at once and nobody waits for the permitted rate; everything else is measured: claiming, asking
whether it is still true, gathering what the message says, its words and buttons, writing down that it left. Batches
are as large as the application makes them. The peer is APScheduler with its SQLAlchemy job store on the same kind of database, its
grace for late jobs lifted (with the default it drops what is a second late, which is faster but sends nothing).
"""

from __future__ import annotations

import asyncio
import gc
import pickle
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.job import Job
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.util import datetime_to_utc_timestamp
from sqlalchemy import insert, select, update

from bot.delivery import Post
from bot.health import Metrics
from handlers import routers
from handlers.texts.render import Say, bundle
from models.appointment import Appointment, Status
from models.event import Event
from models.notification import Delivery, Notification, Urgency
from models.order import OrderKind, OrderService, OrderStatus, Service, WorkOrder
from models.person import ChatAccount, Person
from models.unit import Area
from scheduling import outbox
from scheduling.outbox import Outcome
from scheduling.policy import Policy
from scheduling.unit_of_work import UnitOfWork
from tests.benchmarks.figures import Row, folder, percentile, row, town
from tests.realm import Realm
from tests.world import Unlimited

DUE = 10_000
WAITING = 90_000
BATCH = 1000
AIM_SECONDS = 1.0
FIRST = 100_000  # ids of the people, orders and visits made here
URGENT = FIRST + DUE - 1  # whose message becomes urgent; the last of all otherwise
PEER_DUE, PEER_WAITING = 1000, 9000  # the peer gets a tenth, or nobody would wait for it
due_at_of: dict[str, float] = {}


def rows() -> Iterator[Row]:
    """Rates, and how late each message was; the peer's in the same run."""
    routers.answering()  # from here on every notification has its words
    peer_rate, peer_late = asyncio.run(apscheduler())
    gc.freeze()  # as the application does once it has started
    with town() as realm:
        realm.run(owe)
        seconds = emptied(realm)
        late = [moment for moment, count in seconds for _ in range(count)]
        yield row("outbox.claim_and_record.rate", DUE / seconds[-1][0], "per_second", peer_rate)
        yield row("outbox.claim_and_record.late.p50", percentile(late, 0.5), "s", peer_late[0])
        yield row("outbox.claim_and_record.late.p99", percentile(late, 0.99), "s", AIM_SECONDS)
        realm.run(again)
        moments = asyncio.run(delivered(realm))
        yield row("outbox.whole_delivery.rate", len(moments) / moments[-1], "per_second", peer_rate)
        yield row("outbox.whole_delivery.late.p50", percentile(moments, 0.5), "s", peer_late[0])
        yield row("outbox.whole_delivery.late.p99", percentile(moments, 0.99), "s", AIM_SECONDS)
        yield row("outbox.urgent_behind_them.late", overtaking(realm), "s", AIM_SECONDS)
        yield row("outbox.idle_look", idle(realm), "ms", None)


def owe(uow: UnitOfWork) -> None:
    """Six in the evening: ten thousand customers are asked about tomorrow; the reminders of other days wait."""
    area = uow.session.scalars(select(Area).order_by(Area.id)).first()
    assert area is not None
    ids = range(FIRST, FIRST + DUE)
    tomorrow = uow.now + timedelta(days=1, hours=5)
    uow.session.execute(
        insert(Person), [{"id": n, "name": f"客户{n}", "phone": f"+86139{n:08}", "created_at": uow.now} for n in ids]
    )
    uow.session.execute(
        insert(ChatAccount),
        [{"person_id": n, "bot_id": 1, "chat_id": n, "user_id": n, "bound_at": uow.now} for n in ids],
    )
    uow.session.execute(insert(WorkOrder), [order(n, area, uow.now) for n in ids])
    uow.session.execute(insert(OrderService), [{"order_id": n, "service": Service.BROADBAND} for n in ids])
    uow.session.execute(
        insert(Appointment),
        [
            {"id": n, "order_id": n, "status": Status.BOOKED, "starts_at": tomorrow, "promised_at": tomorrow,
             "ends_at": tomorrow + timedelta(hours=2), "version": 1}
            for n in ids
        ],
    )  # fmt: skip
    events = [
        {"id": FIRST + n, "at": uow.now, "name": "appointment.booked", "order_id": FIRST + n % DUE,
         "appointment_id": FIRST + n % DUE, "facts": {}}
        for n in range(DUE + WAITING)
    ]  # fmt: skip
    uow.session.execute(insert(Event), events)
    uow.session.execute(insert(Notification), [owed(n, uow.now) for n in range(DUE + WAITING)])


def order(n: int, area: Area, now: datetime) -> dict[str, Any]:
    return {
        "id": n, "number": f"261124-{n}", "kind": OrderKind.REPAIR, "status": OrderStatus.SCHEDULED,
        "customer_id": n, "unit_id": area.unit_id, "area_id": area.id, "address": f"幸福里3栋{n}室",
        "received_at": now, "due_at": now + timedelta(days=2), "version": 1,
    }  # fmt: skip


def owed(n: int, now: datetime) -> dict[str, Any]:
    due = now if n < DUE else now + timedelta(hours=1, seconds=n)
    id = FIRST + n % DUE
    return {
        "event_id": FIRST + n, "recipient_id": id, "key": "confirm-ask", "params": {}, "order_id": id,
        "appointment_id": id, "urgency": int(Urgency.NORMAL), "phone_if_no_chat": True, "due_at": due,
        "expires_at": due + timedelta(hours=20),
    }  # fmt: skip


def again(uow: UnitOfWork) -> None:
    """The same ten thousand are due once more."""
    sent = update(Notification).where(Notification.status == Delivery.SENT)
    uow.session.execute(sent.values(status=Delivery.PENDING, attempts=0, sent_at=None, uncertain=False))


def emptied(realm: Realm) -> list[tuple[float, int]]:
    """The outbox alone: claim a batch, hand it over, record it; when each batch was durable, and how many it held."""
    began, done = time.perf_counter(), []
    while claimed := realm.run(claim_only):
        realm.run(outbox.record_outcomes, [Outcome(id, Delivery.SENT, 1, 1) for id in claimed])
        done.append((time.perf_counter() - began, len(claimed)))
    return done


def claim_only(uow: UnitOfWork) -> list[int]:
    return [row.id for row in outbox.claim(uow, BATCH)]


class AtOnce:
    """A messenger that takes everything the moment it gets it."""

    def __init__(self) -> None:
        self.began = time.perf_counter()
        self.moments: list[float] = []
        self.chats: list[int] = []

    async def send_message(self, chat_id: int, text: str, **more: Any) -> Any:
        self.chats.append(chat_id)
        self.moments.append(time.perf_counter() - self.began)
        return SimpleNamespace(message_id=len(self.moments))


def the_post(realm: Realm, bot: AtOnce) -> tuple[Post, ThreadPoolExecutor]:
    """Delivery as the application wires it, on the realm's clock."""
    policy = Policy.default()
    threads = ThreadPoolExecutor(1)
    bundle("zh")  # the texts have been read long before the evening
    says = {language: Say(language, policy.zone, {"company": "门铃", "hotline": "10000"}) for language in ("zh", "en")}

    async def run(use_case: Any, actor: Any, *args: Any) -> Any:
        work = (realm.store.run, use_case, actor, realm.now, *args)
        return await asyncio.get_running_loop().run_in_executor(threads, *work)

    post: Any = Post(bot, 1, run, says.__getitem__, Unlimited(), Metrics(), Policy.default().delivery.batch)  # type: ignore[arg-type]
    return post, threads


async def delivered(realm: Realm) -> list[float]:
    """Everything on the way, rendered words included; when each message left."""
    bot = AtOnce()
    post, threads = the_post(realm, bot)
    bot.began = time.perf_counter()
    while await post.deliver_due():
        pass
    threads.shutdown()
    return bot.moments


def overtaking(realm: Realm) -> float:
    """An arrival becomes due behind a batch just claimed, thousands more being due: how long until it has left."""
    realm.run(again)

    def arrival(uow: UnitOfWork) -> None:
        first = update(Notification).where(Notification.event_id == URGENT)
        uow.session.execute(first.values(urgency=int(Urgency.NOW)))

    async def one() -> float:
        bot = AtOnce()
        post, threads = the_post(realm, bot)
        while len(bot.moments) < DUE // 2:  # the batches have grown
            await post.deliver_due()
        delivering = asyncio.create_task(post.deliver_due())
        while not post._lanes:
            await asyncio.sleep(0.001)
        began = time.perf_counter()
        await asyncio.get_running_loop().run_in_executor(threads, realm.run, arrival)
        await delivering
        while URGENT not in bot.chats and await post.deliver_due():
            pass
        late = bot.began + bot.moments[bot.chats.index(URGENT)] - began
        await post.close()
        threads.shutdown()
        return late

    return asyncio.run(one())


def idle(realm: Realm) -> float:
    """One look into an outbox in which a hundred thousand wait and nothing is due, in milliseconds."""
    early = realm.at("08:00")
    early.run(outbox.claim, 25)
    began = time.perf_counter()
    for _ in range(50):
        early.run(outbox.claim, 25)
    return (time.perf_counter() - began) / 50 * 1000


async def note(name: str) -> None:
    """The peer's job: it knows when it was due, and says nothing to anybody."""
    due_at_of[name] = time.perf_counter() - due_at_of[name]


async def apscheduler() -> tuple[float, tuple[float, float]]:
    """Jobs due together in APScheduler's store, with as many waiting: rate, and lateness p50 and p99."""
    due_at_of.clear()
    with folder() as place:
        store = SQLAlchemyJobStore(url=f"sqlite:///{place / 'jobs.db'}")
        scheduler = AsyncIOScheduler(
            jobstores={"default": store}, executors={"default": AsyncIOExecutor()}, timezone=UTC,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )  # fmt: skip
        scheduler.start(paused=True)
        in_bulk(scheduler, store)
        began = time.perf_counter()
        due_at_of.update({str(n): began for n in range(PEER_DUE)})
        scheduler.resume()
        while any(value >= began for value in due_at_of.values()):
            await asyncio.sleep(0.01)
        late = list(due_at_of.values())
        scheduler.shutdown(wait=False)
    return PEER_DUE / max(late), (percentile(late, 0.5), percentile(late, 0.99))


def in_bulk(scheduler: AsyncIOScheduler, store: SQLAlchemyJobStore) -> None:
    """Puts the jobs into the store's own table in one transaction, since adding them singly takes minutes."""
    now = datetime.now(UTC)
    with store.engine.begin() as connection:
        for n in range(PEER_DUE + PEER_WAITING):
            due = now if n < PEER_DUE else now + timedelta(days=1, seconds=n)
            job = Job(
                scheduler, id=str(n), name=str(n), func="tests.benchmarks.outbox:note", args=[str(n)], kwargs={},
                trigger=DateTrigger(due, UTC), executor="default", misfire_grace_time=None, coalesce=True,
                max_instances=1, next_run_time=due,
            )  # fmt: skip
            state = pickle.dumps(job.__getstate__(), store.pickle_protocol)
            line = {"id": job.id, "next_run_time": datetime_to_utc_timestamp(due), "job_state": state}
            connection.execute(store.jobs_t.insert(), line)
