"""Another time for a visit, or a time for an order that has none: the old one stands until the new one is agreed."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers import slots, wishes
from handlers.booking.summary import end_with
from handlers.buttons import Rows, Tap
from handlers.calendars import calendar_card
from handlers.cards import customer_card, service_words
from handlers.context import Card, Turn
from handlers.routes import Routes
from handlers.slots import Asking, Purpose, SlotsTap, SlotTap, StopTap
from handlers.taps import ChangeTap, RebookTap
from handlers.texts.render import Markup
from handlers.understanding import what
from handlers.understanding.what import Kind
from models.appointment import Appointment
from models.errors import HeldByOutage, NotFound, OutsideHours, SlotTaken
from scheduling import availability, booking, held_orders, rescheduling, views
from scheduling.permissions import Action
from scheduling.unit_of_work import UnitOfWork
from scheduling.views import OrderView

routes = Routes()
MOVING, AGAIN = "moving", "again"


@dataclass(frozen=True)
class MoveVisitTap(Tap, prefix="cmv"):
    """Agreed: this visit moves to the time on the card."""

    draft: str
    visit_id: int


@dataclass(frozen=True)
class BookAgainTap(Tap, prefix="cba"):
    """Agreed: this order gets the time on the card."""

    draft: str
    order_id: int


@dataclass(frozen=True)
class KeepOldTimeTap(Tap, prefix="cko"):
    """The company asked to move; the customer keeps the old time (4.C)."""

    visit_id: int


@routes.tap(ChangeTap)
async def change(turn: Turn, tap: ChangeTap) -> None:
    """A time said before, while it was asked which visit is meant, is not asked again."""
    said = turn.talk.draft.get("said") if turn.talk.draft.get("for") == "which" else None
    view = await turn.look(views.visit_view, tap.visit_id)
    await start_moving(turn, view, said)


async def start_moving(turn: Turn, view: OrderView, said: dict[str, Any] | None = None) -> None:
    if view.visit is None or Action.CHANGE not in view.actions:
        await moved_on(turn, view)
        return
    turn.talk.start(slots.STEP, **draft(MOVING, view, visit_id=view.visit.id, said=said))
    await slots.offer(turn)


@routes.tap(RebookTap)
async def rebook(turn: Turn, tap: RebookTap) -> None:
    """An order waits for a time: new, cancelled, missed or reopened."""
    view = await turn.look(views.order_view, tap.order_id)
    if Action.BOOK not in view.actions:
        await moved_on(turn, view)
        return
    turn.talk.start(slots.STEP, **draft(AGAIN, view, said=await first_wish(turn, view)))
    await slots.offer(turn)


async def first_wish(turn: Turn, view: OrderView) -> dict[str, Any] | None:
    """What was said about when while no time could be offered yet (R-3.29), read as it was meant then."""
    words = await turn.look(booking.first_wish, view.id)
    said = wishes.said_in(turn, words, view.received_at) if words else None
    return wishes.keep(said) if said is not None and said.problem is None else None


def draft(purpose: str, view: OrderView, **more: Any) -> dict[str, Any]:
    return {"for": purpose, "id": secrets.token_urlsafe(9), "order_id": view.id, **more}


async def moved_on(turn: Turn, view: OrderView) -> None:
    """A stale button: a friendly word and the order as it stands now."""
    await turn.toast(turn.say("stale-button"))
    fresh = await turn.look(views.order_view, view.id)
    await turn.show(customer_card(turn.say, fresh))


# -- what choosing a time asks ----------------------------------------------------------------------------------


def asking(uow: UnitOfWork, draft: dict[str, Any]) -> Asking:
    """Past its deadline already, or unable to be met any more, only soonness counts."""
    order = uow.order(draft["order_id"])
    need = availability.need_of(order)
    live = uow.live_appointment(order.id)
    loose = order.due_at <= uow.now + availability.lead_time(uow, order.tier)
    current = live.starts_at if live is not None else None
    hold = held_orders.hold_of(uow, order.id)
    if hold is not None:  # its limit stands still
        return Asking(need, True, current, hold[1].expected_until)
    return Asking(need, loose, current)


def hold(uow: UnitOfWork, draft: dict[str, Any], starts_at: datetime) -> Appointment:
    """Beside the live one, if there is one (4.A)."""
    later = bool(draft.get("later") or draft.get("said")) or asking(uow, draft).loose
    return booking.hold_for_order(uow, draft["order_id"], starts_at, draft["id"], past_deadline=later)


async def summary(turn: Turn, note: Markup | None = None) -> None:
    """The new time beside the old one, and one button to agree."""
    draft, say = slots.draft_of(turn), turn.say
    view = await turn.look(views.order_view, draft["order_id"])
    if not await still_wanted(turn, view):
        return
    starts, ends = datetime.fromisoformat(draft["starts"]), datetime.fromisoformat(draft["ends"])
    moving = draft["for"] == MOVING
    lines = [Markup(f"<b>{say('moving-please-confirm' if moving else 'again-please-confirm')}</b>")]
    lines.append(say("card-what", kind=say(f"kind-{view.kind}"), services=service_words(say, view.services)))
    lines.append(say("card-window", window=say.window(starts, ends)))
    if moving and view.visit is not None:
        lines.append(say("moving-instead-of", window=say.window(view.visit.starts_at, view.visit.ends_at)))
    if starts > view.due_at > turn.now and view.held is None:
        lines.append(say("booking-later-than-limit"))
    if view.address:
        lines.append(say("card-address", address=view.address))
    if note:
        lines += [Markup(""), note]
    until = datetime.fromisoformat(draft["held_until"])
    if until > turn.now:
        lines += [Markup(""), say("booking-held-until", at=say.clock(until))]
    await turn.show(Card(Markup("\n".join(lines)), summary_rows(turn, draft)))


async def still_wanted(turn: Turn, view: OrderView) -> bool:
    """The order may have moved on while a time was talked about: what stands on the card is what moves."""
    moving = turn.talk.draft["for"] == MOVING
    if (view.visit is None or Action.CHANGE not in view.actions) if moving else Action.BOOK not in view.actions:
        turn.talk.end()
        await moved_on(turn, view)
        return False
    if view.visit is not None:
        turn.talk.note(visit_id=view.visit.id)
    return True


def summary_rows(turn: Turn, draft: dict[str, Any]) -> Rows:
    say, id = turn.say, draft["id"]
    if draft["for"] == MOVING:
        agree, keep = (say("button-move-visit"), MoveVisitTap(id, draft["visit_id"])), say("button-keep-time")
    else:
        agree, keep = (say("button-book"), BookAgainTap(id, draft["order_id"])), say("button-stop")
    rows: Rows = [[agree]]
    others = [datetime.fromisoformat(at) for at in draft.get("others") or () if datetime.fromisoformat(at) > turn.now]
    if others:
        rows.append([(slots.slot_label(turn, at), SlotTap(id, slots.minutes(at))) for at in others])
    return [*rows, [(say("button-other-time"), SlotsTap(id)), (keep, StopTap(id))]]


async def stopped(turn: Turn) -> None:
    """Nothing has changed, and the card says how it stands."""
    draft = turn.talk.draft
    view = await turn.look(views.order_view, draft["order_id"])
    head = turn.say("moving-kept" if draft["for"] == MOVING else "again-stopped")
    await turn.show(customer_card(turn.say, view, head))


def keep(uow: UnitOfWork, draft: dict[str, Any]) -> None:
    """Where we had asked to move, keeping the old time is the answer."""
    view = views.visit_view(uow, draft["visit_id"])
    if Action.CHANGE in view.actions:
        rescheduling.keep_old_time(uow, draft["visit_id"])


slots.PURPOSES[MOVING] = Purpose(asking, hold, summary, "moving-head", stopped, stop="button-keep-time", leave=keep)
slots.PURPOSES[AGAIN] = Purpose(asking, hold, summary, "slots-head", stopped)


@routes.ask(f"{MOVING}:confirm")
@routes.ask(f"{AGAIN}:confirm")
async def ask_again(turn: Turn) -> None:
    await summary(turn)


@routes.step(f"{MOVING}:confirm")
@routes.step(f"{AGAIN}:confirm")
async def written(turn: Turn) -> None:
    from handlers.booking.asides import aside, besides, of_another_question

    if await aside(turn):
        return
    draft = slots.draft_of(turn)
    first = what.understand(turn.text, turn.lang, {"role": "customer", "asked": "confirm"}).main
    if first is not None and first.kind in (Kind.YES, Kind.CONFIRM) and first.sure:
        if not await of_another_question(turn):
            await agree(turn, draft)
    elif not await slots.listen(turn):
        await summary(turn, await besides(turn, "booking-confirm-hint"))


# -- agreeing ---------------------------------------------------------------------------------------------------


@routes.tap(MoveVisitTap)
async def move_tapped(turn: Turn, tap: MoveVisitTap) -> None:
    if turn.talk.draft.get("id") != tap.draft:
        await show_visit(turn, await turn.look(views.visit_view, tap.visit_id))
        return
    await agree(turn, turn.talk.draft)


@routes.tap(BookAgainTap)
async def again_tapped(turn: Turn, tap: BookAgainTap) -> None:
    if turn.talk.draft.get("id") != tap.draft:
        await show_visit(turn, await turn.look(views.order_view, tap.order_id))
        return
    await agree(turn, turn.talk.draft)


async def show_visit(turn: Turn, view: OrderView) -> None:
    """A second tap: the card of what the first one did."""
    fresh = await turn.look(views.order_view, view.id)
    await turn.show(customer_card(turn.say, fresh))


async def agree(turn: Turn, draft: dict[str, Any]) -> None:
    """Moves or books; when the time has gone meanwhile the old one stands and the next best is shown at once."""
    if not draft.get("starts"):
        raise NotFound(what="slot", id=None)
    starts_at = datetime.fromisoformat(draft["starts"])
    moving = draft["for"] == MOVING
    try:
        if moving:
            visit_id = await end_with(turn, move, draft["visit_id"], starts_at, draft["id"])
        else:
            visit_id = await end_with(turn, again, draft["order_id"], starts_at, draft["id"])
    except HeldByOutage:  # an outage was opened while the time was being chosen
        turn.talk.end()
        await show_visit(turn, await turn.look(views.order_view, draft["order_id"]))
        return
    except (SlotTaken, OutsideHours) as refused:
        if isinstance(refused, OutsideHours) and refused.params.get("why") != "soon":
            raise
        turn.talk.go(slots.STEP, said=None, after=None, starts=None)
        await slots.offer(turn, turn.say("slots-just-gone", at=turn.say.when(starts_at)))
        return
    view = await turn.look(views.visit_view, visit_id)
    await turn.show(customer_card(turn.say, view, turn.say("moved-now" if moving else "booked-now")))
    await turn.send(calendar_card(turn.say, view))


def move(uow: UnitOfWork, visit_id: int, starts_at: datetime, draft_id: str) -> int:
    return rescheduling.move(uow, visit_id, starts_at, draft_id).id


def again(uow: UnitOfWork, order_id: int, starts_at: datetime, draft_id: str) -> int:
    return booking.book_again(uow, order_id, starts_at, draft_id).id


@routes.tap(KeepOldTimeTap)
async def keep_time(turn: Turn, tap: KeepOldTimeTap) -> None:
    """The old time stands, and those who asked hear of it."""
    visit = await turn.run(rescheduling.keep_old_time, tap.visit_id)
    view = await turn.look(views.order_view, visit.order_id or 0)
    await turn.show(customer_card(turn.say, view, turn.say("moving-kept")))
