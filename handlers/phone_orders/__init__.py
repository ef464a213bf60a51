"""An order for somebody on the phone, who may have no chat at all: same rules, and what was said is not asked again."""

from __future__ import annotations

from handlers.phone_orders import questions, taking
from handlers.routes import Routes

routes = Routes()
for part in (questions, taking):
    routes.include(part.routes)

__all__ = ["routes"]
