"""Days off and sudden sickness: one message, and the day's visits are put before the dispatcher."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from handlers.buttons import Rows, in_rows
from handlers.context import Card, Turn
from handlers.notifications import renders
from handlers.reasons import leave_question, put_question
from handlers.routes import Routes
from handlers.technician_taps import HomeTap, OffBackTap, OffDayTap, OffForTap, OffTap, TodayTap
from handlers.texts.render import Markup, Say
from handlers.understanding import when
from handlers.understanding.away import says_sick
from handlers.understanding.what import Kind, Wish
from models.errors import BadValue
from models.person import Role
from models.shift import OffReason
from scheduling import shifts, windows
from scheduling.letters import Letter
from scheduling.unit_of_work import UnitOfWork

routes = Routes()

ASKED = (OffReason.SICK, OffReason.LEAVE, OffReason.TRAINING)
STEP = "off:when"
DAY = timedelta(days=1)
LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Away:
    """A stretch in which a technician cannot be counted on; the end is not included."""

    starts_at: datetime
    ends_at: datetime


def spans(turn: Turn, text: str) -> list[Away]:
    """Every stretch named in the words; none where only a length was said, because nobody knows from when."""
    found = []
    for mention in when.understand(text, turn.say.local(turn.now), turn.lang):
        since, until = mention["start"], mention["end"]
        if mention["kind"] == "duration" or (since is None and until is None):
            continue
        since = max(since or turn.now, minute(turn.now))
        if until is None or mention["kind"] == "point":  # "from three o'clock": until the end of that day
            until = windows.day_bounds(turn.say.local(since).date(), turn.say.zone).ends_at
        found.append(Away(since, until))
    return found


def minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def whole_day(turn: Turn, day: date) -> Away:
    """That local day; of today what is left."""
    bounds = windows.day_bounds(day, turn.say.zone)
    return Away(max(bounds.starts_at, minute(turn.now)), bounds.ends_at)


def span_words(say: Say, starts_at: datetime, ends_at: datetime) -> Markup:
    """11月24日 周二, or from one day to another, or from hour to hour."""
    first, last = say.local(starts_at), say.local(ends_at)
    midnight = (last.hour, last.minute) == (0, 0)
    last_day = (last - timedelta(minutes=1)).date()
    if first.date() == last_day and midnight and (first.hour, first.minute) == (0, 0):
        return say("span-day", day=say.day(first))
    if first.date() == last_day and midnight:
        return say("span-from", day=say.day(first), start=say.clock(first))
    if first.date() == last_day:
        return say("span-hours", day=say.day(first), start=say.clock(first), end=say.clock(last))
    return say("span-days", first=say.day(first), last=say.day(last_day))


@routes.command("off", Role.TECHNICIAN)
async def off(turn: Turn) -> None:
    await ask_why(turn)


@routes.tap(OffTap)
async def off_tapped(turn: Turn, tap: OffTap) -> None:
    await ask_why(turn)


async def ask_why(turn: Turn) -> None:
    leave_question(turn)
    say = turn.say
    rows = in_rows((say(f"off-{reason.value}"), OffForTap(reason.value)) for reason in ASKED)
    rows.append([(say("job-button-technician-home"), HomeTap())])
    await turn.tell("off-why", rows=rows)


@routes.tap(OffForTap)
async def off_for(turn: Turn, tap: OffForTap) -> None:
    put_question(turn, STEP, reason=reason_of(tap.reason).value)
    await ask_when(turn)


def reason_of(code: str) -> OffReason:
    """Nobody leaves the company by a forged button."""
    if code not in [reason.value for reason in ASKED]:
        raise BadValue(field="reason", value=code)
    return OffReason(code)


@routes.ask(STEP)
async def ask_when(turn: Turn) -> None:
    await put_when(turn, reason_of(str(turn.talk.draft["reason"])))


async def put_when(turn: Turn, reason: OffReason, key: str = "off-when") -> None:
    say, today = turn.say, turn.say.local(turn.now).date()
    days = [today + DAY * ahead for ahead in range(3)]
    rows: Rows = [[(say.day(day), OffDayTap(reason.value, day.toordinal())) for day in days[:2]]]
    rows.append([(say.day(days[2]), OffDayTap(reason.value, days[2].toordinal())), (say("job-button-back"), OffTap())])
    await turn.tell(key, rows=rows, reason=say(f"off-{reason.value}"))


@routes.step(STEP)
async def when_typed(turn: Turn) -> None:
    reason = reason_of(str(turn.talk.draft["reason"]))
    found = spans(turn, turn.text)
    if found:
        await report(turn, reason, found)
    else:
        await put_when(turn, reason, "off-when-again")


@routes.tap(OffDayTap)
async def off_day(turn: Turn, tap: OffDayTap) -> None:
    today = turn.say.local(turn.now).date().toordinal()
    if not 0 <= tap.day - today <= LONGEST.days:
        raise BadValue(field="starts_at", value=tap.day)
    await report(turn, reason_of(tap.reason), [whole_day(turn, date.fromordinal(tap.day))])


@routes.wish(Kind.SICK, Role.TECHNICIAN)
async def is_away(turn: Turn, wish: Wish) -> None:
    """我发烧了,今天来不了: one message is enough. It can be taken back, so it is not asked about first."""
    reason = OffReason.SICK if says_sick(turn.text) else OffReason.LEAVE
    found = spans(turn, turn.text)
    if wish.sure and not found and reason is OffReason.SICK:
        found = [whole_day(turn, turn.say.local(turn.now).date())]
    if wish.sure and found:
        await report(turn, reason, found)
        return
    put_question(turn, STEP, reason=reason.value)
    await put_when(turn, reason)


async def report(turn: Turn, reason: OffReason, found: list[Away]) -> None:
    """Told to dispatch, with every visit it touches; and a way back."""
    if any(away.ends_at - turn.now > LONGEST for away in found):
        raise BadValue(field="starts_at", value=str(found[-1].ends_at))
    me = turn.person.id
    touched = await turn.run(report_all, me, found, reason)
    if turn.talk.step == STEP:
        turn.talk.end()
    say = turn.say
    lines = [say("off-noted", reason=say(f"off-{reason.value}"))]
    lines += [say("off-span", span=span_words(say, away.starts_at, away.ends_at)) for away in found]
    lines.append(say("off-visits", count=touched))
    rows: Rows = [[(say("job-button-off-back"), OffBackTap(int(away.starts_at.timestamp())))] for away in found[:1]]
    if len(found) > 1:
        rows = [
            [(say("job-button-off-back-of", day=say.day(away.starts_at)), OffBackTap(int(away.starts_at.timestamp())))]
            for away in found
        ]
    rows.append([(say("job-button-today"), TodayTap(0))])
    await turn.show(Card(Markup("\n".join(lines)), rows))


def report_all(uow: UnitOfWork, technician_id: int, found: Iterable[Away], reason: OffReason) -> int:
    """All the stretches of one message, together or not at all; how many visits they touch."""
    touched = {
        visit.id
        for away in found
        for visit in shifts.report_off(uow, technician_id, away.starts_at, away.ends_at, reason)
    }
    return len(touched)


@routes.tap(OffBackTap)
async def back_again(turn: Turn, tap: OffBackTap) -> None:
    since = datetime.fromtimestamp(tap.since, UTC)
    await turn.run(shifts.take_off_back, turn.person.id, since)
    await turn.tell("off-taken-back-done", rows=[[(turn.say("job-button-today"), TodayTap(0))]])


@renders("off-taken-back")
def off_taken_back(letter: Letter, say: Say) -> Card:
    starts_at, ends_at = (datetime.fromisoformat(letter.params[name]) for name in ("starts_at", "ends_at"))
    return Card(say("off-taken-back", name=letter.who or "", span=span_words(say, starts_at, ends_at)))
