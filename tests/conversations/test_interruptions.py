"""Something short may come between: what was half-finished goes on afterwards where it stood."""

from __future__ import annotations

from models.order import OrderKind
from tests.stages import booked
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
