"""What choosing a time is for, and the search behind it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from handlers.context import Turn
from handlers.texts.render import Markup
from handlers.wishes import Said
from models.appointment import Appointment
from models.errors import NotFound
from scheduling import fitting
from scheduling.availability import Free, Need, horizon, search
from scheduling.unit_of_work import UnitOfWork
from scheduling.windows import Window, local_day

STEP = "slot"


@dataclass(frozen=True)
class Asking:
    """What a slot is looked for: `loose` where the deadline is over already and only soonness counts."""

    need: Need
    loose: bool = False
    current: datetime | None = None  # the time that stands, which is no news
    after: datetime | None = None  # an outage lasts until then: before it a visit would be of no use


@dataclass(frozen=True)
class Purpose:
    """What choosing a time is for."""

    asking: Callable[[UnitOfWork, dict[str, Any]], Asking]
    hold: Callable[[UnitOfWork, dict[str, Any], datetime], Appointment]
    summary: Callable[[Turn, Markup | None], Awaitable[None]]
    head: str  # the text over the slots
    stopped: Callable[[Turn], Awaitable[None]]
    nothing: Callable[[Turn], Awaitable[None]] | None = None
    stop: str = "button-stop"
    past_limit: str = "slots-past-limit"  # said where some times lie past the deadline
    # What leaving off does besides letting go of the slot that was held.
    leave: Callable[[UnitOfWork, dict[str, Any]], None] | None = None


PURPOSES: dict[str, Purpose] = {}


@dataclass(frozen=True)
class Found:
    """What a search brought: free windows, whether they lie inside the wish, the deadline, and the hours that were missed."""

    free: list[Free]
    inside: bool
    due_at: datetime | None
    hours: list[Window] | None = None  # when somebody comes at all, where the wish lies outside


def draft_of(turn: Turn, draft_id: str | None = None) -> dict[str, Any]:
    """The draft a button belongs to; `NotFound` (and so a fresh card) when the talk has moved on."""
    draft = turn.talk.draft
    if draft.get("for") not in PURPOSES or (draft_id is not None and draft.get("id") != draft_id):
        raise NotFound(what="draft", id=draft_id)
    return draft


def purpose_of(draft: dict[str, Any]) -> Purpose:
    return PURPOSES[draft["for"]]


def find(uow: UnitOfWork, draft: dict[str, Any], said: Said | None) -> Found:
    """Looks inside the wish first, then near it; without a wish, from the last one shown onwards."""
    asking = purpose_of(draft).asking(uow, draft)
    due_at, most = asking.need.due_at, uow.policy.slots.offered
    if said is None:
        since = datetime.fromisoformat(draft["after"]) if draft.get("after") else asking.after or uow.now
        later = bool(draft.get("later")) or asking.loose
        free = search(uow, asking.need, since, horizon(uow), limit=most + 1, past_deadline=later)
        return Found([one for one in free if one.window.starts_at != asking.current][:most], True, due_at)
    wanted = said.wishes
    if asking.current is not None:  # the time that stands is no answer to "another one"
        standing = Window(asking.current, asking.current + timedelta(minutes=1))
        wanted = replace(wanted, unwanted=(*wanted.unwanted, standing))
    # A time the customer names is their own wish, deadline or not.
    free = fitting.fitting(uow, asking.need, wanted, limit=most, past_deadline=True)
    if free:
        return Found(free, True, due_at)
    named_later = due_at is not None and wanted.wanted[0].until > due_at
    near = fitting.near(uow, asking.need, wanted, limit=2, past_deadline=named_later or asking.loose)
    return Found(near, False, due_at, fitting.hours_missed(uow, wanted))


def todays_hours(uow: UnitOfWork) -> list[Window]:
    return fitting.hours_on(uow, uow.now)


def free_days(uow: UnitOfWork, draft: dict[str, Any]) -> list[datetime]:
    """The first free moment of each day."""
    asking = purpose_of(draft).asking(uow, draft)
    free = search(uow, asking.need, uow.now, horizon(uow), limit=fitting.MOST, past_deadline=True)
    first: dict[Any, datetime] = {}
    for one in free:
        first.setdefault(local_day(one.window.starts_at, uow.policy.zone), one.window.starts_at)
    return list(first.values())
