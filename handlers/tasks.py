"""What a person has to do because software cannot: phone somebody, find a technician, settle what is stuck."""

from __future__ import annotations

from handlers.buttons import Button, Rows, in_rows
from handlers.call_taps import RoundTap
from handlers.context import Card, Turn
from handlers.dispatch_cards import reason_word, title, where_line
from handlers.dispatch_taps import (
    AssignMenuTap,
    BookTap,
    CancelTap,
    ConfirmedTap,
    DeskTap,
    ExtraSlotsTap,
    HomeTap,
    KeepTap,
    ListTap,
    MoveTap,
    OrderFromTaskTap,
    TakeTaskTap,
    TaskDoneTap,
    TaskTap,
    TaskTriedTap,
    TaskUndoTap,
)  # fmt: skip
from handlers.hazard_tasks import hazard_card
from handlers.notifications import renders
from handlers.outages import words as outage_words
from handlers.power_alarm_taps import AlarmTap
from handlers.relay_taps import AnswerTap
from handlers.routes import Routes
from handlers.taps import StillBrokenTap, WorksTap
from handlers.texts.render import Markup, Say, headed
from models.errors import NotFound
from models.person import Role
from models.task import TaskKind, TaskStatus
from scheduling import desk, tasks
from scheduling.call_rounds import CallRoundView
from scheduling.letters import Letter, TaskView
from scheduling.permissions import Action
from scheduling.phones import readable
from scheduling.views import OrderView

routes = Routes()

K = TaskKind
STAFF = (Role.DISPATCHER, Role.HOTLINE, Role.RESPONSE_CENTRE, Role.SUPERVISOR, Role.FAULT_DESK)
PHONES = (K.PHONE_CONFIRM, K.PHONE_NOTICE, K.PHONE_RESCHEDULE, K.PHONE_BLOCKED, K.NOT_DEPARTED, K.NOT_ENTERED, K.MISSED,
          K.NOT_FIXED, K.WITHDRAWAL, K.PHONE_RESTORED)  # fmt: skip
# What came of it, beside the things that change the order themselves.
RESULTS: dict[TaskKind, tuple[str, ...]] = {
    K.PHONE_NOTICE: ("told",),
    K.PHONE_BLOCKED: ("told",),
    K.NOT_DEPARTED: ("reminded",),
    K.NOT_ENTERED: ("reminded",),
    K.MISSED: ("apologised",),
    K.NOT_FIXED: ("agreed",),
    K.WITHDRAWAL: ("stays", "passed_on"),
    K.MESSAGE: ("answered",),
    K.WHERE: ("settled",),
    K.NO_SLOT: ("settled",),
    K.ABSENCE: ("settled",),
    K.OUTAGE_VISIT: ("as_planned",),
    K.POWER_ALARM: ("told",),
}
SHOWN = 6


@routes.command("tasks", *STAFF)
async def list_tasks(turn: Turn) -> None:
    await show_tasks(turn)


async def show_tasks(turn: Turn) -> None:
    """What is to do: whole rounds of calls first, then the most pressing of the rest."""
    todo = await turn.look(desk.to_do, SHOWN)
    say = turn.say
    lines = [say("list-tasks", count=todo.count)]
    lines += [say("calls-in-list", about=calls_about(say, one), count=one.count + one.later) for one in todo.rounds]
    lines += [task_line(say, number, task, view) for number, (task, view) in enumerate(todo.found, start=1)]
    if not todo.count:
        lines.append(say("list-tasks-none"))
    if todo.single > len(todo.found):
        lines.append(say("list-more", count=todo.single - len(todo.found)))
    rows: Rows = [
        [(say("button-calls-open", about=calls_about(say, one), count=one.count + one.later), RoundTap(one.id))]
        for one in todo.rounds
    ]
    numbers = (
        (say("button-open-number", number=n), TaskTap(task.id)) for n, (task, _) in enumerate(todo.found, start=1)
    )
    await turn.show(
        Card(Markup("\n".join(lines)), [*rows, *in_rows(numbers, 3), [(say("button-desk-home"), HomeTap())]])
    )


def calls_about(say: Say, view: CallRoundView) -> Markup:
    """What a round of calls is for."""
    if view.day is not None:
        return say("calls-about-visits", day=say.day(view.day))
    return Markup(say.shown(view.place or ""))


def task_line(say: Say, number: int, task: TaskView, view: OrderView | None) -> Markup:
    about = task.person or (view.number if view else "") or (task.outage.place if task.outage else "")
    owner = say("task-line-owner", name=task.owner) if task.owner else ""
    return say("task-line", number=number, what=say(f"task-{task.kind}"), about=about, owner=owner)


