"""Safe broadcast as people live it (promise 6): the right people, once, and nothing that cannot be taken back in time."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import httpx
import openpyxl
import pytest
from sqlalchemy import select, update

from models.broadcast import Broadcast, BroadcastStatus
from models.event import Event
from models.outage import Outage
from models.person import Person, RoleGrant
from models.unit import Unit, UnitLevel
from scheduling.policy import Policy
from scheduling.unit_of_work import UnitOfWork
from tests import crowds
from tests.crowds import crowd
from tests.stages import booked, outage_opens
from tests.world import Chatter, MovedClock, World, data_of, moment

S = BroadcastStatus
pytestmark = pytest.mark.usefixtures("awake")


@pytest.fixture
def hotline(world: World) -> Chatter:
    """林晓, at the front desk."""
    return world.person(4001)


def two_persons_above(world: World, count: int, **more: Any) -> None:
    numbers = replace(Policy.default().broadcast, second_person_above=count, **more)
    world.app.store.policy = replace(Policy.default(), broadcast=numbers)


def newest(world: World) -> Broadcast:
    found: Broadcast = world.rows(select(Broadcast).order_by(Broadcast.id.desc()).limit(1))[0]
    return found


async def in_english(world: World, chatter: Chatter) -> None:
    id = world.person_id(chatter)
    world.do(lambda uow: setattr(uow.get(Person, id), "language", "en"))


async def ready(dispatcher: Chatter, words: str = "幸福里光缆断了,预计下午六点恢复") -> None:
    """An outage is open and its notice lies before the dispatcher."""
    await dispatcher.says(words)
    await dispatcher.taps("登记并通知热线")
    await dispatcher.taps("通知用户")


async def told(dispatcher: Chatter, clock: MovedClock, words: str = "幸福里光缆断了,预计下午六点恢复") -> None:
    await ready(dispatcher, words)
    await dispatcher.taps("发送给")
    await clock.advance(seconds=70)


def card(chatter: Chatter, *parts: str) -> dict[str, Any]:
    return chatter.has_seen(*parts)


def row_of(message: dict[str, Any], label: str) -> int:
    return next(n for n, row in enumerate(message["buttons"]) if any(label in button["text"] for button in row))


async def sheet_of(world: World, message: dict[str, Any]) -> list[tuple[Any, ...]]:
    async with httpx.AsyncClient() as web:
        content = (await web.get(f"{world.server.url}/sandbox/files/{message['document']['file_id']}")).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    return list(book.worksheets[0].iter_rows(values_only=True))


def bot_texts(chatter: Chatter) -> list[str]:
    return [message["text"] for message in chatter.messages() if message["from"] == "bot"]


# --- The draft -------------------------------------------------------------------------------------------------------


async def test_opening_an_outage_prepares_the_notice_with_its_count(
    world: World, customer: Chatter, john: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """Said, opened, told: three taps after the sentence, and the card says all there is to know."""
    await dispatcher.says("幸福里光缆断了,预计下午六点恢复")
    await dispatcher.taps("登记并通知热线")
    dispatcher.sees("停网 #1", "通知用户(1 人等着知道)")
    assert bot_texts(customer) == []

    await dispatcher.taps("通知用户")
    dispatcher.sees("群发 1 · 幸福里", "草稿", "发给:幸福里", "1 人会收到(中文 1)", "约需 1 秒", "例如:王*",
                    "光缆受损,正在抢修", "18:00 左右恢复", "发送给 1 人")  # fmt: skip
    await dispatcher.taps("发送给")
    dispatcher.sees("即将发送", "09:01:00 开始发给 1 人", "1 分钟内可以收回")
    assert bot_texts(customer) == []

    await clock.advance(seconds=61)
    customer.has_seen("幸福里", "光缆受损", "18:00 左右恢复")
    assert bot_texts(john) == [], "others get nothing"


async def test_the_countdown_becomes_the_progress_where_it_stands(
    world: World, dispatcher: Chatter, clock: MovedClock
) -> None:
    """What can no longer be called back offers that no more; the record opened from it stands below."""
    await ready(dispatcher)
    await dispatcher.taps("发送给")
    countdown = dispatcher.sees("1 分钟内可以收回")
    await dispatcher.taps("查看记录")
    assert dispatcher.sees("停网 #1")["message_id"] != countdown["message_id"]

    await clock.advance(seconds=90)
    done = dispatcher.has_seen("已发完", "已送达 1")
    assert done["message_id"] == countdown["message_id"]
    assert dispatcher.count("可以收回") == 0
    assert dispatcher.has_seen("停网 #1")["message_id"] > done["message_id"]


async def test_called_back_and_sent_from_another_card_the_newest_one_goes_on(
    world: World, dispatcher: Chatter, clock: MovedClock
) -> None:
    await ready(dispatcher)
    await dispatcher.taps("发送给")
    await dispatcher.taps("收回")
    await dispatcher.says("/broadcast")
    await dispatcher.taps("群发 1")
    await dispatcher.taps("发送给")
    countdown = dispatcher.sees("1 分钟内可以收回")
    await clock.advance(seconds=90)
    assert dispatcher.has_seen("已发完", "已送达 1")["message_id"] == countdown["message_id"]


async def test_live_and_test_are_never_neighbours(world: World, dispatcher: Chatter) -> None:
    await ready(dispatcher)
    shown = dispatcher.sees("发送给 1 人", "测试")
    assert row_of(shown, "测试") - row_of(shown, "发送给") >= 2


async def test_a_test_goes_to_dispatchers_only_and_says_so(
    world: World, customer: Chatter, dispatcher: Chatter, second_dispatcher: Chatter
) -> None:
    """In words and colour, and in every language that customers will read."""
    await ready(dispatcher)
    await dispatcher.taps("测试:只发给调度")
    dispatcher.is_told("测试已发")
    for one in (dispatcher, second_dispatcher):
        one.has_seen("🟨🧪 测试", "没有发给客户", "幸福里", "Cause: a damaged cable")
    assert bot_texts(customer) == []
    assert newest(world).status is S.DRAFT


async def test_the_preview_shows_each_kind_of_recipient(
    world: World, dispatcher: Chatter, john: Chatter, clock: MovedClock
) -> None:
    """First message, answer in the thread, silent edit; Chinese and English."""
    await told(dispatcher, clock, "科技园光缆断了,预计下午六点恢复")
    crowd(world, 3, "科技园")
    await dispatcher.says("/outages")
    await dispatcher.taps("#1")
    await dispatcher.taps("恢复时间")
    await dispatcher.says("晚上九点")
    dispatcher.sees("5 人等着知道")
    await dispatcher.taps("通知用户")
    await dispatcher.taps("预览全部样子")
    dispatcher.sees("中文", "3 人:作为一条新消息", "1 人:回复在他们收到的第一条下面", "21:00 左右恢复",
                    "English", "Expected back about Tue 24 Nov 21:00")  # fmt: skip
    await dispatcher.taps("返回")
    await dispatcher.taps("改成静默")
    dispatcher.sees("静默:直接改")
    await dispatcher.taps("预览全部样子")
    dispatcher.sees("1 人:他们收到的第一条静默改成这样")


async def test_who_is_left_out_and_why_and_a_list_for_the_phone(
    world: World, customer: Chatter, dispatcher: Chatter
) -> None:
    """R-12.1: that the list was taken is on record; a name that calculates is text in the sheet."""
    where = world.do(crowds.area, "幸福里").id
    world.do(crowds.move_in, 2, where, chats=False, name="=1+1")
    world.do(
        lambda uow: setattr(
            uow.session.scalars(select(Person).where(Person.name == "=1+1")).first(), "fallback", "mailto://a@b.c"
        )
    )
    await ready(dispatcher)
    dispatcher.sees("2 人会收到", "其中 1 人没有聊天,走他们留的其他渠道", "不发:没有聊天 1 人", "电话名单(1)")
    await dispatcher.taps("电话名单")
    found = dispatcher.sees("电话名单,1 人", "phones-1.xlsx")
    rows = await sheet_of(world, found)
    assert rows[0] == ("客户", "电话", "语言", "有其他联系渠道")
    assert [(row[0], row[3]) for row in rows[1:]] == [("'=1+1", "否")]
    assert world.rows(select(Event).where(Event.name == "broadcast.phone_list_taken"))


async def test_the_audience_is_changed_by_toggles(world: World, customer: Chatter, dispatcher: Chatter) -> None:
    from models.person import CustomerTier

    crowd(world, 2, tiers=[CustomerTier.VIP])
    await ready(dispatcher)
    await dispatcher.taps("改范围")
    dispatcher.sees("3 人会收到", "☐ VIP 客户", "◉ 不限工单")
    await dispatcher.taps("VIP 客户")
    dispatcher.sees("2 人会收到", "☑ VIP 客户")
    await dispatcher.taps("VIP 客户")
    await dispatcher.taps("English")
    dispatcher.sees("现在没有人会收到", "☑ English")
    await dispatcher.taps("English")
    await dispatcher.taps("○ 有工单")
    dispatcher.sees("现在没有人会收到", "◉ 有工单")
    await dispatcher.taps("○ 不限工单")
    await dispatcher.taps("📍 幸福里")
    await dispatcher.taps("科技园")
    await dispatcher.taps("科技园(整个)")
    dispatcher.sees("发给:科技园", "2 人会收到", "English 1")
    await dispatcher.taps("就这些")
    dispatcher.sees("发送给 2 人")


async def test_an_audience_of_nobody_cannot_be_sent(world: World, dispatcher: Chatter) -> None:
    await ready(dispatcher)
    stale = dispatcher.sees("发送给 1 人")
    send = data_of(stale, "发送给")
    await dispatcher.taps("改范围")
    await dispatcher.taps("English")
    await dispatcher.taps("就这些")
    shown = dispatcher.sees("没有人会收到")
    assert "发送给" not in str(shown["buttons"])
    await dispatcher.presses(shown["message_id"], send)
    dispatcher.sees("您看过之后内容或范围有变化")
    assert newest(world).status is S.DRAFT


# --- Words -----------------------------------------------------------------------------------------------------------


async def test_own_words_with_what_the_record_says(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """Braces of a Chinese keyboard, variables by their Chinese name; markup is shown, not obeyed."""
    await ready(dispatcher)
    await dispatcher.taps("改文字")
    dispatcher.sees("{恢复时间} = 11月24日 周二 18:00", "{地点} = 幸福里")
    await dispatcher.says("<b>抢修</b>中 & 预计{恢复时间}好, {until}")
    dispatcher.sees("文字已改", "<b>抢修</b>中 & 预计11月24日 周二 18:00好, 11月24日 周二 18:00")
    await dispatcher.taps("发送给")
    await clock.advance(seconds=61)
    customer.has_seen("<b>抢修</b>中 & 预计11月24日 周二 18:00好")


async def test_with_readers_of_one_language_there_is_none_to_choose(world: World, dispatcher: Chatter) -> None:
    await ready(dispatcher)
    await dispatcher.taps("改文字")
    dispatcher.sees("请发给收件人看的", "中文", "改写English")
    await dispatcher.says("正在抢修")
    dispatcher.sees("文字已改", "正在抢修")
    assert newest(world).texts == {"zh": "正在抢修"}


async def test_the_text_at_once_is_the_text_whichever_language_it_is_in(world: World, dispatcher: Chatter) -> None:
    """Several read it: what is typed instead of choosing is taken for what it is, and opens no outage."""
    await in_english(world, crowd(world, 1)[0])
    await ready(dispatcher)
    for words in ("光缆抢修中,停网到{恢复时间}", "The cable is being mended, back by {until}"):
        await dispatcher.taps("改文字")
        dispatcher.sees("改哪种语言的文字", "中文", "English")
        await dispatcher.says(words)
        dispatcher.sees("文字已改", "光缆抢修中")
    assert sorted(newest(world).texts) == ["en", "zh"]
    await dispatcher.taps("改文字")
    await dispatcher.says("算了")
    dispatcher.sees("草稿", "光缆抢修中")
    assert len(world.rows(select(Outage))) == 1


async def test_english_typed_where_chinese_was_asked_is_the_english_text(world: World, dispatcher: Chatter) -> None:
    """Nobody reads words in a language they do not read; and whatever was written stands on the card before it leaves."""
    await in_english(world, crowd(world, 1)[0])
    await ready(dispatcher)
    await dispatcher.taps("改文字")
    await dispatcher.taps("中文")
    await dispatcher.says("We are mending it, back by {until}")
    assert [*newest(world).texts] == ["en"]
    dispatcher.sees("文字已改", "We are mending it, back by Tue 24 Nov 18:00", "中文读到的还是模板")

    await dispatcher.taps("改文字")
    await dispatcher.taps("English")
    await dispatcher.says("正在抢修")
    assert newest(world).texts["zh"] == "正在抢修"
    dispatcher.sees("正在抢修", "We are mending it")
    assert "模板" not in dispatcher.sees("文字已改")["text"]


async def test_where_nobody_reads_the_dispatchers_language_the_card_shows_what_is_read(
    world: World, dispatcher: Chatter
) -> None:
    await in_english(world, crowd(world, 1)[0])
    await ready(dispatcher)
    await dispatcher.taps("改范围")
    await dispatcher.taps("English")
    await dispatcher.taps("就这些")
    assert "网络中断" not in dispatcher.sees("network down", "Cause: a damaged cable")["text"]


@pytest.mark.parametrize("words", ["明天起服务电话改为10000", "有问题请找人工客服", "想投诉请打10000"])
async def test_whatever_is_written_for_customers_is_their_text(world: World, dispatcher: Chatter, words: str) -> None:
    """Words that would be a wish of the dispatcher's own elsewhere are the notice here."""
    await ready(dispatcher)
    await dispatcher.taps("改文字")
    await dispatcher.says(words)
    dispatcher.sees("文字已改", words)


