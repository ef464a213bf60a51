"""Outages (大面积障碍): the record, who lives there, what follows from a change (R-6.11, R-6.12, R-6.19).

Those who follow the record (held orders, broadcasts) import this package as a module, and it imports them as modules:
neither needs the other before somebody acts.
"""

from scheduling.outages.ground import Ground, explained, home_in, orders_in, overlapping
from scheduling.outages.looking import (
    OutageView,
    covering,
    history,
    open_outages,
    outage_view,
    quiet,
    view,
    works_ahead,
)
from scheduling.outages.recording import call_off, change, merge, open_outage, restore, resume, take_in

__all__ = [
    "Ground",
    "OutageView",
    "call_off",
    "change",
    "covering",
    "explained",
    "history",
    "home_in",
    "merge",
    "open_outage",
    "open_outages",
    "orders_in",
    "outage_view",
    "overlapping",
    "quiet",
    "restore",
    "resume",
    "take_in",
    "view",
    "works_ahead",
]
