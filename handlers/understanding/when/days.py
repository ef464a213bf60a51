"""What was said of days, as dates."""

from datetime import date, timedelta
from typing import Any

from handlers.understanding.when import dates
from handlers.understanding.when.atoms import Frame
from handlers.understanding.when.dates import DAY


class Days:
    """Turns what was said of days into dates; remembers the week and the date last named."""

    __slots__ = ("anchor", "ask", "frame", "last", "other", "span", "today")

    def __init__(self, frame: Frame) -> None:
        self.frame, self.today = frame, frame.today
        self.anchor: date | None = None  # days said without a week follow the last week or date named
        self.span: tuple[date, date] | None = None  # the days last wished for
        self.last: date | None = None  # the date last named: "3月20号、22号"
        self.other: date | None = None  # the other reading of the day last resolved
        self.ask = False

    def resolve(self, spec: tuple[Any, ...], base: date | None = None) -> tuple[date, date] | None:
        """First day and the day after the last; None for a day that does not exist."""
        self.other, self.ask = None, False
        kind = spec[0]
        if kind == "day":
            found = spec[1]
        elif kind == "wd":
            found = self._wd(spec, base or self.anchor or self.today)
        elif kind == "span":
            self.anchor = spec[1] if (spec[2] - spec[1]).days <= 7 and spec[1] > self.today else self.anchor
            return spec[1], spec[2]
        elif kind == "weekof":
            inside = self.resolve(spec[1], base)
            return (dates.monday(inside[0]), dates.monday(inside[0]) + dates.WEEK) if inside else None
        elif kind == "either":
            found, self.other, self.ask = spec[1], spec[2], True
        else:
            found = getattr(self, "_" + kind)(spec, base or self.anchor or self.today)
        if found is None:
            return None
        self.last = found
        return found, found + DAY

    def _wd(self, spec: tuple[Any, ...], base: date) -> date:
        if self.span is not None:  # "Monday to Friday, but not Thursday": the Thursday among them
            inside = dates.coming_weekday(self.span[0], spec[1])
            if inside < self.span[1]:
                return inside
        return dates.coming_weekday(base, spec[1])

    def _wkd(self, spec: tuple[Any, ...], base: date) -> date:
        """A weekday of a week named: 这周三, 下周三, 下下周三, next Wednesday."""
        _, weekday, weeks, *_ = spec
        first, _ = dates.week(self.today, weeks)
        found = first + timedelta(days=weekday)
        if weeks == 0:
            return found if found >= self.today else found + dates.WEEK
        self.anchor = first
        coming = dates.coming_weekday(self.today + DAY, weekday)
        habit = self.frame.next_weekday
        if self.today.weekday() == 6 and weeks == 1:  # on a Sunday half the people mean the week after
            other = found + dates.WEEK
            if habit == "sunday":
                found, other = other, found
            elif habit is None:
                self.ask = True
            self.other = other
        elif len(spec) > 3 and coming != found:  # English: "next Tuesday" may be the coming one
            if habit == "coming":
                found, coming = coming, found
            elif habit is None:
                self.ask = True
            self.other = coming
        return found

    def _dom(self, spec: tuple[Any, ...], base: date) -> date | None:
        return dates.coming_day(max(base, self.last) if self.last else base, spec[1])

    def _md(self, spec: tuple[Any, ...], base: date) -> date | None:
        return dates.coming_date(max(base, self.today), spec[1], spec[2])

    def _wdom(self, spec: tuple[Any, ...], base: date) -> date | None:
        return dates.weekday_with_number(self.today, spec[1], spec[2])

    def _inweek(self, spec: tuple[Any, ...], base: date) -> date:
        self.anchor = spec[1]
        monday: date = spec[1]
        return monday + timedelta(days=spec[2])

    def _onward(self, spec: tuple[Any, ...], base: date) -> date:
        return dates.coming_weekday(spec[1], spec[2])

    def _nth(self, spec: tuple[Any, ...], base: date) -> date | None:
        found = dates.nth_weekday(base.replace(day=1), spec[1], spec[2])
        if found is None or found < self.today:
            found = dates.nth_weekday(dates.add_months(base.replace(day=1), 1), spec[1], spec[2])
        return found

    def _nthin(self, spec: tuple[Any, ...], base: date) -> date | None:
        return dates.nth_weekday(spec[1], spec[2], spec[3])

    def _next(self, spec: tuple[Any, ...], base: date) -> date:
        return (self.last or base) + timedelta(days=spec[1])

    def _yesterday(self, spec: tuple[Any, ...], base: date) -> date:
        return self.today - DAY

    def _past(self, spec: tuple[Any, ...], base: date) -> None:
        return None
