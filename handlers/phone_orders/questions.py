"""What is asked on the phone: the first thing missing, and nothing that was said already."""

from __future__ import annotations

from typing import Any

from handlers import slots
from handlers.booking.draft import Home, known_of
from handlers.booking.outage import explaining
from handlers.buttons import Button, Rows, in_rows
from handlers.context import Card, Turn, plain_text
from handlers.dispatch_taps import NewOrderTap, OrderFromTaskTap
from handlers.outages import desk as outages_desk
from handlers.phone_orders.draft import (
    ADDRESS_LEAST,
    ADDRESS_MOST,
    KINDS,
    NEW,
    SERVICES,
    TAKERS,
    ExplainedTap,
    GiveUpTap,
    PickTap,
    begin,
    new_draft,
    said_in,
    stopped,
)
from handlers.phone_orders.taking import summary, take_without_time
from handlers.phones import phone_in
from handlers.record import record_lines
from handlers.routes import Routes
from handlers.texts.render import Markup, headed
from handlers.understanding import outages as of_outages
from handlers.understanding.what import Kind, Wish
from models.errors import NotFound
from models.person import Role
from models.unit import Area
from scheduling import areas, desk, people
from scheduling.unit_of_work import UnitOfWork

routes = Routes()


@routes.command("new", *TAKERS)
async def new_command(turn: Turn) -> None:
    await start(turn)


@routes.tap(NewOrderTap)
async def new_tapped(turn: Turn, tap: NewOrderTap) -> None:
    await start(turn, phone_in(tap.phone))


@routes.wish(Kind.BOOK, Role.HOTLINE)
async def new_wish(turn: Turn, wish: Wish) -> None:
    """The whole order in a line: "13800001111 王芳 宽带坏了 幸福里3栋501 明天下午"."""
    await begin(turn)
    turn.talk.note(**await said_in(turn))
    await go_on(turn)


async def start(turn: Turn, phone: str | None = None) -> None:
    await begin(turn)
    if phone:
        turn.talk.note(phone=phone)
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


# --- What is asked next --------------------------------------------------------------------------------------------


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
    elif await interposes(turn):
        return
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
    await turn.show(Card(headed(note, text), [*rows, [(say("button-desk-stop"), GiveUpTap(draft["id"]))]]))


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
        found = await turn.look(areas.match, draft["address"])
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
    await ask(turn, "address", rows, note, known=len(rows))


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


# --- A running outage explains it ----------------------------------------------------------------------------------


async def interposes(turn: Turn) -> bool:
    """Read out to the caller before any time is looked for; True: it waits for their word."""
    draft, say = new_draft(turn), turn.say
    found = await turn.look(explaining, draft)
    if not found:
        return False
    rows: Rows = [
        [(say("button-take-held"), ExplainedTap(draft["id"], "hold"))],
        [(say("button-other-fault"), ExplainedTap(draft["id"], "other"))],
    ]
    lines = record_lines(say, found[0])
    await ask(turn, "outage", rows, None, record=Markup("\n".join(lines)))
    return True


@routes.tap(ExplainedTap)
async def explained(turn: Turn, tap: ExplainedTap) -> None:
    """The order waits for the outage and its caller is told by and by; or a visit all the same."""
    draft = new_draft(turn, tap.draft)
    if tap.answer == "hold":
        await take_without_time(turn, "phone-order-held")
        return
    found = await turn.look(explaining, draft)
    turn.talk.note(other_than=[*(draft.get("other_than") or ()), *(one.id for one in found)])
    await go_on(turn)


# --- What is typed -------------------------------------------------------------------------------------------------


@routes.step(f"{NEW}:phone")
async def phone_typed(turn: Turn) -> None:
    """Whoever asks about an outage meanwhile has a caller waiting: it is answered, and the question stands."""
    if of_outages.asks(turn.text):
        await outages_desk.answer(turn, turn.text)
        return
    said = await said_in(turn) if turn.text else {}
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
    found = await said_in(turn) if turn.text else {}
    said = {key: value for key, value in found.items() if key not in ("phone", "name")}
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


@routes.step(f"{NEW}:outage")
async def outage_answered_in_words(turn: Turn) -> None:
    await go_on(turn, turn.say("phone-order-tap-please"))


@routes.ask(f"{NEW}:outage")
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
