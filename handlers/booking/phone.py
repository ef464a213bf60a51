"""A phone number, where none is known: shared with one tap, or typed."""

from __future__ import annotations

from aiogram.types import KeyboardButton, ReplyKeyboardMarkup, ReplyKeyboardRemove

from handlers.booking.draft import FOR, booking_draft
from handlers.context import Card, Turn, plain_text
from handlers.phones import masked, phone_in, shared_phone
from handlers.routes import Routes
from handlers.texts.render import Markup, headed
from scheduling import people
from scheduling.unit_of_work import UnitOfWork

routes = Routes()
STEP = f"{FOR}:phone"


async def ask(turn: Turn, note: Markup | None = None) -> None:
    turn.talk.go(STEP)
    question = turn.say("booking-phone")
    await turn.strip()
    await turn.send(Card(headed(note, question)), contact_keyboard(turn))


def contact_keyboard(turn: Turn) -> ReplyKeyboardMarkup:
    """The messenger's own way to share a number: one tap, and surely one's own."""
    share = KeyboardButton(text=plain_text(turn.say("button-share-phone")), request_contact=True)
    return ReplyKeyboardMarkup(keyboard=[[share]], resize_keyboard=True, one_time_keyboard=True)


@routes.ask(STEP)
async def ask_again(turn: Turn) -> None:
    await ask(turn)


@routes.step(STEP)
async def given(turn: Turn) -> None:
    from handlers.booking import flow
    from handlers.booking.asides import aside

    if await aside(turn):
        return
    booking_draft(turn)
    contact = turn.message.contact if turn.message is not None else None
    if contact is not None and contact.user_id == turn.chat.user_id:
        number = shared_phone(contact.phone_number)
    else:
        number = phone_in(contact.phone_number if contact is not None else turn.text)
    if number is None:
        await ask(turn, turn.say("booking-phone-unclear"))
        return
    own = contact is not None and contact.user_id == turn.chat.user_id
    person_id = await turn.run(note_phone, turn, number, own)
    if person_id != turn.actor.person_id:
        from handlers import start

        await start.become(turn, person_id)
    await turn.send(Card(turn.say("booking-phone-kept", phone=masked(number))), ReplyKeyboardRemove())
    await flow.go_on(turn)


def note_phone(uow: UnitOfWork, turn: Turn, number: str, own: bool) -> int:
    """Their own shared contact proves who they are; a typed number is good for being called back (D-29)."""
    if own:
        return people.share_contact(uow, turn.chat, number, turn.chat.user_id).id
    return people.give_phone(uow, number).id
