"""Before anything leaves: the draft, its words and audience, and the people who let it go."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from models.broadcast import Broadcast, BroadcastStatus
from models.errors import (
    AllClearOnly,
    AudienceEmpty,
    AudienceEverybody,
    BadValue,
    BroadcastRunning,
    SamePerson,
    TooLate,
    VariableEmpty,
    WordsChanged,
    WordsMissing,
    WrongState,
)
from models.outage import Outage, OutageStatus
from models.timer import TimerKind
from models.unit import Area, Unit
from scheduling.announcements import record
from scheduling.broadcasts.audience import Audience
from scheduling.broadcasts.facts import facts, length, unsaid, words_most
from scheduling.broadcasts.previewing import count
from scheduling.broadcasts.reporting import mark
from scheduling.events import broadcasts as ev
from scheduling.permissions import Action, require
from scheduling.timers import drop_timers, set_timer
from scheduling.unit_of_work import UnitOfWork

S = BroadcastStatus
UNSENT = (S.DRAFT, S.AWAITING_SECOND, S.SCHEDULED)


def compose(
    uow: UnitOfWork,
    draft_id: str,
    *,
    outage_id: int | None = None,
    unit_id: int | None = None,
    audience: Audience | None = None,
    texts: dict[str, str] | None = None,
    push: bool = True,
    all_clear: bool = False,
) -> Broadcast:
    """A draft: about an outage (its area is the audience, its record the words), or a word of the unit's own.

    `draft_id` makes one conversation one broadcast. Raises `AllClearOnly` for an outage that is over, unless
    `all_clear` says so; that goes to whoever heard of it. Raises `AudienceEverybody` where nothing narrows it.
    """
    outage = uow.get(Outage, outage_id) if outage_id is not None else None
    unit = outage.unit if outage is not None else uow.get(Unit, unit_id)
    require(uow.actor, Action.BROADCAST, unit)
    known = uow.session.scalar(select(Broadcast).where(Broadcast.draft_id == draft_id))
    if known is not None:
        return mine(uow, known.id)
    if outage is not None:
        fits(outage, all_clear)
    if audience is None and outage is not None:
        audience = Audience(told_of=outage.id) if all_clear else Audience.touched_by(outage)
    made = Broadcast(
        unit_id=unit.id, outage_id=outage_id, edition=outage.edition if outage else 1, push=push, texts={},
        audience=checked(uow, audience or Audience(), unit).stored(), composed_by_id=uow.actor.person_id,
        composed_at=uow.now, draft_id=draft_id,
    )  # fmt: skip
    uow.add(made)
    for language, words in (texts or {}).items():
        put(uow, made, language, words)
    record(uow, ev.BroadcastComposed(made.id, unit.id, made.edition), outage=outage)
    return made


def change(
    uow: UnitOfWork, broadcast_id: int, *, audience: Audience | None = None, push: bool | None = None
) -> Broadcast:
    """Another audience, or loud instead of silent; whoever had confirmed it has to look again."""
    broadcast = editable(uow, broadcast_id)
    if audience is not None:
        broadcast.audience = checked(uow, audience, broadcast.unit).stored()
    if push is not None:
        broadcast.push = push
    return broadcast


def edit_text(uow: UnitOfWork, broadcast_id: int, language: str, words: str | None) -> Broadcast:
    """The dispatcher's own words in one language; None: the template again. Variables in braces: `{until}`.

    Raises `VariableEmpty` for a variable that the record does not fill, `BroadcastRunning` for one on its way.
    """
    broadcast = editable(uow, broadcast_id)
    put(uow, broadcast, language, words)
    broadcast.composed_by_id = uow.actor.person_id  # the words are theirs now, and so the second person is another
    return broadcast


def confirm(
    uow: UnitOfWork, broadcast_id: int, seen: str | None = None, stands: tuple[int, int] | None = None
) -> Broadcast:
    """Let it go: after the undo delay, or to another dispatcher first where it reaches more than policy allows one.

    `seen`: the mark of what was on the card, which `stands` in this chat as this message. Counts once more, and raises what stands in the way: `WordsChanged`,
    `AudienceEmpty`, `AudienceEverybody`, `VariableEmpty`, `WordsMissing`, `AllClearOnly`.
    """
    broadcast = mine(uow, broadcast_id)
    if broadcast.status in (S.SCHEDULED, S.AWAITING_SECOND):
        return broadcast  # a second tap changes nothing
    if broadcast.status is not S.DRAFT:
        raise BroadcastRunning(status=broadcast.status.value)
    unchanged(uow, broadcast, seen)
    sendable(uow, broadcast)
    broadcast.confirmed_by_id, broadcast.confirmed_at = uow.actor.person_id, uow.now
    second = broadcast.reach > uow.policy.broadcast.second_person_above
    if second:
        broadcast.move_to(S.AWAITING_SECOND)
    else:
        schedule(uow, broadcast)
    record(
        uow, ev.BroadcastConfirmed(broadcast.id, broadcast.unit_id, broadcast.reach, second), outage=broadcast.outage
    )
    if stands is not None:
        record(uow, ev.BroadcastShown(broadcast.id, uow.actor.person_id, broadcast.edition, *stands))
    return broadcast


def approve(uow: UnitOfWork, broadcast_id: int, seen: str | None = None) -> Broadcast:
    """The second person: another dispatcher than who wrote the words and who confirmed them."""
    broadcast = uow.get(Broadcast, broadcast_id)
    require(uow.actor, Action.APPROVE_BROADCAST, broadcast)
    if broadcast.status is S.SCHEDULED and broadcast.approved_by_id == uow.actor.person_id:
        return broadcast
    if broadcast.status is not S.AWAITING_SECOND:
        raise WrongState(current=broadcast.status.value, wanted=S.SCHEDULED.value)
    if uow.actor.person_id in (broadcast.composed_by_id, broadcast.confirmed_by_id):
        raise SamePerson()
    unchanged(uow, broadcast, seen)
    sendable(uow, broadcast)
    broadcast.approved_by_id = uow.actor.person_id
    schedule(uow, broadcast)
    told = broadcast.confirmed_by_id
    record(uow, ev.BroadcastApproved(broadcast.id, broadcast.unit_id, told), outage=broadcast.outage)
    return broadcast


def call_back(uow: UnitOfWork, broadcast_id: int) -> Broadcast:
    """Within the undo delay, or before the second person: nothing has left, and it is a draft again.

    Raises `TooLate` once it is on its way; then there are pause, stop and correction.
    """
    broadcast = mine(uow, broadcast_id)
    if broadcast.status is S.DRAFT:
        return broadcast
    if broadcast.status not in UNSENT:
        raise TooLate(limit=uow.policy.broadcast.undo)
    told = broadcast.confirmed_by_id
    back_to_draft(uow, broadcast)
    record(uow, ev.BroadcastCalledBack(broadcast.id, broadcast.unit_id, told), outage=broadcast.outage)
    return broadcast


def discard(uow: UnitOfWork, broadcast_id: int) -> Broadcast:
    """A draft nobody wants any more."""
    broadcast = mine(uow, broadcast_id)
    if broadcast.status is S.CANCELLED:
        return broadcast
    if broadcast.status not in UNSENT:
        raise BroadcastRunning(status=broadcast.status.value)
    drop_timers(uow, broadcast.id, TimerKind.BROADCAST_SENDS)
    broadcast.move_to(S.CANCELLED)
    record(uow, ev.BroadcastDiscarded(broadcast.id), outage=broadcast.outage)
    return broadcast


def test_send(uow: UnitOfWork, broadcast_id: int) -> Broadcast:
    """Shows it to the unit's dispatchers, whoever asked among them, as what it is: a test."""
    broadcast = mine(uow, broadcast_id)
    for words in broadcast.texts.values():
        said(uow, broadcast, words)
    record(uow, ev.BroadcastTested(broadcast.id, broadcast.unit_id, dict(broadcast.texts)), outage=broadcast.outage)
    return broadcast


