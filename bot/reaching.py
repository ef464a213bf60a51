"""Where else somebody may be reached when their chat is gone: put on file by the operator, for one person."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from bot.config.settings import Notify
from bot.fallback import usable
from handlers.phones import phone_in
from models.person import Person
from scheduling.unit_of_work import CLOCK, Store, UnitOfWork

NONE = "none"


class Unreachable(Exception):
    """What cannot be put on file, in words for the operator."""


def reach(store: Store, settings: Notify, phone: str, by: str, now: datetime) -> str:
    """Puts the address on file, or takes it off. Raises `Unreachable` with nothing changed."""
    number = phone_in(phone)
    if number is None:
        raise Unreachable(f"{phone!r} is no phone number")
    if by != NONE and not usable(settings, by):
        kinds = ", ".join(settings.schemes)
        raise Unreachable(f"{by!r} cannot be used; write an apprise address of these kinds (notify.schemes): {kinds}")

    def putting(uow: UnitOfWork) -> list[str]:
        found = list(uow.session.scalars(select(Person).where(Person.phone == number, Person.left_at.is_(None))))
        for person in found:
            person.fallback = None if by == NONE else by
        return [person.name for person in found]

    names = store.run(putting, CLOCK, now)
    if not names:
        raise Unreachable(f"nobody on file has the number {number}")
    return f"{', '.join(names)}: " + ("no other channel on file" if by == NONE else "the other channel is on file")
