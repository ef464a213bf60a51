"""Calling off one of several visits in words: the one that is named is asked about (4.A)."""

from __future__ import annotations

import pytest

from models.appointment import Status
from models.order import OrderKind
from tests.stages import booked
from tests.world import Chatter, World


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
