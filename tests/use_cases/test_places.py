"""The operator's own units and areas come from one file."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from bot import places
from models.emergency import EmergencyPlan
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


PLAN = """
unit:
  name: 门铃通信集团
  level: group
  {head}
  plans:
    - kind: disaster
      contacts: [{{name: 供电局, phone: "95598", duty: 抢修}}]
      checklist: [{lines}]
"""


def test_a_plan_and_a_head_come_from_the_file_and_are_brought_up_to_date(realm: Realm, tmp_path: Path) -> None:
    """R-6.14, R-1.16."""
    file = tmp_path / "places.yaml"
    file.write_text(PLAN.format(head="head: 何志远", lines="先拍照, 再围挡"), encoding="utf-8")
    assert realm.run(places.lay_out, places.read(file)).plans == 1
    file.write_text(PLAN.format(head="", lines="先围挡"), encoding="utf-8")
    assert realm.run(places.lay_out, places.read(file)).plans == 0
    (plan,) = realm.rows(select(EmergencyPlan))
    assert (plan.checklist, plan.contacts[0]["phone"]) == (["先围挡"], "95598")
    group = realm.rows(select(Unit).where(Unit.name == "门铃通信集团"))[0]
    assert group.head_id == realm.who("何志远").person_id


@pytest.mark.parametrize(
    ("head", "lines", "names"),
    [
        ("head: 无名氏", "一", "invite"),
        ("head: 王芳", "一", "invite"),  # a customer leads nothing
        ("", "一, 一", "twice"),
        ("", "一, ''", "empty"),
        ("", ", ".join(map(str, range(31))), "more than 30"),
    ],
)
def test_a_bad_plan_is_refused(realm: Realm, tmp_path: Path, head: str, lines: str, names: str) -> None:
    file = tmp_path / "places.yaml"
    file.write_text(PLAN.format(head=head, lines=lines), encoding="utf-8")
    with pytest.raises(places.Unusable, match=names):
        realm.run(places.lay_out, places.read(file))


@pytest.mark.parametrize(
    ("plan", "names"),
    [
        ("{kind: fire}", "install_backlog"),
        ("disaster", "install_backlog"),
        ("{kind: other, contacts: [{name: x}]}", "no phone"),
        ("{kind: other, contacts: [{phone: '110'}]}", "no name"),
        ("{kind: other, checklist: x}", "list"),
    ],
)
def test_a_plan_says_its_kind_and_its_phones(realm: Realm, tmp_path: Path, plan: str, names: str) -> None:
    file = tmp_path / "places.yaml"
    file.write_text(f"unit: {{name: 门铃通信集团, level: group, plans: [{plan}]}}", encoding="utf-8")
    with pytest.raises(places.Unusable, match=names):
        realm.run(places.lay_out, places.read(file))