@routes.tap(TaskTap)
async def opened(turn: Turn, tap: TaskTap) -> None:
    await show_task(turn, tap.task_id)


async def show_task(turn: Turn, task_id: int, head: Markup | None = None) -> None:
    task, view = await turn.look(desk.task, task_id)
    card = task_card(turn.say, task, view, own=task.owner_id == turn.person.id)
    text = headed(head, card.text)
    await turn.show(Card(text, card.rows, photo=card.photo))


def task_card(say: Say, task: TaskView, view: OrderView | None, *, own: bool = False) -> Card:
    """What is to do, about whom, the number to ring, and what may have come of it."""
    kind = TaskKind(task.kind)
    if kind is K.HAZARD:
        return hazard_card(say, task, own=own)
    head = task_title(say, task, view)
    lines = [Markup(f"<b>{head}</b>")]
    if view is not None:
        lines.append(title(say, view))
        window = say.window(view.visit.starts_at, view.visit.ends_at) if view.visit is not None else ""
        if window not in head:  # many a title says it
            lines.append(say("card-window", window=window))
    if task.person and kind in PHONES:
        key = "task-ring" if task.phone else "task-ring-no-phone"
        lines.append(say(key, name=task.answers, phone=readable(task.phone)))
    if view is not None:
        lines.append(where_line(say, view))
        lines.append(say("desk-number", number=view.number))
    if task.params.get("attempts"):
        lines.append(say("task-attempts", attempts=int(task.params["attempts"])))
    if task.status != TaskStatus.OPEN.value:
        result = task.status if task.status == TaskStatus.WITHDRAWN.value else "done"
        lines.append(say(f"task-is-{result}"))
        return Card(Markup("\n".join(lines)), order_rows(say, view))
    if task.owner:
        lines.append(say("task-owned-by-you" if own else "task-owned", name=task.owner))
    return Card(Markup("\n".join(lines)), task_rows(say, task, view))


def task_title(say: Say, task: TaskView, view: OrderView | None) -> Markup:
    """The whole thing in a sentence, in the trade's words."""
    kind, params = task.kind, task.params
    facts = {
        "person": task.person or say("task-somebody"),
        "reason": reason_word(say, params.get("reason")),
        "technician": view.visit.technician.name if view and view.visit and view.visit.technician else "",
        "window": say.window(view.visit.starts_at, view.visit.ends_at) if view and view.visit else "",
        "eta": say.when(view.visit.eta_at) if view and view.visit and view.visit.eta_at else "",
        "address": str(params.get("address") or (view.address if view else "") or ""),
        "text": str(params.get("text") or params.get("wish") or ""),
        "place": task.outage.place if task.outage else "",
        "area": str(params.get("area") or ""),
        "note": str(params.get("note") or ""),
    }
    facts["wished"] = "yes" if facts["text"] else "no"
    facts["led"] = "yes" if facts["technician"] else "no"
    key = f"task-title-{kind}"
    if kind == K.PHONE_NOTICE and say.has(f"{key}-{params.get('key')}"):
        key = f"{key}-{params['key']}"
    return say(key, **facts)


def task_rows(say: Say, task: TaskView, view: OrderView | None) -> Rows:
    """First what settles it, then what came of the call, then who does it."""
    kind = TaskKind(task.kind)
    rows: Rows = in_rows([*confirming(say, task, view), *settling(say, kind, task, view)])
    if kind is K.PHONE_RESTORED and view is not None and Action.ANSWER_OUTAGE in view.actions:
        rows.append([(say("button-works"), WorksTap(view.id)), (say("button-still-broken"), StillBrokenTap(view.id))])
    results: list[Button] = [
        (say(f"task-result-{result}"), TaskDoneTap(task.id, result)) for result in RESULTS.get(kind, ())
    ]
    if kind in PHONES:
        results.append((say("button-not-reached"), TaskTriedTap(task.id)))
    if task.owner_id is None:
        results.append((say("button-take-task"), TakeTaskTap(task.id)))
    return [*rows, *in_rows(results), *order_rows(say, view)]


def order_rows(say: Say, view: OrderView | None) -> Rows:
    row: list[Button] = [(say("button-tasks-list"), ListTap("tasks"))]
    if view is not None:
        row.insert(0, (say("button-open-order"), DeskTap(view.id)))
    return [row]


def asks_to_confirm(task: TaskView) -> bool:
    """Whether the call is the second confirmation: unanswered in the chat, or of somebody who has none (D-6)."""
    return task.kind == K.PHONE_CONFIRM or task.params.get("key") == "confirm-ask"


