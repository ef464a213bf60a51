"""The second confirmation (R-4.4, D-6): asked in time, answered by a tap or by plain words."""

from __future__ import annotations

import pytest

from models.appointment import Status
from models.order import OrderKind, Service
from tests.stages import booked
from tests.world import Chatter, MovedClock, World


async def test_the_evening_before_one_tap_confirms(world: World, customer: Chatter, clock: MovedClock) -> None:
    """D-6: at 18:00 the day before."""
    staged = await booked(world, customer, "11-25 14:00")

    await clock.travel("17:59")
    assert customer.count("还合适吗") == 0
    await clock.travel("18:00")
    customer.has_seen("还合适吗", staged.number, "11月25日", "14:00", "确认,时间合适", "改时间", "取消")

    await customer.taps("确认,时间合适")
    customer.sees("已确认", "11月25日", "14:00")
    assert staged.visit().status is Status.CONFIRMED


async def test_a_second_tap_changes_nothing(world: World, customer: Chatter, clock: MovedClock) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await clock.travel("18:00")
    card = customer.has_seen("还合适吗")

    await customer.taps_on(card, "确认")
    first = staged.visit().confirmed_at
    await clock.travel("18:05")
    await customer.taps_on(card, "确认")

    assert staged.visit().confirmed_at == first


@pytest.mark.parametrize("words", ["确认", "可以", "好的"])
async def test_plain_words_confirm_when_asked(world: World, customer: Chatter, clock: MovedClock, words: str) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await clock.travel("18:10")

    await customer.says(words)
    customer.sees("已确认", staged.number)
    assert staged.visit().status is Status.CONFIRMED


@pytest.mark.parametrize("words", ["明天下午可以", "可以,明天见", "确认明天下午两点", "11月25日没问题"])
async def test_the_time_said_with_it_may_be_named(
    world: World, customer: Chatter, clock: MovedClock, words: str
) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await clock.travel("18:10")

    await customer.says(words)
    customer.sees("已确认", staged.number)


@pytest.mark.parametrize(
    "words", ["周五可以", "可以,后天见", "确认明天上午九点", "那个时间没问题,骗你的", "可以才怪", "I'll be home at six"]
)
async def test_another_time_or_a_word_more_is_asked_about(
    world: World, customer: Chatter, clock: MovedClock, words: str
) -> None:
    """What cannot be taken back is acted on only where the whole message says it."""
    staged = await booked(world, customer, "11-25 14:00")
    await clock.travel("18:10")

    await customer.says(words)
    assert staged.visit().status is Status.BOOKED


async def test_a_new_fault_told_with_the_question_open_starts_a_repair(
    world: World, customer: Chatter, clock: MovedClock
) -> None:
    """What is open is not all that people write about."""
    staged = await booked(world, customer, "11-25 14:00", OrderKind.INSTALL, services=(Service.FIXED_LINE,))
    await clock.travel("18:10")

    await customer.says("宽带又断了,现在能来人吗")
    customer.sees("请选上门时间", "最近的是", "明天 08:00")
    assert staged.visit().status is Status.BOOKED


async def test_now_is_no_answer_to_whether_tomorrow_suits(world: World, customer: Chatter, clock: MovedClock) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await clock.travel("18:10")

    await customer.says("现在能来人吗")
    customer.sees("换到什么时间", "明天 08:00", "保留原时间")
    assert staged.visit().status is Status.BOOKED


async def test_yes_without_a_question_confirms_nothing(world: World, customer: Chatter) -> None:
    staged = await booked(world, customer, "11-25 14:00")

    await customer.says("好的")
    customer.sees("好的", "主菜单")
    assert staged.visit().status is Status.BOOKED


async def test_no_offers_another_time_and_changes_nothing(world: World, customer: Chatter, clock: MovedClock) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await clock.travel("18:10")

    await customer.says("不行")
    customer.sees("改时间", "取消", staged.number)
    assert staged.visit().status is Status.BOOKED


