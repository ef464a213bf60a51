"""One-time codes: staff join by them, and customers open the order their SMS told them of."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from models.errors import CodeUnusable, NotAllowed
from models.invitation import Invitation, InvitationKind
from models.person import Person, Role, RoleGrant, Technician, TechnicianArea
from models.unit import Contractor, Unit
from scheduling import events as ev
from scheduling import people
from scheduling.announcements import record
from scheduling.people import Chat
from scheduling.permissions import Action, require
from scheduling.unit_of_work import Actor, UnitOfWork

# Nobody hands out more than they hold: a dispatcher cannot make a head, nor a contractor's office a dispatcher.
MAY_INVITE: dict[Role, frozenset[Role]] = {
    Role.HEAD: frozenset(Role),
    Role.DISPATCHER: frozenset({Role.TECHNICIAN, Role.DISPATCHER, Role.HOTLINE, Role.FAULT_DESK, Role.RESOURCE_DESK}),
    Role.CONTRACTOR_ADMIN: frozenset({Role.TECHNICIAN}),
}


def may_invite(actor: Actor, path: str) -> list[Role]:
    """The roles somebody may hand out on a unit, in a stable order."""
    given = {role for have, grants in MAY_INVITE.items() if actor.holds(have, path) for role in grants}
    return [role for role in Role if role in given]


def hashed(code: str) -> str:
    return hashlib.sha256(code.strip().encode()).hexdigest()


def invite(
    uow: UnitOfWork, role: Role, unit_id: int, name: str, *, phone: str | None = None,
    contractor_id: int | None = None, certificate_number: str | None = None, certificate_until: date | None = None,
    skills: tuple[str, ...] = ("*",), area_ids: tuple[int, ...] = (), person_id: int | None = None,
) -> str:  # fmt: skip
    """Puts a member of staff on file and returns the one-time code that binds their chat. Valid seven days.

    From the command line (the clock's rights) or by somebody entitled to on that unit.
    """
    unit = uow.get(Unit, unit_id)
    if not uow.actor.is_clock:
        require(uow.actor, Action.INVITE, unit)
        if role not in may_invite(uow.actor, unit.path):
            raise NotAllowed(action=Action.INVITE.value)
    if contractor_id is not None:
        uow.get(Contractor, contractor_id)
    if person_id is None:
        person = uow.add(Person(name=people.clean_name(name), phone=phone, created_at=uow.now))
        uow.add(RoleGrant(person_id=person.id, role=role, unit_id=unit.id))
        if role is Role.TECHNICIAN:
            uow.add(
                Technician(person_id=person.id, unit_id=unit.id, contractor_id=contractor_id,
                           certificate_number=certificate_number, certificate_until=certificate_until,
                           skills=list(skills), shift={"days": [1, 2, 3, 4, 5, 6, 7], "from": "08:00", "to": "20:00"})
            )  # fmt: skip
            for area_id in area_ids:
                uow.add(TechnicianArea(technician_id=person.id, area_id=area_id))
        person_id = person.id
    return new_code(uow, InvitationKind.STAFF, role=role, unit_id=unit.id, name=name, person_id=person_id)


def order_code(uow: UnitOfWork, order_id: int) -> str:
    """The code for an order's SMS: whoever opens it is the order's customer (D-29). Valid thirty days."""
    order = uow.order(order_id)
    if not uow.actor.is_clock:
        require(uow.actor, Action.TAKE_ORDER, order)
    return new_code(uow, InvitationKind.ORDER, order_id=order.id, person_id=order.customer_id)


def with_code(uow: UnitOfWork, order_ids: Iterable[int]) -> set[int]:
    """Of these orders, those a code was made for."""
    made = uow.session.scalars(select(Invitation.order_id).where(Invitation.order_id.in_(order_ids)))
    return {order_id for order_id in made if order_id is not None}


def new_code(
    uow: UnitOfWork, kind: InvitationKind, *, role: Role | None = None, unit_id: int | None = None,
    name: str | None = None, person_id: int | None = None, order_id: int | None = None,
) -> str:  # fmt: skip
    code = secrets.token_urlsafe(18)
    valid = uow.policy.identity.invitation_valid if kind is InvitationKind.STAFF else uow.policy.identity.code_valid
    uow.add(
        Invitation(code_hash=hashed(code), kind=kind, role=role, unit_id=unit_id, name=name, person_id=person_id,
                   order_id=order_id, made_by_id=uow.actor.person_id, made_at=uow.now, expires_at=uow.now + valid)
    )  # fmt: skip
    return code


def open_code(uow: UnitOfWork, chat: Chat, code: str) -> Invitation:
    """`/start <code>`: binds this chat to whom the code was made for. Raises `CodeUnusable`.

    The same chat may follow its own link again: nothing changes, and it gets its answer.
    """
    invitation = uow.session.scalar(select(Invitation).where(Invitation.code_hash == hashed(code)))
    account = people.meet(uow, chat)
    if invitation is None or invitation.person_id is None:
        raise CodeUnusable(why="unknown")
    if invitation.used_at is not None:
        if invitation.used_by_id == account.person_id:
            return invitation
        raise CodeUnusable(why="used")
    if invitation.expires_at <= uow.now:
        raise CodeUnusable(why="expired")
    person = uow.person(invitation.person_id)
    if person.left_at is not None:
        raise CodeUnusable(why="unknown")
    people.bind(uow, account, person, by=invitation.kind.value)
    invitation.used_at, invitation.used_by_id = uow.now, person.id
    if invitation.kind is InvitationKind.STAFF and invitation.role is not None:
        record(uow, ev.StaffJoined(person.id, invitation.role.value))
    return invitation


def unit_at(uow: UnitOfWork, path: str) -> Unit | None:
    return uow.session.scalar(select(Unit).where(Unit.path == path))


def companies_of(uow: UnitOfWork, unit: Unit) -> list[Contractor]:
    """The contractors who work for a unit or one below it."""
    query = select(Contractor).join(Unit, Unit.id == Contractor.unit_id).order_by(Contractor.name)
    return [row for row in uow.session.scalars(query) if uow.get(Unit, row.unit_id).path.startswith(unit.path)]
