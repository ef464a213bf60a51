"""What the readers of both languages hand to `combining`: atoms in the order they were said.

An atom is (kind, from, to, value). Kinds:
  D  a day or days, by what was said:
       ("day", date) ("span", first, after) ("dom", number) ("md", month, day) ("next", days on) ("past",) ("yesterday",)
       ("wd", weekday) ("wkd", weekday, weeks on) ("wdom", weekday, number) ("inweek", monday, weekday)
       ("nth", weekday, count) ("nthin", first, weekday, count) ("onward", date, weekday) ("weekof", another) ("either", date, date)
  P  a part of the day, by name        C  a clock time: (hour, minute, second, half)
  n  a bare number that may be an hour I  an instant: datetime
  S  a stretch: (start, end, kind)     L  a length
  >  after (True: said before the time, False: after it)    <  before (True: until, by; "latest": at the latest)
  F  from (1: starting)    -  to ("until")    B  between   E  end of between   &  and   |  or   .  comma   !  end of sentence
  X  "does not suit", said after ("behind": never before)       x  "not", said before ("before": never behind)
  N  "it is not", before what is meant or what is not   K  a correction   M  moved to   Q  preferred   J  "for", a length follows   =  said again   #  has passed   A  at
  _  anything else
The half of a clock time is AM, PM, SAID (24-hour) or None where nobody said it.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, NamedTuple

from handlers.understanding.when import dates
from handlers.understanding.when.dates import DAY

AM, PM, SAID = 0, 1, 2

Atom = tuple[str, int, int, Any]


class Length(NamedTuple):
    """A length of time; months and days are calendar steps, seconds are exact."""

    months: int = 0
    days: float = 0
    seconds: float = 0
    workdays: int = 0

    def __neg__(self) -> "Length":
        return Length(-self.months, -self.days, -self.seconds, -self.workdays)

    @property
    def total(self) -> float:
        return self.months * 30 * 86400 + (self.days + self.workdays) * 86400 + self.seconds


# Parts of the day: from, to (hours), the half their clock times fall in.
PARTS: dict[str, tuple[float, float, int | None]] = {
    "dawn": (0, 6, AM),
    "early": (6, 10, AM),
    "morning": (8, 12, AM),
    "noon": (11, 13, None),
    "rest": (12, 14, PM),
    "lunch": (11, 13, None),
    "afternoon": (12, 18, PM),
    "late-morning": (10, 12, AM),
    "early-afternoon": (12, 15, PM),
    "mid-afternoon": (14, 16, PM),
    "late-afternoon": (15, 18, PM),
    "dusk": (17, 20, PM),
    "evening": (18, 22, PM),
    "night": (18, 22, PM),
    "late": (22, 24, PM),
    "daytime": (8, 18, None),
    "allday": (0, 24, None),
    "before-work": (7, 9, AM),
    "after-work": (18, 22, PM),
    "after-lunch": (13, 18, PM),
    "after-school": (16, 22, PM),
}

# The hours in which somebody may be at the door when the caller does not say: they decide what "3点" means.
VISITING_HOURS = (8.0, 20.0)


_MIDNIGHT = time()
_QUARTERS = {quarter / 4: time(quarter // 4, quarter % 4 * 15) for quarter in range(96)}  # what most people name


def elapsed(at: datetime, length: timedelta, zone: tzinfo | None) -> datetime:
    """So much later on the wall: two hours are two hours, also where the clocks change in between."""
    if zone is None:
        return at + length
    return (at.replace(tzinfo=zone).astimezone(UTC) + length).astimezone(zone).replace(tzinfo=None)


class Frame:
    """What the reading of one message needs to know: the moment, the language's conventions, the caller's context."""

    __slots__ = ("calendar", "next_weekday", "now", "slot_starts", "today", "zone")

    def __init__(self, now: datetime, context: Mapping[str, Any] | None) -> None:
        self.zone = now.tzinfo
        self.now = now.replace(tzinfo=None) if self.zone else now
        self.today: date = now.date()
        self.calendar = self.next_weekday = self.slot_starts = None
        if context:
            self.calendar = context.get("calendar")
            self.next_weekday = context.get("next_weekday")
            self.slot_starts = context.get("slot_starts")

    def at(self, day: date, hour: float = 0) -> datetime:
        """That hour of that day."""
        clock = _QUARTERS.get(hour)
        if clock is not None:
            return datetime.combine(day, clock)
        return datetime.combine(day, _MIDNIGHT) + timedelta(hours=hour)

    def later(self, length: Length) -> Any:
        """So long from now: a day where days were said, an instant where hours were; as the value of its atom."""
        day = dates.add(self.today, length)
        if not (length.seconds or length.days % 1):
            return ("day", day)
        begin = self.now if day == self.today else datetime.combine(day, self.now.time())
        return elapsed(begin, timedelta(seconds=length.seconds, days=length.days % 1), self.zone)

    def within(self, length: Length, begin: datetime | None = None) -> tuple[datetime, datetime, str]:
        """From now until so long from now, the last day whole."""
        found = self.later(length)
        if isinstance(found, datetime):
            return begin or self.now, found, "range"
        return begin or self.now, self.at(found[1] + DAY), "range"

    @staticmethod
    def later_kind(length: Length) -> str:
        return "I" if length.seconds or length.days % 1 else "D"
