"""恢复了吗? answered by button or in words; "works again" and "mine is a different fault" while it still lasts."""

from __future__ import annotations

from typing import Any

from handlers import slots
from handlers.buttons import Rows
from handlers.cards import customer_card, customer_text, held_rows, menu_row, stated
from handlers.context import Card, Turn
from handlers.dispatch import show_order as show_on_desk
from handlers.my_visits import show_order
from handlers.rescheduling import moving
from handlers.routes import Routes
from handlers.taps import OtherFaultTap, StillBrokenTap, WorksTap
from handlers.texts.render import Markup
from scheduling import held_orders, views
from scheduling.permissions import Action
from scheduling.unit_of_work import UnitOfWork
from scheduling.views import OrderView

routes = Routes()


@routes.tap(WorksTap)
async def works_tapped(turn: Turn, tap: WorksTap) -> None:
    await works(turn, tap.order_id)


async def works(turn: Turn, order_id: int) -> None:
    await turn.run(held_orders.say_works, order_id)
    if turn.role is not None:
        await show_on_desk(turn, order_id, turn.say("desk-held-works"))
        return
    view = await turn.look(views.order_view, order_id)
    slip: Rows = [[(turn.say("button-still-broken-after-all"), StillBrokenTap(order_id))]]
    await turn.show(Card(customer_text(turn.say, view, turn.say("held-works")), [*slip, *menu_row(turn.say)]))


@routes.tap(StillBrokenTap)
async def still_broken_tapped(turn: Turn, tap: StillBrokenTap) -> None:
    await still_broken(turn, tap.order_id)


async def still_broken(turn: Turn, order_id: int) -> None:
    """Believed at once; the visit that stands is said, else the earliest times are buttons at once."""
    await turn.run(held_orders.say_still_broken, order_id)
    if turn.role is not None:
        await show_on_desk(turn, order_id, turn.say("desk-held-still-broken"))
        return
    view = await turn.look(views.order_view, order_id)
    await come_after_all(turn, view, "held-still-broken-choose", "held-still-broken-visit")


@routes.tap(OtherFaultTap)
async def other_fault_tapped(turn: Turn, tap: OtherFaultTap) -> None:
    await turn.run(held_orders.different_fault, tap.order_id)
    if turn.role is not None:
        await show_on_desk(turn, tap.order_id, turn.say("desk-held-taken-out"))
        return
    view = await turn.look(views.order_view, tap.order_id)
    await come_after_all(turn, view, "held-other-fault-choose", "held-other-fault-visit")


async def come_after_all(turn: Turn, view: OrderView, choose: str, stands: str) -> None:
    """With a visit that stands nothing is to be agreed; held by another outage, that is said; else a time."""
    if view.held is not None:
        await show_order(turn, view, turn.say("held-by-another"))
    elif Action.BOOK in view.actions:
        turn.talk.start(slots.STEP, **moving.draft(moving.AGAIN, view))
        await slots.offer(turn, turn.say(choose))
    else:
        await show_order(turn, view, turn.say(stands if view.visit is not None else "held-on-its-way"))


def waiting(uow: UnitOfWork) -> list[OrderView]:
    """The customer's orders that an outage holds, those they are being asked about first."""
    from handlers.my_visits import mine

    found = [view for view in mine(uow) if view.held is not None and Action.ANSWER_OUTAGE in view.actions]
    return sorted(found, key=lambda view: not (view.held and view.held.asked))


async def said_works(turn: Turn, wish: Any) -> bool:
    """ "通了", "it works now": counts like a tap for the question that is open; before that it is asked first."""
    found = await turn.look(waiting)
    if not found:
        return False
    if found[0].held is not None and found[0].held.asked and wish.sure:
        await works(turn, found[0].id)
    else:
        head = turn.say("held-really-works")
        rows = held_rows(turn.say, found[0].id, asked=bool(found[0].held and found[0].held.asked))
        text = customer_text(turn.say, found[0], head)
        await turn.show(Card(text, [*rows, *menu_row(turn.say)], states=stated(found[0])))
    return True


async def said_still_broken(turn: Turn, wish: Any) -> bool:
    """ "还没好": the open question's answer; while the outage lasts, the record says why."""
    found = await turn.look(waiting)
    if not found:
        return False
    if found[0].held is not None and found[0].held.asked and wish.sure:
        await still_broken(turn, found[0].id)
    else:
        asked = found[0].held is not None and found[0].held.asked
        head: Markup = turn.say("restored-ask" if asked else "held-still-out")
        await turn.show(customer_card(turn.say, found[0], head))
    return True


__all__ = ["routes", "said_still_broken", "said_works", "still_broken", "works"]
