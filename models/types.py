"""Column types: instants kept as aware UTC, enums stored by value."""

from __future__ import annotations

import enum
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Enum
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime. SQLite has no time zones, so it keeps the UTC wall clock; a naive value is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any]:
        return to_text if dialect.name == "sqlite" else to_utc

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:
        return from_text if dialect.name == "sqlite" else to_utc


def to_utc(value: datetime | None) -> datetime | None:
    if value is None or value.tzinfo is UTC:
        return value
    if value.tzinfo is None:
        raise ValueError(f"naive datetime {value!r}: instants carry a time zone")
    return value.astimezone(UTC)


def to_text(value: datetime | None) -> str | None:
    """As SQLAlchemy writes it for SQLite, in a tenth of the time: Python has it in C."""
    if value is None:
        return None
    utc = value if value.tzinfo is UTC else to_utc(value)
    return utc.isoformat(" ", "microseconds")[:26]  # type: ignore[union-attr]


def from_text(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value).replace(tzinfo=UTC)


def stored_values(members: Any) -> list[str]:
    return [member.value for member in members]


# By value, as plain text: renaming a member never rewrites history, and no database enum type needs migrating.
BY_VALUE = Enum(enum.Enum, native_enum=False, create_constraint=False, length=40, values_callable=stored_values)
