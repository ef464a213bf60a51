"""The same words mean another thing when something was asked, or when a visit is coming."""

from dataclasses import replace
from typing import Any

from handlers.understanding.what.clauses import strange
from handlers.understanding.what.kinds import SURE, Doubt, Kind, OrderKind, Wish
from handlers.understanding.what.scan import CODE, Scan
from handlers.understanding.what.weigh import DOUBTED

_SYMPTOMS = frozenset(
    CODE[name] for name in ("sym_none", "sym_slow", "sym_drop", "sym_dial", "sym_noise", "broken", "dontwork")
)
_FAULTY = _SYMPTOMS | {CODE[name] for name in ("works", "net", "phone", "lease", "device")}
VISITED = frozenset(CODE[name] for name in ("repair", "done", "tech", "left", "returned", "mended"))
_TRIED = VISITED | {CODE["notfixed"]}
_AGAIN_CODE = CODE["again"]
_AGAIN = {CODE["fixed"], _AGAIN_CODE}
_WHENQ = CODE["whenq"]
_MAY = frozenset(CODE[name] for name in ("can", "whether"))
_ASKED_ONLY = frozenset({Doubt.QUESTION})
_NAMED = 0.7  # a visit that is wished for, though not by the word for it
_TIME, _SEE_YOU = CODE["time"], CODE["seeyou"]
_LEAVING_WRITTEN = "seeyou thanks greet time tech comma stop num you already polite"
_LEAVING = frozenset(CODE[name] for name in _LEAVING_WRITTEN.split())
_AGREEING = frozenset(CODE[name] for name in ("confirm", "agree", "keeps", "fine", "okuse", "suit", "home"))
_LATER_BY = {CODE["laterby"], _TIME}
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


def in_context(wish: Wish, context: dict[str, Any], codes: str = "") -> Wish:
    """The same words mean another thing when something was asked, or when a visit is coming."""
    asked = context.get("asked")
    kind = wish.kind
    if kind is Kind.YES and asked in _YES:
        return replace(wish, kind=_YES[asked])
    if kind is Kind.NO and asked in _NO:
        return replace(wish, kind=_NO[asked])
    if asked in ("fixed", "restored"):
        return _asked_if_fixed(wish)
    return _asked_to_confirm(wish, codes) if asked == "confirm" else wish


def goodbye(wish: Wish, context: dict[str, Any], seen: Scan) -> Wish:
    """明天见 agrees to a visit only where that is being asked; otherwise it takes its leave."""
    if wish.kind is not Kind.CONFIRM or _SEE_YOU not in seen.codes or context.get("asked") == "confirm":
        return wish
    codes = set(seen.codes)
    if codes <= _LEAVING and not strange(seen, wish.entities):
        return replace(wish, kind=Kind.THANKS, confidence=0.85, doubts=())
    if codes.isdisjoint(_AGREEING):
        return replace(wish, confidence=min(wish.confidence, DOUBTED), doubts=wish.doubts or (Doubt.UNSURE,))
    return wish


def _asked_if_fixed(wish: Wish) -> Wish:
    if wish.kind is Kind.BOOK and wish.order_kind is OrderKind.REPAIR:
        return replace(wish, kind=Kind.NOT_FIXED, order_kind=None)
    if wish.kind is Kind.FIXED and not wish.doubts and wish.confidence >= DOUBTED:
        return replace(wish, confidence=max(wish.confidence, 0.88))
    if wish.kind is Kind.CONFIRM and wish.confidence < SURE:  # 没变: as broken as it was
        return replace(wish, kind=Kind.NOT_FIXED)
    if wish.kind is Kind.CHANGE and wish.confidence < DOUBTED:
        return replace(wish, kind=Kind.LATER, confidence=0.6)  # "I am not at home": cannot tell yet
    return wish


