"""Outages in the dispatcher's chat: opened in half a minute, kept true, seen by everybody who is asked about them."""

from __future__ import annotations

from handlers.outages import area, asking, cause, desk, ends, opening, planned, services, suggestions, times, words
from handlers.routes import Routes

routes = Routes()
for part in (desk, asking, area, cause, times, services, ends, opening, planned, suggestions):
    routes.include(part.routes)

__all__ = ["routes", "words"]
