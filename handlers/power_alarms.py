"""`/alarm`: power intrudes into the plant; the first technician to accept goes, the network centre hears (R-6.15)."""

from __future__ import annotations

import secrets

from handlers import areas_said
from handlers.answering import argument
from handlers.buttons import Rows, in_rows
from handlers.context import Card, Turn
from handlers.dispatch_taps import HomeTap
from handlers.notifications import renders
from handlers.power_alarm_cards import RESULTS, alarm_card, raise_row, result_words
from handlers.power_alarm_taps import (
    AlarmTap,
    GiveBackTap,
    GoesOnTap,
    PlacesTap,
    PlaceTap,
    RaiseTap,
    ResultTap,
    SendTap,
    TakeTap,
)
from handlers.reasons import put_question
from handlers.routes import Routes
from handlers.texts.render import Markup, Say
from handlers.understanding.leaving_off import leaves_off
from handlers.understanding.what import Kind, Wish
from models.errors import BadValue, NotFound
from models.person import Role
from models.unit import Area
from scheduling import power_alarms
from scheduling.letters import Letter
from scheduling.unit_of_work import UnitOfWork

routes = Routes()

STEP, RESULT = "alarm", "alarm:result"
CALLERS = (Role.NETWORK_CENTRE, Role.DISPATCHER)
PER_PAGE = 8


@routes.command("alarm", *CALLERS)
async def command(turn: Turn) -> None:
    """With words behind it: where and what."""
    await begin(turn, argument(turn))


@routes.tap(RaiseTap)
async def tapped(turn: Turn, tap: RaiseTap) -> None:
    await begin(turn, "")


async def begin(turn: Turn, words: str) -> None:
    await turn.look(power_alarms.places)
    turn.talk.start(STEP, draft=secrets.token_hex(4), note=None, area_id=None)
    if words:
        await listen(turn, words)
    else:
        await ask(turn)


@routes.ask(STEP)
async def ask(turn: Turn) -> None:
    """What is still missing; then the whole once more, because it gets people out of their chairs."""
    draft, say = turn.talk.draft, turn.say
    stop = [(say("button-desk-stop"), HomeTap())]
    if not draft.get("note"):
        await turn.show(Card(say("alarm-ask"), [stop]))
        return
    if not draft.get("area_id"):
        await show_places(turn, 0)
        return
    name = await turn.look(name_of, int(draft["area_id"]))
    rows: Rows = [
        [(say("button-alarm-send"), SendTap(draft["draft"]))],
        [(say("button-alarm-elsewhere"), PlacesTap(draft["draft"])), *stop],
    ]
    await turn.show(Card(say("alarm-check", area=name, note=draft["note"]), rows))


def name_of(uow: UnitOfWork, area_id: int) -> str:
    return next((area.name for area in power_alarms.places(uow) if area.id == area_id), "")


@routes.step(STEP)
async def typed(turn: Turn) -> None:
    if not turn.text:
        raise BadValue(field="text", value=0, most=power_alarms.NOTE_MOST)
    if leaves_off(turn.text):
        turn.talk.end()
        await turn.tell("alarm-dropped")
        return
    await listen(turn, turn.text)


async def listen(turn: Turn, words: str) -> None:
    """Words that name exactly one area have said where; a place alone leaves what was said before as it is."""
    if len(words) > power_alarms.NOTE_MOST:
        raise BadValue(field="text", value=len(words), most=power_alarms.NOTE_MOST)
    named = await turn.look(named_in, words)
    before = turn.talk.draft.get("note")
    if not (before and any(areas_said.is_name_of(words, area) for area in named)):
        turn.talk.note(note=f"{before} {words}"[: power_alarms.NOTE_MOST] if before else words)
    if len(named) == 1:
        turn.talk.note(area_id=named[0].id)
    await ask(turn)


def named_in(uow: UnitOfWork, words: str) -> list[Area]:
    return areas_said.deepest_named(words, power_alarms.places(uow))


@routes.tap(PlacesTap)
async def places(turn: Turn, tap: PlacesTap) -> None:
    ours(turn, tap.draft)
    await show_places(turn, max(0, tap.page))


async def show_places(turn: Turn, page: int) -> None:
    found = await turn.look(lambda uow: [(area.id, area.name) for area in power_alarms.places(uow)])
    draft, say = str(turn.talk.draft["draft"]), turn.say
    shown = found[page * PER_PAGE : (page + 1) * PER_PAGE]
    rows = in_rows((say("alarm-place", name=name), PlaceTap(draft, id)) for id, name in shown)
    turning = [(say("button-list-back"), PlacesTap(draft, page - 1))] if page else []
    if len(found) > (page + 1) * PER_PAGE:
        turning.append((say("button-list-on"), PlacesTap(draft, page + 1)))
    await turn.show(Card(say("alarm-where"), [*rows, turning, [(say("button-desk-stop"), HomeTap())]]))


def ours(turn: Turn, draft_id: str) -> None:
    if turn.talk.step != STEP or turn.talk.draft.get("draft") != draft_id:
        raise NotFound(what="draft", id=draft_id)


@routes.tap(PlaceTap)
async def place_chosen(turn: Turn, tap: PlaceTap) -> None:
    ours(turn, tap.draft)
    if not await turn.look(name_of, tap.area_id):
        raise NotFound(what="area", id=tap.area_id)
    turn.talk.note(area_id=tap.area_id)
    await ask(turn)


