"""A broadcast on its way: threads, trouble with one of many, pause and stop, the card that shows how far it is."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from models.broadcast import Broadcast, BroadcastStatus
from models.notification import Delivery, Notification
from models.outage import Outage, OutageStatus
from models.person import Address, ChatAccount, Subscription
from scheduling import broadcasts, outbox, people
from scheduling.policy import Policy
from scheduling.unit_of_work import UnitOfWork
from tests import crowds
from tests.crowds import crowd
from tests.stages import booked
from tests.world import Chatter, MovedClock, World

S = BroadcastStatus
pytestmark = pytest.mark.usefixtures("awake")


@pytest.fixture
def down(world: World) -> Outage:
    """幸福里 is without broadband."""
    found: Outage = world.do(crowds.outage)
    return found


async def sent_off(world: World, dispatcher: Chatter, outage: Outage, **given: Any) -> Broadcast:
    """Composed, confirmed, approved where that is asked for, the undo delay over, whatever can leave has left."""
    actor = world.actor(dispatcher)
    draft_id = f"d{len(world.rows(select(Broadcast)))}"
    broadcast = world.do(broadcasts.compose, draft_id, outage_id=outage.id, actor=actor, **given)
    return await let_go(world, dispatcher, broadcast)


async def let_go(world: World, dispatcher: Chatter, broadcast: Broadcast) -> Broadcast:
    broadcast = world.do(broadcasts.confirm, broadcast.id, actor=world.actor(dispatcher))
    if broadcast.status is S.AWAITING_SECOND:
        world.do(broadcasts.approve, broadcast.id, actor=world.actor(world.person(3002)))
    await world.clock.advance(seconds=60)
    return broadcast


def fates(world: World, broadcast: Broadcast) -> Counter[str]:
    rows = world.rows(select(Notification).where(Notification.broadcast_id == broadcast.id))
    return Counter(row.status.value for row in rows)


def as_it_is(world: World, broadcast: Broadcast) -> Broadcast:
    return world.do(lambda uow: uow.get(Broadcast, broadcast.id))


def later_edition(world: World, outage: Outage, **changed: Any) -> None:
    def change(uow: UnitOfWork) -> None:
        found = uow.get(Outage, outage.id)
        for name, value in {"edition": found.edition + 1, **changed}.items():
            setattr(found, name, value)

    world.do(change)


def texts(chatter: Chatter) -> list[str]:
    return [message["text"] for message in chatter.messages() if message["from"] == "bot"]


# --- One thread per outage and person


async def test_news_answers_the_first_message_and_small_changes_edit_it(
    world: World, customer: Chatter, dispatcher: Chatter, down: Outage
) -> None:
    """R-6.12: cause, place and end from the record; a push for what matters, silence for what does not."""
    await sent_off(world, dispatcher, down)
    first = customer.has_seen("幸福里", "光缆受损")

    later_edition(world, down, expected_until=down.expected_until + timedelta(hours=3))
    await sent_off(world, dispatcher, down)
    second = customer.has_seen("15:00")
    assert second["reply_to"]["message_id"] == first["message_id"]

    later_edition(world, down, edition=2, next_update_at=world.clock.now + timedelta(hours=1))
    await sent_off(world, dispatcher, down, push=False)
    edited = next(m for m in customer.messages() if m["message_id"] == first["message_id"])
    assert "再告诉您进展" in edited["text"]
    assert len(texts(customer)) == 2, "nothing new was heard"


async def test_an_edit_that_changes_nothing_counts_as_sent(
    world: World, customer: Chatter, dispatcher: Chatter, down: Outage
) -> None:
    await sent_off(world, dispatcher, down)
    same = await sent_off(world, dispatcher, down, push=False)
    assert fates(world, same) == {"sent": 1}
    assert len(texts(customer)) == 1


async def test_what_cannot_be_edited_any_more_is_said_anew_quietly(
    world: World, customer: Chatter, dispatcher: Chatter, down: Outage
) -> None:
    await sent_off(world, dispatcher, down)
    world.sandbox.add_fault({"method": "editMessageText", "status": 400, "chat_id": customer.id,
                             "description": "Bad Request: message to edit not found"})  # fmt: skip
    later_edition(world, down, edition=1, next_update_at=world.clock.now + timedelta(hours=1))
    silent = await sent_off(world, dispatcher, down, push=False)

    assert fates(world, silent) == {"sent": 1}
    assert len(texts(customer)) == 2
    assert customer.has_seen("再告诉您进展")["silent"]


async def test_an_answer_whose_first_message_was_deleted_still_arrives(
    world: World, customer: Chatter, dispatcher: Chatter, down: Outage
) -> None:
    await sent_off(world, dispatcher, down)
    gone = update(Notification).where(Notification.key == "outage-news").values(message_id=99_999)
    world.do(lambda uow: uow.session.execute(gone).rowcount)
    later_edition(world, down)
    second = await sent_off(world, dispatcher, down)
    assert fates(world, second) == {"sent": 1}
    assert len(texts(customer)) == 2


async def test_the_words_are_the_record_at_the_moment_of_sending(
    world: World, customer: Chatter, john: Chatter, dispatcher: Chatter
) -> None:
    """Own words in one language; the other reads the template. What a customer typed is never markup."""
    outage = world.do(crowds.outage, None, services=[])
    words = {"zh": "{area} 预计 {until} 恢复 <b>"}
    await sent_off(world, dispatcher, outage, texts=words)
    customer.has_seen("临江县全境 预计 11月24日 周二 12:00 恢复 <b>")
    john.has_seen("the whole of 临江县: network down", "damaged cable")


# --- Trouble with one of many stops nobody else


async def test_each_trouble_is_counted_and_stops_nobody(
    world: World, customer: Chatter, dispatcher: Chatter, clock: MovedClock, down: Outage
) -> None:
    """429, 5xx, 403, 400, a dropped connection: waited out, retried, marked."""
    people = crowd(world, 30)
    troubles: list[dict[str, Any]] = [
        {"status": 403}, {"status": 400}, {"status": 502}, {"drop_response": True}, {"status": 429, "retry_after": 2},
        {"status": 500, "times": 99},
    ]  # fmt: skip
    for chatter, trouble in zip(people, troubles, strict=False):
        world.sandbox.add_fault({"method": "sendMessage", "chat_id": chatter.id, **trouble})
    broadcast = await sent_off(world, dispatcher, down)
    await clock.advance(minutes=40)

    found = as_it_is(world, broadcast)
    counts = (found.queued, found.sent, found.blocked, found.failed, found.unknown)
    assert counts == (31, 27, 1, 2, 1)
    assert fates(world, broadcast) == {"sent": 27, "failed": 3, "unknown": 1}
    assert found.status is S.DONE
    assert [len(texts(chatter)) for chatter in people] == [0, 0, 1, 1, 1, 0, *[1] * 24]
    dispatcher.has_seen("送达明细", "已送达 27", "失败 2", "被拉黑 1", "不确定 1")


async def test_the_phone_list_has_those_who_could_not_be_reached(
    world: World, customer: Chatter, dispatcher: Chatter, down: Outage
) -> None:
    people = crowd(world, 3)
    world.sandbox.add_fault({"method": "sendMessage", "chat_id": people[1].id, "status": 403})
    broadcast = await sent_off(world, dispatcher, down)
    rows = world.do(broadcasts.phone_list, broadcast.id, actor=world.actor(dispatcher))
    assert [row["person_id"] for row in rows] == [people[1].id - crowds.FIRST_CHAT]


# --- Paused and stopped


async def test_paused_what_was_claimed_goes_back_and_resumed_it_leaves(
    world: World, dispatcher: Chatter, clock: MovedClock, down: Outage
) -> None:
    """Between claiming and sending lies the wait for the rate: a pause falls into it."""
    crowd(world, 3)
    broadcast = await queued(world, dispatcher, down)
    claimed = bulk_claimed(world)
    actor = world.actor(dispatcher)
    world.do(broadcasts.pause, broadcast.id, actor=actor)

    assert world.do(outbox.hold, [(row.id, row.attempts) for row in claimed]) == [None, None]
    assert bulk_claimed(world) == [], "nothing of a paused one is claimed"
    assert fates(world, broadcast) == {"pending": 4}

    world.do(broadcasts.resume, broadcast.id, actor=actor)
    await world.settle()
    assert fates(world, broadcast) == {"sent": 4}
    sent = world.rows(select(Notification).where(Notification.broadcast_id == broadcast.id))
    assert {row.attempts for row in sent} == {1}


def bulk_claimed(world: World) -> list[outbox.Owed]:
    return [row for row in world.do(outbox.claim, 3) if row.broadcast_id is not None]


async def queued(world: World, dispatcher: Chatter, outage: Outage) -> Broadcast:
    """Everybody in the outbox, nobody told yet."""
    actor = world.actor(dispatcher)
    broadcast = world.do(broadcasts.compose, "d", outage_id=outage.id, actor=actor)
    world.do(broadcasts.confirm, broadcast.id, actor=actor)
    world.app.store.on_commit = None

    def go(uow: UnitOfWork) -> None:
        uow.get(Broadcast, broadcast.id).send_at = uow.now
        uow.session.flush()
        broadcasts.begin(uow, broadcast.id)
        while uow.get(Broadcast, broadcast.id).queued_at is None:
            broadcasts.queue(uow, broadcast.id)

    world.do(go)
    return broadcast


async def test_who_is_no_longer_meant_when_their_turn_comes_hears_nothing(
    world: World, dispatcher: Chatter, clock: MovedClock, down: Outage
) -> None:
    """Promise 1: at the permitted rate hours lie between queueing and sending; moved, given up or turned off meanwhile."""
    moves, ends, stays = crowd(world, 3)
    broadcast = await queued(world, dispatcher, down)

    def meanwhile(uow: UnitOfWork) -> None:
        homes = select(Address).join(ChatAccount, ChatAccount.person_id == Address.person_id)
        uow.session.scalars(homes.where(ChatAccount.chat_id == moves.id)).one().area_id = crowds.area(uow, "科技园").id
        line = uow.session.scalars(
            select(Subscription).join(ChatAccount, ChatAccount.person_id == Subscription.person_id)
            .where(ChatAccount.chat_id == ends.id)
        ).one()  # fmt: skip
        line.service = "tv"  # no broadband any more

    world.do(meanwhile)
    await clock.advance(seconds=10)
    assert fates(world, broadcast) == {"sent": 2, "withdrawn": 2}
    stays.has_seen("幸福里")
    assert texts(moves) == texts(ends) == []
    dispatcher.has_seen("已送达 2", "未发 2")


async def test_news_of_works_turned_off_while_it_waits_to_leave(
    world: World, dispatcher: Chatter, clock: MovedClock
) -> None:
    """D-14: what is not urgent does not reach whoever turned it off a moment ago."""
    starts = world.clock.now + timedelta(hours=4)
    works = world.do(crowds.outage, planned=True, status=OutageStatus.PLANNED, starts_at=starts,
                     expected_until=starts + timedelta(hours=1))  # fmt: skip
    quiet, hears = crowd(world, 2)
    broadcast = await queued(world, dispatcher, works)
    world.do(people.hear_outage_news, False, actor=world.actor(quiet))

    await clock.advance(seconds=10)
    assert fates(world, broadcast) == {"sent": 2, "withdrawn": 1}
    hears.has_seen("计划施工")
    assert texts(quiet) == []


async def test_stopped_what_was_claimed_is_withdrawn(
    world: World, dispatcher: Chatter, clock: MovedClock, down: Outage
) -> None:
    crowd(world, 3)
    broadcast = await queued(world, dispatcher, down)
    claimed = bulk_claimed(world)
    world.do(broadcasts.stop, broadcast.id, actor=world.actor(dispatcher))
    assert world.do(outbox.hold, [(row.id, row.attempts) for row in claimed]) == [None, None]

    await clock.advance(seconds=10)
    assert fates(world, broadcast) == {"withdrawn": 4}
    await clock.advance(minutes=5)  # whoever had claimed its card as well comes back no more
    dispatcher.has_seen("送达明细", "已送达 0", "未发 4")


async def test_one_broadcast_never_looks_through_anothers_rows(world: World, dispatcher: Chatter, down: Outage) -> None:
    crowd(world, 5)
    paused = await queued(world, dispatcher, down)
    world.do(broadcasts.pause, paused.id, actor=world.actor(dispatcher))
    elsewhere = world.do(crowds.outage, "科技园")
    other = await sent_off(world, dispatcher, elsewhere)

    assert fates(world, other) == {"sent": 2}
    assert fates(world, paused) == {"pending": 6}


# --- What overtakes it, and how far it is


async def test_a_half_hour_notice_overtakes_a_broadcast(
    world: World, neighbour: Chatter, dispatcher: Chatter, clock: MovedClock, down: Outage
) -> None:
    """It falls due while sixty are being told, and leaves among the next."""
    crowd(world, 60)
    await booked(world, neighbour, "11-24 14:00", area="科技园")
    await queued(world, dispatcher, down)
    world.sandbox.add_fault({"method": "sendMessage", "delay_ms": 5, "times": 200})
    before = len(world.sandbox.log.read("sendMessage"))
    settling = asyncio.create_task(world.settle())
    while len(world.sandbox.log.read("sendMessage")) < before + 3:
        await asyncio.sleep(0.002)
    due = update(Notification).where(Notification.key == "half-hour-notice").values(due_at=clock.now)
    world.do(lambda uow: uow.session.execute(due).rowcount)
    await settling

    calls = [call["chat_id"] for call in world.sandbox.log.read("sendMessage")][before:]
    assert calls.index(neighbour.id) < 3 + 2 * world.app.post.least
    assert calls[-1] != neighbour.id
    neighbour.has_seen("14:00", "师傅")


async def test_one_card_shows_how_far_it_is_and_is_edited_in_place(
    world: World, dispatcher: Chatter, clock: MovedClock, down: Outage
) -> None:
    people = crowd(world, 4)
    world.sandbox.add_fault({"method": "sendMessage", "chat_id": people[0].id, "status": 502, "times": 3})
    broadcast = await sent_off(world, dispatcher, down)
    card = dispatcher.has_seen("发送中", "0/5")
    await clock.advance(seconds=5)
    assert "4/5" in next(m for m in dispatcher.messages() if m["message_id"] == card["message_id"])["text"]
    await clock.advance(seconds=60)

    last = next(m for m in dispatcher.messages() if m["message_id"] == card["message_id"])
    assert "已发完" in last["text"] and "已送达 5" in last["text"]
    assert dispatcher.count("群发 1 · 幸福里") == 1, "one card from the first to the report"
    assert as_it_is(world, broadcast).status is S.DONE


async def test_a_restart_in_the_middle_goes_on_where_it_was(
    world: World, dispatcher: Chatter, clock: MovedClock, down: Outage
) -> None:
    world.app.store.policy = replace(Policy.default(), broadcast=replace(Policy.default().broadcast, queued_at_once=7))
    people = crowd(world, 40)
    actor = world.actor(dispatcher)
    broadcast = world.do(broadcasts.compose, "d", outage_id=down.id, actor=actor)
    world.do(broadcasts.confirm, broadcast.id, actor=actor)
    world.sandbox.add_fault({"method": "sendMessage", "delay_ms": 5, "times": 500})
    moving = asyncio.create_task(clock.advance(seconds=60))
    while len(world.sandbox.log.read("sendMessage")) < 10:
        await asyncio.sleep(0.01)
    await world.restart()
    await moving
    await world.settle()
    await clock.advance(seconds=90)

    assert sorted(len(texts(one)) for one in people) == [1] * 40
    assert as_it_is(world, broadcast).status is S.DONE


async def test_a_correction_says_what_was_wrong_and_what_is_so(
    world: World, customer: Chatter, dispatcher: Chatter, down: Outage
) -> None:
    wrong = await sent_off(world, dispatcher, down)
    later_edition(world, down, expected_until=down.expected_until + timedelta(hours=2))
    correction = world.do(broadcasts.correct, wrong.id, actor=world.actor(dispatcher))
    await let_go(world, dispatcher, correction)
    customer.has_seen("更正", "之前说的恢复时间 11月24日 周二 12:00 不对", "预计 11月24日 周二 14:00 左右恢复")


async def test_a_test_looks_different_and_no_customer_sees_it(
    world: World, customer: Chatter, dispatcher: Chatter, second_dispatcher: Chatter, down: Outage
) -> None:
    broadcast = world.do(broadcasts.compose, "d", outage_id=down.id, actor=world.actor(dispatcher))
    world.do(broadcasts.test_send, broadcast.id, actor=world.actor(dispatcher))
    await world.settle()
    for one in (dispatcher, second_dispatcher):
        one.has_seen("测试", "🟨", "幸福里", "没有发给任何客户")
    assert texts(customer) == []


async def test_the_all_clear(world: World, customer: Chatter, dispatcher: Chatter, down: Outage) -> None:
    await sent_off(world, dispatcher, down)
    later_edition(world, down, status=OutageStatus.RESTORED, restored_at=world.clock.now)
    clear = world.do(
        lambda uow: broadcasts.outage_changed(uow, uow.get(Outage, down.id)), actor=world.actor(dispatcher)
    )
    await let_go(world, dispatcher, clear)
    customer.has_seen("已恢复", "直接报修")
    assert {row.status for row in world.rows(select(Notification).where(Notification.key == "outage-news"))} == {
        Delivery.SENT
    }