async def test_with_two_visits_it_is_asked_which(world: World, customer: Chatter) -> None:
    await booked(world, customer, "11-25 14:00")
    later = await booked(world, customer, "11-26 10:00")

    await customer.says("确认")
    customer.sees("您要确认哪一个", "11月25日", "11月26日")
    await customer.taps("11月26日")
    customer.sees("已确认", later.number)


async def test_later_leaves_the_question_open(world: World, customer: Chatter, clock: MovedClock) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await clock.travel("18:10")

    await customer.says("晚点再说")
    customer.sees("不着急", "半小时前还会提醒")
    await customer.says("确认")
    customer.sees("已确认", staged.number)


async def test_an_old_card_does_not_undo_the_arrival(world: World, customer: Chatter) -> None:
    """The technician is at the door: a late tap on the question says how it stands and changes nothing."""
    staged = await booked(world, customer, "14:00")
    technician = await staged.accepted()
    card = customer.has_seen("还合适吗", "确认,时间合适")
    await staged.departed(technician)
    await staged.arrived(technician)

    await customer.presses(card["message_id"], f"cco:{staged.visit_id}")

    customer.is_told("情况已经变了", "师傅已到达")
    assert staged.visit().status is Status.ARRIVED
    assert staged.visit().confirmed_at is None


async def test_somebody_elses_visit_cannot_be_confirmed(
    world: World, customer: Chatter, neighbour: Chatter, clock: MovedClock
) -> None:
    """A forged press: the sender's identity decides, never what the button carried."""
    staged = await booked(world, customer, "11-25 14:00")
    await neighbour.says("你好")
    card = neighbour.messages()[-1]

    await neighbour.presses(card["message_id"], f"cco:{staged.visit_id}")
    assert neighbour.toast is not None and "相关人员" in neighbour.toast
    assert staged.visit().status is Status.BOOKED


async def test_in_english(world: World, john: Chatter, clock: MovedClock) -> None:
    staged = await booked(world, john, "11-25 14:00", area="科技园", address="Keji Park Tower B, 18F-06")
    await clock.travel("18:00")
    john.has_seen("Does this time still suit you?", "Wed 25 Nov", "14:00", "16:00")

    await john.says("yes, that's fine")
    john.sees("You confirmed this time", staged.number)


@pytest.mark.parametrize("words", ["明天见", "see you tomorrow", "谢谢,明天见"])
async def test_a_goodbye_confirms_nothing_that_was_not_asked(
    world: World, customer: Chatter, clock: MovedClock, words: str
) -> None:
    """R-4.4: only as the answer to the second confirmation does it agree."""
    staged = await booked(world, customer, "11-25 14:00")
    await staged.accepted()
    await customer.says(words)
    assert staged.visit().confirmed_at is None
    customer.sees_no("确认")
    await clock.travel("18:00")
    customer.has_seen("确认")
    await customer.says(words)
    assert staged.visit().confirmed_at is not None


async def test_what_is_asked_for_beside_the_yes_can_reach_the_technician(
    world: World, customer: Chatter, clock: MovedClock
) -> None:
    """R-1.17: the visit is confirmed, and "ring me first" is not lost."""
    staged = await booked(world, customer, "11-25 14:00")
    technician = await staged.accepted()
    await clock.travel("18:10")
    await customer.says("可以,到了打电话")
    customer.sees("已确认", "发给李师傅")
    assert staged.visit().status is Status.CONFIRMED
    await customer.taps("发给李师傅")
    technician.has_seen("可以,到了打电话")


async def test_a_plain_yes_is_offered_to_nobody(world: World, customer: Chatter, clock: MovedClock) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await staged.accepted()
    await clock.travel("18:10")
    await customer.says("好的,谢谢")
    customer.sees("已确认")
    customer.sees_no("发给李师傅")
