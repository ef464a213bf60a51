"""English lengths of time, and what is so far from now."""

from typing import Any

from handlers.understanding.when import dates
from handlers.understanding.when.atoms import Frame, Length
from handlers.understanding.when.dates import DAY
from handlers.understanding.when.english_clocks import half_of, put_clock
from handlers.understanding.when.english_months import read_unit
from handlers.understanding.when.english_pieces import UNIT_DAYS, Found, Out, first_of, letters_of, put_day, span_of


def length(ts: Found) -> Length:
    """ "an hour and a half", "2 weeks", "1 day and 5 hours"."""
    total = Length()
    amount, unit = 0.0, ""
    for k, (letter, _, _, value) in enumerate(ts):
        if letter in "HISu":
            total = _plus(total, amount or 1.0, value)
            unit, amount = value, 0.0
        elif letter == "h" and unit and not any(t[0] in "HIu" for t in ts[k + 1 :]):  # "an hour and a half"
            total, amount = _plus(total, 0.5, unit), 0.0
        elif letter in "hQ":
            amount += 0.5 if letter == "h" else 0.25
        elif letter == "a":
            amount = amount or float(k + 1 < len(ts) and ts[k + 1][0] not in "bjhQ")
        elif letter in "15f4bjds":
            amount = _amount(letter, value)
    return total


def _amount(letter: str, value: Any) -> float:
    if letter == "d":
        return float(value[0] + value[1] / 10 ** value[2])
    if letter == "s":
        return float(value[0] / value[1]) if value[1] else 0.0
    return float(value)


def _plus(total: Length, amount: float, unit: str | int) -> Length:
    months, days, seconds, workdays = total
    if isinstance(unit, int):
        seconds += amount * unit
    elif unit == "month":
        months, days = months + int(amount), days + 30 * (amount % 1)
    elif unit == "year":
        months += int(12 * amount)
    elif unit == "workday":
        workdays += int(amount)
    else:
        days += amount * UNIT_DAYS[unit]
    return Length(months, days, seconds, workdays)


def read_length(ts: Found, frame: Frame, out: Out) -> None:
    if ts[0][0] == "J":
        out.append(("J", ts[0][1], ts[0][2], None))
    if ts[-1][0] == "U":
        before = out[-1][0] if out else ""
        if before == "J":
            out.append(("L", *span_of(ts), Length(days=1)))
        else:
            out.append(("P", *span_of(ts), "allday"))
        return
    if ts[-1][0] == "P":  # "for two nights"
        out.append(("L", *span_of(ts), Length(days=ts[-2][3])))
        return
    value = length(ts)
    if len(ts) == 2 and ts[1][0] == "H" and ts[1][2] - ts[1][1] == 1 and is_hour(ts[0][3], out):  # "15h"
        put_clock(out, ts, ts[0][3], 0, 0, half_of(ts[0][3], None))
        return
    out.append(("L", *span_of(ts), value))


def is_hour(value: float, out: Out) -> bool:
    before = out[-1] if out else None
    if before is None or before[0] == "_":
        return 12 < value < 25
    return before[0] in "DPA" or (before[0] == "-" and len(out) > 1 and out[-2][0] == "C")


def read_offset(ts: Found, frame: Frame, out: Out) -> None:
    weekday = first_of(ts, "WV")
    if weekday is not None:  # "two Sundays from now"
        first = dates.coming_weekday(frame.today + DAY, weekday)
        put_day(out, ts, "day", first + (int(ts[0][3]) - 1) * dates.WEEK)
        return
    value = length([t for t in ts if t[0] not in "nFlt09"])
    out.append((frame.later_kind(value), *span_of(ts), frame.later(value)))


def read_within(ts: Found, frame: Frame, out: Out) -> None:
    body = [t for t in ts if t[0] in "15f4dbjsaQhOHISu&"]
    value = length(body)
    begin = None
    if ts[0][0] != "v" and not value.seconds:
        unit = first_of(body, "u")
        spoken_first = letters_of(ts).endswith("Xu")
        if letters_of(body) == "u":
            read_unit(ts, frame, out)
            return
        if unit == "week" and not spoken_first:
            begin = dates.week(frame.today, 1)[0]
        elif unit == "week" and ts[0][0] != "t":
            begin = dates.week(frame.today, 1)[0]
            value = Length(days=7)
        elif unit == "month":
            begin = dates.month(frame.today, 1)[0]
        else:
            begin = frame.today + DAY
        end = dates.add(begin if not value.workdays else frame.today, value)
        out.append(
            ("S", *span_of(ts), (frame.at(begin), frame.at(end + (DAY if value.workdays else 0 * DAY)), "range"))
        )
        return
    start, end_at, kind = frame.within(value)
    if ts[-1][0] == "D" and ts[-1][3]:
        base = frame.today + ts[-1][3] * DAY
        out.append(("S", *span_of(ts), (frame.at(base), frame.at(dates.add(base, value)), "range")))
        return
    if not value.seconds:
        end_at -= DAY
    out.append(("S", *span_of(ts), (start, end_at, kind)))


def read_ago(ts: Found, frame: Frame, out: Out) -> None:
    if len(ts) == 1 and ts[0][2] - ts[0][1] > 3 and ts[0][0] == "g":  # yesterday
        put_day(out, ts, "yesterday")
    else:
        put_day(out, ts, "past")
