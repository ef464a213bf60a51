"""Moving and cancelling: by the customer, and by us with a reason (4.A to 4.C)."""

from __future__ import annotations

from datetime import datetime

import pytest
from icalendar import Calendar
from sqlalchemy import select

from models.appointment import LIVE, Appointment, Status
from models.notification import Delivery, Notification
from models.order import OrderStatus, WorkOrder
from models.slot import SlotRow
from models.task import Task, TaskKind
from scheduling import booking, rescheduling, visits
from tests.world import ZONE, Chatter, World


def order(world: World) -> WorkOrder:
    return world.rows(select(WorkOrder).order_by(WorkOrder.id.desc()))[0]


def live(world: World) -> list[Appointment]:
    return world.rows(select(Appointment).where(Appointment.status.in_(LIVE)).order_by(Appointment.id))


def local(at: datetime) -> str:
    return f"{at.astimezone(ZONE):%m-%d %H:%M}"


@pytest.fixture
async def booked(customer, world):
    """A repair tomorrow at 14:00."""
    await customer.says("宽带坏了,明天下午来")
    await customer.taps("确认预约")
    return live(world)[0]


# -- moving -----------------------------------------------------------------------------------------------------


async def test_a_sentence_moves_the_visit_with_one_tap(customer, world, booked):
    await customer.says("改到周五下午")
    customer.sees("改到这个时间", "11月27日 周五 14:00", "代替原来的", "11月25日 周三 14:00", "保留原时间")
    assert [local(visit.starts_at) for visit in live(world)] == ["11-25 14:00"], "until the tap the old time stands"
    await customer.taps("确认改时间")
    customer.sees("已改到新时间", "11月27日 周五 14:00")
    customer.sees(".ics")
    assert [local(visit.starts_at) for visit in live(world)] == ["11-27 14:00"]
    old = world.rows(select(Appointment).where(Appointment.id == booked.id))[0]
    assert (old.status, old.asked_by, old.was_kept) == (Status.RESCHEDULED, "customer", None)


async def test_what_ended_while_a_time_was_chosen_is_said_and_not_asked_about_again(
    customer, dispatcher, world, booked
):
    """The dispatcher is choosing another time when the customer calls the visit off."""
    await dispatcher.says(booked.order.number)
    await dispatcher.taps("改时间")
    await dispatcher.taps("客户要改")
    dispatcher.sees("明天 08:00")
    await customer.taps("取消")
    await customer.taps("整个不要了")
    await dispatcher.taps("明天 08:00")
    dispatcher.sees("没有改上去", booked.order.number, "等约时间", "客户要退单")
    dispatcher.sees_no("定了")
    assert live(world) == []


async def test_what_was_booked_while_a_time_was_chosen_is_said_and_not_asked_about_again(
    customer, dispatcher, world, booked
):
    """And the other way round: the dispatcher has promised a time while the customer was choosing one."""
    await customer.taps("取消")
    await customer.taps("只取消这次上门")
    await customer.taps("选上门时间")
    await customer.taps("今天 16:00")
    customer.sees("确认预约")
    await dispatcher.says(booked.order.number)
    await dispatcher.taps("选上门时间")
    await dispatcher.taps("今天 18:00")
    await dispatcher.taps("定了")
    await customer.taps("确认预约")
    customer.is_told("情况已经变了")
    customer.sees(booked.order.number, "18:00", "改时间")
    assert [local(visit.starts_at) for visit in live(world)] == ["11-24 18:00"]


async def test_a_dispatcher_is_asked_nothing_about_what_is_over(customer, dispatcher, booked):
    """Cards from before: each question would only have answers that are refused."""
    buttons = ("客户要取消", "我方要改,客户电话里同意", "派给…")
    for way in ("更多操作", "改时间", None):
        await dispatcher.says(booked.order.number)
        if way is not None:
            await dispatcher.taps(way)
    await customer.taps("取消")
    await customer.taps("整个不要了")
    for button in buttons:
        await dispatcher.taps(button)
        dispatcher.is_told("可能已经取消")


async def test_what_nobody_mended_is_not_asked_about_as_not_mended(customer, world, booked):
    """D-39 is about a visit that was made; called off as no longer needed, there is a new repair instead."""
    await customer.taps("取消")
    await customer.taps("已经自己好了")
    await customer.says("/visits")
    customer.sees(booked.order.number)
    customer.sees_no("没修好")
    await customer.says("还是上不了网")
    customer.sees("报修")


