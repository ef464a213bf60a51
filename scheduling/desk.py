"""What a dispatcher sees beside the order itself: who is being asked, what is left to do, who would save the promise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, false, func, literal, or_, select, true

from models.appointment import Appointment
from models.errors import NotAllowed
from models.order import WorkOrder
from models.person import Person, Role
from models.task import Task, TaskKind, TaskStatus
from models.unit import Unit
from scheduling import board, call_rounds, finding, letters, offers, people, shifts, tasks, views
from scheduling.board import Row
from scheduling.call_rounds import CallRoundView
from scheduling.finding import Search
from scheduling.letters import TaskView
from scheduling.outages.looking import OutageView, open_outages
from scheduling.outages.looking import view as view_outage
from scheduling.outages.works import works_around
from scheduling.permissions import MAY, Action, may, require, require_read
from scheduling.shifts import Candidate
from scheduling.unit_of_work import UnitOfWork
from scheduling.views import OrderView

DESK = (Role.DISPATCHER, Role.HOTLINE, Role.RESPONSE_CENTRE, Role.SUPERVISOR, Role.FAULT_DESK)


@dataclass(frozen=True)
class Asked:
    """Somebody who has the offer before them, and until when."""

    name: str
    until: datetime
    by_name: bool


@dataclass(frozen=True)
class Desk:
    """An order as it lies on the dispatcher's desk."""

    view: OrderView
    asked: tuple[Asked, ...]
    tasks: tuple[TaskView, ...]
    technician_phone: str | None
    has_chat: bool
    wish: str | None
    best: Candidate | None  # who could take the visit if nobody has it
    works: OutageView | None = None  # planned works that the visit falls inside


@dataclass(frozen=True)
class Counts:
    """How the desk stands: visits today, orders nobody has, promises in danger, things to do."""

    today: int
    unassigned: int
    late: int
    tasks: int
    outages: int


@dataclass(frozen=True)
class Saving:
    """An order whose promise is in danger, with the technician who could save it."""

    row: Row
    best: Candidate | None
    actions: frozenset[Action]


def require_desk(uow: UnitOfWork) -> None:
    """Lists of other people's orders are for those who work with them (R-12.1)."""
    if not any(uow.actor.holds(role) for role in DESK):
        raise NotAllowed(action=Action.READ.value)


def on_the_desk(uow: UnitOfWork, order_id: int) -> Desk:
    """The whole of an order for a dispatcher. Raises `NotAllowed` for one they may not know of."""
    order = uow.order(order_id)
    require_read(uow.session, uow.actor, order)
    view = views.view(uow, order)
    visit = uow.session.get(Appointment, view.visit.id) if view.visit else None
    return Desk(
        view=view,
        asked=asked(uow, visit),
        tasks=tuple(see(uow, task) for task in open_about(uow, order)),
        technician_phone=phone_of(uow, visit),
        has_chat=people.has_chat(uow, order.customer_id),
        wish=order.wish,
        best=best_for(uow, visit),
        works=works_of(uow, visit),
    )


def works_of(uow: UnitOfWork, visit: Appointment | None) -> OutageView | None:
    outage = works_around(uow, visit) if visit is not None and visit.ahead else None
    return view_outage(uow, outage) if outage is not None else None


def asked(uow: UnitOfWork, visit: Appointment | None) -> tuple[Asked, ...]:
    if visit is None or not visit.ahead:
        return ()
    people = ((uow.person(offer.technician_id).name, offer) for offer in offers.open_offers(uow, visit))
    return tuple(Asked(name, offer.expires_at, offer.by_name) for name, offer in people)


def phone_of(uow: UnitOfWork, visit: Appointment | None) -> str | None:
    """The technician's own phone, for colleagues of theirs only."""
    if visit is None or visit.technician_id is None or not may(uow.actor, Action.ASSIGN, visit):
        return None
    return uow.person(visit.technician_id).phone


def best_for(uow: UnitOfWork, visit: Appointment | None) -> Candidate | None:
    if visit is None or not visit.ahead or visit.ends_at <= uow.now or not may(uow.actor, Action.ASSIGN, visit):
        return None
    found = shifts.candidates(uow, visit.id, limit=1)
    return found[0] if found else None


def open_about(uow: UnitOfWork, order: WorkOrder) -> list[Task]:
    query = open_tasks(uow).where(Task.order_id == order.id)
    return list(uow.session.scalars(query.order_by(Task.due_at, Task.id)))


def see(uow: UnitOfWork, task: Task) -> TaskView:
    view = letters.task_view(uow, task.id)
    assert view is not None
    return view


def counts(uow: UnitOfWork) -> Counts:
    """The figures of the desk's first card."""
    require_desk(uow)
    return Counts(
        today=len(board.today(uow)),
        unassigned=len(board.unassigned(uow)),
        late=len(board.running_late(uow)),
        tasks=how_many(uow, open_tasks(uow)),
        outages=len(open_outages(uow)),
    )


def open_tasks(uow: UnitOfWork) -> Select[Task]:
    """What is left to do of what the actor may do, or what is meant for a role they hold on its unit."""
    theirs = [
        Unit.path.startswith(path) & (true() if role in MAY[Action.DO_TASK] else Task.role == role)
        for role, path in uow.actor.roles
    ]
    open_ones = select(Task).join(Unit, Unit.id == Task.unit_id).where(Task.status == TaskStatus.OPEN)
    return open_ones.where(or_(false(), *theirs))


