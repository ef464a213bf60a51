"""Every feature's answers, in one table; importing this also registers how every notification reads."""

from __future__ import annotations

from importlib import import_module

from handlers.answering import Answering
from handlers.context import Turn
from handlers.routes import Routes
from handlers.understanding.model import Model
from models.person import Role

# A new feature is a line here.
FEATURES = (
    "start", "identity", "languages", "booking", "rescheduling", "my_visits", "confirmation", "on_the_day", "waiting_list", "two_key",
    "relay", "unknown_words", "odd", "courtesies", "asking_again",
    "technician_home", "fault_photos", "offers", "visits", "close_outs", "shifts",
    "dispatch", "finding", "assigning", "tasks", "call_rounds", "absences", "absence_news", "ringing", "phone_orders",
    "extra_slots", "imports", "rooms",
    "invitations", "outages", "desk_news", "held_orders", "broadcasts",
    "emergencies", "heads", "loans", "bulk_slots", "hazards", "hazard_tasks", "power_alarms", "hotline_feed",
)  # fmt: skip


def all_routes() -> Routes:
    """Joins the features; raises `ValueError` when two of them answer the same thing."""
    joined = Routes()
    for feature in FEATURES:
        joined.include(import_module(f"handlers.{feature}").routes)
    return joined


async def home(turn: Turn) -> None:
    """The first card of whatever hat somebody wears."""
    from handlers import dispatch, heads, power_alarms, start, technician_home

    if turn.role is Role.TECHNICIAN:
        await technician_home.home(turn)
    elif turn.role is Role.HEAD:
        await heads.home(turn)
    elif turn.role is Role.NETWORK_CENTRE:
        await power_alarms.home(turn)
    elif turn.role is None:
        await start.menu(turn)
    else:
        await dispatch.home(turn)


def answering(model: Model | None = None) -> Answering:
    from handlers import unknown_words

    return Answering(all_routes(), home, unknown_words.unknown, model)
