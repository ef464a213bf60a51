"""Reasons, as people read them: a code from the operator's list by its text, anything typed as it was written."""

from __future__ import annotations

from typing import Any

from handlers.context import Turn
from handlers.texts.render import Say

RECORD = "close-out"
STEPS = frozenset({"offer:reason", "job:move", "job:hand-back", "off:when", "hazard", "alarm:result"})


def reason_words(say: Say, reason: str | None) -> str:
    if not reason:
        return ""
    coded = reason.replace("_", "").isalnum() and reason.isascii()
    keys = (f"{family}-{reason}" for family in ("reason", "override")) if coded else ()
    return next((say(key) for key in keys if say.has(key)), reason)


def put_question(turn: Turn, step: str, **draft: Any) -> None:
    """A short question comes between: a record being filled in waits for its answer, anything else is dropped."""
    if turn.talk.step not in (None, RECORD):
        turn.talk.end()
    turn.talk.resumed = False
    turn.talk.interrupt(step, **draft)


def leave_question(turn: Turn) -> None:
    """Whoever taps elsewhere has dropped the question: what they type next is no answer to it."""
    if turn.talk.step in STEPS:
        turn.talk.end()
