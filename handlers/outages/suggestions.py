"""What the system points out (D-17): open an outage with one tap, or say that it is nothing."""

from __future__ import annotations

from handlers.buttons import Rows
from handlers.context import Card, Turn
from handlers.dispatch_taps import ExtraSlotsTap, HomeTap, OutageTap
from handlers.notifications import renders
from handlers.outages.taps import NewOutageTap, NothingTap
from handlers.routes import Routes
from handlers.texts.render import Markup, Say
from scheduling.letters import Letter
from scheduling.outages import suggesting
from scheduling.outages.suggesting import BACKLOG, SuggestionView

routes = Routes()


def card(say: Say, view: SuggestionView) -> Card:
    """What may be, the orders it rests on, and the two answers."""
    lines = [say(f"outage-suggested-{view.why}", place=view.at.name, count=view.count), Markup("")]
    lines += [say("outage-suggested-order", number=number, address=address) for number, address in view.orders]
    if view.count > len(view.orders):
        lines.append(say("list-more", count=view.count - len(view.orders)))
    home: Rows = [[(say("button-desk-home"), HomeTap())]]
    if not view.is_open:
        key = "outage-suggested-opened" if view.outage_id else "outage-suggested-nothing"
        lines += [Markup(""), say(key, name=view.decided_by or "", id=view.outage_id or 0)]
        opened: Rows = [[(say("button-outage-open"), OutageTap(view.outage_id))]] if view.outage_id else []
        return Card(Markup("\n".join(lines)), [*opened, *home])
    rows: Rows = [[(say("button-outage-suggested-open"), NewOutageTap(view.id))]]
    if view.why == BACKLOG:
        rows.append([(say("button-extra-slots"), ExtraSlotsTap())])
    rows.append([(say("button-outage-suggested-nothing"), NothingTap(view.id))])
    return Card(Markup("\n".join(lines)), rows)


@renders("outage-suggested")
def suggested(letter: Letter, say: Say) -> Card:
    assert letter.suggestion is not None
    return card(say, letter.suggestion)


@routes.tap(NothingTap)
async def nothing(turn: Turn, tap: NothingTap) -> None:
    """Whoever decides first decides; the others read what was decided."""
    await turn.run(suggesting.nothing, tap.suggestion_id)
    await turn.show(card(turn.say, await turn.look(suggesting.suggestion, tap.suggestion_id)))
