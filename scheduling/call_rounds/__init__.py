"""Rounds of calls: hundreds of phone tasks of one cause are one card, worked through by whoever has a hand free.

Each call stays a task of its own, with its owner and what came of it. `drawing` puts the card before dispatchers,
`ringing` is the way through it, `looking` what it shows.
"""

from scheduling.call_rounds.drawing import draw
from scheduling.call_rounds.looking import CallRoundView, listed, running, see, seen
from scheduling.call_rounds.ringing import Rung, put_down, ring, settle, undo

__all__ = [
    "CallRoundView", "Rung", "draw", "listed", "put_down", "ring", "running", "see", "seen", "settle", "undo",
]  # fmt: skip
