"""Windows and the moments around a promise, as tables. Local times as people read them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling import windows
from scheduling.policy import Calendar, Policy, QuietHours, Slots
from scheduling.windows import SlotTimes, Window

POLICY = Policy.default()
SHANGHAI = POLICY.zone
BERLIN = replace(POLICY, zone=ZoneInfo("Europe/Berlin"))
MINUTES = timedelta(minutes=1)


def at(text: str, zone: ZoneInfo = SHANGHAI) -> datetime:
    """ "11-24 09:30" of 2026 on the local clock, as the instant it is."""
    return datetime.strptime(f"2026-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=zone).astimezone(UTC)


def shown(moment: datetime | None, zone: ZoneInfo = SHANGHAI) -> str:
    return f"{moment.astimezone(zone):%m-%d %H:%M}" if moment else "none"


def window(start: str, end: str, zone: ZoneInfo = SHANGHAI) -> Window:
    return Window(at(start, zone), at(end, zone))


def test_a_day_has_the_slots_of_d_3() -> None:
    slots = SlotTimes(POLICY).on(date(2026, 11, 24))
    assert [shown(slot.starts_at)[6:] for slot in slots] == ["08:00", "10:00", "14:00", "16:00", "18:00"]
    assert {slot.ends_at - slot.starts_at for slot in slots} == {timedelta(hours=2)}
    assert all(slot.starts_at.tzinfo is UTC for slot in slots)


def test_a_holiday_has_only_what_lies_inside_its_hours() -> None:
    slots = SlotTimes(POLICY).on(date(2026, 10, 1))
    assert [shown(slot.starts_at)[6:] for slot in slots] == ["10:00", "14:00", "16:00"]


def test_a_closed_day_has_none_and_between_steps_over_it() -> None:
    closed = Calendar(closed={date(2026, 11, 25): {"zh": "盘点"}})
    slots = SlotTimes(replace(POLICY, calendar=closed))
    assert slots.on(date(2026, 11, 25)) == []
    found = [shown(slot.starts_at) for slot in slots.between(at("11-24 16:00"), at("11-26 08:01"))]
    assert found == ["11-24 16:00", "11-24 18:00", "11-26 08:00"]


@pytest.mark.parametrize(
    ("day", "utc_hours"),
    [
        (date(2026, 3, 28), [7, 9, 13, 15, 17]),  # the day before the clocks go forward
        (date(2026, 3, 29), [6, 8, 12, 14, 16]),  # the day they do, at two in the night
        (date(2026, 10, 24), [6, 8, 12, 14, 16]),
        (date(2026, 10, 25), [7, 9, 13, 15, 17]),  # back again
    ],
)
def test_daylight_saving_does_not_move_a_slot_on_the_wall(day: date, utc_hours: list[int]) -> None:
    slots = SlotTimes(BERLIN).on(day)
    assert [slot.starts_at.hour for slot in slots] == utc_hours
    assert [shown(slot.starts_at, BERLIN.zone)[6:8] for slot in slots] == [
        "08",
        "10",
        "14",
        "16",
        "18",
    ]


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 3, 28), 24), (date(2026, 3, 29), 23), (date(2026, 10, 25), 25)],
)
def test_a_day_is_as_long_as_the_clock_makes_it(day: date, hours: int) -> None:
    bounds = windows.day_bounds(day, BERLIN.zone)
    assert bounds.ends_at - bounds.starts_at == timedelta(hours=hours)
    assert bounds.starts_at in bounds
    assert bounds.ends_at not in bounds
    assert bounds.ends_at == windows.day_bounds(day + timedelta(days=1), BERLIN.zone).starts_at


def test_a_slot_across_the_change_takes_the_hours_that_really_pass() -> None:
    night = replace(BERLIN, slots=Slots(starts=(time(1),), length=timedelta(hours=3)))
    spring, autumn = (SlotTimes(night).on(date(2026, *day))[0] for day in ((3, 29), (10, 25)))
    assert len(windows.half_hours(spring)) == 4
    assert len(windows.half_hours(autumn)) == 8


@pytest.mark.parametrize(
    ("start", "end", "rows"),
    [
        ("11-24 14:00", "11-24 16:00", ["14:00", "14:30", "15:00", "15:30"]),
        ("11-24 14:10", "11-24 15:00", ["14:00", "14:30"]),
        ("11-24 14:10", "11-24 15:01", ["14:00", "14:30", "15:00"]),
        ("11-24 14:00", "11-24 14:00", []),
    ],
)
def test_a_window_takes_every_half_hour_that_it_touches(start: str, end: str, rows: list[str]) -> None:
    assert [shown(row)[6:] for row in windows.half_hours(window(start, end), SHANGHAI)] == rows


def test_slots_that_touch_share_no_half_hour_even_a_quarter_off() -> None:
    for name in (
        "Asia/Kathmandu",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Asia/Shanghai",
        "America/St_Johns",
    ):
        policy = replace(POLICY, zone=ZoneInfo(name), slots=Slots(starts=(time(8), time(10), time(12))))
        rows = [windows.half_hours(slot, policy.zone) for slot in SlotTimes(policy).on(date(2026, 11, 24))]
        assert [len(taken) for taken in rows] == [4, 4, 4]
        assert not any(set(one) & set(next_one) for one, next_one in pairwise(rows))


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))
spans = st.builds(lambda start, minutes: Window(start, start + minutes * MINUTES), moments, st.integers(1, 24 * 60))


@given(one=spans, other=spans, shift=st.integers(-600, 600))
def test_windows_that_overlap_always_meet_in_a_half_hour(one: Window, other: Window, shift: int) -> None:
    start = one.starts_at + shift * MINUTES
    near = Window(start, start + (other.ends_at - other.starts_at))
    shared = set(windows.half_hours(one)) & set(windows.half_hours(near))
    assert shared or not one.overlaps(near)
    for row in windows.half_hours(one):
        assert Window(row, row + 30 * MINUTES).overlaps(one)


def test_the_promise_is_the_start_unless_windows_are_promised() -> None:
    slot = window("11-24 14:00", "11-24 16:00")
    assert shown(windows.promised_at(slot, POLICY)) == "11-24 14:00"
    by_window = replace(POLICY, slots=replace(POLICY.slots, promise="end"))
    assert shown(windows.promised_at(slot, by_window)) == "11-24 16:00"


@pytest.mark.parametrize(
    ("promised", "booked", "asks"),
    [
        ("11-26 10:00", "11-24 12:00", "11-25 18:00"),
        ("11-26 10:00", "11-25 17:59", "11-25 18:00"),
        ("11-26 10:00", "11-25 18:00", "none"),
        ("11-26 18:00", "11-26 09:00", "none"),
        ("11-01 00:30", "10-20 09:00", "10-31 18:00"),  # the local day counts: in UTC this is October still
    ],
)
def test_the_second_confirmation_is_asked_the_evening_before(promised: str, booked: str, asks: str) -> None:
    assert shown(windows.second_confirmation_at(at(promised), at(booked), POLICY)) == asks


def test_the_evening_before_is_18_00_on_the_wall_though_the_clocks_change_at_night() -> None:
    promised, booked = at("03-29 10:00", BERLIN.zone), at("03-20 10:00", BERLIN.zone)
    asks = windows.second_confirmation_at(promised, booked, BERLIN)
    assert shown(asks, BERLIN.zone) == "03-28 18:00"


@pytest.mark.parametrize(
    ("asked", "promised", "due"),
    [
        ("11-25 18:00", "11-26 10:00", "11-25 20:00"),
        ("11-26 08:30", "11-26 10:00", "11-26 09:30"),
        ("11-25 22:00", "11-26 14:00", "11-26 08:00"),  # nobody is rung at midnight (D-14)
        ("11-25 22:00", "11-26 08:00", "11-26 07:30"),
    ],
)
def test_an_answer_is_due_in_two_hours_or_before_the_notice(asked: str, promised: str, due: str) -> None:
    assert shown(windows.answer_due_at(at(asked), at(promised), POLICY)) == due


def test_t_1_and_t_2_the_notice_follows_the_promise() -> None:
    assert shown(windows.notice_at(at("11-24 10:00"), POLICY)) == "11-24 09:30"
    assert shown(windows.notice_at(at("11-24 14:00"), POLICY)) == "11-24 13:30"


def test_t_5_departure_leaves_time_for_the_way_and_a_margin() -> None:
    promised = at("11-24 10:00")
    assert shown(windows.depart_at(promised, 30 * MINUTES, POLICY)) == "11-24 09:20"
    assert shown(windows.depart_at(promised, None, POLICY)) == "11-24 09:20"
    assert shown(windows.depart_at(promised, timedelta(), POLICY)) == "11-24 09:50"


@pytest.mark.parametrize(
    ("late_by", "grace", "kept"),
    [
        (timedelta(), 0, True),
        (timedelta(seconds=59), 0, True),  # the clock still shows ten
        (timedelta(minutes=1), 0, False),
        (timedelta(minutes=-20), 0, True),
        (timedelta(minutes=5, seconds=30), 5, True),
        (timedelta(minutes=6), 5, False),
    ],
)
def test_t_4_on_the_minute_is_on_time(late_by: timedelta, grace: int, kept: bool) -> None:
    promised = at("11-24 10:00")
    assert windows.kept(promised + late_by, promised, grace * MINUTES) is kept


@pytest.mark.parametrize(
    ("now", "quiet", "awake"),
    [
        ("11-24 20:59", False, "11-24 20:59"),
        ("11-24 21:00", True, "11-25 08:00"),
        ("11-25 00:30", True, "11-25 08:00"),
        ("11-25 07:59", True, "11-25 08:00"),
        ("11-25 08:00", False, "11-25 08:00"),
    ],
)
def test_quiet_hours_reach_over_midnight(now: str, quiet: bool, awake: str) -> None:
    assert windows.quiet(at(now), POLICY) is quiet
    assert shown(windows.next_awake(at(now), POLICY)) == awake


def test_quiet_hours_at_midday_and_none_at_all() -> None:
    siesta = replace(POLICY, quiet_hours=QuietHours(time(12), time(14)))
    assert shown(windows.next_awake(at("11-24 13:00"), siesta)) == "11-24 14:00"
    never = replace(POLICY, quiet_hours=QuietHours(time(0), time(0)))
    assert not any(windows.quiet(at(f"11-24 {hour:02}:00"), never) for hour in range(24))
