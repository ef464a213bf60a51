"""Choosing a time.

A new order, a move and a new visit for a waiting order all choose in the same way; what differs between them is a
`Purpose`, registered under the name that stands in the conversation's draft as `for`.
"""

from __future__ import annotations

from handlers.slots.choosing import hold, keep, listen, offer, routes, stopped
from handlers.slots.purposes import PURPOSES, STEP, Asking, Purpose, draft_of, purpose_of
from handlers.slots.taps import LaterTap, SlotsTap, SlotTap, StopTap, instant, minutes
from handlers.slots.words import slot_label

__all__ = [
    "PURPOSES",
    "STEP",
    "Asking",
    "LaterTap",
    "Purpose",
    "SlotTap",
    "SlotsTap",
    "StopTap",
    "draft_of",
    "hold",
    "instant",
    "keep",
    "listen",
    "minutes",
    "offer",
    "purpose_of",
    "routes",
    "slot_label",
    "stopped",
]
