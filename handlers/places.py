"""Where the technician stands: sent by a button or as a live location, kept as evidence of an arrival."""

from __future__ import annotations

from datetime import datetime, timedelta

from aiogram.types import KeyboardButton, ReplyKeyboardMarkup, ReplyKeyboardRemove

from handlers.context import Card, Turn
from handlers.jobs import ahead
from handlers.routes import Routes
from handlers.technician_cards import technician_card
from handlers.technician_taps import PlaceTap
from models.appointment import Status
from models.order import OrderStatus
from models.person import Role
from scheduling import availability, visits
from scheduling.views import OrderView

routes = Routes()

FRESH = timedelta(minutes=15)  # an older place says nothing about where somebody arrives now
FAR = 1.0  # kilometres: between tall houses a phone may err by some hundred metres, not by more


def fresh_place(turn: Turn) -> tuple[float, float] | None:
    """The place that was sent a moment before arriving. It is used once."""
    kept = turn.talk.draft.get("place")
    if not kept:
        return None
    turn.talk.note(place=None)
    latitude, longitude, at = kept
    return (latitude, longitude) if turn.now - datetime.fromisoformat(at) <= FRESH else None


def too_far(view: OrderView, place: tuple[float, float] | None) -> float | None:
    """How far from the home somebody reports an arrival, where that is too far to be at the door."""
    way = availability.kilometres(place, (view.latitude, view.longitude)) if place is not None else None
    return way if way is not None and way > FAR else None


@routes.tap(PlaceTap)
async def asked_for_place(turn: Turn, tap: PlaceTap) -> None:
    """A button that sends a place can only stand on the keyboard below, so it comes with a message of its own."""
    words = turn.say("job-button-place")
    button = KeyboardButton(text=str(words), request_location=True)
    markup = ReplyKeyboardMarkup(keyboard=[[button]], resize_keyboard=True, one_time_keyboard=True)
    await turn.send(Card(turn.say("send-your-place")), markup)


@routes.content("location", Role.TECHNICIAN)
async def place_sent(turn: Turn) -> None:
    """At the door it proves the arrival; on the way it is kept for it. A live location moves on without a word."""
    message = turn.message
    if message is None or message.location is None:
        return
    moving = message.edit_date is not None
    latitude, longitude = message.location.latitude, message.location.longitude
    found = await turn.look(ahead)
    there = next((v for v in found if v.visit is not None and v.visit.status is Status.ARRIVED), None)
    coming = next((v for v in found if v.status is OrderStatus.EN_ROUTE), None)
    if there is not None and there.visit is not None:
        await turn.run(visits.arrive, there.visit.id, latitude, longitude)
    elif coming is not None:
        turn.talk.note(place=[latitude, longitude, turn.now.isoformat()])
    if moving:
        return
    if there is None and coming is not None:
        await turn.show(technician_card(turn.say, coming, head=turn.say("place-kept")))
        return
    if there is not None and (way := too_far(there, (latitude, longitude))) is not None:
        words = turn.say("place-far", km=f"{way:.1f}")
    else:
        words = turn.say("place-noted" if there is not None else "place-not-needed")
    await turn.send(Card(words), ReplyKeyboardRemove())
