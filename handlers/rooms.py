"""The dispatch room: a group chat that hears of orders and tasks, and never of a customer (R-12.8)."""

from __future__ import annotations

from handlers.context import Card, Turn
from handlers.notifications import renders
from handlers.routes import Routes
from handlers.tasks import calls_about
from handlers.texts.render import Markup, Say
from models.person import Role
from scheduling import rooms
from scheduling.letters import Letter

routes = Routes()

EVERYBODY = (None, *Role)


@routes.command("group:bind", *EVERYBODY)
async def bind(turn: Turn) -> None:
    """Only a dispatcher makes a group the room of their unit; the use-case asks."""
    _, unit = await turn.run(rooms.bind, turn.chat.bot_id, turn.place)
    await turn.tell("room-bound", unit=unit.name)


@routes.command("group:unbind", *EVERYBODY)
async def unbind(turn: Turn) -> None:
    was = await turn.run(rooms.unbind, turn.place)
    await turn.tell("room-unbound" if was else "room-was-none")


@routes.command("group:help", *EVERYBODY)
@routes.command("group:start", *EVERYBODY)
async def help_in_group(turn: Turn) -> None:
    """Whatever is asked here, nothing about an order is answered here."""
    await turn.tell("room-help")


@routes.command("bind", Role.DISPATCHER)
@routes.command("unbind", Role.DISPATCHER)
async def not_here(turn: Turn) -> None:
    await turn.tell("room-only-in-group")


def in_general(say: Say, letter: Letter) -> dict[str, Markup]:
    """What a room may know of an order: its number, kind and area. No name, no address, no words of anybody."""
    view = letter.view
    if view is None:
        return {"number": Markup("-"), "kind": Markup("-"), "area": Markup("-"), "urgent": Markup("")}
    return {
        "number": Markup(say.shown(view.number)),
        "kind": say(f"kind-{view.kind}"),
        "area": Markup(say.shown(view.area)),
        "urgent": say("desk-urgent") if view.urgent else Markup(""),
    }


@renders("room-lost")
def lost(letter: Letter, say: Say) -> Card:
    return Card(say("room-lost"))


@renders("room-order-taken")
def order_taken(letter: Letter, say: Say) -> Card:
    return Card(say("room-order-taken", **in_general(say, letter)))


@renders("room-calls")
def calls(letter: Letter, say: Say) -> Card:
    assert letter.calls is not None
    return Card(say("room-calls", about=calls_about(say, letter.calls), count=int(letter.params["calls"])))


@renders("room-off")
def off(letter: Letter, say: Say) -> Card:
    """Somebody is away and leaves visits; who it is, and whose they are, is nobody's business here."""
    return Card(say("room-off", count=int(letter.params["visits"])))


@renders("room-task")
def task(letter: Letter, say: Say) -> Card:
    what = say(f"task-{letter.params.get('kind')}")
    if letter.view is None:
        return Card(say("room-task-no-order", what=what))
    return Card(say("room-task", what=what, **in_general(say, letter)))
