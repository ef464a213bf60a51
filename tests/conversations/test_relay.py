"""The relay (R-1.17, promise 8): customer, technician and dispatcher write to each other, numbers hidden."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models.message import Message
from models.task import Task, TaskKind, TaskStatus
from tests.stages import booked
from tests.world import Chatter, MovedClock, World


def owner_of(world: World, message: Message) -> Chatter:
    """The dispatcher whose message it is (R-1.17)."""
    return next(who for who in (world.person(3001), world.person(3002)) if world.person_id(who) == message.owner_id)


def messages_of(world: World) -> list[Message]:
    return world.rows(select(Message).order_by(Message.id))


def numbers_in(chatter: Chatter) -> list[str]:
    return [m["text"] for m in chatter.messages() if m["from"] == "bot" and "1380013" in (m["text"] or "")]


async def begins_to_write(world: World, customer: Chatter) -> None:
    """A visit stands, and the customer has something to say about it."""
    await booked(world, customer, "11-25 14:00")
    await customer.says("我的预约")
    await customer.taps("咨询")


async def test_a_question_gets_one_owner_and_an_answer_in_the_same_chat(world: World, customer: Chatter) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await customer.says("我的预约")

    await customer.taps("咨询")
    customer.sees("直接写下要问的事", "不写了")
    await customer.says("需要我准备梯子吗?")
    customer.sees("已转给调度", "有专人跟进", "再写一条")

    owner = owner_of(world, messages_of(world)[0])
    owner.has_seen("客户 王芳", "需要我准备梯子吗?", staged.number, "回复")
    await owner.taps("回复")
    owner.sees("写下您的回复")
    await owner.says("不用,师傅自己带。")
    owner.sees("已回复")

    customer.has_seen("调度回复您", "不用,师傅自己带。", "回复")
    assert messages_of(world)[0].answered_at is not None


async def test_the_talk_goes_on_with_the_same_dispatcher(world: World, customer: Chatter) -> None:
    await begins_to_write(world, customer)
    await customer.says("几点到?")
    owner = owner_of(world, messages_of(world)[0])
    await owner.taps("回复")
    await owner.says("两点。")

    await customer.taps("回复")
    await customer.says("能再准一点吗?")
    owner.has_seen("能再准一点吗?")
    assert [owner_of(world, m) for m in messages_of(world) if m.owner_id] == [owner, owner]


async def test_to_the_technician_and_back_without_numbers(world: World, customer: Chatter) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    technician = await staged.accepted()

    await customer.taps("给师傅留言")
    customer.sees(f"写给{technician.name[0]}师傅", "号码都不会显示")
    await customer.says("门禁坏了,到了请按 301")
    customer.sees(f"已转给{technician.name[0]}师傅")

    technician.has_seen("客户 王芳", "门禁坏了,到了请按 301", staged.number)
    await technician.taps("回复")
    await technician.says("好的,马上到")
    technician.sees("已回复")
    customer.has_seen(f"{technician.name[0]}师傅", "好的,马上到")
    customer.sees_no(technician.name)  # D-41: the surname, until the half-hour notice
    assert not numbers_in(customer) and not numbers_in(technician)


async def test_asking_may_go_to_the_technician_instead(world: World, customer: Chatter) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    technician = await staged.accepted()

    await customer.taps("咨询")
    customer.sees("转给调度", f"改为写给{technician.name[0]}师傅")
    await customer.taps("改为写给")
    await customer.says("楼下可以停车")
    technician.has_seen("楼下可以停车")


async def test_a_photo_goes_along(world: World, customer: Chatter) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    technician = await staged.accepted()
    await customer.taps("给师傅留言")

    await customer.sends_photo("是这个盒子")
    customer.sees("已转给")
    assert technician.has_seen("客户 王芳", "是这个盒子")["photo"]


async def test_no_word_to_the_technician_before_acceptance_or_after_the_close(world: World, customer: Chatter) -> None:
    """Promise 8: access ends with the order."""
    staged = await booked(world, customer, "11-25 14:00")
    await customer.says("我的预约")
    customer.sees_no("给师傅留言")
    await customer.presses(customer.messages()[-1]["message_id"], f"cwt:{staged.order_id}")
    customer.is_told("没有负责的师傅")

    technician = await staged.done("11-25 14:00")
    await customer.taps("已修好")
    await customer.presses(customer.messages()[-1]["message_id"], f"cwt:{staged.order_id}")
    customer.is_told("没有负责的师傅")
    await technician.presses(technician.messages()[-1]["message_id"], f"twc:{staged.order_id}")
    technician.sees_no("请写给客户")


@pytest.mark.parametrize("words", ["我的宽带密码是 abc12345", "密码:hunter22"])
async def test_passwords_do_not_pass(world: World, customer: Chatter, words: str) -> None:
    """R-12.3: refused with a hint; the question stays open for a message without it."""
    await begins_to_write(world, customer)

    await customer.says(words)
    customer.sees("好像有密码")
    assert messages_of(world) == []
    await customer.says("宽带密码忘了怎么办")
    customer.sees("已转给调度")


async def test_too_long_is_refused_and_may_be_shortened(world: World, customer: Chatter) -> None:
    await begins_to_write(world, customer)

    await customer.says("很长" * 600)
    customer.sees("太长")
    await customer.says("短一点")
    customer.sees("已转给调度")


async def test_a_voice_note_is_asked_for_in_words(world: World, customer: Chatter) -> None:
    await begins_to_write(world, customer)

    await customer.sends(voice="T2dn")
    customer.sees("只能转文字和照片", "不写了")
    await customer.taps("不写了")
    customer.sees("没有发送任何内容")
    assert messages_of(world) == []


async def test_nobody_answers_somebody_elses_message(world: World, customer: Chatter, neighbour: Chatter) -> None:
    """A forged press on another person's message reaches nobody."""
    await begins_to_write(world, customer)
    await customer.says("在吗?")
    await neighbour.says("你好")

    await neighbour.presses(neighbour.messages()[-1]["message_id"], f"san:{messages_of(world)[0].id}")
    neighbour.is_told("相关人员")
    await neighbour.says("我是来捣乱的")
    assert len(messages_of(world)) == 1
    assert customer.count("捣乱") == 0


