"""Two-key close (两把钥匙回单, D-39): the order is done when its customer says so, and not before."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models.order import OrderKind, OrderStatus
from models.task import Task, TaskKind, TaskStatus
from scheduling import visits
from tests.stages import booked
from tests.world import Chatter, MovedClock, World


async def test_the_customer_says_it_is_fixed(world: World, customer: Chatter) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    technician = await staged.done("11-25 14:00")
    customer.sees("师傅说已经修好了", staged.number, "已修好", "没修好")
    assert staged.order().status is OrderStatus.COMPLETED

    await customer.taps("已修好")
    customer.sees("谢谢", "又不行了")
    assert staged.order().status is OrderStatus.CLOSED
    technician.has_seen(staged.number)


async def test_not_fixed_reopens_the_same_order_at_once(world: World, customer: Chatter, dispatcher: Chatter) -> None:
    """Promise 3: the same order on its first clock, and everybody concerned hears of it."""
    staged = await booked(world, customer, "11-25 14:00")
    technician = await staged.done("11-25 14:00")
    due = staged.order().due_at

    await customer.taps("没修好")
    customer.sees("已重新打开", staged.number, "哪里还不对", "选上门时间")
    assert (staged.order().status, staged.order().reopened, staged.order().due_at) == (OrderStatus.REOPENED, 1, due)

    await customer.says("晚上还是掉线")
    customer.sees("记下了", "18:00")
    assert staged.order().fault_note == "晚上还是掉线"
    tasks = world.rows(select(Task).where(Task.kind == TaskKind.NOT_FIXED))
    assert [(task.status, task.params["note"]) for task in tasks] == [(TaskStatus.OPEN, "晚上还是掉线")]
    technician.has_seen("没修好", staged.number)
    dispatcher.has_seen(staged.number)


async def test_a_new_time_for_what_was_not_fixed_leaves_nobody_to_find_one(world: World, customer: Chatter) -> None:
    """The customer chose it in the chat: the desk's task is done, whoever booked."""
    staged = await booked(world, customer, "11-25 14:00")
    await staged.done("11-25 14:00")
    await customer.taps("没修好")
    await customer.says("明天下午")
    await customer.taps("确认预约")
    tasks = world.rows(select(Task).where(Task.kind == TaskKind.NOT_FIXED))
    assert [(task.status, task.result) for task in tasks] == [(TaskStatus.DONE, "booked")]


async def test_a_time_instead_of_a_description_is_taken_as_one(world: World, customer: Chatter) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await staged.done("11-25 14:00")
    await customer.taps("没修好")

    await customer.says("明天下午")
    customer.sees("11月26日")
    customer.sees_no("记下了")
    assert staged.order().fault_note is None


async def test_what_is_wrong_may_be_shown_by_a_photo(world: World, customer: Chatter) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await staged.done("11-25 14:00")
    await customer.taps("没修好")

    await customer.sends_photo("灯是红的")
    customer.sees("记下了")
    assert staged.order().fault_note == "灯是红的"


async def test_a_sticker_is_no_description(world: World, customer: Chatter) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await staged.done("11-25 14:00")
    await customer.taps("没修好")

    await customer.sends(sticker="😡")
    customer.sees("文字或照片", "选上门时间")


async def test_not_fixed_by_a_slip_is_taken_back(world: World, customer: Chatter) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await staged.done("11-25 14:00")

    await customer.taps("没修好")
    await customer.taps("点错了,其实已经好了")
    customer.sees("不用再上门了")
    assert staged.order().over
    tasks = world.rows(select(Task).where(Task.kind == TaskKind.NOT_FIXED))
    assert [task.status for task in tasks] == [TaskStatus.WITHDRAWN]


@pytest.mark.parametrize(("words", "status"), [
    ("好了,谢谢", OrderStatus.CLOSED),
    ("修好了", OrderStatus.CLOSED),
    ("还是不行", OrderStatus.REOPENED),
    ("没修好", OrderStatus.REOPENED),
    ("宽带又上不去了", OrderStatus.REOPENED),
    ("可以了", OrderStatus.CLOSED),
])  # fmt: skip
async def test_by_words(world: World, customer: Chatter, words: str, status: OrderStatus) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await staged.done("11-25 14:00")

    await customer.says(words)
    assert staged.order().status is status, customer.transcript()


