"""What people send in the middle of booking that is no answer to the question: a photo, a sticker, a change of mind."""

from __future__ import annotations

from typing import Any

from handlers.answering import content_kind
from handlers.context import Turn
from handlers.texts.render import Markup
from handlers.understanding import what
from handlers.understanding.leaving_off import keeps, leaves_off
from handlers.understanding.remarks import another_address
from handlers.understanding.what import Kind
from scheduling import open_questions, views

KEEP = "button-keep-time"  # what leaving off means where something stands already
COURTESIES = {Kind.THANKS: "courtesy-thanks", Kind.GREETING: "courtesy-here"}
ENOUGH = 1000  # nobody answers one of these questions in more letters


async def aside(turn: Turn) -> bool:
    """Deals with what is no answer; True where nothing more is to be said."""
    from handlers import slots

    message = turn.message
    kind = content_kind(message) if message is not None else "text"
    if kind == "photo" and message is not None and message.photo:
        turn.talk.note(photo=message.photo[-1].file_id)
        await ask_again(turn, "booking-photo-kept")
        return True
    if kind not in ("text", "location", "contact"):
        await ask_again(turn, "booking-words-please")
        return True
    if len(turn.text) > ENOUGH:
        await ask_again(turn, "booking-too-long")
        return True
    if turn.text and await calls_off(turn):
        return True
    if turn.text and changed_mind(turn):
        await slots.stopped(turn)
        return True
    return await another_order(turn) or await elsewhere(turn)


async def elsewhere(turn: Turn) -> bool:
    """地址写错了, once there is one: the same as tapping "another address"; what was named beside it is looked at."""
    from handlers import homes
    from handlers.booking import address, flow
    from handlers.booking.draft import FOR

    draft = turn.talk.draft
    if (
        draft.get("for") != FOR
        or draft.get("customer_id")
        or not draft.get("address")
        or not another_address(turn.text)
    ):
        return False
    home = await homes.said_in(turn)
    address.forget(turn)
    turn.talk.go(address.STEP, elsewhere=True, typed_address=home.text if home is not None else None)
    await flow.go_on(turn)
    return True


async def another_order(turn: Turn) -> bool:
    """A whole new sentence about another kind of order begins that one."""
    from handlers.booking import flow
    from handlers.booking.draft import FOR

    draft = turn.talk.draft
    if draft.get("for") != FOR or draft.get("customer_id") or draft.get("kind") is None or not turn.text:
        return False
    wish = what.understand(turn.text, turn.lang, {"role": "customer"}).get(Kind.BOOK)
    if wish is None or not wish.sure or not wish.entities.services:
        return False
    if wish.order_kind is None or wish.order_kind.value == draft["kind"]:
        return False
    await flow.book_wish(turn, wish)
    return True


async def calls_off(turn: Turn) -> bool:
    """不用来了,网好了, while another time is chosen for an order that stands: that order is meant, and not the choosing."""
    from handlers.rescheduling import cancelling, moving

    if turn.talk.draft.get("for") not in (moving.MOVING, moving.AGAIN) or leaves_off(turn.text):
        return False
    wish = what.understand(turn.text, turn.lang, {"role": "customer", "has_visit": True}).main
    if wish is None or wish.kind not in (Kind.CANCEL, Kind.NO_LONGER_NEEDED):
        return False
    view = await turn.look(views.order_view, turn.talk.draft["order_id"])
    turn.talk.end()
    await cancelling.ask_what(turn, view, well_again=wish.kind is Kind.NO_LONGER_NEEDED)
    return True


def changed_mind(turn: Turn) -> bool:
    """算了, 不约了, cancel: said plainly and about nothing else."""
    from handlers import slots

    if leaves_off(turn.text):
        return True
    purpose = slots.PURPOSES.get(turn.talk.draft.get("for", ""))
    if purpose is not None and purpose.stop == KEEP and keeps(turn.text):
        return True
    if len(turn.text) > (40 if turn.text.isascii() else 16):  # a letter says less than a character
        return False
    reading = what.understand(turn.text, turn.lang, {"role": "customer", "asked": "booking"})
    first = reading.main
    return first is not None and first.kind in (Kind.CANCEL, Kind.NO_LONGER_NEEDED) and first.sure


async def of_another_question(turn: Turn) -> bool:
    """Something else was asked below this card meanwhile: a plain yes may be the answer to that."""
    if not await turn.look(open_questions.asked_meanwhile, turn.chat.bot_id, turn.chat.chat_id):
        return False
    turn.talk.note(asked_at=turn.now.isoformat())  # put again, and so the last to be asked
    await ask_again(turn, "booking-this-one")
    return True


async def besides(turn: Turn, key: str, **params: Any) -> Markup:
    """What to say to words that answer nothing: thanks are returned; all else may go on to a person (R-1.17)."""
    from handlers.my_visits import mine
    from handlers.unknown_words import keep_unsaid, pass_on_rows

    if turn.role is None and any(letter.isalpha() for letter in turn.text):
        first = what.understand(turn.text, turn.lang, {"role": "customer"}).main
        if first is not None and first.sure and first.kind in COURTESIES:
            return turn.say(COURTESIES[first.kind])
        turn.foot = pass_on_rows(turn.say, keep_unsaid(turn), await turn.look(mine))
    return turn.say(key, **params)


async def ask_again(turn: Turn, key: str) -> None:
    """A word about what came, then the open question again, as one answer."""
    from handlers.booking import flow

    await flow.ask(turn, turn.say(key))
