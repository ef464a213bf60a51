"""The waiting list: earlier, if something comes free; the first tap wins."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from handlers import slots
from handlers.buttons import Button, Rows, Tap
from handlers.calendars import calendar_card
from handlers.cards import customer_card, menu_row
from handlers.context import Card, Turn
from handlers.my_visits import list_visits, mine, show_order
from handlers.notifications import renders
from handlers.relay import technician_of
from handlers.routes import CUSTOMER, Routes
from handlers.taps import ChangeTap, EarlierTap, NotEarlierTap
from handlers.texts.render import Markup, Say
from handlers.understanding.what import Kind
from handlers.unknown_words import offer_to_pass_on
from models.appointment import Status
from models.errors import OutsideHours, SlotTaken, WrongState
from scheduling import rescheduling, views, waiting_list
from scheduling.letters import Letter
from scheduling.permissions import Action
from scheduling.unit_of_work import UnitOfWork
from scheduling.views import OrderView

routes = Routes()


@dataclass(frozen=True)
class TakeEarlierTap(Tap, prefix="cte"):
    """Yes to a freed slot; `minute` is its start, in minutes since 1970."""

    visit_id: int
    minute: int


@dataclass(frozen=True)
class KeepTimeTap(Tap, prefix="ckt"):
    """The time they have stays."""

    visit_id: int


@routes.tap(EarlierTap)
async def earlier_tapped(turn: Turn, tap: EarlierTap) -> None:
    await join(turn, tap.visit_id)


@routes.tap(NotEarlierTap)
async def not_earlier_tapped(turn: Turn, tap: NotEarlierTap) -> None:
    await turn.run(waiting_list.leave, tap.visit_id)
    view = await turn.look(views.visit_view, tap.visit_id)
    await turn.show(customer_card(turn.say, view, turn.say("waiting-left")))


async def join(turn: Turn, visit_id: int) -> None:
    """On the list; what is free already is one tap away."""
    await turn.run(waiting_list.join, visit_id)
    view, free = await turn.look(views.visit_view, visit_id), await turn.look(waiting_list.free_before, visit_id)
    card = customer_card(turn.say, view, turn.say("waiting-free-already" if free else "waiting-joined"))
    take: Rows = [[take_button(turn.say, visit_id, window.starts_at)] for window in free]
    await turn.show(replace(card, rows=[*take, *card.rows]))


def take_button(say: Say, visit_id: int, starts_at: datetime) -> Button:
    return say("waiting-take", at=say.when(starts_at)), TakeEarlierTap(visit_id, int(starts_at.timestamp() // 60))


@routes.wish(Kind.EARLIER, CUSTOMER)
async def earlier_wished(turn: Turn, wish: Any) -> None:
    """ "能早点来吗": the one visit ahead goes onto the list; several are asked about."""
    theirs = await turn.look(mine)
    found = [view for view in theirs if Action.JOIN_WAITING_LIST in view.actions and view.visit]
    if not found and any(technician_of(view) is not None for view in theirs):
        await offer_to_pass_on(turn, "waiting-too-near")
    elif not found:
        await list_visits(turn)
    elif len(found) > 1:
        await turn.show(Card(turn.say("waiting-which"), [*which_rows(turn.say, found), *menu_row(turn.say)]))
    elif found[0].waiting:
        await show_order(turn, found[0], turn.say("waiting-already"))
    else:
        await join(turn, visit_of(found[0]))


def visit_of(view: OrderView) -> int:
    return view.visit.id if view.visit is not None else 0


def which_rows(say: Say, found: list[OrderView]) -> Rows:
    return [
        [(say("waiting-this", kind=say(f"kind-{v.kind}"), when=say.when(v.visit.starts_at)), EarlierTap(v.visit.id))]
        for v in found
        if v.visit is not None
    ]


@renders("earlier-slot")
def earlier_slot(letter: Letter, say: Say) -> Card:
    """An earlier slot came free; others are asked too, and it is said until when the question stands."""
    if letter.view is None or letter.view.visit is None:
        raise ValueError("an earlier slot is offered for a visit")
    visit = letter.view.visit
    starts_at, ends_at, until = (instant(letter, name) for name in ("starts_at", "ends_at", "until"))
    lines = [
        Markup(f"<b>{say('waiting-free')}</b>"),
        say("waiting-new", window=say.window(starts_at, ends_at)),
        say("waiting-old", window=say.window(visit.starts_at, visit.ends_at)),
        Markup(),
        say("waiting-first", until=say.clock(until)),
    ]
    take, keep = take_button(say, visit.id, starts_at), (say("waiting-keep"), KeepTimeTap(visit.id))
    return Card(Markup("\n".join(lines)), [[take], [keep]])


def instant(letter: Letter, name: str) -> datetime:
    return datetime.fromisoformat(letter.params[name])


@routes.tap(TakeEarlierTap)
async def take_earlier(turn: Turn, tap: TakeEarlierTap) -> None:
    """The visit moves forward, if nobody was faster; else the old time stands, and that is said."""
    starts_at = slots.instant(tap.minute)
    now = await turn.look(visit_now, tap.visit_id)
    visit_id = now.visit.id if now.visit is not None else tap.visit_id
    if now.visit is not None and starts_at > now.visit.starts_at:
        raise WrongState(current=now.status.value, wanted="earlier")  # moved meanwhile: this is earlier no more
    try:
        visit = await turn.run(rescheduling.move, visit_id, starts_at, f"earlier:{visit_id}:{tap.minute}")
    except (SlotTaken, OutsideHours):
        await turn.show(gone_card(turn.say, now))
        return
    view = await turn.look(views.visit_view, visit.id)
    await turn.show(customer_card(turn.say, view, turn.say("waiting-taken")))
    await turn.send(calendar_card(turn.say, view))


def visit_now(uow: UnitOfWork, visit_id: int) -> OrderView:
    """With the visit as it was offered something earlier for, or the one it has been moved to since."""
    asked = views.visit_view(uow, visit_id)
    moved = asked.visit is not None and asked.visit.status is Status.RESCHEDULED
    return views.order_view(uow, asked.id) if moved else asked


def gone_card(say: Say, view: OrderView) -> Card:
    """Somebody was faster. The old time stands, and they stay on the list."""
    card = customer_card(say, view, say("waiting-gone"))
    first: Rows = []
    if view.visit is not None and Action.CHANGE in view.actions:
        first.append([(say("button-see-times"), ChangeTap(view.visit.id))])
    others = [row for row in card.rows if not any(isinstance(does, ChangeTap) for _, does in row)]
    return Card(card.text, [*first, *others])


@routes.tap(KeepTimeTap)
async def keep_time(turn: Turn, tap: KeepTimeTap) -> None:
    """This one not; whether they are told of the next one is theirs to say."""
    view = await turn.look(views.visit_view, tap.visit_id)
    await turn.show(customer_card(turn.say, view, turn.say("waiting-kept")))
