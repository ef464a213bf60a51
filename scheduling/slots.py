"""Holding slots (档期): the half-hours of a technician's day, kept under a unique key so that none is promised twice."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, insert
from sqlalchemy.exc import IntegrityError

from models.appointment import Appointment, Status
from models.errors import OutsideHours, SlotTaken
from models.slot import SlotRow
from models.timer import TimerKind
from scheduling import availability, windows
from scheduling import events as ev
from scheduling.announcements import record
from scheduling.availability import Need
from scheduling.rows import every
from scheduling.timers import drop_timers, set_timer
from scheduling.unit_of_work import UnitOfWork
from scheduling.windows import Window

TAKE = insert(SlotRow)
GIVE_BACK = delete(SlotRow).where(SlotRow.appointment_id == bindparam("visit"))
GIVE_BACK_OF = GIVE_BACK.where(SlotRow.technician_id == bindparam("technician"))
HELD = every(Appointment).where(
    Appointment.draft_id == bindparam("draft_id"), Appointment.status == Status.OFFERED
)  # fmt: skip


def hold(
    uow: UnitOfWork, need: Need, starts_at: datetime, draft_id: str, *, order_id: int | None = None,
    past_deadline: bool = False, prefer: int | None = None,
) -> Appointment:  # fmt: skip
    """Keeps a slot while the customer decides (10 minutes, D-3). Choosing another lets the first go.

    `prefer`: the technician to keep if they are free then. Raises `SlotTaken` when nobody is left in that window,
    `OutsideHours` for a time that is never offered.
    """
    let_go(uow, draft_id)
    crew = availability.Crew(uow, need)
    window = window_at(uow, crew, starts_at, past_deadline)
    ranked = availability.rank(uow, crew, window, crew.free_in(window))
    ranked = tuple(sorted(ranked, key=lambda id: id != prefer))
    held = Appointment(
        order_id=order_id,
        status=Status.OFFERED,
        starts_at=window.starts_at,
        ends_at=window.ends_at,
        promised_at=windows.promised_at(window, uow.policy),
        held_until=uow.now + uow.policy.slots.hold,
        draft_id=draft_id,
        provisional_id=ranked[0] if ranked else None,
    )
    uow.add(held)
    for technician_id in ranked:
        if hold_rows(uow, held, technician_id):
            if held.provisional_id != technician_id:
                held.provisional_id = technician_id
            set_timer(uow, TimerKind.HOLD_ENDS, held.id, uow.now + uow.policy.slots.hold)
            record(uow, ev.SlotHeld(starts_at=window.starts_at, until=uow.now + uow.policy.slots.hold),
                   order=held.order if order_id else None, appointment=held)  # fmt: skip
            return held
    raise SlotTaken(starts_at=window.starts_at)


def window_at(uow: UnitOfWork, crew: availability.Crew, starts_at: datetime, past_deadline: bool) -> Window:
    """The window that begins then, if it is one that may be offered for this need."""
    moment = windows.HALF_HOUR / 30
    need = crew.need
    window = next((w for w in crew.windows(starts_at, starts_at + moment) if w.starts_at == starts_at), None)
    if window is None:
        raise OutsideHours(starts_at=starts_at, why="closed")
    if starts_at < uow.now + availability.lead_time(uow, need.tier):
        raise OutsideHours(starts_at=starts_at, why="soon")
    if starts_at >= availability.horizon(uow):
        raise OutsideHours(starts_at=starts_at, why="far", days=uow.policy.slots.days_ahead)
    if need.due_at is not None and starts_at > need.due_at and not past_deadline:
        raise OutsideHours(starts_at=starts_at, why="deadline", due_at=need.due_at)
    return window


def hold_rows(uow: UnitOfWork, appointment: Appointment, technician_id: int) -> bool:
    """Takes the half-hours of a technician's day; False when somebody holds one of them (promise 2)."""
    window = Window(appointment.starts_at, appointment.ends_at)
    rows = [
        {"technician_id": technician_id, "starts_at": at, "appointment_id": appointment.id}
        for at in windows.half_hours(window, uow.policy.zone)
    ]
    uow.session.flush()
    try:
        with uow.connection.begin_nested():
            uow.write(TAKE, rows)
    except IntegrityError:
        return False
    return True


def free_rows(uow: UnitOfWork, appointment: Appointment, technician_id: int | None = None) -> None:
    """Gives the half-hours back, all of them or one technician's."""
    uow.write(
        GIVE_BACK if technician_id is None else GIVE_BACK_OF, {"visit": appointment.id, "technician": technician_id}
    )


def free_rest(uow: UnitOfWork, appointment: Appointment) -> None:
    """Done early: the half-hours that have not begun go back to everybody who was there."""
    rows = delete(SlotRow).where(SlotRow.appointment_id == appointment.id, SlotRow.starts_at >= uow.now)
    uow.session.execute(rows)


def let_go(uow: UnitOfWork, draft_id: str) -> None:
    """The customer looks at other times: what this draft held goes back."""
    for held in uow.find(Appointment, HELD, draft_id=draft_id):
        lapse(uow, held)


def lapse(uow: UnitOfWork, held: Appointment) -> None:
    held.move_to(Status.LAPSED)
    held.draft_id = None
    free_rows(uow, held)
    drop_timers(uow, held.id, TimerKind.HOLD_ENDS)
    uow.session.flush()


def hold_ended(uow: UnitOfWork, appointment_id: int) -> None:
    """The ten minutes are over: the slot is free again."""
    held = uow.appointment(appointment_id)
    if held.status is Status.OFFERED:
        record(uow, ev.HoldLapsed(starts_at=held.starts_at), appointment=held)
        lapse(uow, held)
