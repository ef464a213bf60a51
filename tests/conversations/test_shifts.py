"""Days off and sudden sickness: one message, and the visits are put before the dispatcher."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models.offer import Offer, OfferStatus
from models.order import OrderStatus
from models.shift import OffReason, TimeOff
from models.slot import SlotRow
from models.task import Task, TaskKind, TaskStatus
from scheduling import visits
from scheduling.windows import day_bounds
from tests.stages import booked
from tests.world import ZONE, Chatter, MovedClock, World, moment


def away(world: World) -> list[TimeOff]:
    return world.rows(select(TimeOff).order_by(TimeOff.starts_at))


async def test_sick_today_in_one_message_puts_the_visits_before_the_dispatcher(
    world: World, customer: Chatter, technician: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await technician.taps("接单")
    await clock.travel("11-25 08:30")

    await technician.says("我发烧了,今天来不了")
    technician.sees("病假已登记", "11月25日", "08:30 起", "1 个上门已报给调度", "撤销")
    (off,) = away(world)
    assert off.reason is OffReason.SICK
    assert off.ends_at == day_bounds(clock.now.date(), ZONE).ends_at
    tasks = world.rows(select(Task).where(Task.kind == TaskKind.ABSENCE))
    assert [task.appointment_id for task in tasks] == [staged.visit_id]
    dispatcher.has_seen("李建国")


async def test_sick_on_the_way_and_late_already_somebody_else_is_one_tap(
    world: World, customer: Chatter, neighbour: Chatter, technician: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """R-4.6: the promise is broken, so it is urgent; what was only put to them is not theirs, and goes round."""
    staged = await booked(world, customer, "11-25 10:00")
    assert await staged.accepted() is technician
    await clock.travel("11-25 10:10")
    await booked(world, neighbour, "11-25 14:00")
    await technician.says("我发烧了,今天来不了")
    dispatcher.has_seen("李建国请假(病假)", "1 单要另行安排")
    await dispatcher.taps("看谁能接")
    dispatcher.sees("李建国请假,留下 1 单", "10:00 王芳", "1 派张磊")
    await dispatcher.taps("1 工单")
    dispatcher.sees("还没出发", "师傅请假")
    await dispatcher.taps("换人")
    await dispatcher.taps("张磊")  # whichever way: what there was to do about the one who had it is done
    dispatcher.sees("已点名 张磊")
    dispatcher.sees_no("还没出发", "师傅请假")
    world.person(2002).has_seen("调度点名请您去", "10:00")


async def test_sick_in_the_middle_of_a_visit_puts_that_one_before_the_dispatcher_too(
    world: World, customer: Chatter, technician: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """3.A: what is begun is finished another day; the desk agrees on it with the customer, who gave way to nobody."""
    staged = await booked(world, customer, "11-25 10:00")
    assert await staged.accepted() is technician
    await clock.travel("11-25 10:00")
    await staged.arrived(technician)
    await clock.travel("11-25 10:20")
    await technician.says("我头晕得厉害,今天干不了了")
    technician.sees("病假已登记", "1 个上门已报给调度")
    dispatcher.has_seen("李建国请假(病假)", "1 单要另行安排")
    await dispatcher.taps("看谁能接")
    dispatcher.sees("10:00 王芳", "人已经在客户家,没做完")
    await dispatcher.taps("1 改时间")
    await dispatcher.taps("我方要改")
    await dispatcher.taps("身体不适")
    await dispatcher.says("明天上午十点")
    await dispatcher.taps("时限内没有空档")
    await dispatcher.taps("定了")
    technician.has_seen("客户同意另约时间做完,可以先离开了")
    assert staged.visit().starts_at == moment("11-26 10:00", clock.now)
    assert world.rows(select(Task).where(Task.kind == TaskKind.ABSENCE, Task.status == TaskStatus.OPEN)) == []


async def test_sick_on_the_way_somebody_free_may_still_go(
    world: World, customer: Chatter, technician: Chatter, rival: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """The promised time is past: whoever is free goes late rather than nobody."""
    staged = await booked(world, customer, "11-25 10:00")
    assert await staged.accepted() is technician
    await clock.travel("11-25 09:20")
    await staged.departed(technician)
    await clock.travel("11-25 10:06")
    await technician.says("我肚子疼去不了了")
    await dispatcher.taps("看谁能接")
    await dispatcher.taps(f"派{rival.name}")
    await rival.taps("接单")
    assert staged.order().status is OrderStatus.ACCEPTED
    assert staged.visit().technician_id == world.person_id(rival)


async def test_a_day_off_later_leaves_the_visit_in_hand_to_them(
    world: World, customer: Chatter, technician: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    staged = await booked(world, customer, "11-25 10:00")
    assert await staged.accepted() is technician
    await clock.travel("11-25 10:00")
    await staged.arrived(technician)
    await technician.says("下午三点以后请假")
    technician.sees("休假已登记", "15:00 起", "没有安排给您的上门")
    dispatcher.has_seen("没有受影响的上门")


async def test_undone_everything_is_as_it_was(
    world: World, customer: Chatter, technician: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    await booked(world, customer, "11-25 14:00")
    await technician.taps("接单")
    await clock.travel("11-25 08:30")
    await technician.says("病了")
    await technician.taps("撤销,照常上班")
    technician.sees("已撤销,照常上班")
    dispatcher.has_seen("李建国 撤销了请假", "可以照常派单")
    assert away(world) == []
    tasks = world.rows(select(Task).where(Task.kind == TaskKind.ABSENCE))
    assert [task.status for task in tasks] == [TaskStatus.WITHDRAWN]


async def test_said_twice_it_is_one_absence_and_one_tap_undoes_it(
    world: World, customer: Chatter, technician: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    await booked(world, customer, "11-25 14:00")
    await technician.taps("接单")
    await clock.travel("11-25 08:30")
    await technician.says("病了")
    await clock.travel("11-25 08:40")
    await technician.says("我发烧了,今天来不了")
    technician.sees("病假已登记", "1 个上门已报给调度")
    assert len(away(world)) == 1
    assert dispatcher.count("李建国请假(病假)") == 1
    await technician.taps("撤销,照常上班")
    technician.sees("已撤销,照常上班")
    assert away(world) == []


async def test_the_whole_day_takes_the_place_of_its_afternoon(
    world: World, technician: Chatter, clock: MovedClock
) -> None:
    await technician.says("今天下午请假")
    await technician.says("我发烧了,今天来不了")
    (off,) = away(world)
    assert off.reason is OffReason.SICK
    await technician.taps("撤销,照常上班")
    assert away(world) == []


async def test_a_day_off_by_buttons(world: World, technician: Chatter) -> None:
    await technician.says("/off")
    technician.sees("什么原因", "病假", "休假", "培训")
    await technician.taps("休假")
    technician.sees("哪天", "11月24日", "11月25日", "11月26日")
    await technician.taps("11月25日")
    technician.sees("休假已登记", "11月25日 周三 全天", "没有安排给您的上门")
    (off,) = away(world)
    assert (off.starts_at, off.reason) == (moment("11-25 00:00", world.clock.now), OffReason.LEAVE)


@pytest.mark.parametrize(
    ("words", "starts", "ends", "shown"),
    [
        ("周三到周五休假", "11-25 00:00", "11-28 00:00", "11月25日 周三 至 11月27日 周五"),
        ("明天请假", "11-25 00:00", "11-26 00:00", "11月25日 周三 全天"),
        ("我明天上午要去医院", "11-25 08:00", "11-25 12:00", "08:00–12:00"),
        ("day off tomorrow", "11-25 00:00", "11-26 00:00", "11月25日"),
    ],
)
async def test_leave_in_plain_words(
    world: World, technician: Chatter, words: str, starts: str, ends: str, shown: str
) -> None:
    await technician.says(words)
    technician.sees("已登记", shown)
    (off,) = away(world)
    assert off.starts_at == moment(starts, world.clock.now)
    assert off.ends_at == moment(ends, world.clock.now)


async def test_two_days_of_one_message_are_noted_together_and_undone_apart(world: World, technician: Chatter) -> None:
    await technician.says("周三和周五请假")
    technician.sees("休假已登记", "11月25日", "11月27日", "撤销 11月25日", "撤销 11月27日")
    await technician.taps("撤销 11月25日")
    assert [off.starts_at for off in away(world)] == [moment("11-27 00:00", world.clock.now)]


async def test_leave_without_a_day_is_asked_and_the_answer_may_be_typed(world: World, technician: Chatter) -> None:
    await technician.says("请假")
    technician.sees("休假", "哪天", "11月25日")
    await technician.says("嗯")
    technician.sees("没看明白是哪天")
    await world.restart()
    await technician.says("下周一")
    technician.sees("休假已登记", "11月30日 周一 全天")


async def test_going_home_drops_the_question(world: World, technician: Chatter) -> None:
    await technician.says("/off")
    await technician.taps("培训")
    await technician.taps("返回")
    await technician.taps("主页")
    technician.sees("李建国,您好")
    await technician.says("明天有几单")
    technician.sees("没有安排上门")
    assert away(world) == []


async def test_forged_days_and_reasons_are_refused(world: World, technician: Chatter, customer: Chatter) -> None:
    await technician.says("/off")
    card = technician.messages()[-1]["message_id"]
    today = world.clock.now.date().toordinal()
    for data in (f"tfd:sick:{today - 3}", "tfd:sick:99999999", f"tfd:left:{today}", "tfr:left"):
        await technician.presses(card, data)
        assert technician.toast, data
    await customer.says("/start")
    await customer.presses(customer.messages()[-1]["message_id"], f"tfd:sick:{today}")
    assert customer.toast
    assert away(world) == []
    await technician.says("明天有几单")  # no question was left open by any of it
    technician.sees("没有安排上门")


async def test_who_is_away_is_no_longer_asked_to_take_what_was_offered(
    world: World, customer: Chatter, technician: Chatter, rival: Chatter, dispatcher: Chatter
) -> None:
    """An offer nobody has taken goes on round: it is not left with somebody who is ill, nor put on the dispatcher."""
    await booked(world, customer, "11-25 14:00")
    technician.has_seen("新派单")
    await technician.says("发烧了,明天来不了")
    technician.sees("病假已登记", "没有安排给您的上门")
    dispatcher.has_seen("李建国请假(病假)", "11月25日 周三 全天", "没有受影响的上门")
    assert world.rows(select(Task).where(Task.kind == TaskKind.ABSENCE)) == []
    (still_open,) = world.rows(select(Offer).where(Offer.status == OfferStatus.OPEN))
    assert still_open.technician_id != world.person_id(technician)

    await technician.taps("接单")
    assert [offer.status for offer in world.rows(select(Offer).where(Offer.status == OfferStatus.ACCEPTED))] == []


async def test_who_was_to_come_along_is_away_and_lead_and_desk_hear_of_it(
    world: World, customer: Chatter, technician: Chatter, novice: Chatter, dispatcher: Chatter
) -> None:
    """R-3.4: the lead goes on; whether it takes two is for the desk to decide."""
    staged = await booked(world, customer, "11-25 14:00")
    await staged.accepted()
    world.do(visits.add_technician, staged.visit_id, world.person_id(novice), actor=world.actor(dispatcher))
    await world.settle()
    novice.has_seen("由 李建国 带队", "您随同")
    assert novice.count("同行:陈小军") == 0  # nobody is their own companion

    await novice.says("我发烧了,明天来不了")

    novice.sees("病假已登记", "1 个上门已报给调度")
    technician.has_seen("陈小军 请假,不能随您一起上门了", "幸福里3栋2单元301")
    dispatcher.has_seen("陈小军 请假,不能同去了", staged.number)
    assert staged.visit().members == []
    held = world.rows(select(SlotRow).where(SlotRow.technician_id == world.person_id(novice)))
    assert held == []
