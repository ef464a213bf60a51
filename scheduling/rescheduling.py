"""Moving and cancelling visits: 4.C step by step, judged by 4.B."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from models.appointment import Appointment, Status, VisitMember
from models.errors import ReasonRequired, WrongState
from models.order import OrderStatus, WorkOrder
from models.person import Role
from models.task import TaskKind
from models.timer import TimerKind
from scheduling import availability, booking, held_orders, offers, outbox, slots, tasks, waiting_list
from scheduling import events as ev
from scheduling.announcements import record
from scheduling.permissions import Action, require
from scheduling.timers import drop_timers, set_timer
from scheduling.unit_of_work import UnitOfWork
from scheduling.visit_clocks import forget
from scheduling.windows import Window


def ask_to_move(uow: UnitOfWork, appointment_id: int, reason: str, note: str | None = None) -> Appointment:
    """Technician or dispatcher asks to move a visit and says why; the old time stands until the customer agrees (R-4.6)."""
    visit = uow.appointment(appointment_id)
    require(uow.actor, Action.ASK_TO_MOVE, visit)
    if not reason.strip():
        raise ReasonRequired(action=Action.ASK_TO_MOVE.value)
    if not visit.live or visit.order.status in (OrderStatus.CONNECTED, OrderStatus.ON_HOLD):
        raise WrongState(current=visit.order.status.value, wanted=Status.RESCHEDULED.value)
    if visit.asked_by == "company" and visit.reason == reason and note is None:
        return visit  # a second tap asks nobody again
    before = uow.now < visit.promised_at
    visit.asked_by, visit.reason = "company", reason
    record(uow, ev.MoveAsked(reason=reason, before_promised=before, note=note), appointment=visit)
    if before:
        set_timer(uow, TimerKind.MOVE_UNANSWERED, visit.id, visit.promised_at)
    else:
        move_unanswered(uow, visit.id)
    return visit


def move_unanswered(uow: UnitOfWork, appointment_id: int) -> None:
    """No answer before the promised time: the dispatcher phones (4.C, step 5)."""
    visit = uow.appointment(appointment_id)
    if visit.live and visit.asked_by == "company":
        tasks.open_task(uow, TaskKind.PHONE_RESCHEDULE, f"appointment:{visit.id}", appointment=visit,
                        reason=visit.reason)  # fmt: skip


def withdraw_move(uow: UnitOfWork, appointment_id: int) -> Appointment:
    """The technician can come after all: nobody has to choose, and who was asked hears that the time stands (4.C)."""
    visit = uow.appointment(appointment_id)
    require(uow.actor, Action.ASK_TO_MOVE, visit)
    if visit.asked_by != "company":
        return visit  # already withdrawn, or the customer has kept the time
    if not visit.live:
        raise WrongState(current=visit.status.value, wanted=Status.BOOKED.value)
    visit.asked_by = visit.reason = None
    drop_timers(uow, visit.id, TimerKind.MOVE_UNANSWERED)
    tasks.withdraw(uow, TaskKind.PHONE_RESCHEDULE, f"appointment:{visit.id}")
    outbox.withdraw(uow, visit.id, ("move-asked",))
    record(uow, ev.MoveWithdrawn(), appointment=visit)
    return visit


def keep_old_time(uow: UnitOfWork, appointment_id: int) -> Appointment:
    """The customer does not want to move: the old time stands, and those who asked hear of it."""
    visit = uow.appointment(appointment_id)
    require(uow.actor, Action.CHANGE, visit)
    if visit.asked_by == "company" and visit.live:
        visit.asked_by = visit.reason = None
        drop_timers(uow, visit.id, TimerKind.MOVE_UNANSWERED)
        record(uow, ev.MoveDeclined(), appointment=visit)
    return visit


def move(
    uow: UnitOfWork, appointment_id: int, starts_at: datetime, draft_id: str, *, reason: str | None = None,
    past_deadline: bool = False,
) -> Appointment:  # fmt: skip
    """On the customer's word the old appointment becomes RESCHEDULED and a new one BOOKED (4.C, step 4).

    The dispatcher may do it on the customer's word too; then the channel says how it came. Tapped twice it moves
    once. Raises `SlotTaken` and leaves the old time standing when the new one has gone.
    """
    old = uow.appointment(appointment_id)
    require(uow.actor, Action.CHANGE, old)
    if old.status is Status.RESCHEDULED and old.replaced_by_id is not None:
        successor = uow.appointment(old.replaced_by_id)
        if successor.starts_at == starts_at:
            return successor
    if not (old.ahead or old.to_be_finished):  # somebody has come meanwhile, or it is over
        raise WrongState(current=old.status.value, wanted=Status.RESCHEDULED.value)
    if starts_at == old.starts_at:
        return old
    order = old.order
    asked_by = who_asked(uow, old)
    if asked_by == "company" and not (reason or old.reason):
        raise ReasonRequired(action=Action.RESCHEDULE.value)
    new = held_for(uow, old, starts_at, draft_id, past_deadline=past_deadline or starts_at > order.due_at)
    note_wish(uow, order, starts_at, asked_by)
    leave(uow, old, asked_by, reason or old.reason)
    succeed(uow, old, new)
    moved = ev.Rescheduled(
        old.id, old.starts_at, new.starts_at, asked_by, bool(old.before_promised), old.reason, uow.actor.channel.value
    )
    record(uow, moved, appointment=new)
    if old.technician_id is not None:
        tell_lead(uow, old)
    bring_along(uow, old, new)
    offers.go_round(uow, new)
    if new.starts_at < old.starts_at:
        waiting_list.served(uow, order.id)
    waiting_list.slot_freed(uow, old)
    return new


def succeed(uow: UnitOfWork, old: Appointment, new: Appointment) -> None:
    """The new appointment takes the old one's place: never two live ones, not even for a moment (4.A)."""
    uow.session.flush()
    old.replaced_by_id = new.id
    new.order_id = old.order_id
    uow.session.flush()
    uow.session.refresh(new, ["order"])
    booking.promise(uow, new)


