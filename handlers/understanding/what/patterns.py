"""How a rule is written and what it becomes: a regular expression over concepts."""

import re
from collections.abc import Callable, Iterator

from handlers.understanding.what.kinds import Kind, OrderKind
from handlers.understanding.what.scan import CODE

_BREAK = "".join(CODE[name] for name in ("comma", "stop", "but"))
_STOP = CODE["stop"]
_THANKS = CODE["thanks"]
_SHAPES = {
    "^": f"(?:(?<=[{_BREAK}])|(?<![\\s\\S]))",
    "$": f"(?=[{_BREAK}]|\\Z)",
    ">": f"(?=[{_BREAK}{_THANKS}]|\\Z)",
    ";": f"[{_BREAK}]",
    ",": f"[{_BREAK}]?",
    "~": f"[^{_BREAK}]{{0,3}}?",
    "~~": f"[^{_STOP}]{{0,8}}?",
}
_OFTEN_WRITTEN = "comma time mine finish yes tech want net polite come whether can stop already neg fixed cancel change"
_OFTEN = frozenset(CODE[name] for name in _OFTEN_WRITTEN.split())
ANSWERS = frozenset({Kind.YES, Kind.NO})  # an answer stands by itself
# Named groups of concepts, so that the rules stay readable.
_GROUPS = {
    "SYM": "sym_none|sym_slow|sym_drop|sym_dial|sym_noise|sym_dev|broken|dontwork|cutcable|cutoff",
    "SVC": "net|phone|lease|device",
    "TECH": "tech|ishe",
    "ask": "ask|ma",
    "whenq": "whenq|whichday",
    "human": "human|desk",
    "KEEPS": "keeps|seeyou",
    "Q": "ask|ma|how|whether|can|whenq|whichday|whereq|howabout|valid",
    "NOT": "neg|hasnt|noneed",
    "WHEN": "time|time_noun|dur|num|sooner|laterby",
    "BUSY": "unavail|away|nobody|cantwork|sick",
    "VISIT": "appt|order|book|come|time_noun|visits",
    "ASKING": "polite|want|can|mine",
    "ALOUD": "let|again|you|tech|time|want|polite|mine|other",  # between "do not" and "come"
    "PLAIN": "time|already|tech|appt|order|also|yes|again|you",
}


class Rule:
    """One way of saying one wish."""

    __slots__ = ("_finditer", "_pattern", "alone", "confidence", "kind", "order_kind", "roles", "triggers", "written")

    def __init__(self, wish: str, roles: str, confidence: str, written: str) -> None:
        name, _, order = wish.partition("/")
        self.kind = Kind(name)
        self.order_kind = OrderKind(order) if order else None
        self.roles = roles
        self.confidence = float(confidence) / 100
        self.written = written
        self.alone = written.startswith("! ") or self.kind in ANSWERS
        self._pattern, self.triggers = _pattern(written.removeprefix("! "))
        self._finditer: Callable[[str], Iterator[re.Match[str]]] | None = None

    def finditer(self, codes: str) -> Iterator[re.Match[str]]:
        """Where the concepts read like this; the pattern is put together when it is first asked."""
        return (self._finditer or self.ready())(codes)

    def ready(self) -> Callable[[str], Iterator[re.Match[str]]]:
        self._finditer = found = re.compile(self._pattern).finditer
        return found


def _names(word: str) -> list[str]:
    names: list[str] = []
    for name in word.split("|"):
        names += _GROUPS[name].split("|") if name in _GROUPS else [name]
    return names


def _met_often(codes: frozenset[str]) -> tuple[int, int]:
    """A rule is tried where its rarest concept was said."""
    return len(codes & _OFTEN), len(codes)


def _pattern(written: str) -> tuple[str, frozenset[str]]:
    """The rule as a regular expression, and the concepts one of which it cannot do without."""
    parts: list[str] = []
    triggers: frozenset[str] | None = None
    for word in written.split():
        if word in _SHAPES:
            parts.append(_SHAPES[word])
            continue
        optional = word.endswith("?")
        codes = frozenset(CODE[name] for name in _names(word.rstrip("?")))
        letters = "".join(sorted(codes))
        parts.append(f"[{letters}]" + ("?" if optional else ""))
        if not optional and (triggers is None or _met_often(codes) < _met_often(triggers)):
            triggers = codes
    return "".join(parts), triggers or frozenset()


def read_rules(table: str) -> tuple[Rule, ...]:
    rules = []
    for line in table.strip().splitlines():
        line = line.split("#")[0].strip()
        if not line:
            continue
        head, written = line.split(":", 1)
        wish, roles, confidence = head.split()
        rules.append(Rule(wish, roles, confidence, written.strip()))
    return tuple(rules)
