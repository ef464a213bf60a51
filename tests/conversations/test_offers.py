"""Offers in the technician's chat: seen as far as D-41 lets, taken in one tap, declined with a reason (D-40)."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models.event import Event
from models.offer import Offer, OfferStatus
from models.order import OrderKind, OrderStatus, Service
from scheduling import assigning, rescheduling
from tests.stages import Staged, booked
from tests.world import Chatter, MovedClock, World, data_of, moment


async def urgent(world: World, customer: Chatter) -> Staged:
    """A visit that a dispatcher has marked urgent (R-1.18)."""
    staged = await booked(world, customer, "11-25 14:00")
    world.do(assigning.mark_urgent, staged.order_id, actor=world.actor(world.person(3001)))
    await world.settle()
    return staged


async def test_before_acceptance_the_card_says_what_and_when_but_not_where(
    world: World, customer: Chatter, technician: Chatter
) -> None:
    """D-41: area, kind, services, window and tier; no name, no address, no phone."""
    await booked(world, customer, "11-25 14:00", access_note="门禁 2580", fault_note="光猫红灯")

    technician.sees(
        "新派单", "报修", "宽带", "普通客户", "11月25日", "14:00", "16:00", "幸福里", "光猫红灯", "接单", "不接"
    )
    technician.sees("请在 09:05 前答复")
    technician.sees_no("王芳", "3栋", "2580", "138001")


async def test_one_tap_accepts_and_shows_where_to_go(world: World, customer: Chatter, technician: Chatter) -> None:
    staged = await booked(world, customer, "11-25 14:00", access_note="门禁 2580")

    await technician.taps("接单")
    card = technician.sees(
        "已接单", "幸福里3栋2单元301", "王芳", "2580", "出发", "会晚到", "给客户留言", "要改期", "去不了"
    )
    technician.sees_no("138001")
    link = next(b["url"] for row in card["buttons"] for b in row if "地图" in b["text"])
    assert link.startswith("https://uri.amap.com/search?keyword=%E5%B9%B8%E7%A6%8F%E9%87%8C3")
    assert staged.order().status is OrderStatus.ACCEPTED


async def test_a_second_tap_accepts_once(world: World, customer: Chatter, technician: Chatter) -> None:
    await booked(world, customer, "11-25 14:00")
    card = technician.sees("新派单")
    accept = data_of(card, "接单")

    await technician.presses(card["message_id"], accept)
    await technician.presses(card["message_id"], accept)
    accepted = world.rows(select(Event).where(Event.name == "appointment.accepted"))
    assert len(accepted) == 1


async def test_plain_words_accept_the_one_open_offer(world: World, customer: Chatter, technician: Chatter) -> None:
    staged = await booked(world, customer, "11-25 14:00")

    await technician.says("接了")
    technician.sees("已接单", "幸福里3栋2单元301")
    assert staged.order().status is OrderStatus.ACCEPTED


async def test_an_old_card_tapped_after_the_visit_tells_how_it_stands_now(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    """Accepted in words, the question keeps its button; it takes nothing a second time."""
    staged = await booked(world, customer, "11-25 14:00")
    card = technician.sees("新派单")
    await technician.says("接了")
    await clock.travel("11-25 14:00")
    await staged.arrived(technician)
    await staged.completed(technician)
    await technician.presses(card["message_id"], data_of(card, "接单"))
    technician.sees("已回单,等客户确认")
    technician.sees_no("已接单", "出发", "去不了")


async def test_words_with_two_offers_open_ask_which(
    world: World, customer: Chatter, neighbour: Chatter, technician: Chatter
) -> None:
    await booked(world, customer, "11-25 14:00")
    second = await booked(world, neighbour, "11-25 16:00")
    dispatcher = world.actor(world.person(3001))
    world.do(assigning.assign, second.visit_id, world.person_id(technician), actor=dispatcher)
    await world.settle()

    technician.has_seen("调度点名请您去")
    await technician.says("接了")
    technician.sees("有 2 张派单等您答复", "14:00 幸福里", "16:00 幸福里")
    await technician.taps("16:00 幸福里")
    technician.sees("新派单", "16:00")


async def test_accepting_with_nothing_open_is_answered(technician: Chatter) -> None:
    await technician.says("接了")
    technician.sees("没有等您答复的派单", "今日上门")


async def test_declined_with_a_reason_the_next_best_is_asked(
    world: World, customer: Chatter, technician: Chatter, rival: Chatter
) -> None:
    staged = await booked(world, customer, "11-25 14:00")

    await technician.taps("不接")
    technician.sees("为什么不接", "太远", "时间冲突", "返回")
    await technician.taps("太远")
    technician.sees("已转给其他师傅")
    rival.has_seen("新派单", "14:00")
    refused = world.rows(select(Offer).where(Offer.status == OfferStatus.DECLINED))
    assert [offer.reason for offer in refused] == ["too_far"]
    assert staged.order().status is OrderStatus.SCHEDULED


async def test_another_reason_is_typed_and_a_whole_story_is_too_long(
    world: World, customer: Chatter, technician: Chatter, rival: Chatter
) -> None:
    await booked(world, customer, "11-25 14:00")

    await technician.taps("不接")
    await technician.taps("其他原因")
    technician.sees("写明原因")
    await technician.says("长" * 400)
    technician.sees("太长")
    await technician.says("要带孩子去医院")
    technician.sees("已转给其他师傅")
    refused = world.rows(select(Offer).where(Offer.status == OfferStatus.DECLINED))
    assert [offer.reason for offer in refused] == ["要带孩子去医院"]
    rival.has_seen("新派单")


async def test_whoever_takes_it_after_all_while_asked_why_not_has_it(
    world: World, customer: Chatter, technician: Chatter
) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await technician.taps("不接")
    await technician.taps("其他原因")
    await technician.says("算了,我接")
    technician.sees("新派单", "接单")
    await technician.taps("不接")
    await technician.taps("其他原因")
    await technician.says("我接")
    technician.sees("已接单", "幸福里3栋2单元301")
    assert staged.order().status is OrderStatus.ACCEPTED


async def test_asked_why_not_when_somebody_was_named_meanwhile(
    world: World, customer: Chatter, technician: Chatter, rival: Chatter, dispatcher: Chatter
) -> None:
    """R-1.18: nothing is declined that is no longer asked, and no word of ours is left in code."""
    staged = await booked(world, customer, "11-25 14:00")
    await technician.taps("不接")
    reasons = technician.sees("为什么不接")
    world.do(assigning.assign, staged.visit_id, world.person_id(rival), actor=world.actor(dispatcher))
    await world.settle()
    technician.has_seen("调度已点名别的师傅")
    await technician.presses(reasons["message_id"], data_of(reasons, "太远"))
    technician.is_told("已被接走或已过期")
    assert world.rows(select(Event).where(Event.name == "offer.declined")) == []


async def test_back_from_the_reasons_drops_the_question(world: World, customer: Chatter, technician: Chatter) -> None:
    """What is typed after going back is no reason any more."""
    await booked(world, customer, "11-25 14:00")

    await technician.taps("不接")
    await technician.taps("其他原因")
    await technician.taps("返回")
    technician.sees("新派单", "接单")
    await technician.says("今天有几单")
    technician.sees("没有安排上门", "1 张派单等您答复")


async def test_after_five_minutes_the_offer_is_over(
    world: World, customer: Chatter, technician: Chatter, rival: Chatter, clock: MovedClock
) -> None:
    staged = await booked(world, customer, "11-25 14:00")

    asked = technician.has_seen("新派单", "接单")
    accept = data_of(asked, "接单")
    await clock.travel("09:06")
    rival.has_seen("新派单")
    over = technician.has_seen("14:00", "幸福里", "过了答复时间")
    assert (over["message_id"], over["buttons"]) == (asked["message_id"], [])
    await technician.presses(asked["message_id"], accept)  # from a phone that has not drawn it yet
    technician.is_told("已被接走或已过期")
    assert staged.order().status is OrderStatus.SCHEDULED
    await rival.taps("接单")
    rival.sees("已接单")


async def test_an_order_belongs_to_the_technician_who_took_it_first(
    world: World, customer: Chatter, technician: Chatter, rival: Chatter
) -> None:
    """D-40: an urgent order goes to three at once; the first acceptance wins."""
    staged = await urgent(world, customer)
    card = rival.has_seen("加急派单", "🔴")
    late = data_of(card, "接单")

    await technician.taps("接单")
    technician.sees("已接单")
    rival.has_seen("已有人接走")
    await rival.presses(card["message_id"], late)
    rival.is_told("已被接走")
    assert staged.visit().technician_id == world.person_id(technician)


async def test_declining_an_urgent_order_says_that_it_is_recorded(
    world: World, customer: Chatter, rival: Chatter
) -> None:
    """R-1.18."""
    await urgent(world, customer)
    await rival.taps("不接")
    rival.sees("加急单", "会有记录")


async def test_a_forged_accept_of_somebody_elses_offer_is_refused(
    world: World, customer: Chatter, technician: Chatter, rival: Chatter, novice: Chatter
) -> None:
    """R-12.1: the sender decides, not the button."""
    staged = await booked(world, customer, "11-25 14:00")
    accept = data_of(technician.sees("新派单"), "接单")

    for thief in (novice, customer):
        await thief.says("/start")
        await thief.presses(thief.messages()[-1]["message_id"], accept)
        thief.is_told("只有相关人员")
    assert staged.visit().technician_id is None


async def test_a_forged_reason_is_none(world: World, customer: Chatter, technician: Chatter) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    card = technician.sees("新派单")
    decline = data_of(card, "不接").replace("tdc", "tdr") + ":bribe"

    await technician.presses(card["message_id"], decline)
    assert technician.toast
    assert world.rows(select(Offer).where(Offer.status == OfferStatus.DECLINED)) == []
    assert staged.visit().technician_id is None


async def test_an_install_shows_all_its_services(world: World, customer: Chatter, technician: Chatter) -> None:
    await booked(world, customer, "11-25 14:00", OrderKind.INSTALL, services=(Service.BROADBAND, Service.FIXED_LINE))
    technician.sees("装机 · 宽带、固话")


async def test_what_a_customer_moves_is_taken_off_and_offered_again(
    world: World, customer: Chatter, technician: Chatter
) -> None:
    """4.C, step 4: the lead hears that the old time is gone, and is asked first for the new one."""
    staged = await booked(world, customer, "11-25 14:00")
    await technician.taps("接单")
    world.do(
        rescheduling.move, staged.visit_id, moment("11-26 10:00", world.clock.now), "moved-1",
        actor=world.actor(customer),
    )  # fmt: skip
    await world.settle()
    technician.has_seen("11月25日", "14:00", "已改期", "不用去了")
    technician.has_seen("新派单", "11月26日", "10:00")


async def test_an_offer_made_at_night_names_the_day_it_may_be_answered_until(
    world: World, customer: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    """D-40: nobody loses an order by sleeping; "until 08:05", read at ten in the evening, would look long past."""
    await clock.travel("11-24 22:00")
    await booked(world, customer, "11-25 14:00")
    technician.sees("请在 11月25日 周三 08:05 前答复")


async def test_a_dead_offer_loses_its_buttons_when_it_is_pressed(
    world: World, customer: Chatter, technician: Chatter, rival: Chatter
) -> None:
    """A friendly word and one fresh card, however often it would have been pressed."""
    staged = await urgent(world, customer)
    await rival.taps("接单")
    card = next(m for m in technician.messages() if "新派单" in m["text"])

    await technician.taps_on(card, "接单")

    technician.is_told("已被接走或已过期")
    assert next(m for m in technician.messages() if m["message_id"] == card["message_id"])["buttons"] == []
    assert staged.order().status is OrderStatus.ACCEPTED


@pytest.mark.parametrize("words", ["接了怎么退", "要不要接", "如果顺路我就接", "do I have to accept", "I'm at Liu's"])
async def test_what_is_only_asked_or_supposed_takes_nothing(
    world: World, customer: Chatter, technician: Chatter, words: str
) -> None:
    """D-40: the card stays open, and a tap decides."""
    staged = await booked(world, customer, "11-25 14:00")
    await technician.says(words)
    technician.sees("接单")
    assert staged.order().status is OrderStatus.SCHEDULED
