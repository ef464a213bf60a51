"""What a notification has to say, gathered at the moment it is sent and seen with its recipient's eyes.

A notification keeps ids; a letter is what is true of them now. So a message can be late, but never out of date.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import BindParameter, and_, bindparam, or_, select

from models.message import Message
from models.notification import Delivery, Manner, Notification, Room
from models.order import WorkOrder
from models.outage import Outage
from models.person import ChatAccount, Person, Role
from models.task import Task
from scheduling import broadcasts, call_rounds, people, power_alarms, situation, views, waiting_list
from scheduling.broadcasts import BroadcastView
from scheduling.broadcasts.audience import READ
from scheduling.call_rounds import CallRoundView
from scheduling.gathering import Found, gather
from scheduling.outages import looking, suggesting
from scheduling.outages.looking import OutageView
from scheduling.outages.suggesting import SuggestionView
from scheduling.outbox import Lane, Owed
from scheduling.power_alarms import AlarmView
from scheduling.situation import EmergencyView
from scheduling.unit_of_work import Actor, UnitOfWork
from scheduling.views import OrderView


@dataclass(frozen=True)
class TaskView:
    """A task as its card shows it; `phone` is the number to ring, and `answers` who is there."""

    id: int
    kind: str
    status: str
    params: dict[str, Any]
    person: str | None
    phone: str | None
    owner: str | None
    owner_id: int | None
    person_id: int | None = None
    outage: OutageView | None = None
    round_id: int | None = None  # the calls it is one of
    result: str | None = None
    answers: str | None = None


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


class Anchor(NamedTuple):
    """A message that stands in a chat already."""

    chat_id: int
    message_id: int
    # The reader's own order, or the answer they asked for: its buttons are theirs, so news answers it and replaces nothing.
    own: bool = False


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
    outage: OutageView | None = None
    suggestion: SuggestionView | None = None
    emergency: EmergencyView | None = None
    alarm: AlarmView | None = None
    broadcast: BroadcastView | None = None
    calls: CallRoundView | None = None
    # The message this one edits, or else the one it answers: the first of its thread in that chat.
    edits: Anchor | None = None
    answers: Anchor | None = None
    quiet: bool = False
    at: datetime | None = None  # when it is written


@dataclass(frozen=True)
class Addressee:
    """Where a letter goes: a chat, or none that works; and another way, if the person gave one."""

    chat_id: int | None
    fallback: str | None


NOBODY = Actor(-1)  # sees what anybody may see: number, kind, area, window


def write(uow: UnitOfWork, rows: Sequence[Owed]) -> list[Letter]:
    """Gathers what held notifications have to say, each as its recipient may see it (R-12.7, R-12.8)."""
    found = gather(uow, rows)
    waiting = waiting_list.waiting_of(uow, found.orders)
    anchors = first_of_threads(uow, rows)
    for_staff = any(row.broadcast_id is None for row in rows)
    told = {id: broadcasts.view(uow, one, for_staff=for_staff) for id, one in found.broadcasts.items()}
    return [letter(uow, row, found, waiting, anchors, told) for row in rows]


def letter(
    uow: UnitOfWork, row: Owed, found: Found, waiting: Collection[int], anchors: Mapping[int, Anchor],
    told: Mapping[int, BroadcastView],
) -> Letter:  # fmt: skip
    """One letter, read with its recipient's eyes; a room's with nobody's (R-12.8)."""
    recipient = found.people[row.recipient_id]
    reader = NOBODY if row.room_id else Actor.of(recipient)
    seen = uow.seen_by(reader)
    order = found.orders.get(row.order_id or 0)
    visit = found.visits.get(row.appointment_id or 0) or found.visit_of.get(row.order_id or 0)
    named = found.people.get(row.params.get("person_id") or 0)
    anchor = anchors.get(row.id)
    edits = row.manner is Manner.EDIT and anchor is not None and not anchor.own
    return Letter(
        id=row.id,
        key=row.key,
        params=row.params,
        # A room has many readers: the operator's language, and not that of whoever happened to bind it.
        language=uow.policy.languages[0] if row.room_id else recipient.language,
        view=views.view(seen, order, visit, waiting=order.id in waiting) if order is not None else None,
        task=task_view(uow, row.params.get("task_id")) if not row.room_id else None,
        message=message_view(uow, row.params.get("message_id"), recipient) if not row.room_id else None,
        who=named.name if named is not None else None,
        outage=outage_seen(seen, row.params.get("outage_id")) if row.broadcast_id is None else None,
        suggestion=suggesting.see(seen, suggestion_id) if (suggestion_id := row.params.get("suggestion_id")) else None,
        emergency=situation.seen(seen, row.params.get("emergency_id")),
        alarm=power_alarms.seen(seen, row.params.get("alarm_id")),
        broadcast=told.get(row.params.get("broadcast_id") or 0),
        calls=call_rounds.seen(seen, row.params.get("round_id")),
        edits=anchor if edits else None,
        answers=anchor if not edits and row.manner is not Manner.NEW else None,
        quiet=row.manner is Manner.EDIT,
        at=uow.now,
    )