@pytest.mark.parametrize("words", ["还是上不了网", "没修好"])
async def test_not_fixed_while_somebody_is_there_reaches_them(
    world: World, customer: Chatter, clock: MovedClock, words: str
) -> None:
    """R-1.17: before the close there is nothing to reopen; the one who can do something about it hears it."""
    staged = await booked(world, customer, "11-25 14:00")
    technician = await staged.accepted()
    await clock.travel("11-25 14:00")
    await staged.arrived(technician)
    await customer.says(words)
    customer.sees("已转给李建国师傅")
    technician.has_seen(words, staged.number)
    world.do(visits.connect, staged.visit_id, actor=world.actor(technician))
    await customer.says(words)
    customer.sees("已转给李建国师傅")
    assert staged.order().status is OrderStatus.CONNECTED


async def test_a_second_tap_closes_it_once(world: World, customer: Chatter) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await staged.done("11-25 14:00")
    card = customer.has_seen("师傅说已经修好了")

    await customer.taps_on(card, "已修好")
    over_at = staged.order().over_at
    await customer.taps_on(card, "已修好")
    assert staged.order().status is OrderStatus.CLOSED and staged.order().over_at == over_at


async def test_silence_with_a_reading_and_a_photo_closes_it(world: World, customer: Chatter, clock: MovedClock) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await staged.done("11-25 14:00")

    await clock.travel("11-26 13:59")
    assert staged.order().status is OrderStatus.COMPLETED
    await clock.travel("11-26 14:00")
    assert staged.order().status is OrderStatus.CLOSED
    customer.has_seen("测试正常", "已完成", "又不行了")


async def test_silence_without_evidence_does_not_close_it(world: World, customer: Chatter, clock: MovedClock) -> None:
    """An installation without a photo: the dispatcher phones instead."""
    staged = await booked(world, customer, "11-25 14:00", OrderKind.INSTALL)
    await staged.done("11-25 14:00")
    customer.sees("已经装好了", "已装好", "没装好")

    await clock.travel("11-26 14:00")
    assert staged.order().status is OrderStatus.COMPLETED
    tasks = world.rows(select(Task).where(Task.order_id == staged.order_id, Task.status == TaskStatus.OPEN))
    assert [task.kind for task in tasks] == [TaskKind.PHONE_NOTICE]


async def test_it_broke_again_the_day_after(world: World, customer: Chatter, clock: MovedClock) -> None:
    """没修好 counts for 72 hours, even when the order was filed."""
    staged = await booked(world, customer, "11-25 14:00")
    await staged.done("11-25 14:00")
    await customer.taps("已修好")

    await clock.travel("11-26 09:00")
    await customer.says("还是不行")
    customer.sees("还没好", "新的故障")
    await customer.taps("没好")
    customer.sees("已重新打开", staged.number)
    assert staged.order().status is OrderStatus.REOPENED


async def test_after_three_days_it_is_a_new_repair(world: World, customer: Chatter, clock: MovedClock) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await staged.done("11-25 14:00")
    await customer.taps("已修好")

    await clock.travel("11-28 14:01")
    await customer.taps("又不行了")
    customer.sees("重新报修", "写给调度")
    assert staged.order().status is OrderStatus.CLOSED


async def test_good_again_before_anybody_came(world: World, customer: Chatter) -> None:
    """ "好了" before the visit is no key: does anybody still need to come?"""
    staged = await booked(world, customer, "11-25 14:00")

    await customer.says("已经好了")
    customer.sees("还用上门吗", "不用来了", "还是来看看")
    assert staged.order().status is OrderStatus.SCHEDULED


async def test_nobody_elses_order_can_be_closed(world: World, customer: Chatter, neighbour: Chatter) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await staged.done("11-25 14:00")
    await neighbour.says("你好")

    await neighbour.presses(neighbour.messages()[-1]["message_id"], f"cfi:{staged.order_id}")
    await neighbour.presses(neighbour.messages()[-1]["message_id"], f"cnf:{staged.order_id}")
    assert staged.order().status is OrderStatus.COMPLETED


@pytest.mark.parametrize("words", ["又断了", "宽带又断了,明天能来吗"])
async def test_broken_again_soon_after_the_close_is_asked_about_as_the_same_order(
    world: World, customer: Chatter, clock: MovedClock, words: str
) -> None:
    """D-39: 没修好 counts for 72 hours, by whatever words."""
    staged = await booked(world, customer, "11-25 14:00")
    await staged.done("11-25 14:00")
    await customer.says("好了")
    assert staged.order().status is OrderStatus.CLOSED
    await customer.says(words)
    customer.sees("是哪一单还没好", staged.number, "是新的故障,报修")
    await customer.taps("没好")
    assert staged.order().status is OrderStatus.REOPENED


async def test_broken_again_after_the_time_is_a_new_repair(world: World, customer: Chatter, clock: MovedClock) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await staged.done("11-25 14:00")
    await customer.says("好了")
    await clock.advance(hours=73)
    await customer.says("宽带又断了")
    customer.sees("请选上门时间")
