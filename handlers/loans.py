"""Lending technicians across areas and units (R-4.12): who, where to, until when; told at once, taken back at a tap."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers import wishes
from handlers.buttons import Button, Rows, in_rows
from handlers.context import Card, Turn
from handlers.dispatch_taps import HomeTap
from handlers.emergencies.cards import beside
from handlers.emergencies.taps import EmergencyTap
from handlers.loan_taps import AreaTap, LendTap, LoansTap, TakeBackTap, UntilTap, WhoTap
from handlers.notifications import renders
from handlers.routes import Routes
from handlers.slots import instant, minutes
from handlers.technician_taps import TodayTap
from handlers.texts.render import Markup, Say
from models.errors import NotFound
from models.person import Role
from models.unit import Unit
from scheduling import emergencies, loans, windows
from scheduling.letters import Letter
from scheduling.unit_of_work import UnitOfWork

routes = Routes()

STEP = "loan:until"
PER_PAGE = 12


@routes.command("lend", Role.DISPATCHER, Role.HEAD)
async def command(turn: Turn) -> None:
    turn.talk.end()
    await show_who(turn, LendTap(await turn.look(where_needed)))


def where_needed(uow: UnitOfWork) -> int:
    """Where an emergency is open; else the actor's own, widest unit."""
    running = emergencies.running(uow)
    return running[0].unit_id if running else emergencies.units_of(uow)[0].id


@routes.tap(LendTap)
async def wanted(turn: Turn, tap: LendTap) -> None:
    turn.talk.end()
    await show_who(turn, tap)


async def show_who(turn: Turn, tap: LendTap) -> None:
    found, say = await turn.look(loans.lendable, tap.unit_id), turn.say
    name = await turn.look(unit_name, tap.unit_id)
    page = max(0, tap.page)
    shown = found[page * PER_PAGE : (page + 1) * PER_PAGE]
    rows = in_rows(
        (say("lend-name", name=one.name, unit=one.unit), WhoTap(tap.unit_id, one.person_id)) for one in shown
    )
    if len(found) > (page + 1) * PER_PAGE:
        rows.append([(say("button-list-on"), LendTap(tap.unit_id, page + 1))])
    text = say("lend-who" if found else "lend-nobody", unit=name)
    await beside(turn, Card(text, [*rows, *ways(say)]))


def unit_name(uow: UnitOfWork, unit_id: int) -> str:
    return uow.get(Unit, unit_id).name


def ways(say: Say) -> Rows:
    """On to the loans there are, to the emergency, or home."""
    found: list[Button] = [(say("button-loans"), LoansTap()), (say("button-emergency"), EmergencyTap())]
    return [found, [(say("button-desk-home"), HomeTap())]]


@routes.tap(WhoTap)
async def who(turn: Turn, tap: WhoTap) -> None:
    person, say = await lendable(turn, tap.unit_id, tap.technician_id), turn.say
    found = await turn.look(loans.areas_for, tap.unit_id, tap.technician_id)
    page = max(0, tap.page)
    shown = found[page * PER_PAGE : (page + 1) * PER_PAGE]
    rows = in_rows(
        (say("lend-area", name=area.name), AreaTap(tap.unit_id, tap.technician_id, area.id)) for area in shown
    )
    if len(found) > (page + 1) * PER_PAGE:
        rows.append([(say("button-list-on"), WhoTap(tap.unit_id, tap.technician_id, page + 1))])
    await turn.show(Card(say("lend-where", name=person), [*rows, [(say("button-lend-other"), LendTap(tap.unit_id))]]))


async def lendable(turn: Turn, unit_id: int, technician_id: int) -> str:
    """The name of somebody who can be lent there; raises `NotFound` for a forged button."""
    for one in await turn.look(loans.lendable, unit_id):
        if one.person_id == technician_id:
            return one.name
    raise NotFound(what="technician", id=technician_id)


@routes.tap(AreaTap)
async def area_chosen(turn: Turn, tap: AreaTap) -> None:
    await lendable(turn, tap.unit_id, tap.technician_id)
    turn.talk.start(STEP, unit_id=tap.unit_id, technician_id=tap.technician_id, area_id=tap.area_id)
    await ask_until(turn)


@routes.ask(STEP)
async def ask_until(turn: Turn, key: str = "lend-until") -> None:
    """Until the evening, or for as long as the operator usually lends; or as it is written."""
    say, draft = turn.say, turn.talk.draft
    ids = int(draft["unit_id"]), int(draft["technician_id"]), int(draft["area_id"])
    rows: Rows = [[(say("lend-until-button", at=at), UntilTap(*ids, minutes(at)))] for at in choices(turn)]
    await turn.show(Card(say(key), [*rows, [(say("button-lend-other"), LendTap(ids[0]))]]))


