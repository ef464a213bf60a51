"""The customer's key (两把钥匙回单, D-39): 已修好 closes the order, 没修好 reopens it at once, by button or by words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from handlers import relay, slots, wishes
from handlers.booking.flow import KindTap
from handlers.buttons import Rows, Tap, in_rows
from handlers.cards import customer_text, fixed_buttons, menu_row, word_buttons
from handlers.context import Card, Turn
from handlers.held_orders import answering as restored
from handlers.my_visits import mine, show_order
from handlers.notifications import renders
from handlers.relay_taps import WriteDispatchTap
from handlers.rescheduling import moving
from handlers.rescheduling.cancelling import CancelOrderTap
from handlers.routes import CUSTOMER, Routes
from handlers.taps import CancelTap, FixedTap, NotFixedTap, OrderTap, RebookTap
from handlers.texts.render import Markup, Say
from handlers.understanding.remarks import says_again
from handlers.understanding.what import Kind, Wish
from models.errors import TooLate
from models.order import OrderKind, OrderStatus
from scheduling import close_outs, people, views
from scheduling.letters import Letter
from scheduling.permissions import Action
from scheduling.unit_of_work import UnitOfWork
from scheduling.views import OrderView

routes = Routes()

NOTE = "two_key:note"
IN_HAND = (OrderStatus.ON_SITE, OrderStatus.CONNECTED)


@dataclass(frozen=True)
class WorksAfterAllTap(Tap, prefix="cwa"):
    """没修好 was a slip of the thumb."""

    order_id: int


@renders("is-it-fixed")
def is_it_fixed(letter: Letter, say: Say) -> Card:
    """The technician has entered completion; it stands only with the customer's word (promise 3)."""
    if letter.view is None:
        raise ValueError("the question is about an order")
    view = letter.view
    return Card(question_text(say, view, say("fixed-ask", kind=view.kind)), question_rows(say, view))


def question_text(say: Say, view: OrderView, head: Markup) -> Markup:
    return Markup(f"{customer_text(say, view, head)}\n\n{say('fixed-ask-why')}")


def question_rows(say: Say, view: OrderView) -> Rows:
    return [fixed_buttons(say, view), *in_rows(word_buttons(say, view))]


@renders("closed-by-silence")
def closed(letter: Letter, say: Say) -> Card:
    """Closed by measured evidence and a day's silence, or by the customer's word over the phone."""
    if letter.view is None:
        raise ValueError("what was closed is an order")
    head = say("fixed-by-silence" if letter.params.get("by_silence") else "fixed-by-phone")
    return after_card(say, letter.view, head)


# 已修好


@routes.tap(FixedTap)
async def fixed_tapped(turn: Turn, tap: FixedTap) -> None:
    await fixed(turn, tap.order_id)


async def fixed(turn: Turn, order_id: int) -> None:
    await turn.run(close_outs.say_fixed, order_id)
    view = await turn.look(views.order_view, order_id)
    await turn.show(after_card(turn.say, view, turn.say("fixed-thanks")))


def after_card(say: Say, view: OrderView, head: Markup) -> Card:
    """It is closed; should it break again within the time of D-39, one tap says so."""
    again: Rows = []
    if Action.SAY_NOT_FIXED in view.actions:
        again.append([(say("fixed-broken-again"), NotFixedTap(view.id))])
    return Card(customer_text(say, view, head), [*again, *menu_row(say)])


@routes.wish(Kind.FIXED, CUSTOMER)
async def fixed_wished(turn: Turn, wish: Any) -> None:
    """ "好了": the order that waits for the word gets it. Before the visit it may mean: nobody needs to come."""
    if await restored.said_works(turn, wish):
        return
    found = await turn.look(mine)
    waiting = [view for view in found if Action.SAY_FIXED in view.actions]
    ahead = [view for view in found if Action.NO_LONGER_NEEDED in view.actions]
    if len(waiting) == 1 and wish.sure:
        await fixed(turn, waiting[0].id)
    elif waiting:
        await turn.show(which_card(turn.say, waiting))
    elif ahead:
        await turn.show(before_visit_card(turn.say, ahead[0]))
    else:
        await turn.tell("fixed-glad", menu_row(turn.say))


