"""From wishes to slots: what is free inside a wish, ranked by fit, and what is near when nothing is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduling import availability
from scheduling.availability import Free, Need
from scheduling.unit_of_work import UnitOfWork
from scheduling.windows import Window, local_day

MOST = 80  # more than a fortnight holds: filtering needs them all
AROUND = timedelta(days=3)


@dataclass(frozen=True)
class Wish:
    """When somebody would like us: a stretch of time, a clock time in it, or only certain hours of each day."""

    since: datetime
    until: datetime
    at: datetime | None = None  # a clock time: the slot nearest to it is meant
    by_end: bool = False  # "before three": over by then, where that can be had
    hours: tuple[float, float] | None = None  # on each day of the stretch


@dataclass(frozen=True)
class Wishes:
    """Several wishes, the best first, and what does not suit at all."""

    wanted: tuple[Wish, ...]
    unwanted: tuple[Window, ...] = ()


def fitting(uow: UnitOfWork, need: Need, wishes: Wishes, *, limit: int, past_deadline: bool) -> list[Free]:
    """The free windows inside the wishes, the better wish and the better fit first."""
    found: dict[Window, Free] = {}
    for wish in wishes.wanted:
        free = availability.search(uow, need, wish.since, wish.until, limit=MOST, past_deadline=past_deadline)
        inside = [one for one in free if fits(uow, one.window, wish) and not taken_out(one.window, wishes)]
        for one in sorted(inside, key=lambda one: fit(one.window, wish)):
            found.setdefault(one.window, one)
    return list(found.values())[:limit]


def near(uow: UnitOfWork, need: Need, wishes: Wishes, *, limit: int, past_deadline: bool) -> list[Free]:
    """The nearest free windows outside the wishes: the nearest of all, and the nearest at the hours wished for."""
    wish = wishes.wanted[0]
    since, until = wish.since - AROUND, wish.until + AROUND
    free = availability.search(uow, need, since, until, limit=MOST, past_deadline=past_deadline)
    if not free:
        free = availability.search(
            uow, need, uow.now, wish.until + 30 * AROUND, limit=limit, past_deadline=past_deadline
        )
    free = [one for one in free if not taken_out(one.window, wishes)]
    by_gap = sorted(free, key=lambda one: (gap(one.window, wish), one.window))
    same_hours = [one for one in by_gap if hours_alike(uow, one.window, wish)]
    chosen = dict.fromkeys([*by_gap[:1], *same_hours[:1], *by_gap])
    return sorted(list(chosen)[:limit], key=lambda one: one.window)


def hours_missed(uow: UnitOfWork, wishes: Wishes) -> list[Window] | None:
    """The hours of that day, where nobody ever comes when it was wished for, full or not; none on a closed day."""
    since, until = min(wish.since for wish in wishes.wanted), max(wish.until for wish in wishes.wanted)
    times = list(uow.slot_times.between(since, until))
    for wish in wishes.wanted:
        if any(wish.since <= window.starts_at < wish.until and fits(uow, window, wish) for window in times):
            return None
    return hours_on(uow, wishes.wanted[0].at or since)


def hours_on(uow: UnitOfWork, at: datetime) -> list[Window]:
    """From when until when visits are made on that day; windows that follow on each other are one stretch."""
    hours: list[Window] = []
    for window in uow.slot_times.on(local_day(at, uow.policy.zone)):
        if hours and hours[-1].ends_at >= window.starts_at:
            hours[-1] = Window(hours[-1].starts_at, window.ends_at)
        else:
            hours.append(window)
    return hours


def fits(uow: UnitOfWork, window: Window, wish: Wish) -> bool:
    if wish.hours is None:
        return True
    start = hour(uow, window.starts_at)
    return wish.hours[0] <= start < wish.hours[1]


def fit(window: Window, wish: Wish) -> tuple[float, Window]:
    """The smaller the better."""
    if wish.at is not None:
        return abs((window.starts_at - wish.at).total_seconds()), window
    late = (window.ends_at - wish.until).total_seconds() if wish.by_end else 0.0
    return max(late, 0.0), window


def taken_out(window: Window, wishes: Wishes) -> bool:
    return any(span.starts_at <= window.starts_at < span.ends_at for span in wishes.unwanted)


def gap(window: Window, wish: Wish) -> timedelta:
    """How far off: too early weighs double, since who names a day is seldom there before it."""
    if window.starts_at < wish.since:
        return 2 * (wish.since - window.starts_at)
    return max(window.starts_at - wish.until, timedelta())


def hours_alike(uow: UnitOfWork, window: Window, wish: Wish) -> bool:
    if wish.until - wish.since > timedelta(hours=12):
        return False
    first, last = hour(uow, wish.since), hour(uow, wish.until) or 24.0
    return first <= hour(uow, window.starts_at) < last


def hour(uow: UnitOfWork, at: datetime) -> float:
    local = at.astimezone(uow.policy.zone)
    return local.hour + local.minute / 60