async def test_the_same_in_english(john, world):
    await john.says("my broadband is down, come tomorrow afternoon")
    await john.taps("Book it")
    await john.says("please move my appointment to Friday afternoon")
    john.sees("Move it to this time?", "Fri 27 Nov, 14:00")
    await john.taps("Move it")
    john.sees("Moved", "Fri 27 Nov, 14:00")
    assert [local(visit.starts_at) for visit in live(world)] == ["11-27 14:00"]


async def test_by_buttons_and_the_old_slot_is_free_again(customer, world, booked):
    await customer.taps("改时间")
    customer.sees("换到什么时间", "今天 14:00")
    customer.sees_no("明天 14:00")
    await customer.taps("今天 16:00")
    await customer.taps("确认改时间")
    assert [local(visit.starts_at) for visit in live(world)] == ["11-24 16:00"]
    held = world.rows(select(SlotRow).where(SlotRow.appointment_id == booked.id))
    assert held == []


async def test_reminders_of_the_old_time_are_withdrawn(customer, world, booked, clock):
    """T-2 (R-4.5, R-4.6), promise 1: moved, nothing of the old time goes out any more."""
    await customer.says("改到周五下午")
    await customer.taps("确认改时间")
    old = world.rows(select(Notification).where(Notification.appointment_id == booked.id))
    assert not [row.key for row in old if row.status is Delivery.PENDING]
    await clock.travel("11-25 14:30")
    assert customer.count("师傅的名片") == 0
    customer.sees_no("周三 14:00")


async def test_keeping_the_old_time_lets_the_new_slot_go(customer, world, booked):
    await customer.says("改到周五下午")
    await customer.taps("保留原时间")
    customer.sees("原来的时间不变", "11月25日 周三 14:00")
    assert {row.appointment_id for row in world.rows(select(SlotRow))} == {booked.id}


async def test_moving_twice_by_a_double_tap_moves_once(customer, world, booked):
    await customer.says("改到周五下午")
    card = customer.sees("确认改时间")
    await customer.taps_on(card, "确认改时间")
    await customer.taps_on(card, "确认改时间")
    customer.sees("11月27日 周五 14:00")
    assert len(live(world)) == 1
    assert len(world.rows(select(Appointment).where(Appointment.status == Status.RESCHEDULED))) == 1


async def test_nothing_but_a_time_means_the_visit_there_is(customer, world, booked):
    await customer.says("周五上午")
    customer.sees("改到这个时间", "11月27日 周五 08:00", "代替原来的")


async def test_with_two_visits_it_is_asked_which(customer, world, booked):
    await customer.says("我还要装专线,后天上午")
    await customer.taps("幸福里3栋")
    await customer.taps("确认预约")
    await customer.says("改到周五下午")
    customer.sees("要改哪一个", "11月25日 周三 14:00", "11月26日 周四 08:00")
    await customer.taps("11月26日 周四 08:00")
    customer.sees("改到这个时间", "装机 · 专线", "11月27日 周五 14:00")


async def test_with_no_visit_there_is_nothing_to_move(customer):
    await customer.says("改到周五下午")
    customer.sees("没有可以改时间的预约", "主菜单")


async def test_another_persons_visit_cannot_be_moved_or_cancelled(customer, neighbour, world, booked):
    await neighbour.says("/start")
    message_id = neighbour.messages()[-1]["message_id"]
    for prefix in ("cch", "cca", "cdv", "cko"):
        await neighbour.presses(message_id, f"{prefix}:{booked.id}")
        assert neighbour.toast
        neighbour.sees_no("幸福里3栋")
    for prefix in ("crb", "cnn", "cwd", "cxo"):
        await neighbour.presses(message_id, f"{prefix}:{booked.order_id}")
        neighbour.sees_no("幸福里3栋")
    assert [visit.status for visit in live(world)] == [Status.BOOKED]


