"""What a dispatcher sees before anybody is told: how many, who for example, who is left out, and how long it takes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select

from models.broadcast import Broadcast
from models.person import Person
from scheduling.broadcasts.audience import REACHED, WITHOUT_CHAT, Circle, Span, Why
from scheduling.permissions import Action, require
from scheduling.unit_of_work import UnitOfWork
from scheduling.views import surname

SAMPLE = 10
AT_ONCE = 20_000  # people looked at by one question


@dataclass(frozen=True)
class Counted:
    """`reach`: who will be told; `languages`: of those; `left_out`: the others, by `Why`.

    `otherwise`: of the reached those whom another channel than the chat reaches.
    """

    reach: int
    languages: dict[str, int]
    left_out: dict[Why, int]
    otherwise: int

    @property
    def without_chat(self) -> int:
        return sum(self.left_out.get(why, 0) for why in WITHOUT_CHAT)


@dataclass(frozen=True)
class Preview(Counted):
    """`sample`: masked names; `seconds`: at the permitted rate; `second_person`: another dispatcher has to approve.

    `heard`: by language, how many of the reached have a message about this outage already, which is answered or edited.
    """

    sample: tuple[str, ...]
    seconds: int
    second_person: bool
    heard: dict[str, int]


def preview(uow: UnitOfWork, broadcast_id: int) -> Preview:
    """Counts a draft's audience as it is now, and shows what sending it would mean."""
    broadcast = uow.get(Broadcast, broadcast_id)
    require(uow.actor, Action.BROADCAST, broadcast)
    counted = count(uow, broadcast)
    return Preview(
        counted.reach, counted.languages, counted.left_out, counted.otherwise,
        sample=sample(uow, broadcast),
        seconds=seconds_for(uow, counted.reach),
        second_person=counted.reach > uow.policy.broadcast.second_person_above,
        heard=heard(uow, broadcast),
    )  # fmt: skip


def count(uow: UnitOfWork, broadcast: Broadcast) -> Counted:
    """The whole audience, a piece at a time; what was found is kept with the broadcast."""
    whole = Circle.of(uow, broadcast)
    languages: Counter[str] = Counter()
    left_out: Counter[Why] = Counter()
    otherwise = 0
    for span in spans(uow):
        circle = whole.within(span)
        why = circle.why.label("why")
        query = select(Person.language, why, func.count()).where(circle.meant).group_by(Person.language, why)
        for language, reason, number in uow.session.execute(query):
            if reason in REACHED:
                languages[language] += number
                otherwise += number if reason == Why.OTHERWISE else 0
            else:
                left_out[Why(reason)] += number
    counted = Counted(languages.total(), dict(languages), dict(left_out), otherwise)
    broadcast.reach, broadcast.without_chat = counted.reach, counted.without_chat
    return counted


def spans(uow: UnitOfWork) -> Iterator[Span]:
    """All people, in pieces of which a database looks at each in the same way, however many there are."""
    last = uow.session.scalar(select(func.max(Person.id))) or 0
    return (Span(first, first + AT_ONCE) for first in range(0, last, AT_ONCE))


def heard(uow: UnitOfWork, broadcast: Broadcast) -> dict[str, int]:
    """Of those reached, by language: who has a message about this outage already."""
    found: Counter[str] = Counter()
    if broadcast.outage_id is None:
        return found
    whole = Circle.of(uow, broadcast)
    for span in spans(uow):
        circle = whole.within(span)
        query = select(Person.language, func.count()).where(circle.reached, circle.in_thread).group_by(Person.language)
        found.update({language: number for language, number in uow.session.execute(query)})
    return dict(found)


def sample(uow: UnitOfWork, broadcast: Broadcast) -> tuple[str, ...]:
    """A few of those who will be told, by their masked names."""
    whole, names = Circle.of(uow, broadcast), list[str]()
    for span in spans(uow):
        query = select(Person.name).where(whole.within(span).reached).order_by(Person.id).limit(SAMPLE - len(names))
        names += uow.session.scalars(query)
        if len(names) == SAMPLE:
            break
    return tuple(masked(name) for name in names)


def masked(name: str) -> str:
    """王建国 -> 王**, 欧阳明 -> 欧阳*, John Miller -> J*** M*****: enough to see that they are the right ones."""
    if name[:1] and ord(name[0]) > 0x2E80:
        family = surname(name)
        return family + "*" * max(len(name) - len(family), 1)
    return " ".join(word[0] + "*" * max(len(word) - 1, 1) for word in name.split())


def seconds_for(uow: UnitOfWork, messages: int) -> int:
    return math.ceil(messages / uow.policy.delivery.per_second)
