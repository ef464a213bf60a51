"""What leaves and arrives while a hundred thousand are being told, and how late what is urgent is meanwhile.

The whole application against the sandbox over HTTP, at the permitted rate.
"""

from __future__ import annotations

import asyncio
import random
import time
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select

from bot.app import App
from bot.clock import Clock
from bot.config import Settings
from bot.rate import Allowance
from bot.sandbox.limits import RateLimits
from bot.sandbox.server import create_app, serve
from bot.sandbox.store import Sandbox
from handlers import routers
from models.appointment import Appointment, Status
from models.event import Event
from models.notification import Notification, Urgency
from models.order import OrderKind, OrderService, OrderStatus, Service, WorkOrder
from models.person import Person
from scheduling import broadcasts
from scheduling.broadcasts import Audience
from scheduling.policy import Delivery, Policy
from scheduling.unit_of_work import CLOCK, Actor, UnitOfWork
from tests import crowds
from tests.benchmarks.figures import Row, folder, percentile, row
from tests.world import TOKEN, make_template

QUEUED = 100_000  # recipients of the broadcast that is being sent while notices fall due
NOTICES = 150
WARM, LONG = 5.0, 45.0  # seconds
AIM_LATE = 2.0


def rows() -> Iterator[Row]:
    routers.answering()  # from here on every notification has its words
    rate = Policy.default().delivery.per_second
    left, moments, late = asyncio.run(sending())
    lasting = [moment for moment in moments if moments[0] + WARM <= moment < moments[0] + WARM + LONG]
    yield row("broadcast.sent.rate", len(lasting) / LONG, "per_second", rate)
    yield row("broadcast.sent.most_leaving_in_any_second", fullest_second(left), "messages", rate)
    yield row("broadcast.sent.most_arriving_in_any_second", fullest_second(moments), "messages", rate)
    yield row("broadcast.half_hour_notice.late.p50", percentile(late, 0.5), "s", AIM_LATE)
    yield row("broadcast.half_hour_notice.late.p99", percentile(late, 0.99), "s", AIM_LATE)


class Noted(Allowance):
    """The application's own, which remembers when it let each message go."""

    def __init__(self, policy: Delivery) -> None:
        super().__init__(policy)
        self.left: list[float] = []

    async def leave(self, turn: float = 0.0) -> bool:
        if left := await super().leave(turn):
            self.left.append(self.tick())
        return left


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
