"""A wish to a window: which day, which hours, and which other readings there are."""

from datetime import date, datetime, timedelta
from typing import Any

from handlers.understanding.when import dates
from handlers.understanding.when.atoms import PARTS, Frame, Length
from handlers.understanding.when.bounds import related
from handlers.understanding.when.dates import DAY
from handlers.understanding.when.days import Days
from handlers.understanding.when.hours import hours, ranked, suits
from handlers.understanding.when.readings import Reading, Window
from handlers.understanding.when.wishes import Moment, Wish


def resolve(wish: Wish, days: Days, frame: Frame) -> Reading | None:
    """The window of a wish; None if it names nothing that exists or is to come."""
    reading = _resolved(wish, days, frame)
    if reading is None:
        return None
    start, end = reading.start, reading.end
    if start is None or end is None or start <= end:
        return reading
    if reading.kind == "open-start":  # the bound itself has passed; whoever asked may say so
        reading.start = None
        return reading
    if wish.hi is not None:  # no range runs backwards: what was named first is meant
        wish.hi = None
        return _resolved(wish, days, frame)
    return None


def _resolved(wish: Wish, days: Days, frame: Frame) -> Reading | None:
    lo, hi = wish.lo, wish.hi
    if _gone(lo, wish) or (hi is not None and _gone(hi, wish)):
        return None
    if wish.open_from and wish.rel is None and hi is None and wish.within is None and not _whole_month(lo):
        wish.rel, wish.by = ">", True
    if wish.offset is not None:
        return _shifted(wish, days, frame)
    if lo.span is not None and hi is None:
        return Reading(wish, *lo.span)
    if lo.length is not None:
        return _length(wish, lo.length, frame)
    if hi is not None:
        return _range(wish, lo, hi, days, frame)
    return _moment(wish, lo, days, frame)


def _whole_month(lo: Moment) -> bool:
    """ "from October" names the month; "from the 24th" what comes after it."""
    return lo.day is not None and lo.day[0] == "span" and (lo.day[2] - lo.day[1]).days > 7


def _gone(moment: Moment, wish: Wish) -> bool:
    day = moment.day
    return day is not None and (day[0] == "past" or (day[0] == "yesterday" and wish.offset is None))


def _length(wish: Wish, length: Length, frame: Frame) -> Reading:
    if wish.rel == ">":
        return _offset(wish, length, frame)
    if wish.rel == "<":
        reading = _offset(wish, length, frame)
        return Reading(wish, frame.now, reading.end or reading.start, "range")
    reading = Reading(wish, None, None, "duration")
    reading.seconds = length.total
    return reading


def _offset(wish: Wish, length: Length, frame: Frame) -> Reading:
    found = frame.later(length)
    if isinstance(found, datetime):
        return Reading(wish, found, None, "point")
    return Reading(wish, frame.at(found[1]), frame.at(found[1] + DAY), "day")


def _shifted(wish: Wish, days: Days, frame: Frame) -> Reading | None:
    """ "two weeks after next Friday", "15 minutes from 1pm"."""
    base = _moment(Wish(wish.i, wish.i), wish.lo, days, frame)
    if base is None or base.start is None:
        return None
    length = wish.offset
    if length.seconds and not (length.days or length.months):
        return Reading(wish, base.start + timedelta(seconds=length.seconds), None, "point")
    day = dates.add(base.start.date(), length)
    if wish.lo.clock is not None or wish.lo.instant is not None:
        moved = datetime.combine(day, base.start.time()) + timedelta(seconds=length.seconds)
        if wish.lo.clock is not None or length.seconds:
            return Reading(wish, moved, None, "point")
    return Reading(wish, frame.at(day), frame.at(day + DAY), "day")


