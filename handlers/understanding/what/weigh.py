"""How sure a reading is: doubts about each wish, what was asked before, and wishes that belong together."""

from dataclasses import replace
from typing import Any

from handlers.understanding.what.kinds import ASK, DESTRUCTIVE, Doubt, Kind, OrderKind, Wish
from handlers.understanding.what.scan import BREAKS, CODE

_NEGATING = frozenset((CODE["neg"], CODE["hasnt"], CODE["noneed"]))
_BETWEEN = frozenset(CODE[name] for name in ("want", "can", "polite", "mine", "already", "again", "appt", "order", "finish", "time"))
_IF, _ASK, _OTHER, _QUOTE, _MARK, _CAN = (CODE[name] for name in ("if", "ask", "other", "quote", "mark", "can"))
_STOP, _POLITE, _MINE, _HOW = CODE["stop"], CODE["polite"], CODE["mine"], CODE["how"]
_ASKING = frozenset(CODE[name] for name in ("how", "whether", "whenq", "whereq", "howabout", "excuse"))
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
DOUBTED = 0.7  # a destructive wish with any doubt: asked about, never acted on


def doubts(codes: str, start: int, stop: int, claimed_elsewhere: int) -> tuple[Doubt, ...]:
    """What speaks against taking the concepts from start to stop at their word."""
    left = start
    while left > 0 and codes[left - 1] not in BREAKS:
        left -= 1
    right = stop
    while right < len(codes) and codes[right] not in BREAKS:
        right += 1
    before, after = codes[left:start], codes[stop:right]
    found = []
    if _negated(codes, left, start, claimed_elsewhere):
        found.append(Doubt.NEGATED)
    if _IF in codes and _IF in _sentence(codes, start, stop):
        found.append(Doubt.CONDITIONAL)
    if _questioned(before, after):
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


def _negated(codes: str, left: int, start: int, claimed_elsewhere: int) -> bool:
    place = start - 1
    while place >= left:
        if codes[place] in _NEGATING:
            return not claimed_elsewhere >> place & 1
        if codes[place] not in _BETWEEN or start - place > 3:
            return False
        place -= 1
    return False


def _questioned(before: str, after: str) -> bool:
    if _HOW in before:
        return True
    if _POLITE in before:
        return False  # "can you cancel it please" asks for it to be done
    if _ASK in after or not _ASKING.isdisjoint(before):
        return True
    return False


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
    if asked == "confirm":
        if kind is Kind.AT_HOME or (kind is Kind.FIXED and wish.confidence < DOUBTED):
            return replace(wish, kind=Kind.CONFIRM)
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
    Kind.BOOK: frozenset({Kind.AT_HOME, Kind.EARLIER}),
    Kind.SICK: frozenset({Kind.DECLINE, Kind.LATE, Kind.RESCHEDULE, Kind.TODAY}),
    Kind.ABSENT: frozenset({Kind.ARRIVED, Kind.RESCHEDULE, Kind.LATE}),
    Kind.DONE: frozenset({Kind.ARRIVED}),
    Kind.LATE: frozenset({Kind.ARRIVED, Kind.DEPART, Kind.DONE, Kind.RESCHEDULE}),
    Kind.RESCHEDULE: frozenset({Kind.ARRIVED, Kind.DEPART}),
}
# "I am busy on Friday" is a wish to change only while nothing plainer is said.
_OUTWEIGH = frozenset({Kind.CANCEL, Kind.BOOK, Kind.NO_LONGER_NEEDED, Kind.WHERE, Kind.LATER, Kind.EARLIER})
_FILLERS = frozenset({Kind.YES, Kind.NO, Kind.HELP, Kind.LATER})
_COURTESIES = frozenset({Kind.THANKS, Kind.GREETING})


def settle(wishes: list[Wish], symptom_said: bool) -> list[Wish]:
    """Wishes that belong together become one; courtesies and fillers yield to what is wanted."""
    kinds = {wish.kind for wish in wishes}
    gone: set[Kind] = set()
    weak = {wish.kind for wish in wishes if wish.kind is Kind.CHANGE and wish.confidence < DOUBTED}
    for kind in kinds - weak:
        gone |= _ABSORBS.get(kind, frozenset()) & kinds
    wanted = kinds - gone - _FILLERS - _COURTESIES
    if wanted:
        gone |= _FILLERS | {Kind.GREETING}
    if len(wanted) > 1:
        gone.add(Kind.MY_VISITS)
    if Kind.THANKS in kinds:
        gone.add(Kind.GREETING)
    if Kind.CANCEL in kinds and Kind.FIXED in kinds and Kind.NO_LONGER_NEEDED not in kinds:
        wishes = [replace(w, kind=Kind.NO_LONGER_NEEDED) if w.kind is Kind.CANCEL else w for w in wishes]
        gone.add(Kind.FIXED)
    swallow = kinds & {Kind.CANCEL, Kind.CHANGE, Kind.WHERE, Kind.OUTAGE, Kind.NOT_FIXED, Kind.MY_VISITS}
    named_order = any(wish.order_kind for wish in wishes)
    strong = {wish.kind for wish in wishes if wish.confidence >= DOUBTED} | {Kind.CANCEL}
    kept = []
    for wish in wishes:
        if wish.kind is Kind.CHANGE and wish.confidence < DOUBTED and strong & kinds & _OUTWEIGH:
            continue
        if wish.kind is Kind.BOOK and wish.order_kind is None and named_order:
            continue
        if wish.kind in gone or (wish.kind is Kind.BOOK and swallow and _part_of(wish, kinds, symptom_said)):
            continue
        kept.append(wish)
    return kept


def at_last(wish: Wish, context: dict[str, Any]) -> Wish:
    """"Somebody come on Friday" from a customer with a visit ahead may well mean that visit."""
    if wish.kind is Kind.BOOK and wish.order_kind is None and context.get("has_visit") and wish.confidence < 0.85:
        return replace(wish, kind=Kind.CHANGE, confidence=0.65)
    return wish


def _part_of(booking: Wish, kinds: set[Kind], symptom_said: bool) -> bool:
    """A booking word that only says which visit or which fault the other wish is about."""
    if kinds & {Kind.OUTAGE, Kind.NOT_FIXED, Kind.CANCEL}:
        return True
    return booking.order_kind in (None, OrderKind.INSTALL) or not symptom_said
