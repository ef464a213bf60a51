"""From a message to its wishes: level the spelling, scan, apply the rules, weigh, settle."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from handlers.understanding.hazards import hazard_in
from handlers.understanding.what import objects, places, search, wobble
from handlers.understanding.what.at_once import at_once
from handlers.understanding.what.colleagues import by_name, of_a_colleague
from handlers.understanding.what.context import at_last, first_told, goodbye, in_context
from handlers.understanding.what.entities import entities
from handlers.understanding.what.kinds import ASK, DESTRUCTIVE, SURE, Doubt, Entities, Kind, OrderKind, Reading, Wish
from handlers.understanding.what.patterns import Rule
from handlers.understanding.what.plainness import plainly
from handlers.understanding.what.restoring import of_a_place, restoring
from handlers.understanding.what.rules import RULES
from handlers.understanding.what.scan import CODE, LONGEST, Scan, scan
from handlers.understanding.what.settling import settle
from handlers.understanding.what.spelling import half_width, plain
from handlers.understanding.what.told import as_told
from handlers.understanding.what.weigh import doubted, doubts

Propose = Callable[[str, str, dict[str, Any]], Reading | None]

Wishes = dict[tuple[Kind, OrderKind | None], Wish]

_ROLES = {"customer": "c", "technician": "t", "dispatcher": "d"}
_AFTER_ANSWER = frozenset(' ,.!;~"啊呀吧呢的了哦哈啦嘛呗滴哒诶呐咯)(-')
MOST_WISHES = 24  # nobody wants more in one message; the same word a hundred times is one wish
BOOKED = 0.86  # an appointment asked for by that word
_NO_WISH = Wish(Kind.NO, 0.0, (0, 0))
_REPAIR = (Kind.BOOK, OrderKind.REPAIR)
_NEW_LINE = ((Kind.BOOK, OrderKind.INSTALL), (Kind.BOOK, OrderKind.MOVE))
_ASK, _TIME = CODE["ask"], CODE["time"]
_OTHER, _WANT = CODE["other"], CODE["want"]
_ATTEMPT = re.compile(r"[修弄搞整]|处理|解决|fix|sort|repair|solve")
_HESITATING = re.compile(
    r"(?:^|(?<=[ ,.!?]))(?:额|呃|唔|诶|欸|哎|唉|啊|那|那个|哦|噢|嗯|for now|for|um|uh|er|erm|mm|hmm|well|oh|ah|so|sorry|不好意思)[ ,.]*$"
)
_NUM, _AT = CODE["num"], CODE["time"] + CODE["num"]  # 20, and the 40 of 2点40
_HAZARD = 0.85
_PRAISE = CODE["praise"]
_MOVING = frozenset(
    CODE[name] for name in ("change", "changeto", "otherday", "instead", "later", "laterby", "advance", "appt", "order")
)
_OF_A_VISIT = frozenset({(Kind.EARLIER, None), (Kind.CHANGE, None)})
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

    `context` may carry `role` (customer, technician, dispatcher), `has_visit`, `asked`, the question that is open,
    and for dispatchers `place`: one of our places is named. `propose` may name a reading where the rules are unsure; what it says is asked about, never acted on.
    """
    if not isinstance(text, str) or not text:
        return Reading()
    known = _known(context)
    level = plain(text[:LONGEST])
    seen = scan(level)
    said = entities(text, level, seen)
    role = _ROLES.get(known["role"], "c")
    wishes = _wishes(seen, role, known, said)
    if seen.unknown:
        wishes = _respelled(level, seen, role, known, said, wishes)
    if wishes:
        said, wishes = _completed(text, level, seen, said, wishes)
    if role == "d":
        ours = known.get("place") is True or places.place(half_width(text), level) is not None
        wishes = by_name(half_width(text), said, wishes, ours=ours)
        wishes = restoring(text, level, said, wishes, ours=ours)
        said, wishes = search.searched(text, level, said, wishes)
    if role != "c" and hazard_in(level) and not _about_a_job(level, role, said, wishes):
        wishes = [Wish(Kind.HAZARD, _HAZARD, (0, len(text)), None, said)]
    reading = Reading(tuple(wishes), said)
    if propose is not None and not any(wish.sure for wish in wishes):
        return _proposed(propose, text, lang, known, reading)
    return reading


def named(text: str) -> Entities:
    """What a message names, whatever it asks for: a quarter of the work of understanding it."""
    level = plain(text[:LONGEST])
    return entities(text, level, scan(level))


def places_matter(text: str) -> bool:
    """Does a dispatcher's sentence mean another thing where it names one of our places?"""
    return of_a_place(text) or of_a_colleague(text)


_OF_A_PLACE = frozenset({Kind.OUTAGE, Kind.OUTAGE_OPEN, Kind.OTHER_FAULT})


def _completed(text: str, level: str, seen: Scan, said: Entities, wishes: list[Wish]) -> tuple[Entities, list[Wish]]:
    """What only the wish makes sense of: the place of an outage, the bare number of "15 late"."""
    kinds = {wish.kind for wish in wishes}
    more = said
    if kinds & _OF_A_PLACE:
        at = places.place(text, level) if said.address is None else None
        if at is not None:
            more = replace(more, address=text[at[0] : at[1]], address_at=at)
    if Kind.LATE in kinds and said.minutes is None and _NUM in seen.codes and _AT not in seen.codes:
        start, stop = seen.at[seen.codes.index(_NUM)]
        number = level[start:stop]
        if number.isdecimal() and len(number) < 4:
            more = replace(more, minutes=int(number))
    if more is said:
        return said, wishes
    return more, [replace(wish, entities=more) for wish in wishes]


