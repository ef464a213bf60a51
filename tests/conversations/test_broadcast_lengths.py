"""What people write and what places are called, at their longest and oddest, still makes cards that can be sent."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models.notification import Delivery, Notification
from models.outage import OutageCause
from models.unit import Area
from scheduling import outages
from scheduling.unit_of_work import UnitOfWork
from tests.conversations.test_broadcasts import ready, two_persons_above
from tests.world import Chatter, MovedClock, World

pytestmark = pytest.mark.usefixtures("awake")
ODD = "<b>幸福&里</b>=1+1"


def renamed(world: World, name: str) -> None:
    def rename(uow: UnitOfWork) -> None:
        uow.session.scalars(select(Area).where(Area.name == "幸福里")).one().name = name

    world.do(rename)


async def test_odd_names_causes_and_corrections_are_shown_as_they_were_written(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    await ready(dispatcher)
    renamed(world, ODD)
    dispatching = {"actor": world.actor(dispatcher), "cause": OutageCause.OTHER}
    world.do(outages.change, 1, cause_text="<i>老鼠</i> & co. =cmd", **dispatching)
    await dispatcher.taps("发送给")
    await dispatcher.taps("发送给")
    await clock.advance(seconds=70)
    customer.has_seen("<b>幸福&里</b>=1+1", "<i>老鼠</i> & co. =cmd")
    await dispatcher.taps("更正")
    await dispatcher.taps("写明哪里错了")
    await dispatcher.says("=<a href='x'>不是</a> & 老鼠")
    await dispatcher.taps("发送给")
    await clock.advance(seconds=70)
    customer.has_seen("=<a href='x'>不是</a> & 老鼠")


async def test_words_that_grow_too_long_when_filled_are_refused_before_they_are_kept(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """A thousand letters of variables would be no message any more: nobody would get it, and its card cannot be shown."""
    await ready(dispatcher)
    renamed(world, "&" * 80)
    await dispatcher.taps("改文字")
    await dispatcher.says("{area}" * 150)
    dispatcher.sees("请写 1 到 1,000 个字")
    await dispatcher.says("{area}" * 3)
    dispatcher.sees("&" * 240)


async def test_the_longest_words_in_every_language_still_fit_their_cards(
    world: World, customer: Chatter, dispatcher: Chatter, second_dispatcher: Chatter, clock: MovedClock
) -> None:
    two_persons_above(world, 0)
    await ready(dispatcher)
    renamed(world, "&" * 80)
    for buttons in (["改文字"], ["改文字", "English"]):
        for button in buttons:
            await dispatcher.taps(button)
        await dispatcher.says("<" * 800 + "{area}{until}")
    await dispatcher.taps("改文字")
    dispatcher.sees("现在是", "<" * 800)
    await dispatcher.taps("返回")
    await dispatcher.taps("预览")
    dispatcher.sees("<" * 800)
    await dispatcher.taps("返回")
    await dispatcher.taps("测试")
    dispatcher.has_seen("测试", "<" * 800)
    await dispatcher.taps("发送给")
    await second_dispatcher.taps("批准")
    await clock.advance(seconds=70)
    customer.has_seen("<" * 800)
    failed = world.rows(select(Notification).where(Notification.status == Delivery.FAILED))
    assert failed == []
