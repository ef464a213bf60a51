"""Choosing a time: slots as buttons, later ones, other days, or a wish in words.

A new order, a move and a new visit for a waiting order all choose in the same way; what differs between them is a
`Purpose`, registered under the name that stands in the conversation's draft as `for`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from handlers import wishes
from handlers.buttons import Rows, Tap
from handlers.context import Card, Turn, plain_text
from handlers.routes import Routes
from handlers.texts.render import Markup
from handlers.wishes import Said
from models.appointment import Appointment
from models.errors import NotFound, OutsideHours, SlotTaken
from scheduling import fitting, people
from scheduling.availability import Free, Need, horizon, search
from scheduling.fitting import Wishes
from scheduling.unit_of_work import UnitOfWork
from scheduling.windows import Window, local_day

routes = Routes()

FEW = 3  # up to so many inside a wish, the first is put to the customer at once, one tap from done
STEP = "slot"


@dataclass(frozen=True)
class SlotTap(Tap, prefix="csl"):
    """A slot by its start (epoch minutes), for the draft whose card showed it."""

    draft: str
    at: int


@dataclass(frozen=True)
class LaterTap(Tap, prefix="cla"):
    """Later ones than those shown: the customer's own wish (R-3.6)."""

    draft: str


@dataclass(frozen=True)
class DaysTap(Tap, prefix="cdy"):
    """Which days have anything free?"""

    draft: str


@dataclass(frozen=True)
class DayTap(Tap, prefix="cda"):
    """One day, by a moment in it (epoch minutes)."""

    draft: str
    at: int


@dataclass(frozen=True)
class WhichTap(Tap, prefix="cwh"):
    """Which of two readings was meant."""

    draft: str
    index: int


@dataclass(frozen=True)
class SlotsTap(Tap, prefix="csb"):
    """Back to the times."""

    draft: str


@dataclass(frozen=True)
class StopTap(Tap, prefix="cst"):
    """Not now after all: what is half-finished is forgotten, what stands stays."""

    draft: str


@dataclass(frozen=True)
class Asking:
    """What a slot is looked for: `loose` where the deadline is over already and only soonness counts."""

    need: Need
    loose: bool = False
    current: datetime | None = None  # the time that stands, which is no news


@dataclass(frozen=True)
class Purpose:
    """What choosing a time is for."""

    asking: Callable[[UnitOfWork, dict[str, Any]], Asking]
    hold: Callable[[UnitOfWork, dict[str, Any], datetime], Appointment]
    summary: Callable[[Turn, Markup | None], Awaitable[None]]
    head: str  # the text over the slots
    stopped: Callable[[Turn], Awaitable[None]]
    nothing: Callable[[Turn], Awaitable[None]] | None = None


PURPOSES: dict[str, Purpose] = {}


@dataclass(frozen=True)
class Found:
    """What a search brought: free windows, whether they lie inside the wish, and the deadline."""

    free: list[Free]
    inside: bool
    due_at: datetime | None


def draft_of(turn: Turn, draft_id: str | None = None) -> dict[str, Any]:
    """The draft a button belongs to; `NotFound` (and so a fresh card) when the talk has moved on."""
    draft = turn.talk.draft
    if draft.get("for") not in PURPOSES or (draft_id is not None and draft.get("id") != draft_id):
        raise NotFound(what="draft", id=draft_id)
    return draft


def purpose_of(draft: dict[str, Any]) -> Purpose:
    return PURPOSES[draft["for"]]


async def offer(turn: Turn, note: Markup | None = None) -> None:
    """Puts times to the customer: the one they wished for, those near it, or the next ones."""
    draft = draft_of(turn)
    said = wishes.recall(draft["said"]) if draft.get("said") else None
    if said is not None and said.problem is not None:
        note, said = problem_words(turn, said), None
        turn.talk.note(said=None)
    if said is not None and said.choices:
        await ask_which(turn, said)
        return
    found = await turn.look(find, draft, said)
    if said is not None and found.inside and (said.narrow or len(found.free) == 1) and len(found.free) <= FEW:
        await hold(turn, found.free[0].window, found.free[1:], note or assumed_words(turn, said))
        return
    await show_slots(turn, found, said, note)


