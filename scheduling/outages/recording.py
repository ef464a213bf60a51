"""Opening, changing and ending an outage: fetch, may they, is it already so, change, record, and what follows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from models.errors import BadValue, MissingFields, NotFound, OutageOverlaps, TooLate, WrongState
from models.event import Event
from models.order import Service
from models.outage import Outage, OutageCause, OutageStatus
from models.unit import Area, Unit
from scheduling.events import outages as oe
from scheduling.outages import following, suggesting
from scheduling.outages.ground import Ground, one_after_the_other, overlapping, wider
from scheduling.outages.looking import place_of
from scheduling.permissions import Action, require
from scheduling.unit_of_work import UnitOfWork

CHANGEABLE = frozenset({
    "status", "cause", "cause_text", "unit_id", "area_id", "services", "starts_at", "expected_from", "expected_until",
    "next_update_at",
})  # fmt: skip
ALONG_THE_WAY = frozenset({OutageStatus.INVESTIGATING, OutageStatus.IDENTIFIED, OutageStatus.MONITORING})
CAUSE_TEXT_MAX = 200
RESUME_FOR = timedelta(hours=24)


def open_outage(
    uow: UnitOfWork, draft_id: str, *, unit_id: int | None = None, area_id: int | None = None,
    services: Iterable[str] = (), cause: OutageCause | str | None = None, cause_text: str | None = None,
    starts_at: datetime, expected_from: datetime | None = None, expected_until: datetime | None = None,
    next_update_at: datetime | None = None, planned: bool = False, suggestion_id: int | None = None,
    beside: bool = False,
) -> Outage:  # fmt: skip
    """Opens the record, and everything that follows it begins (R-6.11). The same draft opens once.

    `beside`: it really is another fault than the open record it overlaps with; else that raises `OutageOverlaps`.
    """
    unit = unit_for(uow, unit_id, area_id)
    require(uow.actor, Action.OPEN_OUTAGE, unit)
    known = uow.session.scalar(select(Outage).where(Outage.draft_id == draft_id))
    if known is not None:
        require(uow.actor, Action.READ_OUTAGES, known)
        return known
    cause = OutageCause(cause) if cause else None
    outage = Outage(
        unit_id=unit.id, area_id=area_id, services=services_in(services), planned=planned, cause=cause,
        cause_text=words_for(cause, cause_text), starts_at=starts_at, expected_from=expected_from,
        expected_until=expected_until, next_update_at=next_update_at, edition=1, opened_by_id=uow.actor.person_id,
        opened_at=uow.now, draft_id=draft_id, suggested=suggestion_id is not None,
    )  # fmt: skip
    outage.status = (
        OutageStatus.PLANNED if planned else OutageStatus.IDENTIFIED if cause else OutageStatus.INVESTIGATING
    )
    in_order(uow, outage, CHANGEABLE)
    one_after_the_other(uow, unit)
    if not beside:
        refuse_overlap(uow, outage)
    uow.add(outage)
    if suggestion_id is not None:
        suggesting.decided(uow, suggestion_id, outage)
    event = oe.OutageOpened(
        status=outage.status.value, planned=planned, cause=cause.value if cause else None, starts_at=starts_at,
        expected_from=outage.expected_from, expected_until=outage.expected_until,
    )  # fmt: skip
    following.opened(uow, outage, event)
    return outage


def change(uow: UnitOfWork, outage_id: int, *, reason: str | None = None, **fields: Any) -> Outage:
    """What is known now (R-6.11). Only what differs is recorded; nothing that differs is no event.

    A cause found takes *investigating* to *identified*. Raises `WrongState` for a record that is over.
    """
    if unknown := fields.keys() - CHANGEABLE:
        raise TypeError(f"an outage has no {sorted(unknown)}")
    outage = uow.get(Outage, outage_id)
    require(uow.actor, Action.CHANGE_OUTAGE, outage)
    if not outage.open:
        raise WrongState(current=outage.status.value, wanted="changed")
    told = told_end(uow, outage)
    before = {name: getattr(outage, name) for name in CHANGEABLE}
    put(uow, outage, fields)
    in_order(uow, outage, fields.keys())
    changed = tuple(sorted(name for name, value in before.items() if getattr(outage, name) != value))
    if not changed:
        return outage
    matters = matter(uow, outage, changed, told)
    outage.edition += matters
    following.changed(uow, outage, as_changed(outage, changed, matters, reason))
    return outage


def as_changed(
    outage: Outage, changed: tuple[str, ...], matters: bool = False, reason: str | None = None
) -> oe.OutageChanged:
    """What differs, and what the record says of it now."""
    return oe.OutageChanged(
        changed=changed, matters=matters, status=outage.status.value,
        cause=outage.cause.value if outage.cause else None, expected_from=outage.expected_from,
        expected_until=outage.expected_until, next_update_at=outage.next_update_at, reason=reason,
    )  # fmt: skip


def put(uow: UnitOfWork, outage: Outage, fields: dict[str, Any]) -> None:
    """Writes the fields that were named, as the record keeps them."""
    if "services" in fields:
        outage.services = services_in(fields["services"])
    if "cause" in fields or "cause_text" in fields:
        cause = fields.get("cause", outage.cause)
        outage.cause = OutageCause(cause) if cause else None
        outage.cause_text = words_for(outage.cause, fields.get("cause_text", outage.cause_text))
    if "area_id" in fields or "unit_id" in fields:
        unit = unit_for(uow, fields.get("unit_id"), fields.get("area_id"))
        require(uow.actor, Action.CHANGE_OUTAGE, unit)
        outage.unit_id, outage.area_id = unit.id, fields.get("area_id")
        uow.session.flush()
        uow.session.refresh(outage, ["unit", "area"])
    for name in {"starts_at", "expected_from", "expected_until", "next_update_at"} & fields.keys():
        setattr(outage, name, fields[name])
    status = fields.get("status")
    if status is None and outage.status is OutageStatus.INVESTIGATING and outage.cause is not None:
        status = OutageStatus.IDENTIFIED
    if status is not None and (status := OutageStatus(status)) is not outage.status:
        if status not in ALONG_THE_WAY:
            raise WrongState(current=outage.status.value, wanted=status.value)  # ending has use-cases of its own
        outage.move_to(status)


def restore(uow: UnitOfWork, outage_id: int) -> Outage:
    """People have service again: the all-clear, and each held customer is asked. A second tap changes nothing."""
    outage = uow.get(Outage, outage_id)
    require(uow.actor, Action.CHANGE_OUTAGE, outage)
    if outage.status is OutageStatus.RESTORED:
        return outage
    outage.move_to(OutageStatus.RESTORED)
    outage.restored_at, outage.next_update_at = uow.now, None
    outage.edition += 1
    following.restored(uow, outage)
    return outage


def resume(uow: UnitOfWork, outage_id: int) -> Outage:
    """Restored too early, or it broke again at once: the same record goes on.

    Raises `TooLate` a day after: then it is another outage.
    """
    outage = uow.get(Outage, outage_id)
    require(uow.actor, Action.CHANGE_OUTAGE, outage)
    if outage.running:
        return outage
    if outage.restored_at is not None and uow.now - outage.restored_at >= RESUME_FOR:
        raise TooLate(limit=RESUME_FOR)
    outage.move_to(OutageStatus.MONITORING)
    outage.restored_at = None
    outage.edition += 1
    outage.next_update_at = uow.now + uow.policy.outages.next_update
    following.resumed(uow, outage)
    return outage


def call_off(uow: UnitOfWork, outage_id: int, reason: str | None = None) -> Outage:
    """Opened by mistake, or works that do not take place: nothing is held by it any more."""
    outage = uow.get(Outage, outage_id)
    require(uow.actor, Action.CHANGE_OUTAGE, outage)
    if outage.status is OutageStatus.CALLED_OFF:
        return outage
    outage.move_to(OutageStatus.CALLED_OFF)
    outage.next_update_at = None
    outage.edition += 1
    following.called_off(uow, outage, reason)
    return outage


def merge(uow: UnitOfWork, outage_id: int, into_id: int) -> Outage:
    """The same fault as another open record, which goes on and now covers both. Returns that one.

    Raises `BadValue` for records that have no ground in common: each of them touches people the other does not.
    """
    old, into = uow.get(Outage, outage_id), uow.get(Outage, into_id)
    for one in (old, into):
        require(uow.actor, Action.CHANGE_OUTAGE, one)
    if old.status is OutageStatus.MERGED and old.merged_into_id == into.id:
        return into
    if not into.open:
        raise WrongState(current=into.status.value, wanted=OutageStatus.MERGED.value)
    both = wider(uow, Ground.of(into), Ground.of(old))
    if both is None or old.id == into.id:
        raise BadValue(field="outage_apart", value=into.id)
    if old.running and not into.running:
        raise BadValue(field="outage_merge_works", value=into.id)  # people are without service now
    old.move_to(OutageStatus.MERGED)
    old.merged_into_id, old.next_update_at = into.id, None
    # It covers both before it is handed anything.
    take_in(uow, into.id, Ground.of(old), old.services, old.starts_at)
    following.merged(uow, old, into)
    return into


def take_in(
    uow: UnitOfWork, outage_id: int, ground: Ground, services: Iterable[str], starts_at: datetime, **more: Any
) -> Outage:  # fmt: skip
    """The same fault reaches further: the record covers this ground, these services and this beginning as well."""
    outage, services = uow.get(Outage, outage_id), services_in(services)
    both = wider(uow, Ground.of(outage), ground)
    if both is None:
        raise BadValue(field="outage_apart", value=outage.id)
    return change(
        uow, outage.id, unit_id=both.unit_id, area_id=both.area_id,
        starts_at=outage.starts_at if outage.planned else min(outage.starts_at, starts_at),
        services=sorted({*outage.services, *services}) if outage.services and services else [], **more,
    )  # fmt: skip


def unit_for(uow: UnitOfWork, unit_id: int | None, area_id: int | None) -> Unit:
    """The unit that publishes it: an area's own, or the one that is touched as a whole."""
    if area_id is not None:
        return uow.get(Area, area_id).unit
    if unit_id is None:
        raise MissingFields(fields=["area"])
    return uow.get(Unit, unit_id)


