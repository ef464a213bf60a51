"""A home said in a sentence, either way round, is not asked again; and what was wrong is kept in the words it was told in."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models.order import WorkOrder
from tests.world import Chatter, World


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("broadband is down, please send someone to 4-2-501 Xingfuli tomorrow", "4-2-501 Xingfuli"),
        ("My landline crackles, can someone come to unit 4-2-501 at Xingfuli tomorrow after 4pm",
         "unit 4-2-501 at Xingfuli"),
        ("no internet at Xingfuli 4-2-501 since yesterday, tomorrow at 2pm please", "Xingfuli 4-2-501"),
        ("Internet keeps dropping at flat 1204, building 8, Keji Park. Tomorrow morning?",
         "flat 1204, building 8, Keji Park"),
    ],
)  # fmt: skip
async def test_an_english_address_in_a_sentence(world: World, john: Chatter, line: str, address: str) -> None:
    """Promise 10."""
    await john.says(line)
    john.sees_no("What is the address")
    john.has_seen(address)


async def test_an_hour_beside_the_area_is_no_house(world: World, john: Chatter) -> None:
    await john.says("broadband repair at Xingfuli 3pm tomorrow, it is another flat of mine")
    john.sees_no("📍 Xingfuli 3pm")


async def test_an_area_the_operator_named_is_read_in_chinese_too(world: World, customer: Chatter) -> None:
    await customer.says("宽带坏了,科技园8号楼1204,明天下午四点")
    customer.sees("📍 科技园8号楼1204", "11月25日", "16:00")


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("路由器一直闪红灯,昨天开始上不了网,明天下午四点来看看", "路由器一直闪红灯,昨天开始上不了网"),
        ("宽带老是掉线明天下午四点来修", "宽带老是掉线"),
        ("网特别卡,尤其晚上,周四下午四点能来吗", "网特别卡,尤其晚上"),
        ("my internet is super slow, tomorrow at 4pm please, preferably tomorrow", "my internet is super slow"),
        ("The router blinks red and the internet drops every evening, come tomorrow at 4pm",
         "The router blinks red and the internet drops every evening"),
    ],
)  # fmt: skip
async def test_the_fault_is_kept_as_it_was_told(world: World, customer: Chatter, line: str, note: str) -> None:
    """D-41: nothing of when, where and whom."""
    await customer.says(line)
    await customer.taps("确认预约")
    assert last_order(world).fault_note == note


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("宽带每天晚上掉线,明天下午四点来", "11月25日 周三 16:00"),
        ("网一到晚上就卡,周五上午十点来人", "11月27日 周五 10:00"),
        ("网从周一开始就断了,周四下午四点来人", "11月26日 周四 16:00"),
        ("My wifi has been down for two days, tomorrow at 4pm please", "11月25日 周三 16:00"),
        ("Internet stopped working this morning, come at 4pm", "11月24日 周二 16:00"),
        ("断网了,明天下午四点", "11月25日 周三 16:00"),
        ("网特别卡,尤其晚上,周四上午十点能来吗", "11月26日 周四 10:00"),
    ],
)
async def test_since_when_and_how_often_is_no_time_to_come(customer: Chatter, line: str, seen: str) -> None:
    await customer.says(line)
    customer.sees("请确认预约", seen)


async def test_a_visit_cannot_be_in_the_past(customer: Chatter, john: Chatter) -> None:
    """Said so, and other times are offered; since when it is broken is another matter."""
    await customer.says("昨天上午来修一下宽带")
    customer.sees("「昨天上午」已经过去了", "请选上门时间", "14:00")

    await john.says("please send someone yesterday morning, the internet is down")
    john.sees("“yesterday morning” has passed already", "14:00")

    await customer.taps("先不约了")
    await customer.says("昨天就断网了,来修一下")
    customer.sees("请选上门时间")
    customer.sees_no("已经过去")


async def test_where_the_address_is_asked_first_it_is_said_at_once(world: World) -> None:
    novice = world.newcomer()
    await novice.says("宽带坏了,昨天下午来修")
    novice.sees("「昨天下午」已经过去了", "地址")


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("13800138099 王小丽 宽带老是掉线 幸福里7栋102 明天上午8点", "宽带老是掉线"),
        ("13800138099 王小丽,路由器闪红灯上不了网,幸福里7栋102,明天上午8点", "路由器闪红灯上不了网"),
    ],
)
async def test_on_the_phone_too(world: World, dispatcher: Chatter, line: str, note: str) -> None:
    await dispatcher.says("/new")
    await dispatcher.says(line)
    await dispatcher.taps("定了")
    assert last_order(world).fault_note == note


@pytest.mark.parametrize(
    "line",
    [
        "broadband down at 幸福里4-2-501, tomorrow morning",
        "幸福里4-2-501断网了,明天上午去看看",
        "Broadband down at Xingfuli 4-2-501, tomorrow morning",
    ],
)
async def test_one_home_is_a_phone_order(dispatcher: Chatter, line: str) -> None:
    """Somebody rang: nothing has broken for many, and no works are planned."""
    await dispatcher.says(line)
    dispatcher.sees_no("计划施工", "停网")
    dispatcher.sees("来电人的手机号")


@pytest.mark.parametrize("line", ["幸福里4栋断网了", "幸福里断网了", "幸福里停电,供电公司值班电话13800138099"])
async def test_an_area_or_a_building_stays_an_outage(dispatcher: Chatter, line: str) -> None:
    """R-6.1."""
    await dispatcher.says(line)
    dispatcher.sees_no("来电人的手机号", "要办什么", "怎么称呼")


def last_order(world: World) -> WorkOrder:
    found: WorkOrder = world.rows(select(WorkOrder).order_by(WorkOrder.id.desc()))[0]
    return found
