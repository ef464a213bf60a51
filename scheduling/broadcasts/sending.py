"""On its way: begun, put into the outbox a piece at a time, paused, resumed, stopped, ended.

Each piece is one short transaction that also moves the cursor on, so that nothing else waits for more than a moment,
memory does not grow with the audience, and whoever dies in between goes on where it was.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select, text, update

from models.appointment import LIVE, Appointment
from models.broadcast import Broadcast, BroadcastKind, BroadcastStatus
from models.errors import WrongState
from models.notification import PENDING_SQL, Delivery, Manner, Notification, Urgency
from models.order import WorkOrder
from models.outage import Outage
from models.person import CustomerTier, Person
from models.timer import TimerKind
from scheduling import windows
from scheduling.announcements import record
from scheduling.broadcasts.audience import CORRECTION, NEWS, Audience, Circle, Span
from scheduling.broadcasts.composing import back_to_draft, mine
from scheduling.broadcasts.facts import facts
from scheduling.broadcasts.reporting import show_progress, show_where_it_stands, unfinished, withdrawn
from scheduling.database import insert_new
from scheduling.events import broadcasts as ev
from scheduling.permissions import Action, may
from scheduling.timers import drop_timers, set_timer
from scheduling.unit_of_work import Actor, UnitOfWork, facts_of

S = BroadcastStatus
TODAY = 0  # the first rank: people with a visit today; then the tiers, the most important first
TIERS = tuple(CustomerTier)
SOON = timedelta(seconds=1)
STALE = timedelta(hours=1)


def begin(uow: UnitOfWork, broadcast_id: int) -> None:
    """The undo delay is over. What is said and to whom is written into history before the first message."""
    broadcast = uow.get(Broadcast, broadcast_id)
    if broadcast.status is not S.SCHEDULED or broadcast.send_at is None or broadcast.send_at > uow.now:
        return
    if uow.now - broadcast.send_at > STALE:
        # Nothing could be sent all this time: what was right then may not be now, and a person looks again.
        back_to_draft(uow, broadcast)
        record(uow, ev.BroadcastComposed(broadcast.id, broadcast.unit_id, broadcast.edition), outage=broadcast.outage)
        return
    broadcast.move_to(S.SENDING)
    broadcast.started_at = uow.now
    outage = broadcast.outage
    happened = ev.BroadcastStarted(
        broadcast.id, broadcast.unit_id, broadcast.confirmed_by_id, broadcast.audience, dict(broadcast.texts),
        broadcast.reach, facts_of(facts(uow, outage)) if outage else {},
    )  # fmt: skip
    broadcast.event_id = record(uow, happened, outage=outage)
    show_where_it_stands(uow, broadcast)
    set_timer(uow, TimerKind.BROADCAST_QUEUES, broadcast.id, uow.now)
    watch(uow, broadcast)


def queue(uow: UnitOfWork, broadcast_id: int) -> None:
    """Looks at the next piece of the people and puts those it concerns into the outbox; a stopped one is emptied."""
    broadcast = uow.get(Broadcast, broadcast_id)
    if broadcast.status is S.STOPPED:
        empty(uow, broadcast)
    if broadcast.status not in (S.SENDING, S.PAUSED) or broadcast.queued_at is not None:
        return
    if broadcast.outage_id is not None:
        uow.session.get(Outage, broadcast.outage_id, with_for_update=True)  # two broadcasts about it queue in turn
    if (wrong := Audience.of(broadcast).got) is not None and unfinished(uow, wrong):
        # What is being corrected has messages on the wire: whoever gets one of them is to get the correction.
        set_timer(uow, TimerKind.BROADCAST_QUEUES, broadcast.id, uow.now + SOON)
        return
    upto, whole = piece(uow, broadcast)
    if upto is not None:
        broadcast.queued += put_into_outbox(uow, broadcast, Span(broadcast.last_person_id, upto))
        broadcast.last_person_id = upto
    if not whole and broadcast.rank < len(TIERS):
        broadcast.rank, broadcast.last_person_id = broadcast.rank + 1, 0
    elif not whole:
        broadcast.queued_at = uow.now
        return
    set_timer(uow, TimerKind.BROADCAST_QUEUES, broadcast.id, uow.now)


def piece(uow: UnitOfWork, broadcast: Broadcast) -> tuple[int | None, bool]:
    """The last person of the next piece of this rank, None for an empty one; and whether more may follow."""
    people: Select[Any]
    if broadcast.rank == TODAY:
        not_yet = WorkOrder.customer_id > broadcast.last_person_id
        people = visited_today(uow).where(not_yet).distinct().order_by(WorkOrder.customer_id)
    else:
        people = select(Person.id).where(of_tier(broadcast.rank), Person.id > broadcast.last_person_id)
        people = people.order_by(Person.id)
    size = uow.policy.broadcast.queued_at_once
    next_ones = people.limit(size).subquery()
    upto, found = uow.session.execute(select(func.max(next_ones.c[0]), func.count()).select_from(next_ones)).one()
    return upto, found == size


def visited_today(uow: UnitOfWork) -> Select[Any]:
    """Customers who wait for somebody today."""
    day = windows.day_bounds(windows.local_day(uow.now, uow.policy.zone), uow.policy.zone)
    return (
        select(WorkOrder.customer_id)
        .join(Appointment, Appointment.order_id == WorkOrder.id)
        .where(Appointment.status.in_(LIVE))
        .where(Appointment.promised_at >= day.starts_at, Appointment.promised_at < day.ends_at)
    )


def put_into_outbox(uow: UnitOfWork, broadcast: Broadcast, span: Span) -> int:
    """One statement for a whole piece; whoever has been queued in an earlier rank is not queued again."""
    key = CORRECTION if broadcast.kind is BroadcastKind.CORRECTION else NEWS
    about = {"broadcast_id": broadcast.id, "outage_id": broadcast.outage_id, "corrects_id": broadcast.corrects_id}
    row: dict[str, Any] = {
        "event_id": broadcast.event_id, "room_id": 0, "key": key,
        "params": {name: id for name, id in about.items() if id is not None},
        "broadcast_id": broadcast.id, "thread": f"outage:{broadcast.outage_id}" if broadcast.outage_id else None,
        "manner": manner_of(broadcast), "edition": broadcast.edition, "urgency": int(Urgency.BULK),
        "phone_if_no_chat": False, "due_at": uow.now, "status": Delivery.PENDING, "attempts": 0, "uncertain": False,
    }  # fmt: skip
    table = Notification.__table__.c
    rank = Person.id.in_(visited_today(uow)) if broadcast.rank == TODAY else of_tier(broadcast.rank)
    people = select(Person.id, *(literal(value, table[name].type) for name, value in row.items()))
    people = people.where(rank, Circle.of(uow, broadcast, span).reached).order_by(Person.id)
    uow.owes = True
    return insert_new(uow.session, Notification, ["recipient_id", *row], people)


def of_tier(rank: int) -> ColumnElement[bool]:
    return Person.tier == TIERS[rank - 1]


def manner_of(broadcast: Broadcast) -> Manner:
    """News answers the first message about its outage and is heard; what is merely brought up to date edits it."""
    if broadcast.outage_id is None:
        return Manner.NEW
    return Manner.REPLY if broadcast.push else Manner.EDIT


def pause(uow: UnitOfWork, broadcast_id: int) -> Broadcast:
    """Nothing more of it leaves until it is resumed; what was about to leave goes back."""
    broadcast = mine(uow, broadcast_id)
    if broadcast.status is not S.PAUSED:
        broadcast.move_to(S.PAUSED)
        drop_timers(uow, broadcast.id, TimerKind.BROADCAST_PROGRESS)
        show_progress(uow, broadcast)
        record(uow, ev.BroadcastPaused(broadcast.id), outage=broadcast.outage)
    return broadcast


def resume(uow: UnitOfWork, broadcast_id: int) -> Broadcast:
    """Goes on where it was paused; a second tap changes nothing. Raises `WrongState` for one that is not paused."""
    broadcast = mine(uow, broadcast_id)
    if broadcast.status is not S.SENDING:
        if broadcast.status is not S.PAUSED:
            raise WrongState(current=broadcast.status.value, wanted=S.SENDING.value)
        broadcast.move_to(S.SENDING)
        watch(uow, broadcast)
        record(uow, ev.BroadcastResumed(broadcast.id), outage=broadcast.outage)
        uow.owes = True
    return broadcast


def stop(uow: UnitOfWork, broadcast_id: int) -> Broadcast:
    """For good: nobody else gets it. Whoever got it can be corrected."""
    broadcast = mine(uow, broadcast_id)
    if broadcast.status is not S.STOPPED:
        halt(uow, broadcast)
    return broadcast


def halt(uow: UnitOfWork, broadcast: Broadcast, *, overtaken: bool = False) -> None:
    broadcast.move_to(S.STOPPED)
    broadcast.ended_at = uow.now
    drop_timers(uow, broadcast.id, TimerKind.BROADCAST_QUEUES, TimerKind.BROADCAST_PROGRESS)
    set_timer(uow, TimerKind.BROADCAST_QUEUES, broadcast.id, uow.now)
    watch(uow, broadcast)
    record(uow, ev.BroadcastStopped(broadcast.id, overtaken), outage=broadcast.outage)


def empty(uow: UnitOfWork, broadcast: Broadcast) -> None:
    """Takes the next piece of a stopped one out of the outbox. What a dead sender held may have been shown."""
    ours = Notification.broadcast_id == broadcast.id, text(PENDING_SQL)
    on_the_wire = and_(Notification.status == Delivery.CLAIMED, Notification.lease_until > uow.now)
    piece = select(Notification.id).where(*ours, ~on_the_wire).order_by(Notification.id)
    ids = uow.session.scalars(piece.limit(uow.policy.broadcast.queued_at_once)).all()
    shown = or_(Notification.status == Delivery.CLAIMED, Notification.uncertain)
    broadcast.unknown = Broadcast.unknown + settle(uow, Delivery.UNKNOWN, Notification.id.in_(ids), shown)
    settle(uow, Delivery.WITHDRAWN, Notification.id.in_(ids), Notification.status == Delivery.PENDING)
    if unfinished(uow, broadcast.id):
        set_timer(uow, TimerKind.BROADCAST_QUEUES, broadcast.id, uow.now if ids else uow.now + SOON)


def settle(uow: UnitOfWork, status: Delivery, *which: ColumnElement[bool]) -> int:
    rows = update(Notification).where(*which).values(status=status, lease_until=None)
    return int(getattr(uow.session.execute(rows), "rowcount", 0))


def watch(uow: UnitOfWork, broadcast: Broadcast) -> None:
    set_timer(uow, TimerKind.BROADCAST_PROGRESS, broadcast.id, uow.now + uow.policy.broadcast.progress_every)


def look(uow: UnitOfWork, broadcast_id: int) -> None:
    """The progress card shows how far it is; when nothing is on its way any more, it becomes the report."""
    broadcast = uow.get(Broadcast, broadcast_id)
    if broadcast.status not in (S.SENDING, S.STOPPED):
        return
    drawn = show_progress(uow, broadcast)
    queued = broadcast.queued_at is not None or broadcast.status is S.STOPPED
    if not queued or not drawn or unfinished(uow, broadcast.id):
        watch(uow, broadcast)
        return
    if broadcast.status is S.SENDING:
        broadcast.move_to(S.DONE)
        broadcast.ended_at = uow.now
    ended = ev.BroadcastEnded(
        broadcast.id, broadcast.unit_id, still_dispatching(uow, broadcast), broadcast.sent, broadcast.failed,
        broadcast.blocked, broadcast.unknown, withdrawn(uow, broadcast),
    )  # fmt: skip
    record(uow, ended, outage=broadcast.outage)


def still_dispatching(uow: UnitOfWork, broadcast: Broadcast) -> int | None:
    """Whoever let it go, unless they have left or do something else since: then every colleague gets the report."""
    person = uow.person(broadcast.confirmed_by_id) if broadcast.confirmed_by_id else None
    return person.id if person is not None and may(Actor.of(person), Action.BROADCAST, broadcast) else None
