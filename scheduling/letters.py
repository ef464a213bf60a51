"""What a notification has to say, gathered at the moment it is sent and seen with its recipient's eyes.

A notification keeps ids; a letter is what is true of them now. So a message can be late, but never out of date.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import select

from models.appointment import Appointment
from models.message import Message
from models.notification import Notification, Room
from models.order import WorkOrder
from models.person import ChatAccount, Person, Role, Technician
from models.task import Task
from scheduling import people, views
from scheduling.unit_of_work import Actor, UnitOfWork
from scheduling.views import OrderView


@dataclass(frozen=True)
class TaskView:
    """A task as its card shows it; `phone` is whom to ring."""

    id: int
    kind: str
    status: str
    params: dict[str, Any]
    person: str | None
    phone: str | None
    owner: str | None
    owner_id: int | None
    person_id: int | None = None


@dataclass(frozen=True)
class MessageView:
    """A relayed message; the sender by what they are (`by`), never by a number."""

    id: int
    text: str
    file_id: str | None
    sender: str
    by: Literal["customer", "technician", "dispatch"]
    to_customer: bool  # its reader is a customer, who knows staff only as far as D-41 goes
    order_id: int | None

    @property
    def sender_is_customer(self) -> bool:
        return self.by == "customer"


@dataclass(frozen=True)
class Letter:
    """Everything a renderer needs. `who` is the person the event names, `actor` whoever did it."""

    id: int
    key: str
    params: dict[str, Any]
    language: str
    view: OrderView | None
    task: TaskView | None
    message: MessageView | None
    who: str | None
    actor: str | None
    in_room: bool


@dataclass(frozen=True)
class Addressee:
    """Where a letter goes: a chat, or none that works; and another way, if the person gave one."""

    person_id: int
    bot_id: int | None
    chat_id: int | None
    fallback: str | None


MANY = 4  # fewer are looked up one by one
NOBODY = Actor(-1)  # sees what anybody may see: number, kind, area, window


def letter(uow: UnitOfWork, row: Notification) -> Letter:
    """Gathers what one claimed notification has to say, as its recipient may see it (R-12.7, R-12.8)."""
    reader = NOBODY if row.room_id else Actor.of(row.recipient)
    seen = UnitOfWork(uow.session, reader, uow.now, uow.policy, uow.slot_times)
    order = uow.session.get(WorkOrder, row.order_id) if row.order_id else None
    visit = uow.session.get(Appointment, row.appointment_id) if row.appointment_id else None
    return Letter(
        id=row.id,
        key=row.key,
        params=row.params,
        language=row.recipient.language,
        view=views.view(seen, order, visit) if order is not None else None,
        task=task_view(uow, row.params.get("task_id")) if not row.room_id else None,
        message=message_view(uow, row.params.get("message_id"), row.recipient) if not row.room_id else None,
        who=name_of(uow, row.params.get("person_id")),
        actor=None,
        in_room=bool(row.room_id),
    )


def addressee(uow: UnitOfWork, row: Notification, bot_id: int | None = None) -> Addressee:
    """The chat a notification goes to: the room it names, or the person's newest chat that is not blocked."""
    return addressees(uow, [row], bot_id)[0]


