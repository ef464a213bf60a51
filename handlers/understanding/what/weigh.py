"""How sure a reading is: what speaks against taking a wish at its word."""

import re
from dataclasses import replace

from handlers.understanding.what.kinds import ASK, DESTRUCTIVE, Doubt, Kind, OrderKind, Wish
from handlers.understanding.what.scan import BREAKS, CODE, Scan

_NEGATING = frozenset((CODE["neg"], CODE["hasnt"], CODE["noneed"], CODE["neversaid"]))
_NEVER_DONE = frozenset((CODE["hasnt"], CODE["neversaid"]))  # denied as a fact, not forbidden: 我没说要取消
_BETWEEN = frozenset(
    CODE[name]
    for name in (
        "want",
        "can",
        "polite",
        "mine",
        "already",
        "again",
        "appt",
        "order",
        "finish",
        "time",
        "tech",
        "let",
        "other",
    )
)
_IF, _OTHER, _QUOTE, _MARK = (CODE[name] for name in ("if", "other", "quote", "mark"))
_ASK = frozenset((CODE["ask"], CODE["ma"]))
_YOU, _ONCE = CODE["you"], CODE["once"]
_UNSURE = frozenset(CODE[name] for name in ("maybe", "dontknow", "thinkso"))
_MAYBE = CODE["maybe"]
_HEARSAY = CODE["hearsay"]
_CAN = CODE["can"]  # 能修好 is not done yet
_STOP, _POLITE, _MINE, _HOW = CODE["stop"], CODE["polite"], CODE["mine"], CODE["how"]
_ASKING = frozenset(
    CODE[name]
    for name in (
        "how",
        "what",
        "whether",
        "whenq",
        "whichday",
        "whereq",
        "howabout",
        "excuse",
        "help",
        "meaning",
        "whosays",
    )
)
_REASONS = frozenset((CODE["how"], CODE["howabout"]))
_ASKED_AFTER = frozenset(CODE[name] for name in ("how", "whenq", "whichday", "whereq", "what", "whether", "valid"))
_DENYING = frozenset((CODE["neg"], CODE["hasnt"], CODE["no"]))
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
_TOLD_YOU = frozenset({Kind.NOT_FIXED, Kind.NO_LONGER_NEEDED})  # 你们不用来了, but: 你们取消了?
_SUPPOSED = frozenset({Kind.FIXED, Kind.NOT_FIXED, Kind.DONE})
_NEAR = 10  # letters between a "not" and what it denies
DOUBTED = 0.7  # a destructive wish with any doubt: asked about, never acted on


def doubts(kind: Kind, seen: Scan, places: tuple[int, int], claimed_elsewhere: int) -> tuple[Doubt, ...]:
    """What speaks against taking the concepts from start to stop at their word."""
    codes, (start, stop) = seen.codes, places
    left = start
    while left > 0 and codes[left - 1] not in BREAKS:
        left -= 1
    right = stop
    while right < len(codes) and codes[right] not in BREAKS:
        right += 1
    before, after = codes[left:start], codes[stop:right]
    found = []
    if negator := _negated(seen, left, start, claimed_elsewhere):
        found.append(Doubt.NEGATED)
        if negator in _NEVER_DONE:
            found.append(Doubt.NOT_YET)
    elif _denied_after(seen, stop, after) or any(
        codes[place] in _NEGATING and not claimed_elsewhere >> place & 1 for place in range(left, start)
    ):
        found.append(Doubt.CONTRADICTED)
    if _ONCE in before or (_IF in codes and _IF in _sentence(codes, start, stop)):
        found.append(Doubt.CONDITIONAL)
    if not _UNSURE.isdisjoint(before) or _MAYBE in after or (kind is Kind.DONE and before[-1:] == _CAN):
        found.append(Doubt.UNSURE)
    if _questioned(before, after) or (_POLITE not in before and _auxiliary_first(seen, left)):
        found.append(Doubt.QUESTION)
    quote = before.rfind(_QUOTE)
    said = quote >= 0 and not _says_so(seen, left + quote)
    if said or codes.count(_MARK, 0, start) % 2 or _HEARSAY in codes:
        found.append(Doubt.QUOTED)
    if _OTHER in before or (_YOU in before and kind not in _TOLD_YOU and _POLITE not in before):
        found.append(Doubt.SOMEBODY_ELSE)
    return tuple(found)


def _says_so(seen: Scan, quote: int) -> bool:
    """ "I said": the writer's own word is no hearsay; "I got a message saying" is."""
    return seen.codes[quote - 1 : quote] == _MINE and seen.at[quote][0] - seen.at[quote - 1][1] <= 1


