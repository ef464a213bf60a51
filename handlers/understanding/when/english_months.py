"""English months and the days counted in them: the 3rd of next month, July 13-15, mid March."""

from datetime import date
from typing import Any

from handlers.understanding.when import dates
from handlers.understanding.when.atoms import SAID, Frame
from handlers.understanding.when.dates import DAY
from handlers.understanding.when.english_clocks import read_four
from handlers.understanding.when.english_pieces import Found, Out, first_of, put_day, span_of


def month_of(ts: Found, frame: Frame) -> tuple[date, date] | None:
    """The month the last of these letters names: "October", "next month", "the month"."""
    number = first_of(ts, "Mm")
    if number is None:
        if (first_of(ts, "u") or "") not in ("month", "year"):
            return None
        return dates.month(frame.today, 1 if any(t[0] == "X" for t in ts) else 0)
    year = first_of(ts, "4")
    if year is not None and 1950 < year < 2150:
        first = date(year, number, 1)
        return first, dates.add_months(first, 1)
    found = dates.coming_month(frame.today, number)
    if any(t[0] == "X" for t in ts) and found[0] <= frame.today:
        found = dates.add_months(found[0], 12), dates.add_months(found[1], 12)
    return found


def after_of(ts: Found) -> Found:
    k = next((i for i, t in enumerate(ts) if t[0] in "On"), -1)
    return ts[k + 1 :]


def count_of(ts: Found) -> int:
    return -1 if ts[0][0] == "L" or (ts[0][0] == "t" and ts[1][0] == "L") else int(first_of(ts, "wo15"))


def read_nthweekday(ts: Found, frame: Frame, out: Out) -> None:
    inside = month_of(after_of(ts), frame)
    weekday, count = first_of(ts, "W"), count_of(ts)
    if inside is None:
        read_week_day([t for t in ts if t[0] in "WXYu"], frame, out)
        return
    found = dates.nth_weekday(inside[0], weekday, count)
    if found is not None and found < frame.today and first_of(ts, "XYu4") is None:
        found = dates.nth_weekday(dates.add_months(inside[0], 12), weekday, count)
    if found:
        put_day(out, ts, "day", found)


def read_nthplain(ts: Found, frame: Frame, out: Out) -> None:
    put_day(out, ts, "nth", first_of(ts, "W"), int(first_of(ts, "wo")))


def read_nthlast(ts: Found, frame: Frame, out: Out) -> None:
    inside = month_of(after_of(ts), frame)
    if inside and first_of(ts, "u") == "day":
        put_day(out, ts, "day", inside[1] - int(first_of(ts, "wo")) * DAY)
    else:
        out.append(("_", *span_of(ts), None))


def read_nthunit(ts: Found, frame: Frame, out: Out) -> None:
    rest = after_of(ts)
    inside = month_of(rest, frame)
    unit, count = first_of(ts, "u"), count_of(ts)
    if inside is None or unit not in ("day", "week"):
        out.append(("_", *span_of(ts), None))
    elif unit == "week":
        put_day(out, ts, "span", *dates.nth_week(inside[0], count))
    else:
        found = inside[1] - DAY if count < 0 else inside[0] + (count - 1) * DAY
        put_day(out, ts, "day", found)


def read_ofmonth(ts: Found, frame: Frame, out: Out) -> None:
    inside = month_of(after_of(ts), frame)
    number = int(first_of(ts, "wo15"))
    found = dates.valid(inside[0].year, inside[0].month, number) if inside else None
    if found:
        put_day(out, ts, "day", found)
    else:
        out.append(("_", *span_of(ts), None))


def read_rangeofmonth(ts: Found, frame: Frame, out: Out) -> None:
    inside = month_of(ts[-2:], frame)
    a, b = (t[3] for t in ts if t[0] in "wo15")
    low = dates.valid(inside[0].year, inside[0].month, a) if inside else None
    high = dates.valid(inside[0].year, inside[0].month, b) if inside else None
    if low and high and low < high:
        put_day(out, ts, "span", low, high + DAY)
    elif inside is None:
        for t in ts[:3]:
            out.append(("-", t[1], t[2], None) if t[0] in "-TGR" else ("n", t[1], t[2], (t[3], 0)))
        read_unit(ts[-2:], frame, out)


def read_week_day(ts: Found, frame: Frame, out: Out) -> None:
    weeks = 1 if any(t[0] == "X" for t in ts) else 0
    unit = first_of(ts, "u")
    if unit in ("week", "workweek"):
        weekday = first_of(ts, "W")
        named = ("inweek", dates.week(frame.today, weeks)[0], weekday) if weeks else ("wkd", weekday, 0)
        put_day(out, ts, *named)
    else:
        said = [t for t in ts if t[0] == "W"]
        put_day(out, said, "wd", said[0][3])
        read_unit([t for t in ts if t[0] in "XYu"], frame, out)


