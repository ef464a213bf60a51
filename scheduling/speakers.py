"""Who writes: asked with every update, so it is one statement."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from models.person import ChatAccount, Person, RoleGrant
from models.unit import Unit
from scheduling.people import HERE, Chat, meet
from scheduling.unit_of_work import Actor, UnitOfWork


@dataclass
class Speaker:
    """Who writes to us, as far as the answer depends on it."""

    id: int
    name: str
    language: str
    week_habit: str | None
    phone_verified: bool

    @classmethod
    def of(cls, person: Person) -> Speaker:
        return cls(person.id, person.name, person.language, person.week_habit, person.phone_verified)


# One row for each role they hold, one without for a customer.
SPEAKER = (
    select(Person.id, Person.name, Person.language, Person.week_habit, Person.phone_verified, Person.left_at,
           ChatAccount.blocked_at, RoleGrant.role, Unit.path)
    .join(ChatAccount, ChatAccount.person_id == Person.id)
    .outerjoin(RoleGrant, RoleGrant.person_id == Person.id)
    .outerjoin(Unit, Unit.id == RoleGrant.unit_id)
    .where(*HERE)
    .order_by(RoleGrant.id)
)  # fmt: skip


def speaker(uow: UnitOfWork, chat: Chat) -> tuple[Speaker, Actor]:
    """Who is behind this chat and what they may do; somebody new becomes a visitor."""
    rows = uow.rows(SPEAKER, bot=chat.bot_id, chat=chat.chat_id)
    if not rows or rows[0].blocked_at is not None:
        person = meet(uow, chat).person
        return Speaker.of(person), Actor.of(person)
    id, name, language, habit, verified, left_at = rows[0][:6]
    roles = () if left_at else tuple((row.role, row.path) for row in rows if row.role is not None)
    return Speaker(id, name, language, habit, verified), Actor(id, roles, language=language)
