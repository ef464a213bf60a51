"""Safe broadcast (群发): seen before it leaves, approved, called back, paused, stopped, corrected, and kept as evidence.

A broadcast's recipients are rows of the outbox. Who they are is a question to the database (`audience`), put a piece
at a time (`sending`); what each of them reads is made of the record at the moment it is sent.
"""

from scheduling.broadcasts.audience import Audience, Why
from scheduling.broadcasts.composing import (
    approve,
    call_back,
    change,
    compose,
    confirm,
    discard,
    edit_text,
    test_send,
)
from scheduling.broadcasts.facts import VARIABLE, OutageFacts, length, words_most
from scheduling.broadcasts.following import correct, of_outage, outage_changed
from scheduling.broadcasts.previewing import Preview, masked, preview
from scheduling.broadcasts.reporting import (
    BroadcastView,
    Progress,
    lately,
    open_ones,
    phone_list,
    progress,
    read,
    ready,
    report_rows,
    view,
)
from scheduling.broadcasts.sending import begin, look, pause, queue, resume, stop

__all__ = [
    "VARIABLE", "Audience", "BroadcastView", "OutageFacts", "Preview", "Progress", "Why", "approve", "begin",
    "call_back", "change", "compose", "confirm", "correct", "discard", "edit_text", "lately", "length", "look", "masked", "of_outage",
    "open_ones", "outage_changed", "pause", "phone_list", "preview", "progress", "queue", "read", "ready", "report_rows",
    "resume", "stop", "test_send", "view", "words_most",
]  # fmt: skip
