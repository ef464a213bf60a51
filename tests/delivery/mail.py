"""Messages owed without a story around them, and what became of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from models.message import Message, MessageTo
from models.notification import Notification
from models.person import Person
from models.task import Task
from scheduling import events as ev
from scheduling import people
from scheduling.announcements import record
from scheduling.people import Chat
from scheduling.unit_of_work import UnitOfWork
from tests.world import Chatter, World


def owe(world: World, to: Chatter, *texts: str, in_: timedelta = timedelta(), **changed: Any) -> list[int]:
    """Somebody of the company has written to this person; `changed` columns of the rows in the outbox."""

    chat = Chat(1, to.id, to.id, to.name)

    def write(uow: UnitOfWork) -> list[int]:
        known = people.account_of(uow, chat)
        recipient_id = (known or people.meet(uow, chat)).person_id
        sender = uow.session.scalars(select(Person).where(Person.name == "周静")).one()
        return [row.id for text in texts for row in one(uow, sender.id, recipient_id, text)]

    def one(uow: UnitOfWork, sender_id: int, recipient_id: int, text: str) -> list[Notification]:
        message = Message(sender_id=sender_id, recipient_id=recipient_id, to=MessageTo.CUSTOMER, text=text)
        message.sent_at = uow.now
        uow.add(message)
        event_id = record(uow, ev.MessageSent(message.id, MessageTo.CUSTOMER.value, recipient_id))
        uow.session.flush()
        rows = list(uow.session.scalars(select(Notification).where(Notification.event_id == event_id)))
        for row in rows:
            row.due_at += in_
            for column, value in changed.items():
                setattr(row, column, value)
        return rows

    return world.do(write)


def fates(world: World, ids: list[int]) -> list[str]:
    """What became of each, in the order given."""
    rows = {row.id: row.status.value for row in world.rows(select(Notification).where(Notification.id.in_(ids)))}
    return [rows[id] for id in ids]


def row(world: World, id: int) -> Notification:
    found: Notification = world.rows(select(Notification).where(Notification.id == id))[0]
    return found


def open_tasks(world: World) -> list[Task]:
    return world.rows(select(Task).where(Task.status == "open").order_by(Task.id))


def attempts(world: World, chatter: Chatter, method: str = "sendMessage") -> list[int]:
    """The status of each try to send to this chat."""
    return [call["status"] for call in world.sandbox.log.read(method, chat_id=chatter.id)]
