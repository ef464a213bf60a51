"""The outbox: claim what is due, ask once more whether it is still true, record what became of it.

At least once, and honest about it: a batch is claimed under a lease and committed, then sent, then its outcome recorded.
Who dies in between leaves a lapsed lease; the next sender sends again and records `unknown`, because nobody can know
whether it was shown the first time.
"""

from scheduling.outbox.claiming import claim, hold, next_due_at, recover, release
from scheduling.outbox.owed import OWED, OWED_SINGLY, WAITING, Lane, Owed, owed
from scheduling.outbox.recording import Outcome, record_outcomes
from scheduling.outbox.withdrawing import was_told, withdraw, withdraw_of_order, withdraw_of_outage

__all__ = [
    "OWED",
    "OWED_SINGLY",
    "WAITING",
    "Lane",
    "Outcome",
    "Owed",
    "claim",
    "hold",
    "next_due_at",
    "owed",
    "record_outcomes",
    "recover",
    "release",
    "was_told",
    "withdraw",
    "withdraw_of_order",
    "withdraw_of_outage",
]