def which_card(say: Say, found: list[OrderView]) -> Card:
    """In doubt the question is put once more, with both answers as buttons."""
    if len(found) == 1:
        head = say("fixed-ask", kind=found[0].kind)
        return Card(question_text(say, found[0], head), question_rows(say, found[0]))
    rows: Rows = [[(say("fixed-this", kind=say(f"kind-{v.kind}"), number=v.number), OrderTap(v.id))] for v in found]
    return Card(say("fixed-which"), [*rows, *menu_row(say)])


def before_visit_card(say: Say, view: OrderView) -> Card:
    """Before the visit, or with none agreed yet: does anybody still need to come?"""
    visit = view.visit
    off = CancelTap(visit.id) if visit is not None and Action.CANCEL in view.actions else CancelOrderTap(view.id)
    rows: Rows = [[(say("fixed-do-not-come"), off), (say("fixed-still-come"), OrderTap(view.id))]]
    return Card(customer_text(say, view, say("fixed-before-visit")), rows)


# 没修好


@routes.tap(NotFixedTap)
async def not_fixed_tapped(turn: Turn, tap: NotFixedTap) -> None:
    await not_fixed(turn, tap.order_id, None)


async def not_fixed(turn: Turn, order_id: int, note: str | None) -> None:
    """Believed at once: the order is open again before anything else is asked. A word more helps, and may be left out."""
    turn.talk.start(NOTE, order_id=order_id)
    try:
        await turn.run(reopen, order_id, note)
    except TooLate:
        turn.talk.end()
        await turn.tell("not-fixed-too-late", repair_rows(turn.say))
        return
    view = await turn.look(views.order_view, order_id)
    if Action.BOOK not in view.actions:  # reopened before, and on its way again
        turn.talk.end()
        await show_order(turn, view)
        return
    await turn.show(reopened_card(turn.say, view))


def reopen(uow: UnitOfWork, order_id: int, note: str | None) -> None:
    close_outs.say_not_fixed(uow, order_id, note)
    if note:
        close_outs.note_fault(uow, order_id, note)


def reopened_card(say: Say, view: OrderView) -> Card:
    """The same order on its first clock; a time for it is one tap away."""
    lines = [
        Markup(f"<b>{say('not-fixed-reopened')}</b>"),
        say("not-fixed-same", number=view.number, due=say.when(view.due_at)),
        Markup(),
        say("not-fixed-what"),
    ]
    rows: Rows = [[(say("button-choose-time"), RebookTap(view.id))]]
    if view.kind == OrderKind.REPAIR.value:
        rows.append([(say("not-fixed-slip"), WorksAfterAllTap(view.id))])
    return Card(Markup("\n".join(lines)), rows)


@routes.ask(NOTE)
async def ask_note(turn: Turn) -> None:
    view = await turn.look(views.order_view, turn.talk.draft["order_id"])
    await turn.show(reopened_card(turn.say, view))


@routes.step(NOTE)
async def noted(turn: Turn) -> None:
    """What is still wrong, in words or as a photo; then the time."""
    photo, order_id = relay.photo_of(turn), turn.talk.draft["order_id"]
    if not turn.text and photo is None:
        await turn.tell("not-fixed-words", [[(turn.say("button-choose-time"), RebookTap(order_id))]])
        return
    view = await turn.look(views.order_view, order_id)
    said = wishes.said_in(turn)
    if photo is None and said is not None and said.words.strip() == turn.text:  # "明天下午": when, not what
        await choose_time(turn, view, wishes.keep(said), None)
        return
    await turn.run(close_outs.note_fault, order_id, turn.text, photo)
    await choose_time(turn, view, None, turn.say("not-fixed-noted"))


