"""Liveness and figures: `/healthz` for whoever restarts us, `/metrics` for Prometheus."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from sqlalchemy import func, select

from models.notification import Delivery, Notification
from scheduling.outbox import OWED_SINGLY
from scheduling.unit_of_work import CLOCK, UnitOfWork

LATE = (0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300)
STUCK = timedelta(minutes=2)
UNANSWERED = "unanswered"  # an update that should come again
QUICK = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)


@dataclass(frozen=True)
class Backlog:
    """What is owed at this moment."""

    waiting: int
    overdue: int
    oldest_due: datetime | None
    now: datetime

    @property
    def lag(self) -> timedelta:
        return self.now - self.oldest_due if self.oldest_due else timedelta()


def backlog(uow: UnitOfWork) -> Backlog:
    """How far the outbox is behind. What a broadcast has queued waits its turn, and is no lag."""
    waiting = select(func.count()).select_from(Notification).where(OWED_SINGLY)
    due = OWED_SINGLY, Notification.due_at <= uow.now
    return Backlog(
        waiting=uow.session.scalar(waiting) or 0,
        overdue=uow.session.scalar(select(func.count()).where(*due)) or 0,
        oldest_due=uow.session.scalar(select(func.min(Notification.due_at)).where(*due)),
        now=uow.now,
    )


class Metrics:
    """The figures of one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.nobody_answered_since: datetime | None = None
        make: dict[str, Any] = {"registry": self.registry}
        self.updates = Counter("menling_updates", "Updates handled", ["kind", "outcome"], **make)
        self.update_seconds = Histogram("menling_update_seconds", "From update to answer", buckets=QUICK, **make)
        self.notifications = Counter("menling_notifications", "Owed messages by outcome", ["outcome"], **make)
        for outcome in Delivery:
            self.notifications.labels(outcome.value)  # at nought from the start, so that the first failure shows
        self.lateness = Histogram("menling_notification_late_seconds", "Claimed after due", buckets=LATE, **make)
        self.send_seconds = Histogram("menling_send_seconds", "One send", buckets=QUICK, **make)
        self.timers = Counter("menling_timers", "Timers fired", ["kind"], **make)
        self.lag = Gauge("menling_outbox_lag_seconds", "Age of the oldest message that is due and not sent", **make)
        self.oldest = Gauge(
            "menling_outbox_oldest_due_timestamp_seconds", "When that message was due, 0 if none", **make
        )
        self.waiting = Gauge("menling_outbox_waiting", "Messages owed, due or not", **make)
        self.overdue = Gauge("menling_outbox_overdue", "Messages owed and due", **make)

    def handled(self, kind: str, outcome: str, seconds: float, now: datetime) -> None:
        """One update; from the first that could not be answered until the next that could, nobody is."""
        self.updates.labels(kind, outcome).inc()
        self.update_seconds.observe(seconds)
        self.nobody_answered_since = (self.nobody_answered_since or now) if outcome == UNANSWERED else None

    def sent(self, outcome: Delivery, late: timedelta, seconds: float) -> None:
        self.notifications.labels(outcome.value).inc()
        self.lateness.observe(max(0.0, late.total_seconds()))
        self.send_seconds.observe(seconds)

    async def text(self, run: Callable[..., Awaitable[Any]]) -> bytes:
        """The exposition, with the outbox asked afresh."""
        owed: Backlog = await run(backlog, CLOCK)
        self.lag.set(owed.lag.total_seconds())
        self.oldest.set(owed.oldest_due.timestamp() if owed.oldest_due else 0)
        self.waiting.set(owed.waiting)
        self.overdue.set(owed.overdue)
        return generate_latest(self.registry)


async def healthz(run: Callable[..., Awaitable[Any]], metrics: Metrics) -> tuple[int, dict[str, Any]]:
    """200 while the database answers, people are, and nothing due is two minutes old; 503 with the reason otherwise."""
    try:
        owed: Backlog = await run(backlog, CLOCK)
    except Exception as error:
        return 503, {"ok": False, "why": f"the database does not answer: {type(error).__name__}"}
    facts = {"outbox_lag_seconds": owed.lag.total_seconds(), "overdue": owed.overdue, "waiting": owed.waiting}
    since = metrics.nobody_answered_since
    if since is not None and owed.now - since > STUCK:
        return 503, {"ok": False, "why": f"nobody has been answered since {since.isoformat()}", **facts}
    if owed.lag > STUCK:
        return 503, {"ok": False, "why": "messages that are due are not leaving", **facts}
    return 200, {"ok": True, **facts}
