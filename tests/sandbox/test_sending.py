"""What bots send, by both libraries and bare calls, and what is refused with which words."""

from __future__ import annotations

import aiogram.exceptions
import pytest
import telegram
from aiogram import Bot
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyParameters,
)

from bot.sandbox.store import Sandbox
from tests.sandbox.conftest import DOT, Call


async def test_both_libraries_can_ask_who_they_are(aio: Bot, ptb: telegram.Bot) -> None:
    assert (await aio.get_me()).username == "menling_bot"
    assert (await ptb.get_me()).first_name == "Menling"


async def test_a_message_by_aiogram_arrives_with_its_formatting(aio: Bot, sandbox: Sandbox, person: int) -> None:
    sent = await aio.send_message(person, "您好 <b>王芳</b>", parse_mode="HTML")
    (seen,) = sandbox.messages(person)
    assert (seen["message_id"], seen["from"], seen["text"]) == (sent.message_id, "bot", "您好 王芳")
    assert seen["entities"] == [{"type": "bold", "offset": 3, "length": 2}]
    assert sent.date == sandbox.now()


async def test_a_message_by_python_telegram_bot_arrives_with_its_buttons(
    ptb: telegram.Bot, sandbox: Sandbox, person: int
) -> None:
    keyboard = telegram.InlineKeyboardMarkup(
        [
            [
                telegram.InlineKeyboardButton("好", callback_data="yes"),
                telegram.InlineKeyboardButton("地图", url="https://a.cn"),
            ]
        ]
    )
    await ptb.send_message(person, "来吗?", reply_markup=keyboard, disable_notification=True)
    (seen,) = sandbox.messages(person)
    assert [(one["text"], one["data"], one["url"]) for one in seen["buttons"][0]] == [
        ("好", "yes", None),
        ("地图", None, "https://a.cn"),
    ]
    assert seen["silent"]


async def test_photos_documents_and_places_arrive(aio: Bot, sandbox: Sandbox, person: int) -> None:
    photo = await aio.send_photo(person, BufferedInputFile(DOT, "dot.png"), caption="*师傅*", parse_mode="MarkdownV2")
    await aio.send_document(person, BufferedInputFile(b"BEGIN:VCALENDAR", "visit.ics"))
    await aio.send_location(person, 31.2, 121.5)
    await aio.send_venue(person, 31.2, 121.5, title="家", address="人民路 1 号")
    await aio.send_contact(person, "+8610010", "热线")
    await aio.send_voice(person, BufferedInputFile(b"ogg", "v.ogg"), duration=3)
    await aio.send_sticker(person, BufferedInputFile(b"webp", "s.webp"), emoji="👍")
    await aio.send_video(person, BufferedInputFile(b"mp4", "v.mp4"))
    seen = sandbox.messages(person)
    assert seen[0]["photo"]["width"] == 1
    assert seen[0]["text"] == "师傅"
    assert seen[0]["entities"][0]["type"] == "bold"
    assert seen[1]["document"]["file_name"] == "visit.ics"
    assert seen[2]["location"]["latitude"] == 31.2
    assert seen[3]["venue"]["title"] == "家"
    assert seen[4]["contact"]["phone_number"] == "+8610010"
    assert seen[5]["voice"]["duration"] == 3
    assert seen[6]["sticker"]["emoji"] == "👍"
    assert seen[7]["video"]["mime_type"] == "video/mp4"
    again = await aio.send_photo(person, photo.photo[-1].file_id)
    assert again.photo[-1].file_unique_id == photo.photo[-1].file_unique_id


async def test_an_album_is_several_messages_of_one_group(aio: Bot, sandbox: Sandbox, person: int) -> None:
    items = [InputMediaPhoto(media=BufferedInputFile(DOT, "dot.png"), caption=text) for text in ("前", "后")]
    sent = await aio.send_media_group(person, items)
    assert len({one.media_group_id for one in sent}) == 1
    assert [one["text"] for one in sandbox.messages(person)] == ["前", "后"]


async def test_a_file_comes_back_out_as_it_went_in(ptb: telegram.Bot, sandbox: Sandbox, person: int, http) -> None:
    sent = await ptb.send_document(person, b"hello", filename="报告.txt")
    assert sent.document
    file = await ptb.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"hello"
    direct = await http.get(f"/sandbox/files/{sent.document.file_id}")
    assert (direct.content, direct.headers["content-type"].split(";")[0]) == (b"hello", "text/plain")
    assert (await http.get("/sandbox/files/none")).status_code == 404


