"""给王芳回个电话: the open task or order of whoever is to be rung, and a line to write instead."""

from __future__ import annotations

from handlers.buttons import Rows
from handlers.context import Card, Turn
from handlers.dispatch_taps import DeskTap, HomeTap, ListTap, TaskTap
from handlers.finding import named_in
from handlers.routes import Routes
from handlers.taps import WriteCustomerTap
from handlers.tasks import show_task, task_line
from handlers.texts.render import Markup
from handlers.understanding.what import Kind, Wish
from models.person import Role
from scheduling import desk
from scheduling.permissions import Action
from scheduling.unit_of_work import UnitOfWork
from scheduling.views import OrderView

routes = Routes()

SHOWN = 6


@routes.wish(Kind.HUMAN, Role.DISPATCHER)
async def to_be_rung(turn: Turn, wish: Wish) -> None:
    """The one task there is; of several, which; without any, the order."""
    found = await turn.look(desk.to_do_about, turn.text, SHOWN)
    say = turn.say
    if len(found) == 1:
        await show_task(turn, found[0][0].id)
        return
    if found:
        lines = [say("ring-which", count=len(found))]
        lines += [task_line(say, number, task, view) for number, (task, view) in enumerate(found, start=1)]
        rows: Rows = [[(say("button-open-number", number=number), TaskTap(task.id))
                       for number, (task, _) in enumerate(found, start=1)]]  # fmt: skip
        await turn.show(Card(Markup("\n".join(lines)), [*rows, [(say("button-desk-home"), HomeTap())]]))
        return
    name = await named_in(turn)
    orders = await turn.look(orders_of, name) if name is not None else []
    rows = [row for view in orders for row in order_rows(turn, view)]
    rows.append([(say("button-tasks-list"), ListTap("tasks")), (say("button-desk-home"), HomeTap())])
    await turn.show(Card(say("ring-no-task", name=name) if name is not None else say("ring-nobody"), rows))


def orders_of(uow: UnitOfWork, name: str) -> list[OrderView]:
    return [desk.on_the_desk(uow, row.order.id).view for row in desk.found(uow, name, SHOWN).rows]


def order_rows(turn: Turn, view: OrderView) -> Rows:
    """The order with its number to ring, and a word in the chat instead."""
    row: list = [(turn.say("ring-order", number=view.number), DeskTap(view.id))]
    if Action.WRITE_TO_CUSTOMER in view.actions:
        row.append((turn.say("button-desk-write-customer"), WriteCustomerTap(view.id)))
    return [row]
