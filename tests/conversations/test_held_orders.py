"""While an outage lasts and when it is over: what customers and technicians read, and what their answers do."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from models.order import OrderStatus, Service, WorkOrder
from models.outage import HeldOrder, OutageCause
from models.unit import Area
from scheduling import outages
from tests.stages import booked, outage_opens
from tests.world import Chatter, MovedClock, World, moment


async def dispatcher_does(world: World, use_case: Any, *args: Any, **more: Any) -> None:
    for chatter in world.chatters.values():
        chatter.mark = world.sandbox.seq
    world.do(use_case, *args, actor=world.actor(world.person(3001)), **more)
    await world.settle()


def orders(world: World) -> list[WorkOrder]:
    return world.rows(select(WorkOrder).order_by(WorkOrder.id))


# --- Somebody reports a fault inside it ----------------------------------------------------------------------------


async def test_a_report_inside_it_is_answered_from_the_record_and_not_lost(world: World, customer: Chatter) -> None:
    """R-6.12, promise 5: cause, expected end, the next word; the report waits, and restoring asks 恢复了吗?"""
    outage = await outage_opens(world, next_update_at=moment("11:00", world.clock.now))
    await customer.says("宽带坏了,明天下午来人")
    customer.sees("正在停网", "光缆受损", "17:00", "18:00", "下次通报", "11:00", "恢复了告诉我", "别的故障", "算了")
    assert orders(world) == []

    await customer.taps("恢复了告诉我")
    customer.sees("已受理", "恢复后马上问您")
    assert [order.status for order in orders(world)] == [OrderStatus.ON_HOLD]

    await dispatcher_does(world, outages.restore, outage.id)
    customer.sees("已恢复", "您那边好了吗", "已经好了", "还没好")
    await customer.says("通了")
    customer.sees("不用上门", "已结束")
    assert orders(world)[0].result == "outage_over"


async def test_whoever_was_asked_to_come_reads_why_no_longer(world: World, customer: Chatter) -> None:
    """Promise 5: an order the outage holds is nobody's; "somebody took it" would be untrue."""
    staged = await booked(world, customer, "11-25 14:00")
    asked = next(who for who in staged.technicians() if who.count("新派单"))
    await outage_opens(world)
    asked.has_seen("因停网挂起", "不用答复")
    assert not asked.count("已有人接走")


async def test_in_english_too(world: World, john: Chatter) -> None:
    outage = await outage_opens(world, "科技园")
    await john.says("my internet is down, please send somebody tomorrow afternoon")
    john.sees("There is an outage where you live", "damaged cable", "Tell me when it is back", "different fault")
    await john.taps("Tell me when it is back")
    john.sees("we will ask you as soon as it is back")
    await dispatcher_does(world, outages.restore, outage.id)
    john.sees("It is back. Does yours work?")
    await john.says("it works now")
    john.sees("No visit needed")
    assert orders(world)[0].status is OrderStatus.CLOSED


async def test_a_different_fault_gets_a_visit_all_the_same(world: World, customer: Chatter) -> None:
    outage = await outage_opens(world)
    await customer.says("宽带坏了,明天上午8点来人")
    await customer.taps("我这是别的故障")
    customer.sees("照样上门")
    await customer.taps("约")
    assert orders(world)[0].status is OrderStatus.SCHEDULED
    await dispatcher_does(world, outages.change, outage.id, expected_until=moment("11-25 20:00", world.clock.now))
    assert orders(world)[0].status is OrderStatus.SCHEDULED  # never held by this outage


async def test_never_mind_and_plain_words(world: World, customer: Chatter) -> None:
    await outage_opens(world)
    await customer.says("宽带坏了,来人修")
    await customer.taps("算了")
    assert orders(world) == []
    await customer.says("宽带坏了,来人修")
    await customer.says("嗯嗯这样啊")
    await customer.says("好的")
    assert [order.status for order in orders(world)] == [OrderStatus.ON_HOLD]


async def test_an_outage_opened_while_somebody_chooses_answers_before_the_visit_is_promised(
    world: World, customer: Chatter
) -> None:
    await customer.says("宽带坏了,明天上午8点来人")
    customer.sees("确认")
    await outage_opens(world)
    await customer.taps("约")
    customer.sees("正在停网", "恢复了告诉我")
    assert orders(world) == []