def how_many(uow: UnitOfWork, query: Select[Task]) -> int:
    return uow.session.scalar(query.with_only_columns(func.count(Task.id))) or 0


def task_path(uow: UnitOfWork, task: Task) -> str:
    return tasks.unit_of(uow, task).path


@dataclass(frozen=True)
class ToDo:
    """What is left to do: whole rounds of calls, the most pressing of the rest with their orders, and how much in all."""

    rounds: list[CallRoundView]
    found: list[tuple[TaskView, OrderView | None]]
    single: int
    count: int


def to_do(uow: UnitOfWork, limit: int = 8) -> ToDo:
    """Rounds of calls, and the single tasks beside them, the most pressing first; how many there are in all."""
    require_desk(uow)
    rounds = call_rounds.running(uow)
    every = open_tasks(uow)
    single = every.where(or_(Task.round_id.is_(None), Task.round_id.not_in([one.id for one in rounds])))
    return ToDo(rounds, pressing(uow, single, limit), how_many(uow, single), how_many(uow, every))


def pressing(uow: UnitOfWork, which: Select[Task], limit: int) -> list[tuple[TaskView, OrderView | None]]:
    """These tasks with their orders, what is due first in front."""
    require_desk(uow)
    found = uow.session.scalars(which.order_by(Task.due_at, Task.id).limit(limit))
    return [with_order(uow, task) for task in found.all()]


def to_do_about(uow: UnitOfWork, text: str, limit: int) -> list[tuple[TaskView, OrderView | None]]:
    """What is left to do about somebody whose name stands in a sentence, the most pressing first."""
    require_desk(uow)
    named = literal(text).icontains(Person.name) & (func.length(Person.name) > 1)
    return pressing(uow, open_tasks(uow).join(Person, Person.id == Task.person_id).where(named), limit)


def task(uow: UnitOfWork, task_id: int) -> tuple[TaskView, OrderView | None]:
    """One task and the order it is about."""
    found = uow.get(Task, task_id)
    if not uow.actor.holds(found.role, task_path(uow, found)):
        require(uow.actor, Action.DO_TASK, task_path(uow, found))
    return with_order(uow, found)


def with_order(uow: UnitOfWork, task: Task) -> tuple[TaskView, OrderView | None]:
    visit = uow.session.get(Appointment, task.appointment_id) if task.appointment_id else None
    view = None
    if task.order is not None:
        require_read(uow.session, uow.actor, task.order)
        view = views.view(uow, task.order, visit)
    return see(uow, task), view


def late(uow: UnitOfWork, limit: int = 5, page: int = 0) -> tuple[list[Saving], int]:
    """What breaks a promise first, each with what would save it; and how many there are."""
    require_desk(uow)
    found = board.running_late(uow)
    return [saving(uow, row) for row in found[page * limit : (page + 1) * limit]], len(found)


def saving(uow: UnitOfWork, row: Row) -> Saving:
    actions = views.view(uow, row.order, row.visit).actions
    return Saving(row, best_for(uow, row.visit), actions)


def listed(uow: UnitOfWork, which: str, at: datetime) -> list[Row]:
    """`today` (or the day of that moment) or `unassigned`, as the board has them."""
    require_desk(uow)
    return board.today(uow, at) if which == "today" else board.unassigned(uow)


def found(uow: UnitOfWork, words: str, limit: int, page: int = 0) -> Search:
    """Orders by number, phone, customer or address."""
    require_desk(uow)
    return finding.search(uow, words, limit, page)


def customer_named(uow: UnitOfWork, text: str) -> str | None:
    """Whose order a sentence is about, where it names a customer."""
    require_desk(uow)
    return finding.customer_named(uow, text)


@dataclass(frozen=True)
class Left:
    """A visit of somebody who is away, and who could take it."""

    task_id: int
    visit_id: int
    view: OrderView
    candidates: tuple[Candidate, ...]


def left_by(uow: UnitOfWork, technician_id: int, since: datetime, until: datetime) -> tuple[Person, list[Left]]:
    """The visits an absent technician leaves, the next first, each with who could take it at one tap."""
    require_desk(uow)
    person = uow.person(technician_id)
    lines = []
    for visit in shifts.visits_between(uow, technician_id, since, until):
        if visit.technician_id != technician_id:
            continue  # only asked: it goes round without them
        require(uow.actor, Action.ASSIGN, visit)
        task_id = open_absence(uow, visit.id)
        view = views.view(uow, visit.order, visit)
        reachable = visit.ahead and visit.ends_at > uow.now  # late, somebody free is still better than nobody
        people = shifts.candidates(uow, visit.id, limit=2) if reachable else []
        free = tuple(one for one in people if one.person_id != technician_id)
        lines.append(Left(task_id, visit.id, view, free))
    return person, lines


def open_absence(uow: UnitOfWork, appointment_id: int) -> int:
    subject = f"appointment:{appointment_id}"
    task = next((t for t in tasks.of(uow, TaskKind.ABSENCE, subject) if t.status is TaskStatus.OPEN), None)
    return task.id if task else 0
