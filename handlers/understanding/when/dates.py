"""Days, weeks and months counted from a reference day; weeks run Monday to Sunday."""

from calendar import isleap
from datetime import date, timedelta
from typing import Protocol

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


def monday(day: date) -> date:
    """The Monday of the week a day lies in."""
    return day - timedelta(days=day.weekday())


def week(today: date, weeks: int) -> tuple[date, date]:
    """This week (0), next week (1), the one after (2)."""
    first = monday(today) + timedelta(days=7 * weeks)
    return first, first + WEEK


_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _last(year: int, number: int) -> int:
    """The last day of a month."""
    return 29 if number == 2 and isleap(year) else _LENGTHS[number]


def add_months(day: date, months: int) -> date:
    """The same day some months on; the last of the month where there is no such day."""
    y, m = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= y <= 9998:  # "in 100000 years" is nobody's wish, and no reason to fall
        y = 1 if y < 1 else 9998
    number = day.day
    return date(y, m + 1, number if number < 29 else min(number, _last(y, m + 1)))


def month(today: date, months: int) -> tuple[date, date]:
    """This month (0), next month (1)."""
    first = add_months(today.replace(day=1), months)
    return first, add_months(first, 1)


def coming_month(today: date, number: int) -> tuple[date, date]:
    """The month of that number now running or coming."""
    first = date(today.year + (number < today.month), number, 1)
    return first, add_months(first, 1)


def coming_weekday(today: date, weekday: int) -> date:
    """The next such day of the week; today if it is one."""
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def coming_day(today: date, number: int) -> date | None:
    """The next day with that number in its month, e.g. "the 24th"."""
    first = today.replace(day=1)
    for _ in range(14):
        if 1 <= number <= _last(first.year, first.month):
            found = first.replace(day=number)
            if found >= today:
                return found
        first = add_months(first, 1)
    return None


def coming_date(today: date, number: int, day: int) -> date | None:
    """The next such date without a year, e.g. "3月20号"; 29 February waits for its year."""
    for year in range(today.year, today.year + 9):
        found = valid(year, number, day)
        if found and found >= today:
            return found
    return None


def valid(year: int, number: int, day: int) -> date | None:
    """The date, where there is one; a year of two digits is of this century."""
    year = year + 2000 if year < 100 else year
    if 1 <= number <= 12 and 1950 <= year <= 2150 and 1 <= day <= _last(year, number):
        return date(year, number, day)
    return None


def weekday_with_number(today: date, weekday: int, number: int) -> date | None:
    """ "Friday the 13th": the next month in which both hold."""
    first = today.replace(day=1)
    for _ in range(60):
        if 1 <= number <= _last(first.year, first.month):
            found = first.replace(day=number)
            if found >= today and found.weekday() == weekday:
                return found
        first = add_months(first, 1)
    return None


def nth_weekday(first: date, weekday: int, count: int) -> date | None:
    """The first, second or last (-1) such weekday of the month that begins with `first`."""
    end = add_months(first, 1)
    if count < 0:
        found = end - DAY
        found -= timedelta(days=(found.weekday() - weekday) % 7 + 7 * (-1 - count))
    else:
        found = coming_weekday(first, weekday) + timedelta(days=7 * (count - 1))
    return found if first <= found < end else None


def nth_week(first: date, count: int) -> tuple[date, date]:
    """A month's first week begins with its first Monday; its last is the last that lies mostly in it."""
    begin = coming_weekday(first, 0) + timedelta(days=7 * (count - 1))
    if count < 0:
        after = add_months(first, 1)
        begin = monday(after - DAY)
        if begin + 3 * DAY >= after:
            begin -= WEEK
    return begin, begin + WEEK


def add_workdays(day: date, count: int) -> date:
    """So many Mondays to Fridays on."""
    while count > 0:
        day += DAY
        count -= day.weekday() < 5
    return day


class Steps(Protocol):
    """A length in calendar steps."""

    @property
    def months(self) -> int: ...
    @property
    def days(self) -> float: ...
    @property
    def workdays(self) -> int: ...


def add(day: date, length: Steps) -> date:
    """That many months, days and working days on."""
    day = add_months(day, length.months) + timedelta(days=int(length.days))
    return add_workdays(day, length.workdays) if length.workdays else day
