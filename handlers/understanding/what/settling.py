"""Wishes of one message that belong together: what absorbs what, and what is only part of another."""

import re
from dataclasses import replace

from handlers.understanding.what.clauses import strange
from handlers.understanding.what.kinds import SURE, Doubt, Entities, Kind, OrderKind, Symptom, Wish
from handlers.understanding.what.objects import FOREIGN
from handlers.understanding.what.scan import BREAKS, CODE, Scan
from handlers.understanding.what.weigh import DOUBTED

# Said together, the first stands and the others are only part of it.
_ABSORBS: dict[Kind, frozenset[Kind]] = {
    Kind.NO_LONGER_NEEDED: frozenset({Kind.WHERE, Kind.FIXED, Kind.NO, Kind.CONFIRM, Kind.BOOK}),
    Kind.NOT_FIXED: frozenset({Kind.FIXED, Kind.NO, Kind.YES, Kind.WHERE}),
    Kind.CANCEL: frozenset({Kind.CONFIRM, Kind.SEARCH}),
    Kind.AT_HOME: frozenset({Kind.HUMAN}),  # "I am in, ring me at the door"
    Kind.CHANGE: frozenset({Kind.SEARCH, Kind.CONFIRM, Kind.CANCEL, Kind.EARLIER, Kind.AT_HOME, Kind.LATER}),
    Kind.EARLIER: frozenset({Kind.WHERE}),
    Kind.BOOK: frozenset({Kind.CONFIRM}),
    Kind.OUTAGE: frozenset({Kind.WHERE, Kind.FIXED, Kind.EARLIER}),
    Kind.OTHER_FAULT: frozenset({Kind.OUTAGE, Kind.NOT_FIXED, Kind.BOOK}),
    Kind.HUMAN: frozenset({Kind.CHANGE}),
    Kind.LATER: frozenset({Kind.FIXED, Kind.NOT_FIXED}),
    Kind.UNASSIGNED: frozenset({Kind.TODAY, Kind.SEARCH}),
    Kind.OUTAGE_OPEN: frozenset({Kind.BOOK, Kind.TODAY, Kind.SEARCH}),
    Kind.SEARCH: frozenset({Kind.TODAY}),
    Kind.SICK: frozenset({Kind.DECLINE, Kind.LATE, Kind.RESCHEDULE, Kind.TODAY, Kind.ABSENT}),
    Kind.ABSENT: frozenset({Kind.TODAY, Kind.DECLINE, Kind.ARRIVED, Kind.RESCHEDULE, Kind.LATE}),
    Kind.DONE: frozenset({Kind.ARRIVED}),
    Kind.LATE: frozenset({Kind.ARRIVED, Kind.DEPART, Kind.DONE, Kind.RESCHEDULE, Kind.TODAY}),
    Kind.DEPART: frozenset({Kind.TODAY}),
    Kind.RESCHEDULE: frozenset({Kind.ARRIVED, Kind.DEPART, Kind.DECLINE, Kind.TODAY}),
    Kind.DECLINE: frozenset({Kind.TODAY, Kind.ACCEPT, Kind.LATE}),
}
# "I am busy on Friday" is a wish to change only while nothing plainer is said.
_OUTWEIGH = frozenset(
    {Kind.NOT_FIXED, Kind.CANCEL, Kind.BOOK, Kind.NO_LONGER_NEEDED, Kind.WHERE, Kind.LATER, Kind.EARLIER, Kind.AT_HOME}
)
_FILLERS = frozenset({Kind.YES, Kind.NO, Kind.HELP, Kind.LATER})
_NONE: frozenset[Kind] = frozenset()
_COURTESIES = frozenset({Kind.THANKS, Kind.GREETING})
_HEALED = frozenset(CODE[name] for name in ("fixed", "selfheal", "self", "okuse", "works", "back"))
_ADVANCE, _ALSO = CODE["advance"], CODE["also"]
_PRICE, _HOW_LONG, _REPAIR = CODE["price"], CODE["waited"], CODE["repair"]
_ASKED_WHERE = frozenset(
    CODE[name] for name in ("ask", "ma", "whereq", "whenq", "whichday", "whether", "ishe", "how", "howabout")
)
_ASKED_WHEN = frozenset(CODE[name] for name in ("whereq", "whenq"))
_TECH_SAID = re.compile(f"{CODE['tech']}[^{CODE['stop']}]{{0,4}}{CODE['quote']}")
_LAST_RESORT = 0.58  # what a rule reads from one word when nothing else was understood


