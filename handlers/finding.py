"""Finding an order: by number, phone, name or address."""

from __future__ import annotations

import re

from handlers.answering import argument
from handlers.buttons import Rows, in_rows
from handlers.context import Card, Turn
from handlers.dispatch import STAFF, show_order
from handlers.dispatch_cards import row_line
from handlers.dispatch_taps import DeskTap, HomeTap, NewOrderTap
from handlers.phones import phone_in
from handlers.routes import Routes
from handlers.texts.render import Markup
from handlers.understanding.what import Kind, Wish
from models.person import Role
from scheduling import desk

routes = Routes()

NUMBER = re.compile(r"\b\d{6}-\d{6}\b")
SEARCHED_MOST = 60  # letters: a number, a name or an address is no longer


@routes.command("find", *STAFF)
async def find(turn: Turn) -> None:
    words = argument(turn)
    if words:
        await show_found(turn, words)
        return
    turn.talk.start("dispatch:find")
    await ask_find(turn)


@routes.ask("dispatch:find")
async def ask_find(turn: Turn) -> None:
    await turn.tell("find-ask")


@routes.step("dispatch:find")
async def find_words(turn: Turn) -> None:
    if not 0 < len(turn.text) <= SEARCHED_MOST:
        await ask_find(turn)
        return
    turn.talk.end()
    await show_found(turn, turn.text)


@routes.wish(Kind.SEARCH, *STAFF)
async def wants_found(turn: Turn, wish: Wish) -> None:
    named = wish.entities
    await show_found(turn, named.order_number or named.phone or named.query or turn.text)


@routes.wish(Kind.CHANGE, *STAFF)
@routes.wish(Kind.CANCEL, *STAFF)
@routes.wish(Kind.WHERE, *STAFF)
async def about_an_order(turn: Turn, wish: Wish) -> None:
    """取消王芳的单: the order that is meant is shown, and its buttons ask what is to be done; words alone do nothing to it."""
    named = wish.entities
    await show_found(turn, named.order_number or named.phone or await named_in(turn) or turn.text)


async def named_in(turn: Turn) -> str | None:
    """The number or the customer that a sentence names."""
    number = NUMBER.search(turn.text)
    return number[0] if number else await turn.look(desk.customer_named, turn.text[:SEARCHED_MOST])


async def show_found(turn: Turn, words: str) -> None:
    """By number, phone, name or address: one hit is its card, several are a list."""
    words = words[:SEARCHED_MOST]
    found = await turn.look(desk.found, words)
    if len(found) == 1:
        await show_order(turn, found[0].order.id)
        return
    say = turn.say
    if not found:
        rows: Rows = [[(say("button-desk-home"), HomeTap())]]
        if turn.role in (Role.DISPATCHER, Role.HOTLINE):
            rows.insert(0, [(say("button-new-order"), NewOrderTap(phone_in(words) or ""))])
        await turn.show(Card(say("find-none", words=words), rows))
        return
    lines = [say("find-several", count=len(found), words=words)]
    lines += [row_line(say, number, row, turn.now) for number, row in enumerate(found, start=1)]
    buttons = ((say("button-open-number", number=n), DeskTap(row.order.id)) for n, row in enumerate(found, start=1))
    await turn.show(Card(Markup("\n".join(lines)), [*in_rows(buttons, 5), [(say("button-desk-home"), HomeTap())]]))
