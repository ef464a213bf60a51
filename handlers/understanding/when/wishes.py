"""Wishes: what somebody said about one time, before it is worked out."""

from typing import Any


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

    def __init__(self, i: int) -> None:
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
        self.j = i


def merge_days(one: tuple[Any, ...], two: tuple[Any, ...]) -> tuple[Any, ...] | None:
    """Two ways of naming one day: Friday + the 13th, Wednesday + next week, 10月12号 + 星期一."""
    if one == two:
        return one
    if one[0] not in ("wd", "wkd", "span", "nth"):
        if two[0] in ("wd", "wkd") and one[0] in ("md", "day"):
            return one if one[0] == "md" or one[1].weekday() == two[1] else None
        if one[0] == "dom" and two[0] == "wd":
            return ("wdom", two[1], one[1])
        if one[0] == "dom" and two[0] == "span" and (two[2] - two[1]).days > 27:
            return _day_in(two, one[1])
        if one[0] == "md" and two[0] == "day" and one[1:] == (two[1].month, two[1].day):
            return two
        return None
    if one[0] == "span":
        if two[0] == "dom" and (one[2] - one[1]).days > 27:
            return _day_in(one, two[1])
        if two[0] in ("wd", "wkd") and (one[2] - one[1]).days == 7:
            return ("inweek", one[1], two[1])
        return None
    if two[0] in ("day", "md") and one[0] in ("wd", "wkd"):
        return two if two[0] == "md" or two[1].weekday() == one[1] else ("onward", two[1], one[1])
    if two[0] == "dom" and one[0] in ("wd", "wkd"):
        return ("wdom", one[1], two[1])
    if two[0] == "span":
        days = (two[2] - two[1]).days
        if one[0] in ("wd", "wkd") and days == 7:
            return ("inweek", two[1], one[1])
        if one[0] == "nth" and days > 27:
            return ("nthin", two[1], one[1], one[2])
    return None


def _day_in(span: tuple[Any, ...], number: int) -> tuple[Any, ...] | None:
    days = (span[2] - span[1]).days
    return ("day", span[1].replace(day=number)) if number <= days else None
