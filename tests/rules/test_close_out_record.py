"""What keeps an order from closing, per kind and service, and when time alone may close it (D-39)."""

from typing import Any

import pytest

from scheduling.policy import Policy

RECORD = Policy.default().close_out
EVERY: dict[str, Any] = {"others_undisturbed": True, "resource_changed": False}
BROADBAND = {
    "speed_mbps": 503.2,
    "indoor_wiring": "五类线",
    "splitter_position": "楼道箱",
    "account_label": True,
    "lightning_label": True,
}
REPAIR = {"cause": "drop_line", "work_done": "换皮线", "reading": "-21 dBm", "photo": ["f1"]}
REMOVE = {"frame_jumper": True, "cross_connect_jumper": True, "onu_jumper": True, "data_port": True}


@pytest.mark.parametrize(
    ("kind", "services", "given"),
    [
        ("install", ["broadband"], BROADBAND),
        ("move", ["fixed_line", "broadband"], BROADBAND),
        ("install", ["fixed_line"], {}),
        ("repair", ["leased_line"], REPAIR),
        ("remove", ["broadband"], REMOVE),
    ],
)
def test_each_kind_asks_for_its_own_record(kind: str, services: list[str], given: dict[str, Any]) -> None:
    assert RECORD.missing(kind, services, EVERY | given) == ()
    wanted = {*EVERY, *given}
    assert set(RECORD.missing(kind, services, {})) == wanted
    for name in wanted:
        without = {key: value for key, value in (EVERY | given).items() if key != name}
        assert RECORD.missing(kind, services, without) == (name,)


def test_t_21_the_missing_splitter_position_is_named() -> None:
    given = EVERY | BROADBAND | {"splitter_position": ""}
    assert RECORD.missing("install", ["broadband"], given) == ("splitter_position",)


@pytest.mark.parametrize("unticked", [False, None, "", 0])
def test_an_order_cannot_close_with_a_tick_unmade(unticked: object) -> None:
    given = EVERY | REMOVE | {"data_port": unticked}
    assert RECORD.missing("remove", ["broadband"], given) == ("data_port",)


def test_changed_resources_ask_for_the_new_values() -> None:
    given = EVERY | REMOVE | {"resource_changed": True}
    assert RECORD.missing("remove", [], given) == ("resource_values",)
    assert RECORD.missing("remove", [], given | {"resource_values": "端口 3-12 释放"}) == ()


@pytest.mark.parametrize(
    ("kind", "record", "proven"),
    [
        ("repair", REPAIR, True),
        ("repair", REPAIR | {"photo": []}, False),
        ("repair", REPAIR | {"reading": ""}, False),
        ("install", BROADBAND, False),
        ("install", BROADBAND | {"photo": ["f1"]}, True),
        ("remove", REMOVE | {"photo": ["f1"]}, False),
    ],
)
def test_a_reading_and_a_photo_let_time_close_an_order(kind: str, record: dict[str, Any], proven: bool) -> None:
    assert RECORD.has_evidence(kind, ["broadband"], record) is proven
