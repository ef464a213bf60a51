"""A broadcast follows its outage: what states something old stops, what comes next is prepared, what was wrong corrected."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from models.broadcast import OVER, Broadcast, BroadcastKind, BroadcastStatus
from models.errors import BadValue, WrongState
from models.event import Event
from models.notification import Notification
from models.outage import Outage, OutageStatus
from models.unit import Area, Unit
from scheduling.announcements import record
from scheduling.broadcasts.audience import OWED_OR_TOLD, READ, Audience, one_with
from scheduling.broadcasts.composing import UNSENT, back_to_draft, mine, put
from scheduling.broadcasts.sending import halt
from scheduling.events import broadcasts as ev
from scheduling.unit_of_work import UnitOfWork

S = BroadcastStatus
RUNNING = (S.SENDING, S.PAUSED)
WRONG_MAX = 300


def outage_changed(uow: UnitOfWork, outage: Outage, *, moved: bool = False) -> Broadcast | None:
    """After every opening, change and end of an outage: returns the draft of what people should hear now, if anything.

    `moved`: the record is now about other ground or services; whoever is touched only since is to hear of it. After
    the end the draft is the all-clear, to whoever heard of it, by a broadcast or by asking. A change that does not
    matter to people prepares a silent one, and only if they have heard anything.
    """
    known = of_outage(uow, outage.id)
    for broadcast in known:
        if broadcast.status in RUNNING and (broadcast.edition < outage.edition or (moved and beyond(uow, broadcast))):
            halt(uow, broadcast, overtaken=True)
    draft = what_waits(uow, outage, known)
    said = [b for b in known if b.event_id is not None]
    if outage.status is OutageStatus.MERGED or (not outage.open and not heard_of(uow, outage)):
        # The other record goes on with it; and nobody is told that something is over of which they never heard.
        if draft is not None:
            take_back(uow, draft)
        return None
    if not outage.open:
        return prepared(uow, outage, draft, Audience(told_of=outage.id), push=True)
    if draft is not None:
        audience = Audience.of(draft).moved_to(outage)
        return prepared(uow, outage, draft, audience, push=draft.push or moved or draft.edition < outage.edition)
    audience = Audience.of(said[0]) if said and said[0].kind is BroadcastKind.NEWS else Audience()
    heard = not said or moved or said[0].edition < outage.edition
    return prepared(uow, outage, None, audience.moved_to(outage), push=heard)


def what_waits(uow: UnitOfWork, outage: Outage, known: list[Broadcast]) -> Broadcast | None:
    """The newest notice that has not left; the others and corrections come after the record by themselves.

    Whatever waits takes a new edition over, and loses words typed about the old one; confirmed or approved, it is a
    draft again, and a person looks.
    """
    waiting = [b for b in known if b.status in UNSENT]
    draft = next((b for b in waiting if b.kind is BroadcastKind.NEWS), None)
    for other in waiting:
        if other is draft:
            continue
        if outage.status is OutageStatus.MERGED or not (outage.open or other.kind is BroadcastKind.CORRECTION):
            take_back(uow, other)  # the other record goes on with it; and one all-clear is enough
        else:
            audience = Audience.of(other)
            audience = audience if other.kind is BroadcastKind.CORRECTION else audience.moved_to(outage)
            prepared(uow, outage, other, audience, push=True)
    return draft


def beyond(uow: UnitOfWork, broadcast: Broadcast) -> bool:
    """Does it go to people whom its outage does not touch as the record is now?"""
    outage, audience = broadcast.outage, Audience.of(broadcast)
    if outage is None or audience.told_of or audience.got:
        return False
    if outage.services and not (audience.services and set(audience.services) <= set(outage.services)):
        return True
    area = uow.get(Area, audience.area_id) if audience.area_id else None
    if outage.area is not None:
        return area is None or not area.path.startswith(outage.area.path)
    unit = area.unit if area is not None else uow.get(Unit, audience.unit_id or broadcast.unit_id)
    return not unit.path.startswith(outage.unit.path)


def heard_of(uow: UnitOfWork, outage: Outage) -> bool:
    """Is there anybody to be told that it is over, be it by what was said of a record that went into this one?"""
    records = one_with(uow, outage.id)
    said = select(Broadcast.id).where(Broadcast.outage_id.in_(records), Broadcast.event_id.is_not(None))
    return uow.session.scalar(said.limit(1)) is not None or only_asked(uow, outage, records)


def only_asked(uow: UnitOfWork, outage: Outage, records: Collection[int]) -> bool:
    """Is there anybody who knows of it from an answer of ours, and to whom nobody says that it is over?"""
    over = aliased(Notification)
    told = exists().where(
        over.recipient_id == Notification.recipient_id, over.thread == f"outage:{outage.id}",
        over.edition >= outage.edition, over.status.in_(OWED_OR_TOLD),
    )  # fmt: skip
    read = select(Notification.id).join(Event, Event.id == Notification.event_id)
    read = read.where(Event.outage_id.in_(records), Notification.key == READ, ~told)
    return uow.session.scalar(read.limit(1)) is not None


def of_outage(uow: UnitOfWork, outage_id: int) -> list[Broadcast]:
    """Every broadcast about an outage, the newest first."""
    query = select(Broadcast).where(Broadcast.outage_id == outage_id).order_by(Broadcast.id.desc())
    return list(uow.session.scalars(query))


def prepared(uow: UnitOfWork, outage: Outage, draft: Broadcast | None, audience: Audience, *, push: bool) -> Broadcast:
    """The draft of this edition: the one there is, or a new one."""
    if draft is None:
        draft = Broadcast(unit_id=outage.unit_id, outage_id=outage.id, edition=outage.edition, texts={}, push=push,
                          audience=audience.stored(), composed_by_id=uow.actor.person_id, composed_at=uow.now)  # fmt: skip
        uow.add(draft)
        announce(uow, draft)
        return draft
    draft.unit_id = outage.unit_id  # of a wider record, only who dispatches for all of it lets go
    if draft.edition == outage.edition and draft.audience == audience.stored():
        return draft
    if draft.status is not S.DRAFT:
        back_to_draft(uow, draft)
    if draft.edition != outage.edition:
        draft.edition, draft.texts, draft.push = outage.edition, {}, push
        announce(uow, draft)
    draft.audience = audience.stored()
    return draft


def announce(uow: UnitOfWork, draft: Broadcast) -> None:
    """Prepared by the clock it lies before nobody, and is shown; otherwise history begins with whoever lets it go."""
    if uow.actor.is_clock:
        record(uow, ev.BroadcastComposed(draft.id, draft.unit_id, draft.edition), outage=draft.outage)


def take_back(uow: UnitOfWork, draft: Broadcast) -> None:
    if draft.status is not S.DRAFT:
        back_to_draft(uow, draft)
    draft.move_to(S.CANCELLED)


def correct(
    uow: UnitOfWork, broadcast_id: int, *, wrong: dict[str, str] | None = None, texts: dict[str, str] | None = None
) -> Broadcast:
    """The draft of a correction, to exactly those who got this one; what is still on its way of it stops at once.

    `wrong`: what was wrong, in the dispatcher's words, by language; without them the card says what was said then and
    what is so.
    """
    said = mine(uow, broadcast_id)
    if said.event_id is None:
        raise WrongState(current=said.status.value, wanted=S.SENDING.value)
    if said.status not in OVER:
        halt(uow, said)
    query = select(Broadcast).where(Broadcast.corrects_id == said.id, Broadcast.status.in_(UNSENT))
    draft = uow.session.scalar(query.limit(1))
    if draft is None:
        outage = said.outage
        draft = Broadcast(
            kind=BroadcastKind.CORRECTION, unit_id=said.unit_id, outage_id=said.outage_id, corrects_id=said.id,
            edition=outage.edition if outage else said.edition, audience=Audience(got=said.id).stored(), texts={},
            composed_by_id=uow.actor.person_id, composed_at=uow.now,
        )  # fmt: skip
        uow.add(draft)
        record(uow, ev.BroadcastComposed(draft.id, draft.unit_id, draft.edition), outage=outage)
    elif draft.status is not S.DRAFT:
        back_to_draft(uow, draft)
    for language, words in (wrong or {}).items():
        if language not in uow.policy.languages or not 0 < len(words.strip()) <= WRONG_MAX:
            raise BadValue(field="text")
        draft.wrong = {**draft.wrong, language: words.strip()}
    for language, words in (texts or {}).items():
        put(uow, draft, language, words)
    return draft