def mine(uow: UnitOfWork, broadcast_id: int) -> Broadcast:
    """The broadcast, if the actor dispatches for its unit. Raises `NotAllowed`."""
    broadcast = uow.get(Broadcast, broadcast_id)
    require(uow.actor, Action.BROADCAST, broadcast)
    return broadcast


def editable(uow: UnitOfWork, broadcast_id: int) -> Broadcast:
    """A draft, or what was confirmed and has not left, which is a draft again from here on."""
    broadcast = mine(uow, broadcast_id)
    if broadcast.status not in UNSENT:
        raise BroadcastRunning(status=broadcast.status.value)
    if broadcast.status is not S.DRAFT:
        back_to_draft(uow, broadcast)
    return broadcast


def back_to_draft(uow: UnitOfWork, broadcast: Broadcast) -> None:
    drop_timers(uow, broadcast.id, TimerKind.BROADCAST_SENDS)
    broadcast.move_to(S.DRAFT)
    broadcast.confirmed_by_id = broadcast.confirmed_at = broadcast.approved_by_id = broadcast.send_at = None


def schedule(uow: UnitOfWork, broadcast: Broadcast) -> None:
    broadcast.move_to(S.SCHEDULED)
    broadcast.send_at = uow.now + uow.policy.broadcast.undo
    set_timer(uow, TimerKind.BROADCAST_SENDS, broadcast.id, broadcast.send_at)


