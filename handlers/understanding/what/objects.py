"""What a wish is about: 取消关注 cancels no visit, and "confirm my email" confirms none."""

import re

from handlers.understanding.what.kinds import Doubt, Kind
from handlers.understanding.what.scan import BREAKS, CODE, Scan

_OURS_WRITTEN = """
appt order time time_noun visits tech repair install movehome remove net phone lease device num dur
whenq whichday whereq whether change instead unwanted fixed selfheal
"""
# Concepts that tell of a visit: with one of them in the clause, the visit is what is meant.
_OURS = frozenset(CODE[name] for name in _OURS_WRITTEN.split())
_THING = frozenset((CODE["appt"], CODE["order"], CODE["visits"]))
FOREIGN = frozenset((CODE["price"], CODE["card"], CODE["foreign"]))
# Small words between the verb and its end that name nothing.
_PARTICLES = frozenset(
    "了吧掉啊呀呢嘛哈的地得一下它这那个都全部我你您们俺咱家先再就也还是这次那次本上回个啦咯谢哦噢呗喽算请把将给好麻烦跑趟人服务"
)
_SMALL_WRITTEN = """
it this that these them everything all my the a an our please pls now for me us him with and thanks thank you of course
immediately again both one mine ok okay right away asap then yet already at once do go ahead x completely altogether
straight sorry to be is was has have been will would can could i we he she they your on in so just really today anymore
any more there here up out off from by dear love mate lot whole thing round around over because since as longer bother
provider company supplier somewhere elsewhere one two three four five six seven eight nine ten eleven twelve noon midday oclock guys anyone anybody someone somebody after before until
"""
SMALL = frozenset(_SMALL_WRITTEN.split())
_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")
_HAN = re.compile(r"[一-鿿]")
_OF_A_THING = frozenset({Kind.CANCEL, Kind.CONFIRM, Kind.NO_LONGER_NEEDED})
_ALSO = CODE["also"]
_WANT = CODE["want"]


def doubt(kind: Kind, seen: Scan, start: int, stop: int) -> Doubt | None:
    """Is the wish about something that is not ours, or only hoped for?"""
    if kind is not Kind.FIXED and kind not in _OF_A_THING:
        return None
    codes = seen.codes
    left, right = start, stop
    while left > 0 and codes[left - 1] not in BREAKS:
        left -= 1
    while right < len(codes) and codes[right] not in BREAKS:
        right += 1
    if kind is Kind.FIXED:
        return Doubt.CONDITIONAL if _WANT in codes[left:start] else None  # 希望尽快修好
    return Doubt.SOMETHING_ELSE if _elsewhere(kind, seen, (left, start, stop, right)) else None


def _elsewhere(kind: Kind, seen: Scan, places: tuple[int, int, int, int]) -> bool:
    """Does the clause name a thing that is none of ours?"""
    left, start, stop, right = places
    codes = seen.codes
    if not FOREIGN.isdisjoint(codes[left:right]):
        return True
    behind = _unread(seen, stop, right)
    if kind is Kind.NO_LONGER_NEEDED:
        return _ALSO in codes[stop:right] or (_THING.isdisjoint(codes[start:right]) and _names(behind))
    before = seen.text[seen.at[left - 1][1] if left else 0 : seen.at[start][0]]
    taken = before[max(before.rfind("把"), before.rfind("将")) :] if "把" in before or "将" in before else ""
    if _OURS.isdisjoint(codes[left:right]):
        return _names(behind) or _names(taken)
    return any(len(word) > 2 and word not in SMALL for word in _WORD.findall(behind))


def _unread(seen: Scan, stop: int, right: int) -> str:
    """What stands behind a wish up to the end of its clause and was read as no concept."""
    here, parts = seen.at[stop - 1][1], []
    for begins, ends in seen.at[stop:right]:
        parts.append(seen.text[here:begins])
        here = ends
    parts.append(seen.text[here : seen.at[right][0] if right < len(seen.at) else len(seen.text)])
    return " ".join(parts)


def _names(words: str) -> bool:
    """Is anything left when the small words are gone?"""
    if not words or words.isspace():
        return False
    if sum(1 for letter in words if _HAN.match(letter) and letter not in _PARTICLES) >= 2:
        return True
    return any(word not in SMALL for word in _WORD.findall(words) if len(word) > 2)
