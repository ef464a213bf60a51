"""`/emergency`: one command opens it; the head of unit is named and alerted at once (R-6.13, R-6.14, R-1.16)."""

from __future__ import annotations

from dataclasses import fields

from handlers.answering import argument
from handlers.buttons import Rows, in_rows
from handlers.context import Card, Turn
from handlers.dispatch_taps import HomeTap
from handlers.emergencies.cards import beside, emergency_card, title
from handlers.emergencies.taps import EmergencyTap, EndTap, EndYesTap, KindTap, NewTap, ReadTap, UnitTap
from handlers.routes import Routes
from handlers.texts.render import Markup, Say
from handlers.understanding.leaving_off import leaves_off
from models.emergency import EmergencyKind
from models.errors import BadValue, NotFound
from models.person import Role
from scheduling import emergencies
from scheduling.events.emergencies import EmergencyEnded
from scheduling.unit_of_work import UnitOfWork

routes = Routes()

LEADERS = (Role.DISPATCHER, Role.HEAD)
STEP = "emergency:kind"
NOTE_MOST = 300
PER_PAGE = 8
IDS = ("emergency_id", "unit_id", "person_id")


@routes.command("emergency", *LEADERS)
async def command(turn: Turn) -> None:
    """What is said after the command is the note."""
    note = argument(turn)
    turn.talk.end()
    running = [] if note else await turn.look(emergencies.running)
    if running:
        await show_running(turn)
    else:
        await ask_unit(turn, note)


@routes.tap(EmergencyTap)
async def opened(turn: Turn, tap: EmergencyTap) -> None:
    turn.talk.end()
    if tap.emergency_id:
        await show(turn, tap.emergency_id)
    else:
        await show_running(turn)


async def show(turn: Turn, emergency_id: int, head: Markup | None = None) -> None:
    view = await turn.look(emergencies.see, emergency_id)
    await turn.show(emergency_card(turn.say, view, head))


async def show_running(turn: Turn) -> None:
    """The one that is open; several as a list; none: the way to open one."""
    found, say = await turn.look(emergencies.running), turn.say
    if not found:
        await ask_unit(turn, "")
        return
    if len(found) == 1:
        await turn.show(emergency_card(say, found[0]))
        return
    rows: Rows = [[(say("emergency-unit", name=one.unit), EmergencyTap(one.id))] for one in found[:PER_PAGE]]
    rows.append([(say("button-emergency-other"), NewTap())])
    await turn.show(Card(Markup("\n".join([say("emergency-several"), *(title(say, one) for one in found)])), rows))


@routes.tap(NewTap)
async def another(turn: Turn, tap: NewTap) -> None:
    await ask_unit(turn, str(turn.talk.draft.get("note") or ""), max(0, tap.page))


async def ask_unit(turn: Turn, note: str, page: int = 0) -> None:
    """Which unit: not asked where there is only one that has none open."""
    turn.talk.start(STEP, note=checked(note))
    found, say = await turn.look(free_units), turn.say
    if len(found) == 1:
        await ask_kind(turn, found[0][0])
        return
    shown = found[page * PER_PAGE : (page + 1) * PER_PAGE]
    rows = in_rows((say("emergency-unit", name=name), UnitTap(id)) for id, name in shown)
    if len(found) > (page + 1) * PER_PAGE:
        rows.append([(say("button-list-on"), NewTap(page + 1))])
    await beside(turn, Card(say("emergency-which-unit" if found else "emergency-all-open"), [*rows, home_row(say)]))


def home_row(say: Say) -> list:
    return [(say("button-desk-stop"), HomeTap())]


def free_units(uow: UnitOfWork) -> list[tuple[int, str]]:
    """The units of the actor that have no emergency open."""
    return [(unit.id, unit.name) for unit in emergencies.units_of(uow) if emergencies.open_in(uow, unit.id) is None]


def checked(note: str) -> str:
    if len(note) > NOTE_MOST:
        raise BadValue(field="text", value=len(note), most=NOTE_MOST)
    return note


@routes.tap(UnitTap)
async def unit_chosen(turn: Turn, tap: UnitTap) -> None:
    await ask_kind(turn, tap.unit_id)


