"""What follows from a change to an outage: its event, the hotline feed (R-6.11), timers, and all who hang on it."""

from __future__ import annotations

from models.outage import Outage
from models.task import TaskKind
from models.timer import TimerKind
from scheduling import broadcasts, held_orders, hotline_feed, outbox, tasks
from scheduling.announcements import record
from scheduling.events import Happened
from scheduling.events import outages as oe
from scheduling.outages import works
from scheduling.timers import drop_timers, set_timer
from scheduling.unit_of_work import UnitOfWork

WATCHED = (TimerKind.OUTAGE_UPDATE_DUE, TimerKind.OUTAGE_BEGINS, TimerKind.OUTAGE_NOTICE)
GROUND = frozenset({"unit_id", "area_id", "services"})


def opened(uow: UnitOfWork, outage: Outage, event: oe.OutageOpened | oe.OutageChanged) -> None:
    """Opened by somebody, or planned works that begin: orders and news follow."""
    told(uow, outage, event)
    held_orders.follow(uow, outage)
    broadcasts.outage_changed(uow, outage)


def notice_due(uow: UnitOfWork, outage: Outage) -> None:
    """The dispatchers are reminded; the front desk knows the works already."""
    uow.session.flush()
    record(uow, oe.NoticeDue(outage.starts_at), outage=outage)
    broadcasts.outage_changed(uow, outage)


def changed(uow: UnitOfWork, outage: Outage, event: oe.OutageChanged) -> None:
    if event.matters:
        outbox.withdraw_of_outage(uow, outage.id, "watched-changed")  # the newer word says it all
    told(uow, outage, event)
    held_orders.follow(uow, outage)
    broadcasts.outage_changed(uow, outage, moved=not GROUND.isdisjoint(event.changed))


def restored(uow: UnitOfWork, outage: Outage) -> None:
    told(uow, outage, oe.OutageRestored())
    held_orders.follow(uow, outage)
    broadcasts.outage_changed(uow, outage)


def resumed(uow: UnitOfWork, outage: Outage) -> None:
    told(uow, outage, oe.OutageResumed())
    held_orders.follow(uow, outage)
    broadcasts.outage_changed(uow, outage)


def called_off(uow: UnitOfWork, outage: Outage, reason: str | None) -> None:
    told(uow, outage, oe.OutageCalledOff(reason))
    held_orders.follow(uow, outage)
    broadcasts.outage_changed(uow, outage)


def merged(uow: UnitOfWork, old: Outage, into: Outage) -> None:
    told(uow, old, oe.OutageMerged(into.id))
    held_orders.follow(uow, old)
    held_orders.hand_over_watchers(uow, old, into)
    broadcasts.outage_changed(uow, old)
    broadcasts.outage_changed(uow, into)


def told(uow: UnitOfWork, outage: Outage, event: Happened) -> None:
    """What follows whatever happened: history, the feed, the clock, and the visits inside planned works."""
    uow.session.flush()
    record(uow, event, outage=outage)
    hotline_feed.publish(uow, outage, event)
    set_clocks(uow, outage)
    works.flag_visits(uow, outage)


def set_clocks(uow: UnitOfWork, outage: Outage) -> None:
    """The timers as the record stands now; what they watched before has moved on."""
    drop_timers(uow, outage.id, *WATCHED)
    tasks.withdraw(uow, TaskKind.OUTAGE_UPDATE, f"outage:{outage.id}")
    if outage.open and outage.next_update_at is not None:
        set_timer(uow, TimerKind.OUTAGE_UPDATE_DUE, outage.id, outage.next_update_at)
    if outage.planned and outage.open and not outage.running:
        set_timer(uow, TimerKind.OUTAGE_BEGINS, outage.id, outage.starts_at)
        for ahead in uow.policy.outages.notice_ahead:
            if outage.starts_at - ahead > uow.now:
                set_timer(uow, TimerKind.OUTAGE_NOTICE, outage.id, outage.starts_at - ahead)