_THERE_THEMSELVES = re.compile(r"\b(?:i'?m|i am|we'?re|we are|here|arrived|reached|got)\b|到")


def _about_a_job(level: str, role: str, said: Entities, wishes: list[Wish]) -> bool:
    """A pole across the road may be why somebody is late; a caller's cable hangs from their own wall.

    A cover that is missing at the gate is no arrival there, and none that somebody covers.
    """
    if role == "d":
        return bool(said.phone or said.order_number) or any(wish.kind is Kind.OUTAGE_OPEN for wish in wishes)
    of_a_job = [wish.kind for wish in wishes if wish.sure and wish.kind not in (Kind.HUMAN, Kind.ACCEPT)]
    if of_a_job == [Kind.ARRIVED]:
        return _THERE_THEMSELVES.search(level.lower()) is not None
    return bool(of_a_job)


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
    found, claimed = _found(seen, role, said)
    wishes: Wishes = {}
    denied = False
    for rule, start, stop in found[:MOST_WISHES]:
        wish = _weighed(rule, seen, (start, stop, claimed), said)
        wish = as_told(wish, seen, start) if wish else None
        if wish is None:
            denied = denied or rule.kind is Kind.CANCEL
            continue
        wish = in_context(wish, context, seen.codes)
        key = (wish.kind, wish.order_kind)
        if key not in wishes or wishes[key].confidence < wish.confidence:
            wishes[key] = wish
    if denied:  # "I never cancelled my visit" books no other
        wishes.pop((Kind.BOOK, None), None)
        if len(wishes) == 1 and (_OTHER not in seen.codes or _WANT not in seen.codes):
            wishes.pop((Kind.BOOK, OrderKind.INSTALL), None)
    if not context.get("has_visit") and not _OF_A_VISIT.isdisjoint(wishes):
        _without_a_visit(wishes, seen, said)
    still = wishes.get((Kind.NOT_FIXED, None))
    if still is not None and first_told(context, seen.codes):
        new_line = any(wishes.get(works, _NO_WISH).confidence > 0.85 for works in _NEW_LINE)  # 还没有网, 想装一个
        fault = wishes.get(_REPAIR, _NO_WISH).confidence > 0.85
        if new_line or (fault and not _ATTEMPT.search(seen.text, *still.span)):
            wishes = _without(wishes, Kind.NOT_FIXED)
    kept = settle(list(wishes.values()), seen, said) if wishes else []
    kept = [goodbye(at_last(wish, context, seen.codes), context, seen) for wish in kept]
    if role == "c":
        kept = plainly(kept, seen.text, context.get("asked"))
    elif role == "t":
        kept = at_once(kept, seen)
    return sorted(kept, key=lambda wish: wish.span)


def _without_a_visit(wishes: Wishes, seen: Scan, said: Entities) -> None:
    """Where nothing is arranged, nothing can be earlier, and "Thursday is no good" only says when."""
    booking = max((wish for key, wish in wishes.items() if key[0] is Kind.BOOK), key=_confidence, default=_NO_WISH)
    fault = booking.order_kind is OrderKind.REPAIR and said.symptom is not None
    if booking.confidence > BOOKED if booking.order_kind is None else fault:
        wishes.pop((Kind.EARLIER, None), None)  # "an appointment, as soon as you can"
    if booking.order_kind is not None and booking.sure and _TIME in seen.codes and _MOVING.isdisjoint(seen.codes):
        wishes.pop((Kind.CHANGE, None), None)


def _confidence(wish: Wish) -> float:
    return wish.confidence


def _without(wishes: Wishes, kind: Kind) -> Wishes:
    return {key: wish for key, wish in wishes.items() if key[0] is not kind}


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


def _found(seen: Scan, role: str, said: Entities) -> tuple[list[tuple[Rule, int, int]], int]:
    """Which rules read which concepts, and all that was read, a bit for each concept."""
    codes = seen.codes
    claimed = 0
    found = []
    for place in _to_try(codes, role, said):
        rule = RULES[place]
        for match in rule.finditer(codes):
            start, stop = match.span()
            span = (1 << stop) - (1 << start)
            if claimed & span or (rule.alone and not _alone(seen, start, stop)):
                continue
            claimed |= span
            found.append((rule, start, stop))
    return found, claimed


def _weighed(rule: Rule, seen: Scan, places: tuple[int, int, int], said: Entities) -> Wish | None:
    """What a rule has read, with everything that speaks against it."""
    start, stop, claimed = places
    elsewhere = claimed & ~((1 << stop) - (1 << start))
    against = doubts(rule.kind, seen, (start, stop), elsewhere)
    if rule.kind in DESTRUCTIVE:
        about = objects.doubt(rule.kind, seen, start, stop)
        against = (*against, about) if about and about not in against else against
    at = (seen.at[start][0], seen.at[stop - 1][1])
    return doubted(Wish(rule.kind, rule.confidence, at, rule.order_kind, said), against)


def _alone(seen: Scan, start: int, stop: int) -> bool:
    """An answer stands by itself: 是 is a yes, the 是 of 你是谁 is not."""
    text = seen.text
    first, last = seen.at[start][0], seen.at[stop - 1][1]
    if seen.codes[stop : stop + 1] == _ASK and text[last] == "?":
        return False
    before = _HESITATING.sub("", text[:first]).rstrip(" ")
    if before and (before[-1].isalnum()):
        return False
    if seen.codes[start] == _PRAISE and stop == len(seen.at) and text[last:].strip(" .,!?~x")[:2].isalpha():
        return False  # "lovely weather" agrees to nothing
    if last >= len(text) or text[last] in _AFTER_ANSWER:
        return True
    return stop < len(seen.at) and seen.at[stop][0] == last and seen.codes[stop] != _NUM  # 是6栋 is no yes


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
