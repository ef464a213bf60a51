"""Wishes: what somebody said about one time, before it is worked out."""

from typing import Any

from handlers.understanding.when import dates


class Moment:
    """One day, part of a day, clock time, or what several of them make together."""

    __slots__ = ("clock", "day", "instant", "length", "part", "span")

    def __init__(self) -> None:
        self.day: tuple[Any, ...] | None = None
        self.part: str | None = None
        self.clock: tuple[int, int, int, int | None] | None = None
        self.instant: Any = None
        self.span: Any = None
        self.length: Any = None

    @property
    def timed(self) -> bool:
        return self.clock is not None or self.part is not None


class Wish:
    """What somebody said about one time: when, and whether they want it."""

    __slots__ = (
        "added",
        "by",
        "corrects",
        "hi",
        "i",
        "instead",
        "j",
        "link",
        "lo",
        "moved",
        "offset",
        "open_from",
        "preferred",
        "refused",
        "rel",
        "since",
        "within",
    )  # fmt: skip

    def __init__(self, i: int, j: int) -> None:
        self.lo = Moment()
        self.hi: Moment | None = None
        self.rel: str | None = None  # ">" from then on, "<" until then
        self.by = False  # "<" that takes in the day named: by, until, at the latest
        self.refused = False
        self.preferred = False
        self.corrects = False
        self.moved = False
        self.since = False
        self.open_from = False
        self.link: str | None = None  # how it hangs on the wish before: "|" "&" "." None
        self.offset: Any = None  # a length before the base: "2 weeks after ..."
        self.within: Any = None  # a length from the start: "... for 2 hours"
        self.instead: Wish | None = None  # what it takes the place of
        self.added = False  # its hours were said apart from its day
        self.i = i
        self.j = j


Day = tuple[Any, ...]
_MONTH = 27  # days; a span longer than that is a month, one of seven a week


def merge_days(one: Day, two: Day) -> Day | None:
    """Two ways of naming one day: Friday + the 13th, Wednesday + next week, 10月12号 + 星期一."""
    if one == two:
        return one
    if one[0] == "span":
        return _within(one, two)
    if two[0] == "span":
        return _within(two, one)
    if one[0] in ("wd", "wkd"):
        return _weekday_with(one, two)
    if two[0] in ("wd", "wkd"):
        return _with_weekday(one, two)
    if one[0] == "md" and two[0] == "day" and one[1:] == (two[1].month, two[1].day):
        return two
    return None


def _within(span: Day, day: Day) -> Day | None:
    """A weekday of a week, a day or an nth weekday of a month."""
    days = (span[2] - span[1]).days
    if day[0] in ("wd", "wkd") and days == 7:
        return ("inweek", span[1], day[1])
    if day[0] == "dom" and days > _MONTH:
        return _day_in(span, day[1])
    if day[0] == "nth" and days > _MONTH:
        return ("nthin", span[1], day[1], day[2])
    return None


def _weekday_with(weekday: Day, day: Day) -> Day | None:
    if day[0] == "either":  # Tuesday 1/12: the weekday says which of the two
        return next((("day", one) for one in day[1:] if one.weekday() == weekday[1]), day)
    if day[0] == "dom":
        return ("wdom", weekday[1], day[1])
    if day[0] == "md" or (day[0] == "day" and day[1].weekday() == weekday[1]):
        return day
    return ("onward", day[1], weekday[1]) if day[0] == "day" else None


def _with_weekday(day: Day, weekday: Day) -> Day | None:
    if day[0] == "either":
        return _weekday_with(weekday, day)
    if day[0] == "dom":
        return ("wdom", weekday[1], day[1])
    return day if day[0] == "md" or (day[0] == "day" and day[1].weekday() == weekday[1]) else None


def _day_in(span: Day, number: int) -> Day | None:
    found = dates.valid(span[1].year, span[1].month, number)
    return ("day", found) if found else None
