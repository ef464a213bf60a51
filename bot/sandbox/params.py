"""The parameters of a call, however they came: query, form, JSON or multipart."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import orjson

from bot.sandbox.errors import bad_request

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file inside a call."""

    content: bytes
    file_name: str | None = None
    mime_type: str | None = None


@dataclass(slots=True)
class Params:
    """Values are text from forms and any JSON from JSON bodies; these read both."""

    values: Json = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        value = self.values.get(name)
        if value is None:
            return default
        return value if isinstance(value, str) else str(value)

    def number(self, name: str, default: int | None = None) -> int | None:
        value = self.values.get(name)
        if value is None or value == "":
            return default
        try:
            return int(value)
        except (TypeError, ValueError):
            raise bad_request(f"invalid {name} specified") from None

    def real(self, name: str) -> float:
        value = self.values.get(name)
        try:
            return float(value)  # type: ignore[arg-type]
        except (TypeError, ValueError):
            raise bad_request(f"{name} is empty" if value in (None, "") else f"invalid {name} specified") from None

    def flag(self, name: str) -> bool:
        value = self.values.get(name)
        return value.lower() in ("true", "1", "yes") if isinstance(value, str) else bool(value)

    def has(self, name: str) -> bool:
        return self.values.get(name) not in (None, "")

    def json(self, name: str) -> Any:
        """An object or array, given as JSON or as JSON in a text."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return orjson.loads(value)
        except orjson.JSONDecodeError:
            raise bad_request(f"can't parse {name} JSON object") from None

    def objects(self, name: str) -> list[Json]:
        found = self.json(name)
        if found is None:
            return []
        if not isinstance(found, list) or any(not isinstance(one, dict) for one in found):
            raise bad_request(f"can't parse {name}: Array of Objects expected")
        return found

    def ids(self, name: str) -> list[int]:
        """A list of message ids, 1 to 100 of them."""
        found = self.json(name)
        if not isinstance(found, list) or not 1 <= len(found) <= 100:
            raise bad_request("message identifiers are not specified")
        try:
            return [int(one) for one in found]
        except (TypeError, ValueError):
            raise bad_request("message identifiers must be of type Integer") from None

    def kinds(self, name: str) -> list[str] | None:
        """A list of names, or None when there is no list."""
        found = self.json(name)
        return [str(one) for one in found] if isinstance(found, list) else None

    def object(self, name: str) -> Json:
        found = self.json(name)
        if found is None:
            return {}
        if not isinstance(found, dict):
            raise bad_request(f"can't parse {name}: Object expected")
        return found

    def chat_id(self) -> int | None:
        """The chat a call is about, if it says so plainly."""
        try:
            return int(self.values["chat_id"])
        except (KeyError, TypeError, ValueError):
            return None
