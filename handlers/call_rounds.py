"""Many people to ring for one cause: one card, one call after the other, one tap for what came of each."""

from __future__ import annotations

from handlers.buttons import Button, Rows, in_rows
from handlers.call_taps import CallListTap, NextCallTap, PutDownTap, RoundTap, RungTap, UndoCallTap
from handlers.context import Card, Turn
from handlers.dispatch_taps import DeskTap, HomeTap, ListTap, TaskTap
from handlers.dispatch_times import by_phone
from handlers.notifications import renders
from handlers.routes import Routes
from handlers.tasks import RESULTS, asks_to_confirm, settling, task_card
from handlers.tasks import calls_about as about
from handlers.texts.render import Markup, Say, headed
from models.errors import NotFound
from models.task import TaskKind
from scheduling import call_rounds, desk
from scheduling.call_rounds import CallRoundView, Rung
from scheduling.letters import Letter, TaskView
from scheduling.permissions import Action
from scheduling.views import OrderView

routes = Routes()

PER_PAGE = 10
NOT_RUNG = ("tried", "later")


# --- The round -----------------------------------------------------------------------------------------------------


def round_card(say: Say, view: CallRoundView) -> Card:
    """How many are to be rung, who is at it, and the way in."""
    if not view.count and not view.later:
        return Card(Markup(f"<b>{say('calls-over', about=about(say, view))}</b>\n{say('calls-done', count=view.done)}"))
    lines = [Markup(f"<b>{say('calls-head', about=about(say, view), count=view.count)}</b>")]
    lines += [say("calls-kind", what=say(f"task-{kind}"), count=count) for kind, count in view.due]
    if view.in_hand:
        lines.append(say("calls-in-hand", names=[f"{name} {count}" for name, count in view.in_hand]))
    if view.later and view.again_at is not None:
        lines.append(say("calls-later", count=view.later, at=say.clock(view.again_at)))
    if view.done:
        lines.append(say("calls-done", count=view.done))
    return Card(Markup("\n".join(lines)), way_in(say, view))


def way_in(say: Say, view: CallRoundView) -> Rows:
    row: list[Button] = [(say("button-calls-next"), NextCallTap(view.id))] if view.count else []
    return [[*row, (say("button-calls-list"), CallListTap(view.id, below=1))]]


@renders("calls")
def calls_told(letter: Letter, say: Say) -> Card:
    """The running card: counted at the moment it is drawn, for whoever reads it."""
    assert letter.calls is not None
    return round_card(say, letter.calls)


@routes.tap(RoundTap)
async def opened(turn: Turn, tap: RoundTap) -> None:
    await show_round(turn, tap.round_id)


async def show_round(turn: Turn, round_id: int, head: Markup | None = None, undo: Rows | None = None) -> None:
    card = round_card(turn.say, await turn.look(call_rounds.see, round_id))
    text = headed(head, card.text)
    await turn.show(Card(text, [*(undo or []), *card.rows, [(turn.say("button-tasks-list"), ListTap("tasks"))]]))


@routes.tap(CallListTap)
async def listed(turn: Turn, tap: CallListTap) -> None:
    """Everybody, in the order in which they are rung."""
    say, page = turn.say, max(0, tap.page)
    view = await turn.look(call_rounds.see, tap.round_id)
    found = await turn.look(call_rounds.listed, tap.round_id)
    shown = list(enumerate(found, start=1))[page * PER_PAGE : (page + 1) * PER_PAGE]
    lines = [say("calls-list", about=about(say, view), count=len(found))]
    for number, (_, name, owner, until) in shown:
        later = say("calls-line-later", at=say.clock(until)) if until else ""
        mark = say("task-line-owner", name=owner) if owner else later
        lines.append(say("calls-line", number=number, name=name, mark=mark))
    rows = in_rows(((say("button-open-number", number=number), TaskTap(id)) for number, (id, *_) in shown), 5)
    turning: list[Button] = []
    if page:
        turning.append((say("button-list-back"), CallListTap(tap.round_id, page - 1)))
    if len(found) > (page + 1) * PER_PAGE:
        turning.append((say("button-list-on"), CallListTap(tap.round_id, page + 1)))
    way: list[Button] = [(say("button-calls-next"), NextCallTap(view.id))] if view.count else []
    card = Card(Markup("\n".join(lines)), [*rows, turning, [*way, (say("button-desk-home"), HomeTap())]])
    await (turn.send(card) if tap.below else turn.show(card))


