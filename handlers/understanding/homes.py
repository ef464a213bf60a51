"""A home said by the name of its area and its numbers, either way round: 幸福里4-2-501, "4-2-501 Xingfuli", "flat 12, Xingfuli".

The reading of wishes knows addresses by their shape alone; who knows what the areas are called can tell these too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from handlers.understanding.what.kinds import Span

_UNIT = r"(?:unit|flat|apt\.?|apartment|room|rm\.?|no\.?|number|building|bldg\.?|block|tower|floor|suite|house|door|#)"
_NUMBER = r"[a-z]?\d{1,5}[a-z]{0,2}(?:-\d{1,5}[a-z]?){0,3}"
# Hours, days and speeds that stand where a door may stand: "Xingfuli 3pm", 幸福里27号上午, "Tech Park 100M".
_NO_DOOR = r"(?!\d{1,2}\s?[ap]\.?m\b|\d+\s?m(?:bps)?\b|\d{1,2}号\s?(?:[上下中]午|早|晚|[来之以]))"
_NO_TIME = r"(?![\d:.%]|\s*(?:[ap]\.?m\b|o'?clock|点|时(?!代)|分|月|日|小时|个|天|兆|元))"
_ROOM = r"(?:\s?(?:号楼|号院|号|栋|幢|座|单元|楼|层|门|室|房|期))?"
# A bare number is one only where it can be no hour and no day: "at 3 Xingfuli" says both or neither.
_DOOR = rf"(?:{_UNIT}\s?(?:{_NUMBER}\b|[a-z]\b)|(?<![\d:.])[a-z]?座|(?<![\d:.]){_NO_DOOR}{_NUMBER}{_NO_TIME}{_ROOM})"
_BEFORE = rf"(?:{_UNIT}\s?(?:{_NUMBER}|[a-z])|\b\d{{1,4}}(?:-\d{{1,5}}[a-z]?){{1,3}}|\b\d{{3,5}})"
_KIN = r"(?:\s+(?:estate|community|compound|garden|gardens|street|road|rd|st)\b|[一-鿿]{1,6}?(?=\s?[a-z]?[\d座]))?"
_ENDS = re.compile(r"[\s,，]*$")
_TO_A_DOOR = re.compile(
    r"\d+-\d+(?:-\d+)?(?!\d|\s?[号栋幢座期区])|(?:室|房)|\d+\s?(?:号楼|栋|幢|座|单元|[a-z]座)\D{0,3}\d{2,}"
)
_FLAT = re.compile(r"\b(?:flat|apt\.?|apartment|room|rm\.?|suite|unit)\s?#?\w*\d|\b[a-z]?\d+[a-z]?-\d+", re.IGNORECASE)


@lru_cache(maxsize=64)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    name = "|".join(re.escape(one) for one in sorted(names, key=len, reverse=True))
    before = rf"(?P<before>(?:{_BEFORE},?\s+(?:(?:at|in|of)\s+)?)*)"
    return re.compile(rf"{before}(?:{name}){_KIN}(?P<after>(?:[\s,，]*{_DOOR})*)", re.IGNORECASE)


def home_in(text: str, names: Iterable[str]) -> Span | None:
    """Where a home stands in the text; None where no area is named with a number beside it."""
    known = tuple(name for name in names if name)
    if not known or not any(map(str.isdigit, text)):
        return None
    for match in _pattern(known).finditer(text):
        if any(map(str.isdigit, match["before"] + match["after"])):
            return match.start(), match.start() + len(_ENDS.sub("", match[0]))
    return None


def to_a_door(address: str) -> bool:
    """Does it name one home, not a building or an estate?"""
    return bool(_TO_A_DOOR.search(address) or _FLAT.search(address))
