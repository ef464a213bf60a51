"""A fact as history keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Happened:
    """A fact; its fields are kept with it. `person_id`, where there is one, is whom it concerns."""

    name: ClassVar[str] = ""
