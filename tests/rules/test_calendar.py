"""Which days are worked: the operator's table, then the public calendar, then plain weekdays."""

from datetime import date, time

import pytest

from scheduling.calendar import DayKind, WorkingCalendar
from scheduling.policy import Calendar

PUBLIC = WorkingCalendar(Calendar())
OWN = WorkingCalendar(
    Calendar(
        open_on_weekends=False,
        open_on_holidays=False,
        closed={date(2026, 12, 31): {"zh": "盘点", "en": "Stocktaking"}},
        holidays={date(2031, 2, 3): {"zh": "春节"}},
        makeup={date(2031, 2, 8): {"zh": "春节调休"}, date(2026, 10, 2): {"zh": "加班"}},
    )
)


@pytest.mark.parametrize(
    ("day", "kind", "zh", "en"),
    [
        (date(2026, 11, 24), DayKind.WEEKDAY, None, None),
        (date(2026, 11, 28), DayKind.WEEKEND, None, None),
        (date(2026, 10, 1), DayKind.HOLIDAY, "国庆节", "National Day"),
        (date(2026, 10, 10), DayKind.MAKEUP, "国庆节", "National Day"),  # a Saturday
        (date(2031, 10, 1), DayKind.WEEKDAY, None, None),  # a Wednesday nobody has announced yet
        (date(2031, 10, 4), DayKind.WEEKEND, None, None),
        (date(1999, 1, 1), DayKind.WEEKDAY, None, None),
    ],
)
def test_the_public_calendar(day: date, kind: DayKind, zh: str | None, en: str | None) -> None:
    assert (PUBLIC.kind_of(day), PUBLIC.name_of(day), PUBLIC.name_of(day, "en")) == (kind, zh, en)
    assert PUBLIC.is_open(day)


@pytest.mark.parametrize(
    ("day", "kind", "is_open"),
    [
        (date(2026, 11, 24), DayKind.WEEKDAY, True),
        (date(2026, 11, 28), DayKind.WEEKEND, False),
        (date(2026, 10, 1), DayKind.HOLIDAY, False),
        (date(2026, 10, 10), DayKind.MAKEUP, True),
        (date(2026, 10, 2), DayKind.MAKEUP, True),  # the operator works on a public holiday
        (date(2026, 12, 31), DayKind.HOLIDAY, False),
        (date(2031, 2, 3), DayKind.HOLIDAY, False),
        (date(2031, 2, 8), DayKind.MAKEUP, True),
    ],
)
def test_the_operators_own_table_wins(day: date, kind: DayKind, is_open: bool) -> None:
    assert (OWN.kind_of(day), OWN.is_open(day)) == (kind, is_open)
    assert (OWN.hours(day) is not None) is is_open


def test_names_fall_back_to_the_language_there_is() -> None:
    assert OWN.name_of(date(2026, 12, 31), "en") == "Stocktaking"
    assert OWN.name_of(date(2031, 2, 3), "en") == "春节"
    assert PUBLIC.name_of(date(2026, 10, 1), "fr") == "National Day"


def test_a_closed_day_stays_closed_where_holidays_are_worked() -> None:
    shut = WorkingCalendar(Calendar(closed={date(2026, 11, 24): {}}))
    assert not shut.is_open(date(2026, 11, 24))
    assert shut.name_of(date(2026, 11, 24)) is None
    assert PUBLIC.hours(date(2026, 10, 1)) == (time(10), time(18))
