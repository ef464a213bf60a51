"""Starting an order, and which question comes next: what was said is not asked again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers import homes, slots, wishes
from handlers.booking import address, going, outage, phone, services, summary
from handlers.booking.draft import (
    FOR,
    Known,
    assumed,
    booking_draft,
    customer_of,
    known_of,
    new_draft,
    order_draft,
    same_going,
)
from handlers.buttons import Rows, Tap
from handlers.cards import customer_card, menu_row, service_words
from handlers.context import Card, Turn
from handlers.phones import phone_in
from handlers.routes import CUSTOMER, Routes
from handlers.slots import Asking, Purpose, StopTap
from handlers.taps import OrderTap
from handlers.texts.render import Markup, Say, headed
from handlers.understanding.faults import fault_words
from handlers.understanding.what import Kind, Wish
from models.appointment import Appointment
from models.order import OrderKind
from scheduling import booking, people, views
from scheduling.outages import OutageView
from scheduling.unit_of_work import UnitOfWork

routes = Routes()

KINDS = ("repair", "install", "move", "remove")


@dataclass(frozen=True)
class KindTap(Tap, prefix="cki"):
    """报修, 装机, 移机, 拆机."""

    kind: str


@dataclass(frozen=True)
class ArrangeTap(Tap, prefix="carr"):
    """Nothing free in time: the dispatcher finds somebody (R-3.6)."""

    draft: str


@routes.tap(KindTap)
async def kind_picked(turn: Turn, tap: KindTap) -> None:
    kind = OrderKind(tap.kind).value if tap.kind in KINDS else KINDS[0]
    open_draft = turn.talk.draft
    if open_draft.get("for") == FOR and open_draft.get("kind") is None:
        turn.talk.note(kind=kind)  # the sentence before it said when or what, but not which kind
    else:
        turn.talk.start(f"{FOR}:services", **new_draft(kind))
    await go_on(turn)


@routes.command("book", CUSTOMER)
async def book_command(turn: Turn) -> None:
    await ask_kind(turn, new_draft(None))


@routes.command("repair", CUSTOMER)
async def repair_command(turn: Turn) -> None:
    turn.talk.start(f"{FOR}:services", **new_draft("repair"))
    await go_on(turn)


@routes.command("install", CUSTOMER)
async def install_command(turn: Turn) -> None:
    turn.talk.start(f"{FOR}:services", **new_draft("install"))
    await go_on(turn)


@routes.wish(Kind.BOOK)
async def book_wish(turn: Turn, wish: Wish) -> None:
    """One sentence is enough (promise 10): whatever it says is not asked again."""
    from handlers import two_key

    if await two_key.broke_again(turn, wish):
        return
    draft = new_draft(wish.order_kind.value if wish.order_kind else None, **await said_of(turn, wish))
    turn.talk.start(f"{FOR}:services", **draft)
    await go_on(turn)


async def said_of(turn: Turn, wish: Wish) -> dict[str, Any]:
    """Services, fault, address, phone and time, as far as a sentence names them."""
    named, text = wish.entities, turn.text
    home = await homes.said_in(turn, named)
    said = wishes.visit_in(turn, homes.without(text, home))
    found: dict[str, Any] = {"services": [service.value for service in named.services] or None}
    if said is not None and said.problem == "past":
        found["passed"] = said.words
    elif said is not None:
        found["said"], found["wish"] = wishes.keep(said), said.words
    if wish.order_kind is not None and wish.order_kind.value == "repair" and named.symptom is not None:
        found["fault_note"] = fault_words(text, said.words if said else None, home.text if home else None)
    if home is not None:
        found["typed_address"] = home.text
    if named.phone and (number := phone_in(named.phone)):
        found["contact_phone"] = number
    return {key: value for key, value in found.items() if value is not None}


async def start_at_location(turn: Turn) -> None:
    """A location sent before anything else: the place is known, the rest is asked."""
    location = turn.message.location if turn.message is not None else None
    place = await turn.look(address.place_near, location.latitude, location.longitude) if location else None
    if location is None or place is None:
        await turn.tell("booking-location-unserved", menu_row(turn.say))
        return
    found = {"latitude": location.latitude, "longitude": location.longitude, "area_id": place.id, "area": place.name}
    await ask_kind(turn, new_draft(None, elsewhere=True, **found), turn.say("booking-location-kept", area=place.name))


def repair_row(say: Say) -> Rows:
    return [[(say("button-repair"), KindTap(OrderKind.REPAIR.value))]]


async def ask_kind(turn: Turn, draft: dict[str, Any], note: Markup | None = None) -> None:
    turn.talk.start(f"{FOR}:kind", **draft)
    rows: Rows = [
        [(turn.say(f"button-kind-{kind}"), KindTap(kind)) for kind in KINDS[:2]],
        [(turn.say(f"button-kind-{kind}"), KindTap(kind)) for kind in KINDS[2:]],
        [(turn.say("button-stop"), StopTap(draft["id"]))],
    ]
    question = turn.say("booking-kind")
    await turn.show(Card(headed(note, question), rows))


async def go_on(turn: Turn, note: Markup | None = None) -> None:
    """Asks for the first thing that is missing; with everything there, comes to the time."""
    draft = booking_draft(turn)
    if draft.get("passed"):
        note = note or turn.say("booking-time-passed", words=draft["passed"])
        turn.talk.note(passed=None)
    if draft.get("kind") is None:
        await ask_kind(turn, dict(draft), note)
        return
    known, outages = await turn.look(standing, customer_of(turn), draft)
    turn.talk.note(**assumed(draft, known), tier=known.tier)
    if draft["kind"] == "move" and len(draft.get("services") or ()) > 1 and not draft.get("told_together"):
        turn.talk.note(told_together=True)
        note = note or turn.say("booking-together", services=service_words(turn.say, draft["services"]))
    if not draft.get("services"):
        await services.ask(turn, known, note)
    elif (same := same_going(draft, known)) is not None:
        await going.show(turn, same.id)
    elif not draft.get("area_id") or not draft.get("address"):
        await address.go_on(turn, known, note)
    elif outages:
        await outage.show(turn, outages, note)
    elif not (known.phone or draft.get("contact_phone")):
        await phone.ask(turn, note)
    elif draft.get("hold"):
        await outage.take(turn)
    elif not turn.policy.resources_ready_at_once.get(draft["kind"], False):
        await summary.show(turn, note)
    else:
        await come_to_time(turn, note)


def standing(uow: UnitOfWork, customer_id: int, draft: dict[str, Any]) -> tuple[Known, list[OutageView]]:
    """What is on file, and with it the outages that explain the report; none where something is still to be asked."""
    known = known_of(uow, customer_id)
    whole = {**draft, **assumed(draft, known)}
    told = whole.get("services") and whole.get("area_id") and whole.get("address") and not whole.get("hold")
    return known, outage.explaining(uow, whole) if told else []


async def come_to_time(turn: Turn, note: Markup | None) -> None:
    """The time that was chosen already, kept again for the new address; else a choice of times."""
    draft = booking_draft(turn)
    turn.talk.go(slots.STEP)
    if draft.get("starts"):
        await slots.keep(turn, datetime.fromisoformat(draft["starts"]), note)
        return
    await slots.offer(turn, note)


async def ask(turn: Turn, note: Markup | None = None) -> None:
    """Puts the open question again, whichever it is."""
    draft, step = turn.talk.draft, turn.talk.step or ""
    if draft.get("for") != FOR:
        await slots.purpose_of(slots.draft_of(turn)).summary(turn, note) if step.endswith(":confirm") else (
            await slots.offer(turn, note)
        )
    elif step == f"{FOR}:confirm":
        await summary.show(turn, note)
    else:
        await go_on(turn, note)


@routes.ask(f"{FOR}:going")
@routes.ask(f"{FOR}:kind")
async def ask_open(turn: Turn) -> None:
    await go_on(turn)


@routes.step(f"{FOR}:kind")
@routes.step(f"{FOR}:going")
async def written(turn: Turn) -> None:
    """Words where a button was expected: a whole sentence may say it all."""
    from handlers.booking.asides import aside, besides
    from handlers.understanding import what

    if await aside(turn):
        return
    wish = what.understand(turn.text, turn.lang, {"role": "customer"}).get(Kind.BOOK)
    if turn.talk.step == f"{FOR}:going" and await going.moves(turn, wish):
        return
    if wish is not None:
        before = booking_draft(turn)
        kept = {key: value for key, value in before.items() if key not in ("for", "id", "kind") and value is not None}
        kind = wish.order_kind.value if wish.order_kind else before.get("kind")
        turn.talk.start(f"{FOR}:kind", **new_draft(kind, **{**kept, **await said_of(turn, wish)}))
        await go_on(turn)
        return
    said = wishes.said_in(turn)
    if said is not None and said.problem is None:
        turn.talk.note(said=wishes.keep(said), wish=said.words)
        await go_on(turn, turn.say("booking-time-noted", words=said.words))
        return
    await go_on(turn, await besides(turn, "booking-tap-please"))


def asking(uow: UnitOfWork, draft: dict[str, Any]) -> Asking:
    return Asking(booking.need_of_draft(uow, order_draft(draft, uow.me)))


def hold(uow: UnitOfWork, draft: dict[str, Any], starts_at: Any) -> Appointment:
    return booking.hold_for_draft(uow, order_draft(draft, uow.me), starts_at)


async def stopped(turn: Turn) -> None:
    await turn.show(Card(turn.say("booking-stopped"), menu_row(turn.say)))


async def nothing_free(turn: Turn) -> None:
    """Nothing before the deadline: said plainly, with the two ways on (R-3.6)."""
    draft, say = booking_draft(turn), turn.say
    turn.talk.go(slots.STEP)
    rows: Rows = [
        [(say("button-arrange"), ArrangeTap(draft["id"]))],
        [(say("button-see-later"), slots.LaterTap(draft["id"])), (say("button-stop"), StopTap(draft["id"]))],
    ]
    await turn.show(Card(say("booking-nothing-free"), rows))


@routes.tap(ArrangeTap)
async def arrange(turn: Turn, tap: ArrangeTap) -> None:
    draft = slots.draft_of(turn, tap.draft)
    order = await summary.end_with(turn, arrange_for, order_draft(draft, customer_of(turn)))
    view = await turn.look(views.order_view, order)
    await turn.show(customer_card(turn.say, view, turn.say("booking-arranging")))


def arrange_for(uow: UnitOfWork, draft: booking.OrderDraft) -> int:
    people.remember_address(uow, draft.customer_id, draft.area_id, draft.address)
    return booking.wait_for_slot(uow, draft).id


slots.PURPOSES[FOR] = Purpose(asking, hold, summary.show, "slots-head", stopped, nothing_free)

__all__ = ["KindTap", "OrderTap", "go_on", "routes"]
