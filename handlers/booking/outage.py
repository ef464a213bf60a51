"""There is an outage where they live: answered from the record before any time is offered (R-6.12, promise 5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from handlers import slots
from handlers.booking.draft import FOR, booking_draft, customer_of, order_draft
from handlers.buttons import Rows, Tap
from handlers.cards import customer_card
from handlers.context import Card, Turn
from handlers.record import record_lines
from handlers.routes import Routes
from handlers.slots import StopTap
from handlers.texts.render import Markup, headed
from handlers.understanding import what
from handlers.understanding.outage_words import another_fault
from handlers.understanding.what import Kind
from models.order import OrderKind, OrderStatus
from scheduling import held_orders, outages, views
from scheduling.outages import OutageView
from scheduling.unit_of_work import UnitOfWork

routes = Routes()

STEP = f"{FOR}:outage"


@dataclass(frozen=True)
class KeepReportTap(Tap, prefix="hkr"):
    """The report is taken and waits: tell me when it is back."""

    draft: str


@dataclass(frozen=True)
class NotThisOutageTap(Tap, prefix="hno"):
    """Mine is a different fault: a visit all the same."""

    draft: str


def explaining(uow: UnitOfWork, draft: dict[str, Any]) -> list[OutageView]:
    """The running outages that explain the report, but for those it is said not to be."""
    if draft["kind"] != OrderKind.REPAIR.value:
        return []
    found = held_orders.covering(uow, draft["area_id"], draft["address"], draft["services"])
    return [outages.view(uow, one) for one in found if one.id not in (draft.get("other_than") or ())]


async def interposes(turn: Turn, note: Markup | None = None) -> bool:
    """Shows the record's answer where there is one that the customer has not read yet. True: the flow waits for it."""
    draft = booking_draft(turn)
    if draft.get("hold"):
        return False
    found = await turn.look(explaining, draft)
    if found:
        await show(turn, found, note)
    return bool(found)


async def show(turn: Turn, found: list[OutageView], note: Markup | None = None) -> None:
    draft, say = booking_draft(turn), turn.say
    turn.talk.go(STEP)
    lines = [Markup(f"<b>{say('report-explained')}</b>"), *record_lines(say, found[0]), Markup(), say("report-which")]
    rows: Rows = [
        [(say("button-watch"), KeepReportTap(draft["id"]))],
        [(say("button-other-fault"), NotThisOutageTap(draft["id"]))],
        [(say("button-never-mind"), StopTap(draft["id"]))],
    ]
    await turn.show(Card(headed(note, Markup("\n".join(lines))), rows, states=(found[0],)))


@routes.ask(STEP)
async def ask(turn: Turn) -> None:
    from handlers.booking import flow

    await flow.go_on(turn)


@routes.step(STEP)
async def written(turn: Turn) -> None:
    """A plain word for one of the three buttons; what is neither puts them once more."""
    from handlers.booking.asides import aside

    if await aside(turn):
        return
    first = what.understand(turn.text, turn.lang, {"role": "customer", "asked": "confirm"}).main
    if another_fault(turn.text):
        await different(turn)
    elif first is not None and first.kind in (Kind.YES, Kind.CONFIRM, Kind.OUTAGE):
        await keep(turn)
    else:
        await interposes(turn, turn.say("booking-tap-please"))


@routes.tap(KeepReportTap)
async def keep_tapped(turn: Turn, tap: KeepReportTap) -> None:
    slots.draft_of(turn, tap.draft)
    await keep(turn)


async def keep(turn: Turn) -> None:
    from handlers.booking import flow

    turn.talk.note(hold=True)
    await flow.go_on(turn)


async def take(turn: Turn) -> None:
    """The report is an order that waits: it is asked about when the outage is over, and so never lost."""
    from handlers.booking import summary

    draft = order_draft(turn.talk.draft, customer_of(turn))
    order_id = await summary.end_with(turn, summary.take, draft)
    view = await turn.look(views.order_view, order_id)
    # Over in the meantime: an order like any other, with a time to be chosen.
    head = "report-kept" if view.status is OrderStatus.ON_HOLD else "report-over-meanwhile"
    await turn.show(customer_card(turn.say, view, turn.say(head)))


@routes.tap(NotThisOutageTap)
async def different_tapped(turn: Turn, tap: NotThisOutageTap) -> None:
    slots.draft_of(turn, tap.draft)
    await different(turn)


async def different(turn: Turn) -> None:
    """A visit all the same; none of the outages of this moment ever holds it."""
    from handlers.booking import flow

    draft = booking_draft(turn)
    found = await turn.look(explaining, draft)
    turn.talk.note(other_than=[*(draft.get("other_than") or ()), *(one.id for one in found)], hold=False)
    await flow.go_on(turn, turn.say("report-other-fault"))
