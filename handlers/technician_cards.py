"""How a visit looks to the technician who is asked to make it, makes it, or comes along."""

from __future__ import annotations

from datetime import date

from handlers.buttons import Button, Rows, in_rows
from handlers.cards import service_words
from handlers.context import Card
from handlers.maps import way_to
from handlers.taps import PhotosTap, WriteCustomerTap
from handlers.technician_taps import (
    AcceptTap,
    ArriveTap,
    CloseOutTap,
    ConnectTap,
    DeclineTap,
    DepartTap,
    HandBackTap,
    LateTap,
    MoveNotTap,
    MoveTap,
    PlaceTap,
    UndoArrivalTap,
)
from handlers.texts.render import Markup, Say
from models.appointment import AHEAD
from models.order import OrderStatus
from scheduling.permissions import Action
from scheduling.views import OrderView, VisitView

HEALTH = ("speed_mbps", "indoor_wiring", "splitter_position")


def technician_card(
    say: Say, view: OrderView, head: Markup | None = None, *, undo: bool = False, tail: Markup | None = None
) -> Card:
    """A visit with everything its technician may do about it now.

    `head` replaces the bold first line, `tail` follows the card's own lines. `undo`: the arrival was reported just
    now and may still be taken back.
    """
    return Card(technician_text(say, view, head, tail), technician_rows(say, view, undo=undo))


def technician_text(say: Say, view: OrderView, head: Markup | None = None, tail: Markup | None = None) -> Markup:
    """The card's words, without its buttons."""
    what = say(
        "job-what",
        kind=say(f"kind-{view.kind}"),
        services=service_words(say, view.services),
        urgent=int(view.urgent),
    )
    lines = [Markup(f"<b>{head or what}</b>")]
    if head is not None:
        lines.append(what)
    lines.append(say("job-number", number=view.number, tier=say(f"tier-{view.tier}")))
    if view.visit is not None:
        lines += visit_lines(say, view, view.visit)
    lines += place_lines(say, view)
    lines += note_lines(say, view)
    if tail is not None:
        lines += ["", tail]
    return Markup("\n".join(lines))


def visit_lines(say: Say, view: OrderView, visit: VisitView) -> list[Markup]:
    """When, how it stands, and who else comes."""
    lines = [say("job-window", window=say.window(visit.starts_at, visit.ends_at))]
    if view.held is not None and visit.status in AHEAD:
        lines.append(say("job-held"))
    if view.status is OrderStatus.ACCEPTED and visit.depart_at is not None:
        lines.append(say("job-depart", at=say.clock(visit.depart_at)))
    if view.status is OrderStatus.ACCEPTED and visit.eta_at is not None:
        lines.append(say("job-announced", at=say.clock(visit.eta_at)))
    if view.status is OrderStatus.EN_ROUTE and visit.eta_at is not None:
        lines.append(say("job-eta", at=say.clock(visit.eta_at)))
    if visit.arrived_at is not None:
        lines.append(say("job-arrived", at=say.clock(visit.arrived_at), kept=int(bool(visit.kept))))
    if view.status in (OrderStatus.CONNECTED, OrderStatus.COMPLETED):
        lines.append(say(f"job-state-{view.status.value}"))
    if visit.asked_by == "company" and Action.ASK_TO_MOVE in view.actions:
        lines.append(say("job-move-asked", there=int(visit.arrived_at is not None)))
    if visit.technician is not None and beside(view):
        lines.append(say("job-led-by", name=visit.technician.name))
    if visit.others:
        lines.append(say("job-with", names=visit.others))
    return lines


def beside(view: OrderView) -> bool:
    """Somebody who may read the address and do nothing else comes along beside the lead (R-3.4)."""
    return view.address is not None and not view.actions


def has_heard(view: OrderView) -> str:
    """Whether what the bot writes reaches the customer: a technician sees a number only where it does not (D-41)."""
    return "no" if view.phone else "yes"


