"""Cancelling: asked once what exactly, with the safe choice beside it (4.A)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from handlers import wishes
from handlers.buttons import Rows, Tap
from handlers.calendars import calendar_card
from handlers.cards import customer_card, menu_row, service_words
from handlers.context import Card, Turn
from handlers.rescheduling.moving import moved_on
from handlers.rescheduling.wished import visit_label
from handlers.routes import Routes
from handlers.taps import CancelTap, ChangeTap, OrderTap
from handlers.understanding.what import Kind, Wish
from models.order import OrderStatus
from scheduling import rescheduling, views
from scheduling.permissions import Action
from scheduling.unit_of_work import UnitOfWork
from scheduling.views import OrderView

routes = Routes()

GIVES_UP = frozenset({Action.CANCEL, Action.WITHDRAW_ORDER, Action.NO_LONGER_NEEDED})


@dataclass(frozen=True)
class DropVisitTap(Tap, prefix="cdv"):
    """Only this visit is off; the order waits for a new time."""

    visit_id: int


@dataclass(frozen=True)
class NotNeededTap(Tap, prefix="cnn"):
    """The repair is no longer needed: it works again."""

    order_id: int


@dataclass(frozen=True)
class WithdrawTap(Tap, prefix="cwd"):
    """The order is no longer wanted (R-3.13b)."""

    order_id: int


@dataclass(frozen=True)
class CancelOrderTap(Tap, prefix="cxo"):
    """Asks once, for an order that has no visit."""

    order_id: int


@routes.tap(CancelTap)
async def cancel(turn: Turn, tap: CancelTap) -> None:
    view = await turn.look(views.visit_view, tap.visit_id)
    await ask_what(turn, view)


@routes.tap(CancelOrderTap)
async def cancel_order(turn: Turn, tap: CancelOrderTap) -> None:
    await ask_what(turn, await turn.look(views.order_view, tap.order_id))


async def ask_what(turn: Turn, view: OrderView, *, well_again: bool = False) -> None:
    """Keep it, another time, only this visit, or all of it; nothing happens until one of these is tapped."""
    say, may, visit = turn.say, view.actions, view.visit
    if not may & GIVES_UP:
        await moved_on(turn, view)
        return
    rows: Rows = [[(say("button-keep-visit-mine"), OrderTap(view.id))]]
    if visit is not None and Action.CHANGE in may:
        rows[0].append((say("button-change"), ChangeTap(visit.id)))
    if visit is not None and Action.CANCEL in may:
        rows.append([(say("button-drop-visit"), DropVisitTap(visit.id))])
    if Action.NO_LONGER_NEEDED in may:
        row = [(say("button-not-needed"), NotNeededTap(view.id))]
        rows = [row, *rows] if well_again else [*rows, row]
    if Action.WITHDRAW_ORDER in may:
        rows.append([(say("button-withdraw"), WithdrawTap(view.id))])
    what = say("card-what", kind=say(f"kind-{view.kind}"), services=service_words(say, view.services))
    window = say.window(visit.starts_at, visit.ends_at) if visit is not None else say("my-cancel-no-visit")
    await turn.show(Card(say("my-cancel-what", what=what, window=window), rows))


@routes.tap(DropVisitTap)
async def drop_visit(turn: Turn, tap: DropVisitTap) -> None:
    await turn.run(rescheduling.cancel, tap.visit_id)
    before = await turn.look(views.visit_view, tap.visit_id)
    view = await turn.look(views.order_view, before.id)
    await turn.show(customer_card(turn.say, view, turn.say("cancelled-visit")))
    await turn.send(calendar_card(turn.say, before, cancelled=True))


@routes.tap(NotNeededTap)
async def not_needed(turn: Turn, tap: NotNeededTap) -> None:
    before = await turn.look(views.order_view, tap.order_id)
    await turn.run(rescheduling.no_longer_needed, tap.order_id)
    await say_over(turn, before, "cancelled-not-needed")


@routes.tap(WithdrawTap)
async def withdraw(turn: Turn, tap: WithdrawTap) -> None:
    before = await turn.look(views.order_view, tap.order_id)
    await turn.run(rescheduling.ask_withdrawal, tap.order_id)
    await say_over(turn, before, "cancelled-withdrawn")


async def say_over(turn: Turn, before: OrderView, key: str) -> None:
    await turn.show(Card(turn.say(key, number=before.number), menu_row(turn.say)))
    if before.visit is not None and Action.CANCEL in before.actions:
        await turn.send(calendar_card(turn.say, before, cancelled=True))


# -- in words ---------------------------------------------------------------------------------------------------


@routes.wish(Kind.CANCEL)
async def cancel_wish(turn: Turn, wish: Wish) -> None:
    await cancel_words(turn, wish, well_again=False)


@routes.wish(Kind.NO_LONGER_NEEDED)
async def no_longer_needed_wish(turn: Turn, wish: Wish) -> None:
    await cancel_words(turn, wish, well_again=True)


async def cancel_words(turn: Turn, wish: Wish, *, well_again: bool) -> None:
    """Words never cancel by themselves: they bring the question."""
    found = await turn.look(cancellable)
    named = [view for view in found if set(wish.entities.services) & set(view.services)] or found
    named = of_the_time_named(turn, named) or named
    if not named:
        await nothing_to_cancel(turn)
    elif len(named) == 1:
        await ask_what(turn, named[0], well_again=well_again)
    else:
        rows: Rows = [[(visit_label(turn, view), tap_of(view))] for view in named[:8]]
        await turn.tell("my-cancel-which", rows)


async def nothing_to_cancel(turn: Turn) -> None:
    """With somebody at the door it is for people to say; the words can go to them."""
    from handlers.my_visits import mine
    from handlers.unknown_words import offer_to_pass_on

    there = any(view.status is OrderStatus.ON_SITE for view in await turn.look(mine))
    await offer_to_pass_on(turn, "my-cancel-there" if there else "my-cancel-none")


def of_the_time_named(turn: Turn, found: list[OrderView]) -> list[OrderView]:
    """周五的不要了: of several visits those of the days that are named."""
    day = turn.say.local
    times = [wishes.wish_of(one, turn) for one in wishes.mentions_in(turn) if one["kind"] != "duration"]
    days = [(day(one.at or one.since).date(), day(one.at or one.until - wishes.SLACK).date()) for one in times]
    return [
        view
        for view in found
        if view.visit is not None and any(first <= day(view.visit.starts_at).date() <= last for first, last in days)
    ]


def tap_of(view: OrderView) -> Any:
    ahead = view.visit is not None and Action.CANCEL in view.actions
    return CancelTap(view.visit.id) if ahead and view.visit is not None else CancelOrderTap(view.id)


def cancellable(uow: UnitOfWork) -> list[OrderView]:
    return [view for view in views.own_open(uow) if view.actions & GIVES_UP]
