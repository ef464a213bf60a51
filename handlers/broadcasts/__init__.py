"""Broadcasts in the chat of dispatchers and of the people they reach."""

from __future__ import annotations

from handlers.broadcasts import audience, cards, desk, letting_go, notices, reporting, words  # noqa: F401 - how they read
from handlers.routes import Routes

routes = Routes()
for part in (desk, audience, words, letting_go, reporting):
    routes.include(part.routes)
