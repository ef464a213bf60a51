"""Calling off one of several visits in words: the one that is named is asked about (4.A)."""

from __future__ import annotations

import pytest

from models.appointment import Status
from models.order import OrderKind
from tests.stages import booked
from tests.world import Chatter, MovedClock, World


@pytest.mark.parametrize("words", ["周五的不要了", "周五的取消吧", "don't want the Friday one"])
async def test_of_two_visits_the_one_of_that_day_is_asked_about(world: World, customer: Chatter, words: str) -> None:
    """Words alone cancel nothing; and nobody who calls off is asked for another time."""
    await booked(world, customer, "11-26 14:00")
    friday = await booked(world, customer, "11-27 14:00", kind=OrderKind.MOVE)
    await customer.says(words)
    customer.sees("11月27日", "不取消", "只取消")
    customer.sees_no("11月26日")
    assert friday.visit().status is Status.BOOKED


async def test_thanks_before_the_wish_do_not_hide_it(world: World, customer: Chatter) -> None:
    await booked(world, customer, "11-26 14:00")
    await customer.says("谢谢,帮我取消预约")
    customer.sees("11月26日", "不取消")


async def test_a_repair_without_a_visit_that_mended_itself_is_over_with_one_tap(
    world: World, customer: Chatter
) -> None:
    """4.A: no withdrawal, and nobody waits for a time that is not wanted."""
    staged = await booked(world, customer, "11-25 14:00")
    await customer.says("取消预约")
    await customer.taps("只取消这次上门")
    await customer.says("好了")
    customer.sees("那师傅还用上门吗", "不用来了", "还是来看看")
    await customer.taps("不用来了")
    await customer.taps("已经自己好了")
    customer.sees("就此结束", staged.number)
    assert staged.order().result == "no_longer_needed"


async def test_with_the_technician_at_the_door_it_is_said_that_nothing_can_be_cancelled_here(
    world: World, customer: Chatter, clock: MovedClock
) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    technician = await staged.accepted()
    await clock.travel("11-25 13:58")
    await staged.departed(technician)
    await staged.arrived(technician)
    await customer.says("取消吧")
    customer.sees("师傅已经到了", "发给李建国师傅", "发给调度")
    assert staged.visit().status is Status.ARRIVED