def _moment(wish: Wish, lo: Moment, days: Days, frame: Frame) -> Reading | None:
    if lo.instant is not None:
        return related(wish, Reading(wish, lo.instant, None, "point"), lo, frame)
    said = None
    other = None
    if lo.day is not None:
        said = days.resolve(lo.day)
        if said is None:
            return None
        other = days.other
    if lo.clock is not None:
        reading = _point(wish, lo, said, frame)
    elif lo.part is not None:
        reading = _part(wish, lo, said, frame)
    elif said is not None:
        kind = "day" if (said[1] - said[0]).days == 1 else "range"
        reading = Reading(wish, frame.at(said[0]), frame.at(said[1]), kind)
    else:
        return None
    if other is not None and said is not None and reading.start is not None:
        shift = timedelta(days=(other - said[0]).days)
        end = reading.end + shift if reading.end else None
        reading.alternatives.insert(0, (reading.start + shift, end, reading.kind))
        reading.ask = reading.ask or days.ask
    return reading if wish.rel is None and wish.within is None else related(wish, reading, lo, frame)


def _bare_weekday(lo: Moment) -> bool:
    return lo.day is not None and lo.day[0] == "wd"


def _point(wish: Wish, lo: Moment, said: tuple[date, date] | None, frame: Frame) -> Reading:
    best, other, ask = ranked(hours(lo), frame)
    day = said[0] if said else frame.today
    if said and (said[1] - said[0]).days > 1:  # a clock time on each of several days
        reading = Reading(wish, frame.at(day, best), frame.at(said[1] - DAY, best), "range")
        reading.daily = (best, best)
        return reading
    start = frame.at(day, best)
    gone = start < frame.now
    if gone and (said is None or (_bare_weekday(lo) and day == frame.today)):
        step = DAY if said is None else dates.WEEK
        reading = Reading(wish, start + step, None, "point")
        if other is not None:
            reading.alternatives = [(_to_come(frame.at(day, other), step, frame), None, "point")]
        return reading
    reading = Reading(wish, start, None, "point")
    if other is not None:
        at = _to_come(frame.at(day, other), DAY if said is None else None, frame)
        if gone or at >= frame.now:
            reading.alternatives = [(at, None, "point")]
        reading.ask = ask
    return reading


def _to_come(at: datetime, step: timedelta | None, frame: Frame) -> datetime:
    """No reading of what is wished for lies behind us: five in the morning, said at nine, is tomorrow's."""
    return at + step if step is not None and at < frame.now else at


def _part(wish: Wish, lo: Moment, said: tuple[date, date] | None, frame: Frame) -> Reading:
    begin, end, _ = PARTS[lo.part or "allday"]
    first = said[0] if said else frame.today
    last = said[1] - DAY if said else first
    reading = Reading(wish, frame.at(first, begin), frame.at(last, end), "daypart-range")
    if lo.part == "allday":
        reading.kind = "day" if first == last else "range"
    elif first != last:
        reading.daily = (begin, end)
    late = reading.end is not None and reading.end <= frame.now
    if lo.part == "early" and said is None:  # 一早来, said at ten, is tomorrow
        late = frame.at(first, begin + 2) < frame.now
    if late and (said is None or (_bare_weekday(lo) and first == frame.today)):
        step = DAY if said is None else dates.WEEK
        old = (reading.start, reading.end, reading.kind)
        reading.start, reading.end = frame.at(first, begin) + step, frame.at(last, end) + step
        reading.alternatives = [old]
    return reading


def _range(wish: Wish, lo: Moment, hi: Moment, days: Days, frame: Frame) -> Reading | None:
    low = _first_of(lo.day, hi.day, days) if lo.day else None
    other, ask = days.other, days.ask
    if lo.day and low is None:
        return None
    high = None
    if hi.day and hi.day[0] == "next" and low is None:
        low = (frame.today, frame.today + DAY)
    if hi.day:
        high = days.resolve(hi.day, low[0] if low else None)
        if high is None:
            return None
    if not (lo.timed or hi.timed or lo.instant or hi.instant):
        if low is None or high is None:
            return None
        return _with_other(Reading(wish, frame.at(low[0]), frame.at(high[1]), "range"), low, other, ask)
    reading = _hours_range(wish, lo, hi, low, high, frame)
    return _with_other(reading, low, other, ask) if reading else None


