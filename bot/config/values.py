"""How one value of config.yaml is written: "30 min", "18:00", "Asia/Shanghai"."""

import math
import re
from datetime import date, time, timedelta
from difflib import get_close_matches
from typing import Any
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, available_timezones

SIZES = {
    ("ms",): timedelta(milliseconds=1),
    ("s", "sec", "second", "seconds"): timedelta(seconds=1),
    ("min", "minute", "minutes"): timedelta(minutes=1),
    ("h", "hour", "hours"): timedelta(hours=1),
    ("d", "day", "days"): timedelta(days=1),
}
UNITS = {unit: size for units, size in SIZES.items() for unit in units}
LONGEST_FIRST = "|".join(sorted(UNITS, key=len, reverse=True))
PART = re.compile(rf"(\d{{1,7}}(?:\.\d{{1,6}})?)\s*({LONGEST_FIRST})\b\s*", re.ASCII)
TRUE, FALSE = {"true", "yes", "on"}, {"false", "no", "off"}


class Unreadable(ValueError):
    """The text is no such value; the message says how one is written."""


def duration(text: str) -> timedelta:
    """Such as "1 h 30 min". A bare number is refused: nobody can see whether minutes are meant."""
    if not text.strip() or PART.sub("", text).strip():
        raise Unreadable("write a number and a unit (ms, s, min, h, d), such as '30 min' or '1 h 30 min'")
    return sum((float(number) * UNITS[unit] for number, unit in PART.findall(text)), timedelta())


def said(value: Any) -> str:
    """A value the way config.yaml would have it."""
    if isinstance(value, timedelta):
        for unit in ("d", "h", "min", "s"):
            if value and not value % UNITS[unit]:
                return f"{value // UNITS[unit]} {unit}"
        return f"{value // UNITS['ms']} ms" if value else "0 min"
    return str(value)


def wall_time(text: str) -> time:
    if not (match := re.fullmatch(r"(\d{1,2}):(\d{2})", text)) or int(match[1]) > 23 or int(match[2]) > 59:
        raise Unreadable("write a time of day between 00:00 and 23:59, such as '18:00'")
    return time(int(match[1]), int(match[2]))


def calendar_day(text: str) -> date:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise Unreadable("write a date, such as '2027-02-06'")


def truth(text: str) -> bool:
    if text.lower() in TRUE | FALSE:
        return text.lower() in TRUE
    raise Unreadable("write true or false")


def whole(text: str) -> int:
    if re.fullmatch(r"[+-]?\d[\d_]{0,17}", text):
        return int(text)
    raise Unreadable("write a whole number")


def number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise Unreadable("write a number, such as 25 or 0.75")
    return value


def zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (KeyError, OSError, ValueError):
        near = get_close_matches(text, available_timezones(), n=1)
        hint = f"did you mean '{near[0]}'?" if near else "write one of the IANA list, such as 'Asia/Shanghai'"
        raise Unreadable(f"there is no such time zone; {hint}") from None


def web_address(text: str) -> SplitResult | None:
    """The parts of an http(s) address with a host; None for whatever is none, a port that cannot be one included."""
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return parts if usable else None


SCALARS: dict[Any, Any] = {
    timedelta: duration,
    time: wall_time,
    date: calendar_day,
    bool: truth,
    int: whole,
    float: number,
    ZoneInfo: zone,
    str: str,
}
