"""A wish to a window: which day, which hours, and which other readings there are."""

from datetime import date, datetime, time, timedelta
from typing import Any

from handlers.understanding.when import dates
from handlers.understanding.when.atoms import AM, PARTS, PM, SAID, VISITING_HOURS, Frame, Length
from handlers.understanding.when.dates import DAY
from handlers.understanding.when.wishes import Moment, Wish

HOUR = timedelta(hours=1)
Window = tuple[datetime | None, datetime | None, str]


class Reading:
    """One wish resolved: its window, the other readings, and whether to ask which is meant."""

    __slots__ = ("alternatives", "ask", "daily", "end", "kind", "seconds", "start", "wish")

    def __init__(self, wish: Wish, start: datetime | None, end: datetime | None, kind: str) -> None:
        self.wish, self.start, self.end, self.kind = wish, start, end, kind
        self.seconds: float | None = None
        self.alternatives: list[Window] = []
        self.ask = False
        self.daily: tuple[float, float] | None = None


# -- days -----------------------------------------------------------------------------------------------------


class Days:
    """Turns what was said of days into dates; remembers the week and the date last named."""

    __slots__ = ("anchor", "ask", "frame", "last", "other", "span", "today")

    def __init__(self, frame: Frame) -> None:
        self.frame, self.today = frame, frame.today
        self.anchor: date | None = None  # days said without a week follow the last week or date named
        self.span: tuple[date, date] | None = None  # the days last wished for
        self.last: date | None = None  # the date last named: "3月20号、22号"
        self.other: date | None = None  # the other reading of the day last resolved
        self.ask = False

    def resolve(self, spec: tuple[Any, ...], base: date | None = None) -> tuple[date, date] | None:
        """First day and the day after the last; None for a day that does not exist."""
        self.other, self.ask = None, False
        kind = spec[0]
        if kind == "day":
            found = spec[1]
        elif kind == "span":
            self.anchor = spec[1] if (spec[2] - spec[1]).days <= 7 and spec[1] > self.today else self.anchor
            return spec[1], spec[2]
        elif kind == "weekof":
            inside = self.resolve(spec[1], base)
            return (dates.monday(inside[0]), dates.monday(inside[0]) + dates.WEEK) if inside else None
        else:
            found = getattr(self, "_" + kind)(spec, base or self.anchor or self.today)
        if found is None:
            return None
        self.last = found
        return found, found + DAY

    def _wd(self, spec: tuple[Any, ...], base: date) -> date:
        if self.span is not None:  # "Monday to Friday, but not Thursday": the Thursday among them
            inside = dates.coming_weekday(self.span[0], spec[1])
            if inside < self.span[1]:
                return inside
        return dates.coming_weekday(base, spec[1])

    def _wkd(self, spec: tuple[Any, ...], base: date) -> date:
        """A weekday of a week named: 这周三, 下周三, 下下周三, next Wednesday."""
        _, weekday, weeks, *_ = spec
        first, _ = dates.week(self.today, weeks)
        found = first + timedelta(days=weekday)
        if weeks == 0:
            return found if found >= self.today else found + dates.WEEK
        self.anchor = first
        coming = dates.coming_weekday(self.today + DAY, weekday)
        habit = self.frame.context.get("next_weekday")
        if self.today.weekday() == 6 and weeks == 1:  # on a Sunday half the people mean the week after
            other = found + dates.WEEK
            if habit == "sunday":
                found, other = other, found
            elif habit is None:
                self.ask = True
            self.other = other
        elif len(spec) > 3 and coming != found:  # English: "next Tuesday" may be the coming one
            if habit == "coming":
                found, coming = coming, found
            elif habit is None:
                self.ask = True
            self.other = coming
        return found

    def _dom(self, spec: tuple[Any, ...], base: date) -> date | None:
        return dates.coming_day(max(base, self.last) if self.last else base, spec[1])

    def _md(self, spec: tuple[Any, ...], base: date) -> date | None:
        return dates.coming_date(max(base, self.today), spec[1], spec[2])

    def _wdom(self, spec: tuple[Any, ...], base: date) -> date | None:
        return dates.weekday_with_number(self.today, spec[1], spec[2])

    def _inweek(self, spec: tuple[Any, ...], base: date) -> date:
        self.anchor = spec[1]
        return spec[1] + timedelta(days=spec[2])

    def _onward(self, spec: tuple[Any, ...], base: date) -> date:
        return dates.coming_weekday(spec[1], spec[2])

    def _nth(self, spec: tuple[Any, ...], base: date) -> date | None:
        found = dates.nth_weekday(base.replace(day=1), spec[1], spec[2])
        if found is None or found < self.today:
            found = dates.nth_weekday(dates.add_months(base.replace(day=1), 1), spec[1], spec[2])
        return found

    def _nthin(self, spec: tuple[Any, ...], base: date) -> date | None:
        return dates.nth_weekday(spec[1], spec[2], spec[3])

    def _next(self, spec: tuple[Any, ...], base: date) -> date:
        return (self.last or base) + spec[1] * DAY

    def _yesterday(self, spec: tuple[Any, ...], base: date) -> date:
        return self.today - DAY

    def _past(self, spec: tuple[Any, ...], base: date) -> None:
        return None


