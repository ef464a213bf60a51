"""Extra slots for everybody at once (R-4.12): how many is shown first, and it can be undone."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models.slot import ExtraSlot
from tests.stages import booked
from tests.world import Chatter, World


@pytest.fixture
async def asked(dispatcher: Chatter) -> Chatter:
    """The dispatcher, in an emergency, at the question for the hours of 26 November."""
    await dispatcher.says("/emergency")
    await dispatcher.taps("装机积压")
    await dispatcher.taps("批量加开")
    await dispatcher.taps("11月26日")
    return dispatcher


async def test_a_preview_says_how_many_before_anything_is_opened(
    world: World, asked: Chatter, customer: Chatter
) -> None:
    asked.sees("哪个时段", "全天 6–23 点", "晚上 18–23 点")
    await asked.taps("中午")
    asked.sees("给 4 位师傅加开 4 段", "12:00 ×4", "还没有加开")
    assert not world.rows(select(ExtraSlot))
    await asked.taps("加开 4 段")
    asked.sees("已给 4 位师傅加开 4 段", "撤销")
    assert len(world.rows(select(ExtraSlot))) == 4
    staged = await booked(world, customer, "11-26 12:00")
    assert staged.visit().provisional_id is not None


async def test_undoing_closes_what_nobody_has_booked(world: World, asked: Chatter, customer: Chatter) -> None:
    await asked.taps("中午")
    await asked.taps("加开 4 段")
    await booked(world, customer, "11-26 12:00")
    await asked.taps("撤销")
    asked.sees("已撤销 3 段", "1 段已被约走,保留")
    assert len(world.rows(select(ExtraSlot))) == 1


async def test_hours_may_be_written(world: World, asked: Chatter) -> None:
    await asked.says("随便")
    asked.sees("没看出时段")
    await asked.says("18点到22点")
    asked.sees("给 4 位师傅加开 4 段", "20:00 ×4")


async def test_said_twice_opens_nothing_new(world: World, asked: Chatter) -> None:
    await asked.taps("中午")
    await asked.taps("加开 4 段")
    await asked.says("/emergency")
    await asked.taps("批量加开")
    await asked.taps("11月26日")
    await asked.taps("中午")
    asked.sees("没有可以加开的了")


async def test_hours_that_are_over_are_refused(world: World, dispatcher: Chatter) -> None:
    await dispatcher.says("/slots")
    await dispatcher.taps("批量加开")
    await dispatcher.taps("11月24日")
    await world.clock.travel("13:00")
    await dispatcher.taps("上午")
    dispatcher.is_told("结束时间")


async def test_a_forged_press_opens_nothing(world: World, technician: Chatter, dispatcher: Chatter) -> None:
    await technician.says("/start")
    await technician.presses(technician.messages()[-1]["message_id"], "bo:4:739580:360:1380")
    technician.is_told("只有相关人员")
    await dispatcher.says("/slots")
    for forged in ("bo:4:739580:-5:1380", "bo:4:1:360:1380", "bu:1", "bo:999:739580:360:1380"):
        await dispatcher.presses(dispatcher.messages()[-1]["message_id"], forged)
        assert dispatcher.toast
        dispatcher.sees_no("刚才出了点问题")
    assert not world.rows(select(ExtraSlot))


async def test_the_day_may_be_written_with_its_hours(dispatcher: Chatter) -> None:
    await dispatcher.says("/slots")
    await dispatcher.taps("批量加开")
    await dispatcher.says("随便")
    dispatcher.sees("哪一天")
    await dispatcher.says("后天")
    dispatcher.sees("11月26日", "哪个时段")
    await dispatcher.says("明天晚上")
    dispatcher.sees("11月25日", "20:00 ×4")


async def test_tomorrow_morning_in_english(dispatcher: Chatter) -> None:
    await dispatcher.says("/language en")
    await dispatcher.says("/slots")
    await dispatcher.taps("bulk")
    await dispatcher.says("tomorrow evening")
    dispatcher.sees("slots for 4 technicians", "25")
