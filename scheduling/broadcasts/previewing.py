"""What a dispatcher sees before anybody is told: how many, who for example, who is left out, and how long it takes."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sqlalchemy import func, select

from models.broadcast import Broadcast
from models.person import Person
from scheduling.broadcasts.audience import WITHOUT_CHAT, Circle, Why
from scheduling.permissions import Action, require
from scheduling.unit_of_work import UnitOfWork
from scheduling.views import surname

SAMPLE = 10


@dataclass(frozen=True)
class Counted:
    """`reach`: who will be told; `languages`: of those; `left_out`: the others, by `Why`."""

    reach: int
    languages: dict[str, int]
    left_out: dict[Why, int]

    @property
    def without_chat(self) -> int:
        return sum(self.left_out.get(why, 0) for why in WITHOUT_CHAT)


@dataclass(frozen=True)
class Preview(Counted):
    """`sample`: masked names; `seconds`: at the permitted rate; `second_person`: another dispatcher has to approve."""

    sample: tuple[str, ...]
    seconds: int
    second_person: bool


def preview(uow: UnitOfWork, broadcast_id: int) -> Preview:
    """Counts a draft's audience as it is now, and shows what sending it would mean."""
    broadcast = uow.get(Broadcast, broadcast_id)
    require(uow.actor, Action.BROADCAST, broadcast)
    counted = count(uow, broadcast)
    return Preview(
        counted.reach, counted.languages, counted.left_out,
        sample=sample(uow, broadcast),
        seconds=seconds_for(uow, counted.reach),
        second_person=counted.reach > uow.policy.broadcast.second_person_above,
    )  # fmt: skip


def count(uow: UnitOfWork, broadcast: Broadcast) -> Counted:
    """One look at the whole audience; what it found is kept with the broadcast."""
    circle = Circle.of(uow, broadcast)
    why = circle.why.label("why")
    query = select(Person.language, why, func.count()).where(circle.meant).group_by(Person.language, why)
    languages: dict[str, int] = {}
    left_out: dict[Why, int] = {}
    for language, reason, number in uow.session.execute(query):
        if reason == Why.REACHED:
            languages[language] = number
        else:
            left_out[Why(reason)] = left_out.get(Why(reason), 0) + number
    counted = Counted(sum(languages.values()), languages, left_out)
    broadcast.reach, broadcast.without_chat = counted.reach, counted.without_chat
    return counted


def sample(uow: UnitOfWork, broadcast: Broadcast) -> tuple[str, ...]:
    """A few of those who will be told, by their masked names."""
    query = select(Person.name).where(Circle.of(uow, broadcast).reached).order_by(Person.id).limit(SAMPLE)
    return tuple(masked(name) for name in uow.session.scalars(query))


def masked(name: str) -> str:
    """王建国 -> 王**, 欧阳明 -> 欧阳*, John Miller -> J*** M*****: enough to see that they are the right ones."""
    if name[:1] and ord(name[0]) > 0x2E80:
        family = surname(name)
        return family + "*" * max(len(name) - len(family), 1)
    return " ".join(word[0] + "*" * max(len(word) - 1, 1) for word in name.split())


def seconds_for(uow: UnitOfWork, messages: int) -> int:
    return math.ceil(messages / uow.policy.delivery.per_second)
