"""A record while it is being opened: what was said so far, and what is still to be asked. What was said is not asked again."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from handlers.context import Turn
from handlers.understanding import outages as reading
from handlers.understanding.what import Wish, understand
from models.errors import NotFound
from scheduling.outages import choosing
from scheduling.outages.choosing import Place

STEP = "outage:card"
NEW = "outage"


@dataclass
class Draft:
    """What stands in the conversation under `outage`; `asked` are the questions answered with "not known"."""

    mark: str
    unit_id: int | None = None
    area_id: int | None = None
    place: str | None = None
    may_be: list[list[Any]] = field(default_factory=list)  # places the words may mean
    cause: str | None = None
    cause_text: str | None = None
    starts_at: datetime | None = None
    expected_from: datetime | None = None
    expected_until: datetime | None = None
    next_minutes: int | None = None
    planned: bool = False
    services: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    suggestion_id: int | None = None
    shown_at: datetime | None = None  # when its card was drawn: what it says is what is registered

    @property
    def missing(self) -> str | None:
        """The next question: only what a record cannot do without, and what people will want to know."""
        if self.unit_id is None:
            return "area"
        if self.planned and self.starts_at is None:
            return "since"
        if self.cause is None and "cause" not in self.asked:
            return "cause"
        if self.cause == "other" and not self.cause_text:
            return "cause_text"
        if self.expected_until is None and (self.planned or "end" not in self.asked):
            return "end"
        return None

    def works_begin(self, zone: ZoneInfo) -> datetime | None:
        """When planned works begin, on the wall of that zone."""
        return self.starts_at.astimezone(zone) if self.planned and self.starts_at else None

    def at(self, place: Place) -> None:
        self.unit_id, self.area_id, self.place, self.may_be = place.unit_id, place.area_id, place.name, []


INSTANTS = ("starts_at", "expected_from", "expected_until", "shown_at")


def begin(turn: Turn, suggestion_id: int | None = None) -> Draft:
    hour = int(turn.policy.outages.next_update.total_seconds() // 60)
    return Draft(mark=secrets.token_urlsafe(9), next_minutes=hour, suggestion_id=suggestion_id or None)


def draft_of(turn: Turn) -> Draft:
    """The draft the talk stands at; `NotFound` (and so a fresh card) when the talk has moved on."""
    kept = turn.talk.draft.get(NEW)
    if not kept:
        raise NotFound(what="draft", id=None)
    given = dict(kept)
    for name in INSTANTS:
        given[name] = datetime.fromisoformat(given[name]) if given.get(name) else None
    return Draft(**given)


def keep(turn: Turn, draft: Draft, step: str) -> None:
    kept = {**vars(draft), **{name: at.isoformat() for name in INSTANTS if (at := getattr(draft, name)) is not None}}
    turn.talk.go(step, **{NEW: kept})


def local(turn: Turn) -> datetime:
    return turn.now.astimezone(turn.policy.zone)


def instant(turn: Turn, at: datetime | None) -> datetime | None:
    """A local time as an instant; of an hour that the clocks go through twice the one nearest to now."""
    if at is None:
        return None
    if at.fold:  # "in two hours" said which of the two it is
        return at.replace(tzinfo=turn.policy.zone).astimezone(turn.now.tzinfo)
    both = (at.replace(tzinfo=turn.policy.zone, fold=fold).astimezone(turn.now.tzinfo) for fold in (0, 1))
    return min(both, key=lambda one: abs(one - turn.now))


async def hear(turn: Turn, draft: Draft, text: str, wish: Wish | None = None) -> bool:
    """Takes over everything a message says of the outage; False when it says nothing."""
    said = reading.facts_in(text, local(turn), turn.lang)
    begins = draft.works_begin(turn.policy.zone) if said.ends and said.since is None else None
    if begins is not None and said.end_until <= begins and not reading.of_a_day(text):
        said = reading.facts_in(text, begins, turn.lang)  # "until twelve" of works on Thursday is Thursday's twelve
    before = dict(vars(draft))
    if said.planned and not draft.planned:
        draft.planned, draft.starts_at = True, None  # works begin ahead, a fault has begun
    if said.cause:
        draft.cause = said.cause
    if said.cause_open and said.cause is None:
        draft.asked.append("cause")
    if said.since is not None:
        draft.starts_at = instant(turn, said.since)
    if said.ends:
        draft.expected_from, draft.expected_until = instant(turn, said.end_from), instant(turn, said.end_until)
    if wish is not None and wish.entities.services:
        draft.services = services_in(text, turn.lang)
    found = await turn.look(choosing.named, text)
    if len(found) == 1:
        draft.at(found[0])
    elif found:
        draft.may_be = [[one.unit_id, one.area_id, one.name] for one in found]
    return before != vars(draft) or said != reading.OutageSaid()


def services_in(text: str, language: str) -> list[str]:
    """What is named as down; none where only the cause was said, and then it is all of them."""
    read = understand(reading.without_why(text), language, {"role": "dispatcher"})
    return [service.value for service in read.entities.services]


def fields(turn: Turn, draft: Draft) -> dict[str, Any]:
    """The draft as the use-case takes it."""
    starts_at = draft.starts_at or turn.now
    return {
        "unit_id": draft.unit_id, "area_id": draft.area_id, "services": draft.services, "cause": draft.cause,
        "cause_text": draft.cause_text, "starts_at": starts_at, "expected_from": draft.expected_from,
        "expected_until": draft.expected_until, "next_update_at": next_word(turn, draft), "planned": draft.planned,
        "suggestion_id": draft.suggestion_id,
    }  # fmt: skip


def next_word(turn: Turn, draft: Draft) -> datetime | None:
    """As the card says it; counted from now where that has passed meanwhile."""
    if not draft.next_minutes or draft.planned:
        return None
    length = timedelta(minutes=draft.next_minutes)
    shown = (draft.shown_at or turn.now) + length
    return shown if shown > turn.now else turn.now + length
