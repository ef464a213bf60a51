"""The relay: customer, technician and dispatch write to each other through the bot, numbers hidden (promise 8)."""

from __future__ import annotations

from sqlalchemy import func, select

from models.appointment import Appointment, Status
from models.errors import BadValue, LooksLikePassword, NotReachable
from models.message import Message, MessageTo
from models.order import WorkOrder
from models.person import Role
from models.task import TaskKind
from models.timer import TimerKind
from models.unit import Unit
from scheduling import events as ev
from scheduling import tasks
from scheduling.announcements import record
from scheduling.listeners import dispatchers
from scheduling.passwords import looks_like_password
from scheduling.permissions import Action, require
from scheduling.timers import drop_timers, set_timer
from scheduling.unit_of_work import UnitOfWork


def write_to_dispatch(
    uow: UnitOfWork, text: str, order_id: int | None = None, file_id: str | None = None, known_to: int | None = None
) -> Message:
    """A customer's words that nobody else answered get one owner, who stays on them until answered (R-1.17).

    `known_to`: the dispatcher they have been talking with, who stays the one, unless gone meanwhile.
    """
    order = uow.order(order_id) if order_id else latest_order(uow)
    if order is not None and order_id is not None:
        # A technician asks about the visit they lead, a customer about their own order.
        own = order.customer_id == uow.actor.person_id
        require(uow.actor, Action.ASK, order if own else relay_visit_or_none(uow, order) or order)
    able = dispatchers(uow, order.unit.path if order else top_path(uow))
    owner_id = known_to if known_to in able else least_busy(uow, able)
    return send(uow, text, MessageTo.DISPATCH, order=order, recipient_id=owner_id, owner_id=owner_id, file_id=file_id)


def write_to_technician(uow: UnitOfWork, order_id: int, text: str, file_id: str | None = None) -> Message:
    """Customer or dispatcher to the lead, from acceptance until the close is confirmed."""
    order = uow.order(order_id)
    require(uow.actor, Action.WRITE_TO_TECHNICIAN, order)
    visit = relay_visit(uow, order)
    owner_id = visit.technician_id if uow.actor.person_id == order.customer_id else None
    return send(uow, text, MessageTo.TECHNICIAN, order=order, recipient_id=visit.technician_id, owner_id=owner_id,
                file_id=file_id)  # fmt: skip


def write_to_customer(
    uow: UnitOfWork, order_id: int, text: str, file_id: str | None = None, answers_id: int | None = None
) -> Message:
    """The lead (R-3.4) or a dispatcher to the customer; answers whatever the customer last asked them."""
    order = uow.order(order_id)
    if uow.actor.holds(Role.DISPATCHER, order.unit.path) or uow.actor.holds(Role.HOTLINE, order.unit.path):
        require(uow.actor, Action.WRITE_TO_CUSTOMER, order)
    else:
        require(uow.actor, Action.WRITE_TO_CUSTOMER, relay_visit(uow, order))
    message = send(uow, text, MessageTo.CUSTOMER, order=order, recipient_id=order.customer_id, file_id=file_id)
    message.answers_id = answers_id
    settle(uow, order.customer_id)
    return message


def answer(uow: UnitOfWork, message_id: int, text: str, file_id: str | None = None) -> Message:
    """An answer to one message, in the same chat it came from. Also for somebody who has no order yet."""
    require_answer(uow, message_id)
    asked = uow.get(Message, message_id)
    if asked.order_id is not None and asked.sender_id == uow.order(asked.order_id).customer_id:
        return write_to_customer(uow, asked.order_id, text, file_id, answers_id=asked.id)
    if asked.to is not MessageTo.DISPATCH and asked.recipient_id == uow.actor.person_id:
        return answer_back(uow, asked, text, file_id)
    order = uow.order(asked.order_id) if asked.order_id else None
    require(uow.actor, Action.ANSWER, order if order else top_path(uow))
    reply = send(uow, text, MessageTo.CUSTOMER, order=order, recipient_id=asked.sender_id, file_id=file_id)
    reply.answers_id = asked.id
    settle(uow, asked.sender_id)
    return reply


def require_answer(uow: UnitOfWork, message_id: int) -> None:
    """Raises `NotAllowed` for somebody else's message: whom it reached, the lead and dispatch may answer."""
    asked = uow.get(Message, message_id)
    order = uow.order(asked.order_id) if asked.order_id else None
    visit = relay_visit_or_none(uow, order) if order is not None else None
    leads = visit is not None and visit.technician_id == uow.actor.person_id and uow.actor.holds(Role.TECHNICIAN)
    if asked.recipient_id != uow.actor.person_id and not leads:
        require(uow.actor, Action.ANSWER, order if order else top_path(uow))


