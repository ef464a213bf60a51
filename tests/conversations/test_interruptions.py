"""Something short may come between: what was half-finished goes on afterwards where it stood."""

from __future__ import annotations

import pytest

from models.order import OrderKind, OrderStatus
from scheduling import assigning
from tests.stages import Staged, booked
from tests.world import Chatter, MovedClock, World


async def test_a_message_to_the_customer_does_not_lose_the_close_out(
    world: World, customer: Chatter, clock: MovedClock
) -> None:
    staged = await booked(world, customer, "11-25 14:00", OrderKind.INSTALL)
    technician = await staged.accepted()
    await clock.travel("11-25 13:58")
    await technician.taps("我已到达")
    await technician.taps("装通了")
    await technician.says("480")
    technician.sees("回单 2/6")
    await technician.taps("给客户留言")
    await technician.says("请问弱电箱在哪里?")
    customer.has_seen("弱电箱")
    technician.sees("回单 2/6", "室内布线")
    await technician.taps("六类网线")
    technician.sees("回单 3/6")


async def filling_in(world: World, customer: Chatter, clock: MovedClock) -> Chatter:
    """A technician with one line of an install's record entered; there until ten, free after."""
    staged = await booked(world, customer, "11-25 10:00", OrderKind.INSTALL)
    technician = await staged.accepted()
    await clock.travel("11-25 09:58")
    await staged.arrived(technician)
    await technician.says("/today")
    await technician.taps("10:00 幸福里")
    await technician.taps("装通了")
    await technician.says("480")
    technician.sees("回单 2/6")
    return technician


async def offered(world: World, customer: Chatter, technician: Chatter, at: str) -> Staged:
    staged = await booked(world, customer, at)
    world.do(assigning.assign, staged.visit_id, world.person_id(technician), actor=world.actor(world.person(3001)))
    await world.settle()
    return staged


@pytest.mark.parametrize("reason", ["太远", "其他原因"])
async def test_an_offer_declined_meanwhile_does_not_lose_the_close_out(
    world: World, customer: Chatter, neighbour: Chatter, clock: MovedClock, reason: str
) -> None:
    technician = await filling_in(world, customer, clock)
    await offered(world, neighbour, technician, "11-25 16:00")
    await technician.taps("不接")
    await technician.taps(reason)
    if reason == "其他原因":
        await technician.says("晚上要去医院")
        technician.sees("回单 2/6", "室内布线")  # taken up again by itself
    technician.has_seen("已转给其他师傅")
    await technician.says("六类网线")
    technician.sees("回单 3/6")


@pytest.mark.parametrize("tap", ["要改期", "去不了"])
async def test_a_visit_given_up_meanwhile_does_not_lose_the_close_out(
    world: World, customer: Chatter, neighbour: Chatter, clock: MovedClock, tap: str
) -> None:
    technician = await filling_in(world, customer, clock)
    await offered(world, neighbour, technician, "11-25 16:00")
    await technician.taps("接单")
    await technician.taps(tap)
    await technician.taps("身体不适")
    await technician.says("六类网线")
    technician.sees("回单 3/6")


async def test_the_first_card_does_not_lose_the_close_out(world: World, customer: Chatter, clock: MovedClock) -> None:
    technician = await filling_in(world, customer, clock)
    await technician.says("/start")
    technician.sees("李建国,您好", "1 个上门")
    await technician.taps("10:00 幸福里")
    await technician.taps("填回单")
    technician.sees("回单 2/6", "室内布线")


async def test_a_day_off_meanwhile_does_not_lose_the_close_out(
    world: World, customer: Chatter, clock: MovedClock
) -> None:
    technician = await filling_in(world, customer, clock)
    await technician.says("/off")
    await technician.taps("休假")
    await technician.says("明天上午")
    technician.has_seen("休假已登记")
    technician.sees("回单 2/6")


async def test_the_record_of_another_visit_waits_until_this_one_is_closed(
    world: World, customer: Chatter, neighbour: Chatter, clock: MovedClock
) -> None:
    """R-3.16: the next door first; what was entered at the one before is still there."""
    technician = await filling_in(world, customer, clock)
    second = await offered(world, neighbour, technician, "11-25 14:00")
    await technician.taps("接单")
    await clock.travel("11-25 13:58")
    await second.arrived(technician)
    await technician.says("/today")
    await technician.taps("14:00")
    await technician.taps("修好了")
    await technician.taps("室内线")
    technician.sees("回单 2/6", "处理内容")

    await technician.says("/today")  # back and forth
    await technician.taps("10:00 幸福里")
    await technician.taps("填回单")
    technician.sees("回单 2/6", "室内布线")
    await technician.says("/today")
    await technician.taps("14:00")
    await technician.taps("填回单")
    technician.sees("回单 2/6", "处理内容")

    await technician.taps("更换皮线")
    await technician.says("-19 dBm")
    await technician.sends_photo()
    await technician.taps("全部做好了")
    await technician.taps("否")
    await technician.taps("完成回单")
    technician.has_seen("已回单,正在请客户确认")
    technician.sees("回单 2/6", "室内布线")
    await technician.taps("总览")
    technician.sees("480 Mbps")
    assert second.order().status is OrderStatus.COMPLETED


