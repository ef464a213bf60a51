"""How far a broadcast has come, and what came of it: the progress card, the report, the sheet, the phone list."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, text, update

from models.broadcast import OVER, Broadcast, BroadcastKind, BroadcastStatus
from models.event import Event
from models.notification import PENDING_SQL, Delivery, Manner, Notification
from models.person import Person
from models.unit import Area, Unit, WholeUnit
from scheduling import phones
from scheduling.announcements import record
from scheduling.broadcasts.audience import CORRECTION, NEWS, WITHOUT_CHAT, Audience, Circle
from scheduling.broadcasts.facts import OutageFacts, facts
from scheduling.broadcasts.previewing import count, seconds_for
from scheduling.events import broadcasts as ev
from scheduling.permissions import Action, may, require
from scheduling.unit_of_work import UnitOfWork

S = BroadcastStatus
SOME = 1000
LATELY = timedelta(days=2)
CARD, SHOWN = "broadcast-progress", "broadcast-shown"


@dataclass(frozen=True)
class Progress:
    """`total`: who is to get it, as far as is known; `left`: of those, who has not been dealt with yet."""

    status: str
    total: int
    sent: int
    failed: int
    blocked: int
    unknown: int
    withdrawn: int
    left: int
    seconds_left: int


@dataclass(frozen=True)
class BroadcastView:
    """A broadcast with everything that its cards and messages may say.

    `where`: the place its audience lives in; `languages`: what its readers may read; `was`: what the one it corrects had stated.
    """

    id: int
    kind: str
    status: str
    unit: str
    edition: int
    push: bool
    texts: dict[str, str]
    wrong: dict[str, str]
    reach: int
    without_chat: int
    confirmed_by: str | None
    approved_by: str | None
    send_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    outage: OutageFacts | None
    was: dict[str, Any]
    progress: Progress
    unit_id: int
    audience: Audience
    where: str
    composed_by_id: int | None
    confirmed_by_id: int | None
    corrects_id: int | None
    languages: tuple[str, ...]

    @property
    def mark(self) -> str:
        """Other as soon as anybody would read something else, or somebody else would read it."""
        return mark(self.texts, self.wrong, self.push, self.audience, self.outage)


def mark(
    texts: dict[str, str], wrong: dict[str, str], push: bool, audience: Audience, outage: OutageFacts | None
) -> str:
    seen = repr((sorted(texts.items()), sorted(wrong.items()), push, audience, outage))
    return hashlib.sha256(seen.encode()).hexdigest()[:10]


def view(uow: UnitOfWork, broadcast: Broadcast, *, for_staff: bool = True) -> BroadcastView:
    """For renderers; says nothing about who may read it. Recipients do not learn who wrote and approved it."""

    def name(person_id: int | None) -> str | None:
        return uow.person(person_id).name if person_id and for_staff else None

    wrong = uow.get(Broadcast, broadcast.corrects_id) if broadcast.corrects_id else None
    stated = uow.get(Event, wrong.event_id).facts.get("stated", {}) if wrong else {}
    return BroadcastView(
        broadcast.id, broadcast.kind.value, broadcast.status.value, broadcast.unit.name, broadcast.edition,
        broadcast.push, dict(broadcast.texts), dict(broadcast.wrong), broadcast.reach, broadcast.without_chat,
        name(broadcast.confirmed_by_id), name(broadcast.approved_by_id),
        broadcast.send_at, broadcast.started_at, broadcast.ended_at,
        facts(uow, broadcast.outage) if broadcast.outage else None, stated, counted(uow, broadcast),
        broadcast.unit_id, Audience.of(broadcast), where(uow, broadcast), broadcast.composed_by_id,
        broadcast.confirmed_by_id, broadcast.corrects_id, uow.policy.languages,
    )  # fmt: skip


def where(uow: UnitOfWork, broadcast: Broadcast) -> str:
    """The ground of the audience by name, for staff."""
    audience = Audience.of(broadcast)
    if audience.area_id is None:
        return WholeUnit(uow.get(Unit, audience.unit_id).name if audience.unit_id else broadcast.unit.name)
    area = uow.get(Area, audience.area_id)
    above = uow.session.get(Area, area.parent_id) if area.parent_id else None
    return f"{above.name} {area.name}" if above is not None and above.name not in area.name else area.name


def read(uow: UnitOfWork, broadcast_id: int) -> BroadcastView:
    """The broadcast as its dispatchers see it."""
    broadcast = uow.get(Broadcast, broadcast_id)
    require(uow.actor, Action.BROADCAST, broadcast)
    return view(uow, broadcast)


def open_ones(uow: UnitOfWork) -> list[Broadcast]:
    """Drafts and what is on its way, of every unit the actor dispatches for, the newest first."""
    query = select(Broadcast).where(Broadcast.status.not_in(OVER))
    found = uow.session.scalars(query.order_by(Broadcast.id.desc()))
    return [broadcast for broadcast in found if may(uow.actor, Action.BROADCAST, broadcast)]


def ready(uow: UnitOfWork, outage_id: int) -> tuple[int, int] | None:
    """The news about an outage that nobody has let go yet, and how many it would reach."""
    query = select(Broadcast).where(
        Broadcast.outage_id == outage_id, Broadcast.kind == BroadcastKind.NEWS, Broadcast.status == S.DRAFT
    )
    draft = uow.session.scalar(query.order_by(Broadcast.id.desc()).limit(1))
    if draft is None or not may(uow.actor, Action.BROADCAST, draft):
        return None
    return draft.id, count(uow, draft).reach


def lately(uow: UnitOfWork) -> list[Broadcast]:
    """What was sent in the last days, the newest first: what may still want a correction."""
    since = uow.now - LATELY
    query = select(Broadcast).where(Broadcast.status.in_(OVER), Broadcast.ended_at >= since)
    found = uow.session.scalars(query.order_by(Broadcast.ended_at.desc()).limit(SOME))
    return [broadcast for broadcast in found if may(uow.actor, Action.BROADCAST, broadcast)]


def progress(uow: UnitOfWork, broadcast_id: int) -> Progress:
    """Read off the broadcast's own counts, however many recipients it has."""
    broadcast = uow.get(Broadcast, broadcast_id)
    require(uow.actor, Action.BROADCAST, broadcast)
    return counted(uow, broadcast)


