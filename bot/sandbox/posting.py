"""Putting a message into a chat, changing it and taking it out, so that everybody who sees the chat learns of it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from bot.sandbox.bots import Bot
from bot.sandbox.chats import REMEMBERED, Chat, Message
from bot.sandbox.feed import Change
from bot.sandbox.seen import seen

if TYPE_CHECKING:
    from bot.sandbox.store import Sandbox

Json = dict[str, Any]

ACTION_LASTS = 5.0


def post(
    box: Sandbox,
    chat: Chat,
    sender: Json,
    content: Json,
    *,
    bot: Bot | None = None,
    markup: Json | None = None,
    silent: bool = False,
) -> Message:
    """A new message; `bot` is set when a bot wrote it, `markup` is what is no inline keyboard."""
    wire = {
        "message_id": box.chats.next_id(),
        "from": sender,
        "chat": chat.as_chat(),
        "date": box.clock.timestamp(),
        **content,
    }
    message = Message(wire["message_id"], chat, wire, bot=bot.token if bot else None, markup=markup, silent=silent)
    chat.messages[message.id] = message
    if bot is not None:
        stop_action(box, chat, bot)
    if markup and ("keyboard" in markup or "remove_keyboard" in markup):
        swap_keyboard(box, chat, message.id if "keyboard" in markup else None)
    announce(box, message, "message")
    if len(chat.messages) > REMEMBERED:
        oldest = chat.messages[next(iter(chat.messages))]
        box.feed.forget(oldest)
        box.chats.forget_message(oldest)
    return message


def swap_keyboard(box: Sandbox, chat: Chat, message_id: int | None) -> None:
    """Another reply keyboard, or none; the message that brought the old one loses its buttons."""
    before = chat.messages.get(chat.keyboard or 0)
    chat.keyboard = message_id
    box.chats.keep(chat)
    if before is not None:
        announce(box, before, "edited")


def rewrite(box: Sandbox, message: Message, wire: Json) -> None:
    """An edit: the old wire stays as it was for whoever still holds it."""
    message.wire = wire
    announce(box, message, "edited")


def remove(box: Sandbox, message: Message) -> None:
    """Deleted for everybody."""
    chat = message.chat
    message.deleted = True
    chat.messages.pop(message.id, None)
    if message.id in chat.pinned:
        chat.pinned.remove(message.id)
    if chat.keyboard == message.id:
        chat.keyboard = None
    box.chats.keep(chat)
    message.wire = {"message_id": message.id, "date": message.wire["date"]}
    announce(box, message, "deleted")


def announce(box: Sandbox, message: Message, kind: str) -> None:
    """Number the change, keep it, tell who is looking."""
    box.feed.touch(message)
    box.chats.keep_message(message)
    box.keep_counters()
    chat = message.chat
    speaker = box.bots.by_token.get(message.bot or chat.bot or "")
    for reader in chat.readers():
        if box.feed.wanted(reader):
            shown = None if message.deleted else seen(box, message, reader)
            box.feed.tell(
                Change(
                    seq=message.seq,
                    kind=kind,
                    person_id=reader,
                    chat_id=chat.id,
                    bot=speaker.username if speaker else None,
                    message_id=message.id,
                    message=shown,
                )
            )
    box.feed.wake()


def start_action(box: Sandbox, chat: Chat, bot: Bot, action: str) -> None:
    """The bot is typing, for five seconds of real time or until it sends something."""
    chat.actions[bot.token] = (action, time.monotonic() + ACTION_LASTS)
    notice(box, chat, "action", bot=bot.username, action=action)


def stop_action(box: Sandbox, chat: Chat, bot: Bot) -> None:
    if chat.actions.pop(bot.token, None) is not None:
        notice(box, chat, "action", bot=bot.username)


def notice(box: Sandbox, chat: Chat, kind: str, **more: Any) -> None:
    """Something about the chat that is no message."""
    seq = box.feed.bump()
    for reader in chat.readers():
        box.feed.tell(Change(seq=seq, kind=kind, person_id=reader, chat_id=chat.id, **more))
    box.feed.wake()
