"""An update has its effect once, however often it comes; nobody meets silence; nobody waits for somebody else."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select

from models.appointment import Status
from models.event import Event
from models.inbox import Update
from models.notification import Notification
from models.order import OrderStatus, WorkOrder
from models.person import ChatAccount
from scheduling import outages
from tests.stages import Staged, booked, outage_opens
from tests.world import HOOK, Chatter, MovedClock, World


@pytest.fixture
def came_in(world: World) -> list[dict[str, Any]]:
    """Every update as it was brought, in order."""
    seen: list[dict[str, Any]] = []
    intake = world.app.intake
    deal_with = intake.handle_raw

    async def noting(raw: dict[str, Any], *more: Any) -> bool:
        seen.append(raw)
        return await deal_with(raw, *more)

    intake.handle_raw = noting  # type: ignore[method-assign]
    return seen


async def bring(world: World, raw: dict[str, Any]) -> int:
    """Brings an update once more, as Telegram does when it is unsure."""
    secret = {"X-Telegram-Bot-Api-Secret-Token": HOOK.secret}
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.post(f"{world.server.url}{HOOK.path}", json=raw, headers=secret)
    await world.settle()
    return answer.status_code


def confirmations(world: World) -> int:
    return len(world.rows(select(Event).where(Event.name == "appointment.confirmed")))


async def asked(world: World, customer: Chatter, clock: MovedClock) -> Staged:
    """A visit tomorrow, and the question whether it suits."""
    staged = await booked(world, customer, "11-25 14:00")
    await clock.travel("18:00")
    return staged


async def test_brought_twice_to_one_process_it_is_answered_once(
    world: World, customer: Chatter, clock: MovedClock, came_in: list[dict[str, Any]]
) -> None:
    await asked(world, customer, clock)
    await customer.taps("确认,时间合适")
    said = len(customer.messages())

    assert await bring(world, came_in[-1]) == 200
    assert (confirmations(world), len(customer.messages())) == (1, said)


async def test_brought_again_after_a_restart_the_current_card_is_shown(
    world: World, customer: Chatter, clock: MovedClock, came_in: list[dict[str, Any]]
) -> None:
    """Its effect is in; whether its answer went out, nobody knows any more."""
    staged = await asked(world, customer, clock)
    await customer.taps("确认,时间合适")
    await world.restart()
    customer.mark = world.sandbox.seq

    assert await bring(world, came_in[-1]) == 200
    assert confirmations(world) == 1
    assert len(customer.new()) == 1
    assert staged.visit().status is Status.CONFIRMED


@pytest.mark.parametrize("fault", [{"status": 502}, {"drop_response": True}])
async def test_a_report_whose_answer_did_not_leave_is_said_with_the_outage_it_waits_for(
    world: World, customer: Chatter, came_in: list[dict[str, Any]], fault: dict[str, Any]
) -> None:
    """R-6.12: the update comes again; whether or not the first answer was shown, the record stands before them and is read."""
    outage = await outage_opens(world)
    await customer.says("宽带坏了,明天下午来人")
    world.do(outages.change, outage.id, cause="power", actor=world.actor(world.person(3001)))
    newer = Notification.edition == outage.edition + 1
    world.sandbox.add_fault({"method": "editMessageText", "chat_id": customer.id, **fault})
    await customer.taps("恢复了告诉我")

    customer.sees("恢复后马上问您", "停电")
    assert [order.status for order in world.rows(select(WorkOrder))] == [OrderStatus.ON_HOLD]
    assert len(world.rows(select(Notification).where(Notification.key == "record-read", newer))) == 1


async def test_two_at_the_same_moment_are_one(
    world: World, customer: Chatter, clock: MovedClock, came_in: list[dict[str, Any]]
) -> None:
    await asked(world, customer, clock)
    card = customer.has_seen("确认,时间合适")
    world.app.intake.handle_raw = catching = Caught()  # type: ignore[method-assign, assignment]
    await customer.taps_on(card, "确认")
    del world.app.intake.handle_raw
    [raw] = catching.seen
    before = len(customer.messages())

    answers = await asyncio.gather(*(bring(world, raw) for _ in range(4)))

    assert set(answers) == {200}
    assert confirmations(world) == 1
    assert len(customer.messages()) <= before + 1


class Caught:
    """Takes updates and does nothing with them."""

    def __init__(self) -> None:
        self.seen: list[dict[str, Any]] = []

    async def __call__(self, raw: dict[str, Any], *more: Any) -> bool:
        self.seen.append(raw)
        return True


@pytest.mark.parametrize("fault", [{"status": 502}, {"drop_response": True}])
async def test_a_reply_that_is_lost_brings_the_update_again_and_the_card_after_all(
    world: World, customer: Chatter, clock: MovedClock, came_in: list[dict[str, Any]], fault: dict[str, Any]
) -> None:
    staged = await asked(world, customer, clock)
    world.sandbox.add_fault({"method": "editMessageText", "chat_id": customer.id, **fault})
    came_in.clear()
    await customer.taps("确认,时间合适")

    assert [raw["update_id"] for raw in came_in] == [came_in[0]["update_id"]] * 2
    assert (confirmations(world), staged.visit().status) == (1, Status.CONFIRMED)
    assert customer.new(), "no silence"


async def test_a_database_that_is_away_for_a_moment_loses_no_words(
    world: World, customer: Chatter, came_in: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = world.app.intake.run
    broken = [True]

    async def run(*args: Any, **more: Any) -> Any:
        if broken:
            broken.pop()
            raise OSError("the disk is away")
        return await runs(*args, **more)

    monkeypatch.setattr(world.app.intake, "run", run)
    await customer.says("/start")

    assert len(came_in) == 2
    assert customer.new()


async def test_an_answer_that_the_messenger_never_takes_ends_all_the_same(
    world: World, customer: Chatter, came_in: list[dict[str, Any]]
) -> None:
    """Neither the answer nor the apology can be said: acknowledged, or it would come for ever."""
    world.sandbox.add_fault({"method": "sendMessage", "status": 400, "times": 9, "chat_id": customer.id})
    await customer.says("/start")

    assert len(came_in) == 1
    world.sandbox.clear_faults()
    await customer.says("/start")
    assert customer.new()


async def test_an_update_nobody_can_read_is_put_aside(
    world: World, customer: Chatter, came_in: list[dict[str, Any]]
) -> None:
    assert await bring(world, {"update_id": 7, "message": {"chat": "?"}}) == 200
    assert await bring(world, {"update_id": 8, "something_new": {}}) == 200
    await customer.says("/start")
    kept_by_no_database = {**came_in[-1], "update_id": 2**63}
    assert await bring(world, kept_by_no_database) == 200


async def test_one_chat_is_answered_in_order(world: World, customer: Chatter) -> None:
    """The first answer is slow; the second words wait for it."""
    world.sandbox.add_fault({"method": "sendMessage", "delay_ms": 60, "chat_id": customer.id})
    first = asyncio.create_task(world.sandbox.say(customer.id, "/start"))
    await asyncio.sleep(0)
    second = asyncio.create_task(world.sandbox.say(customer.id, "/help"))
    await asyncio.gather(first, second)

    noted = [call["index"] for call in world.sandbox.log.read(chat_id=customer.id) if call["duration_ms"] >= 50]
    later = [call["index"] for call in world.sandbox.log.read(chat_id=customer.id) if call["duration_ms"] < 50]
    assert noted and all(noted[0] < index for index in later)


async def test_a_slow_chat_holds_up_nobody_else(world: World, customer: Chatter, neighbour: Chatter) -> None:
    world.sandbox.add_fault({"method": "sendMessage", "delay_ms": 500, "chat_id": customer.id})
    slow = asyncio.create_task(world.sandbox.say(customer.id, "/start"))
    await asyncio.sleep(0.02)
    await world.sandbox.say(neighbour.id, "/start")

    assert not slow.done()
    assert neighbour.messages()[-1]["from"] == "bot"
    await slow


async def test_blocked_in_the_middle_of_a_conversation(world: World, customer: Chatter) -> None:
    """What was half-finished waits; nobody is written to meanwhile; let in again, it goes on."""
    await customer.says("/start")
    world.sandbox.add_fault({"method": "sendMessage", "status": 403, "chat_id": customer.id})
    await customer.says("宽带坏了")
    account = world.rows(select(ChatAccount).where(ChatAccount.chat_id == customer.id))[0]
    assert account.blocked_at is not None
    assert not customer.new()

    await customer.says("你好")
    account = world.rows(select(ChatAccount).where(ChatAccount.chat_id == customer.id))[0]
    assert account.blocked_at is None
    assert customer.new()


async def test_blocking_and_unblocking_are_noticed_without_writing(world: World, customer: Chatter) -> None:
    def blocked() -> bool:
        account = world.rows(select(ChatAccount).where(ChatAccount.chat_id == customer.id))[0]
        return account.blocked_at is not None

    await world.sandbox.block(customer.id)
    assert blocked()
    await world.sandbox.unblock(customer.id)
    assert not blocked()


async def test_what_changes_something_is_noted_once(world: World, customer: Chatter, clock: MovedClock) -> None:
    await asked(world, customer, clock)
    before = world.do(lambda uow: uow.session.scalar(select(func.count()).select_from(Update)))
    await customer.taps("确认,时间合适")
    assert world.do(lambda uow: uow.session.scalar(select(func.count()).select_from(Update))) == before + 1
