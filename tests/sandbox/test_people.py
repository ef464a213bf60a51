"""What people do through /sandbox/...: write, send, tap, edit, block, found groups; and what they then see."""

from __future__ import annotations

import asyncio
import base64

import httpx
import pytest
from aiogram import Bot
from aiogram.types import KeyboardButton, ReplyKeyboardMarkup

from bot.sandbox.store import Sandbox
from tests.sandbox.conftest import DOT, Call, Hook

KEYBOARD = {
    "inline_keyboard": [
        [{"text": "好,就这个时间", "callback_data": "slot:1"}, {"text": "换一个", "callback_data": "slot:2"}],
        [{"text": "地图", "url": "https://map.example/1"}],
    ]
}


@pytest.fixture
async def here(http: httpx.AsyncClient, person: int) -> str:
    return f"/sandbox/people/{person}"


async def test_people_come_with_a_chat_and_seeded_ones_stay_the_same(http: httpx.AsyncClient) -> None:
    new = (await http.post("/sandbox/people", json={"name": "Ann", "language_code": "en"})).json()
    seed = {"id": 501, "name": "调度小赵", "role": "dispatcher", "language_code": "zh", "phone": "+8613900000001"}
    for _ in range(2):
        assert (await http.post("/sandbox/people", json=seed)).json()["id"] == 501
    everybody = (await http.get("/sandbox/people")).json()
    assert [(one["id"], one["name"], one["role"]) for one in everybody] == [
        (new["id"], "Ann", None),
        (501, "调度小赵", "dispatcher"),
    ]
    assert (await http.get(f"/sandbox/people/{new['id']}/chats")).json()[0]["kind"] == "private"


@pytest.mark.parametrize(
    "body", [{}, {"name": " "}, {"name": "x", "id": -1}, {"name": "x", "shoe": 1}, {"name": "x", "role": 3}]
)
async def test_an_impossible_person_is_refused_with_a_reason(http: httpx.AsyncClient, body: dict) -> None:
    answer = await http.post("/sandbox/people", json=body)
    assert answer.status_code == 400
    assert answer.json()["error"]