async def test_another_service_or_kind_is_not_explained(world: World, customer: Chatter) -> None:
    await outage_opens(world)
    await customer.says("固话没声音,明天上午8点来人")
    customer.sees("固话", "08:00", "确认预约")
    customer.sees_no("正在停网")


# --- Is there an outage? -------------------------------------------------------------------------------------------


async def test_is_there_an_outage_is_answered_for_their_home_and_for_the_place_they_name(
    world: World, customer: Chatter, neighbour: Chatter, clock: MovedClock
) -> None:
    """T-18: "outage?" answers the newest."""
    outage = await outage_opens(world)
    await customer.says("是不是停网了")
    customer.sees("幸福里", "光缆受损", "18:00", "恢复了告诉我")
    await customer.taps("恢复了告诉我")
    customer.sees("恢复了马上告诉您")

    await neighbour.says("是不是停网了")
    neighbour.sees("没有查到")
    await dispatcher_does(world, outages.change, outage.id, expected_until=moment("20:00", clock.now))
    await world.clock.advance(seconds=60)  # a slip would have been put right by now
    customer.sees("新消息", "20:00", "少发停网消息")
    await customer.says("是不是停网了")
    customer.sees("20:00", "不用告诉我了")
    await dispatcher_does(world, outages.restore, outage.id)
    customer.sees("已恢复")
    neighbour.sees_nothing_new()
    await customer.taps("不用告诉我了")  # on the card from before
    customer.sees("不再通知您")
    customer.sees_no("恢复了告诉我")  # of what is over nothing more will be told


async def test_somebody_we_do_not_know_is_asked_where(world: World) -> None:
    await outage_opens(world)
    stranger = world.newcomer()
    await stranger.says("是不是停网了")
    stranger.sees("哪里")
    await stranger.says("不知道什么地方")
    stranger.sees("没找到")
    await stranger.says("幸福里")
    stranger.sees("正在停网", "光缆受损")


async def test_news_can_be_turned_off_by_button_and_by_words(
    world: World, customer: Chatter, john: Chatter, clock: MovedClock
) -> None:
    """D-14: the all-clear they asked for comes all the same."""
    outage = await outage_opens(world)
    await customer.says("是不是停网了")
    await customer.taps("恢复了告诉我")
    await customer.says("不要再发停网通知了")
    customer.sees("照样会发")
    await dispatcher_does(world, outages.change, outage.id, expected_until=moment("21:00", clock.now))
    customer.sees_nothing_new()
    await dispatcher_does(world, outages.restore, outage.id)
    customer.sees("已恢复")

    await outage_opens(world, "科技园")
    await john.says("is there an outage?")
    await john.taps("Tell me when it is back")
    await john.says("stop sending me outage messages")
    john.sees("still come")
    await john.taps("Outage messages again")
    john.sees("you will hear")


# --- Held, and asked ------------------------------------------------------------------------------------------------


async def test_a_held_customer_is_told_once_and_their_cards_show_it(
    world: World, customer: Chatter, technician: Chatter, rival: Chatter
) -> None:
    visit = await booked(world, customer, "14:00")
    lead = await visit.accepted()
    await outage_opens(world)
    customer.sees("和停网有关", "光缆受损", "14:00", "先取消", "我这是别的故障", "已经好了")
    lead.sees("不用去了", visit.number)
    await customer.says("/visits")
    customer.sees("停网", "时限也停着", "已经好了")
    await customer.says("通了")  # before anybody asked: a card asks first
    customer.sees("已经好了吗")
    await customer.taps("已经好了")
    assert orders(world)[0].status is OrderStatus.CLOSED


async def test_no_puts_them_first_and_the_earliest_times_are_buttons(
    world: World, customer: Chatter, dispatcher: Chatter
) -> None:
    await booked(world, customer, "14:00")
    outage = await outage_opens(world)
    await dispatcher_does(world, outages.restore, outage.id)
    await customer.taps("还没好")
    customer.sees("抱歉", "最前面", "今天")
    order = orders(world)[0]
    assert order.urgent and order.status is OrderStatus.READY
    dispatcher.sees("客户说还没好", "报修", "幸福里", order.number, "还没约时间")
    await customer.taps("今天")
    await customer.taps("约")
    assert orders(world)[0].status is OrderStatus.SCHEDULED