async def test_a_message_to_dispatch_does_not_lose_the_booking(world: World, customer: Chatter) -> None:
    await customer.says("我要移机")
    await customer.says("转人工")
    await customer.taps("写给调度")
    await customer.says("新家还没通电,可以装吗?")
    assert "要搬到哪里" in customer.messages()[-1]["text"]


async def test_a_question_between_does_not_lose_the_booking(world: World, customer: Chatter, john: Chatter) -> None:
    await customer.says("宽带坏了,11月26日来修一下")
    slots = customer.messages()[-1]["text"]
    await customer.says("是不是停网了?")
    customer.has_seen("没有")
    assert customer.messages()[-1]["text"] == slots
    await customer.says("师傅到哪了?")
    assert customer.messages()[-1]["text"] == slots
    await customer.taps("14:00")
    customer.sees("11月26日", "14:00")

    await john.says("I am moving house")
    await john.says("is there an outage?")
    john.has_seen("no notice of an outage")
    assert "Where are you moving to?" in john.messages()[-1]["text"]


# -- words that answer nothing ---------------------------------------------------------------------------------


async def test_thanks_and_a_greeting_are_returned_while_a_time_is_chosen(world: World, customer: Chatter) -> None:
    await booked(world, customer, "11-25 14:00")
    await customer.says("我想改时间")
    await customer.says("谢谢")
    customer.sees("不客气", "换到什么时间", "保留原时间")
    customer.sees_no("没看明白")
    await customer.says("在吗")
    customer.sees("在的", "换到什么时间")


async def test_a_question_while_a_time_is_chosen_can_go_to_a_person_and_the_times_stand_again(
    world: World, customer: Chatter, dispatcher: Chatter
) -> None:
    """R-1.17: what reaches nobody else gets an owner, whatever is being asked."""
    await booked(world, customer, "11-25 14:00")
    await customer.says("我想改时间")
    await customer.says("修一次收不收费")
    customer.sees("没看明白是什么时间", "发给调度")
    await customer.taps("发给调度")
    dispatcher.has_seen("修一次收不收费")
    customer.sees("已原样转给调度")
    customer.sees("换到什么时间", "今天 14:00")


async def test_who_comes_is_answered_while_a_time_is_chosen(world: World, customer: Chatter) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await customer.says("我想改时间")
    await customer.says("师傅叫什么名字")
    customer.sees(staged.number, "11月25日")
    customer.sees("换到什么时间")


async def test_a_line_offered_to_be_passed_on_waits_through_another_conversation(
    world: World, customer: Chatter, dispatcher: Chatter
) -> None:
    await customer.says("要不要钱的")
    await customer.says("宽带坏了")
    await customer.says("先不约了")
    await customer.taps("发给调度")
    customer.sees("已原样转给调度")
    dispatcher.has_seen("要不要钱的")


async def test_what_is_said_below_the_card_reaches_the_technician(world: World, neighbour: Chatter) -> None:
    """What is wrong is noted at once; anything else with one tap."""
    await neighbour.says("宽带坏了,今天下午两点以后来人")
    await neighbour.says("路由器红灯一直闪")
    neighbour.sees("记下了", "宽带坏了;路由器红灯一直闪")
    await neighbour.says("家里有狗")
    neighbour.sees("写在单子上", "发给调度")
    await neighbour.taps("写在单子上")
    neighbour.sees("记下了", "🔑 家里有狗")
    await neighbour.says("有事敲门别打电话")
    await neighbour.taps("写在单子上")
    await neighbour.taps("确认预约")
    neighbour.sees("已约好", "家里有狗;有事敲门别打电话", "宽带坏了;路由器红灯一直闪")


async def test_a_time_instead_of_the_service_is_kept(world: World, customer: Chatter) -> None:
    await customer.says("/repair")
    await customer.says("明天上午")
    customer.sees("「明天上午」记下了", "哪一项有问题")
    await customer.says("固话")
    customer.sees("请确认预约", "11月25日 周三 08:00")
