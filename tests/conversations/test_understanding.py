"""One sentence instead of taps, wherever somebody may write: when and what are read, said back, and asked about in doubt."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from sqlalchemy import select

from handlers.understanding.model import Model
from handlers.understanding.what import Kind, Reading, Wish
from models.appointment import Status
from models.person import Person
from models.task import Task, TaskKind, TaskStatus
from tests.stages import booked
from tests.world import Chatter, MovedClock, World

# --- "later, tomorrow after 7" and "remind me at" -----------------------------------------------------------------


async def test_later_at_a_time_is_asked_again_then(world: World, customer: Chatter, clock: MovedClock) -> None:
    """The evening before the visit: 晚点,八点以后 puts the question off, and only until then."""
    staged = await booked(world, customer, "11-26 14:00")
    await clock.travel("11-25 18:10")
    asked = customer.count("还合适吗")

    await customer.says("晚点,八点以后再问我")
    customer.sees("好的", "11月25日", "20:00", "再问您", "确认,时间合适")

    await clock.travel("19:59")
    assert customer.count("还合适吗") == asked
    await clock.travel("20:00")
    customer.has_seen("还合适吗", staged.number)
    assert customer.count("还合适吗") == asked + 1
    await customer.says("可以")
    customer.sees("已确认")
    assert staged.visit().status is Status.CONFIRMED


async def test_later_in_english(world: World, john: Chatter, clock: MovedClock) -> None:
    """ "later, tomorrow after 7" is an evening, since nobody wants to be asked at seven in the morning."""
    await booked(world, john, "11-27 10:00", area="科技园", address="Keji Park Tower B, 18F-06")
    await clock.travel("11-25 18:05")
    await john.says("hello")
    await clock.travel("11-26 18:05")

    await john.says("later, after 8 tonight")
    john.sees("ask again", "Thu 26 Nov", "20:00")


@pytest.mark.parametrize(
    ("visit", "words", "asked_at"),
    [
        ("11-26 14:00", "later, tomorrow after 7", "08:00"),  # seven in the evening would be too late
        ("11-26 14:00", "晚点,明天七点以后", "08:00"),
        ("11-26 14:00", "8点再问我", "20:00"),
        ("11-26 14:00", "半小时后再提醒我", "18:40"),
        ("11-26 14:00", "明天再说", "08:00"),
    ],
)
async def test_it_is_asked_when_people_are_awake_and_it_still_helps(
    world: World, customer: Chatter, clock: MovedClock, visit: str, words: str, asked_at: str
) -> None:
    await booked(world, customer, visit)
    await clock.travel("11-25 18:10")

    await customer.says(words)
    customer.sees("再问您", asked_at)


async def test_tomorrow_after_seven_is_the_evening(world: World, customer: Chatter, clock: MovedClock) -> None:
    await booked(world, customer, "11-28 14:00")
    await customer.says("明天七点以后提醒我")
    customer.sees("11月25日", "19:00", "提醒您")


async def test_while_it_is_put_off_nobody_phones(world: World, customer: Chatter, clock: MovedClock) -> None:
    """D-6: the two hours without an answer begin when it is asked again."""
    await booked(world, customer, "11-26 16:00")
    await clock.travel("11-25 18:10")
    await customer.says("明天上午九点再问我")
    customer.sees("11月26日", "09:00", "再问您")

    tasks = select(Task).where(Task.kind == TaskKind.PHONE_CONFIRM, Task.status == TaskStatus.OPEN)
    await clock.travel("11-26 08:59")
    assert world.rows(tasks) == []
    await clock.travel("11-26 09:00")
    customer.sees("还合适吗")
    await clock.travel("11-26 11:01")
    assert len(world.rows(tasks)) == 1


async def test_later_than_the_visit_is_too_late(world: World, customer: Chatter, clock: MovedClock) -> None:
    await booked(world, customer, "11-26 10:00")
    await clock.travel("11-25 18:10")

    await customer.says("后天再问我吧")
    customer.sees("再问就晚了", "确认,时间合适")


async def test_a_moved_visit_takes_the_question_along(world: World, customer: Chatter, clock: MovedClock) -> None:
    """Promise 1: what was put off is not asked about a time that no longer stands."""
    staged = await booked(world, customer, "11-26 14:00")
    await clock.travel("11-25 18:10")
    await customer.says("晚上八点再问我")
    customer.sees("20:00", "再问您")

    await customer.says("改到周五下午两点")
    await customer.taps("改")
    assert staged.visit().promised_at.astimezone(clock.now.tzinfo).day == 27
    await clock.travel("11-25 20:05")
    customer.sees_no("11月26日")


async def test_is_it_fixed_is_asked_again(world: World, customer: Chatter, clock: MovedClock) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await staged.done("11-25 14:00")
    before = customer.count("师傅说已经修好了")

    await customer.says("待会儿,晚上七点再问我")
    customer.sees("19:00", "再问您")
    await clock.travel("11-25 19:00")
    assert customer.count("师傅说已经修好了") == before + 1


async def test_remind_me_of_the_visit(world: World, customer: Chatter, clock: MovedClock) -> None:
    staged = await booked(world, customer, "11-25 14:00")

    await customer.says("明天早上九点提醒我一下")
    customer.sees("11月25日", "09:00", "提醒您")
    await clock.travel("11-25 09:00")
    customer.sees("您让我提醒的", staged.number, "14:00")


async def test_nothing_to_be_reminded_of(customer: Chatter) -> None:
    await customer.says("明天早上九点提醒我")
    customer.sees("没有约好的上门")


# --- said by staff -------------------------------------------------------------------------------------------------


async def test_a_dispatcher_tells_of_an_outage(dispatcher: Chatter) -> None:
    """停电到下午六点: what was understood is said back, and that nothing is recorded yet."""
    await dispatcher.says("幸福里停电到下午六点")
    dispatcher.sees("停电", "幸福里", "11月24日", "18:00", "还没有登记")


async def test_an_outage_without_place_or_end(dispatcher: Chatter) -> None:
    await dispatcher.says("大面积断网了")
    dispatcher.sees("哪里停了")


async def test_a_technician_says_how_late(world: World, customer: Chatter, clock: MovedClock) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    technician = await staged.accepted()
    await clock.travel("11-25 13:40")

    await technician.says("路上堵死了 得晚到个20分钟")
    technician.sees("14:20")
    customer.has_seen("14:20")


# --- what is ambiguous is said, not guessed ------------------------------------------------------------------------


async def test_three_o_clock_is_the_one_in_the_afternoon_and_the_card_says_so(customer: Chatter) -> None:
    await customer.says("宽带坏了,明天3点来")
    customer.sees("3点", "15:00")


async def test_next_wednesday_on_a_sunday_is_asked_once_and_remembered(
    world: World, customer: Chatter, clock: MovedClock
) -> None:
    await clock.travel("11-29 10:00")
    await customer.says("宽带坏了,下周三上午来人")
    customer.sees("12月2日", "12月9日")

    await customer.taps("12月2日")
    customer.sees("12月2日", "确认")
    who = world.rows(select(Person).where(Person.id == world.person_id(customer)))[0]
    assert who.week_habit is not None
    await customer.says("/start")

    await customer.says("座机坏了,下周四上午来人")
    customer.sees("12月3日")
    customer.sees_no("12月10日")


# --- the optional second opinion -----------------------------------------------------------------------------------


class Proposing(Model):
    """A model that is no further away than this test."""

    def __init__(self, kind: Kind | None) -> None:
        super().__init__("http://127.0.0.1:9", "small")
        self.kind, self.asked = kind, [""]

    async def propose(self, text: str, role: str, names: tuple[str, ...] = ()) -> Reading | None:
        self.asked.append(text)
        return Reading((Wish(self.kind, 0.95, (0, len(text))),)) if self.kind else None


@pytest_asyncio.fixture
async def proposing(world: World) -> AsyncIterator[Proposing]:
    model = Proposing(None)
    world.app.intake.answering.model = model
    yield model


async def test_a_proposed_cancellation_is_only_a_question(
    world: World, customer: Chatter, proposing: Proposing
) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    proposing.kind = Kind.CANCEL

    await customer.says("那个事儿就到此为止得了")
    customer.sees("您想怎么取消", "不取消,保留", "14:00")
    assert staged.visit().status is Status.BOOKED


async def test_plain_words_need_no_second_opinion(customer: Chatter, proposing: Proposing) -> None:
    await customer.says("宽带坏了")
    assert proposing.asked == [""]


@pytest.mark.parametrize("words", ["咕噜咕噜哇", "今天天气真好"])
async def test_without_a_proposal_everything_is_as_ever(
    customer: Chatter, proposing: Proposing, world: World, words: str
) -> None:
    await customer.says(words)
    with_model = customer.messages()[-1]["text"]
    assert proposing.asked[-1] == words
    world.app.intake.answering.model = None
    await customer.says(words)
    assert customer.messages()[-1]["text"] == with_model


# --- a wish that cannot be had ------------------------------------------------------------------------------------


async def test_an_hour_at_which_nobody_comes_is_not_called_full(customer: Chatter, john: Chatter) -> None:
    """The hours are said, and what is nearest."""
    await customer.says("宽带坏了,晚上十一点来")
    customer.sees("「晚上十一点」不在上门时间内", "08:00–12:00", "14:00–20:00", "最近的是")
    customer.sees_no("没有空档")

    await john.says("internet down, please come tomorrow at 10:30 pm")
    john.sees("outside our hours", "08:00–12:00", "The nearest is")
    await john.says("Friday at 10am")
    john.sees("Please confirm")


async def test_a_location_is_no_time_and_the_last_hint_is_not_repeated(customer: Chatter) -> None:
    await customer.says("宽带坏了,晚上十一点来")
    await customer.sends_location(30.66, 104.08)
    customer.sees("不用发定位", "换个地址", "18:00")
    customer.sees_no("晚上十一点", "没看明白")

    await customer.says("哈哈哈")
    customer.sees("没看明白")
    customer.sees_no("晚上十一点")


async def test_our_hours_are_asked_about_not_wished_for(customer: Chatter, john: Chatter) -> None:
    """几点下班 holds no evening slot."""
    await customer.says("宽带坏了")
    await customer.says("你们几点下班?")
    customer.sees("我们今天上门的时间是 08:00–12:00", "20:00", "请选上门时间")

    await john.says("my internet is down")
    await john.says("What time do you close?")
    john.sees("Today we visit 08:00–12:00", "Choose a time")


async def test_calling_off_in_a_whole_sentence_while_choosing(john: Chatter) -> None:
    await john.says("my internet is down, tomorrow at 4pm")
    john.sees("Please confirm")
    await john.says("please cancel the booking")
    john.sees_no("Please confirm")


async def test_two_wishes_each_with_hours_of_its_own(john: Chatter) -> None:
    await john.says("my internet is slow, could somebody come Thursday after 4pm or Friday morning, preferably Friday")
    john.sees("Fri 27 Nov 08:00")
    john.sees_no("Thu 26 Nov 08:00", "Thu 26 Nov 14:00")


async def test_an_outage_being_recorded_does_not_swallow_what_is_about_orders(dispatcher: Chatter) -> None:
    """Lists are shown and the draft stands again; what would change an order is neither done nor read as its hour."""
    await dispatcher.says("科技园后天上午9点到11点割接")
    for words in ("还有哪些单没派", "今天的单"):
        await dispatcher.says(words)
        dispatcher.sees("计划施工 · 科技园", "11月26日 周四 09:00", "11:00")
        dispatcher.sees_no("没听懂")
    for words in ("取消王芳的单", "王芳的单改到明天下午", "13800001111 李阿姨 座机没声音 4-2-501 Xingfuli 周四上午"):
        await dispatcher.says(words)
        dispatcher.sees("这像是另一件事")
        dispatcher.sees("计划施工 · 科技园", "11月26日 周四 09:00", "11:00")

    await dispatcher.says("结束改到十二点")
    dispatcher.sees("11月26日 周四 12:00")
    await dispatcher.says("不登记了")
    dispatcher.sees_no("没听懂", "计划施工")


async def test_works_end_on_their_own_day(dispatcher: Chatter) -> None:
    """ "Until eleven" of works on Thursday is Thursday's eleven, not today's."""
    await dispatcher.says("科技园后天上午9点开始割接")
    dispatcher.sees("11月26日 周四 09:00")
    await dispatcher.says("11点结束")
    dispatcher.sees("11月26日 周四 11:00")


@pytest.mark.parametrize(
    ("language", "words", "seen"),
    [
        ("fr", "vendredi à 14h", "Fri 27 Nov, 14:00"),
        ("de", "Freitag um 16 Uhr", "Fri 27 Nov, 16:00"),
        ("es", "pasado mañana a las 16:00", "Thu 26 Nov, 16:00"),
        ("ru", "в пятницу в 14:00", "Fri 27 Nov, 14:00"),
        ("ja", "金曜日の14時", "Fri 27 Nov, 14:00"),
    ],
)
async def test_a_time_in_the_language_of_their_messenger(world: World, language: str, words: str, seen: str) -> None:
    """Answered in English, and understood all the same."""
    guest = world.newcomer("Guest", language)
    await guest.says("broadband is down at 4-2-501 Xingfuli, call 13800138111")
    await guest.says(words)
    guest.sees("Please confirm", seen)


@pytest.mark.parametrize(
    "words", ["越快越好", "随便,你们定", "最早什么时候?", "现在就来", "asap please", "whenever you can"]
)
async def test_as_soon_as_possible_is_answered_with_the_first_times(customer: Chatter, words: str) -> None:
    """ "Now" is no time that has passed, and "whenever" none that cannot be told."""
    await customer.says("宽带坏了,后天")
    await customer.says(words)
    customer.sees("最早的是这几个时间", "今天 14:00")


async def test_an_unclear_word_does_not_lose_the_day_that_was_chosen(customer: Chatter) -> None:
    await customer.says("宽带坏了,后天")
    customer.sees("11月26日")
    await customer.says("嗯嗯呃")
    customer.sees("没看明白", "11月26日")


async def test_calling_off_a_change_leaves_the_old_time(world: World, customer: Chatter) -> None:
    staged = await booked(world, customer, "11-26 14:00")
    await customer.says("改到周五")
    await customer.says("打错了,取消这次改动")
    customer.sees("原来的时间不变", "14:00")
    assert staged.visit().status is Status.BOOKED


async def test_another_time_at_the_card_shows_the_times(customer: Chatter) -> None:
    """换个时间 said or tapped is the same; so is the earliest."""
    await customer.says("宽带坏了,下周五下午")
    customer.sees("请确认预约")
    await customer.says("换个时间行吗")
    customer.sees("请选上门时间", "今天 14:00")
    await customer.says("下周五下午")
    await customer.says("越快越好")
    customer.sees("最早的是这几个时间", "今天 14:00")


@pytest.mark.parametrize(
    ("first", "then", "seen"),
    [
        ("宽带坏了,后天上午十点", "下午四点吧", "11月26日 周四 16:00"),
        ("宽带坏了,后天", "上午不行,下午四点", "11月26日 周四 16:00"),
        ("宽带坏了,后天上午十点", "今天下午四点", "11月24日 周二 16:00"),
        ("宽带坏了,后天上午十点", "周五下午四点", "11月27日 周五 16:00"),
        ("my broadband is down, Thursday 10am", "4pm please", "11月26日 周四 16:00"),
    ],
)
async def test_an_hour_alone_is_of_the_day_talked_of(customer: Chatter, first: str, then: str, seen: str) -> None:
    await customer.says(first)
    await customer.says(then)
    customer.sees("请确认预约", seen)


async def test_another_callers_line_does_not_move_this_order(dispatcher: Chatter) -> None:
    await dispatcher.says("13800138099 王小丽 宽带坏了 幸福里7栋102 明天上午8点")
    dispatcher.sees("11月25日 周三 08:00", "定了")
    await dispatcher.says("李雷家网断了 13800138022 今天下午两点")
    dispatcher.sees("没有改动", "11月25日 周三 08:00")
    await dispatcher.says("不办了")
    dispatcher.sees_no("定了")


@pytest.mark.parametrize(
    "words", ["取消王芳的单", "把王芳的改到明天下午两点", "王芳的单谁去", "王芳那单师傅到哪了", "{number}改到周五下午"]
)
async def test_a_dispatcher_names_an_order_in_a_sentence(
    world: World, customer: Chatter, dispatcher: Chatter, words: str
) -> None:
    """The order is shown with its buttons; words alone neither cancel nor move what a customer agreed to."""
    staged = await booked(world, customer, "11-25 14:00")
    await dispatcher.says(words.format(number=staged.number))
    dispatcher.sees(staged.number, "改时间", "更多操作")
    assert staged.visit().status is Status.BOOKED


@pytest.mark.parametrize("words", ["保留吧", "那就不变", "keep the old one", "算了不改了"])
async def test_keeping_the_old_time_in_words(world: World, customer: Chatter, words: str) -> None:
    staged = await booked(world, customer, "11-26 14:00")
    await customer.says("周五不行吗")
    await customer.says("改到周五")
    await customer.says(words)
    customer.sees("原来的时间不变", "14:00")
    assert staged.visit().status is Status.BOOKED


@pytest.mark.parametrize("words", ["以后再说", "算了不修了", "maybe later", "下次再说吧"])
async def test_putting_a_booking_off_in_words(customer: Chatter, words: str) -> None:
    await customer.says("宽带坏了,后天上午十点")
    await customer.says(words)
    customer.sees("先不约")


async def test_a_technicians_own_hours_are_no_customer_who_is_out(technician: Chatter, dispatcher: Chatter) -> None:
    """At nobody's door: off duty then, and it can be taken back."""
    await technician.says("明天下午三点到五点不在")
    technician.sees("11月25日", "15:00", "17:00", "撤销")
    await technician.says("客户明天下午不在")
    technician.sees("已转告调度")


async def test_a_bit_earlier_or_later_is_no_one_o_clock(customer: Chatter) -> None:
    """早一点 names no hour; what was said last is what "half past three" is of."""
    await customer.says("宽带坏了,后天上午十点")
    customer.sees("11月26日 周四 10:00")
    await customer.says("有没有晚一点的")
    customer.sees("请选上门时间", "11月26日 周四 14:00")
    await customer.says("早一点可以吗")
    customer.sees("最早的是这几个时间", "今天 14:00")
    await customer.says("改成大后天")
    await customer.says("下午三点半")
    customer.sees("请确认预约", "11月27日 周五 16:00")
