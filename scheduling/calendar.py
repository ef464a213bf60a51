"""The working calendar: the operator's own table first, then the public one, then plain weekdays."""

from datetime import date, time
from enum import StrEnum
from functools import lru_cache

from scheduling.policy import Calendar

MIDNIGHT = time()


class DayKind(StrEnum):
    """What a day is to people who work."""

    WEEKDAY = "weekday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MAKEUP = "makeup"  # a weekend day worked in exchange for a holiday


class WorkingCalendar:
    """Which days visits are made on, and what a holiday is called."""

    def __init__(self, settings: Calendar) -> None:
        self.settings = settings

    def kind_of(self, day: date) -> DayKind:
        """A closed day counts as a holiday: nobody comes, as on one."""
        if day in self.settings.closed or day in self.settings.holidays:
            return DayKind.HOLIDAY
        if day in self.settings.makeup:
            return DayKind.MAKEUP
        return _public_day(day)[0]

    def is_open(self, day: date) -> bool:
        """Are visits made on this day? A make-up day is worked like a weekday."""
        if day in self.settings.closed:
            return False
        return {
            DayKind.WEEKDAY: self.settings.open_on_weekdays,
            DayKind.MAKEUP: self.settings.open_on_weekdays,
            DayKind.WEEKEND: self.settings.open_on_weekends,
            DayKind.HOLIDAY: self.settings.open_on_holidays,
        }[self.kind_of(day)]

    def hours(self, day: date) -> tuple[time, time] | None:
        """From when until when visits may last, on the local clock; until midnight means the day's end."""
        if not self.is_open(day):
            return None
        if self.kind_of(day) is DayKind.HOLIDAY:
            return self.settings.holiday_hours.start, self.settings.holiday_hours.end
        return MIDNIGHT, MIDNIGHT

    def name_of(self, day: date, language: str = "zh") -> str | None:
        """The holiday's name, or what the operator calls a closed or make-up day."""
        for table in (self.settings.closed, self.settings.holidays, self.settings.makeup):
            if day in table:
                names = table[day]
                return names.get(language) or next(iter(names.values()), None)
        names = _public_day(day)[1]
        return names.get(language) or names.get("en")


@lru_cache(maxsize=4096)
def _public_day(day: date) -> tuple[DayKind, dict[str, str]]:
    """What chinesecalendar says; it raises for years whose holidays are not announced yet."""
    from chinese_calendar import get_holiday_detail
    from chinese_calendar.constants import Holiday

    plain = DayKind.WEEKEND if day.weekday() >= 5 else DayKind.WEEKDAY
    try:
        off, name = get_holiday_detail(day)
    except NotImplementedError:
        return plain, {}
    if name is None:
        return plain, {}
    holiday = Holiday(name)
    return DayKind.HOLIDAY if off else DayKind.MAKEUP, {"zh": holiday.chinese, "en": holiday.value}
