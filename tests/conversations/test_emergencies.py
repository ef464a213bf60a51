"""Emergencies (R-6.13, R-6.14, R-1.16): one command, a head who is alerted, a plan, a running card, an end."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models.emergency import Emergency, EmergencyKind, EmergencyPlan
from models.person import Person, Role, RoleGrant
from models.unit import Unit
from scheduling.unit_of_work import UnitOfWork
from tests.stages import booked
from tests.world import Chatter, World


@pytest.fixture
def head(world: World) -> Chatter:
    """何志远, head of the county."""
    return world.person(3101)


async def opened(dispatcher: Chatter, note: str = "") -> None:
    await dispatcher.says(f"/emergency {note}".strip())
    await dispatcher.taps("自然灾害")


async def test_one_command_opens_it_and_the_head_is_alerted(
    world: World, dispatcher: Chatter, second_dispatcher: Chatter, head: Chatter
) -> None:
    """R-1.16: the head of unit is named, alerted at once, and says so; the card shows it."""
    await dispatcher.says("/emergency 台风,城东大面积断网")
    dispatcher.sees("启动应急", "哪一种", "台风,城东大面积断网", "装机积压", "自然灾害", "其他特殊情况")
    await dispatcher.taps("自然灾害")
    dispatcher.sees("临江县分局已启动应急", "已通知负责人 何志远")
    dispatcher.sees("应急 · 临江县分局 · 自然灾害", "台风,城东大面积断网", "何志远", "还没有确认")
    second_dispatcher.has_seen("应急 · 临江县分局", "周静 启动", "何志远")
    head.has_seen("请您牵头", "自然灾害", "我已知悉")
    for one in (dispatcher, second_dispatcher, head):
        assert one.count("应急 · 临江县分局") == 1  # one card each

    await world.clock.advance(seconds=20)
    await head.taps("我已知悉")
    head.is_told("已记下")
    head.sees("✅ 09:00 已知悉")
    head.sees_no("请您牵头", "我已知悉")
    dispatcher.has_seen("何志远 已知悉临江县分局的应急")
    second_dispatcher.has_seen("应急 · 临江县分局", "✅ 09:00 已知悉")
    await head.presses(head.messages()[-1]["message_id"], "ea:1")  # a second tap
    assert dispatcher.count("何志远 已知悉") == 1


async def test_in_english(world: World, dispatcher: Chatter, head: Chatter) -> None:
    for one in (dispatcher, head):
        await one.says("/language en")
    await dispatcher.says("/emergency")
    dispatcher.sees("Open an emergency", "To say a word about it first")
    await dispatcher.says("Typhoon, the east is down")
    dispatcher.sees("Typhoon, the east is down", "Natural disaster")
    await dispatcher.taps("Natural disaster")
    dispatcher.sees("The head, 何志远, has been alerted")
    head.has_seen("you lead it", "Typhoon, the east is down", "I have read it")
    await head.taps("I have read it")
    head.is_told("dispatch sees that you have read it")
    await dispatcher.taps("Checklist 0/7")
    dispatcher.sees("The plan’s checklist", "Phone the head and settle who leads")


async def test_one_is_open_per_unit(world: World, dispatcher: Chatter, second_dispatcher: Chatter) -> None:
    await second_dispatcher.says("/emergency")
    await opened(dispatcher)
    await second_dispatcher.taps("装机积压")
    second_dispatcher.sees("已经在应急中", "自然灾害", "周静 启动")
    assert len(world.rows(select(Emergency))) == 1
    await second_dispatcher.says("/emergency")
    second_dispatcher.sees("应急 · 临江县分局 · 自然灾害", "刷新态势")
    await second_dispatcher.says("/emergency 又一处")
    second_dispatcher.sees("都已在应急中")


async def test_half_asked_it_is_dropped_by_words(world: World, dispatcher: Chatter) -> None:
    """ "Never mind" is no note for the card of an emergency."""
    await dispatcher.says("/emergency")
    await dispatcher.says("不办了")
    dispatcher.sees("没有启动应急")
    await dispatcher.says("主菜单")
    dispatcher.sees_no("启动应急:哪一种")
    assert world.rows(select(Emergency)) == []


async def test_opened_by_somebody_else_meanwhile_it_is_not_asked_on(
    dispatcher: Chatter, second_dispatcher: Chatter
) -> None:
    await second_dispatcher.says("/emergency")
    await opened(dispatcher)
    await second_dispatcher.says("城东也断了")
    second_dispatcher.sees("已经在应急中", "自然灾害", "周静 启动")


async def test_without_a_head_it_is_refused_with_the_way_out(world: World, dispatcher: Chatter, head: Chatter) -> None:
    def gone(uow: UnitOfWork) -> None:
        uow.person(uow.session.scalars(select(Person.id).where(Person.name == "何志远")).one()).left_at = uow.now

    world.do(gone)
    await dispatcher.says("/emergency")
    dispatcher.sees("临江县分局还没有负责人", "invite --role head", "/invite")
    assert not world.rows(select(Emergency))


async def test_of_several_heads_one_is_named(world: World, dispatcher: Chatter, head: Chatter) -> None:
    """The nearest ones are asked about; a head on file is not."""
    boss = world.newcomer("秦岚")
    boss_id = world.person_id(boss) if await boss.says("/start") else 0

    def promote(uow: UnitOfWork) -> None:
        unit = uow.session.scalars(select(Unit).where(Unit.name == "临江县分局")).one()
        uow.add(RoleGrant(person_id=boss_id, role=Role.HEAD, unit_id=unit.id))

    world.do(promote)
    await dispatcher.says("/emergency")
    await dispatcher.taps("其他")
    dispatcher.sees("由哪一位牵头", "何志远", "秦岚")
    await dispatcher.taps("秦岚")
    dispatcher.sees("已通知负责人 秦岚")
    boss.has_seen("请您牵头")
    assert not any("请您牵头" in (m["text"] or "") for m in head.messages())


async def test_the_plan_is_ticked_line_by_line_with_who_and_when_and_undone(
    world: World, dispatcher: Chatter, head: Chatter
) -> None:
    """R-6.14."""

    def plan(uow: UnitOfWork) -> None:
        unit = uow.session.scalars(select(Unit).where(Unit.name == "临江县分局")).one()
        contacts = [{"name": "县供电局抢修", "phone": "95598", "duty": "抢修电力"}]
        lines = ["清点人手和车辆", "向热线通报口径"]
        uow.add(EmergencyPlan(unit_id=unit.id, kind=EmergencyKind.DISASTER, contacts=contacts, checklist=lines))

    world.do(plan)
    await opened(dispatcher)
    await dispatcher.taps("联系人")
    dispatcher.sees("县供电局抢修", "95598", "抢修电力")
    await dispatcher.taps("应急卡片")
    await dispatcher.taps("清单 0/2")
    dispatcher.sees("☐ 1. 清点人手和车辆", "☐ 2. 向热线通报口径")
    await world.clock.advance(seconds=30)
    await dispatcher.taps("☐ 1")
    dispatcher.sees("☑ 1. 清点人手和车辆 —— 周静 09:00", "(1/2)")
    await head.taps("清单 0/2")
    head.sees("☑ 1. 清点人手和车辆 —— 周静")
    await head.taps("↩️ 1")
    head.sees("☐ 1. 清点人手和车辆", "(0/2)")


async def test_a_kind_without_a_plan_has_the_general_checklist_and_says_how_to_get_contacts(
    world: World, dispatcher: Chatter
) -> None:
    await dispatcher.says("/emergency")
    await dispatcher.taps("装机积压")
    await dispatcher.taps("清单 0/7")
    dispatcher.sees("登记停网记录", "借调人手", "加开档期")
    await dispatcher.taps("应急卡片")
    await dispatcher.taps("联系人")
    dispatcher.sees("还没有联系人", "places.yaml")


async def test_the_situation_counts_what_is_open_and_is_refreshed_by_a_tap(
    world: World, customer: Chatter, dispatcher: Chatter, technician: Chatter
) -> None:
    staged = await booked(world, customer, "14:00")
    await opened(dispatcher)
    dispatcher.sees("态势", "未修好的障碍 1", "待装 0", "在岗 4,空闲 4", "11月24日 周二 14:00", staged.number)
    await technician.says("/hazard 井盖丢了")
    await technician.taps("拍不了")
    await technician.says("幸福里北门")
    await technician.taps("上报")
    await dispatcher.taps("刷新态势")
    dispatcher.sees("未处理的隐患 1")


async def test_the_end_is_asked_about_and_gives_the_figures(
    world: World, dispatcher: Chatter, second_dispatcher: Chatter, head: Chatter
) -> None:
    await opened(dispatcher)
    await dispatcher.taps("清单")
    await dispatcher.taps("☐ 1")
    await dispatcher.taps("应急卡片")
    await world.clock.advance(minutes=3)
    await dispatcher.taps("结束应急")
    dispatcher.sees("结束临江县分局的应急?")
    await dispatcher.taps("应急卡片")
    await dispatcher.taps("结束应急")
    await dispatcher.taps("确定结束")
    dispatcher.sees("应急已结束", "小结", "历时 0 小时 3 分钟", "清单完成 1/7")
    for one in (second_dispatcher, head):
        one.has_seen("周静 结束了临江县分局的应急", "清单完成 1/7")
    await dispatcher.says("/emergency")
    dispatcher.sees("哪一种")
    alert = head.has_seen("应急已结束", "态势")
    assert not alert["buttons"]
    await head.presses(alert["message_id"], "ea:1")  # from a phone that has not drawn it yet
    head.is_told("没有变化")


async def test_an_emergency_is_for_those_who_lead_one(world: World, customer: Chatter, technician: Chatter) -> None:
    for one in (customer, technician):
        await one.says("/emergency")
        one.sees_no("哪一种")
        await one.presses(one.messages()[-1]["message_id"], "ek:4:disaster:0")
        one.is_told("只有相关人员")
    assert not world.rows(select(Emergency))


async def test_a_note_longer_than_the_card_is_refused(world: World, dispatcher: Chatter) -> None:
    await dispatcher.says("/emergency " + "灾" * 301)
    dispatcher.sees("内容为空或太长")


async def test_a_head_joins_by_a_link_and_has_a_card_of_their_own(world: World, head: Chatter) -> None:
    await head.says("/start")
    head.sees("何志远,您好", "负责人", "现在没有应急", "启动应急")
    await head.taps("启动应急")
    await head.taps("其他")
    head.sees("由您(何志远)牵头")
    (emergency,) = world.rows(select(Emergency))
    assert emergency.acknowledged_at == emergency.opened_at