def choices(turn: Turn) -> list[datetime]:
    usual, zone = turn.policy.emergency.loan, turn.policy.zone
    tonight = windows.day_bounds(windows.local_day(turn.now, zone), zone).ends_at
    return sorted({tonight, turn.now + usual, turn.now + 3 * usual})


@routes.step(STEP)
async def until_typed(turn: Turn) -> None:
    """到周五晚上8点, for two days: the end of what was said."""
    mentions = wishes.mentions_in(turn)
    found = [at for at in (end_of(turn, one) for one in mentions) if at is not None]
    if not found:
        await ask_until(turn, "lend-until-again")
        return
    draft = turn.talk.draft
    await lend(turn, int(draft["unit_id"]), int(draft["technician_id"]), int(draft["area_id"]), max(found))


def end_of(turn: Turn, mention: dict) -> datetime | None:
    if mention["kind"] == "duration":
        return turn.now + timedelta(seconds=mention["seconds"]) if mention["seconds"] else None
    at = mention["start"] if mention["kind"] == "point" else mention["end"] or mention["start"]
    return wishes.aware(at, turn) if at is not None else None


@routes.tap(UntilTap)
async def until_chosen(turn: Turn, tap: UntilTap) -> None:
    await lend(turn, tap.unit_id, tap.technician_id, tap.area_id, instant(tap.until))


async def lend(turn: Turn, unit_id: int, technician_id: int, area_id: int, until: datetime) -> None:
    kept = dict(turn.talk.draft)
    turn.talk.end()
    try:
        loan = await turn.run(loans.lend, technician_id, area_id, until)
    except BaseException:
        turn.talk.start(STEP, **kept) if kept.get("area_id") else turn.talk.end()
        raise
    view, say = await turn.look(lambda uow: loans.view(uow, loan)), turn.say
    text = say("lend-done", name=view.name, area=view.area, until=view.ends_at)
    rows: Rows = [[(say("button-take-back-loan"), TakeBackTap(loan.id)), (say("button-lend-other"), LendTap(unit_id))]]
    await turn.show(Card(text, [*rows, *ways(say)]))


# --- Who is lent, and back again -----------------------------------------------------------------------------------


@routes.command("loans", Role.DISPATCHER, Role.HEAD)
async def list_command(turn: Turn) -> None:
    turn.talk.end()
    await show_loans(turn)


@routes.tap(LoansTap)
async def listed(turn: Turn, tap: LoansTap) -> None:
    turn.talk.end()
    await show_loans(turn)


async def show_loans(turn: Turn, head: Markup | None = None) -> None:
    found, say = await turn.look(loans.running), turn.say
    lines = [head] if head else []
    lines.append(say("loans-head" if found else "loans-none", count=len(found)))
    rows: Rows = []
    for one in found[:PER_PAGE]:
        lines.append(say("loan-line", name=one.name, unit=one.unit, area=one.area, until=one.ends_at))
        rows.append([(say("button-take-back-named", name=one.name, area=one.area), TakeBackTap(one.id))])
    rows.append([(say("button-emergency"), EmergencyTap()), (say("button-desk-home"), HomeTap())])
    await turn.show(Card(Markup("\n".join(lines)), rows))


@routes.tap(TakeBackTap)
async def taken_back(turn: Turn, tap: TakeBackTap) -> None:
    loan = await turn.run(loans.take_back, tap.loan_id)
    view = await turn.look(lambda uow: loans.view(uow, loan))
    await show_loans(turn, turn.say("loan-taken-back", name=view.name, area=view.area))


# --- What people are told ------------------------------------------------------------------------------------------


@renders("lent", "loan-over")
def technician_told(letter: Letter, say: Say) -> Card:
    """To the technician: where they help and until when, or that it is over."""
    until = letter.params.get("ends_at")
    params = {"area": letter.params["area"], "until": datetime.fromisoformat(until) if until else ""}
    key = "loan-over-early" if letter.params.get("taken_back") else letter.key
    return Card(say(key, **params), [[(say("job-button-today"), TodayTap(0))]])


@renders("loan-made", "loan-ended")
def desk_told(letter: Letter, say: Say) -> Card:
    until = letter.params.get("ends_at")
    params = {
        "name": letter.who or "",
        "area": letter.params["area"],
        "until": datetime.fromisoformat(until) if until else "",
    }
    rows: Rows = [[(say("button-take-back-loan"), TakeBackTap(int(letter.params["loan_id"])))]] if until else []
    return Card(say(letter.key, **params), rows)