async def test_moved_back_inside_the_limit_it_is_later_no_more(customer, dispatcher, world):
    """The card says so only of a time that is later than we promise (docs/decisions.md, 7)."""
    await customer.says("宽带坏了,明天下午三点以后来人")
    await customer.taps("确认预约")
    customer.sees("已约好", "约在服务时限之后")
    await dispatcher.says(order(world).number)
    dispatcher.sees("时限 11月25日 周三 09:00(客户要求更晚)")
    await customer.taps("改时间")
    await customer.taps("今天 14:00")
    await customer.taps("确认改时间")
    customer.sees("已改到新时间", "11月24日 周二 14:00")
    customer.sees_no("约在服务时限之后")
    await dispatcher.says(order(world).number)
    dispatcher.sees("时限 11月25日 周三 09:00")
    dispatcher.sees_no("客户要求更晚")


async def test_moved_by_somebody_else_while_a_time_is_chosen_it_moves_from_where_it_stands(
    customer, dispatcher, world, booked, clock
):
    """The card refuses once, says what stands now, and its next press moves that."""
    await customer.says("改到周五下午")
    customer.sees("代替原来的", "11月25日 周三 14:00")
    world.do(rescheduling.move, booked.id, clock.now.replace(day=25, hour=8), "by-phone", actor=world.actor(customer))

    await customer.taps("确认改时间")
    assert "已改约" in customer.toast
    customer.sees("代替原来的", "11月25日 周三 08:00")
    await customer.taps("确认改时间")
    customer.sees("已改到新时间", "11月27日 周五 14:00")
    assert [local(visit.starts_at) for visit in live(world)] == ["11-27 14:00"]


async def test_cancelled_by_somebody_else_while_a_time_is_chosen_the_order_is_shown(
    customer, dispatcher, world, booked, clock
):
    await customer.says("改到周五下午")
    world.do(rescheduling.cancel, booked.id, "other", actor=world.actor(dispatcher))
    await customer.taps("确认改时间")
    customer.sees(order(world).number, "还没有约定上门时间")
    customer.sees_no("代替原来的")
    assert live(world) == []


# -- we ask to move ---------------------------------------------------------------------------------------------


async def test_we_ask_to_move_with_a_reason_and_the_old_time_stands(customer, dispatcher, world, booked):
    """4.C: reason first; the customer types a wish and agrees with one tap."""
    world.do(rescheduling.ask_to_move, booked.id, "weather", actor=world.actor(dispatcher))
    await world.settle()
    customer.sees("换个上门时间", "天气不好", "原来的时间有效", "看看其他时间", "保留原时间")
    await customer.says("周五下午")
    customer.sees("改到这个时间", "11月27日 周五 14:00")
    await customer.taps("确认改时间")
    old = world.rows(select(Appointment).where(Appointment.id == booked.id))[0]
    assert (old.asked_by, old.reason, old.was_kept) == ("company", "weather", None)


async def test_the_customer_keeps_the_old_time(customer, dispatcher, world, booked):
    world.do(rescheduling.ask_to_move, booked.id, "traffic", actor=world.actor(dispatcher))
    await world.settle()
    await customer.taps("保留原时间")
    customer.sees("原来的时间不变", "11月25日 周三 14:00")
    assert live(world)[0].asked_by is None


@pytest.mark.parametrize("words", [None, "算了,不改了"])
async def test_the_old_time_is_kept_from_the_list_of_other_times_too(customer, dispatcher, world, booked, words):
    """4.C: looked at the times, changed their mind: the question is answered, and those who asked hear of it."""
    world.do(rescheduling.ask_to_move, booked.id, "traffic", actor=world.actor(dispatcher))
    await world.settle()
    await customer.taps("看看其他时间")
    await (customer.says(words) if words else customer.taps("保留原时间"))
    customer.sees("原来的时间不变", "11月25日 周三 14:00")
    customer.sees_no("等您答复")
    assert live(world)[0].asked_by is None


async def test_moved_on_the_customers_word_by_phone_is_told_in_the_chat(customer, dispatcher, world, booked):
    moment = datetime(2026, 11, 26, 10, 0, tzinfo=ZONE)
    world.do(rescheduling.move, booked.id, moment, "d1", reason="customer rang", actor=world.actor(dispatcher))
    await world.settle()
    told = customer.sees("上门时间已改", "11月26日 周四 10:00", ".ics")
    assert "11月25日" not in told["text"], "nobody needs to read the old time again"


# -- cancelling -------------------------------------------------------------------------------------------------


