"""After and before, from and until: a window opened on one side."""

from datetime import timedelta

from handlers.understanding.when import dates
from handlers.understanding.when.atoms import Frame
from handlers.understanding.when.dates import DAY
from handlers.understanding.when.readings import Reading, Window
from handlers.understanding.when.wishes import Moment, Wish

_AFTER_ITS_END = frozenset(("noon", "lunch", "rest", "dawn", "early"))


def related(wish: Wish, reading: Reading, lo: Moment, frame: Frame) -> Reading:
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
