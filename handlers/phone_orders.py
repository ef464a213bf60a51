"""An order for somebody on the phone, who may have no chat at all: same rules, and what was said is not asked again."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers import dispatch_times, slots, wishes
from handlers.booking.draft import Home, known_of, order_draft
from handlers.buttons import Button, Rows, Tap, in_rows
from handlers.cards import service_words
from handlers.context import Card, Turn, plain_text
from handlers.dispatch import home, show_order
from handlers.dispatch_taps import NewOrderTap, OrderFromTaskTap
from handlers.phones import phone_in, without_number
from handlers.routes import Routes
from handlers.slots import Asking, Purpose
from handlers.texts.render import Markup
from handlers.understanding import what
from handlers.understanding.what import Kind, Wish
from models.appointment import Appointment
from models.errors import NotAllowed, NotFound
from models.order import Channel, OrderKind, Service
from models.person import Role
from models.unit import Area
from scheduling import areas, booking, desk, people, tasks
from scheduling.permissions import Action, may
from scheduling.phones import readable
from scheduling.unit_of_work import UnitOfWork

routes = Routes()

NEW = "desk-new"
TAKERS = (Role.DISPATCHER, Role.HOTLINE)
KINDS = tuple(kind.value for kind in (OrderKind.REPAIR, OrderKind.INSTALL, OrderKind.MOVE, OrderKind.REMOVE))
SERVICES = (Service.BROADBAND.value, Service.FIXED_LINE.value, Service.LEASED_LINE.value)
NOTES = ("fault_note", "access_note", "contact")
NAME = re.compile(r"[一-鿿·]{2,6}|[A-Za-z][A-Za-z.'-]+(?: [A-Za-z][A-Za-z.'-]+){1,3}")
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
class NoTimeTap(Tap, prefix="dpt"):
    """Take the order now, agree on a time later."""

    draft: str


@dataclass(frozen=True)
class GiveUpTap(Tap, prefix="dpx"):
    draft: str


@routes.command("new", *TAKERS)
async def new_command(turn: Turn) -> None:
    await start(turn)


@routes.tap(NewOrderTap)
async def new_tapped(turn: Turn, tap: NewOrderTap) -> None:
    await start(turn)


@routes.wish(Kind.BOOK, *TAKERS)
async def new_wish(turn: Turn, wish: Wish) -> None:
    """The whole order in a line: "13800001111 王芳 宽带坏了 幸福里3栋501 明天下午"."""
    await begin(turn)
    turn.talk.note(**said_in(turn))
    await go_on(turn)


async def start(turn: Turn) -> None:
    await begin(turn)
    await go_on(turn)


@routes.tap(OrderFromTaskTap)
async def from_task(turn: Turn, tap: OrderFromTaskTap) -> None:
    """A customer's wish whose address no area claimed: everything they said is there already."""
    task, _ = await turn.look(desk.task, tap.task_id)
    asked = task.params
    await begin(turn)
    known = {
        "task_id": task.id,
        "customer_id": task.person_id,
        "name": task.person,
        "phone": asked.get("contact_phone") or task.phone,
        "contact_phone": asked.get("contact_phone"),
        "kind": asked.get("order_kind"),
        **{name: asked.get(name) for name in ("services", "address", "wish", "fault_note")},
    }
    turn.talk.note(**{key: value for key, value in known.items() if value})
    await go_on(turn)


async def begin(turn: Turn) -> None:
    if not any(may(turn.actor, Action.TAKE_ORDER, path) for _, path in turn.actor.roles):
        raise NotAllowed(action=Action.TAKE_ORDER.value)
    turn.talk.start(f"{NEW}:phone", **{"for": NEW, "id": secrets.token_urlsafe(9), "channel": Channel.PHONE.value})


def said_in(turn: Turn) -> dict[str, Any]:
    """Everything a line names: number, name, kind, services, fault, address, time."""
    text = turn.text
    reading = what.understand(text, turn.lang, {"role": "customer"})
    named, found = reading.entities, {"phone": phone_in(text)}
    words = text
    if named.address_at is not None:
        words = text[: named.address_at[0]] + " " + text[named.address_at[1] :]
    said = wishes.said_in(turn, without_number(words))
    if said is not None and said.problem is None:
        found |= {"said": wishes.keep(said), "wish": said.words}
    wish = reading.get(Kind.BOOK)
    if wish is not None and wish.order_kind is not None:
        found["kind"] = wish.order_kind.value
    found["services"] = [service.value for service in named.services] or None
    found["typed_address"] = named.address
    found["fault_note"] = named.symptom_text
    found["name"] = name_in(text)
    return {key: value for key, value in found.items() if value}


