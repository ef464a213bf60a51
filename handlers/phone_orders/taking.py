"""The whole order once more, its time, and the order taken."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from handlers import dispatch_times, slots
from handlers.buttons import Rows
from handlers.cards import service_words, told_lines
from handlers.context import Card, Turn
from handlers.dispatch import show_order
from handlers.phone_orders.draft import (
    NEW,
    NOTE_MOST,
    NOTES,
    GiveUpTap,
    NoNoteTap,
    NoteTap,
    NoTimeTap,
    new_draft,
    stopped,
    the_order,
)
from handlers.phones import phone_in, without_number
from handlers.routes import Routes
from handlers.slots import Asking, Purpose
from handlers.texts.render import Markup
from handlers.understanding.leaving_off import leaves_off
from models.appointment import Appointment
from models.errors import BadValue, NotFound
from scheduling import booking, people, tasks
from scheduling.phones import readable
from scheduling.unit_of_work import UnitOfWork

routes = Routes()


def asking(uow: UnitOfWork, draft: dict[str, Any]) -> Asking:
    return Asking(booking.need_of_draft(uow, the_order(draft)))


def hold(uow: UnitOfWork, draft: dict[str, Any], starts_at: datetime) -> Appointment:
    """The slot is kept while the talk goes on; the reason for a late one is asked before it is promised."""
    kept = {**draft, "override": draft.get("override") or "customer"}
    return booking.hold_for_draft(uow, the_order(kept), starts_at)


async def summary(turn: Turn, note: Markup | None = None) -> None:
    """The whole order once more, to be read out to the caller."""
    draft, say = new_draft(turn), turn.say
    lines = order_lines(turn, draft)
    rows: Rows = [[(say(f"button-desk-add-{what_for}"), NoteTap(draft["id"], what_for)) for what_for in NOTES]]
    if not draft.get("starts"):
        turn.talk.go(f"{NEW}:confirm")
        yes = [[(say("button-take-without-time"), NoTimeTap(draft["id"]))]]
        stop = [[(say("button-desk-stop"), GiveUpTap(draft["id"]))]]
        await turn.show(Card(Markup("\n".join([*lines, *([note] if note else [])])), [*yes, *rows, *stop]))
        return
    turn.talk.go(f"{NEW}:confirm")
    due_at = (await turn.look(booking.need_of_draft, the_order(draft))).due_at
    assert due_at is not None
    rows.append([(say("button-no-time-yet"), NoTimeTap(draft["id"]))])
    await dispatch_times.show_summary(turn, lines, due_at, note, rows)


def order_lines(turn: Turn, draft: dict[str, Any]) -> list[Markup]:
    say = turn.say
    order_words = say("card-what", kind=say(f"kind-{draft['kind']}"), services=service_words(say, draft["services"]))
    told = (draft.get(name) for name in ("contact_name", "contact_phone", "access_note", "fault_note"))
    return [
        Markup(f"<b>{order_words}</b>"),
        say("desk-customer-phone", name=draft["name"], phone=readable(draft["phone"])),
        say("card-address", address=draft["address"]),
        *told_lines(say, *told),
    ]


@routes.tap(NoteTap)
async def note_wanted(turn: Turn, tap: NoteTap) -> None:
    new_draft(turn, tap.draft)
    if tap.what not in NOTES:
        raise NotFound(what="button", id=tap.what)
    turn.talk.go(f"{NEW}:note", noting=tap.what)
    await ask_note(turn)


@routes.ask(f"{NEW}:note")
async def ask_note(turn: Turn) -> None:
    draft = new_draft(turn)
    back = [[(turn.say("button-back-to-card"), NoNoteTap(draft["id"]))]]
    await turn.tell(f"phone-order-note-{draft['noting']}", rows=back)


@routes.tap(NoNoteTap)
async def no_note(turn: Turn, tap: NoNoteTap) -> None:
    new_draft(turn, tap.draft)
    await summary(turn)


@routes.step(f"{NEW}:note")
async def note_typed(turn: Turn) -> None:
    draft = new_draft(turn)
    text = " ".join(turn.text.split())
    if not text:
        await ask_note(turn)
        return
    if len(text) > NOTE_MOST:
        raise BadValue(field="text", value=len(text), most=NOTE_MOST)
    if draft["noting"] == "contact":
        turn.talk.note(contact_name=without_number(text)[:60] or None, contact_phone=phone_in(text) or draft["phone"])
    else:
        turn.talk.note(**{draft["noting"]: text})
    await summary(turn)


@routes.ask(f"{NEW}:confirm")
async def ask_confirm(turn: Turn) -> None:
    await summary(turn)


@routes.step(f"{NEW}:confirm")
async def confirm_typed(turn: Turn) -> None:
    """Another caller's line changes nothing here: its hour is not this one's."""
    if leaves_off(turn.text):
        await slots.stopped(turn)
    elif not await slots.listen(turn):
        await summary(turn, turn.say("phone-order-not-of-this"))


def settle(uow: UnitOfWork, draft: dict[str, Any], starts_at: datetime) -> Appointment:
    visit = booking.book(uow, the_order(draft), starts_at)
    remember(uow, draft)
    return visit


def remember(uow: UnitOfWork, draft: dict[str, Any]) -> None:
    """The address is one tap next time; the task this came from is done."""
    people.remember_address(uow, draft["customer_id"], draft["area_id"], draft["address"])
    if draft.get("task_id"):
        tasks.finish(uow, draft["task_id"], "settled")


@routes.tap(NoTimeTap)
async def without_time(turn: Turn, tap: NoTimeTap) -> None:
    """The order is taken, its clocks run; the time is agreed later."""
    new_draft(turn, tap.draft)
    await take_without_time(turn, "phone-order-taken")


async def take_without_time(turn: Turn, head: str) -> None:
    draft = dict(new_draft(turn))
    dispatch_times.by_phone(turn)

    def take(uow: UnitOfWork) -> int:
        remember(uow, draft)
        return booking.take_order(uow, the_order({**draft, "override": None})).id

    turn.talk.end()
    order_id = await turn.run(take)
    await show_order(turn, order_id, turn.say(head))


async def nothing_free(turn: Turn) -> None:
    """Nothing before the deadline: later with a reason, extra slots, or without a time for now (R-3.6, R-4.12)."""
    draft, say = new_draft(turn), turn.say
    turn.talk.go(slots.STEP)
    rows: Rows = [
        [(say("button-past-deadline"), slots.LaterTap(draft["id"]))],
        [(say("button-take-without-time"), NoTimeTap(draft["id"])), (say("button-desk-stop"), GiveUpTap(draft["id"]))],
    ]
    await turn.show(Card(say("phone-order-nothing-free"), rows))


slots.PURPOSES[NEW] = Purpose(
    asking, hold, summary, "desk-slots-head", stopped, nothing_free, **dispatch_times.DESK_WORDS
)
dispatch_times.SETTLES[NEW] = settle
