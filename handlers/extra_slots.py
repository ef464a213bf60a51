"""More capacity (R-4.12): slots beyond the usual hours, for one technician or for everybody on a day, by buttons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from handlers.buttons import Button, Rows, Tap, in_rows
from handlers.context import Card, Turn
from handlers.dispatch_taps import DeskTap, ExtraSlotsTap, HomeTap
from handlers.loan_taps import BulkTap
from handlers.routes import Routes
from handlers.slots import instant, minutes
from models.errors import NotAllowed, NotFound
from models.person import Role
from scheduling import extra_slots, invitations, shifts, windows
from scheduling.permissions import Action, may
from scheduling.unit_of_work import UnitOfWork

routes = Routes()

EVERYBODY = 0
DAYS = 8


@dataclass(frozen=True)
class WhoTap(Tap, prefix="dxw"):
    """Whose slot; 0 is everybody. `order_id`: the order this is done for, 0 for none."""

    order_id: int
    technician_id: int


@dataclass(frozen=True)
class DayTap(Tap, prefix="dxd"):
    """On which local day, by its ordinal."""

    order_id: int
    technician_id: int
    day: int


@dataclass(frozen=True)
class OpenTap(Tap, prefix="dxo"):
    """That slot, by its start in minutes since 1970."""

    order_id: int
    technician_id: int
    at: int


@routes.command("slots", Role.DISPATCHER)
async def command(turn: Turn) -> None:
    await ask_who(turn, 0)


@routes.tap(ExtraSlotsTap)
async def wanted(turn: Turn, tap: ExtraSlotsTap) -> None:
    await ask_who(turn, tap.order_id)


async def ask_who(turn: Turn, order_id: int) -> None:
    found = await turn.look(technicians)
    rows = in_rows((turn.say("extra-name", name=name), WhoTap(order_id, id)) for id, name in found)
    unit_id = await turn.look(widest_unit)
    first: list[Button] = [(turn.say("extra-everybody"), WhoTap(order_id, EVERYBODY))]
    if unit_id is not None:
        first.append((turn.say("button-bulk-slots"), BulkTap(unit_id)))
    rows.insert(0, first)
    await turn.show(Card(turn.say("extra-who" if found else "extra-no-technicians"), [*rows, back(turn, order_id)]))


def technicians(uow: UnitOfWork) -> list[tuple[int, str]]:
    """Everybody the dispatcher may open slots for."""
    if not any(may(uow.actor, Action.OPEN_EXTRA_SLOTS, path) for _, path in uow.actor.roles):
        raise NotAllowed(action=Action.OPEN_EXTRA_SLOTS.value)
    return [(one.person_id, one.person.name) for one in shifts.technicians_of(uow)]


def widest_unit(uow: UnitOfWork) -> int | None:
    paths = sorted((path for role, path in uow.actor.roles if role is Role.DISPATCHER), key=len)
    unit = invitations.unit_at(uow, paths[0]) if paths else None
    return unit.id if unit else None


def back(turn: Turn, order_id: int) -> list:
    if order_id:
        return [(turn.say("button-back-to-order"), DeskTap(order_id))]
    return [(turn.say("button-desk-home"), HomeTap())]


async def ids_of(turn: Turn, technician_id: int) -> list[int]:
    found = [id for id, _ in await turn.look(technicians)]
    if technician_id == EVERYBODY:
        return found
    if technician_id not in found:
        raise NotFound(what="technician", id=technician_id)
    return [technician_id]


@routes.tap(WhoTap)
async def who(turn: Turn, tap: WhoTap) -> None:
    await ids_of(turn, tap.technician_id)
    today = windows.local_day(turn.now, turn.policy.zone)
    days = [today + timedelta(days=n) for n in range(DAYS)]
    buttons = ((turn.say.day(day), DayTap(tap.order_id, tap.technician_id, day.toordinal())) for day in days)
    await turn.show(Card(turn.say("extra-day"), [*in_rows(buttons), back(turn, tap.order_id)]))


@routes.tap(DayTap)
async def day(turn: Turn, tap: DayTap) -> None:
    await show_times(turn, tap)


async def show_times(turn: Turn, tap: DayTap, opened: str | None = None) -> None:
    """The starts that would be new on that day; what is open already is listed above."""
    try:
        on = date.fromordinal(tap.day)
    except (ValueError, OverflowError) as error:
        raise NotFound(what="day", id=tap.day) from error
    ids = await ids_of(turn, tap.technician_id)
    times = await turn.look(extra_slots.times_on, on, ids) if ids else []
    known = await turn.look(extra_slots.opened_on, on)
    say = turn.say
    lines = [opened] if opened else []
    lines.append(say("extra-times" if times else "extra-no-times", day=say.day(on), length=turn.policy.slots.length))
    if known:
        lines.append(
            say("extra-open", slots=[say("extra-open-one", at=say.clock(at), name=name) for name, at in known])
        )
    buttons = ((say.clock(at), OpenTap(tap.order_id, tap.technician_id, minutes(at))) for at in times)
    rows: Rows = [*in_rows(buttons, 4), [(say("button-another-day"), WhoTap(tap.order_id, tap.technician_id))]]
    await turn.show(Card("\n".join(lines), [*rows, back(turn, tap.order_id)]))


@routes.tap(OpenTap)
async def opened(turn: Turn, tap: OpenTap) -> None:
    ids = await ids_of(turn, tap.technician_id)
    at = instant(tap.at)
    names = await turn.run(extra_slots.open_for, ids, at)
    on = windows.local_day(at, turn.policy.zone).toordinal()
    word = turn.say("extra-opened" if names else "extra-was-open", at=turn.say.when(at), names=names)
    await show_times(turn, DayTap(tap.order_id, tap.technician_id, on), word)
