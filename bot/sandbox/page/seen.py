"""A chat as the sandbox tells it -> what the browser is given to draw."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import quote

from bot.sandbox.page.rich import safe_address, start_code, tree

Json = dict[str, Any]

# Which of the three phones a person's role belongs to; whoever has no role yet is a customer.
SEATS = ("customer", "technician", "dispatcher")
SEAT_OF_ROLE = {"customer": "customer", "technician": "technician", "contractor_admin": "technician"}

EMOJI = re.compile(r"(?:[\U0001F000-\U0001FAFF\u2600-\u27BF\u2B00-\u2BFF]\uFE0F?\u200D?){1,3}")
ASKS = {"request_contact": "contact", "request_location": "location"}


def seat_of(role: str | None) -> str:
    """The phone on which this role is looked for first."""
    return SEAT_OF_ROLE.get(role or "customer", "dispatcher")


def hue(identity: int | str) -> int:
    """A colour of one's own that stays the same: neighbours in number are far apart in colour."""
    number = identity if isinstance(identity, int) else sum(map(ord, identity))
    return round(abs(number) * 137.508) % 360


def person(entry: Json) -> Json:
    """An entry of the picker."""
    return {
        "id": entry["id"],
        "name": entry["name"],
        "role": entry["role"] or "none",
        "seat": seat_of(entry["role"]),
        "hue": hue(entry["id"]),
        "photo": file_url(entry["photo"]),
        "phone": entry["phone"] or "",
        "unread": entry["unread"],
    }


def file_url(held: Json | str | None) -> str | None:
    """Where the browser finds a file: a path of our own, whatever the file is called."""
    file_id = held.get("file_id") if isinstance(held, dict) else held
    return f"sandbox/files/{quote(str(file_id), safe='')}" if file_id else None


def message(seen: Json, words: Json) -> Json:
    """One bubble."""
    nodes = tree(seen["text"] or "", seen["entities"])
    who = {"name": seen["from_name"], "hue": hue(seen["from_id"] or 0)}
    if seen.get("forwarded_from"):
        nodes = [["italic", [words["forwarded"].format(name=seen["forwarded_from"])], ""], "\n", *nodes]
    return {
        "id": seen["message_id"],
        "mine": seen["from"] == "me",
        "who": who if seen["from"] != "me" else None,
        "nodes": nodes,
        "big": bool(EMOJI.fullmatch(seen["text"] or "")),
        "reply": seen.get("reply_to"),
        "at": round(datetime.fromisoformat(seen["at"]).timestamp() * 1000),
        "edited": bool(seen["edited"]),
        "service": words["services"].get(seen["service"], seen["service"]) if seen["service"] else "",
        "reactions": list(seen.get("reactions") or []),
        "buttons": [[_key(button) for button in row] for row in _inline(seen)],
        **_carried(seen),
    }


def _carried(seen: Json) -> Json:
    """What a message holds besides words; nothing is named that is not there."""
    carried: Json = {}
    if held := seen["photo"]:
        carried["photo"] = file_url(held)
    for kind in ("document", "video", "audio", "animation", "video_note"):
        if held := seen.get(kind):
            name = held.get("file_name") or kind
            carried["document"] = {"name": name, "size": held.get("file_size"), "url": file_url(held)}
    if held := seen["voice"]:
        carried["voice"] = {"duration": held.get("duration") or 0, "url": file_url(held)}
    if held := seen["sticker"]:
        # Without a picture of its own a sticker is its emoji, large.
        carried["sticker"] = {"emoji": held.get("emoji") or "🙂", "url": None}
    if held := seen["contact"]:
        name = " ".join(filter(None, [held.get("first_name"), held.get("last_name")]))
        carried["contact"] = {"name": name, "phone": held.get("phone_number") or ""}
    if held := seen["location"]:
        place = {
            "latitude": held["latitude"],
            "longitude": held["longitude"],
            "live": bool(held.get("live_period")),
        }
        carried["location"] = {**place, **(seen.get("venue") or {})}
        if venue := seen["venue"]:
            carried["location"] |= {"title": venue["title"], "address": venue.get("address") or ""}
    return carried


def _inline(seen: Json) -> list[list[Json]]:
    """The keys that hang under the bubble; a reply keyboard has its place elsewhere."""
    return [row for row in seen["buttons"] if all(button["kind"] == "inline" for button in row)]


def _key(button: Json) -> Json:
    """A key under a bubble. A link that starts a bot is pressed, not followed: this is the messenger."""
    address = button.get("url")
    key = {"text": button["text"], "url": safe_address(address)}
    return {**key, "url": "", "start": start_code(address)} if start_code(address) else key


def keyboard(standing: Json) -> Json:
    """The keyboard under the line where one writes."""
    return {
        "rows": [[{"text": key["text"], "ask": _ask(key)} for key in row] for row in standing["rows"]],
        "once": standing["one_time"],
        "hint": standing["placeholder"] or "",
    }


def _ask(key: Json) -> str:
    return next((what for flag, what in ASKS.items() if key.get(flag)), "")
