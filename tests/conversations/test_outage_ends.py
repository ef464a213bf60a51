"""A dispatcher says when service is back: the record there is follows, by one tap (R-6.11, T-18)."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models.outage import Outage
from tests.stages import outage_opens
from tests.world import Chatter, World


def ends(world: World) -> list[str | None]:
    zone = world.app.store.policy.zone
    found = world.rows(select(Outage).order_by(Outage.id))
    return [one.expected_until.astimezone(zone).strftime("%H:%M") if one.expected_until else None for one in found]


@pytest.mark.parametrize(
    "words",
    ["科技园要到下午三点才恢复", "停电到下午三点", "科技园恢复时间改到下午三点", "Tech Park下午三点恢复", "科技园修到下午三点",
     "科技园还要六个小时", "Kejiyuan will be back by 3pm", "Keji Park needs another six hours"],
)  # fmt: skip
async def test_said_plainly_moves_the_end_of_the_record_there_is(world: World, dispatcher: Chatter, words: str) -> None:
    """One card, one tap, and one to take it back."""
    await outage_opens(world, "科技园")
    await dispatcher.says(words)
    dispatcher.sees("停网 #1(科技园)", "18:00", "改成", "15:00")
    assert ends(world) == ["18:00"], "nothing moves by words alone"
    await dispatcher.taps("改成")
    dispatcher.sees("已更新", "15:00")
    assert ends(world) == ["15:00"]
    await dispatcher.taps("撤销(恢复时间改错了)")
    dispatcher.sees("已改回", "18:00")
    assert ends(world) == ["18:00"]


async def test_in_english(world: World, dispatcher: Chatter) -> None:
    await dispatcher.says("/language en")
    await outage_opens(world, "科技园")
    await dispatcher.says("Tech Park won't be back until 3pm")
    dispatcher.sees("Outage #1", "Make it about", "15:00")
    await dispatcher.taps("Make it")
    dispatcher.sees("15:00")
    await dispatcher.taps("Undo (the end was a slip)")
    assert ends(world) == ["18:00"]


async def test_with_several_it_is_asked_which(world: World, dispatcher: Chatter) -> None:
    await outage_opens(world, "科技园")
    await outage_opens(world, "幸福里")
    await dispatcher.says("停电到下午三点")
    dispatcher.sees("哪一起停网", "#1 科技园", "#2 幸福里")
    await dispatcher.taps("#2 幸福里")
    assert ends(world) == ["18:00", "15:00"]


async def test_what_is_of_none_of_them_opens_another_with_that_end(world: World, dispatcher: Chatter) -> None:
    await outage_opens(world, "科技园")
    await dispatcher.says("停电到下午三点")
    await dispatcher.taps("都不是,另外登记")
    dispatcher.sees("哪里停了")
    await dispatcher.says("幸福里")
    dispatcher.sees("停网 · 幸福里", "停电", "15:00")
    assert ends(world) == ["18:00"]


@pytest.mark.parametrize("words", ["科技园要到下午三点才恢复", "科技园还要六个小时", "科技园修到下午三点"])
async def test_where_nothing_is_open_it_is_said_so_and_one_tap_opens_a_draft(dispatcher: Chatter, words: str) -> None:
    await dispatcher.says(words)
    dispatcher.sees("科技园 现在没有停网记录", "登记停网")
    await dispatcher.taps("登记停网")
    dispatcher.sees("停网 · 科技园", "15:00")


async def test_who_says_that_it_is_down_opens_a_draft_at_once(dispatcher: Chatter) -> None:
    await dispatcher.says("科技园停到下午三点")
    dispatcher.sees("停网 · 科技园", "15:00")


@pytest.mark.parametrize("words", ["科技园来电了", "科技园来信号了", "Keji Park is back"])
async def test_said_to_be_over_the_record_is_shown_with_its_end_one_tap_away(
    world: World, dispatcher: Chatter, words: str
) -> None:
    await dispatcher.says(words)
    dispatcher.sees("现在没有停网记录", "登记停网")
    await outage_opens(world, "科技园")
    await dispatcher.says(words)
    dispatcher.sees("停网 #1", "已恢复")
    assert world.rows(select(Outage))[0].restored_at is None


@pytest.mark.parametrize("word", ["停网", "outage", "outages?"])
async def test_the_word_alone_is_the_button(world: World, dispatcher: Chatter, word: str) -> None:
    await outage_opens(world, "科技园")
    await dispatcher.says(word)
    dispatcher.sees("#1", "科技园", "登记停网")
    await dispatcher.taps("#1")
    dispatcher.sees("停网 #1")


async def test_another_cause_is_another_story(world: World, dispatcher: Chatter) -> None:
    """What tells more than the end is a draft; where it overlaps, one tap merges it."""
    await outage_opens(world, "科技园")
    await dispatcher.says("科技园光缆断了,下午三点恢复")
    await dispatcher.taps("登记并通知热线")
    dispatcher.sees("已有停网记录", "同一个,并到 #1")


async def test_moved_on_meanwhile_the_way_back_takes_nothing_away(world: World, dispatcher: Chatter) -> None:
    await outage_opens(world, "科技园")
    await dispatcher.says("科技园要到下午三点才恢复")
    await dispatcher.taps("改成")
    card = dispatcher.sees("撤销(恢复时间改错了)")
    await dispatcher.says("科技园要到下午五点才恢复")
    await dispatcher.taps("改成")
    await dispatcher.taps_on(card, "撤销")
    assert ends(world) == ["17:00"]


async def test_a_person_or_a_car_that_comes_back_is_no_outage(world: World, dispatcher: Chatter) -> None:
    await outage_opens(world, "科技园")
    for words in ("李建国三点能回来", "John will be back at 3pm", "王芳家已经恢复了", "科技园什么时候恢复"):
        await dispatcher.says(words)
        assert not dispatcher.count("改成")
