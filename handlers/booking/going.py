"""An order for the same thing is under way: that one, or really another matter?"""

from __future__ import annotations

from dataclasses import dataclass, replace

from handlers import slots, wishes
from handlers.booking.draft import FOR, booking_draft, customer_of, known_of, same_going
from handlers.buttons import Tap
from handlers.cards import customer_card, service_words
from handlers.context import Turn
from handlers.routes import Routes
from handlers.slots import StopTap
from handlers.texts.render import Markup
from handlers.understanding.what import Wish
from scheduling import views
from scheduling.permissions import Action

routes = Routes()


@dataclass(frozen=True)
class AnywayTap(Tap, prefix="cny"):
    """Another matter than the order under way."""

    draft: str


async def show(turn: Turn, order_id: int) -> None:
    """An order for the same thing is under way: that one, or really another matter? Never split (R-3.3)."""
    draft, say = booking_draft(turn), turn.say
    turn.talk.go(f"{FOR}:going")
    view = await turn.look(views.order_view, order_id)
    card = customer_card(say, view, say("booking-going"))
    split = set(draft["services"]) < set(view.services)
    if split:
        text = Markup(f"{card.text}\n\n{say('booking-not-split', services=service_words(say, view.services))}")
        card = replace(card, text=text)
    rows = [*card.rows]
    if not split:
        rows.append([(say("button-anyway"), AnywayTap(draft["id"]))])
    rows.append([(say("button-stop"), StopTap(draft["id"]))])
    await turn.show(replace(card, rows=rows))


@routes.tap(AnywayTap)
async def anyway(turn: Turn, tap: AnywayTap) -> None:
    from handlers.booking import flow

    slots.draft_of(turn, tap.draft)
    turn.talk.note(anyway=True)
    await flow.go_on(turn)


async def moves(turn: Turn, wish: Wish | None) -> bool:
    """现在能来人吗, below the order that is under way: that one's time is meant, unless something else is named."""
    from handlers.rescheduling.moving import start_moving

    draft, said = booking_draft(turn), wishes.said_in(turn)
    going = same_going(draft, await turn.look(known_of, customer_of(turn)))
    if going is None or said is None or said.problem is not None:
        return False
    if wish is not None and (wish.order_kind or going.kind) != going.kind:
        return False
    if wish is not None and not set(wish.entities.services) <= set(going.services):
        return False
    view = await turn.look(views.order_view, going.id)
    if view.visit is None or Action.CHANGE not in view.actions:
        return False
    await start_moving(turn, view, wishes.keep(said))
    return True