async def ask_kind(turn: Turn, unit_id: int) -> None:
    """Raises `NoHead` before anything else is asked: without a head there is nobody to alert."""
    note = str(turn.talk.draft.get("note") or "")
    await turn.look(emergencies.heads, unit_id)
    turn.talk.start(STEP, note=note, unit_id=unit_id)
    say = turn.say
    rows: Rows = [[(say(f"emergency-kind-{kind.value}"), KindTap(unit_id, kind.value))] for kind in EmergencyKind]
    key = "emergency-which-kind" if not note else "emergency-which-kind-noted"
    await beside(turn, Card(say(key, note=note), [*rows, home_row(say)]))


@routes.ask(STEP)
async def ask_again(turn: Turn) -> None:
    """A colleague may have opened it meanwhile: then there is nothing left to ask."""
    unit_id = turn.talk.draft.get("unit_id")
    if unit_id and (running := await turn.look(emergencies.open_in, int(unit_id))) is not None:
        turn.talk.end()
        await show(turn, running.id, turn.say("emergency-open-already"))
    elif unit_id:
        await ask_kind(turn, int(unit_id))
    else:
        await ask_unit(turn, str(turn.talk.draft.get("note") or ""))


@routes.step(STEP)
async def noted(turn: Turn) -> None:
    """What is written here goes on the card; the kind is still asked."""
    if not turn.text:
        raise BadValue(field="text", value=0, most=NOTE_MOST)
    if leaves_off(turn.text):
        turn.talk.end()
        await turn.tell("emergency-not-opened")
        return
    turn.talk.note(note=checked(turn.text))
    await ask_again(turn)


@routes.tap(KindTap)
async def kind_chosen(turn: Turn, tap: KindTap) -> None:
    if tap.kind not in list(EmergencyKind):
        raise NotFound(what="kind", id=tap.kind)
    found = await turn.look(emergencies.heads, tap.unit_id)
    running = await turn.look(emergencies.open_in, tap.unit_id)
    if len(found) > 1 and not tap.head_id and running is None:
        await ask_head(turn, tap, [(person.id, person.name) for person in found])
        return
    note = str(turn.talk.draft.get("note") or "") or None
    turn.talk.end()
    kind, head_id = EmergencyKind(tap.kind), tap.head_id or None
    made = await turn.run(emergencies.open_emergency, tap.unit_id, kind, head_id=head_id, note=note)
    view, say = await turn.look(emergencies.see, made.id), turn.say
    if running is not None:
        await turn.show(emergency_card(say, view, say("emergency-open-already")))
        return
    mine = view.head_id == turn.person.id
    text = say("emergency-is-open-yours" if mine else "emergency-is-open", name=view.head, unit=view.unit)
    await turn.show(Card(text))  # the running card comes below


async def ask_head(turn: Turn, tap: KindTap, people: list[tuple[int, str]]) -> None:
    """R-1.16 asks for one who leads."""
    say = turn.say
    rows = in_rows((say("emergency-unit", name=name), KindTap(tap.unit_id, tap.kind, id)) for id, name in people)
    await turn.show(Card(say("emergency-which-head"), [*rows, home_row(say)]))


@routes.tap(ReadTap)
async def read(turn: Turn, tap: ReadTap) -> None:
    emergency = await turn.run(emergencies.acknowledge, tap.emergency_id)
    if emergency.acknowledged_at is not None:
        await turn.toast(turn.say("emergency-read"))
    await show(turn, tap.emergency_id)


@routes.tap(EndTap)
async def ask_end(turn: Turn, tap: EndTap) -> None:
    view, say = await turn.look(emergencies.see, tap.emergency_id), turn.say
    rows: Rows = [
        [(say("button-emergency-end-yes"), EndYesTap(view.id)), (say("button-emergency-back"), EmergencyTap(view.id))]
    ]
    await beside(turn, Card(say("emergency-end-sure", unit=view.unit), rows))


@routes.tap(EndYesTap)
async def ended(turn: Turn, tap: EndYesTap) -> None:
    summary = await turn.run(emergencies.end, tap.emergency_id)
    view = await turn.look(emergencies.see, tap.emergency_id)
    home: Rows = [[(turn.say("button-desk-home"), HomeTap())]]
    if summary is None:
        await turn.show(Card(emergency_card(turn.say, view).text, home))
        return
    await turn.show(Card(Markup(f"{title(turn.say, view)}\n{summary_text(turn.say, vars(summary))}"), home))


def summary_text(say: Say, figures: dict[str, object]) -> Markup:
    """What was done in it, in figures."""
    given = {one.name: figures[one.name] for one in fields(EmergencyEnded) if one.name not in IDS}
    minutes = int(str(given.pop("minutes")))
    return say("emergency-summary", hours=minutes // 60, minutes=minutes % 60, **given)
