"""What has to be true after everything: asked of the database and of what people saw, not of the application."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models.appointment import Appointment, Status
from models.event import Event
from models.notification import Delivery, Notification
from models.order import WorkOrder
from scheduling.database import open_engine
from tests.soak.day import NUMBER, OVER, ZONE, Town

LIVE = (Status.BOOKED, Status.CONFIRMED, Status.NOTIFIED, Status.ARRIVED)
TAKES = timedelta(seconds=10)  # a message decided on just before a change may be on the wire just after it
STATES_A_TIME = ("half-hour-notice", "confirm-ask")

Broken = Iterator[str]


async def broken_promises(town: Town, database: Path, url: str) -> list[str]:
    """Every promise that was broken, in words; none is the aim."""
    for person in town.people.values():
        await person.look()
    async with httpx.AsyncClient(base_url=url, timeout=60, trust_env=False) as http:
        calls: list[dict[str, Any]] = (await http.get("/sandbox/log")).json()
    engine = open_engine(f"sqlite:///{database}")
    try:
        return list(everything(town, engine, calls))
    finally:
        engine.dispose()


def everything(town: Town, engine: Engine, calls: list[dict[str, Any]]) -> Broken:
    with Session(engine) as session:
        visits = list(session.scalars(select(Appointment)).unique())
        orders = {order.number: order for order in session.scalars(select(WorkOrder)).unique()}
        owed = list(session.scalars(select(Notification)).unique())
        events = list(session.scalars(select(Event)).unique())
        yield from kept(town, orders)
        yield from one_visit_at_a_time(visits)
        yield from no_old_times(town, owed, {visit.id: visit for visit in visits})
        yield from told_once(town, owed)
        yield from nothing_left(owed)
        yield from done_once(town, events, orders)


def kept(town: Town, orders: dict[str, WorkOrder]) -> Broken:
    """Every booking that a customer was told of exists, and stands as the day left it."""
    for person in town.people.values():
        told = {number for message in person.seen.values() for number in NUMBER.findall(message["text"] or "")}
        for number in sorted(told - set(orders)):
            yield f"{person.name} was told of order {number}, which does not exist"
    for number in town.orders:
        if number in orders and orders[number].status.value not in OVER:
            yield f"order {number} is {orders[number].status.value} and not over"
    for number in set(orders) - set(town.orders):
        yield f"order {number} was made though nobody asked for it: something was booked twice"


def one_visit_at_a_time(visits: list[Appointment]) -> Broken:
    """At most one live visit for an order, and never two at once for a technician."""
    live = Counter(visit.order_id for visit in visits if visit.status in LIVE and visit.order_id)
    yield from (f"order {order_id} has {count} live visits" for order_id, count in live.items() if count > 1)
    held = [visit for visit in visits if visit.technician_id and visit.status in (*LIVE, Status.DONE)]
    for one in held:
        for other in held:
            same = one.id < other.id and one.technician_id == other.technician_id
            if same and one.starts_at < other.ends_at and other.starts_at < one.ends_at:
                yield f"technician {one.technician_id} has visits {one.id} and {other.id} at the same time"


def no_old_times(town: Town, owed: list[Notification], visits: dict[int, Appointment]) -> Broken:
    """Promise 1: what a reminder says was true when it was said."""
    for row in owed:
        if row.key not in STATES_A_TIME or row.status not in (Delivery.SENT, Delivery.UNKNOWN):
            continue
        visit = visits[row.appointment_id or 0]
        gone = visit.ended_at if visit.status in (Status.RESCHEDULED, Status.CANCELLED) else None
        if row.sent_at is not None and gone is not None and row.sent_at > gone + TAKES:
            yield f"{row.key} {row.id} was sent at {row.sent_at}, after visit {visit.id} had gone at {gone}"
        promised = f"{visit.promised_at.astimezone(ZONE):%H:%M}"
        for text in first_words(town, row):
            if promised not in text:
                yield f"{row.key} {row.id} does not state {promised}: {text!r}"


def first_words(town: Town, row: Notification) -> list[str]:
    """What the message said when it came, before any tap changed it."""
    person = town.people.get(row.chat_id or 0)
    if person is None or row.message_id is None:
        return []
    seen = [message for (id, _), message in person.seen.items() if id == row.message_id]
    return [seen[0]["text"] or ""] if seen else []


def told_once(town: Town, owed: list[Notification]) -> Broken:
    """No notification was shown more often than once, beyond those recorded as `unknown`."""
    allowed: Counter[tuple[int, str]] = Counter()
    doubtful: Counter[int] = Counter()
    for row in owed:
        if row.status not in (Delivery.SENT, Delivery.UNKNOWN) or row.chat_id is None:
            continue
        for text in first_words(town, row):
            # An unknown one may have been shown at each attempt.
            allowed[row.chat_id, text] += row.attempts if row.status is Delivery.UNKNOWN else 1
        if row.status is Delivery.UNKNOWN and row.message_id is None:  # nobody learned which of their messages it is
            doubtful[row.chat_id] += row.attempts
    for (chat_id, text), times in allowed.items():
        shown = len({id for (id, words) in town.people[chat_id].seen if words == text})
        if shown > times + doubtful[chat_id]:
            yield f"{town.people[chat_id].name} was told {shown} times instead of {times}: {text!r}"


def nothing_left(owed: list[Notification]) -> Broken:
    """All that was due has gone out, and nothing was given up."""
    for row in owed:
        if row.status in (Delivery.CLAIMED, Delivery.FAILED):
            yield f"{row.key} {row.id} is {row.status.value}: {row.error}"


def done_once(town: Town, events: list[Event], orders: dict[str, WorkOrder]) -> Broken:
    """Insisting and repeated updates have changed nothing twice."""
    once = ("order.taken", "appointment.arrived", "order.completed", "order.fixed_said", "appointment.confirmed")
    counted = Counter((event.name, event.appointment_id or event.order_id) for event in events if event.name in once)
    yield from (f"{name} happened {count} times to {about}" for (name, about), count in counted.items() if count > 1)
    moves = Counter(event.order_id for event in events if event.name == "appointment.rescheduled")
    yield from (f"order {order_id} was moved {count} times" for order_id, count in moves.items() if count > 1)