def put(uow: UnitOfWork, broadcast: Broadcast, language: str, words: str | None) -> None:
    if language not in uow.policy.languages:
        raise BadValue(field="language", value=language)
    texts: dict[str, Any] = {**broadcast.texts}
    texts.pop(language, None)
    if words is not None:
        words = words.strip()
        if not 0 < length(words) <= words_most(uow.policy):
            raise BadValue(field="text", value=length(words), most=words_most(uow.policy))
        said(uow, broadcast, words)
        texts[language] = words
    broadcast.texts = texts


def said(uow: UnitOfWork, broadcast: Broadcast, words: str) -> None:
    """Raises `VariableEmpty` where the record does not fill what the words name."""
    outage = uow.get(Outage, broadcast.outage_id) if broadcast.outage_id else None
    variable = unsaid(words, facts(uow, outage) if outage else None)
    if variable is not None:
        raise VariableEmpty(variable=variable)


def fits(outage: Outage, all_clear: bool) -> None:
    """Of an outage that is over people are told that it is, and nothing else."""
    if not outage.open and not all_clear:
        raise AllClearOnly(status=outage.status.value)
    if all_clear and outage.status not in (OutageStatus.RESTORED, OutageStatus.CALLED_OFF):
        raise WrongState(current=outage.status.value, wanted=OutageStatus.RESTORED.value)


def checked(uow: UnitOfWork, audience: Audience, unit: Unit) -> Audience:
    """An audience that narrows or says that it does not, and lies within what the actor dispatches for."""
    if not audience.narrowed and not audience.everybody:
        raise AudienceEverybody()
    for place in places(uow, audience, unit):
        require(uow.actor, Action.BROADCAST, place)
    return audience


def places(uow: UnitOfWork, audience: Audience, unit: Unit) -> list[Area | Unit | Outage | Broadcast]:
    """Whoever is meant lives there, or heard of this outage, or got this broadcast."""
    found: list[Area | Unit | Outage | Broadcast] = [uow.get(Unit, audience.unit_id or unit.id)]
    if audience.area_id:
        found.append(uow.get(Area, audience.area_id))
    if audience.told_of:
        found.append(uow.get(Outage, audience.told_of))
    if audience.got:
        found.append(uow.get(Broadcast, audience.got))
    return found


def unchanged(uow: UnitOfWork, broadcast: Broadcast, seen: str | None) -> None:
    """What leaves is what somebody has looked at."""
    outage = broadcast.outage
    now = mark(
        dict(broadcast.texts), dict(broadcast.wrong), broadcast.push, Audience.of(broadcast),
        facts(uow, outage) if outage else None,
    )  # fmt: skip
    if seen is not None and seen != now:
        raise WordsChanged()


def sendable(uow: UnitOfWork, broadcast: Broadcast) -> None:
    """Everything that could stand in the way, looked at once more with the audience counted anew."""
    outage = broadcast.outage
    if outage is not None and not outage.open and broadcast.edition < outage.edition:
        raise AllClearOnly(status=outage.status.value)
    audience = Audience.of(broadcast)
    if not audience.narrowed and not audience.everybody:
        raise AudienceEverybody()
    for words in broadcast.texts.values():
        said(uow, broadcast, words)
    counted = count(uow, broadcast)
    if not counted.reach:
        raise AudienceEmpty(left_out=sum(counted.left_out.values()))
    if outage is None:
        spoken = uow.policy.languages
        for language in {one if one in spoken else spoken[0] for one in counted.languages}:
            if language not in broadcast.texts:
                raise WordsMissing(language=language)
