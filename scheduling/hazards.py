"""Hazards to the plant (隐患): reported with photo and place, dealt with by the unit's dispatchers (R-6.16)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from models.errors import BadValue, MissingFields, NotAllowed
from models.hazard import Hazard, HazardKind
from models.person import Technician
from models.task import Task, TaskKind, TaskStatus
from models.unit import Area, Unit
from scheduling import areas, tasks
from scheduling.announcements import record
from scheduling.events import emergencies as ee
from scheduling.permissions import Action, may, require
from scheduling.unit_of_work import UnitOfWork

RESULT_MOST = 300
PLACE_MOST, NOTE_MOST = 200, 400  # with the photo above it a card holds a thousand letters


@dataclass(frozen=True)
class HazardDraft:
    """What was seen, as far as it was said. A place in words or as coordinates; the photo by its file id."""

    kind: HazardKind
    draft_id: str
    photo: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    place: str | None = None
    note: str | None = None


def report(uow: UnitOfWork, draft: HazardDraft) -> Hazard:
    """Kept with its time, and a task for the dispatchers of the unit it lies in. Sent twice, it is one report.

    Raises `MissingFields` without a place: nobody could go and look.
    """
    if not any(may(uow.actor, Action.REPORT_HAZARD, path) for _, path in uow.actor.roles):
        raise NotAllowed(action=Action.REPORT_HAZARD.value)
    known = uow.session.scalar(select(Hazard).where(Hazard.draft_id == draft.draft_id))
    if known is not None:
        return known
    if not draft.place and draft.latitude is None:
        raise MissingFields(fields=["place"])
    for words, most in ((draft.place, PLACE_MOST), (draft.note, NOTE_MOST)):
        if words is not None and len(words) > most:
            raise BadValue(field="text", value=len(words), most=most)
    area = area_of(uow, draft)
    hazard = uow.add(
        Hazard(kind=draft.kind, unit_id=area.unit_id if area else own_unit(uow).id, area_id=area.id if area else None,
               reported_by_id=uow.me, reported_at=uow.now, photo=draft.photo,
               latitude=draft.latitude, longitude=draft.longitude, place=draft.place, note=draft.note,
               draft_id=draft.draft_id)
    )  # fmt: skip
    record(uow, ee.HazardReported(hazard.id, hazard.unit_id, hazard.kind.value))
    open_task(uow, hazard)
    return hazard


def area_of(uow: UnitOfWork, draft: HazardDraft) -> Area | None:
    """Where it lies, where that is sure: by the place on the map, else by the area the words name."""
    if draft.latitude is not None and draft.longitude is not None:
        near = areas.nearest(uow, draft.latitude, draft.longitude)
        if near is not None:
            return near
    named = areas.match(uow, draft.place) if draft.place else []
    return named[0] if len(named) == 1 else None


def own_unit(uow: UnitOfWork) -> Unit:
    """Whose plant it probably is: that of the unit the reporter works for."""
    technician = uow.session.get(Technician, uow.actor.person_id)
    if technician is not None:
        return uow.get(Unit, technician.unit_id)
    paths = [path for _, path in uow.actor.roles if may(uow.actor, Action.REPORT_HAZARD, path)]
    return uow.session.scalars(select(Unit).where(Unit.path == max(paths, key=len))).one()


def open_task(uow: UnitOfWork, hazard: Hazard) -> Task:
    reporter = uow.person(hazard.reported_by_id)
    return tasks.open_task(
        uow, TaskKind.HAZARD, subject(hazard.id), unit_id=hazard.unit_id, person_id=reporter.id, hazard_id=hazard.id,
        hazard=hazard.kind.value, photo=hazard.photo, latitude=hazard.latitude, longitude=hazard.longitude,
        place=hazard.place, note=hazard.note, reported_at=hazard.reported_at.isoformat(),
        area=uow.get(Area, hazard.area_id).name if hazard.area_id else None,
    )  # fmt: skip


def subject(hazard_id: int) -> str:
    return f"hazard:{hazard_id}"


def of_task(uow: UnitOfWork, task_id: int) -> tuple[Task, Hazard]:
    """The hazard behind a task, for those who may deal with it."""
    task = uow.get(Task, task_id)
    hazard = uow.get(Hazard, task.params.get("hazard_id"))
    require(uow.actor, Action.DEAL_WITH_HAZARD, uow.get(Unit, hazard.unit_id))
    return task, hazard


def deal_with(uow: UnitOfWork, task_id: int, result: str) -> Hazard:
    """What came of it is kept, and whoever reported it hears (R-6.16). A second tap changes nothing.

    `result` is a known one, the tail of a text key, or the dispatcher's own words.
    """
    task, hazard = of_task(uow, task_id)
    if task.status is not TaskStatus.OPEN:
        return hazard
    if not result.strip() or len(result) > RESULT_MOST:
        raise BadValue(field="text", value=len(result), most=RESULT_MOST)
    tasks.finish(uow, task_id, result)
    hazard.dealt_with_at, hazard.dealt_with_by_id, hazard.result = uow.now, uow.actor.person_id, result
    record(uow, ee.HazardDealtWith(hazard.id, hazard.unit_id, hazard.reported_by_id, hazard.kind.value, result,
                                   hazard.place))  # fmt: skip
    return hazard


def reopen(uow: UnitOfWork, task_id: int) -> Hazard:
    """A slip of the thumb: it is open again, and whoever was told otherwise hears so."""
    task, hazard = of_task(uow, task_id)
    if task.status is not TaskStatus.DONE or hazard.dealt_with_by_id != uow.actor.person_id:
        return hazard
    tasks.undo_finish(uow, task_id)
    hazard.dealt_with_at = hazard.dealt_with_by_id = hazard.result = None
    record(uow, ee.HazardReopened(hazard.id, hazard.unit_id, hazard.reported_by_id, hazard.kind.value, hazard.place))
    return hazard
