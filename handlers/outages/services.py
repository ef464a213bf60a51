"""What it touches: ticked service by service, none of them meaning all."""

from __future__ import annotations

from handlers.buttons import in_rows
from handlers.context import Turn
from handlers.outages.asking import answered, ask, asks, edited, hears, misunderstood, put, require_talk
from handlers.outages.draft import draft_of, keep
from handlers.outages.taps import ServicesDoneTap, ServiceTap
from handlers.routes import Routes
from handlers.texts.render import Markup
from models.errors import BadValue
from models.order import Service

routes = Routes()


def services_on(turn: Turn) -> list[str]:
    """Those ticked so far; none ticked means all of them."""
    return turn.talk.draft.get("services", []) if edited(turn) is not None else draft_of(turn).services


@asks("services")
async def ask_services(turn: Turn, note: Markup | None) -> None:
    on, say = services_on(turn), turn.say
    ticks = ((say("outage-tick" if one in on else "outage-no-tick", name=say(f"service-{one}")), ServiceTap(one.value))
             for one in Service)  # fmt: skip
    await put(turn, "outage-ask-services", [*in_rows(ticks, 1), [(say("button-outage-done"), ServicesDoneTap())]], note)


@routes.tap(ServiceTap)
async def service_ticked(turn: Turn, tap: ServiceTap) -> None:
    require_talk(turn)
    if tap.service not in set(Service):
        raise BadValue(field="services", value=tap.service)
    on = sorted({*services_on(turn)} ^ {tap.service})
    if edited(turn) is not None:
        turn.talk.note(services=on)
    else:
        draft = draft_of(turn)
        draft.services = on
        keep(turn, draft, "outage:services")
    await ask(turn, "services")


@routes.tap(ServicesDoneTap)
async def services_done(turn: Turn, tap: ServicesDoneTap) -> None:
    require_talk(turn)
    await answered(turn, services=services_on(turn))


@hears(routes, "outage:services")
async def services_said(turn: Turn) -> None:
    await misunderstood(turn, "services")
