"""The home that a message names: by the shape of an address, or by what the areas we serve are called."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.context import Turn
from handlers.understanding import what
from handlers.understanding.homes import home_in
from handlers.understanding.what import Entities
from scheduling import areas


@dataclass(frozen=True)
class SaidHome:
    text: str
    start: int
    end: int


async def said_in(turn: Turn, read: Entities | None = None) -> SaidHome | None:
    """Of the two readings the one that says more; spaces inside it are as in any line.

    `read`: what the message names, where it has been understood already.
    """
    text = turn.text
    shaped = (read or what.understand(text, turn.lang, {"role": "customer"}).entities).address_at
    named = home_in(text, await turn.look(areas.names)) if any(map(str.isdigit, text)) else None
    span = max((span for span in (shaped, named) if span), key=lambda span: span[1] - span[0], default=None)
    return SaidHome(" ".join(text[slice(*span)].split()), *span) if span else None


def without(text: str, home: SaidHome | None) -> str:
    """The rest of the message: in it numbers are hours and days."""
    return f"{text[: home.start]} {text[home.end :]}" if home is not None else text
