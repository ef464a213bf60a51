"""A customer's way to a booked visit, by buttons or in one sentence."""

from __future__ import annotations

from handlers import slots
from handlers.booking import address, asides, extras, flow, going, letters, outage, phone, services, summary
from handlers.routes import Routes

routes = Routes()
for part in (slots, flow, going, services, address, outage, phone, extras, summary):
    routes.include(part.routes)

__all__ = ["asides", "letters", "routes"]
