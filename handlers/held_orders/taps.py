"""The buttons of those who follow an outage."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.buttons import Tap


@dataclass(frozen=True)
class WatchTap(Tap, prefix="hwa"):
    """Tell me when it is back."""

    outage_id: int


@dataclass(frozen=True)
class UnwatchTap(Tap, prefix="huw"):
    """No more of this outage, please."""

    outage_id: int


@dataclass(frozen=True)
class NewsTap(Tap, prefix="hnw"):
    """Outage news that is not urgent: off (0) or on (1)."""

    wanted: int


@dataclass(frozen=True)
class HoldBegunTap(Tap, prefix="hhb"):
    """The outage explains it: the visit that has begun ends here."""

    visit_id: int
    outage_id: int


@dataclass(frozen=True)
class CarryOnTap(Tap, prefix="hco"):
    """The work goes on all the same."""

    visit_id: int
