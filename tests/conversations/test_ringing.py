"""给王芳回个电话: the dispatcher is led to the call that is due, or to the order and a line to write."""

from __future__ import annotations

import pytest

from tests.stages import booked
from tests.world import Chatter, MovedClock, World


@pytest.mark.parametrize("words", ["给王芳回个电话", "打电话给王芳", "给王芳打个电话"])
async def test_the_call_that_is_due_is_opened(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock, words: str
) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await staged.accepted()
    await clock.travel("20:00")
    await dispatcher.says(words)
    dispatcher.sees("打电话请 王芳 确认", "138 0013 8001", "客户说可以")


async def test_without_a_call_the_order_and_a_line_to_write(
    world: World, customer: Chatter, dispatcher: Chatter
) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await staged.accepted()
    await dispatcher.says("给王芳回个电话")
    dispatcher.sees("没有要给 王芳 打的电话", staged.number, "写")
    await dispatcher.taps(staged.number)
    dispatcher.sees("138 0013 8001")


async def test_in_english(world: World, john: Chatter, dispatcher: Chatter) -> None:
    await dispatcher.says("/language en")
    staged = await booked(world, john, "11-25 14:00", area="科技园", address="Keji Park Tower B, 18F-06")
    await staged.accepted()
    await dispatcher.says("call John Miller back")
    dispatcher.sees("no call to make to John Miller", staged.number)


async def test_somebody_unknown_is_said_so(dispatcher: Chatter) -> None:
    await dispatcher.says("给赵六回个电话")
    dispatcher.sees("没有找到这位", "待办")
