"""The outage record on PostgreSQL: its ground, its overlaps, the orders it explains and what the system points out."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models.errors import OutageOverlaps
from models.outage import OutageSuggestion
from models.unit import Area
from scheduling import outages
from scheduling.outages import looking, moving
from tests.realm import Realm
from tests.world import moment


def test_ground_and_overlaps_are_found_there_too(many: Realm) -> None:
    realm, dispatcher = many, many.who("周静")
    estate = realm.rows(select(Area).where(Area.name == "幸福里"))[0]
    realm.book(realm.who("王芳"), "16:00")
    found = realm.run(looking.reach, estate.unit_id, estate.id, ["broadband"], by=dispatcher)
    assert (found.customers, found.orders) == (1, 1)
    outage = realm.run(outages.open_outage, "one", area_id=estate.id, starts_at=realm.now, by=dispatcher)
    with pytest.raises(OutageOverlaps):
        realm.run(outages.open_outage, "two", unit_id=estate.unit_id, starts_at=realm.now, by=dispatcher)
    assert [one.id for one in realm.run(outages.covering, area_id=estate.id)] == [outage.id]
    realm.run(outages.change, outage.id, cause="power", by=dispatcher)
    assert realm.run(outages.restore, outage.id, by=dispatcher).edition == 3


def test_works_and_suggestions_there_too(many: Realm) -> None:
    realm, dispatcher, customer = many, many.who("周静"), many.who("王芳")
    visit = realm.book(customer, "16:00")
    area_of_visit = realm.rows(select(Area.id).where(Area.name == "幸福里"))[0]
    works = realm.run(
        outages.open_outage, "works", area_id=area_of_visit, planned=True, starts_at=moment("15:00", realm.now),
        expected_until=moment("17:00", realm.now), by=dispatcher,
    )  # fmt: skip
    assert [one.visit_id for one in realm.run(moving.flagged, works.id, by=dispatcher)] == [visit.id]
    assert realm.rows(select(OutageSuggestion)) == []
