"""Photos, voice, stickers and the like outside any question: each its own clear answer, for each role."""

from __future__ import annotations

from handlers.buttons import Rows
from handlers.context import Turn
from handlers.relay_taps import WriteDispatchTap
from handlers.routes import CUSTOMER, Routes
from handlers.unknown_words import home_rows, offer_to_pass_on
from models.person import Role

routes = Routes()

STAFF = tuple(Role)


@routes.content("photo", CUSTOMER)
async def photo(turn: Turn) -> None:
    """A photo without a question: to whom should it go?"""
    await offer_to_pass_on(turn, "odd-photo")


@routes.content("photo", Role.TECHNICIAN)
async def technicians_photo(turn: Turn) -> None:
    """Photos of the work belong into the close-out record, which asks for them."""
    await offer_to_pass_on(turn, "odd-photo-technician")


@routes.content("photo", *(role for role in STAFF if role is not Role.TECHNICIAN))
async def staff_photo(turn: Turn) -> None:
    await turn.tell("odd-photo-staff")


@routes.content("voice")
async def voice(turn: Turn) -> None:
    await turn.tell("odd-voice" if turn.role is None else "odd-voice-staff", write_rows(turn))


@routes.content("video")
async def video(turn: Turn) -> None:
    await turn.tell("odd-video", write_rows(turn))


@routes.content("sticker")
async def sticker(turn: Turn) -> None:
    await turn.tell("odd-sticker", home_rows(turn))


@routes.content("document", *(role for role in (CUSTOMER, *STAFF) if role is not Role.DISPATCHER))
async def document(turn: Turn) -> None:
    """Files are for dispatchers, who take orders in from sheets."""
    await turn.tell("odd-document", write_rows(turn))


@routes.content("edited")
async def edited(turn: Turn) -> None:
    """What was said before has been dealt with as it stood."""
    await turn.tell("odd-edited", home_rows(turn))


@routes.content("other")
async def other(turn: Turn) -> None:
    await turn.tell("odd-other", home_rows(turn))


def write_rows(turn: Turn) -> Rows:
    """In words, then: to a person, or from the menu."""
    if turn.role is not None:
        return []
    return [[(turn.say("button-write-dispatch"), WriteDispatchTap(0))], *home_rows(turn)]
