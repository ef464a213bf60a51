"""The customer's side of moving and cancelling a visit (4.A to 4.C)."""

from __future__ import annotations

from handlers.rescheduling import cancelling, letters, moving, wished
from handlers.rescheduling.wished import change_wish, time_only
from handlers.routes import Routes

routes = Routes()
for part in (moving, wished, cancelling):
    routes.include(part.routes)

__all__ = ["change_wish", "letters", "routes", "time_only"]
