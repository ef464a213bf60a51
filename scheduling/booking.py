"""Taking an order and promising a visit: a slot is held while the customer decides, then booked with one tap."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm.attributes import set_committed_value

from models.appointment import Appointment, Status
from models.errors import HeldByOutage, MissingFields, NotAllowed, NotFound, ReasonRequired, SplitRefused, WrongState
from models.order import Channel, OrderKind, OrderService, OrderStatus, Service, WorkOrder
from models.person import Person
from models.task import TaskKind
from models.timer import TimerKind
from models.unit import Area
from scheduling import (
    areas,
    availability,
    fault_photos,
    held_orders,
    offers,
    on_file,
    slots,
    tasks,
    visit_clocks,
    windows,
)
from scheduling import events as ev
from scheduling.announcements import record
from scheduling.availability import Need
from scheduling.outages import suggesting, works
from scheduling.permissions import Action, require, require_read, visible_to
from scheduling.timers import drop_timers, set_timer
from scheduling.unit_of_work import UnitOfWork
from scheduling.windows import Window

OF_DRAFT = select(WorkOrder.id).where(WorkOrder.draft_id == bindparam("draft_id"))


@dataclass(frozen=True)
class OrderDraft:
    """What is said before an order exists. `draft_id` makes *confirm* tapped twice book once."""

    kind: OrderKind
    services: tuple[Service, ...]
    customer_id: int
    area_id: int
    address: str
    draft_id: str
    latitude: float | None = None
    longitude: float | None = None
    contact_name: str | None = None
    contact_phone: str | None = None
    access_note: str | None = None
    fault_note: str | None = None
    wish: str | None = None
    urgent: bool = False
    photo_file_id: str | None = None
    number: str | None = None
    channel: Channel = Channel.CHAT
    # The customer wants a time past the deadline (R-3.6, D-37).
    asked_later: bool = False
    received_at: datetime | None = None
    # other services of the same order that were left out; refused without a dispatcher's reason.
    left_out: tuple[Service, ...] = field(default=())
    split_reason: str | None = None
    # a dispatcher promises a time past the deadline, and why.
    override_reason: str | None = None
    # Running outages of which the customer says that theirs is another fault.
    other_than: tuple[int, ...] = ()

    @property
    def past_deadline(self) -> bool:
        return self.asked_later or self.override_reason is not None


def take_order(uow: UnitOfWork, draft: OrderDraft) -> WorkOrder:
    """Accepts an order (受理): its clocks start. The same draft taken twice is one order (R-3.1, R-3.29)."""
    known = order_from(uow, draft)
    if known is not None:
        return known
    return take_new(uow, draft)


def order_from(uow: UnitOfWork, draft: OrderDraft) -> WorkOrder | None:
    """What was made of this draft before."""
    found = uow.rows(OF_DRAFT, draft_id=draft.draft_id)
    return uow.order(found[0].id) if found else None


def take_new(uow: UnitOfWork, draft: OrderDraft, wanted_at: datetime | None = None) -> WorkOrder:
    """The order itself, with its limit (R-3.6) and the warning before it (D-12); an open outage that explains it holds it.

    Raises `NotAllowed` for taking somebody else's order, or marking one's own urgent, without the right to.
    """
    area = uow.get(Area, draft.area_id)
    customer = uow.person(draft.customer_id)
    if customer.id != uow.actor.person_id:
        if not uow.actor.is_clock:  # the command line takes sheets in
            require(uow.actor, Action.TAKE_ORDER, area)
    elif draft.urgent:
        raise NotAllowed(action=Action.MARK_URGENT.value)
    require_whole(draft, customer)
    order = order_of(uow, draft, customer, area)
    if uow.policy.resources_ready_at_once.get(order.kind.value, False):
        make_ready(uow, order)
    if wanted_at is not None and wanted_at > order.due_at and draft.asked_later:
        order.asked_later_at = uow.now
    add_order(uow, order, draft.services)
    set_committed_value(order, "area", area)
    set_committed_value(order, "customer", customer)
    fault_photos.keep(uow, order, draft.photo_file_id)
    record(uow, ev.OrderTaken(draft.channel.value, draft.wish, booked=wanted_at is not None), order=order)
    near = order.received_at + (order.due_at - order.received_at) * uow.policy.warn_at[0]
    set_timer(uow, TimerKind.DEADLINE_NEAR, order.id, near)
    held_orders.hold_new(uow, order, other_than=draft.other_than)
    suggesting.look_around(uow, order)
    return order


def order_of(uow: UnitOfWork, draft: OrderDraft, customer: Person, area: Area) -> WorkOrder:
    """The work order a draft becomes; its limit counts from when it was received (D-8)."""
    received_at = draft.received_at or uow.now
    return WorkOrder(
        number=draft.number or new_number(uow),
        kind=draft.kind,
        status=OrderStatus.NEW,
        tier=customer.tier,
        urgent=draft.urgent,
        customer_id=customer.id,
        unit_id=area.unit_id,
        area_id=area.id,
        plant_id=areas.plant_of(uow, area.id, draft.address),
        address=draft.address,
        latitude=draft.latitude,
        longitude=draft.longitude,
        contact_name=draft.contact_name,
        contact_phone=draft.contact_phone,
        access_note=draft.access_note,
        fault_note=draft.fault_note,
        wish=draft.wish,
        received_at=received_at,
        due_at=received_at + uow.policy.limits.for_order(draft.kind.value, customer.tier.value),
        channel=draft.channel,
        taken_by_id=uow.actor.person_id,
        draft_id=draft.draft_id,
    )


def add_order(uow: UnitOfWork, order: WorkOrder, services: Iterable[Service]) -> None:
    """Stores an order with its services."""
    uow.add(order)
    rows = [uow.add(OrderService(order_id=order.id, service=service)) for service in sorted(set(services))]
    set_committed_value(order, "services", rows)


def require_whole(draft: OrderDraft, customer: Person) -> None:
    """D-5's fields are all there (R-4.2), and no service of the order is left behind (R-3.3)."""
    given = {"services": draft.services, "address": draft.address.strip(), "customer": customer.name}
    if draft.channel is not Channel.IMPORT:
        given["phone"] = customer.phone or draft.contact_phone or ""
    missing = [name for name, value in given.items() if not value]
    if missing:
        raise MissingFields(fields=missing)
    if draft.left_out and not draft.split_reason:
        raise SplitRefused(services=[service.value for service in draft.left_out])


