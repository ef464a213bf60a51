"""A zone that puts its clocks back and forward: what was promised for ten o'clock stays ten o'clock on the wall."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from sqlalchemy import select

from models.appointment import Appointment
from models.notification import Delivery, Notification
from models.outage import Outage
from models.timer import Timer, TimerKind
from scheduling.policy import Policy
from tests.world import World, open_world

BERLIN = ZoneInfo("Europe/Berlin")
# A Saturday whose Sunday has 25 hours, and one whose Sunday has 23.
LONG, SHORT = datetime(2026, 10, 24, 9, 0, tzinfo=BERLIN), datetime(2027, 3, 27, 9, 0, tzinfo=BERLIN)


@pytest_asyncio.fixture
async def there(tmp_path: Path, template: Path, start: datetime) -> AsyncIterator[World]:
    made = await open_world(tmp_path, template, policy=replace(Policy.default(), zone=BERLIN), start_at=start)
    yield made
    await made.close()


def instant(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=UTC)


def due(world: World, key: str) -> list[datetime]:
    """When it was or will be said, what was withdrawn aside."""
    gone = (Delivery.WITHDRAWN, Delivery.EXPIRED)
    rows = world.rows(select(Notification).where(Notification.key == key).order_by(Notification.id))
    return [row.due_at for row in rows if row.status not in gone]


@pytest.mark.parametrize(
    ("start", "promised", "asked", "noticed", "midnight"),
    [
        (LONG, "2026-10-25 09:00", "2026-10-24 16:00", "2026-10-25 08:30", "2026-10-25 23:00"),
        (SHORT, "2027-03-28 08:00", "2027-03-27 17:00", "2027-03-28 07:30", "2027-03-28 22:00"),
    ],
    ids=["clocks go back", "clocks go forward"],
)  # fmt: skip
async def test_a_visit_booked_across_the_change_keeps_its_hour_and_its_reminders(
    there: World, promised: str, asked: str, noticed: str, midnight: str
) -> None:
    """R-4.4, R-4.5, D-2: ten on the wall; asked at six the evening before, told at half past nine."""
    customer = there.person(1001)
    await customer.says("宽带坏了,明天上午十点来人")
    customer.sees("10:00", "确认预约")
    await customer.taps("确认预约")
    customer.has_seen("已约好", "10:00")
    [visit] = there.rows(select(Appointment).where(Appointment.booked_at.is_not(None)))
    assert (visit.promised_at, visit.starts_at) == (instant(promised), instant(promised))
    assert due(there, "confirm-ask") == [instant(asked)]
    assert due(there, "half-hour-notice") == [instant(noticed)]
    [day_ends] = there.rows(select(Timer).where(Timer.kind == TimerKind.DAY_ENDS))
    assert day_ends.due_at == instant(midnight)

    offered = next(who for who in map(there.person, (2001, 2002, 2003)) if who.count("新派单"))
    await offered.taps("接单")
    await there.sandbox.move_clock(to=instant(asked))
    await there.settle()
    customer.has_seen("10:00", "确认,时间合适")
    await there.sandbox.move_clock(to=instant(noticed))
    await there.settle()
    customer.has_seen("10:00 上门", offered.name)
    await offered.taps("我已到达")
    [visit] = there.rows(select(Appointment).where(Appointment.booked_at.is_not(None)))
    assert visit.was_kept


@pytest.mark.parametrize("start", [LONG], ids=["clocks go back"])
async def test_moved_across_the_change_the_reminders_move_with_it(there: World) -> None:
    """Promise 1: from the Sunday of the change to the Monday after, and no reminder states or keeps an old hour."""
    customer = there.person(1001)
    await customer.says("宽带坏了,明天上午十点来人")
    await customer.taps("确认预约")
    await customer.says("改到后天上午十点")
    await customer.taps("确认改时间")
    assert due(there, "half-hour-notice") == [instant("2026-10-26 08:30")]
    assert due(there, "confirm-ask") == [instant("2026-10-25 17:00")]  # six in the evening, now an hour later in UTC
    await there.sandbox.move_clock(to=instant("2026-10-26 08:31"))
    await there.settle()
    assert customer.count("半小时") <= 1


@pytest.mark.parametrize(
    ("start", "since", "until"),
    [
        (datetime(2026, 10, 25, 2, 40, tzinfo=BERLIN), "2026-10-25 00:30", "2026-10-25 00:50"),
        (datetime(2026, 10, 25, 2, 40, tzinfo=BERLIN, fold=1), "2026-10-25 01:30", "2026-10-25 01:50"),
        (datetime(2027, 3, 28, 1, 50, tzinfo=BERLIN), "2027-03-28 00:30", "2027-03-28 01:50"),
    ],
    ids=["the first half past two", "the second half past two", "the hour that is left out"],
)
async def test_an_outage_in_the_night_of_the_change_begins_and_ends_when_it_is_said_to(
    there: World, since: str, until: str
) -> None:
    """What was meant is the moment nearest to now; its end is no time that has passed."""
    dispatcher = there.person(3001)
    hour = "一点半" if "2027" in since else "两点半"
    end = "三点五十" if "2027" in until else "两点五十"
    await dispatcher.says(f"幸福里光缆断了,{hour}开始的,预计{end}恢复")
    await dispatcher.taps("登记并通知热线")
    [outage] = there.rows(select(Outage))
    assert (outage.starts_at, outage.expected_until) == (instant(since), instant(until))


NIGHTS = [
    (datetime(2026, 10, 25, 1, 30, tzinfo=BERLIN), "2026-10-25 01:30"),
    (datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1), "2026-10-25 03:30"),
    (datetime(2027, 3, 28, 1, 30, tzinfo=BERLIN), "2027-03-28 02:30"),
]


@pytest.mark.parametrize(("start", "until"), NIGHTS, ids=["goes back", "has gone back", "goes forward"])
@pytest.mark.parametrize("words", ["预计两小时后恢复", "预计还要2个小时", "预计1到2小时恢复"])
async def test_in_two_hours_is_two_hours_also_across_the_change(there: World, words: str, until: str) -> None:
    """What is counted from now is counted, not read off the wall."""
    dispatcher = there.person(3001)
    await dispatcher.says(f"幸福里光缆断了,{words}")
    await dispatcher.taps("登记并通知热线")
    [outage] = there.rows(select(Outage))
    assert outage.expected_until == instant(until)


@pytest.mark.parametrize(
    ("start", "at"),
    [
        (datetime(2026, 10, 24, 20, 30, tzinfo=BERLIN), "09:30"),
        (datetime(2027, 3, 27, 20, 30, tzinfo=BERLIN), "11:30"),
    ],
    ids=["goes back", "goes forward"],
)
async def test_remind_me_in_fourteen_hours(there: World, at: str) -> None:
    customer = there.person(1001)
    await customer.says("宽带坏了,大后天上午十点来人")
    await customer.taps("确认预约")
    await customer.says("14个小时后提醒我一下")
    customer.sees(at, "提醒您")
