"""Orders and outage are one (停复联动, promise 5): held, asked 恢复了吗?, and let go again.

It follows the record in `scheduling/outages`, which calls it after each change; booking asks it about each new fault.
"""

from scheduling.held_orders.answering import say_still_broken, say_works, take_back_answer
from scheduling.held_orders.asking import being_asked, restored_unanswered
from scheduling.held_orders.begun import hold_begun
from scheduling.held_orders.holding import (
    covering,
    hold_new,
    hold_of,
    require_other_fault,
    unreleased,
    visit_comes_near,
)
from scheduling.held_orders.portions import follow, hold_again
from scheduling.held_orders.reading import Read, record_read, unread
from scheduling.held_orders.releasing import different_fault, ended
from scheduling.held_orders.watching import hand_over_watchers, held_by_customer, unwatch, watch, watched

__all__ = [
    "Read",
    "being_asked",
    "covering",
    "different_fault",
    "ended",
    "follow",
    "hand_over_watchers",
    "held_by_customer",
    "hold_again",
    "hold_begun",
    "hold_new",
    "hold_of",
    "record_read",
    "require_other_fault",
    "restored_unanswered",
    "say_still_broken",
    "say_works",
    "take_back_answer",
    "unread",
    "unreleased",
    "unwatch",
    "visit_comes_near",
    "watch",
    "watched",
]
