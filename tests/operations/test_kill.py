"""Killed at random moments of a scripted day and started again, the application has broken no promise.

Fifty deaths are `python -m tests.soak`; here are a few.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from models.appointment import Appointment, Status
from models.notification import Delivery, Notification
from tests.soak import checks
from tests.soak.day import Town
from tests.soak.killing import killed


@pytest.mark.slow
async def test_killed_at_random_moments_of_a_day_no_promise_is_broken(tmp_path: Path) -> None:
    result = await killed(tmp_path, kills=3, seed=7)

    assert result.broken == []
    assert result.complaints == []
    assert (result.kills, result.orders) == (3, 3 * result.rounds)
    assert result.messages["sent"] > 20


# What the checks are worth: each notices what it is there for.

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def visit(id: int, **given: Any) -> Appointment:
    starts_at = given.pop("starts_at", NOON)
    times = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2), "promised_at": starts_at}
    return Appointment(id=id, **{"order_id": id, "technician_id": 1, "status": Status.BOOKED, **times, **given})


def notice(**given: Any) -> Notification:
    usual = {"id": 1, "key": "half-hour-notice", "status": Delivery.SENT, "appointment_id": 1, "sent_at": NOON,
             "chat_id": 1001, "message_id": 5, "attempts": 1}  # fmt: skip
    return Notification(**{**usual, **given})


def town(*texts: str) -> Town:
    """王芳 has seen these, the first as message 5."""
    made = Town(None, Path("none"))  # type: ignore[arg-type]
    made.people[1001].seen = {(5 + n, text): {"message_id": 5 + n, "text": text} for n, text in enumerate(texts)}
    return made


def test_two_visits_at_once_are_noticed() -> None:
    assert list(checks.one_visit_at_a_time([visit(1), visit(2, starts_at=NOON + timedelta(hours=1))]))
    assert list(checks.one_visit_at_a_time([visit(1), visit(2, order_id=1, technician_id=2)]))
    assert not list(checks.one_visit_at_a_time([visit(1), visit(2, starts_at=NOON + timedelta(hours=2))]))


def test_an_old_time_is_noticed() -> None:
    gone = visit(1, status=Status.RESCHEDULED, ended_at=NOON - timedelta(minutes=1))
    assert list(checks.no_old_times(town("20:00"), [notice()], {1: gone}))
    assert list(checks.no_old_times(town("19:00"), [notice()], {1: visit(1)})), "it states another time"
    assert not list(checks.no_old_times(town("20:00"), [notice()], {1: visit(1)}))


def test_a_message_shown_twice_is_noticed() -> None:
    twice = town("20:00 上门")
    twice.people[1001].seen[9, "20:00 上门"] = {"message_id": 9, "text": "20:00 上门"}
    assert list(checks.told_once(twice, [notice()]))
    assert not list(checks.told_once(twice, [notice(status=Delivery.UNKNOWN, attempts=2)]))


def test_a_promise_that_was_lost_is_noticed() -> None:
    told = town("已约好 261125-000001")
    assert list(checks.kept(told, {}))
    told.orders = ["261125-000001"]
    assert any("does not exist" in line for line in checks.kept(told, {}))


def test_what_was_given_up_or_left_over_is_noticed() -> None:
    assert list(checks.nothing_left([notice(status=Delivery.CLAIMED)]))
    assert list(checks.nothing_left([notice(status=Delivery.FAILED)]))
    assert not list(checks.nothing_left([notice()]))