def name_in(text: str) -> str | None:
    """The word beside the number that is a name: "王芳 13800001111"; who is not named is asked for."""
    first = re.split(r"[,，;；。\n]", without_number(text))[0].strip()
    head = first.split(" ")[0] if re.match(r"[一-鿿]", first) else first
    known = what.understand(head, "zh", {"role": "customer"})
    if known.wishes or known.entities.services or known.entities.address:
        return None
    return head if NAME.fullmatch(head) else None


# --- What is asked next --------------------------------------------------------------------------------------------


def new_draft(turn: Turn, draft_id: str | None = None) -> dict[str, Any]:
    draft = turn.talk.draft
    if draft.get("for") != NEW or (draft_id is not None and draft.get("id") != draft_id):
        raise NotFound(what="draft", id=draft_id)
    return draft


async def go_on(turn: Turn, note: Markup | None = None) -> None:
    """The first thing missing; with everything there, the times."""
    draft = new_draft(turn)
    if not draft.get("phone"):
        await ask(turn, "phone", [], note)
        return
    if draft.get("task_id") and not draft.get("contact_phone"):
        turn.talk.note(contact_phone=draft["phone"])
    if not draft.get("customer_id"):
        await look_up(turn)
    if not draft.get("customer_id"):
        await ask(turn, "name", [], note)
    elif not draft.get("kind"):
        await ask(turn, "kind", in_rows(pick(turn, "kind", kind, f"kind-{kind}") for kind in KINDS), note)
    elif not draft.get("services") or draft.get("choosing"):
        await ask_services(turn, note)
    elif not draft.get("address") or not draft.get("area_id"):
        await ask_where(turn, note)
    elif not turn.policy.resources_ready_at_once.get(draft["kind"], False):
        await summary(turn, note)
    else:
        turn.talk.go(slots.STEP)
        await slots.offer(turn, note)


async def look_up(turn: Turn) -> None:
    """The customer on file with that number; somebody new is put on file as soon as there is a name."""
    draft = new_draft(turn)
    person = await turn.look(people.caller, draft["phone"])
    if person is None and draft.get("name"):
        person = await turn.run(people.caller, draft["phone"], draft["name"])
    if person is not None:
        turn.talk.note(customer_id=person.id, name=person.name)


async def ask(turn: Turn, what_for: str, rows: Rows, note: Markup | None, **params: Any) -> None:
    draft, say = new_draft(turn), turn.say
    turn.talk.go(f"{NEW}:{what_for}")
    text = say(f"phone-order-{what_for}", name=draft.get("name", ""), **params)
    if note:
        text = Markup(f"{note}\n\n{text}")
    await turn.show(Card(text, [*rows, [(say("button-desk-stop"), GiveUpTap(draft["id"]))]]))


def pick(turn: Turn, what_for: str, value: str, key: str) -> Button:
    return plain_text(turn.say(key)), PickTap(turn.talk.draft["id"], what_for, value)


async def ask_services(turn: Turn, note: Markup | None) -> None:
    """All services of an order go together (R-3.3), so several may be ticked."""
    draft, say = new_draft(turn), turn.say
    chosen = draft.get("services") or []
    turn.talk.note(choosing=True)
    rows: Rows = []
    for service in SERVICES:
        key = "phone-order-ticked" if service in chosen else "phone-order-unticked"
        rows.append(
            [(plain_text(say(key, service=say(f"service-{service}"))), PickTap(draft["id"], "service", service))]
        )
    if chosen:
        rows.append([(say("button-services-done"), PickTap(draft["id"], "services", "done"))])
    await ask(turn, "services", rows, note)


async def ask_where(turn: Turn, note: Markup | None) -> None:
    """An address on file is one tap; a typed one is matched to an area, or the area is asked for."""
    draft = new_draft(turn)
    if draft.get("typed_address") and not draft.get("address"):
        turn.talk.note(address=draft["typed_address"], typed_address=None)
    if draft.get("address"):
        found = await turn.look(areas_for, draft["address"])
        if len(found) == 1:
            turn.talk.note(area_id=found[0].id)
            await go_on(turn, note)
            return
        every = found or await turn.look(areas.serving)
        buttons = ((area.name, PickTap(draft["id"], "area", str(area.id))) for area in every[:12])
        await ask(turn, "area", in_rows(buttons), note, address=draft["address"])
        return
    known = await turn.look(known_of, draft["customer_id"])
    rows: Rows = [[(place.text[:40], PickTap(draft["id"], "home", str(place.id)))] for place in known.homes[:4]]
    await ask(turn, "address", rows, note)


def areas_for(uow: UnitOfWork, address: str) -> list[Area]:
    return areas.match(uow, address)