def settle(wishes: list[Wish], seen: Scan, said: Entities) -> list[Wish]:
    """Wishes that belong together become one; courtesies and fillers yield to what is wanted."""
    wishes = _one_booking(_overruled(_together(_without_last_resorts(wishes, seen.codes))))
    if len(wishes) == 1:
        return [] if _by_the_way(wishes[0], seen, said) else wishes
    kinds = {wish.kind: wish for wish in wishes}
    gone = _absorbed(kinds, seen.codes)
    gone |= _beside_visits(kinds, gone, seen.codes)
    wanted = kinds.keys() - gone - _FILLERS - _COURTESIES
    gone |= _courtesies(kinds, wanted) | _said_by_the_way(kinds, wanted, seen.codes) | _beside_works(kinds, seen, said)
    kept = [wish for wish in wishes if wish.kind not in gone]
    symptom = said.symptom is not None
    if Kind.COMPLAIN in kinds and said.symptom is Symptom.OTHER and not said.services:
        symptom = False  # a broken tile is no fault of ours to mend
    kept = [wish for wish in kept if wish.kind is not Kind.BOOK or not _part_of(wish, kept, seen, symptom)]
    return kept


def _by_the_way(wish: Wish, seen: Scan, said: Entities) -> bool:
    """ "The blue box is beside the meter": a thing of ours is named, and what is said of it nobody understood."""
    hardly = wish.kind is Kind.BOOK and wish.confidence < _LAST_RESORT
    if wish.order_kind is OrderKind.REPAIR and {_PRICE, _REPAIR} <= set(seen.codes):  # 修一次多少钱
        return said.symptom is None and not said.services
    return hardly and (strange(seen, said) > 0 or not FOREIGN.isdisjoint(seen.codes))


def _weak(kinds: dict[Kind, Wish]) -> bool:
    """ "I am busy on Friday" is hardly a wish to change."""
    return Kind.CHANGE in kinds and kinds[Kind.CHANGE].confidence < DOUBTED


def _absorbed(kinds: dict[Kind, Wish], codes: str) -> set[Kind]:
    """What is only part of a plainer wish."""
    gone: set[Kind] = set()
    for kind in kinds:
        if kind is not Kind.CHANGE or not _weak(kinds):
            gone |= _ABSORBS.get(kind, _NONE)
    if {Kind.CANCEL, Kind.NO_LONGER_NEEDED} <= kinds.keys():
        gone.add(Kind.NO_LONGER_NEEDED if _HEALED.isdisjoint(codes) else Kind.CANCEL)
    if not kinds.keys() & {Kind.CHANGE, Kind.CANCEL} and Kind.CONFIRM in kinds and kinds[Kind.CONFIRM].doubts:
        gone.discard(Kind.CONFIRM)  # "do not cancel my visit" books no other
    if _weak(kinds) and kinds.keys() & _OUTWEIGH:
        gone.add(Kind.CHANGE)
    if Kind.AT_HOME in kinds:
        gone |= _beside_home(kinds, codes)
    booking, confirm = kinds.get(Kind.BOOK), kinds.get(Kind.CONFIRM)
    if booking and confirm and booking.order_kind is None and confirm.sure:
        gone = gone - {Kind.CONFIRM} | {Kind.BOOK}  # "I do confirm, please come"
    return gone


def _courtesies(kinds: dict[Kind, Wish], wanted: set[Kind]) -> set[Kind]:
    gone: set[Kind] = set()
    if wanted:
        gone |= _FILLERS | {Kind.GREETING}
    if Kind.THANKS in kinds:
        gone.add(Kind.GREETING)
    if Kind.HELP in kinds:
        gone.add(Kind.LATER)
    if Kind.LATER in kinds and Kind.NO in kinds and kinds[Kind.NO].doubts:
        gone.add(Kind.NO)
    return gone


