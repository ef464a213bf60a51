"""Claims what is due under a lease, and asks once more when its turn has come."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, case, exists, func, or_, select, update

from models.notification import Delivery, Notification, Urgency
from scheduling.outbox.owed import (
    OWED,
    OWED_SINGLY,
    SENDING,
    UNFINISHED,
    Lane,
    Owed,
    at_their_turn,
    change,
    owed,
    sending_now,
)
from scheduling.unit_of_work import UnitOfWork

PER_LANE = 4  # claimed at once for one chat: what is urgent never waits behind more than these

NOW = bindparam("now", type_=Notification.due_at.type)
# Held by nobody, and not put off after a failure: for what is pending, the lease is the pause.
FREE = or_(Notification.lease_until.is_(None), Notification.lease_until <= NOW)
_due = Notification.due_at <= NOW, FREE, OWED_SINGLY
_open_lanes = (
    Notification.room_id.not_in(bindparam("rooms", expanding=True)),
    or_(Notification.room_id != 0, Notification.recipient_id.not_in(bindparam("people", expanding=True))),
)
# Which urgencies have anything due, and whether a broadcast is being sent: one look, since mostly nothing is.
ANYTHING = select(
    *(exists().where(Notification.urgency == int(urgency), *_due).label(urgency.name) for urgency in Urgency),
    exists().where(SENDING).label("sending"),
)
_claimable = OWED.where(*_open_lanes).limit(bindparam("most")).with_for_update(skip_locked=True, of=Notification)
SINGLY = _claimable.where(Notification.urgency == bindparam("urgency"), *_due).order_by(
    Notification.due_at, Notification.id
)  # fmt: skip
# What of a broadcast is waiting; nothing is looked through that belongs to another or was dealt with.
IN_BULK = _claimable.where(Notification.broadcast_id == bindparam("broadcast"), FREE, UNFINISHED).order_by(
    Notification.id
)  # fmt: skip


def claim(
    uow: UnitOfWork, limit: int, busy: Collection[Lane] = (), resting: Mapping[Lane, int] | None = None
) -> list[Owed]:
    """Takes up to `limit` due notifications under a lease, the most urgent first; what is no longer true is withdrawn.

    Nothing is taken for lanes that are `busy`; for those `resting` after a failure only what is more urgent than what
    failed, so that one chat gets its messages in order.
    """
    claimed: list[Owed] = []
    taken: Counter[Lane] = Counter()
    for urgency, query, which in queues(uow):
        closed = {*busy, *(lane for lane, failed in (resting or {}).items() if failed <= urgency)}
        while (room := limit - len(claimed)) > 0:
            rows = owed(uow, query, now=uow.now, most=room, **which, **lanes(closed))
            claimed += take(uow, rows, taken, closed)
            if len(rows) < room:
                break
    return claimed


def queues(uow: UnitOfWork) -> list[tuple[Urgency, Select[Any], dict[str, int]]]:
    """What is due, the most urgent first; then broadcasts that are being sent, each from where it stands."""
    *due, sending = uow.rows(ANYTHING, now=uow.now)[0]
    singly = [
        (urgency, SINGLY, {"urgency": int(urgency)}) for urgency, is_due in zip(Urgency, due, strict=True) if is_due
    ]
    broadcasts = sending_now(uow) if sending else []
    return [*singly, *((Urgency.BULK, IN_BULK, {"broadcast": broadcast_id}) for broadcast_id in broadcasts)]


def take(uow: UnitOfWork, rows: Sequence[Owed], taken: Counter[Lane], closed: set[Lane]) -> list[Owed]:
    """Leases what is in time and true; a lane that has got its share is closed to the rest."""
    claimed = []
    fates: defaultdict[Delivery, list[int]] = defaultdict(list)
    for row in rows:
        lane = row.lane
        if taken[lane] >= PER_LANE:
            closed.add(lane)
            continue
        fate = row.fate(uow.now)
        fates[fate].append(row.id)
        if fate is Delivery.CLAIMED:
            taken[lane] += 1
            claimed.append(row._replace(attempts=row.attempts + 1))
    lease(uow, fates.pop(Delivery.CLAIMED, ()))
    fates.pop(Delivery.PENDING, None)
    drop(uow, fates)
    return claimed


LEASE = update(Notification).where(Notification.id.in_(bindparam("ids", expanding=True))).values(
    status=Delivery.CLAIMED,
    attempts=Notification.attempts + 1,
    # Where a dead sender's lease has lapsed, nobody can know what was shown.
    uncertain=case((Notification.status == Delivery.CLAIMED, True), else_=Notification.uncertain),
    lease_until=bindparam("until", type_=Notification.lease_until.type),
)  # fmt: skip


def lease(uow: UnitOfWork, ids: Collection[int]) -> None:
    """One more attempt at each."""
    if ids:
        uow.write(LEASE, {"ids": ids, "until": uow.now + uow.policy.delivery.lease})


def drop(uow: UnitOfWork, fates: Mapping[Delivery, Collection[int]]) -> None:
    """Expired or withdrawn: never sent."""
    for fate, ids in fates.items():
        change(uow, Notification.id.in_(ids), status=fate)


def lanes(closed: Collection[Lane]) -> dict[str, list[int]]:
    """What every lane but these is asked by."""
    return {
        "rooms": [lane.room_id for lane in closed if lane.room_id],
        "people": [lane.person_id for lane in closed if not lane.room_id],
    }


HELD = OWED.where(Notification.id.in_(bindparam("ids", expanding=True)), Notification.status == Delivery.CLAIMED)


def hold(uow: UnitOfWork, wanted: Sequence[tuple[int, int]]) -> list[Owed | None]:
    """Claimed notifications, by id and attempt, whose turn has come: still ours, in time and true?

    None, and nothing is sent, for those that are not: between claiming and sending lies the wait for the permitted
    rate, and in it a visit may be moved (promise 1).
    """
    found = at_their_turn(uow, owed(uow, HELD, ids=[id for id, _ in wanted]))
    rows = {(row.id, row.attempts): row for row in found}
    held: list[Owed | None] = []
    fates: defaultdict[Delivery, list[int]] = defaultdict(list)
    for one in wanted:
        row = rows.get(one)
        fate = row.fate(uow.now) if row is not None else None
        held.append(row if fate is Delivery.CLAIMED else None)
        if row is not None and fate is not None:
            fates[fate].append(row.id)
    fates.pop(Delivery.CLAIMED, None)
    release(uow, fates.pop(Delivery.PENDING, ()))
    drop(uow, fates)
    prolong(uow, [row for row in held if row is not None])
    return held


def prolong(uow: UnitOfWork, rows: Iterable[Owed]) -> None:
    """A fresh lease for what has waited through half of its own."""
    length = uow.policy.delivery.lease
    short = [row.id for row in rows if row.lease_until is None or row.lease_until - uow.now < length / 2]
    if short:
        change(uow, Notification.id.in_(short), lease_until=uow.now + length)


def release(uow: UnitOfWork, notification_ids: Collection[int], until: datetime | None = None) -> None:
    """What was claimed and has not left goes back as if it had never been claimed; perhaps to wait until later."""
    if not notification_ids:
        return
    given = Notification.id.in_(notification_ids), Notification.status == Delivery.CLAIMED
    change(uow, *given, status=Delivery.PENDING, lease_until=until, attempts=Notification.attempts - 1)


def recover(uow: UnitOfWork) -> int:
    """At the start of the only sender: what a dead one had claimed is claimed again at once, as uncertain."""
    claimed = Notification.status == Delivery.CLAIMED
    singly = change(uow, OWED_SINGLY, claimed, lease_until=uow.now)
    return singly + change(uow, Notification.broadcast_id.is_not(None), UNFINISHED, claimed, lease_until=uow.now)


def next_due_at(uow: UnitOfWork) -> datetime | None:
    """When the outbox next has something to send; one look into the index for each urgency, and each broadcast."""
    untouched = Notification.lease_until.is_(None)
    due = select(Notification.due_at).where(untouched)
    firsts = [
        due.where(Notification.urgency == int(urgency), OWED_SINGLY).order_by(Notification.due_at).limit(1)
        for urgency in Urgency
    ]
    # Those claimed or put off after a failure: few, and due long since.
    put_off = select(func.min(Notification.lease_until)).where(Notification.lease_until.is_not(None))
    queries: list[Select[Any]] = [*firsts, put_off.where(OWED_SINGLY)]
    for broadcast_id in sending_now(uow):
        ours = Notification.broadcast_id == broadcast_id, UNFINISHED
        queries += [due.where(*ours).order_by(Notification.id).limit(1), put_off.where(*ours)]
    moments = [uow.session.scalar(query) for query in queries]
    return min((moment for moment in moments if moment is not None), default=None)
