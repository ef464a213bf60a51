"""The technician's day: today in order, told when to leave, the checklist, late, arrived, done."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from models.appointment import Status
from models.event import Event
from models.evidence import Evidence, EvidenceKind
from models.message import Message
from models.order import OrderKind, OrderStatus
from models.task import Task, TaskKind, TaskStatus
from models.unit import Area
from scheduling import assigning, booking, close_outs, people, rescheduling, visits
from tests.stages import Staged, booked
from tests.world import Chatter, MovedClock, World, moment


async def taken(world: World, customer: Chatter, technician: Chatter, at: str = "11-25 10:00", **more: Any) -> Staged:
    """A visit this technician leads; asked for by name where somebody else would have been asked first."""
    staged = await booked(world, customer, at, **more)
    if staged.visit().provisional_id != world.person_id(technician):
        dispatcher = world.actor(world.person(3001))
        world.do(assigning.assign, staged.visit_id, world.person_id(technician), actor=dispatcher)
        await world.settle()
    assert await staged.accepted() is technician
    return staged


async def test_today_shows_the_day_in_order_with_one_map_link_each(
    world: World, customer: Chatter, neighbour: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    await taken(world, neighbour, technician, "11-25 16:00", area="科技园", address="科技园创业街8号1204室")
    await taken(world, customer, technician, "11-25 10:00")
    await clock.travel("11-25 08:00")

    await technician.says("/today")
    card = technician.sees(
        "2 个上门,已完成 0", "10:00–12:00", "幸福里3栋2单元301", "王芳", "16:00–18:00", "创业街8号", "刘伟"
    )
    assert card["text"].index("10:00") < card["text"].index("16:00")
    links = [b["url"] for row in card["buttons"] for b in row if b.get("url")]
    assert len(links) == 2
    await technician.taps("10:00 幸福里")
    technician.sees("幸福里3栋2单元301", "出发", "我已到达")


async def test_a_known_place_is_a_pin_on_the_map_and_tells_how_far_it_is_from_the_job_before(
    world: World, customer: Chatter, neighbour: Chatter, technician: Chatter
) -> None:
    await taken(world, customer, technician, "11-25 10:00", latitude=30.6612, longitude=104.0821)
    await taken(world, neighbour, technician, "11-25 14:00", latitude=30.6712, longitude=104.0821)
    offer = technician.has_seen("新派单", "14:00", "距上一单约 1.1 公里")
    assert not [b for row in offer["buttons"] for b in row if b.get("url")]  # D-41: not before acceptance

    await technician.says("明天的单子")
    await technician.taps("14:00 幸福里")
    card = technician.sees("1.1 公里")
    link = next(b["url"] for row in card["buttons"] for b in row if b.get("url"))
    assert "marker?position=104.082100,30.671200" in link
    assert "coordinate=wgs84" in link


async def test_what_is_on_tomorrow_in_plain_words(world: World, customer: Chatter, technician: Chatter) -> None:
    await taken(world, customer, technician, "11-25 10:00")

    await technician.says("今天有几单")
    technician.sees("11月24日", "没有安排上门")
    await technician.taps("明天")
    technician.sees("11月25日", "1 个上门", "王芳")
    await technician.says("明天的单子")
    technician.sees("11月25日", "1 个上门", "王芳")


async def test_the_first_card_and_help(world: World, customer: Chatter, technician: Chatter) -> None:
    await taken(world, customer, technician)
    await technician.says("/start")
    technician.sees("李建国,您好", "今天没有安排上门", "下一个", "11月25日", "10:00 幸福里 王芳", "今日上门", "请假")
    await technician.says("/help")
    technician.sees("晚到20分钟", "没人在家")


async def test_t5_told_when_to_leave_and_warned_a_minute_later(
    world: World, customer: Chatter, technician: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """T-5: travel 30 min, margin 10, promised 10:00: leave at 09:20, warned at 09:21 if not under way (R-4.8)."""
    await taken(world, customer, technician)

    await clock.travel("11-25 09:19")
    assert technician.count("该出发了") == 0
    await clock.travel("11-25 09:20")
    technician.has_seen("该出发了", "10:00", "幸福里", "出发", "会晚到")
    assert technician.count("还没出发") == 0
    await clock.travel("11-25 09:21")
    technician.has_seen("还没出发", "调度也收到提醒")
    assert technician.count("还没出发") == 1


async def test_who_left_in_time_is_not_warned(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    await taken(world, customer, technician)
    await clock.travel("11-25 09:10")
    await technician.says("出发了")
    await technician.taps("都带齐了,出发")
    await clock.travel("11-25 09:40")
    assert technician.count("该出发了") == 0
    assert technician.count("还没出发") == 0


async def test_the_checklist_is_ticked_in_place_and_its_answers_are_recorded(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    """R-4.9, R-5.4: shoe covers and cloth are on it; EN_ROUTE records what was ticked, after a restart too."""
    staged = await taken(world, customer, technician)
    await clock.travel("11-25 09:20")
    before = len(technician.messages())

    await technician.taps("出发")
    technician.sees("出发前核对", "⬜ 工具", "⬜ 鞋套", "⬜ 垫布", "都带齐了")
    await technician.taps("⬜ 工具")
    technician.sees("☑️ 工具", "先出发(还有 6 项没勾)")
    await world.restart()
    await technician.taps("⬜ 鞋套")
    technician.sees("☑️ 工具", "☑️ 鞋套", "还有 5 项没勾")
    await technician.taps("☑️ 工具")
    technician.sees("⬜ 工具", "☑️ 鞋套")
    await technician.taps("先出发")
    technician.sees("已出发", "预计 09:50 到", "我已到达")
    assert len(technician.messages()) == before  # one card, edited in place
    departed = world.rows(select(Event).where(Event.name == "appointment.departed"))
    assert departed[0].facts["checklist"] == ["checklist-shoe-covers"]
    assert staged.order().status is OrderStatus.EN_ROUTE


async def test_everything_checked_in_one_tap_and_the_customer_is_told(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    await taken(world, customer, technician)
    await clock.travel("11-25 09:20")
    await technician.taps("出发")
    await technician.taps("都带齐了,出发")
    technician.sees("已出发")
    customer.has_seen("出发了", "09:50")
    departed = world.rows(select(Event).where(Event.name == "appointment.departed"))
    assert len(departed[0].facts["checklist"]) == 7


async def test_another_days_visit_is_not_set_out_for_by_a_slip(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    """The customer must not hear today that somebody comes who is due tomorrow."""
    staged = await taken(world, customer, technician)
    card = technician.messages()[-1]
    await technician.says("出发了")
    technician.sees("下一个还没到日子", "10:00 幸福里")
    await technician.taps("10:00 幸福里")
    technician.sees("幸福里3栋2单元301", "要改期")
    technician.sees_no("🚗 出发", "我已到达")  # drawn on the day
    for old in ("tde", "tgo", "tar"):
        await technician.presses(card["message_id"], f"{old}:{staged.visit_id}" + (":1" if old == "tgo" else ""))
        technician.is_told("还不到时间", "11月25日")
    assert staged.visit().status is Status.BOOKED
    await clock.travel("11-25 00:01")
    await technician.says("/today")
    await technician.taps("10:00 幸福里")
    technician.sees("🚗 出发", "我已到达")


async def test_late_by_one_tap_tells_the_customer_the_new_time(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    await taken(world, customer, technician)
    await clock.travel("11-25 09:25")
    await technician.taps("会晚到")
    technician.sees("会晚多久", "10 分钟 · 10:10", "20 分钟 · 10:20", "30 分钟 · 10:30", "60 分钟 · 11:00")
    await technician.taps("20 分钟")
    technician.sees("已告诉客户:约 10:20 到")
    customer.has_seen("10:20")


async def test_late_for_another_day_is_asked_about_first(world: World, customer: Chatter) -> None:
    """A customer who is to wait the day after tomorrow reads nothing about being late tonight."""
    staged = await booked(world, customer, "11-26 14:00")
    technician = await staged.accepted()
    await world.settle()
    await technician.says("晚到20分钟")
    technician.sees("11月26日", "14:00")
    customer.sees_no("会晚一些")
    await technician.taps("14:00")
    customer.has_seen("会晚一些", "14:20")


@pytest.mark.parametrize(
    ("words", "at"), [("晚到20分钟", "10:20"), ("堵车,晚半小时", "10:30"), ("running 20 minutes late", "10:20")]
)
async def test_late_in_plain_words(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock, words: str, at: str
) -> None:
    await taken(world, customer, technician)
    await clock.travel("11-25 09:25")
    await technician.says(words)
    technician.sees(f"已告诉客户:约 {at} 到")
    customer.has_seen(at)


@pytest.mark.parametrize(
    ("first", "then", "at"),
    [
        ("晚到20分钟", "再晚10分钟", "10:30"),
        ("晚到20分钟", "还堵着,还要再晚半小时", "10:50"),
        ("running 20 minutes late", "still stuck, another 10 minutes late", "10:30"),
        ("晚到20分钟", "晚到30分钟", "10:30"),
    ],
)
async def test_late_twice_never_tells_a_sooner_time_than_was_meant(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock, first: str, then: str, at: str
) -> None:
    """R-4.6: once more ten minutes is ten minutes after what the customer was told."""
    await taken(world, customer, technician)
    await clock.travel("11-25 09:25")
    await technician.says(first)
    customer.has_seen("10:20")
    await technician.says(then)
    technician.sees(f"已告诉客户:约 {at} 到")
    customer.has_seen(at)


async def test_late_said_twice_is_told_once(
    world: World, customer: Chatter, technician: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    staged = await taken(world, customer, technician)
    await clock.travel("11-25 09:25")
    await technician.says("晚到20分钟")
    await technician.says("晚到20分钟")
    technician.sees("已告诉客户:约 10:20 到")
    assert len([e for e in world.rows(select(Event)) if e.name == "appointment.running_late"]) == 1
    assert staged.visit().eta_at == moment("11-25 10:20", clock.now)


async def test_late_after_the_window_still_reaches_the_customer(
    world: World, customer: Chatter, technician: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """R-4.6: late is late, but nobody waits without a word; counted from now, since the promise is past."""
    await taken(world, customer, technician)
    await clock.travel("11-25 12:10")
    await technician.says("晚到20分钟")
    customer.has_seen("预计 12:30 到", "原来约的是 10:00")
    dispatcher.has_seen("会晚到 150 分钟")
    await technician.says("还得10分钟")  # ten from now: sooner than was told, and the customer hears that too
    technician.sees("约 12:20 到")
    customer.has_seen("12:20")


async def test_late_without_saying_how_much_is_one_question(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    await taken(world, customer, technician)
    await clock.travel("11-25 09:25")
    await technician.says("我要晚点到")
    technician.sees("会晚多久", "10 分钟 · 10:10")


async def test_with_two_visits_ahead_it_is_asked_which(
    world: World, customer: Chatter, neighbour: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    await taken(world, customer, technician, "11-25 10:00")
    second = await taken(world, neighbour, technician, "11-25 14:00")
    await clock.travel("11-25 08:30")

    await technician.says("晚到30分钟")
    technician.sees("是哪一个", "10:00 幸福里 王芳", "14:00 幸福里 刘伟")
    await technician.taps("14:00 幸福里")
    technician.sees("已告诉客户:约 14:30 到")
    assert second.visit().eta_at == moment("14:30", world.clock.now)


async def test_t4_arrived_on_the_minute_is_kept_and_the_door_script_is_shown(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    """T-4 with R-5.2: at 10:00 the promise is kept."""
    staged = await taken(world, customer, technician)
    await clock.travel("11-25 10:00")
    await technician.taps("我已到达")
    technician.sees("10:00 已到达,准时", "出示服务证", "核对客户 王芳", "修好了", "点错了")
    customer.has_seen("已到")
    assert staged.visit().was_kept is True


async def test_t4_a_minute_late_is_not_kept(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    """T-4: at 10:01 with no grace it is not."""
    staged = await taken(world, customer, technician)
    await clock.travel("11-25 10:01")
    await technician.says("我到了")
    technician.sees("10:01 已到达")
    technician.sees_no("准时")
    assert staged.visit().was_kept is False


async def test_a_slip_of_the_thumb_is_taken_back_within_two_minutes_only(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    staged = await taken(world, customer, technician)
    await clock.travel("11-25 09:30")
    await technician.taps("我已到达")
    await clock.advance(minutes=1)
    await technician.taps("点错了")
    technician.sees("已撤回", "我已到达")
    assert staged.visit().arrived_at is None

    await technician.taps("我已到达")
    await clock.advance(minutes=3)
    await technician.taps("点错了")
    technician.is_told("2 分钟", "不能撤回")
    assert staged.visit().status is Status.ARRIVED


async def test_after_a_slip_it_is_watched_as_before(
    world: World, customer: Chatter, technician: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """R-4.8, R-4.6: who had not set out is told when to, and the customer is not left without a word."""
    staged = await taken(world, customer, technician)
    await clock.travel("11-25 08:30")
    await technician.says("今天有几单")
    await technician.taps("10:00 幸福里")
    await technician.taps("我已到达")
    await technician.taps("点错了")
    technician.sees("已撤回", "09:20 出发最稳妥", "出发")
    assert staged.order().status is OrderStatus.ACCEPTED

    await clock.travel("11-25 09:20")
    technician.has_seen("该出发了")
    await clock.travel("11-25 09:21")
    technician.has_seen("还没出发?")
    await clock.travel("11-25 10:05")
    customer.has_seen("说好 10:00 上门,师傅还没到")


async def test_a_slip_on_the_way_leaves_them_on_the_way(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    """3.A: ON_SITE back to EN_ROUTE; a question to the customer that stands is rung about as ever (4.C)."""
    staged = await taken(world, customer, technician)
    await clock.travel("11-25 09:25")
    await staged.departed(technician)
    world.do(rescheduling.ask_to_move, staged.visit_id, "traffic", actor=world.actor(technician))
    await staged.arrived(technician)
    await staged.arrival_undone(technician)
    assert staged.order().status is OrderStatus.EN_ROUTE
    await clock.travel("11-25 10:05")
    tasks = world.rows(select(Task).where(Task.kind == TaskKind.PHONE_RESCHEDULE))
    assert [task.status for task in tasks] == [TaskStatus.OPEN]


async def test_a_place_sent_at_the_door_is_kept_as_evidence(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    staged = await taken(world, customer, technician)
    await clock.travel("11-25 09:58")
    await technician.taps("我已到达")
    await technician.taps("发送位置")
    technician.sees("作为到达的凭证")
    await technician.sends_location(30.6612, 104.0821)
    technician.sees("位置已记录")
    visit = staged.visit()
    assert (visit.arrived_latitude, visit.arrived_longitude) == (30.6612, 104.0821)
    places = world.rows(select(Evidence).where(Evidence.kind == EvidenceKind.LOCATION))
    assert len(places) == 1


async def test_at_the_wrong_home_the_place_says_so(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    """R-4.7: the arrival counts as reported, with its place beside it; there are two minutes to take it back."""
    staged = await taken(world, customer, technician, latitude=30.6612, longitude=104.0821)
    await clock.travel("11-25 09:30")
    await technician.taps("我已到达")
    await technician.sends_location(30.5728, 104.0668)
    technician.sees("离这家约 9.9 公里", "走错了")
    await technician.taps("点错了")
    await technician.sends_location(30.5728, 104.0668)
    await technician.taps("出发")
    await technician.taps("都带齐了")
    await technician.sends_location(30.5728, 104.0668)
    await technician.says("到了")
    technician.sees("离这家约 9.9 公里", "敲门后", "点错了")
    await technician.taps("点错了")
    await technician.sends_location(30.6614, 104.0825)
    await technician.says("到了")
    technician.sees_no("公里")
    assert staged.visit().arrived_latitude == 30.6614


async def test_a_live_location_on_the_way_is_kept_for_the_arrival_without_a_word_each(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    staged = await taken(world, customer, technician)
    await clock.travel("11-25 09:20")
    await technician.says("出发了")
    await technician.taps("都带齐了,出发")
    await technician.sends_location(30.60, 104.00, live_period=900)
    technician.sees("位置收到了", "我已到达")
    live = next(m for m in reversed(technician.messages()) if m["from"] == "me")
    await technician.sends_location(30.6612, 104.0821, edit_of=live["message_id"])
    technician.sees_nothing_new()
    await technician.says("到了")
    assert staged.visit().arrived_latitude == 30.6612


async def test_a_place_with_nothing_under_way_is_answered(technician: Chatter) -> None:
    await technician.sends_location(30.66, 104.08)
    technician.sees("没有用到")


async def test_done_in_words_is_one_card_and_one_tap(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    """A slip here would close somebody's order, so plain words only bring the card."""
    staged = await taken(world, customer, technician)
    await clock.travel("11-25 09:55")
    await technician.says("到了")
    await technician.says("修好了")
    technician.sees("确定完成了", "修好了")
    assert staged.order().status is OrderStatus.ON_SITE
    await technician.taps("修好了")
    technician.sees("已记录", "回单 1/")
    assert staged.order().status is OrderStatus.CONNECTED