def _said_by_the_way(kinds: dict[Kind, Wish], wanted: set[Kind], codes: str) -> set[Kind]:
    """What only says how or why, beside what is wanted."""
    gone: set[Kind] = set()
    confirm, where, cancel = kinds.get(Kind.CONFIRM), kinds.get(Kind.WHERE), kinds.get(Kind.CANCEL)
    hardly = confirm is not None and confirm.confidence < DOUBTED and Doubt.NEGATED not in confirm.doubts
    if cancel and Doubt.SOMEBODY_ELSE in cancel.doubts and Kind.COMPLAIN in kinds:
        gone.add(Kind.CANCEL)  # 你们取消了也不说一声
    booking = kinds.get(Kind.BOOK)
    if where and booking and Doubt.QUOTED in booking.doubts and _TECH_SAID.search(codes):
        gone.add(Kind.BOOK)  # 师傅说线断了, 今天会来吗
    outage = kinds.get(Kind.OUTAGE)
    if outage is not None and outage.confidence <= DOUBTED and Kind.NOT_FIXED in kinds:
        gone.add(Kind.OUTAGE)  # 问我好了没 tells what was asked
    if confirm is not None and not confirm.sure and Kind.EARLIER in kinds:
        gone.add(Kind.CONFIRM)  # "come sooner and I shall not cancel"
    if hardly and wanted - {Kind.CONFIRM, Kind.YES}:
        gone.add(Kind.CONFIRM)  # "I am waiting"
    if cancel and cancel.sure and Kind.EARLIER in kinds and _ASKED_WHERE.isdisjoint(codes):
        gone.add(Kind.EARLIER)  # "cancel it, it takes too long"
    if where and Kind.COMPLAIN in kinds and _ASKED_WHERE.isdisjoint(codes):
        gone.add(Kind.WHERE)  # "nobody turned up, a disgrace" wants no place on the map
    if where and wanted - {Kind.CONFIRM, Kind.YES, Kind.WHERE} and Doubt.CONDITIONAL in where.doubts:
        gone.add(Kind.WHERE)
    if cancel and Doubt.SOMETHING_ELSE in cancel.doubts and len(wanted) > 1 and not FOREIGN.isdisjoint(codes):
        gone.add(Kind.CANCEL)
    return gone


def _beside_works(kinds: dict[Kind, Wish], seen: Scan, said: Entities) -> set[Kind]:
    """Beside works that are named, or a time to change to, the rest of the sentence is about those."""
    gone: set[Kind] = set()
    named = Kind.BOOK in kinds and kinds[Kind.BOOK].order_kind is not None
    if named:  # "as soon as you can" says when, it is no other wish
        gone.add(Kind.BOOK if _ADVANCE in seen.codes and Kind.EARLIER in kinds else Kind.EARLIER)
    if named and said.phone:
        gone.add(Kind.HUMAN)  # the number is given for the visit
    changing = Kind.CHANGE in kinds and not _weak(kinds)
    only_when = Kind.WHERE in kinds and kinds[Kind.WHERE].confidence <= SURE
    if only_when and (changing or (named and (said.services or said.symptom))):
        gone.add(Kind.WHERE)
    return gone


def _without_last_resorts(wishes: list[Wish], codes: str) -> list[Wish]:
    plain = [wish for wish in wishes if wish.confidence > _LAST_RESORT]
    if any(wish.kind not in _COURTESIES for wish in plain) or _PRICE in codes:
        return plain
    return wishes


def _beside_home(kinds: dict[Kind, Wish], codes: str) -> set[Kind]:
    """ "I am in, let him come up" books nothing; "I am in and nobody came" asks where he is."""
    gone: set[Kind] = set()
    where, booking = kinds.get(Kind.WHERE), kinds.get(Kind.BOOK)
    if where is not None and (where.confidence <= 0.85 or _HOW_LONG in codes):
        asked = where.confidence > 0.85 or not _ASKED_WHEN.isdisjoint(codes)
        gone.add(Kind.AT_HOME if asked else Kind.WHERE)
    if booking is not None:
        gone.add(Kind.AT_HOME if booking.order_kind else Kind.BOOK)
    if Kind.CONFIRM in kinds:
        gone.add(Kind.CONFIRM if kinds[Kind.CONFIRM].confidence < SURE else Kind.AT_HOME)
    return gone


