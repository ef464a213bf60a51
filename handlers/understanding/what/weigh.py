"""How sure a reading is: doubts about each wish, what was asked before, and wishes that belong together."""

import re
from dataclasses import replace
from typing import Any

from handlers.understanding.what.kinds import ASK, DESTRUCTIVE, SURE, Doubt, Kind, OrderKind, Wish
from handlers.understanding.what.scan import BREAKS, CODE, Scan

_NEGATING = frozenset((CODE["neg"], CODE["hasnt"], CODE["noneed"]))
_NOBODY = CODE["noone"]
_BETWEEN = frozenset(
    CODE[name]
    for name in ("want", "can", "polite", "mine", "already", "again", "appt", "order", "finish", "time", "can", "tech")
)
_IF, _ASK, _OTHER, _QUOTE, _MARK = (CODE[name] for name in ("if", "ask", "other", "quote", "mark"))
_MAYBE = CODE["maybe"]
_STOP, _POLITE, _MINE, _HOW = CODE["stop"], CODE["polite"], CODE["mine"], CODE["how"]
_ASKING = frozenset(CODE[name] for name in ("how", "whether", "whenq", "whereq", "howabout", "excuse"))
_ASKED_AFTER = frozenset(CODE[name] for name in ("how", "whenq", "whereq", "what", "whether"))
_DENYING = frozenset((CODE["neg"], CODE["hasnt"], CODE["no"]))
_SYMPTOMS = frozenset(
    CODE[name] for name in ("sym_none", "sym_slow", "sym_drop", "sym_dial", "sym_noise", "broken", "dontwork")
)
_TRIED = frozenset(CODE[name] for name in ("notfixed", "repair", "done", "tech", "left", "returned", "come", "again"))
_LATER_BY = {CODE["laterby"], CODE["time"]}
_MISTAKE = CODE["mistake"]
_FIRST_WORD = re.compile(r"[ ,.;!?]*([a-z]+)(?![a-z'])")
_AUXILIARY_WRITTEN = "is are was were has had did does will would should can could may shall am"
_AUXILIARY = frozenset(_AUXILIARY_WRITTEN.split())
# Wishes that a "not" in front simply takes away.
_TAKEN_BACK = frozenset(
    {
        Kind.BOOK,
        Kind.CHANGE,
        Kind.COMPLAIN,
        Kind.HUMAN,
        Kind.LATE,
        Kind.ARRIVED,
        Kind.DEPART,
        Kind.DONE,
        Kind.SICK,
        Kind.DECLINE,
        Kind.RESCHEDULE,
        Kind.LANGUAGE,
        Kind.EARLIER,
        Kind.AT_HOME,
    }
)
_NEAR = 8  # letters between a "not" and what it denies
DOUBTED = 0.7  # a destructive wish with any doubt: asked about, never acted on


def doubts(seen: Scan, start: int, stop: int, claimed_elsewhere: int) -> tuple[Doubt, ...]:
    """What speaks against taking the concepts from start to stop at their word."""
    codes = seen.codes
    left = start
    while left > 0 and codes[left - 1] not in BREAKS:
        left -= 1
    right = stop
    while right < len(codes) and codes[right] not in BREAKS:
        right += 1
    before, after = codes[left:start], codes[stop:right]
    found = []
    if _negated(seen, left, start, claimed_elsewhere):
        found.append(Doubt.NEGATED)
    elif (
        _MISTAKE in codes
        or _denied_after(seen, stop, after)
        or any(
            (codes[place] in _NEGATING or codes[place] == _NOBODY) and not claimed_elsewhere >> place & 1
            for place in range(left, start)
        )
    ):
        found.append(Doubt.CONTRADICTED)
    if (_IF in codes and _IF in _sentence(codes, start, stop)) or _MAYBE in before:
        found.append(Doubt.CONDITIONAL)
    if _questioned(before, after) or (_POLITE not in before and _auxiliary_first(seen, left)):
        found.append(Doubt.QUESTION)
    quote = before.rfind(_QUOTE)
    if (quote >= 0 and before[quote - 1 : quote] != _MINE) or codes.count(_MARK, 0, start) % 2:
        found.append(Doubt.QUOTED)
    if _OTHER in before:
        found.append(Doubt.SOMEBODY_ELSE)
    return tuple(found)


def _sentence(codes: str, start: int, stop: int) -> str:
    first = codes.rfind(_STOP, 0, start) + 1
    last = codes.find(_STOP, stop)
    return codes[first : last if last >= 0 else len(codes)]


