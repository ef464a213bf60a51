"""What a person may see of an order, decided here and nowhere else (D-41, R-12.5, R-12.7)."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from models.appointment import Appointment, Status
from models.close_out import HealthRecord
from models.offer import Offer, OfferStatus
from models.order import OrderStatus, WorkOrder
from models.outage import Question
from models.person import Role, Technician
from scheduling import availability, fault_photos, held_orders, outages, waiting_list, windows
from scheduling.outages import OutageView
from scheduling.people import has_chat, orders_of
from scheduling.permissions import MAY, Action, Being, beings, require, require_read
from scheduling.possible import possible
from scheduling.unit_of_work import UnitOfWork

TWO_LETTER_SURNAMES = frozenset(
    ["欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "长孙", "夏侯", "司徒", "令狐"]
)


@dataclass(frozen=True)
class TechnicianView:
    """The technician's card; `certificate`, `company` and `photo` only where the whole card may be seen (R-12.5)."""

    id: int
    name: str
    whole: bool
    certificate: str | None = None
    company: str | None = None
    photo: str | None = None


@dataclass(frozen=True)
class VisitView:
    id: int
    version: int
    status: Status
    starts_at: datetime
    ends_at: datetime
    promised_at: datetime
    technician: TechnicianView | None
    others: tuple[str, ...]
    confirmed: bool
    depart_at: datetime | None
    eta_at: datetime | None
    arrived_at: datetime | None
    kept: bool | None
    asked_by: str | None
    reason: str | None


@dataclass(frozen=True)
class HoldView:
    """The outage an order waits for, and whether its customer is being asked 恢复了吗?"""

    outage: OutageView
    asked: bool


@dataclass(frozen=True)
class OrderView:
    """An order as one viewer sees it; what they may not see is None."""

    id: int
    number: str
    kind: str
    status: OrderStatus
    services: tuple[str, ...]
    tier: str
    urgent: bool
    area: str
    due_at: datetime
    received_at: datetime
    fault_note: str | None
    poor_lines: bool
    visit: VisitView | None
    offer_id: int | None
    waiting: bool
    asked_later: bool
    held: HoldView | None
    reopened: int
    actions: frozenset[Action]
    # For whoever may know the address.
    customer: str | None = None
    address: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    access_note: str | None = None
    contact_name: str | None = None
    contact_phone: str | None = None
    phone: str | None = None
    photos: int = 0
    health: dict[str, Any] | None = None
    # For the technician it is offered to, or who leads it: how far from the job before, and until when to answer.
    way_km: float | None = None
    offered_at: datetime | None = None
    offer_ends_at: datetime | None = None


def order_view(uow: UnitOfWork, order_id: int) -> OrderView:
    """The order as the actor may see it. Raises `NotAllowed` for one they may not know of."""
    order = uow.order(order_id)
    require_read(uow.session, uow.actor, order)
    return view(uow, order)


def own_open(uow: UnitOfWork) -> list[OrderView]:
    """The actor's own orders that are not over, the newest first."""
    return [view(uow, order) for order in orders_of(uow, uow.me, open_only=True)]


def visit_view(uow: UnitOfWork, appointment_id: int) -> OrderView:
    """The order of a visit, with that visit shown whatever its state."""
    visit = uow.appointment(appointment_id)
    uow.load(visit, "order", "members")
    require_read(uow.session, uow.actor, visit.order)
    return view(uow, visit.order, visit)


def offer_view(uow: UnitOfWork, offer_id: int) -> OrderView:
    """The order behind an offer, as whoever it is offered to may see it (D-41)."""
    offer = uow.offer(offer_id)
    require_read(uow.session, uow.actor, offer.appointment.order)
    return view(uow, offer.appointment.order, offer.appointment)


def view(
    uow: UnitOfWork, order: WorkOrder, visit: Appointment | None = None, *, waiting: bool | None = None
) -> OrderView:
    """No check here: for callers who have made it, and for rendering a notification to its own recipient.

    `waiting`: on the waiting list, where the caller knows it already.
    """
    visit = visit or uow.live_appointment(order.id) or last_done(uow, order)
    mine = frozenset(beings(uow.actor, visit or order))
    own = Being.CUSTOMER in mine
    at_home = not MAY[Action.READ_ADDRESS].isdisjoint(mine)
    offer = own_offer(uow, visit)
    return OrderView(
        id=order.id,
        number=order.number,
        kind=order.kind.value,
        status=order.status,
        services=tuple(order.service_names),
        tier=order.tier.value,
        urgent=order.urgent,
        area=order.area.name,
        due_at=order.due_at,
        received_at=order.received_at,
        fault_note=order.fault_note if at_home or offer is not None else None,
        poor_lines=order.area.poor_lines,
        visit=see_visit(uow, order, visit) if visit is not None else None,
        offer_id=offer.id if offer else None,
        waiting=own and (waiting_list.is_waiting(uow, order.id) if waiting is None else waiting),
        asked_later=order.asked_later_at is not None,
        held=hold_view(uow, order) if order.status is OrderStatus.ON_HOLD else None,
        reopened=order.reopened,
        actions=possible(mine, order, visit, its_day=its_day(uow, visit)),
        way_km=way_km(uow, visit, offer),
        offered_at=offer.offered_at if offer else None,
        offer_ends_at=offer.expires_at if offer else None,
        **(home(uow, order, mine) if at_home else {}),
    )


