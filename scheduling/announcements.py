"""Who hears of what. One table: event -> who is told, under which key, when, and what must still be true then.

The reply to whoever spoke goes straight back from the handler; everybody else hears through the outbox, by rows
written here in the same transaction as the event. A notification keeps ids, not prose: when it is sent it is
rendered from what is true at that moment, after `still_true` has been asked once more (promise 1).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import insert

from models.appointment import Appointment
from models.event import Event
from models.notification import Delivery, Manner, Notification
from models.order import WorkOrder
from models.outage import Outage
from scheduling import emergency_lines, outage_lines, visit_lines
from scheduling import events as ev
from scheduling.announcing import Line, Still, Subject
from scheduling.listeners import listeners
from scheduling.unit_of_work import UnitOfWork, facts_of

TABLE: dict[type[ev.Happened], tuple[Line, ...]] = {**visit_lines.LINES, **outage_lines.LINES, **emergency_lines.LINES}

STILL_TRUE: dict[str, Still] = {line.key: line.still for lines in TABLE.values() for line in lines}

# The person the event names is told as well, though they caused it: nobody answered them directly.
EVEN_THE_SPEAKER = frozenset(
    {
        "confirm-ask",
        "half-hour-notice",
        "depart-now",
        "is-it-fixed",
        "reminder-wished",
        "news-elsewhere",
        "restored-ask",
        "situation",
        "outage-test",
        "record-read",
        "task-waits",
        "calls",
        "broadcast-shown",
    }
)


HAPPENED = insert(Event).returning(Event.id)
OWED = insert(Notification)


def record(
    uow: UnitOfWork,
    event: ev.Happened,
    *,
    order: WorkOrder | None = None,
    appointment: Appointment | None = None,
    outage: Outage | None = None,
) -> int:
    """Writes what happened into history, and one notification per listener into the outbox; the event's number."""
    if order is None and appointment is not None:
        order = appointment.order
    about: dict[str, Any] = {
        "order_id": order.id if order else None,
        "appointment_id": appointment.id if appointment else None,
    }
    facts = facts_of(event)
    happened = {"at": uow.now, "name": event.name, "actor_id": uow.actor.person_id, "facts": facts, **about}
    happened["outage_id"] = outage.id if outage else None
    event_id = uow.insert(HAPPENED, happened)
    row = {**about, "event_id": event_id, "params": facts if outage is None else {**facts, "outage_id": outage.id}}
    subject = Subject(order, appointment, outage)
    lines = TABLE.get(type(event), ())
    owed = (one for line in lines for one in notifications(uow, line, event, subject, facts))
    # Somebody with two hats hears one thing once.
    told = {(one["recipient_id"], one["room_id"], one["key"]): one for one in owed}
    if told:
        uow.write(OWED, [row | one for one in told.values()])
        due = not all(line.said for line in lines) and any(one["due_at"] <= uow.now for one in told.values())
        uow.owes = uow.owes or due
    return event_id


def notifications(
    uow: UnitOfWork, line: Line, event: ev.Happened, subject: Subject, facts: dict[str, Any]
) -> Iterable[dict[str, Any]]:
    """Who is told on this line, and when: one row each."""
    due_at = line.due(uow, event, subject)
    if due_at is None:
        return
    expires_at = line.expires(uow, event, subject) if line.expires else None
    if expires_at is not None and expires_at <= due_at:
        if line.expires is not visit_lines.visit_end:
            return
        expires_at = due_at + timedelta(hours=2)
    for person_id, room_id in listeners(uow, line.to, event, subject):
        if person_id == uow.actor.person_id and not room_id and line.key not in EVEN_THE_SPEAKER:
            continue
        yield {
            "recipient_id": person_id, "room_id": room_id, "key": line.key, "urgency": int(line.urgency),
            "phone_if_no_chat": line.phone, "due_at": due_at, "expires_at": expires_at,
            "thread": thread_of(line, facts, subject),
            "manner": line.manner or Manner.NEW, "edition": subject.outage.edition if subject.outage else None,
            **(stands(uow, event) if line.said else {}),
        }  # fmt: skip


def stands(uow: UnitOfWork, event: Any) -> dict[str, Any]:
    """What was said already: where it stands, and which edition it was."""
    where = {"chat_id": event.chat_id, "message_id": event.message_id}
    return {"status": Delivery.SENT, "sent_at": uow.now, "edition": event.edition, **where}


def thread_of(line: Line, facts: dict[str, Any], subject: Subject) -> str | None:
    if line.thread is not None:
        return line.thread.format(**facts)
    return f"outage:{subject.outage.id}" if subject.outage and line.manner else None
