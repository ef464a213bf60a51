"""Sick, or on leave? Both mean that a technician is away, and dispatch would like to know which."""

from __future__ import annotations

from handlers.understanding.what.scan import CODE, scan
from handlers.understanding.what.spelling import plain

SICK_LEAVE = ("病假", "sick")  # said like a day off, meant like an illness


def says_sick(text: str) -> bool:
    level = plain(text)
    return CODE["sick"] in scan(level).codes or any(word in level for word in SICK_LEAVE)
