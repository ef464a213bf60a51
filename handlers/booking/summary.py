"""The card before the last tap: everything that is about to be agreed; and that tap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, TypeVar

from handlers import slots
from handlers.booking import extras, outage
from handlers.booking.address import ElsewhereTap
from handlers.booking.draft import FOR, booking_draft, customer_of, order_draft
from handlers.buttons import Rows, Tap, in_rows
from handlers.calendars import calendar_card
from handlers.cards import contact_line, customer_card, service_words
from handlers.context import Card, Turn
from handlers.routes import Routes
from handlers.slots import SlotsTap, SlotTap, StopTap
from handlers.texts.render import Markup
from handlers.understanding import what
from handlers.understanding.what import Kind
from models.errors import ExplainedByOutage, NotFound, OutsideHours, Refused, SlotTaken
from scheduling import booking, people, views
from scheduling.phones import readable
from scheduling.unit_of_work import UnitOfWork

routes = Routes()
STEP = f"{FOR}:confirm"
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class BookTap(Tap, prefix="cbo"):
    """Agreed: the visit is promised."""

    draft: str


async def end_with(
    turn: Turn, use_case: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """Ends the conversation in the same transaction as what it led to; refused, it goes on where it stood."""
    step, draft = turn.talk.step, dict(turn.talk.draft)
    turn.talk.end()
    try:
        return await turn.run(use_case, *args, **kwargs)
    except Refused:
        turn.talk.start(step or "", **draft)
        raise


async def show(turn: Turn, note: Markup | None = None) -> None:
    """What was said and chosen, the slot that is kept for it, and one button to agree."""
    draft = booking_draft(turn)
    turn.talk.go(STEP)
    await turn.show(Card(summary_text(turn, draft, note), summary_rows(turn, draft)))


def summary_text(turn: Turn, draft: dict[str, Any], note: Markup | None) -> Markup:
    say = turn.say
    lines = [Markup(f"<b>{say('booking-please-confirm')}</b>")]
    lines.append(say("card-what", kind=say(f"kind-{draft['kind']}"), services=service_words(say, draft["services"])))
    if draft.get("starts"):
        starts, ends = datetime.fromisoformat(draft["starts"]), datetime.fromisoformat(draft["ends"])
        lines.append(say("card-window", window=say.window(starts, ends)))
        # Taken now: its limit counts from the last tap (D-8).
        if starts > turn.now + turn.policy.limits.for_order(draft["kind"], draft.get("tier", "")):
            lines.append(say("booking-later-than-limit"))
    else:
        lines.append(say("booking-time-later", wish=draft.get("wish") or ""))
    lines.append(say("card-address", address=draft["address"]))
    if draft.get("contact_name"):
        lines.append(contact_line(say, draft["contact_name"], draft.get("contact_phone")))
    for key, column in (("card-access", "access_note"), ("card-fault", "fault_note")):
        if draft.get(column):
            lines.append(say(key, note=draft[column]))
    if draft.get("contact_phone") and not draft.get("contact_name"):
        lines.append(say("booking-contact-phone", phone=readable(draft["contact_phone"])))
    if draft.get("photo"):
        lines.append(say("booking-with-photo"))
    if note:
        lines += [Markup(""), note]
    if draft.get("starts"):
        until = datetime.fromisoformat(draft["held_until"])
        if until > turn.now:
            lines += [Markup(""), say("booking-held-until", at=say.clock(until))]
    return Markup("\n".join(lines))


def summary_rows(turn: Turn, draft: dict[str, Any]) -> Rows:
    say, id = turn.say, draft["id"]
    timed = bool(draft.get("starts"))
    rows: Rows = [[(say("button-book" if timed else "button-order"), BookTap(id))]]
    others = [datetime.fromisoformat(at) for at in draft.get("others") or () if datetime.fromisoformat(at) > turn.now]
    if others:
        rows.append([(slots.slot_label(turn, at), SlotTap(id, slots.minutes(at))) for at in others])
    edits = [(say("button-other-time"), SlotsTap(id))] if timed else []
    rows.append([*edits, (say("button-other-address"), ElsewhereTap(id))])
    more = ["fault"] if draft["kind"] == "repair" and not draft.get("fault_note") else []
    more += [
        extra for extra, column in (("access", "access_note"), ("contact", "contact_name")) if not draft.get(column)
    ]
    if draft["kind"] == "repair" and not draft.get("photo"):
        more.append("photo")
    rows += in_rows([(say(f"button-add-{extra}"), extras.ExtraTap(id, extra)) for extra in more])
    rows.append([(say("button-stop"), StopTap(id))])
    return rows


@routes.ask(STEP)
async def ask_again(turn: Turn) -> None:
    await show(turn)


@routes.step(STEP)
async def written(turn: Turn) -> None:
    """Words below the card: yes, another time, or something that belongs on it."""
    from handlers.booking.asides import aside, besides, of_another_question

    if await aside(turn):
        return
    draft = booking_draft(turn)
    reading = what.understand(turn.text, turn.lang, {"role": "customer", "asked": "confirm"})
    first = reading.main
    if first is not None and first.kind in (Kind.YES, Kind.CONFIRM) and first.sure:
        if await of_another_question(turn):
            return
        await book(turn, BookTap(draft["id"]))
        return
    if draft.get("starts") and await slots.listen(turn):
        return
    if extras.more_of_the_fault(turn, reading):
        await show(turn, turn.say("booking-noted"))
        return
    hint = await besides(turn, "booking-confirm-hint")
    extras.offer_to_note(turn)
    await show(turn, hint)


@routes.tap(BookTap)
async def book(turn: Turn, tap: BookTap) -> None:
    """Promises the visit. A second tap shows the card of what the first one booked."""
    if turn.talk.draft.get("id") != tap.draft or turn.talk.draft.get("for") != FOR:
        order_id = await turn.look(booking.order_of_draft, tap.draft)
        if order_id is None:
            raise NotFound(what="draft", id=tap.draft)
        view = await turn.look(views.order_view, order_id)
        await turn.show(customer_card(turn.say, view, turn.say("booked-already")))
        return
    draft = order_draft(turn.talk.draft, customer_of(turn))
    starts = turn.talk.draft.get("starts")
    if not starts:
        order_id = await end_with(turn, take, draft)
        view = await turn.look(views.order_view, order_id)
        await turn.show(customer_card(turn.say, view, turn.say("order-taken-wait")))
        return
    await promise(turn, draft, datetime.fromisoformat(starts))


async def promise(turn: Turn, draft: booking.OrderDraft, starts_at: datetime) -> None:
    """Books the slot that was held; gone meanwhile, the next best is put to them at once."""
    try:
        view = await end_with(turn, book_for, draft, starts_at)
    except ExplainedByOutage:  # opened since the time was chosen: the record answers first
        await outage.interposes(turn)
        return
    except (SlotTaken, OutsideHours) as refused:
        if isinstance(refused, OutsideHours) and refused.params.get("why") != "soon":
            raise
        turn.talk.go(slots.STEP, said=None, after=None, starts=None)
        await slots.offer(turn, turn.say("slots-just-gone", at=turn.say.when(starts_at)))
        return
    await turn.show(customer_card(turn.say, view, turn.say("booked-now")))
    if view.visit is not None:
        await turn.send(calendar_card(turn.say, view))


def take(uow: UnitOfWork, draft: booking.OrderDraft) -> int:
    people.remember_address(uow, draft.customer_id, draft.area_id, draft.address)
    return booking.take_order(uow, draft).id


def book_for(uow: UnitOfWork, draft: booking.OrderDraft, starts_at: datetime) -> views.OrderView:
    people.remember_address(uow, draft.customer_id, draft.area_id, draft.address)
    visit = booking.book(uow, draft, starts_at)
    uow.session.flush()  # so that the card carries the version that stands
    return views.visit_view(uow, visit.id)
