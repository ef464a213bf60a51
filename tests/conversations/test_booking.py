"""How a customer comes to a booked visit: by one sentence, by buttons, and with everything that may come between."""

from __future__ import annotations

from datetime import datetime

import pytest
from icalendar import Calendar
from sqlalchemy import select

from models.appointment import LIVE, Appointment
from models.event import Event
from models.evidence import Evidence
from models.order import WorkOrder
from models.person import CustomerTier
from models.slot import SlotRow
from models.task import Task, TaskKind
from tests.stages import booked
from tests.world import ZONE, Chatter, World, data_of


def orders(world: World) -> list[WorkOrder]:
    return world.rows(select(WorkOrder).order_by(WorkOrder.id))


def visits(world: World) -> list[Appointment]:
    return world.rows(select(Appointment).where(Appointment.status.in_(LIVE)).order_by(Appointment.id))


def local(at: datetime) -> str:
    return f"{at.astimezone(ZONE):%m-%d %H:%M}"


# -- one sentence -----------------------------------------------------------------------------------------------


async def test_one_sentence_and_one_tap_book_a_repair(customer, world):
    """Promise 10: what was said is not asked again."""
    await customer.says("宽带坏了,明天下午三点以后来人")
    customer.sees(
        "请确认预约",
        "报修 · 宽带",
        "11月25日 周三 16:00",
        "最晚 18:00",
        "幸福里3栋2单元301",
        "宽带坏了",
        "保留到 09:10",
    )
    await customer.taps("确认预约")
    customer.sees("已约好", "11月25日 周三 16:00", "单号", "改时间", "取消", "咨询", "想早点来")
    customer.sees("日历", ".ics")
    order = orders(world)[0]
    assert (order.kind, order.service_names, order.fault_note) == ("repair", ["broadband"], "宽带坏了")
    assert [local(visit.starts_at) for visit in visits(world)] == ["11-25 16:00"]


@pytest.mark.parametrize("words", ["宽带断了,现在能来人吗", "宽带断了,马上来人"])
async def test_now_is_not_over(customer, world, clock, words):
    """Nobody who asks for somebody at once hears that the time has passed."""
    await clock.travel("15:30")
    await customer.says(words)
    customer.sees("请确认预约", "11月24日 周二 18:00")
    customer.sees_no("过去")


async def test_now_in_the_evening_is_the_next_morning(customer, world, clock):
    await clock.travel("22:00")
    await customer.says("宽带断了,现在能来人吗")
    customer.sees("「现在」已经来不及安排了", "最近的是 11月25日 周三 08:00", "明天 08:00")
    customer.sees_no("过去")


async def test_now_in_english(john, world, clock):
    await clock.travel("15:30")
    await john.says("my broadband is down, can somebody come right now?")
    john.sees("Please confirm", "Tue 24 Nov, 18:00")


async def test_everything_in_one_sentence_and_only_the_fault_in_the_fault_note(customer, world):
    """Address and phone are for fewer eyes than the fault is (D-41)."""
    await customer.says("家里网断了,地址幸福路22号3栋401,今天下午来修一下,电话13912345678")
    customer.sees("请确认预约", "幸福路22号3栋401", "11月24日 周二 14:00", "139 1234 5678")
    await customer.taps("确认预约")
    order = orders(world)[0]
    assert (order.fault_note, order.contact_phone) == ("家里网断了", "+8613912345678")


async def test_another_kind_of_order_in_the_middle_begins_that_one(john, world):
    await john.says("I want to move my broadband")
    john.sees("Where are you moving to")
    await john.says("install a leased line at 12 Xingfu Road on Saturday at 10am")
    john.sees("Please confirm", "Installation · leased line", "12 Xingfu Road", "Sat 28 Nov, 10:00")


async def test_the_same_in_english(john, world):
    await john.says("my broadband is down, please come tomorrow morning")
    john.sees(
        "Please confirm", "Repair · broadband", "Wed 25 Nov, 08:00", "by 10:00 at the latest", "Keji Park Tower B"
    )
    await john.taps("Book it")
    john.sees("Booked", "Wed 25 Nov, 08:00")
    assert len(visits(world)) == 1


