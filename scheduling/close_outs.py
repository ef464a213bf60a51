"""Closing an order with two keys (两把钥匙回单, D-39): the technician's record, then the customer's word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from models.appointment import Appointment, Status
from models.close_out import CloseOut, HealthRecord
from models.errors import BadValue, LooksLikePassword, MissingFields, TooLate, WrongState
from models.evidence import Evidence, EvidenceKind
from models.order import BEFORE_ON_SITE, OrderStatus, WorkOrder
from models.task import Task, TaskKind
from models.timer import TimerKind
from scheduling import events as ev
from scheduling import fault_photos, held_orders, outbox, rescheduling, slots, tasks
from scheduling.announcements import record
from scheduling.close_out_record import Field
from scheduling.passwords import looks_like_password
from scheduling.permissions import Action, require
from scheduling.timers import drop_timers, set_timer
from scheduling.unit_of_work import UnitOfWork

NOTE_MOST = 500  # what an order's note holds


def fields_of(uow: UnitOfWork, order: WorkOrder) -> tuple[Field, ...]:
    """The lines of this order's close-out record, in the order they are asked (R-5.11, R-5.13)."""
    return uow.policy.close_out.fields_for(order.kind.value, order.service_names)


def wanted(line: Field, given: Mapping[str, Any]) -> bool:
    """New resource values, given before somebody said that nothing changed, are not kept."""
    return not line.when or bool(given.get(line.when))


def complete(uow: UnitOfWork, appointment_id: int, given: Mapping[str, Any]) -> CloseOut:
    """The technician enters completion (竣工, 销障); provisional until the customer's key turns.

    `given` maps the record's lines to what was entered; photos by the messenger's file ids. Raises `MissingFields`
    naming what is not there (T-21), `LooksLikePassword` where a line seems to hold one (R-12.3).
    Tapped twice it completes once.
    """
    visit = uow.appointment(appointment_id)
    require(uow.actor, Action.CLOSE_OUT, visit)
    known = uow.session.scalar(select(CloseOut).where(CloseOut.appointment_id == visit.id))
    if known is not None:
        return known
    order = visit.order
    if order.status is not OrderStatus.CONNECTED:
        raise WrongState(current=order.status.value, wanted=OrderStatus.COMPLETED.value)
    if any(looks_like_password(value) for value in given.values() if isinstance(value, str)):
        raise LooksLikePassword()
    missing = uow.policy.close_out.missing(order.kind.value, order.service_names, given)
    if missing:
        raise MissingFields(fields=missing)
    order.move_to(OrderStatus.COMPLETED)
    order.completed_at = uow.now
    visit.done(uow.now)
    slots.free_rest(uow, visit)
    lines = {line.name: line for line in fields_of(uow, order)}
    kept = {name: value for name, value in given.items() if name in lines and wanted(lines[name], given)}
    record_of = uow.add(
        CloseOut(order_id=order.id, appointment_id=visit.id, technician_id=visit.technician_id or 0, fields=kept,
                 completed_at=uow.now)
    )  # fmt: skip
    keep_photos(uow, visit, {name: value for name, value in kept.items() if lines[name].input == "photo"})
    keep_health_record(uow, order, kept)
    drop_timers(uow, visit.id, TimerKind.NOT_ENTERED)
    tasks.withdraw_all(uow, visit)
    set_timer(uow, TimerKind.KEY_LAPSES, order.id, uow.now + uow.policy.two_key.auto_close)
    record(uow, ev.Completed(record_of.id), appointment=visit)
    return record_of


def keep_photos(uow: UnitOfWork, visit: Appointment, photos: Mapping[str, Any]) -> None:
    for sent in photos.values():
        for file_id in [sent] if sent and isinstance(sent, str) else sent or []:
            photo = Evidence(order_id=visit.order_id or 0, appointment_id=visit.id, file_id=str(file_id),
                             kind=EvidenceKind.CLOSE_OUT_PHOTO, author_id=visit.technician_id or 0,
                             taken_at=uow.now)  # fmt: skip
            uow.add(photo)


def keep_health_record(uow: UnitOfWork, order: WorkOrder, kept: Mapping[str, Any]) -> None:
    """R-5.11: speed, indoor wiring and splitter position are kept for comparison with later faults."""
    opening = ("speed_mbps", "indoor_wiring", "splitter_position")
    if all(kept.get(name) for name in opening):
        known = uow.session.scalar(select(HealthRecord).where(HealthRecord.order_id == order.id))
        if known is None:
            uow.add(
                HealthRecord(customer_id=order.customer_id, address=order.address, order_id=order.id,
                             fields={name: kept[name] for name in opening}, opened_at=uow.now)
            )  # fmt: skip


def latest(uow: UnitOfWork, order_id: int) -> CloseOut | None:
    query = select(CloseOut).where(CloseOut.order_id == order_id).order_by(CloseOut.id.desc())
    return uow.session.scalars(query).first()