async def test_no_in_words_keeps_the_visit_that_stands(world: World, john: Chatter, dispatcher: Chatter) -> None:
    visit = await booked(world, john, "11-25 08:00", area="科技园", address="Keji Park Tower B")
    lead = await visit.accepted()
    outage = await outage_opens(world, "科技园")
    await dispatcher_does(world, outages.restore, outage.id)
    await world.clock.advance(minutes=5)
    await john.says("still not working")
    john.sees("Sorry", "comes as agreed")
    lead.sees("照常", visit.number)
    assert visit.visit().technician_id == world.person_id(lead)
    assert orders(world)[0].status is OrderStatus.ACCEPTED


async def test_yes_and_no_as_plain_words(world: World, customer: Chatter, neighbour: Chatter) -> None:
    await booked(world, customer, "11-25 08:00")
    await booked(world, neighbour, "11-25 08:00")
    outage = await outage_opens(world)
    await dispatcher_does(world, outages.restore, outage.id)
    await customer.says("是的")
    customer.sees("已结束")
    await neighbour.says("没有")
    neighbour.sees("抱歉")


async def test_a_slip_is_one_tap_to_put_right(world: World, customer: Chatter) -> None:
    await booked(world, customer, "11-25 08:00")
    outage = await outage_opens(world)
    await dispatcher_does(world, outages.restore, outage.id)
    await customer.taps("已经好了")
    await customer.taps("点错了")
    customer.sees("抱歉", "上门时间")
    assert orders(world)[0].status is OrderStatus.REOPENED


