"""A person presses a button: one they see, or one that only a forging client could press."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.sandbox import acts
from bot.sandbox.chats import Chat, Message
from bot.sandbox.errors import Wrong
from bot.sandbox.people import Person
from bot.sandbox.seen import buttons
from bot.sandbox.updates import QUIET, UNANSWERED

if TYPE_CHECKING:
    from bot.sandbox.store import Sandbox

Json = dict[str, Any]


KINDS: dict[str, Any] = {
    **dict.fromkeys(("button", "data"), str),
    "bot": str | int,
    **dict.fromkeys(("message_id", "row", "column", "chat_id"), int),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """Which button somebody means to press."""

    message_id: int | None = None
    button: str | None = None
    data: str | None = None
    row: int | None = None
    column: int | None = None
    bot: str | int | None = None
    chat_id: int | None = None


async def tap(box: Sandbox, person: Person, wish: Wish, wait: bool) -> Json:
    """Find the button, press it, and answer what the person saw come of it."""
    for name, kind in KINDS.items():
        if not isinstance(getattr(wish, name), kind | None):
            raise Wrong(f"{name} is a {'number' if kind is int else 'text'}")
    if wish.data is not None:
        return await _press(box, person, *_forged(box, person, wish), wish.data, wait)
    message, button = _find(box, person, wish)
    if button["kind"] == "reply":
        return await _reply_button(box, person, message.chat, button, wait)
    if button["data"] is None:
        return {**_nothing(box), "url": button["url"], "settled": True}
    return await _press(box, person, message.chat, message, message.id, button["data"], wait)


def _nothing(box: Sandbox) -> Json:
    return {
        "answered": False,
        "alert": None,
        "toast": None,
        "url": None,
        "message_id": None,
        "seq": box.feed.seq,
        "settled": False,
    }


def _find(box: Sandbox, person: Person, wish: Wish) -> tuple[Message, Json]:
    visible = box.feed.visible.get(person.id, {})
    if wish.message_id is None:
        candidates = [message for message in box.feed.newest_first(person.id) if buttons(message)]
    elif wish.message_id in visible:
        candidates = [visible[wish.message_id]]
    else:
        raise Wrong(f"{person.name} sees no message {wish.message_id}", 404)
    if wish.button is None and wish.row is None:
        raise Wrong('say which: {"message_id", "button": visible text or callback data}, or {"data"} to forge a press')
    for message in candidates:
        if (button := _match(buttons(message), wish)) is not None:
            return message, button
    shown = [[button["text"] for button in row] for row in buttons(candidates[0])] if candidates else []
    raise Wrong(f"no button {wish.button!r} there; the person sees {shown}", 404)


def _match(rows: list[list[Json]], wish: Wish) -> Json | None:
    """The same text first, then the same data, then text that contains what was said."""
    if wish.button is None:
        row, column = wish.row or 0, wish.column or 0
        within = 0 <= row < len(rows) and 0 <= column < len(rows[row])
        return rows[row][column] if within else None
    flat = [button for row in rows for button in row]
    for fits in (
        lambda one: one["text"] == wish.button,
        lambda one: one["data"] == wish.button,
        lambda one: (wish.button or "") in one["text"],
    ):
        for one in flat:
            if fits(one):
                return one
    return None


def _forged(box: Sandbox, person: Person, wish: Wish) -> tuple[Chat, Message | None, int]:
    """Where a forged press claims to come from: any message, seen or not, or the newest one of the bot."""
    if not wish.data or not 0 < len(wish.data.encode()) <= 64:
        raise Wrong("callback data is text of 1 to 64 bytes")
    visible = box.feed.visible.get(person.id, {})
    if wish.message_id in visible:
        message = visible[wish.message_id]
        return message.chat, message, message.id
    chat = acts.chat_of(box, person, wish.bot, wish.chat_id)
    if wish.message_id is not None:
        return chat, None, wish.message_id
    newest = next((message for message in reversed(chat.messages.values()) if message.bot), None)
    return chat, newest, newest.id if newest else 0


async def _reply_button(box: Sandbox, person: Person, chat: Chat, button: Json, wait: bool) -> Json:
    """A reply keyboard's button only sends something for the person."""
    content: Json = {"chat_id": None if chat.private else chat.id, "bot": chat.bot}
    if button["request_contact"]:
        content["contact"] = person.phone or f"+861390000{person.id % 10000:04}"
    elif button["request_location"]:
        content["location"] = {"latitude": 31.2304, "longitude": 121.4737}
    else:
        content["text"] = button["text"]
    sent = await box.send(person.id, content, wait=wait)
    return {**_nothing(box), **sent}


async def _press(
    box: Sandbox, person: Person, chat: Chat, message: Message | None, message_id: int, data: str, wait: bool
) -> Json:
    token = message.bot if message is not None and message.bot else (chat.bot or chat.bots[0])
    if token in person.blocked:
        raise Wrong(f"{person.name} has blocked this bot; POST /sandbox/people/{person.id}/unblock first", 409)
    bot = box.bots.by_token[token]
    press = box.presses.new(token, chat.id, box.now())
    payload: Json = {
        "id": press.id,
        "from": person.as_user(),
        "message": message.wire if message else {"chat": chat.as_chat(), "message_id": message_id, "date": 0},
        "chat_instance": str(abs(chat.id) * 7919),
        "data": data,
    }
    pending = box.updates.add(bot, "callback_query", payload, chat.id)
    settled = False
    if wait:
        # A polling bot often edits the card first and answers the press last of all.
        settled = await box.updates.settled(pending, quiet_for=lambda: QUIET if press.answer else UNANSWERED)
    return {**_nothing(box), **_outcome(press.answer), "settled": settled}


def _outcome(answer: Json | None) -> Json:
    if answer is None:
        return {"answered": False}
    text = answer["text"] or None
    alert = bool(answer["show_alert"])
    return {
        "answered": True,
        "alert": text if alert else None,
        "toast": None if alert else text,
        "url": answer["url"],
    }
