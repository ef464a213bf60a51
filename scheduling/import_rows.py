"""The rows of a sheet: what each says, and what is wrong with it."""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from models.order import Channel, OrderKind, Service
from models.person import CustomerTier
from models.unit import Area
from scheduling import areas, phones, windows
from scheduling.booking import OrderDraft
from scheduling.permissions import Action, may
from scheduling.unit_of_work import UnitOfWork

E = TypeVar("E", OrderKind, CustomerTier)

REQUIRED = ("kind", "services", "customer", "phone", "address")
LONGEST = {
    "number": 40, "customer": 60, "address": 300, "contact_name": 80, "access_note": 500, "fault_note": 500, "wish": 500,
}  # fmt: skip
TRUE, FALSE = "yes", "no"
WRITTEN = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日? *(?:(\d{1,2})(?:时|[:点])(\d{2})分?(?::?(\d{2})秒?)?)?", re.ASCII
)
SERIAL = re.compile(r"[45]\d{4}(?:\.\d+)?", re.ASCII)  # from 2009 to 2064
FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - local, as the rest of the sheet


@dataclass(frozen=True)
class Line:
    """One row of a sheet, its cells as text under our own column names. `row` is its number as the sheet shows it."""

    row: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "").strip()


@dataclass(frozen=True)
class Fault:
    """What is wrong with a row, and where; `why` is the tail of a text key."""

    row: int
    column: str
    why: str
    value: str = ""


@dataclass(frozen=True)
class Ready:
    """A row that can be taken."""

    row: int
    draft: OrderDraft
    name: str
    phone: str
    tier: CustomerTier | None


class Checker:
    """Reads rows; what a whole sheet needs again and again is looked up once."""

    def __init__(self, uow: UnitOfWork) -> None:
        self.uow = uow
        self.serving = areas.serving(uow)
        self.matched: dict[str, list[Area]] = {}

    def read(self, line: Line) -> tuple[Ready | None, list[Fault]]:
        faults = [Fault(line.row, column, "missing") for column in REQUIRED if not line[column]]
        faults += [
            Fault(line.row, column, "long", str(most)) for column, most in LONGEST.items() if len(line[column]) > most
        ]
        kind = one_of(OrderKind, line, "kind", faults)
        services = self.services(line, faults)
        tier = one_of(CustomerTier, line, "tier", faults)
        phone = self.phone(line, "phone", faults)
        contact_phone = self.phone(line, "contact_phone", faults)
        area = self.area(line, faults)
        received_at = self.instant(line, "received_at", faults)
        urgent = line["urgent"]
        if urgent not in ("", TRUE, FALSE):
            faults.append(Fault(line.row, "urgent", "unknown", urgent))
        if faults or kind is None or area is None or phone is None:
            return None, faults
        draft = OrderDraft(
            kind=kind,
            services=services,
            customer_id=0,
            area_id=area.id,
            address=line["address"],
            draft_id=self.draft_id(line, received_at),
            contact_name=line["contact_name"] or None,
            contact_phone=contact_phone,
            access_note=line["access_note"] or None,
            fault_note=line["fault_note"] or None,
            wish=line["wish"] or None,
            urgent=urgent == TRUE,
            number=line["number"] or None,
            channel=Channel.IMPORT,
            received_at=received_at,
        )
        return Ready(line.row, draft, line["customer"], phone, tier), []

    def services(self, line: Line, faults: list[Fault]) -> tuple[Service, ...]:
        found = []
        for word in (part for part in line["services"].split(",") if part):
            try:
                found.append(Service(word))
            except ValueError:
                faults.append(Fault(line.row, "services", "unknown", word))
        return tuple(dict.fromkeys(found))

    def phone(self, line: Line, column: str, faults: list[Fault]) -> str | None:
        if not line[column]:
            return None
        phone = phones.normalise(line[column])
        if phone is None:
            faults.append(Fault(line.row, column, "phone", line[column]))
        return phone

    def area(self, line: Line, faults: list[Fault]) -> Area | None:
        """The area that is named, or the one the address says."""
        said, column = (line["area"], "area") if line["area"] else (line["address"], "address")
        if not said:
            return None
        if said not in self.matched:
            self.matched[said] = areas.match(self.uow, said, self.serving)
        found = self.matched[said]
        if len(found) != 1:
            why = "area-unclear" if found else "area"
            faults.append(Fault(line.row, column, why, "、".join(area.name for area in found[:3]) or said))
            return None
        if not self.uow.actor.is_clock and not may(self.uow.actor, Action.IMPORT, found[0]):
            faults.append(Fault(line.row, column, "not-yours", found[0].name))
            return None
        return found[0]

    def instant(self, line: Line, column: str, faults: list[Fault]) -> datetime | None:
        said = line[column]
        if not said:
            return None
        at = moment(said, self.uow.policy.zone)
        if at is None:
            faults.append(Fault(line.row, column, "date", said))
            return None
        at = at.astimezone(UTC)
        if at > self.uow.now + timedelta(minutes=5):
            faults.append(Fault(line.row, column, "future", said))
            return None
        return min(at, self.uow.now)

    def draft_id(self, line: Line, received_at: datetime | None) -> str:
        """The same row of the same day is the same order, so that a sheet sent twice is taken once."""
        number = line["number"]
        if number:
            return "import:" + hashlib.sha256(number.encode()).hexdigest()[:32]
        day = windows.local_day(received_at or self.uow.now, self.uow.policy.zone)
        content = [str(day), *(f"{column}={line[column]}" for column in sorted(line.cells))]
        return "import:" + hashlib.sha256("\n".join(content).encode()).hexdigest()[:32]


def moment(said: str, zone: ZoneInfo) -> datetime | None:
    """A date and time as people and their spreadsheet programs write them: 2026-11-24T09:30+08:00, 2026/11/4 9:05,
    2026年11月4日, or the days since 1900 that a cell without a format shows. None where day and month may be mixed up.
    """
    with contextlib.suppress(ValueError, OverflowError):
        if found := WRITTEN.fullmatch(said):
            year, month, day, hour, minute, second = (int(part) for part in found.groups("0"))
            return datetime(year, month, day, hour, minute, second, tzinfo=zone)
        if SERIAL.fullmatch(said):
            since = timedelta(days=float(said), microseconds=500)
            return (FIRST_DAY + since).replace(microsecond=0, tzinfo=zone)
        at = datetime.fromisoformat(said)
        return at if at.tzinfo else at.replace(tzinfo=zone)
    return None


def one_of(closed: type[E], line: Line, column: str, faults: list[Fault]) -> E | None:
    if not line[column]:
        return None
    try:
        return closed(line[column])
    except ValueError:
        faults.append(Fault(line.row, column, "unknown", line[column]))
        return None