def find(uow: UnitOfWork, draft: dict[str, Any], said: Said | None) -> Found:
    """Looks inside the wish first, then near it; without a wish, from the last one shown onwards."""
    asking = purpose_of(draft).asking(uow, draft)
    due_at, most = asking.need.due_at, uow.policy.slots.offered
    if said is None:
        since = datetime.fromisoformat(draft["after"]) if draft.get("after") else uow.now
        later = bool(draft.get("later")) or asking.loose
        free = search(uow, asking.need, since, horizon(uow), limit=most + 1, past_deadline=later)
        return Found([one for one in free if one.window.starts_at != asking.current][:most], True, due_at)
    wanted = said.wishes
    if asking.current is not None:  # the time that stands is no answer to "another one"
        standing = Window(asking.current, asking.current + timedelta(minutes=1))
        wanted = replace(wanted, unwanted=(*wanted.unwanted, standing))
    # A time the customer names is their own wish, deadline or not.
    free = fitting.fitting(uow, asking.need, wanted, limit=most, past_deadline=True)
    if free:
        return Found(free, True, due_at)
    named_later = due_at is not None and wanted.wanted[0].until > due_at
    near = fitting.near(uow, asking.need, wanted, limit=2, past_deadline=named_later or asking.loose)
    return Found(near, False, due_at)


async def hold(turn: Turn, window: Window, others: list[Free], note: Markup | None = None) -> None:
    """Keeps a slot and puts it to the customer; when somebody was faster, the next best at once."""
    draft = draft_of(turn)
    before = dict(draft)
    turn.talk.go(
        f"{draft['for']}:confirm",
        starts=window.starts_at.isoformat(),
        ends=window.ends_at.isoformat(),
        held_until=(turn.now + turn.policy.slots.hold).isoformat(),
        others=[other.window.starts_at.isoformat() for other in others[:2]],
    )
    purpose = purpose_of(draft)
    try:
        held = await turn.run(purpose.hold, dict(draft), window.starts_at)
    except SlotTaken:
        turn.talk.start(STEP, **{**before, "said": None, "after": None})
        found = await turn.look(find, draft_of(turn), None)
        await show_slots(turn, found, None, turn.say("slots-just-gone", at=turn.say.when(window.starts_at)))
        return
    turn.talk.note(ends=held.ends_at.isoformat())
    await purpose.summary(turn, note)


async def show_slots(turn: Turn, found: Found, said: Said | None, note: Markup | None = None) -> None:
    """The card with slots as buttons, grouped by day."""
    draft, say = draft_of(turn), turn.say
    purpose = purpose_of(draft)
    if not found.free and purpose.nothing is not None and said is None and not draft.get("after"):
        await purpose.nothing(turn)
        return
    windows = [one.window for one in found.free]
    turn.talk.go(STEP, shown_to=windows[-1].starts_at.isoformat() if windows else None)
    lines = [Markup(f"<b>{say(purpose.head)}</b>")]
    if note:
        lines.append(note)
    if said is not None and not found.inside:
        lines.append(near_words(turn, said, windows))
    if not windows:
        lines.append(say("slots-none"))
    elif found.due_at is not None and any(window.starts_at > found.due_at for window in windows):
        lines.append(say("slots-past-limit", due=say.when(found.due_at)))
    lines += [Markup(""), say("slots-how", length=turn.policy.slots.length)]
    await turn.show(Card(Markup("\n".join(lines)), slot_rows(turn, draft["id"], windows)))


