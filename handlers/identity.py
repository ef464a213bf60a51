"""Who somebody is: their order's number and four digits, or their own contact (D-29)."""

from __future__ import annotations

import re
from typing import Any

from aiogram.types import ReplyKeyboardRemove

from handlers import start
from handlers.booking.phone import contact_keyboard
from handlers.cards import customer_card, menu_row
from handlers.context import Card, Turn
from handlers.phones import masked, shared_phone
from handlers.routes import CUSTOMER, Routes
from handlers.taps import IdentifyTap
from models.errors import IdentityMismatch
from scheduling import people, views
from scheduling.unit_of_work import UnitOfWork

routes = Routes()

NUMBER_MOST = 40  # characters of an order number and what is written beside it


@routes.tap(IdentifyTap)
async def identify_tapped(turn: Turn, tap: IdentifyTap) -> None:
    await ask_number(turn)


@routes.command("identify", CUSTOMER)
async def identify_command(turn: Turn) -> None:
    await ask_number(turn)


@routes.ask("identity:number")
async def ask_number(turn: Turn) -> None:
    """Order number and last four digits, or simply one's own contact."""
    turn.talk.start("identity:number")
    await turn.strip()
    await turn.send(Card(turn.say("identity-number")), contact_keyboard(turn))


NUMBER = re.compile(r"\d{6}-\d{6}(?!\d)")


async def number_unasked(turn: Turn) -> bool:
    """Somebody not known yet begins with their order's number: the same as answering the question for it."""
    if turn.person.phone_verified or not NUMBER.match(turn.text) or len(turn.text) > NUMBER_MOST:
        return False
    await number_given(turn)
    return True


@routes.step("identity:number")
async def number_given(turn: Turn) -> None:
    if turn.message is not None and turn.message.contact is not None:
        await take_contact(turn)
        return
    parts = turn.text.replace(",", " ").replace(",", " ").split()
    if len(parts) >= 2 and len(parts[-1]) == 4 and parts[-1].isdigit():
        await check(turn, parts[0], parts[-1])
        return
    if not parts or len(turn.text) > NUMBER_MOST or not any(letter.isdigit() for letter in turn.text):
        await turn.tell("identity-number-unclear", menu_row(turn.say))
        return
    turn.talk.start("identity:four", number=parts[0])
    await turn.tell("identity-four", menu_row(turn.say))


@routes.ask("identity:four")
async def ask_four(turn: Turn) -> None:
    await turn.tell("identity-four", menu_row(turn.say))


@routes.step("identity:four")
async def four_given(turn: Turn) -> None:
    if turn.message is not None and turn.message.contact is not None:
        await take_contact(turn)
        return
    digits = "".join(letter for letter in turn.text if letter.isdigit())
    if len(digits) != 4:
        await turn.tell("identity-four", menu_row(turn.say))
        return
    await check(turn, str(turn.talk.draft.get("number", "")), digits)


async def check(turn: Turn, number: str, last_four: str) -> None:
    """A wrong answer is counted in a transaction of its own; after the last one the hotline helps."""
    turn.talk.end()
    try:
        person = await turn.run(people.identify, turn.chat, number, last_four)
    except IdentityMismatch:
        left = await turn.run(people.wrong_try, turn.chat)
        if left > 0:
            turn.talk.start("identity:number")
            await turn.tell("refused-identity-mismatch", menu_row(turn.say), left=left)
        else:
            await turn.tell("refused-too-many-tries", menu_row(turn.say), hotline=turn.policy.company.hotline)
        return
    await start.become(turn, person.id)
    await recognised(turn)


async def take_contact(turn: Turn) -> None:
    """A shared contact, at any time: one's own proves who one is; somebody else's is refused."""
    contact = turn.message.contact if turn.message is not None else None
    number = shared_phone(contact.phone_number) if contact is not None else None
    if contact is None or number is None:
        await turn.tell("identity-contact-unclear", menu_row(turn.say))
        return
    turn.talk.end()
    person = await turn.run(people.share_contact, turn.chat, number, contact.user_id)
    await start.become(turn, person.id)
    await turn.send(Card(turn.say("identity-phone-kept", phone=masked(number))), ReplyKeyboardRemove())
    await recognised(turn)


async def recognised(turn: Turn) -> None:
    """Known now: their open orders, or the menu."""

    def latest(uow: UnitOfWork) -> int | None:
        found = people.orders_of(uow, uow.me, open_only=True)
        return found[0].id if found else None

    order_id: Any = await turn.look(latest)
    head = turn.say("start-recognised", name=turn.person.name)
    if order_id is None:
        await start.menu(turn, head)
        return
    view = await turn.look(views.order_view, order_id)
    await turn.show(customer_card(turn.say, view, head))


@routes.content("contact", CUSTOMER)
async def contact_shared(turn: Turn) -> None:
    """Somebody shares a contact unasked: the same as answering the question."""
    await take_contact(turn)
