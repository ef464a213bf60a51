"""The relay (R-1.17, promise 8): what one writes reaches the other in the same chat, numbers hidden.

A button says whom it goes to; what is typed next, or a photo, is what goes. The card that carried the button stays
as it is: a technician's card or an open question must not vanish because somebody wrote a line.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from handlers.buttons import Button, Rows
from handlers.context import Card, Turn
from handlers.notifications import renders
from handlers.relay_taps import AnswerTap, StopWritingTap, TakeOverTap, WriteDispatchTap
from handlers.routes import Routes
from handlers.taps import AskTap, OrderTap, WriteCustomerTap, WriteTechnicianTap
from handlers.texts.render import Markup, Say
from models.errors import NotReachable, Refused
from models.message import Message
from scheduling import messages, views
from scheduling.letters import Letter, MessageView
from scheduling.permissions import Action
from scheduling.unit_of_work import UnitOfWork
from scheduling.views import OrderView

routes = Routes()

WRITING = "relay:write"
CAPTION_MOST = 850  # below a photo the messenger takes 1024 letters, our own lines included


# Whom to write to


@routes.tap(AskTap)
async def ask_tapped(turn: Turn, tap: AskTap) -> None:
    """A question: to the dispatcher, or with one tap to the technician instead, where there is one."""
    view = await turn.look(views.order_view, tap.order_id)
    await start(turn, "dispatch", order_id=view.id, technician=technician_of(view))


@routes.tap(WriteDispatchTap)
async def dispatch_tapped(turn: Turn, tap: WriteDispatchTap) -> None:
    await start(turn, "dispatch", order_id=tap.order_id)


@routes.tap(WriteTechnicianTap)
async def technician_tapped(turn: Turn, tap: WriteTechnicianTap) -> None:
    view = await turn.look(views.order_view, tap.order_id)
    if Action.WRITE_TO_TECHNICIAN not in view.actions:
        raise NotReachable(number=view.number)
    await start(turn, "technician", order_id=view.id, name=technician_of(view) or "")


@routes.tap(WriteCustomerTap)
async def customer_tapped(turn: Turn, tap: WriteCustomerTap) -> None:
    view = await turn.look(views.order_view, tap.order_id)
    if Action.WRITE_TO_CUSTOMER not in view.actions:
        raise NotReachable(number=view.number)
    await start(turn, "customer", order_id=view.id, name=view.customer or view.number)


@routes.tap(AnswerTap)
async def answer_tapped(turn: Turn, tap: AnswerTap) -> None:
    await turn.look(messages.require_answer, tap.message_id)
    await start(turn, "answer", message_id=tap.message_id)


def technician_of(view: OrderView) -> str | None:
    """The technician's name as far as the reader may know it, where they can be written to."""
    if Action.WRITE_TO_TECHNICIAN not in view.actions or view.visit is None or view.visit.technician is None:
        return None
    return view.visit.technician.name


async def start(turn: Turn, to: str, **draft: Any) -> None:
    turn.talk.interrupt(WRITING, to=to, **draft)
    await prompt(turn)


@routes.ask(WRITING)
async def prompt(turn: Turn) -> None:
    """A message of its own, so that the card above keeps its buttons."""
    draft, say = turn.talk.draft, turn.say
    words = say(f"relay-write-{draft['to']}", name=draft.get("name", ""))
    rows: Rows = []
    if draft.get("technician"):
        rows.append([(say("relay-rather-technician", name=draft["technician"]), WriteTechnicianTap(draft["order_id"]))])
    await turn.send(Card(words, [*rows, [(say("relay-stop"), StopWritingTap())]]))


@routes.tap(StopWritingTap)
async def stopped(turn: Turn, tap: StopWritingTap) -> None:
    if turn.talk.step == WRITING:
        turn.talk.end()
    await turn.tell("relay-stopped")


# What is written


@routes.step(WRITING)
async def written(turn: Turn) -> None:
    """Words or a photo go on; anything else is asked for in words."""
    photo = photo_of(turn)
    if not turn.text and photo is None:
        await turn.tell("relay-words-or-photo", [[(turn.say("relay-stop"), StopWritingTap())]])
        return
    draft = dict(turn.talk.draft)
    await sent(turn, use_case_for(draft), turn.text, photo)
    await turn.show(sent_card(turn.say, draft))