def counted(uow: UnitOfWork, broadcast: Broadcast) -> Progress:
    done = broadcast.sent + broadcast.failed + broadcast.blocked + broadcast.unknown
    over = broadcast.status in OVER
    total = broadcast.queued if broadcast.queued_at or over else max(broadcast.reach, broadcast.queued)
    left = 0 if over else max(total - done, 0)
    return Progress(
        broadcast.status.value, total, broadcast.sent, broadcast.failed, broadcast.blocked, broadcast.unknown,
        total - done - left, left, seconds_for(uow, left),
    )  # fmt: skip


def withdrawn(uow: UnitOfWork, broadcast: Broadcast) -> int:
    return counted(uow, broadcast).withdrawn


def unfinished(uow: UnitOfWork, broadcast_id: int) -> bool:
    """Is anything of it waiting or on the wire?"""
    ours = select(Notification.id).where(Notification.broadcast_id == broadcast_id, text(PENDING_SQL))
    return uow.session.scalar(ours.limit(1)) is not None


def show_progress(uow: UnitOfWork, broadcast: Broadcast) -> bool:
    """The one progress card says the newest: its row in the outbox is owed again, as an edit of what it became.

    False while it is just being drawn, perhaps as things stood before.
    """
    card = uow.session.scalar(
        select(Notification).where(Notification.event_id == broadcast.event_id, Notification.key == CARD)
    )
    if card is not None and card.status is Delivery.CLAIMED:
        return False
    if card is not None and card.status is not Delivery.PENDING:
        card.status, card.manner, card.due_at = Delivery.PENDING, Manner.EDIT, uow.now
        card.attempts, card.uncertain, card.lease_until, card.error = 0, False, None, None
        uow.owes = True
    return True


def show_where_it_stands(uow: UnitOfWork, broadcast: Broadcast) -> None:
    """The card of the undo delay becomes the progress card."""
    shown = uow.session.scalar(
        select(Notification)
        .where(Notification.recipient_id == broadcast.confirmed_by_id, Notification.key == SHOWN)
        .where(Notification.thread == f"broadcast:{broadcast.id}")
        .order_by(Notification.id.desc())
        .limit(1)
    )
    if shown is not None:
        card = update(Notification).where(Notification.event_id == broadcast.event_id, Notification.key == CARD)
        where = {"chat_id": shown.chat_id, "message_id": shown.message_id}
        uow.session.execute(card.values(manner=Manner.EDIT, **where))


def report_rows(uow: UnitOfWork, broadcast_id: int, after: int = 0, limit: int = SOME) -> list[dict[str, Any]]:
    """What became of each recipient, in order of person, a page at a time: the sheet of the delivery report."""
    broadcast = uow.get(Broadcast, broadcast_id)
    require(uow.actor, Action.BROADCAST, broadcast)
    columns = (
        Person.id, Person.name, Person.tier, Person.language, Notification.status, Notification.sent_at,
        Notification.error,
    )  # fmt: skip
    query = select(*columns).join(Notification, Notification.recipient_id == Person.id).where(ours(broadcast))
    found = uow.session.execute(query.where(Person.id > after).order_by(Person.id).limit(limit))
    return [
        {"person_id": id, "name": name, "tier": tier.value, "language": language, "status": status.value,
         "sent_at": sent_at, "error": error}
        for id, name, tier, language, status, sent_at, error in found
    ]  # fmt: skip


def ours(broadcast: Broadcast) -> ColumnElement[bool]:
    """The rows of its recipients, found by the event they hang on."""
    return and_(Notification.event_id == broadcast.event_id, Notification.key.in_((NEWS, CORRECTION)))


def phone_list(uow: UnitOfWork, broadcast_id: int, after: int = 0, limit: int = SOME) -> list[dict[str, Any]]:
    """Whoever the chat does not reach: of the audience those without one, and those whose message did not arrive.

    `fallback`: there is another channel on file. A page at a time; taking it is on record (R-12.1).
    """
    broadcast = uow.get(Broadcast, broadcast_id)
    require(uow.actor, Action.BROADCAST, broadcast)
    circle = Circle.of(uow, broadcast)
    failed = select(Notification.recipient_id).where(ours(broadcast), Notification.status == Delivery.FAILED)
    unreached = and_(circle.meant, circle.why.in_([why.value for why in WITHOUT_CHAT]))
    query = select(Person.id, Person.name, Person.phone, Person.language, Person.fallback)
    query = query.where(Person.id > after, or_(Person.id.in_(failed), unreached)).order_by(Person.id).limit(limit)
    rows = [
        {"person_id": id, "name": name, "phone": phones.readable(phone), "language": language,
         "fallback": fallback is not None}
        for id, name, phone, language, fallback in uow.session.execute(query)
    ]  # fmt: skip
    record(uow, ev.PhoneListTaken(broadcast.id, len(rows)), outage=broadcast.outage)
    return rows
