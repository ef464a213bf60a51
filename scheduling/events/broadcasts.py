"""What happened to a broadcast, in the past tense; `name` is what history stores. `person_id` is who composed it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scheduling.events.happened import Happened


@dataclass(frozen=True)
class BroadcastComposed(Happened):
    name = "broadcast.composed"
    broadcast_id: int
    unit_id: int
    edition: int


@dataclass(frozen=True)
class BroadcastTested(Happened):
    """Shown to the unit's dispatchers as a test; `texts` are the words as they stood."""

    name = "broadcast.tested"
    broadcast_id: int
    unit_id: int
    texts: dict[str, str]


@dataclass(frozen=True)
class BroadcastConfirmed(Happened):
    """`second`: so many people that another dispatcher has to approve."""

    name = "broadcast.confirmed"
    broadcast_id: int
    unit_id: int
    reach: int
    second: bool


@dataclass(frozen=True)
class BroadcastShown(Happened):
    """Where the card of what was let go stands: from now on it says how far it is."""

    name = "broadcast.shown"
    broadcast_id: int
    person_id: int | None
    edition: int | None
    chat_id: int
    message_id: int


@dataclass(frozen=True)
class BroadcastApproved(Happened):
    name = "broadcast.approved"
    broadcast_id: int
    unit_id: int
    person_id: int | None


@dataclass(frozen=True)
class BroadcastCalledBack(Happened):
    """Within the undo delay, or before the second person: nothing had left. `person_id` had confirmed it."""

    name = "broadcast.called_back"
    broadcast_id: int
    unit_id: int
    person_id: int | None


@dataclass(frozen=True)
class BroadcastDiscarded(Happened):
    name = "broadcast.discarded"
    broadcast_id: int


@dataclass(frozen=True)
class BroadcastStarted(Happened):
    """The evidence: which words to which audience, and what the record said then. Its recipients hang on this event."""

    name = "broadcast.started"
    broadcast_id: int
    unit_id: int
    person_id: int | None
    audience: dict[str, Any]
    texts: dict[str, str]
    reach: int
    stated: dict[str, Any]


@dataclass(frozen=True)
class BroadcastPaused(Happened):
    name = "broadcast.paused"
    broadcast_id: int


@dataclass(frozen=True)
class BroadcastResumed(Happened):
    name = "broadcast.resumed"
    broadcast_id: int


@dataclass(frozen=True)
class BroadcastStopped(Happened):
    """`overtaken`: the record has moved on, so nobody is told the old edition any more."""

    name = "broadcast.stopped"
    broadcast_id: int
    overtaken: bool = False


@dataclass(frozen=True)
class BroadcastEnded(Happened):
    """Nothing of it is on its way any more: what came of it."""

    name = "broadcast.ended"
    broadcast_id: int
    unit_id: int
    person_id: int | None
    sent: int
    failed: int
    blocked: int
    unknown: int
    withdrawn: int


@dataclass(frozen=True)
class PhoneListTaken(Happened):
    """Names and numbers left the house in a list: who took it, and how many (R-12.1)."""

    name = "broadcast.phone_list_taken"
    broadcast_id: int
    rows: int
