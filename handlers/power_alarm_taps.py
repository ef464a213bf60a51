"""The buttons of a power alarm: raising it, taking it, ending it."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.buttons import Tap


@dataclass(frozen=True)
class RaiseTap(Tap, prefix="pr"):
    """Raise an alarm: what happens where?"""


@dataclass(frozen=True)
class PlacesTap(Tap, prefix="pp"):
    """The areas to choose from."""

    draft: str
    page: int = 0


@dataclass(frozen=True)
class PlaceTap(Tap, prefix="pl"):
    draft: str
    area_id: int


@dataclass(frozen=True)
class SendTap(Tap, prefix="ps"):
    """It is right: out it goes."""

    draft: str


@dataclass(frozen=True)
class AlarmTap(Tap, prefix="pa"):
    """One alarm's card, fresh; 0: those that are not over."""

    alarm_id: int = 0


@dataclass(frozen=True)
class TakeTap(Tap, prefix="pt"):
    """I am going."""

    alarm_id: int


@dataclass(frozen=True)
class GiveBackTap(Tap, prefix="pb"):
    """I cannot go after all."""

    alarm_id: int


@dataclass(frozen=True)
class ResultTap(Tap, prefix="pe"):
    """It is over: one of the usual results, or (empty) in one's own words."""

    alarm_id: int
    result: str = ""


@dataclass(frozen=True)
class GoesOnTap(Tap, prefix="po"):
    """It is not over: a slip."""

    alarm_id: int
