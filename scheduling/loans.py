"""Loans (借调): a technician serves another area besides their own for a while (R-4.12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from models.emergency import Emergency, Loan
from models.errors import BadValue, NotAllowed, NotFound
from models.person import Person, Technician, TechnicianArea
from models.timer import TimerKind
from models.unit import Area, AreaKind, Unit
from scheduling import situation
from scheduling.announcements import record
from scheduling.events import emergencies as ee
from scheduling.permissions import Action, may, require
from scheduling.timers import drop_timers, set_timer
from scheduling.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Lendable:
    """A technician who could help, and where they belong."""

    person_id: int
    name: str
    unit: str


@dataclass(frozen=True)
class LoanView:
    """A loan as its card shows it."""

    id: int
    person_id: int
    name: str
    unit: str
    area: str
    starts_at: datetime
    ends_at: datetime


def lendable(uow: UnitOfWork, unit_id: int) -> list[Lendable]:
    """Whom the actor may lend to that unit: theirs to dispatch, and not serving all of it anyway."""
    unit = uow.get(Unit, unit_id)
    require_need(uow, unit)
    query = select(Technician).join(Person, Person.id == Technician.person_id).where(Person.left_at.is_(None))
    query = query.order_by(Technician.unit_id == unit_id, Technician.unit_id, Person.name)
    found = []
    for technician in uow.session.scalars(query):
        home = uow.get(Unit, technician.unit_id)
        if may(uow.actor, Action.LEND, home) and areas_for(uow, unit_id, technician.person_id):
            found.append(Lendable(technician.person_id, technician.person.name, home.name))
    return found


def areas_for(uow: UnitOfWork, unit_id: int, technician_id: int) -> list[Area]:
    """The unit's areas that this technician does not serve yet: districts and estates, the widest first."""
    unit = uow.get(Unit, unit_id)
    require_need(uow, unit)
    own = select(Area.path).join(TechnicianArea, TechnicianArea.area_id == Area.id)
    served = list(uow.session.scalars(own.where(TechnicianArea.technician_id == technician_id)))
    kinds = [AreaKind.DISTRICT, AreaKind.ESTATE]
    query = select(Area).where(situation.below(Area.unit_id, unit.path), Area.kind.in_(kinds)).order_by(Area.path)
    return [area for area in uow.session.scalars(query) if not any(area.path.startswith(path) for path in served)]


def require_need(uow: UnitOfWork, unit: Unit) -> None:
    """Where one may send help: where one dispatches, and wherever an emergency is open."""
    if may(uow.actor, Action.LEND, unit):
        return
    lends = any(may(uow.actor, Action.LEND, path) for _, path in uow.actor.roles)
    query = select(Emergency).where(Emergency.ended_at.is_(None))
    in_need = any(one.unit.path.startswith(unit.path) or unit.path.startswith(one.unit.path)
                  for one in uow.session.scalars(query))  # fmt: skip
    if not (lends and in_need):
        raise NotAllowed(action=Action.LEND.value)


def lend(uow: UnitOfWork, technician_id: int, area_id: int, until: datetime) -> Loan:
    """From now on they serve that area too, until then; they are told. Lent there already, the later end counts."""
    technician = uow.get(Technician, technician_id)
    area = uow.get(Area, area_id)
    if technician.person.left_at is not None:
        raise NotFound(what="technician", id=technician_id)
    require(uow.actor, Action.LEND, uow.get(Unit, technician.unit_id))
    require_need(uow, area.unit)
    if until <= uow.now:
        raise BadValue(field="ends_at", value=until)
    running = select(Loan).where(Loan.technician_id == technician_id, Loan.area_id == area_id, Loan.ends_at > uow.now)
    loan = uow.session.scalars(running).first()
    if loan is not None and loan.ends_at >= until:
        return loan
    if loan is None:
        loan = uow.add(
            Loan(technician_id=technician_id, area_id=area_id, starts_at=uow.now, ends_at=until,
                 lent_by_id=uow.me, lent_at=uow.now)
        )  # fmt: skip
    drop_timers(uow, loan.id, TimerKind.LOAN_ENDS)
    loan.ends_at = until
    set_timer(uow, TimerKind.LOAN_ENDS, loan.id, until)
    record(uow, ee.TechnicianLent(loan.id, area.unit_id, technician_id, area.name, until))
    return loan


def take_back(uow: UnitOfWork, loan_id: int) -> Loan:
    """Back to their own areas at once; what they have accepted there stays theirs. A second tap changes nothing."""
    loan = uow.get(Loan, loan_id)
    technician, area = uow.get(Technician, loan.technician_id), uow.get(Area, loan.area_id)
    if not may(uow.actor, Action.LEND, area):
        require(uow.actor, Action.LEND, uow.get(Unit, technician.unit_id))
    if loan.ends_at > uow.now:
        loan.ends_at = uow.now
        drop_timers(uow, loan.id, TimerKind.LOAN_ENDS)
        record(uow, ee.LoanEnded(loan.id, area.unit_id, loan.technician_id, area.name, taken_back=True))
    return loan


def ended(uow: UnitOfWork, loan_id: int) -> None:
    """Its time is over: they are told. Taking back and lengthening drop the timer, so it is always the true end."""
    loan = uow.get(Loan, loan_id)
    if loan.ends_at <= uow.now:
        area = uow.get(Area, loan.area_id)
        record(uow, ee.LoanEnded(loan.id, area.unit_id, loan.technician_id, area.name, taken_back=False))


def running(uow: UnitOfWork) -> list[LoanView]:
    """The loans that the actor could take back, the first to end first."""
    query = select(Loan).where(Loan.ends_at > uow.now).order_by(Loan.ends_at, Loan.id)
    found = []
    for loan in uow.session.scalars(query):
        home = uow.get(Unit, uow.get(Technician, loan.technician_id).unit_id)
        if any(may(uow.actor, Action.LEND, place) for place in (uow.get(Area, loan.area_id), home)):
            found.append(view(uow, loan))
    return found


def view(uow: UnitOfWork, loan: Loan) -> LoanView:
    technician, area = uow.get(Technician, loan.technician_id), uow.get(Area, loan.area_id)
    unit = uow.get(Unit, technician.unit_id)
    return LoanView(
        loan.id, technician.person_id, technician.person.name, unit.name, area.name, loan.starts_at, loan.ends_at
    )
