"""From a message to its wishes: level the spelling, scan, apply the rules, weigh, settle."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from handlers.understanding.hazards import hazard_in
from handlers.understanding.what import objects, search, wobble
from handlers.understanding.what.entities import entities
from handlers.understanding.what.kinds import ASK, DESTRUCTIVE, SURE, Doubt, Entities, Kind, OrderKind, Reading, Wish
from handlers.understanding.what.patterns import Rule
from handlers.understanding.what.rules import RULES
from handlers.understanding.what.scan import CODE, LONGEST, Scan, scan
from handlers.understanding.what.spelling import plain
from handlers.understanding.what.weigh import at_last, doubted, doubts, in_context, settle

Propose = Callable[[str, str, dict[str, Any]], Reading | None]

_ROLES = {"customer": "c", "technician": "t", "dispatcher": "d"}
_ANSWERS = frozenset({Kind.YES, Kind.NO})
_AFTER_ANSWER = frozenset(' ,.!?;~"啊呀吧呢的了哦哈啦嘛呗滴哒诶呐咯)(-')
MOST_WISHES = 24  # nobody wants more in one message; the same word a hundred times is one wish
_HAZARD = 0.85
_PRAISE = CODE["praise"]
_NO_CONTEXT: dict[str, Any] = {"role": "customer", "asked": None}


def _by_concept(role: str) -> dict[str, tuple[int, ...]]:
    table: dict[str, list[int]] = {}
    for place, rule in enumerate(RULES):
        if role in rule.roles:
            for code in rule.triggers:
                table.setdefault(code, []).append(place)
    return {code: tuple(places) for code, places in table.items()}


_TABLES = {role: _by_concept(role) for role in "ctd"}
_OF_THE_NEIGHBOURHOOD = {place for place, rule in enumerate(RULES) if rule.kind is Kind.OUTAGE_OPEN}


def understand(text: object, lang: str, context: object = None, propose: Propose | None = None) -> Reading:
    """What this message asks for, in the order said.

    `context` may carry `role` (customer, technician, dispatcher), `has_visit` and `asked`, the question that is
    open. `propose` may name a reading where the rules are unsure; what it says is asked about, never acted on.
    """
    if not isinstance(text, str) or not text:
        return Reading()
    known = _known(context)
    level = plain(text[:LONGEST])
    seen = scan(level)
    said = entities(text, level, seen)
    role = _ROLES.get(known["role"], "c")
    wishes = _wishes(seen, role, known, said)
    if seen.unknown and not any(wish.sure for wish in wishes):
        wishes = _respelled(level, seen, role, known, said, wishes)
    if role == "d":
        said, wishes = search.searched(text, level, said, wishes)
    if role != "c" and hazard_in(level) and not _about_a_job(role, said, wishes):
        wishes = [Wish(Kind.HAZARD, _HAZARD, (0, len(text)), None, said)]
    reading = Reading(tuple(wishes), said)
    if propose is not None and not any(wish.sure for wish in wishes):
        return _proposed(propose, text, lang, known, reading)
    return reading


def _about_a_job(role: str, said: Entities, wishes: list[Wish]) -> bool:
    """A pole across the road may be why somebody is late; a caller's cable hangs from their own wall."""
    if role == "d":
        return bool(said.phone or said.order_number) or any(wish.kind is Kind.OUTAGE_OPEN for wish in wishes)
    return any(wish.sure and wish.kind is not Kind.HUMAN for wish in wishes)


def _known(context: object) -> dict[str, Any]:
    """What the caller knows about writer and conversation; nonsense counts as not known."""
    if not isinstance(context, dict):
        return _NO_CONTEXT
    role, asked = context.get("role"), context.get("asked")
    return {
        **context,
        "role": role if isinstance(role, str) else "customer",
        "asked": asked if isinstance(asked, str) else None,
    }


