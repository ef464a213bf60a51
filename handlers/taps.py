"""The buttons that stand on more than one feature's cards."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.buttons import Tap


@dataclass(frozen=True)
class MenuTap(Tap, prefix="cme"):
    """Back to the customer's main menu."""


@dataclass(frozen=True)
class IdentifyTap(Tap, prefix="cid"):
    """I have an order already: the identity check (D-29)."""


@dataclass(frozen=True)
class NewsHereTap(Tap, prefix="cnh"):
    """Of several chats of mine, this one for news."""


@dataclass(frozen=True)
class LanguageTap(Tap, prefix="slg"):
    """One language; empty asks which."""

    language: str


@dataclass(frozen=True)
class VisitsTap(Tap, prefix="cvi"):
    """The list of one's own visits."""


@dataclass(frozen=True)
class OrderTap(Tap, prefix="cor"):
    """One order's card, fresh."""

    order_id: int


@dataclass(frozen=True)
class ChangeTap(Tap, prefix="cch"):
    """Another time for this visit, please."""

    visit_id: int


@dataclass(frozen=True)
class CancelTap(Tap, prefix="cca"):
    """Asks once what exactly is to be cancelled."""

    visit_id: int


@dataclass(frozen=True)
class AskTap(Tap, prefix="cas"):
    """A question about this order, for whoever is responsible."""

    order_id: int


@dataclass(frozen=True)
class WriteTechnicianTap(Tap, prefix="cwt"):
    """A word to the technician, numbers hidden."""

    order_id: int


@dataclass(frozen=True)
class ConfirmTap(Tap, prefix="cco"):
    """The second confirmation (R-4.4): the visit still suits."""

    visit_id: int


@dataclass(frozen=True)
class EarlierTap(Tap, prefix="cea"):
    """Onto the waiting list: tell me when something earlier comes free."""

    visit_id: int


@dataclass(frozen=True)
class NotEarlierTap(Tap, prefix="cne"):
    """Off the waiting list: the time is fine."""

    visit_id: int


@dataclass(frozen=True)
class FixedTap(Tap, prefix="cfi"):
    """The customer's key: it works (D-39)."""

    order_id: int


@dataclass(frozen=True)
class NotFixedTap(Tap, prefix="cnf"):
    """The customer's other answer: it does not work (D-39)."""

    order_id: int


@dataclass(frozen=True)
class WorksTap(Tap, prefix="hwk"):
    """恢复了吗? It works again: nobody needs to come."""

    order_id: int


@dataclass(frozen=True)
class StillBrokenTap(Tap, prefix="hsb"):
    """恢复了吗? It does not."""

    order_id: int


@dataclass(frozen=True)
class OtherFaultTap(Tap, prefix="hof"):
    """The outage is not what is wrong here: a visit all the same."""

    order_id: int


@dataclass(frozen=True)
class RebookTap(Tap, prefix="crb"):
    """A time for an order that waits for one: new, cancelled, missed or reopened."""

    order_id: int


@dataclass(frozen=True)
class WriteCustomerTap(Tap, prefix="twc"):
    """A word to this order's customer, numbers hidden: for the lead, and for dispatchers."""

    order_id: int


@dataclass(frozen=True)
class PhotosTap(Tap, prefix="fph"):
    """The customer's photos of the fault."""

    order_id: int
