"""What delivery asks of the database: what is due is claimed, what it says is gathered, and who rings where no chat takes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy.exc import SQLAlchemyError

from models.notification import Notification
from models.task import TaskKind
from scheduling import letters, outbox, people, rooms, tasks, timers
from scheduling.letters import Addressee, Letter
from scheduling.outbox import Lane, Owed
from scheduling.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Parcel:
    """A claimed notification, waiting for its turn. `last`: after another failure it is given up."""

    id: int
    attempt: int
    last: bool
    lane: Lane
    urgency: int
    to: Addressee
    phone_if_no_chat: bool
    late: timedelta
    # What it says, or why nobody can tell, looked up as it was claimed: the last look, if it need not wait.
    letter: Letter | Exception | None = None


class Look(NamedTuple):
    """What is due is to be claimed: this many at most, and the letters of so many may leave at once.

    `fired`: timers have had their turn; messages are claimed though more of them should be due already.
    """

    room: int
    fired: bool
    at_once: int
    bot_id: int
    busy: set[Lane]
    resting: dict[Lane, tuple[datetime, int]]


class Due(NamedTuple):
    """What a look has found: timers go first, since they may owe somebody a message; then both take turns."""

    timers: list[int]
    parcels: list[Parcel]


class Turn(NamedTuple):
    """A claimed notification whose turn has come, by its number and attempt."""

    id: int
    attempt: int


def look_all(uow: UnitOfWork, looks: list[Look]) -> list[Due]:
    """Timers that are due; with none, or when they have just been fired, a batch of what is owed is claimed."""
    found = []
    for look in looks:
        due = timers.due_timers(uow)
        found.append(Due(due, claim(uow, look) if look.room and (look.fired or not due) else []))
    return found


def claim(uow: UnitOfWork, look: Look) -> list[Parcel]:
    """Claims a batch and finds where each goes; what it says is gathered when its turn has come."""
    waiting = {lane: urgency for lane, (until, urgency) in look.resting.items() if until > uow.now}
    most = uow.policy.delivery.max_attempts
    rows = outbox.claim(uow, look.room, look.busy, waiting)
    to = letters.addressees(uow, {row.lane for row in rows}, look.bot_id)
    written = letters_of_first(uow, rows, look.at_once)
    return [
        Parcel(row.id, row.attempts, row.attempts >= most, row.lane, row.urgency, letters.whither(row, to[row.lane]),
               row.phone_if_no_chat, uow.now - row.due_at, written.get(row.id))
        for row in rows
    ]  # fmt: skip


def letters_of_first(uow: UnitOfWork, rows: list[Owed], most: int) -> dict[int, Letter | Exception]:
    """The letters of those that may leave at once, the first of each lane; who is told by a broadcast is asked again."""
    first = {row.lane: row for row in reversed(rows) if row.broadcast_id is None}
    return gathered(uow, [row for row in rows if first.get(row.lane) is row][:most])


def hold_all(uow: UnitOfWork, wanted: list[Turn]) -> list[Letter | Exception | None]:
    """The letters of those whose turn has come, as they read now; None for what is not to be sent any more."""
    held = outbox.hold(uow, wanted)
    written = gathered(uow, [row for row in held if row is not None])
    return [written[row.id] if row is not None else None for row in held]


def gathered(uow: UnitOfWork, rows: list[Owed]) -> dict[int, Letter | Exception]:
    """The letters, all together; one by one should that fail: a mistake of ours in one stops nobody else's."""
    try:
        return {letter.id: letter for letter in letters.write(uow, rows)} if rows else {}
    except SQLAlchemyError:
        raise
    except Exception as error:
        if len(rows) == 1:
            return {rows[0].id: error}
        return {id: letter for row in rows for id, letter in gathered(uow, [row]).items()}


def closed(uow: UnitOfWork, lane: Lane, chat_id: int, bot_id: int) -> Addressee:
    """A chat is closed to us: marked, and where else its person may be reached."""
    if lane.room_id:
        rooms.closed(uow, bot_id, chat_id)
    else:
        people.blocked(uow, chat_id, bot_id)
    return letters.addressee(uow, lane, bot_id)


# One call, not three: what a later one says makes these needless, or untrue.
SAYS_IT_ALL = {
    "half-hour-notice": ("confirm-ask",),
    "running-late": ("confirm-ask", "half-hour-notice", "in-time"),
    "in-time": ("running-late",),
    "not-there-yet": ("confirm-ask", "half-hour-notice", "in-time", "running-late"),
}


def phone_instead(uow: UnitOfWork, notification_id: int) -> None:
    """A message that no chat could carry: the dispatcher phones (R-4.4, R-4.5)."""
    row = uow.get(Notification, notification_id)
    order = uow.order(row.order_id) if row.order_id else None
    visit = uow.appointment(row.appointment_id) if row.appointment_id else None
    subject = tasks.notice(row.key, row.appointment_id or row.order_id or row.id)
    for said in SAYS_IT_ALL.get(row.key, ()):
        tasks.withdraw(uow, TaskKind.PHONE_NOTICE, tasks.notice(said, row.appointment_id or 0))
    outage_id = row.params.get("outage_id")
    of_outage = {"outage_id": outage_id} if outage_id else {}
    tasks.open_task(uow, TaskKind.PHONE_NOTICE, subject, order=order, appointment=visit, person_id=row.recipient_id,
                    key=row.key, notification_id=row.id, **of_outage)  # fmt: skip
