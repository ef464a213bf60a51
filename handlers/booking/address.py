"""Where: an address on file, one that is typed and matched to an area, or a location."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from handlers import slots
from handlers.booking.draft import FOR, Known, at_home, booking_draft, known_of
from handlers.buttons import Rows, Tap, in_rows
from handlers.cards import menu_row
from handlers.context import Card, Turn, plain_text
from handlers.phones import masked, phone_in, without_number
from handlers.routes import Routes
from handlers.slots import StopTap
from handlers.slots.words import problem_words
from handlers.texts.render import Markup, headed
from handlers.understanding.hints import has_number
from handlers.understanding.remarks import address_alone
from models.errors import NotFound
from models.unit import Area
from scheduling import areas
from scheduling.unit_of_work import UnitOfWork

routes = Routes()
STEP, WHERE = f"{FOR}:address", f"{FOR}:area"

LEAST, MOST = 4, 200  # letters and digits; an address in fewer or more is none
SHOWN = 8


@dataclass(frozen=True)
class HomeTap(Tap, prefix="cho"):
    """An address on file."""

    draft: str
    address_id: int


@dataclass(frozen=True)
class ElsewhereTap(Tap, prefix="cel"):
    """Another address than the one shown."""

    draft: str


@dataclass(frozen=True)
class AreaTap(Tap, prefix="car"):
    """The area a typed address lies in; 0 is none of those shown."""

    draft: str
    area_id: int


@dataclass(frozen=True)
class AsIsTap(Tap, prefix="cai"):
    """There is no house number here: the address stays as it was typed."""

    draft: str


@dataclass(frozen=True)
class Place:
    id: int
    name: str


async def go_on(turn: Turn, known: Known, note: Markup | None = None) -> None:
    """An address named in the first sentence is looked at first; else it is asked for."""
    draft = booking_draft(turn)
    if draft.get("typed_address"):
        await settle(turn, draft["typed_address"], note)
        return
    if turn.talk.step == WHERE and draft.get("address"):
        await ask_area(turn, await turn.look(matches, draft["address"]), note)
        return
    if draft.get("area_id") and draft.get("latitude") is not None and not draft.get("address"):
        await ask_door(turn, note)
        return
    await ask(turn, known, note)


async def ask_door(turn: Turn, note: Markup | None = None) -> None:
    """The place is known by its location; the door still has to be named."""
    draft = booking_draft(turn)
    turn.talk.go(STEP)
    rows: Rows = [[(turn.say("button-stop"), StopTap(draft["id"]))]]
    question = turn.say("booking-location-door", area=draft["area"])
    await turn.show(Card(headed(note, question), rows))


async def ask(turn: Turn, known: Known, note: Markup | None = None) -> None:
    draft, say = booking_draft(turn), turn.say
    turn.talk.go(STEP, elsewhere=True)
    homes = [home for home in known.homes if not (draft["kind"] == "move" and home.services)]
    rows: Rows = [[(plain_text(home.text)[:60], HomeTap(draft["id"], home.id))] for home in homes[:4]]
    rows.append([(say("button-stop"), StopTap(draft["id"]))])
    key = "booking-address-new" if draft["kind"] == "move" else "booking-address"
    question = say(key, saved=len(homes))
    await turn.show(Card(headed(note, question), rows))


@routes.tap(HomeTap)
async def home_picked(turn: Turn, tap: HomeTap) -> None:
    from handlers.booking import flow
    from handlers.booking.draft import customer_of

    slots.draft_of(turn, tap.draft)
    known = await turn.look(known_of, customer_of(turn))
    home = next((home for home in known.homes if home.id == tap.address_id), None)
    if home is None:
        raise NotFound(what="address", id=tap.address_id)  # forged, or somebody else's
    turn.talk.note(**at_home(home))
    await flow.go_on(turn)


@routes.tap(ElsewhereTap)
async def elsewhere(turn: Turn, tap: ElsewhereTap) -> None:
    from handlers.booking.draft import customer_of

    slots.draft_of(turn, tap.draft)
    forget(turn)
    await ask(turn, await turn.look(known_of, customer_of(turn)))


def forget(turn: Turn) -> None:
    turn.talk.note(address=None, area_id=None, area=None, latitude=None, longitude=None, typed_address=None, as_is=None)


@routes.ask(STEP)
@routes.ask(WHERE)
async def ask_again(turn: Turn) -> None:
    from handlers.booking import flow

    await flow.go_on(turn)


@routes.step(STEP)
@routes.step(WHERE)
async def written(turn: Turn) -> None:
    from handlers import homes, wishes
    from handlers.booking import flow
    from handlers.booking.asides import aside

    if await aside(turn):
        return
    booking_draft(turn)
    if turn.message is not None and turn.message.location is not None:
        await located(turn, turn.message.location.latitude, turn.message.location.longitude)
        return
    if not turn.text:
        await flow.go_on(turn, turn.say("booking-words-please"))
        return
    text, home = address_alone(" ".join(turn.text.split())), await homes.said_in(turn)
    if home is not None and len(text) > len(home.text) + 4:
        said = wishes.said_in(turn, homes.without(turn.text, home))
        if said is not None and said.problem is None:
            turn.talk.note(said=wishes.keep(said), wish=said.words)
            text = home.text
    if home is None and await said_something_else(turn, text):
        return
    await settle(turn, text)


async def said_something_else(turn: Turn, text: str) -> bool:
    """When to come, or a number to ring, where the address was asked for: kept, and the address is asked for again."""
    from handlers import wishes
    from handlers.booking import flow

    number = phone_in(text)
    if number is not None and not without_number(text):
        turn.talk.note(contact_phone=number)
        await flow.go_on(turn, turn.say("booking-phone-kept", phone=masked(number)))
        return True
    said = wishes.said_in(turn) if wishes.only_a_time(turn) else None
    # 8号 is a door where the street is known.
    if said is None or booking_draft(turn).get("area_id") or await turn.look(matches, text):
        return False
    if said.problem is not None:
        await flow.go_on(turn, problem_words(turn, said))
        return True
    turn.talk.note(said=wishes.keep(said), wish=said.words)
    await flow.go_on(turn, turn.say("booking-time-kept", words=said.words))
    return True


async def settle(turn: Turn, text: str, note: Markup | None = None) -> None:
    """A typed address: long enough, with a number, in an area we serve; else what is missing is asked for."""
    from handlers.booking import flow
    from handlers.booking.asides import besides

    draft = booking_draft(turn)
    turn.talk.note(typed_address=None)
    letters = sum(letter.isalnum() for letter in text)
    if letters < (1 if draft.get("area_id") else LEAST):
        await flow.go_on(turn, await besides(turn, "booking-address-short"))
        return
    if len(text) > MOST:
        await flow.go_on(turn, turn.say("booking-address-long", most=MOST))
        return
    found = await turn.look(matches, text)
    if not has_number(text) and not draft.get("as_is"):
        if found or letters > LEAST + 1:
            if not found:
                await besides(turn, "booking-address-number", address=text)  # perhaps no address at all
            await ask_number(turn, text)
        else:
            await flow.go_on(turn, await besides(turn, "booking-address-short"))
        return
    if len(found) == 1:
        await settled(turn, text, found[0])
    elif draft.get("area_id") and not found:
        await settled(turn, (turn.say.language == "zh" and f"{draft['area']}{text}") or f"{draft['area']}, {text}",
                      Place(draft["area_id"], draft["area"]))  # fmt: skip
    else:
        turn.talk.go(WHERE, address=text, area_id=None)
        await ask_area(turn, found, note)


async def settled(turn: Turn, text: str, place: Place) -> None:
    from handlers.booking import flow

    turn.talk.note(address=text, area_id=place.id, area=place.name)
    await flow.go_on(turn)


async def ask_number(turn: Turn, text: str) -> None:
    draft, say = booking_draft(turn), turn.say
    turn.talk.go(STEP, half_address=text)
    rows: Rows = [[(say("button-as-is"), AsIsTap(draft["id"])), (say("button-stop"), StopTap(draft["id"]))]]
    await turn.show(Card(say("booking-address-number", address=text), rows))


@routes.tap(AsIsTap)
async def as_is(turn: Turn, tap: AsIsTap) -> None:
    draft = slots.draft_of(turn, tap.draft)
    if not draft.get("half_address"):
        raise NotFound(what="address", id=None)
    turn.talk.note(as_is=True)
    await settle(turn, draft["half_address"])


def matches(uow: UnitOfWork, text: str) -> list[Place]:
    return [Place(area.id, area.name) for area in areas.match(uow, text)][:SHOWN]


def all_areas(uow: UnitOfWork) -> list[Place]:
    return [Place(area.id, area.name) for area in areas.serving(uow)][: 2 * SHOWN]


async def ask_area(turn: Turn, found: list[Place], note: Markup | None = None) -> None:
    """Several areas could be meant, or none is known: asked, never assumed."""
    draft, say = booking_draft(turn), turn.say
    places = found or await turn.look(all_areas)
    turn.talk.go(WHERE)
    buttons = [(plain_text(place.name), AreaTap(draft["id"], place.id)) for place in places]
    rows = in_rows(buttons)
    rows.append([(say("button-not-listed"), AreaTap(draft["id"], 0)), (say("button-stop"), StopTap(draft["id"]))])
    key = "booking-area-which" if found else "booking-area-unknown"
    question = say(key, address=draft["address"])
    await turn.show(Card(headed(note, question), rows))


@routes.tap(AreaTap)
async def area_picked(turn: Turn, tap: AreaTap) -> None:
    draft = slots.draft_of(turn, tap.draft)
    if not draft.get("address"):
        raise NotFound(what="address", id=None)
    if tap.area_id == 0:
        await not_listed(turn, draft)
        return
    place = await turn.look(place_of, tap.area_id)
    await settled(turn, draft["address"], place)


def place_of(uow: UnitOfWork, area_id: int) -> Place:
    area = uow.get(Area, area_id)
    return Place(area.id, area.name)


async def not_listed(turn: Turn, draft: dict[str, Any]) -> None:
    """The dispatcher looks where it is; what was wished for is kept with the task."""
    from handlers.booking import summary

    asked = {key: draft.get(key) for key in ("address", "services", "wish", "contact_phone", "fault_note")}
    asked["order_kind"] = draft.get("kind")
    await summary.end_with(turn, areas.ask_where, draft["id"], {key: value for key, value in asked.items() if value})
    await turn.show(Card(turn.say("booking-where-asked", address=draft["address"]), menu_row(turn.say)))


async def located(turn: Turn, latitude: float, longitude: float) -> None:
    """A location names the area; the door still has to be named."""
    from handlers.booking import flow

    booking_draft(turn)
    place = await turn.look(place_near, latitude, longitude)
    if place is None:
        await flow.go_on(turn, turn.say("booking-location-far"))
        return
    turn.talk.note(latitude=latitude, longitude=longitude, area_id=place.id, area=place.name, address=None)
    await ask_door(turn)


def place_near(uow: UnitOfWork, latitude: float, longitude: float) -> Place | None:
    area = areas.nearest(uow, latitude, longitude)
    return Place(area.id, area.name) if area is not None else None
