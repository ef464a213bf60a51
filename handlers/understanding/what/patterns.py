"""How a rule is written and what it becomes: a regular expression over concepts."""

import re
from dataclasses import dataclass

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
# Named groups of concepts, so that the rules stay readable.
_GROUPS = {
    "SYM": "sym_none|sym_slow|sym_drop|sym_dial|sym_noise|sym_dev|broken|dontwork|cutcable|cutoff",
    "SVC": "net|phone|lease|device",
    "Q": "ask|how|whether|can|whenq|whereq|howabout",
    "NOT": "neg|hasnt|noneed",
    "WHEN": "time|time_noun|dur|num|sooner|laterby",
    "BUSY": "unavail|away|nobody|cantwork",
    "VISIT": "appt|order|book|come|time_noun|visits",
    "ASKING": "polite|want|can|mine",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of saying one wish."""

    kind: Kind
    confidence: float
    pattern: re.Pattern[str]
    roles: str
    order_kind: OrderKind | None
    triggers: frozenset[str]
    written: str


def _names(word: str) -> list[str]:
    names: list[str] = []
    for name in word.split("|"):
        names += _GROUPS[name].split("|") if name in _GROUPS else [name]
    return names


def _compile(written: str) -> tuple[re.Pattern[str], frozenset[str]]:
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
        if not optional and (triggers is None or len(codes) < len(triggers)):
            triggers = codes
    return re.compile("".join(parts)), triggers or frozenset()


def read_rules(table: str) -> tuple[Rule, ...]:
    rules = []
    for line in table.strip().splitlines():
        line = line.split("#")[0].strip()
        if not line:
            continue
        head, written = line.split(":", 1)
        wish, roles, confidence = head.split()
        name, _, order = wish.partition("/")
        pattern, triggers = _compile(written)
        rules.append(
            Rule(
                kind=Kind(name),
                confidence=float(confidence) / 100,
                pattern=pattern,
                roles=roles,
                order_kind=OrderKind(order) if order else None,
                triggers=triggers,
                written=written.strip(),
            )
        )
    return tuple(rules)
