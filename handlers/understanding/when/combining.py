"""Wishes to mentions: shared days, lists, exclusions, corrections, preferences; best first."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from handlers.understanding.when.atoms import Atom, Frame
from handlers.understanding.when.days import Days
from handlers.understanding.when.linking import wishes_in
from handlers.understanding.when.readings import Reading, Window
from handlers.understanding.when.resolving import resolve
from handlers.understanding.when.wishes import Moment, Wish

Mention = dict[str, Any]
Span = tuple[datetime | None, datetime | None]


def mentions(atoms: Sequence[Atom], frame: Frame) -> list[Mention]:
    """What was said, as windows; in the order of preference."""
    wishes = wishes_in(atoms)
    if not wishes:
        return []
    if len(wishes) == 1 and not wishes[0].refused:  # most messages: the short way
        only = resolve(wishes[0], Days(frame), frame)
        return [] if only is None else [_mention(only, [])]
    return _several(wishes, frame)


def _several(wishes: list[Wish], frame: Frame) -> list[Mention]:
    """Wishes that lean on each other, take something back or rule something out."""
    if len(wishes) > 1:
        wishes = _shared(_completed(_corrected(wishes)))
    days = Days(frame)
    readings: list[Reading] = []
    for wish in wishes:
        if wish.link == "&" and days.last is not None and days.anchor is None:
            days.anchor, before = days.last, None  # 周一周三周五: each after the one before
            reading = resolve(wish, days, frame)
            days.anchor = before
        else:
            reading = resolve(wish, days, frame)
        if reading is None or (wish.refused and wish.lo.instant is not None and wish.hi is None):
            continue
        readings.append(reading)
        if reading.kind == "range" and not wish.refused and reading.start and reading.end:
            days.span = reading.start.date(), reading.end.date()
    if len(readings) > 1:
        readings = _without_asides(readings, frame.now)
        readings = _preferred(_merged(readings))
        readings.sort(key=lambda r: not r.wish.preferred)
    wanted = [r for r in readings if not r.wish.refused]
    if not wanted and len(readings) == 1:
        _turned(readings[0])
        wanted = [r for r in readings if not r.wish.refused]
    if not wanted:
        return [_mention(r, [(r.start, r.end)] if r.start else []) for r in readings]
    refused = [r for r in readings if r.wish.refused]
    found = [_mention(r, _taken_out(r, refused)) for r in wanted]
    for mention, reading in zip(found, wanted, strict=True):
        old = resolve(reading.wish.instead, Days(frame), frame) if reading.wish.instead else None
        if old is not None:
            mention["instead_of"] = _as_dict((old.start, old.end, old.kind))
    return found


def _turned(reading: Reading) -> None:
    """十点前别来: nothing before ten is from ten on."""
    if reading.kind == "open-start" and reading.end is not None:
        reading.kind, reading.start, reading.end = "open-end", reading.end, None
        reading.alternatives = [(end, None, "open-end") for _, end, _ in reading.alternatives]
        reading.wish.refused = False
    elif reading.kind == "open-end" and reading.start is not None and reading.wish.lo.timed:
        reading.kind, reading.start, reading.end = "open-start", None, reading.start
        reading.alternatives = [(None, start, "open-start") for start, _, _ in reading.alternatives]
        reading.wish.refused = False


def _corrected(wishes: list[Wish]) -> list[Wish]:
    """周三,不对,周四: what was taken back goes; what the correction leaves unsaid stays."""
    kept: list[Wish] = []
    for wish in wishes:
        if (wish.corrects or wish.moved) and kept:
            if wish.moved and _dated(kept[-1]) and _clocked(wish):  # "the 11th, and change the time to 17:30"
                kept.append(wish)
                continue
            old = kept.pop()
            while old.link in ("&", "|") and kept:
                old = kept.pop()
            if wish.moved:
                wish.instead = old
                old.open_from = False  # "from Wednesday to Friday" leaves Wednesday, it begins nothing
            if wish.corrects:
                _fill(wish, old)
            if old.refused and wish.corrects and not wish.refused:
                kept.append(old)
        kept.append(wish)
    return kept


def _fill(wish: Wish, old: Wish) -> None:
    if wish.lo.span or wish.lo.length or wish.lo.instant:
        return
    if wish.lo.day is None:
        wish.lo.day = old.lo.day
        if wish.lo.part is None and wish.lo.clock is not None:
            wish.lo.part = old.lo.part
    elif not wish.lo.timed:
        wish.lo.part, wish.lo.clock = old.lo.part, old.lo.clock
        wish.rel = wish.rel or (old.rel if old.lo.timed else None)
        if wish.hi is None and old.hi is not None and old.lo.timed:
            wish.hi = Moment()
            wish.hi.part, wish.hi.clock = old.hi.part, old.hi.clock


def _dated(wish: Wish) -> bool:
    return wish.lo.day is not None and not wish.lo.timed and wish.hi is None and wish.rel is None


def _clocked(wish: Wish) -> bool:
    return wish.lo.timed and wish.lo.day is None and (wish.hi is None or wish.hi.day is None)


def _completed(wishes: list[Wish]) -> list[Wish]:
    """A day in one sentence and a time in another are one wish."""
    wanted = [w for w in wishes if not w.refused and (w.lo.day or w.lo.timed)]
    dated = [w for w in wanted if _dated(w)]
    clocked = [w for w in wanted if _clocked(w)]
    if len(dated) > 1 and len(clocked) == 1 and clocked[0].preferred and len(wanted) == len(dated) + 1:
        return [_at_hours(w, clocked[0]) for w in dated] + [w for w in wishes if w is not clocked[0]]
    if len(dated) == 1 and clocked and len(wanted) == 1 + len(clocked):
        day = dated[0]
        if len(clocked) == 1:
            clocked[0].lo.day = day.lo.day
            clocked[0].i, clocked[0].j = min(day.i, clocked[0].i), max(day.j, clocked[0].j)
            clocked[0].preferred = False
            clocked[0].link = day.link
            return [w for w in wishes if w is not day]
        if all(c.link in ("&", "|", ".") or c is clocked[0] for c in clocked):
            for c in clocked:
                c.lo.day = day.lo.day
            return [w for w in wishes if w is not day]
    return wishes


def _at_hours(dated: Wish, clocked: Wish) -> Wish:
    """Thursday or Friday, preferably after three: each of the days at those hours."""
    wish = Wish(dated.i, clocked.j)
    wish.rel, wish.by, wish.preferred, wish.link = clocked.rel, clocked.by, True, "|"
    wish.lo.day, wish.lo.part, wish.lo.clock = dated.lo.day, clocked.lo.part, clocked.lo.clock
    if clocked.hi is not None:
        wish.hi = Moment()
        wish.hi.part, wish.hi.clock = clocked.hi.part, clocked.hi.clock
    return wish


def _shared(wishes: list[Wish]) -> list[Wish]:
    """Lists share what stands once: 明天上午或下午, 周四或者周五下午."""
    for before, wish in pairwise(wishes):
        if wish.lo.day is None and wish.lo.timed and before.lo.day is not None:
            if wish.refused and not before.refused and not (wish.lo.part or wish.lo.clock):
                continue
            wish.lo.day = before.lo.day
            if wish.link in ("&", "|") and wish.lo.clock and not wish.lo.part and before.lo.clock:
                wish.lo.part = before.lo.part
        if _goes_on(before, wish):  # 晚上七点到家,七点半以后来
            wish.lo.part = before.lo.part
    for wish, after in zip(reversed(wishes[:-1]), reversed(wishes[1:]), strict=True):
        said = after.lo.day or (after.hi.day if after.hi else None)  # "8 to 10 or 4 to 6 on Friday"
        if after.link in ("&", "|") and said and wish.lo.day is None and wish.lo.timed:
            wish.lo.day = said
        if after.link in ("&", "|") and said and _dated(wish):
            wish.lo.day = _in_its_week(wish.lo.day, said)
        if after.link in ("&", "|") and _dated(wish) and after.lo.day is not None and after.lo.timed:
            wish.lo.part, wish.lo.clock, wish.rel = after.lo.part, after.lo.clock, after.rel
            wish.by = after.by
            if after.hi is not None and after.hi.day is None:
                wish.hi = Moment()
                wish.hi.part, wish.hi.clock = after.hi.part, after.hi.clock
    return wishes


def _in_its_week(day: Any, after: Any) -> Any:
    """ "Thursday or Friday next week": both of that week."""
    if day[0] == "wd" and after[0] == "inweek" and day[1] < after[2]:
        return ("inweek", after[1], day[1])
    return day


def _goes_on(before: Wish, wish: Wish) -> bool:
    """A clock time without its half of the day, later in the same half as the one just said."""
    first, second = before.lo, wish.lo
    if first.part is None or first.clock is None or second.clock is None or second.part is not None:
        return False
    if second.day is not None and second.day != first.day:
        return False
    return first.clock[0] % 12 <= second.clock[0] <= 12


def _without_asides(readings: list[Reading], now: datetime) -> list[Reading]:
    """Beside a time, a bare length or "now" ("now, can you ...") is said in passing."""
    kept = [r for r in readings if r.kind != "duration"]
    later = [r for r in kept if r.wish.lo.instant is None or r.start != now or r.end is not None]
    return later or kept or readings


def _merged(readings: list[Reading]) -> list[Reading]:
    """Said twice is said once; days that follow on each other in a list are one range."""
    kept: list[Reading] = []
    either = any(r.wish.link == "|" for r in readings)
    for r in readings:
        same = _said_before(kept, r)
        if same is not None:
            same.wish.preferred = same.wish.preferred or r.wish.preferred
            continue
        last = kept[-1] if kept else None
        if last is not None and _narrows(last, r):
            kept[-1] = r
            continue
        if (
            last is not None
            and not either
            and not (r.wish.preferred or last.wish.preferred or r.wish.corrects)
            and last.wish.refused == r.wish.refused
            and r.kind in ("day", "range")
            and last.kind in ("day", "range")
            and last.end == r.start
            and r.wish.i - last.wish.j < 6
            and not (last.daily or r.daily)
            and r.start is not None
            and r.start.hour == 0
        ):
            last.end, last.kind, last.wish.j = r.end, "range", r.wish.j
            continue
        kept.append(r)
    return kept


def _said_before(kept: list[Reading], r: Reading) -> Reading | None:
    for k in kept:
        if k.start == r.start and k.end == r.end and k.wish.refused == r.wish.refused:
            return k
    return None


def _narrows(last: Reading, r: Reading) -> bool:
    """ "I get home at seven, come after half past": of two beginnings of one evening the later counts."""
    if last.kind != "open-end" or r.kind != "open-end" or r.wish.link is not None or last.start is None:
        return False
    if r.wish.preferred or last.wish.preferred or r.wish.refused or last.wish.refused or r.start is None:
        return False
    return last.start.date() == r.start.date() and last.start < r.start


def _preferred(readings: list[Reading]) -> list[Reading]:
    """周四或者周五下午,最好周四: of the wishes already said, the one on that day is liked best."""
    kept = []
    for r in readings:
        if r.wish.preferred and r.kind == "day" and r.start is not None:
            same = [o for o in readings if o is not r and not o.wish.refused and o.start and o.kind != "range"]
            same = [o for o in same if o.start and o.start.date() == r.start.date()]
            if same:
                for other in same:
                    other.wish.preferred = True
                continue
        kept.append(r)
    return kept


def _taken_out(reading: Reading, refused: list[Reading]) -> list[Span]:
    spans: list[Span] = []
    for r in refused:
        if r.start is None or r.end is None:
            continue
        if (reading.end is None or r.start < reading.end) and (reading.start is None or r.end > reading.start):
            spans.append((r.start, r.end))
    return spans


def _mention(reading: Reading, exclude: list[Span]) -> Mention:
    wish, others = reading.wish, reading.alternatives
    mention: Mention = {
        "start": reading.start,
        "end": reading.end,
        "kind": reading.kind,
        "seconds": reading.seconds,
        "exclude": exclude,
        "alternatives": [_as_dict(w) for w in others] if others else [],
        "ask": reading.ask,
        "preferred": wish.preferred,
        "refused": wish.refused,
        "at": (wish.i, wish.j),
    }
    if reading.daily is not None:
        mention["daily"] = reading.daily
    return mention


def _as_dict(window: Window) -> dict[str, Any]:
    return {"start": window[0], "end": window[1], "kind": window[2]}
