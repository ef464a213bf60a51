"""Times by telephone: another time for a visit, a time for an order that waits, past the deadline only with a reason."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from handlers import slots
from handlers.buttons import Rows, Tap, in_rows
from handlers.context import Card, Turn
from handlers.dispatch import home, show_order
from handlers.dispatch_cards import title
from handlers.dispatch_taps import BookTap, DeskTap, KeepTap, MoveTap, MoveWhyTap
from handlers.routes import Routes
from handlers.slots import Asking, Purpose
from handlers.texts.render import Markup
from models.appointment import Appointment
from models.errors import BadValue, NotFound, ReasonRequired, SlotTaken, WrongState
from models.order import Channel
from models.task import TaskKind
from scheduling import availability, booking, desk, rescheduling, tasks, views
from scheduling.permissions import Action
from scheduling.unit_of_work import UnitOfWork
from scheduling.views import OrderView, VisitView

routes = Routes()

MOVE, BOOK = "desk-move", "desk-book"
REASON_MOST = 200
# why a time past the deadline is promised. `customer` is the customer's own wish (D-37).
OVERRIDES = ("customer", "no_capacity", "waiting_resources", "other")


@dataclass(frozen=True)
class TimeYesTap(Tap, prefix="dyt"):
    """That time: promised."""

    draft: str


@dataclass(frozen=True)
class OverrideTap(Tap, prefix="dov"):
    """Why this may lie past the deadline."""

    draft: str
    reason: str


def by_phone(turn: Turn) -> None:
    """From here on the turn acts on a customer's word that came by telephone; history says so."""
    turn.actor = replace(turn.actor, channel=Channel.PHONE)


# --- At whose wish -------------------------------------------------------------------------------------------------


async def visit_for(turn: Turn, visit_id: int, action: Action) -> tuple[OrderView, VisitView]:
    """A visit that this can still be done to: nothing is asked whose every answer would be refused."""
    view = await turn.look(views.visit_view, visit_id)
    if view.visit is None or action not in view.actions:
        raise NotFound(what="visit", id=visit_id)
    return view, view.visit


@routes.tap(MoveTap)
async def whose_wish(turn: Turn, tap: MoveTap) -> None:
    """4.B judges a move by who wanted it, so that is asked first."""
    view, visit = await visit_for(turn, tap.visit_id, Action.RESCHEDULE)
    say = turn.say
    on_it = await turn.look(desk.on_the_desk, view.id)
    rows: Rows = []
    if visit.arrived_at is None:  # what is begun is finished another day only for a reason of ours (3.A)
        rows.append([(say("button-move-customer"), MoveWhyTap(visit.id, "customer", "phone", "-"))])
    if visit.asked_by == "company":
        reason = visit.reason if visit.reason in turn.policy.reasons.reschedule else "other"
        rows.append([(say("button-move-agreed"), MoveWhyTap(visit.id, "company", "phone", reason or "other"))])
        rows.append([(say("button-move-keep"), KeepTap(visit.id))])
    else:
        rows.append([(say("button-move-company"), MoveWhyTap(visit.id, "company", "phone", "-"))])
        if on_it.has_chat and Action.ASK_TO_MOVE in view.actions:
            rows.append([(say("button-move-ask"), MoveWhyTap(visit.id, "company", "chat", "-"))])
    rows.append([(say("button-back-to-order"), DeskTap(view.id))])
    window = say.window(visit.starts_at, visit.ends_at)
    await turn.show(Card(say("move-whose", window=window, customer=view.customer or "", number=view.number), rows))


@routes.tap(MoveWhyTap)
async def why(turn: Turn, tap: MoveWhyTap) -> None:
    """The company's own moves need a reason (R-4.6); then a time, or the question goes to the customer's chat."""
    if tap.who not in ("customer", "company") or tap.how not in ("phone", "chat"):
        raise NotFound(what="button", id=tap.who)
    view, visit = await visit_for(turn, tap.visit_id, Action.RESCHEDULE)
    if tap.who == "customer" and visit.arrived_at is not None:
        raise WrongState(current=view.status.value, wanted="rescheduled")
    if tap.who == "company" and tap.reason == "-":
        codes = turn.policy.reasons.reschedule
        buttons = ((turn.say(f"reason-{code}"), replace(tap, reason=code)) for code in codes)
        rows = [*in_rows(buttons), [(turn.say("button-back-to-order"), DeskTap(view.id))]]
        await turn.show(Card(turn.say("move-why-company"), rows))
        return
    if tap.who == "company" and tap.reason not in turn.policy.reasons.reschedule:
        raise BadValue(field="reason", value=tap.reason)
    if tap.how == "chat":
        await turn.run(rescheduling.ask_to_move, tap.visit_id, tap.reason)
        await show_order(turn, view.id, turn.say("move-put-to-them"))
        return
    draft = {"for": MOVE, "id": secrets.token_urlsafe(9), "visit_id": tap.visit_id, "order_id": view.id}
    turn.talk.start(slots.STEP, **draft, who=tap.who, reason=None if tap.reason == "-" else tap.reason)
    await slots.offer(turn)


