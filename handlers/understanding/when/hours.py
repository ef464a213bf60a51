"""What was said of hours, as hours of the day; which half of it is meant."""

from datetime import datetime, time
from typing import Any

from handlers.understanding.when.atoms import AM, PARTS, PM, SAID, VISITING_HOURS, Frame
from handlers.understanding.when.wishes import Moment


def hours(moment: Moment) -> list[float]:
    """The hours of the day a clock time may mean: two where nobody said which half."""
    assert moment.clock is not None
    h, m, s, half = moment.clock
    rest = m / 60 + s / 3600 if m or s else 0.0
    part = moment.part
    if half == SAID or h > 12:
        if part in ("night", "late") and h in (0, 24):
            return [24 + rest]
        return [h + rest]
    if half is None and part is not None:
        half = PARTS[part][2]
        if half is PM and part in ("evening", "night", "late", "after-work"):
            if h == 12:
                return [24 + rest]
            if h < 5 and part != "evening":
                return [24 + h + rest]
        elif part in ("noon", "lunch", "daytime", "allday"):
            return [h + rest if h > (6 if part == "daytime" else 9) else h + 12 + rest]
        elif half is AM and h == 12:
            return [rest if part == "dawn" else 12 + rest]
    if half is AM:
        return [h % 12 + rest]
    if half is PM:
        return [h % 12 + 12 + rest]
    if h == 12:
        return [12 + rest, 24 + rest]  # 明天12点前 is not before tomorrow begins
    return [h % 12 + rest, h % 12 + 12 + rest]


def suits(hour: float, frame: Frame) -> bool:
    starts = frame.slot_starts
    if not starts:
        return VISITING_HOURS[0] <= hour < VISITING_HOURS[1]
    begins = sorted(_hour(s) for s in starts)
    return any(b <= hour < b + 2 for b in begins)


def _hour(said: Any) -> float:
    if isinstance(said, str):
        h, _, m = said.partition(":")
        return int(h) + int(m or 0) / 60
    if isinstance(said, time | datetime):
        return said.hour + said.minute / 60
    return float(said)


def ranked(options: list[float], frame: Frame) -> tuple[float, float | None, bool]:
    """The best of them, the other one, and whether both would do: hours somebody may be at the door, noon before midnight."""
    if len(options) == 1:
        return options[0], None, False
    first, second = options
    one, two = suits(first, frame), suits(second, frame)
    if two > one or (two == one and first < 1):
        first, second = second, first
    return first, second, one and two
