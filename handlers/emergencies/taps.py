"""The buttons of an emergency: opening it, its plan, its end."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.buttons import Tap


@dataclass(frozen=True)
class EmergencyTap(Tap, prefix="eo"):
    """One emergency's card, counted afresh; 0: whichever is open, or the way to open one."""

    emergency_id: int = 0


@dataclass(frozen=True)
class NewTap(Tap, prefix="en"):
    """Another one, in a unit that has none: which unit?"""

    page: int = 0


@dataclass(frozen=True)
class UnitTap(Tap, prefix="eu"):
    """The unit it is for."""

    unit_id: int


@dataclass(frozen=True)
class KindTap(Tap, prefix="ek"):
    """R-6.13: of which kind; `head_id` 0 while nobody had to be chosen."""

    unit_id: int
    kind: str
    head_id: int = 0


@dataclass(frozen=True)
class ReadTap(Tap, prefix="ea"):
    """The head has read the alert."""

    emergency_id: int


@dataclass(frozen=True)
class ChecklistTap(Tap, prefix="el"):
    emergency_id: int


@dataclass(frozen=True)
class TickTap(Tap, prefix="et"):
    """A line of the checklist, done (1) or not after all (0)."""

    emergency_id: int
    line: int
    done: int


@dataclass(frozen=True)
class ContactsTap(Tap, prefix="ec"):
    emergency_id: int


@dataclass(frozen=True)
class EndTap(Tap, prefix="ex"):
    """Asks once whether it is over."""

    emergency_id: int


@dataclass(frozen=True)
class EndYesTap(Tap, prefix="ey"):
    emergency_id: int
