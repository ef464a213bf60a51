"""More capacity (R-4.12): a slot beyond the usual hours can be booked as soon as it is open."""

from __future__ import annotations

from sqlalchemy import select

from models.slot import ExtraSlot
from tests.stages import booked
from tests.world import Chatter, MovedClock, World, moment


async def test_a_slot_is_opened_for_one_technician_and_can_be_booked(
    world: World, customer: Chatter, dispatcher: Chatter
) -> None:
    await dispatcher.says("/slots")
    dispatcher.sees("加开档期", "全部师傅", "李建国", "张磊")
    await dispatcher.taps("李建国")
    await dispatcher.taps("11月25日")
    dispatcher.sees("加开几点的", "12:00", "20:00")
    assert not any(b["text"] == "10:00" for m in dispatcher.new() for row in m["buttons"] for b in row)
    await dispatcher.taps("12:00")
    dispatcher.sees("12:00 已加开:李建国", "已加开:12:00 李建国")

    staged = await booked(world, customer, "11-25 12:00")
    assert staged.visit().provisional_id == world.person_id(world.person(2001))


async def test_a_whole_day_is_opened_for_everybody_at_once(world: World, dispatcher: Chatter) -> None:
    await dispatcher.says("/slots")
    await dispatcher.taps("全部师傅")
    await dispatcher.taps("11月26日")
    await dispatcher.taps("20:00")
    dispatcher.sees("20:00 已加开", "李建国", "张磊", "赵敏")
    assert len(world.rows(select(ExtraSlot))) == 4
    await dispatcher.taps("12:00")
    assert len(world.rows(select(ExtraSlot))) == 8


async def test_a_forged_time_opens_nothing(world: World, customer: Chatter, dispatcher: Chatter) -> None:
    await dispatcher.says("/slots")
    message_id = dispatcher.new()[-1]["message_id"]
    night = int(moment("11-26 03:17", world.clock.now).timestamp()) // 60
    await dispatcher.presses(message_id, f"dxo:0:0:{night}")
    assert dispatcher.toast
    await customer.says("/start")
    noon = int(moment("11-26 12:00", world.clock.now).timestamp()) // 60
    await customer.presses(customer.new()[-1]["message_id"], f"dxo:0:0:{noon}")
    customer.is_told("只有相关人员")
    assert not world.rows(select(ExtraSlot))


async def test_an_old_card_opens_no_time_that_has_passed(world: World, dispatcher: Chatter, clock: MovedClock) -> None:
    """Neither an hour between the slots, nor one that was open anyway: both are said to be over."""
    await dispatcher.says("/slots")
    await dispatcher.taps("李建国")
    await dispatcher.taps("11月24日")
    card = dispatcher.sees("12:00", "20:00")
    await clock.travel("15:00")
    who = world.person_id(world.person(2001))
    for hour in ("11-24 12:00", "11-24 14:00", "11-23 10:00"):
        at = int(moment(hour, world.clock.now).timestamp()) // 60
        await dispatcher.presses(card["message_id"], f"dxo:0:{who}:{at}")
        dispatcher.is_told("已经过去了")
    in_two_years = int(moment("11-24 12:00", world.clock.now).timestamp()) // 60 + 730 * 24 * 60
    await dispatcher.presses(card["message_id"], f"dxo:0:{who}:{in_two_years}")
    dispatcher.is_told("14 天以内")
    assert not world.rows(select(ExtraSlot))
