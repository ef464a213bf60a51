"""Who hears of outages, of the orders that wait for them, and of broadcasts: lines of the table in `announcements.py`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from models.broadcast import BroadcastStatus
from models.notification import Manner, Urgency
from models.order import OrderStatus
from models.outage import OPEN, OutageStatus, Release
from models.person import Role
from scheduling.announcing import Line, Standing, Subject, To
from scheduling.events import Happened
from scheduling.events import broadcasts as bv
from scheduling.events import outages as oe
from scheduling.unit_of_work import UnitOfWork
from scheduling.visit_lines import while_live


def while_held(now: Standing) -> bool:
    return now.order is OrderStatus.ON_HOLD


def while_it_lasts(now: Standing) -> bool:
    return now.outage in OPEN


def while_restored(now: Standing) -> bool:
    return now.outage is OutageStatus.RESTORED


def while_called_off(now: Standing) -> bool:
    return now.outage is OutageStatus.CALLED_OFF


def while_draft(now: Standing) -> bool:
    return now.broadcast is BroadcastStatus.DRAFT


def while_awaiting(now: Standing) -> bool:
    return now.broadcast is BroadcastStatus.AWAITING_SECOND


def while_let_go(now: Standing) -> bool:
    return now.broadcast not in (BroadcastStatus.DRAFT, BroadcastStatus.AWAITING_SECOND, BroadcastStatus.CANCELLED)


def if_told(uow: UnitOfWork, event: Any, subject: Subject) -> datetime | None:
    return uow.now if event.tell else None


def if_matters(uow: UnitOfWork, event: oe.OutageChanged, subject: Subject) -> datetime | None:
    """Not before a slip can be put right, or the next fact of the same news typed: people hear it once, and whole."""
    return uow.now + uow.policy.broadcast.undo if event.matters else None


def if_still_broken(uow: UnitOfWork, event: oe.OrderReleased, subject: Subject) -> datetime | None:
    return uow.now if event.release == Release.STILL_BROKEN.value else None


def if_second(uow: UnitOfWork, event: bv.BroadcastConfirmed, subject: Subject) -> datetime | None:
    return uow.now if event.second else None


def if_nobodys(uow: UnitOfWork, event: bv.BroadcastComposed, subject: Subject) -> datetime | None:
    """A draft that no dispatcher has before them: works have begun by the clock. A notice ahead has its own reminder."""
    if subject.outage is not None and subject.outage.status is OutageStatus.PLANNED:
        return None
    return None if any(role is Role.DISPATCHER for role, _ in uow.actor.roles) else uow.now


def if_nobody_waits(uow: UnitOfWork, event: bv.BroadcastEnded, subject: Subject) -> datetime | None:
    return uow.now if event.person_id is None else None


LINES: dict[type[Happened], tuple[Line, ...]] = {
    # the front desk hears of every publication and change before its phones ring.
    oe.OutageOpened: (Line(To.HOTLINE, "outage-opened", urgency=Urgency.NOW),),
    oe.OutageChanged: (
        Line(To.HOTLINE, "outage-changed", urgency=Urgency.NOW),
        Line(To.FOLLOWERS, "watched-changed", due=if_matters, still=while_it_lasts, manner=Manner.REPLY),
    ),
    oe.OutageRestored: (
        Line(To.HOTLINE, "outage-restored", urgency=Urgency.NOW),
        Line(To.WATCHERS, "watched-over", still=while_restored, manner=Manner.REPLY),
    ),
    oe.OutageResumed: (
        Line(To.HOTLINE, "outage-resumed", urgency=Urgency.NOW),
        Line(To.FOLLOWERS, "watched-goes-on", still=while_it_lasts, manner=Manner.REPLY),
    ),
    oe.OutageCalledOff: (
        Line(To.HOTLINE, "outage-called-off", urgency=Urgency.NOW),
        Line(To.WATCHERS, "watched-called-off", still=while_called_off, manner=Manner.REPLY),
    ),
    oe.OutageSuggested: (Line(To.DISPATCHERS, "outage-suggested", urgency=Urgency.NOW),),
    oe.NoticeDue: (Line(To.DISPATCHERS, "works-notice-due", urgency=Urgency.NOW),),
    oe.OutageMerged: (Line(To.HOTLINE, "outage-merged", urgency=Urgency.NOW),),
    oe.RecordRead: (Line(To.CONCERNED, "record-read", said=True, manner=Manner.NEW),),
    oe.OrderHeld: (Line(To.CUSTOMER, "order-held", due=if_told, still=while_held, manner=Manner.NEW),),
    oe.OrderReleased: (
        Line(To.CUSTOMER, "order-released", due=if_told, phone=True),
        Line(To.DISPATCHERS, "dispatch-still-broken", due=if_still_broken),
    ),
    oe.RestoredAsked: (Line(To.CUSTOMER, "restored-ask", still=while_held, manner=Manner.REPLY),),
    oe.VisitFreed: (
        Line(To.TEAM, "visit-freed", urgency=Urgency.NOW),
        Line(To.CUSTOMER, "held-visit-freed", due=if_told, phone=True),
    ),
    oe.VisitBegun: (
        Line(To.LEAD, "begun-in-outage", still=while_live, urgency=Urgency.NOW),
        Line(To.DISPATCHERS, "dispatch-begun-in-outage", still=while_live),
    ),
    bv.BroadcastComposed: (Line(To.DISPATCHERS, "broadcast-ready", due=if_nobodys, still=while_draft, urgency=Urgency.NOW),),
    bv.BroadcastTested: (Line(To.DISPATCHERS, "outage-test"),),
    bv.BroadcastConfirmed: (Line(To.DISPATCHERS, "broadcast-approve", due=if_second, still=while_awaiting, urgency=Urgency.NOW),),
    bv.BroadcastShown: (Line(To.CONCERNED, "broadcast-shown", said=True, thread="broadcast:{broadcast_id}"),),
    bv.BroadcastApproved: (Line(To.CONCERNED, "broadcast-approved", still=while_let_go, urgency=Urgency.NOW),),
    bv.BroadcastCalledBack: (Line(To.CONCERNED, "broadcast-called-back", still=while_draft, urgency=Urgency.NOW),),
    bv.BroadcastStarted: (
        Line(To.AUDIENCE, "outage-news", urgency=Urgency.BULK, manner=Manner.REPLY),
        Line(To.AUDIENCE, "outage-correction", urgency=Urgency.BULK, manner=Manner.REPLY),
        Line(To.CONCERNED, "broadcast-progress"),
    ),
    # Whoever let it go has the card of its progress, which becomes the report.
    bv.BroadcastEnded: (Line(To.DISPATCHERS, "broadcast-report", due=if_nobody_waits),),
}  # fmt: skip