def confirming(say: Say, task: TaskView, view: OrderView | None) -> list[Button]:
    """They said yes: what the call was for."""
    if view is None or view.visit is None or not asks_to_confirm(task) or Action.CONFIRM not in view.actions:
        return []
    return [(say("button-desk-confirmed"), ConfirmedTap(view.visit.id))]


def settling(say: Say, kind: TaskKind, task: TaskView, view: OrderView | None) -> list[Button]:
    """The things that change the order itself, as far as they would succeed now."""
    if kind is K.MESSAGE and task.params.get("message_id"):
        return [(say("relay-answer"), AnswerTap(int(task.params["message_id"])))]
    if kind is K.WHERE and task.params.get("address"):
        return [(say("button-order-from-task"), OrderFromTaskTap(task.id))]
    if kind in (K.OUTAGE_UPDATE, K.OUTAGE_VISIT) and task.outage is not None:
        return outage_words.settling(say, task, view)
    if kind is K.POWER_ALARM and task.params.get("alarm_id"):
        return [(say("button-alarm-open"), AlarmTap(int(task.params["alarm_id"])))]
    return for_the_order(say, kind, view) if view is not None else []


def for_the_order(say: Say, kind: TaskKind, view: OrderView) -> list[Button]:
    found: list[Button] = []
    may, visit = view.actions, view.visit
    if visit is not None and kind in (K.UNASSIGNED, K.ABSENCE, K.NOT_DEPARTED) and Action.ASSIGN in may:
        key = "button-assign" if kind is K.UNASSIGNED else "button-reassign"
        found.append((say(key), AssignMenuTap(visit.id)))
    if kind in (K.NO_SLOT, K.UNASSIGNED):
        found.append((say("button-extra-slots"), ExtraSlotsTap(view.id)))
    moves = (K.PHONE_CONFIRM, K.PHONE_RESCHEDULE, K.UNASSIGNED, K.ABSENCE, K.PHONE_BLOCKED, K.PHONE_NOTICE)
    if visit is not None and kind in moves and Action.RESCHEDULE in may:
        found.append((say("button-wants-other-time"), MoveTap(visit.id)))
    if visit is not None and kind is K.PHONE_RESCHEDULE and Action.RESCHEDULE in may:
        found.append((say("button-move-keep"), KeepTap(visit.id)))
    if Action.BOOK in may:
        found.append((say("button-choose-time"), BookTap(view.id)))
    if visit is not None and kind in (K.PHONE_CONFIRM, K.PHONE_RESCHEDULE) and Action.CANCEL in may:
        found.append((say("button-wants-cancel"), CancelTap(visit.id)))
    return found


# --- What came of it -----------------------------------------------------------------------------------------------


@routes.tap(TakeTaskTap)
async def taken(turn: Turn, tap: TakeTaskTap) -> None:
    """Two dispatchers do not phone the same customer."""
    task = await turn.run(tasks.take, tap.task_id)
    mine = task.owner_id == turn.person.id
    await show_task(turn, tap.task_id, None if mine else turn.say("task-taken-already"))


@routes.tap(TaskDoneTap)
async def done(turn: Turn, tap: TaskDoneTap) -> None:
    task, view = await turn.look(desk.task, tap.task_id)
    if tap.result not in RESULTS.get(TaskKind(task.kind), ()):
        raise NotFound(what="result", id=tap.result)
    await turn.run(tasks.finish, tap.task_id, tap.result)
    say = turn.say
    text = say("task-done", what=task_title(say, task, view), result=say(f"task-result-{tap.result}"))
    rows: Rows = [[(say("button-task-undo"), TaskUndoTap(tap.task_id))], *order_rows(say, view)]
    await turn.show(Card(text, rows))


@routes.tap(TaskUndoTap)
async def undone(turn: Turn, tap: TaskUndoTap) -> None:
    await turn.run(tasks.undo_finish, tap.task_id)
    await show_task(turn, tap.task_id, turn.say("task-undone"))


@routes.tap(TaskTriedTap)
async def tried(turn: Turn, tap: TaskTriedTap) -> None:
    """Stays open; whoever tried is reminded of the next try."""
    task = await turn.run(tasks.not_reached, tap.task_id)
    await show_task(turn, tap.task_id, turn.say("task-tried", again=turn.say.clock(task.due_at)))


# --- What dispatchers are told -------------------------------------------------------------------------------------


@renders("task", "task-waits")
def task_told(letter: Letter, say: Say) -> Card:
    """A new task, or one whose next try is due."""
    assert letter.task is not None
    return task_card(say, letter.task, letter.view)


__all__ = ["show_task", "show_tasks", "task_card"]
