"""MarkdownV2 and the older Markdown, as the Bot API reads them."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.errors import ApiError, bad_request

Entity = dict[str, Any]

RESERVED = set("_*[]()~`>#+-=|{}.!")
# Longest first: __ before _, ``` before `.
MARKS = (("||", "spoiler"), ("__", "underline"), ("*", "bold"), ("_", "italic"), ("~", "strikethrough"))
OLD_MARKS = (("*", "bold"), ("_", "italic"))
NAMES = {
    "spoiler": "Spoiler",
    "underline": "Underline",
    "bold": "Bold",
    "italic": "Italic",
    "strikethrough": "Strikethrough",
    "code": "Code",
    "pre": "Pre",
    "text_link": "TextUrl",
}


def refuse(why: str) -> ApiError:
    return bad_request(f"can't parse entities: {why}")


def parse_markdown(text: str, *, strict: bool) -> tuple[str, list[Entity]]:
    """`strict` is MarkdownV2, where every reserved character must be escaped."""
    return _Reader(text, strict).read()


class _Reader:
    """One pass over the text; `shown` is what people will see."""

    def __init__(self, text: str, strict: bool) -> None:
        self.text = text
        self.strict = strict
        self.at = 0
        self.shown: list[str] = []
        self.length = 0
        self.entities: list[Entity] = []
        self.open: list[tuple[str, int, int]] = []  # kind, offset in the shown text, byte in the source
        self.quote_from: int | None = None
        self.marks = MARKS if strict else OLD_MARKS

    def read(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.text):
            if self.strict and self._line_start():
                continue
            self._next()
        self._end_quote()
        if self.open:
            kind, _, byte = self.open[-1]
            raise refuse(f"Can't find end of {NAMES[kind]} entity at byte offset {byte}")
        return "".join(self.shown), self.entities

    def _byte(self) -> int:
        return len(self.text[: self.at].encode())

    def _show(self, part: str) -> None:
        self.shown.append(part)
        self.length += len(part.encode("utf-16-le")) // 2

    def _add(self, kind: str, start: int, **more: Any) -> None:
        if self.length > start:
            self.entities.append({"type": kind, "offset": start, "length": self.length - start, **more})

    def _line_start(self) -> bool:
        if self.at and self.text[self.at - 1] != "\n":
            return False
        quoted = self.text.startswith(">", self.at)
        if not quoted:
            self._end_quote()
            return False
        if self.quote_from is None:
            self.quote_from = self.length
        self.at += 1
        return True

    def _end_quote(self) -> None:
        if self.quote_from is not None:
            start, self.quote_from = self.quote_from, None
            trailing = 1 if self.shown and self.shown[-1] == "\n" else 0
            if self.length - trailing > start:
                length = self.length - trailing - start
                self.entities.append({"type": "blockquote", "offset": start, "length": length})

    def _next(self) -> None:
        char = self.text[self.at]
        if char == "\\" and self.at + 1 < len(self.text) and ord(self.text[self.at + 1]) < 127:
            escapable = self.strict or self.text[self.at + 1] in "_*`["
            self._show(self.text[self.at + 1] if escapable else char)
            self.at += 2 if escapable else 1
        elif char == "`":
            self._code()
        elif char == "[" or (self.strict and self.text.startswith("![", self.at)):
            self.at += 1 if char == "[" else 2
            self.open.append(("text_link", self.length, self._byte() - 1))
        elif char == "]" and self.open and self.open[-1][0] == "text_link":
            self._link()
        elif not self._mark():
            if self.strict and char in RESERVED:
                raise refuse(f"Character '{char}' is reserved and must be escaped with the preceding '\\'")
            self._show(char)
            self.at += 1

    def _mark(self) -> bool:
        for mark, kind in self.marks:
            if not self.text.startswith(mark, self.at):
                continue
            byte = self._byte()
            self.at += len(mark)
            if self.open and self.open[-1][0] == kind:
                _, start, _ = self.open.pop()
                self._add(kind, start)
            elif any(one[0] == kind for one in self.open):
                raise refuse(f"Can't find end of {NAMES[self.open[-1][0]]} entity at byte offset {self.open[-1][2]}")
            else:
                self.open.append((kind, self.length, byte))
            return True
        return False

    def _code(self) -> None:
        byte = self._byte()
        block = self.text.startswith("```", self.at)
        mark, kind = ("```", "pre") if block else ("`", "code")
        end = self.text.find(mark, self.at + len(mark))
        while self.strict and end > 0 and self.text[end - 1] == "\\":
            end = self.text.find(mark, end + 1)
        if end < 0:
            raise refuse(f"Can't find end of {NAMES[kind]} entity at byte offset {byte}")
        inside = self.text[self.at + len(mark) : end]
        more: dict[str, Any] = {}
        if block and (match := re.match(r"([^\s`]*)\n", inside)):
            inside = inside[match.end() :]
            if match[1]:
                more["language"] = match[1]
        if self.strict:
            inside = re.sub(r"\\([\x00-\x7e])", r"\1", inside)
        start = self.length
        self._show(inside)
        self._add(kind, start, **more)
        self.at = end + len(mark)

    def _link(self) -> None:
        _, start, byte = self.open.pop()
        match = re.compile(r"\]\(((?:\\.|[^()\\])*)\)").match(self.text, self.at)
        if match is None:
            if self.strict:
                raise refuse(f"Can't find end of a URL at byte offset {byte}")
            self._show("]")
            self.at += 1
            return
        address = re.sub(r"\\(.)", r"\1", match[1])
        if user := re.fullmatch(r"tg://user\?id=(\d+)", address):
            self._add("text_mention", start, user={"id": int(user[1])})
        elif emoji := re.fullmatch(r"tg://emoji\?id=(\d+)", address):
            self._add("custom_emoji", start, custom_emoji_id=emoji[1])
        elif address:
            self._add("text_link", start, url=address if ":" in address else f"http://{address}")
        self.at = match.end()
