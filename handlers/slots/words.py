"""How times are put to people: rows of slots by day, and what is said above them."""

from __future__ import annotations

from datetime import datetime

from handlers.buttons import Rows
from handlers.context import Turn, plain_text
from handlers.slots.taps import DaysTap, LaterTap, SlotTap, StopTap, minutes
from handlers.texts.render import Markup
from handlers.wishes import Said
from scheduling.windows import Window, local_day

SHORT = 11  # letters of a label of which a phone shows three side by side


def slot_rows(turn: Turn, draft_id: str, windows: list[Window], stop: str = "button-stop") -> Rows:
    """Slots in rows, a new row for each day; below them the ways to other times."""
    say = turn.say
    rows: Rows = []
    last = None
    for window in windows:
        day, label = local_day(window.starts_at, turn.policy.zone), slot_label(turn, window.starts_at)
        if day != last or len(rows[-1]) == (3 if len(label) <= SHORT else 2):
            rows.append([])
        rows[-1].append((label, SlotTap(draft_id, minutes(window.starts_at))))
        last = day
    more = [(say("button-other-days"), DaysTap(draft_id))]
    if windows:
        more.insert(0, (say("button-later"), LaterTap(draft_id)))
    return [*rows, more, [(say(stop), StopTap(draft_id))]]


def slot_label(turn: Turn, at: datetime) -> str:
    return plain_text(turn.say("slot-label", day=day_word(turn, at), at=turn.say.clock(at)))


def day_word(turn: Turn, at: datetime) -> Markup:
    """今天, 明天, or the date."""
    away = (local_day(at, turn.policy.zone) - local_day(turn.now, turn.policy.zone)).days
    return turn.say(("day-today", "day-tomorrow")[away]) if 0 <= away < 2 else turn.say.day(at)


def near_words(turn: Turn, said: Said, windows: list[Window], hours: list[Window] | None) -> Markup:
    """Says plainly why the wish cannot be had, and what is nearest."""
    say = turn.say
    ways = [say.when(window.starts_at) for window in windows]
    near = say("slots-or", first=ways[0], second=ways[1]) if len(ways) > 1 else "".join(ways)
    if hours is None:
        return say("slots-full-near", words=said.words, near=near) if near else say("slots-full", words=said.words)
    if not hours:
        why = say("slots-closed", words=said.words)
    elif any(wish.since <= turn.now < wish.until for wish in said.wishes.wanted):
        why = say(
            "slots-over-today", words=said.words
        )  # 现在, 今天: within the hours perhaps, but nobody sets out any more
    else:
        why = say("slots-outside", words=said.words, hours=hour_words(turn, hours))
    return Markup(f"{why}{say('slots-nearest', near=near)}") if near else why


def hour_words(turn: Turn, hours: list[Window]) -> list[Markup]:
    say = turn.say
    return [say("slots-hours", start=say.clock(span.starts_at), end=say.clock(span.ends_at)) for span in hours]


def problem_words(turn: Turn, said: Said) -> Markup:
    if said.problem == "past":
        return turn.say("slots-past", words=said.words)
    return turn.say("slots-far", words=said.words, days=turn.policy.slots.days_ahead)


def assumed_words(turn: Turn, said: Said) -> Markup | None:
    if said.assumed is None:
        return None
    return turn.say("slots-assumed", words=said.words, at=turn.say.clock(said.assumed))