@routes.tap(PickTap)
async def picked(turn: Turn, tap: PickTap) -> None:
    draft = new_draft(turn, tap.draft)
    match tap.what, tap.value:
        case "kind", kind if kind in KINDS:
            turn.talk.note(kind=kind)
        case "service", service if service in SERVICES:
            chosen = list(draft.get("services") or [])
            chosen = [s for s in chosen if s != service] if service in chosen else [*chosen, service]
            turn.talk.note(services=chosen, choosing=True)
        case "services", "done" if draft.get("services"):
            turn.talk.note(choosing=False)
        case "area", value:
            area = await turn.look(area_of, value)
            turn.talk.note(area_id=area)
        case "home", value:
            place = await home_of(turn, value)
            turn.talk.note(
                address=place.text, area_id=place.area_id, latitude=place.latitude, longitude=place.longitude
            )
        case _:
            raise NotFound(what="button", id=tap.value)
    await go_on(turn)


def area_of(uow: UnitOfWork, value: str) -> int:
    return uow.get(Area, int(value) if value.isdigit() else None).id


async def home_of(turn: Turn, value: str) -> Home:
    known = await turn.look(known_of, new_draft(turn)["customer_id"])
    place = next((place for place in known.homes if str(place.id) == value), None)
    if place is None:
        raise NotFound(what="address", id=value)
    return place


# --- What is typed -------------------------------------------------------------------------------------------------


@routes.step(f"{NEW}:phone")
async def phone_typed(turn: Turn) -> None:
    said = said_in(turn) if turn.text else {}
    turn.talk.note(**said)
    await go_on(turn, None if said.get("phone") else turn.say("phone-order-phone-unclear"))


@routes.step(f"{NEW}:name")
async def name_typed(turn: Turn) -> None:
    name = " ".join(turn.text.split())
    if not name or len(name) > people.NAME_MAX or any(c.isdigit() for c in name):
        await go_on(turn, turn.say("phone-order-name-unclear"))
        return
    turn.talk.note(name=name)
    await go_on(turn)


@routes.step(f"{NEW}:kind")
@routes.step(f"{NEW}:services")
async def kind_typed(turn: Turn) -> None:
    said = {key: value for key, value in said_in(turn).items() if key not in ("phone", "name")} if turn.text else {}
    if said.get("services"):
        said["choosing"] = False
    turn.talk.note(**said)
    await go_on(turn, None if said else turn.say("phone-order-tap-please"))


@routes.step(f"{NEW}:address")
@routes.step(f"{NEW}:area")
async def address_typed(turn: Turn) -> None:
    address = " ".join(turn.text.split())
    letters = sum(c.isalnum() for c in address)
    if letters < ADDRESS_LEAST or len(address) > ADDRESS_MOST:
        await go_on(turn, turn.say("phone-order-address-unclear", most=ADDRESS_MOST))
        return
    turn.talk.note(address=address, area_id=None, latitude=None, longitude=None)
    await go_on(turn)


@routes.ask(f"{NEW}:phone")
@routes.ask(f"{NEW}:name")
@routes.ask(f"{NEW}:kind")
@routes.ask(f"{NEW}:services")
@routes.ask(f"{NEW}:address")
@routes.ask(f"{NEW}:area")
async def ask_again(turn: Turn) -> None:
    await go_on(turn)


@routes.tap(GiveUpTap)
async def given_up(turn: Turn, tap: GiveUpTap) -> None:
    new_draft(turn, tap.draft)
    await stopped(turn)


async def stopped(turn: Turn) -> None:
    turn.talk.end()
    await home(turn)


# --- The time, and taking the order --------------------------------------------------------------------------------


def the_order(draft: dict[str, Any]) -> booking.OrderDraft:
    """The draft as the rules take it: past the deadline only by the customer's wish or for a reason (R-3.6)."""
    override = draft.get("override")
    made = order_draft(draft, draft["customer_id"])
    changed = {"asked_later": override == "customer", "channel": Channel.PHONE}
    if override and override != "customer":
        changed["override_reason"] = override
    return booking.OrderDraft(**{**vars(made), **changed})


def asking(uow: UnitOfWork, draft: dict[str, Any]) -> Asking:
    return Asking(booking.need_of_draft(uow, the_order(draft)))


def hold(uow: UnitOfWork, draft: dict[str, Any], starts_at: datetime) -> Appointment:
    """The slot is kept while the talk goes on; the reason for a late one is asked before it is promised."""
    kept = {**draft, "override": draft.get("override") or "customer"}
    return booking.hold_for_draft(uow, the_order(kept), starts_at)