def _negated(seen: Scan, left: int, start: int, claimed_elsewhere: int) -> bool:
    codes, at = seen.codes, seen.at
    place = start - 1
    while place >= left:
        near = at[place + 1][0] - at[place][1] <= _NEAR
        if codes[place] in _NEGATING:
            return near and not claimed_elsewhere >> place & 1
        if codes[place] not in _BETWEEN or start - place > 3:
            return False
        place -= 1
    return False


def _denied_after(seen: Scan, stop: int, after: str) -> bool:
    """取消不了: what cannot be done is denied behind the verb, with nothing between."""
    return after[:1] in _DENYING and seen.at[stop][0] == seen.at[stop - 1][1]


def _auxiliary_first(seen: Scan, left: int) -> bool:
    """An English clause that begins with its verb asks, question mark or not: "has he fixed it"."""
    word = _FIRST_WORD.match(seen.text, seen.at[left - 1][1] if left else 0)
    return word is not None and word[1] in _AUXILIARY


def _questioned(before: str, after: str) -> bool:
    if _HOW in before or not _ASKED_AFTER.isdisjoint(after):
        return True
    if _POLITE in before:
        return False  # "can you cancel it please" asks for it to be done
    return bool(_ASK in after or not _ASKING.isdisjoint(before))


def doubted(wish: Wish, found: tuple[Doubt, ...]) -> Wish | None:
    """The wish with its doubts weighed in; None when nothing of it is left."""
    if not found:
        return wish
    kind = wish.kind
    if Doubt.NEGATED in found:
        if kind is Kind.CANCEL:
            return replace(wish, kind=Kind.CONFIRM, confidence=0.6, doubts=found)
        if kind is Kind.NOT_FIXED:
            return replace(wish, kind=Kind.FIXED, confidence=0.55, doubts=found)
        if kind is Kind.CONFIRM:
            return replace(wish, kind=Kind.NO, confidence=0.6, doubts=found)
        if kind in _TAKEN_BACK:
            return None
    if kind not in DESTRUCTIVE:
        return replace(wish, doubts=found)
    lowered = max(ASK, min(wish.confidence, DOUBTED) - 0.05 * (len(found) - 1))
    return replace(wish, confidence=round(lowered, 2), doubts=found)


# What a plain yes or no answers, by the question that is open.
_YES = {
    "confirm": Kind.CONFIRM,
    "fixed": Kind.FIXED,
    "restored": Kind.FIXED,
    "home": Kind.AT_HOME,
    "at_home": Kind.AT_HOME,
    "offer": Kind.ACCEPT,
    "depart": Kind.DEPART,
    "arrived": Kind.ARRIVED,
    "done": Kind.DONE,
}
_NO = {"fixed": Kind.NOT_FIXED, "restored": Kind.NOT_FIXED, "offer": Kind.DECLINE}


def in_context(wish: Wish, context: dict[str, Any]) -> Wish:
    """The same words mean another thing when something was asked, or when a visit is coming."""
    asked = context.get("asked")
    kind = wish.kind
    if kind is Kind.YES and asked in _YES:
        return replace(wish, kind=_YES[asked])
    if kind is Kind.NO and asked in _NO:
        return replace(wish, kind=_NO[asked])
    if asked in ("fixed", "restored"):
        if kind is Kind.BOOK and wish.order_kind is OrderKind.REPAIR:
            return replace(wish, kind=Kind.NOT_FIXED, order_kind=None)
        if kind is Kind.FIXED and not wish.doubts:
            return replace(wish, confidence=max(wish.confidence, 0.88))
        if kind is Kind.CHANGE and wish.confidence < DOUBTED:
            return replace(wish, kind=Kind.LATER, confidence=0.6)  # "I am not at home": cannot tell yet
    if asked == "confirm":
        if kind is Kind.BOOK and wish.order_kind is None and wish.confidence < 0.8:
            return replace(wish, kind=Kind.CONFIRM, confidence=0.8 if wish.confidence < 0.6 else 0.75)
        if kind is Kind.AT_HOME or (kind is Kind.FIXED and not wish.doubts):
            return replace(wish, kind=Kind.CONFIRM, confidence=0.85)
        if kind is Kind.CONFIRM and not wish.doubts:
            return replace(wish, confidence=max(wish.confidence, 0.85))
        if kind is Kind.CHANGE:
            return replace(wish, confidence=max(wish.confidence, 0.8))
    return wish


