"""What the customer hears on the day: who comes, the half-hour notice with their card, on the way, late, at the door.

R-4.5, R-5.2, D-41: the whole card goes out with the notice, so that the one shown at the door can be compared.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from handlers.buttons import Button, Rows, in_rows
from handlers.cards import customer_card, customer_rows, word_buttons
from handlers.context import Card
from handlers.notifications import renders
from handlers.routes import Routes
from handlers.taps import ChangeTap, OrderTap
from handlers.texts.render import Markup, Say
from scheduling.letters import Letter
from scheduling.permissions import Action
from scheduling.views import OrderView, TechnicianView, VisitView

routes = Routes()


def seen(letter: Letter) -> tuple[OrderView, VisitView]:
    """The order and visit a letter of the day is about."""
    if letter.view is None or letter.view.visit is None:
        raise ValueError(f"{letter.key} is about no visit")
    return letter.view, letter.view.visit


@renders("technician-assigned")
def technician_assigned(letter: Letter, say: Say) -> Card:
    """A technician has accepted; the customer learns the surname (D-41)."""
    view, visit = seen(letter)
    return customer_card(say, view, say("day-assigned", name=name_of(visit)))


@renders("half-hour-notice")
def half_hour_notice(letter: Letter, say: Say) -> Card:
    """R-4.5: once, half an hour before, with the technician's card and face."""
    view, visit = seen(letter)
    expected = max(visit.eta_at or visit.promised_at, visit.promised_at)  # what was announced as later stays later
    head = say("day-notice", at=say.clock(expected))
    later = expected > visit.promised_at
    more = [say("day-notice-later", at=say.clock(visit.promised_at))] if later else []
    technician = visit.technician
    lines = who_lines(say, technician) if technician is not None else [say("day-notice-nobody")]
    text = paragraphs(Markup(f"<b>{head}</b>"), *more, Markup("\n".join(lines)), where_to(say, view))
    # Half an hour ahead there is no earlier; who has not confirmed yet may, and saves the dispatcher a call.
    rows = customer_rows(say, without(view, (Action.JOIN_WAITING_LIST,)), confirm=True)
    return Card(text, rows, photo=technician.photo if technician else None)


@renders("on-the-way")
def on_the_way(letter: Letter, say: Say) -> Card:
    """R-4.8: the technician has set out; when to expect them."""
    view, visit = seen(letter)
    head = say("day-on-the-way", name=name_of(visit), at=say.clock(visit.eta_at or visit.promised_at))
    return Card(paragraphs(Markup(f"<b>{head}</b>"), say("day-be-ready")), words_only(say, view))


def by_now(letter: Letter, say: Say, at: datetime) -> Markup:
    """A time of today, or with its day: who will be late may say so days before."""
    return say.until(letter.at or at, at)


@renders("running-late")
def running_late(letter: Letter, say: Say) -> Card:
    """R-4.6: the new time, an apology, and the way out for whom it no longer suits."""
    view, visit = seen(letter)
    at, was = (by_now(letter, say, at) for at in (visit.eta_at or visit.promised_at, visit.promised_at))
    head = say("day-late", name=name_of(visit), at=at)
    change: Rows = [[(say("day-late-change"), ChangeTap(visit.id))]] if Action.CHANGE in view.actions else []
    return Card(paragraphs(Markup(f"<b>{head}</b>"), say("day-late-sorry", was=was)), [*change, *words_only(say, view)])


@renders("in-time")
def in_time(letter: Letter, say: Say) -> Card:
    """R-4.6: told to be late before; the promised time is kept after all."""
    view, visit = seen(letter)
    head = say("day-in-time", name=name_of(visit), at=by_now(letter, say, visit.eta_at or visit.promised_at))
    kept = say("day-in-time-kept", promised=by_now(letter, say, visit.promised_at))
    return Card(paragraphs(Markup(f"<b>{head}</b>"), kept), words_only(say, view))


@renders("not-there-yet")
def not_there_yet(letter: Letter, say: Say) -> Card:
    """R-4.6: the promised time has passed: an apology, and the way out for whom it no longer suits."""
    view, visit = seen(letter)
    head = say("day-not-there-yet", at=say.clock(visit.promised_at))
    change: Rows = [[(say("day-late-change"), ChangeTap(visit.id))]] if Action.CHANGE in view.actions else []
    return Card(paragraphs(Markup(f"<b>{head}</b>"), say("day-not-there-yet-sorry")), [*change, *words_only(say, view)])


@renders("arrived")
def arrived(letter: Letter, say: Say) -> Card:
    """At the door: who it should be, and an apology where the promise was not kept (R-4.7)."""
    view, visit = seen(letter)
    head = say("day-arrived", at=say.clock(visit.arrived_at or visit.promised_at))
    sorry = [say("day-arrived-late")] if visit.kept is False else []
    who = who_lines(say, visit.technician) if visit.technician is not None else []
    text = paragraphs(Markup(f"<b>{head}</b>"), *sorry, Markup("\n".join(who)), say("day-arrived-check"))
    return Card(text, words_only(say, view))


@renders("arrival-undone")
def arrival_undone(letter: Letter, say: Say) -> Card:
    """The arrival was a slip of the thumb: nobody is at the door yet."""
    view, visit = seen(letter)
    at = say.clock(visit.eta_at or visit.promised_at)
    return Card(Markup(f"<b>{say('day-arrival-undone', at=at)}</b>"), words_only(say, view))


def who_lines(say: Say, technician: TechnicianView) -> list[Markup]:
    """The technician's card: name, certificate number, company; the surname alone where that is all one may know."""
    if not technician.whole:
        return [say("day-who-surname", name=technician.name)]
    lines = [say("day-who", name=technician.name)]
    if technician.certificate:
        lines.append(say("day-who-certificate", number=technician.certificate))
    lines.append(say("day-who-company", contractor=technician.company) if technician.company else say("day-who-own"))
    return lines


def where_to(say: Say, view: OrderView) -> Markup:
    return say("card-address", address=view.address) if view.address else Markup()


def name_of(visit: VisitView) -> str:
    return visit.technician.name if visit.technician is not None else ""


def paragraphs(*parts: Markup) -> Markup:
    return Markup("\n\n".join(part for part in parts if part))


def words_only(say: Say, view: OrderView) -> Rows:
    """Writing to the technician or to us, and the whole order: enough while somebody is on the way."""
    waiting = (Action.JOIN_WAITING_LIST,)
    buttons: list[Button] = [
        *word_buttons(say, without(view, waiting)),
        (say("button-see-order"), OrderTap(view.id)),
    ]
    return in_rows(buttons)


def without(view: OrderView, actions: tuple[Action, ...]) -> OrderView:
    return replace(view, actions=view.actions - set(actions))