def who_asked(uow: UnitOfWork, visit: Appointment) -> str:
    """Whose wish the move is (4.B): the company's if it asked, or if a dispatcher moves it unasked."""
    if visit.asked_by == "company":
        return "company"
    own = uow.actor.person_id == visit.order.customer_id
    return "customer" if own or uow.actor.channel.value == "phone" else "company"


def held_for(
    uow: UnitOfWork, old: Appointment, starts_at: datetime, draft_id: str, *, past_deadline: bool
) -> Appointment:
    """The slot held for this move, or the same slot again if the hold has lapsed."""
    query = select(Appointment).where(Appointment.draft_id == draft_id, Appointment.status == Status.OFFERED)
    held = uow.session.scalar(query)
    if held is not None and held.starts_at == starts_at and held.order_id == old.order_id:
        return held
    need = availability.need_of(old.order)
    return slots.hold(uow, need, starts_at, draft_id, order_id=old.order_id, past_deadline=past_deadline,
                      prefer=old.technician_id)  # fmt: skip


def note_wish(uow: UnitOfWork, order: WorkOrder, starts_at: datetime, asked_by: str) -> None:
    """R-3.6: a customer who wants a time past the deadline has that kept as the reason."""
    paused = order.status is OrderStatus.ON_HOLD  # its limit does not run: nothing is past it
    if asked_by == "customer" and starts_at > order.due_at and order.asked_later_at is None and not paused:
        order.asked_later_at = uow.now
        record(uow, ev.AskedLater(due_at=order.due_at, wanted_at=starts_at), order=order)


def leave(uow: UnitOfWork, old: Appointment, asked_by: str, reason: str | None) -> None:
    """The old appointment gives way: rows, timers, reminders and tasks of its time go with it (promise 1)."""
    old.reschedule(uow.now, asked_by=asked_by, reason=reason)
    forget(uow, old)


def tell_lead(uow: UnitOfWork, old: Appointment) -> None:
    """Who had accepted the old time hears that it is gone; the new one is offered to them first (4.C, step 4)."""
    reason = "to_be_finished" if old.arrived_at is not None else "rescheduled"
    record(uow, ev.TakenBack(old.technician_id or 0, reason=reason), appointment=old)


def bring_along(uow: UnitOfWork, old: Appointment, new: Appointment) -> None:
    """Whoever was to come beside the lead (R-3.4) comes to the new time too; of who cannot, the dispatcher hears."""
    away = availability.Crew(uow, availability.need_of(new.order)).away(Window(new.starts_at, new.ends_at))
    for member in old.members:
        gone = member.technician.left_at is not None or member.technician_id in away
        if not gone and slots.hold_rows(uow, new, member.technician_id):
            new.members.append(VisitMember(technician_id=member.technician_id))
            record(uow, ev.ComesAlongStill(member.technician_id, old.starts_at), appointment=new)
        else:
            record(uow, ev.ComesAlongNoMore(member.technician_id, old.starts_at), appointment=new)


def cancel(uow: UnitOfWork, appointment_id: int, reason: str | None = None) -> Appointment:
    """The visit is off; the order waits for a new time (4.A). Possible at any moment before arrival."""
    visit = uow.appointment(appointment_id)
    require(uow.actor, Action.CANCEL, visit)
    if visit.status is Status.CANCELLED:
        return visit
    visit.cancel(uow.now, reason)
    forget(uow, visit)
    if visit.order.status is not OrderStatus.ON_HOLD:  # held, it goes on waiting for the outage to end
        visit.order.move_to(OrderStatus.READY)
    record(uow, ev.VisitCancelled(channel=uow.actor.channel.value, reason=reason), appointment=visit)
    waiting_list.leave_order(uow, visit.order_id or 0)
    waiting_list.slot_freed(uow, visit)
    return visit


def no_longer_needed(uow: UnitOfWork, order_id: int) -> WorkOrder:
    """A repair the customer says is no longer needed goes to CALLBACK_DUE with that as its result (4.A)."""
    order = uow.order(order_id)
    require(uow.actor, Action.NO_LONGER_NEEDED, order)
    if order.over:
        return order
    visit = uow.live_appointment(order_id)
    held_orders.ended(uow, order)
    order.no_longer_needed(uow.now)
    if visit is not None:
        visit.cancel(uow.now, "no_longer_needed")
        forget(uow, visit)
    record(uow, ev.NoLongerNeeded(channel=uow.actor.channel.value), order=order, appointment=visit)
    waiting_list.leave_order(uow, order.id)
    if visit is not None:
        waiting_list.slot_freed(uow, visit)
    return order


def ask_withdrawal(uow: UnitOfWork, order_id: int, reason: str | None = None) -> WorkOrder:
    """The customer no longer wants the order: the response centre is asked (R-3.13b, R-3.14); nothing is returned here."""
    order = uow.order(order_id)
    require(uow.actor, Action.WITHDRAW_ORDER, order)
    visit = uow.live_appointment(order_id)
    if visit is not None and visit.ahead:
        cancel(uow, visit.id, reason or "order_withdrawn")
    if held_orders.ended(uow, order):
        order.move_to(OrderStatus.READY)
    record(uow, ev.WithdrawalAsked(reason=reason), order=order)
    task = tasks.open_task(uow, TaskKind.WITHDRAWAL, f"order:{order.id}", order=order, reason=reason)
    task.role = Role.RESPONSE_CENTRE
    return order
