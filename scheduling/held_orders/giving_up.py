"""The visit that "it works" gave up, promised again when that was a slip on the telephone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from models.appointment import Appointment, Status, VisitMember
from models.order import WorkOrder
from scheduling import availability, booking, slots
from scheduling.unit_of_work import UnitOfWork
from scheduling.windows import Window

RESULT = "outage_over"


def take_up_again(uow: UnitOfWork, order: WorkOrder, given_up_at: datetime) -> Appointment | None:
    """With whoever had it, or else with somebody who is free. Returns the visit that stays given up, if one does."""
    old = given_up(uow, order.id, given_up_at)
    if old is None or old.promised_at - availability.lead_time(uow, order.tier) <= uow.now:
        return old
    had = old.technician_id or old.provisional_id
    crew = availability.Crew(uow, availability.need_of(order))
    free = sorted(crew.free_in(Window(old.starts_at, old.ends_at)), key=lambda id: id != had)
    if not free:
        return old
    new = uow.add(
        Appointment(order_id=order.id, status=Status.OFFERED, starts_at=old.starts_at, ends_at=old.ends_at,
                    promised_at=old.promised_at)
    )  # fmt: skip
    holder = next((id for id in free if slots.hold_rows(uow, new, id)), None)
    if holder is None:
        new.move_to(Status.LAPSED)
        return old
    new.provisional_id = holder
    if holder == old.technician_id:
        new.technician_id, new.depart_at = holder, old.depart_at
    uow.session.flush()
    uow.session.refresh(new, ["order"])
    booking.promise(uow, new)
    new.booked_by_id, new.booked_at, new.channel = old.booked_by_id, old.booked_at, old.channel  # D-5: as it was agreed
    if old.confirmed_at is not None:
        new.move_to(Status.CONFIRMED)
        new.confirmed_at = old.confirmed_at
    for member in old.members:
        if slots.hold_rows(uow, new, member.technician_id):
            new.members.append(VisitMember(technician_id=member.technician_id))
    old.replaced_by_id = new.id
    return None


def given_up(uow: UnitOfWork, order_id: int, at: datetime) -> Appointment | None:
    query = select(Appointment).where(
        Appointment.order_id == order_id, Appointment.status == Status.CANCELLED, Appointment.reason == RESULT,
        Appointment.ended_at == at,
    )  # fmt: skip
    return uow.session.scalars(query.limit(1)).first()
