"""The dispatch room: bound by a dispatcher, told of orders and tasks, and never of a customer (R-12.8)."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from models.notification import Room
from models.shift import OffReason
from scheduling import shifts
from tests.stages import booked
from tests.world import Chatter, MovedClock, World, as_typed


async def group(world: World, *members: Chatter) -> int:
    """A group of these people with our bot in it."""
    made = await world.sandbox.create_group("派单群", [member.id for member in members])
    return int(made["id"])


async def in_group(who: Chatter, chat_id: int, text: str) -> None:
    who.group = chat_id
    await who.says(text)
    who.group = None


def said_in(world: World, who: Chatter, chat_id: int) -> list[str]:
    seen = [as_typed(message) for message in world.sandbox.messages(who.id, chat_id=chat_id)]
    return [message["text"] for message in seen if message["from"] == "bot"]


async def test_a_group_becomes_the_dispatch_room_and_hears_no_customer_data(
    world: World, customer: Chatter, dispatcher: Chatter, technician: Chatter, clock: MovedClock
) -> None:
    chat_id = await group(world, dispatcher, technician)
    await in_group(dispatcher, chat_id, "/bind")
    assert any("已绑定" in text and "临江县分局" in text for text in said_in(world, dispatcher, chat_id))

    staged = await booked(world, customer, "14:00", access_note="门禁 2580", fault_note="王芳家光猫坏了 13800138001")
    accepted = await staged.accepted()
    await clock.travel("13:30")

    start = clock.now + timedelta(minutes=1)
    ill = world.person_id(accepted)
    world.do(shifts.report_off, ill, start, start + timedelta(days=1), OffReason.SICK, actor=world.actor(accepted))
    await world.settle()

    told = said_in(world, dispatcher, chat_id)
    assert any("有师傅请假,留下 1 单" in text for text in told)
    assert any("报修" in text and staged.number in text for text in told)
    assert any("还没出发" in text for text in told)
    for text in told:
        for secret in ("王芳", "138", "3栋", "2580", "光猫", accepted.name):
            assert secret not in text


async def test_people_talking_in_the_group_are_left_alone(
    world: World, dispatcher: Chatter, technician: Chatter
) -> None:
    chat_id = await group(world, dispatcher, technician)
    before = len(said_in(world, dispatcher, chat_id))
    await in_group(technician, chat_id, "宽带坏了,明天下午来人")
    await in_group(technician, chat_id, "/late")
    assert len(said_in(world, dispatcher, chat_id)) == before


async def test_only_a_dispatcher_binds_a_group(world: World, dispatcher: Chatter, technician: Chatter) -> None:
    chat_id = await group(world, technician, dispatcher)
    await in_group(technician, chat_id, "/bind")
    assert not world.rows(select(Room))


async def test_released_it_hears_nothing_more(world: World, customer: Chatter, dispatcher: Chatter) -> None:
    chat_id = await group(world, dispatcher)
    await in_group(dispatcher, chat_id, "/bind")
    await in_group(dispatcher, chat_id, "/unbind")
    before = len(said_in(world, dispatcher, chat_id))
    await booked(world, customer, "11-25 14:00")
    assert len(said_in(world, dispatcher, chat_id)) == before


async def test_bound_only_from_inside_a_group(world: World, dispatcher: Chatter) -> None:
    await dispatcher.says("/bind")
    dispatcher.sees("拉进群")


async def test_in_a_group_no_card_is_opened_and_no_edit_answered(
    world: World, customer: Chatter, dispatcher: Chatter
) -> None:
    """R-12.8, whatever a forging client presses there."""
    staged = await booked(world, customer, "11-25 14:00")
    chat_id = await group(world, dispatcher)
    await in_group(dispatcher, chat_id, "/bind")
    said = said_in(world, dispatcher, chat_id)
    bound = [m for m in world.sandbox.messages(dispatcher.id, chat_id=chat_id) if m["from"] == "bot"][-1]
    await world.sandbox.tap(dispatcher.id, bound["message_id"], None, data=f"do:{staged.order_id}", chat_id=chat_id)
    await world.settle()
    mine = [m for m in world.sandbox.messages(dispatcher.id, chat_id=chat_id) if m["from"] == "me"][-1]
    await world.sandbox.send(dispatcher.id, {"chat_id": chat_id, "edit_of": mine["message_id"], "text": "改了"})
    await world.settle()
    assert said_in(world, dispatcher, chat_id) == said


async def test_a_command_in_the_bound_room_is_answered_and_shows_nothing(
    world: World, dispatcher: Chatter, technician: Chatter
) -> None:
    """R-12.8: one says where orders are dealt with instead of leaving people to wait for an answer."""
    chat_id = await group(world, dispatcher, technician)
    await in_group(dispatcher, chat_id, "/bind")
    for who in (dispatcher, technician):
        before = len(said_in(world, dispatcher, chat_id))
        await in_group(who, chat_id, "/today")
        (answer,) = said_in(world, dispatcher, chat_id)[before:]
        assert "处理工单请私聊我" in answer


async def test_put_out_of_the_room_the_dispatchers_know(
    world: World, customer: Chatter, dispatcher: Chatter, second_dispatcher: Chatter
) -> None:
    """Nobody goes on waiting for alerts in a group that gets none; back in, it is bound like any other."""
    chat_id = await group(world, dispatcher, second_dispatcher)
    await in_group(dispatcher, chat_id, "/bind")
    await world.sandbox.set_bot_in_group(chat_id, None, False)
    await world.settle()
    for each in (dispatcher, second_dispatcher):
        each.has_seen("被移出了调度群", "再发 /bind")
    assert not world.rows(select(Room))

    await world.sandbox.set_bot_in_group(chat_id, None, True)
    before = len(said_in(world, dispatcher, chat_id))
    await booked(world, customer, "11-25 14:00")
    assert len(said_in(world, dispatcher, chat_id)) == before


async def test_a_room_speaks_the_operators_language(world: World, customer: Chatter, dispatcher: Chatter) -> None:
    """Whoever bound it may read English; those in the group read what the operator speaks (D-31)."""
    await dispatcher.says("/language en")
    chat_id = await group(world, dispatcher)
    await in_group(dispatcher, chat_id, "/bind")
    staged = await booked(world, customer, "11-25 14:00")
    assert any("报修" in text and staged.number in text for text in said_in(world, dispatcher, chat_id))


async def test_a_room_that_answers_403_is_one_no_more(world: World, customer: Chatter, dispatcher: Chatter) -> None:
    """Put out while we were down: found at the next alert, and tried no more."""
    chat_id = await group(world, dispatcher)
    await in_group(dispatcher, chat_id, "/bind")
    world.sandbox.add_fault({"method": "sendMessage", "chat_id": chat_id, "status": 403})
    await booked(world, customer, "11-25 14:00")
    dispatcher.has_seen("被移出了调度群")
    assert not world.rows(select(Room))
