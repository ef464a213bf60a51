"""What a button carries: which action, on which thing, in which version. Never state, and never trusted (64 bytes)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Self, get_type_hints

from aiogram.types import InlineKeyboardMarkup

MOST_BYTES = 64
MOST = 2**31 - 1  # what the database takes for an id; minutes and seconds of this age fit as well
KNOWN: dict[str, type[Tap]] = {}


class BadTap(ValueError):
    """Callback data that none of our buttons carries: forged, or from long ago."""


@dataclass(frozen=True)
class Tap:
    """One kind of button. Subclasses are frozen dataclasses of ints and short strings, with a prefix of their own."""

    prefix: ClassVar[str] = ""

    def __init_subclass__(cls, prefix: str = "", **rest: Any) -> None:
        super().__init_subclass__(**rest)
        if prefix:
            known = KNOWN.get(prefix)
            if known is not None and (known.__module__, known.__qualname__) != (cls.__module__, cls.__qualname__):
                raise ValueError(f"two buttons share the prefix {prefix!r}")
            cls.prefix = prefix
            KNOWN[prefix] = cls

    def pack(self) -> str:
        """The callback data; raises `ValueError` where it would not fit."""
        packed = ":".join([self.prefix, *map(str, vars(self).values())])
        if len(packed.encode()) > MOST_BYTES:
            raise ValueError(f"callback data over {MOST_BYTES} bytes: {packed!r}")
        return packed

    @classmethod
    def unpack(cls, parts: list[str]) -> Self:
        names = [field.name for field in fields(cls)]
        if len(parts) != len(names):
            raise BadTap(parts)
        hints = hints_of(cls)
        try:
            values = {name: hints[name](part) for name, part in zip(names, parts, strict=True)}
        except (ValueError, TypeError) as error:
            raise BadTap(parts) from error
        if any(isinstance(value, int) and abs(value) > MOST for value in values.values()):
            raise BadTap(parts)
        return cls(**values)


_HINTS: dict[type, dict[str, Any]] = {}


def hints_of(cls: type) -> dict[str, Any]:
    if cls not in _HINTS:
        _HINTS[cls] = get_type_hints(cls)
    return _HINTS[cls]


def tap_of(callback_data: str) -> Tap:
    """The button behind callback data. Raises `BadTap` for what no button of ours carries."""
    prefix, *parts = callback_data.split(":")
    if prefix not in KNOWN:
        raise BadTap(callback_data)
    return KNOWN[prefix].unpack(parts)


@dataclass(frozen=True)
class Link:
    """A button that opens an address."""

    url: str


Button = tuple[str, Tap | Link]
Rows = list[list[Button]]


def keyboard(rows: Iterable[Iterable[Button]]) -> InlineKeyboardMarkup | None:
    """Rows of (words, tap or link) as aiogram takes them; None where there is no button.

    Only for calls that `bot/client.py` writes itself (`PLAIN`): aiogram's own way needs checked models.
    """
    made = drawn(rows)
    return InlineKeyboardMarkup.model_construct(inline_keyboard=made) if made else None  # type: ignore[arg-type]


def drawn(rows: Iterable[Iterable[Button]]) -> list[list[dict[str, str]]]:
    """Rows as they go over the wire. Nobody checks or keeps them on the way, so they are no models."""
    made = [[button(words, does) for words, does in row] for row in rows]
    return [row for row in made if row]


def button(words: str, does: Tap | Link) -> dict[str, str]:
    return {"text": str(words), **({"url": does.url} if isinstance(does, Link) else {"callback_data": does.pack()})}


def in_rows(buttons: Iterable[Button], per_row: int = 2) -> Rows:
    row: list[Button] = []
    rows: Rows = []
    for one in buttons:
        row.append(one)
        if len(row) == per_row:
            rows.append(row)
            row = []
    return [*rows, row] if row else rows