async def test_an_answer_quotes_what_it_answers(aio: Bot, sandbox: Sandbox, person: int) -> None:
    asked = await sandbox.say(person, "几点来?", wait=False)
    reply = await aio.send_message(person, "两点", reply_parameters=ReplyParameters(message_id=asked["message_id"]))
    assert reply.reply_to_message.text == "几点来?"
    assert sandbox.messages(person)[-1]["reply_to"]["text"] == "几点来?"
    with pytest.raises(aiogram.exceptions.TelegramBadRequest, match="message to be replied not found"):
        await aio.send_message(person, "?", reply_parameters=ReplyParameters(message_id=999))
    lenient = ReplyParameters(message_id=999, allow_sending_without_reply=True)
    assert (await aio.send_message(person, "!", reply_parameters=lenient)).reply_to_message is None


async def test_forwards_say_where_they_come_from_and_copies_do_not(aio: Bot, sandbox: Sandbox, person: int) -> None:
    other = sandbox.add_person("李师傅")["id"]
    sent = await aio.send_message(person, "原话")
    forwarded = await aio.forward_message(other, person, sent.message_id)
    assert forwarded.forward_origin.sender_user.username == "menling_bot"
    await aio.copy_message(other, person, sent.message_id)
    assert [one["forwarded_from"] for one in sandbox.messages(other)] == ["Menling", None]


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"text": ""}, "Bad Request: message text is empty"),
        ({"text": " \n "}, "Bad Request: message text is empty"),
        ({"text": "一" * 4097}, "Bad Request: message is too long"),
        ({"text": "<b>x", "parse_mode": "HTML"}, "Bad Request: can't parse entities: Can't find end tag"),
        ({"text": "a.b", "parse_mode": "MarkdownV2"}, "Bad Request: can't parse entities: Character '.' is reserved"),
        ({"text": "x", "parse_mode": "rtf"}, "Bad Request: unsupported parse_mode"),
        ({"text": "x", "chat_id": 77}, "Bad Request: chat not found"),
        ({"text": "x", "chat_id": ""}, "Bad Request: chat_id is empty"),
        ({"text": "x", "entities": 3}, "Bad Request: can't parse entities: Array of Objects expected"),
        ({"text": "x", "reply_markup": "{"}, "Bad Request: can't parse reply_markup JSON object"),
    ],
)
async def test_a_bad_message_is_refused_in_the_real_words(
    api: Call, person: int, params: dict, description: str
) -> None:
    answer = await api("sendMessage", **{"chat_id": person, **params})
    assert answer["error_code"] == 400
    assert answer["description"].startswith(description)


async def test_control_characters_reach_nobody(api: Call, sandbox: Sandbox, person: int) -> None:
    """As on the real server: they become blanks, and returns go."""
    told = await api("sendMessage", chat_id=person, text="<b>a\tb</b>\r\nc\0", parse_mode="HTML")
    assert (told["text"], told["entities"]) == ("a b\nc", [{"type": "bold", "offset": 0, "length": 3}])
    given = [{"type": "bold", "offset": 3, "length": 1}]
    told = await api("sendMessage", chat_id=person, text="a\r\nb", entities=given)
    assert (told["text"], told["entities"]) == ("a \nb", given)
    other = sandbox.add_person("赵\0六")["id"]
    await sandbox.say(other, "宽\0带\t坏了", wait=False)
    await sandbox.send(other, {"contact": {"phone_number": "+8613800138001", "first_name": "赵\0六"}}, wait=False)
    messages = [update["message"] for update in await api("getUpdates")]
    assert [message["from"]["first_name"] for message in messages] == ["赵 六"] * 2
    assert (messages[0]["text"], messages[1]["contact"]["first_name"]) == ("宽 带 坏了", "赵 六")


