"""What is said so far of an order taken by telephone, and the buttons that say more."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import Any

from handlers import homes, wishes
from handlers.booking.draft import order_draft
from handlers.buttons import Tap
from handlers.context import Turn
from handlers.dispatch import home
from handlers.phones import phone_in, without_number
from handlers.understanding import what
from handlers.understanding.faults import fault_words
from handlers.understanding.what import Kind
from models.errors import NotAllowed, NotFound
from models.order import Channel, OrderKind, Service
from models.person import Role
from scheduling import booking
from scheduling.permissions import Action, may

NEW = "desk-new"
TAKERS = (Role.DISPATCHER, Role.HOTLINE)
KINDS = tuple(kind.value for kind in (OrderKind.REPAIR, OrderKind.INSTALL, OrderKind.MOVE, OrderKind.REMOVE))
SERVICES = (Service.BROADBAND.value, Service.FIXED_LINE.value, Service.LEASED_LINE.value)
NOTES = ("fault_note", "access_note", "contact")
NUMBER = re.compile(r"\+?\d[\d -]{6,}\d")
NAME = re.compile(r"[一-鿿·]{2,6}|[A-Za-z][A-Za-z.'-]+(?: [A-Za-z][A-Za-z.'-]+){1,3}")
FULL_NAME = re.compile(r"(?:[A-Z][a-z.'-]+ ){1,3}[A-Z][a-z'-]+(?= [a-z])")  # John Miller broadband is down
ADDRESS_LEAST, ADDRESS_MOST, NOTE_MOST = 4, 200, 300


@dataclass(frozen=True)
class PickTap(Tap, prefix="dpk"):
    """One answer to one question: kind, service, home or area."""

    draft: str
    what: str
    value: str


@dataclass(frozen=True)
class NoteTap(Tap, prefix="dpn"):
    """Something to add: fault_note, access_note, contact."""

    draft: str
    what: str


@dataclass(frozen=True)
class NoNoteTap(Tap, prefix="dnn"):
    """Nothing to add after all: back to the order."""

    draft: str


@dataclass(frozen=True)
class NoTimeTap(Tap, prefix="dpt"):
    """Take the order now, agree on a time later."""

    draft: str


@dataclass(frozen=True)
class ExplainedTap(Tap, prefix="dpo"):
    """A running outage may explain it: taken and held ("hold"), or another fault ("other")."""

    draft: str
    answer: str


@dataclass(frozen=True)
class GiveUpTap(Tap, prefix="dpx"):
    draft: str


async def begin(turn: Turn) -> None:
    if not any(may(turn.actor, Action.TAKE_ORDER, path) for _, path in turn.actor.roles):
        raise NotAllowed(action=Action.TAKE_ORDER.value)
    turn.talk.start(f"{NEW}:phone", **{"for": NEW, "id": secrets.token_urlsafe(9), "channel": Channel.PHONE.value})


async def said_in(turn: Turn) -> dict[str, Any]:
    """Everything a line names: number, name, kind, services, fault, address, time."""
    return read_in(turn, await homes.said_in(turn))


def read_in(turn: Turn, home: homes.SaidHome | None) -> dict[str, Any]:
    text = turn.text
    reading = what.understand(text, turn.lang, {"role": "customer"})
    named, found = reading.entities, {"phone": phone_in(text)}
    said = wishes.visit_in(turn, without_number(homes.without(text, home)))
    if said is not None and said.problem is None:
        found |= {"said": wishes.keep(said), "wish": said.words}
    wish = reading.get(Kind.BOOK)
    if wish is not None and wish.order_kind is not None:
        found["kind"] = wish.order_kind.value
    found["services"] = [service.value for service in named.services] or None
    found["typed_address"] = home.text if home else None
    found["name"] = name_in(homes.without(text, home))
    if named.symptom is not None:
        found["fault_note"] = fault_words(
            text, said.words if said else None, home.text if home else None, found["name"]
        )
    return {key: value for key, value in found.items() if value}


def name_in(text: str) -> str | None:
    """The word beside the number that is a name: "王芳 13800001111"; who is not named is asked for."""
    first = next((part for part in re.split(r"[,，;；。\n]", NUMBER.sub(",", text)) if part.strip()), "").strip()
    latin = FULL_NAME.match(first)
    head = first.split(" ")[0] if re.match(r"[一-鿿]", first) else latin[0] if latin else first
    known = what.understand(head, "zh", {"role": "customer"})
    if known.wishes or known.entities.services or known.entities.address:
        return None
    return head if NAME.fullmatch(head) else None


def new_draft(turn: Turn, draft_id: str | None = None) -> dict[str, Any]:
    draft = turn.talk.draft
    if draft.get("for") != NEW or (draft_id is not None and draft.get("id") != draft_id):
        raise NotFound(what="draft", id=draft_id)
    return draft


def the_order(draft: dict[str, Any]) -> booking.OrderDraft:
    """The draft as the rules take it: past the deadline only by the customer's wish or for a reason (R-3.6)."""
    override = draft.get("override")
    made = order_draft(draft, draft["customer_id"])
    changed = {"asked_later": override == "customer", "channel": Channel.PHONE}
    if override and override != "customer":
        changed["override_reason"] = override
    return booking.OrderDraft(**{**vars(made), **changed})


async def stopped(turn: Turn) -> None:
    turn.talk.end()
    await home(turn)
