"""What overtakes what, what holds up whom, and what is not said any more."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot import delivery
from models.notification import Notification, Urgency
from scheduling import rescheduling
from tests.delivery.mail import fates, owe
from tests.stages import booked
from tests.world import Chatter, MovedClock, World


def order_of_sending(world: World) -> list[int]:
    """The chats in the order in which they were written to."""
    return [call["chat_id"] for call in world.sandbox.log.read("sendMessage")]


async def test_an_urgent_message_overtakes_a_broadcast(world: World, customer: Chatter) -> None:
    crowd = [world.newcomer(f"用户{n}") for n in range(60)]
    world.app.store.on_commit = None  # nothing leaves before all of it is owed
    for one in crowd:
        owe(world, one, "停电通知", urgency=int(Urgency.BULK))
    owe(world, customer, "师傅已到达", urgency=int(Urgency.NOW))
    await world.settle()

    assert order_of_sending(world).index(customer.id) < world.app.post.batch
    assert len(order_of_sending(world)) == 61


async def test_what_becomes_urgent_during_a_broadcast_goes_next(world: World, customer: Chatter) -> None:
    crowd = [world.newcomer(f"用户{n}") for n in range(80)]
    world.app.store.on_commit = None
    for one in crowd:
        owe(world, one, "停电通知", urgency=int(Urgency.BULK))
    world.sandbox.add_fault({"method": "sendMessage", "delay_ms": 5, "times": 200})

    settling = asyncio.create_task(world.settle())
    while len(order_of_sending(world)) < 10:
        await asyncio.sleep(0.002)
    owe(world, customer, "师傅已到达", urgency=int(Urgency.NOW))
    await settling

    assert order_of_sending(world).index(customer.id) < 10 + 3 * world.app.post.batch
    assert order_of_sending(world)[-1] != customer.id


async def test_two_hundred_due_together_all_arrive_once(world: World) -> None:
    crowd = [world.newcomer(f"用户{n}") for n in range(200)]
    world.app.store.on_commit = None
    ids = [id for n, one in enumerate(crowd) for id in owe(world, one, f"通知{n}号")]
    await world.settle()

    assert set(fates(world, ids)) == {"sent"}
    assert [one.count(f"通知{n}号") for n, one in enumerate(crowd)] == [1] * 200


async def test_one_chat_gets_its_messages_in_order(world: World, customer: Chatter) -> None:
    words = [f"第{n}条" for n in range(1, 13)]
    world.app.store.on_commit = None
    owe(world, customer, *words)
    await world.settle()

    seen = [next(word for word in words if word in message["text"]) for message in customer.messages()]
    assert seen == words


async def test_order_holds_through_a_failure(world: World, customer: Chatter, clock: MovedClock) -> None:
    world.sandbox.add_fault({"method": "sendMessage", "status": 500})
    world.app.store.on_commit = None
    ids = owe(world, customer, "第一条", "第二条", "第三条")
    await world.settle()
    assert customer.messages() == [], "what follows does not overtake what failed"
    ids += owe(world, customer, "第四条")
    await world.settle()
    assert customer.messages() == []

    await clock.advance(seconds=3)
    assert ["第" + message["text"].split("第")[1][:2] for message in customer.messages()] == [
        "第一条", "第二条", "第三条", "第四条",
    ]  # fmt: skip
    assert fates(world, ids) == ["sent"] * 4


async def test_a_slow_chat_holds_up_nobody_else(world: World, customer: Chatter, neighbour: Chatter) -> None:
    world.sandbox.add_fault({"method": "sendMessage", "delay_ms": 400, "chat_id": customer.id})
    world.app.store.on_commit = None
    owe(world, customer, "慢")
    settling = asyncio.create_task(world.settle())
    await asyncio.sleep(0.05)
    owe(world, neighbour, "快")
    await settling

    assert order_of_sending(world) == [neighbour.id, customer.id]


async def test_many_for_one_chat_do_not_hold_up_the_others(
    world: World, dispatcher: Chatter, customer: Chatter
) -> None:
    world.app.store.on_commit = None
    owe(world, dispatcher, *[f"任务{n}" for n in range(60)])
    owe(world, customer, "您好")
    await world.settle()

    assert order_of_sending(world).index(customer.id) < world.app.post.batch


async def test_too_late_is_not_said(world: World, customer: Chatter) -> None:
    now = world.clock.now
    [id] = owe(world, customer, "十分钟前到", expires_at=now - timedelta(seconds=1))
    await world.settle()

    assert (fates(world, [id]), customer.messages()) == (["expired"], [])


async def test_a_crowd_of_expired_ones_does_not_hide_what_is_due(world: World, customer: Chatter) -> None:
    past = world.clock.now - timedelta(minutes=1)
    crowd = [world.newcomer(f"用户{n}") for n in range(40)]
    world.app.store.on_commit = None
    for one in crowd:
        owe(world, one, "旧闻", in_=timedelta(hours=-1), expires_at=past)
    owe(world, customer, "新闻")
    await world.settle()

    assert order_of_sending(world) == [customer.id]


async def test_moved_the_notice_of_the_old_time_is_never_sent(
    world: World, customer: Chatter, clock: MovedClock
) -> None:
    """T-2: nothing at 09:30, one notice at 13:30."""
    staged = await booked(world, customer, "11-25 10:00")
    await staged.accepted()
    await clock.travel("11-25 09:00")
    later = clock.now.replace(hour=14)
    world.do(rescheduling.move, staged.visit().id, later, "moved", actor=world.actor(customer))
    await clock.travel("11-25 18:00")

    notices = [call["at"] for call in world.sandbox.log.read(chat_id=customer.id) if call["method"] == "sendPhoto"]
    assert len(notices) <= 1
    told = world.rows(select(Notification).where(Notification.key == "half-hour-notice"))
    assert sorted(row.status.value for row in told) == ["sent", "withdrawn"]
    assert next(row.sent_at for row in told if row.status == "sent").astimezone(clock.now.tzinfo).hour == 13


async def test_what_changes_while_a_message_waits_for_its_turn_is_not_said_any_more(
    world: World, customer: Chatter, clock: MovedClock
) -> None:
    """Claimed, rendered or not: the last look is taken when its turn has come (promise 1)."""
    staged = await booked(world, customer, "11-25 10:00")
    turn = asyncio.Event()
    waiting = asyncio.Event()

    async def wait(chat_id: int | None) -> float:
        if chat_id == customer.id:
            waiting.set()
            await turn.wait()
        return 0.0

    world.app.allowance.turn = wait  # type: ignore[method-assign]
    travelling = asyncio.create_task(clock.travel("18:00"))
    await asyncio.wait_for(waiting.wait(), 5)
    offered = world.rows(select(Notification).where(Notification.key == "confirm-ask"))[0]
    assert offered.status == "claimed"
    later = clock.now.replace(day=26, hour=14)
    world.do(rescheduling.move, staged.visit().id, later, "moved", actor=world.actor(customer))
    turn.set()
    await travelling

    assert fates(world, [offered.id]) == ["withdrawn"]
    assert customer.count("10:00") == 0


async def test_somebody_else_has_taken_it_over_meanwhile(
    world: World, customer: Chatter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lease that lapsed while we waited: whoever holds it now sends it, and we do not."""
    monkeypatch.setattr(delivery, "AT_ONCE", 0.0)  # however fast this machine is
    turn, waiting = asyncio.Event(), asyncio.Event()

    async def wait(chat_id: int | None) -> float:
        waiting.set()
        await turn.wait()
        return 0.0

    world.app.allowance.turn = wait  # type: ignore[method-assign]
    [id] = owe(world, customer, "您好")
    settling = asyncio.create_task(world.settle())
    await asyncio.wait_for(waiting.wait(), 5)
    world.do(lambda uow: uow.session.execute(update(Notification).values(attempts=Notification.attempts + 1)))
    turn.set()
    await settling

    assert (fates(world, [id]), customer.messages()) == (["claimed"], [])