# Said together, the first stands and the others are only part of it.
_ABSORBS: dict[Kind, frozenset[Kind]] = {
    Kind.NO_LONGER_NEEDED: frozenset({Kind.CANCEL, Kind.FIXED, Kind.NO, Kind.CONFIRM, Kind.BOOK}),
    Kind.NOT_FIXED: frozenset({Kind.FIXED, Kind.NO, Kind.YES, Kind.WHERE}),
    Kind.CANCEL: frozenset({Kind.CONFIRM}),
    Kind.CHANGE: frozenset({Kind.CONFIRM, Kind.CANCEL, Kind.EARLIER, Kind.AT_HOME, Kind.LATER}),
    Kind.EARLIER: frozenset({Kind.WHERE}),
    Kind.BOOK: frozenset({Kind.AT_HOME, Kind.CONFIRM}),
    Kind.HUMAN: frozenset({Kind.CHANGE}),
    Kind.UNASSIGNED: frozenset({Kind.TODAY, Kind.SEARCH}),
    Kind.OUTAGE_OPEN: frozenset({Kind.BOOK, Kind.TODAY, Kind.SEARCH}),
    Kind.SEARCH: frozenset({Kind.TODAY}),
    Kind.SICK: frozenset({Kind.DECLINE, Kind.LATE, Kind.RESCHEDULE, Kind.TODAY, Kind.ABSENT}),
    Kind.ABSENT: frozenset({Kind.ARRIVED, Kind.RESCHEDULE, Kind.LATE}),
    Kind.DONE: frozenset({Kind.ARRIVED}),
    Kind.LATE: frozenset({Kind.ARRIVED, Kind.DEPART, Kind.DONE, Kind.RESCHEDULE}),
    Kind.RESCHEDULE: frozenset({Kind.ARRIVED, Kind.DEPART, Kind.DECLINE}),
}
# "I am busy on Friday" is a wish to change only while nothing plainer is said.
_OUTWEIGH = frozenset({Kind.CANCEL, Kind.BOOK, Kind.NO_LONGER_NEEDED, Kind.WHERE, Kind.LATER, Kind.EARLIER})
_FILLERS = frozenset({Kind.YES, Kind.NO, Kind.HELP, Kind.LATER})
_NONE: frozenset[Kind] = frozenset()
_COURTESIES = frozenset({Kind.THANKS, Kind.GREETING})


def settle(wishes: list[Wish], symptom_said: bool) -> list[Wish]:
    """Wishes that belong together become one; courtesies and fillers yield to what is wanted."""
    wishes = _overruled(_together(wishes))
    kinds = {wish.kind for wish in wishes}
    weak = {wish.kind for wish in wishes if wish.kind is Kind.CHANGE and wish.confidence < DOUBTED}
    gone: set[Kind] = set()
    for kind in kinds - weak:
        gone |= _ABSORBS.get(kind, _NONE)
    if not kinds & {Kind.CHANGE, Kind.CANCEL} and any(w.kind is Kind.CONFIRM and w.doubts for w in wishes):
        gone.discard(Kind.CONFIRM)  # "do not cancel my visit" books no other
    if weak and kinds & _OUTWEIGH:
        gone.add(Kind.CHANGE)
    wanted = kinds - gone - _FILLERS - _COURTESIES
    if wanted:
        gone |= _FILLERS | {Kind.GREETING}
    if len(wanted) > 1:
        gone.add(Kind.MY_VISITS)
    if Kind.THANKS in kinds:
        gone.add(Kind.GREETING)
    if wanted - {Kind.CONFIRM, Kind.YES}:  # "I am waiting" beside a plainer wish says how, not what
        gone |= {
            wish.kind for wish in wishes if wish.kind is Kind.CONFIRM and not wish.doubts and wish.confidence < DOUBTED
        }
        gone |= {wish.kind for wish in wishes if wish.kind is Kind.WHERE and Doubt.CONDITIONAL in wish.doubts}
    named_order = any(wish.order_kind for wish in wishes)
    if named_order:
        gone.add(Kind.EARLIER)  # "as soon as you can" says when, it is no other wish
    if named_order or Kind.CHANGE in kinds - weak:
        gone |= {wish.kind for wish in wishes if wish.kind is Kind.WHERE and wish.confidence <= SURE}
    kept = [wish for wish in wishes if wish.kind not in gone]
    return [wish for wish in kept if wish.kind is not Kind.BOOK or not _part_of(wish, kept, symptom_said)]


