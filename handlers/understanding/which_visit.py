"""Which of the day's visits a technician speaks of, and the minute at which they will be there."""

from __future__ import annotations

import re

_NEXT = re.compile(r"下一?[单家户个站]|下一处|\bnext\b", re.IGNORECASE)
_BARE_MINUTES = re.compile(r"([点點]\s?[0-5]\d)(?![\d分])")


def of_the_next(text: str) -> bool:
    """下一单推迟一小时: not the one where they are now."""
    return _NEXT.search(text) is not None


def with_minutes(text: str) -> str:
    """2点40到 is 2:40 and a word for arriving, and no stretch that ends at something."""
    return _BARE_MINUTES.sub(r"\1分", text)
