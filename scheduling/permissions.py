"""Who may do what, and whose rows they may read. One table; buttons, use-cases and queries all ask it."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ColumnElement, false, or_, select, true
from sqlalchemy.orm import Session

from models.appointment import LIVE, Appointment, Status, VisitMember
from models.broadcast import Broadcast
from models.emergency import Emergency
from models.errors import NotAllowed
from models.offer import Offer, OfferStatus
from models.order import OrderStatus, WorkOrder
from models.outage import Outage
from models.person import Role
from models.task import Task
from models.unit import Area, Unit
from scheduling.unit_of_work import Actor


class Action(StrEnum):
    """Everything somebody can do to an order, visit, offer or task."""

    BOOK = "book"
    CONFIRM = "confirm"
    CHANGE = "change"
    CANCEL = "cancel"
    ASK = "ask"  # write to whoever is responsible
    JOIN_WAITING_LIST = "join_waiting_list"
    SAY_FIXED = "say_fixed"
    SAY_NOT_FIXED = "say_not_fixed"
    NO_LONGER_NEEDED = "no_longer_needed"
    WITHDRAW_ORDER = "withdraw_order"
    ANSWER_OUTAGE = "answer_outage"  # it works again, it does not, or it is another fault
    READ = "read"
    READ_ADDRESS = "read_address"
    READ_PHONE = "read_phone"
    ACCEPT = "accept"
    DECLINE = "decline"
    DEPART = "depart"
    RUN_LATE = "run_late"
    ARRIVE = "arrive"
    UNDO_ARRIVAL = "undo_arrival"
    CONNECT = "connect"
    CLOSE_OUT = "close_out"
    ASK_TO_MOVE = "ask_to_move"
    WRITE_TO_CUSTOMER = "write_to_customer"
    WRITE_TO_TECHNICIAN = "write_to_technician"
    ASSIGN = "assign"
    TAKE_BACK = "take_back"
    ADD_TECHNICIAN = "add_technician"
    RESCHEDULE = "reschedule"
    OPEN_EXTRA_SLOTS = "open_extra_slots"
    OVERRIDE_DEADLINE = "override_deadline"  # a time past the limit, with a reason
    MARK_READY = "mark_ready"
    MARK_URGENT = "mark_urgent"
    TAKE_ORDER = "take_order"  # for somebody on the phone
    IMPORT = "import"
    EXPORT = "export"
    DO_TASK = "do_task"
    ANSWER = "answer"
    INVITE = "invite"
    REPORT_OFF = "report_off"
    BIND_ROOM = "bind_room"
    REQUEST_RETURN = "request_return"
    OPEN_OUTAGE = "open_outage"
    CHANGE_OUTAGE = "change_outage"
    READ_OUTAGES = "read_outages"  # the record as staff see it; customers get its answer, not the record
    BROADCAST = "broadcast"
    APPROVE_BROADCAST = "approve_broadcast"  # by somebody else than its author
    OPEN_EMERGENCY = "open_emergency"
    LEND = "lend"  # technicians, across areas and units
    REPORT_HAZARD = "report_hazard"
    DEAL_WITH_HAZARD = "deal_with_hazard"
    RAISE_POWER_ALARM = "raise_power_alarm"
    ACCEPT_POWER_ALARM = "accept_power_alarm"


class Being(StrEnum):
    """What somebody is to one order, as opposed to a role they hold anywhere."""

    CUSTOMER = "own_order"
    LEAD = "lead"
    MEMBER = "member"
    OFFERED = "offered"
    THE_CLOCK = "clock"


B, R = Being, Role

# REQUEST_RETURN has no technician in it, and no other action leads to RETURNED.
MAY: dict[Action, frozenset[Being | Role]] = {
    Action.BOOK: frozenset({B.CUSTOMER, R.DISPATCHER, R.HOTLINE}),
    Action.CONFIRM: frozenset({B.CUSTOMER, R.DISPATCHER, R.HOTLINE}),
    Action.CHANGE: frozenset({B.CUSTOMER, R.DISPATCHER, R.HOTLINE}),
    Action.CANCEL: frozenset({B.CUSTOMER, R.DISPATCHER, R.HOTLINE}),
    Action.ASK: frozenset({B.CUSTOMER, B.LEAD}),
    Action.JOIN_WAITING_LIST: frozenset({B.CUSTOMER, R.DISPATCHER}),
    Action.SAY_FIXED: frozenset({B.CUSTOMER, R.HOTLINE, B.THE_CLOCK}),
    Action.SAY_NOT_FIXED: frozenset({B.CUSTOMER, R.HOTLINE, R.CALLBACK_AGENT}),
    Action.NO_LONGER_NEEDED: frozenset({B.CUSTOMER, R.DISPATCHER, R.HOTLINE}),
    Action.WITHDRAW_ORDER: frozenset({B.CUSTOMER, R.DISPATCHER, R.HOTLINE}),
    Action.ANSWER_OUTAGE: frozenset({B.CUSTOMER, R.DISPATCHER, R.HOTLINE}),
    Action.READ: frozenset({B.CUSTOMER, B.LEAD, B.MEMBER, B.OFFERED, R.DISPATCHER, R.HOTLINE, R.FAULT_DESK,
                            R.RESPONSE_CENTRE, R.SUPERVISOR, B.THE_CLOCK}),
    Action.READ_ADDRESS: frozenset({B.CUSTOMER, B.LEAD, B.MEMBER, R.DISPATCHER, R.HOTLINE, R.FAULT_DESK,
                                    R.RESPONSE_CENTRE, B.THE_CLOCK}),
    Action.READ_PHONE: frozenset({B.CUSTOMER, R.DISPATCHER, R.HOTLINE, R.FAULT_DESK, R.RESPONSE_CENTRE,
                                  B.THE_CLOCK}),
    Action.ACCEPT: frozenset({B.OFFERED}),
    Action.DECLINE: frozenset({B.OFFERED, B.LEAD}),
    Action.DEPART: frozenset({B.LEAD}),
    Action.RUN_LATE: frozenset({B.LEAD}),
    Action.ARRIVE: frozenset({B.LEAD}),
    Action.UNDO_ARRIVAL: frozenset({B.LEAD}),
    Action.CONNECT: frozenset({B.LEAD}),
    Action.CLOSE_OUT: frozenset({B.LEAD}),
    Action.ASK_TO_MOVE: frozenset({B.LEAD, R.DISPATCHER}),
    Action.WRITE_TO_CUSTOMER: frozenset({B.LEAD, R.DISPATCHER, R.HOTLINE}),
    Action.WRITE_TO_TECHNICIAN: frozenset({B.CUSTOMER, R.DISPATCHER}),
    Action.ASSIGN: frozenset({R.DISPATCHER}),
    Action.TAKE_BACK: frozenset({R.DISPATCHER}),
    Action.ADD_TECHNICIAN: frozenset({R.DISPATCHER}),
    Action.RESCHEDULE: frozenset({R.DISPATCHER}),
    Action.OPEN_EXTRA_SLOTS: frozenset({R.DISPATCHER, R.HEAD}),
    Action.OVERRIDE_DEADLINE: frozenset({R.DISPATCHER}),
    Action.MARK_READY: frozenset({R.DISPATCHER, R.RESOURCE_DESK}),
    Action.MARK_URGENT: frozenset({R.DISPATCHER, R.SUPERVISOR}),
    Action.TAKE_ORDER: frozenset({R.DISPATCHER, R.HOTLINE, R.BUSINESS_HALL}),
    Action.IMPORT: frozenset({R.DISPATCHER, R.BUSINESS_HALL}),
    Action.EXPORT: frozenset({R.DISPATCHER, R.SUPERVISOR}),
    Action.DO_TASK: frozenset({R.DISPATCHER, R.HOTLINE}),
    Action.ANSWER: frozenset({R.DISPATCHER, R.HOTLINE}),
    Action.INVITE: frozenset({R.DISPATCHER, R.CONTRACTOR_ADMIN, R.HEAD}),
    Action.REPORT_OFF: frozenset({R.DISPATCHER}),  # of others; one's own needs no right
    Action.BIND_ROOM: frozenset({R.DISPATCHER}),
    Action.REQUEST_RETURN: frozenset({R.RESPONSE_CENTRE}),
    Action.OPEN_OUTAGE: frozenset({R.DISPATCHER}),
    Action.CHANGE_OUTAGE: frozenset({R.DISPATCHER}),
    Action.READ_OUTAGES: frozenset({R.DISPATCHER, R.HOTLINE, R.FAULT_DESK, R.RESPONSE_CENTRE, R.SUPERVISOR, R.HEAD,
                                    R.NETWORK_CENTRE, R.TECHNICIAN, B.THE_CLOCK}),
    Action.BROADCAST: frozenset({R.DISPATCHER}),
    Action.APPROVE_BROADCAST: frozenset({R.DISPATCHER}),
    Action.OPEN_EMERGENCY: frozenset({R.DISPATCHER, R.HEAD}),
    Action.LEND: frozenset({R.DISPATCHER, R.HEAD}),
    Action.REPORT_HAZARD: frozenset({R.TECHNICIAN, R.DISPATCHER, R.HOTLINE}),
    Action.DEAL_WITH_HAZARD: frozenset({R.DISPATCHER}),
    Action.RAISE_POWER_ALARM: frozenset({R.NETWORK_CENTRE, R.DISPATCHER}),
    Action.ACCEPT_POWER_ALARM: frozenset({R.TECHNICIAN, R.DISPATCHER}),
}  # fmt: skip


def beings(actor: Actor, thing: object) -> set[Being | Role]:
    """Everything the actor is to this thing. The sender's identity decides, never what a button carried."""
    if actor.is_clock:
        return {Being.THE_CLOCK}
    found: set[Being | Role] = {role for role, path in actor.roles if path_of(thing).startswith(path)}
    order, appointment = order_of(thing), appointment_of(thing)
    if order is not None and order.customer_id == actor.person_id:
        found.add(Being.CUSTOMER)
    if appointment is not None and appointment.live and not (order and order.over):
        if appointment.technician_id == actor.person_id:
            found.add(Being.LEAD)
        if any(member.technician_id == actor.person_id for member in appointment.members):
            found.add(Being.MEMBER)
    if appointment is not None and provisional(appointment) and appointment.technician_id == actor.person_id:
        found.add(Being.LEAD)
    if isinstance(thing, Offer) and thing.technician_id == actor.person_id and actor.holds(Role.TECHNICIAN):
        found.add(Being.OFFERED)
    if Being.LEAD in found and not actor.holds(Role.TECHNICIAN):
        found.discard(Being.LEAD)  # who left the company leads nothing any more
    return found


