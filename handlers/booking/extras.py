"""What a customer may add if they like: somebody else at home, how to get in, what is wrong, a photo. Never forced."""

from __future__ import annotations

from dataclasses import dataclass

from handlers import slots
from handlers.booking.draft import FOR, booking_draft
from handlers.buttons import Rows, Tap
from handlers.context import Card, Turn
from handlers.phones import phone_in, without_number
from handlers.routes import Routes
from handlers.understanding.faults import NOTE_MAX
from models.errors import NotFound
from scheduling.passwords import looks_like_password

routes = Routes()
WHAT = ("contact", "access", "fault", "photo")
COLUMN = {"access": "access_note", "fault": "fault_note"}
PASSWORD_FREE = ("fault",)  # an entry code is no password of an account


@dataclass(frozen=True)
class ExtraTap(Tap, prefix="cex"):
    """Adds one thing to the card."""

    draft: str
    what: str


@dataclass(frozen=True)
class BackTap(Tap, prefix="cbk"):
    """Back to the card, nothing added."""

    draft: str


@routes.tap(ExtraTap)
async def wanted(turn: Turn, tap: ExtraTap) -> None:
    slots.draft_of(turn, tap.draft)
    if tap.what not in WHAT:
        raise NotFound(what="extra", id=tap.what)
    turn.talk.go(f"{FOR}:{tap.what}")
    await ask(turn)


async def ask(turn: Turn, problem: str | None = None) -> None:
    draft = booking_draft(turn)
    what = (turn.talk.step or "").removeprefix(f"{FOR}:")
    rows: Rows = [[(turn.say("button-back-to-card"), BackTap(draft["id"]))]]
    key = problem or f"booking-{what}"
    await turn.show(Card(turn.say(key), rows))


@routes.tap(BackTap)
async def back(turn: Turn, tap: BackTap) -> None:
    from handlers.booking import summary

    slots.draft_of(turn, tap.draft)
    await summary.show(turn)


@routes.ask(f"{FOR}:contact")
@routes.ask(f"{FOR}:access")
@routes.ask(f"{FOR}:fault")
@routes.ask(f"{FOR}:photo")
async def ask_again(turn: Turn) -> None:
    await ask(turn)


@routes.step(f"{FOR}:contact")
async def contact_given(turn: Turn) -> None:
    """A name, a number, or both; or a contact out of the address book."""
    from handlers.booking import summary

    booking_draft(turn)
    contact = turn.message.contact if turn.message is not None else None
    if contact is not None:
        number, name = phone_in(contact.phone_number), contact.first_name
    else:
        number, name = phone_in(turn.text), without_number(turn.text)
    if number is None:
        await ask(turn, "booking-contact-unclear")
        return
    turn.talk.note(contact_phone=number, contact_name=name[:60] or None)
    await summary.show(turn)


@routes.step(f"{FOR}:access")
@routes.step(f"{FOR}:fault")
async def note_given(turn: Turn) -> None:
    from handlers.booking import summary

    booking_draft(turn)
    what = (turn.talk.step or "").removeprefix(f"{FOR}:")
    if turn.message is not None and turn.message.photo:
        turn.talk.note(photo=turn.message.photo[-1].file_id)
    if not turn.text and not (turn.message is not None and turn.message.photo):
        await ask(turn, "booking-words-please")
        return
    if len(turn.text) > NOTE_MAX:
        await ask(turn, "booking-note-long")
        return
    if what in PASSWORD_FREE and looks_like_password(turn.text):
        await ask(turn, "booking-no-password")
        return
    if turn.text:
        turn.talk.note(**{COLUMN[what]: " ".join(turn.text.split())})
    await summary.show(turn)


@routes.step(f"{FOR}:photo")
async def photo_given(turn: Turn) -> None:
    from handlers.booking import summary

    booking_draft(turn)
    if turn.message is None or not turn.message.photo:
        await ask(turn, "booking-photo-please")
        return
    turn.talk.note(photo=turn.message.photo[-1].file_id)
    await summary.show(turn, turn.say("booking-photo-kept"))
