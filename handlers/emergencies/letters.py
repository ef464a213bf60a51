"""What the head, the dispatchers and lent technicians are told of an emergency."""

from __future__ import annotations

from handlers.context import Card
from handlers.emergencies.cards import emergency_card
from handlers.emergencies.opening import summary_text
from handlers.emergencies.taps import ReadTap
from handlers.notifications import renders
from handlers.texts.render import Markup, Say
from scheduling.letters import Letter


@renders("emergency-alert")
def alert(letter: Letter, say: Say) -> Card:
    """To the head of unit, with the button that says they have read it."""
    assert letter.emergency is not None
    view = letter.emergency
    card = emergency_card(say, view, say("emergency-alert", unit=view.unit))
    if view.acknowledged_at is not None or view.ended_at is not None:
        return card
    return Card(card.text, [[(say("button-emergency-read"), ReadTap(view.id))], *card.rows])


@renders("emergency-opened", "emergency-acknowledged")
def told(letter: Letter, say: Say) -> Card:
    assert letter.emergency is not None
    view = letter.emergency
    head = say(letter.key, name=view.opened_by or "", head=view.head, unit=view.unit)
    return Card(head, emergency_card(say, view).rows)


@renders("situation")
def running_card(letter: Letter, say: Say) -> Card:
    """Counted at the moment it is drawn."""
    assert letter.emergency is not None
    return emergency_card(say, letter.emergency)


@renders("emergency-ended")
def over(letter: Letter, say: Say) -> Card:
    assert letter.emergency is not None
    view = letter.emergency
    head = say("emergency-ended", unit=view.unit, name=view.ended_by or "")
    return Card(Markup(f"{head}\n{summary_text(say, letter.params)}"))