def place_lines(say: Say, view: OrderView) -> list[Markup]:
    """Where and for whom: the address once accepted, the area before (D-41)."""
    lines = []
    if view.address is not None:
        known = view.area in view.address  # "幸福里3栋" says itself where it is
        lines.append(say("job-address", address=view.address, area=view.area, known=int(known)))
    else:
        lines.append(say("job-area", area=view.area))
    if view.way_km is not None:
        lines.append(say("job-way", km=f"{view.way_km:.1f}"))
    if view.customer:
        lines.append(say("job-customer", name=view.customer))
    if view.contact_name:
        lines.append(say("job-contact", name=view.contact_name))
    if view.phone:
        lines.append(say("job-phone", phone=view.phone))
    return lines


def note_lines(say: Say, view: OrderView) -> list[Markup]:
    """What the customer said, what the line is like, and what was measured here before (R-5.6, R-5.11)."""
    lines = []
    if view.access_note:
        lines.append(say("job-access", note=view.access_note))
    if view.fault_note:
        lines.append(say("job-fault", note=view.fault_note))
    if view.reopened:
        lines.append(say("job-reopened", times=view.reopened))
    if view.poor_lines:
        lines.append(say("job-poor-lines"))
    if view.health:
        parts = {name: view.health.get(name) for name in HEALTH}
        speed = f"{parts['speed_mbps']:g}" if isinstance(parts["speed_mbps"], (int, float)) else "?"
        lines.append(say("job-health", speed=speed, wiring=parts["indoor_wiring"], splitter=parts["splitter_position"]))
    return lines


def technician_rows(say: Say, view: OrderView, *, undo: bool = False) -> Rows:
    """A button for each thing that would succeed now, the next move first and alone on its row: it is for a thumb."""
    visit = view.visit
    if visit is None:
        return []
    if view.offer_id is not None:
        return offer_rows(say, view.offer_id)
    may = view.actions
    moves = next_moves(say, view, visit)
    rows: Rows = [moves[:1]] if moves else []
    second = moves[1:]
    if Action.RUN_LATE in may:
        second.append((say("job-button-late"), LateTap(visit.id)))
    if undo and Action.UNDO_ARRIVAL in may:
        second.append((say("job-button-undo-arrival"), UndoArrivalTap(visit.id)))
    if Action.UNDO_ARRIVAL in may:
        second.append((say("job-button-place"), PlaceTap(visit.id)))
    way = way_to(view, say.maps)
    if way is not None and visit.arrived_at is None:
        second.append((say("job-button-map"), way))
    if Action.WRITE_TO_CUSTOMER in may:
        second.append((say("job-button-write-customer"), WriteCustomerTap(view.id)))
    if Action.ASK_TO_MOVE in may:
        if visit.asked_by == "company":
            second.append((say("job-button-move-not"), MoveNotTap(visit.id)))
        else:
            second.append((say("job-button-ask-to-move"), MoveTap(visit.id)))
    if Action.DECLINE in may:
        second.append((say("job-button-hand-back"), HandBackTap(visit.id)))
    return [*rows, *in_rows(second), *photo_rows(say, view)]


def photo_rows(say: Say, view: OrderView) -> Rows:
    return [[(say("button-fault-photos", count=view.photos), PhotosTap(view.id))]] if view.photos else []


def next_moves(say: Say, view: OrderView, visit: VisitView) -> list[Button]:
    """Set out, arrive, put through, close out: what comes next."""
    may = view.actions
    moves: list[Button] = []
    if Action.DEPART in may:
        moves.append((say("job-button-depart"), DepartTap(visit.id)))
    if Action.ARRIVE in may:
        moves.append((say("job-button-arrive"), ArriveTap(visit.id)))
    if Action.CONNECT in may:
        moves.append((say("job-button-connect", kind=view.kind), ConnectTap(visit.id)))
    if Action.CLOSE_OUT in may:
        moves.append((say("job-button-close-out"), CloseOutTap(visit.id)))
    return moves


def offer_rows(say: Say, offer_id: int) -> Rows:
    return [
        [(say("job-button-accept"), AcceptTap(offer_id)), (say("job-button-decline"), DeclineTap(offer_id))],
    ]


def short(say: Say, view: OrderView, today: date | None = None) -> Markup:
    """One visit in one line: 14:00 幸福里 王芳; with its day before it where `today` is given and it is another."""
    at = view.visit.promised_at if view.visit is not None else view.due_at
    when = say.clock(at) if today is None or say.local(at).date() == today else say.when(at)
    return say("job-short", at=when, area=view.area, customer=view.customer or "")