def provisional(visit: Appointment) -> bool:
    """Closed out, and the customer's key still open: its lead may see what a 没修好 would bring back (D-39).

    Once it does, the order is whose next visit it gets (R-12.7), though both visits were done in the end.
    """
    order = visit.order
    closed_out = visit.status is Status.DONE and order.status is OrderStatus.COMPLETED
    return closed_out and visit.ended_at == order.completed_at


def may(actor: Actor, action: Action, thing: object) -> bool:
    return not MAY[action].isdisjoint(beings(actor, thing))


def require(actor: Actor, action: Action, thing: object) -> None:
    """Raises `NotAllowed` unless the table says the actor may do this to that thing."""
    if not may(actor, action, thing):
        raise NotAllowed(action=action.value)


def order_of(thing: object) -> WorkOrder | None:
    match thing:
        case WorkOrder():
            return thing
        case Appointment():
            return thing.order
        case Offer():
            return thing.appointment.order
        case Task():
            return thing.order
    return None


def appointment_of(thing: object) -> Appointment | None:
    match thing:
        case Appointment():
            return thing
        case Offer():
            return thing.appointment
    return None


def path_of(thing: object) -> str:
    """The path of the unit a thing belongs to; what belongs nowhere is under nobody's unit."""
    match thing:
        case Unit():
            return thing.path
        case Area():
            return thing.unit.path
        case Outage() | Broadcast() | Emergency():
            return thing.unit.path
        case str():
            return thing
    order = order_of(thing)
    return order.unit.path if order is not None else getattr(thing, "unit_path", "")


