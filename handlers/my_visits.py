"""The customer's own orders and visits, and where the technician is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from handlers.buttons import Button, Rows
from handlers.cards import customer_card, menu_row, service_words
from handlers.context import Card, Turn
from handlers.routes import CUSTOMER, Routes
from handlers.taps import IdentifyTap, OrderTap, VisitsTap
from handlers.texts.render import Markup, Say
from handlers.understanding.what import Kind
from models.order import OVER, OrderStatus
from scheduling import held_orders, people, views
from scheduling.unit_of_work import UnitOfWork
from scheduling.views import OrderView

routes = Routes()

MOST = 8  # as many as fit one screen
LAST = datetime.max.replace(tzinfo=UTC)


def mine(uow: UnitOfWork) -> list[OrderView]:
    """The customer's orders, the next visit first; with nothing open, the one that ended last."""
    found = people.orders_of(uow, uow.me, limit=50)
    still_open = [order for order in found if not order.over]
    seen = [views.view(uow, order) for order in (still_open or found[:1])]
    return sorted(seen, key=next_first)[:MOST]


def unread(uow: UnitOfWork) -> OrderView | None:
    """The order of theirs that waits for an outage of which, as far as we know, they have not been told."""
    order_id = held_orders.unread(uow)
    return views.order_view(uow, order_id) if order_id is not None else None


def next_first(view: OrderView) -> tuple[datetime, int]:
    return (view.visit.starts_at if view.visit else LAST, -view.id)


@routes.command("visits", CUSTOMER)
async def list_visits(turn: Turn) -> None:
    """One order is shown whole; several as a list with a button each."""
    found = await turn.look(mine)
    if not found:
        await turn.tell("visits-none", [*identify_row(turn), *menu_row(turn.say)])
    elif len(found) == 1:
        await show_order(turn, found[0])
    else:
        await turn.show(visits_card(turn.say, found))


def identify_row(turn: Turn) -> Rows:
    """Who is not known yet may have an order all the same (D-29)."""
    return [] if turn.person.phone_verified else [[(turn.say("button-identify"), IdentifyTap())]]


@routes.tap(VisitsTap)
async def list_tapped(turn: Turn, tap: VisitsTap) -> None:
    await list_visits(turn)


@routes.wish(Kind.MY_VISITS)
async def list_wished(turn: Turn, wish: Any) -> None:
    await list_visits(turn)


@routes.wish(Kind.TODAY)
async def today_wished(turn: Turn, wish: Any) -> None:
    await list_visits(turn)


@routes.tap(OrderTap)
async def order_tapped(turn: Turn, tap: OrderTap) -> None:
    await show_order(turn, await turn.look(views.order_view, tap.order_id))


async def show_order(turn: Turn, view: OrderView, head: Markup | None = None) -> None:
    """One order's card, with the way back to everything else."""
    card = customer_card(turn.say, view, head)
    await turn.show(replace(card, rows=[*card.rows, *menu_row(turn.say)]))


def visits_card(say: Say, found: list[OrderView]) -> Card:
    """Several orders in brief, the next visit first."""
    lines = [Markup(f"<b>{say('visits-head', count=len(found))}</b>")]
    rows: Rows = []
    for place, view in enumerate(found, 1):
        what = say("card-what", kind=say(f"kind-{view.kind}"), services=service_words(say, view.services))
        lines.append(say("visits-line", place=place, what=what, when=when_of(say, view), state=state_of(say, view)))
        rows.append([order_button(say, place, view)])
    return Card(Markup("\n\n".join(lines)), [*rows, *menu_row(say)])


def order_button(say: Say, place: int, view: OrderView) -> Button:
    kind = say(f"kind-{view.kind}")
    if view.visit is None:
        return say("visits-button", place=place, kind=kind, number=view.number), OrderTap(view.id)
    return say("visits-button-when", place=place, kind=kind, when=say.when(view.visit.starts_at)), OrderTap(view.id)


def when_of(say: Say, view: OrderView) -> Markup:
    if view.visit is None:
        return say("visits-no-time")
    return say.window(view.visit.starts_at, view.visit.ends_at)


def state_of(say: Say, view: OrderView) -> Markup:
    return say(f"status-{view.status.value}")


@routes.wish(Kind.WHERE)
async def where(turn: Turn, wish: Any) -> None:
    """Where is the technician? The order whose visit is nearest, its state said first."""
    found = [view for view in await turn.look(mine) if view.status not in OVER]
    if not found:
        await list_visits(turn)
        return
    await show_order(turn, found[0], where_words(turn.say, found[0], turn.now))


def where_words(say: Say, view: OrderView, now: datetime) -> Markup:
    """How it stands with the technician, in one line."""
    visit = view.visit
    name = visit.technician.name if visit and visit.technician else ""
    if view.held is not None:
        return say("where-held")
    if visit is None or view.status is OrderStatus.COMPLETED:
        return say("where-completed" if view.status is OrderStatus.COMPLETED else "where-no-time")
    if visit.arrived_at is not None:
        return say("where-there", name=name, at=say.clock(visit.arrived_at))
    if view.status is OrderStatus.EN_ROUTE and visit.eta_at is not None and now <= visit.eta_at:
        return say("where-on-the-way", name=name, at=say.clock(visit.eta_at))
    if now > max(visit.promised_at, visit.eta_at or visit.promised_at):
        return say("where-late", name=name, count=1 if name else 0, at=say.clock(visit.eta_at or visit.promised_at))
    if visit.eta_at is not None and visit.eta_at > visit.promised_at:
        return say("where-later", name=name, at=say.until(now, visit.eta_at))
    if name:
        return say("where-accepted", name=name, at=say.when(visit.promised_at))
    return say("where-booked", at=say.when(visit.promised_at))
