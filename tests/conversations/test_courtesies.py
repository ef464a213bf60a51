"""Small words, and the words of people who need a person."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models.message import Message
from tests.stages import booked
from tests.world import Chatter, MovedClock, World


async def test_thanks(customer: Chatter, technician: Chatter) -> None:
    for chatter in (customer, technician):
        await chatter.says("谢谢")
        chatter.sees("不客气")


async def test_small_words_of_staff_are_about_no_visit_of_their_own(technician: Chatter, dispatcher: Chatter) -> None:
    for chatter in (technician, dispatcher):
        await chatter.says("好的")
        chatter.sees("请点那张卡片上的按钮")
        chatter.sees_no("主菜单", "您还没有预约")


async def test_help_says_what_one_can_say(customer: Chatter) -> None:
    await customer.says("/help")
    customer.sees("我能帮您", "师傅到哪了", "10000", "报修")


async def test_a_person_please(world: World, customer: Chatter) -> None:
    await customer.says("转人工")
    customer.sees("10000", "写给调度")
    customer.sees_no("师傅")

    staged = await booked(world, customer, "11-25 14:00")
    technician = await staged.accepted()
    await customer.says("转人工")
    customer.sees("10000", "写给调度", f"写给{technician.name[0]}师傅")


async def test_a_complaint_has_an_owner_and_is_said_plainly(world: World, customer: Chatter) -> None:
    """R-1.17: the words go on as they are, to somebody by name, with the hotline's number beside."""
    await customer.says("我要投诉,师傅迟到一个小时")
    message = world.rows(select(Message))[0]
    owner = next(w for w in (world.person(3001), world.person(3002)) if world.person_id(w) == message.owner_id)
    customer.sees("已原样转给调度", owner.name, "10000")
    owner.has_seen("客户 王芳", "我要投诉,师傅迟到一个小时")


async def test_no_outage_on_record_is_said_honestly(customer: Chatter) -> None:
    await customer.says("是不是停网了")
    customer.sees("没有查到", "不能保证", "报修", "写给调度")


async def test_where_is_the_technician(world: World, customer: Chatter, clock: MovedClock) -> None:
    await customer.says("师傅到哪了")
    customer.sees("您还没有预约")

    staged = await booked(world, customer, "11-25 14:00")
    await customer.says("师傅到哪了")
    customer.sees("正在安排师傅", staged.number)

    technician = await staged.accepted()
    await clock.travel("11-25 13:20")
    await customer.says("师傅到哪了")
    customer.sees("还没出发", "14:00")

    await staged.departed(technician)
    await customer.says("师傅到哪了")
    customer.sees("已经出发", "预计 13:50 到")

    await clock.travel("11-25 14:20")
    await customer.says("师傅到哪了")
    customer.sees("抱歉", "还没到", "给师傅留言")

    await staged.arrived(technician)
    await customer.says("师傅到哪了")
    customer.sees("14:20 已经到了")


async def test_late_is_told_where_it_is_asked(world: World, customer: Chatter, clock: MovedClock) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    technician = await staged.accepted()
    await clock.travel("11-25 13:20")
    await staged.late(technician, 40)

    await customer.says("师傅到哪了")
    customer.sees("会晚一些", "14:40")


async def test_i_am_at_home_reaches_the_technician(world: World, customer: Chatter, clock: MovedClock) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    technician = await staged.accepted()
    await clock.travel("11-25 13:20")
    await staged.departed(technician)

    await customer.says("我在家")
    customer.sees("已告诉")
    technician.has_seen("客户 王芳", "我在家")


async def test_i_am_at_home_answers_the_second_confirmation(world: World, customer: Chatter, clock: MovedClock) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await clock.travel("18:01")

    await customer.says("我在家")
    customer.sees("已确认", staged.number)


@pytest.mark.parametrize("words", ["喂,有人吗", "喂有人莫"])
async def test_is_anybody_there_from_somebody_with_no_visit_is_a_greeting(world: World, words: str) -> None:
    new = world.newcomer("老张")
    await new.says(words)
    new.sees("您想办什么")


async def test_a_no_in_a_sentence_of_another_language_is_no_answer(world: World) -> None:
    new = world.newcomer("Ana", "es")
    await new.says("Hola, no tengo conexion")
    new.sees("I did not understand that", "Pass on to dispatch")


@pytest.mark.parametrize("words", ["师傅电话多少", "师傅的联系方式"])
async def test_who_asks_for_the_technicians_number_hears_how_to_write(
    world: World, customer: Chatter, words: str
) -> None:
    """Promise 8: numbers stay hidden, and nobody is left without a way."""
    staged = await booked(world, customer, "11-25 14:00")
    await staged.accepted()
    await customer.says(words)
    customer.sees("10000", "写给李师傅", "写给调度")