async def test_a_greeting_is_no_part_of_the_fault(john, world):
    await john.says("hi, my internet is down, can somebody come tomorrow morning?")
    john.sees("Please confirm", "💬 my internet is down")


async def test_a_time_past_the_limit_is_marked_as_the_customers_wish(customer, world):
    """R-3.6: an ordinary repair has 24 hours; a later time the customer names is kept as evidence."""
    await customer.says("宽带坏了,周五下午来")
    customer.sees("11月27日 周五 14:00", "晚于我们承诺的处理时限")
    await customer.taps("确认预约")
    customer.sees("应您的要求")
    assert orders(world)[0].asked_later_at is not None
    assert len(world.rows(select(Event).where(Event.name == "order.asked_later"))) == 1


async def test_two_more_times_inside_the_wish_are_one_tap_away(customer, world):
    await customer.says("宽带坏了,明天下午来")
    customer.sees("11月25日 周三 14:00", "明天 16:00")
    await customer.taps("明天 16:00")
    customer.sees("11月25日 周三 16:00")
    await customer.taps("确认预约")
    assert [local(visit.starts_at) for visit in visits(world)] == ["11-25 16:00"]


async def test_an_hour_that_nobody_visits_at_is_read_as_the_one_that_is_meant(customer):
    """3点 is 15:00, and the card says so."""
    await customer.says("宽带坏了,明天3点来")
    customer.sees("请确认预约", "理解为 15:00", "14:00")


# -- by buttons -------------------------------------------------------------------------------------------------


async def test_a_repair_by_buttons_alone(customer, world):
    await customer.says("/start")
    customer.sees("门铃通信", "报修", "装机", "移机", "拆机", "我的预约", "语言")
    await customer.taps("报修")
    customer.sees("哪一项有问题", "宽带", "固话", "两个都有问题")
    await customer.taps("固话")
    customer.sees("请选上门时间", "今天 14:00", "更晚的", "其他日期")
    await customer.taps("今天 16:00")
    customer.sees("请确认预约", "11月24日 周二 16:00", "幸福里3栋2单元301")
    await customer.taps("确认预约")
    customer.sees("已约好")
    assert orders(world)[0].service_names == ["fixed_line"]


@pytest.mark.parametrize(("tier", "late"), [(CustomerTier.ORDINARY, False), (CustomerTier.KEY, True)])
async def test_the_limit_that_a_time_is_past_is_the_customers_own(customer, world, tier, late):
    """D-8: a repair of a key customer is due in four hours; at nine, four in the afternoon is past that."""
    person = world.person_id(customer)
    world.do(lambda uow: setattr(uow.person(person), "tier", tier))
    await customer.says("宽带坏了,今天下午四点来")
    customer.sees("请确认预约", "11月24日 周二 16:00")
    (customer.sees if late else customer.sees_no)("晚于我们承诺的处理时限")


async def test_slots_past_the_deadline_are_never_proposed_by_us(customer, world):
    """R-3.6: the repair is due tomorrow at nine; only who asks for later ones sees them."""
    await customer.says("/repair")
    await customer.taps("宽带")
    customer.sees("今天 14:00", "明天 08:00")
    customer.sees_no("明天 10:00")
    await customer.taps("更晚的")
    customer.sees("明天 10:00", "我们承诺", "选更晚的时间也可以")
    await customer.taps("明天 10:00")
    await customer.taps("确认预约")
    assert orders(world)[0].asked_later_at is not None


async def test_other_days_are_shown_by_day(customer):
    await customer.says("/repair")
    await customer.taps("宽带")
    await customer.taps("其他日期")
    customer.sees("哪一天方便", "今天", "明天", "11月30日 周一", "12月8日 周二")
    await customer.taps("11月30日 周一")
    customer.sees("11月30日 周一 08:00", "11月30日 周一 18:00")


