"""How a window reads in the tables under `when/`: short enough for a column, exact enough to test.

11-13                 that day                11-16..11-20       those days, both included
11-13 15:00           that moment             11-13 14:00-16:00  from, to
11-13 from 15:00      from then on that day   from 11-20         from then on
until 11-13 12:00     from now until then     lasts 20 min       a length
| or ...              another reading         ; not ...          taken out
+ ...                 one more wish           (liked) (ask) (refused) (daily 18-22) (instead of ...)
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

NOW = datetime(2026, 11, 12, 9, 40)  # a Thursday
DAY = timedelta(days=1)


def table(mentions: Sequence[Mapping[str, Any]]) -> str:
    """All that was understood of one sentence."""
    return " + ".join(line(m) for m in mentions) or "nothing"


def line(mention: Mapping[str, Any]) -> str:
    said = span(mention)
    for other in mention["alternatives"]:
        said += f" | or {span(other)}"
    for start, end in mention["exclude"]:
        if not mention["refused"]:
            said += f"; not {span({'start': start, 'end': end, 'kind': 'range'})}"
    for flag, name in (("preferred", "liked"), ("ask", "ask"), ("refused", "refused")):
        if mention[flag]:
            said += f" ({name})"
    if mention.get("daily"):
        said += f" (daily {mention['daily'][0]:g}-{mention['daily'][1]:g})"
    if mention.get("instead_of"):
        said += f" (instead of {span(mention['instead_of'])})"
    return said


def span(m: Mapping[str, Any]) -> str:
    start, end, kind = m["start"], m["end"], m["kind"]
    if kind == "duration":
        return f"lasts {m['seconds'] / 60:g} min"
    if kind == "point":
        return moment(start)
    if kind == "open-end":
        if end is not None and start.time() != time():
            return f"{day(start)} from {start:%H:%M}"
        return f"from {moment(start)}" if start.time() != time() else f"from {day(start)}"
    if kind == "open-start":
        if start is None or start <= NOW:
            return f"until {moment(end)}"
        return f"{day(start)} until {end:%H:%M}" if end.date() == start.date() else f"{day(start)} until {moment(end)}"
    return days(start, end) if start.time() == end.time() == time() else hours(start, end)


def days(start: datetime, end: datetime) -> str:
    last = end - DAY
    return day(start) if last <= start else f"{day(start)}..{day(last)}"


def hours(start: datetime, end: datetime) -> str:
    if end.date() == start.date():
        return f"{moment(start)}-{end:%H:%M}"
    if end == datetime.combine(start.date() + DAY, time()):
        return f"{moment(start)}-24:00"
    return f"{moment(start)} to {moment(end)}"


def day(when: date) -> str:
    return f"{when:%m-%d}" if when.year == NOW.year else f"{when:%Y-%m-%d}"


def moment(when: datetime) -> str:
    return f"{day(when)} {when:%H:%M}" + (f":{when:%S}" if when.second else "")