def services_in(services: Iterable[str]) -> list[str]:
    """The services by name; all of them is the same as none named."""
    named = sorted({Service(service).value for service in services})
    return [] if len(named) == len(Service) else named


def words_for(cause: OutageCause | None, text: str | None) -> str | None:
    """D-38: another cause is said in words; the coded ones need none."""
    text = " ".join((text or "").split()) or None
    if cause is OutageCause.OTHER and text is None:
        raise MissingFields(fields=["cause_text"])
    if text is not None and len(text) > CAUSE_TEXT_MAX:
        raise BadValue(field="text", value=text)
    return text if cause is OutageCause.OTHER else None


def in_order(uow: UnitOfWork, outage: Outage, named: Collection[str]) -> None:
    """The times make sense together; what has passed meanwhile is no mistake of whoever `named` something else."""
    since, until = outage.expected_from or outage.expected_until, outage.expected_until or outage.expected_from
    outage.expected_from, outage.expected_until = since, until
    starts_at = outage.starts_at
    if "starts_at" in named and outage.status is OutageStatus.PLANNED and starts_at <= uow.now:
        raise BadValue(field="outage_works_past", at=starts_at)
    if not outage.planned and starts_at > uow.now:
        raise BadValue(field="outage_starts_later", at=starts_at)
    out_of_order = since is not None and until is not None and not starts_at <= since <= until != starts_at
    if out_of_order and starts_at != uow.now:
        raise BadValue(field="outage_end_first", start=starts_at, end=until)
    if until is not None and until <= uow.now and not {"expected_from", "expected_until"}.isdisjoint(named):
        raise BadValue(field="outage_end_passed", at=until)
    if outage.planned and until is None:
        raise MissingFields(fields=["outage_end"])
    if outage.next_update_at is not None and outage.next_update_at <= uow.now and "next_update_at" in named:
        raise BadValue(field="outage_next_word", at=outage.next_update_at)


