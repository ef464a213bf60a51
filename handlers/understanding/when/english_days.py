"""English days and weeks: tomorrow, next Tuesday, the 24th, 11/24, the week after next."""

from datetime import date

from handlers.understanding.when import dates
from handlers.understanding.when.atoms import Frame, Length
from handlers.understanding.when.dates import DAY
from handlers.understanding.when.english_clocks import read_number, read_weak_range
from handlers.understanding.when.english_pieces import UNIT_DAYS, Found, Out, first_of, letters_of, put_day, span_of


def read_weekof(ts: Found, frame: Frame, out: Out) -> None:
    out.append(("weekof" if first_of(ts, "u;") == "week" else "_", *span_of(ts), None))


def read_after_next(ts: Found, frame: Frame, out: Out) -> None:
    today = frame.today
    letter, value = next((t[0], t[3]) for t in ts if t[0] in "WMue")
    if letter == "W":
        put_day(out, ts, "day", dates.coming_weekday(today + DAY, value) + dates.WEEK)
    elif letter == "M":
        first = dates.add_months(dates.coming_month(today, value)[0], 12)
        put_day(out, ts, "span", first, dates.add_months(first, 1))
    elif letter == "e":
        first = dates.week(today, 2)[0]
        put_day(out, ts, "span", first + 5 * DAY, first + 7 * DAY)
    elif value == "month":
        put_day(out, ts, "span", *dates.month(today, 2))
    elif value == "day":
        put_day(out, ts, "day", today + 2 * DAY)
    else:
        put_day(out, ts, "span", *dates.week(today, 2))


def read_day_after(ts: Found, frame: Frame, out: Out) -> None:
    if ts[-1][0] != "D":
        put_day(out, ts, "next", 1) if first_of(ts, "u") == "day" else out.append(("_", *span_of(ts), None))
        return
    step = UNIT_DAYS.get(first_of(ts, "u"), 1)
    sign = -1 if any(t[0] == "<" for t in ts) else 1
    put_day(out, ts, "day", frame.today + (ts[-1][3] + sign * step) * DAY)


_EARLY_LATE = {
    ("early", "morning"): "early",
    ("late", "morning"): "late-morning",
    ("late", "afternoon"): "late-afternoon",
    ("early", "evening"): "dusk",
    ("early", "night"): "dusk",
    ("late", "evening"): "late",
    ("late", "night"): "late",
}


def read_day_beside(ts: Found, frame: Frame, out: Out) -> None:
    """ "the day before Christmas": a length, and what it is counted from follows."""
    if first_of(ts, "u") in ("day", "week"):
        out.append(("L", *span_of(ts), Length(days=UNIT_DAYS[first_of(ts, "u")])))
    else:
        out.append(("_", *span_of(ts), None))


def read_early_part(ts: Found, frame: Frame, out: Out) -> None:
    put_day(out, ts[1:2], "day", frame.today + (ts[1][3] if ts[1][0] == "D" else 0) * DAY)
    out.append(("P", *span_of(ts[2:]), _EARLY_LATE.get((ts[0][3], ts[2][3]), ts[2][3])))


def read_friday_week(ts: Found, frame: Frame, out: Out) -> None:
    """ "Friday week", "tomorrow fortnight", "a week on Friday", "two weeks today": so many weeks after that day."""
    letter, _, _, value = next(t for t in ts if t[0] in "DW")
    weeks = UNIT_DAYS.get(first_of(ts, "u"), 1) // 7 * (first_of(ts, "15") or 1)
    if weeks:
        day = dates.coming_weekday(frame.today, value) if letter == "W" else frame.today + value * DAY
        put_day(out, ts, "day", day + weeks * dates.WEEK)
        return
    for k, t in enumerate(ts):
        if t[0] == "W":
            read_weekday(ts[k : k + 1], frame, out)
        elif t[0] == "D":
            read_today(ts[k : k + 1], frame, out)


def read_weekdays(ts: Found, frame: Frame, out: Out) -> None:
    if ts[-1][3] != "workday":
        out.append(("_", *span_of(ts), None))
        return
    first, _ = dates.week(frame.today, frame.today.weekday() > 3)
    put_day(out, ts, "span", max(first, frame.today), first + 5 * DAY)


def read_rest(ts: Found, frame: Frame, out: Out) -> None:
    unit = first_of(ts, "u")
    today = frame.today
    if unit == "day":
        out.append(("S", *span_of(ts), (frame.now, frame.at(today + DAY), "range")))
    else:
        ends = {"month": dates.month(today, 0)[1], "year": date(today.year + 1, 1, 1)}
        end = ends.get(unit or "", dates.week(today, 0)[1])
        put_day(out, ts, "span", today, end)


