"""Sending: text, files, places, contacts, albums, forwards and copies."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from bot.sandbox.bots import Bot
from bot.sandbox.chats import Message
from bot.sandbox.errors import bad_request
from bot.sandbox.files import KINDS, on_the_wire
from bot.sandbox.methods.common import caption_of, chat_for, message_in, send, target, text_of
from bot.sandbox.params import Params
from bot.sandbox.posting import post, start_action

if TYPE_CHECKING:
    from bot.sandbox.store import Sandbox

Json = dict[str, Any]

ALBUM = ("photo", "video", "document", "audio")
CHAT_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}
# A copy carries the content, not where it came from.
NOT_COPIED = {
    "message_id",
    "from",
    "chat",
    "date",
    "edit_date",
    "reply_markup",
    "reply_to_message",
    "forward_origin",
    "has_protected_content",
    "media_group_id",
}


def send_message(box: Sandbox, bot: Bot, params: Params) -> Json:
    chat = target(box, bot, params)
    content = text_of(box, params)
    preview = params.object("link_preview_options")
    if preview or params.flag("disable_web_page_preview"):
        content["link_preview_options"] = preview or {"is_disabled": True}
    return send(box, bot, chat, params, content)


def stored_file(box: Sandbox, kind: str, params: Params, given: Any, field: str) -> Json:
    """The file a bot means: uploaded with the call, attached under a name, or known by its id."""
    if isinstance(given, str) and given.startswith("attach://"):
        field = given.removeprefix("attach://")
        if field not in params.files:
            raise bad_request(f"wrong file identifier/HTTP URL specified: attachment {field} is missing")
        given = None
    upload = params.files.get(field)
    if upload is not None and given in (None, ""):
        more: Json = {name: params.number(name) for name in ("width", "height", "duration", "length")}
        more |= {name: params.text(name) or None for name in ("title", "performer", "emoji")}
        if kind == "photo":
            more = {}
        return box.files.store(
            kind,
            upload.content,
            strict=True,
            file_name=upload.file_name if "file_name" in KINDS[kind] else None,
            mime_type=upload.mime_type if kind == "document" and upload.mime_type else None,
            **more,
        )
    if not isinstance(given, str) or not given:
        raise bad_request(f"there is no {kind} in the request")
    if given.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")  # the sandbox fetches nothing from outside
    file = box.files.get(given)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file["kind"] != kind:
        raise bad_request(f"type of file mismatch: can't use file of type {file['kind']} as {kind}")
    return file


def media(box: Sandbox, kind: str, params: Params) -> Json:
    """The wire field of a file, with what the client library says about it."""
    shown = on_the_wire(kind, stored_file(box, kind, params, params.values.get(kind), kind))
    content: Json = {kind: shown}
    if kind == "animation":
        content["document"] = {key: shown[key] for key in ("file_id", "file_unique_id", "file_size")}
    return content


def sender_of(kind: str) -> Any:
    """The method that sends this kind of file."""

    def send_media(box: Sandbox, bot: Bot, params: Params) -> Json:
        chat = target(box, bot, params)
        content = media(box, kind, params)
        if kind not in ("sticker", "video_note"):
            content |= caption_of(box, params)
        if params.flag("has_spoiler"):
            content["has_media_spoiler"] = True
        return send(box, bot, chat, params, content)

    return send_media


def send_media_group(box: Sandbox, bot: Bot, params: Params) -> list[Json]:
    chat = target(box, bot, params)
    items = params.objects("media")
    if not 2 <= len(items) <= 10:
        raise bad_request(
            "group send failed" if items else "wrong number of media in the group: at least 2, at most 10"
        )
    contents = [album_item(box, params, item) for item in items]
    group = str(secrets.randbelow(10**17))
    return [send(box, bot, chat, params, {**content, "media_group_id": group}) for content in contents]


def album_item(box: Sandbox, params: Params, item: Json, allowed: tuple[str, ...] = ALBUM) -> Json:
    """One InputMedia: its file and caption."""
    kind = item.get("type")
    if kind not in allowed:
        raise bad_request(f"can't parse InputMedia: type {kind!r} is not supported here")
    file = stored_file(box, kind, params, item.get("media"), "")
    return {kind: on_the_wire(kind, file), **caption_of(box, Params(item))}


def send_location(box: Sandbox, bot: Bot, params: Params) -> Json:
    return send(box, bot, target(box, bot, params), params, {"location": place(params)})


def place(params: Params) -> Json:
    latitude, longitude = params.real("latitude"), params.real("longitude")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("invalid coordinates specified")
    location: Json = {"latitude": latitude, "longitude": longitude}
    for name in ("live_period", "heading", "proximity_alert_radius"):
        if params.has(name):
            location[name] = params.number(name)
    if params.has("horizontal_accuracy"):
        location["horizontal_accuracy"] = params.real("horizontal_accuracy")
    return location


def send_venue(box: Sandbox, bot: Bot, params: Params) -> Json:
    location = place(params)
    if not params.text("title") or not params.text("address"):
        raise bad_request("venue title or address is empty")
    venue = {"location": location, "title": params.text("title"), "address": params.text("address")}
    return send(box, bot, target(box, bot, params), params, {"venue": venue, "location": location})


def send_contact(box: Sandbox, bot: Bot, params: Params) -> Json:
    if not params.text("phone_number"):
        raise bad_request("phone number is empty")
    if not params.text("first_name"):
        raise bad_request("first name is empty")
    names = ("phone_number", "first_name", "last_name", "vcard")
    contact = {name: params.text(name) for name in names if params.has(name)}
    return send(box, bot, target(box, bot, params), params, {"contact": contact})


def send_chat_action(box: Sandbox, bot: Bot, params: Params) -> bool:
    chat = target(box, bot, params)
    action = params.text("action")
    if action not in CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    start_action(box, chat, bot, action)
    return True


def _original(box: Sandbox, bot: Bot, params: Params, message_id: int | None, what: str) -> Message:
    source = chat_for(box, bot, params.values.get("from_chat_id"), to_write=False)
    original = message_in(source, message_id, f"message to {what} not found")
    if original.wire.get("has_protected_content"):
        raise bad_request(f"message can't be {'forwarded' if what == 'forward' else 'copied'}")
    return original


def _forwarded(original: Message) -> Json:
    content = {key: value for key, value in original.wire.items() if key not in NOT_COPIED}
    origin = original.wire.get("forward_origin") or {
        "type": "user",
        "sender_user": original.wire["from"],
        "date": original.wire["date"],
    }
    return {**content, "forward_origin": origin}


def forward_message(box: Sandbox, bot: Bot, params: Params) -> Json:
    chat = target(box, bot, params)
    original = _original(box, bot, params, params.number("message_id"), "forward")
    silent = params.flag("disable_notification")
    return post(box, chat, bot.as_user(), _forwarded(original), bot=bot, silent=silent).wire


def forward_messages(box: Sandbox, bot: Bot, params: Params) -> list[Json]:
    chat = target(box, bot, params)
    originals = [_original(box, bot, params, one, "forward") for one in params.ids("message_ids")]
    sent = [post(box, chat, bot.as_user(), _forwarded(one), bot=bot) for one in originals]
    return [{"message_id": message.id} for message in sent]


def copy_message(box: Sandbox, bot: Bot, params: Params) -> Json:
    chat = target(box, bot, params)
    original = _original(box, bot, params, params.number("message_id"), "copy")
    content = {key: value for key, value in original.wire.items() if key not in NOT_COPIED}
    if params.values.get("caption") is not None and "text" not in content:
        content = {key: value for key, value in content.items() if not key.startswith("caption")}
        content |= caption_of(box, params)
    return {"message_id": send(box, bot, chat, params, content)["message_id"]}


def copy_messages(box: Sandbox, bot: Bot, params: Params) -> list[Json]:
    chat = target(box, bot, params)
    originals = [_original(box, bot, params, one, "copy") for one in params.ids("message_ids")]
    contents = [{key: value for key, value in one.wire.items() if key not in NOT_COPIED} for one in originals]
    return [{"message_id": post(box, chat, bot.as_user(), one, bot=bot).id} for one in contents]


METHODS = {
    "sendmessage": send_message,
    "sendmediagroup": send_media_group,
    "sendlocation": send_location,
    "sendvenue": send_venue,
    "sendcontact": send_contact,
    "sendchataction": send_chat_action,
    "forwardmessage": forward_message,
    "forwardmessages": forward_messages,
    "copymessage": copy_message,
    "copymessages": copy_messages,
    **{f"send{kind.replace('_', '')}": sender_of(kind) for kind in KINDS},
}
