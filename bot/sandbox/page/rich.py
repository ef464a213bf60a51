"""What a message says, as a tree the browser can draw without ever being handed HTML.

A node is either plain text or `[kind, children, extra]`; the kinds are a closed list, text stays text and a
link keeps its address only when a browser may follow it without running anything.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

Node = str | list[Any]

KINDS = {
    "bold": "bold",
    "italic": "italic",
    "underline": "underline",
    "strikethrough": "strike",
    "spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "quote",
    "expandable_blockquote": "quote",
    "text_link": "link",
    "url": "link",
    "email": "link",
    "phone_number": "link",
    "bot_command": "command",
    "mention": "mention",
    "text_mention": "mention",
    "hashtag": "mention",
    "cashtag": "mention",
}
VERBATIM = {"code", "pre", "link", "command"}

# Messengers find these by themselves in plain text.
FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"'\u0080-\U0010ffff]*[A-Za-z0-9_/=&%#~+$@-])"
    r"|(?<![\w/<>])(?P<command>/[a-zA-Z][a-zA-Z0-9_]{0,31})(?![\w/<>])"
)
SAFE_SCHEMES = {"http", "https", "mailto", "tel"}
START_HOSTS = {"t.me", "telegram.me"}


def tree(text: str, entities: Iterable[Mapping[str, Any]] | None = None) -> list[Node]:
    """The text with its entities as nested nodes; offsets count UTF-16 units, as the Bot API does."""
    units = text.encode("utf-16-le", "surrogatepass")
    wanted = [entity for entity in entities or [] if entity.get("type") in KINDS]
    wanted.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return _between(units, 0, len(units) // 2, wanted, verbatim=False)


def _between(units: bytes, start: int, end: int, entities: list[Mapping[str, Any]], *, verbatim: bool) -> list[Node]:
    nodes: list[Node] = []
    at = start
    while entities:
        entity, *entities = entities
        opens = max(entity["offset"], at)
        closes = min(entity["offset"] + entity["length"], end)
        if closes <= opens:
            continue
        # An entity that only begins inside is cut where the outer one ends.
        inner = [other for other in entities if other["offset"] < closes]
        entities = [other for other in entities if other["offset"] >= closes]
        nodes += _plain(_slice(units, at, opens), verbatim)
        kind = KINDS[entity["type"]]
        said = _slice(units, opens, closes)
        children = _between(units, opens, closes, inner, verbatim=verbatim or kind in VERBATIM)
        nodes.append(_node(kind, children, said, entity))
        at = closes
    return nodes + _plain(_slice(units, at, end), verbatim)


def _slice(units: bytes, start: int, end: int) -> str:
    return units[start * 2 : end * 2].decode("utf-16-le", "replace")


def _plain(text: str, verbatim: bool) -> list[Node]:
    if not text:
        return []
    if verbatim:
        return [text]
    nodes: list[Node] = []
    at = 0
    for found in FOUND.finditer(text):
        if found.start() > at:
            nodes.append(text[at : found.start()])
        said = found.group()
        nodes.append(["command", [said], said] if found["command"] else _link([said], said))
        at = found.end()
    if at < len(text):
        nodes.append(text[at:])
    return nodes


def _node(kind: str, children: list[Node], said: str, entity: Mapping[str, Any]) -> Node:
    if kind == "link":
        prefixes = {"email": "mailto:", "phone_number": "tel:"}
        return _link(children, entity.get("url") or prefixes.get(entity["type"], "") + said)
    if kind == "command":
        return ["command", children, said]
    if kind == "pre":
        return ["pre", children, str(entity.get("language") or "")]
    return [kind, children, ""]


def _link(children: list[Node], address: str) -> Node:
    if code := start_code(address):
        # An invitation opened here is this person pressing Start, exactly as in a messenger.
        return ["command", children, f"/start {code}"]
    return ["link", children, address] if (address := safe_address(address)) else ["mention", children, ""]


def safe_address(address: str | None) -> str:
    """The address if a browser may follow it, else nothing. A bare domain is completed."""
    address = (address or "").strip()
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return ""
    if scheme in SAFE_SCHEMES:
        return address
    return f"https://{address}" if not scheme and re.match(r"[\w-]+(\.[\w-]+)+(/|$)", address) else ""


def start_code(address: str | None) -> str:
    """The code of a deep link (`t.me/<bot>?start=<code>`), else nothing."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return ""
    if (parts.hostname or "") not in START_HOSTS:
        return ""
    code = parse_qs(parts.query).get("start", [""])[0]
    return code if re.fullmatch(r"[A-Za-z0-9_-]{1,64}", code) else ""
