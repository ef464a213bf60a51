"""The first card, joining links, the identity check (D-29) and languages (D-31)."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from sqlalchemy import select

from models.order import Channel, OrderKind, Service, WorkOrder
from models.person import Person, Role
from models.unit import Area, Unit
from scheduling import booking, invitations
from scheduling.booking import OrderDraft
from tests.world import Chatter, World


def taken_by_phone(world: World, dispatcher: Chatter, name: str = "陈静", phone: str = "+8613800138123") -> WorkOrder:
    """An order for somebody who has no chat with us yet."""

    def take(uow):
        person = Person(name=name, phone=phone, phone_verified=True, created_at=uow.now)
        uow.add(person)
        area = uow.session.scalars(select(Area)).first()
        draft = OrderDraft(OrderKind.INSTALL, (Service.BROADBAND,), person.id, area.id, "幸福里9栋1单元102",
                           draft_id="phone-1", channel=Channel.PHONE)  # fmt: skip
        return booking.take_order(uow, draft)

    return world.do(take, actor=world.actor(dispatcher))


def link(world: World, order: WorkOrder) -> str:
    return world.do(invitations.order_code, order.id)


# -- the first card ---------------------------------------------------------------------------------------------


async def test_somebody_new_is_welcomed_with_big_buttons(world):
    new = world.newcomer("李雷")
    await new.says("/start")
    new.sees(
        "您好,这里是门铃通信", "一句话就能约好", "报修", "装机", "移机", "拆机", "我的预约", "语言", "查已有的工单"
    )


async def test_the_language_is_guessed_and_can_be_switched_at_any_time(world):
    new = world.newcomer("Jane", "en-GB")
    await new.says("/start")
    new.sees("Hello, this is Menling Telecom", "Repair")
    await new.taps("Language")
    await new.taps("中文")
    new.sees("以后用中文", "报修")
    await new.says("English please")
    new.sees("English it is")
    await new.says("/language zh")
    new.sees("以后用中文")
    await new.says("/language xx")
    new.sees("暂不支持这种语言")


async def test_switching_the_language_in_the_middle_loses_nothing(customer):
    await customer.says("/repair")
    await customer.says("speak English please")
    [answer] = customer.new()
    assert "English it is" in answer["text"]
    customer.sees_no("What can we do for you")
    assert "Not now" in str(answer["buttons"]), "the open question stands again, in the new language"
    await customer.says("broadband")
    customer.sees("Choose a time", "Today 14:00")


async def test_switching_the_language_while_writing_a_message_is_one_answer(customer, dispatcher):
    await customer.says("转人工")
    await customer.taps("写给调度")
    await customer.says("/language en")
    [answer] = customer.new()
    assert "English it is" in answer["text"]
    assert "Never mind" in str(answer["buttons"])
    await customer.says("Is anybody there?")
    dispatcher.has_seen("Is anybody there?")


async def test_the_language_card_gives_way_to_the_open_question(customer):
    await customer.says("/repair")
    await customer.says("/language")
    await customer.taps("English")
    customer.sees("English it is", "Not now")
    assert len(customer.new()) == 1


# -- links ------------------------------------------------------------------------------------------------------


async def test_the_link_of_an_orders_sms_opens_that_order(world, dispatcher):
    order = taken_by_phone(world, dispatcher)
    code = link(world, order)
    new = world.newcomer("陈小姐")
    await new.says(f"/start {code}")
    new.sees("陈静,这是您的工单", order.number, "幸福里9栋1单元102", "选上门时间")
    await new.taps("选上门时间")
    await new.taps("今天 14:00")
    await new.taps("确认预约")
    new.sees("已约好")


async def test_a_link_works_once_and_for_one_chat(world, dispatcher, clock):
    order = taken_by_phone(world, dispatcher)
    code = link(world, order)
    first, second = world.newcomer("陈小姐"), world.newcomer("别人")
    await first.says(f"/start {code}")
    await first.says(f"/start {code}")
    first.sees(order.number)
    await second.says(f"/start {code}")
    second.sees("已经用过了", "10000")
    second.sees_no("幸福里9栋")
    await second.says("/start abcdefgh")
    second.sees("链接无效")
    late = link(world, order)
    await clock.advance(days=31)
    await second.says(f"/start {late}")
    second.sees("已过期")


async def test_of_two_who_open_an_orders_link_at_the_same_moment_one_sees_it(world, dispatcher):
    """Over HTTP, as two telephones would: the second reads that it is used, and nothing of the order."""
    order = taken_by_phone(world, dispatcher)
    code = link(world, order)
    both = [world.newcomer("陈小姐"), world.newcomer("别人")]
    async with httpx.AsyncClient(base_url=world.server.url, trust_env=False) as http:
        sent = (http.post(f"/sandbox/people/{who.id}/messages", json={"text": f"/start {code}"}) for who in both)
        assert [answer.status_code for answer in await asyncio.gather(*sent)] == [200, 200]
    await world.settle()
    opened = [who for who in both if who.count(order.number)]
    assert len(opened) == 1
    [other] = [who for who in both if who not in opened]
    other.has_seen("已经用过了", "10000")
    assert not other.count("幸福里9栋")


async def test_of_two_who_follow_a_joining_link_at_the_same_moment_one_joins(world, dispatcher):
    unit = world.rows(select(Unit).order_by(Unit.path.desc()))[0]
    code = world.do(invitations.invite, Role.TECHNICIAN, unit.id, "王师傅", certificate_number="ZW-1")
    both = [world.newcomer("王"), world.newcomer("路人")]
    async with httpx.AsyncClient(base_url=world.server.url, trust_env=False) as http:
        sent = (http.post(f"/sandbox/people/{who.id}/messages", json={"text": f"/start {code}"}) for who in both)
        await asyncio.gather(*sent)
    await world.settle()
    assert sorted(who.count("欢迎加入,王师傅") for who in both) == [0, 1]
    assert dispatcher.count("王师傅 已加入") == 1
    late = next(who for who in both if not who.count("欢迎加入"))
    await late.says(f"/start {code}")
    late.sees("已经用过了")
    await late.says("/today")
    late.sees_no("今天没有安排")


async def test_a_technician_joins_by_a_one_time_link(world):
    unit = world.rows(select(Unit).order_by(Unit.path.desc()))[0]
    code = world.do(invitations.invite, Role.TECHNICIAN, unit.id, "王师傅", certificate_number="ZW-1")
    new = world.newcomer("王")
    await new.says(f"/start {code}")
    new.has_seen("欢迎加入,王师傅")
    assert [role for role, _ in world.actor(new).roles] == [Role.TECHNICIAN]


# -- who are you (D-29) -----------------------------------------------------------------------------------------


async def test_number_and_last_four_digits_find_the_order(world, dispatcher):
    order = taken_by_phone(world, dispatcher)
    new = world.newcomer("陈小姐")
    await new.says("/start")
    await new.taps("查已有的工单")
    new.sees("工单号", "后四位", "分享我的号码")
    await new.says(order.number)
    new.sees("后四位")
    await new.says("8123")
    new.sees("陈静,您好", order.number, "幸福里9栋1单元102")


async def test_both_in_one_message(world, dispatcher):
    order = taken_by_phone(world, dispatcher)
    new = world.newcomer("陈小姐")
    await new.says("/identify")
    await new.says(f"{order.number} 8123")
    new.sees("陈静,您好")


async def test_an_order_number_out_of_the_blue_is_somebodys_looking_for_their_order(world, dispatcher):
    order = taken_by_phone(world, dispatcher)
    new = world.newcomer("陈小姐")
    await new.says(f"{order.number} 8000")
    new.sees("还可以再试 4 次")
    await new.says(order.number)
    new.sees("后四位")
    await new.says("8123")
    new.sees("陈静,您好")


async def test_staff_who_change_their_language_go_on_from_their_first_card(world, technician, dispatcher):
    await technician.says("/language en")
    technician.sees("English it is", "Today")
    await dispatcher.says("/language en")
    dispatcher.sees("English it is", "your desk")


async def test_after_five_wrong_tries_only_the_hotline_helps(world, dispatcher):
    order = taken_by_phone(world, dispatcher)
    new = world.newcomer("坏人")
    for left in (4, 3, 2, 1):
        await new.says("/identify")
        await new.says(f"{order.number} 0000")
        new.sees(f"还可以再试 {left} 次")
    await new.says("/identify")
    await new.says(f"{order.number} 0000")
    new.sees("核对次数已用完", "10000")
    await new.says("/identify")
    await new.says(f"{order.number} 8123")
    new.sees("核对次数已用完", "10000")
    new.sees_no("幸福里9栋")


async def test_a_restart_gives_nobody_new_tries(world, dispatcher):
    """D-29: what was guessed is counted in the database."""
    order = taken_by_phone(world, dispatcher)
    new = world.newcomer("坏人")
    for left in (4, 3, 2, 1, 0):
        await new.says("/identify")
        await world.restart()  # with the question open, too
        await new.says(f"{order.number} 0000")
        new.sees(f"还可以再试 {left} 次" if left else "核对次数已用完")
    await world.restart()
    await new.says("/identify")
    await new.says(f"{order.number} 8123")
    new.sees("核对次数已用完", "10000")
    new.sees_no("幸福里9栋")


@pytest.mark.parametrize("typed", ["没有", "?", "x" * 4000, "😀"])
async def test_what_is_no_order_number_is_asked_again(world, typed):
    new = world.newcomer("李雷")
    await new.says("/identify")
    await new.says(typed)
    new.sees("没看出工单号")


async def test_ones_own_contact_finds_ones_orders_but_nobody_elses(world, dispatcher):
    order = taken_by_phone(world, dispatcher)
    thief = world.newcomer("坏人")
    await thief.sends(contact={"phone_number": "+8613800138123", "first_name": "陈静", "user_id": 999999})
    thief.sees("这不是您本人的号码")
    thief.sees_no(order.number)
    owner = world.newcomer("陈小姐")
    await owner.sends(contact={"phone_number": "+8613800138123", "first_name": "陈静", "user_id": owner.id})
    owner.sees("陈静,您好", order.number)


async def test_a_phone_that_was_only_typed_opens_nothing(world):
    """D-29: who types a neighbour's number is not the neighbour."""
    liar = world.newcomer("坏人")
    await liar.says("我要装宽带")
    await liar.says("幸福路5号1栋802")
    await liar.says("13800138001")  # 王芳's
    liar.sees_no("幸福里3栋2单元301")
    assert world.person_id(liar) != world.person_id(world.person(1001))


