"""Reasons, as people read them: a code from the operator's list by its text, anything typed as it was written."""

from __future__ import annotations

from handlers.texts.render import Say


def reason_words(say: Say, reason: str | None) -> str:
    if not reason:
        return ""
    key = f"reason-{reason}"
    return say(key) if reason.replace("_", "").isalnum() and reason.isascii() and say.has(key) else reason
