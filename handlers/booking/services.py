"""Which services an order is for; fixed line and broadband of one order go together (R-3.3)."""

from __future__ import annotations

from dataclasses import dataclass

from handlers import slots
from handlers.booking.draft import BUNDLE, FOR, Known, booking_draft
from handlers.buttons import Button, Rows, Tap
from handlers.context import Card, Turn, plain_text
from handlers.routes import Routes
from handlers.slots import StopTap
from handlers.texts.render import Markup, headed
from handlers.understanding import what
from handlers.understanding.faults import fault_words
from models.errors import NotFound
from models.order import Service

routes = Routes()
STEP = f"{FOR}:services"


@dataclass(frozen=True)
class ServicesTap(Tap, prefix="csv"):
    """The services of the order, joined by a plus."""

    draft: str
    services: str


async def ask(turn: Turn, known: Known, note: Markup | None = None) -> None:
    """Their own services first; for somebody new, all we install."""
    draft, say = booking_draft(turn), turn.say
    turn.talk.go(STEP)
    had = known.services if draft["kind"] != "install" else ()
    single = list(had or (Service.BROADBAND.value, Service.FIXED_LINE.value, Service.LEASED_LINE.value))
    buttons: list[Button] = [
        (say(f"button-service-{service}"), ServicesTap(draft["id"], service)) for service in single if service in BUNDLE
    ]
    rows: Rows = [buttons]
    if all(service in single for service in BUNDLE):
        label = say("button-both-repair" if draft["kind"] == "repair" else "button-both")
        rows.append([(plain_text(label), ServicesTap(draft["id"], "+".join(BUNDLE)))])
    leased = Service.LEASED_LINE.value
    last: list[Button] = (
        [(say(f"button-service-{leased}"), ServicesTap(draft["id"], leased))] if leased in single else []
    )
    rows.append([*last, (say("button-stop"), StopTap(draft["id"]))])
    question = say(f"booking-services-{draft['kind']}")
    await turn.show(Card(headed(note, question), rows))


@routes.tap(ServicesTap)
async def picked(turn: Turn, tap: ServicesTap) -> None:
    from handlers.booking import flow

    slots.draft_of(turn, tap.draft)
    try:
        services = [Service(service).value for service in tap.services.split("+")]
    except ValueError as error:
        raise NotFound(what="service", id=tap.services) from error
    turn.talk.note(services=services)
    await flow.go_on(turn)


@routes.ask(STEP)
async def ask_again(turn: Turn) -> None:
    from handlers.booking import flow

    await flow.go_on(turn)


@routes.step(STEP)
async def written(turn: Turn) -> None:
    """宽带, the phone, 都坏了: named in words, perhaps with when."""
    from handlers import wishes
    from handlers.booking import flow
    from handlers.booking.asides import aside, besides

    if await aside(turn):
        return
    draft = booking_draft(turn)
    reading = what.understand(turn.text, turn.lang, {"role": "customer"})
    services = [service.value for service in reading.entities.services]
    if not services and turn.text.strip() in turn.say("words-both").split("|"):
        services = list(BUNDLE)
    said = wishes.visit_in(turn, turn.text)
    if said is not None and said.problem != "past":
        turn.talk.note(said=wishes.keep(said), wish=said.words)
    if not services:
        timed = said is not None and said.problem is None
        await flow.go_on(
            turn,
            turn.say("booking-time-noted", words=said.words)
            if timed
            else await besides(turn, "booking-services-unclear"),
        )
        return
    if draft["kind"] == "repair" and reading.entities.symptom is not None and not draft.get("fault_note"):
        turn.talk.note(fault_note=fault_words(turn.text, said.words if said else None))
    turn.talk.note(services=services)
    await flow.go_on(turn)
