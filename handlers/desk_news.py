"""A fault told at the desk: somebody on the telephone has it at home, or an area is without service."""

from __future__ import annotations

from handlers import homes, wishes
from handlers.context import Turn
from handlers.outages import opening
from handlers.phone_orders.questions import new_wish
from handlers.phones import phone_in
from handlers.routes import Routes
from handlers.understanding import outages as reading
from handlers.understanding.homes import to_a_door
from handlers.understanding.what import Kind, Wish
from handlers.understanding.what.kinds import OrderKind, Symptom
from models.person import Role
from scheduling.outages import choosing

routes = Routes()


@routes.wish(Kind.OUTAGE_OPEN, Role.DISPATCHER)
async def outage_told(turn: Turn, wish: Wish) -> None:
    """With a door, or the number of whoever rang, it is that home's order; what broke for many is said with its cause."""
    home = await homes.said_in(turn)
    at_home = home is not None and to_a_door(home.text)
    rang = phone_in(turn.text) is not None and reading.cause_in(turn.text) is None
    if (at_home or rang) and not reading.asks(turn.text):
        await new_wish(turn, wish)
    else:
        await opening.said(turn, wish)


@routes.wish(Kind.BOOK, Role.DISPATCHER)
async def fault_told(turn: Turn, wish: Wish) -> None:
    """幸福里断网了: no door, nobody who rang and no visit asked for; so the area's."""
    gone = wish.order_kind is OrderKind.REPAIR and wish.entities.symptom is Symptom.NO_CONNECTION
    if gone and not await names_somebody(turn) and await turn.look(choosing.named, turn.text):
        await opening.said(turn, wish)
    else:
        await new_wish(turn, wish)


async def names_somebody(turn: Turn) -> bool:
    """A door, a number, or a time for somebody to come: any of them makes it one customer's."""
    home = await homes.said_in(turn)
    told = phone_in(turn.text) or wishes.visit_in(turn, homes.without(turn.text, home))
    return bool(told) or (home is not None and to_a_door(home.text))