def _beside_visits(kinds: dict[Kind, Wish], gone: set[Kind], codes: str) -> set[Kind]:
    """ "Which day was it" is about the visits; beside a plainer wish it only leads up to it."""
    visits = kinds.get(Kind.MY_VISITS)
    if visits is None:
        return set()
    about = {Kind.WHERE, Kind.BOOK} if visits.confidence > 0.85 else set()
    if Kind.CONFIRM in kinds and _ALSO in codes:
        return about  # "I confirm Monday; and when is the other one?"
    booking = kinds.get(Kind.BOOK)
    if booking is not None and booking.order_kind and booking.confidence >= SURE:
        new = booking.order_kind is OrderKind.INSTALL and booking.confidence > 0.9 and booking.span < visits.span
        if _ALSO in codes or new:
            return about - {Kind.BOOK}  # "the line is dead; and when is my move?"
    others = kinds.keys() - gone - about - _FILLERS - _COURTESIES - {Kind.MY_VISITS, Kind.EARLIER}
    return {Kind.MY_VISITS} if others else about


_MOVES = frozenset({OrderKind.MOVE, OrderKind.REMOVE})


def _one_booking(wishes: list[Wish]) -> list[Wish]:
    """One booking of a message, the one that says most; two where two works are plainly named."""
    bookings = [wish for wish in wishes if wish.kind is Kind.BOOK]
    if len(bookings) < 2:
        return wishes
    first = max(bookings, key=lambda wish: (wish.order_kind is not None, wish.confidence, wish.order_kind in _MOVES))
    return [wish for wish in wishes if wish.kind is not Kind.BOOK or wish is first]


def _overruled(wishes: list[Wish]) -> list[Wish]:
    """What another wish of the same message takes away, or makes a question of."""
    called_off = next((wish for wish in wishes if wish.kind is Kind.NO_LONGER_NEEDED), None)
    if called_off and called_off.doubts and any(w.kind is Kind.CANCEL and w.sure for w in wishes):
        wishes = [wish for wish in wishes if wish is not called_off]  # "stop coming, cancel it": plainly said behind
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
    unneeded = kinds.get(Kind.NO_LONGER_NEEDED)
    if moving and unneeded and unneeded.confidence < 0.85:
        return [w for w in wishes if w is not unneeded]  # "remove my line, I do not need it": the line, not the visit
    if moving and Kind.CHANGE in kinds:
        plain_change = kinds[Kind.CHANGE].confidence >= 0.88
        return [w for w in wishes if w.kind is not (Kind.BOOK if plain_change else Kind.CHANGE)]
    return wishes


def _as(wish: Wish, kind: Kind, at_most: float = 1.0) -> Wish:
    if wish.kind not in (Kind.CANCEL, Kind.BOOK):
        return wish
    return replace(wish, kind=kind, order_kind=None, confidence=min(wish.confidence, at_most))


_WORKS = frozenset({OrderKind.INSTALL, OrderKind.MOVE, OrderKind.REMOVE})


def _apart(seen: Scan, start: int, stop: int) -> bool:
    """Does a clause end, or an "and" stand, between these two places?"""
    if " and " in seen.text[start:stop]:
        return True
    return any(code in BREAKS and start <= at[0] < stop for code, at in zip(seen.codes, seen.at, strict=True))


def _part_of(booking: Wish, wishes: list[Wish], seen: Scan, symptom_said: bool) -> bool:
    """A booking word that only says which visit or which fault the other wish is about."""
    kinds = {wish.kind for wish in wishes}
    if booking.order_kind is None and (Kind.EARLIER in kinds or any(wish.order_kind for wish in wishes)):
        return True
    cancel = next((w for w in wishes if w.kind is Kind.CANCEL), None)
    if cancel is not None:  # "cancel the repair and install a line instead": the second is a wish of its own
        other = booking.order_kind in _WORKS and booking.confidence >= 0.85
        return not (other and _apart(seen, cancel.span[1], booking.span[0]))
    if kinds & {Kind.OUTAGE, Kind.NOT_FIXED, Kind.FIXED, Kind.CONFIRM}:
        return True
    if booking.confidence < DOUBTED + 0.05 and any(w.kind is Kind.BOOK and w is not booking for w in wishes):
        return True
    if Kind.COMPLAIN in kinds and booking.order_kind in _WORKS and _ALSO in seen.codes:
        return False
    if kinds & {Kind.CHANGE, Kind.WHERE, Kind.MY_VISITS, Kind.HUMAN, Kind.COMPLAIN}:
        plain = booking.confidence >= 0.9 and not (Kind.COMPLAIN in kinds and booking.order_kind is OrderKind.REPAIR)
        return booking.order_kind is None or not (symptom_said or plain)
    return False
