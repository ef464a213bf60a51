"""Arrival windows and the moments that hang on a promised time. Pure: whoever asks brings the clock.

Days and slots are thought of on the local clock on the wall and stored as aware UTC, so that daylight saving
moves neither the slot nor the promise.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from scheduling.calendar import WorkingCalendar
from scheduling.policy import Policy

HALF_HOUR = timedelta(minutes=30)
DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Window:
    """A stretch of time, its end not included; both ends aware UTC."""

    starts_at: datetime
    ends_at: datetime

    def __contains__(self, at: datetime) -> bool:
        return self.starts_at <= at < self.ends_at

    def overlaps(self, other: "Window") -> bool:
        """Touching is not overlapping."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


def on_the_wall(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant when the local clock shows this; of a time shown twice, the first."""
    return datetime.combine(day, at, zone).astimezone(UTC)


def local_day(at: datetime, zone: ZoneInfo) -> date:
    """The date on the wall at this instant."""
    return at.astimezone(zone).date()


def day_bounds(day: date, zone: ZoneInfo) -> Window:
    """A local day from midnight to midnight: 23, 24 or 25 hours."""
    return Window(on_the_wall(day, time(), zone), on_the_wall(day + DAY, time(), zone))


def day_opens_at(at: datetime, zone: ZoneInfo) -> datetime:
    """The midnight with which the local day of this instant began."""
    return day_bounds(local_day(at, zone), zone).starts_at


class SlotTimes:
    """D-3: which windows a day has, on the local clock and by the working calendar."""

    def __init__(self, policy: Policy, calendar: WorkingCalendar | None = None) -> None:
        self.policy = policy
        self.calendar = calendar or WorkingCalendar(policy.calendar)
        self.on = lru_cache(maxsize=400)(self._on)

    def _on(self, day: date) -> Sequence[Window]:
        """The day's windows in order; none on a closed day, fewer on a holiday with short hours."""
        hours = self.calendar.hours(day)
        if hours is None:
            return []
        opens, closes = datetime.combine(day, hours[0]), datetime.combine(day, hours[1])
        if closes <= opens:
            closes += DAY  # "until 00:00" means the end of this day
        starts = (datetime.combine(day, start) for start in sorted(self.policy.slots.starts))
        return [
            self.window(day, start.time())
            for start in starts
            if opens <= start and start + self.policy.slots.length <= closes
        ]

    def window(self, day: date, start: time) -> Window:
        """The slot that begins when the wall clock shows `start`; its end is on the wall clock too."""
        ends = datetime.combine(day, start) + self.policy.slots.length
        zone = self.policy.zone
        return Window(on_the_wall(day, start, zone), on_the_wall(ends.date(), ends.time(), zone))

    def between(self, since: datetime, until: datetime) -> Iterator[Window]:
        """Every window that begins at or after `since` and before `until`."""
        day, last = local_day(since, self.policy.zone), local_day(until, self.policy.zone)
        while day <= last:
            yield from (window for window in self.on(day) if since <= window.starts_at < until)
            day += DAY


def half_hours(window: Window, zone: ZoneInfo | None = None) -> list[datetime]:
    """The half-hours a window takes from a technician's day, as the instants they begin.

    They lie on the half-hours of the wall clock, so that windows which share time share a row whatever minute
    they begin at. `zone` matters only where local time is a quarter of an hour off, as in Kathmandu.
    """
    offset = window.starts_at.astimezone(zone).utcoffset() if zone else None
    shift = (offset or timedelta()) % HALF_HOUR
    since_epoch = window.starts_at - datetime.min.replace(tzinfo=UTC)
    at = window.starts_at - (since_epoch + shift) % HALF_HOUR
    rows = []
    while at < window.ends_at:
        rows.append(at.astimezone(UTC))
        at += HALF_HOUR
    return rows


def promised_at(window: Window, policy: Policy) -> datetime:
    """D-4: when we promise to be at the door, the window's start unless the operator promises windows."""
    return window.ends_at if policy.slots.promise == "end" else window.starts_at


def second_confirmation_at(promised: datetime, booked_at: datetime, policy: Policy) -> datetime | None:
    """D-6: the evening before; None when that was over at booking, so that assignment asks at once."""
    eve = local_day(promised, policy.zone) - DAY
    asks_at = on_the_wall(eve, policy.confirmation.ask_at, policy.zone)
    return asks_at if asks_at > booked_at else None


def answer_due_at(asked_at: datetime, promised: datetime, policy: Policy) -> datetime:
    """D-6: no answer by then gives the dispatcher a phone task; the half-hour notice ends the waiting.

    Nobody is rung at night about it (D-14).
    """
    return min(next_awake(asked_at + policy.confirmation.answer_within, policy), notice_at(promised, policy))


def notice_at(promised: datetime, policy: Policy) -> datetime:
    """R-4.5: the customer is told once more, half an hour ahead."""
    return promised - policy.notice_before


def depart_at(promised: datetime, travel: timedelta | None, policy: Policy) -> datetime:
    """R-4.8: when to leave so as to arrive before the promised time; an unknown way takes the default."""
    way = policy.travel.default if travel is None else travel
    return promised - way - policy.travel.margin


def kept(arrived_at: datetime, promised: datetime, grace: timedelta) -> bool:
    """R-4.7: compared to the whole minute, because that is what people read on their clocks."""
    return arrived_at.replace(second=0, microsecond=0) <= promised + grace


def quiet(now: datetime, policy: Policy) -> bool:
    """D-14: is it the hour at which call-backs and surveys leave people alone?"""
    start, end = policy.quiet_hours.start, policy.quiet_hours.end
    at = now.astimezone(policy.zone).time()
    return start <= at < end if start <= end else at >= start or at < end


def next_awake(now: datetime, policy: Policy) -> datetime:
    """The first moment from now on that is outside the quiet hours: now itself, or their end."""
    if not quiet(now, policy):
        return now
    local = now.astimezone(policy.zone)
    end = policy.quiet_hours.end
    day = local.date() if local.time() < end else local.date() + DAY
    return on_the_wall(day, end, policy.zone)
