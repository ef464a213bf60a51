"""Who goes: by name, taken back, two together, urgent; and what a customer says on the telephone."""

from __future__ import annotations

from sqlalchemy import select

from models.appointment import Appointment, Status
from models.event import Event
from models.offer import Offer, OfferStatus
from models.order import Channel, OrderStatus
from scheduling import visits
from tests.stages import Staged, booked
from tests.world import Chatter, MovedClock, World


def events(world: World, order_id: int, name: str) -> list[Event]:
    return world.rows(select(Event).where(Event.order_id == order_id, Event.name == name).order_by(Event.id))


async def test_an_order_is_assigned_by_name(world: World, customer: Chatter, dispatcher: Chatter) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    technicians = staged.technicians()

    await dispatcher.says(staged.number)
    await dispatcher.taps("派给…")
    dispatcher.sees("派给谁", "这些师傅有资格也有空")
    dispatcher.sees_no("陈小军")  # no certificate
    chosen = next(
        t for t in technicians[:3] if any(t.name in b["text"] for r in dispatcher.new()[-1]["buttons"] for b in r)
    )
    await dispatcher.taps(chosen.name)
    dispatcher.sees("已点名", chosen.name, "等接单")
    await chosen.taps("接单")
    assert staged.order().status is OrderStatus.ACCEPTED

    await dispatcher.says(staged.number)
    dispatcher.sees(chosen.name, "师傅已接单")


async def test_taken_back_and_given_to_somebody_else(world: World, customer: Chatter, dispatcher: Chatter) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    first = await staged.accepted()

    await dispatcher.says(staged.number)
    await dispatcher.taps("更多操作")
    await dispatcher.taps("收回")
    dispatcher.sees(f"要从 {first.name} 收回", "先不动")
    await dispatcher.taps("收回")
    dispatcher.sees("已收回")
    first.has_seen("收回")
    assert staged.visit().technician_id is None
    open_ones = select(Offer).where(Offer.appointment_id == staged.visit_id, Offer.status == OfferStatus.OPEN)
    assert world.person_id(first) not in {offer.technician_id for offer in world.rows(open_ones)}


async def test_t12_an_uncertified_technician_goes_only_beside_a_certified_lead(
    world: World, customer: Chatter, dispatcher: Chatter, novice: Chatter
) -> None:
    """T-12: assigned alone is refused, whatever the button said; beside a certified lead it is allowed."""
    staged = await booked(world, customer, "11-25 14:00")
    await dispatcher.says(staged.number)
    card = dispatcher.new()[-1]
    await dispatcher.presses(card["message_id"], f"da:{staged.visit_id}:{world.person_id(novice)}:0")
    dispatcher.is_told("陈小军", "服务资格证")

    await staged.accepted()
    await dispatcher.says(staged.number)
    await dispatcher.taps("更多操作")
    await dispatcher.taps("加一人同去")
    await dispatcher.taps("陈小军")
    dispatcher.sees("陈小军 会同去", "同行:陈小军")
    novice.has_seen("同")


async def with_helper(world: World, customer: Chatter, at: str) -> Staged:
    staged = await booked(world, customer, at)
    await staged.accepted()
    helper = world.person_id(world.person(2004))
    world.do(visits.add_technician, staged.visit_id, helper, actor=world.actor(world.person(3001)))
    await world.settle()
    return staged


async def test_whoever_comes_along_comes_to_the_new_time_too(
    world: World, customer: Chatter, dispatcher: Chatter, novice: Chatter
) -> None:
    """R-3.4: a visit that takes two still takes two after it has moved."""
    staged = await with_helper(world, customer, "11-25 14:00")
    await customer.says("改到明天下午4点")
    await customer.taps("确认改时间")
    novice.has_seen("11月25日", "14:00", "改期了", "照旧随同", "16:00")
    staged.visit_id = staged.visit().id
    await staged.accepted()
    await dispatcher.says(staged.number)
    dispatcher.sees("16:00", "同行:陈小军")
    await novice.says("明天有几单")
    novice.sees("1 个上门", "16:00")