def _overruled(wishes: list[Wish]) -> list[Wish]:
    """What another wish of the same message takes away, or makes a question of."""
    if any(Doubt.SOMETHING_ELSE in wish.doubts for wish in wishes):  # the talk is of something else altogether
        wishes = [replace(w, confidence=min(w.confidence, DOUBTED)) if w.kind in DESTRUCTIVE else w for w in wishes]
    called_off = next((wish for wish in wishes if wish.kind is Kind.NO_LONGER_NEEDED), None)
    if called_off and called_off.doubts and any(w.kind is Kind.CANCEL and w.sure for w in wishes):
        wishes = [wish for wish in wishes if wish is not called_off]  # "stop coming, cancel it": plainly said behind
    if any(wish.kind is Kind.AT_HOME for wish in wishes):  # "I am in, come up" books nothing
        wishes = [wish for wish in wishes if wish.kind is not Kind.BOOK or wish.confidence >= 0.6]
    return wishes


def _together(wishes: list[Wish]) -> list[Wish]:
    """Two wishes that make a third: fixed and yet faulty, cancel because it works again."""
    kinds = {wish.kind: wish for wish in wishes}
    if Kind.FIXED in kinds and Kind.NOT_FIXED not in kinds:
        fixed = kinds[Kind.FIXED]
        if Kind.CANCEL in kinds:
            return [_as(w, Kind.NO_LONGER_NEEDED) for w in wishes if w.kind is not Kind.FIXED]
        faulty = [w for w in wishes if w.order_kind is OrderKind.REPAIR and w.span > fixed.span]
        if faulty:
            return [_as(w, Kind.NOT_FIXED, DOUBTED) if w in faulty else w for w in wishes if w is not fixed]
    if Kind.CHANGE in kinds:
        change = kinds[Kind.CHANGE]
        called_off = kinds.get(Kind.NO_LONGER_NEEDED)
        if called_off and called_off.confidence < 0.9 and change.confidence >= DOUBTED:
            return [w for w in wishes if w is not called_off]  # "not today, another day"
        faulty = [w for w in wishes if w.order_kind is OrderKind.REPAIR and w.confidence >= 0.85]
        if faulty and change.confidence <= 0.88:
            return [w for w in wishes if w is not change]  # the broken thing is to be changed, not the time
    moving = [w for w in wishes if w.order_kind in (OrderKind.MOVE, OrderKind.REMOVE) and w.sure]
    if moving and Kind.CHANGE in kinds:
        plain_change = kinds[Kind.CHANGE].confidence >= 0.88
        return [w for w in wishes if w.kind is not (Kind.BOOK if plain_change else Kind.CHANGE)]
    return wishes


def _as(wish: Wish, kind: Kind, at_most: float = 1.0) -> Wish:
    if wish.kind not in (Kind.CANCEL, Kind.BOOK):
        return wish
    return replace(wish, kind=kind, order_kind=None, confidence=min(wish.confidence, at_most))


def at_last(wish: Wish, context: dict[str, Any], codes: str = "") -> Wish:
    """ "Somebody come on Friday" from a customer with a visit ahead may well mean that visit."""
    if (
        wish.kind is Kind.LATER
        and context.get("has_visit")
        and context.get("asked") is None
        and set(codes) >= _LATER_BY
    ):
        return replace(
            wish, kind=Kind.CHANGE, confidence=0.65
        )  # nothing was asked: it is the visit that is to be later
    fresh = wish.kind is Kind.NOT_FIXED and not context.get("has_visit") and context.get("asked") is None
    if (
        fresh and _SYMPTOMS & set(codes) and _TRIED.isdisjoint(codes)
    ):  # nobody was there: a fault, told for the first time
        return replace(wish, kind=Kind.BOOK, order_kind=OrderKind.REPAIR)
    if wish.kind is Kind.BOOK and wish.order_kind is None and context.get("has_visit") and wish.confidence < 0.85:
        return replace(wish, kind=Kind.CHANGE, confidence=0.65)
    return wish


def _part_of(booking: Wish, wishes: list[Wish], symptom_said: bool) -> bool:
    """A booking word that only says which visit or which fault the other wish is about."""
    kinds = {wish.kind for wish in wishes}
    if booking.order_kind is None and (Kind.EARLIER in kinds or any(wish.order_kind for wish in wishes)):
        return True
    if kinds & {Kind.OUTAGE, Kind.NOT_FIXED, Kind.CANCEL, Kind.FIXED, Kind.CONFIRM}:
        return True
    if booking.confidence < DOUBTED + 0.05 and any(w.kind is Kind.BOOK and w is not booking for w in wishes):
        return True
    if kinds & {Kind.CHANGE, Kind.WHERE, Kind.MY_VISITS, Kind.HUMAN, Kind.COMPLAIN}:
        return booking.order_kind is None or not (symptom_said or booking.confidence >= 0.9)
    return False
