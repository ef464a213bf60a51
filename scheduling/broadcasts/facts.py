"""What may be said of an outage to customers: an estate and times, never a customer, a box or an ONU (R-12.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from models.outage import Outage
from models.unit import Area, AreaKind, WholeUnit
from scheduling.policy import Policy
from scheduling.unit_of_work import UnitOfWork

VARIABLE = re.compile(r"\{\s*([^{}]*?)\s*\}")
VALUE_MOST = 80  # a place's name; the other values are shorter
WORDS_MOST = 1000  # the card that shows them in every language is one message too


@dataclass(frozen=True)
class OutageFacts:
    """The record as customers read it; `place` is the estate's or district's name, or the unit's."""

    id: int
    status: str
    edition: int
    planned: bool
    place: str
    services: tuple[str, ...]
    cause: str | None
    cause_text: str | None
    starts_at: datetime
    expected_from: datetime | None
    expected_until: datetime | None
    next_update_at: datetime | None
    restored_at: datetime | None
    overdue: bool  # the expected end has passed, and it still lasts

    def variables(self) -> dict[str, object]:
        """What a dispatcher's own words may name in braces, as `{until}`; None where the record does not say it."""
        return {
            "area": self.place,
            "cause": self.cause,
            "since": self.starts_at,
            "from": None if self.overdue else self.expected_from,
            "until": None if self.overdue else self.expected_until,
            "next": self.next_update_at,
            "restored": self.restored_at,
        }


def facts(uow: UnitOfWork, outage: Outage) -> OutageFacts:
    return OutageFacts(
        id=outage.id,
        status=outage.status.value,
        edition=outage.edition,
        planned=outage.planned,
        place=place_of(uow, outage),
        services=tuple(outage.services),
        cause=outage.cause.value if outage.cause else None,
        cause_text=outage.cause_text,
        starts_at=outage.starts_at,
        expected_from=outage.expected_from,
        expected_until=outage.expected_until,
        next_update_at=ahead(uow, outage.next_update_at),
        restored_at=outage.restored_at,
        overdue=outage.running and outage.expected_until is not None and not ahead(uow, outage.expected_until),
    )


def ahead(uow: UnitOfWork, at: datetime | None) -> datetime | None:
    """A promise that has passed is none."""
    return at if at is not None and at > uow.now else None


def place_of(uow: UnitOfWork, outage: Outage) -> str:
    """The smallest place people live in that holds it: of a box, its estate."""
    if outage.area is None:
        return WholeUnit(outage.unit.name)
    if outage.area.kind in (AreaKind.ESTATE, AreaKind.DISTRICT):
        return outage.area.name
    above = [int(id) for id in outage.area.path.strip("/").split("/")]
    lived_in = select(Area).where(Area.id.in_(above), Area.kind.in_((AreaKind.ESTATE, AreaKind.DISTRICT)))
    nearest = max(uow.session.scalars(lived_in), key=lambda area: len(area.path), default=None)
    return nearest.name if nearest is not None else outage.unit.name


def unsaid(words: str, known: OutageFacts | None) -> str | None:
    """The first variable of somebody's words that the record does not fill, or None."""
    filled = known.variables() if known is not None else {}
    return next((name for name in VARIABLE.findall(words) if filled.get(name) is None), None)


def words_most(policy: Policy) -> int:
    return min(policy.text_max, WORDS_MOST)


def length(words: str) -> int:
    """How long they may become when the variables are filled."""
    return len(VARIABLE.sub("-" * VALUE_MOST, words))