async def test_who_cannot_come_along_at_the_new_time_is_missed_by_the_dispatcher(
    world: World, customer: Chatter, neighbour: Chatter, dispatcher: Chatter, novice: Chatter
) -> None:
    staged = await with_helper(world, customer, "11-25 14:00")
    await with_helper(world, neighbour, "11-25 16:00")
    await customer.says("改到明天下午4点")
    await customer.taps("确认改时间")
    novice.has_seen("14:00", "已改期", "不用随同")
    dispatcher.has_seen("陈小军 没空", "另加一人", staged.number)
    await novice.says("明天有几单")
    novice.sees("1 个上门", "16:00", "刘伟")


async def test_who_is_done_early_can_be_sent_elsewhere(
    world: World, customer: Chatter, neighbour: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """The half-hours a visit did not need are the technician's own again."""
    early, other = await booked(world, customer, "14:00"), await booked(world, neighbour, "14:00")
    lead = await early.accepted()
    await clock.travel("13:10")
    await early.arrived(lead)

    await dispatcher.says(other.number)
    await dispatcher.taps("派给…")
    dispatcher.sees_no(lead.name)
    await early.completed(lead)
    await dispatcher.says(other.number)
    await dispatcher.taps("派给…")
    dispatcher.sees(lead.name)


async def test_an_urgent_order_goes_to_several_at_once(world: World, customer: Chatter, dispatcher: Chatter) -> None:
    """R-1.18, D-40."""
    staged = await booked(world, customer, "11-25 14:00")
    query = select(Offer).where(Offer.appointment_id == staged.visit_id, Offer.status == OfferStatus.OPEN)
    assert len(world.rows(query)) == 1

    await dispatcher.says(staged.number)
    await dispatcher.taps("更多操作")
    await dispatcher.taps("标为加急")
    dispatcher.sees("已标加急", "🔥")
    dispatcher.sees("同时问几位师傅")
    assert len(world.rows(query)) > 1
    assert staged.order().urgent


async def test_an_accepted_order_marked_urgent_asks_nobody(
    world: World, customer: Chatter, dispatcher: Chatter
) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await staged.accepted()
    await dispatcher.says(staged.number)
    await dispatcher.taps("更多操作")
    await dispatcher.taps("标为加急")
    dispatcher.sees("已标加急。")
    dispatcher.sees_no("同时问几位师傅")


async def test_the_customer_confirms_on_the_phone(world: World, customer: Chatter, dispatcher: Chatter) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await staged.accepted()
    await dispatcher.says(staged.number)
    await dispatcher.taps("客户说可以")
    dispatcher.sees("客户电话确认", "客户已确认")
    assert events(world, staged.order_id, "appointment.confirmed")[0].facts["channel"] == "phone"


async def test_a_confirmation_by_phone_that_was_a_slip(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """R-4.4, D-6: what nobody confirmed is asked at its evening all the same; what the customer confirmed stands."""
    staged = await booked(world, customer, "11-25 14:00")
    await dispatcher.says(staged.number)
    await dispatcher.taps("客户说可以")
    await dispatcher.taps("撤销")
    dispatcher.sees("客户还没有确认", "客户还没确认", "客户说可以")
    assert (staged.visit().status, staged.visit().confirmed_at) == (Status.BOOKED, None)

    await clock.travel("18:01")
    await customer.taps("确认")
    assert staged.visit().confirmed_at is not None
    card = dispatcher.messages()[-1]
    await dispatcher.presses(card["message_id"], f"dcu:{staged.visit_id}")
    assert staged.visit().confirmed_at is not None


async def test_moved_on_the_customers_word_by_phone(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """4.B: the customer's own wish is neutral; the channel is on record, and the customer is told."""
    staged = await booked(world, customer, "11-25 14:00")
    technician = await staged.accepted()

    await dispatcher.says(staged.number)
    await dispatcher.taps("改时间")
    dispatcher.sees("是谁要改", "王芳")
    await dispatcher.taps("客户要改")
    dispatcher.sees("客户什么时候方便")
    await dispatcher.says("明天下午4点")
    dispatcher.sees("给 王芳 改到", "16:00", "超过时限")
    await dispatcher.taps("客户自己要更晚")
    dispatcher.sees("改到", "16:00", "已保留到")
    await dispatcher.taps("定了")
    dispatcher.sees("定了", "16:00")

    old = world.rows(select(Appointment).where(Appointment.id == staged.visit_id))[0]
    assert (old.status, old.asked_by, old.was_kept) == (Status.RESCHEDULED, "customer", None)
    assert staged.visit().channel is Channel.PHONE
    assert staged.order().asked_later_at is not None
    customer.has_seen("16:00")
    technician.has_seen("改")
    await dispatcher.taps("全部经过")
    dispatcher.sees("客户改约:11月25日 周三 14:00 → 11月25日 周三 16:00(电话)")


async def test_the_companys_own_move_needs_a_reason(world: World, customer: Chatter, dispatcher: Chatter) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await staged.accepted()
    await dispatcher.says(staged.number)
    await dispatcher.taps("改时间")
    await dispatcher.taps("我方要改,客户电话里同意了")
    dispatcher.sees("为什么", "缺材料")
    await dispatcher.taps("缺材料")
    await dispatcher.says("后天上午10点")
    await dispatcher.taps("等线路或设备")
    await dispatcher.taps("定了")
    old = world.rows(select(Appointment).where(Appointment.id == staged.visit_id))[0]
    assert (old.asked_by, old.reason, old.before_promised) == ("company", "no_material", True)


async def test_the_customer_is_asked_in_chat_to_move(world: World, customer: Chatter, dispatcher: Chatter) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await staged.accepted()
    await dispatcher.says(staged.number)
    await dispatcher.taps("改时间")
    await dispatcher.taps("请客户在聊天里选")
    await dispatcher.taps("天气不好")
    dispatcher.sees("已请客户选时间")
    customer.has_seen("天气不好")
    assert staged.visit().starts_at.hour == 6  # 14:00 in the town: the old time stands until the customer agrees


async def test_past_the_deadline_only_with_a_reason(world: World, customer: Chatter, dispatcher: Chatter) -> None:
    """R-3.6: a repair taken at nine today is due at nine tomorrow; the day after needs a reason, which is kept."""
    staged = await booked(world, customer, "14:00")
    await dispatcher.says(staged.number)
    await dispatcher.taps("改时间")
    await dispatcher.taps("客户要改")
    await dispatcher.says("后天下午")
    dispatcher.sees("超过时限", "时限内没有空档")
    await dispatcher.taps("时限内没有空档")
    dispatcher.sees("原因:时限内没有空档", "定了")
    await dispatcher.taps("定了")
    assert events(world, staged.order_id, "order.deadline_overridden")[0].facts["reason"] == "no_capacity"
    await dispatcher.taps("全部经过")
    dispatcher.sees("约在时限之后", "原因:时限内没有空档")
    dispatcher.sees_no("no_capacity")


async def test_cancelling_by_phone_asks_once_what_is_off(world: World, customer: Chatter, dispatcher: Chatter) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await dispatcher.says(staged.number)
    await dispatcher.taps("更多操作")
    await dispatcher.taps("客户要取消")
    dispatcher.sees("王芳 要取消什么", "先不动", "不用修了")
    await dispatcher.taps("以后再约")
    dispatcher.sees("取消了", "等约时间", "选上门时间")
    assert staged.visit().status is Status.CANCELLED
    assert events(world, staged.order_id, "appointment.cancelled")[0].facts["channel"] == "phone"


async def test_a_stale_button_gets_a_friendly_word_and_todays_card(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    staged = await booked(world, customer, "14:00")
    technician = await staged.accepted()
    await dispatcher.says(staged.number)
    await dispatcher.taps("改时间")
    card = dispatcher.new()[-1]
    await clock.travel("13:58")
    await staged.arrived(technician)
    await dispatcher.taps_on(card, "客户要改")
    dispatcher.is_told("师傅在现场")
    assert staged.visit().status is Status.ARRIVED
    await staged.completed(technician)
    await dispatcher.presses(card["message_id"], f"dmv:{staged.visit_id}")
    assert dispatcher.toast


async def test_two_dispatchers_at_one_order_do_not_undo_each_other_unseen(
    world: World, customer: Chatter, dispatcher: Chatter, second_dispatcher: Chatter
) -> None:
    """One acceptance: who gives it second hears who has been asked meanwhile, and decides with that before them."""
    staged = await booked(world, customer, "11-25 14:00")
    for each in (dispatcher, second_dispatcher):
        await each.says(staged.number)
        await each.taps("派给…")
    await dispatcher.taps("张磊")
    dispatcher.sees("已点名 张磊")
    await second_dispatcher.taps("李建国")
    second_dispatcher.sees("刚刚已经给了 张磊", "没有换人", "正在问:张磊")

    await second_dispatcher.taps("派给…")  # now with open eyes
    await second_dispatcher.taps("李建国")
    second_dispatcher.sees("已点名 李建国", "正在问:李建国")


async def test_who_is_asked_by_name_is_offered_no_more_and_a_day_counts_what_is_done(
    world: World, customer: Chatter, neighbour: Chatter, dispatcher: Chatter
) -> None:
    morning, evening = await booked(world, neighbour, "14:00"), await booked(world, customer, "18:00")
    lead = await morning.done("13:50")
    await dispatcher.says(evening.number)
    await dispatcher.taps("派给…")
    dispatcher.sees(f"{lead.name}(当天 1 单)")
    await dispatcher.taps(lead.name)
    card = dispatcher.sees(f"已点名 {lead.name}")
    assert not any(lead.name in button["text"] for row in card["buttons"] for button in row)


async def test_asked_twice_by_name_is_asked_once(
    world: World, customer: Chatter, dispatcher: Chatter, second_dispatcher: Chatter
) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    for each in (dispatcher, second_dispatcher):
        await each.says(staged.number)
        await each.taps("派给…")
    await dispatcher.taps("张磊")
    await second_dispatcher.taps("张磊")
    second_dispatcher.sees("已点名 张磊")
    by_name = select(Offer).where(Offer.appointment_id == staged.visit_id, Offer.by_name)
    assert len(world.rows(by_name)) == 1


async def test_whoever_is_asked_by_name_is_not_told_in_the_same_breath_that_it_is_off(
    world: World, customer: Chatter, dispatcher: Chatter
) -> None:
    """An urgent order asks several; who of them is then asked by name reads only that (D-40)."""
    staged = await booked(world, customer, "11-25 14:00")
    await dispatcher.says(staged.number)
    await dispatcher.taps("更多操作")
    await dispatcher.taps("标为加急")
    await dispatcher.taps("派给…")
    await dispatcher.taps("张磊")
    asked = world.person(2002)
    asked.has_seen("调度点名请您去")
    assert asked.count("不用答复") == 0
    world.person(2001).has_seen("不用答复")


async def test_two_dispatchers_agree_two_times_and_one_stands(
    world: World, customer: Chatter, dispatcher: Chatter, second_dispatcher: Chatter
) -> None:
    """4.C: who comes second reads what the first has agreed, and is not left with a question nobody needs answered."""
    staged = await booked(world, customer, "11-25 14:00")
    for each, wish in ((dispatcher, "明天下午4点"), (second_dispatcher, "明天晚上6点")):
        await each.says(staged.number)
        await each.taps("改时间")
        await each.taps("客户要改")
        each.sees("不办了")
        await each.says(wish)
        await each.taps("客户自己要更晚")
    await dispatcher.taps("定了")
    await second_dispatcher.taps("定了")
    second_dispatcher.sees("已经有同事处理了这张单", "16:00")
    await second_dispatcher.says(staged.number)
    second_dispatcher.sees("16:00", "改时间")


async def test_who_comes_along_hears_of_another_lead(
    world: World, customer: Chatter, dispatcher: Chatter, novice: Chatter
) -> None:
    """R-3.4: the desk sees who comes along while another lead is asked, and they hear who it is."""
    staged = await with_helper(world, customer, "11-25 14:00")
    await dispatcher.says(staged.number)
    await dispatcher.taps("换人")
    other = next(t for t in staged.technicians()[:3] if world.person_id(t) != staged.visit().technician_id)
    await dispatcher.taps(other.name)
    dispatcher.sees("已点名", "正在问", "同行:陈小军")
    await other.taps("接单")
    novice.has_seen(other.name, "带队")


async def test_a_second_technician_who_is_busy_by_now(
    world: World, customer: Chatter, neighbour: Chatter, dispatcher: Chatter, second_dispatcher: Chatter
) -> None:
    """Promise 2: the same helper chosen for two visits of one time goes to one of them, and it is said why."""
    first, second = await booked(world, customer, "11-25 14:00"), await booked(world, neighbour, "11-25 14:00")
    for staged, each in ((first, dispatcher), (second, second_dispatcher)):
        await staged.accepted()
        await each.says(staged.number)
        await each.taps("更多操作")
        await each.taps("加一人同去")
    await dispatcher.taps("陈小军")
    await second_dispatcher.taps("陈小军")
    second_dispatcher.is_told("陈小军 这段时间已经有别的单了")