def slot_rows(turn: Turn, draft_id: str, windows: list[Window]) -> Rows:
    """Slots in rows, a new row for each day; below them the ways to other times."""
    say = turn.say
    rows: Rows = []
    last = None
    for window in windows:
        day = local_day(window.starts_at, turn.policy.zone)
        if day != last or len(rows[-1]) == 3:
            rows.append([])
        rows[-1].append((slot_label(turn, window.starts_at), SlotTap(draft_id, minutes(window.starts_at))))
        last = day
    more = [(say("button-other-days"), DaysTap(draft_id))]
    if windows:
        more.insert(0, (say("button-later"), LaterTap(draft_id)))
    return [*rows, more, [(say("button-stop"), StopTap(draft_id))]]


def slot_label(turn: Turn, at: datetime) -> str:
    return plain_text(turn.say("slot-label", day=day_word(turn, at), at=turn.say.clock(at)))


def day_word(turn: Turn, at: datetime) -> Markup:
    """今天, 明天, or the date."""
    away = (local_day(at, turn.policy.zone) - local_day(turn.now, turn.policy.zone)).days
    return turn.say(("day-today", "day-tomorrow")[away]) if 0 <= away < 2 else turn.say.day(at)


def near_words(turn: Turn, said: Said, windows: list[Window]) -> Markup:
    """Says plainly that the wish is full, and what is nearest."""
    say = turn.say
    if not windows:
        return say("slots-full", words=said.words)
    nearest = [say.when(window.starts_at) for window in windows]
    joined = nearest[0] if len(nearest) == 1 else say("slots-or", first=nearest[0], second=nearest[1])
    return say("slots-full-near", words=said.words, near=joined)


def problem_words(turn: Turn, said: Said) -> Markup:
    if said.problem == "past":
        return turn.say("slots-past", words=said.words)
    return turn.say("slots-far", words=said.words, days=turn.policy.slots.days_ahead)


def assumed_words(turn: Turn, said: Said) -> Markup | None:
    if said.assumed is None:
        return None
    return turn.say("slots-assumed", words=said.words, at=turn.say.clock(said.assumed))


async def ask_which(turn: Turn, said: Said) -> None:
    """Two days could be meant: asked once, never guessed."""
    draft = draft_of(turn)
    turn.talk.go(STEP)
    rows: Rows = [
        [(plain_text(turn.say.day(wish.at or wish.since)), WhichTap(draft["id"], index))]
        for index, wish in enumerate(said.choices)
    ]
    rows.append([(turn.say("button-stop"), StopTap(draft["id"]))])
    await turn.show(Card(turn.say("slots-which", words=said.words), rows))


def minutes(at: datetime) -> int:
    return int(at.timestamp()) // 60


