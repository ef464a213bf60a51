"""Choosing a time: slots as buttons, later ones, other days, or a wish in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from handlers import wishes
from handlers.buttons import Rows, in_rows
from handlers.context import Card, Turn, plain_text
from handlers.phones import phone_in
from handlers.routes import Routes
from handlers.slots.purposes import STEP, Found, Purpose, draft_of, find, free_days, purpose_of, todays_hours
from handlers.slots.taps import (
    DaysTap,
    DayTap,
    LaterTap,
    SlotsTap,
    SlotTap,
    StopTap,
    WhichTap,
    instant,
    minutes,
)
from handlers.slots.words import assumed_words, day_word, hour_words, near_words, problem_words, slot_rows
from handlers.texts.render import Markup
from handlers.understanding import what
from handlers.understanding.hints import as_soon_as_possible, asks_hours, names_day, rather_later
from handlers.understanding.remarks import another_detail, place_in_list
from handlers.understanding.what import Kind
from handlers.wishes import Said
from models.errors import NotFound, OutsideHours, SlotTaken
from scheduling import people, slots
from scheduling.availability import Free
from scheduling.fitting import Wishes
from scheduling.unit_of_work import UnitOfWork
from scheduling.windows import Window, day_opens_at

routes = Routes()

FEW = 3  # up to so many inside a wish, the first is put to the customer at once, one tap from done


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
        lines.append(note)  # and not the hint about the last wish again
    elif said is not None and not found.inside:
        lines.append(near_words(turn, said, windows, found.hours))
    elif not windows:
        lines.append(say("slots-none"))
    elif found.due_at is not None and any(window.starts_at > found.due_at > turn.now for window in windows):
        lines.append(say(purpose.past_limit, due=say.when(found.due_at)))
    lines += [Markup(""), say("slots-how", length=turn.policy.slots.length)]
    await turn.show(Card(Markup("\n".join(lines)), slot_rows(turn, draft["id"], windows, purpose.stop)))


async def ask_which(turn: Turn, said: Said) -> None:
    """Two days could be meant: asked once, never guessed."""
    draft = draft_of(turn)
    turn.talk.go(STEP)
    rows: Rows = [
        [(plain_text(turn.say.day(wish.at or wish.since)), WhichTap(draft["id"], index))]
        for index, wish in enumerate(said.choices)
    ]
    rows.append([(turn.say(purpose_of(draft).stop), StopTap(draft["id"]))])
    await turn.show(Card(turn.say("slots-which", words=said.words), rows))


async def listen(turn: Turn) -> bool:
    """A time in words while choosing, the soonest, or just another; False when none of it was said."""
    draft = draft_of(turn)
    if of_another_caller(turn, draft):
        return False
    if await picks_one(turn, draft):
        return True
    if rather_later(turn.text):
        await later(turn, LaterTap(draft["id"]))
        return True
    if as_soon_as_possible(turn.text) or asks_for_earlier(turn):
        turn.talk.go(STEP, said=None, after=None)
        await offer(turn, turn.say("slots-soonest"))
        return True
    said = wishes.said_in(turn, at=None if names_day(turn.text) else day_talked_of(turn, draft))
    if said is not None and draft.get("said") and not names_day(turn.text):
        said = wishes.of_those_days(wishes.recall(draft["said"]), said, turn) or said
    if said is None:
        change = what.understand(turn.text, turn.lang, {"role": "customer"}).get(Kind.CHANGE) if turn.text else None
        if change is None or not change.sure or another_detail(turn.text):
            return False
        turn.talk.go(STEP, said=None, after=None)
        await offer(turn)
        return True
    turn.talk.note(said=wishes.keep(said), after=None, wish=said.words)
    await offer(turn)
    return True


async def picks_one(turn: Turn, draft: dict[str, Any]) -> bool:
    """第一个, "the second one": of the times that are shown."""
    place = place_in_list(turn.text) if turn.talk.step == STEP else None
    if place is None:
        return False
    found = await turn.look(find, draft, wishes.recall(draft["said"]) if draft.get("said") else None)
    if place >= len(found.free):
        return False
    await keep(turn, found.free[place].window.starts_at)
    return True


def asks_for_earlier(turn: Turn) -> bool:
    """师傅能不能早点来, with no time named."""
    wish = what.understand(turn.text, turn.lang, {"role": "customer", "has_visit": True}).main if turn.text else None
    return wish is not None and wish.kind is Kind.EARLIER and wish.sure and not wishes.mentions_in(turn)


def of_another_caller(turn: Turn, draft: dict[str, Any]) -> bool:
    """A line with somebody else's number, written while an order is taken by telephone."""
    number = phone_in(turn.text) if draft.get("phone") else None
    return number is not None and number not in (draft["phone"], draft.get("contact_phone"))