async def test_put_through_without_a_record_is_reminded_after_two_hours(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    """R-3.16, D-9."""
    await taken(world, customer, technician)
    await clock.travel("11-25 09:55")
    await technician.taps("我已到达")
    await technician.taps("修好了")
    await clock.travel("11-25 11:56")
    technician.has_seen("还没回单", "填回单")


async def test_nobody_home_reaches_the_dispatcher_in_the_technicians_words(
    world: World, customer: Chatter, technician: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    staged = await taken(world, customer, technician)
    await clock.travel("11-25 09:55")
    await technician.says("到了")
    await technician.says("没人在家,敲了十分钟")
    technician.sees("已转告调度", "再联系一次客户")
    (message,) = world.rows(select(Message))
    assert message.text == "没人在家,敲了十分钟"
    assert message.order_id == staged.order_id
    assert message.owner_id is not None
    asked = world.person(3001) if world.person_id(dispatcher) == message.owner_id else world.person(3002)
    asked.has_seen("没人在家,敲了十分钟")


async def test_a_day_without_arrival_is_missed_and_said_so(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    await taken(world, customer, technician)
    await clock.travel("11-26 08:05")
    technician.has_seen("没有到达记录", "未履约")


async def test_a_cancelled_visit_is_taken_off_the_day(world: World, customer: Chatter, technician: Chatter) -> None:
    staged = await taken(world, customer, technician)
    world.do(rescheduling.cancel, staged.visit_id, actor=world.actor(customer))
    await world.settle()
    card = technician.has_seen("11月25日", "10:00", "已取消", "不用去了")
    await technician.presses(card["message_id"], f"tar:{staged.visit_id}")
    technician.is_told("可能已经取消、改派或结束了", "请问调度")
    assert staged.visit().status is Status.CANCELLED


async def test_after_the_customers_word_the_address_is_gone(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    """R-12.7: a technician sees the address of own accepted jobs only, and no longer after closing."""
    staged = await taken(world, customer, technician)
    await clock.travel("11-25 09:55")
    await staged.arrived(technician)
    await staged.completed(technician)
    await customer.taps("已修好")
    technician.has_seen("客户确认好了")
    await technician.says("/today")
    technician.sees("已完成 1", "✅", "幸福里")
    technician.sees_no("3栋2单元", "王芳")


async def test_not_fixed_is_said_to_the_lead_with_the_customers_words(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:

    staged = await taken(world, customer, technician)
    await clock.travel("11-25 09:55")
    await staged.arrived(technician)
    await staged.completed(technician)
    world.do(close_outs.say_not_fixed, staged.order_id, "还是<b>断</b>网", actor=world.actor(customer))
    await world.settle()
    technician.has_seen("客户说没修好", "还是<b>断</b>网", "第一次受理")


async def test_once_it_is_not_fixed_the_order_is_no_longer_theirs(
    world: World, customer: Chatter, technician: Chatter, rival: Chatter, clock: MovedClock
) -> None:
    """R-12.7, R-3.4: whose visit was closed out before sees and reports nothing of the next one's, old card or not."""
    staged = await taken(world, customer, technician, "11-25 08:00")
    await clock.travel("11-25 07:55")
    await staged.arrived(technician)
    await staged.completed(technician)
    old_card, first = technician.messages()[-1]["message_id"], staged.visit_id
    world.do(close_outs.say_not_fixed, staged.order_id, actor=world.actor(customer))
    later = moment("11-25 14:00", clock.now)
    again = world.do(booking.book_again, staged.order_id, later, "again", actor=world.actor(customer))
    world.do(assigning.assign, again.id, world.person_id(rival), actor=world.actor(world.person(3001)))
    staged.visit_id = again.id
    assert await staged.accepted() is rival
    await clock.travel("11-25 13:55")
    await staged.arrived(rival)

    for forged in ("tjo:{0}", "tcn:{0}", "tcl:{0}", "tmo:{0}"):
        await technician.presses(old_card, forged.format(first))
        technician.is_told("只有相关人员")
        technician.sees_no("3栋2单元")
    assert staged.order().status is OrderStatus.ON_SITE
    await technician.says("/today")
    technician.sees("已完成 1")
    technician.sees_no("3栋2单元", "王芳")

    await staged.completed(rival)  # done a second time: still not the first one's
    await technician.presses(old_card, f"tjo:{first}")
    technician.is_told("只有相关人员")


async def test_t12_an_uncertified_technician_comes_along_and_only_looks(
    world: World, customer: Chatter, technician: Chatter, novice: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """T-12, R-1.10, R-3.4: beside a certified lead, with the address and none of the lead's buttons."""
    staged = await taken(world, customer, technician)
    world.do(visits.add_technician, staged.visit_id, world.person_id(novice), actor=world.actor(dispatcher))
    await world.settle()

    novice.has_seen("请您随同上门", "由 李建国 带队", "幸福里3栋2单元301")
    technician.has_seen(f"{novice.name} 随您一起上门")
    await clock.travel("11-25 08:00")
    await novice.says("/today")
    novice.sees("1 个上门", "王芳")
    await novice.taps("10:00 幸福里")
    card = novice.sees("由 李建国 带队")
    labels = [b["text"] for row in card["buttons"] for b in row]
    assert labels == ["🗺 地图"]
    await novice.presses(card["message_id"], f"tar:{staged.visit_id}")
    novice.is_told("只有相关人员")
    assert staged.visit().arrived_at is None


@pytest.mark.parametrize("words", ["出发了", "晚到10分钟", "到了", "修好了"])
async def test_who_comes_along_reports_nothing_and_is_told_whose_word_it_takes(
    world: World, customer: Chatter, technician: Chatter, novice: Chatter, dispatcher: Chatter, clock: MovedClock,
    words: str,
) -> None:  # fmt: skip
    """R-3.4: one of them speaks for the visit."""
    staged = await taken(world, customer, technician)
    world.do(visits.add_technician, staged.visit_id, world.person_id(novice), actor=world.actor(dispatcher))
    await clock.travel("11-25 09:25")
    await novice.says(words)
    novice.sees("由带队师傅报", "由 李建国 带队", "幸福里3栋2单元301")
    assert staged.order().status is OrderStatus.ACCEPTED
    assert staged.visit().eta_at is None


async def test_somebody_elses_visit_is_closed_to_a_forged_tap(
    world: World, customer: Chatter, technician: Chatter, rival: Chatter, clock: MovedClock
) -> None:
    staged = await taken(world, customer, technician)
    await clock.travel("11-25 09:30")
    await rival.says("/start")
    card = rival.messages()[-1]["message_id"]
    for forged in (
        "tjo:{0}",
        "tar:{0}",
        "tde:{0}",
        "tgo:{0}:1",
        "tlb:{0}:20",
        "tcn:{0}",
        "tcl:{0}",
        "tmo:{0}",
        "thr:{0}:too_far",
    ):
        await rival.presses(card, forged.format(staged.visit_id))
        assert rival.toast, forged
        rival.sees_no("3栋2单元")
    assert staged.order().status is OrderStatus.ACCEPTED


async def test_a_stale_button_gets_a_word_and_a_fresh_card(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    staged = await taken(world, customer, technician)
    await clock.travel("11-25 09:55")
    card = technician.has_seen("该出发了")
    await staged.arrived(technician)
    await technician.taps_on(card, "出发")
    assert technician.toast
    technician.sees("李建国,您好", "下一个")


async def test_who_left_the_company_can_do_nothing_any_more(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    """R-1.13."""

    staged = await taken(world, customer, technician)
    await clock.travel("11-25 09:30")
    world.do(people.leave, world.person_id(technician))
    await technician.taps("我已到达")
    technician.is_told("只有相关人员")
    assert staged.visit().arrived_at is None


async def test_the_poor_line_hint_and_what_was_measured_before(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    """R-5.6, R-5.11: shown on the job card of a later fault at that address."""

    first = await taken(world, customer, technician, "11-25 10:00", kind=OrderKind.INSTALL)
    await clock.travel("11-25 09:55")
    await first.arrived(technician)
    await first.completed(technician)
    await customer.taps("已装好")

    def poor(uow: object) -> None:
        uow.session.scalars(select(Area).where(Area.name == "幸福里")).one().poor_lines = True

    world.do(poor)
    await taken(world, customer, technician, "11-26 10:00")
    await technician.says("明天的单子")
    await technician.taps("10:00 幸福里")
    technician.sees("开通时:500 Mbps · 六类线 · 分光器 3-2", "先测线")


async def test_the_whole_visit_in_english(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    """The same chat for a technician who reads English, from the offer to the record."""
    world.do(people.choose_language, "en", actor=world.actor(technician))
    await booked(world, customer, "11-25 10:00")
    technician.sees("New order. Will you take it?", "Repair · broadband", "Please answer by 09:05")
    await technician.taps("Accept")
    technician.sees("It is yours", "Leave by 09:20")
    await clock.travel("11-25 09:20")
    technician.has_seen("Time to leave")
    await technician.taps("Set out")
    technician.sees("Got everything?", "Shoe covers")
    await technician.taps("off I go")
    await technician.says("running 20 minutes late")
    technician.sees("The customer knows: about 10:20")
    await clock.travel("11-25 10:15")
    await technician.says("I'm here")
    technician.sees("There at 10:15", "At the door")
    await technician.taps("Repaired")
    technician.sees("Record 1/6", "Cause")
    await technician.taps("Drop line")
    technician.sees("What was done")
    await technician.taps("Connector redone")
    await technician.says("-19 dBm")
    await technician.sends_photo()
    technician.sees("Got the photo")
    await technician.taps("All of it is done")
    await technician.taps("No")
    technician.sees("The record", "Reading: -19 dBm")
    await technician.taps("Complete")
    technician.sees("Closed out")
    await technician.says("/today")
    technician.sees("one visit, 1 done")
    await technician.says("/off")
    await technician.taps("Leave")
    await technician.says("from Friday to Sunday")
    technician.sees("Leave: noted", "Fri 27 Nov to Sun 29 Nov")


async def test_before_setting_out_the_card_keeps_the_time_the_customer_was_told(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    await booked(world, customer, "11-25 10:00")
    await technician.taps("接单")
    await clock.travel("11-25 09:00")
    await technician.says("晚到20分钟")

    await technician.says("/start")
    await technician.taps("10:00 幸福里")

    technician.sees("出发最稳妥", "已告诉客户 10:20 到")
