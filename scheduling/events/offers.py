"""What became of asking technicians."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from scheduling.events.happened import Happened


@dataclass(frozen=True)
class Offered(Happened):
    name = "offer.made"
    offer_id: int
    person_id: int
    expires_at: datetime
    by_name: bool = False


@dataclass(frozen=True)
class Declined(Happened):
    name = "offer.declined"
    person_id: int
    reason: str


@dataclass(frozen=True)
class OfferLapsed(Happened):
    name = "offer.lapsed"
    person_id: int
    offer_id: int


@dataclass(frozen=True)
class OfferWithdrawn(Happened):
    name = "offer.withdrawn"
    person_id: int
    offer_id: int
    told: bool = True


@dataclass(frozen=True)
class NobodyFound(Happened):
    name = "offer.nobody_left"
