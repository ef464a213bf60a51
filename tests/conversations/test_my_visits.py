"""My visits: one is shown whole, several as a list."""

from __future__ import annotations

from tests.stages import booked
from tests.world import Chatter, World


async def test_none_yet(customer: Chatter) -> None:
    await customer.says("/visits")
    customer.sees("您还没有预约", "主菜单")


async def test_the_only_one_is_shown_whole(world: World, customer: Chatter) -> None:
    staged = await booked(world, customer, "11-25 14:00")

    await customer.says("我的预约")
    customer.sees(staged.number, "11月25日", "14:00", "幸福里3栋2单元301", "改时间", "取消", "咨询")


async def test_several_in_order_of_time_with_a_button_each(world: World, customer: Chatter) -> None:
    later = await booked(world, customer, "11-27 10:00")
    sooner = await booked(world, customer, "11-25 14:00")

    await customer.says("我的预约")
    listed = customer.sees("您有 2 个预约")
    assert listed["text"].index("11月25日") < listed["text"].index("11月27日")
    await customer.taps("11月27日")
    customer.sees(later.number)
    customer.sees_no(sooner.number)


async def test_nothing_open_shows_the_last_one(world: World, customer: Chatter) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await staged.done("11-25 14:00")
    await customer.taps("已修好")

    await customer.says("我的预约")
    customer.sees(staged.number, "没修好")


async def test_somebody_elses_order_is_not_shown(world: World, customer: Chatter, neighbour: Chatter) -> None:
    """R-12.1: a forged press on another customer's order."""
    staged = await booked(world, customer, "11-25 14:00")
    await neighbour.says("你好")

    await neighbour.presses(neighbour.messages()[-1]["message_id"], f"cor:{staged.order_id}")
    neighbour.sees_no(staged.number)
    neighbour.is_told("相关人员")


async def test_in_english(world: World, john: Chatter) -> None:
    staged = await booked(world, john, "11-25 14:00", area="科技园", address="Keji Park Tower B, 18F-06")

    await john.says("my visits")
    john.sees(staged.number, "Wed 25 Nov", "14:00 (by 16:00", "Change time", "Cancel")
