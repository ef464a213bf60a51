"""Whatever ends the process, nothing owed is lost, and what may have been shown twice is recorded as that."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from sqlalchemy import select

from models.notification import Notification
from scheduling import outbox
from tests.delivery.mail import fates, owe, row
from tests.stages import booked
from tests.world import Chatter, MovedClock, World


async def test_delivery_goes_on_after_a_restart(world: World, customer: Chatter, clock: MovedClock) -> None:
    ids = owe(world, customer, "现在")
    ids += owe(world, customer, "稍后", in_=timedelta(hours=1))
    await world.restart()
    await world.settle()
    await clock.advance(hours=1)

    assert fates(world, ids) == ["sent", "sent"]
    assert (customer.count("现在"), customer.count("稍后")) == (1, 1)


async def test_claimed_by_one_who_died_is_sent_again_and_unknown(world: World, customer: Chatter) -> None:
    """Nobody can know whether it was shown before the death: at least once, and honest about it."""
    world.app.store.on_commit = None
    [id] = owe(world, customer, "您好")
    world.do(outbox.claim, 10)
    assert fates(world, [id]) == ["claimed"]

    await world.restart()
    await world.settle()
    assert (fates(world, [id]), customer.count("您好")) == (["unknown"], 1)


async def test_what_is_just_being_claimed_at_an_orderly_end_goes_back(world: World, customer: Chatter) -> None:
    world.app.store.on_commit = None
    await world.settle()
    [id] = owe(world, customer, "您好")
    claiming = asyncio.create_task(world.app.post.deliver_due())
    await asyncio.sleep(0)
    world.app.writer.threads.submit(int).result()  # the claim is in the database, and whoever asked for it goes
    claiming.cancel()

    await world.restart()
    await world.settle()
    assert (fates(world, [id]), customer.count("您好")) == (["sent"], 1)


async def test_an_orderly_end_leaves_nothing_in_doubt(world: World, customer: Chatter, neighbour: Chatter) -> None:
    """What waits for its turn goes back; what is on the wire gets its outcome; nothing is unknown."""
    world.sandbox.add_fault({"method": "sendMessage", "delay_ms": 150, "chat_id": customer.id})
    world.app.store.on_commit = None
    ids = owe(world, customer, "在路上")
    ids += owe(world, neighbour, "还没走")
    never = asyncio.Event()

    async def wait(chat_id: int | None) -> float:
        if chat_id == neighbour.id:
            await never.wait()
        return 0.0

    world.app.allowance.turn = wait  # type: ignore[method-assign]
    settling = asyncio.create_task(world.settle())
    while fates(world, ids) != ["claimed", "claimed"]:
        await asyncio.sleep(0.005)
    while world.app.post._unsent != {ids[1]}:  # until the first of them is on the wire
        await asyncio.sleep(0.005)
    asyncio.get_running_loop().call_later(0.3, never.set)
    await world.app.post.close()
    assert fates(world, ids) == ["sent", "pending"]
    assert row(world, ids[1]).attempts == 0
    settling.cancel()

    await world.restart()
    await world.settle()
    assert (fates(world, ids), neighbour.count("还没走")) == (["sent", "sent"], 1)


async def test_what_only_waits_for_room_in_this_second_goes_back_at_an_end(world: World, customer: Chatter) -> None:
    """Looked at for the last time, and not gone: the next life says it, once."""
    world.app.store.on_commit = None
    ids = owe(world, customer, "您好")
    waits, room = asyncio.Event(), asyncio.Event()

    async def leave(turn: float) -> bool:
        waits.set()
        await room.wait()
        return True

    world.app.allowance.leave = leave  # type: ignore[method-assign]
    settling = asyncio.create_task(world.settle())
    await waits.wait()
    asyncio.get_running_loop().call_later(0.1, room.set)
    await world.app.post.close()
    assert (customer.count("您好"), row(world, ids[0]).attempts, fates(world, ids)) == (0, 0, ["pending"])
    settling.cancel()

    await world.restart()
    await world.settle()
    assert (fates(world, ids), customer.count("您好")) == (["sent"], 1)


async def test_reminders_wait_through_an_hour_of_downtime(world: World, customer: Chatter, clock: MovedClock) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    settings = world.app.settings
    await world.app.stop()
    followers = world.sandbox.clock.followers
    while any(one.connected for one in followers.values()):
        await asyncio.sleep(0.001)
    followers.clear()  # it is gone, and not just slow
    await world.sandbox.move_clock(to=clock.now.replace(hour=18, minute=30))
    assert customer.count(staged.number) == 0

    from tests.world import start_app

    world.app = await start_app(settings, world.server.url, world.door)
    await world.settle()
    asked = world.rows(select(Notification).where(Notification.key == "confirm-ask"))
    assert [one.status.value for one in asked] == ["sent"]
    customer.has_seen("11月25日", "14:00")
