"""Turns a key and its parameters into a sentence in a person's language.

Fluent holds the sentences (`zh/*.ftl`, `en/*.ftl`), Babel formats dates. Whatever comes from people is escaped
here, because messages are sent as HTML; `Markup` marks what is already safe.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from fluent.runtime import FluentBundle, FluentResource

from handlers.texts.typesetting import typeset
from models.unit import WholeUnit
from scheduling.policy import Maps

HERE = Path(__file__).parent
BABEL = {"zh": "zh_Hans_CN", "en": "en"}
DAY_FORM = {"zh": "M月d日 EEE", "en": "EEE d MMM"}
LIST_MARK = {"zh": "、", "en": ", "}
MAPS = Maps()


class Markup(str):
    """Text that is HTML already and is not escaped again."""


def headed(head: Markup | None, text: Markup) -> Markup:
    """The text, below what has to be said first, if anything."""
    return Markup(f"{head}\n\n{text}") if head else text


class MissingText(KeyError):
    """A key, or a variable of a text, that does not exist: a bug, found by the tests."""


@lru_cache(maxsize=8)
def bundle(language: str) -> FluentBundle:
    """The texts of one language; raises `FileNotFoundError` for a language without texts."""
    files = sorted((HERE / language).glob("*.ftl"))
    if not files:
        raise FileNotFoundError(f"no texts for language {language!r} below {HERE}")
    made = FluentBundle([BABEL.get(language, language)], use_isolating=False)
    for file in files:
        text = file.read_text(encoding="utf-8")
        made.add_resource(FluentResource(typeset(text) if language == "zh" else text))
    return made


@lru_cache(maxsize=4096)
def pattern(language: str, key: str) -> Any:
    made = bundle(language)
    if not made.has_message(key):
        raise MissingText(f"{language}: {key}")
    message = made.get_message(key)
    if message.value is None:
        raise MissingText(f"{language}: {key} has no value")
    return message.value


# As parameters of these types are worth remembering: small, and equal only where they read the same.
PLAIN = frozenset({str, Markup, int, timedelta})


@lru_cache(maxsize=4096)
def day_words(language: str, day: date) -> Markup:
    form = DAY_FORM.get(language, "EEE d MMM")
    return Markup(format_date(day, form, locale=BABEL.get(language, language)))


class Say:
    """`say("visit-arrived", at=visit.arrived_at)`: one person's language, time zone, and how the company presents itself."""

    def __init__(
        self, language: str, zone: ZoneInfo, common: Mapping[str, str] | None = None, maps: Maps = MAPS
    ) -> None:
        self.language, self.zone, self.maps = language, zone, maps
        self.common = {key: html.escape(value, quote=False) for key, value in (common or {}).items()}
        self._again = lru_cache(maxsize=4096, typed=True)(self._once)

    def __call__(self, key: str, **params: Any) -> Markup:
        """The sentence, as HTML. Raises `MissingText` for an unknown key or a variable that was not given."""
        return (self._again if PLAIN.issuperset(map(type, params.values())) else self._once)(key, **params)

    def _once(self, key: str, **params: Any) -> Markup:
        given = {**self.common, **{name: self.shown(value) for name, value in params.items()}}
        text, errors = bundle(self.language).format_pattern(pattern(self.language, key), given)
        if errors:
            raise MissingText(f"{self.language}: {key}: {errors[0]}")
        return Markup(text)

    def other(self, language: str) -> Say:
        """The same company and clock in another language."""
        if language == self.language:
            return self
        made = Say(language, self.zone)
        made.common = self.common
        return made

    def has(self, key: str) -> bool:
        return bool(bundle(self.language).has_message(key))

    def shown(self, value: Any) -> Any:
        """A parameter as people read it: instants in local time, lists joined, text escaped, numbers left alone."""
        match value:
            case Markup() | bool():
                return str(value)
            case int() | float() if not isinstance(value, Enum):
                return value
            case datetime():
                return self.when(value)
            case date():
                return self.day(value)
            case timedelta():
                return self.length(value)
            case Enum():
                return str(value.value)
            case list() | tuple() | set() | frozenset():
                return LIST_MARK.get(self.language, ", ").join(str(self.shown(item)) for item in value)
            case None:
                return ""
            case WholeUnit():
                return str(self("place-whole", ground=self._ground(value)))
        return html.escape(str(value), quote=False)

    def _ground(self, unit: WholeUnit) -> str:
        """The place itself: nobody outside knows it by its office."""
        office = next((end for end in str(self("place-offices")).split("|") if unit.endswith(end)), "")
        return unit.removesuffix(office)

    def local(self, at: datetime) -> datetime:
        return at.astimezone(self.zone)

    def day(self, at: datetime | date) -> Markup:
        """11月25日 周三, Wed 25 Nov."""
        local = self.local(at).date() if isinstance(at, datetime) else at
        return day_words(self.language, local)

    def clock(self, at: datetime) -> Markup:
        """14:00"""
        local = self.local(at)
        return Markup(f"{local.hour:02}:{local.minute:02}")

    def when(self, at: datetime) -> Markup:
        """11月25日 周三 14:00"""
        return Markup(f"{self.day(at)} {self.clock(at)}")

    def until(self, start: datetime, end: datetime) -> Markup:
        """The end of what began then: 15:00, and its day only where that is another."""
        same = self.local(start).date() == self.local(end).date()
        return self.clock(end) if same else self.when(end)

    def window(self, starts_at: datetime, ends_at: datetime) -> Markup:
        """D-4: 11月25日 周三 14:00(最晚16:00): the promise and its end, as the text `window` words it."""
        return self("window", day=self.day(starts_at), start=self.clock(starts_at), end=self.clock(ends_at))

    def length(self, length: timedelta) -> Markup:
        """10 分钟, 2 小时, 1 小时 30 分钟."""
        minutes = int(length.total_seconds() // 60)
        hours, rest = divmod(minutes, 60)
        if hours and rest:
            return self("length-both", hours=hours, minutes=rest)
        return self("length-hours", hours=hours) if hours else self("length-minutes", minutes=minutes)