READERS = {role for role in MAY[Action.READ] if isinstance(role, Role)}


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The orders an actor may know of, as a condition on `WorkOrder` (R-12.1, R-12.7)."""
    if actor.is_clock:
        return true()
    paths = [path for role, path in actor.roles if role in READERS]
    staff = [WorkOrder.unit_id.in_(select(Unit.id).where(Unit.path.startswith(path))) for path in paths]
    if actor.person_id is None:
        return or_(false(), *staff)
    own = WorkOrder.customer_id == actor.person_id
    if not actor.holds(Role.TECHNICIAN):
        return or_(own, *staff)
    beside = select(VisitMember.appointment_id).where(VisitMember.technician_id == actor.person_id)
    closed_out = (
        (Appointment.status == Status.DONE)
        & (WorkOrder.status == OrderStatus.COMPLETED)
        & (Appointment.ended_at == WorkOrder.completed_at)
    )
    visits = select(Appointment.order_id).where(
        Appointment.order_id == WorkOrder.id,
        or_(Appointment.status.in_(LIVE), closed_out),
        or_(Appointment.technician_id == actor.person_id, Appointment.id.in_(beside)),
    )
    offers = select(Appointment.order_id).join(Offer, Offer.appointment_id == Appointment.id)
    offers = offers.where(Offer.technician_id == actor.person_id, Offer.status == OfferStatus.OPEN)
    mine = WorkOrder.id.in_(visits) & WorkOrder.status.not_in(
        [OrderStatus.CALLBACK_DUE, OrderStatus.CLOSED, OrderStatus.RETURNED]
    )
    return or_(own, mine, WorkOrder.id.in_(offers), *staff)


def require_read(session: Session, actor: Actor, order: WorkOrder) -> None:
    """Raises `NotAllowed` for an order the actor may not know of."""
    if order.customer_id == actor.person_id:
        return
    query = select(WorkOrder.id).where(WorkOrder.id == order.id, visible_to(actor))
    if session.scalar(query) is None:
        raise NotAllowed(action=Action.READ.value)
