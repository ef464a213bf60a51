"""The operator's own units and areas come from one file."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from bot import places
from models.unit import Area, Contractor, Unit
from tests.realm import Realm

EXAMPLE = Path(__file__).parents[2] / "docs" / "places.example.yaml"


def test_the_example_file_makes_units_areas_and_contractors(realm: Realm) -> None:
    """R-1.1: the demo town has the same units, so only what is new is made; said again, nothing is."""
    made = realm.run(places.lay_out, places.read(EXAMPLE))
    assert (made.units, made.areas, made.contractors) == (0, 1, 0)
    again = realm.run(places.lay_out, places.read(EXAMPLE))
    assert (again.units, again.areas, again.contractors) == (0, 0, 0)
    estate = realm.rows(select(Area).where(Area.name == "幸福里"))[0]
    district = realm.rows(select(Area).where(Area.name == "城东"))[0]
    assert estate.path == f"{district.path}{estate.id}/"
    assert len(realm.rows(select(Contractor))) == 1
    assert [unit.level for unit in realm.rows(select(Unit).order_by(Unit.id))] == [
        "group",
        "province",
        "city",
        "county",
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("areas: []", "unit:"),
        ("unit: {name: x, level: village}", "village"),
        ("unit: {name: '', level: group}", "no name"),
        ("unit: {name: x, level: group, areas: y}", "list"),
        ("unit: {name: x, level: group, areas: [{name: a, at: here}]}", "latitude"),
        ("unit: [", "not YAML"),
    ],
)
def test_a_bad_file_is_refused_naming_the_entry_and_changes_nothing(
    realm: Realm, tmp_path: Path, text: str, names: str
) -> None:
    file = tmp_path / "places.yaml"
    file.write_text(text, encoding="utf-8")
    before = len(realm.rows(select(Unit)))
    with pytest.raises(places.Unusable, match=names):
        realm.run(places.lay_out, places.read(file))
    assert len(realm.rows(select(Unit))) == before