def home(uow: UnitOfWork, order: WorkOrder, mine: Set[Being | Role]) -> dict[str, Any]:
    """Whose home it is and how to reach it, for whoever may know the address (D-41)."""
    own = Being.CUSTOMER in mine
    entitled = own or not mine.isdisjoint({Role.DISPATCHER, Role.HOTLINE})
    return {
        "customer": order.customer.name,
        "address": order.address,
        "latitude": order.latitude,
        "longitude": order.longitude,
        "access_note": order.access_note,
        "contact_name": order.contact_name,
        "contact_phone": order.contact_phone if order.contact_name and entitled else None,
        "phone": phone_for(uow, order, entitled and not MAY[Action.READ_PHONE].isdisjoint(mine)),
        "photos": 0 if own else len(fault_photos.of_order(uow, order.id)),
        "health": None if own else health_of(uow, order),
    }


def photos_of(uow: UnitOfWork, order_id: int) -> list[str]:
    """The customer's photos of the fault, for whoever may know the address: they may show a home (D-41)."""
    order = uow.order(order_id)
    require_read(uow.session, uow.actor, order)
    require(uow.actor, Action.READ_ADDRESS, uow.live_appointment(order.id) or last_done(uow, order) or order)
    return fault_photos.of_order(uow, order.id)


def its_day(uow: UnitOfWork, visit: Appointment | None) -> bool:
    return visit is None or uow.now >= windows.day_opens_at(visit.starts_at, uow.policy.zone)


def hold_view(uow: UnitOfWork, order: WorkOrder) -> HoldView | None:
    found = held_orders.hold_of(uow, order.id)
    if found is None:
        return None
    held, outage = found
    return HoldView(outages.view(uow, outage), held.question in (Question.OPEN, Question.BY_PHONE))


def last_done(uow: UnitOfWork, order: WorkOrder) -> Appointment | None:
    if order.status not in (OrderStatus.COMPLETED, OrderStatus.CALLBACK_DUE, OrderStatus.CLOSED):
        return None
    query = select(Appointment).where(Appointment.order_id == order.id, Appointment.status == Status.DONE)
    return uow.session.scalars(query.order_by(Appointment.id.desc())).first()


def phone_for(uow: UnitOfWork, order: WorkOrder, entitled: bool) -> str | None:
    """D-41: the technician learns the phone only where the customer has no chat to be written to."""
    phone = order.contact_phone or order.customer.phone
    if entitled:
        # Somebody else's number, given for whoever is at home, is not the customer's own.
        return (order.contact_name and order.customer.phone) or phone
    return None if has_chat(uow, order.customer_id) else phone


HEALTH = (
    select(HealthRecord.fields)
    .where(HealthRecord.customer_id == bindparam("customer"), HealthRecord.address == bindparam("address"))
    .order_by(HealthRecord.id.desc())
    .limit(1)
)


def health_of(uow: UnitOfWork, order: WorkOrder) -> dict[str, Any] | None:
    """R-5.11: what was measured at this address when the line was opened."""
    found = uow.rows(HEALTH, customer=order.customer_id, address=order.address)
    return found[0].fields if found else None


def see_visit(uow: UnitOfWork, order: WorkOrder, visit: Appointment) -> VisitView:
    return VisitView(
        id=visit.id,
        version=visit.version,
        status=visit.status,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        promised_at=visit.promised_at,
        technician=technician_card(uow, order, visit),
        others=tuple(m.technician.name for m in visit.members if m.technician_id != uow.actor.person_id),
        confirmed=visit.confirmed_at is not None,
        depart_at=visit.depart_at,
        eta_at=visit.eta_at,
        arrived_at=visit.arrived_at,
        kept=visit.was_kept,
        asked_by=visit.asked_by,
        reason=visit.reason,
    )


def technician_card(uow: UnitOfWork, order: WorkOrder, visit: Appointment) -> TechnicianView | None:
    """R-12.5, D-41: the customer knows the surname from acceptance, the whole card from the notice until closing."""
    technician = uow.session.get(Technician, visit.technician_id) if visit.technician_id else None
    if technician is None:
        return None
    person = technician.person
    if uow.actor.person_id == order.customer_id:
        near = uow.now >= visit.promised_at - uow.policy.notice_before or visit.arrived_at is not None
        if order.over or not near:
            return TechnicianView(person.id, surname(person.name), whole=False)
    company = technician.contractor.name if technician.contractor else None
    return TechnicianView(person.id, person.name, True, technician.certificate_number, company, technician.photo)


def surname(name: str) -> str:
    """王建国 -> 王, 欧阳明 -> 欧阳, John Miller -> Miller."""
    if " " in name.strip():
        return name.split()[-1]
    if name[:2] in TWO_LETTER_SURNAMES:
        return name[:2]
    return name[:1] if name and ord(name[0]) > 0x2E80 else name


OWN_OFFER = select(Offer.id, Offer.offered_at, Offer.expires_at).where(
    Offer.appointment_id == bindparam("visit"),
    Offer.technician_id == bindparam("technician"),
    Offer.status == OfferStatus.OPEN,
)


def own_offer(uow: UnitOfWork, visit: Appointment | None) -> Any:
    """The open offer that waits for the viewer's answer, if there is one."""
    if visit is None or not uow.actor.holds(Role.TECHNICIAN):
        return None
    return next(iter(uow.rows(OWN_OFFER, visit=visit.id, technician=uow.actor.person_id)), None)


def way_km(uow: UnitOfWork, visit: Appointment | None, offer: Any) -> float | None:
    """How far it is from the job before, for whoever is asked to come or comes; a figure, never the place (D-41)."""
    mine = visit is not None and visit.technician_id == uow.actor.person_id and visit.live
    if visit is None or uow.actor.person_id is None or not (mine or offer is not None):
        return None
    return availability.way_km(uow, uow.actor.person_id, visit)
