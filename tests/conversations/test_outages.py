"""Outages as people speak of them: opened in half a minute, kept true, read by whoever is asked (R-6.11, R-6.12, R-6.19)."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models.event import Event
from models.hotline_feed import FeedEntry
from models.order import OrderKind, Service
from models.outage import Outage, OutageStatus
from models.person import Person, RoleGrant
from models.unit import Area, AreaKind, Unit, UnitLevel
from scheduling import booking
from scheduling.booking import OrderDraft
from scheduling.unit_of_work import UnitOfWork
from tests.stages import booked
from tests.world import Chatter, MovedClock, World, moment


@pytest.fixture
def hotline(world: World) -> Chatter:
    """林晓, at the front desk."""
    return world.person(4001)


def outages(world: World) -> list[Outage]:
    return world.rows(select(Outage).order_by(Outage.id))


async def opened(dispatcher: Chatter, words: str = "幸福里光缆断了,预计下午六点恢复") -> None:
    await dispatcher.says(words)
    await dispatcher.taps("登记并通知热线")


async def in_english(world: World, chatter: Chatter) -> None:
    id = world.person_id(chatter)
    world.do(lambda uow: setattr(uow.get(Person, id), "language", "en"))


# --- opened in half a minute -----------------------------------------------------------------------------------------


async def test_one_sentence_and_one_tap(world: World, dispatcher: Chatter, hotline: Chatter) -> None:
    """Area, cause and end were said: nothing is asked again."""
    await dispatcher.says("幸福里光缆被挖断,预计下午六点到七点恢复")
    dispatcher.sees("停网 · 幸福里", "光缆受损", "18:00 到 19:00 之间", "1 位用户", "还没有登记", "登记并通知热线")
    assert outages(world) == []

    await dispatcher.taps("登记并通知热线")
    dispatcher.sees("已登记", "停网 #1 · 幸福里", "原因已查明", "撤销(登记错了)")
    hotline.has_seen("新停网:幸福里", "光缆受损", "18:00 到 19:00 之间", "下次通报:11月24日 周二 10:00")


async def test_only_what_was_not_said_is_asked(dispatcher: Chatter) -> None:
    await dispatcher.says("幸福里宽带断了,预计两小时恢复")
    dispatcher.sees("什么原因", "停网 · 幸福里", "11:00 左右", "设备故障", "还不清楚")

    await dispatcher.taps("还不清楚")
    dispatcher.sees("停网 · 幸福里", "还不清楚,正在查", "11:00 左右", "影响:宽带", "登记并通知热线")


@pytest.mark.parametrize("words", ["幸福里停网,光纤断了,六点恢复", "幸福里停网了,设备坏了,六点恢复"])
async def test_the_cause_names_no_service(dispatcher: Chatter, words: str) -> None:
    """Promise 5: a cut fibre and a broken device take everything with them; a service is one that was named."""
    await dispatcher.says(words)
    dispatcher.sees("停网 · 幸福里", "影响:全部业务")


async def test_an_outage_said_twice_is_no_cause_for_customers_to_read(world: World, dispatcher: Chatter) -> None:
    await dispatcher.says("幸福里停网,六点恢复")
    dispatcher.sees("什么原因")
    await dispatcher.says("幸福里停网了")
    dispatcher.sees("没听懂", "什么原因")
    await dispatcher.says("老鼠咬断了跳线")
    dispatcher.sees("老鼠咬断了跳线", "登记并通知热线")


async def test_a_record_named_by_its_number_is_opened_and_not_a_second_one(world: World, dispatcher: Chatter) -> None:
    await dispatcher.says("幸福里停网,设备坏了,六点恢复")
    await dispatcher.taps("登记并通知热线")
    await dispatcher.says("停网 #1 原因查明了,光缆断了")
    dispatcher.sees("停网 #1 · 幸福里", "原因:设备故障")
    assert len(outages(world)) == 1
    await dispatcher.says("停网 #7 光缆断了")
    dispatcher.sees("哪里停了")


async def test_told_in_english(world: World, dispatcher: Chatter) -> None:
    await in_english(world, dispatcher)
    await dispatcher.says("cable cut at Keji Park, back by 6pm")
    dispatcher.sees("Outage", "科技园", "cable damage", "about", "18:00", "Customers here: 2", "Open and tell")
    await dispatcher.taps("Open and tell the hotline")
    dispatcher.sees("Outage #1", "cause identified", "Undo (opened by mistake)", "opened")


async def test_all_by_buttons_down_to_the_box(world: World, dispatcher: Chatter) -> None:
    """Unit, estate, box, and back up again."""
    await dispatcher.says("/outage")
    dispatcher.sees("哪里停了", "临江县分局(整个)", "幸福里", "科技园")
    await dispatcher.taps("🏘 科技园")
    await dispatcher.taps("⬆")
    await dispatcher.taps("🏘 幸福里")
    dispatcher.sees("幸福里(整个)", "📦")
    await dispatcher.taps("📦 幸福里1号箱")
    dispatcher.sees("什么原因")
    await dispatcher.taps("设备故障")
    dispatcher.sees("什么时候恢复", "1–2 小时")
    await dispatcher.taps("1–2 小时")
    dispatcher.sees("停网 · 幸福里1号箱", "10:00 到 11:00 之间", "1 位用户")
    await dispatcher.taps("登记并通知热线")
    made = outages(world)[0]
    assert world.rows(select(Area.name).where(Area.id == made.area_id)) == ["幸福里1号箱"]


async def test_the_whole_county(world: World, dispatcher: Chatter) -> None:
    await dispatcher.says("/outage")
    await dispatcher.taps("临江县分局(整个)")
    await dispatcher.taps("自然灾害")
    await dispatcher.taps("还不知道")
    dispatcher.sees("停网 · 临江县全境", "3 位用户")
    await dispatcher.taps("登记并通知热线")
    assert outages(world)[0].area_id is None


async def test_an_area_is_found_by_what_is_typed(dispatcher: Chatter) -> None:
    """A building finds its box, a name mistyped its estate, an unknown one the tree; what was said meanwhile is kept."""
    await dispatcher.says("/outage")
    await dispatcher.says("翠苑小区")
    dispatcher.sees("没找到", "翠苑小区", "哪里停了")
    await dispatcher.says("Xinfuli")
    dispatcher.sees("是哪一个", "幸福里")
    await dispatcher.says("幸福里3栋,六点恢复")
    dispatcher.sees("什么原因", "停网 · 幸福里1号箱", "18:00")


async def test_another_cause_is_said_in_words(world: World, dispatcher: Chatter) -> None:
    """D-38: other with text."""
    await dispatcher.says("幸福里宽带断了,两小时恢复")
    await dispatcher.taps("其他")
    dispatcher.sees("写明原因")
    await dispatcher.says("老鼠咬断了跳线")
    dispatcher.sees("其他(老鼠咬断了跳线)")
    await dispatcher.taps("登记并通知热线")
    assert outages(world)[0].cause_text == "老鼠咬断了跳线"


async def test_the_card_can_be_changed_before_it_is_opened(world: World, dispatcher: Chatter) -> None:
    """Since when, until when, services, next word: by buttons or in words; and what is typed at the card counts."""
    await dispatcher.says("幸福里停电到下午六点")
    await dispatcher.taps("开始时间")
    await dispatcher.says("八点半")
    dispatcher.sees("开始:11月24日 周二 08:30")
    await dispatcher.taps("业务")
    await dispatcher.taps("宽带")
    await dispatcher.taps("就这些")
    dispatcher.sees("影响:宽带")
    await dispatcher.taps("下次通报")
    await dispatcher.taps("2 小时后")
    dispatcher.sees("下次通报:11月24日 周二 11:00")
    await dispatcher.says("七点到八点恢复")
    dispatcher.sees("19:00 到 20:00 之间")
    await dispatcher.taps("登记并通知热线")
    made = outages(world)[0]
    assert (made.services, made.starts_at < made.opened_at) == (["broadband"], True)


async def test_given_up_nothing_is_recorded(world: World, dispatcher: Chatter) -> None:
    await dispatcher.says("幸福里停电到下午六点")
    await dispatcher.taps("不登记了")
    dispatcher.sees("没有登记")
    assert outages(world) == []


async def test_tapped_twice_it_is_opened_once(world: World, dispatcher: Chatter) -> None:
    await dispatcher.says("幸福里停电到下午六点")
    card = dispatcher.sees("登记并通知热线")
    await dispatcher.taps_on(card, "登记并通知热线")
    await dispatcher.taps_on(card, "登记并通知热线")
    dispatcher.sees("停网 #1")
    assert len(outages(world)) == 1


async def test_opened_by_mistake_it_is_undone_at_once(world: World, dispatcher: Chatter, hotline: Chatter) -> None:
    await opened(dispatcher)
    await dispatcher.taps("撤销(登记错了)")
    dispatcher.sees("已撤销")
    hotline.has_seen("停网已撤销:幸福里")
    assert outages(world)[0].status is OutageStatus.CALLED_OFF


async def test_an_old_card_s_undo_asks_first(world: World, dispatcher: Chatter) -> None:
    await opened(dispatcher)
    await world.clock.advance(minutes=11)
    await dispatcher.taps("撤销(登记错了)")
    assert outages(world)[0].status is not OutageStatus.CALLED_OFF
    await dispatcher.taps("确定撤销")
    assert outages(world)[0].status is OutageStatus.CALLED_OFF


async def test_a_half_finished_record_survives_a_restart(world: World, dispatcher: Chatter) -> None:
    await dispatcher.says("幸福里停网了")
    await world.restart()
    await dispatcher.taps("设备故障")
    await dispatcher.taps("1–2 小时")
    dispatcher.sees("停网 · 幸福里", "设备故障")


# --- its life --------------------------------------------------------------------------------------------------------


async def test_its_states_are_buttons_and_its_history_is_words(
    world: World, dispatcher: Chatter, hotline: Chatter, clock: MovedClock
) -> None:
    await dispatcher.says("幸福里宽带断了,原因不清楚,两小时恢复")
    await dispatcher.taps("登记并通知热线")
    dispatcher.sees("排查中")
    await clock.travel("09:20")
    await dispatcher.taps("❓ 原因")
    await dispatcher.taps("光缆受损")
    dispatcher.sees("已更新", "原因已查明", "原因:光缆受损 · 周静")
    await dispatcher.taps("已通,观察中")
    dispatcher.sees("观察中", "状态:已恢复,观察中")
    await dispatcher.taps("🟢 已恢复")
    dispatcher.sees("已标记恢复", "恢复时间:11月24日 周二 09:20", "09:00 登记停网 · 周静", "又断了")
    hotline.has_seen("已恢复:幸福里")
    await dispatcher.taps("又断了")
    dispatcher.sees("停网继续", "观察中", "又断了,继续 · 周静")
    events = world.rows(select(Event).where(Event.outage_id == 1, Event.name.like("outage.%")).order_by(Event.id))
    assert [event.name for event in events] == [
        "outage.opened",
        "outage.changed",
        "outage.changed",
        "outage.restored",
        "outage.resumed",
    ]


async def test_the_end_moves_by_button_or_word(dispatcher: Chatter, hotline: Chatter) -> None:
    """T-18: the newest is what the front desk hears, and what "is there an outage?" answers."""
    await opened(dispatcher)
    await dispatcher.taps("恢复时间")
    await dispatcher.says("八点到九点")
    dispatcher.sees("20:00 到 21:00 之间")
    hotline.has_seen("停网有变化:幸福里", "预计恢复:11月24日 周二 20:00 到 21:00 之间")
    await hotline.says("幸福里有停电吗")
    hotline.sees("幸福里有停网记录", "20:00 到 21:00 之间")


async def test_a_correction_of_the_area(world: World, dispatcher: Chatter) -> None:
    await opened(dispatcher)
    await dispatcher.taps("📍 范围")
    await dispatcher.says("科技园")
    dispatcher.sees("已更新", "停网 #1 · 科技园", "范围已更改")


async def test_the_list_of_what_is_open(dispatcher: Chatter, hotline: Chatter) -> None:
    """For dispatcher and hotline alike, from the home card too; only a dispatcher may change anything."""
    await dispatcher.says("/outages")
    dispatcher.sees("现在没有停网记录")
    await opened(dispatcher)
    await opened(dispatcher, "明天凌晨1点到5点科技园割接")
    for chatter in (dispatcher, hotline):
        await chatter.says("/start")
        await chatter.taps("📣 停网 2")
        chatter.sees("未恢复的停网 · 2", "#1 幸福里", "#2 🛠 科技园", "11月25日 周三 01:00 开始施工")
    await hotline.taps("📣 #1")
    hotline.sees("停网 #1 · 幸福里", "登记停网 · 周静")
    hotline.sees_no("已恢复", "撤销记录")


# --- the feed --------------------------------------------------------------------------------------------------------


async def test_the_front_desk_reads_what_is_true_and_nobody_else_is_told(
    world: World, dispatcher: Chatter, second_dispatcher: Chatter, hotline: Chatter, customer: Chatter,
    neighbour: Chatter, technician: Chatter,
) -> None:  # fmt: skip
    """T-18: publication and change reach the feed at once; whoever does not live there gets nothing."""
    for one in (neighbour, technician, second_dispatcher):
        one.mark = world.sandbox.seq
    await opened(dispatcher)
    await dispatcher.taps("🟢 已恢复")
    assert hotline.count("幸福里") == 2
    assert [entry.what for entry in world.rows(select(FeedEntry).order_by(FeedEntry.id))] == [
        "outage.opened", "outage.restored",
    ]  # fmt: skip
    for one in (neighbour, technician, second_dispatcher):
        one.sees_nothing_new()


@pytest.mark.parametrize("words", ["科技园有停电吗", "科技园停网了吗", "/outage 科技园"])
async def test_is_there_an_outage_at(dispatcher: Chatter, hotline: Chatter, technician: Chatter, words: str) -> None:
    """R-6.11: readable at any time, by staff who are asked on the phone or at the door."""
    for asking in (hotline, technician):
        await asking.says(words)
        asking.sees("科技园 现在没有停网记录")
    await opened(dispatcher, "科技园光缆断了,预计下午六点恢复")
    for asking in (hotline, technician):
        await asking.says(words)
        asking.sees("科技园有停网记录", "光缆受损", "18:00 左右")


@pytest.mark.parametrize("before", [[], ["🏘 科技园", "整个"], ["🏘 科技园", "整个", "停电", "1–2 小时"]])
async def test_never_mind_is_no_answer(world: World, dispatcher: Chatter, before: list[str]) -> None:
    """At the place, at the cause (where any words would be one), and at the card: the draft is dropped."""
    await dispatcher.says("/outage")
    for button in before:
        await dispatcher.taps(button)
    await dispatcher.says("算了")
    dispatcher.sees("没有登记")
    assert outages(world) == []


async def test_never_mind_leaves_a_record_as_it_is(dispatcher: Chatter) -> None:
    await opened(dispatcher, "科技园光缆断了,预计下午六点恢复")
    await dispatcher.taps("❓ 原因")
    await dispatcher.says("不用了")
    dispatcher.sees("停网 #1 · 科技园", "光缆受损")
    dispatcher.sees_no("原因:不用了")


async def test_asked_while_an_order_is_taken_by_telephone(hotline: Chatter, dispatcher: Chatter) -> None:
    await opened(dispatcher, "科技园光缆断了,预计下午六点恢复")
    await hotline.says("/start")
    await hotline.taps("☎ 电话下单")
    await hotline.says("科技园有停网吗")
    hotline.sees("科技园有停网记录", "光缆受损")
    await hotline.says("13800138003")
    hotline.sees("John Miller")


async def test_a_dispatcher_who_asks_opens_nothing(world: World, dispatcher: Chatter) -> None:
    await in_english(world, dispatcher)
    await dispatcher.says("is there an outage at Keji Park?")
    dispatcher.sees("No outage on record at 科技园", "New outage")
    assert outages(world) == []


async def test_the_front_desk_tells_of_one(hotline: Chatter) -> None:
    """Who may not open records reads what is recorded, and whom to tell."""
    await hotline.says("大面积断网了")
    hotline.sees("停网由调度登记", "现在没有停网记录")


# --- the next word ---------------------------------------------------------------------------------------------------


async def test_the_promised_next_word_is_due(dispatcher: Chatter, hotline: Chatter, clock: MovedClock) -> None:
    await opened(dispatcher)
    await clock.travel("10:00")
    dispatcher.has_seen("说好的下次通报时间到了", "恢复时间变了", "没变化", "已恢复")
    await dispatcher.taps("没变化,1 小时后再报")
    dispatcher.sees("没有变化,下次通报 11月24日 周二 11:00")
    hotline.has_seen("停网有变化", "没有变化")
    await clock.travel("11:00")
    await dispatcher.taps("恢复时间变了")
    await dispatcher.taps("2–4 小时")
    dispatcher.sees("13:00 到 15:00 之间")


# --- planned works ---------------------------------------------------------------------------------------------------


async def test_works_are_announced_like_faults_and_begin_by_themselves(
    world: World, dispatcher: Chatter, second_dispatcher: Chatter, hotline: Chatter, clock: MovedClock
) -> None:
    """R-6.19, D-18."""
    await dispatcher.says("后天凌晨1点到5点科技园割接")
    dispatcher.sees("计划施工 · 科技园", "割接", "施工开始:11月26日 周四 01:00", "05:00", "2 位用户")
    dispatcher.sees_no("下次通报")
    await dispatcher.taps("登记并通知热线")
    hotline.has_seen("新的计划施工,还没开始:科技园", "计划施工 #1 · 科技园", "施工开始:11月26日 周四 01:00")
    await clock.travel("11-25 01:00")
    second_dispatcher.has_seen("该提前告知用户了", "科技园")
    await clock.travel("11-26 01:00")
    hotline.has_seen("计划施工已开始:科技园", "施工中")
    await clock.travel("11-26 05:00")
    dispatcher.has_seen("说好的下次通报时间到了")
    assert outages(world)[0].running


async def test_a_visit_inside_works_comes_with_a_reschedule_offer(
    world: World, dispatcher: Chatter, second_dispatcher: Chatter, customer: Chatter
) -> None:
    """T-19: the dispatcher sees it and the offer; the customer is asked, and the old time stands until they choose."""
    staged = await booked(world, customer, "11-25 14:00", OrderKind.INSTALL)
    await dispatcher.says("幸福里明天下午1点到5点计划施工")
    await dispatcher.taps("设备故障")
    dispatcher.sees("计划施工", "13:00", "17:00")
    await dispatcher.taps("登记并通知热线")
    dispatcher.sees("施工期间有 1 个上门")
    second_dispatcher.has_seen("计划施工期间有上门", "14:00", "请客户在聊天里选", "照常上门")

    await dispatcher.taps("1 个上门要改约")
    dispatcher.sees("王芳", "14:00", "可改到", "18:00", "1 请客户改约")
    await dispatcher.taps("1 请客户改约")
    dispatcher.sees("已请客户选时间")
    customer.has_seen("14:00", "改")
    await dispatcher.says(staged.number)
    dispatcher.sees("上门在计划施工 #1 期间", "13:00", "17:00")


async def test_a_visit_that_stays_is_not_asked_about_again(
    world: World, dispatcher: Chatter, second_dispatcher: Chatter, customer: Chatter
) -> None:
    await booked(world, customer, "11-25 14:00", OrderKind.INSTALL)
    await dispatcher.says("幸福里明天下午1点到5点计划施工")
    await dispatcher.taps("设备故障")
    await dispatcher.taps("登记并通知热线")
    await second_dispatcher.taps("照常上门")
    await dispatcher.taps("恢复时间")
    await dispatcher.says("明天下午六点")
    dispatcher.sees("18:00 左右")
    dispatcher.sees_no("上门要改约")


# --- what the system points out --------------------------------------------------------------------------------------


async def test_five_faults_behind_one_box_are_pointed_out_once(
    world: World, dispatcher: Chatter, second_dispatcher: Chatter
) -> None:
    """D-17: with the orders it rests on; a person decides."""
    await faults(world, 4)
    assert dispatcher.count("会不会停网了") == 0
    await faults(world, 2, first=4)
    assert dispatcher.count("会不会停网了") == second_dispatcher.count("会不会停网了") == 1
    dispatcher.has_seen("会不会停网了", "幸福里1号箱", "5 张报修", "幸福里3栋101", "登记停网", "不是停网")

    await dispatcher.taps("📣 登记停网")
    dispatcher.sees("什么原因", "停网 · 幸福里1号箱")
    await dispatcher.taps("设备故障")
    await dispatcher.taps("1–2 小时")
    dispatcher.sees("挂起 6 张报修单")
    await dispatcher.taps("登记并通知热线")
    assert outages(world)[0].suggested
    await second_dispatcher.taps("不是停网")
    second_dispatcher.sees("周静 已登记停网 #1")


async def test_it_is_nothing_and_is_not_said_again(
    world: World, dispatcher: Chatter, second_dispatcher: Chatter
) -> None:
    await faults(world, 5)
    await dispatcher.taps("不是停网")
    dispatcher.sees("周静 看过了:不是停网")
    await faults(world, 1, first=5)
    assert dispatcher.count("会不会停网了") == second_dispatcher.count("会不会停网了") == 1
    await second_dispatcher.taps("📣 登记停网")
    second_dispatcher.sees("周静 看过了")


async def test_faults_inside_an_open_outage_are_no_news(world: World, dispatcher: Chatter) -> None:
    await opened(dispatcher)
    await faults(world, 6)
    assert dispatcher.count("会不会停网了") == 0


async def test_faults_spread_over_hours_are_no_outage(world: World, dispatcher: Chatter, clock: MovedClock) -> None:
    for n in range(5):
        await faults(world, 1, first=n)
        await clock.advance(minutes=10)
    assert dispatcher.count("会不会停网了") == 0


async def test_a_backlog_of_installs_is_pointed_out(world: World, dispatcher: Chatter) -> None:
    """D-17: more waits than can be done in three days: 幸福里 has three technicians, five slots a day each."""
    await faults(world, 45, kind=OrderKind.INSTALL)
    assert dispatcher.count("待装积压") == 0
    await faults(world, 3, first=45, kind=OrderKind.INSTALL)
    assert dispatcher.count("待装积压") == 1
    dispatcher.has_seen("待装积压", "幸福里", "46 张待装", "加开档期")


async def faults(world: World, count: int, first: int = 0, kind: OrderKind = OrderKind.REPAIR) -> None:
    """So many orders from as many customers behind the box of buildings 3 and 5."""
    area = world.rows(select(Area.id).where(Area.name == "幸福里"))[0]

    def take(uow: UnitOfWork) -> None:
        for n in range(first, first + count):
            person = uow.add(Person(name=f"住户{n}", phone=f"+86138000{n:05}", created_at=uow.now))
            booking.take_order(uow, OrderDraft(
                kind=kind, services=(Service.BROADBAND,), customer_id=person.id, area_id=area,
                address=f"幸福里3栋{n + 1}01", draft_id=f"{kind}-{n}",
            ))  # fmt: skip

    world.do(take)
    await world.settle()


# --- what bad input gets ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["科技园恢复了", "科技园已经修好了", "Tech Park is back"])
async def test_said_to_be_over_the_record_there_is_shown_and_one_tap_ends_it(
    world: World, dispatcher: Chatter, words: str
) -> None:
    """R-6.12: words alone end nothing, since everybody there hears of it."""
    await opened(dispatcher, "科技园光缆断了,预计下午六点恢复")
    await dispatcher.says(words)
    dispatcher.sees("科技园的停网还没登记恢复", "🟢 已恢复", "查看记录")
    assert outages(world)[0].status is OutageStatus.IDENTIFIED
    await dispatcher.taps("🟢 已恢复")
    assert outages(world)[0].status is OutageStatus.RESTORED


async def test_an_end_before_its_start(world: World, dispatcher: Chatter) -> None:
    """Refused with both times, and mended on the same card."""
    await dispatcher.says("科技园明天下午三点割接")
    dispatcher.sees("施工到什么时候", "15:00")
    await dispatcher.says("明天下午两点")
    await dispatcher.taps("登记并通知热线")
    dispatcher.is_told("14:00", "早于开始时间", "15:00")
    assert outages(world) == []
    await dispatcher.taps("恢复时间")
    await dispatcher.says("明天下午五点")
    await dispatcher.taps("登记并通知热线")
    dispatcher.sees("已登记", "17:00")


async def test_the_same_homes_again_are_offered_as_one(
    world: World, dispatcher: Chatter, second_dispatcher: Chatter
) -> None:
    """An area that overlaps an open record: that record, the same fault, or really another one."""
    await opened(dispatcher, "幸福里3栋光缆断了,预计下午六点恢复")
    await second_dispatcher.says("幸福里停电到下午八点")
    await second_dispatcher.taps("登记并通知热线")
    second_dispatcher.sees("幸福里 已有停网记录", "#1", "同一个,并到 #1", "打开 #1", "是另一个,照样登记")
    assert len(outages(world)) == 1

    await second_dispatcher.taps("同一个,并到 #1")
    second_dispatcher.sees("已并到这条记录", "停网 #1 · 幸福里", "停电", "20:00 左右", "范围已更改")
    assert len(outages(world)) == 1


async def test_really_another_one_is_opened_beside_and_can_be_merged_later(world: World, dispatcher: Chatter) -> None:
    await opened(dispatcher)
    await dispatcher.says("幸福里停电到下午八点")
    await dispatcher.taps("都不是,另外登记")
    await dispatcher.taps("登记并通知热线")
    await dispatcher.taps("是另一个,照样登记")
    dispatcher.sees("停网 #2", "并入 #1 幸福里")
    await dispatcher.taps("并入 #1")
    dispatcher.sees("把 #2(幸福里)并入 #1")
    await dispatcher.taps("确定并入 #1")
    dispatcher.sees("#2 已并入", "停网 #1")
    assert [made.status for made in outages(world)] == [OutageStatus.IDENTIFIED, OutageStatus.MERGED]


async def test_a_dispatcher_of_another_unit(world: World, dispatcher: Chatter, second_dispatcher: Chatter) -> None:
    id = world.person_id(second_dispatcher)

    def move_away(uow: UnitOfWork) -> None:
        here = uow.session.scalars(select(Unit).order_by(Unit.path.desc())).first()
        other = uow.add(Unit(level=UnitLevel.COUNTY, name="邻县分局", parent_id=here.parent_id, path=""))
        other.path = f"{uow.get(Unit, here.parent_id).path}{other.id}/"
        uow.session.scalars(select(RoleGrant).where(RoleGrant.person_id == id)).one().unit_id = other.id

    await opened(dispatcher)
    world.do(move_away)
    card = dispatcher.has_seen("停网 #1")
    for row in card["buttons"]:
        for button in row:
            if button["data"].split(":")[0] in ("or", "ocy", "os", "onw", "oe", "oc"):
                await second_dispatcher.says("/outages")
                shown = second_dispatcher.sees("现在没有停网记录")
                await second_dispatcher.presses(shown["message_id"], button["data"])
                second_dispatcher.is_told("相关人员")
    await second_dispatcher.says("幸福里停电到下午六点")
    second_dispatcher.sees("哪里停了")
    second_dispatcher.sees_no("停网 · 幸福里")
    assert outages(world)[0].status is OutageStatus.IDENTIFIED


async def test_works_in_the_past_and_an_end_that_has_passed(
    world: World, dispatcher: Chatter, clock: MovedClock
) -> None:
    await dispatcher.says("今天上午十点到十二点科技园割接")
    dispatcher.sees("计划施工 · 科技园", "10:00")
    await clock.travel("10:30")
    await dispatcher.taps("登记并通知热线")
    dispatcher.is_told("计划施工要在以后开始")
    await dispatcher.taps("其实是故障")
    await clock.travel("12:30")
    await dispatcher.taps("登记并通知热线")
    dispatcher.is_told("已经过去了")
    assert outages(world) == []


async def test_stale_cards(world: World, dispatcher: Chatter, second_dispatcher: Chatter) -> None:
    """A button of yesterday changes nothing, and the way out is there."""
    await opened(dispatcher)
    await second_dispatcher.says("/outages")
    await second_dispatcher.taps("📣 #1")
    await dispatcher.taps("🟢 已恢复")
    await second_dispatcher.taps("已通,观察中")
    second_dispatcher.is_told("已恢复")
    assert outages(world)[0].status is OutageStatus.RESTORED


async def test_refusals_are_said_in_english_too(world: World, dispatcher: Chatter, clock: MovedClock) -> None:
    await in_english(world, dispatcher)
    await dispatcher.says("planned works at Keji Park today 10am to 12pm")
    await dispatcher.taps("cutover")
    await clock.travel("10:30")
    await dispatcher.taps("Open and tell the hotline")
    dispatcher.is_told("Planned works begin later")


async def test_what_the_card_says_is_what_is_registered_however_late_it_is_tapped(
    world: World, dispatcher: Chatter, clock: MovedClock
) -> None:
    """A draft left open for a while: the beginning and the next word are those that were shown."""
    await dispatcher.says("幸福里光缆断了,预计下午六点恢复")
    dispatcher.sees("09:00", "10:00")
    await clock.advance(minutes=20)
    await dispatcher.taps("登记并通知热线")
    found = world.rows(select(Outage))[0]
    assert (found.starts_at, found.next_update_at) == (moment("09:00", clock.now), moment("10:00", clock.now))


async def test_a_draft_left_open_past_its_next_word_promises_one_ahead(
    world: World, dispatcher: Chatter, clock: MovedClock
) -> None:
    await dispatcher.says("幸福里光缆断了,预计下午六点恢复")
    await clock.advance(minutes=90)
    await dispatcher.taps("登记并通知热线")
    found = world.rows(select(Outage))[0]
    assert (found.starts_at, found.next_update_at) == (moment("09:00", clock.now), moment("11:30", clock.now))


async def test_a_fault_that_turns_out_to_be_works_is_asked_when_it_begins(dispatcher: Chatter) -> None:
    await dispatcher.says("幸福里光缆断了,预计下午六点恢复")
    await dispatcher.says("是计划施工")
    dispatcher.sees("什么时候开始施工")


async def test_the_longest_name_wins(world: World, dispatcher: Chatter) -> None:
    """A box named whole, or as people call it inside its estate, is that box and not the street it stands in."""
    for words, place in (
        ("科技园创业街箱断了", "科技园创业街箱"),
        ("创业街箱断了", "科技园创业街箱"),
        ("科技园 创业街 箱 断网", "科技园创业街箱"),
        ("创业街断网", "科技园"),
        ("幸福里的2号箱断了", "幸福里2号箱"),
        ("幸福里小区1号箱断了", "幸福里1号箱"),
    ):
        await dispatcher.says(f"/outage {words}")
        assert f"停网 · {place}\n" in dispatcher.sees("停网 · ")["text"] + "\n", words
        await dispatcher.says("算了")


def put_up(world: World, name: str) -> None:
    """A box more in 科技园."""

    def build(uow: UnitOfWork) -> None:
        park = uow.session.scalars(select(Area).where(Area.name == "科技园")).one()
        box = uow.add(Area(unit_id=park.unit_id, parent_id=park.id, kind=AreaKind.BOX, name=name, path="", aliases=[]))
        box.path = f"{park.path}{box.id}/"

    world.do(build)


async def test_a_street_is_not_the_box_whose_name_it_begins_with(world: World, dispatcher: Chatter) -> None:
    put_up(world, "高新")
    await dispatcher.says("/outage 高新路停电")
    assert "停网 · 科技园\n" in dispatcher.sees("停网 · ")["text"]


async def test_a_box_of_exactly_that_name_goes_before_the_street(world: World, dispatcher: Chatter) -> None:
    """创业街 is another name of the estate; once a box is called so, that box is meant, and a longer name still wins."""

    put_up(world, "创业街")
    for words, place in (("创业街断了", "科技园 创业街"), ("创业街箱断了", "科技园创业街箱")):
        await dispatcher.says(f"/outage {words}")
        assert f"停网 · {place}\n" in dispatcher.sees("停网 · ")["text"] + "\n", words
        await dispatcher.says("算了")


async def test_all_of_a_unit_reads_as_its_ground_and_not_as_its_name(
    world: World, customer: Chatter, john: Chatter, dispatcher: Chatter
) -> None:
    """R-12.9: areas are named; an office is no place that is down."""
    await dispatcher.says("临江县分局停电,预计下午六点恢复")
    dispatcher.sees("停网 · 临江县全境")
    await dispatcher.taps("登记并通知热线")
    dispatcher.sees("停网 #1 · 临江县全境")
    await dispatcher.taps("通知用户")
    dispatcher.sees("临江县全境:网络中断")
    await customer.says("是不是停网了")
    customer.sees("🗺 临江县全境")
    await john.says("is there an outage?")
    john.sees("the whole of 临江县")