def _wishes(seen: Scan, role: str, context: dict[str, Any], said: Entities) -> list[Wish]:
    """Apply the rules in order, each to words that no earlier one has read."""
    codes = seen.codes
    claimed = 0
    found: list[tuple[Rule, int, int, int]] = []
    for place in _to_try(codes, role, said):
        rule = RULES[place]
        for match in rule.pattern.finditer(codes):
            start, stop = match.span()
            span = (1 << stop) - (1 << start)
            if claimed & span:
                continue
            if rule.kind in _ANSWERS and not _alone(seen, start, stop):
                continue
            claimed |= span
            found.append((rule, start, stop, span))
    wishes: dict[tuple[Kind, OrderKind | None], Wish] = {}
    for rule, start, stop, span in found[:MOST_WISHES]:
        at = (seen.at[start][0], seen.at[stop - 1][1])
        found_doubts = doubts(seen, start, stop, claimed & ~span)
        if rule.kind in DESTRUCTIVE:
            about = objects.doubt(rule.kind, seen, start, stop)
            found_doubts = (*found_doubts, about) if about and about not in found_doubts else found_doubts
        wish = doubted(Wish(rule.kind, rule.confidence, at, rule.order_kind, said), found_doubts)
        if wish is None:
            continue
        wish = in_context(wish, context)
        key = (wish.kind, wish.order_kind)
        if key not in wishes or wishes[key].confidence < wish.confidence:
            wishes[key] = wish
    if len(wishes) > 1:
        kept = settle(list(wishes.values()), said.symptom is not None)
    else:
        kept = list(wishes.values())
    return sorted((at_last(wish, context, codes) for wish in kept), key=lambda wish: wish.span)


def _to_try(codes: str, role: str, said: Entities) -> list[int]:
    """The rules, by their place, that any of these words could satisfy."""
    table = _TABLES[role]
    places: set[int] = set()
    for code in codes:
        if code in table:
            places.update(table[code])
    if said.phone:  # a caller's number makes it that caller's fault, not the neighbourhood's
        places -= _OF_THE_NEIGHBOURHOOD
    return sorted(places)


def _alone(seen: Scan, start: int, stop: int) -> bool:
    """An answer stands by itself: 是 is a yes, the 是 of 你是谁 is not."""
    text = seen.text
    first, last = seen.at[start][0], seen.at[stop - 1][1]
    before = text[:first].rstrip(" ")
    if before and (before[-1].isalnum()):
        return False
    if seen.codes[start] == _PRAISE and stop == len(seen.at) and text[last:].strip(" .,!?~x")[:2].isalpha():
        return False  # "lovely weather" agrees to nothing
    if last >= len(text) or text[last] in _AFTER_ANSWER:
        return True
    return stop < len(seen.at) and seen.at[stop][0] == last


def _respelled(
    level: str, seen: Scan, role: str, context: dict[str, Any], said: Entities, before: list[Wish]
) -> list[Wish]:
    """The same text with misspelt words put right, if that makes more of it."""
    corrected = wobble.corrected(level, seen.unknown)
    if corrected is None:
        return before
    again, moved = corrected
    fresh = scan(again)
    wishes = _wishes(fresh, role, context, entities(level, again, fresh))
    if sum(wish.confidence for wish in wishes) <= sum(wish.confidence for wish in before):
        return before
    return [_guessed(wish, (moved(wish.span[0]), moved(wish.span[1]))) for wish in wishes]


def _guessed(wish: Wish, span: tuple[int, int]) -> Wish:
    """A wish read from a guess at the spelling: whatever cannot be undone is asked about."""
    most = 0.75 if wish.kind in DESTRUCTIVE else 1.0
    return replace(wish, span=span, confidence=min(wish.confidence, most), doubts=(*wish.doubts, Doubt.SPELLING))


def _proposed(propose: Propose, text: str, lang: str, context: dict[str, Any], reading: Reading) -> Reading:
    """A second opinion where the rules are unsure: kept below SURE, so that the person always decides."""
    try:
        other = propose(text, lang, context)
    except Exception:  # whatever lies behind the seam, its failure must change nothing
        return reading
    if not isinstance(other, Reading) or not other.wishes:
        return reading
    below = SURE - 0.1
    kept = [wish for wish in other.wishes if wish.confidence >= ASK]
    said = reading.entities
    capped = tuple(replace(wish, confidence=min(wish.confidence, below), entities=said) for wish in kept)
    return Reading(capped, said) if capped else reading