def answer_back(uow: UnitOfWork, asked: Message, text: str, file_id: str | None = None) -> Message:
    """Customer or technician answers what reached them: to the lead who wrote it, else to the same dispatcher."""
    order = uow.order(asked.order_id) if asked.order_id is not None else None
    if uow.actor.holds(Role.TECHNICIAN) and (order is None or order.customer_id != uow.actor.person_id):
        settle(uow, asked.sender_id)
        return send(uow, text, MessageTo.DISPATCH, order=order, recipient_id=asked.sender_id,
                    owner_id=asked.sender_id, file_id=file_id)  # fmt: skip
    if order is None:
        return write_to_dispatch(uow, text, None, file_id, known_to=asked.sender_id)
    by_lead = relay_visit_or_none(uow, order)
    if by_lead is not None and by_lead.technician_id == asked.sender_id:
        return write_to_technician(uow, order.id, text, file_id)
    return write_to_dispatch(uow, text, order.id, file_id, known_to=asked.sender_id)


def take_over(uow: UnitOfWork, message_id: int) -> Message:
    """Another dispatcher becomes the message's owner (R-1.17)."""
    message = uow.get(Message, message_id)
    order = uow.order(message.order_id) if message.order_id else None
    require(uow.actor, Action.ANSWER, order if order else top_path(uow))
    if message.owner_id != uow.actor.person_id and uow.actor.person_id is not None:
        message.owner_id = uow.actor.person_id
        record(uow, ev.MessageOwned(message.id, uow.actor.person_id), order=order)
    return message


def send(
    uow: UnitOfWork, text: str, to: MessageTo, *, order: WorkOrder | None, recipient_id: int | None,
    owner_id: int | None = None, file_id: str | None = None,
) -> Message:  # fmt: skip
    """Kept, announced, and awaited by a timer where staff are to answer.

    Raises `BadValue` for nothing or too much, `LooksLikePassword` for what may not be kept (R-12.3).
    """
    text = text.strip()
    if not text and not file_id:
        raise BadValue(field="text", value="")
    if len(text) > uow.policy.text_max:
        raise BadValue(field="text", value=len(text), most=uow.policy.text_max)
    if looks_like_password(text):
        raise LooksLikePassword()
    message = Message(order_id=order.id if order else None, sender_id=uow.me, to=to,
                      recipient_id=recipient_id, owner_id=owner_id, text=text, file_id=file_id, sent_at=uow.now)  # fmt: skip
    uow.add(message)
    if to is not MessageTo.CUSTOMER:
        set_timer(uow, TimerKind.ANSWER_OVERDUE, message.id, uow.now + uow.policy.answer_within)
    record(uow, ev.MessageSent(message.id, to.value, recipient_id), order=order)
    return message


def answer_overdue(uow: UnitOfWork, message_id: int) -> None:
    """R-4.10: nobody answered the customer in time; every dispatcher of the unit is told."""
    message = uow.get(Message, message_id)
    if message.answered_at is None:
        order = uow.order(message.order_id) if message.order_id else None
        tasks.open_task(uow, TaskKind.MESSAGE, f"message:{message.id}", order=order, person_id=message.sender_id,
                        message_id=message.id)  # fmt: skip


def settle(uow: UnitOfWork, sender_id: int) -> None:
    """What this person asked has its answer."""
    open_ones = select(Message).where(
        Message.sender_id == sender_id, Message.answered_at.is_(None), Message.to != MessageTo.CUSTOMER
    )
    for message in uow.session.scalars(open_ones):
        message.answered_at = uow.now
        drop_timers(uow, message.id, TimerKind.ANSWER_OVERDUE)
        tasks.withdraw(uow, TaskKind.MESSAGE, f"message:{message.id}")


def relay_visit(uow: UnitOfWork, order: WorkOrder) -> Appointment:
    """The visit whose technician may be written to; raises `NotReachable` before acceptance and after the close."""
    visit = relay_visit_or_none(uow, order)
    if visit is None:
        raise NotReachable(number=order.number)
    return visit


def relay_visit_or_none(uow: UnitOfWork, order: WorkOrder) -> Appointment | None:
    if order.over:
        return None
    query = select(Appointment).where(
        Appointment.order_id == order.id,
        Appointment.technician_id.is_not(None),
        Appointment.status.in_([Status.BOOKED, Status.CONFIRMED, Status.NOTIFIED, Status.ARRIVED, Status.DONE]),
    )
    return uow.session.scalars(query.order_by(Appointment.id.desc())).first()


def latest_order(uow: UnitOfWork) -> WorkOrder | None:
    query = select(WorkOrder).where(WorkOrder.customer_id == uow.actor.person_id).order_by(WorkOrder.id.desc())
    return uow.session.scalars(query.limit(1)).first()


def top_path(uow: UnitOfWork) -> str:
    """Where the words of somebody without an order land: the lowest unit, so that its dispatchers hear of them."""
    return uow.session.scalar(select(Unit.path).order_by(func.length(Unit.path).desc(), Unit.id).limit(1)) or "/"


def least_busy(uow: UnitOfWork, people: list[int]) -> int | None:
    """Of these dispatchers the one with the fewest unanswered messages."""
    if not people:
        return None
    query = select(Message.owner_id, func.count()).where(Message.answered_at.is_(None), Message.owner_id.in_(people))
    load: dict[int | None, int] = {id: count for id, count in uow.session.execute(query.group_by(Message.owner_id))}
    return min(people, key=lambda id: (load.get(id, 0), id))
