"""What becomes of an owed message when the messenger says no, says nothing, or says: later."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from models.appointment import Status
from models.notification import Delivery, Notification, Room
from models.person import ChatAccount
from scheduling.policy import Policy
from tests.delivery.mail import attempts, fates, open_tasks, owe, row
from tests.stages import booked
from tests.world import Chatter, MovedClock, World


async def test_sent_once_and_written_down(world: World, customer: Chatter) -> None:
    [id] = owe(world, customer, "您好")
    await world.settle()

    customer.has_seen("您好")
    sent = row(world, id)
    assert (sent.status, sent.chat_id, sent.attempts) == (Delivery.SENT, customer.id, 1)
    assert sent.message_id == customer.messages()[-1]["message_id"]


async def test_after_a_429_everybody_waits_as_long_as_it_says(
    world: World, customer: Chatter, clock: MovedClock
) -> None:
    world.sandbox.add_fault({"method": "sendMessage", "status": 429, "retry_after": 7})
    [id] = owe(world, customer, "您好")
    await world.settle()

    assert world.app.allowance.halted_for > 5
    held = row(world, id)
    assert (held.status, held.attempts) == (Delivery.PENDING, 0), "a flood limit is no failure of this message"

    await clock.advance(seconds=6)
    assert customer.count("您好") == 0
    await clock.advance(seconds=2)
    assert (customer.count("您好"), fates(world, [id])) == (1, ["sent"])


async def test_a_429_for_a_reply_halts_the_outbox_too(world: World, customer: Chatter) -> None:
    world.sandbox.add_fault({"method": "sendMessage", "status": 429, "retry_after": 3, "chat_id": customer.id})
    await customer.says("/start")

    assert world.app.allowance.halted_for > 1
    assert customer.new(), "refused is not done: the reply was said again, and not lost"


async def test_a_failing_messenger_is_tried_again_ever_more_seldom(
    world: World, customer: Chatter, clock: MovedClock
) -> None:
    world.sandbox.add_fault({"method": "sendMessage", "status": 502, "times": 3})
    [id] = owe(world, customer, "您好")
    await world.settle()

    waits = []
    for _ in range(3):
        waits.append(((row(world, id).lease_until or clock.now) - clock.now).total_seconds())
        await clock.advance(seconds=waits[-1])
    assert waits == [2, 4, 8]
    assert (customer.count("您好"), fates(world, [id])) == (1, ["sent"])
    assert attempts(world, customer) == [502, 502, 502, 200]


async def test_nobody_listening_is_tried_again_as_well(world: World, customer: Chatter, clock: MovedClock) -> None:
    sender = world.app.post.sender.bot
    right = sender._base_url
    sender._base_url = "http://127.0.0.1:1/bot1:sandbox"
    [id] = owe(world, customer, "您好")
    await world.settle()
    assert row(world, id).status is Delivery.PENDING

    sender._base_url = right
    await clock.advance(seconds=2)
    assert (customer.count("您好"), fates(world, [id])) == (1, ["sent"])


async def test_given_up_in_the_end_it_becomes_a_phone_task(world: World, customer: Chatter, clock: MovedClock) -> None:
    most = Policy.default().delivery.max_attempts
    world.sandbox.add_fault({"method": "sendMessage", "status": 500, "times": 99, "chat_id": customer.id})
    [id] = owe(world, customer, "您好", phone_if_no_chat=True)
    await world.settle()
    await clock.advance(hours=2)

    assert fates(world, [id]) == ["failed"]
    assert attempts(world, customer) == [500] * most
    assert [task.kind.value for task in open_tasks(world)] == ["phone_notice"]


async def test_blocked_is_marked_phoned_and_never_tried_again(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock
) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await world.sandbox.block(customer.id, wait=False)
    account = world.rows(select(ChatAccount).where(ChatAccount.chat_id == customer.id))[0]
    await clock.travel("18:00")

    account = world.rows(select(ChatAccount).where(ChatAccount.chat_id == customer.id))[0]
    assert account.blocked_at is not None
    kinds = {task.kind.value for task in open_tasks(world)}
    assert "phone_notice" in kinds or "phone_blocked" in kinds
    dispatcher.has_seen(staged.number)
    await clock.travel("11-25 13:30")
    assert 403 not in attempts(world, customer)[1:], "once refused, nobody knocks again"


async def test_blocked_and_let_in_again(world: World, customer: Chatter) -> None:
    await world.sandbox.block(customer.id)
    ids = owe(world, customer, "一")
    await world.settle()
    await world.sandbox.unblock(customer.id)
    ids += owe(world, customer, "二")
    await world.settle()

    assert fates(world, ids) == ["failed", "sent"]


async def test_with_two_chats_the_other_one_is_used(world: World, customer: Chatter) -> None:
    other = world.newcomer("王芳的平板")
    person_id = world.person_id(customer)

    def second_chat(uow) -> None:
        account = ChatAccount(person_id=person_id, bot_id=1, chat_id=other.id, user_id=other.id)
        account.bound_at = uow.now - timedelta(days=9)
        uow.add(account)

    world.do(second_chat)
    world.sandbox.add_fault({"method": "sendMessage", "status": 403, "chat_id": customer.id})
    [id] = owe(world, customer, "您好")
    await world.settle()

    assert (other.count("您好"), fates(world, [id])) == (1, ["sent"])


async def test_a_moved_group_keeps_its_news(world: World, customer: Chatter, dispatcher: Chatter) -> None:
    group = (await world.sandbox.create_group("调度", [dispatcher.id, 3002]))["id"]
    person_id = world.person_id(dispatcher)

    def bind(uow) -> None:
        room = Room(bot_id=1, chat_id=group, unit_id=1, bound_by_id=person_id)
        room.bound_at = uow.now
        uow.add(room)

    world.do(bind)
    # Nobody tells us: we only hear of it when we write to the old number.
    sent, world.app.intake.handle_raw = world.app.intake.handle_raw, yes  # type: ignore[method-assign]
    new = (await world.sandbox.upgrade_group(group))["id"]
    world.app.intake.handle_raw = sent  # type: ignore[method-assign]
    await booked(world, customer, "11-25 14:00")

    assert world.rows(select(Room))[0].chat_id == new
    assert "sent" in {one.status.value for one in world.rows(select(Notification).where(Notification.room_id > 0))}


async def yes(raw: object) -> bool:
    return True


async def test_what_the_messenger_will_never_take_is_not_tried_again(
    world: World, customer: Chatter, clock: MovedClock
) -> None:
    world.sandbox.add_fault({"method": "sendMessage", "status": 400, "chat_id": customer.id})
    [id] = owe(world, customer, "您好", phone_if_no_chat=True)
    await world.settle()
    await clock.advance(hours=3)

    assert (fates(world, [id]), attempts(world, customer)) == (["failed"], [400])
    assert [task.kind.value for task in open_tasks(world)] == ["phone_notice"]


async def test_a_card_whose_picture_is_refused_goes_without_it(
    world: World, customer: Chatter, clock: MovedClock
) -> None:
    staged = await booked(world, customer, "14:00")
    await staged.accepted()
    world.sandbox.add_fault({"method": "sendPhoto", "status": 400, "chat_id": customer.id})
    await clock.travel("13:30")

    customer.has_seen("14:00", staged.number)
    assert staged.visit().status is Status.NOTIFIED


async def test_an_answer_lost_after_sending_is_unknown_and_not_sent_twice(
    world: World, customer: Chatter, clock: MovedClock
) -> None:
    world.sandbox.add_fault({"method": "sendMessage", "drop_response": True, "chat_id": customer.id})
    [id] = owe(world, customer, "您好")
    await world.settle()
    await clock.advance(hours=3)

    assert (fates(world, [id]), customer.count("您好")) == (["unknown"], 1)


@pytest.mark.parametrize("again", [1, 2])
async def test_a_revoked_token_loses_nothing(world: World, customer: Chatter, clock: MovedClock, again: int) -> None:
    world.sandbox.add_fault({"method": "sendMessage", "status": 401, "times": again})
    [id] = owe(world, customer, "您好")
    await world.settle()
    await clock.advance(minutes=5)

    assert (fates(world, [id]), customer.count("您好")) == (["sent"], 1)
