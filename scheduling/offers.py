"""Offers (派单邀请): an order goes round, best technician first, one at a time; urgent ones to three at once (D-40)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select

from models.appointment import Appointment, VisitMember
from models.errors import NotCertified, NotFound, OfferTaken, ReasonRequired, SlotTaken
from models.offer import Offer, OfferStatus
from models.order import OrderStatus
from models.person import Technician
from models.task import TaskKind
from models.timer import TimerKind
from scheduling import availability, outbox, slots, tasks, windows
from scheduling import events as ev
from scheduling.announcements import record
from scheduling.permissions import Action, require
from scheduling.timers import drop_timers, set_timer
from scheduling.unit_of_work import UnitOfWork
from scheduling.windows import Window

_visit = Offer.appointment_id == bindparam("visit")
OPEN = select(Offer).where(_visit, Offer.status == OfferStatus.OPEN).order_by(Offer.id)
ASKED = select(Offer.technician_id, Offer.status, Offer.round).where(_visit)
BESIDE = select(VisitMember.technician_id).where(VisitMember.appointment_id == bindparam("visit"))


def go_round(uow: UnitOfWork, appointment: Appointment, *, anew: bool = False) -> None:
    """Offers a visit that has no technician to the next best; with nobody left the dispatcher is told.

    `anew`: it was held meanwhile, and whose offer was withdrawn for that has answered nothing: they are asked again.
    """
    if appointment.technician_id is not None or not appointment.ahead:
        return
    before = uow.rows(ASKED, visit=appointment.id)
    if any(one.status is OfferStatus.OPEN for one in before):
        return
    order = appointment.order
    if order.status is OrderStatus.ON_HOLD:
        return  # nobody is asked to come while an outage explains the fault
    asked = {one.technician_id for one in before if not (anew and one.status is OfferStatus.WITHDRAWN)}
    need = availability.need_of(order, ignore=appointment.id)
    window = Window(appointment.starts_at, appointment.ends_at)
    asked |= {id for (id,) in uow.rows(BESIDE, visit=appointment.id)}
    crew = availability.Crew(uow, need)
    free = [id for id in crew.free_in(window) if id not in asked]
    most = uow.policy.offers.urgent_to if order.urgent else 1
    # Whose rows are held already comes first: that is who the slot was found for.
    chosen = [id for id in free if id == appointment.provisional_id]
    if len(chosen) < most:
        chosen += [id for id in availability.rank(uow, crew, window, free) if id not in chosen]
    chosen = chosen[:most]
    if not chosen:
        record(uow, ev.NobodyFound(), appointment=appointment)
        tasks.open_task(uow, TaskKind.UNASSIGNED, f"appointment:{appointment.id}", appointment=appointment)
        return
    if appointment.provisional_id not in chosen:
        hold_for(uow, appointment, chosen[0])
    for technician_id in chosen:
        make_offer(uow, appointment, technician_id, offer_ends(uow, appointment), before=before)


def hold_for(uow: UnitOfWork, appointment: Appointment, technician_id: int) -> None:
    """The slot rows move to whom the visit is offered now; who was to come along beside the lead leads then."""
    if appointment.provisional_id is not None:
        slots.free_rows(uow, appointment, appointment.provisional_id)
    beside = next((member for member in appointment.members if member.technician_id == technician_id), None)
    if beside is not None:
        appointment.members.remove(beside)
        slots.free_rows(uow, appointment, technician_id)
    uow.session.flush()
    if not slots.hold_rows(uow, appointment, technician_id):
        raise SlotTaken(why="busy", name=uow.person(technician_id).name)
    appointment.provisional_id = technician_id


def offer_ends(uow: UnitOfWork, appointment: Appointment) -> datetime:
    """Five minutes; an offer made at night waits for the morning unless the visit comes too soon for that (D-40, D-14)."""
    awake = windows.next_awake(uow.now, uow.policy)
    latest = windows.notice_at(appointment.promised_at, uow.policy) - timedelta(hours=1)
    start = awake if awake < latest and not appointment.order.urgent else uow.now
    return start + uow.policy.offers.each


def make_offer(
    uow: UnitOfWork, appointment: Appointment, technician_id: int, expires_at: datetime, by_name: bool = False, *,
    before: Sequence[Any] | None = None,
) -> Offer:  # fmt: skip
    """`before`: the visit's offers so far, where the caller has them."""
    before = uow.rows(ASKED, visit=appointment.id) if before is None else before
    offer = uow.add(
        Offer(
            appointment_id=appointment.id,
            technician_id=technician_id,
            round=1 + max((one.round for one in before if one.technician_id == technician_id), default=0),
            by_name=by_name,
            offered_at=uow.now,
            expires_at=expires_at,
        )
    )
    set_timer(uow, TimerKind.OFFER_LAPSES, offer.id, expires_at)
    record(uow, ev.Offered(offer.id, technician_id, expires_at, by_name), appointment=appointment)
    return offer


def open_offers(uow: UnitOfWork, appointment: Appointment) -> list[Offer]:
    return list(uow.session.scalars(OPEN, {"visit": appointment.id}))


def settled_on(uow: UnitOfWork, visit: Appointment) -> int:
    """Who has the visit, or is asked for it by name; 0 while it is anybody's."""
    named = (offer.technician_id for offer in open_offers(uow, visit) if offer.by_name)
    return visit.technician_id or next(named, 0)


def waiting_for(uow: UnitOfWork) -> list[int]:
    """The offers that wait for the actor's answer, the one that ends soonest first."""
    query = select(Offer.id).where(Offer.technician_id == uow.actor.person_id, Offer.status == OfferStatus.OPEN)
    return list(uow.session.scalars(query.order_by(Offer.expires_at, Offer.id)))


