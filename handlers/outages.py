""" "停电到下午六点": a dispatcher's word of an outage, answered with what was understood of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from handlers import wishes
from handlers.buttons import Rows
from handlers.context import Card, Turn
from handlers.dispatch import STAFF
from handlers.dispatch_taps import HomeTap, NewOrderTap
from handlers.routes import Routes
from handlers.texts.render import Markup
from handlers.understanding.what import Kind
from models.person import Role
from scheduling import areas
from scheduling.unit_of_work import UnitOfWork

routes = Routes()


@routes.wish(Kind.OUTAGE_OPEN, *STAFF)
async def outage_said(turn: Turn, wish: Any) -> None:
    """Where and until when, as far as it was said. Nothing is recorded and nobody is told, and the card says so."""
    found = await turn.look(areas_named, turn.text)
    until, say = end_in(turn), turn.say
    lines = [Markup(f"<b>{say('outage-heard')}</b>")]
    lines.append(say("outage-area", area=", ".join(found)) if found else say("outage-area-unsaid"))
    lines.append(say("outage-until", at=say.when(until)) if until else say("outage-until-unsaid"))
    lines += [Markup(), say("outage-not-kept")]
    rows: Rows = [[(say("button-desk-home"), HomeTap())]]
    if turn.role in (Role.DISPATCHER, Role.HOTLINE):
        rows.insert(0, [(say("button-new-order"), NewOrderTap())])
    await turn.show(Card(Markup("\n".join(lines)), rows))


def areas_named(uow: UnitOfWork, text: str) -> list[str]:
    """The areas whose names the words hold; what is only alike is not claimed."""
    said = areas.fold(text)
    named = []
    for area in areas.serving(uow):
        if any(areas.fold(name) in said for name in (area.name, *area.aliases) if name):
            named.append(area.name)
    return named


def end_in(turn: Turn) -> datetime | None:
    """Until when: the end of a stretch, or the clock time or length that was named."""
    mentions = wishes.mentions_in(turn)
    for mention in reversed(mentions):
        if mention["kind"] == "duration" and mention["seconds"]:
            return turn.now + timedelta(seconds=mention["seconds"])
        at = mention["start"] if mention["kind"] == "point" else mention["end"] or mention["start"]
        if at is not None:
            return wishes.aware(at, turn)
    return None
