"""English: from a normalised text to atoms. The grammar is a pattern over the letters of `english_words`."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from handlers.understanding.when import dates
from handlers.understanding.when.atoms import AM, PARTS, PM, SAID, Atom, Frame, Length
from handlers.understanding.when.dates import DAY
from handlers.understanding.when.english_words import Token, tokens

_LEN1 = (
    "(?:[15]&a?h[HIu]|a?h[at]?[HIu]|[15]ah[HI]|a?QOa?H|a?QH|s[HI]|[15f4d][+]?[HISu]|a?[bj]O?[+]?[HISu]|a[+]?[HISu])"
    "(?:&a?h(?![HIu]))?"
)
LEN = f"(?:{_LEN1}(?:&?{_LEN1}){{0,2}})"
_O = "[15ow]"
_YEAR = "(?:[,O./n-]{0,1}4)?"

# name: the letters it may begin with, and its pattern
_GRAMMAR: dict[str, tuple[str, str]] = {
    "past": (
        "15Qah",
        "(?:a?Q|h|[15]I)[ZTG<>]t?(?:c|[15]k?|z|d)p?|[15]Z(?:c|[15]k?|z)p?|(?<![FB])5T[15]k?p?(?![u15])|h[15](?![HIuZ])k?p?",
    ),
    "ago": ("145LQabdfghjs", f"L?{LEN}g|g|L{LEN}|L[uePM](?!O)|LW(?!O)"),
    "offset": ("145Qabdfhjns", f"nt?{LEN}(?!O)|{LEN}(?:F0|l|9)|[15][WV]F0"),
    "within": ("15Xntv", f"v(?:t?X)?{LEN}(?:F0|[F>]D)?|(?:nt?)?t?X[+]?{LEN}|n?t?X[HIS]|t[15]X[u]|n?t?[15]Xu|vt[HIu]"),
    "nthplain": ("otw", "t?[wo]W(?!O)"),
    "nthweekday": ("15Lotw", "t?([wo15]|L)WO(?:t?[XY]u|[Mm](?:,?4)?)"),
    "nthlast": ("otw", "t?[wo]LuO(?:t?[XY]?u|[Mm](?:,?4)?)"),
    "nthunit": ("Lotw", "t?(?:[wo]|L)uO(?:t?[XY]?u|[Mm](?:,?4)?)"),
    "ofmonth": ("15otw", "t?[wo15]Ot?[XY]?u"),
    "rangeofmonth": ("15otw", "t?[wo15][-TGR]t?[wo15]O?t?[XY]u"),
    "weekof": ("tu", "t?u(?:FN?|O)(?=[Mt]|i|s|o)"),
    "after_next": ("MWetu", "t?[WMue]>t?X"),
    "day_after": ("tu", "t?u[>y<]D|tu>(?=[.,_]|$)"),
    "early_part": ("E", "EDP"),
    "friday_week": ("W", "Wu(?=[.,]|$)"),
    "weekdays": ("Nu", "N?u(?=[.,>P]|$)"),
    "onward": ("N", "N(?=[.,]|$)"),
    "week_day": ("WXY", "[XY]u,?N?W|WO?t?[XY]u"),
    "mdrange": ("Mm", f"[Mm]t?{_O}(?:[-TGR]|,?-)t?{_O}(?![HIpkMm]|[-]){_YEAR}|[Mm]B{_O}&{_O}"),
    "dmrange": ("15otw", f"t?{_O}[-TGR]t?{_O}O?[Mm]{_YEAR}|(?<=B)t?{_O}&t?{_O}O?[Mm]{_YEAR}"),
    "monthyear": ("Mm", "[Mm][,/.-]?4(?![p])"),
    "md": ("Mm", f"[Mm][/.-]?t?{_O}(?![HIpk1]){_YEAR}|[Mm][/.-]?t?[ow]{_YEAR}|[Mm][/.-]?t?[15](?=[15]{{1,2}}p)"),
    "dm": ("15otw", f"t?{_O}(?:u?O)?[-/.,]?[Mm]{_YEAR}"),
    "rest": ("r", "rO?[tY]?u"),
    "edge": ("Et", "t?EO?(?:t?[XY]?u|[Mm])|t?E(?=O?[XY]u)"),
    "weekdaynumber": ("W", "W,?t?[ow](?!O)|W,?t[15](?![pk])|W1(?![pk15:-])(?=[.,_]|$)"),
    "weekday": ("VWXYt", "(?:t?Y)?t?X[WV]|Y[WV]|W|(?<![t])V"),
    "weekend": ("XYet", "t?[XY]{0,2}t?e"),
    "later_unit": ("l", "l[YX]u|ln?t?u"),
    "unit": ("XYt", "t?Y?X?Yu|t?Xu|Yu"),
    "month": ("FGMXYmnuy", "(?:n|[XY]|uO)?(?:M|(?<=[nX])m)|nm|Xm|Ym(?!_)|(?:n|F|y|G)m"),
    "today": ("Dl", "lD|D"),
    "theday": ("JOt", "[JO]tu(?![FO>])|tu(?=[.,]|$)"),
    "number_after_on": ("Nt", "Nt?[15](?!nt?P|p|k|P|YP|[-T15HIuOMm&I]|[-/.,]?[MmO])|t[15](?=[FBA>P.,]|$)"),
    "on_pair": ("N", "N[15]-[15](?![pk])"),
    "ordinal": ("Not", "(?:N?t)w(?![_uW15])|t?o"),
    "iso": ("i", "i"),
    "slash": ("s", "s(?![HI])"),
    "clock": ("145cdz", "c,?p?|z|[15]kp?|[15]p|4p|dp|[15][15]I?p|[15]q[15]p?|[15]n[tY]?p"),
    "weak_range": ("15", "[15]-[15](?=[-TG,.&@_ADWXYPMnN]|$)"),
    "pair": ("15", "[15]-?[15](?![pI])I?|[15][15]I(?!I)"),
    "length": ("145JQUabdfhjs", f"J?U|J?{LEN}|J[15a]P"),
    "dotted": ("Nd", "N?d"),
    "four": ("4", "4"),
    "number": ("15", "[15]"),
    "part": ("PXYnt", "n?t?Y?P|XP"),
    "last": ("L", "LO?"),
    "now": ("0", "0"),
    "asap": ("!", "!"),
    "eod": ("}", "}"),
    "named": ("C", "C"),
    "simple": ("#%&,-.<=>@BFGKRT[]xy{|~Z", "[Z>&|<yGF\\-TRBx~K%@=#\\]\\[,.{]"),
    "at": ("A", "A"),
}


def _by_letter() -> dict[str, Callable[[str, int], re.Match[str] | None]]:
    """For each letter one pattern of what may begin with it: most letters begin two or three things only."""
    found = {}
    for letter in sorted(set("".join(firsts for firsts, _ in _GRAMMAR.values()))):
        beginning = [f"(?P<{name}>{p})" for name, (firsts, p) in _GRAMMAR.items() if letter in firsts]
        found[letter] = re.compile("|".join(beginning)).match
    return found


_match = _by_letter()

_GAPS = frozenset("_lrEXYLM+jbHISuqC9J")  # words that mean nothing here by themselves
Out = list[Atom]
Found = Sequence[Token]
_UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14, "workweek": 7}


def atoms(text: str, frame: Frame) -> list[Atom]:
    """Every piece of a time in the text, in order; "_" stands for what lies between."""
    found = tokens(text)
    if len(found) > 300:  # nobody needs so many words to name a time; what follows is not read
        found = found[:300]
    out: Out = []
    letters = "".join([t[0] for t in found])
    k, n = 0, len(found)
    while k < n:
        letter = letters[k]
        match = _match.get(letter)
        m = match(letters, k) if match else None
        if m is None:
            if letter in _GAPS:
                out.append(("_", found[k][1], found[k][2], None))
            k += 1
            continue
        end = m.end()
        _READERS[m.lastgroup or ""](found[k:end], frame, out)
        k = end
    return _promoted(out)


def _span(ts: Found) -> tuple[int, int]:
    return ts[0][1], ts[-1][2]


def _day(out: Out, ts: Found, *value: Any) -> None:
    out.append(("D", *_span(ts), value))


def _letters(ts: Found) -> str:
    return "".join(t[0] for t in ts)


def _first(ts: Found, letters: str) -> Any:
    return next((t[3] for t in ts if t[0] in letters), None)


# -- clocks ---------------------------------------------------------------------------------------------------


def _half(hour: int, said: int | None, raw: bool = False) -> int | None:
    if said is not None and hour <= 12:
        return PM if said else AM
    return SAID if hour > 12 or hour == 0 or raw else None


def _put(out: Out, ts: Found, hour: int, minute: int, second: int = 0, half: int | None = None) -> None:
    if hour <= 24 and minute < 60 and second < 60:
        out.append(("C", *_span(ts), (hour, minute, second, half)))
    else:
        out.append(("_", *_span(ts), None))


def _hour_of(ts: Found) -> tuple[int, int, int, int | None]:
    """A clock time without the minutes said before it."""
    ampm = _first(ts, "p")
    for t in ts:
        if t[0] == "z":
            return (t[3], 0, 0, SAID)
        if t[0] == "c":
            h, m, s, raw = t[3]
            return (h, m, s, _half(h, ampm, raw))
        if t[0] == "d":
            return (t[3][0], t[3][1], 0, _half(t[3][0], ampm))
        if t[0] == "4":
            h, m = divmod(t[3], 100)
            return (h, m, 0, _half(h, ampm, h >= 10 and False))
    numbers = [t[3] for t in ts if t[0] in "15"]
    return (numbers[0], numbers[1] if len(numbers) > 1 else 0, 0, _half(numbers[0], ampm))


def _clock(ts: Found, frame: Frame, out: Out) -> None:
    _put(out, ts, *_hour_of(ts))


def _past(ts: Found, frame: Frame, out: Out) -> None:
    k = next((i for i, t in enumerate(ts) if t[0] in "ZTG<>"), 0)
    if not k:  # "half three"
        hour, _, _, half = _hour_of(ts[1:])
        _put(out, ts, hour, 30, 0, half)
        return
    before, sign = ts[:k], ts[k][0]
    minute = 30 if _first(before, "h") is not None else 15 if _first(before, "Q") is not None else before[0][3]
    hour, extra, second, half = _hour_of(ts[k + 1 :])
    if half == SAID and hour == 24:
        hour = 0
    total = hour * 60 + extra + (minute if sign in "Z>" else -minute)
    if total < 60 and half is None:
        total += 720
    _put(out, ts, total // 60 % 24, total % 60, second, half)


def _pair(ts: Found, frame: Frame, out: Out) -> None:
    """ "seven twenty-seven": a time of day if what stands beside it says so."""
    a, b = ts[0][3], next(t[3] for t in ts[1:] if t[0] in "15")
    spoken = ts[0][2] - ts[0][1] > 2
    if 0 < a <= 24 and 10 <= b < 60 and (spoken or ts[1][0] != "-"):
        out.append(("n", *_span(ts), (a, b)))
    elif ts[1][0] == "-":
        _weak_range(ts, frame, out)
    else:
        out.append(("n", ts[0][1], ts[0][2], (a, 0)))
        out.append(("n", ts[1][1], ts[-1][2], (b, 0)))


def _weak_range(ts: Found, frame: Frame, out: Out) -> None:
    if ts[0][2] - ts[0][1] > 2 and ts[2][3] > 12:
        out.append(("n", *_span(ts), (ts[0][3], ts[2][3])))
        return
    out.append(("n", ts[0][1], ts[0][2], (ts[0][3], 0)))
    out.append(("-", ts[1][1], ts[1][2], None))
    out.append(("n", ts[2][1], ts[2][2], (ts[2][3], 0)))


def _number(ts: Found, frame: Frame, out: Out) -> None:
    out.append(("n", *_span(ts), (ts[0][3], 0)))


def _four(ts: Found, frame: Frame, out: Out) -> None:
    value = ts[0][3]
    h, m = divmod(value, 100)
    if 1990 < value < 2100 and out and out[-1][0] in ("<", ">"):
        _day(out, ts, "span", date(value, 1, 1), date(value + 1, 1, 1))
    elif h < 24 and m < 60 and h:
        out.append(("n", *_span(ts), (h, m, value > 999)))
    else:
        out.append(("_", *_span(ts), None))


def _dotted(ts: Found, frame: Frame, out: Out) -> None:
    a, b, digits = ts[-1][3]
    before = out[-1] if out else ("", 0, 0, None)
    if (ts[0][0] == "N" or (before[0] == "D" and before[3][0] in ("wd", "wkd"))) and 1 <= a <= 12 and 1 <= b <= 31:
        _day(out, ts, "md", a, b)
    elif (
        (before[0] in ("A", "<", ">", "F", "B", "D", "P") or (before[0] == "-" and out[-2][0] == "C"))
        and digits == 2
        and a < 25
        and b < 60
    ):
        _put(out, ts, a, b, 0, _half(a, None))
    elif digits == 2 and a < 25 and b < 60 and before[0] != "-":
        out.append(("n", *_span(ts), (a, b)))
    else:
        out.append(("_", *_span(ts), None))


# -- lengths --------------------------------------------------------------------------------------------------


def length(ts: Found) -> Length:
    """ "an hour and a half", "2 weeks", "1 day and 5 hours"."""
    months = workdays = 0
    days = seconds = 0.0
    amount, unit = 0.0, ""
    for k, (letter, _, _, value) in enumerate(ts):
        if letter in "15f4":
            amount = float(value)
        elif letter == "d":
            amount = value[0] + value[1] / 10 ** value[2]
        elif letter == "s":
            amount = value[0] / value[1] if value[1] else 0.0
        elif letter in "bj":
            amount = float(value)
        elif letter == "a" and not amount:
            amount = 1.0 if k + 1 < len(ts) and ts[k + 1][0] not in "bjhQ" else 0.0
        elif letter == "h":
            if unit and not any(t[0] in "HIu" for t in ts[k + 1 :]):  # "an hour and a half"
                amount, seconds, days = 0.0, seconds + 0.5 * _exact(unit), days + 0.5 * _UNIT_DAYS.get(unit, 0)
            else:
                amount += 0.5
        elif letter == "Q":
            amount += 0.25
        elif letter in "HIS":
            seconds += (amount or 1.0) * value
            unit, amount = str(value), 0.0
        elif letter == "u":
            amount = amount or 1.0
            if value == "month":
                months, days = months + int(amount), days + 30 * (amount % 1)
            elif value == "year":
                months += int(12 * amount)
            elif value == "workday":
                workdays += int(amount)
            else:
                days += amount * _UNIT_DAYS[value]
            unit, amount = value, 0.0
    return Length(months, days, seconds, workdays)


def _exact(unit: str) -> int:
    return int(unit) if unit.isdigit() else 0


def _length(ts: Found, frame: Frame, out: Out) -> None:
    if ts[0][0] == "J":
        out.append(("J", ts[0][1], ts[0][2], None))
    if ts[-1][0] == "U":
        before = out[-1][0] if out else ""
        if before == "J":
            out.append(("L", *_span(ts), Length(days=1)))
        else:
            out.append(("P", *_span(ts), "allday"))
        return
    if ts[-1][0] == "P":  # "for two nights"
        out.append(("L", *_span(ts), Length(days=ts[-2][3])))
        return
    value = length(ts)
    if len(ts) == 2 and ts[1][0] == "H" and ts[1][2] - ts[1][1] == 1 and _is_hour(ts[0][3], out):  # "15h"
        _put(out, ts, ts[0][3], 0, 0, _half(ts[0][3], None))
        return
    out.append(("L", *_span(ts), value))


def _is_hour(value: float, out: Out) -> bool:
    before = out[-1] if out else None
    if before is None or before[0] == "_":
        return 12 < value < 25
    return before[0] in "DPA" or (before[0] == "-" and len(out) > 1 and out[-2][0] == "C")


def _offset(ts: Found, frame: Frame, out: Out) -> None:
    weekday = _first(ts, "WV")
    if weekday is not None:  # "two Sundays from now"
        first = dates.coming_weekday(frame.today + DAY, weekday)
        _day(out, ts, "day", first + (int(ts[0][3]) - 1) * dates.WEEK)
        return
    value = length([t for t in ts if t[0] not in "nFlt09"])
    out.append((frame.later_kind(value), *_span(ts), frame.later(value)))


def _within(ts: Found, frame: Frame, out: Out) -> None:
    body = [t for t in ts if t[0] in "15f4dbjsaQhOHISu&"]
    value = length(body)
    begin = None
    if ts[0][0] != "v" and not value.seconds:
        unit = _first(body, "u")
        spoken_first = _letters(ts).endswith("Xu")
        if _letters(body) == "u":
            _unit(ts, frame, out)
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
        out.append(("S", *_span(ts), (frame.at(begin), frame.at(end + (DAY if value.workdays else 0 * DAY)), "range")))
        return
    start, end_at, kind = frame.within(value)
    if ts[-1][0] == "D" and ts[-1][3]:
        base = frame.today + ts[-1][3] * DAY
        out.append(("S", *_span(ts), (frame.at(base), frame.at(dates.add(base, value)), "range")))
        return
    if not value.seconds:
        end_at -= DAY
    out.append(("S", *_span(ts), (start, end_at, kind)))


def _ago(ts: Found, frame: Frame, out: Out) -> None:
    if len(ts) == 1 and ts[0][2] - ts[0][1] > 3 and ts[0][0] == "g":  # yesterday
        _day(out, ts, "yesterday")
    else:
        _day(out, ts, "past")


# -- days -----------------------------------------------------------------------------------------------------


def _month_of(ts: Found, frame: Frame) -> tuple[date, date] | None:
    """The month the last of these letters names: "October", "next month", "the month"."""
    number = _first(ts, "Mm")
    if number is None:
        if (_first(ts, "u") or "") not in ("month", "year"):
            return None
        return dates.month(frame.today, 1 if any(t[0] == "X" for t in ts) else 0)
    year = _first(ts, "4")
    if year is not None and 1950 < year < 2150:
        first = date(year, number, 1)
        return first, dates.add_months(first, 1)
    found = dates.coming_month(frame.today, number)
    if any(t[0] == "X" for t in ts) and found[0] <= frame.today:
        found = dates.add_months(found[0], 12), dates.add_months(found[1], 12)
    return found


def _after_of(ts: Found) -> Found:
    k = next((i for i, t in enumerate(ts) if t[0] == "O"), -1)
    return ts[k + 1 :]


def _count(ts: Found) -> int:
    return -1 if ts[0][0] == "L" or (ts[0][0] == "t" and ts[1][0] == "L") else int(_first(ts, "wo15"))


def _nthweekday(ts: Found, frame: Frame, out: Out) -> None:
    inside = _month_of(_after_of(ts), frame)
    weekday, count = _first(ts, "W"), _count(ts)
    if inside is None:
        _week_day([t for t in ts if t[0] in "WXYu"], frame, out)
        return
    found = dates.nth_weekday(inside[0], weekday, count)
    if found is not None and found < frame.today and _first(ts, "XYu4") is None:
        found = dates.nth_weekday(dates.add_months(inside[0], 12), weekday, count)
    if found:
        _day(out, ts, "day", found)


def _nthplain(ts: Found, frame: Frame, out: Out) -> None:
    _day(out, ts, "nth", _first(ts, "W"), int(_first(ts, "wo")))


def _nthlast(ts: Found, frame: Frame, out: Out) -> None:
    inside = _month_of(_after_of(ts), frame)
    if inside and _first(ts, "u") == "day":
        _day(out, ts, "day", inside[1] - int(_first(ts, "wo")) * DAY)
    else:
        out.append(("_", *_span(ts), None))


def _nthunit(ts: Found, frame: Frame, out: Out) -> None:
    rest = _after_of(ts)
    inside = _month_of(rest, frame)
    unit, count = _first(ts, "u"), _count(ts)
    if inside is None or unit not in ("day", "week"):
        out.append(("_", *_span(ts), None))
    elif unit == "week":
        _day(out, ts, "span", *dates.nth_week(inside[0], count))
    else:
        found = inside[1] - DAY if count < 0 else inside[0] + (count - 1) * DAY
        _day(out, ts, "day", found)


def _ofmonth(ts: Found, frame: Frame, out: Out) -> None:
    inside = _month_of(_after_of(ts), frame)
    number = int(_first(ts, "wo15"))
    found = dates.valid(inside[0].year, inside[0].month, number) if inside else None
    if found:
        _day(out, ts, "day", found)
    else:
        out.append(("_", *_span(ts), None))


def _rangeofmonth(ts: Found, frame: Frame, out: Out) -> None:
    inside = _month_of(ts[-2:], frame)
    a, b = (t[3] for t in ts if t[0] in "wo15")
    low = dates.valid(inside[0].year, inside[0].month, a) if inside else None
    high = dates.valid(inside[0].year, inside[0].month, b) if inside else None
    if low and high and low < high:
        _day(out, ts, "span", low, high + DAY)
    elif inside is None:
        for t in ts[:3]:
            out.append(("-", t[1], t[2], None) if t[0] in "-TGR" else ("n", t[1], t[2], (t[3], 0)))
        _unit(ts[-2:], frame, out)


def _weekof(ts: Found, frame: Frame, out: Out) -> None:
    out.append(("weekof" if _first(ts, "u") == "week" else "_", *_span(ts), None))


def _after_next(ts: Found, frame: Frame, out: Out) -> None:
    today = frame.today
    letter, value = next((t[0], t[3]) for t in ts if t[0] in "WMue")
    if letter == "W":
        _day(out, ts, "day", dates.coming_weekday(today + DAY, value) + dates.WEEK)
    elif letter == "M":
        first = dates.add_months(dates.coming_month(today, value)[0], 12)
        _day(out, ts, "span", first, dates.add_months(first, 1))
    elif letter == "e":
        first = dates.week(today, 2)[0]
        _day(out, ts, "span", first + 5 * DAY, first + 7 * DAY)
    elif value == "month":
        _day(out, ts, "span", *dates.month(today, 2))
    elif value == "day":
        _day(out, ts, "day", today + 2 * DAY)
    else:
        _day(out, ts, "span", *dates.week(today, 2))


def _day_after(ts: Found, frame: Frame, out: Out) -> None:
    if ts[-1][0] != "D":
        _day(out, ts, "next", 1) if _first(ts, "u") == "day" else out.append(("_", *_span(ts), None))
        return
    step = _UNIT_DAYS.get(_first(ts, "u"), 1)
    sign = -1 if any(t[0] == "<" for t in ts) else 1
    _day(out, ts, "day", frame.today + (ts[-1][3] + sign * step) * DAY)


def _week_day(ts: Found, frame: Frame, out: Out) -> None:
    weeks = 1 if any(t[0] == "X" for t in ts) else 0
    unit = _first(ts, "u")
    if unit in ("week", "workweek"):
        _day(out, ts, "wkd", _first(ts, "W"), weeks)
    else:
        weekday = [t for t in ts if t[0] == "W"]
        _day(out, weekday, "wd", weekday[0][3])
        _unit([t for t in ts if t[0] in "XYu"], frame, out)


def _early_part(ts: Found, frame: Frame, out: Out) -> None:
    _today(ts[1:2], frame, out)
    part = {"early": "early", "late": f"late-{ts[2][3]}"}.get(ts[0][3], ts[2][3])
    out.append(("P", *_span(ts[2:]), part if part in PARTS else ts[2][3]))


def _friday_week(ts: Found, frame: Frame, out: Out) -> None:
    """ "Friday week": the Friday after the coming one."""
    if ts[1][3] == "week":
        _day(out, ts, "day", dates.coming_weekday(frame.today, ts[0][3]) + dates.WEEK)
    else:
        _weekday(ts[:1], frame, out)


def _weekdays(ts: Found, frame: Frame, out: Out) -> None:
    if ts[-1][3] != "workday":
        out.append(("_", *_span(ts), None))
        return
    first, _ = dates.week(frame.today, frame.today.weekday() > 3)
    _day(out, ts, "span", max(first, frame.today), first + 5 * DAY)


def _onward(ts: Found, frame: Frame, out: Out) -> None:
    out.append((">", *_span(ts), False))


def _md_value(month: int, day: int, ts: Found) -> tuple[Any, ...] | None:
    year = _first(ts, "4")
    if year is not None and 1950 < year < 2150:
        found = dates.valid(year, month, day)
        return ("day", found) if found else None
    return ("md", month, day) if dates.valid(2024, month, day) else None


def _md(ts: Found, frame: Frame, out: Out) -> None:
    value = _md_value(_first(ts, "Mm"), int(_first(ts, "15ow")), ts)
    if value:
        out.append(("D", *_span(ts), value))
    elif ts[0][0] == "M":
        _month(ts[:1], frame, out)
        out.append(("_", ts[1][1], ts[-1][2], None))


def _mdrange(ts: Found, frame: Frame, out: Out) -> None:
    month = _first(ts, "Mm")
    days = [t for t in ts if t[0] in "15ow"]
    low, high = _md_value(month, days[0][3], ts), _md_value(month, days[1][3], ts)
    if low and high:
        out.append(("D", ts[0][1], days[0][2], low))
        out.append(("-", days[0][2], days[1][1], None))
        out.append(("D", days[1][1], ts[-1][2], high))
    elif low:
        out.append(("D", ts[0][1], days[0][2], low))
        out.append(("n", days[1][1], days[1][2], (days[1][3], 0)))


def _monthyear(ts: Found, frame: Frame, out: Out) -> None:
    year = ts[-1][3]
    if 1950 < year < 2150:
        first = date(year, ts[0][3], 1)
        _day(out, ts, "span", first, dates.add_months(first, 1))
    else:
        _month(ts[:1], frame, out)
        _four(ts[-1:], frame, out)


def _rest(ts: Found, frame: Frame, out: Out) -> None:
    unit = _first(ts, "u")
    today = frame.today
    if unit == "day":
        out.append(("S", *_span(ts), (frame.now, frame.at(today + DAY), "range")))
    else:
        end = dates.month(today, 0)[1] if unit == "month" else dates.week(today, 0)[1]
        _day(out, ts, "span", today, end)


def _edge(ts: Found, frame: Frame, out: Out) -> None:
    which = _first(ts, "E")
    unit = _first(ts, "u")
    if unit in ("month", None) and (_first(ts, "Mm") or unit):
        inside = _month_of(ts, frame)
        assert inside is not None
        first, after = inside
        cut = {"early": (first, first + 10 * DAY), "mid": (first + 10 * DAY, first + 20 * DAY)}
        _day(out, ts, "span", *cut.get(which, (first + 20 * DAY, after)))
    elif unit in ("week", "workweek"):
        first, after = dates.week(frame.today, 1 if any(t[0] == "X" for t in ts) else 0)
        cut = {"early": (first, first + 3 * DAY), "mid": (first + 2 * DAY, first + 4 * DAY)}
        _day(out, ts, "span", *cut.get(which, (first + 4 * DAY, after)))
    elif unit == "day" and which == "late":
        out.append(("C", *_span(ts), (18, 0, 0, SAID)))
    elif unit == "year":
        year = frame.today.year + any(t[0] == "X" for t in ts)
        month = 1 if which == "early" else 6 if which == "mid" else 12
        _day(out, ts, "span", *dates.coming_month(date(year, 1, 1), month))
    else:
        out.append(("_", *_span(ts), None))


def _weekdaynumber(ts: Found, frame: Frame, out: Out) -> None:
    number = ts[-1][3]
    if ts[-1][0] in "15" and number <= 12 and not any(t[0] == "t" for t in ts):
        _day(out, ts[:1], "wd", ts[0][3])
        _number(ts[-1:], frame, out)
    else:
        _day(out, ts, "wdom", ts[0][3], number)


def _weekday(ts: Found, frame: Frame, out: Out) -> None:
    value = ts[-1][3]
    if any(t[0] == "X" and t[3] == 0 for t in ts) and not any(t[0] == "Y" for t in ts):
        _day(out, ts, "wkd", value, 1, "en")
    else:
        _day(out, ts, "wd", value)


def _weekend(ts: Found, frame: Frame, out: Out) -> None:
    coming = any(t[0] == "Y" for t in ts) or all(t[3] == 1 for t in ts if t[0] == "X")
    first, _ = dates.week(frame.today, 0 if coming or not any(t[0] == "X" for t in ts) else 1)
    _day(out, ts, "span", first + 5 * DAY, first + 7 * DAY)


def _later_unit(ts: Found, frame: Frame, out: Out) -> None:
    unit = _first(ts, "u")
    if unit == "day":
        _day(out, ts, "day", frame.today)
    elif unit in ("week", "workweek"):
        first, after = dates.week(frame.today, 1 if any(t[0] == "X" for t in ts) else 0)
        _day(out, ts, "span", max(frame.today, first + 3 * DAY), after)
    elif unit == "month":
        first, after = dates.month(frame.today, 0)
        _day(out, ts, "span", max(frame.today, first + 15 * DAY), after)
    else:
        out.append(("_", *_span(ts), None))


def _unit(ts: Found, frame: Frame, out: Out) -> None:
    """this week, next month, the coming week, the next day."""
    unit, ahead = _first(ts, "u"), 1 if any(t[0] == "X" for t in ts) else 0
    today = frame.today
    if unit == "day":
        _day(out, ts, "day", today + ahead * DAY)
    elif unit == "week":
        _day(out, ts, "span", *dates.week(today, ahead))
    elif unit == "workweek":
        first, _ = dates.week(today, ahead)
        _day(out, ts, "span", first, first + 5 * DAY)
    elif unit == "month":
        _day(out, ts, "span", *dates.month(today, ahead))
    elif unit == "workday":
        _day(out, ts, "day", dates.add_workdays(today, 1))
    elif unit == "fortnight":
        begin = dates.week(today, 1)[0]
        out.append(("S", *_span(ts), (frame.at(begin), frame.at(begin + 14 * DAY), "range")))
    else:
        out.append(("_", *_span(ts), None))


def _month(ts: Found, frame: Frame, out: Out) -> None:
    inside = _month_of(ts, frame)
    if inside:
        _day(out, ts, "span", *inside)


def _today(ts: Found, frame: Frame, out: Out) -> None:
    _day(out, ts, "day", frame.today + ts[-1][3] * DAY)


def _theday(ts: Found, frame: Frame, out: Out) -> None:
    whose = _first(ts, "t")
    if ts[-1][3] == "day" and whose != 2:
        _day(out, ts, "day", frame.today)
    else:
        out.append(("_", *_span(ts), None))


def _dom(ts: Found, frame: Frame, out: Out) -> None:
    number = ts[-1][3]
    if 1 <= number <= 31:
        _day(out, ts, "dom", number)
    else:
        out.append(("_", *_span(ts), None))


def _on_pair(ts: Found, frame: Frame, out: Out) -> None:
    a, b = ts[1][3], ts[3][3]
    if 1 <= a <= 12 < b <= 31:
        _day(out, ts, "md", a, b)
    else:
        _weak_range(ts[1:], frame, out)


def _iso(ts: Found, frame: Frame, out: Out) -> None:
    found = dates.valid(*ts[0][3])
    out.append(("D", *_span(ts), ("day", found)) if found else ("_", *_span(ts), None))


def _slash(ts: Found, frame: Frame, out: Out) -> None:
    a, b, *rest = ts[0][3]
    if rest and rest[0] < 0:  # with dots the day comes first
        a, b, rest = b, a, [-rest[0]]
    if b > 999:
        if 1 <= a <= 12 and 1950 < b < 2150:
            _day(out, ts, "span", date(b, a, 1), dates.add_months(date(b, a, 1), 1))
            return
    elif rest:
        year = rest[0]
        found = (dates.valid(year, a, b) or dates.valid(year, b, a)) if year > 999 or 9 < year < 100 else None
        if found:
            _day(out, ts, "day", found)
            return
    else:
        month, day = (a, b) if a <= 12 else (b, a)
        if dates.valid(2024, month, day):
            _day(out, ts, "md", month, day)
            return
    out.append(("_", *_span(ts), None))


def _named(ts: Found, frame: Frame, out: Out) -> None:
    _day(out, ts, "md", *ts[0][3])


# -- the rest -------------------------------------------------------------------------------------------------


def _part(ts: Found, frame: Frame, out: Out) -> None:
    letters = _letters(ts)
    if "Y" in letters:
        _day(out, ts, "day", frame.today)
    elif "X" in letters:
        _day(out, ts, "day", frame.today + DAY)
    out.append(("P", *_span(ts), ts[-1][3]))


def _last(ts: Found, frame: Frame, out: Out) -> None:
    out.append(("_", *_span(ts), None))


def _now(ts: Found, frame: Frame, out: Out) -> None:
    out.append(("I", *_span(ts), frame.now))


def _asap(ts: Found, frame: Frame, out: Out) -> None:
    out.append(("S", *_span(ts), (frame.now, None, "open-end")))


def _eod(ts: Found, frame: Frame, out: Out) -> None:
    out.append(("C", *_span(ts), (18, 0, 0, SAID)))


_SIMPLE: dict[str, tuple[str, Any]] = {
    ">": (">", True), "Z": (">", True), "<": ("<", "before"), "y": ("<", True), "{": ("<", True), "F": ("F", None), "-": ("-", None),
    "T": ("-", False), "R": ("-", False), "G": ("-", "until"), "B": ("B", None), "&": ("&", None), "|": ("|", None),
    "x": ("x", None), "~": ("X", None), "K": ("K", None), "%": ("M", None), "@": ("Q", None), "=": ("=", True),
    "#": ("#", None), "]": (">", False), "[": ("<", "latest"), ",": (".", None), ".": ("!", None),
}  # fmt: skip


def _simple(ts: Found, frame: Frame, out: Out) -> None:
    letter, i, j, said = ts[0]
    if letter == "K" and said == 1 and not (i > 0 and out):
        return
    kind, value = _SIMPLE[letter]
    if kind == "F":
        value = said
    elif letter == ">" and said == 1:
        value = "since"
    out.append((kind, i, j, value))


def _at(ts: Found, frame: Frame, out: Out) -> None:
    out.append(("A", *_span(ts), None))


def _number_after_on(ts: Found, frame: Frame, out: Out) -> None:
    _dom(ts, frame, out)


Reader = Callable[[Found, Frame, Out], None]
_READERS: dict[str, Reader] = {
    "past": _past, "ago": _ago, "offset": _offset, "within": _within, "nthplain": "t?[wo]W(?!O)",
    "nthweekday": _nthweekday, "nthplain": _nthplain, "nthlast": _nthlast,
    "nthunit": _nthunit, "ofmonth": _ofmonth, "rangeofmonth": _rangeofmonth, "weekof": _weekof,
    "after_next": _after_next, "day_after": _day_after, "week_day": _week_day, "mdrange": _mdrange, "dmrange": _mdrange,
    "monthyear": _monthyear, "md": _md, "dm": _md, "rest": _rest, "edge": _edge, "weekdaynumber": _weekdaynumber,
    "weekday": _weekday, "weekend": _weekend, "later_unit": _later_unit, "unit": _unit, "month": _month,
    "today": _today, "theday": _theday, "number_after_on": _number_after_on, "on_pair": _on_pair, "ordinal": _dom,
    "iso": _iso, "slash": _slash, "clock": _clock, "weak_range": _weak_range, "pair": _pair, "length": _length,
    "dotted": _dotted, "four": _four, "number": _number, "part": _part, "last": _last, "now": _now, "asap": _asap,
    "eod": _eod, "named": _named, "simple": _simple, "at": _at,
    "early_part": _early_part, "friday_week": _friday_week, "weekdays": _weekdays, "onward": _onward,
}  # fmt: skip


# -- bare numbers ---------------------------------------------------------------------------------------------

_BESIDE = frozenset("PD")


def _promoted(out: list[Atom]) -> list[Atom]:
    """A bare number becomes a clock time where what stands beside it makes it one; else it is nothing."""
    n = len(out)
    kept: list[Atom] = []
    for k, atom in enumerate(out):
        kind = atom[0]
        if kind == "n":
            if _is_clock(out, k, n):
                h, m = atom[3][:2]
                kind = "C" if h <= 24 and m < 60 else "_"
                atom = (kind, atom[1], atom[2], (h, m, 0, SAID if h > 12 or h == 0 else None))
                out[k] = atom
            else:
                atom = ("_", atom[1], atom[2], None)
        elif kind == "weekof":
            continue
        elif kind == "D" and k and out[k - 1][0] == "weekof":
            atom = _week_around(atom)
        elif kind == "D" and k and out[k - 1][3] == "since":
            atom = ("D", atom[1], atom[2], ("past",))  # "since Monday" tells how long, not when
        if kind != "A":
            kept.append(atom)
    return kept


def _week_around(atom: Atom) -> Atom:
    return ("D", atom[1], atom[2], ("weekof", atom[3]))


def _is_clock(out: list[Atom], k: int, n: int) -> bool:
    value = out[k][3]
    before = out[k - 1] if k else None
    after = out[k + 1] if k + 1 < n else None
    if after is not None and after[0] == "-" and k + 2 < n and out[k + 2][0] == "_":
        return False
    spoken_at = before is not None and before[0] in ("A", "<", ">", "B", "F")
    if spoken_at and (value[0] <= 24):
        return not (before is not None and before[0] in "F<>B" and value[1] == 0 and value[0] == 0)
    if len(value) > 2 and not value[2]:
        return False  # three digits alone are no time
    if before is not None and before[0] == "." and k > 1:
        before = out[k - 2]
    if after is not None and after[0] in "<>" and after[3] in (False, "latest"):  # "4 or later"
        return True
    if before is not None and before[0] in "|&K" and any(a[0] == "C" for a in out[max(0, k - 5) : k]):
        return True  # "at 3 or 4", "at 3, no, 4"
    if before is not None and before[0] in _BESIDE:
        return True
    if (
        after is not None
        and after[0] == "."
        and k + 2 < n
        and out[k + 2][0] in "DP"
        and "P" in (out[k + 2][0], out[min(k + 3, n - 1)][0])
    ):
        after = out[k + 2]
    if after is not None and after[0] in _BESIDE and not (after[0] == "D" and after[3][0] in ("md", "dom", "past")):
        return True
    if before is not None and before[3] == "until" and before[0] == "-":
        return True
    if before is not None and before[0] == "-" and k > 1 and out[k - 2][0] == "C":
        return True
    if before is not None and before[0] == "&" and k > 2 and out[k - 2][0] == "C" and out[k - 3][0] == "B":
        return True
    if after is not None and after[0] in "-&" and k + 2 < n:
        beyond = out[k + 2]
        if beyond[0] == "C" or (beyond[0] == "n" and _leads(out, k + 2, n)):
            return after[0] == "-" or (before is not None and before[0] == "B")
    return False


def _leads(out: list[Atom], k: int, n: int) -> bool:
    after = out[k + 1] if k + 1 < n else None
    return after is not None and after[0] in _BESIDE
