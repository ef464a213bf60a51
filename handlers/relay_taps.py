"""The buttons of the relay, on the cards of customers, technicians and dispatchers alike."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.buttons import Tap


@dataclass(frozen=True)
class AnswerTap(Tap, prefix="san"):
    """What is typed next answers this message."""

    message_id: int


@dataclass(frozen=True)
class TakeOverTap(Tap, prefix="sto"):
    """Another dispatcher becomes the message's owner (R-1.17)."""

    message_id: int


@dataclass(frozen=True)
class WriteDispatchTap(Tap, prefix="swd"):
    """What is typed next goes to the dispatcher; order 0 where it is about none."""

    order_id: int


@dataclass(frozen=True)
class PassOnTap(Tap, prefix="cpo"):
    """What was just said goes on as it is: to the technician of that order, or with order 0 to the dispatcher."""

    said_id: int
    order_id: int


@dataclass(frozen=True)
class StopWritingTap(Tap, prefix="ssw"):
    """Nothing is to be written after all."""