def outage_seen(uow: UnitOfWork, outage_id: int | None) -> OutageView | None:
    outage = uow.session.get(Outage, outage_id) if outage_id else None
    return looking.view(uow, outage) if outage is not None else None


def first_of_threads(uow: UnitOfWork, rows: Sequence[Owed]) -> dict[int, Anchor]:
    """For each that belongs to a thread, its first message in that lane; for what is owed again, what it became."""
    again: dict[int, Anchor] = {}
    for row in rows:
        if row.chat_id is not None and row.message_id is not None:
            again[row.id] = Anchor(row.chat_id, row.message_id)
    threaded = [row for row in rows if row.thread and row.manner is not Manner.NEW and row.id not in again]
    if not threaded:
        return again
    columns = Notification.recipient_id, Notification.room_id, Notification.thread
    theirs = and_(Notification.order_id.is_not(None), Notification.thread.startswith("outage:"))
    own = or_(theirs, Notification.key == READ)
    said = select(*columns, Notification.chat_id, Notification.message_id, own).where(
        Notification.recipient_id.in_({row.recipient_id for row in threaded}),
        Notification.thread.in_({row.thread for row in threaded}),
        Notification.status.in_((Delivery.SENT, Delivery.UNKNOWN)),
        Notification.message_id.is_not(None),
    )
    firsts: dict[tuple[int, int, str | None], Anchor] = {}
    news: dict[tuple[int, int, str | None], Anchor] = {}
    for recipient_id, room_id, thread, chat_id, message_id, own_card in uow.session.execute(
        said.order_by(Notification.id)
    ):
        anchor = Anchor(chat_id or 0, message_id or 0, own_card)
        for lanes in (firsts,) if anchor.own else (firsts, news):
            lanes.setdefault((recipient_id, room_id, thread), anchor)
    found: dict[int, Anchor | None] = {}
    for row in threaded:
        lane = row.recipient_id, row.room_id, row.thread
        found[row.id] = (news.get(lane) if row.manner is Manner.EDIT else None) or firsts.get(lane)
    return again | {id: anchor for id, anchor in found.items() if anchor is not None}


def drawn_here(uow: UnitOfWork, kind: str, chat_id: int, message_id: int) -> bool:
    """Does one of the actor's threads of this kind draw its card in this message, again and again?"""
    mine = Notification.recipient_id == uow.actor.person_id, Notification.thread.startswith(f"{kind}:")
    here = Notification.chat_id == chat_id, Notification.message_id == message_id
    return uow.session.scalar(select(Notification.id).where(*mine, *here).limit(1)) is not None


def addressee(uow: UnitOfWork, lane: Lane, bot_id: int) -> Addressee:
    """The chat messages go to: the room's, or the person's newest chat that is not blocked."""
    return addressees(uow, [lane], bot_id)[lane]


def whither(row: Owed, to: Addressee) -> Addressee:
    """That news goes elsewhere now is said where it went before."""
    former: int | None = row.params.get("former_chat")
    return replace(to, chat_id=former) if former is not None else to


_ids: BindParameter[Any] = bindparam("ids", expanding=True)
CHATS = (
    select(Person.id, Person.fallback, ChatAccount.chat_id)
    .outerjoin(ChatAccount, and_(ChatAccount.person_id == Person.id, ChatAccount.blocked_at.is_(None),
                                 ChatAccount.bot_id == bindparam("bot")))
    .where(Person.id.in_(_ids))
    .order_by(ChatAccount.bound_at, ChatAccount.id)
)  # fmt: skip
ROOMS = select(Room.id, Room.chat_id).where(Room.id.in_(_ids))


def addressees(uow: UnitOfWork, lanes: Collection[Lane], bot_id: int) -> dict[Lane, Addressee]:
    """Where the messages of each lane go, found in one look."""
    found = {lane: Addressee(None, None) for lane in lanes}
    if people_ids := [lane.person_id for lane in lanes if not lane.room_id]:
        for person_id, fallback, chat_id in uow.rows(CHATS, ids=people_ids, bot=bot_id):
            found[Lane(person_id)] = Addressee(chat_id, fallback)  # the newest comes last
    if room_ids := [lane.room_id for lane in lanes if lane.room_id]:
        for room_id, chat_id in uow.rows(ROOMS, ids=room_ids):
            found[Lane(0, room_id)] = Addressee(chat_id, None)
    return found


def task_view(uow: UnitOfWork, task_id: int | None) -> TaskView | None:
    task = uow.session.get(Task, task_id) if task_id else None
    if task is None:
        return None
    phone, answers = (task.person.phone, task.person.name) if task.person else (None, None)
    if task.order is not None and task.person_id == task.order.customer_id and task.order.contact_phone:
        phone, answers = task.order.contact_phone, task.order.contact_name or answers
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
        outage=outage_seen(uow, task.params.get("outage_id")),
        round_id=task.round_id,
        result=task.result,
        answers=answers,
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