async def test_an_order_with_both_services_is_one_visit_and_cannot_be_split(customer, world):
    """T-10 (R-3.3): fixed line and broadband of one order get one appointment; booking only one of them is refused."""
    await customer.says("/install")
    await customer.taps("宽带 + 固话")
    await customer.taps("幸福里3栋")
    await customer.taps("今天 14:00")
    await customer.taps("确认预约")
    customer.sees("装机 · 宽带、固话", "11月24日 周二 14:00")
    assert len(visits(world)) == 1
    await customer.says("先只装宽带,明天来")
    customer.sees("已经有这样一单", "宽带、固话", "一次上门一起办,不能拆开")
    customer.sees_no("另外约")
    assert len(orders(world)) == 1
    assert len(visits(world)) == 1


async def test_a_new_repair_of_the_same_thing_is_asked_about_first(customer, world):
    await customer.says("宽带坏了,今天下午来")
    await customer.taps("确认预约")
    await customer.says("宽带又坏了")
    customer.sees("已经有这样一单", "另一件事")
    await customer.taps("另一件事")
    customer.sees("请选上门时间")
    assert len(orders(world)) == 1


async def test_a_move_takes_both_services_along_and_asks_for_the_new_address(customer, world):
    await customer.says("/start")
    await customer.taps("移机")
    customer.sees("宽带、固话", "一起移", "搬到哪里")
    await customer.says("科技园高新路8号2栋1101,周五上午")
    customer.sees("请确认预约", "移机 · 宽带、固话", "科技园高新路8号2栋1101", "11月27日 周五 08:00")
    await customer.taps("确认预约")
    assert orders(world)[0].area.name == "科技园"


async def test_a_removal_asks_which_services(customer, world):
    await customer.says("我要拆机")
    customer.sees("要拆哪些", "宽带 + 固话")
    await customer.taps("固话")
    await customer.taps("今天 14:00")
    await customer.taps("确认预约")
    assert orders(world)[0].kind == "remove"


async def test_a_time_said_before_the_kind_is_not_asked_again(customer):
    await customer.says("/book")
    customer.sees("要办哪一种")
    await customer.says("明天下午")
    customer.sees("「明天下午」记下了")
    await customer.taps("报修")
    await customer.taps("宽带")
    customer.sees("请确认预约", "11月25日 周三 14:00")


# -- where ------------------------------------------------------------------------------------------------------


async def newcomer_at_address(world: World) -> Chatter:
    new = world.newcomer("李雷")
    await new.says("我要装宽带")
    return new


async def test_somebody_new_gives_address_phone_and_time(world):
    new = await newcomer_at_address(world)
    new.sees("门牌号", "定位")
    await new.says("幸福路5号1栋802")
    new.sees("留个电话")
    await new.says("138 0000 7788")
    new.sees("138****7788")
    new.sees("请选上门时间")
    await new.taps("明天 10:00")
    await new.taps("确认预约")
    new.sees("已约好", "幸福路5号1栋802")
    order = orders(world)[0]
    assert (order.area.name, order.customer.phone, order.customer.phone_verified) == ("幸福里", "+8613800007788", False)


async def test_own_contact_shared_with_one_tap_is_a_proof(world):
    new = await newcomer_at_address(world)
    await new.says("幸福路5号1栋802")
    await new.sends(contact={"phone_number": "+8613800007799", "first_name": "李雷", "user_id": new.id})
    new.sees("138****7799")
    who = world.person_id(new)
    assert world.do(lambda uow: uow.person(who).phone_verified) is True


async def test_a_number_cut_short_is_asked_for_again_and_is_no_complaint(world):
    """12345 is also the line on which people complain."""
    new = await newcomer_at_address(world)
    await new.says("幸福路5号1栋802")
    await new.says("12345")
    new.sees("号码")
    new.sees_no("不满意")


@pytest.mark.parametrize(("typed", "told"), [
    ("后天上午", ("时间记下了", "后天上午")),
    ("13912345678", ("139****5678",)),
    ("2028年5月1号上午", ("太远",)),
])  # fmt: skip
async def test_a_time_or_a_number_is_no_address(world, typed, told):
    """What is said early is kept, and the address is asked for again."""
    new = await newcomer_at_address(world)
    await new.says(typed)
    new.sees(*told, "地址是哪里")
    assert not new.sees("地址是哪里")["text"].count("片区")


