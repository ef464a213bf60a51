""" "Tell me when it is back": people who follow an outage without an order of theirs waiting for it."""

from __future__ import annotations

from sqlalchemy import literal, select

from models.errors import WrongState
from models.outage import HeldOrder, Outage, OutageWatcher
from scheduling.database import insert_new
from scheduling.unit_of_work import UnitOfWork


def watch(uow: UnitOfWork, outage_id: int) -> Outage:
    """Asked twice is asked once. An outage that is over has nothing more to tell."""
    outage = uow.get(Outage, outage_id)
    if not outage.open:
        raise WrongState(current=outage.status.value, wanted="watch")
    if uow.session.get(OutageWatcher, (outage.id, uow.me)) is None:
        uow.add(OutageWatcher(outage_id=outage.id, person_id=uow.me, since=uow.now))
    return outage


def unwatch(uow: UnitOfWork, outage_id: int) -> None:
    known = uow.session.get(OutageWatcher, (outage_id, uow.me))
    if known is not None:
        uow.session.delete(known)


def hand_over_watchers(uow: UnitOfWork, old: Outage, into: Outage) -> None:
    """The outage went into another record: whoever followed the one follows the other."""
    theirs = select(literal(into.id), OutageWatcher.person_id, OutageWatcher.since)
    theirs = theirs.where(OutageWatcher.outage_id == old.id)
    insert_new(uow.session, OutageWatcher, ["outage_id", "person_id", "since"], theirs)


def watched(uow: UnitOfWork) -> set[int]:
    """The outages the actor asked to be told of."""
    query = select(OutageWatcher.outage_id).where(OutageWatcher.person_id == uow.actor.person_id)
    return set(uow.session.scalars(query))


def held_by_customer(uow: UnitOfWork) -> dict[int, int]:
    """The actor's orders that wait, by the outage they wait for."""
    query = select(HeldOrder.outage_id, HeldOrder.order_id).where(
        HeldOrder.customer_id == uow.actor.person_id, HeldOrder.released_at.is_(None)
    )
    return {outage_id: order_id for outage_id, order_id in uow.session.execute(query)}
