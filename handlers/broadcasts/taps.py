"""The buttons on a broadcast's cards. They carry ids; what may be done is decided when they are pressed."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.buttons import Tap


@dataclass(frozen=True)
class BroadcastTap(Tap, prefix="gb"):
    """One broadcast's card, fresh."""

    broadcast_id: int


@dataclass(frozen=True)
class BroadcastsTap(Tap, prefix="gl"):
    """The list: drafts, what is on its way, what was sent lately."""


@dataclass(frozen=True)
class OwnTap(Tap, prefix="gn"):
    """A word of the unit's own, about no outage."""


@dataclass(frozen=True)
class AgainTap(Tap, prefix="gag"):
    """Told already: once more, for whoever has not heard it."""

    outage_id: int


@dataclass(frozen=True)
class PreviewTap(Tap, prefix="gp"):
    broadcast_id: int


@dataclass(frozen=True)
class PushTap(Tap, prefix="gpu"):
    """1: it is heard; 0: the first message is edited silently."""

    broadcast_id: int
    push: int


@dataclass(frozen=True)
class TestTap(Tap, prefix="gte"):
    """To the dispatchers only."""

    broadcast_id: int


@dataclass(frozen=True)
class SendTap(Tap, prefix="gs"):
    """Live. `mark`: what was seen is what is sent."""

    broadcast_id: int
    mark: str


@dataclass(frozen=True)
class ApproveTap(Tap, prefix="gap"):
    """The second person lets it go."""

    broadcast_id: int
    mark: str


@dataclass(frozen=True)
class CallBackTap(Tap, prefix="gcb"):
    """Nothing has left: a draft again."""

    broadcast_id: int


@dataclass(frozen=True)
class DiscardTap(Tap, prefix="gdi"):
    broadcast_id: int


@dataclass(frozen=True)
class HushTap(Tap, prefix="gh"):
    """Below the news itself: no more of what is not urgent, please (D-14)."""


# --- words -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class WordsTap(Tap, prefix="gw"):
    """Own words in one language; which one is asked where `language` is "-"."""

    broadcast_id: int
    language: str


@dataclass(frozen=True)
class TemplateTap(Tap, prefix="gwt"):
    """The template again."""

    broadcast_id: int
    language: str


@dataclass(frozen=True)
class WrongTap(Tap, prefix="gww"):
    """A correction: say in own words what was wrong; in which language is asked where it is "-"."""

    broadcast_id: int
    language: str


# --- audience --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AudienceTap(Tap, prefix="ga"):
    broadcast_id: int


@dataclass(frozen=True)
class ToggleTap(Tap, prefix="gat"):
    """services, tiers or languages on or off; open_orders to "any", "with" or "without"."""

    broadcast_id: int
    what: str
    value: str


@dataclass(frozen=True)
class GroundTap(Tap, prefix="gau"):
    """Down the tree to this unit or, where `area_id` is not 0, this area; both 0: from its top."""

    broadcast_id: int
    unit_id: int
    area_id: int


@dataclass(frozen=True)
class HereTap(Tap, prefix="gah"):
    """This ground with all below it. `sure`: yes, really everybody."""

    broadcast_id: int
    unit_id: int
    area_id: int
    sure: int = 0


# --- on its way ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PauseTap(Tap, prefix="gpa"):
    broadcast_id: int


@dataclass(frozen=True)
class ResumeTap(Tap, prefix="gre"):
    broadcast_id: int


@dataclass(frozen=True)
class StopTap(Tap, prefix="gst"):
    """Nothing more leaves while it is asked once more."""

    broadcast_id: int


@dataclass(frozen=True)
class StopYesTap(Tap, prefix="gsy"):
    broadcast_id: int


# --- afterwards ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CorrectTap(Tap, prefix="gc"):
    """To exactly those who got this one."""

    broadcast_id: int


@dataclass(frozen=True)
class SheetTap(Tap, prefix="gsh"):
    """What became of each recipient, as a sheet."""

    broadcast_id: int


@dataclass(frozen=True)
class PhonesTap(Tap, prefix="gph"):
    """Whoever the chat does not reach, as a sheet."""

    broadcast_id: int
