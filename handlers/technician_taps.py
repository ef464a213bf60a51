"""The buttons of the technician's chat."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.buttons import Tap


@dataclass(frozen=True)
class HomeTap(Tap, prefix="tho"):
    """The technician's first card."""


@dataclass(frozen=True)
class TodayTap(Tap, prefix="tda"):
    """The visits of a local day, by its ordinal; 0 is today."""

    day: int


@dataclass(frozen=True)
class JobTap(Tap, prefix="tjo"):
    """One visit's card, fresh."""

    visit_id: int


@dataclass(frozen=True)
class OffersTap(Tap, prefix="tol"):
    """The offers that wait for an answer."""


@dataclass(frozen=True)
class OfferTap(Tap, prefix="tof"):
    """One offer's card, fresh."""

    offer_id: int


@dataclass(frozen=True)
class AcceptTap(Tap, prefix="tac"):
    offer_id: int


@dataclass(frozen=True)
class DeclineTap(Tap, prefix="tdc"):
    """Asks for the reason."""

    offer_id: int


@dataclass(frozen=True)
class DeclineForTap(Tap, prefix="tdr"):
    offer_id: int
    reason: str


@dataclass(frozen=True)
class DepartTap(Tap, prefix="tde"):
    """The checklist before leaving (R-4.9)."""

    visit_id: int


@dataclass(frozen=True)
class CheckTap(Tap, prefix="tck"):
    """One line of the checklist, on or off."""

    visit_id: int
    line: int


@dataclass(frozen=True)
class OffWeGoTap(Tap, prefix="tgo"):
    """Departs; `checked` 1 says that everything on the list was checked."""

    visit_id: int
    checked: int


@dataclass(frozen=True)
class LateTap(Tap, prefix="tla"):
    """Asks how late."""

    visit_id: int


@dataclass(frozen=True)
class LateByTap(Tap, prefix="tlb"):
    visit_id: int
    minutes: int


@dataclass(frozen=True)
class EtaTap(Tap, prefix="tet"):
    """Will be there then, in minutes since 1970."""

    visit_id: int
    at: int


@dataclass(frozen=True)
class ArriveTap(Tap, prefix="tar"):
    visit_id: int


@dataclass(frozen=True)
class UndoArrivalTap(Tap, prefix="tua"):
    visit_id: int


@dataclass(frozen=True)
class PlaceTap(Tap, prefix="tpl"):
    """Offers the keyboard that sends where one stands."""

    visit_id: int


@dataclass(frozen=True)
class ConnectTap(Tap, prefix="tcn"):
    """It works (装通, 修复)."""

    visit_id: int


@dataclass(frozen=True)
class MoveTap(Tap, prefix="tmo"):
    """Asks why the visit should be moved (4.C)."""

    visit_id: int


@dataclass(frozen=True)
class MoveForTap(Tap, prefix="tmr"):
    visit_id: int
    reason: str


@dataclass(frozen=True)
class MoveNotTap(Tap, prefix="tmn"):
    """Can come after all: the request to move is withdrawn."""

    visit_id: int


@dataclass(frozen=True)
class HandBackTap(Tap, prefix="thb"):
    """Asks why the technician cannot come after all."""

    visit_id: int


@dataclass(frozen=True)
class HandBackForTap(Tap, prefix="thr"):
    visit_id: int
    reason: str


@dataclass(frozen=True)
class CloseOutTap(Tap, prefix="tcl"):
    """The close-out record, where it was left."""

    visit_id: int


@dataclass(frozen=True)
class PageTap(Tap, prefix="tcp"):
    """A page of the close-out record; past the last one is the summary."""

    visit_id: int
    page: int


@dataclass(frozen=True)
class SkipTap(Tap, prefix="tcs"):
    """This page has nothing to enter."""

    visit_id: int
    page: int


@dataclass(frozen=True)
class TickTap(Tap, prefix="tct"):
    """One tick of the record, on or off."""

    visit_id: int
    line: int


@dataclass(frozen=True)
class AllTicksTap(Tap, prefix="tca"):
    visit_id: int


@dataclass(frozen=True)
class PickTap(Tap, prefix="tcq"):
    """A choice, a yes (1) or no (0), or a suggested wording of one line."""

    visit_id: int
    line: int
    choice: int


@dataclass(frozen=True)
class CompleteTap(Tap, prefix="tcc"):
    """The record is whole: completed (竣工, 销障)."""

    visit_id: int


@dataclass(frozen=True)
class OffTap(Tap, prefix="tfo"):
    """Asks why and when the technician is away."""


@dataclass(frozen=True)
class OffForTap(Tap, prefix="tfr"):
    reason: str


@dataclass(frozen=True)
class OffDayTap(Tap, prefix="tfd"):
    """Away on that local day, by its ordinal."""

    reason: str
    day: int


@dataclass(frozen=True)
class OffBackTap(Tap, prefix="tfb"):
    """Not away after all; `since` is the beginning, in seconds."""

    since: int
