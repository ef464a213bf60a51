"""The server itself: how calls may come in, what it says to strangers, ports, stopping; whole bots of both libraries."""

from __future__ import annotations

import asyncio
import socket

import httpx
import pytest
import telegram.ext
from aiogram import Bot, Dispatcher
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.sandbox.server import RunningServer, serve
from bot.sandbox.store import Sandbox
from tests.sandbox.conftest import TOKEN, Call


async def test_parameters_come_by_query_form_json_or_multipart(
    http: httpx.AsyncClient, sandbox: Sandbox, person: int
) -> None:
    where = "/bot1:sandbox/sendMessage"
    await http.get(where, params={"chat_id": person, "text": "地址"})
    await http.post(where, data={"chat_id": str(person), "text": "表单"})
    await http.post(where, json={"chat_id": person, "text": "JSON"})
    await http.post(where, files={"chat_id": (None, str(person)), "text": (None, "多部")})
    await http.post(f"{where}?chat_id={person}", data={"text": "混合"})
    assert [one["text"] for one in sandbox.messages(person)] == ["地址", "表单", "JSON", "多部", "混合"]


async def test_a_file_may_be_attached_under_a_name(http: httpx.AsyncClient, sandbox: Sandbox, person: int) -> None:
    data = {"chat_id": str(person), "document": "attach://paper"}
    await http.post("/bot1:sandbox/sendDocument", data=data, files={"paper": ("a.txt", b"hello")})
    assert sandbox.messages(person)[0]["document"]["file_name"] == "a.txt"
    missing = await http.post("/bot1:sandbox/sendDocument", data=data)
    assert "attachment paper is missing" in missing.json()["description"]


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("/botnonsense/getMe", 401, "Unauthorized"),
        ("/bot1:/getMe", 401, "Unauthorized"),
        ("/bot1:sandbox/getNothing", 404, "Not Found"),
        ("/bot1:sandbox/", 404, "Not Found"),
        ("/bot1:sandbox", 404, "Not Found"),
        ("/file/bot1:sandbox/photos/none.jpg", 404, "Not Found"),
    ],
)
async def test_strangers_and_unknown_methods(http: httpx.AsyncClient, path: str, status: int, description: str) -> None:
    answer = await http.post(path) if "file" not in path else await http.get(path)
    assert answer.status_code == status
    assert answer.json() == {"ok": False, "error_code": status, "description": description}


def test_answers_do_not_wait_until_the_last_one_has_arrived(sandbox: Sandbox) -> None:
    """On Python's own loop too, which is slower to see that a connection is TCP than uvloop."""

    async def connected() -> int:
        server = await serve(sandbox)
        async with httpx.AsyncClient(base_url=server.url) as http:
            await http.get("/bot1:sandbox/getMe")
            [connection] = server.server_state.connections
            taken: socket.socket = connection.transport.get_extra_info("socket")
            at_once = taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        await server.stop()
        return at_once

    assert asyncio.Runner(loop_factory=asyncio.SelectorEventLoop).run(connected())


async def test_method_names_are_not_case_sensitive(http: httpx.AsyncClient) -> None:
    assert (await http.get("/bot1:sandbox/GETME")).json()["result"]["id"] == 1


async def test_bad_json_and_too_much_of_anything_are_refused(http: httpx.AsyncClient, person: int) -> None:
    headers = {"Content-Type": "application/json"}
    bad = await http.post("/bot1:sandbox/sendMessage", content=b"{", headers=headers)
    assert bad.status_code == 400
    big = await http.post("/bot1:sandbox/sendMessage", content=bytes(22 * 2**20))
    assert big.status_code == 413
    assert (await http.post("/sandbox/people", content=b"[]")).json()["error"]
    assert (await http.get("/sandbox/people/who/messages")).status_code == 400
    assert (await http.get("/sandbox/people/9/messages")).status_code == 404


async def test_a_port_in_use_is_an_error_of_the_callers(server: RunningServer) -> None:
    port = int(server.url.rsplit(":", 1)[1])
    with pytest.raises(OSError, match=f"cannot listen on 127.0.0.1:{port}"):
        await serve(Sandbox(), port=port)


async def test_it_stops_while_somebody_polls() -> None:
    box = Sandbox()
    running = await serve(box)
    async with httpx.AsyncClient() as client:
        polls = [
            asyncio.create_task(client.get(f"{running.url}/bot1:sandbox/getUpdates?timeout=50", timeout=60)),
            asyncio.create_task(client.get(f"{running.url}/sandbox/clock/follow?done=0&next=", timeout=60)),
        ]
        while not (box.updates.polls and box.clock.followers):
            await asyncio.sleep(0.001)
        await asyncio.wait_for(running.stop(), 5)
        assert [answer.status_code for answer in await asyncio.gather(*polls)] == [200, 200]


async def test_a_whole_aiogram_bot_holds_a_conversation(aio: Bot, sandbox: Sandbox, person: int) -> None:
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def ask(message: Message) -> None:
        button = InlineKeyboardButton(text="好", callback_data="yes")
        await message.answer("来吗?", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]))

    @dispatcher.callback_query()
    async def agreed(query: CallbackQuery) -> None:
        await query.answer("收到")
        await query.message.edit_text("已预约")

    polling = asyncio.create_task(dispatcher.start_polling(aio, handle_signals=False, close_bot_session=False))
    await sandbox.say(person, "你好")
    assert sandbox.messages(person)[-1]["text"] == "来吗?"
    assert (await sandbox.tap(person, None, "好"))["toast"] == "收到"
    await eventually(lambda: sandbox.messages(person)[-1]["text"] == "已预约")
    await dispatcher.stop_polling()
    await polling


async def test_a_whole_python_telegram_bot_application_too(
    server: RunningServer, sandbox: Sandbox, person: int
) -> None:
    async def echo(update: telegram.Update, context: telegram.ext.ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        await update.message.reply_text(f"听到:{update.message.text}")

    builder = telegram.ext.Application.builder().token(TOKEN).base_url(f"{server.url}/bot")
    application = builder.base_file_url(f"{server.url}/file/bot").build()
    application.add_handler(telegram.ext.MessageHandler(telegram.ext.filters.TEXT, echo))
    async with application:
        await application.start()
        await application.updater.start_polling()
        await sandbox.say(person, "你好")
        await eventually(lambda: sandbox.messages(person)[-1]["text"] == "听到:你好")
        await application.updater.stop()
        await application.stop()


async def eventually(claim, within: float = 5.0) -> None:
    async with asyncio.timeout(within):
        while not claim():
            await asyncio.sleep(0.002)


async def test_names_that_look_like_markup_stay_names(api: Call, sandbox: Sandbox) -> None:
    person = sandbox.add_person("<b>王</b>&")["id"]
    await sandbox.say(person, "<i>x</i>", wait=False)
    (update,) = await api("getUpdates")
    assert (update["message"]["text"], update["message"]["from"]["first_name"]) == ("<i>x</i>", "<b>王</b>&")
