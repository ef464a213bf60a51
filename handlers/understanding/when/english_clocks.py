"""English clock times: half past two, 3:15 pm, at three twenty, 1430."""

from datetime import date

from handlers.understanding.when.atoms import AM, PM, SAID, Atom, Frame
from handlers.understanding.when.english_pieces import Found, Out, first_of, put_day, span_of


def half_of(hour: int, said: int | None, raw: bool = False) -> int | None:
    if said is not None and hour <= 12:
        return PM if said else AM
    return SAID if hour > 12 or hour == 0 or raw else None


def put_clock(out: Out, ts: Found, hour: int, minute: int, second: int = 0, half: int | None = None) -> None:
    if hour <= 24 and minute < 60 and second < 60:
        out.append(("C", ts[0][1], ts[-1][2], (hour, minute, second, half)))
    else:
        out.append(("_", *span_of(ts), None))


def hour_of(ts: Found) -> tuple[int, int, int, int | None]:
    """A clock time without the minutes said before it."""
    ampm = None
    numbers = []
    for letter, _, _, value in ts:
        if letter in "15":
            numbers.append(value)
        elif letter == "p":
            ampm = value
        elif letter == "z":
            return value, 0, 0, SAID
        elif letter == "c":
            h, m, s, raw = value
            return h, m, s, half_of(h, first_of(ts, "p"), raw)
        elif letter == "d":
            return value[0], value[1], 0, half_of(value[0], first_of(ts, "p"))
        elif letter == "4":
            h, m = divmod(value, 100)
            return h, m, 0, half_of(h, first_of(ts, "p"))
    return numbers[0], numbers[1] if len(numbers) > 1 else 0, 0, half_of(numbers[0], ampm)


def read_clock(ts: Found, frame: Frame, out: Out) -> None:
    put_clock(out, ts, *hour_of(ts))


def read_past(ts: Found, frame: Frame, out: Out) -> None:
    k = next((i for i, t in enumerate(ts) if t[0] in "ZTG<>"), 0)
    if not k:  # "half three"
        hour, _, _, half = hour_of(ts[1:])
        put_clock(out, ts, hour, 30, 0, half)
        return
    before, sign = ts[:k], ts[k][0]
    minute = 30 if first_of(before, "h") is not None else 15 if first_of(before, "Q") is not None else before[0][3]
    hour, extra, second, half = hour_of(ts[k + 1 :])
    if half == SAID and hour == 24:
        hour = 0
    total = hour * 60 + extra + (minute if sign in "Z>" else -minute)
    if total < 60 and half is None:
        total += 720
    put_clock(out, ts, total // 60 % 24, total % 60, second, half)


def read_pair(ts: Found, frame: Frame, out: Out) -> None:
    """ "seven twenty-seven": a time of day if what stands beside it says so."""
    a, b = ts[0][3], next(t[3] for t in ts[1:] if t[0] in "15")
    spoken = ts[0][2] - ts[0][1] > 2
    if 0 < a <= 24 and 10 <= b < 60 and (spoken or ts[1][0] != "-"):
        out.append(("n", *span_of(ts), (a, b)))
    elif ts[1][0] == "-":
        read_weak_range(ts, frame, out)
    else:
        out.append(("n", ts[0][1], ts[0][2], (a, 0)))
        out.append(("n", ts[1][1], ts[-1][2], (b, 0)))


def read_weak_range(ts: Found, frame: Frame, out: Out) -> None:
    if ts[0][2] - ts[0][1] > 2 and ts[2][3] > 12:
        out.append(("n", *span_of(ts), (ts[0][3], ts[2][3])))
        return
    out.append(("n", ts[0][1], ts[0][2], (ts[0][3], 0)))
    out.append(("-", ts[1][1], ts[1][2], None))
    out.append(("n", ts[2][1], ts[2][2], (ts[2][3], 0)))


def read_number(ts: Found, frame: Frame, out: Out) -> None:
    out.append(("n", ts[0][1], ts[0][2], (ts[0][3], 0)))


def read_four(ts: Found, frame: Frame, out: Out) -> None:
    value = ts[0][3]
    h, m = divmod(value, 100)
    if 1990 < value < 2100 and out and out[-1][0] in ("<", ">"):
        put_day(out, ts, "span", date(value, 1, 1), date(value + 1, 1, 1))
    elif h < 24 and m < 60 and h:
        out.append(("n", *span_of(ts), (h, m, value > 999)))
    else:
        out.append(("_", *span_of(ts), None))


def read_dotted(ts: Found, frame: Frame, out: Out) -> None:
    a, b, digits = ts[-1][3]
    before: Atom = out[-1] if out else ("", 0, 0, None)
    if (ts[0][0] == "N" or (before[0] == "D" and before[3][0] in ("wd", "wkd"))) and 1 <= a <= 12 and 1 <= b <= 31:
        put_day(out, ts, "md", a, b)
    elif (
        (before[0] in ("A", "<", ">", "F", "B", "D", "P") or (before[0] == "-" and out[-2][0] == "C"))
        and digits == 2
        and a < 25
        and b < 60
    ):
        put_clock(out, ts, a, b, 0, half_of(a, None))
    elif digits == 2 and a < 25 and b < 60 and (before[0] != "-" or before[3] == "until"):
        out.append(("n", *span_of(ts), (a, b)))
    else:
        out.append(("_", *span_of(ts), None))


def read_eod(ts: Found, frame: Frame, out: Out) -> None:
    out.append(("C", *span_of(ts), (18, 0, 0, SAID)))