def new_number(uow: UnitOfWork) -> str:
    """A number people can read out over the phone: the day, then six digits that cannot be guessed (D-29)."""
    day = windows.local_day(uow.now, uow.policy.zone)
    return f"{day:%y%m%d}-{secrets.randbelow(1_000_000):06d}"


def mark_ready(uow: UnitOfWork, order_id: int) -> WorkOrder:
    """Resources are assigned: slots may be offered (R-3.29)."""
    order = uow.order(order_id)
    require(uow.actor, Action.MARK_READY, order)
    if order.status is OrderStatus.NEW:
        make_ready(uow, order)
        record(uow, ev.OrderReady(), order=order)
    return order


def make_ready(uow: UnitOfWork, order: WorkOrder) -> None:
    order.move_to(OrderStatus.READY)
    order.ready_at = uow.now


def wait_for_slot(uow: UnitOfWork, draft: OrderDraft) -> WorkOrder:
    """Nothing is free before the deadline: the order is taken all the same, and the dispatcher finds somebody (R-3.6)."""
    order = take_order(uow, draft)
    if order.status is OrderStatus.ON_HOLD:
        return order  # an outage explains it: nobody looks for a slot
    tasks.open_task(uow, TaskKind.NO_SLOT, f"order:{order.id}", order=order, wish=draft.wish)
    return order


def first_wish(uow: UnitOfWork, order_id: int) -> str | None:
    """What the customer said about when, as long as no visit was ever booked for the order (R-3.29)."""
    order = uow.order(order_id)
    require_read(uow.session, uow.actor, order)
    booked = select(Appointment.id).where(Appointment.order_id == order_id, Appointment.booked_at.is_not(None))
    return None if uow.session.scalar(booked.limit(1)) is not None else order.wish


def order_of_draft(uow: UnitOfWork, draft_id: str) -> int | None:
    """What an earlier tap made of this draft, if it is the actor's."""
    query = select(WorkOrder.id).where(WorkOrder.draft_id == draft_id, visible_to(uow.actor))
    return uow.session.scalar(query)


def need_of_draft(uow: UnitOfWork, draft: OrderDraft) -> Need:
    """What the visit of an order not yet taken asks for; its deadline counts from now (D-8)."""
    tier = on_file.tier_of(uow, draft.customer_id)
    return Need(
        kind=draft.kind.value,
        services=tuple(service.value for service in draft.services),
        area_id=draft.area_id,
        tier=tier,
        due_at=uow.now + uow.policy.limits.for_order(draft.kind.value, tier.value),
        latitude=draft.latitude,
        longitude=draft.longitude,
    )


def hold_for_draft(uow: UnitOfWork, draft: OrderDraft, starts_at: datetime) -> Appointment:
    """Keeps a slot for an order that is not taken yet, while the customer looks at the card."""
    if draft.customer_id != uow.actor.person_id:
        require(uow.actor, Action.TAKE_ORDER, uow.get(Area, draft.area_id))
    need = need_of_draft(uow, draft)
    return slots.hold(uow, need, starts_at, draft.draft_id, past_deadline=draft.past_deadline)


