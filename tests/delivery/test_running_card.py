"""The running situation card and the alarm's cards: one message each, edited in place (R-6.14, R-6.15)."""

from __future__ import annotations

from tests.stages import booked
from tests.world import Chatter, World


async def test_the_situation_card_is_one_message_that_says_the_newest(
    world: World, dispatcher: Chatter, second_dispatcher: Chatter, customer: Chatter
) -> None:
    await dispatcher.says("/emergency")
    await dispatcher.taps("自然灾害")
    heads = [second_dispatcher, world.person(3101)]
    card = second_dispatcher.has_seen("截至 09:00", "未修好的障碍 0")
    await booked(world, customer, "14:00")
    await world.clock.advance(minutes=3)
    for one in heads:
        assert one.count("截至") == 1
        one.has_seen("截至 09:03", "未修好的障碍 1")
    now = second_dispatcher.has_seen("截至 09:03")
    assert now["message_id"] == card["message_id"]
    assert second_dispatcher.count("截至") == 1

    await second_dispatcher.taps("清单 0/7")  # opens below: the running card stays what it is
    await world.clock.advance(minutes=1)
    second_dispatcher.has_seen("预案清单", "☐ 1.")
    assert second_dispatcher.has_seen("截至 09:04")["message_id"] == card["message_id"]

    await dispatcher.taps("结束应急")
    await dispatcher.taps("确定结束")
    assert "应急已结束" in second_dispatcher.has_seen("截至")["text"]
    await world.clock.advance(minutes=5)
    second_dispatcher.has_seen("截至 09:04", "应急已结束")


async def test_who_was_asked_as_well_sees_on_the_same_card_who_goes(
    world: World, technician: Chatter, rival: Chatter
) -> None:
    centre = world.person(3301)
    await centre.says("/alarm 幸福里3栋配线架测到220伏")
    await centre.taps("发出")
    await rival.taps("我去")
    assert technician.count("强电入侵告警") == 1
    card = technician.has_seen("强电入侵告警", "张磊", "接单")
    assert not card["buttons"]
