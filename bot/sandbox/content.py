"""What a person sends, as /sandbox/people/{id}/messages says it, into a Bot API message's fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.entities import clean, understand
from bot.sandbox.errors import ApiError, Wrong
from bot.sandbox.files import KINDS, decode, on_the_wire
from bot.sandbox.people import Person

if TYPE_CHECKING:
    from bot.sandbox.store import Sandbox

Json = dict[str, Any]

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
CONTENT = ("text", "contact", "location", "venue", *KINDS)
BESIDES = (
    "caption",
    "bot",
    "chat_id",
    "edit_of",
    "reply_to",
    "live_period",
    "file_name",
    "mime_type",
    "duration",
    "emoji",
    "wait",
)
TYPES: dict[str, type | tuple[type, ...]] = {
    **dict.fromkeys(("caption", "file_name", "mime_type", "emoji"), str),
    **dict.fromkeys(("chat_id", "edit_of", "reply_to"), int),
    **dict.fromkeys(("duration", "live_period"), (int, float)),
}


def read_content(box: Sandbox, person: Person, content: Json) -> Json:
    """Exactly one thing, with its caption."""
    if unknown := set(content) - {*CONTENT, *BESIDES}:
        raise Wrong(f"a message has no {', '.join(sorted(unknown))}; it has {', '.join((*CONTENT, *BESIDES))}")
    said = [name for name in CONTENT if content.get(name) is not None]
    if content.get("edit_of") is not None and not said and content.get("caption"):
        return _caption(content)
    if len(said) != 1:
        raise Wrong(f"send one thing at a time: {', '.join(CONTENT)}")
    kind = said[0]
    if kind == "text":
        return _text(content)
    if kind == "contact":
        return {"contact": _contact(person, content["contact"])}
    if kind == "location":
        return {"location": _location(content["location"], content.get("live_period"))}
    if kind == "venue":
        return _venue(content["venue"])
    file = _file(box, kind, content)
    wire: Json = {kind: on_the_wire(kind, file), **_caption(content)}
    return wire


def check_types(content: Json) -> None:
    """Names are texts and ids are numbers."""
    for name, kind in TYPES.items():
        if content.get(name) is not None and not isinstance(content[name], kind):
            raise Wrong(f"{name} is a {'text' if kind is str else 'number'}")


def _text(content: Json) -> Json:
    text = content["text"]
    if not isinstance(text, str) or not text.strip():
        raise Wrong("the text is empty")
    text, entities = understand(text, None, None)
    if len(text) > LONGEST_TEXT:
        raise Wrong(f"a message holds {LONGEST_TEXT} characters; a real client sends longer text in pieces")
    return {"text": text, "entities": entities} if entities else {"text": text}


def _caption(content: Json) -> Json:
    caption = content.get("caption")
    if not caption:
        return {}
    if not isinstance(caption, str) or len(caption) > LONGEST_CAPTION:
        raise Wrong(f"a caption holds {LONGEST_CAPTION} characters")
    caption, entities = understand(caption, None, None)
    return {"caption": caption, "caption_entities": entities} if entities else {"caption": caption}


def _contact(person: Person, contact: Any) -> Json:
    """True or a number is the person's own; an object is taken as it is, their own unless `user_id` says otherwise."""
    if contact is True:
        contact = {"phone_number": person.phone}
    elif isinstance(contact, str):
        contact = {"phone_number": contact}
    if not isinstance(contact, dict) or not contact.get("phone_number"):
        raise Wrong('say {"contact": {"phone_number": "+86...", "first_name": ..., "user_id": ...}}')
    shown = {"first_name": person.name, "user_id": person.id, **contact}
    shown = {key: clean(value) if isinstance(value, str) else value for key, value in shown.items()}
    return {key: value for key, value in shown.items() if value is not None}


def _location(location: Any, live_period: Any) -> Json:
    try:
        place: Json = {"latitude": float(location["latitude"]), "longitude": float(location["longitude"])}
    except (TypeError, KeyError, ValueError):
        raise Wrong('say {"location": {"latitude": 31.2, "longitude": 121.5}}') from None
    if not (-90 <= place["latitude"] <= 90 and -180 <= place["longitude"] <= 180):
        raise Wrong("there is no such place on earth")
    live = live_period if live_period is not None else location.get("live_period")
    if live is not None:
        place["live_period"] = int(live)
    for name in ("heading", "horizontal_accuracy", "proximity_alert_radius"):
        if location.get(name) is not None:
            place[name] = location[name]
    return place


def _venue(venue: Any) -> Json:
    if not isinstance(venue, dict) or not venue.get("title"):
        raise Wrong('say {"venue": {"latitude": ..., "longitude": ..., "title": ..., "address": ...}}')
    place = _location(venue.get("location", venue), None)
    return {
        "venue": {"location": place, "title": venue["title"], "address": venue.get("address", "")},
        "location": place,
    }


def _file(box: Sandbox, kind: str, content: Json) -> Json:
    """Base64 text or bytes, alone or in an object with names; a sticker may be just an emoji; a known file id again."""
    given = content[kind]
    about: Json = given if isinstance(given, dict) else {}
    source = next((about[name] for name in ("data", "base64", "content", "file_id") if name in about), given)
    check_types(about)
    more: Json = {name: about.get(name, content.get(name)) for name in ("file_name", "mime_type", "duration", "emoji")}
    if isinstance(source, str) and (known := box.files.get(source)) is not None and known["kind"] == kind:
        return known
    if kind == "sticker" and (source is given is about or (isinstance(source, str) and len(source) <= 8)):
        more["emoji"] = more["emoji"] or (source if isinstance(source, str) else "👍")
        source = str(more["emoji"]).encode()
    if kind == "document" and not more["file_name"]:
        more["file_name"] = "file.bin"
    if kind == "photo":
        more = {}
    try:
        return box.files.store(kind, decode(source), **more)
    except ApiError as error:
        raise Wrong(f"the {kind} cannot be sent: {error.description}", error.status) from None