async def test_silence_is_asked_again_once_then_rung(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    await booked(world, customer, "11-25 08:00")
    outage = await outage_opens(world)
    await dispatcher_does(world, outages.restore, outage.id)
    await clock.advance(hours=2, minutes=1)
    assert customer.count("您那边好了吗") == 2
    await clock.advance(hours=2, minutes=1)
    dispatcher.sees("打电话问", "王芳", "138 0013 8001", "已经好了", "还没好", "没打通")
    await dispatcher.taps("还没好")
    dispatcher.sees("已加急")
    assert orders(world)[0].urgent


async def test_a_held_visit_may_be_moved_or_dropped_and_the_order_goes_on_waiting(
    world: World, customer: Chatter
) -> None:
    visit = await booked(world, customer, "11-25 08:00")
    outage = await outage_opens(world)
    await customer.says("/visits")
    await customer.taps("改时间")
    await customer.taps("明天 10:00")
    await customer.taps("确认改时间")
    assert orders(world)[0].status is OrderStatus.ON_HOLD
    assert visit.visit().starts_at == moment("11-25 10:00", world.clock.now)
    await customer.says("取消")
    await customer.taps("取消这次上门")
    assert orders(world)[0].status is OrderStatus.ON_HOLD
    await dispatcher_does(world, outages.restore, outage.id)
    customer.sees("您那边好了吗")


async def test_while_held_nobody_is_reminded_and_nobody_is_judged(
    world: World, customer: Chatter, clock: MovedClock
) -> None:
    visit = await booked(world, customer, "11-25 10:00")
    lead = await visit.accepted()
    await outage_opens(world, until=None)
    await clock.travel("11-25 20:00")
    for words in ("确认,时间合适", "半小时", "没有上门", "还没到"):
        assert customer.count(words) == 0, customer.transcript()
    assert lead.count("该出发") == 0
    card = customer.has_seen("11月25日 周三 10:00 的上门先取消", "不用在家等")
    assert "师傅" not in card["text"]  # nobody comes
    assert visit.visit().was_kept is None


async def test_over_and_nobody_answered_it_does_not_say_it_lasts(
    world: World, john: Chatter, clock: MovedClock
) -> None:
    """The visit is given up for want of an answer; that the outage still lasts would be untrue."""
    await booked(world, john, "11-25 10:00", area="科技园", address="Keji Park Tower B")
    outage = await outage_opens(world, "科技园")
    await dispatcher_does(world, outages.restore, outage.id)
    john.sees("Does yours work?", "only if yours is still broken")
    await clock.travel("11-25 09:00")
    john.has_seen("The outage is over", "10:00 is cancelled for now", "It works again", "Still broken")
    john.sees_no("Not back yet", "if the outage is still on")


async def test_who_was_asked_before_the_outage_is_asked_again_after_it(world: World, customer: Chatter) -> None:
    """D-40: an offer the outage withdrew was never answered; it is no reason to pass anybody over."""
    staged = await booked(world, customer, "11-25 14:00")
    asked = next(who for who in staged.technicians() if who.count("新派单"))
    outage = await outage_opens(world)
    await dispatcher_does(world, outages.call_off, outage.id)
    assert asked.count("新派单") == 2


async def test_works_ahead_are_told_to_who_asks(world: World, john: Chatter) -> None:
    """R-6.11: whoever had notice of works and asks is not told that nothing is known."""
    area = world.rows(select(Area).where(Area.name == "科技园"))[0]
    begins, ends = (moment(at, world.clock.now) for at in ("11-25 09:00", "11-25 12:00"))
    world.do(
        outages.open_outage, "works", actor=world.actor(world.person(3001)), area_id=area.id, planned=True,
        cause=OutageCause.CUTOVER, services=["broadband"], starts_at=begins, expected_from=ends, expected_until=ends,
    )  # fmt: skip
    await john.says("is there an outage?")
    john.sees("Works are planned where you live", "25 Nov 09:00", "network works", "25 Nov 12:00", "Book a repair")


async def test_called_off_says_so_and_the_visit_stands(world: World, customer: Chatter) -> None:
    visit = await booked(world, customer, "11-25 08:00")
    outage = await outage_opens(world)
    await dispatcher_does(world, outages.call_off, outage.id)
    customer.sees("更正", "照常处理")
    assert visit.visit().ahead


async def test_restored_by_mistake(world: World, customer: Chatter) -> None:
    await booked(world, customer, "11-25 08:00")
    outage = await outage_opens(world)
    await dispatcher_does(world, outages.restore, outage.id)
    await dispatcher_does(world, outages.resume, outage.id)
    customer.sees("还没有恢复")
    await customer.taps("还没好")  # the old question's button
    customer.sees("停网")
    assert orders(world)[0].status is OrderStatus.ON_HOLD


async def test_one_question_for_two_orders(world: World, customer: Chatter) -> None:
    await booked(world, customer, "11-25 08:00")
    await booked(world, customer, "11-25 10:00", services=(Service.BROADBAND, Service.FIXED_LINE))
    outage = await outage_opens(world)
    assert customer.count("和停网有关") == 1
    await dispatcher_does(world, outages.restore, outage.id)
    assert customer.count("您那边好了吗") == 1
    customer.sees("2 张单一起算")
    await customer.says("好了")
    assert {order.status for order in orders(world)} == {OrderStatus.CLOSED}


async def test_a_box_is_told_by_its_estate(world: World, customer: Chatter) -> None:
    """R-12.9: never exact plant positions, never other customers."""
    visit = await booked(world, customer, "11-25 08:00")
    await outage_opens(world, "幸福里1号箱")
    told = customer.sees("和停网有关", "幸福里")
    assert "号箱" not in told["text"]
    await customer.says("是不是停网了")
    customer.sees("正在停网")
    customer.sees_no("号箱")
    assert visit.order().status is OrderStatus.ON_HOLD


async def test_where_is_the_technician_and_cancelling_while_held(world: World, customer: Chatter) -> None:
    await booked(world, customer, "11-25 08:00")
    await outage_opens(world)
    await customer.says("师傅到哪了")
    customer.sees("因停网暂停安排,恢复后马上问您")
    await customer.says("不用修了")
    await customer.taps("已经自己好了")
    assert orders(world)[0].result == "no_longer_needed"


# --- Staff ----------------------------------------------------------------------------------------------------------


async def test_a_visit_under_way_is_asked_about(world: World, customer: Chatter, dispatcher: Chatter) -> None:
    visit = await booked(world, customer, "14:00")
    lead = await visit.accepted()
    await world.clock.travel("13:40")
    await visit.departed(lead)
    await outage_opens(world)
    lead.sees("是停网造成的吗", "光缆受损")
    assert orders(world)[0].status is OrderStatus.EN_ROUTE
    await lead.taps("是停网,先挂起")
    lead.sees("已挂起")
    assert orders(world)[0].status is OrderStatus.ON_HOLD
    customer.sees("和停网有关")


async def test_on_the_phone_the_dispatcher_reads_the_record_out(world: World, dispatcher: Chatter) -> None:
    await outage_opens(world)
    await dispatcher.says("/new")
    await dispatcher.says("13800001111 老张 宽带坏了 幸福里9栋101")
    dispatcher.sees("正在停网", "光缆受损", "挂到停网上", "我这是别的故障")
    await dispatcher.taps("挂到停网上")
    dispatcher.sees("已受理并挂到停网上")
    assert [held.released_at for held in world.rows(select(HeldOrder))] == [None]


async def test_on_the_phone_a_different_fault_gets_times(world: World, dispatcher: Chatter) -> None:
    await outage_opens(world)
    await dispatcher.says("/new")
    await dispatcher.says("13800001111 老张 宽带坏了 幸福里9栋101 明天上午8点")
    await dispatcher.taps("我这是别的故障")
    dispatcher.sees("08:00")


async def test_the_dispatcher_takes_an_order_out(world: World, customer: Chatter, dispatcher: Chatter) -> None:
    visit = await booked(world, customer, "11-25 08:00")
    await outage_opens(world)
    await dispatcher.says(visit.number)
    dispatcher.sees("因停网", "时限暂停")
    await dispatcher.taps("不是停网")
    dispatcher.sees("已从停网中取出")
    customer.sees("更正")
    assert orders(world)[0].status is OrderStatus.SCHEDULED


async def test_over_without_a_cause_nobody_is_said_to_look_for_one(
    world: World, customer: Chatter, john: Chatter, dispatcher: Chatter
) -> None:
    """R-6.12: the question stands on its card once; to staff the cause is open still (R-6.18), to customers it is over."""
    here = await outage_opens(world, cause=None)
    there = await outage_opens(world, "科技园", cause=None)
    for who, words, kept in (
        (customer, "宽带坏了,明天下午来人", "恢复了告诉我"),
        (john, "my internet is down, please send somebody tomorrow afternoon", "Tell me when it is back"),
    ):
        await who.says(words)
        await who.taps(kept)
    customer.has_seen("还在排查")
    john.has_seen("being looked for")
    for outage, who in ((here, customer), (there, john)):
        await dispatcher_does(world, outages.restore, outage.id)
        asked = who.sees("已恢复" if who is customer else "It is back")["text"]
        assert asked.count("您那边好了吗" if who is customer else "Does yours work?") == 1
        assert "原因" not in asked
        assert "Cause" not in asked
        await who.says("/visits")
        again = who.sees("您那边好了吗" if who is customer else "Does yours work?")["text"]
        assert "还在排查" not in again
        assert "being looked for" not in again
    dispatcher_card = world.do(outages.outage_view, here.id, actor=world.actor(dispatcher))
    assert dispatcher_card.cause is None


async def test_not_fixed_inside_an_outage_is_answered_from_the_record_too(
    world: World, customer: Chatter, clock: MovedClock
) -> None:
    """Whatever brings the fault up, the outage explains it, unless it is said to be another one; the order is the same."""
    staged = await booked(world, customer, "14:00")
    await staged.done("14:00")
    await outage_opens(world)
    await customer.taps("没修好")
    assert staged.order().status is OrderStatus.ON_HOLD
    customer.sees("光缆受损", "18:00", "别的故障")
    await customer.taps("别的故障")
    assert staged.order().status is OrderStatus.READY


async def test_no_card_states_an_end_or_a_next_word_that_has_passed(
    world: World, customer: Chatter, clock: MovedClock
) -> None:
    """Promise 1, of outages: what was promised for an hour that is over is said to be late, or not said."""
    await outage_opens(world, until="11:00", next_update_at=moment("10:00", clock.now))
    await customer.says("宽带坏了,明天下午来人")
    customer.sees("预计恢复", "11:00", "下次通报", "10:00")
    await customer.taps("恢复了告诉我")
    await clock.travel("12:00")
    await customer.says("还在停网吗?")
    customer.sees("原定", "11:00", "还没修好")
    customer.sees_no("下次通报", "左右")
