"""The buttons of loans and of extra slots in bulk (R-4.12)."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.buttons import Tap


@dataclass(frozen=True)
class LendTap(Tap, prefix="ln"):
    """Who could help in this unit?"""

    unit_id: int
    page: int = 0


@dataclass(frozen=True)
class WhoTap(Tap, prefix="lw"):
    """This technician; where to?"""

    unit_id: int
    technician_id: int
    page: int = 0


@dataclass(frozen=True)
class AreaTap(Tap, prefix="la"):
    """To that area; until when?"""

    unit_id: int
    technician_id: int
    area_id: int


@dataclass(frozen=True)
class UntilTap(Tap, prefix="lu"):
    """Lent until then, in minutes since 1970."""

    unit_id: int
    technician_id: int
    area_id: int
    until: int


@dataclass(frozen=True)
class TakeBackTap(Tap, prefix="lb"):
    loan_id: int


@dataclass(frozen=True)
class LoansTap(Tap, prefix="ll"):
    """Who is lent where."""


@dataclass(frozen=True)
class BulkTap(Tap, prefix="bs"):
    """Extra slots for all technicians of a unit: which day?"""

    unit_id: int


@dataclass(frozen=True)
class BulkDayTap(Tap, prefix="bd"):
    """That local day, by its ordinal; which hours?"""

    unit_id: int
    day: int


@dataclass(frozen=True)
class BulkHoursTap(Tap, prefix="bh"):
    """Those hours, in minutes after midnight: shows how many it would be."""

    unit_id: int
    day: int
    since: int
    until: int


@dataclass(frozen=True)
class BulkOpenTap(Tap, prefix="bo"):
    """Opens them."""

    unit_id: int
    day: int
    since: int
    until: int


@dataclass(frozen=True)
class BulkUndoTap(Tap, prefix="bu"):
    """Closes again what was opened then."""

    event_id: int
