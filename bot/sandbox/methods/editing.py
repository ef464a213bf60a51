"""Changing and taking back what was sent, answering presses, reacting, pinning."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.sandbox.bots import Bot
from bot.sandbox.chats import Message
from bot.sandbox.errors import bad_request
from bot.sandbox.files import KINDS
from bot.sandbox.markup import read_markup
from bot.sandbox.methods.common import caption_of, chat_for, message_in, target, text_of
from bot.sandbox.methods.sending import album_item, place
from bot.sandbox.params import Params
from bot.sandbox.posting import announce, notice, post, remove, rewrite

if TYPE_CHECKING:
    from bot.sandbox.store import Sandbox

Json = dict[str, Any]

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
DELETABLE_FOR = timedelta(hours=48)
EDITABLE_MEDIA = ("photo", "video", "document", "audio", "animation")


def _own(box: Sandbox, bot: Bot, params: Params) -> Message:
    if params.has("inline_message_id"):
        raise bad_request("message to edit not found")
    chat = target(box, bot, params)
    if not params.has("message_id"):
        raise bad_request("message identifier is not specified")
    message = message_in(chat, params.number("message_id"), "message to edit not found")
    if message.bot != bot.token:
        raise bad_request("message can't be edited")
    return message


def _edit(box: Sandbox, message: Message, params: Params, content: Json, *replaced: str) -> Json:
    """Replace these parts of the message and its inline keyboard; the same again is an error."""
    inline, _ = read_markup(params.json("reply_markup"))
    dropped = {*replaced, "reply_markup"}
    wire = {key: value for key, value in message.wire.items() if key not in dropped} | content
    if inline:
        wire["reply_markup"] = inline
    if wire == message.wire:
        raise bad_request(NOT_MODIFIED)
    wire["edit_date"] = box.clock.timestamp()
    rewrite(box, message, wire)
    return wire


def edit_text(box: Sandbox, bot: Bot, params: Params) -> Json:
    message = _own(box, bot, params)
    content = text_of(box, params)
    if "text" not in message.wire:
        raise bad_request("there is no text in the message to edit")
    preview = params.object("link_preview_options")
    if preview:
        content["link_preview_options"] = preview
    return _edit(box, message, params, content, "text", "entities", "link_preview_options")


def edit_caption(box: Sandbox, bot: Bot, params: Params) -> Json:
    message = _own(box, bot, params)
    if not any(kind in message.wire for kind in KINDS):
        raise bad_request("there is no caption in the message to edit")
    return _edit(box, message, params, caption_of(box, params), "caption", "caption_entities")


def edit_markup(box: Sandbox, bot: Bot, params: Params) -> Json:
    return _edit(box, _own(box, bot, params), params, {})


def edit_media(box: Sandbox, bot: Bot, params: Params) -> Json:
    message = _own(box, bot, params)
    content = album_item(box, params, params.object("media"), EDITABLE_MEDIA)
    return _edit(box, message, params, content, *KINDS, "text", "entities", "caption", "caption_entities")


def edit_live_location(box: Sandbox, bot: Bot, params: Params) -> Json:
    message = _own(box, bot, params)
    if "live_period" not in message.wire.get("location", {}):
        raise bad_request("message can't be edited")
    location = {"live_period": message.wire["location"]["live_period"], **place(params)}
    return _edit(box, message, params, {"location": location}, "location")


def stop_live_location(box: Sandbox, bot: Bot, params: Params) -> Json:
    message = _own(box, bot, params)
    if "live_period" not in message.wire.get("location", {}):
        raise bad_request("message can't be edited")
    location = {key: value for key, value in message.wire["location"].items() if key != "live_period"}
    return _edit(box, message, params, {"location": location}, "location")


def _deletable(box: Sandbox, message: Message) -> bool:
    age: float = box.clock.timestamp() - message.wire["date"]
    return age <= DELETABLE_FOR.total_seconds()


def delete_message(box: Sandbox, bot: Bot, params: Params) -> bool:
    chat = chat_for(box, bot, params.values.get("chat_id"), to_write=False)
    message = message_in(chat, params.number("message_id"), "message to delete not found")
    if not _deletable(box, message):
        raise bad_request("message can't be deleted")
    remove(box, message)
    return True


def delete_messages(box: Sandbox, bot: Bot, params: Params) -> bool:
    chat = chat_for(box, bot, params.values.get("chat_id"), to_write=False)
    for message_id in params.ids("message_ids"):
        message = chat.messages.get(message_id)
        if message is not None and _deletable(box, message):
            remove(box, message)
    return True


def answer_query(box: Sandbox, bot: Bot, params: Params) -> bool:
    text = params.text("text")
    if len(text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    answer = {"text": text, "show_alert": params.flag("show_alert"), "url": params.text("url") or None}
    box.presses.answer(params.text("callback_query_id"), bot.token, box.now(), answer)
    return True


def set_reaction(box: Sandbox, bot: Bot, params: Params) -> bool:
    message = message_in(target(box, bot, params), params.number("message_id"), "message to react not found")
    wanted = params.objects("reaction")
    if len(wanted) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    message.reactions = [str(one.get("emoji") or "⭐") for one in wanted]
    announce(box, message, "edited")
    return True


def pin(box: Sandbox, bot: Bot, params: Params) -> bool:
    chat = target(box, bot, params)
    message = message_in(chat, params.number("message_id"), "message to pin not found")
    if message.id not in chat.pinned:
        chat.pinned.append(message.id)
        box.chats.keep(chat)
        announce(box, message, "edited")
        pinned = {"pinned_message": {**message.wire}}
        post(box, chat, bot.as_user(), pinned, bot=bot, silent=params.flag("disable_notification"))
    return True


def unpin(box: Sandbox, bot: Bot, params: Params) -> bool:
    chat = target(box, bot, params)
    message_id = params.number("message_id", chat.pinned[-1] if chat.pinned else None)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message_id)
    box.chats.keep(chat)
    if message_id in chat.messages:
        announce(box, chat.messages[message_id], "edited")
    return True


def unpin_all(box: Sandbox, bot: Bot, params: Params) -> bool:
    chat = target(box, bot, params)
    chat.pinned.clear()
    box.chats.keep(chat)
    notice(box, chat, "chat", bot=bot.username)
    return True


METHODS = {
    "editmessagetext": edit_text,
    "editmessagecaption": edit_caption,
    "editmessagereplymarkup": edit_markup,
    "editmessagemedia": edit_media,
    "editmessagelivelocation": edit_live_location,
    "stopmessagelivelocation": stop_live_location,
    "deletemessage": delete_message,
    "deletemessages": delete_messages,
    "answercallbackquery": answer_query,
    "setmessagereaction": set_reaction,
    "pinchatmessage": pin,
    "unpinchatmessage": unpin,
    "unpinallchatmessages": unpin_all,
}
