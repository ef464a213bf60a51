"""What a customer may add if they like: somebody else at home, how to get in, what is wrong, a photo. Never forced."""

from __future__ import annotations

from dataclasses import dataclass

from handlers import slots
from handlers.booking.draft import FOR, booking_draft
from handlers.buttons import Rows, Tap
from handlers.context import Card, Turn, plain_text
from handlers.phones import phone_in, without_number
from handlers.relay_taps import PassOnTap
from handlers.routes import Routes
from handlers.understanding.faults import NOTE_MAX
from handlers.understanding.what import Kind, Reading
from models.errors import NotFound
from models.order import OrderKind
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


@dataclass(frozen=True)
class NoteTap(Tap, prefix="cnt"):
    """What was just said, for the technician to read."""

    draft: str
    said_id: int


def more_of_the_fault(turn: Turn, reading: Reading) -> bool:
    """路由器红灯一直闪, below the card of a repair: the technician should read it, and nobody has to tap for that."""
    wish = reading.get(Kind.BOOK)
    told = wish is not None and wish.sure and wish.order_kind == OrderKind.REPAIR.value
    if not told or booking_draft(turn)["kind"] != OrderKind.REPAIR or looks_like_password(turn.text):
        return False
    return add_note(turn, "fault_note", turn.text)


def offer_to_note(turn: Turn) -> None:
    """家里有狗 goes onto the order with one tap, or to a person with another."""
    said_id = next((does.said_id for row in turn.foot for _, does in row if isinstance(does, PassOnTap)), None)
    if said_id is not None and len(turn.text) <= NOTE_MAX:
        turn.foot = [[(turn.say("booking-note-it"), NoteTap(booking_draft(turn)["id"], said_id))], *turn.foot]


@routes.tap(NoteTap)
async def note_it(turn: Turn, tap: NoteTap) -> None:
    from handlers.booking import summary

    draft = slots.draft_of(turn, tap.draft)
    line = (draft.get("unsaid") or {}).get(str(tap.said_id))
    if line is None:
        raise NotFound(what="draft", id=tap.draft)
    await summary.show(
        turn, turn.say("booking-noted" if add_note(turn, "access_note", line["text"]) else "booking-note-long")
    )


def add_note(turn: Turn, column: str, words: str) -> bool:
    """Beside what is noted there already; False where that would become too long."""
    before, words = booking_draft(turn).get(column), " ".join(words.split())
    note = plain_text(turn.say("booking-notes", first=before, second=words)) if before else words
    if len(note) <= NOTE_MAX:
        turn.talk.note(**{column: note})
    return len(note) <= NOTE_MAX