def accept(uow: UnitOfWork, offer_id: int) -> Appointment:
    """The technician takes the order; the slot rows move to them in the same transaction (D-40).

    Raises `OfferTaken` when somebody was first or the offer is over, `SlotTaken` when they hold another job then.
    """
    offer = uow.offer(offer_id)
    require(uow.actor, Action.ACCEPT, offer)
    visit = offer.appointment
    if offer.status is OfferStatus.ACCEPTED and visit.technician_id == offer.technician_id:
        return visit  # a second tap changes nothing
    if offer.status is not OfferStatus.OPEN or visit.technician_id is not None or not visit.ahead:
        raise OfferTaken(why=offer.status.value)
    require_certified(uow, offer.technician_id, visit)
    if visit.provisional_id != offer.technician_id:
        hold_for(uow, visit, offer.technician_id)
    offer.answer(OfferStatus.ACCEPTED, uow.now)
    drop_timers(uow, offer.id, TimerKind.OFFER_LAPSES)
    withdraw_offers(uow, visit)
    lead(uow, visit, offer.technician_id)
    return visit


def lead(uow: UnitOfWork, visit: Appointment, technician_id: int) -> None:
    """From here on this technician is the visit's lead: told when to leave, known to the customer (R-3.4, R-4.8)."""
    visit.technician_id = visit.provisional_id = technician_id
    visit.order.move_to(OrderStatus.ACCEPTED)
    way = availability.travel_time(uow, technician_id, visit)
    visit.depart_at = max(windows.depart_at(visit.promised_at, way, uow.policy), uow.now)
    set_timer(uow, TimerKind.NOT_DEPARTED, visit.id, visit.depart_at + timedelta(minutes=1))
    tasks.withdraw(uow, TaskKind.UNASSIGNED, f"appointment:{visit.id}")
    ask_now = False
    if visit.confirmed_at is None and windows.second_confirmation_at(visit.promised_at, visit.booked_at or uow.now,
                                                                    uow.policy) is None:  # fmt: skip
        # D-6: the evening before had passed at booking, so the assignment asks at once; once is enough.
        asked = outbox.was_told(uow, visit.id, "confirm-ask")
        ask_now = not asked and uow.now < windows.notice_at(visit.promised_at, uow.policy)
        if ask_now:
            due = windows.answer_due_at(uow.now, visit.promised_at, uow.policy)
            set_timer(uow, TimerKind.CONFIRMATION_UNANSWERED, visit.id, due)
    record(uow, ev.Accepted(technician_id, visit.depart_at, ask_now), appointment=visit)


def require_certified(uow: UnitOfWork, technician_id: int, visit: Appointment) -> None:
    """R-1.9, R-1.10: nobody without a valid certificate leads a visit; nor anybody who has left (R-1.13)."""
    technician = uow.get(Technician, technician_id)
    if technician.person.left_at is not None:
        raise NotFound(what="technician", id=technician_id)
    if not technician.certified(windows.local_day(visit.starts_at, uow.policy.zone)):
        raise NotCertified(name=technician.person.name)


def decline(uow: UnitOfWork, offer_id: int, reason: str) -> Appointment:
    """The technician does not take it, and says why; the next best is asked."""
    offer = uow.offer(offer_id)
    require(uow.actor, Action.DECLINE, offer)
    if not reason.strip():
        raise ReasonRequired(action=Action.DECLINE.value)
    visit = offer.appointment
    if offer.status is OfferStatus.DECLINED:
        return visit
    if offer.status is not OfferStatus.OPEN:
        raise OfferTaken(why=offer.status.value)
    offer.answer(OfferStatus.DECLINED, uow.now, reason)
    drop_timers(uow, offer.id, TimerKind.OFFER_LAPSES)
    record(uow, ev.Declined(offer.technician_id, reason), appointment=visit)
    back_in_the_round(uow, visit)
    return visit


def lapsed(uow: UnitOfWork, offer_id: int) -> None:
    """Nobody answered in time: the next best is asked."""
    offer = uow.offer(offer_id)
    if offer.status is OfferStatus.OPEN:
        offer.answer(OfferStatus.LAPSED, uow.now)
        record(uow, ev.OfferLapsed(offer.technician_id, offer.id), appointment=offer.appointment)
        back_in_the_round(uow, offer.appointment)


def back_in_the_round(uow: UnitOfWork, visit: Appointment) -> None:
    if visit.order.status is OrderStatus.ASSIGNED and not open_offers(uow, visit):
        visit.order.move_to(OrderStatus.SCHEDULED)
    uow.session.flush()
    go_round(uow, visit)


def pass_over(uow: UnitOfWork, visit: Appointment, technician_id: int, reason: str) -> None:
    """Who is away answers no offer: theirs is closed with the reason, and the next best is asked."""
    for offer in open_offers(uow, visit):
        if offer.technician_id == technician_id:
            offer.answer(OfferStatus.DECLINED, uow.now, reason)
            drop_timers(uow, offer.id, TimerKind.OFFER_LAPSES)
            record(uow, ev.Declined(technician_id, reason), appointment=visit)
    back_in_the_round(uow, visit)


def withdraw_offers(uow: UnitOfWork, visit: Appointment, asked_again: int | None = None) -> None:
    """Everybody else who still has a card hears that it is taken; not who is asked for it by name at once."""
    for other in open_offers(uow, visit):
        other.answer(OfferStatus.WITHDRAWN, uow.now)
        drop_timers(uow, other.id, TimerKind.OFFER_LAPSES)
        told = other.technician_id != asked_again
        record(uow, ev.OfferWithdrawn(other.technician_id, other.id, told), appointment=visit)