def _first_of(lo: tuple[Any, ...], hi: tuple[Any, ...] | None, days: Days) -> tuple[date, date] | None:
    if lo[0] == "md" and hi and hi[0] == "day":  # "10 August - 12 September 2027": one year for both
        for year in (hi[1].year, hi[1].year - 1):
            found = dates.valid(year, lo[1], lo[2])
            if found and found < hi[1]:
                return found, found + DAY
    return days.resolve(lo)


def _with_other(reading: Reading, said: tuple[date, date] | None, other: date | None, ask: bool) -> Reading:
    if said and other and reading.start and reading.end:
        shift = timedelta(days=(other - said[0]).days)
        reading.alternatives.append((reading.start + shift, reading.end + shift, reading.kind))
        reading.ask = reading.ask or ask
    return reading


def _edge(moment: Moment, other: Moment, begin: bool) -> list[float] | None:
    """The hours an end of a range may mean; None for a whole day."""
    if moment.clock is not None:
        return hours(moment)
    if moment.part is not None:
        begins, ends, _ = PARTS[moment.part]
        return [begins if begin else ends]
    return None


def _hours_range(
    wish: Wish, lo: Moment, hi: Moment, low: tuple[date, date] | None, high: tuple[date, date] | None, frame: Frame
) -> Reading | None:
    first = low[0] if low else (high[0] if high else frame.today)
    last = high[0] if high else first
    if lo.instant is not None:
        return _until(wish, lo.instant, hi, high, frame)
    if hi.instant is not None:
        return None
    ends = _edge(hi, lo, False) or [24.0]
    pairs = _pairs(_edge(lo, hi, True) or [0.0], ends, (last - first).days * 24, frame)
    if lo.part is None and lo.clock and lo.clock[3] is None and len(ends) > 1:
        pairs.sort(key=_likely_begin)
    else:
        pairs.sort()
    length, _, begin, end = pairs[0]
    windows: list[Window] = [
        (frame.at(first, a), frame.at(first, b), "range") for hours, _, a, b in pairs if abs(hours - length) < 0.01
    ]
    if low is None and high is None:
        if windows[0][1] <= frame.now:
            windows = [(s + DAY, e + DAY, kind) for s, e, kind in windows]
        windows[1:] = [_ahead(w, frame) for w in windows[1:]]
    reading = Reading(wish, *windows[0])
    reading.alternatives = windows[1:]
    for other, _, _ in reading.alternatives:
        reading.ask = reading.ask or suits(other.hour, frame)
    if low and (low[1] - low[0]).days > 1:  # 工作日九点到五点: on each of the days
        reading.daily = (begin, end)
        reading.end += low[1] - low[0] - DAY
    return reading


Pair = tuple[float, bool, float, float]  # how long, whether nobody is at the door at its begin, from, to


def _pairs(starts: list[float], ends: list[float], apart: int, frame: Frame) -> list[Pair]:
    """Every begin with the first such end after it."""
    found: list[Pair] = []
    for begin in starts:
        late = not suits(begin, frame)
        for end in ends:
            end += apart
            if end <= begin:
                end += 24
            found.append((end - begin, late, begin, end))
    return found


def _likely_begin(pair: Pair) -> tuple[bool, float, float]:
    return pair[1], pair[0], pair[2]


def _ahead(window: Window, frame: Frame) -> Window:
    """The same hours of the next day, if today's are over."""
    start, end, kind = window
    if start is None or end is None or end > frame.now:
        return window
    return start + DAY, end + DAY, kind


def _until(wish: Wish, start: datetime, hi: Moment, high: tuple[date, date] | None, frame: Frame) -> Reading | None:
    ends = _edge(hi, hi, False) or [24.0]
    day = high[1] - DAY if high else frame.today
    found = sorted(t for h in ends for t in (frame.at(day, h), frame.at(day, h) + DAY) if t > start)
    if not found:
        return None
    suiting = [t for t in found if 6 <= t.hour <= 23] or found
    return Reading(wish, start, suiting[0], "range")
