"""How customers read of a visit that was moved, cancelled, missed or reopened by somebody else."""

from __future__ import annotations

from handlers.buttons import Rows
from handlers.calendars import with_calendar
from handlers.cards import customer_card, customer_text
from handlers.context import Card
from handlers.notifications import renders
from handlers.reasons import reason_words
from handlers.rescheduling.moving import KeepOldTimeTap
from handlers.taps import AskTap, CancelTap, ChangeTap, RebookTap
from handlers.texts.render import Markup, Say
from models.order import OrderStatus
from scheduling.letters import Letter
from scheduling.permissions import Action
from scheduling.views import OrderView

WAITING = (OrderStatus.READY, OrderStatus.REOPENED)


def seen(letter: Letter) -> OrderView:
    if letter.view is None:
        raise ValueError(f"{letter.key} is about an order, and there is none")
    return letter.view


@renders("moved")
def moved(letter: Letter, say: Say) -> Card:
    """The new time only: nobody needs to read the old one again."""
    view = seen(letter)
    return with_calendar(say, view, customer_card(say, view, say("moved-for-you")))


@renders("move-asked")
def move_asked(letter: Letter, say: Say) -> Card:
    """The reason first, then the ways to answer; the old time stands until they agree (4.C)."""
    view = seen(letter)
    reason, note = letter.params.get("reason"), letter.params.get("note")
    words = note if reason == "other" and note else reason_words(say, reason)
    there = view.visit is not None and view.visit.arrived_at is not None
    text = customer_text(say, view, say("move-asked-head", there=int(there)))
    text = Markup(f"{text}\n\n{say('move-asked', reason=words)}")
    rows: Rows = []
    if view.visit is not None and Action.CHANGE in view.actions:
        rows.append([(say("button-see-times"), ChangeTap(view.visit.id))])
    if view.visit is not None and Action.CANCEL in view.actions:
        rows.append(
            [(say("button-keep-time"), KeepOldTimeTap(view.visit.id)), (say("button-cancel"), CancelTap(view.visit.id))]
        )
    return Card(text, rows)


@renders("move-withdrawn")
def move_withdrawn(letter: Letter, say: Say) -> Card:
    """Whoever was asked to choose another time no longer has to."""
    view = seen(letter)
    there = view.visit is not None and view.visit.arrived_at is not None
    return customer_card(say, view, say("move-withdrawn", there=int(there)))


@renders("your-visit-cancelled")
def visit_cancelled(letter: Letter, say: Say) -> Card:
    view = seen(letter)
    card = customer_card(say, view, say("visit-cancelled-for-you"))
    return with_calendar(say, view, Card(card.text, waiting_rows(say, view) or card.rows), cancelled=True)


@renders("missed")
def missed(letter: Letter, say: Say) -> Card:
    """We did not come: said plainly, with the way to a new time."""
    view = seen(letter)
    text = Markup(f"{customer_text(say, view, say('missed-head'))}\n\n{say('missed-sorry')}")
    return Card(text, waiting_rows(say, view))


@renders("reopened")
def reopened(letter: Letter, say: Say) -> Card:
    view = seen(letter)
    card = customer_card(say, view, say("reopened-head"))
    return Card(card.text, waiting_rows(say, view) or card.rows)


def waiting_rows(say: Say, view: OrderView) -> Rows:
    """The visit this is about is over: a new time is what helps."""
    if view.status not in WAITING:
        return []
    rows: Rows = [[(say("button-choose-time"), RebookTap(view.id))]]
    if Action.ASK in view.actions:
        rows[0].append((say("button-ask"), AskTap(view.id)))
    return rows
