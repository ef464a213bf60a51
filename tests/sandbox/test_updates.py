"""Long polling: order, confirmation, conflicts; and when a person's act counts as answered."""

from __future__ import annotations

import asyncio

import aiogram.exceptions
import pytest
import telegram
from aiogram import Bot

from bot.sandbox.store import Sandbox
from tests.sandbox.conftest import Call


async def test_updates_come_in_order_until_they_are_confirmed(
    aio: Bot, ptb: telegram.Bot, sandbox: Sandbox, person: int
) -> None:
    for text in ("一", "二", "三"):
        await sandbox.say(person, text, wait=False)
    first = await aio.get_updates(limit=2)
    assert [one.message.text for one in first] == ["一", "二"]
    assert [one.message.text for one in await ptb.get_updates()] == ["一", "二", "三"]
    rest = await aio.get_updates(offset=first[-1].update_id + 1)
    assert [one.message.text for one in rest] == ["三"]
    assert rest[0].message.from_user.language_code == "zh"
    assert await aio.get_updates(offset=rest[-1].update_id + 1) == []


async def test_a_negative_offset_keeps_only_the_last(api: Call, sandbox: Sandbox, person: int) -> None:
    for text in "一二三":
        await sandbox.say(person, text, wait=False)
    assert [one["message"]["text"] for one in await api("getUpdates", offset=-1)] == ["三"]
    assert len(await api("getUpdates")) == 1


async def test_a_long_poll_wakes_when_somebody_writes(aio: Bot, sandbox: Sandbox, person: int) -> None:
    poll = asyncio.create_task(aio.get_updates(timeout=20))
    await until(lambda: sandbox.updates.polls)
    await sandbox.say(person, "在吗", wait=False)
    assert [one.message.text for one in await asyncio.wait_for(poll, 5)] == ["在吗"]


async def test_of_two_pollers_the_first_gets_a_conflict(aio: Bot, api: Call, sandbox: Sandbox) -> None:
    first = asyncio.create_task(aio.get_updates(timeout=20))
    await until(lambda: sandbox.updates.polls)
    assert await api("getUpdates", timeout=0) == []
    with pytest.raises(aiogram.exceptions.TelegramConflictError, match="terminated by other getUpdates request"):
        await asyncio.wait_for(first, 5)


async def test_polling_while_a_webhook_is_set_is_a_conflict(ptb: telegram.Bot, hook) -> None:
    await ptb.set_webhook(hook.url)
    with pytest.raises(telegram.error.Conflict, match="can't use getUpdates method while webhook is active"):
        await ptb.get_updates()
    await ptb.delete_webhook()
    assert await ptb.get_updates() == ()


async def test_a_poller_that_went_away_leaves_no_ghost(http, sandbox: Sandbox) -> None:
    poll = asyncio.create_task(http.get("/bot1:sandbox/getUpdates?timeout=20"))
    await until(lambda: sandbox.updates.polls)
    poll.cancel()
    await until(lambda: not sandbox.updates.polls)


async def test_only_wanted_kinds_are_queued(api: Call, sandbox: Sandbox, person: int) -> None:
    await api("getUpdates", allowed_updates=["callback_query"])
    await sandbox.say(person, "你好", wait=False)
    assert await api("getUpdates") == []
    await api("getUpdates", allowed_updates=[])
    await sandbox.say(person, "你好", wait=False)
    assert len(await api("getUpdates")) == 1


async def test_every_token_is_a_bot_of_its_own(api: Call, sandbox: Sandbox, person: int) -> None:
    me = await api("getMe", token="42:other-Secret_1")
    assert (me["id"], me["username"]) == (42, "sandbox_42_bot")
    await api("getMe")  # somebody runs the default one too
    await sandbox.say(person, "给你", wait=False, bot="sandbox_42_bot")
    await sandbox.say(person, "给门铃", wait=False)
    assert [one["message"]["text"] for one in await api("getUpdates", token="42:other-Secret_1")] == ["给你"]
    assert [one["message"]["text"] for one in await api("getUpdates")] == ["给门铃"]
    assert [one["bot"] for one in sandbox.messages(person)] == ["sandbox_42_bot", "menling_bot"]
    assert len(sandbox.messages(person, bot="sandbox_42_bot")) == 1


async def test_say_waits_for_a_polling_bot_to_confirm_and_answer(api: Call, sandbox: Sandbox, person: int) -> None:
    async def slow_bot() -> None:
        (update,) = await api("getUpdates", timeout=20)
        confirmed = asyncio.create_task(api("getUpdates", offset=update["update_id"] + 1, timeout=20))
        await asyncio.sleep(0.02)
        await api("sendChatAction", chat_id=person, action="typing")
        await api("sendMessage", chat_id=person, text="收到")
        await confirmed

    bot = asyncio.create_task(slow_bot())
    said = await sandbox.say(person, "在吗")
    assert said["settled"]
    assert [one["text"] for one in sandbox.messages(person)] == ["在吗", "收到"]
    bot.cancel()


async def test_say_does_not_wait_for_ever_for_a_bot_that_confirms_and_is_silent(
    api: Call, sandbox: Sandbox, person: int
) -> None:
    async def silent_bot() -> None:
        (update,) = await api("getUpdates", timeout=20)
        await api("getUpdates", offset=update["update_id"] + 1, timeout=0)

    bot = asyncio.create_task(silent_bot())
    assert (await asyncio.wait_for(sandbox.say(person, "在吗"), 2))["settled"]
    await bot


async def test_nobody_listening_is_said(sandbox: Sandbox, person: int, monkeypatch: pytest.MonkeyPatch) -> None:
    pending = sandbox.updates.add(sandbox.bots.default, "message", {}, person)
    assert not await sandbox.updates.settled(pending, within=0.01)


async def until(claim, within: float = 5.0) -> None:
    """Wait for something that happens on the other side of a connection."""
    async with asyncio.timeout(within):
        while not claim():
            await asyncio.sleep(0.001)