@pytest.mark.parametrize("typed", ["五一路5号", "三一街8号2单元301"])
async def test_an_address_that_sounds_like_a_day_is_one(world, typed):
    new = await newcomer_at_address(world)
    await new.says(typed)
    new.sees(typed, "片区")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("🏠🏠🏠", "还不够找到您家"),
        ("家", "还不够找到您家"),
        ("幸福里小区", "几号"),
        ("幸福里3栋" + "一二三" * 90, "太长了"),
        ("啊" * 3000, "太长了"),
    ],
)
async def test_an_address_that_is_none_gets_a_clear_answer(world, typed, answer):
    new = await newcomer_at_address(world)
    await new.says(typed)
    new.sees(answer)
    assert len(new.new()) == 1
    assert orders(world) == []


async def test_a_place_without_house_numbers_is_taken_as_it_is(world):
    new = await newcomer_at_address(world)
    await new.says("幸福里小区门卫室")
    await new.taps("没有门牌号")
    new.sees("留个电话")


async def test_an_unknown_street_is_asked_about_and_the_dispatcher_looks(world, dispatcher):
    new = await newcomer_at_address(world)
    await new.says("月亮湾大道77号9栋")
    new.sees("哪个片区", "幸福里", "科技园", "都不是")
    await new.taps("都不是")
    new.sees("调度会查", "月亮湾大道77号9栋")
    task = world.rows(select(Task).where(Task.kind == TaskKind.WHERE))[0]
    assert task.params["address"] == "月亮湾大道77号9栋"
    assert task.params["services"] == ["broadband"]


async def test_a_mistyped_estate_is_asked_about_never_assumed(world):
    new = await newcomer_at_address(world)
    await new.says("幸福理小区3栋101")
    await new.taps("幸福里")
    new.sees("留个电话")


async def test_a_location_finds_the_area_and_asks_for_the_door(world):
    new = await newcomer_at_address(world)
    await new.sends_location(30.6613, 104.0820)
    new.sees("幸福里", "门牌号")
    await new.says("3栋2单元101")
    await new.says("13800007788")
    await new.taps("明天 10:00")
    new.sees("幸福里3栋2单元101")
    await new.taps("确认预约")
    assert orders(world)[0].latitude == pytest.approx(30.6613)


async def test_a_location_far_away_is_said_to_be_so(world):
    new = await newcomer_at_address(world)
    await new.sends_location(52.52, 13.40)
    new.sees("没有我们的服务片区")


async def test_a_word_that_is_no_place_is_not_taken_for_one(world):
    new = await newcomer_at_address(world)
    await new.says("随便吧")
    new.sees("还不够找到您家")


# -- extras -----------------------------------------------------------------------------------------------------


async def test_what_may_be_added_comes_back_to_the_card(customer, world):
    await customer.says("宽带坏了,明天下午来")
    await customer.taps("进门备注")
    await customer.says("按301门铃,家里有<b>狗</b>")
    customer.sees("请确认预约", "按301门铃,家里有<b>狗</b>")
    await customer.taps("家里另有人")
    await customer.says("李阿姨")
    customer.sees("没看出电话号码")
    await customer.says("李阿姨 139 0000 1111")
    customer.sees("家里联系人:李阿姨 · 139 0000 1111")
    await customer.taps("发张照片")
    await customer.sends_photo()
    customer.sees("已附照片", "照片收到了")
    await customer.taps("确认预约")
    order = orders(world)[0]
    assert (order.contact_name, order.contact_phone) == ("李阿姨", "+8613900001111")
    assert len(world.rows(select(Evidence).where(Evidence.order_id == order.id))) == 1


async def test_a_password_has_no_place_in_a_note(customer, world):
    await customer.says("/repair")
    await customer.taps("宽带")
    await customer.taps("今天 14:00")
    await customer.taps("说说情况")
    await customer.says("宽带密码是 abcd1234 连不上")
    customer.sees("不要在这里发密码")
    await customer.says("光猫红灯一直闪")
    customer.sees("光猫红灯一直闪")


