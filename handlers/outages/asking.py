"""The questions about a record, by buttons or in words: while it is opened, and one by one when it is changed later."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from handlers.buttons import Button, Rows
from handlers.context import Card, Turn
from handlers.dispatch_taps import HomeTap, OutageTap
from handlers.outages import desk
from handlers.outages import draft as drafts
from handlers.outages.draft import NEW, Draft, draft_of
from handlers.outages.taps import CancelTap, CardTap, EditTap, FieldTap
from handlers.phones import phone_in
from handlers.routes import Routes
from handlers.texts.render import Markup, headed
from handlers.understanding.hints import names_orders
from handlers.understanding.leaving_off import leaves_off
from handlers.understanding.what import Kind, understand
from models.errors import NotFound
from scheduling import outages

routes = Routes()

EDITING = "editing"

Hearer = Callable[[Turn], Awaitable[None]]
Asker = Callable[[Turn, Markup | None], Awaitable[None]]
ASKS: dict[str, Asker] = {}


def asks(name: str) -> Callable[[Asker], Asker]:
    """Registers the question for one thing; the same question is put again after a restart."""

    def keep_it(function: Asker) -> Asker:
        ASKS[name] = function

        async def again(turn: Turn) -> None:
            await function(turn, None)

        routes.ask(f"outage:{name}")(again)
        return function

    return keep_it


def hears(routes: Routes, step: str) -> Callable[[Hearer], Hearer]:
    """Registers who hears the words said at a question; "never mind" drops what was begun and is no answer."""

    def keep_it(function: Hearer) -> Hearer:
        async def hear(turn: Turn) -> None:
            if leaves_off(turn.text):
                await drop(turn)
            elif another_matter(turn):
                await turn.tell("outage-another-matter", [])
                turn.talk.resumed = True  # the open question stands again below
            else:
                await function(turn)

        routes.step(step)(hear)
        return function

    return keep_it


def another_matter(turn: Turn) -> bool:
    """Somebody's order, or whoever rings up meanwhile: it would be read as the outage's hour and place."""
    said = understand(turn.text, turn.lang, {"role": "dispatcher"}).main
    if said is None or not said.sure:
        return False
    if said.kind is Kind.BOOK:
        return phone_in(turn.text) is not None
    return said.kind in (Kind.CANCEL, Kind.CHANGE, Kind.SEARCH) and names_orders(turn.text)


async def drop(turn: Turn) -> None:
    """The draft is forgotten; of a record that stands, the card comes again unchanged."""
    outage_id = edited(turn)
    turn.talk.end()
    if outage_id is not None:
        await desk.show(turn, outage_id)
        return
    await turn.tell("outage-forgotten", [[(turn.say("button-desk-home"), HomeTap())]])


async def ask(turn: Turn, name: str, note: Markup | None = None) -> None:
    """Puts one question, about the draft or about the record that is being changed."""
    if name not in ASKS:
        raise NotFound(what="question", id=name)
    turn.talk.go(f"outage:{name}")
    await ASKS[name](turn, note)


def edited(turn: Turn) -> int | None:
    """The record that is being changed, if it is not a new one."""
    return turn.talk.draft.get(EDITING)


def require_talk(turn: Turn) -> None:
    """Raises `NotFound` (and so a fresh card follows) for a button whose question is over."""
    if not turn.talk.draft.get(NEW) and edited(turn) is None:
        raise NotFound(what="draft", id=None)


async def put(turn: Turn, key: str, buttons: Rows, note: Markup | None = None, **params: Any) -> None:
    """One question with its answers and the way out."""
    text = turn.say(key, **params)
    await turn.show(Card(headed(note, text), [*buttons, way_out(turn)]))


def way_out(turn: Turn) -> list[Button]:
    if (outage_id := edited(turn)) is not None:
        return [(turn.say("button-outage-back"), OutageTap(outage_id))]
    row: list[Button] = [(turn.say("button-outage-cancel"), CancelTap())]
    if draft_of(turn).missing is None:
        row.insert(0, (turn.say("button-outage-card"), CardTap()))
    return row


async def go_on(turn: Turn, draft: Draft) -> None:
    from handlers.outages import opening  # it asks these questions

    await opening.go_on(turn, draft)


async def answered(turn: Turn, asked: str | None = None, **values: Any) -> None:
    """An answer goes into the draft, or at once into the record that is being changed."""
    outage_id = edited(turn)
    if outage_id is not None:
        await turn.run(outages.change, outage_id, **values)
        turn.talk.end()
        await desk.show(turn, outage_id, turn.say("outage-change-kept"))
        return
    draft = draft_of(turn)
    for name, value in values.items():
        setattr(draft, name, value)
    if asked is not None and asked not in draft.asked:
        draft.asked.append(asked)
    await go_on(turn, draft)


async def misunderstood(turn: Turn, name: str) -> None:
    """Words that are no answer may still say something else of the outage; else the question is put again."""
    if edited(turn) is None:
        draft = draft_of(turn)
        if await drafts.hear(turn, draft, turn.text):
            await go_on(turn, draft)
            return
    await ask(turn, name, turn.say("outage-not-understood"))


@routes.tap(EditTap)
async def edit(turn: Turn, tap: EditTap) -> None:
    """One thing of an open record is to be changed."""
    if not await desk.still(turn, tap.outage_id):
        return
    view = await turn.look(outages.outage_view, tap.outage_id)
    if not view.may_change or tap.what not in ASKS:
        raise NotFound(what="outage", id=tap.outage_id)
    turn.talk.start(f"outage:{tap.what}", **{EDITING: tap.outage_id, "services": list(view.services)})
    await ask(turn, tap.what)


@routes.tap(FieldTap)
async def field(turn: Turn, tap: FieldTap) -> None:
    draft_of(turn)
    await ask(turn, tap.what)
