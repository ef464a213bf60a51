"""Sick, or on leave? Both mean that a technician is away, and dispatch would like to know which."""

from __future__ import annotations

import re

from handlers.understanding.what.scan import CODE, scan
from handlers.understanding.what.spelling import plain

SICK_LEAVE = ("病假", "sick")  # said like a day off, meant like an illness


def says_sick(text: str) -> bool:
    level = plain(text)
    return CODE["sick"] in scan(level).codes or any(word in level for word in SICK_LEAVE)


_ELSE = re.compile(
    r"客户|用户|人家|家[里中]?|没人|[他她]|customer|client|nobody|no one|\b(?:he|she|they)\b|home", re.IGNORECASE
)


def of_somebody_else(text: str) -> bool:
    """客户明天不在: who is out is the customer, not the technician who writes it."""
    return _ELSE.search(text) is not None


_MASTER = re.compile("([一-鿿])师[傅父付]")


def surnames_in(text: str) -> tuple[str, ...]:
    """李师傅明天请假: whoever is called so may be meant."""
    return tuple(_MASTER.findall(plain(text)))
