"""Editing, deleting, pinning, reacting: what changes for the person, and what is refused."""

from __future__ import annotations

import pytest
import telegram
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, ReactionTypeEmoji

from bot.sandbox.store import Sandbox
from tests.sandbox.conftest import DOT, Call

YES = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="好", callback_data="y")]])


async def test_an_edit_changes_text_and_takes_the_buttons_away(aio: Bot, sandbox: Sandbox, person: int) -> None:
    sent = await aio.send_message(person, "来吗?", reply_markup=YES)
    edited = await aio.edit_message_text("已预约", chat_id=person, message_id=sent.message_id)
    (seen,) = sandbox.messages(person)
    assert (seen["text"], seen["buttons"], seen["edited"]) == ("已预约", [], True)
    assert edited.edit_date


async def test_the_same_again_is_not_modified(aio: Bot, ptb: telegram.Bot, person: int) -> None:
    sent = await aio.send_message(person, "<b>来</b>吗?", reply_markup=YES, parse_mode="HTML")
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await aio.edit_message_text(
            "<b>来</b>吗?", chat_id=person, message_id=sent.message_id, reply_markup=YES, parse_mode="HTML"
        )
    with pytest.raises(telegram.error.BadRequest, match="Message is not modified"):
        await ptb.edit_message_reply_markup(
            person,
            sent.message_id,
            reply_markup=telegram.InlineKeyboardMarkup([[telegram.InlineKeyboardButton("好", callback_data="y")]]),
        )
    # another format is a modification
    assert await aio.edit_message_text("来吗?", chat_id=person, message_id=sent.message_id, reply_markup=YES)


async def test_captions_media_and_keyboards_can_be_edited(api: Call, sandbox: Sandbox, person: int) -> None:
    await sandbox.send_photo(person, DOT, wait=False)
    file_id = sandbox.messages(person)[-1]["photo"]["file_id"]
    sent = (await api("sendPhoto", chat_id=person, photo=file_id, caption="前"))["message_id"]
    where = {"chat_id": person, "message_id": sent}
    assert (await api("editMessageCaption", **where, caption="后"))["caption"] == "后"
    new = {"type": "photo", "media": file_id, "caption": "第三"}
    assert (await api("editMessageMedia", **where, media=new))["caption"] == "第三"
    keyboard = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}
    assert (await api("editMessageReplyMarkup", **where, reply_markup=keyboard))["reply_markup"] == keyboard
    assert "there is no text" in (await api("editMessageText", **where, text="x"))["description"]


async def test_only_ones_own_messages_can_be_edited(api: Call, sandbox: Sandbox, person: int) -> None:
    theirs = (await sandbox.say(person, "我", wait=False))["message_id"]
    answer = await api("editMessageText", chat_id=person, message_id=theirs, text="你")
    assert answer["description"] == "Bad Request: message can't be edited"
    answer = await api("editMessageText", chat_id=person, message_id=999, text="你")
    assert answer["description"] == "Bad Request: message to edit not found"
    sent = (await api("sendMessage", chat_id=person, text="文字"))["message_id"]
    answer = await api("editMessageCaption", chat_id=person, message_id=sent, caption="x")
    assert answer["description"] == "Bad Request: there is no caption in the message to edit"


async def test_deleting_takes_it_out_of_sight_for_48_hours_only(
    aio: Bot, api: Call, sandbox: Sandbox, person: int
) -> None:
    first, second, third = [(await aio.send_message(person, text)).message_id for text in "一二三"]
    assert await aio.delete_message(person, first)
    assert await aio.delete_messages(person, [second])
    assert [one["text"] for one in sandbox.messages(person)] == ["三"]
    again = await api("deleteMessage", chat_id=person, message_id=first)
    assert again["description"] == "Bad Request: message to delete not found"
    await sandbox.move_clock(advance="PT49H")
    late = await api("deleteMessage", chat_id=person, message_id=third)
    assert late["description"] == "Bad Request: message can't be deleted"


async def test_pins_and_reactions_show(aio: Bot, sandbox: Sandbox, person: int) -> None:
    sent = await aio.send_message(person, "重要")
    await aio.pin_chat_message(person, sent.message_id)
    await aio.set_message_reaction(person, sent.message_id, [ReactionTypeEmoji(emoji="👍")])
    seen, service = sandbox.messages(person)
    assert (seen["pinned"], seen["reactions"], service["service"]) == (True, ["👍"], "pinned")
    assert (await aio.get_chat(person)).pinned_message.message_id == sent.message_id
    await aio.unpin_chat_message(person)
    assert not sandbox.messages(person)[0]["pinned"]


async def test_a_live_location_moves_and_ends(aio: Bot, sandbox: Sandbox, person: int) -> None:
    sent = await aio.send_location(person, 31.0, 121.0, live_period=900)
    await aio.edit_message_live_location(31.5, 121.5, chat_id=person, message_id=sent.message_id)
    assert sandbox.messages(person)[0]["location"] == {"latitude": 31.5, "longitude": 121.5, "live_period": 900}
    await aio.stop_message_live_location(chat_id=person, message_id=sent.message_id)
    assert "live_period" not in sandbox.messages(person)[0]["location"]