async def test_never_mind_is_no_text_for_customers(world: World, dispatcher: Chatter) -> None:
    await ready(dispatcher)
    await dispatcher.taps("改文字")
    await dispatcher.says("算了")
    dispatcher.sees("草稿", "光缆受损,正在抢修")
    assert newest(world).status is S.DRAFT


async def test_an_empty_variable_is_refused_with_the_way_out(world: World, dispatcher: Chatter) -> None:
    await dispatcher.says("幸福里光缆断了")
    await dispatcher.taps("还不知道")
    await dispatcher.taps("登记并通知热线")
    await dispatcher.taps("通知用户")
    await dispatcher.taps("改文字")
    await dispatcher.says("预计{恢复时间}恢复")
    dispatcher.sees("{恢复时间} 在记录里还是空的", "补上恢复时间")
    await dispatcher.says("预计{天气}恢复")
    dispatcher.sees("没有“天气”这个内容")
    assert newest(world).texts == {}
    await dispatcher.says("正在抢修")
    dispatcher.sees("文字已改", "正在抢修")
    await dispatcher.taps("改文字")
    await dispatcher.taps("用回模板")
    dispatcher.sees("恢复时间还不能确定")


# --- The second person -----------------------------------------------------------------------------------------------


async def test_above_the_threshold_a_colleague_lets_it_go(
    world: World, customer: Chatter, dispatcher: Chatter, second_dispatcher: Chatter, clock: MovedClock
) -> None:
    two_persons_above(world, 0)
    await ready(dispatcher)
    dispatcher.sees("要另一位调度复核")
    await dispatcher.taps("发送给")
    dispatcher.sees("等另一位调度复核")
    second_dispatcher.has_seen("周静 要群发给 1 人", "光缆受损", "批准,发送给 1 人")

    approve = card(second_dispatcher, "需要您复核")
    data = data_of(approve, "批准")
    await dispatcher.presses(dispatcher.messages()[-1]["message_id"], data)
    dispatcher.is_told("复核要由另一位调度来做")
    assert newest(world).status is S.AWAITING_SECOND

    await second_dispatcher.taps("批准")
    second_dispatcher.sees("孙涛 已复核:1 人", "09:01 开始发送", "收回")
    dispatcher.has_seen("孙涛 已复核", "收回")
    await clock.advance(seconds=61)
    customer.has_seen("光缆受损")


