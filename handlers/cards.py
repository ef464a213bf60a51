"""How an order looks to its customer, wherever it is shown to them."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.buttons import Button, Rows, in_rows
from handlers.context import Card
from handlers.record import record_lines
from handlers.taps import (
    AskTap,
    CancelTap,
    ChangeTap,
    ConfirmTap,
    EarlierTap,
    FixedTap,
    MenuTap,
    NotEarlierTap,
    NotFixedTap,
    OtherFaultTap,
    RebookTap,
    StillBrokenTap,
    WorksTap,
    WriteTechnicianTap,
)
from handlers.texts.render import Markup, Say
from models.appointment import AHEAD, Status
from models.order import OrderStatus
from scheduling.outages import OutageView
from scheduling.permissions import Action
from scheduling.phones import readable
from scheduling.views import OrderView, TechnicianView

GONE = (Status.CANCELLED, Status.MISSED, Status.RESCHEDULED, Status.LAPSED, Status.NO_SHOW_CUSTOMER)
# What the window and the technician's line say already.
PLAIN = (
    OrderStatus.SCHEDULED,
    OrderStatus.ASSIGNED,
    OrderStatus.ACCEPTED,
    OrderStatus.EN_ROUTE,
    OrderStatus.ON_SITE,
)
QUIET = (OrderStatus.CALLBACK_DUE, OrderStatus.CLOSED, OrderStatus.RETURNED)


def customer_card(say: Say, view: OrderView, head: Markup | None = None, *, confirm: bool = False) -> Card:
    """An order with its visit and everything its customer may do about it now.

    `head` replaces the bold first line; `confirm` puts the second confirmation's button first.
    """
    return Card(customer_text(say, view, head), customer_rows(say, view, confirm=confirm), states=stated(view))


def stated(view: OrderView) -> tuple[OutageView, ...]:
    """The outage record that the order's card states."""
    return (view.held.outage,) if view.held is not None else ()


def customer_text(say: Say, view: OrderView, head: Markup | None = None) -> Markup:
    """The card's words, without its buttons."""
    what = say("card-what", kind=say(f"kind-{view.kind}"), services=service_words(say, view.services))
    lines = [Markup(f"<b>{head or what}</b>")]
    if head is not None:
        lines.append(what)
    if view.held is not None:
        waits = say("held-card", asked="yes" if view.held.asked else "no")
        lines += [waits] if waits != head else []  # the question itself is head enough
        lines += record_lines(say, view.held.outage)
    lines += visit_lines(say, view)
    if view.address:
        lines.append(say("card-address", address=view.address))
    visit, over = view.visit, view.status in QUIET
    if visit is not None and visit.technician is not None and visit.status not in GONE and not over:
        lines.append(technician_line(say, visit.technician))
    lines.append(say("card-number", number=view.number))
    lines += extra_lines(say, view)
    return Markup("\n".join(lines))


def visit_lines(say: Say, view: OrderView) -> list[Markup]:
    """When somebody comes, and how that stands."""
    visit, state = view.visit, say(f"status-{view.status.value}")
    if view.held is not None:
        if visit is None or visit.status in GONE:
            return []
        stands = "held-visit-stands-asked" if view.held.asked else "held-visit-stands"
        return [say(stands, window=say.window(visit.starts_at, visit.ends_at))]
    if visit is None:
        return [say("card-no-time" if Action.BOOK in view.actions else "card-state", state=state)]
    if visit.status in GONE:
        return [say("card-window-gone", window=say.window(visit.starts_at, visit.ends_at))]
    lines = [say("card-window", window=say.window(visit.starts_at, visit.ends_at))]
    if visit.arrived_at is not None:
        lines.append(say("card-arrived", at=say.clock(visit.arrived_at)))
    elif visit.eta_at is not None and view.status is OrderStatus.EN_ROUTE:
        lines.append(say("card-eta", at=say.clock(visit.eta_at)))
    elif visit.confirmed and view.status not in QUIET:
        lines.append(say("card-confirmed"))
    if view.status not in PLAIN:
        lines.append(say("card-state", state=state))
    if visit.asked_by == "company" and Action.CHANGE in view.actions:
        lines.append(say("card-move-asked", there=int(visit.arrived_at is not None)))
    return lines


