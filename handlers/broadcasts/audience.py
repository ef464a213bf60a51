"""Whom it is for: ground by the tree or typed, services, tiers, open orders and languages on and off."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from handlers.broadcasts import cards
from handlers.broadcasts.desk import draft_of, stands
from handlers.broadcasts.taps import AudienceTap, BroadcastsTap, BroadcastTap, GroundTap, HereTap, OwnTap, ToggleTap
from handlers.broadcasts.words import ask as ask_words
from handlers.buttons import Button, Rows, in_rows
from handlers.context import Card, Turn
from handlers.routes import Routes
from handlers.texts.render import Markup, headed
from models.errors import BadValue
from models.order import Service
from models.person import CustomerTier
from scheduling import broadcasts
from scheduling.broadcasts import Audience, BroadcastView
from scheduling.outages import choosing
from scheduling.outages.choosing import Branch, Place

routes = Routes()

UNSENT = ("draft", "awaiting_second", "scheduled")
ORDERS: dict[str, bool | None] = {"any": None, "with": True, "without": False}
SHOWN = 24


@routes.tap(AudienceTap)
async def wanted(turn: Turn, tap: AudienceTap) -> None:
    view = await stands(turn, tap.broadcast_id, *UNSENT)
    if view is not None:
        turn.talk.end()
        await show_audience(turn, view)


async def show_audience(turn: Turn, view: BroadcastView) -> None:
    """What narrows it now, with the count after each press."""
    say, a = turn.say, view.audience
    preview = await turn.look(broadcasts.preview, view.id)
    lines = [cards.title(say, view), cards.audience_line(say, view), *cards.counts(say, preview)]
    lines.append(say("broadcast-audience-how"))
    rows: Rows = [[(say("button-broadcast-ground", place=view.where), GroundTap(view.id, 0, 0))]]
    rows.append([tick(turn, view, "services", one, say(f"service-{one}")) for one in Service])
    rows += in_rows((tick(turn, view, "tiers", one, say(f"tier-{one}")) for one in CustomerTier), 2)
    rows.append([tick(turn, view, "languages", one, say.other(one)("language-name")) for one in view.languages])
    rows.append([
        (say("broadcast-chosen" if a.open_orders is value else "broadcast-not-chosen",
             name=say(f"broadcast-orders-{name}")), ToggleTap(view.id, "orders", name))
        for name, value in ORDERS.items()
    ])  # fmt: skip
    await turn.show(Card(Markup("\n".join(lines)), [*rows, [(say("button-broadcast-done"), BroadcastTap(view.id))]]))


def tick(turn: Turn, view: BroadcastView, what: str, value: str, name: str) -> Button:
    on = value in getattr(view.audience, what)
    return turn.say("outage-tick" if on else "outage-no-tick", name=name), ToggleTap(view.id, what, str(value))


@routes.tap(ToggleTap)
async def toggled(turn: Turn, tap: ToggleTap) -> None:
    view = await stands(turn, tap.broadcast_id, *UNSENT)
    if view is None:
        return
    await turn.run(broadcasts.change, view.id, audience=replace(view.audience, **switched(view, tap)))
    await show_audience(turn, await turn.look(broadcasts.read, view.id))


def switched(view: BroadcastView, tap: ToggleTap) -> dict[str, Any]:
    known: dict[str, Any] = {"services": Service, "tiers": CustomerTier, "languages": view.languages}
    if tap.what == "orders" and tap.value in ORDERS:
        return {"open_orders": ORDERS[tap.value]}
    if tap.what not in known or tap.value not in list(known[tap.what]):
        raise BadValue(field=tap.what, value=tap.value)
    on = {*getattr(view.audience, tap.what)} ^ {tap.value}
    return {tap.what: tuple(one for one in map(str, known[tap.what]) if one in on)}


# --- Ground ----------------------------------------------------------------------------------------------------------


@routes.tap(OwnTap)
async def own(turn: Turn, tap: OwnTap) -> None:
    """About no outage: where first, then the words."""
    turn.talk.start("broadcast:where", broadcast_id=0)
    await show_branch(turn, 0, await turn.look(choosing.top))


@routes.tap(GroundTap)
async def ground(turn: Turn, tap: GroundTap) -> None:
    if tap.broadcast_id and await stands(turn, tap.broadcast_id, *UNSENT) is None:
        return
    turn.talk.start("broadcast:where", broadcast_id=tap.broadcast_id)
    branch = await turn.look(*at(tap))
    if not branch.below and branch.here is not None:
        await chosen(turn, tap.broadcast_id, branch.here)
        return
    await show_branch(turn, tap.broadcast_id, branch)


def at(tap: GroundTap | HereTap) -> tuple[Any, ...]:
    if tap.area_id:
        return choosing.area_branch, tap.area_id
    return (choosing.unit_branch, tap.unit_id) if tap.unit_id else (choosing.top,)


async def show_branch(turn: Turn, broadcast_id: int, branch: Branch, note: Markup | None = None) -> None:
    say, here = turn.say, branch.here
    rows: Rows = []
    if here is not None:
        rows.append([(say("outage-all-of", place=here.name), HereTap(broadcast_id, here.unit_id, here.area_id or 0))])
    below = ((say(f"outage-place-{one.kind}", place=one.name), down(broadcast_id, one)) for one in branch.below[:SHOWN])
    rows += in_rows(below, 2)
    if branch.up is not None:
        rows.append([(say("button-outage-up", place=branch.up.name), down(broadcast_id, branch.up))])
    await put(turn, broadcast_id, rows, note)


async def put(turn: Turn, broadcast_id: int, rows: Rows, note: Markup | None = None) -> None:
    say = turn.say
    back: Button = (
        (say("button-broadcast-back"), AudienceTap(broadcast_id))
        if broadcast_id
        else (say("button-broadcasts"), BroadcastsTap())
    )
    text = say("broadcast-ask-ground")
    await turn.show(Card(headed(note, text), [*rows, [back]]))


def down(broadcast_id: int, place: Place) -> GroundTap:
    return GroundTap(broadcast_id, place.unit_id, place.area_id or 0)


@routes.ask("broadcast:where")
async def ask_again(turn: Turn) -> None:
    await show_branch(turn, turn.talk.draft["broadcast_id"], await turn.look(choosing.top))


@routes.step("broadcast:where")
async def typed(turn: Turn) -> None:
    """A name, an address, a building."""
    broadcast_id = turn.talk.draft["broadcast_id"]
    found = await turn.look(choosing.named, turn.text, alike=True)
    if len(found) == 1:
        await chosen(turn, broadcast_id, found[0])
    elif found:
        await put(
            turn,
            broadcast_id,
            in_rows((one.name, HereTap(broadcast_id, one.unit_id, one.area_id or 0)) for one in found),
        )
    else:
        note = turn.say("outage-area-unfound", words=turn.text[:40])
        await show_branch(turn, broadcast_id, await turn.look(choosing.top), note)


@routes.tap(HereTap)
async def here(turn: Turn, tap: HereTap) -> None:
    branch = await turn.look(*at(tap))
    assert branch.here is not None
    await chosen(turn, tap.broadcast_id, branch.here, sure=bool(tap.sure))


async def chosen(turn: Turn, broadcast_id: int, place: Place, *, sure: bool = False) -> None:
    """Everybody of a unit is never chosen by one press: an outage names its ground, a word of our own is asked about."""
    view = await stands(turn, broadcast_id, *UNSENT) if broadcast_id else None
    if broadcast_id and view is None:
        return
    about_nothing = view is None or view.outage is None
    if place.area_id is None and about_nothing and not sure:
        rows: Rows = [[(turn.say("button-broadcast-everybody"), HereTap(broadcast_id, place.unit_id, 0, 1))]]
        await put(turn, broadcast_id, [*rows], turn.say("broadcast-everybody-sure", place=place.name))
        return
    unit_id = place.unit_id if place.area_id is None else None
    turn.talk.end()
    if view is None:
        audience = Audience(area_id=place.area_id, unit_id=unit_id, everybody=sure)
        made = await turn.run(broadcasts.compose, draft_of(turn), unit_id=place.unit_id, audience=audience)
        await ask_words(turn, await turn.look(broadcasts.read, made.id), turn.lang)
        return
    audience = replace(view.audience, area_id=place.area_id, unit_id=unit_id, everybody=sure)
    await turn.run(broadcasts.change, view.id, audience=audience)
    await show_audience(turn, await turn.look(broadcasts.read, view.id))
