"""Small signs in what people write: a house number in an address, a day that is over."""

from __future__ import annotations

import re

_NUMBERED = re.compile(r"[\d零一二三四五六七八九十百]")
_OVER = re.compile(
    r"昨[天日晚儿]|前[天日晚]|上(?:个)?(?:周|星期|礼拜|月)|刚才"
    r"|yesterday|\blast (?:night|week|mon|tue|wed|thu|fri|sat|sun)",
    re.IGNORECASE,
)


def has_number(address: str) -> bool:
    """Does it come down to a house, a block, a door?"""
    return _NUMBERED.search(address) is not None


def is_over(text: str) -> bool:
    """Does it name a day that has passed? The reading of dates leaves those alone; a booking has to answer."""
    return _OVER.search(text) is not None
