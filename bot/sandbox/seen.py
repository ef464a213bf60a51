"""A message as a person sees it: every key is always there, None, [] or False where there is nothing.

message_id, chat_id, bot (username; None for people in a group), seq,
from: "bot" | "me" | "person" (somebody else in a group), from_id, from_name,
text (or the caption), entities: [{"type","offset","length", "url"?, "language"?}] offsets in UTF-16 units,
buttons: [[{"text","data","url","kind": "inline"|"reply","request_contact","request_location","copy_text"}]],
   (a reply keyboard stands at the message that brought it, while it is the current one),
placeholder (reply keyboard / force reply input hint), force_reply: bool, one_time: bool,
photo: {"file_id","width","height","file_size"}, document: {"file_id","file_name","mime_type","file_size"},
voice: {"file_id","duration"}, sticker: {"file_id","emoji"}, video/audio/animation/video_note too,
contact: {"phone_number","first_name","user_id"}, location: {"latitude","longitude","live_period"},
venue: {"title","address","location"} (with location), media_group (id of an album, or None),
reply_to: {"message_id","from_name","text"}, forwarded_from (name), reactions: ["👍"], pinned: bool,
silent: bool, service: None | "group_created" | "member_joined" | "member_left" | "pinned" | "upgraded",
edited: bool, edit_of: own id when edited, at: ISO-8601 (sandbox time, UTC), timestamp: the same in seconds.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.sandbox.chats import Message
from bot.sandbox.files import KINDS

if TYPE_CHECKING:
    from bot.sandbox.store import Sandbox

Json = dict[str, Any]

SERVICE = {
    "group_chat_created": "group_created",
    "new_chat_members": "member_joined",
    "left_chat_member": "member_left",
    "pinned_message": "pinned",
    "migrate_to_chat_id": "upgraded",
    "migrate_from_chat_id": "upgraded",
}


def seen(box: Sandbox, message: Message, viewer: int) -> Json:
    """The message as one person sees it, who may have written it."""
    wire, chat = message.wire, message.chat
    sender = wire.get("from", {})
    speaker = box.bots.by_token.get(message.bot or chat.bot or "")
    markup = message.markup or {}
    return {
        "message_id": message.id,
        "chat_id": chat.id,
        "bot": speaker.username if speaker else None,
        "seq": message.seq,
        "from": "bot" if message.bot else "me" if sender.get("id") == viewer else "person",
        "from_id": sender.get("id"),
        "from_name": sender.get("first_name"),
        "text": wire.get("text", wire.get("caption")),
        "entities": wire.get("entities") or wire.get("caption_entities") or [],
        "buttons": buttons(message),
        "placeholder": markup.get("input_field_placeholder"),
        "force_reply": bool(markup.get("force_reply")),
        "one_time": bool(markup.get("one_time_keyboard")),
        **{kind: _file(wire.get(kind)) for kind in KINDS},
        "contact": wire.get("contact"),
        "location": wire.get("location"),
        "venue": wire.get("venue"),
        "media_group": wire.get("media_group_id"),
        "reply_to": _quoted(wire.get("reply_to_message")),
        "forwarded_from": _origin(wire.get("forward_origin")),
        "reactions": message.reactions,
        "pinned": message.id in chat.pinned,
        "silent": message.silent,
        "service": next((name for key, name in SERVICE.items() if key in wire), None),
        "edited": "edit_date" in wire,
        "edit_of": message.id if "edit_date" in wire else None,
        "at": datetime.fromtimestamp(wire["date"], UTC).isoformat(),
        "timestamp": wire["date"],
    }


def _file(file: Any) -> Any:
    """Of a picture's sizes the largest."""
    return file[-1] if isinstance(file, list) else file


def buttons(message: Message) -> list[list[Json]]:
    """What can be pressed at this message now; a reply keyboard only while it is the chat's current one."""
    inline = message.wire.get("reply_markup")
    if inline:
        return [[_button(button, "inline") for button in row] for row in inline["inline_keyboard"]]
    markup = message.markup or {}
    if "keyboard" in markup and message.chat.keyboard == message.id:
        return [[_button(button, "reply") for button in row] for row in markup["keyboard"]]
    return []


def _button(button: Json, kind: str) -> Json:
    web_app = button.get("web_app") or {}
    return {
        "text": button["text"],
        "data": button.get("callback_data"),
        "url": button.get("url") or web_app.get("url"),
        "kind": kind,
        "request_contact": bool(button.get("request_contact")),
        "request_location": bool(button.get("request_location")),
        "copy_text": (button.get("copy_text") or {}).get("text"),
    }


def _quoted(wire: Json | None) -> Json | None:
    if wire is None:
        return None
    return {
        "message_id": wire["message_id"],
        "from_name": wire.get("from", {}).get("first_name"),
        "text": wire.get("text", wire.get("caption")),
    }


def _origin(origin: Json | None) -> str | None:
    if origin is None:
        return None
    return (origin.get("sender_user") or {}).get("first_name") or origin.get("sender_user_name")
