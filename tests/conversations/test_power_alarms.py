"""Power alarms (R-6.15): the network centre calls, the first technician to accept goes, and the centre hears."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models.hazard import PowerAlarm
from models.task import Task, TaskKind, TaskStatus
from tests.world import Chatter, World


@pytest.fixture
def centre(world: World) -> Chatter:
    """高远, network centre."""
    return world.person(3301)


async def raised(centre: Chatter) -> None:
    await centre.says("/alarm 幸福里3栋配线架测到220伏")
    await centre.taps("发出")


async def test_raised_accepted_and_done_with_the_network_centre_hearing_each(
    world: World, centre: Chatter, technician: Chatter, rival: Chatter, novice: Chatter, dispatcher: Chatter
) -> None:
    """R-6.15: the acceptance time is kept."""
    await centre.says("/start")
    centre.sees("高远,您好", "网管中心", "没有未结束的强电告警", "发告警")
    await centre.taps("发告警")
    centre.sees("在哪里,什么情况")
    await centre.says("幸福里3栋配线架测到220伏")
    centre.sees("发出告警?", "📍 幸福里", "220伏", "换片区")
    await centre.taps("发出")
    centre.sees("已发出", "还没有人接")
    for one in (technician, rival, dispatcher):
        one.has_seen("强电入侵告警 · 幸福里", "220伏", "高远 发出", "我去")
    assert not any("强电入侵" in (m["text"] or "") for m in novice.messages())  # no certificate

    await world.clock.advance(minutes=2)
    await rival.taps("我去")
    rival.sees("由您处理", "先保证安全", "已消除")
    centre.has_seen("张磊 在 2 分钟后接单")
    dispatcher.has_seen("张磊 在 2 分钟后接单")
    (alarm,) = world.rows(select(PowerAlarm))
    assert alarm.accepted_at == world.clock.now

    technician.has_seen("强电入侵告警", "张磊", "接单")
    await technician.presses(technician.messages()[-1]["message_id"], f"pt:{alarm.id}")
    technician.is_told("张磊 已经接了这个告警")

    await rival.taps("已交供电部门")
    rival.sees("结束", "已交供电部门")
    centre.has_seen("幸福里的强电告警结束:已交供电部门")
    await centre.says("/alarms")
    centre.sees("没有未结束")


async def test_nobody_accepts_in_time(world: World, centre: Chatter, technician: Chatter, dispatcher: Chatter) -> None:
    """Ten minutes: the dispatchers phone, the centre knows, the others are asked."""
    await raised(centre)
    await world.clock.advance(minutes=9)
    assert not world.rows(select(Task).where(Task.kind == TaskKind.POWER_ALARM))
    await world.clock.advance(minutes=1)
    dispatcher.has_seen("幸福里的强电告警没人接,请马上打电话找人", "220伏")
    centre.has_seen("还没有人接", "已请调度打电话")
    await dispatcher.taps("看告警")
    dispatcher.sees("强电入侵告警 · 幸福里", "我去")
    await technician.taps("我去")
    (task,) = world.rows(select(Task).where(Task.kind == TaskKind.POWER_ALARM))
    assert task.status is TaskStatus.WITHDRAWN


async def test_whoever_cannot_go_after_all_gives_it_back(
    world: World, centre: Chatter, technician: Chatter, rival: Chatter
) -> None:
    await raised(centre)
    await technician.taps("我去")
    await technician.taps("去不了,退回")
    technician.sees("已退回")
    centre.has_seen("李建国 去不了,正在找别人")
    await rival.taps("我去")
    rival.sees("由您处理")
    await rival.taps("写处理结果")
    await rival.says("电力公司已停电,故障线已剪断")
    rival.sees("电力公司已停电,故障线已剪断")
    centre.has_seen("电力公司已停电,故障线已剪断")


async def test_where_is_asked_when_the_words_name_no_area(world: World, centre: Chatter) -> None:
    await centre.says("/alarm 配线架测到220伏")
    centre.sees("在哪个片区", "幸福里", "科技园")
    await centre.says("科技园")
    centre.sees("发出告警?", "📍 科技园", "📝 配线架测到220伏")
    await centre.taps("换片区")
    await centre.taps("幸福里")
    centre.sees("📍 幸福里")
    await centre.says("算了")
    centre.sees("没有发出告警")
    assert not world.rows(select(PowerAlarm))


async def test_sent_twice_is_one_alarm(world: World, centre: Chatter, technician: Chatter) -> None:
    await centre.says("/alarm 幸福里3栋配线架测到220伏")
    card = centre.messages()[-1]
    for _ in range(2):
        await centre.presses(card["message_id"], card["buttons"][0][0]["data"])
    assert len(world.rows(select(PowerAlarm))) == 1
    assert technician.count("强电入侵告警") == 1


async def test_a_dispatcher_raises_and_ends_one_in_english(
    world: World, dispatcher: Chatter, technician: Chatter, centre: Chatter
) -> None:
    for one in (dispatcher, technician, centre):
        await one.says("/language en")
    await dispatcher.says("/alarm 220 V on the frame at Xingfuli")
    dispatcher.sees("Raise this alarm?", "幸福里")
    await dispatcher.taps("Raise it")
    technician.has_seen("Power intrusion · 幸福里", "220 V on the frame", "I am going")
    await technician.taps("I am going")
    technician.sees("It is yours", "Safety first")
    dispatcher.has_seen("accepted at once")
    await dispatcher.taps("See the alarm")
    dispatcher.sees("李建国", "accepted at 09:00")
    await dispatcher.taps("False alarm")
    centre.has_seen("is over: False alarm")


async def test_bad_words_are_refused_with_the_way_out(world: World, centre: Chatter) -> None:
    await centre.says("/alarm " + "电" * 301)
    centre.sees("内容为空或太长")
    await raised(centre)


async def test_others_raise_end_and_take_none(
    world: World, customer: Chatter, centre: Chatter, technician: Chatter, rival: Chatter
) -> None:
    """R-12.1: a forging client gets nowhere."""
    await raised(centre)
    (alarm,) = world.rows(select(PowerAlarm))
    for one, taps in (
        (customer, (f"pt:{alarm.id}", f"pe:{alarm.id}:cleared", f"pa:{alarm.id}", "pr")),
        (rival, (f"pe:{alarm.id}:cleared", "pr")),
        (centre, (f"pt:{alarm.id}", f"pe:{alarm.id}:cleared")),
    ):
        await one.says("/start")
        for tap in taps:
            await one.presses(one.messages()[-1]["message_id"], tap)
            one.is_told("只有相关人员")
    after = world.rows(select(PowerAlarm))[0]
    assert (after.technician_id, after.ended_at) == (None, None)


async def test_ended_by_a_slip_it_goes_on_with_whoever_has_it(
    world: World, centre: Chatter, technician: Chatter, dispatcher: Chatter
) -> None:
    await raised(centre)
    await technician.taps("我去")
    await technician.taps("已消除")
    centre.has_seen("幸福里的强电告警结束:已消除")
    await technician.taps("没结束")
    technician.sees("继续处理", "已消除", "去不了")
    for one in (centre, dispatcher):
        one.has_seen("强电告警没有结束", "点错了")
    await technician.taps("已交供电部门")
    await world.clock.advance(minutes=11)
    await technician.presses(technician.messages()[-1]["message_id"], "po:1")
    (alarm,) = world.rows(select(PowerAlarm))
    assert alarm.result == "power_company", "what is over for long is another alarm"


async def test_ended_by_a_slip_before_anybody_went_everybody_is_asked_again(
    world: World, centre: Chatter, technician: Chatter, dispatcher: Chatter
) -> None:
    await raised(centre)
    await dispatcher.taps("误报")
    await dispatcher.taps("没结束")
    await technician.taps("我去")
    technician.sees("由您处理")


async def test_looked_at_again_with_nothing_new_it_says_so(world: World, centre: Chatter) -> None:
    """A press is never met with silence, also where the card stays as it is."""
    await centre.says("/alarms")
    await centre.taps("刷新")
    centre.is_told("没有变化")
    centre.sees_nothing_new()


async def test_a_street_that_begins_with_an_areas_name_may_lie_elsewhere(centre: Chatter) -> None:
    await centre.says("/alarm 幸福里大道的电杆带电")
    centre.sees("在哪个片区")
    await centre.says("幸福里")
    centre.sees("发出告警?", "📍 幸福里", "幸福里大道的电杆带电")