def instant(epoch_minutes: int) -> datetime:
    try:
        return datetime.fromtimestamp(epoch_minutes * 60, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise NotFound(what="slot", id=epoch_minutes) from error


async def listen(turn: Turn) -> bool:
    """A time in words while choosing; False when no time was named."""
    said = wishes.said_in(turn)
    if said is None:
        return False
    turn.talk.note(said=wishes.keep(said), after=None, wish=said.words)
    await offer(turn)
    return True


@routes.ask(STEP)
async def ask_slot(turn: Turn) -> None:
    await offer(turn)


@routes.step(STEP)
async def written_slot(turn: Turn) -> None:
    """The customer types when instead of tapping."""
    from handlers.booking.asides import aside

    draft_of(turn)
    if await aside(turn) or await listen(turn):
        return
    await offer(turn, turn.say("slots-not-understood"))


@routes.tap(SlotTap)
async def picked(turn: Turn, tap: SlotTap) -> None:
    draft_of(turn, tap.draft)
    starts_at = instant(tap.at)
    window = Window(starts_at, starts_at + turn.policy.slots.length)
    try:
        await hold(turn, window, [])
    except OutsideHours as refused:
        if refused.params.get("why") != "soon":
            raise
        turn.talk.go(STEP, said=None, after=None)
        await offer(turn, turn.say("slots-too-soon", at=turn.say.when(starts_at)))


@routes.tap(LaterTap)
async def later(turn: Turn, tap: LaterTap) -> None:
    draft = draft_of(turn, tap.draft)
    last = draft.get("shown_to") or turn.now.isoformat()
    after = datetime.fromisoformat(last) + timedelta(minutes=1)
    turn.talk.note(said=None, after=after.isoformat(), later=True)
    found = await turn.look(find, draft, None)
    if not found.free:
        turn.talk.note(after=None)
        await offer(turn, turn.say("slots-no-later", days=turn.policy.slots.days_ahead))
        return
    await show_slots(turn, found, None)


@routes.tap(DaysTap)
async def days(turn: Turn, tap: DaysTap) -> None:
    """The days of the next fortnight with anything free."""
    draft = draft_of(turn, tap.draft)
    free = await turn.look(free_days, draft)
    turn.talk.go(STEP)
    buttons = [(plain_text(day_word(turn, at)), DayTap(tap.draft, minutes(at))) for at in free]
    rows: Rows = [buttons[place : place + 3] for place in range(0, len(buttons), 3)]
    back = [(turn.say("button-back-to-card"), SlotsTap(tap.draft)), (turn.say("button-stop"), StopTap(tap.draft))]
    text = turn.say("slots-days") if free else turn.say("slots-none")
    await turn.show(Card(text, [*rows, back]))


def free_days(uow: UnitOfWork, draft: dict[str, Any]) -> list[datetime]:
    """The first free moment of each day."""
    asking = purpose_of(draft).asking(uow, draft)
    free = search(uow, asking.need, uow.now, horizon(uow), limit=fitting.MOST, past_deadline=True)
    first: dict[Any, datetime] = {}
    for one in free:
        first.setdefault(local_day(one.window.starts_at, uow.policy.zone), one.window.starts_at)
    return list(first.values())


@routes.tap(DayTap)
async def day(turn: Turn, tap: DayTap) -> None:
    draft_of(turn, tap.draft)
    turn.talk.note(said=wishes.keep(wishes.day_wish(turn, instant(tap.at))), after=None, later=True)
    await offer(turn)


@routes.tap(WhichTap)
async def which(turn: Turn, tap: WhichTap) -> None:
    """The reading that was meant; how this person counts weeks is remembered."""
    draft = draft_of(turn, tap.draft)
    if not draft.get("said"):
        raise NotFound(what="draft", id=tap.draft)
    said = wishes.recall(draft["said"])
    if not 0 <= tap.index < len(said.choices):
        raise NotFound(what="choice", id=tap.index)
    meant = said.choices[tap.index]
    settled = replace(said, wishes=Wishes((meant,), said.wishes.unwanted), choices=())
    turn.talk.note(said=wishes.keep(settled))
    habit = "next"
    if tap.index > 0:
        habit = "coming" if meant.since < said.choices[0].since else "sunday"
    await turn.run(people.count_weeks, habit)
    await offer(turn)


@routes.tap(SlotsTap)
async def back(turn: Turn, tap: SlotsTap) -> None:
    draft_of(turn, tap.draft)
    turn.talk.go(STEP, said=None, after=None)
    await offer(turn)


@routes.tap(StopTap)
async def stop(turn: Turn, tap: StopTap) -> None:
    draft_of(turn, tap.draft)
    await stopped(turn)


async def stopped(turn: Turn) -> None:
    """What was held goes back; what stood before still stands."""
    draft = draft_of(turn)
    purpose, draft_id = purpose_of(draft), draft["id"]
    kept = dict(draft)
    turn.talk.end()
    await turn.run(let_go, draft_id)
    turn.talk.draft = kept  # for the last word only; the conversation is over and saved so
    await purpose.stopped(turn)
    turn.talk.draft = {}


def let_go(uow: UnitOfWork, draft_id: str) -> None:
    from scheduling import slots

    slots.let_go(uow, draft_id)