async def test_an_unanswered_question_becomes_a_task(world: World, customer: Chatter, clock: MovedClock) -> None:
    """R-4.10: ten minutes, then every dispatcher hears of it."""
    await begins_to_write(world, customer)
    await customer.says("有人吗?")

    await clock.advance(minutes=11)
    tasks = world.rows(select(Task).where(Task.kind == TaskKind.MESSAGE))
    assert [task.status for task in tasks] == [TaskStatus.OPEN]
    owner = owner_of(world, messages_of(world)[0])
    other = next(who for who in (world.person(3001), world.person(3002)) if who is not owner)
    await other.presses(other.messages()[-1]["message_id"], f"sto:{messages_of(world)[0].id}")
    await other.says("在的,抱歉久等")
    customer.has_seen("调度回复您", "在的,抱歉久等")
    assert owner_of(world, messages_of(world)[0]) is other
    tasks = world.rows(select(Task).where(Task.kind == TaskKind.MESSAGE))
    assert [task.status for task in tasks] == [TaskStatus.WITHDRAWN]


async def test_html_is_shown_not_obeyed(world: World, customer: Chatter) -> None:
    await begins_to_write(world, customer)

    await customer.says("<b>急</b> & <a href='x'>看</a>")
    owner = owner_of(world, messages_of(world)[0])
    owner.has_seen("<b>急</b> & <a href='x'>看</a>")


async def test_somebody_without_any_order_is_answered_too(world: World, dispatcher: Chatter) -> None:
    visitor = world.newcomer("路人甲")
    await visitor.says("转人工")
    visitor.sees("10000", "写给调度")
    await visitor.taps("写给调度")
    await visitor.says("你们周末上班吗")
    visitor.sees("已转给调度")

    owner = owner_of(world, messages_of(world)[0])
    await owner.taps("回复")
    await owner.says("上班的。")
    visitor.has_seen("调度回复您", "上班的。")
    await visitor.taps("回复")
    await visitor.says("谢谢,那我周六约")
    owner.has_seen("谢谢,那我周六约")


async def test_the_question_survives_a_restart(world: World, customer: Chatter) -> None:
    await begins_to_write(world, customer)

    await world.restart()
    await customer.says("要准备什么吗?")
    customer.sees("已转给调度")
    assert [m.text for m in messages_of(world)] == ["要准备什么吗?"]


async def test_in_english(world: World, john: Chatter) -> None:
    staged = await booked(world, john, "11-25 14:00", area="科技园", address="Keji Park Tower B, 18F-06")
    technician = await staged.accepted()

    await john.taps("Message technician")
    john.sees("Neither of you sees")
    await john.says("Please ring the bell twice")
    john.sees("Passed on to technician")
    technician.has_seen("客户 John Miller", "Please ring the bell twice")


async def test_the_messengers_own_reply_is_the_answer(world: World, customer: Chatter, technician: Chatter) -> None:
    """No button needed: swiping a line to reply to it answers it, in the middle of anything else."""
    await booked(world, customer, "11-25 14:00")
    await technician.taps("接单")
    await customer.taps("给师傅留言")
    await customer.says("家里有狗,请先敲门")

    line = technician.has_seen("家里有狗")
    await technician.says("好的,谢谢提醒", reply_to=line["message_id"])
    technician.sees("已回复")
    answer = customer.has_seen("好的,谢谢提醒", "李师傅")
    assert messages_of(world)[0].answered_at is not None

    await customer.says("我想报修")
    await customer.says("明天也行", reply_to=answer["message_id"])
    technician.has_seen("明天也行", "客户 王芳")
    customer.has_seen("已回复")


async def test_a_reply_to_any_other_card_is_a_plain_message(customer: Chatter) -> None:
    await customer.says("/start")
    card = customer.messages()[-1]
    await customer.says("我的预约", reply_to=card["message_id"])
    customer.sees_no("已回复")