# -- when: what cannot be had -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("昨天下午", "已经过去了"),
        ("今天早上8点", "已经过去了"),
        ("2028年5月1日", "太远了"),
        ("下个月20号", "太远了"),
        ("随便吧你看着办", "没看明白"),
        ("😀😀", "没看明白"),
    ],
)
async def test_a_time_that_cannot_be_had_gets_a_clear_answer(customer, typed, answer):
    await customer.says("/repair")
    await customer.taps("宽带")
    await customer.says(typed)
    customer.sees(answer, "今天 14:00")
    assert len(customer.new()) == 1


async def fill(world: World, start: str, *, but: int = 0) -> None:
    """Everybody's half-hours of one slot are taken."""
    from models.person import Technician
    from models.slot import SlotRow
    from scheduling.windows import Window, half_hours

    begins = datetime.fromisoformat(f"2026-{start}").replace(tzinfo=ZONE)
    window = Window(begins.astimezone(), begins.replace(hour=begins.hour + 2).astimezone())

    def take(uow):
        people = list(uow.session.scalars(select(Technician.person_id)))
        some = uow.session.scalars(select(Appointment.id)).first()
        if some is None:
            blank = Appointment(starts_at=window.starts_at, ends_at=window.ends_at, promised_at=window.starts_at)
            some = uow.add(blank).id
        for person in people[but:]:
            for at in half_hours(window):
                uow.session.add(SlotRow(technician_id=person, starts_at=at, appointment_id=some))

    world.do(take)


async def test_a_full_afternoon_is_said_plainly_with_what_is_nearest(customer, world):
    await fill(world, "11-26 14:00")
    await fill(world, "11-26 16:00")
    await customer.says("宽带坏了,周四下午来")
    customer.sees("「周四下午」没有空档了,最近的是 11月26日 周四 18:00 或 11月27日 周五 14:00")
    await customer.taps("11月27日 周五 14:00")
    await customer.taps("确认预约")
    assert [local(visit.starts_at) for visit in visits(world)] == ["11-27 14:00"]


async def test_nothing_before_the_deadline_lets_dispatch_arrange_it(customer, world):
    """R-3.6: the order is taken all the same, and a dispatcher is asked."""
    for start in ("11-24 14:00", "11-24 16:00", "11-24 18:00", "11-25 08:00"):
        await fill(world, start)
    await customer.says("/repair")
    await customer.taps("宽带")
    customer.sees("时限内暂时没有空档", "看更晚的时间")
    await customer.taps("请调度协调")
    customer.sees("调度正在为您协调")
    assert len(world.rows(select(Task).where(Task.kind == TaskKind.NO_SLOT))) == 1
    assert len(orders(world)) == 1


async def test_the_last_slot_goes_to_one_and_the_other_gets_the_next_best_at_once(customer, world):
    """Both look at the same last slot; whoever taps second is not turned away."""
    second = world.newcomer("李雷")
    await second.says("我要装宽带")
    await second.says("幸福路5号1栋802")
    await second.says("13800007788")
    await customer.says("宽带坏了")
    await fill(world, "11-24 14:00", but=1)
    await customer.taps("今天 14:00")
    customer.sees("请确认预约", "14:00")
    await second.taps("今天 14:00")
    second.sees("11月24日 周二 14:00 刚刚被约走了", "今天 16:00")
    await customer.taps("确认预约")
    customer.sees("已约好")


async def test_a_slot_is_kept_for_ten_minutes_and_free_after(customer, world, clock):
    await customer.says("宽带坏了,明天下午来")
    assert len(world.rows(select(SlotRow))) == 4
    await clock.advance(minutes=11)
    assert world.rows(select(SlotRow)) == []
    await customer.taps("确认预约")
    customer.sees("已约好", "11月25日 周三 14:00")


