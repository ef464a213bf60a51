"""What a wish is about: 取消关注 cancels no visit, "confirm my email" confirms none, and 没修好之前别走 says nothing yet."""

import re

from handlers.understanding.what.kinds import Doubt, Kind
from handlers.understanding.what.scan import BREAKS, CODE, Scan

_OURS_WRITTEN = """
appt order time time_noun visits tech come gocome repair install movehome remove net phone lease device num dur
whenq whereq whether how what change instead unwanted fixed selfheal
"""
# Concepts that tell of a visit: with one of them in the clause, the visit is what is meant.
_OURS = frozenset(CODE[name] for name in _OURS_WRITTEN.split())
# Small words between the verb and its end that name nothing.
_PARTICLES = frozenset(
    "了吧掉啊呀呢嘛哈的地得一下它这那个都全部我你您们俺咱家先再就也还是这次那次本上回个啦咯谢哦噢呗喽算请把将给好"
)
_SMALL_WRITTEN = """
it this that these them everything all my the a an our please pls now for me us him with and thanks thank you of course
immediately again both one mine ok okay right away asap then yet already at once do go ahead x completely altogether
straight away sorry to be is was has have been will would can could i we he she they your on in so just really today
there here up out off from by dear love mate
"""
_SMALL = frozenset(_SMALL_WRITTEN.split())
_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")
_HAN = re.compile(r"[一-鿿]")
# What follows a state when it has not come about: 修好之前, 修好再走, 修好了给我打电话.
_YET = re.compile(
    r"了?(?:之前|以前|前(?!天)|之后|以后|后(?!天)|再|才|给我|告诉|通知|叫我|喊我|跟我说|为止|的时候|时(?!间)|就(?:告|通|叫|给))"
)
_ABOUT = frozenset({Kind.CANCEL, Kind.CONFIRM})
_STATES = frozenset({Kind.FIXED, Kind.NOT_FIXED, Kind.DONE})
_ELSE = re.compile(r"就(?:别|不|算|退|取消)")
_CALLED_OFF = frozenset({Kind.CANCEL, Kind.NO_LONGER_NEEDED})
_HEALED = frozenset(CODE[name] for name in ("fixed", "selfheal", "self", "back", "okuse"))
_POLITE, _TECH = CODE["polite"], CODE["tech"]


def doubt(kind: Kind, seen: Scan, start: int, stop: int) -> Doubt | None:
    """Is the wish about something that is not ours, or about a state that is not there yet?"""
    codes = seen.codes
    left, right = start, stop
    while left > 0 and codes[left - 1] not in BREAKS:
        left -= 1
    while right < len(codes) and codes[right] not in BREAKS:
        right += 1
    begins = seen.at[left - 1][1] if left else 0
    before = seen.text[begins : seen.at[start][0]]
    if kind in _STATES:
        later = (
            _YET.match(seen.text, seen.at[stop - 1][1])
            or "等" in before
            or _ELSE.match(seen.text, seen.at[stop - 1][1])
        )
        return Doubt.NOT_YET if later else None
    if kind in _CALLED_OFF and before.endswith("就") and _HEALED.isdisjoint(codes):
        return Doubt.CONDITIONAL  # "mend it properly or let it be"
    if kind is Kind.CANCEL and codes[start - 1 : start] == _TECH and start > left:
        return Doubt.SOMEBODY_ELSE  # "he cancelled on me"
    if kind not in _ABOUT:
        return None
    if kind is Kind.CONFIRM and _POLITE in codes[left:start]:
        return Doubt.QUESTION  # "can you confirm the time" asks us
    if not _OURS.isdisjoint(codes[left:start]) or not _OURS.isdisjoint(codes[start:right]):
        return None
    ends = seen.at[right][0] if right < len(codes) else len(seen.text)
    behind = seen.text[seen.at[stop - 1][1] : ends]
    taken = before[max(before.rfind("把"), before.rfind("将")) :] if "把" in before or "将" in before else ""
    return Doubt.SOMETHING_ELSE if _names(behind) or _names(taken) else None


def _names(words: str) -> bool:
    """Is anything left when the small words are gone?"""
    if not words or words.isspace():
        return False
    if sum(1 for letter in words if _HAN.match(letter) and letter not in _PARTICLES) >= 2:
        return True
    return any(word not in _SMALL for word in _WORD.findall(words) if len(word) > 2)