def say_fixed(uow: UnitOfWork, order_id: int) -> WorkOrder:
    """The customer's key: 已修好. A second tap changes nothing."""
    order = uow.order(order_id)
    require(uow.actor, Action.SAY_FIXED, order)
    if order.over:
        return order
    if order.status is not OrderStatus.COMPLETED:  # an old button: what an outage holds has an answer of its own
        raise WrongState(current=order.status.value, wanted=OrderStatus.CALLBACK_DUE.value)
    turn(uow, order, fixed=True)
    finish(uow, order, ev.FixedSaid())
    return order


def key_lapsed(uow: UnitOfWork, order_id: int) -> None:
    """24 hours of silence: with a reading and a photo the close stands, without them the dispatcher phones (D-39)."""
    order = uow.order(order_id)
    if order.status is not OrderStatus.COMPLETED:
        return
    close_out, rules = latest(uow, order_id), uow.policy.close_out
    if close_out is not None and rules.has_evidence(order.kind.value, order.service_names, close_out.fields):
        finish(uow, order, ev.FixedSaid(by_silence=True))
    else:
        tasks.open_task(uow, TaskKind.PHONE_NOTICE, f"order:{order.id}:is-it-fixed", order=order, key="is-it-fixed")


def finish(uow: UnitOfWork, order: WorkOrder, said: ev.Happened) -> None:
    """The close stands. While no call-back scheme runs the order is filed at once (3.A)."""
    order.move_to(OrderStatus.CALLBACK_DUE)
    order.over_at = uow.now
    order.result = order.result or "fixed"
    drop_timers(uow, order.id, TimerKind.KEY_LAPSES, TimerKind.DEADLINE_NEAR)
    record(uow, said, order=order, appointment=last_visit(uow, order))
    order.move_to(OrderStatus.CLOSED)
    record(uow, ev.Closed(), order=order)


def say_not_fixed(uow: UnitOfWork, order_id: int, note: str | None = None) -> WorkOrder:
    """没修好 reopens the same order on its first clock and says so to everybody concerned (promise 3).

    Counts for 72 hours after completion; raises `TooLate` after that, when a new repair is the way.
    """
    order = uow.order(order_id)
    require(uow.actor, Action.SAY_NOT_FIXED, order)
    if order.status is OrderStatus.REOPENED:
        return order
    if order.completed_at is None:
        raise WrongState(current=order.status.value, wanted=OrderStatus.REOPENED.value)
    if uow.now > order.completed_at + uow.policy.two_key.not_fixed_within:
        raise TooLate(limit=uow.policy.two_key.not_fixed_within)
    turn(uow, order, fixed=False)
    order.move_to(OrderStatus.REOPENED)
    order.over_at = order.connected_at = order.completed_at = order.result = None
    order.reopened += 1
    drop_timers(uow, order.id, TimerKind.KEY_LAPSES)
    visit = last_visit(uow, order)
    if visit is not None:
        outbox.withdraw(uow, visit.id, ("is-it-fixed",))
    record(uow, ev.NotFixedSaid(note=note), order=order, appointment=visit)
    tasks.open_task(uow, TaskKind.NOT_FIXED, f"order:{order.id}", order=order, note=note)
    held_orders.hold_new(uow, order)  # a running outage may be what is wrong now
    return order


def note_fault(uow: UnitOfWork, order_id: int, note: str, photo: str | None = None) -> WorkOrder:
    """What is still wrong, said after 没修好: whoever comes next reads it, and the dispatcher's task shows it.

    Raises `WrongState` once somebody is on the way again.
    """
    order = uow.order(order_id)
    require(uow.actor, Action.SAY_NOT_FIXED, order)
    if order.status not in BEFORE_ON_SITE:
        raise WrongState(current=order.status.value, wanted=OrderStatus.REOPENED.value)
    if looks_like_password(note):
        raise LooksLikePassword()
    if len(note) > uow.policy.text_max:
        raise BadValue(field="text", value=len(note), most=uow.policy.text_max)
    fault_photos.keep(uow, order, photo)
    if note.strip():
        # The newest first: where room is short, the oldest words give way.
        order.fault_note = "\n".join(filter(None, (note.strip(), order.fault_note)))[:NOTE_MOST]
        record(uow, ev.FaultNoted(note=note.strip()), order=order)
        open_one = select(Task).where(Task.kind == TaskKind.NOT_FIXED, Task.subject == f"order:{order.id}")
        task = uow.session.scalar(open_one)
        if task is not None:
            task.params = {**task.params, "note": note.strip()}
    return order


def works_after_all(uow: UnitOfWork, order_id: int) -> WorkOrder:
    """没修好 was a slip, or the fault has gone by itself: a repair is no longer needed (4.A)."""
    order = rescheduling.no_longer_needed(uow, order_id)
    tasks.withdraw(uow, TaskKind.NOT_FIXED, f"order:{order_id}")
    return order


def turn(uow: UnitOfWork, order: WorkOrder, *, fixed: bool) -> None:
    close_out = latest(uow, order.id)
    if close_out is not None:
        close_out.customer_said_fixed, close_out.customer_said_at = fixed, uow.now


def last_visit(uow: UnitOfWork, order: WorkOrder) -> Appointment | None:
    query = select(Appointment).where(Appointment.order_id == order.id, Appointment.status == Status.DONE)
    return uow.session.scalars(query.order_by(Appointment.id.desc())).first()
