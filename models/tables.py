"""Every table, imported once, for migrations and for tests that make a database from scratch."""

from models import (
    appointment,
    broadcast,
    call_round,
    close_out,
    emergency,
    event,
    evidence,
    hazard,
    hotline_feed,
    inbox,
    invitation,
    message,
    notification,
    offer,
    order,
    outage,
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
    "Base", "appointment", "broadcast", "call_round", "close_out", "emergency", "event", "evidence", "hazard", "hotline_feed",
    "inbox", "invitation", "message", "notification", "offer", "order", "outage", "person", "shift", "slot", "task",
    "timer", "unit", "waiting_list",
]  # fmt: skip
