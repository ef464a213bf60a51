"""What customers and those under way are told of an outage and of their own order in it."""

from __future__ import annotations

from datetime import datetime

from handlers.buttons import Rows
from handlers.cards import customer_card, customer_rows, customer_text, held_rows
from handlers.context import Card
from handlers.dispatch_taps import DeskTap
from handlers.held_orders.taps import CarryOnTap, HoldBegunTap, NewsTap, UnwatchTap
from handlers.notifications import renders
from handlers.offers import visit_words
from handlers.record import record_lines
from handlers.texts.render import Markup, Say
from scheduling.letters import Letter


@renders("order-held")
def order_held(letter: Letter, say: Say) -> Card:
    """Once: cause, expected end, when the next word comes, and what becomes of their visit."""
    assert letter.view is not None
    text = customer_text(say, letter.view, say("held-head"))
    if letter.params.get("visit_at"):
        at = datetime.fromisoformat(letter.params["visit_at"])
        text = Markup(f"{text}\n\n{say('held-visit-gone', at=at)}")
    return Card(text, held_rows(say, letter.view.id, asked=False))


@renders("restored-ask")
def restored_ask(letter: Letter, say: Say) -> Card:
    """恢复了吗?"""
    assert letter.view is not None
    lines = customer_text(say, letter.view, say("restored-ask"))
    return Card(
        Markup(f"{lines}\n\n{say('restored-ask-why', orders=int(letter.params.get('orders', 1)))}"),
        held_rows(say, letter.view.id, asked=True),
    )


@renders("order-released")
def order_released(letter: Letter, say: Say) -> Card:
    """The outage was not what is wrong here: somebody comes after all."""
    assert letter.view is not None
    return customer_card(say, letter.view, say("held-released"))


@renders("held-visit-freed")
def visit_given_up(letter: Letter, say: Say) -> Card:
    """Their visit is off: the outage lasts, or it is over and nobody has said whether it works here."""
    view = letter.view
    assert view is not None
    assert view.visit is not None
    asked = "yes" if view.held is not None and view.held.asked else "no"
    head = say("held-visit-freed", asked=asked, at=view.visit.promised_at)
    return Card(customer_text(say, view, head), customer_rows(say, view))


@renders("watched-changed", "watched-over", "watched-goes-on", "watched-called-off")
def news(letter: Letter, say: Say) -> Card:
    """News of an outage to whoever follows it; it can be turned off where it is not urgent."""
    assert letter.outage is not None
    text = "\n".join([Markup(f"<b>{say(letter.key)}</b>"), *record_lines(say, letter.outage)])
    rows: Rows = []
    if letter.outage.running:
        rows = [[(say("button-unwatch"), UnwatchTap(letter.outage.id)), (say("button-news-off"), NewsTap(0))]]
    return Card(Markup(text), rows)


# --- Staff ---------------------------------------------------------------------------------------------------------


@renders("visit-freed")
def visit_freed(letter: Letter, say: Say) -> Card:
    """Nobody needs to go there."""
    return Card(say("visit-freed", **visit_words(letter, say)))


@renders("visit-taken-up")
def visit_taken_up(letter: Letter, say: Say) -> Card:
    return Card(say("visit-taken-up", **visit_words(letter, say)))


@renders("begun-in-outage")
def begun(letter: Letter, say: Say) -> Card:
    """To the lead: does the outage explain it? The work is theirs, so they decide."""
    return begun_card(letter, say, [])


@renders("dispatch-begun-in-outage")
def begun_for_dispatch(letter: Letter, say: Say) -> Card:
    assert letter.view is not None
    return begun_card(letter, say, [[(say("button-open-order"), DeskTap(letter.view.id))]])


def begun_card(letter: Letter, say: Say, more: Rows) -> Card:
    assert letter.view is not None
    assert letter.view.visit is not None
    assert letter.outage is not None
    lines = [say(letter.key, **visit_words(letter, say)), *record_lines(say, letter.outage)]
    visit_id = letter.view.visit.id
    rows: Rows = [
        [(say("button-hold-begun"), HoldBegunTap(visit_id, letter.outage.id))],
        [(say("button-carry-on"), CarryOnTap(visit_id))],
    ]
    return Card(Markup("\n".join(lines)), [*rows, *more])


@renders("dispatch-still-broken")
def still_broken_told(letter: Letter, say: Say) -> Card:
    """The outage is over, and this customer is still without service."""
    assert letter.view is not None
    agreed = "yes" if letter.view.visit is not None else "no"
    text = say("dispatch-still-broken", agreed=agreed, **visit_words(letter, say))
    return Card(text, [[(say("button-open-order"), DeskTap(letter.view.id))]])