async def test_a_location_sent_first_begins_an_order_there(customer):
    await customer.sends_location(30.6613, 104.0820)
    customer.sees("收到定位,在幸福里", "要办哪一种")
    await customer.taps("装机")
    await customer.taps("专线")
    customer.sees("幸福里", "门牌号")


# -- two chats of one person -----------------------------------------------------------------------------------


async def test_a_link_opened_on_another_phone_tells_both_chats(world, dispatcher, clock):
    """R-12.8: the first chat does not fall silent without a word, and may have its reminders back."""
    order = taken_by_phone(world, dispatcher)
    old, new = world.newcomer("陈小姐"), world.newcomer("陈小姐的新手机")
    await old.says(f"/start {link(world, order)}")
    old.sees_no("原来的聊天")
    await new.says(f"/start {link(world, order)}")
    new.sees("以后的提醒都发到这个聊天", order.number)
    word = old.has_seen("以后的提醒不发到这里了", "10000", "提醒发到这里")
    await new.says(f"/start {link(world, order)}")
    new.sees(order.number)
    new.sees_no("以后的提醒都发到这个聊天")

    await clock.advance(minutes=1)
    await old.taps("提醒发到这里")
    old.sees("以后的提醒都发到这里")
    new.has_seen("以后的提醒不发到这里了", "在另一个聊天里选了")
    await old.presses(word["message_id"], word["buttons"][0][0]["data"])
    assert new.count("以后的提醒不发到这里了") == 1, "tapped twice, told once"
    await old.says("明天上午")
    await old.taps("确认预约")
    await clock.travel("11-25 07:30")
    old.has_seen("师傅 08:00 上门")
    assert not new.count("师傅 08:00 上门")


async def test_a_shared_contact_on_another_phone_tells_both_chats(world, dispatcher):
    order = taken_by_phone(world, dispatcher)
    old, new = world.newcomer("陈小姐"), world.newcomer("Jing", "en")
    for chat in (old, new):
        await chat.sends(contact={"phone_number": "+8613800138123", "first_name": "陈静", "user_id": chat.id})
    new.has_seen("Reminders come to this chat from now on")
    new.has_seen(order.number)
    assert old.count("Reminders go to your other chat now") == 1, "in the language they chose last"


async def test_whose_chat_it_is_now_is_said_to_somebody_known_already(world, dispatcher, customer):
    order = taken_by_phone(world, dispatcher)
    await customer.says(f"/start {link(world, order)}")
    customer.sees("原来是王芳的,现在是陈静的", "10000", order.number)


@pytest.mark.parametrize("words", ["我有个工单想查一下", "/visits"])
async def test_somebody_unknown_who_looks_for_their_order_is_led_to_the_check(world, dispatcher, words):
    order = taken_by_phone(world, dispatcher)
    new = world.newcomer("陈小姐")
    await new.says(words)
    await new.taps("查已有的工单")
    await new.says(f"{order.number} 8123")
    new.sees("陈静,您好", order.number)