async def test_4096_characters_and_1024_of_caption_are_the_most(api: Call, sandbox: Sandbox, person: int) -> None:
    assert (await api("sendMessage", chat_id=person, text="一" * 4096))["message_id"]
    photo = (await sandbox.send_photo(person, DOT, wait=False))["message_id"]
    file_id = sandbox.messages(person)[-1]["photo"]["file_id"]
    assert photo
    assert (await api("sendPhoto", chat_id=person, photo=file_id, caption="一" * 1024))["message_id"]
    answer = await api("sendPhoto", chat_id=person, photo=file_id, caption="一" * 1025)
    assert answer["description"] == "Bad Request: message caption is too long"


@pytest.mark.parametrize(
    ("button", "why"),
    [
        ({"text": "x", "callback_data": "门" * 22}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "x"}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": " ", "callback_data": "a"}, "Button text must not be empty"),
        ({"text": "x", "url": "nowhere"}, "is invalid: Wrong HTTP URL"),
    ],
)
async def test_a_bad_button_is_refused(api: Call, person: int, button: dict, why: str) -> None:
    answer = await api("sendMessage", chat_id=person, text="?", reply_markup={"inline_keyboard": [[button]]})
    assert why in answer["description"]


async def test_64_bytes_of_callback_data_are_fine_and_100_buttons_the_most(api: Call, person: int) -> None:
    def keyboard(count: int) -> dict:
        return {"inline_keyboard": [[{"text": "x", "callback_data": "a" * 64}] for _ in range(count)]}

    assert (await api("sendMessage", chat_id=person, text="?", reply_markup=keyboard(100)))["message_id"]
    answer = await api("sendMessage", chat_id=person, text="?", reply_markup=keyboard(101))
    assert answer["description"] == "Bad Request: reply markup is too long"


async def test_a_photo_that_is_none_is_refused(aio: Bot, person: int) -> None:
    with pytest.raises(aiogram.exceptions.TelegramBadRequest, match="IMAGE_PROCESS_FAILED"):
        await aio.send_photo(person, BufferedInputFile(b"no picture", "x.png"))


async def test_a_reply_keyboard_stays_until_it_is_taken_away(aio: Bot, sandbox: Sandbox, person: int) -> None:
    first = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="我的号码", request_contact=True)]])
    await aio.send_message(person, "请分享号码", reply_markup=first)
    assert sandbox.keyboard(person)["rows"][0][0]["request_contact"]
    second = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="预约")]], input_field_placeholder="说点什么")
    await aio.send_message(person, "好", reply_markup=second)
    asked, current = sandbox.messages(person)
    assert asked["buttons"] == []
    assert current["buttons"][0][0]["text"] == "预约"
    assert sandbox.keyboard(person)["placeholder"] == "说点什么"
    from aiogram.types import ReplyKeyboardRemove

    await aio.send_message(person, "完", reply_markup=ReplyKeyboardRemove())
    assert sandbox.keyboard(person) is None


async def test_typing_shows_until_the_bot_speaks(aio: Bot, sandbox: Sandbox, person: int) -> None:
    await aio.send_chat_action(person, "typing")
    assert [one["action"] for one in sandbox.typing(person)] == ["typing"]
    await aio.send_message(person, "好了")
    assert sandbox.typing(person) == []


async def test_inline_keyboards_survive_the_trip(aio: Bot, person: int) -> None:
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="好", callback_data="y")]])
    sent = await aio.send_message(person, "?", reply_markup=keyboard)
    assert sent.reply_markup.inline_keyboard[0][0].callback_data == "y"


async def test_people_can_be_mentioned_by_id(aio: Bot, sandbox: Sandbox, person: int) -> None:
    text = f'<a href="tg://user?id={person}">您</a>和<a href="tg://user?id=77">谁</a>'
    sent = await aio.send_message(person, text, parse_mode="HTML")
    assert [one.user.first_name for one in sent.entities] == ["王芳"]


async def test_both_libraries_can_look_at_chats_and_people(
    aio: Bot, ptb: telegram.Bot, sandbox: Sandbox, person: int
) -> None:
    sandbox.seed_person(person, "王芳", photo=DOT)
    assert (await aio.get_chat(person)).photo.big_file_id == (await ptb.get_chat(person)).photo.big_file_id
    assert (await ptb.get_chat_member(person, person)).user.first_name == "王芳"
    assert (await aio.get_user_profile_photos(person)).total_count == 1
    assert await ptb.set_chat_menu_button(person)
    assert await ptb.log_out()