async def test_a_slot_that_went_after_its_ten_minutes_is_replaced_at_once(customer, world, clock):
    await customer.says("宽带坏了,今天下午来")
    await clock.advance(minutes=11)
    await fill(world, "11-24 14:00")
    await customer.taps("确认预约")
    customer.sees("刚刚被约走了", "今天 16:00")
    assert orders(world) == []


# -- slips and strangers ----------------------------------------------------------------------------------------


async def test_confirming_twice_books_once(customer, world):
    await customer.says("宽带坏了,明天下午来")
    card = customer.sees("请确认预约")
    await customer.taps_on(card, "确认预约")
    await customer.taps_on(card, "确认预约")
    customer.sees("已经约好了")
    assert len(orders(world)) == len(visits(world)) == 1


async def test_a_card_of_an_earlier_talk_is_answered_with_a_fresh_one(customer):
    await customer.says("宽带坏了,明天下午来")
    old = customer.sees("请确认预约")
    await customer.taps("先不约了")
    customer.sees("先不约")
    await customer.taps_on(old, "换个时间")
    assert customer.toast
    customer.sees("您想办什么")


async def test_an_older_card_does_not_confirm_what_was_taken_back_since(customer, world):
    """Two cards of one draft stand in the chat; on the newer one the address was given up."""
    await customer.says("宽带坏了,明天下午来")
    await customer.says("门口有只狗,很凶的")
    older, newer = [message for message in customer.messages() if "请确认预约" in message["text"]]
    await customer.taps_on(newer, "换个地址")
    await customer.taps_on(older, "确认预约")
    customer.is_told("已经过期了")
    customer.sees("在哪里?")
    assert not orders(world)

    await customer.says("幸福里5栋2单元402")
    customer.sees("请确认预约", "11月25日 周三 14:00")  # the time that was chosen is kept for the new address
    await customer.taps("确认预约")
    customer.sees("已约好", "幸福里5栋2单元402")


async def test_a_forged_slot_outside_every_calendar_is_refused(customer, world):
    await customer.says("/repair")
    await customer.taps("宽带")
    card = customer.sees("今天 14:00")
    data = data_of(card, "14:00")
    prefix, draft, _ = data.split(":")
    for at in ("1", "99999999", "29000000000000000", "-5"):
        await customer.presses(card["message_id"], f"{prefix}:{draft}:{at}")
        assert customer.toast
    assert visits(world) == []


async def test_somebody_elses_draft_books_nothing(customer, neighbour, world):
    await customer.says("宽带坏了,明天下午来")
    card = customer.sees("请确认预约")
    data = data_of(card, "确认预约")
    await neighbour.says("/start")
    await neighbour.presses(neighbour.messages()[-1]["message_id"], data)
    assert orders(world) == []
    await customer.taps("确认预约")
    await neighbour.presses(neighbour.messages()[-1]["message_id"], data)
    neighbour.sees_no("幸福里3栋")


async def test_somebody_elses_saved_address_is_not_for_forging(neighbour, world):
    await neighbour.says("我要装固话")
    card = neighbour.sees("科技园创业街8号1204室")
    data = data_of(card, "创业街")
    prefix, draft, mine = data.split(":")
    for other in range(1, 4):
        if str(other) != mine:
            await neighbour.presses(card["message_id"], f"{prefix}:{draft}:{other}")
            neighbour.sees_no("幸福里3栋2单元301", "Tower B")


async def test_stickers_voice_and_a_change_of_mind_in_the_middle(customer, world):
    await customer.says("/repair")
    await customer.sends(sticker="👍")
    customer.sees("请打字或点按钮", "哪一项有问题")
    await customer.says("宽带")
    await customer.says("算了,不约了")
    customer.sees("先不约")
    assert world.rows(select(SlotRow)) == []


async def test_a_restart_in_the_middle_loses_nothing(customer, world):
    await customer.says("/repair")
    await customer.taps("宽带")
    await world.restart()
    await customer.taps("今天 14:00")
    await world.restart()
    await customer.taps("确认预约")
    customer.sees("已约好")
    assert len(visits(world)) == 1


# -- the calendar file ------------------------------------------------------------------------------------------