@routes.tap(BookTap)
async def book(turn: Turn, tap: BookTap) -> None:
    view = await turn.look(views.order_view, tap.order_id)
    if Action.BOOK not in view.actions:
        raise NotFound(what="order", id=view.number)
    turn.talk.start(slots.STEP, **{"for": BOOK, "id": secrets.token_urlsafe(9), "order_id": view.id})
    await slots.offer(turn)


# --- Which time ----------------------------------------------------------------------------------------------------


def asking(uow: UnitOfWork, draft: dict[str, Any]) -> Asking:
    """What the order asks for; with its deadline over, only soonness counts."""
    order = uow.order(draft["order_id"])
    live = uow.live_appointment(order.id)
    loose = order.due_at <= uow.now + timedelta(hours=2)
    return Asking(availability.need_of(order), loose=loose, current=live.starts_at if live else None)


def hold(uow: UnitOfWork, draft: dict[str, Any], starts_at: datetime) -> Appointment:
    past = starts_at > uow.order(draft["order_id"]).due_at
    return booking.hold_for_order(uow, draft["order_id"], starts_at, draft["id"], past_deadline=past)


async def summary(turn: Turn, note: Markup | None = None) -> None:
    """The time that is held, once more, before it is promised."""
    draft = slots.draft_of(turn)
    view = await turn.look(views.order_view, draft["order_id"])
    if not still_wanted(draft, view):
        turn.talk.end()
        await show_order(turn, view.id, turn.say("time-overtaken"))
        return
    head = turn.say("time-move" if draft["for"] == MOVE else "time-book", customer=view.customer or "")
    await show_summary(turn, [head, title(turn.say, view)], view.due_at, note)


def still_wanted(draft: dict[str, Any], view: OrderView) -> bool:
    """The order may have ended, or its visit moved, while a time for it was talked about."""
    if draft["for"] == BOOK:
        return Action.BOOK in view.actions
    return view.visit is not None and view.visit.id == draft["visit_id"] and Action.RESCHEDULE in view.actions


async def show_summary(turn: Turn, lines: list[Markup], due_at: datetime, note: Markup | None = None,
                       more: Rows | None = None) -> None:  # fmt: skip
    """For every purpose of the desk: lines, the time, the reason where it is past the deadline, and one button."""
    draft, say = slots.draft_of(turn), turn.say
    starts_at, ends_at = (datetime.fromisoformat(draft[name]) for name in ("starts", "ends"))
    lines = [*lines, say("card-window", window=say.window(starts_at, ends_at))]
    if note:
        lines.append(note)
    past = starts_at > due_at
    back = [
        (say("button-desk-other-time"), slots.SlotsTap(draft["id"])),
        (say("button-desk-stop"), slots.StopTap(draft["id"])),
    ]
    if past and not draft.get("override"):
        reasons = ((say(f"override-{reason}"), OverrideTap(draft["id"], reason)) for reason in OVERRIDES)
        lines += [Markup(""), say("time-past-deadline", due_at=due_at)]
        await turn.show(Card(Markup("\n".join(lines)), [*in_rows(reasons), back]))
        return
    if past:
        lines.append(say("time-override", reason=override_word(turn, draft["override"])))
    lines.append(say("time-held", until=say.clock(datetime.fromisoformat(draft["held_until"]))))
    rows: Rows = [[(say("button-time-yes"), TimeYesTap(draft["id"]))], *(more or []), back]
    await turn.show(Card(Markup("\n".join(lines)), rows))


def override_word(turn: Turn, reason: str) -> Markup:
    return turn.say(f"override-{reason}") if reason in OVERRIDES else Markup(turn.say.shown(reason))