async def test_cancelling_asks_once_and_the_safe_choice_stands_first(customer, world, booked):
    await customer.taps("取消")
    card = customer.sees("您想怎么取消", "不取消,保留", "只取消这次上门", "已经自己好了", "整个不要了")
    assert "不取消" in card["buttons"][0][0]["text"]
    await customer.taps("不取消,保留")
    customer.sees("11月25日 周三 14:00", "改时间")
    assert len(live(world)) == 1


async def test_only_the_visit_is_cancelled_and_a_new_time_can_be_chosen(customer, world, booked):
    await customer.taps("取消")
    await customer.taps("只取消这次上门")
    customer.sees("这次上门已取消", "选上门时间")
    calendar = Calendar.from_ical(world.sandbox.files.content(customer.sees(".ics")["document"]["file_id"]))
    assert calendar["METHOD"] == "CANCEL"
    assert order(world).status is OrderStatus.READY
    await customer.taps("选上门时间")
    await customer.taps("今天 16:00")
    await customer.taps("确认预约")
    customer.sees("已约好", "11月24日 周二 16:00")
    assert [local(visit.starts_at) for visit in live(world)] == ["11-24 16:00"]


async def test_the_moved_and_the_cancelled_visit_keep_one_place_in_the_calendar(customer, world, booked):
    """One UID, a rising sequence: the entry moves, it does not stand there twice."""

    def entry():
        found = next(message for message in reversed(customer.messages()) if message.get("document"))
        calendar = Calendar.from_ical(world.sandbox.files.content(found["document"]["file_id"]))
        return next(iter(calendar.walk("VEVENT")))

    first = entry()
    await customer.says("改到周五下午")
    await customer.taps("确认改时间")
    second = entry()
    await customer.taps("取消")
    await customer.taps("只取消这次上门")
    third = entry()
    assert str(first["UID"]) == str(second["UID"]) == str(third["UID"])
    assert int(first["SEQUENCE"]) < int(second["SEQUENCE"]) < int(third["SEQUENCE"])


async def test_a_repair_that_works_again_ends(customer, world, booked):
    """4.A: it goes to CALLBACK_DUE with that as its result."""
    await customer.says("不用来了,自己好了")
    customer.sees("您想怎么取消", "已经自己好了")
    await customer.taps("已经自己好了")
    customer.sees("不来了", "就此结束")
    assert (order(world).status, order(world).result) == (OrderStatus.CALLBACK_DUE, "no_longer_needed")
    assert live(world) == []


async def test_who_no_longer_wants_the_order_opens_a_task_and_nothing_is_returned(customer, world, booked):
    """R-3.13b, R-3.14."""
    await customer.says("取消订单")
    await customer.taps("整个不要了")
    customer.sees("客户响应中心")
    assert len(world.rows(select(Task).where(Task.kind == TaskKind.WITHDRAWAL))) == 1
    assert order(world).status is OrderStatus.READY


async def test_words_alone_never_cancel(customer, world, booked):
    for words in ("取消", "不要取消", "怎么取消?", "cancel"):
        await customer.says(words)
        assert [visit.id for visit in live(world)] == [booked.id]


async def test_the_company_cancels_and_says_so(customer, dispatcher, world, booked):
    world.do(rescheduling.cancel, booked.id, "停工", actor=world.actor(dispatcher))
    await world.settle()
    customer.sees("上门已取消", "选上门时间")
    await customer.taps("选上门时间")
    customer.sees("请选上门时间")


# -- what went wrong, what waits ---------------------------------------------------------------------------------


async def test_a_missed_visit_is_apologised_for_with_new_times(customer, world, booked, clock):
    await clock.travel("11-26 00:10")
    assert customer.count("我们没有按时上门") == 0, "nobody is woken to read it (D-14)"
    await clock.travel("11-26 08:10")
    customer.has_seen("我们没有按时上门", "选上门时间")
    await customer.taps("选上门时间")
    customer.sees("请选上门时间", "今天 14:00")
    await customer.taps("今天 14:00")
    await customer.taps("确认预约")
    assert [local(visit.starts_at) for visit in live(world)] == ["11-26 14:00"]