def day_talked_of(turn: Turn, draft: dict[str, Any]) -> datetime | None:
    """The morning of the day that was chosen: "afternoon, then" is said of it, and not of today."""
    said = wishes.recall(draft["said"]) if draft.get("said") else None
    if draft.get("starts") and (turn.talk.step or "").endswith(":confirm"):
        chosen = datetime.fromisoformat(draft["starts"])
    elif said is not None and len(said.wishes.wanted) == 1 and said.problem is None:
        wish = said.wishes.wanted[0]
        if wish.until - wish.since > timedelta(hours=25):
            return None
        chosen = wish.at or wish.since
    else:
        return None
    morning = day_opens_at(chosen, turn.policy.zone)
    return morning if morning > turn.now else None


@routes.ask(STEP)
async def ask_slot(turn: Turn) -> None:
    await offer(turn)


@routes.step(STEP)
async def written_slot(turn: Turn) -> None:
    """The customer types when instead of tapping."""
    from handlers.booking.asides import aside, besides

    draft_of(turn)
    if await aside(turn):
        return
    if asks_hours(turn.text):
        hours = await turn.look(todays_hours)
        words = turn.say("slots-our-hours", hours=hour_words(turn, hours))
        await offer(turn, words if hours else turn.say("slots-closed-today"))
        return
    if await listen(turn):
        return
    located = turn.message is not None and turn.message.location is not None
    await offer(turn, turn.say("slots-no-place") if located else await besides(turn, "slots-not-understood"))


@routes.tap(SlotTap)
async def picked(turn: Turn, tap: SlotTap) -> None:
    draft_of(turn, tap.draft)
    await keep(turn, instant(tap.at))


async def keep(turn: Turn, starts_at: datetime, note: Markup | None = None) -> None:
    """Holds what was chosen; where nobody can be there in time any more, that is said, and the next ones are shown."""
    window = Window(starts_at, starts_at + turn.policy.slots.length)
    try:
        await hold(turn, window, [], note)
    except OutsideHours as refused:
        if refused.params.get("why") != "soon":
            raise
        turn.talk.go(STEP, said=None, after=None)
        await offer(turn, turn.say("slots-too-soon", at=turn.say.when(starts_at)))


@routes.tap(LaterTap)
async def later(turn: Turn, tap: LaterTap) -> None:
    draft = draft_of(turn, tap.draft)
    chosen = draft.get("starts") if (turn.talk.step or "").endswith(":confirm") else None
    last = chosen or draft.get("shown_to") or turn.now.isoformat()
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
    rows = in_rows(buttons, 3)
    back = [
        (turn.say("button-back-to-card"), SlotsTap(tap.draft)),
        (turn.say(purpose_of(draft).stop), StopTap(tap.draft)),
    ]
    text = turn.say("slots-days") if free else turn.say("slots-none")
    await turn.show(Card(text, [*rows, back]))


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
    purpose, kept = purpose_of(draft), dict(draft)
    turn.talk.end()
    await turn.run(let_go, purpose, kept)
    turn.talk.draft = kept  # for the last word only; the conversation is over and saved so
    await purpose.stopped(turn)
    turn.talk.draft = {}


def let_go(uow: UnitOfWork, purpose: Purpose, draft: dict[str, Any]) -> None:
    slots.let_go(uow, draft["id"])
    if purpose.leave is not None:
        purpose.leave(uow, draft)
