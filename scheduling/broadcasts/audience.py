"""Who a broadcast is for, who of them can be told, and who is left out and why. All of it is SQL: nobody is fetched."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, false, func, literal, or_, select, true

from models.broadcast import Broadcast, BroadcastKind
from models.notification import Delivery, Notification
from models.order import OVER, OrderService, WorkOrder
from models.outage import Outage, OutageStatus
from models.person import Address, ChatAccount, Person, Subscription
from models.unit import Area, Unit
from scheduling.unit_of_work import UnitOfWork

NEWS, CORRECTION = "outage-news", "outage-correction"  # the keys under which recipients are told
READ = "record-read"  # and the one under which it is kept that they were answered from the record
TOLD = (Delivery.SENT, Delivery.UNKNOWN)
OWED_OR_TOLD = (Delivery.PENDING, Delivery.CLAIMED, *TOLD)


@dataclass(frozen=True)
class Audience:
    """Homes and open orders in an area's or a unit's subtree, and which of them; what is not named is not narrowed.

    A home whose services nobody knows counts for every service: better told than forgotten.
    """

    area_id: int | None = None
    unit_id: int | None = None
    services: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    open_orders: bool | None = None  # only those with an open order there, or only those without
    languages: tuple[str, ...] = ()
    told_of: int | None = None  # whoever has heard of this outage: those an all-clear is for
    got: int | None = None  # whoever got this broadcast: those a correction is for
    everybody: bool = False  # nothing narrows it, on purpose

    @property
    def narrowed(self) -> bool:
        return self != Audience(everybody=self.everybody)

    def stored(self) -> dict[str, Any]:
        """As the broadcast keeps it."""
        named = {one.name: getattr(self, one.name) for one in fields(self) if getattr(self, one.name) != one.default}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in named.items()}

    @classmethod
    def of(cls, broadcast: Broadcast) -> Audience:
        kept = broadcast.audience.items()
        given: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in kept}
        return cls(**given)

    def moved_to(self, outage: Outage) -> Audience:
        """The same people of wherever the outage is now."""
        there = Audience.touched_by(outage)
        return replace(self, area_id=there.area_id, unit_id=there.unit_id, services=there.services, told_of=None)

    @classmethod
    def touched_by(cls, outage: Outage) -> Audience:
        """Everybody who is without service."""
        unit_id = None if outage.area_id else outage.unit_id
        return cls(area_id=outage.area_id, unit_id=unit_id, services=tuple(outage.services))


class Why(StrEnum):
    """What a broadcast does for somebody of its audience: reaches them, or leaves them out, and why."""

    REACHED = "reached"
    OTHERWISE = "otherwise"  # reached too: not by chat, but by the other channel they gave
    TOLD = "told"  # they know this edition already, whichever way they heard of it
    NO_CHAT = "no_chat"
    BLOCKED = "blocked"
    NEWS_OFF = "news_off"  # they turned off what is not urgent (D-14)


WITHOUT_CHAT = (Why.NO_CHAT, Why.BLOCKED)
REACHED = (Why.REACHED, Why.OTHERWISE)


@dataclass(frozen=True)
class Span:
    """A piece of the people, by id: whatever is looked at, the work is that of a piece, not of the whole."""

    after: int = 0
    upto: int | None = None

    def of(self, column: Any) -> list[ColumnElement[bool]]:
        first = [column > self.after] if self.after else []
        return [*first, column <= self.upto] if self.upto is not None else first


ALL = Span()


@dataclass(frozen=True)
class Circle:
    """The people of one broadcast, as conditions on `Person`."""

    broadcast: Broadcast
    audience: Audience
    area_path: str | None = None
    unit_path: str | None = None
    got_event_id: int | None = None
    threads: tuple[str, ...] = ()  # in which it was told what is over
    span: Span = field(default=ALL)

    @classmethod
    def of(cls, uow: UnitOfWork, broadcast: Broadcast, span: Span = ALL) -> Circle:
        audience = Audience.of(broadcast)
        area = uow.get(Area, audience.area_id) if audience.area_id else None
        # An area lies in its unit; without one, the unit's own ground is meant.
        unit_id = audience.unit_id or (None if area else broadcast.unit_id)
        unit = uow.get(Unit, unit_id) if unit_id else None
        got = uow.get(Broadcast, audience.got).event_id if audience.got else None
        threads = tuple(f"outage:{id}" for id in one_with(uow, audience.told_of)) if audience.told_of else ()
        return cls(broadcast, audience, area.path if area else None, unit.path if unit else None, got, threads, span)

    def within(self, span: Span) -> Circle:
        return replace(self, span=span)

    @property
    def meant(self) -> ColumnElement[bool]:
        """Belongs to the audience, whether or not they can be told."""
        a = self.audience
        which: list[ColumnElement[bool]] = self.span.of(Person.id)
        if a.tiers:
            which.append(Person.tier.in_(a.tiers))
        if a.languages:
            which.append(Person.language.in_(a.languages))
        return and_(true(), *which, self._there)

    @property
    def _there(self) -> ColumnElement[bool]:
        a = self.audience
        if a.got is not None:
            got = and_(Notification.event_id == self.got_event_id, Notification.key.in_((NEWS, CORRECTION)))
            return self._notified(got, TOLD)
        if a.told_of is not None:
            return self._notified(Notification.thread.in_(self.threads), TOLD)
        if a.open_orders is None:
            return or_(self._at_home, self._ordered)
        return self._ordered if a.open_orders else and_(self._at_home, ~self._ordered)

    @property
    def _at_home(self) -> ColumnElement[bool]:
        """A home lies where its box or ONU lies, or else in its area."""
        home = select(Address.id).join(Area, Area.id == func.coalesce(Address.plant_id, Address.area_id))
        home = home.where(Address.person_id == Person.id, *self.span.of(Address.person_id), *self._placed)
        if self.audience.services:
            # Found by their person, as everything here: no piece of work looks through what belongs to others.
            known = select(Subscription.id).where(
                Subscription.person_id == Address.person_id, *self.span.of(Subscription.person_id),
                Subscription.address_id == Address.id,
            )  # fmt: skip
            touched = known.where(Subscription.service.in_(self.audience.services))
            home = home.where(or_(touched.exists(), ~known.exists()))
        return home.exists()

    @property
    def _ordered(self) -> ColumnElement[bool]:
        open_order = select(WorkOrder.id).join(Area, Area.id == func.coalesce(WorkOrder.plant_id, WorkOrder.area_id))
        open_order = open_order.where(
            WorkOrder.customer_id == Person.id, *self.span.of(WorkOrder.customer_id), WorkOrder.status.not_in(OVER),
            *self._placed,
        )  # fmt: skip
        if self.audience.services:
            touched = select(OrderService.order_id).where(OrderService.order_id == WorkOrder.id)
            open_order = open_order.where(touched.where(OrderService.service.in_(self.audience.services)).exists())
        return open_order.exists()

    @property
    def _placed(self) -> list[ColumnElement[bool]]:
        where: list[ColumnElement[bool]] = []
        if self.area_path:
            where.append(Area.path.startswith(self.area_path))
        if self.unit_path:
            where.append(Area.unit_id.in_(select(Unit.id).where(Unit.path.startswith(self.unit_path))))
        return where

    def _notified(self, about: ColumnElement[bool], statuses: Iterable[Delivery]) -> ColumnElement[bool]:
        mine = Notification.recipient_id == Person.id, *self.span.of(Notification.recipient_id)
        return exists().where(*mine, about, Notification.status.in_(statuses))

    @property
    def why(self) -> ColumnElement[Why]:
        """`Why` for each of the audience, as a column."""
        no_chat = ~exists().where(ChatAccount.person_id == Person.id, *self.span.of(ChatAccount.person_id))
        by_other_ways = and_(self.otherwise, ~self.news_off)
        reasons = [(self.told, Why.TOLD), (by_other_ways, Why.OTHERWISE), (no_chat, Why.NO_CHAT)]
        reasons += [(~self.open_chat, Why.BLOCKED), (self.news_off, Why.NEWS_OFF)]
        return case(*((condition, literal(why.value)) for condition, why in reasons), else_=literal(Why.REACHED.value))

    @property
    def open_chat(self) -> ColumnElement[bool]:
        mine = ChatAccount.person_id == Person.id, *self.span.of(ChatAccount.person_id)
        return exists().where(*mine, ChatAccount.blocked_at.is_(None))

    @property
    def otherwise(self) -> ColumnElement[bool]:
        """No chat, but another channel on file."""
        return and_(~self.open_chat, self._other_way)

    @property
    def _other_way(self) -> ColumnElement[bool]:
        """What would only be edited in silence is not worth a message there."""
        return Person.fallback.is_not(None) if self.broadcast.push else false()

    @property
    def news_off(self) -> ColumnElement[bool]:
        return false() if is_urgent(self.broadcast) else Person.outage_news.is_(False)

    @property
    def told(self) -> ColumnElement[bool]:
        """Nobody is pushed the same edition twice. What edits silently or corrects is for those who know it."""
        b = self.broadcast
        if b.outage_id is None or not b.push or b.kind is BroadcastKind.CORRECTION:
            return false()
        known = and_(Notification.thread == f"outage:{b.outage_id}", Notification.edition >= b.edition)
        return self._notified(known, OWED_OR_TOLD)

    @property
    def in_thread(self) -> ColumnElement[bool]:
        """Has a message about this outage."""
        return self._notified(Notification.thread == f"outage:{self.broadcast.outage_id}", TOLD)

    @property
    def reached(self) -> ColumnElement[bool]:
        """Meant, and to be told."""
        return and_(self.meant, or_(self.open_chat, self._other_way), ~self.told, ~self.news_off)


def one_with(uow: UnitOfWork, outage_id: int) -> list[int]:
    """The record and every one that went into it: whoever heard of those hears of this one that it is over."""
    found = newest = [outage_id]
    while newest:
        newest = list(uow.session.scalars(select(Outage.id).where(Outage.merged_into_id.in_(newest))))
        found = [*found, *newest]
    return found


def still_meant(uow: UnitOfWork, broadcast_id: int, people: Collection[int]) -> set[int]:
    """Those of these recipients whom the broadcast is for now as well: still at home there, still wanting such news.

    Whoever got what is corrected, or heard of what is over, stays somebody who did.
    """
    broadcast = uow.get(Broadcast, broadcast_id)
    audience = Audience.of(broadcast)
    if audience.got is not None or audience.told_of is not None:
        return set(people)
    circle = Circle.of(uow, broadcast, Span(min(people) - 1, max(people)))
    return set(uow.session.scalars(select(Person.id).where(Person.id.in_(people), circle.meant, ~circle.news_off)))


def is_urgent(broadcast: Broadcast) -> bool:
    """Whoever turned off what is not urgent still hears that their service is down, until when, and that it is back.

    Works that have not begun, what is merely brought up to date, and news about no outage are not urgent (D-14).
    """
    if broadcast.kind is BroadcastKind.CORRECTION:
        return True
    outage = broadcast.outage
    return broadcast.push and outage is not None and outage.status is not OutageStatus.PLANNED