def addressees(uow: UnitOfWork, rows: Sequence[Notification], bot_id: int | None = None) -> list[Addressee]:
    """Where each of many goes, found in one look."""
    if not rows:
        return []
    people_ids = {row.recipient_id for row in rows if not row.room_id}
    query = select(ChatAccount.person_id, ChatAccount.bot_id, ChatAccount.chat_id).where(
        ChatAccount.person_id.in_(people_ids), ChatAccount.blocked_at.is_(None)
    )
    if bot_id is not None:
        query = query.where(ChatAccount.bot_id == bot_id)
    chats: dict[int, tuple[int, int]] = {}
    for person_id, bot_of, chat_of in uow.session.execute(query.order_by(ChatAccount.bound_at, ChatAccount.id)):
        chats[person_id] = bot_of, chat_of  # the newest comes last
    others = select(Person.id, Person.fallback).where(Person.id.in_(people_ids), Person.fallback.is_not(None))
    fallback = {person_id: address for person_id, address in uow.session.execute(others)}
    rooms = {room.id: room for room in rooms_of(uow, rows)}
    found = []
    for row in rows:
        if row.room_id:
            room = rooms.get(row.room_id)
            found.append(
                Addressee(row.recipient_id, room.bot_id if room else None, room.chat_id if room else None, None)
            )
        else:
            at = chats.get(row.recipient_id)
            bot, chat = at if at else (None, None)
            found.append(Addressee(row.recipient_id, bot, chat, fallback.get(row.recipient_id)))
    return found


def rooms_of(uow: UnitOfWork, rows: Sequence[Notification]) -> Sequence[Room]:
    ids = {row.room_id for row in rows if row.room_id}
    return uow.session.scalars(select(Room).where(Room.id.in_(ids))).all() if ids else []


def gather(uow: UnitOfWork, ids: Sequence[int]) -> list[object]:
    """Many notifications with everything they speak of, in a few looks; known as long as the answer is kept."""
    if len(ids) < MANY:
        return []
    rows = uow.session.scalars(select(Notification).where(Notification.id.in_(ids))).all()
    found: list[object] = list(rows)
    asked: dict[type[Any], set[int | None]] = {
        WorkOrder: {row.order_id for row in rows if row.appointment_id is None},  # a visit brings its order along
        Appointment: {row.appointment_id for row in rows},
        Task: {row.params.get("task_id") for row in rows},
        Message: {row.params.get("message_id") for row in rows},
        Person: {row.params.get("person_id") for row in rows},
    }
    for model, wanted in asked.items():
        if wanted := wanted - {None}:
            found += uow.session.scalars(select(model).where(model.id.in_(wanted))).unique().all()
    leads = {visit.technician_id for visit in found if isinstance(visit, Appointment) and visit.technician_id}
    if leads:
        found += uow.session.scalars(select(Technician).where(Technician.person_id.in_(leads))).unique().all()
    return found


def task_view(uow: UnitOfWork, task_id: int | None) -> TaskView | None:
    task = uow.session.get(Task, task_id) if task_id else None
    if task is None:
        return None
    phone = task.person.phone if task.person else None
    if task.order is not None and task.person_id == task.order.customer_id:
        phone = task.order.contact_phone or phone
    return TaskView(
        id=task.id,
        kind=task.kind.value,
        status=task.status.value,
        params=task.params,
        person=task.person.name if task.person else None,
        phone=phone,
        owner=task.owner.name if task.owner else None,
        owner_id=task.owner_id,
        person_id=task.person_id,
    )


def message_view(uow: UnitOfWork, message_id: int | None, reader: Person) -> MessageView | None:
    message = uow.session.get(Message, message_id) if message_id else None
    if message is None:
        return None
    order = uow.session.get(WorkOrder, message.order_id) if message.order_id else None
    return MessageView(
        id=message.id,
        text=message.text,
        file_id=message.file_id,
        sender=message.sender.name,
        by=side_of(message.sender, order),
        to_customer=side_of(reader, order) == "customer",
        order_id=message.order_id,
    )


def side_of(person: Person, order: WorkOrder | None) -> Literal["customer", "technician", "dispatch"]:
    """On which side of an order somebody stands; who holds no role is a customer."""
    if not people.is_staff(person) or (order is not None and order.customer_id == person.id):
        return "customer"
    return "technician" if people.has_role(person, Role.TECHNICIAN) else "dispatch"


def name_of(uow: UnitOfWork, person_id: int | None) -> str | None:
    person = uow.session.get(Person, person_id) if person_id else None
    return person.name if person else None