# -- hours ----------------------------------------------------------------------------------------------------


def hours(moment: Moment) -> tuple[list[float], bool]:
    """The hours of the day a clock time may mean, and whether nobody said which half."""
    assert moment.clock is not None
    h, m, s, half = moment.clock
    rest = m / 60 + s / 3600
    part = moment.part
    if half == SAID or h > 12:
        if part in ("night", "late") and h in (0, 24):
            return [24 + rest], False
        return [h + rest], False
    if half is None and part is not None:
        half = PARTS[part][2]
        if half is PM and part in ("evening", "night", "late", "after-work"):
            if h == 12:
                return [24 + rest], False
            if h < 5 and part != "evening":
                return [24 + h + rest], False
        elif part in ("noon", "lunch", "daytime", "allday"):
            return [h + rest if h > (6 if part == "daytime" else 9) else h + 12 + rest], False
        elif half is AM and h == 12:
            return [rest if part == "dawn" else 12 + rest], False
    if half is AM:
        return [h % 12 + rest], False
    if half is PM:
        return [h % 12 + 12 + rest], False
    return [h % 12 + rest, h % 12 + 12 + rest], True


def _suits(hour: float, frame: Frame) -> bool:
    starts = frame.context.get("slot_starts")
    if not starts:
        return VISITING_HOURS[0] <= hour < VISITING_HOURS[1]
    begins = sorted(_hour(s) for s in starts)
    return any(b <= hour < b + 2 for b in begins)


def _hour(said: Any) -> float:
    if isinstance(said, str):
        h, _, m = said.partition(":")
        return int(h) + int(m or 0) / 60
    if isinstance(said, time | datetime):
        return said.hour + said.minute / 60
    return float(said)


def ranked(options: list[float], frame: Frame) -> list[float]:
    """Best first: the hours somebody may be at the door; noon before midnight."""
    return sorted(options, key=lambda h: (not _suits(h, frame), h < 1))


# -- windows --------------------------------------------------------------------------------------------------


def resolve(wish: Wish, days: Days, frame: Frame) -> Reading | None:
    """The window of a wish; None if it names nothing that exists or is to come."""
    lo, hi = wish.lo, wish.hi
    for side in (lo, hi):
        if side is not None and side.day is not None and (side.day[0] == "past" or _gone(side.day, wish)):
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


def _gone(day: tuple[Any, ...], wish: Wish) -> bool:
    return day[0] == "yesterday" and wish.offset is None


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
    base = _moment(Wish(wish.i), wish.lo, days, frame)
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
        return _related(wish, Reading(wish, lo.instant, None, "point"), lo, frame)
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
    if other is not None and reading.start is not None and said is not None:
        shift = timedelta(days=(other - said[0]).days)
        end = reading.end + shift if reading.end else None
        reading.alternatives.insert(0, (reading.start + shift, end, reading.kind))
        reading.ask = reading.ask or days.ask
    return _related(wish, reading, lo, frame)


def _bare_weekday(lo: Moment) -> bool:
    return lo.day is not None and lo.day[0] == "wd"


def _point(wish: Wish, lo: Moment, said: tuple[date, date] | None, frame: Frame) -> Reading:
    options, unsaid = hours(lo)
    day = said[0] if said else frame.today
    if said and (said[1] - said[0]).days > 1:  # a clock time on each of several days
        best = ranked(options, frame)[0]
        reading = Reading(wish, frame.at(day, best), frame.at(said[1] - DAY, best), "range")
        reading.daily = (best, best)
        return reading
    best, *rest = ranked(options, frame)
    start = frame.at(day, best)
    if start < frame.now and (said is None or (_bare_weekday(lo) and day == frame.today)):
        step = DAY if said is None else dates.WEEK
        later = [frame.at(day, h) for h in rest if frame.at(day, h) >= frame.now and _suits(h, frame)]
        reading = Reading(wish, start + step, None, "point")
        reading.alternatives = [(t, None, "point") for t in later]
        reading.alternatives += [(frame.at(day, h) + step, None, "point") for h in rest]
        return reading
    reading = Reading(wish, start, None, "point")
    reading.alternatives = [(frame.at(day, h), None, "point") for h in rest]
    reading.ask = unsaid and all(_suits(h, frame) for h in options)
    return reading


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
    if late and (said is None or (_bare_weekday(lo) and first == frame.today)):
        step = DAY if said is None else dates.WEEK
        old = (reading.start, reading.end, reading.kind)
        reading.start, reading.end = frame.at(first, begin) + step, frame.at(last, end) + step
        reading.alternatives = [old]
    return reading