def technician_line(say: Say, technician: TechnicianView) -> Markup:
    """The surname from acceptance, the whole card from the half-hour notice (D-41, R-12.5)."""
    if not technician.whole:
        return say("card-technician", name=technician.name)
    more = [part for part in (technician.certificate, technician.company) if part]
    return say("card-technician-whole", name=technician.name, count=len(more), more=" · ".join(more))


def contact_line(say: Say, name: str, phone: str | None) -> Markup:
    """Who is at home instead, and their number for those who may read it."""
    if not phone:
        return say("card-contact", name=name)
    return say("card-contact-phone", name=name, phone=readable(phone))


def told_lines(
    say: Say, contact_name: str | None, contact_phone: str | None, access_note: str | None, fault_note: str | None
) -> list[Markup]:
    """What the customer told us: who is at home instead, how to get in, what is broken."""
    lines = [contact_line(say, contact_name, contact_phone)] if contact_name else []
    if access_note:
        lines.append(say("card-access", note=access_note))
    if fault_note:
        lines.append(say("card-fault", note=fault_note))
    return lines


def extra_lines(say: Say, view: OrderView) -> list[Markup]:
    """What the customer added, and what follows from their own wishes."""
    lines = told_lines(say, view.contact_name, view.contact_phone, view.access_note, view.fault_note)
    visit = view.visit
    if view.asked_later and visit is not None and visit.status in AHEAD and visit.promised_at > view.due_at:
        lines.append(say("card-asked-later"))
    if view.waiting and Action.JOIN_WAITING_LIST in view.actions:  # with somebody on the way nothing earlier comes
        lines.append(say("card-waiting"))
    return lines


def menu_row(say: Say) -> Rows:
    return [[(say("button-menu"), MenuTap())]]


def customer_rows(say: Say, view: OrderView, *, confirm: bool = False) -> Rows:
    """A button for each thing that would succeed now, the likeliest first."""
    rows: Rows = []
    may = view.actions
    visit = view.visit
    if view.held is not None and Action.ANSWER_OUTAGE in may:
        rows += held_rows(say, view.id, asked=view.held.asked)
    if Action.SAY_FIXED in may or Action.SAY_NOT_FIXED in may:
        rows.append(fixed_buttons(say, view))
    if Action.BOOK in may:
        rows.append([(say("button-choose-time"), RebookTap(view.id))])
    if visit is not None:
        if confirm and Action.CONFIRM in may:
            rows.append([(say("button-confirm"), ConfirmTap(visit.id))])
        times: list[Button] = []
        if Action.CHANGE in may:
            times.append((say("button-change"), ChangeTap(visit.id)))
        if Action.CANCEL in may:
            times.append((say("button-cancel"), CancelTap(visit.id)))
        rows.append(times)
    return [*rows, *in_rows(word_buttons(say, view))]


def held_rows(say: Say, order_id: int, *, asked: bool) -> Rows:
    """恢复了吗? with its two answers; while the outage lasts, what may be said of it."""
    works = (say("button-works"), WorksTap(order_id))
    if asked:
        return [[works, (say("button-still-broken"), StillBrokenTap(order_id))]]
    return [[(say("button-other-fault"), OtherFaultTap(order_id)), works]]


def word_buttons(say: Say, view: OrderView) -> Iterable[Button]:
    """Asking, writing, and the waiting list."""
    may = view.actions
    if Action.WRITE_TO_TECHNICIAN in may:
        yield say("button-write-technician"), WriteTechnicianTap(view.id)
    if Action.ASK in may:
        yield say("button-ask"), AskTap(view.id)
    if view.visit is not None and Action.JOIN_WAITING_LIST in may:
        if view.waiting:
            yield say("button-not-earlier"), NotEarlierTap(view.visit.id)
        else:
            yield say("button-earlier"), EarlierTap(view.visit.id)


def fixed_buttons(say: Say, view: OrderView) -> list[Button]:
    """已修好 / 没修好 (D-39), as far as each still makes sense."""
    row: list[Button] = []
    if Action.SAY_FIXED in view.actions:
        row.append((say("button-fixed", kind=view.kind), FixedTap(view.id)))
    if Action.SAY_NOT_FIXED in view.actions:
        row.append((say("button-not-fixed", kind=view.kind), NotFixedTap(view.id)))
    return row


def service_words(say: Say, services: Iterable[str]) -> Markup:
    """宽带、固话: the services by their names."""
    return Markup(say.shown([say(f"service-{service}") for service in services]))
