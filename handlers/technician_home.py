"""The technician's first card: what waits, what is next, and where everything else is."""

from __future__ import annotations

from handlers.buttons import Rows
from handlers.context import Card, Turn
from handlers.jobs import ahead, noon, of_day, waiting_row
from handlers.reasons import leave_question
from handlers.routes import Routes
from handlers.technician_cards import short
from handlers.technician_taps import HomeTap, JobTap, OffTap, TodayTap
from handlers.texts.render import Markup
from handlers.understanding.what import Kind, Wish
from handlers.visits import mark
from models.person import Role

routes = Routes()


async def home(turn: Turn) -> None:
    """What staff with a bag of tools are shown on /start."""
    leave_question(turn)
    say = turn.say
    day = await turn.look(of_day, noon(turn, 0))
    coming = await turn.look(ahead)
    done = sum(mark(view) == "done" for view in day)
    lines = [say("technician-home", name=turn.person.name, count=len(day), done=done)]
    rows: Rows = await waiting_row(turn)
    if coming and coming[0].visit is not None:
        lines.append(say("technician-next", at=coming[0].visit.promised_at))
        rows.append([(say("job-button-next-visit", what=short(say, coming[0]).strip()), JobTap(coming[0].visit.id))])
    rows.append([(say("job-button-today"), TodayTap(0)), (say("job-button-off"), OffTap())])
    await turn.show(Card(Markup("\n".join(lines)), rows))


@routes.tap(HomeTap)
async def home_tapped(turn: Turn, tap: HomeTap) -> None:
    await home(turn)


@routes.command("help", Role.TECHNICIAN)
async def helped(turn: Turn) -> None:
    rows: Rows = [[(turn.say("job-button-today"), TodayTap(0)), (turn.say("job-button-off"), OffTap())]]
    await turn.tell("technician-help", rows=rows)


@routes.wish(Kind.HELP, Role.TECHNICIAN)
async def asks_for_help(turn: Turn, wish: Wish) -> None:
    await helped(turn)


@routes.wish(Kind.GREETING, Role.TECHNICIAN)
async def greeted(turn: Turn, wish: Wish) -> None:
    await home(turn)
