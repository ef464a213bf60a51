"""What was said so far about an order, what is known of its customer, and what may be assumed from both."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from handlers.context import Turn
from models.errors import NotFound
from models.order import Channel, OrderKind, Service
from scheduling import on_file
from scheduling.booking import OrderDraft
from scheduling.unit_of_work import UnitOfWork

FOR = "booking"

# what one customer has of these is handled as one coordinated job.
BUNDLE = (Service.BROADBAND.value, Service.FIXED_LINE.value)
NEEDED = ("kind", "services", "area_id", "address")


@dataclass(frozen=True)
class Home:
    """An address on file, with the services there."""

    id: int
    text: str
    area_id: int
    area: str
    latitude: float | None
    longitude: float | None
    services: tuple[str, ...]


@dataclass(frozen=True)
class OpenOrder:
    id: int
    kind: str
    services: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """What is on file about the customer an order is for."""

    homes: tuple[Home, ...]
    phone: str | None
    tier: str
    open_orders: tuple[OpenOrder, ...]

    @property
    def services(self) -> tuple[str, ...]:
        """What they have with us, in the order people name it."""
        had = {service for home in self.homes for service in home.services}
        return tuple(service.value for service in (Service.BROADBAND, Service.FIXED_LINE, Service.LEASED_LINE)
                     if service.value in had)  # fmt: skip


def known_of(uow: UnitOfWork, customer_id: int) -> Known:
    found = on_file.all_of(uow, customer_id)
    services: dict[int, list[str]] = {}
    for address_id, service in found.services:
        services.setdefault(address_id, []).append(service)
    homes = tuple(
        Home(home.id, home.text, home.area_id, home.area, home.latitude, home.longitude,
             tuple(services.get(home.id, ())))
        for home in found.homes
    )  # fmt: skip
    going = tuple(
        OpenOrder(id, kind.value, tuple(row.service.value for row in rows if row.service is not None))
        for (id, kind), rows in groupby(found.open_orders, key=lambda row: (row.id, row.kind))
    )
    return Known(homes, found.phone, found.tier.value, going)


def new_draft(kind: str | None, **said: Any) -> dict[str, Any]:
    """A fresh draft. Its id is what makes *confirm* tapped twice book once, so it cannot be guessed."""
    return {"for": FOR, "id": secrets.token_urlsafe(9), "kind": kind, **said}


def booking_draft(turn: Turn) -> dict[str, Any]:
    """The draft being talked about; `NotFound` when the talk has moved on."""
    if turn.talk.draft.get("for") != FOR:
        raise NotFound(what="draft", id=None)
    return turn.talk.draft


def customer_of(turn: Turn) -> int:
    """Whose order it is: one's own, unless a dispatcher takes it for somebody else."""
    return int(turn.talk.draft.get("customer_id") or turn.actor.person_id or 0)


def order_draft(draft: dict[str, Any], customer_id: int) -> OrderDraft:
    """The draft as the rules take it; `NotFound` for a card from before something on it was taken back."""
    if not all(draft.get(key) for key in NEEDED):
        raise NotFound(what="draft", id=draft.get("id"))
    return OrderDraft(
        kind=OrderKind(draft["kind"]),
        services=tuple(Service(service) for service in draft["services"]),
        customer_id=int(draft.get("customer_id") or customer_id),
        area_id=draft["area_id"],
        address=draft["address"],
        draft_id=draft["id"],
        latitude=draft.get("latitude"),
        longitude=draft.get("longitude"),
        contact_name=draft.get("contact_name"),
        contact_phone=draft.get("contact_phone"),
        access_note=draft.get("access_note"),
        fault_note=draft.get("fault_note"),
        wish=draft.get("wish"),
        photo_file_id=draft.get("photo"),
        channel=Channel(draft.get("channel", Channel.CHAT.value)),
        asked_later=bool(draft.get("later") or draft.get("said")),
        left_out=tuple(Service(service) for service in draft.get("left_out", ())),
        split_reason=draft.get("split_reason"),
        other_than=tuple(draft.get("other_than") or ()),
    )


def assumed(draft: dict[str, Any], known: Known) -> dict[str, Any]:
    """What need not be asked: the only service, the only address, all that moves together."""
    kind, found = draft.get("kind"), {}
    services = draft.get("services")
    if kind in ("repair", "remove") and not services and len(known.services) == 1:
        services = found["services"] = list(known.services)
    if kind == "move" and known.services:
        together = [service for service in known.services if service in BUNDLE or service in (services or ())]
        services = found["services"] = together or list(known.services)
    named = any(draft.get(key) for key in ("address", "typed_address", "elsewhere"))
    if kind in ("repair", "remove") and services and not named:
        homes = [home for home in known.homes if set(services) <= set(home.services)]
        homes = homes or list(known.homes)
        if len(homes) == 1:
            found.update(at_home(homes[0]))
    return {key: value for key, value in found.items() if draft.get(key) != value}


def at_home(home: Home) -> dict[str, Any]:
    return {
        "address": home.text,
        "area_id": home.area_id,
        "area": home.area,
        "latitude": home.latitude,
        "longitude": home.longitude,
    }


def same_going(draft: dict[str, Any], known: Known) -> OpenOrder | None:
    """An order under way for the same thing: told about before a second one is taken."""
    if draft.get("anyway") or not draft.get("services"):
        return None
    wanted = set(draft["services"])
    for order in known.open_orders:
        if order.kind == draft.get("kind") and wanted & set(order.services):
            return order
    return None
