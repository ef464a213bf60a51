"""The buttons of a round of calls. They carry ids; whose call it is, is decided when they are pressed."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.buttons import Tap


@dataclass(frozen=True)
class RoundTap(Tap, prefix="cl"):
    """The round as it stands now."""

    round_id: int


@dataclass(frozen=True)
class NextCallTap(Tap, prefix="cln"):
    """Whom to ring now; below, since the round's card stays what it is."""

    round_id: int


@dataclass(frozen=True)
class RungTap(Tap, prefix="clr"):
    """`what` came of this call, and on to the next."""

    task_id: int
    what: str


@dataclass(frozen=True)
class UndoCallTap(Tap, prefix="clu"):
    """That was a slip: the same person once more."""

    task_id: int
    what: str


@dataclass(frozen=True)
class PutDownTap(Tap, prefix="cld"):
    """Something else comes first: the call is anybody's."""

    round_id: int


@dataclass(frozen=True)
class CallListTap(Tap, prefix="cll"):
    """Everybody to be rung, by pages; `below`: as a new message."""

    round_id: int
    page: int = 0
    below: int = 0