_AFTER_ITS_END = frozenset(("noon", "lunch", "rest", "dawn", "early"))


def _related(wish: Wish, reading: Reading, lo: Moment, frame: Frame) -> Reading:
    """after, from, before, until, by: the window opens on one side."""
    if wish.within is not None and reading.start is not None:
        end = frame.at(dates.add(reading.start.date(), wish.within)) + (reading.start - frame.at(reading.start.date()))
        end += timedelta(seconds=wish.within.seconds)
        if lo.clock is None and lo.instant is None:
            end = frame.at(end.date() + (DAY if not wish.within.seconds else 0 * DAY))
        return Reading(wish, reading.start, end, "range")
    if wish.rel is None or reading.start is None:
        return reading
    timed = lo.clock is not None or lo.part is not None
    for_one = [
        _opened(w, wish, lo, frame, timed) for w in ((reading.start, reading.end, reading.kind), *reading.alternatives)
    ]
    reading.start, reading.end, reading.kind = for_one[0]
    reading.alternatives = for_one[1:]
    if reading.daily is not None and wish.rel == ">":
        reading.daily = (reading.daily[0], 24)
    return reading


def _opened(window: Window, wish: Wish, lo: Moment, frame: Frame, timed: bool) -> Window:
    start, end, kind = window
    assert start is not None
    if wish.rel == ">":
        begin = end if end and lo.clock is None and (lo.part in _AFTER_ITS_END) else start
        if lo.part is None and lo.clock is None and end and not wish.by and kind == "range":
            begin = end
        midnight = frame.at(begin.date() + DAY)
        return begin, midnight if timed and kind != "range" else None, "open-end"
    until = start
    if lo.clock is None and end is not None:
        until = end if wish.by and lo.part is None else start
        if lo.part == "noon":
            until = frame.at(start.date(), 12)
        elif wish.by and lo.part is not None:
            until = end
    begin = frame.now
    if timed and not wish.by and lo.day is not None:
        begin = max(begin, frame.at(until.date()))
    return begin, until, "open-start"


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
        return hours(moment)[0]
    if moment.part is not None:
        return [PARTS[moment.part][0 if begin else 1]]
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
    starts, ends = _edge(lo, hi, True), _edge(hi, lo, False)
    if starts is None:
        starts = [0.0]
    if ends is None:
        ends = [24.0]
    apart = (last - first).days * 24
    pairs = [(a, b + apart) for a in starts for b in ends if b + apart > a]
    pairs += [(a, b + apart + 24) for a in starts for b in ends if b + apart <= a]
    if lo.part is None and lo.clock and lo.clock[3] is None and len(ends) > 1:
        pairs.sort(key=lambda p: (not _suits(p[0], frame), p[1] - p[0], p[0]))
    else:
        pairs.sort(key=lambda p: (p[1] - p[0], not _suits(p[0], frame), p[0]))
    windows: list[Window] = [(frame.at(first, a), frame.at(first, b), "range") for a, b in pairs]
    if low is None and high is None and windows[0][1] is not None and windows[0][1] <= frame.now:
        windows = [(s + DAY, e + DAY, k) for s, e, k in windows if s and e]
    best = windows[0]
    reading = Reading(wish, *best)
    length = pairs[0][1] - pairs[0][0]
    reading.alternatives = [w for w, p in zip(windows[1:], pairs[1:], strict=True) if abs(p[1] - p[0] - length) < 0.01]
    reading.ask = any(_suits(w[0].hour, frame) for w in reading.alternatives if w[0])
    if low and (low[1] - low[0]).days > 1 and best[0] and best[1]:  # 工作日九点到五点: on each of the days
        reading.daily = (pairs[0][0], pairs[0][1])
        reading.end = best[1] + (low[1] - low[0] - DAY)
    return reading


def _until(wish: Wish, start: datetime, hi: Moment, high: tuple[date, date] | None, frame: Frame) -> Reading | None:
    ends = _edge(hi, hi, False) or [24.0]
    day = high[1] - DAY if high else frame.today
    found = sorted(t for h in ends for t in (frame.at(day, h), frame.at(day, h) + DAY) if t > start)
    if not found:
        return None
    suiting = [t for t in found if 6 <= t.hour <= 23] or found
    return Reading(wish, start, suiting[0], "range")
