"""Orders and outage are one: what customers read, ask and answer while an outage lasts and when it is over."""

from __future__ import annotations

from handlers.held_orders import answering, asking, desk, letters
from handlers.routes import Routes

routes = Routes()
for part in (answering, asking, desk):
    routes.include(part.routes)

__all__ = ["letters", "routes"]
