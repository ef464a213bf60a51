"""What people do: write, send things, press buttons, block, found groups. Each becomes an update for the bots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.bots import Bot
from bot.sandbox.chats import Chat, Message
from bot.sandbox.content import check_types, read_content
from bot.sandbox.errors import Wrong
from bot.sandbox.people import Person
from bot.sandbox.posting import announce, notice, post, rewrite
from bot.sandbox.updates import Pending

if TYPE_CHECKING:
    from bot.sandbox.store import Sandbox

Json = dict[str, Any]


def chat_of(
    box: Sandbox, person: Person, bot: str | int | None, chat_id: int | None, *, blocked_too: bool = False
) -> Chat:
    """Where the person writes: a group they are in, or their chat with a bot."""
    if chat_id is None or chat_id == person.id:
        chat = box.chats.private(person, box.bots.named(bot))
        if chat.bot in person.blocked and not blocked_too:
            raise Wrong(f"{person.name} has blocked this bot; POST /sandbox/people/{person.id}/unblock first", 409)
        return chat
    group = box.chats.group(chat_id)
    if group is not None and group.moved_to is not None:
        group = box.chats.group(group.moved_to)
    if group is None or person.id not in group.members:
        raise Wrong(f"{person.name} is in no group {chat_id}", 404)
    return group


def bots_in(box: Sandbox, chat: Chat) -> list[Bot]:
    tokens = [chat.bot] if chat.bot else chat.bots
    return [box.bots.by_token[token] for token in tokens if token]


def tell_bots(box: Sandbox, chat: Chat, kind: str, payload: Json) -> list[Pending]:
    queued = [box.updates.add(bot, kind, payload, chat.id) for bot in bots_in(box, chat)]
    return [pending for pending in queued if pending is not None]


def send(box: Sandbox, person: Person, content: Json) -> tuple[Message, list[Pending]]:
    """A new message from a person, or an edit of one of theirs (`edit_of`)."""
    check_types(content)
    chat = chat_of(box, person, content.get("bot"), content.get("chat_id"))
    wire = read_content(box, person, content)
    if content.get("edit_of") is not None:
        return _edit(box, person, chat, wire, content["edit_of"])
    if (reply_to := content.get("reply_to")) is not None:
        replied = chat.messages.get(reply_to)
        if replied is None:
            raise Wrong(f"there is no message {reply_to} in this chat to reply to", 404)
        quoted = {key: value for key, value in replied.wire.items() if key != "reply_to_message"}
        wire["reply_to_message"] = quoted
    message = post(box, chat, person.as_user(), wire)
    person.read_up_to = message.id  # who writes has read what is above
    box.people_kept.keep(person)
    _hide_one_time(box, chat, message)
    return message, tell_bots(box, chat, "message", message.wire)


def _hide_one_time(box: Sandbox, chat: Chat, message: Message) -> None:
    """A one-time keyboard goes once one of its buttons has been used."""
    bringer = chat.messages.get(chat.keyboard or 0)
    if bringer is None or not (bringer.markup or {}).get("one_time_keyboard"):
        return
    labels = {button["text"] for row in (bringer.markup or {})["keyboard"] for button in row}
    if message.wire.get("text") in labels or "contact" in message.wire or "location" in message.wire:
        chat.keyboard = None
        box.chats.keep(chat)
        announce(box, bringer, "edited")


def _edit(box: Sandbox, person: Person, chat: Chat, content: Json, message_id: int) -> tuple[Message, list[Pending]]:
    message = chat.messages.get(message_id)
    if message is None or message.bot or message.wire["from"]["id"] != person.id:
        raise Wrong(f"message {message_id} is none of theirs to edit", 404)
    if "caption" in content and "caption" not in message.wire and "text" in message.wire:
        raise Wrong("a text message has no caption; edit its text")
    moved = {key: value for key, value in message.wire.items() if key not in ("entities", "caption_entities")}
    if "location" in content:
        before = message.wire.get("location", {})
        if "live_period" not in before:
            raise Wrong("only a live location can be moved; send it with live_period first")
        content["location"] = {"live_period": before["live_period"], **content["location"]}
    wire = {**moved, **content, "edit_date": box.clock.timestamp()}
    rewrite(box, message, wire)
    return message, tell_bots(box, chat, "edited_message", wire)


def membership(box: Sandbox, chat: Chat, bot: Bot, actor: Person, before: str, after: str) -> Pending | None:
    """my_chat_member: the bot was let in, put out, blocked or unblocked."""
    payload = {
        "chat": chat.as_chat(),
        "from": actor.as_user(),
        "date": box.clock.timestamp(),
        "old_chat_member": _standing(bot, before),
        "new_chat_member": _standing(bot, after),
    }
    return box.updates.add(bot, "my_chat_member", payload, chat.id)


def _standing(bot: Bot, status: str) -> Json:
    shown: Json = {"user": bot.as_user(), "status": status}
    return {**shown, "until_date": 0} if status == "kicked" else shown


def set_blocked(box: Sandbox, person: Person, bot: Bot, blocked: bool) -> Pending | None:
    if (bot.token in person.blocked) == blocked:
        return None
    chat = box.chats.private(person, bot)
    if blocked:
        person.blocked.append(bot.token)
    else:
        person.blocked.remove(bot.token)
    box.people_kept.keep(person)
    notice(box, chat, "chat", bot=bot.username)
    before, after = ("member", "kicked") if blocked else ("kicked", "member")
    return membership(box, chat, bot, person, before, after)


def create_group(box: Sandbox, title: str, members: list[Person], bots: list[Bot]) -> tuple[Chat, list[Pending]]:
    """The first member founds the group and takes the bots in."""
    chat = box.chats.new_group(title, [person.id for person in members], [bot.token for bot in bots])
    joined = [membership(box, chat, bot, members[0], "left", "member") for bot in bots]
    message = post(box, chat, members[0].as_user(), {"group_chat_created": True})
    told = tell_bots(box, chat, "message", message.wire)
    return chat, [pending for pending in [*joined, *told] if pending is not None]


def set_bot_in_group(box: Sandbox, chat: Chat, bot: Bot, inside: bool) -> Pending | None:
    """The founder takes a bot in, or puts it out: its messages get 403 then."""
    founder = box.people_by_id[chat.members[0]]
    if inside == (bot.token in chat.bots):
        return None
    if inside:
        chat.bots.append(bot.token)
        if bot.token in chat.left_bots:
            chat.left_bots.remove(bot.token)
    else:
        chat.bots.remove(bot.token)
        chat.left_bots.append(bot.token)
    box.chats.keep(chat)
    post(box, chat, founder.as_user(), _came_or_went(bot, inside))
    return membership(box, chat, bot, founder, *(("left", "member") if inside else ("member", "kicked")))


def _came_or_went(bot: Bot, inside: bool) -> Json:
    return {"new_chat_members": [bot.as_user()]} if inside else {"left_chat_member": bot.as_user()}


def upgrade_group(box: Sandbox, chat: Chat) -> tuple[Chat, list[Pending]]:
    """The group becomes a supergroup under a new id; the old id answers 400 with migrate_to_chat_id."""
    founder = box.people_by_id[chat.members[0]]
    new = box.chats.new_group(chat.title or "", list(chat.members), list(chat.bots), -(10**12) + chat.id)
    goodbye = post(box, chat, founder.as_user(), {"migrate_to_chat_id": new.id})
    pendings = tell_bots(box, chat, "message", goodbye.wire)
    chat.moved_to = new.id
    box.chats.keep(chat)
    hello = post(box, new, founder.as_user(), {"migrate_from_chat_id": chat.id})
    return new, pendings + tell_bots(box, new, "message", hello.wire)
