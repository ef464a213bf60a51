"""Languages that have no reader of their own: dateparser finds the dates, and we say honestly how wide they are.

It returns the present time of day for a bare date, and cannot name a part of a day; so a time of day counts only
where digits in the text say so, and everything else is a whole day.
"""

import re
from datetime import datetime, timedelta

from handlers.understanding.when.atoms import Frame
from handlers.understanding.when.combining import Mention
from handlers.understanding.when.dates import DAY

_clock = re.compile(r"\d\s?[:hH]\s?\d|\d\s?(?:Uhr|uhr|heures?|час|ч\b|h\b|時|시|[AaPp][Mm])")
_number_only = re.compile(r"[\d\s.,:/-]+")


def read(text: str, lang: str, frame: Frame) -> list[Mention]:
    """What dateparser finds in the text, as whole days unless a clock time was said."""
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": frame.now, "PREFER_DATES_FROM": "future", "RETURN_AS_TIMEZONE_AWARE": False}
    try:
        found = search_dates(text[:400], languages=[lang[:2].lower()], settings=settings)
    except Exception:  # an unknown language, or one of its many faults
        return []
    return [m for said, when in found or () if (m := _widened(said, when, text, frame))]


def _widened(said: str, when: datetime, text: str, frame: Frame) -> Mention | None:
    said = said.strip()
    if len(said) < 3 or (_number_only.fullmatch(said) and not re.search(r"\d[./:-]\d", said)):
        return None
    when = when.replace(tzinfo=None)
    exact = bool(_clock.search(said)) or (
        (when.second, when.microsecond) == (frame.now.second, frame.now.microsecond)
        and when.date() == frame.today
        and when != frame.now
    )
    start = when if exact else frame.at(when.date())
    if start + (timedelta(0) if exact else DAY) < frame.now:
        return None
    at = text.find(said)
    return {
        "start": start,
        "end": None if exact else start + DAY,
        "kind": "point" if exact else "day",
        "seconds": None,
        "exclude": [],
        "alternatives": [],
        "ask": False,
        "preferred": False,
        "refused": False,
        "at": (max(at, 0), max(at, 0) + len(said)),
    }
