"""Finding an order: by number, phone, name or address."""

from __future__ import annotations

import re

from handlers.answering import argument
from handlers.buttons import Rows, in_rows
from handlers.context import Card, Turn
from handlers.dispatch import PER_PAGE, STAFF, show_order
from handlers.dispatch_cards import row_line
from handlers.dispatch_taps import DeskTap, FoundTap, HomeTap, NewOrderTap
from handlers.phones import phone_in
from handlers.routes import Routes
from handlers.texts.render import Markup
from handlers.understanding.what import Kind, Wish
from models.person import Role
from scheduling import desk
from scheduling.finding import Search

routes = Routes()

NUMBER = re.compile(r"(?<!\d)\d{6}-\d{6}(?!\d)")
CARRIED_BYTES = 50  # of the 64 that a button may carry
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
    await look_for(turn, named.order_number or named.phone or named.query)


async def look_for(turn: Turn, named: str | None = None) -> None:
    """As it was written, where that finds anything: 李建国 5栋 names more than somebody. Else what it names."""
    text = turn.text[:SEARCHED_MOST]
    as_written = (await turn.look(desk.found, text, 1)).count
    await show_found(turn, text if as_written else named or await named_in(turn) or text)


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


@routes.tap(FoundTap)
async def another_page(turn: Turn, tap: FoundTap) -> None:
    await show_found(turn, tap.words, max(0, tap.page))


async def show_found(turn: Turn, words: str, page: int = 0) -> None:
    """By number, phone, name or address: one hit is its card, several are a list."""
    words = words[:SEARCHED_MOST]
    found = await turn.look(desk.found, words, PER_PAGE, page)
    if found.count == 1 and found.rows:
        await show_order(turn, found.rows[0].order.id)
        return
    say = turn.say
    if not found.rows:
        rows: Rows = [[(say("button-desk-home"), HomeTap())]]
        if turn.role in (Role.DISPATCHER, Role.HOTLINE):
            rows.insert(0, [(say("button-new-order"), NewOrderTap(phone_in(words) or ""))])
        await turn.show(Card(say("find-none", words=words), rows))
        return
    await turn.show(found_card(turn, words, found, page))


def found_card(turn: Turn, words: str, found: Search, page: int) -> Card:
    say, at = turn.say, page * PER_PAGE
    lines = [say("find-several", count=found.count, words=words)]
    lines += [row_line(say, number, row, turn.now) for number, row in enumerate(found.rows, start=at + 1)]
    buttons = (
        (say("button-open-number", number=n), DeskTap(row.order.id)) for n, row in enumerate(found.rows, start=at + 1)
    )
    turning = []
    words = words.replace(":", " ")
    fits = len(words.encode()) <= CARRIED_BYTES  # who wrote more than that can write a little more
    if page and fits:
        turning.append((say("button-list-back"), FoundTap(page - 1, words)))
    if found.count > at + PER_PAGE and fits:
        turning.append((say("button-list-on"), FoundTap(page + 1, words)))
    return Card(Markup("\n".join(lines)), [*in_rows(buttons, 4), turning, [(say("button-desk-home"), HomeTap())]])
