"""The first cards of those who hold no desk: heads of unit, and the network centre (R-1.16, R-6.15)."""

from __future__ import annotations

from handlers.buttons import Rows
from handlers.context import Card, Turn
from handlers.emergencies.cards import emergency_card
from handlers.emergencies.taps import NewTap
from handlers.loan_taps import LoansTap
from handlers.routes import Routes
from handlers.texts.render import Markup
from handlers.understanding.what import Kind, Wish
from models.person import Role
from scheduling import emergencies

routes = Routes()


async def home(turn: Turn) -> None:
    """The emergency that is open; else the way to open one."""
    running, say = await turn.look(emergencies.running), turn.say
    head = say("head-home", name=turn.person.name, count=len(running))
    if running:
        await turn.show(emergency_card(say, running[0], head))
        return
    rows: Rows = [[(say("button-emergency-open"), NewTap()), (say("button-loans"), LoansTap())]]
    await turn.show(Card(Markup(head), rows))


@routes.command("help", Role.HEAD, Role.NETWORK_CENTRE)
async def helped(turn: Turn) -> None:
    await turn.tell("head-help" if turn.role is Role.HEAD else "network-centre-help")


@routes.wish(Kind.GREETING, Role.HEAD)
@routes.wish(Kind.HELP, Role.HEAD)
async def greeted(turn: Turn, wish: Wish) -> None:
    await home(turn)
