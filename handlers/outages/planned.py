"""Planned works in the dispatcher's chat: the visits inside them, each with the time it could move to (T-19, R-6.19)."""

from __future__ import annotations

from handlers.buttons import Rows
from handlers.context import Card, Turn
from handlers.dispatch_taps import DeskTap, MoveWhyTap
from handlers.outages.desk import back_row
from handlers.outages.taps import OfferTimeTap, VisitsTap
from handlers.outages.words import title
from handlers.routes import Routes
from handlers.slots import slot_label
from handlers.texts.render import Markup, headed
from scheduling import outages
from scheduling.outages import moving

routes = Routes()

SHOWN = 6


@routes.tap(VisitsTap)
async def visits(turn: Turn, tap: VisitsTap) -> None:
    await show_visits(turn, tap.outage_id)


async def show_visits(turn: Turn, outage_id: int, head: Markup | None = None) -> None:
    """Who is promised a visit while the works last, and when they could be seen instead."""
    view = await turn.look(outages.outage_view, outage_id)
    found = await turn.look(moving.flagged, outage_id)
    say = turn.say
    text = [title(say, view), say("outage-visits-inside", count=len(found))]
    rows: Rows = []
    for number, one in enumerate(found[:SHOWN], start=1):
        text.append(say("outage-visit-line", number=number, window=say.window(one.starts_at, one.ends_at),
                        customer=one.customer, kind=say(f"kind-{one.kind}"), area=one.area))  # fmt: skip
        if one.asked:
            text.append(say("outage-visit-asked"))
            rows.append([(say("button-number-open", number=number), DeskTap(one.order_id))])
            continue
        free = [slot_label(turn, at) for at in one.free]
        text.append(say("outage-visit-free", times=free) if free else say("outage-visit-no-time"))
        rows.append([
            (say("button-outage-ask-to-move", number=number), OfferTimeTap(one.task_id)),
            (say("button-number-change", number=number), MoveWhyTap(one.visit_id, "company", "phone", one.reason)),
            (say("button-number-open", number=number), DeskTap(one.order_id)),
        ])  # fmt: skip
    if len(found) > SHOWN:
        text.append(say("list-more", count=len(found) - SHOWN))
    if not found:
        text.append(say("outage-visits-none"))
    await turn.show(Card(headed(head, Markup("\n".join(text))), [*rows, back_row(turn, outage_id)]))


@routes.tap(OfferTimeTap)
async def offered(turn: Turn, tap: OfferTimeTap) -> None:
    """The customer is asked in their chat to choose another time; the old one stands until they do (R-4.6)."""
    outage_id = await turn.run(moving.ask_to_move, tap.task_id)
    await show_visits(turn, outage_id, turn.say("move-put-to-them"))
