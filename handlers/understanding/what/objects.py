"""What a wish is about: 取消关注 cancels no visit, "confirm my email" confirms none, and 没修好之前别走 says nothing yet."""

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
# What follows a state when it has not come about: 修好之前, 修好再走, 修好了给我打电话; or tells of another time: 修好过.
_YET = re.compile(
    r"了?(?:之前|以前|前(?!天)|之后|以后|后(?!天)|再|才|给我|告诉|通知|叫我|喊我|跟我说|为止|的时候|时(?!间)|就(?:告|通|叫|给))"
    r"|的(?!$|[,.!?~ 差])|过|一次|率|费|就(?:别|不|算|退|取消)"
)
_AWAITED = re.compile(r"[待等未]$|自动$")
_DESCRIBED = re.compile(r"(?:了|过)?的(?=[一-鿿])|过")
_FOR_A_WHILE = re.compile(
    r" for (?:a|an|one|two|three|about|\d+|half|all of|only|just)\b|了?[一两三几半]个?(?:天|小时|钟头|会儿?|下午|上午|晚上)"
)
_WHEN = re.compile(r"了?(?:过|的(?=$|[ ,.!?])|的时候|之前|以前|之后|以后|的话|前(?!天))")
_EITHER = re.compile(r"([一-鿿])不\1")  # 带不带: a question without its mark
_KEPT = re.compile(
    r"保留|留着|留下|留(?=[周星礼下明后那这上])|的不变|的不动|的照旧|的照常|的还要|\bkeep\b|\bleave the\b"
)
_FORGET = re.compile(r"忘|forget")
_NEXT_WORD = re.compile(r" ([a-z]+(?:['-][a-z]+)*)")
_STATES = frozenset({Kind.FIXED, Kind.NOT_FIXED, Kind.DONE})
_CALLED_OFF = frozenset({Kind.CANCEL, Kind.NO_LONGER_NEEDED})
_HEALED = frozenset(CODE[name] for name in ("fixed", "selfheal", "self", "back", "okuse"))
_NEGATING = frozenset(CODE[name] for name in ("neg", "noneed"))
_ALSO = CODE["also"]
_POLITE, _TECH, _ERE, _WANT, _TELL = (CODE[name] for name in ("polite", "tech", "ere", "want", "tell"))


def doubt(kind: Kind, seen: Scan, start: int, stop: int) -> Doubt | None:
    """Is the wish about something that is not ours, or about a state that is not there yet?"""
    codes = seen.codes
    left, right = start, stop
    while left > 0 and codes[left - 1] not in BREAKS:
        left -= 1
    while right < len(codes) and codes[right] not in BREAKS:
        right += 1
    before = seen.text[seen.at[left - 1][1] if left else 0 : seen.at[start][0]]
    if _EITHER.search(seen.text, seen.at[stop - 1][1]):
        return Doubt.QUESTION
    if kind is Kind.FIXED and _WANT in codes[left:start]:
        return Doubt.CONDITIONAL  # 希望尽快修好
    if kind in _STATES:
        return _not_yet(seen, stop, before, codes[left:start])
    if kind in _CALLED_OFF and (found := _not_called_off(kind, seen, (left, start, stop), before)):
        return found
    if kind is Kind.CONFIRM and (found := _not_confirmed(seen, (left, start, stop, right), before)):
        return found
    if kind in (Kind.CANCEL, Kind.CONFIRM, Kind.NO_LONGER_NEEDED) and _elsewhere(
        kind, seen, (left, start, stop, right)
    ):
        return Doubt.SOMETHING_ELSE
    return None


def _not_yet(seen: Scan, stop: int, before: str, said_before: str) -> Doubt | None:
    """A state that is waited for, or was once, or belongs to another thing: "a fixed fee"."""
    end = seen.at[stop - 1][1]
    if _YET.match(seen.text, end) or _FOR_A_WHILE.match(seen.text, end) or "等" in before or _ERE in said_before:
        return Doubt.NOT_YET
    word = _NEXT_WORD.match(seen.text, end)
    unknown = word is not None and word[1] not in SMALL and word.span(1) in seen.unknown
    return Doubt.SOMETHING_ELSE if unknown and word is not None and not word[1].endswith("ly") else None


def _not_confirmed(seen: Scan, places: tuple[int, int, int, int], before: str) -> Doubt | None:
    left, start, stop, right = places
    codes = seen.codes
    if _AWAITED.search(before) or _DESCRIBED.match(seen.text, seen.at[start][1]):
        return Doubt.NOT_YET  # 待确认; 昨天确认的今天又问
    if start > left and codes[start - 1] == _TECH:
        return Doubt.SOMEBODY_ELSE  # "someone confirmed it for me"
    if start > left and codes[start - 1] == _TELL:
        return Doubt.QUESTION  # "tell me once you have confirmed"
    if _POLITE in codes[left:start] or _TECH in codes[stop:right]:
        return Doubt.QUESTION  # "can you confirm the time" asks us
    return Doubt.SOMETHING_ELSE if _names(_unread(seen, start + 1, stop - 1)) else None  # "it is hot today"


def _not_called_off(kind: Kind, seen: Scan, places: tuple[int, int, int], before: str) -> Doubt | None:
    left, start, stop = places
    codes = seen.codes
    if kind is Kind.CANCEL:
        if _KEPT.search(seen.text):
            return Doubt.CONTRADICTED  # one of them goes, another stays: which?
        if _WHEN.match(seen.text, seen.at[stop - 1][1]):
            return Doubt.NOT_YET  # 取消之前, and 上次就是你们取消的
        if start > left and codes[start - 1] == _TECH:
            return Doubt.SOMEBODY_ELSE  # "he cancelled on me"
    elif sum(code in _NEGATING for code in codes[start:stop]) > 1:
        return Doubt.NEGATED  # 别不来
    elif _FORGET.search(seen.text, seen.at[start][0], seen.at[stop - 1][1]):
        return Doubt.CONTRADICTED
    if before.endswith("就") and not before.endswith("那就") and _HEALED.isdisjoint(codes):
        return Doubt.CONDITIONAL  # "mend it properly or let it be"
    return None


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
