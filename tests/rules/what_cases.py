"""The sentences of tests/rules/what, and how a reading is scored against them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from handlers.understanding.what import DESTRUCTIVE, SURE, Reading, understand

FOLDER = Path(__file__).parent / "what"
# Said in words these bring only the question, sure or not (handlers/rescheduling/cancelling.py).
ALWAYS_ASKED = frozenset({"cancel", "no_longer_needed"})
_ENTITY_NAMES = {"order": "order_number"}


@dataclass(frozen=True)
class Expected:
    """One wish of a sentence: must it be there, and may it be acted on?"""

    kind: str
    order_kind: str | None
    asked: bool
    optional: bool


@dataclass(frozen=True)
class Case:
    """A sentence, who wrote it and what it asks for."""

    text: str
    lang: str
    theme: str
    context: dict[str, Any]
    options: tuple[tuple[Expected, ...], ...]
    entities: dict[str, str]

    @property
    def reading(self) -> Reading:
        return understand(self.text, self.lang, self.context)


def cases(*, lang: str | None = None, about: str = "*") -> Iterator[Case]:
    """Every sentence of the sets, or those of one language or about one thing."""
    for path in sorted(FOLDER.glob(f"*-{about}.yaml")):
        sheet = yaml.safe_load(path.read_text(encoding="utf-8"))
        if lang and sheet["language"] != lang:
            continue
        for group in sheet["groups"]:
            context = {key: group[key] for key in ("role", "has_visit", "asked") if key in group}
            for line in group["rows"].splitlines():
                if line.strip():
                    yield _case(line, sheet, group["theme"], context)


def _case(line: str, sheet: dict[str, Any], theme: str, context: dict[str, Any]) -> Case:
    text, _, rest = line.rpartition(" => ")
    wishes, _, named = rest.partition(" | ")
    options = tuple(_option(option) for option in wishes.split(" or "))
    entities: dict[str, str] = {}
    for pair in _pairs(named):
        name, _, value = pair.partition("=")
        entities[_ENTITY_NAMES.get(name, name)] = value
    return Case(text, sheet["language"], theme, context, options, entities)


def _option(wishes: str) -> tuple[Expected, ...]:
    """One way in which a careful reader may have written the wishes down."""
    expected = []
    for wish in wishes.split(" + "):
        wish = wish.strip()
        if wish == "-":
            continue
        optional = wish.startswith("(")
        wish = wish.strip("()")
        kind, _, order_kind = wish.rstrip("?").partition("/")
        expected.append(Expected(kind, order_kind or None, wish.endswith("?"), optional))
    return tuple(expected)


def _pairs(named: str) -> list[str]:
    pairs: list[str] = []
    for word in named.split():
        if "=" in word:
            pairs.append(word)
        elif pairs:
            pairs[-1] += f" {word}"
    return pairs


@dataclass
class Score:
    """Hits, misses and false finds per wish; what was named; what was acted on wrongly."""

    hits: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    named: int = 0
    named_right: int = 0
    whole: int = 0
    right: int = 0
    reckless: list[str] = field(default_factory=list)
    asked_needlessly: int = 0
    read_as_unsure: int = 0  # of those that are asked about in any case
    faults: list[str] = field(default_factory=list)
    texts: set[str] = field(default_factory=set)
    wrong: set[str] = field(default_factory=set)

    def add(self, case: Case) -> None:
        reading = case.reading
        read = {wish.kind.value: wish for wish in reading.wishes}
        expected = {wish.kind: wish for wish in _nearest(case.options, set(read))}
        before = len(self.faults)
        for kind, wish in expected.items():
            got = read.get(kind)
            if got is None and not wish.optional:
                self.missed[kind] += 1
                self.faults.append(f"{case.text!r} misses {kind}")
            elif got is not None:
                self.hits[kind] += 1
                if wish.order_kind and got.order_kind != wish.order_kind:
                    self.faults.append(f"{case.text!r} {kind} is {got.order_kind}, not {wish.order_kind}")
                if wish.asked and got.sure:
                    self.reckless.append(case.text)
                elif not wish.asked and not got.sure and kind in ALWAYS_ASKED:
                    self.read_as_unsure += 1
                elif not wish.asked and not got.sure:
                    self.asked_needlessly += 1
        for kind, found in read.items():
            if kind not in expected:
                self.false[kind] += 1
                self.faults.append(f"{case.text!r} falsely {kind} {found.confidence}")
                if found.kind in DESTRUCTIVE and found.confidence >= SURE:
                    self.reckless.append(case.text)
        self._name(case, reading)
        self.whole += 1
        self.texts.add(case.text)
        self.right += len(self.faults) == before
        if len(self.faults) > before:
            self.wrong.add(case.text)

    def _name(self, case: Case, reading: Reading) -> None:
        """Count what was named and found."""
        for name, value in case.entities.items():
            self.named += 1
            got_value = _written(getattr(reading.entities, name))
            if got_value == value:
                self.named_right += 1
            else:
                self.faults.append(f"{case.text!r} {name} is {got_value!r}, not {value!r}")

    def precision(self, kind: str) -> float:
        return self.hits[kind] / ((self.hits[kind] + self.false[kind]) or 1)

    def recall(self, kind: str) -> float:
        return self.hits[kind] / ((self.hits[kind] + self.missed[kind]) or 1)


def _nearest(options: tuple[tuple[Expected, ...], ...], read: set[str]) -> tuple[Expected, ...]:
    """Of the readings that are as good as each other the one that was meant most likely; the first where it is open."""

    def apart(option: tuple[Expected, ...]) -> int:
        needed = {wish.kind for wish in option if not wish.optional}
        return len(needed - read) + len(read - {wish.kind for wish in option})

    return min(options, key=apart)


def _written(value: Any) -> str:
    if isinstance(value, tuple):
        return ",".join(str(part) for part in value)
    return "" if value is None else str(value)


def score(*, lang: str | None = None, about: str = "*") -> Score:
    """The whole set, or a part of it, scored."""
    result = Score()
    for case in cases(lang=lang, about=about):
        result.add(case)
    return result