async def choose_time(turn: Turn, view: OrderView, said: dict[str, Any] | None, note: Markup | None) -> None:
    """Times at once, without another tap."""
    turn.talk.start(slots.STEP, **moving.draft(moving.AGAIN, view, said=said))
    await slots.offer(turn, note)


@routes.tap(WorksAfterAllTap)
async def works_after_all(turn: Turn, tap: WorksAfterAllTap) -> None:
    turn.talk.end()
    await turn.run(close_outs.works_after_all, tap.order_id)
    await turn.tell("not-fixed-taken-back", menu_row(turn.say))


@routes.wish(Kind.NOT_FIXED, CUSTOMER)
async def not_fixed_wished(turn: Turn, wish: Any) -> None:
    """ "还是不行": the order that was just done; said after it was filed, or in doubt, it is asked about first.

    Said while somebody is there and has not closed it yet, it is theirs to hear.
    """
    if await restored.said_still_broken(turn, wish):
        return
    found = await turn.look(could_be_reopened)
    waiting = [view for view in found if view.status is OrderStatus.COMPLETED]
    in_hand = [view for view in await turn.look(mine) if view.status in IN_HAND]
    if len(waiting) == 1 and wish.sure:
        await not_fixed(turn, waiting[0].id, turn.text[: turn.policy.text_max])
    elif len(in_hand) == 1:
        await tell_technician(turn, in_hand[0])
    elif len(waiting) == 1:  # 不对,修好了: both answers, and what else it may mean
        card = which_card(turn.say, waiting)
        await turn.show(replace(card, rows=[*card.rows, *repair_rows(turn.say)]))
    elif found:
        await turn.show(still_wrong_card(turn.say, found))
    else:
        await turn.tell("not-fixed-none", [*repair_rows(turn.say), *menu_row(turn.say)])


async def tell_technician(turn: Turn, view: OrderView) -> None:
    """Passed on in their own words (R-1.17): nothing is closed yet that could be reopened."""
    to = {"to": "technician", "order_id": view.id, "name": relay.technician_of(view) or ""}
    await relay.sent(turn, relay.use_case_for(to), turn.text, None)
    await turn.show(relay.sent_card(turn.say, to))


async def broke_again(turn: Turn, wish: Wish) -> bool:
    """又断了, soon after the close: the same order on its first clock, or something new? Asked, with both as buttons."""
    if wish.order_kind != OrderKind.REPAIR.value or not says_again(turn.text):
        return False
    named = set(wish.entities.services)
    done = await turn.look(could_be_reopened)
    found = [view for view in done if view.kind == OrderKind.REPAIR.value and (not named or named & set(view.services))]
    if found:
        await turn.show(still_wrong_card(turn.say, found))
    return bool(found)


def could_be_reopened(uow: UnitOfWork) -> list[OrderView]:
    """The customer's orders that 没修好 may still bring back (D-39), the latest first."""
    since = uow.now - uow.policy.two_key.not_fixed_within
    orders = people.orders_of(uow, uow.me, limit=20)
    done = [order for order in orders if order.completed_at is not None and order.completed_at >= since]
    return [view for view in (views.view(uow, order) for order in done) if Action.SAY_NOT_FIXED in view.actions]


def still_wrong_card(say: Say, found: list[OrderView]) -> Card:
    rows: Rows = [
        [(say("not-fixed-this", kind=say(f"kind-{v.kind}"), number=v.number), NotFixedTap(v.id))] for v in found[:3]
    ]
    return Card(say("not-fixed-which"), [*rows, *repair_rows(say)])


def repair_rows(say: Say) -> Rows:
    """A new fault is a new order; who would rather speak to somebody can."""
    repair = KindTap(OrderKind.REPAIR.value)
    return [[(say("not-fixed-new-repair"), repair), (say("button-write-dispatch"), WriteDispatchTap(0))]]