async def test_a_conversation_over_http(http: httpx.AsyncClient, here: str, hooked: Hook, person: int) -> None:
    hooked.answers = [{"method": "sendMessage", "chat_id": person, "text": "来吗?", "reply_markup": KEYBOARD}]
    said = (await http.post(f"{here}/messages", json={"text": "/start A1b2"})).json()
    assert hooked.updates[0]["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    answer = await http.get(f"{here}/messages?after={said['message_id']}")
    (card,) = answer.json()
    assert [[one["text"] for one in row] for row in card["buttons"]] == [["好,就这个时间", "换一个"], ["地图"]]
    assert int(answer.headers["X-Sandbox-Seq"]) >= card["seq"]
    assert {"message_id", "from", "text", "buttons", "photo", "document", "edited", "at", "bot", "chat_id"} <= set(card)


async def test_a_tap_by_label_by_data_and_by_place(
    http: httpx.AsyncClient, here: str, hooked: Hook, api: Call, person: int
) -> None:
    card = (await api("sendMessage", chat_id=person, text="?", reply_markup=KEYBOARD))["message_id"]
    for tap in ({"button": "就这个"}, {"button": "slot:2"}, {"row": 0, "column": 1}, {"data": "forged:9"}):
        await http.post(f"{here}/taps", json={"message_id": card, **tap})
    assert [one["callback_query"]["data"] for one in hooked.updates] == ["slot:1", "slot:2", "slot:2", "forged:9"]
    assert hooked.updates[0]["callback_query"]["message"]["message_id"] == card
    link = (await http.post(f"{here}/taps", json={"message_id": card, "button": "地图"})).json()
    assert link["url"] == "https://map.example/1"


async def test_a_tap_answers_the_toast_or_the_alert(hooked: Hook, api: Call, sandbox: Sandbox, person: int) -> None:
    async def answer(update: dict) -> None:
        query = update["callback_query"]
        alert = query["data"] == "slot:2"
        await api("answerCallbackQuery", callback_query_id=query["id"], text="好的", show_alert=alert)

    hooked.before_answer = answer
    await api("sendMessage", chat_id=person, text="?", reply_markup=KEYBOARD)
    toast = await sandbox.tap(person, None, "就这个")
    alert = await sandbox.tap(person, None, "换一个")
    assert (toast["toast"], toast["alert"], toast["answered"]) == ("好的", None, True)
    assert (alert["toast"], alert["alert"]) == (None, "好的")


async def test_a_polling_bot_may_edit_first_and_answer_last(api: Call, sandbox: Sandbox, person: int) -> None:
    card = (await api("sendMessage", chat_id=person, text="?", reply_markup=KEYBOARD))["message_id"]

    async def bot() -> None:
        (update,) = await api("getUpdates", timeout=20)
        await api("getUpdates", offset=update["update_id"] + 1)
        await api("editMessageText", chat_id=person, message_id=card, text="好")
        await asyncio.sleep(0.1)  # longer than the silence after which a message counts as dealt with
        await api("answerCallbackQuery", callback_query_id=update["callback_query"]["id"], text="收到")

    polling = asyncio.create_task(bot())
    assert (await sandbox.tap(person, card, "换一个"))["toast"] == "收到"
    await polling


async def test_nobody_can_tap_what_they_do_not_see(http: httpx.AsyncClient, here: str, api: Call, person: int) -> None:
    card = (await api("sendMessage", chat_id=person, text="?", reply_markup=KEYBOARD))["message_id"]
    wrong = await http.post(f"{here}/taps", json={"message_id": card, "button": "取消"})
    assert wrong.status_code == 404
    assert "换一个" in wrong.json()["error"]
    assert (await http.post(f"{here}/taps", json={"message_id": 999, "button": "x"})).status_code == 404
    await api("editMessageText", chat_id=person, message_id=card, text="完")
    assert (await http.post(f"{here}/taps", json={"message_id": card, "button": "换一个"})).status_code == 404
    assert (await http.post("/sandbox/people/9/taps", json={"data": "x"})).status_code == 404


@pytest.mark.parametrize(
    "tap", [{}, {"button": {}}, {"button": "x", "bot": []}, {"data": ""}, {"data": "门" * 22}, {"tip": 1}]
)
async def test_a_tap_that_makes_no_sense_is_refused(http: httpx.AsyncClient, here: str, tap: dict) -> None:
    answer = await http.post(f"{here}/taps", json=tap)
    assert (answer.status_code, bool(answer.json()["error"])) == (400, True)


async def test_a_press_lives_150_seconds(api: Call, sandbox: Sandbox, person: int) -> None:
    await api("sendMessage", chat_id=person, text="?", reply_markup=KEYBOARD)
    queries = []
    for wait in ("PT150S", "PT151S"):
        await sandbox.tap(person, None, "换一个", wait=False)
        queries.append((await api("getUpdates", offset=-1))[0]["callback_query"]["id"])
        await sandbox.move_clock(advance=wait)
        queries.append(await api("answerCallbackQuery", callback_query_id=queries[-1]))
    assert queries[1] is True
    too_old = "query is too old and response timeout expired or query ID is invalid"
    assert queries[3]["description"] == f"Bad Request: {too_old}"
    assert too_old in (await api("answerCallbackQuery", callback_query_id="1"))["description"]


async def test_reply_keyboard_buttons_send_for_the_person(aio: Bot, sandbox: Sandbox, person: int) -> None:
    rows = [
        [KeyboardButton(text="我的号码", request_contact=True), KeyboardButton(text="位置", request_location=True)],
        [KeyboardButton(text="预约")],
    ]
    await aio.send_message(person, "?", reply_markup=ReplyKeyboardMarkup(keyboard=rows, one_time_keyboard=True))
    await sandbox.tap(person, None, "号码", wait=False)
    (update,) = await aio.get_updates(offset=-1)
    assert update.message.contact.user_id == person
    assert sandbox.keyboard(person) is None
    await aio.send_message(person, "?", reply_markup=ReplyKeyboardMarkup(keyboard=rows))
    await sandbox.tap(person, None, "位置", wait=False)
    await sandbox.tap(person, None, "预约", wait=False)
    assert [one.message.text for one in await aio.get_updates(offset=-2)] == [None, "预约"]
    assert sandbox.messages(person)[-2]["location"]


async def test_everything_people_send_reaches_the_bot(
    http: httpx.AsyncClient, here: str, aio: Bot, person: int
) -> None:
    data = base64.b64encode(DOT).decode()
    sendings = [
        {"photo": data, "caption": "坏了"},
        {"document": {"data": data, "file_name": "合同.pdf"}},
        {"voice": data, "duration": 4},
        {"sticker": "👍"},
        {"contact": {"phone_number": "+8613800000000", "first_name": "别人", "user_id": None}},
        {"contact": "+8613800000001"},
        {"location": {"latitude": 31.2, "longitude": 121.5}, "live_period": 900},
        {"venue": {"latitude": 31.2, "longitude": 121.5, "title": "家"}},
    ]
    for content in sendings:
        answer = await http.post(f"{here}/messages", json={**content, "wait": False})
        assert answer.status_code == 200, answer.text
    photo, document, voice, sticker, others, own, live, venue = [one.message for one in await aio.get_updates()]
    assert (photo.caption, photo.photo[0].width) == ("坏了", 1)
    assert (document.document.file_name, document.document.mime_type) == ("合同.pdf", "application/pdf")
    assert voice.voice.duration == 4
    assert sticker.sticker.emoji == "👍"
    assert (others.contact.user_id, own.contact.user_id) == (None, person)
    assert live.location.live_period == 900
    assert venue.venue.title == "家"


async def test_people_edit_their_messages_and_move_their_live_location(
    aio: Bot, http: httpx.AsyncClient, here: str, sandbox: Sandbox
) -> None:
    said = (await http.post(f"{here}/messages", json={"text": "三点", "wait": False})).json()["message_id"]
    await http.post(f"{here}/messages", json={"text": "四点", "edit_of": said, "wait": False})
    place = {"location": {"latitude": 31.0, "longitude": 121.0}, "live_period": 900, "wait": False}
    live = (await http.post(f"{here}/messages", json=place)).json()["message_id"]
    moved = {"location": {"latitude": 31.1, "longitude": 121.1}, "edit_of": live, "wait": False}
    await http.post(f"{here}/messages", json=moved)
    updates = await aio.get_updates()
    assert updates[1].edited_message.text == "四点"
    assert updates[3].edited_message.location.live_period == 900
    shown = (await http.get(f"{here}/messages")).json()
    assert (shown[0]["text"], shown[0]["edited"], shown[0]["edit_of"]) == ("四点", True, said)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"text": ""}, 400),
        ({"text": "x" * 4097}, 400),
        ({"text": "a", "photo": "aaaa"}, 400),
        ({"photo": "not base64!"}, 400),
        ({"location": {"latitude": 99, "longitude": 0}}, 400),
        ({"text": "x", "edit_of": 999}, 404),
        ({"text": "x", "bot": "nobody_bot"}, 404),
        ({"text": "x", "chat_id": -5}, 404),
        ({"words": "x"}, 400),
        ({"text": "x", "chat_id": "there"}, 400),
        ({"text": "x", "bot": ["menling_bot"]}, 400),
        ({"document": {"data": "aaaa", "file_name": {}}}, 400),
    ],
)
async def test_what_a_person_cannot_send_is_said(http: httpx.AsyncClient, here: str, body: dict, status: int) -> None:
    answer = await http.post(f"{here}/messages", json=body)
    assert (answer.status_code, bool(answer.json()["error"])) == (status, True)


