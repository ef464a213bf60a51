"""A hazard on the dispatcher's desk: its photo and place, and what came of it (R-6.16)."""

from __future__ import annotations

from datetime import datetime

from handlers.buttons import Button, Link, Rows, in_rows
from handlers.context import Card, Turn
from handlers.dispatch_taps import HomeTap, ListTap, TakeTaskTap, TaskTap
from handlers.hazard_taps import DealtTap, ReopenTap
from handlers.hazards import result_words, where_and_how
from handlers.maps import pin
from handlers.routes import Routes
from handlers.texts.render import Markup, Say
from models.errors import NotFound
from models.task import TaskStatus
from scheduling import desk, hazards
from scheduling.letters import TaskView

routes = Routes()

STEP = "hazard:result"
RESULTS = ("repaired", "secured", "passed_on", "nothing_found")


def hazard_card(say: Say, task: TaskView, *, own: bool = False) -> Card:
    """Everything that was reported, the photo above it."""
    params = task.params
    seen_at = say.when(datetime.fromisoformat(params["reported_at"]))
    lines = [say("task-title-hazard", what=say(f"hazard-{params['hazard']}")), *where_and_how(say, params)]
    lines.append(say("hazard-line-seen", name=task.person or "", at=seen_at))
    if task.status != TaskStatus.OPEN.value:
        lines.append(say("task-is-done"))
        return Card(Markup("\n".join(lines)), [], photo=params.get("photo"))
    if task.owner:
        lines.append(say("task-owned-by-you" if own else "task-owned", name=task.owner))
    return Card(Markup("\n".join(lines)), hazard_rows(say, task), photo=params.get("photo"))


def hazard_rows(say: Say, task: TaskView) -> Rows:
    rows = in_rows((say(f"hazard-result-{result}"), DealtTap(task.id, result)) for result in RESULTS)
    rows.append([(say("button-hazard-own-words"), DealtTap(task.id))])
    first: list[Button] = [] if task.owner else [(say("button-take-task"), TakeTaskTap(task.id))]
    way = way_to(say, task)
    return [*([[*first, *way]] if first or way else []), *rows]


def way_to(say: Say, task: TaskView) -> list[tuple[str, Link]]:
    latitude, longitude = task.params.get("latitude"), task.params.get("longitude")
    if latitude is None or longitude is None:
        return []
    name = str(task.params.get("place") or say(f"hazard-{task.params['hazard']}"))
    return [(say("button-hazard-map"), pin(say.maps, latitude, longitude, name))]


@routes.tap(DealtTap)
async def dealt(turn: Turn, tap: DealtTap) -> None:
    if tap.result and tap.result not in RESULTS:
        raise NotFound(what="result", id=tap.result)
    await turn.look(hazards.of_task, tap.task_id)
    if tap.result:
        await deal(turn, tap.task_id, tap.result)
        return
    turn.talk.start(STEP, task_id=tap.task_id)
    await ask(turn)


@routes.ask(STEP)
async def ask(turn: Turn) -> None:
    back = TaskTap(int(turn.talk.draft["task_id"]))
    await turn.strip()
    await turn.send(Card(turn.say("hazard-result-ask"), [[(turn.say("button-desk-stop"), back)]]))


@routes.step(STEP)
async def result_typed(turn: Turn) -> None:
    task_id = int(turn.talk.draft["task_id"])
    if not turn.text or len(turn.text) > hazards.RESULT_MOST:
        await turn.tell("refused-bad-value-text")
        return
    turn.talk.end()
    await deal(turn, task_id, turn.text)


async def deal(turn: Turn, task_id: int, result: str) -> None:
    hazard = await turn.run(hazards.deal_with, task_id, result)
    say = turn.say
    text = say("hazard-is-dealt-with", what=say(f"hazard-{hazard.kind.value}"), result=result_words(say, hazard.result))
    rows: Rows = [
        [(say("button-task-undo"), ReopenTap(task_id))],
        [(say("button-tasks-list"), ListTap("tasks")), (say("button-desk-home"), HomeTap())],
    ]
    await turn.show(Card(text, rows))


@routes.tap(ReopenTap)
async def reopened(turn: Turn, tap: ReopenTap) -> None:
    await turn.run(hazards.reopen, tap.task_id)
    task, _ = await turn.look(desk.task, tap.task_id)
    card = hazard_card(turn.say, task, own=task.owner_id == turn.person.id)
    await turn.show(Card(Markup(f"{turn.say('task-undone')}\n\n{card.text}"), card.rows, photo=card.photo))
