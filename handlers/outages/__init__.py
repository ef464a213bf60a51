"""Outages in the dispatcher's chat: opened in half a minute, kept true, seen by everybody who is asked about them."""

from handlers.outages import words
from handlers.routes import Routes

routes = Routes()

__all__ = ["routes", "words"]
