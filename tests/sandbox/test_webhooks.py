"""Webhooks: the secret, the order per chat, repetition after failures, calls in the answer."""

from __future__ import annotations

import asyncio

from aiogram import Bot, Dispatcher
from aiogram.methods import SendMessage
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.sandbox.store import Sandbox
from tests.sandbox.conftest import Call, Hook


async def test_the_secret_stands_in_the_header(aio: Bot, hook: Hook, sandbox: Sandbox, person: int) -> None:
    await aio.set_webhook(hook.url, secret_token="s3cret_-A", allowed_updates=["message"])
    assert (await sandbox.say(person, "你好"))["settled"]
    assert hook.headers[0]["X-Telegram-Bot-Api-Secret-Token"] == "s3cret_-A"
    assert hook.updates[0]["message"]["text"] == "你好"
    info = await aio.get_webhook_info()
    assert (info.url, info.pending_update_count, info.allowed_updates) == (hook.url, 0, ["message"])


async def test_say_waits_until_the_webhook_has_answered(hooked: Hook, api: Call, sandbox: Sandbox, person: int) -> None:
    async def answer(update: dict) -> None:
        await api("sendMessage", chat_id=person, text="一")
        await asyncio.sleep(0.02)
        await api("sendMessage", chat_id=person, text="二")

    hooked.before_answer = answer
    await sandbox.say(person, "在吗")
    assert [one["text"] for one in sandbox.messages(person)] == ["在吗", "一", "二"]


async def test_a_call_in_the_answer_is_carried_out(hooked: Hook, sandbox: Sandbox, person: int) -> None:
    hooked.answers = [{"method": "sendMessage", "chat_id": person, "text": "直接回复"}]
    await sandbox.say(person, "在吗")
    assert sandbox.messages(person)[-1]["text"] == "直接回复"


async def test_a_failed_delivery_is_repeated_and_keeps_the_order(hooked: Hook, sandbox: Sandbox, person: int) -> None:
    hooked.answers = [500, 502, 404]
    first = await sandbox.say(person, "一", wait=False)
    second = await sandbox.say(person, "二")
    assert first["message_id"] < second["message_id"]
    assert second["settled"]
    assert [one["message"]["text"] for one in hooked.updates] == ["一"] * 4 + ["二"]
    assert len({one["update_id"] for one in hooked.updates[:4]}) == 1
    info = sandbox.webhooks.info(sandbox.bots.default)
    assert info["last_error_message"] == "Wrong response from the webhook: 404 Not Found"


async def test_a_slow_chat_does_not_hold_up_another(hooked: Hook, sandbox: Sandbox, person: int) -> None:
    other = sandbox.add_person("李师傅")["id"]
    release = asyncio.Event()

    async def hold(update: dict) -> None:
        if update["message"]["chat"]["id"] == person:
            await release.wait()

    hooked.before_answer = hold
    slow = asyncio.create_task(sandbox.say(person, "慢"))
    assert (await sandbox.say(other, "快"))["settled"]
    assert not slow.done()
    release.set()
    assert (await slow)["settled"]


async def test_a_webhook_that_is_down_keeps_updates_for_later(
    api: Call, hook: Hook, sandbox: Sandbox, person: int
) -> None:
    sandbox.webhooks.first_delay = 0.001
    await api("setWebhook", url="http://127.0.0.1:9/hook")
    said = asyncio.create_task(sandbox.say(person, "在吗"))
    while "last_error_message" not in sandbox.webhooks.info(sandbox.bots.default):
        await asyncio.sleep(0.001)
    assert sandbox.webhooks.info(sandbox.bots.default)["pending_update_count"] == 1
    await api("setWebhook", url=hook.url)
    assert (await said)["settled"]
    assert [one["message"]["text"] for one in hook.updates] == ["在吗"]


async def test_pending_updates_can_be_dropped(api: Call, hook: Hook, sandbox: Sandbox, person: int) -> None:
    await sandbox.say(person, "旧", wait=False)
    await api("setWebhook", url=hook.url, drop_pending_updates=True)
    await sandbox.say(person, "新")
    assert [one["message"]["text"] for one in hook.updates] == ["新"]
    await api("deleteWebhook")
    await sandbox.say(person, "又", wait=False)
    assert [one["message"]["text"] for one in await api("getUpdates")] == ["又"]


async def test_a_bad_address_or_secret_is_refused(api: Call) -> None:
    assert "bad webhook" in (await api("setWebhook", url="ftp://x"))["description"]
    answer = await api("setWebhook", url="http://127.0.0.1:9/", secret_token="with blank")
    assert "unallowed characters" in answer["description"]


async def test_an_aiogram_webhook_that_answers_in_its_response(aio: Bot, sandbox: Sandbox, person: int) -> None:
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def greet(message: Message) -> SendMessage:
        return message.answer(f"您好,{message.from_user.first_name}")

    app = web.Application()
    SimpleRequestHandler(dispatcher, aio, handle_in_background=False, secret_token="s3cret").register(app, path="/hook")
    async with TestServer(app) as listening:
        await aio.set_webhook(str(listening.make_url("/hook")), secret_token="s3cret")
        assert (await sandbox.say(person, "在吗"))["settled"]
        assert sandbox.messages(person)[-1]["text"] == "您好,王芳"
        await aio.delete_webhook()
