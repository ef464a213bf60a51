"""Formatted text as bots send it (HTML, MarkdownV2, Markdown) into plain text and entities, as the real server does."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.markdown import parse_markdown

Entity = dict[str, Any]

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
CHARACTER = re.compile(r"&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));?")
TAG = re.compile(r"<(/?)([a-zA-Z0-9-]*)([^<>]*)>")
ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")

# What people's clients would highlight without being told.
PLAIN = (
    ("bot_command", re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,32}(?:@\w{3,32})?(?![\w/<>])")),
    ("mention", re.compile(r"(?<![\w@])@[a-zA-Z]\w{3,31}\b")),
    ("hashtag", re.compile(r"(?<![\w#])#\w*[^\W\d]\w*")),
    ("email", re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")),
    ("url", re.compile(r"https?://[^\s<>\"'，。；）】》]+[^\s<>\"'，。；）】》.,;:!?)]")),
)
WORTH_LOOKING = re.compile(r"[/@#:]")

# No message and no name carries control characters: they become blanks, and returns go.
CLEANED = dict.fromkeys((*range(10), 11, 12, *range(14, 32)), " ")


def clean(text: str) -> str:
    return text if text.isprintable() else text.translate({**CLEANED, 13: None})


def units(text: str) -> int:
    """Length in UTF-16 code units, in which Telegram counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def refuse(why: str) -> ApiError:
    return bad_request(f"can't parse entities: {why}")


def understand(text: str, parse_mode: str | None, given: list[Entity] | None) -> tuple[str, list[Entity]]:
    """The text as it will be shown, and its entities."""
    mode = (parse_mode or "").lower()
    text = text.translate({**CLEANED, 13: " "}) if given else clean(text)  # offsets that were given go on counting
    if mode == "html":
        plain, entities = parse_html(text)
    elif mode in ("markdownv2", "markdown"):
        plain, entities = parse_markdown(text, strict=mode == "markdownv2")
    elif mode:
        raise bad_request("unsupported parse_mode")
    else:
        plain, entities = text, [entity for entity in given or [] if _whole(entity)]
    plain, entities = _trim(plain, entities)
    if WORTH_LOOKING.search(plain):
        entities = _with_plain(plain, entities)
    entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return plain, entities


def _whole(entity: Entity) -> bool:
    numbers = (entity.get("offset"), entity.get("length"))
    return isinstance(entity.get("type"), str) and all(isinstance(one, int) and one >= 0 for one in numbers)


def _trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Blank space at either end is not kept."""
    bare = text.strip(" \t\r\n")
    if len(bare) == len(text):
        return text, entities
    cut = units(text[: len(text) - len(text.lstrip(" \t\r\n"))])
    length = units(bare)
    moved: list[Entity] = []
    for entity in entities:
        start = max(entity["offset"] - cut, 0)
        end = min(entity["offset"] + entity["length"] - cut, length)
        if end > start:
            moved.append({**entity, "offset": start, "length": end - start})
    return bare, moved


def _with_plain(text: str, entities: list[Entity]) -> list[Entity]:
    taken = [(entity["offset"], entity["offset"] + entity["length"]) for entity in entities]
    found = list(entities)
    for kind, pattern in PLAIN:
        for match in pattern.finditer(text):
            start = units(text[: match.start()])
            end = start + units(match.group())
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            taken.append((start, end))
            found.append({"type": kind, "offset": start, "length": end - start})
    return found


@dataclass(slots=True)
class _Open:
    """A tag waiting for its end."""

    name: str
    attributes: dict[str, str]
    offset: int


@dataclass(slots=True)
class _Shown:
    """Text gathered so far, with its length as Telegram counts."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    entities: list[Entity] = field(default_factory=list)

    def add(self, raw: str) -> None:
        text = CHARACTER.sub(_character, raw) if "&" in raw else raw
        self.parts.append(text)
        self.length += units(text)


def _character(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        return NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else match.group()


def parse_html(text: str) -> tuple[str, list[Entity]]:
    """Telegram's subset of HTML; anything else is refused with the place where it stands."""
    shown = _Shown()
    waiting: list[_Open] = []
    at = 0
    while (start := text.find("<", at)) >= 0:
        shown.add(text[at:start])
        byte = len(text[:start].encode())
        match = TAG.match(text, start)
        if match is None:
            raise refuse(f"Unclosed start tag at byte offset {byte}")
        closing, name, rest = match.groups()
        if closing:
            _close(name.lower(), byte, waiting, shown)
        else:
            waiting.append(_opened(name.lower(), rest, byte, shown.length))
        at = match.end()
    shown.add(text[at:])
    if waiting:
        raise refuse(f'Can\'t find end tag corresponding to start tag "{waiting[-1].name}"')
    return "".join(shown.parts), _merged(shown.entities)


def _opened(name: str, rest: str, byte: int, offset: int) -> _Open:
    if name not in TAGS:
        raise refuse(f'Unsupported start tag "{name}" at byte offset {byte}')
    attributes: dict[str, str] = {}
    for match in ATTRIBUTE.finditer(rest):
        key, *values = match.groups()
        attributes[key.lower()] = html.unescape(next((value for value in values if value is not None), ""))
    if name == "span" and attributes.get("class") != "tg-spoiler":
        raise refuse(f'Tag "span" must have class "tg-spoiler" at byte offset {byte}')
    return _Open(name, attributes, offset)


def _close(name: str, byte: int, waiting: list[_Open], shown: _Shown) -> None:
    if not waiting:
        raise refuse(f"Unexpected end tag at byte offset {byte}")
    tag = waiting.pop()
    if name and name != tag.name:
        raise refuse(f'Unmatched end tag at byte offset {byte}, expected "</{tag.name}>", found "</{name}>"')
    length = shown.length - tag.offset
    if length <= 0:
        return
    entity: Entity = {"type": TAGS[tag.name], "offset": tag.offset, "length": length}
    if tag.name == "a":
        shown_text = "".join(shown.parts).encode("utf-16-le")[tag.offset * 2 :].decode("utf-16-le")
        entity = _link(entity, tag.attributes.get("href") or shown_text)
    elif tag.name == "tg-emoji":
        entity["custom_emoji_id"] = tag.attributes.get("emoji-id", "")
    elif tag.name == "blockquote" and "expandable" in tag.attributes:
        entity["type"] = "expandable_blockquote"
    elif tag.name == "code" and tag.attributes.get("class", "").startswith("language-"):
        entity["language"] = tag.attributes["class"].removeprefix("language-")
    shown.entities.append(entity)


def _link(entity: Entity, address: str) -> Entity:
    if match := re.fullmatch(r"tg://user\?id=(\d+)", address):
        return {**entity, "type": "text_mention", "user": {"id": int(match[1])}}
    if not re.match(r"(?:https?|tg|tonsite|mailto|tel)[:/]", address):
        if "." not in address:
            return {**entity, "type": ""}  # no address at all: the text stays, plain
        address = f"http://{address}"
    return {**entity, "url": address}


def _merged(entities: list[Entity]) -> list[Entity]:
    """<pre><code class="language-x"> is one entity; a language on a lone <code> means nothing."""
    inside = {(one["offset"], one["length"]): one for one in entities if one["type"] == "pre"}
    kept: list[Entity] = []
    for entity in entities:
        language = entity.pop("language", None) if entity["type"] == "code" else None
        block = inside.get((entity["offset"], entity["length"])) if entity["type"] == "code" else None
        if block is not None:
            if language:
                block["language"] = language
            continue
        if entity["type"]:
            kept.append(entity)
    return kept
