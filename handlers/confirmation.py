"""The second confirmation (二次确认, R-4.4), by button or by words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from handlers.answering import ASKING
from handlers.buttons import Rows
from handlers.cards import customer_card, menu_row
from handlers.context import Card, Turn
from handlers.my_visits import list_visits, mine, show_order
from handlers.notifications import renders
from handlers.rescheduling import change_wish
from handlers.routes import CUSTOMER, Routes
from handlers.taps import ChangeTap, ConfirmTap
from handlers.texts.render import Say
from handlers.understanding.remarks import asks_something
from handlers.understanding.what import Kind
from handlers.unknown_words import keep_unsaid, pass_on_rows
from handlers.wishes import mentions_in, wish_of
from models.appointment import Appointment, Status
from models.order import OrderStatus
from scheduling import confirmation, open_questions, views
from scheduling.letters import Letter
from scheduling.permissions import Action
from scheduling.views import OrderView

routes = Routes()


@renders("confirm-ask")
def confirm_ask(letter: Letter, say: Say) -> Card:
    """18:00 the day before, or at once on assignment (D-6): does the time still suit?"""
    assert letter.view is not None
    return customer_card(say, letter.view, say("confirm-ask"), confirm=True)


@routes.tap(ConfirmTap)
async def confirm_tapped(turn: Turn, tap: ConfirmTap) -> None:
    await confirm(turn, tap.visit_id)


async def confirm(turn: Turn, visit_id: int) -> None:
    await turn.run(confirmation.confirm, visit_id)
    view = await turn.look(views.visit_view, visit_id)
    offer_to_hand_on(turn, view)
    soon = view.visit is not None and view.visit.status is Status.NOTIFIED  # the reminder has gone out already
    await turn.show(customer_card(turn.say, view, turn.say("confirm-done-soon" if soon else "confirm-done")))


def offer_to_hand_on(turn: Turn, view: OrderView) -> None:
    """可以,到了打电话: the yes is taken, and the rest can be read by whoever comes (R-1.17)."""
    if turn.query is None and asks_something(turn.text):
        turn.foot = pass_on_rows(turn.say, keep_unsaid(turn), [view])


@routes.wish(Kind.CONFIRM, CUSTOMER)
async def confirm_wished(turn: Turn, wish: Any) -> None:
    """ "确认": plain words confirm the one visit that waits for it; in doubt the card asks once more."""
    waiting = await turn.look(open_questions.unconfirmed)
    if not waiting:
        await nothing_to_confirm(turn)
    elif len(waiting) > 1:
        found = [await turn.look(views.visit_view, visit.id) for visit in waiting]
        await turn.show(Card(turn.say("confirm-which"), [*which_rows(turn.say, found), *menu_row(turn.say)]))
    elif wish.sure and is_the_time_named(turn, waiting[0]):
        await confirm(turn, waiting[0].id)
    elif turn.text.endswith(ASKING) and not is_the_time_named(turn, waiting[0]):
        await change_wish(turn, wish)  # 现在能来人吗, of a visit tomorrow, asks for another time
    else:
        view = await turn.look(views.visit_view, waiting[0].id)
        offer_to_hand_on(turn, view)
        await turn.show(customer_card(turn.say, view, turn.say("confirm-sure"), confirm=True))


def is_the_time_named(turn: Turn, visit: Appointment) -> bool:
    """ "周五可以" of a visit on Thursday confirms none: every time that was named must be the visit's."""
    named = [wish_of(mention, turn) for mention in mentions_in(turn)]
    return all(wish.since < visit.ends_at and visit.starts_at < wish.until for wish in named)


async def nothing_to_confirm(turn: Turn) -> None:
    """Confirmed before, or the question that is open is another one: the order's card says how it stands."""
    found = await turn.look(mine)
    done = next((view for view in found if view.status is OrderStatus.COMPLETED), None)
    if done is not None:
        await show_order(turn, done, turn.say("confirm-is-it-fixed"))
        return
    confirmed = next((view for view in found if view.visit is not None and view.visit.confirmed), None)
    if confirmed is not None:
        await show_order(turn, confirmed, turn.say("confirm-already"))
        return
    await list_visits(turn)


def which_rows(say: Say, found: list[OrderView]) -> Rows:
    return [
        [(say("confirm-this", kind=say(f"kind-{v.kind}"), when=say.when(v.visit.starts_at)), ConfirmTap(v.visit.id))]
        for v in found
        if v.visit is not None and Action.CONFIRM in v.actions
    ]


async def does_not_suit(turn: Turn, visit_id: int) -> None:
    """ "不行", when asked whether the time suits: another time, or none; nothing is changed by the word alone."""
    view = await turn.look(views.visit_view, visit_id)
    card = customer_card(turn.say, view, turn.say("confirm-not"))
    others = [row for row in card.rows if not any(isinstance(does, ChangeTap) for _, does in row)]
    first = [row for row in card.rows if row not in others]
    await turn.show(replace(card, rows=[*first, *others]))