async def test_an_order_whose_line_is_not_ready_waits_and_then_offers_times(tmp_path, template):
    """R-3.29: the wish is kept, and slots are sent when resources are there."""
    from dataclasses import replace

    from scheduling.policy import Policy
    from tests.world import open_world

    default = Policy.default()
    policy = replace(default, resources_ready_at_once={**default.resources_ready_at_once, "install": False})
    world = await open_world(tmp_path, template, policy=policy)
    try:
        customer, dispatcher = world.person(1001), world.person(3001)
        await customer.says("我要装专线,周五下午")
        await customer.taps("幸福里3栋")
        customer.sees("线路资源备好后", "周五下午")
        await customer.taps("确认提交")
        customer.sees("已受理")
        assert order(world).wish == "周五下午"
        world.do(booking.mark_ready, order(world).id, actor=world.actor(dispatcher))
        await world.settle()
        customer.sees("线路资源备好了", "选上门时间")
        await customer.taps("选上门时间")
        customer.sees("约在这个时间", "11月27日 周五 14:00")
        await customer.taps("确认预约")
        assert [local(visit.starts_at) for visit in live(world)] == ["11-27 14:00"]
    finally:
        await world.close()


async def test_a_visit_that_has_begun_is_not_cancelled_by_an_old_button(customer, world, booked, clock, technician):
    card = next(m for m in reversed(customer.messages()) if any("改时间" in b["text"] for r in m["buttons"] for b in r))
    await technician.taps("接单")
    await clock.travel("11-25 13:50")
    world.do(visits.arrive, booked.id, actor=world.actor(technician))
    await customer.taps_on(card, "改时间")
    assert customer.toast
    customer.sees("师傅", "13:50")
    assert [visit.status for visit in live(world)] == [Status.ARRIVED]


@pytest.mark.parametrize("words", ["地址写错了,应该是幸福里5栋302", "我电话换了,新的是13811112222"])
async def test_another_address_or_number_is_no_other_time(
    booked: Appointment, customer: Chatter, dispatcher: Chatter, words: str
) -> None:
    """R-1.17: dispatch puts it right, and reads it as it was said."""
    await customer.says(words)
    customer.sees("得由调度来办", "发给调度")
    customer.sees_no("换到什么时间")
    await customer.taps("发给调度")
    dispatcher.has_seen(words[:5])


@pytest.mark.parametrize("words", ["改到上午10点", "不是这个时间,我说的是上午10点"])
async def test_an_hour_alone_is_of_the_day_of_the_visit(booked: Appointment, customer: Chatter, words: str) -> None:
    await customer.says(words)
    customer.sees("改到这个时间", "11月25日 周三 10:00", "原来的 11月25日 周三 14:00")


async def test_with_nothing_to_move_the_words_can_go_to_a_person(customer: Chatter, dispatcher: Chatter) -> None:
    await customer.says("请把套餐改成最便宜的")
    await customer.taps("发给调度")
    dispatcher.has_seen("请把套餐改成最便宜的")


@pytest.mark.parametrize("words", ["不用来了,网好了", "取消预约吧"])
async def test_calling_off_while_another_time_is_chosen_means_the_visit(
    booked: Appointment, customer: Chatter, words: str
) -> None:
    """Nobody may read "the time stays" who has just said that nobody needs to come."""
    await customer.says("我想改时间")
    await customer.says(words)
    customer.sees("您想怎么取消", "只取消这次上门", "不取消,保留")


async def test_never_mind_while_another_time_is_chosen_keeps_the_visit(booked: Appointment, customer: Chatter) -> None:
    await customer.says("我想改时间")
    await customer.says("算了")
    customer.sees("原来的时间不变")


@pytest.mark.parametrize(("words", "at"), [("第二个", "11月26日 周四 14:00"), ("宽带那个", "11月25日 周三 14:00")])
async def test_which_of_two_visits_moves_may_be_said_in_words(
    world: World, booked: Appointment, customer: Chatter, words: str, at: str
) -> None:
    await customer.says("固话也没声音了,11月26日下午两点来")
    await customer.taps("确认预约")
    await customer.says("改到周五上午")
    customer.sees("要改哪一个")
    await customer.says(words)
    customer.sees("改到这个时间", "11月27日 周五", f"原来的 {at}")


async def test_never_mind_leaves_the_question_which_visit_moves(
    world: World, booked: Appointment, customer: Chatter
) -> None:
    await customer.says("固话也没声音了,11月26日下午两点来")
    await customer.taps("确认预约")
    await customer.says("改到周五上午")
    await customer.says("嗯嗯嗯嗯")
    customer.sees("请点一个按钮", "要改哪一个")
    await customer.says("算了")
    customer.sees("原来的时间不变")