@routes.tap(SendTap)
async def send(turn: Turn, tap: SendTap) -> None:
    ours(turn, tap.draft)
    given = dict(turn.talk.draft)
    if not given.get("note") or not given.get("area_id"):
        await ask(turn)
        return
    turn.talk.end()
    draft_id = f"alarm-{given['draft']}-{turn.person.id}"
    alarm = await turn.run(power_alarms.raise_alarm, draft_id, int(given["area_id"]), str(given["note"]))
    await show(turn, alarm.id, turn.say("alarm-raised"))


# --- Going there, and what came of it ------------------------------------------------------------------------------


@routes.command("alarms", *CALLERS)
async def list_command(turn: Turn) -> None:
    turn.talk.end()
    await show_running(turn)


@routes.tap(AlarmTap)
async def opened(turn: Turn, tap: AlarmTap) -> None:
    if turn.talk.step in (STEP, RESULT):
        turn.talk.end()
    if tap.alarm_id:
        await show(turn, tap.alarm_id)
    else:
        await show_running(turn)


async def show(turn: Turn, alarm_id: int, head: Markup | None = None) -> None:
    view = await turn.look(power_alarms.see, alarm_id)
    await turn.show(alarm_card(turn.say, view, head))


async def show_running(turn: Turn, head: Markup | None = None) -> None:
    found, say = await turn.look(power_alarms.running), turn.say
    lines = [head] if head else []
    lines.append(say("alarms-head" if found else "alarms-none", count=len(found)))
    rows: Rows = []
    for number, one in enumerate(found, start=1):
        key = "alarms-line-accepted" if one.accepted_at else "alarms-line-open"
        at, area = say.when(one.raised_at), one.area or one.unit
        lines.append(say(key, number=number, at=at, area=area, note=one.note, name=one.technician or ""))
        rows.append([(say("alarms-open", number=number, area=area), AlarmTap(one.id))])
    await turn.show(Card(Markup("\n".join(lines)), [*rows, raise_row(say)]))


@routes.tap(TakeTap)
async def taken(turn: Turn, tap: TakeTap) -> None:
    await turn.run(power_alarms.accept, tap.alarm_id)
    await show(turn, tap.alarm_id, turn.say("alarm-yours"))


@routes.tap(GiveBackTap)
async def given_back(turn: Turn, tap: GiveBackTap) -> None:
    await turn.run(power_alarms.give_back, tap.alarm_id)
    await turn.tell("alarm-is-given-back")


@routes.tap(ResultTap)
async def ended(turn: Turn, tap: ResultTap) -> None:
    if tap.result and tap.result not in RESULTS:
        raise NotFound(what="result", id=tap.result)
    view = await turn.look(power_alarms.see, tap.alarm_id)
    if tap.result or view.ended_at is not None:
        await end(turn, tap.alarm_id, tap.result)
        return
    put_question(turn, RESULT, alarm_id=tap.alarm_id)
    await ask_result(turn)


@routes.ask(RESULT)
async def ask_result(turn: Turn) -> None:
    back = AlarmTap(int(turn.talk.draft["alarm_id"]))
    await turn.tell("alarm-result-ask", [[(turn.say("button-desk-stop"), back)]])


@routes.step(RESULT)
async def result_typed(turn: Turn) -> None:
    if not turn.text or len(turn.text) > power_alarms.NOTE_MOST:
        await turn.tell("refused-bad-value-text")
        return
    alarm_id = int(turn.talk.draft["alarm_id"])
    turn.talk.end()
    await end(turn, alarm_id, turn.text)


async def end(turn: Turn, alarm_id: int, result: str) -> None:
    await turn.run(power_alarms.end, alarm_id, result)
    await show(turn, alarm_id)


@routes.tap(GoesOnTap)
async def goes_on(turn: Turn, tap: GoesOnTap) -> None:
    await turn.run(power_alarms.reopen, tap.alarm_id)
    await show(turn, tap.alarm_id, turn.say("alarm-is-going-on"))


# --- The network centre's first card -------------------------------------------------------------------------------


async def home(turn: Turn) -> None:
    await show_running(turn, turn.say("network-centre-home", name=turn.person.name))


@routes.wish(Kind.GREETING, Role.NETWORK_CENTRE)
@routes.wish(Kind.HELP, Role.NETWORK_CENTRE)
async def greeted(turn: Turn, wish: Wish) -> None:
    await home(turn)


# --- What people are told ------------------------------------------------------------------------------------------


@renders("power-alarm")
def called(letter: Letter, say: Say) -> Card:
    """To technicians and dispatchers; as it stands now, so a late one says who has it."""
    assert letter.alarm is not None
    return alarm_card(say, letter.alarm)


@renders(
    "power-alarm-accepted",
    "power-alarm-unaccepted",
    "power-alarm-given-back",
    "power-alarm-ended",
    "power-alarm-goes-on",
)
def told(letter: Letter, say: Say) -> Card:
    assert letter.alarm is not None
    view = letter.alarm
    given = {
        "area": view.area or view.unit,
        "name": letter.who or "",
        "minutes": int(letter.params.get("minutes", 0)),
        "result": result_words(say, view.result),
    }
    return Card(say(letter.key, **given), [[(say("button-alarm-open"), AlarmTap(view.id))]])
