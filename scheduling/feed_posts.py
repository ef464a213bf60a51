"""What the hotline's own system has still to be told: each entry of the feed, in order for each outage (R-6.11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select, update

from models.hotline_feed import FeedEntry
from models.unit import Unit
from scheduling.announcements import record
from scheduling.events import emergencies as ee
from scheduling.unit_of_work import UnitOfWork

ERROR_MOST = 300


@dataclass(frozen=True)
class Post:
    """One entry on its way, in the form in which it is told and read."""

    id: int
    attempts: int
    at: datetime
    body: dict[str, Any]


def claim(uow: UnitOfWork, lease: timedelta, limit: int = 20) -> list[Post]:
    """Of each outage the oldest entry that waits, if it is due; ours for as long as the lease."""
    query = select(FeedEntry).where(FeedEntry.id.in_(firsts()), FeedEntry.next_try_at <= uow.now)
    found = uow.session.scalars(query.order_by(FeedEntry.id).limit(limit).with_for_update(skip_locked=True)).all()
    for entry in found:
        entry.next_try_at = uow.now + lease
    return [Post(entry.id, entry.attempts, uow.now, told(uow, entry)) for entry in found]


def firsts() -> Select[int]:
    """Of each outage the oldest entry that waits: the others wait for it."""
    return select(func.min(FeedEntry.id)).where(FeedEntry.next_try_at.is_not(None)).group_by(FeedEntry.outage_id)


def told(uow: UnitOfWork, entry: FeedEntry) -> dict[str, Any]:
    """An entry as other systems read it, pushed or asked for."""
    return {
        "id": entry.id,
        "outage_id": entry.outage_id,
        "unit": uow.get(Unit, entry.unit_id).name,
        "at": entry.at.isoformat(),
        "what": entry.what,
        "facts": entry.facts,
    }


def posted(uow: UnitOfWork, entry_id: int) -> None:
    """The hotline's system has taken it."""
    entry = uow.get(FeedEntry, entry_id)
    entry.posted_at, entry.next_try_at, entry.error = uow.now, None, None


def failed(uow: UnitOfWork, entry_id: int, error: str, again_in: timedelta | None) -> None:
    """Tried again later; `again_in` None gives it up: the dispatchers hear, and the next entry has its turn."""
    entry = uow.get(FeedEntry, entry_id)
    entry.attempts += 1
    entry.error = error[:ERROR_MOST]
    entry.next_try_at = uow.now + again_in if again_in is not None else None
    if again_in is None:
        record(uow, ee.FeedGivenUp(entry.id, entry.outage_id, entry.unit_id, entry.attempts, entry.error))


def forget_old(uow: UnitOfWork, older_than: timedelta) -> None:
    """What was published long before a webhook was set up is no news; it can be read all the same."""
    old = update(FeedEntry).where(FeedEntry.next_try_at.is_not(None), FeedEntry.at < uow.now - older_than)
    uow.session.execute(old.values(next_try_at=None))


def next_due_at(uow: UnitOfWork) -> datetime | None:
    return uow.session.scalar(select(func.min(FeedEntry.next_try_at)).where(FeedEntry.id.in_(firsts())))


def read(uow: UnitOfWork, after: int, limit: int) -> list[dict[str, Any]]:
    """The entries that came after that one, the oldest first."""
    query = select(FeedEntry).where(FeedEntry.id > after).order_by(FeedEntry.id).limit(limit)
    return [told(uow, entry) for entry in uow.session.scalars(query)]