@routes.tap(OverrideTap)
async def overridden(turn: Turn, tap: OverrideTap) -> None:
    slots.draft_of(turn, tap.draft)
    if tap.reason not in OVERRIDES:
        raise BadValue(field="reason", value=tap.reason)
    if tap.reason == "other":
        turn.talk.go("desk:override")
        await ask_override(turn)
        return
    turn.talk.note(override=tap.reason)
    await slots.purpose_of(turn.talk.draft).summary(turn, None)


@routes.ask("desk:override")
async def ask_override(turn: Turn) -> None:
    await turn.tell("override-why")


@routes.step("desk:override")
async def override_typed(turn: Turn) -> None:
    draft = slots.draft_of(turn)
    if not turn.text:
        raise ReasonRequired(action=Action.OVERRIDE_DEADLINE.value)
    if len(turn.text) > REASON_MOST:
        raise BadValue(field="text", value=len(turn.text), most=REASON_MOST)
    turn.talk.go(f"{draft['for']}:confirm", override=turn.text)
    await slots.purpose_of(draft).summary(turn, None)


# --- Promised ------------------------------------------------------------------------------------------------------

Settle = Callable[[UnitOfWork, dict[str, Any], datetime], Appointment]


def settle(uow: UnitOfWork, draft: dict[str, Any], starts_at: datetime) -> Appointment:
    """Books or moves on the customer's word by telephone, whatever else hangs on it in the same transaction."""
    order = uow.order(draft["order_id"])
    override = draft.get("override")
    if starts_at > order.due_at and override and override != "customer":
        booking.override_deadline(uow, order.id, starts_at, override)
    if draft["for"] == BOOK:
        visit = booking.book_again(uow, order.id, starts_at, draft["id"])
        if override == "customer":
            rescheduling.note_wish(uow, order, starts_at, "customer")
        tasks.settle(uow, TaskKind.MISSED, order.id)  # on the telephone, so the apology was made as well
        return visit
    old = uow.appointment(draft["visit_id"])
    if draft["who"] == "company" and old.asked_by != "company" and old.live:
        rescheduling.ask_to_move(uow, old.id, draft["reason"])
    return rescheduling.move(uow, old.id, starts_at, draft["id"], reason=draft.get("reason"))


SETTLES: dict[str, Settle] = {MOVE: settle, BOOK: settle}


@routes.tap(TimeYesTap)
async def promised(turn: Turn, tap: TimeYesTap) -> None:
    """Promised. When somebody was faster, the next best at once; after a colleague's doing, the order as it is now."""
    draft = dict(slots.draft_of(turn, tap.draft))
    starts_at = datetime.fromisoformat(draft["starts"])
    by_phone(turn)
    turn.talk.end()
    try:
        visit = await turn.run(SETTLES[draft["for"]], draft, starts_at)
    except SlotTaken:
        turn.talk.start(slots.STEP, **{**draft, "said": None, "after": None})
        await slots.offer(turn, turn.say("slots-just-gone", at=turn.say.when(starts_at)))
        return
    except WrongState:
        if "order_id" not in draft:
            raise
        await show_order(turn, draft["order_id"], turn.say("time-overtaken"))
        return
    on_it = await turn.look(desk.on_the_desk, visit.order_id or 0)
    key = "time-done" if on_it.has_chat else "time-done-read-out"
    window = turn.say.window(visit.starts_at, visit.ends_at)
    await show_order(turn, on_it.view.id, turn.say(key, window=window, number=on_it.view.number))


async def stopped(turn: Turn) -> None:
    """Nothing was changed; the slot is given back when its ten minutes are over."""
    order_id = turn.talk.draft.get("order_id")
    turn.talk.end()
    if order_id:
        await show_order(turn, order_id)
    else:
        await home(turn)


@routes.ask(f"{MOVE}:confirm")
@routes.ask(f"{BOOK}:confirm")
async def ask_confirm(turn: Turn) -> None:
    await summary(turn)


@routes.step(f"{MOVE}:confirm")
@routes.step(f"{BOOK}:confirm")
async def written(turn: Turn) -> None:
    """Another time, in words; anything else puts the question again."""
    if not await slots.listen(turn):
        await summary(turn)


DESK_WORDS = {"stop": "button-desk-stop", "past_limit": "desk-slots-past-limit"}
slots.PURPOSES[MOVE] = Purpose(asking, hold, summary, "desk-slots-head", stopped, **DESK_WORDS)
slots.PURPOSES[BOOK] = Purpose(asking, hold, summary, "desk-slots-head", stopped, **DESK_WORDS)
