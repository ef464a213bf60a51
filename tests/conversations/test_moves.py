"""The technician cannot keep a visit: asks to move it (4.C), or gives it back."""

from __future__ import annotations

from sqlalchemy import select

from models.appointment import Appointment, Status
from models.event import Event
from models.offer import Offer, OfferStatus
from models.order import OrderStatus
from models.task import Task, TaskKind
from scheduling import assigning, rescheduling, visits
from tests.conversations.test_visits import taken
from tests.stages import booked
from tests.world import Chatter, MovedClock, World, moment


async def test_asked_to_move_the_old_time_stands_until_the_customer_agrees(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    """R-4.6, 4.C: a reason is required, the customer gets slots."""
    staged = await booked(world, customer, "11-25 14:00")
    await technician.taps("接单")
    await technician.taps("要改期")
    technician.sees("为什么", "上一单超时", "交通拥堵", "算了,照旧", "原时间有效")
    await technician.taps("上一单超时")
    technician.sees("已请客户另选时间,同意之前照旧", "14:00")
    customer.has_seen("上一单超时")
    assert staged.visit().status is Status.BOOKED
    assert staged.visit().starts_at == moment("11-25 14:00", world.clock.now)


async def test_another_reason_is_typed_and_reaches_the_customer(
    world: World, customer: Chatter, technician: Chatter
) -> None:
    await booked(world, customer, "11-25 14:00")
    await technician.taps("接单")
    await technician.taps("要改期")
    await technician.taps("其他原因")
    technician.sees("写明原因", "算了,照旧")
    await technician.says("设备要明天才到货")
    technician.sees("已请客户另选时间")
    customer.has_seen("设备要明天才到货")


async def test_who_changes_their_mind_asks_nothing(world: World, customer: Chatter, technician: Chatter) -> None:
    await booked(world, customer, "11-25 14:00")
    await technician.taps("接单")
    await technician.taps("要改期")
    await technician.taps("其他原因")
    await technician.taps("算了,照旧")
    technician.sees("出发", "14:00")
    await technician.says("明天有几单")
    technician.sees("1 个上门")
    assert world.rows(select(Event).where(Event.name == "appointment.move_asked")) == []


async def test_a_move_in_plain_words(world: World, customer: Chatter, technician: Chatter) -> None:
    await booked(world, customer, "11-25 14:00")
    await technician.taps("接单")
    await technician.says("客户想改到后天")
    technician.sees("为什么", "11月25日", "14:00")


async def test_t3_asked_five_minutes_after_the_promised_time_the_old_one_is_not_kept(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    """T-3 (without its penalty candidate): promised 10:00, asked at 10:05 with nobody there."""
    staged = await booked(world, customer, "11-25 10:00")
    await technician.taps("接单")
    await clock.travel("11-25 10:05")
    await technician.taps("要改期")
    await technician.taps("车辆故障")
    technician.sees("已请客户另选时间")
    phone = world.rows(select(Task).where(Task.kind == TaskKind.PHONE_RESCHEDULE))
    assert [task.appointment_id for task in phone] == [staged.visit_id]

    world.do(
        rescheduling.move, staged.visit_id, moment("11-25 14:00", clock.now), "t3", actor=world.actor(customer)
    )  # fmt: skip
    (old,) = world.rows(select(Appointment).where(Appointment.id == staged.visit_id))
    assert old.status is Status.RESCHEDULED
    assert old.was_kept is False
    assert old.before_promised is False


async def test_the_customer_keeps_the_old_time_and_the_technician_hears_it(
    world: World, customer: Chatter, technician: Chatter
) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await technician.taps("接单")
    await technician.taps("要改期")
    await technician.taps("天气不好")
    world.do(rescheduling.keep_old_time, staged.visit_id, actor=world.actor(customer))
    await world.settle()
    technician.has_seen("客户不改期", "14:00", "请按原时间上门")


async def test_what_cannot_be_finished_today_is_finished_another_day(
    world: World, customer: Chatter, technician: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """3.A: from ON_SITE to SCHEDULED, with a reason, on the customer's choice; the arrival stays judged (4.B)."""
    staged = await taken(world, customer, technician, "11-25 10:00")
    await clock.travel("11-25 09:58")
    await technician.says("到了")
    await clock.travel("11-25 10:20")
    await technician.taps("要改期")
    await technician.taps("缺材料")
    technician.sees("已请客户另选时间", "已请客户另约时间,等答复", "不改期了")
    ask = customer.has_seen("今天做不完,想和您另约时间", "缺材料")
    assert [b["text"] for row in ask["buttons"] for b in row] == ["看看其他时间"]  # nothing to keep, nothing to cancel
    dispatcher.has_seen("和 王芳 改约", "缺材料", "客户要改时间")

    await customer.taps("看看其他时间")
    await customer.taps("16:00")
    await customer.taps("确认改时间")
    technician.has_seen("客户同意另约时间做完,可以先离开了")
    technician.has_seen("新派单", "16:00")
    assert staged.order().status is OrderStatus.SCHEDULED
    begun = world.rows(select(Appointment).where(Appointment.id == staged.visit_id))[0]
    assert (begun.status, begun.was_kept, begun.reason) == (Status.RESCHEDULED, True, "no_material")


async def test_who_can_finish_today_after_all_takes_the_question_back(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    staged = await taken(world, customer, technician, "11-25 10:00")
    await clock.travel("11-25 10:00")
    await technician.says("到了")
    await technician.taps("要改期")
    await technician.taps("缺材料")
    await technician.taps("不改期了")
    technician.sees("不用另约,今天接着做完", "修好了")
    customer.has_seen("不用另约时间了,师傅今天接着做完")
    assert staged.visit().asked_by is None


async def test_the_customer_would_rather_have_it_finished_today(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    staged = await taken(world, customer, technician, "11-25 10:00")
    await clock.travel("11-25 10:00")
    await staged.arrived(technician)
    world.do(rescheduling.ask_to_move, staged.visit_id, "no_material", actor=world.actor(technician))
    await world.settle()
    await customer.taps("看看其他时间")
    await customer.taps("保留原时间")
    technician.has_seen("客户不想改天,请今天做完")
    assert staged.order().status is OrderStatus.ON_SITE


async def test_the_dispatcher_finds_another_day_for_what_is_begun(
    world: World, customer: Chatter, technician: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """R-4.6: on the telephone, with a reason of ours; whose wish it is is not asked."""
    staged = await taken(world, customer, technician, "11-25 10:00")
    await clock.travel("11-25 10:00")
    await staged.arrived(technician)
    await dispatcher.says(staged.number)
    await dispatcher.taps("改时间")
    dispatcher.sees_no("客户要改")
    await dispatcher.taps("我方要改")
    await dispatcher.taps("身体不适")
    await dispatcher.taps("16:00")
    await dispatcher.taps("时限内没有空档")
    await dispatcher.taps("定了")
    technician.has_seen("客户同意另约时间做完,可以先离开了")
    assert staged.order().status is OrderStatus.SCHEDULED


async def test_who_agrees_to_another_time_too_late_has_somebody_at_the_door(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    """4.B: the customer may move it at any time before arrival."""
    staged = await taken(world, customer, technician, "11-25 10:00")
    await clock.travel("11-25 09:55")
    await customer.says("改时间")
    await customer.taps("16:00")
    await staged.arrived(technician)
    await customer.taps("确认改时间")
    assert staged.order().status is OrderStatus.ON_SITE
    assert staged.visit().id == staged.visit_id or staged.visit().status is Status.OFFERED


async def test_handed_back_it_goes_to_somebody_else_and_the_address_with_it(
    world: World, customer: Chatter, technician: Chatter, rival: Chatter
) -> None:
    """R-12.7: whoever has given a visit back no longer sees where it is."""
    staged = await booked(world, customer, "11-25 14:00")
    await technician.taps("接单")
    card = technician.sees("已接单", "幸福里3栋")
    await technician.taps("去不了")
    technician.sees("为什么", "算了,照旧")
    await technician.taps("身体不适")
    technician.sees("已交回", "正在找别的师傅")
    rival.has_seen("新派单", "14:00")
    assert staged.order().status is OrderStatus.SCHEDULED
    declined = world.rows(select(Event).where(Event.name == "offer.declined"))
    assert declined[0].facts["reason"] == "unwell"
    await technician.presses(card["message_id"], f"tjo:{staged.visit_id}")
    technician.is_told("只有相关人员")
    technician.sees_no("幸福里3栋")


async def test_a_lead_who_cannot_come_leaves_nobody_to_go_alone(
    world: World, customer: Chatter, technician: Chatter, rival: Chatter, novice: Chatter, dispatcher: Chatter
) -> None:
    """R-1.10, R-3.4: whoever comes along hears that nobody leads yet, and then who does."""
    staged = await taken(world, customer, technician, "11-25 14:00")
    for helper in (rival, novice):
        world.do(visits.add_technician, staged.visit_id, world.person_id(helper), actor=world.actor(dispatcher))
    await world.settle()
    await technician.taps("去不了")
    await technician.taps("身体不适")
    novice.has_seen("带队的师傅还没定", "不要单独上门")
    dispatcher.has_seen("没有师傅接这张单")

    await dispatcher.taps("派给…")
    await dispatcher.taps(rival.name)
    await rival.taps("接单")
    rival.sees("已接单", "同行:陈小军")
    novice.has_seen(f"这次由 {rival.name} 带队,您随同")


async def test_nobody_left_is_the_dispatchers_task(
    world: World, customer: Chatter, technician: Chatter, rival: Chatter
) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    for who in (technician, rival):
        await who.taps("不接")
        await who.taps("时间冲突")
    assert world.rows(select(Offer).where(Offer.status == OfferStatus.OPEN)) == []
    tasks = world.rows(select(Task).where(Task.kind == TaskKind.UNASSIGNED))
    assert [task.appointment_id for task in tasks] == [staged.visit_id]


async def test_t16_a_technician_cannot_return_an_order(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    """T-16, R-3.14, R-3.15: no button, no word and no forged press leads there."""
    staged = await booked(world, customer, "11-25 10:00")
    await technician.taps("接单")
    await clock.travel("11-25 09:30")
    await technician.says("/today")
    await technician.taps("10:00 幸福里")
    labels = [b["text"] for m in technician.messages() for row in m["buttons"] for b in row]
    assert not [label for label in labels if "退单" in label]

    for words in ("退单", "这单我要退单", "/return", "return the order"):
        await technician.says(words)
        assert technician.new(), words
    card = technician.messages()[-1]["message_id"]
    await forge_everything(technician, card, staged)
    assert staged.order().status is OrderStatus.ACCEPTED
    assert world.rows(select(Event).where(Event.name.in_(["order.withdrawal_asked", "order.returned"]))) == []
    assert world.rows(select(Task).where(Task.kind == TaskKind.WITHDRAWAL)) == []


async def forge_everything(technician: Chatter, card: int, staged: object) -> None:
    """Every button of customers and dispatchers there is, with this order's and visit's ids."""
    from dataclasses import fields

    from handlers.buttons import KNOWN

    for prefix, kind in sorted(KNOWN.items()):
        if prefix.startswith("t"):
            continue
        parts = [staged.order_id if f.name == "order_id" else staged.visit_id for f in fields(kind)]
        await technician.presses(card, ":".join([prefix, *map(str, parts)]))
    for data in ("ret:1", f"return:{staged.order_id}", "x", ""):
        await technician.presses(card, data or "::")


async def test_who_can_come_after_all_takes_the_request_back(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    """One slip asked the customer; one tap takes it back, the customer hears of it, and nobody phones."""
    staged = await booked(world, customer, "11-25 14:00")
    await technician.taps("接单")
    await technician.taps("要改期")
    await technician.taps("缺材料")
    technician.sees("已请客户另选时间", "不改期了")

    await technician.taps("不改期了")
    technician.sees("已告诉客户不用改期", "14:00", "要改期")
    customer.has_seen("不用改时间了", "14:00", "改时间")
    assert staged.visit().asked_by is None

    await clock.travel("11-25 14:01")
    assert world.rows(select(Task).where(Task.kind == TaskKind.PHONE_RESCHEDULE)) == []


async def test_taken_back_twice_it_is_said_once(world: World, customer: Chatter, technician: Chatter) -> None:
    await booked(world, customer, "11-25 14:00")
    await technician.taps("接单")
    await technician.taps("要改期")
    await technician.taps("缺材料")
    card = technician.messages()[-1]
    await technician.taps_on(card, "不改期了")
    await technician.taps_on(card, "不改期了")
    assert customer.count("不用改时间了") == 1


async def test_of_visits_on_several_days_each_names_its_day(
    world: World, customer: Chatter, technician: Chatter
) -> None:
    await booked(world, customer, "11-25 14:00")
    await technician.taps("接单")
    await booked(world, customer, "11-26 14:00")
    await technician.taps("接单")
    await technician.says("晚到20分钟")
    technician.sees("是哪一个", "11月25日", "11月26日")


async def test_a_day_alone_means_what_is_on_that_day(technician: Chatter) -> None:
    await technician.says("今天")
    technician.sees("11月24日", "没有安排上门")
    await technician.says("明天")
    technician.sees("11月25日")


async def test_the_next_one_an_hour_later_is_asked_of_its_customer(
    world: World, customer: Chatter, neighbour: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    """4.C: with one visit under way "the next" is the other; nothing moves until the customer agrees."""
    first = await booked(world, customer, "14:00")
    await first.accepted()
    second = await booked(world, neighbour, "16:00", area="科技园", address="科技园创业街8号1204室")
    who = await second.accepted()
    if who is not technician:
        world.do(assigning.assign, second.visit_id, world.person_id(technician), actor=world.actor(world.person(3001)))
        await second.accepted()
    await clock.travel("13:40")
    await first.departed(technician)
    await technician.says("下一单推迟一小时")
    technician.sees("为什么", "16:00", "只晚到 60 分钟 · 17:00")
    await technician.taps("上一单超时")
    technician.sees("已请客户另选时间,同意之前照旧", "16:00")
    neighbour.has_seen("上一单超时")
    assert second.visit().starts_at == moment("16:00", world.clock.now)


async def test_in_english_the_only_visit_of_the_day_or_only_late(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    await booked(world, customer, "14:00")
    await technician.taps("接单")
    await technician.says("/language en")
    await technician.says("push my next visit back an hour")
    technician.sees("Why?", "14:00")
    await technician.taps("only 60 min late")
    technician.sees("The customer knows: about 15:00")
    customer.has_seen("15:00")


async def test_a_limit_that_is_over_is_not_held_against_the_customer(
    world: World, customer: Chatter, clock: MovedClock
) -> None:
    """We ask for another time after the limit: choosing one is no wish of theirs (R-3.6)."""
    staged = await booked(world, customer, "11-25 14:00")
    technician = await staged.accepted()
    await clock.travel("11-25 09:30")
    world.do(rescheduling.ask_to_move, staged.visit_id, "vehicle", actor=world.actor(technician))
    await world.settle()
    await customer.taps("看看其他时间")
    customer.sees("换到什么时间", "明天 08:00")
    customer.sees_no("我们承诺")
