"""What the head, the dispatchers and lent technicians are told of an emergency."""

from __future__ import annotations

from handlers.context import Card
from handlers.emergencies.cards import emergency_card
from handlers.emergencies.opening import summary_text
from handlers.notifications import renders
from handlers.texts.render import Markup, Say
from scheduling.letters import Letter


@renders("emergency-acknowledged")
def acknowledged(letter: Letter, say: Say) -> Card:
    """A word only: the running card, with everything that can be done, says it too."""
    assert letter.emergency is not None
    return Card(say("emergency-acknowledged", head=letter.emergency.head, unit=letter.emergency.unit))


@renders("situation")
def running_card(letter: Letter, say: Say) -> Card:
    """Counted at the moment it is drawn; until the head has read it, it is their alert (R-1.16)."""
    assert letter.emergency is not None
    return emergency_card(say, letter.emergency)


@renders("emergency-ended")
def over(letter: Letter, say: Say) -> Card:
    assert letter.emergency is not None
    view = letter.emergency
    head = say("emergency-ended", unit=view.unit, name=view.ended_by or "")
    return Card(Markup(f"{head}\n{summary_text(say, letter.params)}"))