def refuse_overlap(uow: UnitOfWork, outage: Outage) -> None:
    """Raises `OutageOverlaps`, naming the open record that may be the same fault."""
    met = overlapping(uow, Ground.of(outage), outage.services, outage.starts_at, outage.expected_until)
    if met:
        raise OutageOverlaps(id=met[0].id, area=place_of(uow, Ground.of(met[0])), since=met[0].starts_at)


def told_end(uow: UnitOfWork, outage: Outage) -> datetime | None:
    """The end people were last told: three moves of twenty minutes are an hour to them."""
    query = (
        select(Event)
        .where(Event.outage_id == outage.id, Event.name.in_([oe.OutageOpened.name, oe.OutageChanged.name]))
        .order_by(Event.id.desc())
    )
    for event in uow.session.scalars(query):
        if event.name == oe.OutageOpened.name or event.facts.get("matters"):
            end = event.facts.get("expected_until")
            return datetime.fromisoformat(end) if end else None
    raise NotFound(what="outage", id=outage.id)


def matter(uow: UnitOfWork, outage: Outage, changed: tuple[str, ...], told: datetime | None) -> bool:
    """Are people to hear of it? The cause known or another, the end moved by more than the policy's half hour."""
    if outage.cause is not None and ("cause" in changed or "cause_text" in changed):
        return True
    end = outage.expected_until
    if "expected_until" not in changed or end == told:
        return False
    return end is None or told is None or abs(end - told) > uow.policy.outages.end_moved


def begins(uow: UnitOfWork, outage_id: int) -> None:
    """Planned works begin by the clock; the all-clear is expected at their end."""
    outage = uow.get(Outage, outage_id)
    if outage.status is not OutageStatus.PLANNED or outage.starts_at > uow.now:
        return
    outage.move_to(OutageStatus.IDENTIFIED)
    if outage.next_update_at is None or outage.next_update_at <= uow.now:
        outage.next_update_at = outage.expected_until
    following.opened(uow, outage, as_changed(outage, ("status",)))


def notice_due(uow: UnitOfWork, outage_id: int) -> None:
    """D-18: people are told ahead, twice; so each notice is an edition of its own, even for who heard an earlier one."""
    outage = uow.get(Outage, outage_id)
    if outage.status is OutageStatus.PLANNED:
        outage.edition += 1
        following.notice_due(uow, outage)
