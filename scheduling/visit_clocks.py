"""What watches a promised visit from the promise to the door: how it is set, muted while an outage lasts, and dropped."""

from __future__ import annotations

from datetime import timedelta

from models.appointment import Appointment
from models.order import OrderStatus
from models.timer import TimerKind
from scheduling import availability, offers, outbox, slots, tasks, windows
from scheduling import events as ev
from scheduling.announcements import record
from scheduling.timers import drop_timers, set_timer, set_timers
from scheduling.unit_of_work import UnitOfWork

# How long a customer waits at the promised time before we own up to it.
PATIENCE = timedelta(minutes=5)
WATCHING = (
    TimerKind.CONFIRMATION_UNANSWERED, TimerKind.NOT_DEPARTED, TimerKind.DAY_ENDS, TimerKind.MOVE_UNANSWERED,
    TimerKind.PROMISE_PASSED, TimerKind.HELD_VISIT,
)  # fmt: skip


def set_clocks(uow: UnitOfWork, visit: Appointment) -> None:
    """From here on it is watched whether anybody confirms, comes, and says so."""
    day = windows.day_bounds(windows.local_day(visit.starts_at, uow.policy.zone), uow.policy.zone)
    due = {
        TimerKind.PROMISE_PASSED: visit.promised_at + uow.policy.grace + PATIENCE,
        TimerKind.DAY_ENDS: day.ends_at,
    }
    asked_at = windows.second_confirmation_at(visit.promised_at, uow.now, uow.policy)
    if asked_at is not None and visit.confirmed_at is None:
        due[TimerKind.CONFIRMATION_UNANSWERED] = windows.answer_due_at(asked_at, visit.promised_at, uow.policy)
    set_timers(uow, visit.id, due)


def watch_again(uow: UnitOfWork, visit: Appointment) -> None:
    """The arrival was a slip: whether anybody comes is watched as before it."""
    day = windows.day_bounds(windows.local_day(visit.starts_at, uow.policy.zone), uow.policy.zone)
    due = {TimerKind.DAY_ENDS: max(day.ends_at, uow.now + timedelta(hours=1))}
    if uow.now < visit.promised_at:
        due[TimerKind.PROMISE_PASSED] = visit.promised_at + uow.policy.grace + PATIENCE
    if visit.asked_by == "company":
        due[TimerKind.MOVE_UNANSWERED] = max(visit.promised_at, uow.now)
    if visit.order.status is OrderStatus.ACCEPTED and visit.depart_at is not None and uow.now < visit.depart_at:
        due[TimerKind.NOT_DEPARTED] = visit.depart_at + timedelta(minutes=1)
    set_timers(uow, visit.id, due)


def mute(uow: UnitOfWork, visit: Appointment) -> None:
    """Nothing more is said, asked or watched about this visit."""
    drop_timers(uow, visit.id, *WATCHING)
    outbox.withdraw(uow, visit.id)
    offers.withdraw_offers(uow, visit)
    tasks.withdraw_all(uow, visit)


def forget(uow: UnitOfWork, old: Appointment) -> None:
    """The visit is off: rows, timers, reminders and tasks of its time go with it (promise 1)."""
    slots.free_rows(uow, old)
    mute(uow, old)


def wait(uow: UnitOfWork, visit: Appointment) -> None:
    """The visit stands and is muted: its order waits for an outage. Its slot is of use to others once it comes near."""
    mute(uow, visit)
    near = visit.promised_at - availability.lead_time(uow, visit.order.tier)
    set_timer(uow, TimerKind.HELD_VISIT, visit.id, max(near, uow.now))


def take_up(uow: UnitOfWork, visit: Appointment) -> None:
    """A muted visit counts again: its clocks and reminders anew; whoever had accepted it keeps it."""
    drop_timers(uow, visit.id, TimerKind.HELD_VISIT)
    set_clocks(uow, visit)
    if visit.technician_id is not None:
        visit.order.move_to(OrderStatus.ACCEPTED)
        visit.depart_at = max(visit.depart_at or uow.now, uow.now)
        set_timer(uow, TimerKind.NOT_DEPARTED, visit.id, visit.depart_at + timedelta(minutes=1))
    record(uow, ev.VisitTakenUp(), appointment=visit)
    offers.go_round(uow, visit, anew=True)
