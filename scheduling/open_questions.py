"""What a customer has been asked and has not answered yet: so that a plain "可以" finds its question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import bindparam, exists, select

from models.appointment import AHEAD, LIVE, Appointment
from models.inbox import Conversation
from models.notification import Delivery, Notification
from models.order import OrderStatus, WorkOrder
from scheduling import held_orders
from scheduling.unit_of_work import UnitOfWork

Asked = Literal["confirm", "fixed", "restored"]
NAMES: dict[str, Asked] = {"confirm-ask": "confirm", "is-it-fixed": "fixed", "restored-ask": "restored"}


@dataclass(frozen=True)
class Question:
    """One open question: the second confirmation (R-4.4), the customer's key (D-39), or 恢复了吗? (`visit_id` 0)."""

    asked: Asked
    order_id: int
    visit_id: int


ASKED = (
    select(Notification.key, Notification.appointment_id, Notification.order_id)
    .where(
        Notification.recipient_id == bindparam("person_id"),
        Notification.room_id == 0,
        Notification.key.in_(NAMES),
        Notification.status.in_((Delivery.SENT, Delivery.UNKNOWN, Delivery.CLAIMED)),
    )
    .order_by(Notification.sent_at.desc(), Notification.id.desc())
    .limit(bindparam("latest"))
)
COMING = select(
    exists()
    .where(Appointment.order_id == WorkOrder.id, Appointment.status.in_(LIVE))
    .where(WorkOrder.customer_id == bindparam("person_id"))
)


NEWER = select(
    exists()
    .where(Conversation.bot_id == bindparam("bot"), Conversation.chat_id == bindparam("chat"))
    .where(Notification.recipient_id == bindparam("person_id"), Notification.room_id == 0)
    .where(Notification.key.in_((*NAMES, "earlier-slot", "move-asked")), Notification.sent_at > Conversation.changed_at)
)


def asked_meanwhile(uow: UnitOfWork, bot_id: int, chat_id: int) -> bool:
    """Has something else been asked in this chat since its half-finished conversation was last heard of?"""
    return bool(uow.rows(NEWER, person_id=uow.actor.person_id, bot=bot_id, chat=chat_id)[0][0])


def open_questions(uow: UnitOfWork, person_id: int | None = None, latest: int = 10) -> list[Question]:
    """Somebody's open questions, by default the actor's, the one asked last first."""
    found: dict[tuple[str, int], Question] = {}
    for row in uow.rows(ASKED, person_id=person_id or uow.actor.person_id, latest=latest):
        if NAMES[row.key] == "restored":
            if row.order_id is not None and held_orders.being_asked(uow, row.order_id):
                found.setdefault((row.key, row.order_id), Question("restored", row.order_id, 0))
            continue
        visit = uow.session.get(Appointment, row.appointment_id) if row.appointment_id else None
        if visit is not None and visit.order_id is not None and still_open(NAMES[row.key], visit):
            found.setdefault((row.key, visit.id), Question(NAMES[row.key], visit.order_id, visit.id))
    return list(found.values())


def still_open(asked: str, visit: Appointment) -> bool:
    if asked == "confirm":  # with somebody on the way nobody waits for it any more
        return visit.ahead and visit.confirmed_at is None and visit.order.status is not OrderStatus.EN_ROUTE
    return visit.order.status is OrderStatus.COMPLETED


def context(uow: UnitOfWork, person_id: int) -> dict[str, Any]:
    """What helps to understand a customer's words: is a visit coming, and what were they asked last?"""
    known: dict[str, Any] = {"has_visit": bool(uow.rows(COMING, person_id=person_id)[0][0])}
    questions = open_questions(uow, person_id)
    if questions:
        known["asked"] = questions[0].asked
    return known


def unconfirmed(uow: UnitOfWork) -> list[Appointment]:
    """The actor's visits ahead that they have not confirmed yet, the next first."""
    query = (
        select(Appointment)
        .join(WorkOrder, WorkOrder.id == Appointment.order_id)
        .where(
            WorkOrder.customer_id == uow.actor.person_id,
            Appointment.status.in_(AHEAD),
            Appointment.confirmed_at.is_(None),
        )
        .order_by(Appointment.starts_at)
    )
    return list(uow.session.scalars(query))