async def test_a_blocked_bot_hears_of_it_and_cannot_write(
    http: httpx.AsyncClient, here: str, api: Call, person: int
) -> None:
    await http.post(f"{here}/block", json={"wait": False})
    (update,) = await api("getUpdates")
    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    refused = await api("sendMessage", chat_id=person, text="?")
    assert (refused["error_code"], refused["description"]) == (403, "Forbidden: bot was blocked by the user")
    assert (await http.post(f"{here}/messages", json={"text": "x"})).status_code == 409
    await http.post(f"{here}/unblock", json={"wait": False})
    assert (await api("getUpdates"))[-1]["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert (await api("sendMessage", chat_id=person, text="?"))["message_id"]


async def test_a_group_is_seen_by_its_members_and_its_bots(
    http: httpx.AsyncClient, api: Call, sandbox: Sandbox, person: int
) -> None:
    other = sandbox.add_person("李师傅")["id"]
    body = {"title": "派单室", "members": [person, other], "wait": False}
    group = (await http.post("/sandbox/groups", json=body)).json()["id"]
    assert group < 0
    said = {"text": "/bind", "chat_id": group, "wait": False}
    await http.post(f"/sandbox/people/{person}/messages", json=said)
    joined, founded, written = await api("getUpdates")
    assert joined["my_chat_member"]["chat"]["title"] == "派单室"
    assert founded["message"]["group_chat_created"]
    assert (written["message"]["chat"]["id"], written["message"]["from"]["id"]) == (group, person)
    await api("sendMessage", chat_id=group, text="已绑定")
    assert [(one["from"], one["text"]) for one in sandbox.messages(other, chat_id=group)][1:] == [
        ("person", "/bind"),
        ("bot", "已绑定"),
    ]
    assert (await api("getChatMember", chat_id=group, user_id=other))["status"] == "member"
    assert (await api("getChatMemberCount", chat_id=group)) == 3


async def test_a_bot_put_out_of_a_group_and_a_group_that_moves(
    http: httpx.AsyncClient, api: Call, sandbox: Sandbox, person: int
) -> None:
    group = (await sandbox.create_group("派单室", [person], wait=False))["id"]
    new = (await http.post(f"/sandbox/groups/{group}/upgrade", json={"wait": False})).json()["id"]
    moved = await api("sendMessage", chat_id=group, text="?")
    assert moved["parameters"] == {"migrate_to_chat_id": new}
    assert (await api("sendMessage", chat_id=new, text="!"))["chat"]["type"] == "supergroup"
    await http.post(f"/sandbox/groups/{new}/bots", json={"inside": False, "wait": False})
    out = await api("sendMessage", chat_id=new, text="?")
    assert out["description"] == "Forbidden: bot was kicked from the group chat"
    strange = await api("sendMessage", token="7:x", chat_id=new, text="?")
    assert strange["description"] == "Forbidden: bot is not a member of the group chat"


async def test_who_writes_without_naming_a_bot_reaches_the_one_that_runs(http: httpx.AsyncClient, here: str) -> None:
    await http.get("/bot77:somebodys/getMe")  # nobody runs the default one
    await http.post(f"{here}/messages", json={"text": "hello", "wait": False})
    (update,) = (await http.get("/bot77:somebodys/getUpdates")).json()["result"]
    assert update["message"]["text"] == "hello"
    await http.get("/bot1:sandbox/getMe")
    await http.post(f"{here}/messages", json={"text": "to ours", "wait": False})
    await http.post(f"{here}/messages", json={"text": "by its number", "bot": 77, "wait": False})
    told = (await http.get(f"/bot77:somebodys/getUpdates?offset={update['update_id'] + 1}")).json()["result"]
    assert [one["message"]["text"] for one in told] == ["by its number"]
