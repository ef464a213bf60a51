"""What most methods need: the chat a call is about, the text, the reply, the message meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.bots import Bot
from bot.sandbox.chats import Chat, Message
from bot.sandbox.entities import understand
from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.markup import read_markup
from bot.sandbox.params import Params
from bot.sandbox.posting import post

if TYPE_CHECKING:
    from bot.sandbox.store import Sandbox

Json = dict[str, Any]

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024


def chat_for(box: Sandbox, bot: Bot, chat_id: Any, *, to_write: bool = True) -> Chat:
    """The chat with this id as the bot may use it."""
    try:
        number = int(chat_id)
    except (TypeError, ValueError):
        raise bad_request("chat_id is empty" if chat_id in (None, "") else "chat not found") from None
    if number > 0:
        person = box.people_by_id.get(number)
        if person is None:
            raise bad_request("chat not found")
        if to_write and bot.token in person.blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        return box.chats.private(person, bot)
    group = box.chats.group(number)
    if group is None:
        raise bad_request("chat not found")
    if group.moved_to is not None:
        raise ApiError(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            migrate_to_chat_id=group.moved_to,
        )
    if bot.token in group.left_bots:
        raise ApiError(403, "Forbidden: bot was kicked from the group chat")
    if bot.token not in group.bots:
        raise ApiError(403, "Forbidden: bot is not a member of the group chat")
    return group


def target(box: Sandbox, bot: Bot, params: Params) -> Chat:
    return chat_for(box, bot, params.values.get("chat_id"))


def text_of(box: Sandbox, params: Params) -> Json:
    """`text` checked and understood, as the wire's text and entities."""
    text, entities = understand(params.text("text"), params.text("parse_mode"), params.objects("entities"))
    if not text:
        raise bad_request("message text is empty")
    if len(text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    entities = with_people(box, entities)
    return {"text": text, "entities": entities} if entities else {"text": text}


def caption_of(box: Sandbox, values: Params) -> Json:
    """`caption` checked and understood; nothing when there is none."""
    entities = values.objects("caption_entities")
    caption, entities = understand(values.text("caption"), values.text("parse_mode"), entities)
    if not caption:
        return {}
    if len(caption) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    entities = with_people(box, entities)
    return {"caption": caption, "caption_entities": entities} if entities else {"caption": caption}


def with_people(box: Sandbox, entities: list[Json]) -> list[Json]:
    """Mentions of people by id carry the person; of strangers they are plain text."""
    known: list[Json] = []
    for entity in entities:
        if entity["type"] == "text_mention":
            person = box.people_by_id.get((entity.get("user") or {}).get("id", 0))
            if person is None:
                continue
            entity = {**entity, "user": person.as_user()}
        known.append(entity)
    return known


def message_in(chat: Chat, message_id: int | None, otherwise: str) -> Message:
    message = chat.messages.get(message_id or 0)
    if message is None:
        raise bad_request(otherwise)
    return message


def reply_of(chat: Chat, params: Params) -> Json:
    """What the message answers, by reply_parameters or the older reply_to_message_id."""
    wanted = params.object("reply_parameters")
    message_id = wanted.get("message_id") or params.number("reply_to_message_id")
    if not message_id:
        return {}
    replied = chat.messages.get(int(message_id))
    if replied is None:
        if wanted.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    quoted = {key: value for key, value in replied.wire.items() if key != "reply_to_message"}
    return {"reply_to_message": quoted}


def send(box: Sandbox, bot: Bot, chat: Chat, params: Params, content: Json) -> Json:
    """The end of every send method: reply, keyboard and flags, then the message is in the chat."""
    inline, markup = read_markup(params.json("reply_markup"))
    content = {**reply_of(chat, params), **content}
    if inline:
        content["reply_markup"] = inline
    if params.flag("protect_content"):
        content["has_protected_content"] = True
    silent = params.flag("disable_notification")
    return post(box, chat, bot.as_user(), content, bot=bot, markup=markup, silent=silent).wire