def md_value(month: int, day: int, ts: Found) -> tuple[Any, ...] | None:
    year = first_of(ts, "4")
    if year is not None and 1950 < year < 2150:
        found = dates.valid(year, month, day)
        return ("day", found) if found else None
    return ("md", month, day) if dates.valid(2024, month, day) else None


def read_md(ts: Found, frame: Frame, out: Out) -> None:
    value = md_value(first_of(ts, "Mm"), int(first_of(ts, "15ow")), ts)
    if value:
        out.append(("D", *span_of(ts), value))
    elif ts[0][0] == "M":
        read_month(ts[:1], frame, out)
        out.append(("_", ts[1][1], ts[-1][2], None))


def read_mdrange(ts: Found, frame: Frame, out: Out) -> None:
    month = first_of(ts, "Mm")
    days = [t for t in ts if t[0] in "15ow"]
    low, high = md_value(month, days[0][3], ts), md_value(month, days[1][3], ts)
    if low and high:
        out.append(("D", ts[0][1], days[0][2], low))
        out.append(("-", days[0][2], days[1][1], None))
        out.append(("D", days[1][1], ts[-1][2], high))
    elif low:
        out.append(("D", ts[0][1], days[0][2], low))
        out.append(("n", days[1][1], days[1][2], (days[1][3], 0)))


def read_monthyear(ts: Found, frame: Frame, out: Out) -> None:
    year = ts[-1][3]
    if 1950 < year < 2150:
        first = date(year, ts[0][3], 1)
        put_day(out, ts, "span", first, dates.add_months(first, 1))
    else:
        read_month(ts[:1], frame, out)
        read_four(ts[-1:], frame, out)


def read_half_of_month(ts: Found, frame: Frame, out: Out) -> None:
    """ "the second half of November"."""
    inside = month_of(after_of(ts), frame)
    if inside is None or first_of(ts, "u") == "year":
        out.append(("_", *span_of(ts), None))
        return
    middle = inside[0] + 15 * DAY
    put_day(out, ts, "span", *((inside[0], middle) if first_of(ts, "w") == 1 else (middle, inside[1])))


def read_edge(ts: Found, frame: Frame, out: Out) -> None:
    which = first_of(ts, "E") or "early"
    unit = first_of(ts, "u")
    if unit in ("month", None) and (first_of(ts, "Mm") or unit):
        inside = month_of(ts, frame)
        assert inside is not None
        first, after = inside
        cut = {"early": (first, first + 10 * DAY), "mid": (first + 10 * DAY, first + 20 * DAY)}
        put_day(out, ts, "span", *cut.get(which, (first + 20 * DAY, after)))
    elif unit in ("week", "workweek"):
        first, after = dates.week(frame.today, 1 if any(t[0] == "X" for t in ts) else 0)
        cut = {"early": (first, first + 3 * DAY), "mid": (first + 2 * DAY, first + 4 * DAY)}
        put_day(out, ts, "span", *cut.get(which, (first + 4 * DAY, after)))
    elif unit == "day" and which == "late":
        out.append(("C", *span_of(ts), (18, 0, 0, SAID)))
    elif unit == "year":
        year = frame.today.year + any(t[0] == "X" for t in ts)
        month = 1 if which == "early" else 6 if which == "mid" else 12
        put_day(out, ts, "span", *dates.coming_month(date(year, 1, 1), month))
    else:
        out.append(("_", *span_of(ts), None))


def read_unit(ts: Found, frame: Frame, out: Out) -> None:
    """this week, next month, the coming week, the next day."""
    unit, ahead = first_of(ts, "u"), 1 if any(t[0] == "X" for t in ts) else 0
    today = frame.today
    if unit == "day":
        put_day(out, ts, "day", today + ahead * DAY)
    elif unit == "week":
        put_day(out, ts, "span", *dates.week(today, ahead))
    elif unit == "workweek":
        first, _ = dates.week(today, ahead)
        put_day(out, ts, "span", first, first + 5 * DAY)
    elif unit == "month":
        put_day(out, ts, "span", *dates.month(today, ahead))
    elif unit == "workday":
        put_day(out, ts, "day", dates.add_workdays(today, 1))
    elif unit == "fortnight":
        begin = dates.week(today, 1)[0]
        out.append(("S", *span_of(ts), (frame.at(begin), frame.at(begin + 14 * DAY), "range")))
    else:
        out.append(("_", *span_of(ts), None))


def read_month(ts: Found, frame: Frame, out: Out) -> None:
    inside = month_of(ts, frame)
    if inside:
        put_day(out, ts, "span", *inside)