# --- One call after the other --------------------------------------------------------------------------------------


@routes.tap(NextCallTap)
async def next_call(turn: Turn, tap: NextCallTap) -> None:
    task_id = await turn.run(call_rounds.ring, tap.round_id)
    if task_id is None:
        await turn.toast(turn.say("calls-nobody-now"))
        return
    await turn.send(await call_card(turn, task_id))


async def call_card(turn: Turn, task_id: int, head: Markup | None = None, undo: Rows | None = None) -> Card:
    """Whom to ring and why, what may come of it, and the slip before it."""
    say = turn.say
    task, order = await turn.look(desk.task, task_id)
    view = await turn.look(call_rounds.see, task.round_id or 0)
    card = task_card(say, task, order, own=True)
    left = say("calls-left", about=about(say, view), count=view.count)
    rows: Rows = [*in_rows(results(say, task, order)), *in_rows(settling(say, TaskKind(task.kind), task, order))]
    rows.append(
        [(say("button-not-reached"), RungTap(task.id, "tried")), (say("button-call-later"), RungTap(task.id, "later"))]
    )
    ending: list[Button] = [(say("button-open-order"), DeskTap(order.id))] if order is not None else []
    ending.append((say("button-put-down"), PutDownTap(view.id)))
    text = headed(head, Markup(f"{left}\n{card.text}"))
    return Card(text, [*rows, *(undo or []), ending], photo=card.photo)


def results(say: Say, task: TaskView, order: OrderView | None) -> list[Button]:
    """Reached, and what they said."""
    return [(did(say, what), RungTap(task.id, what)) for what in may_come(task, order)]


def may_come(task: TaskView, order: OrderView | None) -> tuple[str, ...]:
    """What may come of a call of this kind, as things stand with its order."""
    kind = TaskKind(task.kind)
    may = order.actions if order is not None else frozenset()
    if kind is TaskKind.PHONE_RESTORED:
        return ("works", "still_broken") if Action.ANSWER_OUTAGE in may else ()
    if asks_to_confirm(task):
        return ("confirmed",) if Action.CONFIRM in may else RESULTS.get(kind, ())
    return RESULTS.get(kind, ())


def did(say: Say, what: str) -> Markup:
    return say(f"call-did-{what}" if say.has(f"call-did-{what}") else f"task-result-{what}")


@routes.tap(RungTap)
async def rung(turn: Turn, tap: RungTap) -> None:
    """What came of it is kept, and the next call is there."""
    say = turn.say
    task, order = await turn.look(desk.task, tap.task_id)
    still_open = task.status == "open"
    if still_open and tap.what not in (*may_come(task, order), *NOT_RUNG):
        raise NotFound(what="result", id=tap.what)
    by_phone(turn)
    done: Rung = await turn.run(call_rounds.settle, tap.task_id, tap.what)
    name = task.person or say("task-somebody")
    if done.counted:
        head = say("call-rung", name=name, what=did(say, tap.what))
        undo: Rows = [[(say("button-call-undo", name=name), UndoCallTap(tap.task_id, tap.what))]]
    else:
        head, undo = say("call-settled", name=name), []
    if done.next_id is None:
        await show_round(turn, done.round_id, head, undo)
    else:
        await turn.show(await call_card(turn, done.next_id, head, undo))


@routes.tap(UndoCallTap)
async def slipped(turn: Turn, tap: UndoCallTap) -> None:
    by_phone(turn)
    undone = await turn.run(call_rounds.undo, tap.task_id, tap.what)
    head = turn.say("task-undone-visit-gone", at=turn.say.when(undone.lost)) if undone.lost else turn.say("task-undone")
    await turn.show(await call_card(turn, undone.task_id, head))


@routes.tap(PutDownTap)
async def put_down(turn: Turn, tap: PutDownTap) -> None:
    await turn.run(call_rounds.put_down, tap.round_id)
    await show_round(turn, tap.round_id, turn.say("call-put-down"))
