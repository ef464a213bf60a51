"""Photos of the fault: sent by the customer, looked at by whoever comes and by the desk."""

from __future__ import annotations

from tests.stages import booked
from tests.world import Chatter, World, data_of


async def photographed(customer: Chatter) -> None:
    await customer.says("宽带坏了,明天下午来")
    await customer.taps("发张照片")
    await customer.sends_photo()
    await customer.taps("确认预约")


def pictures(chatter: Chatter) -> list[dict]:
    return [message for message in chatter.new() if message["photo"]]


async def test_whoever_comes_sees_the_customers_photo(customer: Chatter, technician: Chatter) -> None:
    """D-41: not before acceptance, since it may show a home."""
    await photographed(customer)
    technician.sees("新派单")
    technician.sees_no("故障照片")

    await technician.taps("接单")
    technician.sees("看故障照片", "出发最稳妥")
    await technician.taps("看故障照片")

    assert len(pictures(technician)) == 1
    technician.has_seen("已接单", "会晚到")  # the card stays as it is


async def test_what_is_still_wrong_is_seen_beside_what_was_wrong(
    world: World, customer: Chatter, dispatcher: Chatter
) -> None:
    staged = await booked(world, customer, "11-25 14:00", photo_file_id=None)
    await staged.done("11-25 14:00")
    await customer.taps("没修好")
    await customer.sends_photo("灯是红的")

    await dispatcher.says(staged.number)
    await dispatcher.taps("更多操作")
    await dispatcher.taps("看故障照片")

    assert len(pictures(dispatcher)) == 1


async def test_where_there_is_none_that_is_said(world: World, customer: Chatter) -> None:
    """A card outlives the photos, which are kept for a time only (D-30)."""
    staged = await booked(world, customer, "11-25 14:00")
    technician = await staged.accepted()
    await technician.presses(technician.messages()[-1]["message_id"], f"fph:{staged.order_id}")
    technician.is_told("没有找到")


async def test_nobody_else_is_shown_it(world: World, customer: Chatter, technician: Chatter, rival: Chatter) -> None:
    """R-12.7: a forged button opens nobody's home."""
    await photographed(customer)
    await technician.taps("接单")
    card = technician.sees("看故障照片")
    data = data_of(card, "看故障照片")

    await rival.says("/start")
    await rival.presses(rival.messages()[-1]["message_id"], data)

    assert not pictures(rival)
    rival.is_told("只有相关人员")


async def test_the_desk_tells_the_customers_number_from_that_of_whoever_is_at_home(
    customer: Chatter, dispatcher: Chatter, technician: Chatter
) -> None:
    await customer.says("宽带坏了,明天下午来")
    await customer.taps("家里另有人")
    await customer.says("我妈 139 0000 1111")
    customer.sees("家里联系人:我妈 · 139 0000 1111")
    await customer.taps("确认预约")

    await dispatcher.says("我妈 13900001111")
    dispatcher.sees("👤 王芳 · 138 0013 8001", "家里联系人:我妈 · 139 0000 1111")
    await technician.taps("接单")
    technician.sees("家里联系人:我妈")
    technician.sees_no("139 0000 1111", "138 0013 8001")
