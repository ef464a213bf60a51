"""The buttons on the dispatcher's cards. They carry ids; what may be done is decided when they are pressed."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.buttons import Tap


@dataclass(frozen=True)
class HomeTap(Tap, prefix="dh"):
    """The desk as it stands now."""


@dataclass(frozen=True)
class ListTap(Tap, prefix="dl"):
    """One of the lists: today, unassigned, late, tasks. `day`: another day's visits, by its ordinal; 0 is today."""

    which: str
    page: int = 0
    day: int = 0


@dataclass(frozen=True)
class FoundTap(Tap, prefix="dfn"):
    """Another page of what was searched for."""

    page: int
    words: str


@dataclass(frozen=True)
class DeskTap(Tap, prefix="do"):
    """One order's card, fresh."""

    order_id: int


@dataclass(frozen=True)
class MoreTap(Tap, prefix="dm"):
    """The same card with the rarer buttons."""

    order_id: int


@dataclass(frozen=True)
class HistoryTap(Tap, prefix="dhi"):
    """Everything that happened to the order: who, when, what."""

    order_id: int
    page: int = 0


@dataclass(frozen=True)
class LinkTap(Tap, prefix="dlk"):
    """A link for the customer's SMS, that opens this order in their chat."""

    order_id: int


@dataclass(frozen=True)
class AssignMenuTap(Tap, prefix="dam"):
    """Who could take this visit."""

    visit_id: int


@dataclass(frozen=True)
class AssignTap(Tap, prefix="da"):
    """Ask this technician by name, instead of whoever had it when the button was drawn."""

    visit_id: int
    technician_id: int
    instead_of: int = 0


@dataclass(frozen=True)
class TakeBackTap(Tap, prefix="dtb"):
    """Take the visit from whoever has it; asks once."""

    visit_id: int


@dataclass(frozen=True)
class TakeBackYesTap(Tap, prefix="dty"):
    visit_id: int


@dataclass(frozen=True)
class HelpersTap(Tap, prefix="dhm"):
    """Who could come along beside the lead."""

    visit_id: int


@dataclass(frozen=True)
class AddTap(Tap, prefix="dad"):
    visit_id: int
    technician_id: int


@dataclass(frozen=True)
class UrgentTap(Tap, prefix="dur"):
    order_id: int


@dataclass(frozen=True)
class ReadyTap(Tap, prefix="drd"):
    """Resources are assigned (R-3.29)."""

    order_id: int


@dataclass(frozen=True)
class ConfirmedTap(Tap, prefix="dcf"):
    """The customer said on the phone that the visit suits."""

    visit_id: int


@dataclass(frozen=True)
class UnconfirmTap(Tap, prefix="dcu"):
    """That was a slip: the customer has not said so."""

    visit_id: int


@dataclass(frozen=True)
class MoveTap(Tap, prefix="dmv"):
    """Another time: at whose wish?"""

    visit_id: int


@dataclass(frozen=True)
class MoveWhyTap(Tap, prefix="dmw"):
    """`who`: customer or company; the company gives a reason. `how`: now on the phone, or the customer is asked in chat."""

    visit_id: int
    who: str
    how: str
    reason: str


@dataclass(frozen=True)
class KeepTap(Tap, prefix="dkp"):
    """The customer said on the phone that the old time stays."""

    visit_id: int


@dataclass(frozen=True)
class BookTap(Tap, prefix="dbk"):
    """A time for an order that waits for one."""

    order_id: int


@dataclass(frozen=True)
class CancelTap(Tap, prefix="dcn"):
    """The customer phoned to cancel: what exactly?"""

    visit_id: int


@dataclass(frozen=True)
class CancelYesTap(Tap, prefix="dcy"):
    """`what`: visit, order or needless."""

    visit_id: int
    what: str


@dataclass(frozen=True)
class TaskTap(Tap, prefix="dt"):
    task_id: int


@dataclass(frozen=True)
class TakeTaskTap(Tap, prefix="dtk"):
    """I will do it."""

    task_id: int


@dataclass(frozen=True)
class TaskDoneTap(Tap, prefix="dtd"):
    """`result` is the tail of a text key."""

    task_id: int
    result: str


@dataclass(frozen=True)
class TaskTriedTap(Tap, prefix="dtr"):
    """Nobody answered the phone."""

    task_id: int


@dataclass(frozen=True)
class TaskUndoTap(Tap, prefix="dtu"):
    """That was a slip: open again."""

    task_id: int


@dataclass(frozen=True)
class AbsenceTap(Tap, prefix="dab"):
    """The visits an absent technician leaves, each with who could take it."""

    technician_id: int
    since: int  # minutes since 1970: from and to of the time off
    until: int


@dataclass(frozen=True)
class AbsenceAssignTap(Tap, prefix="daa"):
    """Ask this technician for that visit, and stay on the list."""

    visit_id: int
    technician_id: int
    absent_id: int
    since: int
    until: int


@dataclass(frozen=True)
class AwayTap(Tap, prefix="daw"):
    """A technician who was said to be away then, in minutes since 1970: what that leaves. Nothing is noted yet."""

    technician_id: int
    since: int
    until: int
    reason: str


@dataclass(frozen=True)
class NoteAwayTap(Tap, prefix="dan"):
    """Yes, they are away."""

    technician_id: int
    since: int
    until: int
    reason: str


@dataclass(frozen=True)
class AwayBackTap(Tap, prefix="dak"):
    """That was a slip, or they come after all."""

    technician_id: int
    since: int


@dataclass(frozen=True)
class NewOrderTap(Tap, prefix="dn"):
    """Somebody is on the phone and wants a visit; with the number that was looked for, if it was one."""

    phone: str = ""


@dataclass(frozen=True)
class OrderFromTaskTap(Tap, prefix="dft"):
    """The wish that a task kept (no area claimed its address) becomes an order."""

    task_id: int


@dataclass(frozen=True)
class ExtraSlotsTap(Tap, prefix="dxs"):
    """Open slots beyond the usual hours (R-4.12); whose? 0 is everybody."""

    order_id: int = 0


@dataclass(frozen=True)
class OutageTap(Tap, prefix="oc"):
    """One outage's card, fresh."""

    outage_id: int


@dataclass(frozen=True)
class TellTap(Tap, prefix="gt"):
    """Tell the customers of this outage what the record says now."""

    outage_id: int


@dataclass(frozen=True)
class SaySoTap(Tap, prefix="gss"):
    """The promised word is due and there is no news: tell the customers so, and when the next word comes."""

    outage_id: int


@dataclass(frozen=True)
class OutagesTap(Tap, prefix="ol"):
    """The outages that are open."""
