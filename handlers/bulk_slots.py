"""Extra slots for all technicians of a unit at once (R-4.12): how many is shown first, and it can be undone."""

from __future__ import annotations

from collections import Counter
from datetime import date, time, timedelta

from handlers import wishes
from handlers.buttons import Rows, in_rows
from handlers.context import Card, Turn
from handlers.dispatch_taps import HomeTap
from handlers.emergencies.cards import beside
from handlers.emergencies.taps import EmergencyTap
from handlers.loan_taps import BulkDayTap, BulkHoursTap, BulkOpenTap, BulkTap, BulkUndoTap
from handlers.routes import Routes
from handlers.texts.render import Markup, Say
from handlers.understanding.outages import of_a_day
from models.errors import BadValue, NotFound
from scheduling import extra_slots, windows
from scheduling.extra_slots import EARLIEST, LATEST, Slot

routes = Routes()

STEP, DAY_STEP = "bulk:hours", "bulk:day"
DAYS = 8
HOURS = {"day": (EARLIEST, LATEST), "morning": (EARLIEST, time(12)), "noon": (time(12), time(14)),
         "evening": (time(18), LATEST)}  # fmt: skip


@routes.tap(BulkTap)
async def ask_day(turn: Turn, tap: BulkTap) -> None:
    turn.talk.start(DAY_STEP, unit_id=tap.unit_id)
    await put_day(turn)


@routes.ask(DAY_STEP)
async def put_day(turn: Turn) -> None:
    unit_id = int(turn.talk.draft["unit_id"])
    say, today = turn.say, windows.local_day(turn.now, turn.policy.zone)
    days = [today + timedelta(days=n) for n in range(DAYS)]
    rows = in_rows((say.day(day), BulkDayTap(unit_id, day.toordinal())) for day in days)
    await beside(turn, Card(say("bulk-day"), [*rows, ways(say)]))


def ways(say: Say) -> list:
    return [(say("button-emergency"), EmergencyTap()), (say("button-desk-home"), HomeTap())]


@routes.tap(BulkDayTap)
async def day_chosen(turn: Turn, tap: BulkDayTap) -> None:
    turn.talk.start(STEP, unit_id=tap.unit_id, day=day_of(tap.day).toordinal())
    await ask_hours(turn)


def day_of(ordinal: int) -> date:
    try:
        return date.fromordinal(ordinal)
    except (ValueError, OverflowError) as error:
        raise NotFound(what="day", id=ordinal) from error


@routes.ask(STEP)
async def ask_hours(turn: Turn, key: str = "bulk-hours") -> None:
    say, unit_id, day = turn.say, int(turn.talk.draft["unit_id"]), int(turn.talk.draft["day"])
    rows = in_rows(
        (say(f"bulk-hours-{name}"), BulkHoursTap(unit_id, day, clock(since), clock(until)))
        for name, (since, until) in HOURS.items()
    )
    await turn.show(Card(say(key, day=say.day(day_of(day))), [*rows, [(say("button-another-day"), BulkTap(unit_id))]]))


def clock(at: time) -> int:
    return at.hour * 60 + at.minute


def time_of(minutes: int) -> time:
    if not 0 <= minutes < 24 * 60:
        raise BadValue(field="starts_at", value=minutes)
    return time(minutes // 60, minutes % 60)


@routes.step(DAY_STEP)
async def day_typed(turn: Turn) -> None:
    """明天, or 明天上午 with the hours."""
    await typed(turn, windows.local_day(turn.now, turn.policy.zone).toordinal())


@routes.step(STEP)
async def hours_typed(turn: Turn) -> None:
    """18点到22点, or 后天上午 after all."""
    await typed(turn, int(turn.talk.draft["day"]))


async def typed(turn: Turn, day: int) -> None:
    """Hours, a day, or both; what was not said is asked, or stays as it was."""
    unit_id, text = int(turn.talk.draft["unit_id"]), turn.text
    found = [one for one in wishes.mentions_in(turn) if one["start"] and one["end"] and one["kind"] != "point"]
    if not found:
        await (ask_hours(turn, "bulk-hours-again") if turn.talk.step == STEP else put_day(turn))
        return
    start, end = (turn.say.local(wishes.aware(found[0][side], turn)) for side in ("start", "end"))
    day = start.date().toordinal() if of_a_day(text) else day
    if found[0]["kind"] == "day":
        turn.talk.start(STEP, unit_id=unit_id, day=day)
        await ask_hours(turn)
        return
    await preview(turn, BulkHoursTap(unit_id, day, clock(start.time()), clock(end.time())))


@routes.tap(BulkHoursTap)
async def hours_chosen(turn: Turn, tap: BulkHoursTap) -> None:
    await preview(turn, tap)


async def preview(turn: Turn, tap: BulkHoursTap) -> None:
    """How many, for how many people, at which times: before anything is opened."""
    say = turn.say
    slots = await turn.look(extra_slots.bulk, tap.unit_id, day_of(tap.day), time_of(tap.since), time_of(tap.until))
    again = [
        (say("bulk-other-hours"), BulkDayTap(tap.unit_id, tap.day)),
        (say("button-another-day"), BulkTap(tap.unit_id)),
    ]
    day = say.day(day_of(tap.day))
    if not slots:
        await turn.show(Card(say("bulk-none", day=day), [again, ways(say)]))
        return
    text = say("bulk-preview", day=day, slots=len(slots), people=people(slots), times=times(say, slots))
    yes = (say("button-bulk-open", slots=len(slots)), BulkOpenTap(tap.unit_id, tap.day, tap.since, tap.until))
    await turn.show(Card(text, [[yes], again, ways(say)]))


def people(slots: list[Slot]) -> int:
    return len({technician_id for technician_id, _ in slots})


def times(say: Say, slots: list[Slot]) -> list[Markup]:
    counted = Counter(at for _, at in slots)
    return [say("bulk-time", at=say.clock(at), count=counted[at]) for at in sorted(counted)]


@routes.tap(BulkOpenTap)
async def opened(turn: Turn, tap: BulkOpenTap) -> None:
    turn.talk.end()
    day, since, until = day_of(tap.day), time_of(tap.since), time_of(tap.until)
    event_id, slots = await turn.run(extra_slots.open_bulk, tap.unit_id, day, since, until)
    say = turn.say
    rows: Rows = [ways(say)]
    if not slots:
        await turn.show(Card(say("bulk-none", day=say.day(day)), rows))
        return
    rows.insert(
        0, [(say("button-bulk-undo"), BulkUndoTap(event_id)), (say("button-another-day"), BulkTap(tap.unit_id))]
    )
    await turn.show(Card(say("bulk-opened", day=say.day(day), slots=len(slots), people=people(slots)), rows))


@routes.tap(BulkUndoTap)
async def undone(turn: Turn, tap: BulkUndoTap) -> None:
    closed, kept = await turn.run(extra_slots.undo_bulk, tap.event_id)
    await turn.show(Card(turn.say("bulk-undone", closed=closed, kept=kept), [ways(turn.say)]))
