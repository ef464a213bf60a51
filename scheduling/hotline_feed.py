"""The hotline feed (R-6.11): each publication and change of an outage, at once, as the record was then."""

from __future__ import annotations

from models.hotline_feed import FeedEntry
from models.outage import Outage
from scheduling.events import Happened
from scheduling.outages import looking
from scheduling.unit_of_work import UnitOfWork, plain

FACTS = (
    "id", "status", "planned", "services", "cause", "cause_text", "starts_at", "expected_from", "expected_until",
    "next_update_at", "restored_at", "edition", "merged_into_id",
)  # fmt: skip


def publish(uow: UnitOfWork, outage: Outage, event: Happened) -> FeedEntry:
    """One entry per event. Messages to the front desk are lines of `announcements.py`; the webhook takes these rows."""
    seen = looking.view(uow, outage)
    facts = {name: plain(getattr(seen, name)) for name in FACTS}
    facts["area"] = seen.public_place
    if reason := getattr(event, "reason", None):
        facts["reason"] = reason
    about = {"outage_id": outage.id, "unit_id": outage.unit_id, "what": event.name, "facts": facts}
    return uow.add(FeedEntry(**about, at=uow.now, next_try_at=uow.now))