def read_weekdaynumber(ts: Found, frame: Frame, out: Out) -> None:
    number = ts[-1][3]
    if ts[-1][0] in "15" and number <= 12 and not any(t[0] == "t" for t in ts):
        put_day(out, ts[:1], "wd", ts[0][3])
        read_number(ts[-1:], frame, out)
    else:
        put_day(out, ts, "wdom", ts[0][3], number)


def read_weekday(ts: Found, frame: Frame, out: Out) -> None:
    value = ts[-1][3]
    if len(ts) > 1 and first_of(ts, "X") == 0 and first_of(ts, "Y") is None:
        put_day(out, ts, "wkd", value, 1, "en")
    else:
        put_day(out, ts, "wd", value)


def read_weekend(ts: Found, frame: Frame, out: Out) -> None:
    coming = any(t[0] == "Y" for t in ts) or all(t[3] == 1 for t in ts if t[0] == "X")
    first, _ = dates.week(frame.today, 0 if coming or not any(t[0] == "X" for t in ts) else 1)
    put_day(out, ts, "span", first + 5 * DAY, first + 7 * DAY)


def read_later_unit(ts: Found, frame: Frame, out: Out) -> None:
    unit = first_of(ts, "u")
    if unit == "day":
        put_day(out, ts, "day", frame.today)
    elif unit in ("week", "workweek"):
        first, after = dates.week(frame.today, 1 if any(t[0] == "X" for t in ts) else 0)
        put_day(out, ts, "span", max(frame.today, first + 3 * DAY), after)
    elif unit == "month":
        first, after = dates.month(frame.today, 0)
        put_day(out, ts, "span", max(frame.today, first + 15 * DAY), after)
    else:
        out.append(("_", *span_of(ts), None))


def read_today(ts: Found, frame: Frame, out: Out) -> None:
    put_day(out, ts, "day", frame.today + ts[-1][3] * DAY)


def read_theday(ts: Found, frame: Frame, out: Out) -> None:
    whose = first_of(ts, "t")
    if ts[-1][3] == "day" and whose != 2:
        put_day(out, ts, "day", frame.today)
    else:
        out.append(("_", *span_of(ts), None))


def read_dom(ts: Found, frame: Frame, out: Out) -> None:
    number = ts[-1][3]
    if 1 <= number <= 31:
        put_day(out, ts, "dom", number)
    else:
        out.append(("_", *span_of(ts), None))


def read_on_pair(ts: Found, frame: Frame, out: Out) -> None:
    a, b = ts[1][3], ts[3][3]
    if 1 <= a <= 12 < b <= 31:
        put_day(out, ts, "md", a, b)
    else:
        read_weak_range(ts[1:], frame, out)


def read_iso(ts: Found, frame: Frame, out: Out) -> None:
    found = dates.valid(*ts[0][3])
    out.append(("D", *span_of(ts), ("day", found)) if found else ("_", *span_of(ts), None))


def read_slash(ts: Found, frame: Frame, out: Out) -> None:
    a, b, *rest = ts[0][3]
    if rest and rest[0] < 0:  # with dots the day comes first
        a, b, rest = b, a, [-rest[0]]
    if b > 999:
        if 1 <= a <= 12 and 1950 < b < 2150:
            put_day(out, ts, "span", date(b, a, 1), dates.add_months(date(b, a, 1), 1))
            return
    elif rest:
        year = rest[0]
        if year > 999 or 9 < year < 100:
            put_either(out, ts, frame, dates.valid(year, a, b), dates.valid(year, b, a))
            return
    else:
        put_either(out, ts, frame, dates.coming_date(frame.today, a, b), dates.coming_date(frame.today, b, a))
        return
    out.append(("_", *span_of(ts), None))


SOON = 60 * DAY  # a visit is asked for within weeks


def put_either(out: Out, ts: Found, frame: Frame, one: date | None, two: date | None) -> None:
    """5/12 is two days in two countries: the one ahead and soon is meant, and where both are, it is asked."""
    days = [day for day in (one, two) if day]
    days = [day for day in days if day >= frame.today] or days
    days = [day for day in days if day - frame.today <= SOON] or days
    if not days:
        out.append(("_", *span_of(ts), None))
    elif len(days) == 1 or one == two:
        put_day(out, ts, "day", days[0])
    else:
        put_day(out, ts, "either", *days)


def read_named(ts: Found, frame: Frame, out: Out) -> None:
    put_day(out, ts, "md", *ts[0][3])


def read_part(ts: Found, frame: Frame, out: Out) -> None:
    if len(ts) > 1:
        letters = letters_of(ts)
        if "Y" in letters:
            put_day(out, ts, "day", frame.today)
        elif "X" in letters:
            put_day(out, ts, "day", frame.today + DAY)
    out.append(("P", ts[0][1], ts[-1][2], ts[-1][3]))


def read_number_after_on(ts: Found, frame: Frame, out: Out) -> None:
    read_dom(ts, frame, out)