async def test_the_calendar_entry_says_when_where_and_in_which_zone(customer, world):
    await customer.says("宽带坏了,明天下午来")
    await customer.taps("确认预约")
    calendar = Calendar.from_ical(world.sandbox.files.content(customer.sees(".ics")["document"]["file_id"]))
    event = next(iter(calendar.walk("VEVENT")))
    assert calendar["METHOD"] == "PUBLISH"
    assert event["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert event.decoded("DTSTART").replace(tzinfo=None) == datetime(2026, 11, 25, 14, 0)
    assert str(event["LOCATION"]) == "幸福里3栋2单元301"
    assert str(event["UID"]).startswith(orders(world)[0].number)


# -- how people count weeks --------------------------------------------------------------------------------------


async def test_next_wednesday_said_on_a_sunday_is_asked_once_and_remembered(customer, world, clock):
    await clock.travel("11-29 10:00")
    await customer.says("我要装专线,下周三下午")
    await customer.taps("幸福里3栋")
    customer.sees("指哪一天", "12月2日 周三", "12月9日 周三")
    await customer.taps("12月9日 周三")
    customer.sees("请确认预约", "12月9日 周三 14:00")
    await customer.taps("换个时间")
    await customer.says("下周四上午")
    customer.sees("请确认预约", "12月10日 周四 08:00")


@pytest.mark.parametrize("words", ["算了", "那算了吧", "不用了,谢谢", "never mind"])
async def test_a_change_of_mind_in_one_word_ends_it(customer, words):
    await customer.says("我家要拆机")
    await customer.taps("宽带 + 固话")
    customer.sees("请选上门时间")
    await customer.says(words)
    customer.sees("好的,先不约")


async def test_a_plain_no_is_no_change_of_mind(customer):
    await customer.says("我家要拆机")
    await customer.taps("宽带 + 固话")
    await customer.says("都不行")
    customer.sees("请选上门时间")


async def test_a_complaint_in_the_middle_is_heard(customer, dispatcher):
    await customer.says("我家要拆机")
    await customer.says("我要投诉你们的师傅")
    customer.sees("很抱歉", "转给调度")
    customer.sees_no("没看明白是什么时间")
    dispatcher.has_seen("我要投诉你们的师傅")


async def test_a_wrong_address_said_below_the_card_is_put_right_and_the_time_stays(neighbour) -> None:
    await neighbour.says("宽带坏了,今天下午两点以后来人")
    await neighbour.says("地址写错了")
    neighbour.sees("写新的地址")
    await neighbour.says("科技园创业街10号502")
    neighbour.sees("请确认预约", "11月24日 周二 14:00", "科技园创业街10号502")
    await neighbour.says("地址不对,是幸福里5栋302")
    neighbour.sees("请确认预约", "11月24日 周二 14:00", "幸福里5栋302")


async def test_a_time_said_below_the_order_under_way_is_of_that_order(world, customer) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await customer.says("宽带又断了")
    customer.sees("已经有这样一单", staged.number)
    await customer.says("现在能来人吗")
    customer.sees("改到这个时间", "11月24日 周二", "原来的 11月25日 周三 14:00")


async def test_one_of_the_times_shown_may_be_said_by_its_place(customer, world) -> None:
    await customer.says("/repair")
    await customer.says("固话")
    customer.sees("今天 14:00", "今天 16:00")
    await customer.says("第二个")
    customer.sees("请确认预约", "11月24日 周二 16:00")


async def test_hours_said_after_days_are_of_those_days(customer, world) -> None:
    await customer.says("宽带坏了")
    await customer.says("周末都行")
    customer.sees("11月28日 周六 08:00")
    await customer.says("下午吧")
    customer.sees("11月28日 周六 14:00")
    customer.sees_no("11月24日 周二 14:00")


async def test_the_words_that_lead_to_an_address_are_no_part_of_it(world) -> None:
    new = await newcomer_at_address(world)
    await new.says("我新家在科技园创业街12号701")
    await new.says("13712345678")
    await new.taps("今天 14:00")
    new.sees("📍 科技园创业街12号701")
