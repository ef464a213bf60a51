"""The buttons of a hazard report, and of what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.buttons import Tap


@dataclass(frozen=True)
class HazardTap(Tap, prefix="hz"):
    """Something was seen that threatens the plant: what?"""


@dataclass(frozen=True)
class KindTap(Tap, prefix="hk"):
    draft: str
    kind: str


@dataclass(frozen=True)
class NoPhotoTap(Tap, prefix="hn"):
    """There is no photo, or none can be taken."""

    draft: str


@dataclass(frozen=True)
class SendTap(Tap, prefix="hs"):
    """It is complete."""

    draft: str


@dataclass(frozen=True)
class DropTap(Tap, prefix="hx"):
    """Nothing is reported."""


@dataclass(frozen=True)
class DealtTap(Tap, prefix="hd"):
    """A hazard's task is dealt with: one of the usual results, or (empty) in one's own words."""

    task_id: int
    result: str = ""


@dataclass(frozen=True)
class ReopenTap(Tap, prefix="hr"):
    """Not dealt with after all."""

    task_id: int
