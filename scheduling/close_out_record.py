"""What has to be on record before an order counts as completed, as data an operator may change."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Input = Literal["tick", "yes_no", "number", "text", "reading", "choice", "photo"]
"""What a close-out field takes: a `tick` must be made, a `reading` is free text with a figure in it."""


@dataclass(frozen=True)
class Field:
    """One line of the close-out record: what it takes, and for which orders it is asked."""

    name: str
    input: Input
    orders: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    required: bool = True
    when: str = ""
    unit: str = ""
    least: float | None = None
    most: float | None = None
    choices: tuple[str, ...] = ()
    proves: Literal["", "reading", "photo"] = ""

    def belongs_to(self, kind: str, services: Collection[str]) -> bool:
        """An empty list means any: a field without services is asked whatever the line carries."""
        return (not self.orders or kind in self.orders) and (
            not self.services or any(service in self.services for service in services)
        )

    def demanded_by(self, record: Mapping[str, Any]) -> bool:
        """Some fields are wanted only because of another one's yes (R-3.23)."""
        return self.required and (not self.when or bool(record.get(self.when)))

    def empty(self, value: Any) -> bool:
        """Nothing said; a tick that was not made is empty."""
        if self.input == "tick":
            return value is not True
        if self.input == "yes_no":
            return value is None
        return value is None or value == [] or (isinstance(value, str) and not value.strip())


NEW_LINE: dict[str, Any] = {"orders": ("install", "move"), "services": ("broadband",)}
REPAIR: dict[str, Any] = {"orders": ("repair",)}
REMOVE: dict[str, Any] = {"orders": ("remove",)}
CAUSES = (
    "drop_line",
    "indoor_wiring",
    "terminal",
    "splitter",
    "cable",
    "exchange_side",
    "power",
    "customer_device",
)

CLOSE_OUT_FIELDS = (
    Field("speed_mbps", "number", unit="Mbps", least=0.1, most=20000, proves="reading", **NEW_LINE),
    Field("indoor_wiring", "text", **NEW_LINE),
    Field("splitter_position", "text", **NEW_LINE),
    Field("account_label", "tick", **NEW_LINE),
    Field("lightning_label", "tick", **NEW_LINE),
    Field("cause", "choice", choices=(*CAUSES, "other"), **REPAIR),
    Field("work_done", "text", **REPAIR),
    Field("reading", "reading", proves="reading", **REPAIR),
    Field("photo", "photo", proves="photo", **REPAIR),
    Field("photo", "photo", required=False, orders=("install", "move", "remove"), proves="photo"),
    Field("frame_jumper", "tick", **REMOVE),
    Field("cross_connect_jumper", "tick", **REMOVE),
    Field("onu_jumper", "tick", **REMOVE),
    Field("data_port", "tick", **REMOVE),
    Field("others_undisturbed", "tick"),
    Field("resource_changed", "yes_no"),
    Field("resource_values", "text", when="resource_changed"),
)


@dataclass(frozen=True)
class CloseOut:
    """What has to be on record before an order counts as completed."""

    fields: tuple[Field, ...] = CLOSE_OUT_FIELDS

    def fields_for(self, kind: str, services: Collection[str]) -> tuple[Field, ...]:
        """The record of an order of this kind with these services, in the order it is asked."""
        return tuple(line for line in self.fields if line.belongs_to(kind, services))

    def missing(self, kind: str, services: Collection[str], record: Mapping[str, Any]) -> tuple[str, ...]:
        """What still keeps the order from closing (T-21): nothing said, or a tick not made."""
        return tuple(
            line.name
            for line in self.fields_for(kind, services)
            if line.demanded_by(record) and line.empty(record.get(line.name))
        )

    def has_evidence(self, kind: str, services: Collection[str], record: Mapping[str, Any]) -> bool:
        """D-39: both a reading and a photo are there, so that time alone may close the order."""
        said = (line for line in self.fields_for(kind, services) if not line.empty(record.get(line.name)))
        return {"reading", "photo"} <= {line.proves for line in said}