def _sentence(codes: str, start: int, stop: int) -> str:
    first = codes.rfind(_STOP, 0, start) + 1
    last = codes.find(_STOP, stop)
    return codes[first : last if last >= 0 else len(codes)]


def _negated(seen: Scan, left: int, start: int, claimed_elsewhere: int) -> str:
    """The concept that denies what begins at start, or nothing."""
    codes, at = seen.codes, seen.at
    place = start - 1
    while place >= left:
        near = at[place + 1][0] - at[place][1] <= _NEAR
        if codes[place] in _NEGATING:
            return codes[place] if near and not claimed_elsewhere >> place & 1 else ""
        if codes[place] not in _BETWEEN or start - place > 3:
            return ""
        place -= 1
    return ""


def _denied_after(seen: Scan, stop: int, after: str) -> bool:
    """取消不了: what cannot be done is denied behind the verb, with nothing between."""
    if after[:1] not in _DENYING or seen.at[stop][0] != seen.at[stop - 1][1]:
        return False
    return not seen.text.startswith("算了", seen.at[stop][0])  # 取消算了 gives in, it denies nothing


def _auxiliary_first(seen: Scan, left: int) -> bool:
    """An English clause that begins with its verb asks, question mark or not: "has he fixed it"."""
    word = _FIRST_WORD.match(seen.text, seen.at[left - 1][1] if left else 0)
    return word is not None and word[1] in _AUXILIARY and not seen.text.startswith(" be ", word.end())  # "will be in"


def _questioned(before: str, after: str) -> bool:
    if not _REASONS.isdisjoint(before) or not _ASKED_AFTER.isdisjoint(after):
        return True
    if _POLITE in before:
        return False  # "can you cancel it please" asks for it to be done
    return bool(not _ASK.isdisjoint(after) or not _ASKING.isdisjoint(before))


def _supposed(wish: Wish, found: tuple[Doubt, ...]) -> Wish | None:
    """What is left of a wish that is only supposed."""
    if wish.kind is Kind.CANCEL and {*found} - {Doubt.NOT_YET} == {Doubt.CONDITIONAL, Doubt.SOMEBODY_ELSE}:
        return replace(wish, kind=Kind.EARLIER, confidence=0.8, doubts=())  # "should somebody cancel, take me"
    if wish.kind is Kind.CONFIRM and Doubt.NEGATED in found:
        return None  # "what if I do not confirm"
    if wish.kind in _SUPPOSED or wish.order_kind is OrderKind.REMOVE:
        return None  # 万一修不好怎么办: nothing has happened yet
    return wish


def _denied(wish: Wish, found: tuple[Doubt, ...]) -> Wish | None:
    """What a "not" makes of a wish; the wish itself where it says nothing against it."""
    kind = wish.kind
    if kind in (Kind.CANCEL, Kind.CONFIRM) and Doubt.NOT_YET in found:
        return None
    if kind is Kind.CANCEL:
        return replace(wish, kind=Kind.CONFIRM, confidence=0.6, doubts=found)
    if kind is Kind.NOT_FIXED:
        return replace(wish, kind=Kind.FIXED, confidence=0.55, doubts=found)
    if kind is Kind.CONFIRM:  # "need I not confirm?" says nothing
        return None if Doubt.QUESTION in found else replace(wish, kind=Kind.NO, confidence=0.6, doubts=found)
    return None if kind in _TAKEN_BACK else wish


def doubted(wish: Wish, found: tuple[Doubt, ...]) -> Wish | None:
    """The wish with its doubts weighed in; None when nothing of it is left."""
    if not found:
        return wish
    kind = wish.kind
    if Doubt.CONDITIONAL in found and (supposed := _supposed(wish, found)) is not wish:
        return supposed
    if kind is Kind.ACCEPT and (Doubt.NEGATED in found or Doubt.CONTRADICTED in found):
        return replace(wish, kind=Kind.DECLINE, confidence=DOUBTED, doubts=found)  # 我接不了
    if Doubt.NEGATED in found and (denied := _denied(wish, found)) is not wish:
        return denied
    if kind is Kind.DONE and Doubt.UNSURE in found:
        return None  # nearly done is not done
    if kind not in DESTRUCTIVE:
        return replace(wish, doubts=found)
    lowered = max(ASK, min(wish.confidence, DOUBTED) - 0.05 * (len(found) - 1))
    return replace(wish, confidence=round(lowered, 2), doubts=found)
