"""Named days: holidays by the sun and by the moon, the days off around them, and the first working day after."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from handlers.understanding.when.dates import DAY, coming_date, nth_weekday, valid

# Spring Festival, Dragon Boat, Qixi, Mid-Autumn and Double Ninth of each year from 2010, as month and day.
_LUNAR_FROM = 2010
_LUNAR = [
    "02140616081609221016",
    "02030606080609121005",
    "01230623082309301023",
    "02100612081309191013",
    "01310602080209081002",
    "02190620082009271021",
    "02080609080909151009",
    "01280530082810041028",
    "02160618081709241017",
    "02050607080709131007",
    "01250625082510011025",
    "02120614081409211014",
    "02010603080409101004",
    "01220622082209291023",
    "02100610081009171011",
    "01290531082910061029",
    "02170619081909251018",
    "02060609080809151008",
    "01260528082610031026",
    "02130616081609221016",
    "02030605080509121005",
    "01230624082410011024",
    "02110612081209191012",
    "01310601080109081001",
    "02190620082009271020",
    "02080610081009161009",
    "01280530082810041027",
    "02150618081709241017",
    "02040607080709131007",
    "01240527082610021026",
    "02120614081409201014",
    "02010603080309101003",
    "01220622082209281022",
    "02100611081109171011",
    "01300531073110051029",
    "02170619081909251018",
    "02060608080809151008",
    "01260529082710041027",
    "02140615081609221016",
    "02020604080509111005",
]

# name: (how it is found, its days off before and after where nobody has announced them)
_FIXED = {
    "元旦节": (1, 1), "元旦": (1, 1), "新年": (1, 1), "情人节": (2, 14), "妇女节": (3, 8), "三八节": (3, 8),
    "植树节": (3, 12), "愚人节": (4, 1), "五一国际劳动节": (5, 1), "国际劳动节": (5, 1), "五一劳动节": (5, 1),
    "劳动节": (5, 1), "五一节": (5, 1), "五一": (5, 1), "青年节": (5, 4), "五四青年节": (5, 4), "儿童节": (6, 1),
    "六一儿童节": (6, 1), "六一": (6, 1), "建党节": (7, 1), "建军节": (8, 1), "八一建军节": (8, 1), "教师节": (9, 10),
    "国庆节": (10, 1), "国庆": (10, 1), "十一国庆节": (10, 1), "十一国庆": (10, 1), "十一": (10, 1), "万圣节": (10, 31),
    "光棍节": (11, 11), "双十一": (11, 11), "双11": (11, 11), "双十二": (12, 12), "双12": (12, 12),
    "平安夜": (12, 24), "圣诞节": (12, 25), "圣诞": (12, 25), "跨年夜": (12, 31), "跨年": (12, 31),
}  # fmt: skip
_MOON = {
    "春节": (0, 0), "新春": (0, 0), "大年初一": (0, 0), "年初一": (0, 0), "大年初二": (0, 1), "大年初三": (0, 2),
    "除夕夜": (0, -1), "除夕": (0, -1), "年三十": (0, -1), "大年三十": (0, -1), "小年": (0, -7),
    "元宵节": (0, 14), "元宵": (0, 14), "正月十五": (0, 14), "过年": (0, 0),
    "端午节": (1, 0), "端午": (1, 0), "七夕节": (2, 0), "七夕": (2, 0), "中秋节": (3, 0), "中秋": (3, 0),
    "重阳节": (4, 0), "重阳": (4, 0), "重陽": (4, 0),
}  # fmt: skip
_NTH = {"母亲节": (5, 6, 2), "父亲节": (6, 6, 3), "感恩节": (11, 3, 4)}
_QINGMING = ("清明节", "清明")
_BLOCK = {(10, 1): 7, (5, 1): 5, (1, 1): 1}
_OFFICIAL = {
    "Spring Festival": ("春节", "新春", "大年初一", "年初一", "过年"), "National Day": ("国庆", "十一"),
    "Labour Day": ("五一", "劳动", "国际劳动"), "New Year's Day": ("元旦", "新年"), "Mid-autumn Festival": ("中秋",),
    "Dragon Boat Festival": ("端午",), "Tomb-sweeping Day": ("清明",),
}  # fmt: skip

NAMES = sorted((*_FIXED, *_MOON, *_NTH, *_QINGMING), key=len, reverse=True)

Calendar = Mapping[str, Any]


def day_of(name: str, today: date) -> date | None:
    """The coming such day, today included."""
    if name in _FIXED:
        return coming_date(today, *_FIXED[name])
    for year in (today.year, today.year + 1):
        found = _in_year(name, year)
        if found and found >= today:
            return found
    return None


def _in_year(name: str, year: int) -> date | None:
    if name in _QINGMING:  # within a day of the 4th for this whole century
        return date(year, 4, 4 if year % 4 < 2 else 5)
    if name in _NTH:
        number, weekday, count = _NTH[name]
        return nth_weekday(date(year, number, 1), weekday, count)
    which, offset = _MOON[name]
    if not 0 <= year - _LUNAR_FROM < len(_LUNAR):
        return None
    digits = _LUNAR[year - _LUNAR_FROM][which * 4 : which * 4 + 4]
    return date(year, int(digits[:2]), int(digits[2:])) + timedelta(days=offset)


def days_off(name: str, day: date, calendar: Calendar | None) -> tuple[date, date]:
    """First day off and first day after the days off around a holiday."""
    stem = name.removesuffix("节")
    for said, days in (calendar or {}).get("holidays", {}).items():
        listed = sorted(days) if isinstance(days, list | tuple | set) else [days]
        if str(said).removesuffix("节") == stem and listed:
            return listed[0], listed[-1] + DAY
    announced = _announced(day.year)
    for official, stems in _OFFICIAL.items():
        if stem in stems:
            listed = [d for d in announced.get(official, ()) if abs((d - day).days) < 10]
            if listed:
                return min(listed), max(listed) + DAY
    if name in _MOON and _MOON[name] == (0, 0):
        return day - DAY, day + timedelta(days=7)
    length = _BLOCK.get(_FIXED.get(name, (0, 0)), 1)
    return day, day + timedelta(days=length)


def is_workday(day: date, calendar: Calendar | None) -> bool:
    """Is it a working day, make-up Saturdays and Sundays included?"""
    if calendar:
        if day in calendar.get("workdays", ()):
            return True
        for days in calendar.get("holidays", {}).values():
            if day == days or (isinstance(days, list | tuple | set) and day in days):
                return False
    if day in _announced(day.year).get("make-up", ()):
        return True
    return day.weekday() < 5 and not any(day in days for days in _announced(day.year).values())


def workday_after(day: date, count: int, calendar: Calendar | None) -> date:
    """The first, second ... working day from this day on."""
    for _ in range(400):
        count -= is_workday(day, calendar)
        if count <= 0:
            break
        day += DAY
    return day


@lru_cache(maxsize=8)
def _announced(year: int) -> dict[str, tuple[date, ...]]:
    """What the State Council has announced for a year, where the table at hand knows it; else nothing."""
    try:
        from chinese_calendar import constants
    except ImportError:
        return {}
    found: dict[str, list[date]] = {}
    for day, name in constants.holidays.items():
        if day.year == year:
            found.setdefault(str(name), []).append(day)
    found["make-up"] = [day for day in constants.workdays if day.year == year]
    return {name: tuple(days) for name, days in found.items()}


def last_workday_before(day: date, calendar: Calendar | None) -> date:
    """The last working day before this one."""
    for _ in range(30):
        day -= DAY
        if is_workday(day, calendar):
            break
    return day


__all__ = ["NAMES", "day_of", "days_off", "is_workday", "last_workday_before", "valid", "workday_after"]
