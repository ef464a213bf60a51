"""Keyboards as bots send them: checked as the real server checks them, then kept."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.errors import bad_request

Json = dict[str, Any]

MOST_INLINE = 100
MOST_REPLY = 300
LONGEST_DATA = 64
ACTIONS = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
REPLY_KINDS = (
    "request_contact",
    "request_location",
    "request_poll",
    "request_users",
    "request_chat",
    "web_app",
)


def read_markup(markup: Json | None) -> tuple[Json | None, Json | None]:
    """(inline keyboard for the wire, anything else for the person's client)."""
    if not markup:
        return None, None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        rows = _inline(_rows(markup["inline_keyboard"], "inline keyboard"))
        return ({"inline_keyboard": rows} if rows else None), None
    if "keyboard" in markup:
        rows = _reply(_rows(markup["keyboard"], "keyboard"))
        if not rows:
            raise bad_request("reply keyboard must be non-empty")
        return None, {**markup, "keyboard": rows}
    if markup.get("remove_keyboard"):
        return None, {"remove_keyboard": True}
    if markup.get("force_reply"):
        return None, markup
    return None, None


def _rows(rows: Any, what: str) -> list[list[Any]]:
    if not isinstance(rows, list) or any(not isinstance(row, list) for row in rows):
        raise bad_request(f'field "{what.replace(" ", "_")}" of the reply markup must be an Array of Arrays')
    return rows


def _inline(rows: list[list[Any]]) -> list[list[Json]]:
    checked = [[_inline_button(button) for button in row] for row in rows]
    if sum(len(row) for row in checked) > MOST_INLINE:
        raise bad_request("reply markup is too long")
    return [row for row in checked if row]


def _inline_button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be of type String')
    if not text.strip():
        raise bad_request("can't parse inline keyboard button: Button text must not be empty")
    known = [action for action in ACTIONS if button.get(action) is not None]
    if not known:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if "callback_data" in known:
        data = button["callback_data"]
        if not isinstance(data, str) or not 0 < len(data.encode()) <= LONGEST_DATA:
            raise bad_request("BUTTON_DATA_INVALID")
    if "url" in known:
        return {**button, "url": _address(button["url"])}
    return {key: value for key, value in button.items() if value is not None}


def _address(url: Any) -> str:
    """http, https and tg addresses; loopback ones are welcome here, unlike on the real server."""
    text = str(url).strip()
    if text.startswith("tg://") and len(text) > 5:
        return text
    address = text if "://" in text else f"http://{text}"
    try:
        parts = urlsplit(address)
        good = parts.scheme in ("http", "https") and parts.hostname and " " not in text
        if good and "://" not in text and "." not in (parts.hostname or ""):
            good = False
    except ValueError:
        good = False
    if not good:
        raise bad_request(f"inline keyboard button URL '{text}' is invalid: Wrong HTTP URL")
    return address


def _reply(rows: list[list[Any]]) -> list[list[Json]]:
    checked: list[list[Json]] = []
    for row in rows:
        buttons = [_reply_button(button) for button in row]
        if buttons:
            checked.append(buttons)
    if sum(len(row) for row in checked) > MOST_REPLY:
        raise bad_request("reply markup is too long")
    return checked


def _reply_button(button: Any) -> Json:
    text = button if isinstance(button, str) else button.get("text") if isinstance(button, dict) else None
    if not isinstance(text, str):
        raise bad_request('can\'t parse keyboard button: Field "text" must be of type String')
    if not text.strip():
        raise bad_request("can't parse keyboard button: Button text must not be empty")
    return {
        "text": text,
        **{kind: button[kind] for kind in REPLY_KINDS if isinstance(button, dict) and button.get(kind)},
    }
