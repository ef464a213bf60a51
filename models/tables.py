"""Every table, imported once, for migrations and for tests that make a database from scratch."""

from models import (
    appointment,
    close_out,
    event,
    evidence,
    inbox,
    invitation,
    lease,
    message,
    notification,
    offer,
    order,
    person,
    shift,
    slot,
    task,
    timer,
    unit,
    waiting_list,
)
from models.base import Base

__all__ = [
    "Base", "appointment", "close_out", "event", "evidence", "inbox", "invitation", "lease", "message", "notification",
    "offer", "order", "person", "shift", "slot", "task", "timer", "unit", "waiting_list",
]  # fmt: skip