async def summary(turn: Turn, note: Markup | None = None) -> None:
    """The whole order once more, to be read out to the caller."""
    draft, say = new_draft(turn), turn.say
    lines = order_lines(turn, draft)
    rows: Rows = [[(say(f"button-desk-add-{what_for}"), NoteTap(draft["id"], what_for)) for what_for in NOTES]]
    if not draft.get("starts"):
        turn.talk.go(f"{NEW}:confirm")
        yes = [[(say("button-take-without-time"), NoTimeTap(draft["id"]))]]
        stop = [[(say("button-desk-stop"), GiveUpTap(draft["id"]))]]
        await turn.show(Card(Markup("\n".join([*lines, *([note] if note else [])])), [*yes, *rows, *stop]))
        return
    turn.talk.go(f"{NEW}:confirm")
    due_at = (await turn.look(booking.need_of_draft, the_order(draft))).due_at
    assert due_at is not None
    rows.append([(say("button-no-time-yet"), NoTimeTap(draft["id"]))])
    await dispatch_times.show_summary(turn, lines, due_at, note, rows)


def order_lines(turn: Turn, draft: dict[str, Any]) -> list[Markup]:
    say = turn.say
    order_words = say("card-what", kind=say(f"kind-{draft['kind']}"), services=service_words(say, draft["services"]))
    lines = [
        Markup(f"<b>{order_words}</b>"),
        say("desk-customer-phone", name=draft["name"], phone=readable(draft["phone"])),
    ]
    lines.append(say("card-address", address=draft["address"]))
    if draft.get("contact_name"):
        lines.append(say("card-contact", name=draft["contact_name"]))
    if draft.get("access_note"):
        lines.append(say("card-access", note=draft["access_note"]))
    if draft.get("fault_note"):
        lines.append(say("card-fault", note=draft["fault_note"]))
    return lines


@routes.tap(NoteTap)
async def note_wanted(turn: Turn, tap: NoteTap) -> None:
    new_draft(turn, tap.draft)
    if tap.what not in NOTES:
        raise NotFound(what="button", id=tap.what)
    turn.talk.go(f"{NEW}:note", noting=tap.what)
    await ask_note(turn)


@routes.ask(f"{NEW}:note")
async def ask_note(turn: Turn) -> None:
    await turn.tell(f"phone-order-note-{new_draft(turn)['noting']}")


@routes.step(f"{NEW}:note")
async def note_typed(turn: Turn) -> None:
    draft = new_draft(turn)
    text = " ".join(turn.text.split())[:NOTE_MOST]
    if not text:
        await ask_note(turn)
        return
    if draft["noting"] == "contact":
        turn.talk.note(contact_name=without_number(text)[:60] or None, contact_phone=phone_in(text) or draft["phone"])
    else:
        turn.talk.note(**{draft["noting"]: text})
    await summary(turn)


@routes.ask(f"{NEW}:confirm")
async def ask_confirm(turn: Turn) -> None:
    await summary(turn)


@routes.step(f"{NEW}:confirm")
async def confirm_typed(turn: Turn) -> None:
    if not await slots.listen(turn):
        await summary(turn)


def settle(uow: UnitOfWork, draft: dict[str, Any], starts_at: datetime) -> Appointment:
    visit = booking.book(uow, the_order(draft), starts_at)
    remember(uow, draft)
    return visit


def remember(uow: UnitOfWork, draft: dict[str, Any]) -> None:
    """The address is one tap next time; the task this came from is done."""
    people.remember_address(uow, draft["customer_id"], draft["area_id"], draft["address"])
    if draft.get("task_id"):
        tasks.finish(uow, draft["task_id"], "settled")


@routes.tap(NoTimeTap)
async def without_time(turn: Turn, tap: NoTimeTap) -> None:
    """The order is taken, its clocks run; the time is agreed later."""
    draft = dict(new_draft(turn, tap.draft))
    dispatch_times.by_phone(turn)

    def take(uow: UnitOfWork) -> int:
        remember(uow, draft)
        return booking.take_order(uow, the_order({**draft, "override": None})).id

    turn.talk.end()
    order_id = await turn.run(take)
    await show_order(turn, order_id, turn.say("phone-order-taken"))


async def nothing_free(turn: Turn) -> None:
    """Nothing before the deadline: later with a reason, extra slots, or without a time for now (R-3.6, R-4.12)."""
    draft, say = new_draft(turn), turn.say
    turn.talk.go(slots.STEP)
    rows: Rows = [
        [(say("button-past-deadline"), slots.LaterTap(draft["id"]))],
        [(say("button-take-without-time"), NoTimeTap(draft["id"])), (say("button-desk-stop"), GiveUpTap(draft["id"]))],
    ]
    await turn.show(Card(say("phone-order-nothing-free"), rows))


slots.PURPOSES[NEW] = Purpose(asking, hold, summary, "desk-slots-head", stopped, nothing_free)
dispatch_times.SETTLES[NEW] = settle
