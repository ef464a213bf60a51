"""A broadcast killed on its way is told to everybody once. Ten thousand people and twenty deaths are `make soak`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from models.broadcast import Broadcast, BroadcastStatus
from models.notification import Delivery, Notification
from tests import crowds
from tests.soak.broadcast import Told, broadcast_killed, broken


@pytest.mark.slow
async def test_a_broadcast_killed_on_its_way_is_told_to_everybody_once(tmp_path: Path) -> None:
    told = await broadcast_killed(tmp_path, people=210, kills=2, seed=3)  # so many that a second person approves

    assert told.broken == []
    assert told.complaints == []
    assert told.kills == 2
    assert sum(told.statuses.values()) == 211


# What the checks are worth: each notices what it is there for.


def found(status: Delivery, times: int, **figures: int) -> list[str]:
    """One recipient's row in that status, shown so often."""
    row = Notification(recipient_id=7, status=status)
    counts = {"queued": 1, "sent": 0, "failed": 0, "blocked": 0, "unknown": 0, status.value: 1, **figures}
    counts = {
        name: count for name, count in counts.items() if name in ("queued", "sent", "failed", "blocked", "unknown")
    }
    broadcast = Broadcast(status=BroadcastStatus.DONE, **counts)
    shown: list[dict[str, Any]] = [{"chat_id": crowds.FIRST_CHAT + 7, "status": 200, "real": 1.0}] * times
    report: dict[str, Any] = {"chat_id": 3001, "status": 200, "real": 2.0}
    return list(broken(broadcast, [row], [7], [*shown, report], Told()))


def test_the_checks_notice_who_was_missed_or_told_twice() -> None:
    assert found(Delivery.SENT, 1) == []
    assert found(Delivery.UNKNOWN, 2) == []
    assert found(Delivery.UNKNOWN, 0) == []
    assert found(Delivery.SENT, 2)
    assert found(Delivery.SENT, 0)
    assert found(Delivery.PENDING, 0)
    assert found(Delivery.FAILED, 0)
    assert found(Delivery.SENT, 1, sent=2), "figures that do not add up"
    assert found(Delivery.SENT, 1, queued=2)