def hold_for_order(
    uow: UnitOfWork, order_id: int, starts_at: datetime, draft_id: str, *, past_deadline: bool = False
) -> Appointment:
    """Keeps a slot for an order that exists, beside its live visit if it has one (4.A)."""
    order = uow.order(order_id)
    require(uow.actor, Action.CHANGE, order)
    live = uow.live_appointment(order_id)
    need = availability.need_of(order, ignore=None)
    prefer = live.technician_id if live else None
    return slots.hold(uow, need, starts_at, draft_id, order_id=order_id, past_deadline=past_deadline, prefer=prefer)


def book(uow: UnitOfWork, draft: OrderDraft, starts_at: datetime) -> Appointment:
    """Takes the order and books the held slot, or the same slot again if the hold has lapsed (R-4.1).

    Tapped twice it books once. Raises `SlotTaken` when the slot has gone meanwhile.
    """
    known = order_from(uow, draft)
    if known is not None:
        visit = uow.live_appointment(known.id)
        if visit is None:
            raise NotFound(what="appointment", id=known.number)
        return visit
    held_orders.require_other_fault(uow, draft)
    order = take_new(uow, draft, starts_at)
    if order.asked_later_at is not None:
        record(uow, ev.AskedLater(due_at=order.due_at, wanted_at=starts_at), order=order)
    elif starts_at > order.due_at and draft.override_reason is not None:
        override_deadline(uow, order.id, starts_at, draft.override_reason)
    return book_order(uow, order, starts_at, draft.draft_id, past_deadline=draft.past_deadline)


def override_deadline(uow: UnitOfWork, order_id: int, starts_at: datetime, reason: str) -> None:
    """A dispatcher promises a time past the deadline: allowed, with a reason that stays on record (R-3.6)."""
    order = uow.order(order_id)
    require(uow.actor, Action.OVERRIDE_DEADLINE, order)
    if not reason.strip():
        raise ReasonRequired(action=Action.OVERRIDE_DEADLINE.value)
    if starts_at > order.due_at:
        record(uow, ev.DeadlineOverridden(order.due_at, starts_at, reason), order=order)


def book_order(
    uow: UnitOfWork, order: WorkOrder, starts_at: datetime, draft_id: str, *, past_deadline: bool = False
) -> Appointment:
    """Books a slot for an order that has no live visit: a new one, a cancelled one, a reopened one."""
    require(uow.actor, Action.BOOK, order)
    if order.status is OrderStatus.ON_HOLD:
        raise HeldByOutage(number=order.number)
    held = next(iter(uow.find(Appointment, slots.HELD, draft_id=draft_id)), None)
    if held is None or held.starts_at != starts_at:
        need = availability.need_of(order)
        held = slots.hold(uow, need, starts_at, draft_id, order_id=order.id, past_deadline=past_deadline)
    held.order_id = order.id
    set_committed_value(held, "order", order)
    promise(uow, held)
    window = Window(held.starts_at, held.ends_at)
    booked = ev.Booked(window.starts_at, window.ends_at, held.promised_at, uow.actor.channel.value, held.provisional_id)
    record(uow, booked, appointment=held)
    offers.go_round(uow, held)
    return held


def book_again(uow: UnitOfWork, order_id: int, starts_at: datetime, draft_id: str) -> Appointment:
    """A new visit for an order that waits for one, and for nobody's finding one any more. Tapped twice it books once."""
    order = uow.order(order_id)
    require(uow.actor, Action.BOOK, order)
    visit = uow.live_appointment(order_id)
    if visit is not None and visit.starts_at == starts_at:
        return visit
    if visit is not None:
        raise WrongState(current=visit.status.value, wanted=Status.BOOKED.value)
    later = starts_at > order.due_at
    visit = book_order(uow, order, starts_at, draft_id, past_deadline=later)
    for kind in (TaskKind.NO_SLOT, TaskKind.NOT_FIXED):
        tasks.settle(uow, kind, order.id)
    return visit


def promise(uow: UnitOfWork, held: Appointment) -> None:
    """OFFERED becomes BOOKED: from here on it is a promise, with its clocks set."""
    held.move_to(Status.BOOKED)
    held.booked_by_id, held.booked_at, held.channel = uow.actor.person_id, uow.now, uow.actor.channel
    held.held_until = None
    held.draft_id = None
    drop_timers(uow, held.id, TimerKind.HOLD_ENDS)
    if held.order.status is OrderStatus.ON_HOLD:  # moved while its order waits for an outage
        visit_clocks.wait(uow, held)
        return
    if held.order.status is not OrderStatus.SCHEDULED:
        held.order.move_to(OrderStatus.SCHEDULED)
    visit_clocks.set_clocks(uow, held)
    works.flag_visit(uow, held)
