"""Yes, no, later, thanks, hello, help; and the words of people who need a person: complaints, "a human please"."""

from __future__ import annotations

from typing import Any

from handlers import confirmation, two_key
from handlers.booking.flow import repair_row
from handlers.buttons import Rows
from handlers.cards import menu_row
from handlers.context import Turn
from handlers.held_orders import answering as restored
from handlers.my_visits import mine
from handlers.relay import photo_of, technician_of
from handlers.relay_taps import WriteDispatchTap
from handlers.rescheduling import change_wish
from handlers.routes import CUSTOMER, Routes
from handlers.taps import WriteTechnicianTap
from handlers.understanding.what import Kind
from handlers.unknown_words import home_rows, offer_to_pass_on, unknown
from handlers.wishes import said_in
from models.order import OrderStatus
from models.person import Person, Role
from scheduling import messages, open_questions
from scheduling.open_questions import Question
from scheduling.unit_of_work import UnitOfWork
from scheduling.views import OrderView

routes = Routes()

STAFF = tuple(Role)
SHORT = 16  # a no that answers nothing is no longer than this


async def asked(turn: Turn) -> Question | None:
    """What this customer was asked last and has not answered."""
    found = await turn.look(open_questions.open_questions)
    return found[0] if found else None


@routes.wish(Kind.YES, CUSTOMER)
async def yes(turn: Turn, wish: Any) -> None:
    """A plain yes answers the question that is open; with none open it changes nothing."""
    question = await asked(turn)
    if question is None:
        await turn.tell("courtesy-yes", menu_row(turn.say))
    elif question.asked == "confirm":
        await confirmation.confirm(turn, question.visit_id)
    elif question.asked == "restored":
        await restored.works(turn, question.order_id)
    else:
        await two_key.fixed(turn, question.order_id)


@routes.wish(Kind.NO, CUSTOMER)
async def no(turn: Turn, wish: Any) -> None:
    question = await asked(turn)
    if (question is None or question.asked == "confirm") and said_in(turn) is not None:
        await change_wish(turn, wish)  # 不是,我说的是下午: another time is meant
    elif question is None and len(turn.text) > SHORT:
        await unknown(turn)  # "no tengo internet" is no answer to anything
    elif question is None:
        await turn.tell("courtesy-no", menu_row(turn.say))
    elif question.asked == "confirm":
        await confirmation.does_not_suit(turn, question.visit_id)
    elif question.asked == "restored":
        await restored.still_broken(turn, question.order_id)
    else:
        await two_key.not_fixed(turn, question.order_id, None)


@routes.wish(Kind.YES, *STAFF)
@routes.wish(Kind.NO, *STAFF)
@routes.wish(Kind.LATER, *STAFF)
async def staff_small_word(turn: Turn, wish: Any) -> None:
    """Staff answer by the buttons of a card: a small word changes nothing."""
    await turn.tell("courtesy-staff")


@routes.wish(Kind.AT_HOME, CUSTOMER)
async def at_home(turn: Turn, wish: Any) -> None:
    """ "我在家": an answer to the second confirmation, or a word for the technician who is coming."""
    found = await turn.look(mine)
    coming = next((view for view in found if is_coming(view)), None)
    if not found:
        await greeting(turn, wish)  # 喂,有人吗
    elif coming is None:
        question = await asked(turn)
        if question is not None and question.asked == "confirm":
            await confirmation.confirm(turn, question.visit_id)
        else:
            await turn.tell("courtesy-at-home", menu_row(turn.say))
    else:
        await tell_them(turn, coming)


async def tell_them(turn: Turn, coming: OrderView) -> None:
    await turn.run(messages.write_to_technician, coming.id, turn.text[: turn.policy.text_max])
    more: Rows = [[(turn.say("relay-more"), WriteTechnicianTap(coming.id))]]
    await turn.tell("courtesy-at-home-told", more, name=technician_of(coming) or "")


def is_coming(view: OrderView) -> bool:
    return technician_of(view) is not None and view.status in (OrderStatus.EN_ROUTE, OrderStatus.ON_SITE)


@routes.wish(Kind.THANKS)
async def thanks(turn: Turn, wish: Any) -> None:
    await turn.tell("courtesy-thanks", home_rows(turn))


@routes.wish(Kind.GREETING, CUSTOMER)
async def greeting(turn: Turn, wish: Any) -> None:
    from handlers import start

    await start.menu(turn)


@routes.command("help", CUSTOMER)
async def help_command(turn: Turn) -> None:
    """What one can say and tap here."""
    if turn.role is None:
        await turn.tell("help-customer", [*repair_row(turn.say), *home_rows(turn)])
    else:
        await turn.tell("help-staff")


@routes.wish(Kind.HELP, CUSTOMER)
async def help_wished(turn: Turn, wish: Any) -> None:
    await help_command(turn)


@routes.wish(Kind.HUMAN, CUSTOMER)
async def human(turn: Turn, wish: Any) -> None:
    """A person, please: the hotline's number, and the dispatcher or technician one tap away."""
    reachable = next((view for view in await turn.look(mine) if technician_of(view) is not None), None)
    rows: Rows = [[(turn.say("button-write-dispatch"), WriteDispatchTap(0))]]
    if reachable is not None:
        name = technician_of(reachable) or ""
        rows.append([(turn.say("human-technician", name=name), WriteTechnicianTap(reachable.id))])
    await turn.tell("human", rows)


@routes.wish(Kind.COMPLAIN, CUSTOMER)
async def complain(turn: Turn, wish: Any) -> None:
    """A complaint goes to the dispatcher word for word and has an owner at once (R-1.17); in doubt it is asked first."""
    if not wish.sure:
        await offer_to_pass_on(turn, "complaint-sure")
        return
    owner = await turn.run(pass_on, turn.text, photo_of(turn))
    more: Rows = [[(turn.say("relay-more"), WriteDispatchTap(0))]]
    if owner is None:
        await turn.tell("complaint-passed", more)
    else:
        await turn.tell("complaint-passed-to", more, owner=owner)


def pass_on(uow: UnitOfWork, text: str, photo: str | None) -> str | None:
    """Writes to the dispatcher; the name of whoever owns it now."""
    message = messages.write_to_dispatch(uow, text, None, photo)
    return uow.get(Person, message.owner_id).name if message.owner_id is not None else None
