"""Nobody is told the same edition of an outage twice, whichever way they heard of it; what is new, everybody hears."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from models.notification import Notification
from models.outage import Outage
from models.unit import Unit
from scheduling import outages
from tests.conversations.test_broadcasts import newest
from tests.conversations.test_held_orders import dispatcher_does
from tests.stages import outage_opens
from tests.world import Chatter, MovedClock, World, moment

pytestmark = pytest.mark.usefixtures("awake")
READ = select(Notification).where(Notification.key == "record-read")


async def opens_with_its_end_moved_later(dispatcher: Chatter, words: str) -> None:
    await dispatcher.says("/outages")
    await dispatcher.taps("#1")
    await dispatcher.taps("恢复时间")
    await dispatcher.says(words)


async def tells(dispatcher: Chatter, clock: MovedClock, count: int) -> None:
    """The dispatcher opens the record and lets its news go."""
    await dispatcher.says("/outages")
    await dispatcher.taps("#1")
    await dispatcher.taps("通知用户")
    await dispatcher.taps(f"发送给 {count} 人")
    await clock.advance(seconds=70)


async def left_to_tell(dispatcher: Chatter, rest: str = "没有人会收到") -> None:
    """One knows it already, as the preview says."""
    await dispatcher.says("/outages")
    await dispatcher.taps("#1")
    await dispatcher.taps("通知用户")
    dispatcher.sees(rest, "已经知道 1 人")


@pytest.mark.parametrize("keeps", [True, False], ids=["keeps the report", "leaves it"])
async def test_who_reported_a_fault_inside_it_knows_it(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock, keeps: bool
) -> None:
    """R-6.12, D-14: answered from the record, not told again; the changed end and the all-clear come all the same."""
    await outage_opens(world)
    await customer.says("宽带坏了,明天下午来人")
    answer = customer.sees("正在停网", "18:00", "恢复了告诉我")
    if keeps:
        await customer.taps("恢复了告诉我")
    await left_to_tell(dispatcher)

    await opens_with_its_end_moved_later(dispatcher, "晚上九点")
    if keeps:  # whose order waits hears of each change
        await world.clock.advance(seconds=60)  # a slip would have been put right by now
        news = customer.has_seen("新消息", "21:00")
    else:
        await tells(dispatcher, clock, 1)
        news = customer.has_seen("宽带中断", "21:00 左右恢复")
    assert news["reply_to"]["message_id"] == answer["message_id"], "one thread: later news answers the first message"

    await dispatcher.says("/outages")
    await dispatcher.taps("#1")
    await dispatcher.taps("🟢 已恢复")
    if keeps:
        customer.has_seen("您那边好了吗")
    else:
        await tells_of_the_end(dispatcher, clock)
        customer.has_seen("✅ 幸福里", "服务已恢复")


async def tells_of_the_end(dispatcher: Chatter, clock: MovedClock) -> None:
    await dispatcher.taps("通知用户(1 人等着知道)")
    dispatcher.sees("发给:听过这次停网通知的人")
    await dispatcher.taps("发送给 1 人")
    await clock.advance(seconds=70)


async def test_who_only_asked_knows_it_and_hears_that_it_is_over(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """Nothing was ever broadcast: the all-clear is prepared for the one who asked."""
    await outage_opens(world)
    await customer.says("是不是停网了")
    answer = customer.sees("幸福里", "光缆受损", "18:00")
    await left_to_tell(dispatcher)
    await customer.says("是不是停网了")
    assert len(world.rows(READ)) == 1, "read twice is read once"

    await dispatcher.says("/outages")
    await dispatcher.taps("#1")
    await dispatcher.taps("🟢 已恢复")
    await tells_of_the_end(dispatcher, clock)
    over = customer.has_seen("✅ 幸福里", "服务已恢复")
    assert over["reply_to"]["message_id"] == answer["message_id"]


async def test_in_english_too(world: World, john: Chatter, dispatcher: Chatter, clock: MovedClock) -> None:
    outage = await outage_opens(world, "科技园")
    await john.says("is there an outage?")
    answer = john.sees("damaged cable", "18:00", "Tell me when it is back")
    await left_to_tell(dispatcher, "1 人会收到")
    await dispatcher_does(world, outages.change, outage.id, expected_until=moment("21:00", clock.now))
    await tells(dispatcher, clock, 2)
    news = john.has_seen("broadband down", "21:00")
    assert news["reply_to"]["message_id"] == answer["message_id"]
    await dispatcher_does(world, outages.restore, outage.id)
    await dispatcher.says("/broadcast")
    await dispatcher.taps("群发 2")
    await dispatcher.taps("发送给 2 人")
    await clock.advance(seconds=70)
    john.has_seen("✅", "broadband back")


async def test_a_report_inside_it_in_english(
    world: World, john: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    outage = await outage_opens(world, "科技园")
    await john.says("my internet is down, please send somebody tomorrow afternoon")
    john.sees("There is an outage where you live")
    await john.taps("Tell me when it is back")
    await left_to_tell(dispatcher, "1 人会收到")
    await dispatcher_does(world, outages.restore, outage.id)
    john.sees("It is back. Does yours work?")
    assert newest(world).edition == 1, "who is asked needs no all-clear beside it"


async def test_who_watches_reads_each_edition_once(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    outage = await outage_opens(world)
    await customer.says("是不是停网了")
    await customer.taps("恢复了告诉我")
    await dispatcher_does(world, outages.change, outage.id, expected_until=moment("20:00", clock.now))
    await world.clock.advance(seconds=60)  # a slip would have been put right by now
    customer.sees("新消息", "20:00")
    await left_to_tell(dispatcher)
    await dispatcher_does(world, outages.restore, outage.id)
    customer.sees("已恢复")


async def test_an_answer_that_did_not_arrive_is_no_knowledge(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """Nobody loses an edition because of an answer they never saw; answered at last, they know it."""
    await outage_opens(world)
    world.sandbox.add_fault({"method": "sendMessage", "chat_id": customer.id, "status": 400})
    await customer.says("是不是停网了")
    assert world.rows(READ) == []
    await customer.says("是不是停网了")
    customer.sees("光缆受损")
    assert len(world.rows(READ)) == 1


async def test_what_staff_read_makes_no_customer_know_it(
    world: World, customer: Chatter, dispatcher: Chatter, technician: Chatter
) -> None:
    await outage_opens(world)
    for reader in (dispatcher, technician, world.person(4001)):
        await reader.says("幸福里有停网吗")
        reader.sees("光缆受损")
    assert world.rows(READ) == []
    await dispatcher.says("/outages")
    await dispatcher.taps("#1")
    dispatcher.sees("通知用户(1 人等着知道)")


async def test_who_heard_of_either_of_two_merged_records_hears_once_that_it_is_over(
    world: World, customer: Chatter, john: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """One heard of the narrower record by its news, the other asked about the wider one; no news of that ever left."""
    narrow = await outage_opens(world)
    await tells(dispatcher, clock, 1)
    customer.has_seen("宽带中断")
    where = world.rows(select(Unit).order_by(Unit.path.desc()))[0]
    opens: dict[str, Any] = {"unit_id": where.id, "starts_at": clock.now, "beside": True}
    await dispatcher_does(world, outages.open_outage, "wide", cause="power", services=["broadband"], **opens)
    wide = world.rows(select(Outage).order_by(Outage.id.desc()))[0]
    await john.says("is there an outage?")
    await dispatcher_does(world, outages.merge, narrow.id, wide.id)
    await dispatcher_does(world, outages.restore, wide.id)

    await dispatcher.says("/broadcast")
    await dispatcher.taps("群发 ")
    dispatcher.sees("发给:听过这次停网通知的人")
    await dispatcher.taps("发送给 2 人")
    await clock.advance(seconds=70)
    assert customer.count("服务已恢复") == 1, customer.transcript()
    assert john.count("broadband back") == 1, john.transcript()