def _asked_to_confirm(wish: Wish, codes: str) -> Wish:
    kind = wish.kind
    fault = wish.entities.symptom is not None and bool(wish.entities.services)  # 宽带又断了,能来人吗
    if kind is Kind.BOOK and wish.order_kind is None and wish.confidence < 0.8 and not fault:
        return replace(wish, kind=Kind.CONFIRM, confidence=0.8 if wish.confidence < 0.6 else 0.75)
    if kind is Kind.AT_HOME or (kind is Kind.FIXED and not wish.doubts):
        return replace(wish, kind=Kind.CONFIRM, confidence=0.85)
    if kind is Kind.CONFIRM and not wish.doubts:
        return replace(wish, confidence=max(wish.confidence, 0.85))
    if kind is Kind.CHANGE and Doubt.UNSURE not in wish.doubts:
        return replace(wish, confidence=max(wish.confidence, 0.8))
    told_first = fault or (_AGAIN_CODE in codes and VISITED.isdisjoint(codes))
    if kind is Kind.NOT_FIXED and told_first:  # 宽带又断了
        return replace(wish, kind=Kind.BOOK, order_kind=OrderKind.REPAIR)
    if kind is Kind.NOT_FIXED:  # "still the same": the visit it was asked about is wanted
        return replace(wish, kind=Kind.CONFIRM, confidence=DOUBTED)
    return wish


def first_told(context: dict[str, Any], codes: str) -> bool:
    """Nobody was there yet, nobody was asked about it: a fault is told for the first time."""
    return not context.get("has_visit") and context.get("asked") is None and VISITED.isdisjoint(codes)


def at_last(wish: Wish, context: dict[str, Any], codes: str = "") -> Wish:
    """ "Somebody come on Friday" from a customer with a visit ahead may well mean that visit."""
    unasked, codes_said = context.get("asked") is None, set(codes)
    if wish.kind is Kind.LATER and context.get("has_visit") and unasked and codes_said >= _LATER_BY:
        return replace(wish, kind=Kind.CHANGE, confidence=0.65)  # it is the visit that is to be later
    fault = bool(_FAULTY & codes_said) and _TRIED.isdisjoint(codes) and not codes_said >= _AGAIN
    if wish.kind is Kind.NOT_FIXED and not context.get("has_visit") and unasked and fault:
        # Nobody was there yet: a fault, told for the first time.
        return replace(wish, kind=Kind.BOOK, order_kind=OrderKind.REPAIR, confidence=max(wish.confidence, 0.85))
    asked_only = not wish.doubts or (_TIME in codes and _ASKED_ONLY.issuperset(wish.doubts))
    if wish.kind is Kind.CHANGE and wish.confidence < DOUBTED and context.get("has_visit") and asked_only:
        return replace(wish, confidence=SURE)  # 那天我不在家, said by somebody who is to be visited
    if wish.kind is Kind.BOOK and wish.order_kind is None:
        return _visit_wanted(wish, context, codes)
    if wish.kind is Kind.WHERE and wish.confidence <= SURE and not _expected(context) and _may_come(codes):
        return replace(wish, kind=Kind.BOOK, confidence=SURE)  # 师傅晚上能来吗, where nobody is on the way
    return wish


def _visit_wanted(wish: Wish, context: dict[str, Any], codes: str) -> Wish:
    """ "Somebody come on Friday": of the visit ahead, where there is one."""
    least = 0.9 if _TIME in codes else 0.85
    if context.get("has_visit") and wish.confidence < least:
        return replace(wish, kind=Kind.CHANGE, confidence=SURE if context.get("asked") == "confirm" else 0.65)
    if not _expected(context) and wish.confidence > _NAMED:
        return replace(wish, confidence=max(wish.confidence, SURE))
    return wish


def _may_come(codes: str) -> bool:
    return _TIME in codes and not _MAY.isdisjoint(codes) and _WHENQ not in codes


def _expected(context: dict[str, Any]) -> bool:
    """Is there a visit to speak of, or a question about one?"""
    return bool(context.get("has_visit")) or context.get("asked") is not None
