"""How an order looks on the dispatcher's desk: what matters first, and only buttons that would succeed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from handlers.buttons import Button, Rows, in_rows
from handlers.cards import service_words, told_lines
from handlers.context import Card
from handlers.dispatch_taps import (
    AssignMenuTap,
    AssignTap,
    BookTap,
    CancelTap,
    ConfirmedTap,
    DeskTap,
    HelpersTap,
    HistoryTap,
    HomeTap,
    LinkTap,
    MoreTap,
    MoveTap,
    OutageTap,
    ReadyTap,
    TakeBackTap,
    UrgentTap,
)  # fmt: skip
from handlers.reasons import reason_words
from handlers.taps import OtherFaultTap, PhotosTap, StillBrokenTap, WorksTap, WriteCustomerTap, WriteTechnicianTap
from handlers.texts.render import Markup, Say, headed
from models.appointment import Appointment, Status
from models.order import OVER, OrderStatus, WorkOrder
from scheduling.board import Row
from scheduling.desk import Desk
from scheduling.permissions import Action
from scheduling.phones import readable
from scheduling.views import OrderView

A = Action
GONE = (Status.CANCELLED, Status.RESCHEDULED, Status.MISSED)  # nobody comes then any more
AFTER_VISIT = (OrderStatus.CONNECTED, OrderStatus.COMPLETED, OrderStatus.CALLBACK_DUE, OrderStatus.CLOSED)


def dispatcher_card(
    say: Say, view: OrderView, desk: Desk | None = None, now: datetime | None = None, *, more: bool = False,
    head: Markup | None = None,
) -> Card:  # fmt: skip
    """An order with its visit, its clocks and everything a dispatcher may do about it now.

    `desk` adds who is being asked and what is left to do; `now` adds how long until the promise breaks; `more`
    shows the rarer buttons; `head` stands above it all.
    """
    lines = [title(say, view), state_line(say, view)]
    if view.held is not None:
        lines.append(say("desk-held", id=view.held.outage.id, place=view.held.outage.place))
    lines += visit_lines(say, view, desk, now)
    lines += customer_lines(say, view, desk)
    if view.status not in OVER:
        lines.append(due_line(say, view, now))
    lines.append(say("desk-number", number=view.number))
    if desk is not None and desk.tasks:
        lines.append(say("desk-tasks", tasks=list(dict.fromkeys(say(f"task-{task.kind}") for task in desk.tasks))))
    return Card(headed(head, Markup("\n".join(lines))), rows(say, view, desk, more=more))


def due_line(say: Say, view: OrderView, now: datetime | None) -> Markup:
    """The order's limit (R-3.6): paused by an outage, passed by with the customer's wish, missed, or ahead."""
    visit = view.visit
    if view.held:
        key = "desk-due-paused"
    elif view.asked_later and not (visit is not None and visit.promised_at <= view.due_at):
        key = "desk-due-asked-later"
    elif visit is None and now is not None and now > view.due_at:
        key = "desk-due-past"
    else:
        key = "desk-due"
    return say(key, at=view.due_at)


def title(say: Say, view: OrderView) -> Markup:
    what = say("card-what", kind=say(f"kind-{view.kind}"), services=service_words(say, view.services))
    marks = [what]
    if view.tier != "ordinary":
        marks.append(say(f"tier-{view.tier}"))
    line = f"<b>{' · '.join(marks)}</b>"
    return Markup(f"{say('desk-urgent')} {line}" if view.urgent else line)


def state_line(say: Say, view: OrderView) -> Markup:
    state = say(f"desk-status-{view.status.value}")
    if view.reopened:
        return say("desk-state-reopened", state=state, times=view.reopened)
    return say("desk-state", state=state)


def visit_lines(say: Say, view: OrderView, desk: Desk | None, now: datetime | None) -> list[Markup]:
    """When, how long that still is, who comes, and what the customer knows of it."""
    visit = view.visit
    if visit is None:
        wish = desk.wish if desk is not None and view.status not in OVER else None
        # 明天下午 was the next day when it was said.
        return [say("desk-wish", wish=wish, said=say.day(view.received_at))] if wish else []
    if visit.status in GONE:
        return [say("desk-was", window=say.window(visit.starts_at, visit.ends_at))]
    lines = [say("card-window", window=say.window(visit.starts_at, visit.ends_at))]
    if desk is not None and (works := desk.works) is not None:
        lines.append(say("desk-works", id=works.id, place=works.place, at=works.starts_at, until=works.expected_until))
    if visit.arrived_at is not None:
        key = "desk-arrived" if visit.kept is not False else "desk-arrived-late"
        lines.append(say(key, at=say.clock(visit.arrived_at)))
    elif now is not None and view.status not in OVER:
        lines.append(left(say, visit.promised_at - now))
    if visit.arrived_at is None and visit.eta_at is not None:
        lines.append(say("desk-eta", at=say.clock(visit.eta_at)))
    if visit.arrived_at is None and view.status not in OVER:
        lines.append(say("desk-confirmed" if visit.confirmed else "desk-unconfirmed"))
    if visit.asked_by == "company" and A.RESCHEDULE in view.actions:
        lines.append(say("desk-move-asked", reason=reason_word(say, visit.reason)))
    return [*lines, *technician_lines(say, view, desk)]


def technician_lines(say: Say, view: OrderView, desk: Desk | None) -> list[Markup]:
    lines = []
    visit = view.visit
    if visit is not None and visit.technician is not None:
        company = visit.technician.company or say("desk-own-staff")
        phone = desk.technician_phone if desk is not None else None
        key = "desk-technician-phone" if phone else "desk-technician"
        lines.append(say(key, name=visit.technician.name, company=company, phone=readable(phone)))
        if visit.depart_at is not None and view.status is OrderStatus.ACCEPTED:
            lines.append(say("desk-depart", at=say.clock(visit.depart_at)))
    elif desk is not None and desk.asked:
        names = [say("desk-asked-one", name=one.name, until=say.clock(one.until)) for one in desk.asked]
        lines.append(say("desk-asked", names=names))
    elif view.status in (OrderStatus.SCHEDULED, OrderStatus.ASSIGNED):
        lines.append(say("desk-nobody"))
    if visit is not None and visit.others:
        lines.append(say("desk-others", names=list(visit.others)))
    return lines


def customer_lines(say: Say, view: OrderView, desk: Desk | None) -> list[Markup]:
    lines = []
    if view.customer:
        key = "desk-customer-phone" if view.phone else "desk-customer"
        lines.append(say(key, name=view.customer, phone=readable(view.phone)))
        if desk is not None and not desk.has_chat:
            lines.append(say("desk-no-chat"))
    told = told_lines(say, view.contact_name, view.contact_phone, view.access_note, view.fault_note)
    return [*lines, where_line(say, view), *told]


def where_line(say: Say, view: OrderView) -> Markup:
    """The address, and the area unless the address says it."""
    if view.address and view.area in view.address:
        return say("card-address", address=view.address)
    return say("desk-address", area=view.area, address=view.address or "")


def reason_word(say: Say, reason: str | None) -> Markup:
    """A coded reason by its name, anything else as it was typed."""
    return Markup(say.shown(reason_words(say, reason) or say("reason-none")))


def left(say: Say, span: timedelta) -> Markup:
    """How long until the promise breaks, or since it broke."""
    if span < timedelta():
        return say("left-past", length=say.length(-span))
    return say("left-ahead", length=say.length(span))


def rows(say: Say, view: OrderView, desk: Desk | None, *, more: bool) -> Rows:
    """The two or three likeliest things first; the rest behind one button."""
    likely = list(likely_buttons(say, view, desk))
    rare = list(rare_buttons(say, view, desk))
    if more:
        return [*in_rows([*likely, *rare]), [(say("button-desk-less"), DeskTap(view.id))]]
    last: list[Button] = [(say("button-history"), HistoryTap(view.id))]
    if rare:
        last.insert(0, (say("button-desk-more"), MoreTap(view.id)))
    return [*in_rows(likely), last, [(say("button-desk-home"), HomeTap())]]


def likely_buttons(say: Say, view: OrderView, desk: Desk | None) -> Iterable[Button]:
    may, visit = view.actions, view.visit
    if A.MARK_READY in may:
        yield say("button-mark-ready"), ReadyTap(view.id)
    if A.BOOK in may:
        yield say("button-choose-time"), BookTap(view.id)
    if A.ANSWER_OUTAGE in may and view.held is not None:
        yield say("button-works"), WorksTap(view.id)
        if not view.held.outage.running:
            yield say("button-still-broken"), StillBrokenTap(view.id)
        yield say("button-take-out"), OtherFaultTap(view.id)
    if visit is None:
        return
    waiting = view.status in (OrderStatus.SCHEDULED, OrderStatus.ASSIGNED)
    if A.ASSIGN in may:
        if waiting and desk is not None and desk.best is not None:
            best = AssignTap(visit.id, desk.best.person_id, desk.best.instead_of)
            yield say("button-assign-best", name=desk.best.name), best
        yield say("button-assign" if waiting else "button-reassign"), AssignMenuTap(visit.id)
    if A.CONFIRM in may and not visit.confirmed:
        yield say("button-desk-confirmed"), ConfirmedTap(visit.id)
    if A.RESCHEDULE in may:
        yield say("button-desk-change"), MoveTap(visit.id)
    if desk is not None and desk.works is not None:
        yield say("button-outage-number", id=desk.works.id), OutageTap(desk.works.id)


def rare_buttons(say: Say, view: OrderView, desk: Desk | None) -> Iterable[Button]:
    may, visit = view.actions, view.visit
    if view.photos:
        yield say("button-fault-photos", count=view.photos), PhotosTap(view.id)
    if visit is not None and A.TAKE_BACK in may:
        yield say("button-take-back"), TakeBackTap(visit.id)
    if visit is not None and A.ADD_TECHNICIAN in may:
        yield say("button-add-technician"), HelpersTap(visit.id)
    if A.MARK_URGENT in may:
        yield say("button-mark-urgent"), UrgentTap(view.id)
    if A.WRITE_TO_CUSTOMER in may and (desk is None or desk.has_chat):
        yield say("button-desk-write-customer"), WriteCustomerTap(view.id)
    if A.WRITE_TO_TECHNICIAN in may:
        yield say("button-desk-write-technician"), WriteTechnicianTap(view.id)
    if view.status not in OVER:
        yield say("button-customer-link"), LinkTap(view.id)
    if visit is not None and A.CANCEL in may:
        yield say("button-desk-cancel"), CancelTap(visit.id)


# --- Lists ---------------------------------------------------------------------------------------------------------


def row_line(say: Say, number: int, row: Row, now: datetime) -> Markup:
    """One order on a list: when, who, what, where, and what stands out."""
    order, visit = row.order, row.visit
    when = say.clock(visit.promised_at) if same_day(say, visit, now) else say.when(visit.promised_at) if visit else ""
    first = say(
        "row" if visit else "row-no-time",
        number=number,
        when=when,
        urgent=say("desk-urgent") if order.urgent else "",
        customer=order.customer.name,
        kind=say(f"kind-{order.kind.value}"),
        area=row.address or order.area.name,
    )
    return Markup(f"{first}\n    {row_state(say, row)}")


def same_day(say: Say, visit: Appointment | None, now: datetime) -> bool:
    return visit is not None and say.local(visit.promised_at).date() == say.local(now).date()


def row_state(say: Say, row: Row) -> Markup:
    """Why it stands on the list, and how much time is left."""
    time_left = left(say, row.left)
    if row.why in ("today", "found"):
        who = row.visit.technician.name if row.visit and row.visit.technician else say("row-nobody")
        over = row.visit is not None and row.visit.status is Status.DONE and row.order.status not in AFTER_VISIT
        # Done here, and the order goes on: "not fixed" brings somebody again on another day.
        state = "visit-status-done" if over else f"desk-status-{row.order.status.value}"
        return say("row-state", state=say(state), who=who)
    if row.why == "unassigned":
        key = "row-unassigned" if row.visit else f"row-waiting-{waiting_word(row.order)}"
        return say(key, left=time_left)
    return say(f"late-{row.why}", left=time_left)


def waiting_word(order: WorkOrder) -> str:
    return {OrderStatus.NEW: "resources", OrderStatus.REOPENED: "reopened"}.get(order.status, "time")