async def test_a_colleague_sends_it_back(world: World, dispatcher: Chatter, second_dispatcher: Chatter) -> None:
    two_persons_above(world, 0)
    await ready(dispatcher)
    await dispatcher.taps("发送给")
    await second_dispatcher.taps("退回")
    dispatcher.has_seen("已收回,没有人收到")
    assert newest(world).status is S.DRAFT


# --- The undo delay --------------------------------------------------------------------------------------------------


async def test_called_back_within_the_delay_nobody_heard(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    await ready(dispatcher)
    await dispatcher.taps("发送给")
    await clock.advance(seconds=40)
    await dispatcher.taps("刷新")
    dispatcher.sees("20 秒内可以收回")
    await dispatcher.taps("收回")
    dispatcher.sees("已收回,没有人收到", "草稿")
    await clock.advance(minutes=5)
    assert bot_texts(customer) == []


async def test_called_back_too_late_says_what_can_be_done(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    await ready(dispatcher)
    await dispatcher.taps("发送给")
    stale = dispatcher.sees("收回")
    await clock.advance(minutes=2)
    await dispatcher.taps_on(stale, "收回")
    dispatcher.is_told("已发完")
    dispatcher.has_seen("已送达 1", "更正")


# --- On its way ------------------------------------------------------------------------------------------------------


async def test_paused_resumed_and_stopped_after_one_question(
    world: World, dispatcher: Chatter, clock: MovedClock
) -> None:
    people = crowd(world, 4)
    world.sandbox.add_fault({"method": "sendMessage", "chat_id": people[0].id, "status": 502, "times": 9})
    await ready(dispatcher)
    await dispatcher.taps("发送给")
    await clock.advance(seconds=61)
    dispatcher.has_seen("发送中", "已送达", "暂停", "停止")
    await dispatcher.taps("暂停")
    dispatcher.sees("已暂停", "4/5", "还有 1 人", "继续发送")
    await dispatcher.taps("继续发送")
    dispatcher.sees("发送中")
    await dispatcher.taps("⏹ 停止")
    dispatcher.sees("已先暂停", "已送达 4", "还剩 1 人", "真的停止吗")
    await dispatcher.taps("是,停止")
    dispatcher.sees("已停止")
    await clock.advance(seconds=30)
    assert newest(world).status is S.STOPPED
    assert bot_texts(people[0]) == []


async def test_one_card_becomes_the_report_with_a_sheet(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    people = crowd(world, 3)
    world.do(
        lambda uow: uow.session.execute(update(Person).where(Person.name == "客户0").values(name="@SUM(A1)")).rowcount
    )
    world.sandbox.add_fault({"method": "sendMessage", "chat_id": people[1].id, "status": 403})
    await told(dispatcher, clock)
    assert dispatcher.count("已送达 3") == 1, "the card of its progress has become the report"
    dispatcher.has_seen("群发 1", "已送达 3", "被拉黑 1", "更正(只发给收到的人)", "送达明细")
    await dispatcher.taps("送达明细")
    rows = await sheet_of(world, dispatcher.sees("送达明细,4 人", "broadcast-1.xlsx"))
    assert rows[0] == ("客户", "客户等级", "语言", "送达情况", "送达时间", "原因")
    assert [row[3] for row in rows[1:]].count("已送达") == 3
    assert "'@SUM(A1)" in [row[0] for row in rows]


# --- Correction and the next word ------------------------------------------------------------------------------------


async def test_a_correction_says_what_was_wrong_to_exactly_those_who_got_it(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    await told(dispatcher, clock)
    late = crowd(world, 2)
    await dispatcher.taps("更正(只发给收到的人)")
    shown = dispatcher.sees("更正 2", "发给:收到群发 1 的人", "看不出哪里错了")
    assert "发送给" not in str(shown["buttons"]), "the same again is no correction"

    await dispatcher.taps("写明哪里错了")
    await dispatcher.says("恢复时间写错了,是 <明天>")
    dispatcher.sees("1 人会收到", "刚才的通知有误:恢复时间写错了,是 <明天>")
    await dispatcher.taps("发送给 1 人")
    await clock.advance(seconds=61)
    answer = customer.has_seen("❗ 更正", "恢复时间写错了,是 <明天>")
    assert answer["reply_to"]["message_id"] == card(customer, "18:00 左右恢复")["message_id"] or "reply_to" in answer
    assert [bot_texts(one) for one in late] == [[], []]


async def test_what_was_wrong_is_said_to_each_in_their_language(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    other = crowd(world, 1)[0]
    await in_english(world, other)
    await told(dispatcher, clock)
    await dispatcher.taps("更正(只发给收到的人)")
    await dispatcher.taps("写明哪里错了")
    dispatcher.sees("中文", "English")
    await dispatcher.says("停网日期写错了")  # at once: its letters say which
    dispatcher.sees("还没有用English写哪里错了", "停网日期写错了")
    await dispatcher.taps("写明哪里错了")
    await dispatcher.taps("English")
    await dispatcher.says("the day was wrong")
    assert "还没有用" not in dispatcher.sees("更正 2")["text"]
    await dispatcher.taps("发送给 2 人")
    await clock.advance(seconds=61)
    customer.has_seen("❗ 更正", "停网日期写错了")
    other.has_seen("the day was wrong")
    assert "停网日期" not in " ".join(bot_texts(other))


async def test_a_correction_from_the_changed_record(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    await told(dispatcher, clock)
    await dispatcher.says("/outages")
    await dispatcher.taps("#1")
    await dispatcher.taps("恢复时间")
    await dispatcher.says("晚上九点")
    await dispatcher.says("/broadcast")
    dispatcher.sees("群发 1", "已发完")
    await dispatcher.taps("群发 1")
    await dispatcher.taps("更正(只发给收到的人)")
    dispatcher.sees("之前说的恢复时间 11月24日 周二 18:00 不对", "21:00 左右恢复", "发送给 1 人")
    await dispatcher.taps("发送给 1 人")
    await clock.advance(seconds=61)
    customer.has_seen("更正", "18:00 不对", "21:00 左右恢复")


async def test_the_alarm_of_the_next_word_offers_to_say_so(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """No news changes nothing that matters: the first message is brought up to date in silence."""
    await told(dispatcher, clock)
    await clock.travel("10:01")
    dispatcher.has_seen("告诉用户:还没有新消息")
    await dispatcher.taps("告诉用户:还没有新消息")
    dispatcher.sees("草稿", "静默", "最晚 11月24日 周二 11:01", "发送给 1 人")
    await dispatcher.taps("发送给 1 人")
    await clock.advance(seconds=70)
    assert len(bot_texts(customer)) == 1
    customer.has_seen("11:01 再告诉您进展")


# --- T-18 ------------------------------------------------------------------------------------------------------------


async def test_t18_published_then_the_end_moves(
    world: World, customer: Chatter, neighbour: Chatter, john: Chatter, technician: Chatter, dispatcher: Chatter,
    hotline: Chatter, clock: MovedClock,
) -> None:  # fmt: skip
    """T-18 (R-6.11, R-6.12): hotline feed and area customers get both; others get nothing; "outage?" answers the newest."""
    await told(dispatcher, clock)
    hotline.has_seen("新停网:幸福里", "光缆受损", "18:00")
    first = customer.has_seen("光缆受损", "18:00 左右恢复")

    await dispatcher.says("/outages")
    await dispatcher.taps("#1")
    await dispatcher.taps("恢复时间")
    await dispatcher.says("晚上九点")
    hotline.has_seen("21:00")
    await dispatcher.taps("通知用户(1 人等着知道)")
    await dispatcher.taps("发送给 1 人")
    await clock.advance(seconds=70)
    second = customer.has_seen("21:00 左右恢复")
    assert second["reply_to"]["message_id"] == first["message_id"]
    for other in (neighbour, john, technician):
        assert not any("幸福里" in text for text in bot_texts(other))

    await hotline.says("幸福里有停网吗")
    hotline.sees("幸福里", "光缆受损", "21:00")


async def test_silent_news_leaves_the_card_of_an_order_standing(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """Promise 5: whoever waits with an order keeps its card and buttons; news stands below it and is brought up to date."""
    await booked(world, customer, "11-25 14:00")
    await outage_opens(world, next_update_at=moment("11:00", world.clock.now))
    held = customer.has_seen("和停网有关", "我这是别的故障", "已经好了")["message_id"]
    for hour, quieten in (("11:01", ["改成静默"]), ("12:02", [])):  # the second is silent of itself
        await clock.travel(hour)
        for button in ("告诉用户:还没有新消息", *quieten, "发送给 1 人"):
            await dispatcher.taps(button)
        await clock.advance(seconds=70)
    assert customer.has_seen("和停网有关", "我这是别的故障", "已经好了")["message_id"] == held
    below = card(customer, "宽带中断", "13:02 再告诉您进展")
    assert below["message_id"] > held
    assert customer.count("宽带中断") == 1


async def test_restored_the_all_clear_goes_to_whoever_heard(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    await told(dispatcher, clock)
    late = crowd(world, 1)
    await dispatcher.says("/outages")
    await dispatcher.taps("#1")
    await dispatcher.taps("🟢 已恢复")
    dispatcher.sees("通知用户(1 人等着知道)")
    await dispatcher.taps("通知用户")
    dispatcher.sees("发给:听过这次停网通知的人", "已恢复")
    await dispatcher.taps("发送给 1 人")
    await clock.advance(seconds=70)
    customer.has_seen("✅ 幸福里", "服务已恢复")
    assert bot_texts(late[0]) == []

    await dispatcher.says("/outages")
    await dispatcher.says("/broadcast")
    await dispatcher.taps("群发 2")
    dispatcher.sees("已发完", "已送达 1")


async def test_people_turn_off_what_is_not_urgent_from_the_message_itself(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """D-14: works ahead are not urgent, a fault is; the news itself stays where it stands."""
    await dispatcher.says("明天上午十点到十二点幸福里割接")
    await dispatcher.taps("登记")
    await dispatcher.taps("通知用户")
    dispatcher.sees("[ 少发停网消息 ]")
    await dispatcher.taps("发送给 1 人")
    await clock.advance(seconds=70)
    news = customer.has_seen("计划施工")
    await customer.taps("少发停网消息")
    assert news["text"] in [message["text"] for message in customer.messages()]

    await dispatcher.says("/outages")
    await dispatcher.taps("#1")
    await dispatcher.taps("恢复时间")
    await dispatcher.says("明天下午四点")
    await dispatcher.taps("通知用户")
    dispatcher.sees("没有人会收到", "关了非紧急通知 1 人")


# --- What stands in the way ------------------------------------------------------------------------------------------


async def test_what_was_seen_is_what_is_sent(
    world: World, customer: Chatter, dispatcher: Chatter, second_dispatcher: Chatter, clock: MovedClock
) -> None:
    """A colleague changes the record while the draft lies open: an old card sends nothing."""
    await ready(dispatcher)
    old = dispatcher.sees("发送给 1 人")
    await second_dispatcher.says("/outages")
    await second_dispatcher.taps("#1")
    await second_dispatcher.taps("恢复时间")
    await second_dispatcher.says("晚上九点")
    await dispatcher.taps("发送给")
    dispatcher.sees("请再看一眼", "21:00 左右恢复", "草稿")
    assert old["message_id"] == dispatcher.sees("21:00 左右恢复")["message_id"]
    await clock.advance(minutes=5)
    assert bot_texts(customer) == []


async def test_a_second_tap_and_a_broadcast_that_is_over(world: World, dispatcher: Chatter, clock: MovedClock) -> None:
    await ready(dispatcher)
    stale = dispatcher.sees("发送给 1 人")
    buttons = {b["text"]: b["data"] for row in stale["buttons"] for b in row}
    await dispatcher.taps("发送给")
    await dispatcher.presses(stale["message_id"], buttons["📣 发送给 1 人"])
    dispatcher.is_told("即将发送")
    await clock.advance(minutes=2)
    for label in ("📣 发送给 1 人", "✏️ 改文字", "👥 改范围", "🟨 测试:只发给调度", "🗑 放弃"):
        await dispatcher.presses(stale["message_id"], buttons[label])
        dispatcher.is_told("已发完")
    await dispatcher.presses(stale["message_id"], f"gpa:{newest(world).id}")
    dispatcher.is_told("已发完")
    assert len(world.rows(select(Broadcast))) == 1


async def test_the_same_word_is_not_told_twice(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    await told(dispatcher, clock)
    crowd(world, 1)
    await dispatcher.says("/outages")
    await dispatcher.taps("#1")
    await dispatcher.taps("通知用户")
    dispatcher.sees("这一版已经通知过了", "再通知还没收到的人")
    await dispatcher.taps("再通知还没收到的人")
    dispatcher.sees("1 人会收到", "已经知道 1 人")


async def test_a_dispatcher_of_another_unit_and_a_customer(
    world: World, customer: Chatter, dispatcher: Chatter, second_dispatcher: Chatter
) -> None:
    def move(uow: UnitOfWork) -> None:
        city = uow.session.scalars(select(Unit).where(Unit.level == UnitLevel.CITY)).one()
        county = uow.add(Unit(level=UnitLevel.COUNTY, name="临河县分局", parent_id=city.id, path=""))
        county.path = f"{city.path}{county.id}/"
        grant = select(RoleGrant).where(RoleGrant.person_id == stranger)
        uow.session.scalars(grant).one().unit_id = county.id

    await ready(dispatcher)
    send = data_of(dispatcher.sees("发送给"), "发送给")
    stranger = world.person_id(second_dispatcher)
    world.do(move)
    await second_dispatcher.says("/broadcast")
    second_dispatcher.sees("没有草稿")
    for one in (second_dispatcher, customer):
        await one.says("/start")
        await one.presses(one.new()[-1]["message_id"], send)
        one.is_told("不归您的单位管")
    assert newest(world).status is S.DRAFT


async def test_a_restored_outage_nobody_heard_of_needs_no_news(world: World, dispatcher: Chatter) -> None:
    await dispatcher.says("幸福里光缆断了,预计下午六点恢复")
    await dispatcher.taps("登记并通知热线")
    await dispatcher.taps("通知用户")
    old = dispatcher.sees("发送给 1 人")
    await dispatcher.says("/outages")
    await dispatcher.taps("#1")
    await dispatcher.taps("🟢 已恢复")
    await dispatcher.taps("通知用户")
    dispatcher.sees("没有人听说过这次停网")
    await dispatcher.taps_on(old, "发送给")
    dispatcher.is_told("已放弃")


async def test_works_that_begin_by_the_clock_have_their_notice_ready(
    world: World, customer: Chatter, dispatcher: Chatter, second_dispatcher: Chatter, clock: MovedClock
) -> None:
    """R-6.19, D-18: reminded ahead with the notice at hand; begun, the notice people have is brought up to date."""
    await dispatcher.says("明天上午十点到十二点幸福里割接")
    await dispatcher.taps("登记")
    await clock.travel("11-25 09:01")
    await dispatcher.taps("通知用户")
    dispatcher.sees("计划施工", "发送给 1 人")
    await dispatcher.taps("发送给 1 人")
    await clock.travel("11-25 10:01")
    for one in (dispatcher, second_dispatcher):
        one.has_seen("通知稿已备好", "看这条群发")
    await dispatcher.taps("看这条群发")
    dispatcher.sees("静默", "起服务中断")
    await dispatcher.taps("发送给 1 人")
    await clock.advance(seconds=70)
    assert len(bot_texts(customer)) == 1
    customer.has_seen("起服务中断", "线路割接")


# --- A word of our own -----------------------------------------------------------------------------------------------


async def test_a_notice_about_no_outage(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    await dispatcher.says("/broadcast")
    dispatcher.sees("没有草稿")
    await dispatcher.taps("写一条通知")
    await dispatcher.says("幸福里")
    dispatcher.sees("请发给收件人看的中文文字")
    await dispatcher.says("周六上午营业厅休息")
    dispatcher.sees("发给:幸福里", "周六上午营业厅休息", "发送给 1 人")
    await dispatcher.taps("发送给 1 人")
    await clock.advance(seconds=61)
    customer.has_seen("周六上午营业厅休息")


async def test_everybody_is_chosen_on_purpose_and_in_every_language(
    world: World, customer: Chatter, john: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    await dispatcher.says("/broadcast")
    await dispatcher.taps("写一条通知")
    await dispatcher.taps("临江县分局(整个)")
    dispatcher.sees("全部客户", "是,发给全部客户")
    assert world.rows(select(Broadcast)) == []
    await dispatcher.taps("是,发给全部客户")
    await dispatcher.says("系统升级")
    await dispatcher.taps("发送给 3 人")
    dispatcher.is_told("请补上这种语言的文字")
    await dispatcher.taps("改文字")
    await dispatcher.taps("English")
    await dispatcher.says("Maintenance tonight")
    await dispatcher.taps("发送给 3 人")
    await clock.advance(seconds=61)
    customer.has_seen("系统升级")
    john.has_seen("Maintenance tonight")


async def test_all_of_it_in_english(
    world: World, customer: Chatter, dispatcher: Chatter, second_dispatcher: Chatter, clock: MovedClock
) -> None:
    two_persons_above(world, 0)
    for one in (dispatcher, second_dispatcher):
        await in_english(world, one)
    await dispatcher.says("outage at Xingfuli, cable cut, back by 18:00")
    await dispatcher.taps("Open and tell the hotline")
    await dispatcher.taps("Tell customers (1 waiting to hear)")
    dispatcher.sees("Broadcast 1", "draft", "1 will get it (中文 1)", "another dispatcher has to approve")
    await dispatcher.taps("Test: dispatchers only")
    second_dispatcher.has_seen("🟨🧪 TEST", "no customer has received it")
    await dispatcher.taps("Send to 1")
    await second_dispatcher.taps("Approve, send to 1")
    second_dispatcher.sees("Take it back")
    await clock.advance(seconds=70)
    dispatcher.has_seen("Delivered 1", "Correct (to those who got it)")
    customer.has_seen("光缆受损")
    await dispatcher.taps("Correct (to those who got it)")
    await dispatcher.taps("Say what was wrong")
    await dispatcher.says("the street was wrong")
    dispatcher.sees("Our last notice was wrong: the street was wrong", "Send to 1")


async def test_no_notice_states_an_end_that_has_passed(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    """A draft left open past the expected end says so, in its own words too: the record has to be filled first."""
    await ready(dispatcher, "幸福里光缆断了,预计上午十一点恢复")
    await clock.travel("12:00")
    await dispatcher.taps("发送给")
    dispatcher.sees("原定", "11:00", "还没修好")
    dispatcher.sees_no("再告诉您进展")
    await dispatcher.taps("改文字")
    await dispatcher.says("预计{恢复时间}恢复")
    dispatcher.sees("恢复时间", "还是空的", "补上")