@routes.reply(AnswerTap)
async def replied(turn: Turn, tap: AnswerTap) -> None:
    """The messenger's own reply to a relayed message is its answer, whatever else was being talked about."""
    await turn.look(messages.require_answer, tap.message_id)
    turn.talk.interrupt(WRITING, to="answer", message_id=tap.message_id)
    await written(turn)


async def sent(turn: Turn, use_case: Callable[[UnitOfWork, str, str | None], Message], text: str,
               photo: str | None) -> Message:  # fmt: skip
    """Sends and ends the conversation in one transaction; refused, the conversation stands where it stood."""
    talk = turn.talk
    step, draft = talk.step, dict(talk.draft)
    talk.end()
    try:
        return await turn.run(use_case, text, photo)
    except Refused:
        if step is not None:
            talk.start(step, **draft)
        raise


def use_case_for(draft: dict[str, Any]) -> Callable[[UnitOfWork, str, str | None], Message]:
    order_id, to = draft.get("order_id") or 0, draft["to"]
    if to == "technician":
        return lambda uow, text, photo: messages.write_to_technician(uow, order_id, text, photo)
    if to == "customer":
        return lambda uow, text, photo: messages.write_to_customer(uow, order_id, text, photo)
    if to == "answer":
        return lambda uow, text, photo: messages.answer(uow, draft["message_id"], text, photo)
    return lambda uow, text, photo: messages.write_to_dispatch(uow, text, order_id or None, photo)


def sent_card(say: Say, draft: dict[str, Any]) -> Card:
    """What became of it, and one tap for one more line."""
    to, order_id = draft["to"], draft.get("order_id") or 0
    more: dict[str, Button] = {
        "dispatch": (say("relay-more"), WriteDispatchTap(order_id)),
        "technician": (say("relay-more"), WriteTechnicianTap(order_id)),
        "customer": (say("relay-more"), WriteCustomerTap(order_id)),
        "answer": (say("relay-more"), AnswerTap(draft.get("message_id") or 0)),
    }
    return Card(say(f"relay-sent-{to}", name=draft.get("name", "")), [[more[to]]])


def photo_of(turn: Turn) -> str | None:
    """The largest size of the photo that was sent, by the messenger's own name for it."""
    return turn.message.photo[-1].file_id if turn.message is not None and turn.message.photo else None


# What arrives


@renders("message")
def message(letter: Letter, say: Say) -> Card:
    """A relayed message, with the answer one tap away."""
    return message_card(say, letter, [])


@renders("message-for-dispatch")
def message_for_dispatch(letter: Letter, say: Say) -> Card:
    """Nobody owns it yet: whoever takes it over does."""
    taken = letter.message.id if letter.message is not None else 0
    return message_card(say, letter, [(say("relay-take-over"), TakeOverTap(taken))])


def message_card(say: Say, letter: Letter, more: list[Button]) -> Card:
    received, view = letter.message, letter.view
    if received is None:
        raise ValueError("a letter without its message")
    lines = [Markup(f"<b>{sender_words(say, received, view)}</b>"), said(say, received)]
    if view is not None and not received.to_customer:
        what = say("relay-about", kind=say(f"kind-{view.kind}"), number=view.number, area=view.area)
        lines += [Markup(), what]
    row: list[Button] = [(say("relay-answer"), AnswerTap(received.id)), *more]
    if view is not None and received.to_customer:
        row.append((say("button-see-order"), OrderTap(view.id)))
    return Card(Markup("\n".join(lines)), [row], photo=received.file_id)


def sender_words(say: Say, received: MessageView, view: OrderView | None) -> Markup:
    """Who writes: staff to a customer only as far as D-41 goes, everybody else by name."""
    if received.by == "technician" and received.to_customer:
        technician = view.visit.technician if view is not None and view.visit is not None else None
        return say("relay-from-technician", name=technician.name if technician is not None else "")
    if received.by == "dispatch" and received.to_customer:
        return say("relay-from-us")
    return say(f"relay-from-{received.by}", name=received.sender)


def said(say: Say, received: MessageView) -> Markup:
    text = received.text
    if received.file_id is not None and len(text) > CAPTION_MOST:
        text = text[:CAPTION_MOST] + "…"
    return Markup(say.shown(text))


@routes.tap(TakeOverTap)
async def taken_over(turn: Turn, tap: TakeOverTap) -> None:
    """The dispatcher answers for it from now on, and writes at once."""
    turn.talk.interrupt(WRITING, to="answer", message_id=tap.message_id)
    await turn.run(messages.take_over, tap.message_id)
    await prompt(turn)
