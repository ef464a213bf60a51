"""The buttons on an outage's cards. They carry ids; what may be done is decided when they are pressed."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.buttons import Tap


@dataclass(frozen=True)
class NewOutageTap(Tap, prefix="on"):
    """A new record; `suggestion_id` 0 when nobody suggested it."""

    suggestion_id: int = 0


@dataclass(frozen=True)
class StateTap(Tap, prefix="os"):
    """investigating, identified, monitoring."""

    outage_id: int
    status: str


@dataclass(frozen=True)
class RestoreTap(Tap, prefix="or"):
    outage_id: int


@dataclass(frozen=True)
class ResumeTap(Tap, prefix="ors"):
    """Not over after all."""

    outage_id: int


@dataclass(frozen=True)
class CallOffTap(Tap, prefix="oco"):
    """Asks once."""

    outage_id: int


@dataclass(frozen=True)
class UndoTap(Tap, prefix="oun"):
    """Opened by a slip of the thumb: called off at once while the slip is fresh, asked about later."""

    outage_id: int


@dataclass(frozen=True)
class CallOffYesTap(Tap, prefix="ocy"):
    outage_id: int


@dataclass(frozen=True)
class NextWordTap(Tap, prefix="onw"):
    """Nothing new: the next word in this many minutes."""

    outage_id: int
    minutes: int


@dataclass(frozen=True)
class EditTap(Tap, prefix="oe"):
    """Change one thing of an open record: cause, end, area, services, next."""

    outage_id: int
    what: str


@dataclass(frozen=True)
class MergeTap(Tap, prefix="om"):
    """The same fault as another record; asks once."""

    outage_id: int
    into_id: int


@dataclass(frozen=True)
class MergeYesTap(Tap, prefix="omy"):
    outage_id: int
    into_id: int


@dataclass(frozen=True)
class HistoryTap(Tap, prefix="oh"):
    outage_id: int


@dataclass(frozen=True)
class NothingTap(Tap, prefix="osn"):
    """The suggestion was nothing."""

    suggestion_id: int


@dataclass(frozen=True)
class VisitsTap(Tap, prefix="ovl"):
    """The visits inside planned works, each with the time it could move to (T-19)."""

    outage_id: int


@dataclass(frozen=True)
class OfferTimeTap(Tap, prefix="oot"):
    """The customer whose visit falls inside works is asked to move it."""

    task_id: int


# --- while a record is being opened or changed -----------------------------------------------------------------------


@dataclass(frozen=True)
class UnitTap(Tap, prefix="oau"):
    """Down the tree to this unit."""

    unit_id: int


@dataclass(frozen=True)
class AreaTap(Tap, prefix="oaa"):
    """Down the tree to this area."""

    area_id: int


@dataclass(frozen=True)
class HereTap(Tap, prefix="oah"):
    """This area with all below it; with 0, all of the unit."""

    unit_id: int
    area_id: int


@dataclass(frozen=True)
class TreeTap(Tap, prefix="oat"):
    """The tree from its top."""


@dataclass(frozen=True)
class CauseTap(Tap, prefix="oca"):
    """D-38, or "unknown"."""

    cause: str


@dataclass(frozen=True)
class EndTap(Tap, prefix="oen"):
    """The end lies between these many minutes from now, or from the beginning of works; 0 and 0: not known."""

    least: int
    most: int


@dataclass(frozen=True)
class SinceTap(Tap, prefix="osi"):
    """Since this many minutes before now."""

    minutes: int


@dataclass(frozen=True)
class NextTap(Tap, prefix="onx"):
    """The next word in this many minutes; 0: none promised."""

    minutes: int


@dataclass(frozen=True)
class ServiceTap(Tap, prefix="osv"):
    """On or off."""

    service: str


@dataclass(frozen=True)
class ServicesDoneTap(Tap, prefix="osd"):
    """Those that are on, it is."""


@dataclass(frozen=True)
class PlannedTap(Tap, prefix="opl"):
    """1: works that were planned; 0: a fault."""

    planned: int


@dataclass(frozen=True)
class FieldTap(Tap, prefix="ofi"):
    """On the card before it is opened: change this."""

    what: str


@dataclass(frozen=True)
class CardTap(Tap, prefix="ocd"):
    """Back to the card."""


@dataclass(frozen=True)
class OpenTap(Tap, prefix="oop"):
    """Open it; `beside` 1: really another fault than the record it overlaps with. `mark` is the draft's."""

    mark: str
    beside: int = 0


@dataclass(frozen=True)
class CancelTap(Tap, prefix="ox"):
    """Forget what was begun."""


@dataclass(frozen=True)
class MoveEndTap(Tap, prefix="oem"):
    """The expected end lies between these from now on, in minutes of this age."""

    outage_id: int
    since: int
    until: int


@dataclass(frozen=True)
class EndBackTap(Tap, prefix="oeb"):
    """As it was, unless somebody has moved it on since; 0: no end was known."""

    outage_id: int
    since: int
    until: int
    moved_to: int


@dataclass(frozen=True)
class AnotherTap(Tap, prefix="oan"):
    """What was said is of no record there is."""


@dataclass(frozen=True)
class WidenTap(Tap, prefix="owi"):
    """It is the same fault: the open record takes this ground in as well."""

    outage_id: int
