"""An emergency in the chat of dispatchers and heads of unit (R-6.13, R-6.14, R-1.16)."""

from __future__ import annotations

from handlers.emergencies import letters, opening, plan
from handlers.routes import Routes

routes = Routes()
for part in (opening, plan):
    routes.include(part.routes)

__all__ = ["letters", "routes"]
