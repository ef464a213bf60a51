"""李建国明天请假, told at the desk: what that leaves and who could take it; noted by one tap, and back by another."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.absences import show_absence
from handlers.buttons import Rows
from handlers.context import Card, Turn
from handlers.dispatch_taps import AbsenceTap, AwayBackTap, AwayTap, HomeTap, NoteAwayTap
from handlers.finding import about_an_order, named_in
from handlers.routes import Routes
from handlers.shifts import Away, span_words, spans, whole_day
from handlers.slots import instant, minutes
from handlers.understanding.away import of_somebody_else, says_sick, surnames_in
from handlers.understanding.what import Kind, Wish
from models.errors import BadValue
from models.person import Role
from models.shift import OffReason
from scheduling import areas, desk, shifts, spelling
from scheduling.unit_of_work import UnitOfWork

routes = Routes()

SHOWN = 12  # buttons: colleagues, each with the days that were named
DAYS = 3


@routes.wish(Kind.SICK, Role.DISPATCHER)
async def told(turn: Turn, wish: Wish) -> None:
    """One technician and one stretch: the visits it leaves. Of several, or where something is missing, one question."""
    people = await turn.look(named, turn.text)
    if not people and (of_somebody_else(turn.text) or await named_in(turn) is not None):
        await about_an_order(turn, wish)
        return
    reason = OffReason.SICK if says_sick(turn.text) else OffReason.LEAVE
    found = stretches(turn, reason)
    if len(people) == len(found) == 1:
        await show(turn, tap_of(people[0][0], found[0], reason))
        return
    say = turn.say
    rows: Rows = [
        [
            (
                say("away-who-when", name=name, span=span_words(say, away.starts_at, away.ends_at)),
                tap_of(id, away, reason),
            )
        ]
        for id, name in people or await turn.look(all_of_them)
        for away in found or days(turn)
    ]
    key = "away-which" if people else "away-who"
    await turn.show(Card(say(key), [*rows[:SHOWN], [(say("button-desk-home"), HomeTap())]]))


def stretches(turn: Turn, reason: OffReason) -> list[Away]:
    """What is still ahead of what was said; of an illness without a day, today."""
    found = [away for away in spans(turn, turn.text) if away.ends_at > turn.now]
    return found or (days(turn)[:1] if reason is OffReason.SICK else [])


def days(turn: Turn) -> list[Away]:
    today = turn.say.local(turn.now).date()
    return [whole_day(turn, today + timedelta(days=ahead)) for ahead in range(DAYS)]


def all_of_them(uow: UnitOfWork) -> list[tuple[int, str]]:
    return [(one.person_id, one.person.name) for one in shifts.technicians_of(uow)]


def named(uow: UnitOfWork, text: str) -> list[tuple[int, str]]:
    """The technicians a sentence names: by the whole name, in whatever letters, else by the surname (李师傅)."""
    said, surnames = areas.fold(text), surnames_in(text)
    everybody = all_of_them(uow)
    whole = [one for one in everybody if areas.fold(one[1]) in said]
    if not whole:
        spelt = spelling.named_in(text, [name for _, name in everybody])
        whole = [one for one in everybody if one[1] in spelt]
    return whole or [one for one in everybody if one[1].startswith(surnames)]


def tap_of(technician_id: int, away: Away, reason: OffReason) -> AwayTap:
    return AwayTap(technician_id, minutes(away.starts_at), minutes(away.ends_at), reason.value)


@routes.tap(AwayTap)
async def chosen(turn: Turn, tap: AwayTap) -> None:
    await show(turn, tap)


async def show(turn: Turn, tap: AwayTap) -> None:
    """Nothing is noted by words alone."""
    say = turn.say
    head = say("away-not-noted", span=span_words(say, instant(tap.since), instant(tap.until)))
    note = NoteAwayTap(tap.technician_id, tap.since, tap.until, tap.reason)
    first: Rows = [[(say("button-away-note"), note)]]
    await show_absence(turn, AbsenceTap(tap.technician_id, tap.since, tap.until), head, first)


@routes.tap(NoteAwayTap)
async def noted(turn: Turn, tap: NoteAwayTap) -> None:
    if tap.reason not in (OffReason.SICK.value, OffReason.LEAVE.value):
        raise BadValue(field="reason", value=tap.reason)
    since, until = instant(tap.since), instant(tap.until)
    await turn.run(note_off, tap.technician_id, since, until, OffReason(tap.reason))
    say = turn.say
    head = say("away-noted", span=span_words(say, since, until))
    first: Rows = [[(say("button-away-back"), AwayBackTap(tap.technician_id, tap.since))]]
    await show_absence(turn, AbsenceTap(tap.technician_id, tap.since, tap.until), head, first)


def note_off(uow: UnitOfWork, technician_id: int, since: datetime, until: datetime, reason: OffReason) -> None:
    """A button of the desk; technicians report themselves in their own chat."""
    desk.require_desk(uow)
    shifts.report_off(uow, technician_id, since, until, reason)


@routes.tap(AwayBackTap)
async def taken_back(turn: Turn, tap: AwayBackTap) -> None:
    await turn.run(take_back, tap.technician_id, instant(tap.since))
    await turn.tell("away-taken-back", [[(turn.say("button-desk-home"), HomeTap())]])


def take_back(uow: UnitOfWork, technician_id: int, since: datetime) -> None:
    desk.require_desk(uow)
    shifts.take_off_back(uow, technician_id, since)
