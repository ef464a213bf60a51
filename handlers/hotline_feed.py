"""What dispatchers are told when the hotline's own system does not hear of outages (R-6.11)."""

from __future__ import annotations

from handlers.context import Card
from handlers.notifications import renders
from handlers.routes import Routes
from handlers.texts.render import Say
from scheduling.letters import Letter

routes = Routes()


@renders("feed-given-up")
def given_up(letter: Letter, say: Say) -> Card:
    return Card(say("feed-given-up", attempts=int(letter.params["attempts"]), error=letter.params["error"]))
