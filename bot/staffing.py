"""Staff by the command line: the links by which they join, and the end of every right."""

from __future__ import annotations

import argparse
from datetime import date, datetime

from sqlalchemy import or_, select

from handlers.phones import phone_in
from models.errors import Refused
from models.order import OrderKind, Service
from models.person import Person, Role, RoleGrant
from models.unit import Area, Contractor, Unit
from scheduling import invitations, people
from scheduling.unit_of_work import CLOCK, Store, UnitOfWork

LINK = "https://t.me/{bot}?start={code}"
UNKNOWN_BOT = "<bot>"
NO_PLACES = "there are no units and areas yet; make your own with: python -m bot places places.yaml"
TECHNICIANS_ONLY = ("certificate", "certificate_until", "contractor", "areas", "skills")


class Mistake(Exception):
    """What was asked cannot be done; the message says what to do instead."""


def make_invitation(store: Store, given: argparse.Namespace, now: datetime, bot: str = UNKNOWN_BOT) -> str:
    """The link that joins a new member of staff, and the words it makes them say; good once."""
    try:
        role = Role(given.role.strip().lower().replace("-", "_"))
    except ValueError as error:
        raise Mistake(f"there is no role {given.role!r}; roles: {', '.join(Role)}") from error
    said = [f"--{name.replace('_', '-')}" for name in TECHNICIANS_ONLY if getattr(given, name)]
    if said and role is not Role.TECHNICIAN:
        raise Mistake(f"{' and '.join(said)}: for technicians only, leave it out")
    if not given.name.strip():
        raise Mistake("--name: say what they are called")
    phone, skills, certificate_until = phone_of(given.phone), skills_of(given.skills), day_of(given.certificate_until)

    def inviting(uow: UnitOfWork) -> str:
        unit = unit_named(uow, given.unit)
        return invitations.invite(
            uow, role, unit.id, given.name, phone=phone, contractor_id=contractor_named(uow, given.contractor),
            certificate_number=given.certificate, certificate_until=certificate_until,
            skills=skills, area_ids=areas_named(uow, unit, given.areas) if role is Role.TECHNICIAN else (),
        )  # fmt: skip

    try:
        code = store.run(inviting, CLOCK, now)
    except Refused as refused:
        raise Mistake(f"refused: {refused.key} {refused.params}") from refused
    return f"{LINK.format(bot=bot, code=code)}\n/start {code}"


def phone_of(said: str | None) -> str | None:
    phone = phone_in(said) if said else None
    if said and phone is None:
        raise Mistake(f"--phone {said!r} is no phone number")
    return phone


def day_of(said: str | None) -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except ValueError as error:
        raise Mistake(f"--certificate-until {said}: write it as 2027-12-31") from error


def skills_of(said: str | None) -> tuple[str, ...]:
    """A skill nobody knows would be a technician who is offered nothing."""
    skills = tuple(part.strip() for part in (said or "*").split(",") if part.strip())
    known = {"*", *(f"{kind}:{what}" for kind in OrderKind for what in ("*", *Service))}
    if unknown := [skill for skill in skills if skill not in known]:
        raise Mistake(f"--skills {', '.join(unknown)}: there are {', '.join(sorted(known))}")
    return skills


def unit_named(uow: UnitOfWork, named: str | None) -> Unit:
    """By name or number; without either the lowest, if there is only one such."""
    units = list(uow.session.scalars(select(Unit).order_by(Unit.path)))
    if not units:
        raise Mistake(NO_PLACES)
    if named:
        found = [unit for unit in units if named in (unit.name, str(unit.id))]
        if len(found) != 1:
            raise Mistake(f"no single unit {named!r}; there are: {listed(units)}")
        return found[0]
    parents = {unit.parent_id for unit in units}
    lowest = [unit for unit in units if unit.id not in parents]
    if len(lowest) != 1:
        raise Mistake(f"say --unit; there are: {listed(units)}")
    return lowest[0]


def listed(units: list[Unit]) -> str:
    return ", ".join(f"{unit.id} {unit.name}" for unit in units)


def contractor_named(uow: UnitOfWork, named: str | None) -> int | None:
    if not named:
        return None
    found = uow.session.scalars(select(Contractor).where(Contractor.name == named)).all()
    if len(found) != 1:
        known = ", ".join(uow.session.scalars(select(Contractor.name)))
        raise Mistake(f"no contractor {named!r}; there are: {known or 'none'}")
    return found[0].id


def areas_named(uow: UnitOfWork, unit: Unit, named: str | None) -> tuple[int, ...]:
    areas = [area for area in uow.session.scalars(select(Area)) if area.unit.path.startswith(unit.path)]
    if not named:
        return tuple(area.id for area in areas)
    by_name = {area.name: area.id for area in areas}
    wanted = [part.strip() for part in named.replace("、", ",").split(",") if part.strip()]
    unknown = [name for name in wanted if name not in by_name]
    if unknown:
        raise Mistake(f"no area {', '.join(unknown)}; there are: {', '.join(by_name)}")
    return tuple(by_name[name] for name in wanted)


def leave(store: Store, name: str, phone: str | None, now: datetime) -> str:
    """A member of staff leaves: every right ends at once (R-1.13)."""
    number = phone_of(phone)

    def leaving(uow: UnitOfWork) -> str:
        staff = select(Person).where(or_(Person.name == name, Person.phone == name), Person.left_at.is_(None))
        found = [person for person in uow.session.scalars(staff.join(RoleGrant).distinct()).unique()]
        found = [person for person in found if number in (None, person.phone)]
        if not found:
            raise Mistake(f"no member of staff is called {name!r}")
        if len(found) > 1:
            raise Mistake(f"{len(found)} members of staff are called {name!r}: say --phone")
        return people.leave(uow, found[0].id).name

    return f"{store.run(leaving, CLOCK, now)} has left: every right has ended"
