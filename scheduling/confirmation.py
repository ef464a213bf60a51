"""The second confirmation (二次确认, R-4.4, D-6) and what happens when it stays unanswered."""

from __future__ import annotations

from sqlalchemy import select

from models.appointment import Appointment, Status
from models.errors import WrongState
from models.event import Event
from models.order import Channel
from models.task import TaskKind
from models.timer import TimerKind
from scheduling import events as ev
from scheduling import outbox, tasks, windows
from scheduling.announcements import record
from scheduling.permissions import Action, require
from scheduling.timers import drop_timers, set_timer
from scheduling.unit_of_work import UnitOfWork


def confirm(uow: UnitOfWork, appointment_id: int) -> Appointment:
    """The customer says the visit still suits, in chat or over the phone. A second tap changes nothing."""
    visit = uow.appointment(appointment_id)
    require(uow.actor, Action.CONFIRM, visit)
    if visit.confirmed_at is not None and visit.live:
        return visit
    if not visit.ahead:  # the technician is there: an old card must not undo that
        raise WrongState(current=visit.order.status.value, wanted=Status.CONFIRMED.value)
    if visit.status is Status.NOTIFIED:
        visit.confirmed_at = uow.now  # later than asked, and still worth knowing
    else:
        visit.move_to(Status.CONFIRMED)
        visit.confirmed_at = uow.now
    drop_timers(uow, visit.id, TimerKind.CONFIRMATION_UNANSWERED)
    outbox.withdraw(uow, visit.id, ("confirm-ask",))
    tasks.withdraw(uow, TaskKind.PHONE_CONFIRM, f"appointment:{visit.id}")
    tasks.withdraw(uow, TaskKind.PHONE_NOTICE, tasks.notice("confirm-ask", visit.id))
    record(uow, ev.Confirmed(channel=uow.actor.channel.value), appointment=visit)
    return visit


def take_back(uow: UnitOfWork, appointment_id: int) -> Appointment:
    """The telephone's yes was a slip: the customer is asked as before, or rung if the evening for that has passed.

    Raises `WrongState` for what the customer has confirmed themselves, and once somebody is there.
    """
    visit = uow.appointment(appointment_id)
    require(uow.actor, Action.CONFIRM, visit)
    if visit.confirmed_at is None:
        return visit
    if not visit.ahead or not by_phone(uow, visit):
        raise WrongState(current=visit.status.value, wanted=Status.BOOKED.value)
    visit.undo_confirmation()
    record(uow, ev.ConfirmationTakenBack(), appointment=visit)
    asked_at = windows.second_confirmation_at(visit.promised_at, uow.now, uow.policy)
    if asked_at is None:
        unanswered(uow, visit.id)
    else:
        due = windows.answer_due_at(asked_at, visit.promised_at, uow.policy)
        set_timer(uow, TimerKind.CONFIRMATION_UNANSWERED, visit.id, due)
    return visit


def by_phone(uow: UnitOfWork, visit: Appointment) -> bool:
    query = select(Event.facts).where(Event.appointment_id == visit.id, Event.name == ev.Confirmed.name)
    last = uow.session.scalars(query.order_by(Event.id.desc())).first()
    return last is not None and last.get("channel") == Channel.PHONE.value


def unanswered(uow: UnitOfWork, appointment_id: int) -> None:
    """No answer in two hours, or before the half-hour notice if sooner: the dispatcher phones (D-6)."""
    visit = uow.appointment(appointment_id)
    rung_already = tasks.is_open(uow, TaskKind.PHONE_NOTICE, tasks.notice("confirm-ask", visit.id))
    if visit.ahead and visit.confirmed_at is None and not rung_already:
        tasks.open_task(uow, TaskKind.PHONE_CONFIRM, f"appointment:{visit.id}", appointment=visit)
