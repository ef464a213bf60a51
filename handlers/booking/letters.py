"""How customers read of an order or a booking that somebody else made for them."""

from __future__ import annotations

from handlers.calendars import with_calendar
from handlers.cards import customer_card
from handlers.context import Card
from handlers.notifications import renders
from handlers.texts.render import Say
from scheduling.letters import Letter


@renders("booked")
def booked(letter: Letter, say: Say) -> Card:
    """Booked on their word by the hotline or a dispatcher."""
    assert letter.view is not None
    return with_calendar(say, letter.view, customer_card(say, letter.view, say("booked-for-you")))


@renders("order-taken")
def order_taken(letter: Letter, say: Say) -> Card:
    assert letter.view is not None
    return customer_card(say, letter.view, say("order-taken-for-you"))


@renders("slots-ready")
def slots_ready(letter: Letter, say: Say) -> Card:
    """Line and port are there: now a time can be chosen (R-3.29)."""
    assert letter.view is not None
    return customer_card(say, letter.view, say("slots-ready-head"))
