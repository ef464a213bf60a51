"""From what somebody wrote about time to wishes that slots can be looked for by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from handlers.context import Turn
from handlers.understanding import when
from handlers.understanding.faults import COMING, of_the_visit
from handlers.understanding.hints import asked_for_the_past, has_number, is_over, past_words
from scheduling.fitting import Wish, Wishes
from scheduling.windows import Window, day_bounds, local_day

FEW = 4  # letters with a figure in them; 8号 may be a door as well
LONGEST = 400  # nobody needs more words to say when
SLACK = timedelta(minutes=1)
HOUR, A_DAY = timedelta(hours=1), timedelta(hours=25)  # the longest day there is


@dataclass(frozen=True)
class Said:
    """What was said about when. `problem`: past or far; `choices`: readings to choose from."""

    wishes: Wishes
    words: str
    assumed: datetime | None = None  # "3点" was taken as this
    problem: str | None = None
    choices: tuple[Wish, ...] = ()
    narrow: bool = True  # a time of day was named, not only a day


def said_in(turn: Turn, text: str | None = None, at: datetime | None = None) -> Said | None:
    """The wishes in a message, in the sender's zone; None where no time was named. `at`: when it was said."""
    text = (turn.text if text is None else text)[:LONGEST]
    now = at or turn.now
    found = mentions_in(turn, text, now)
    found = [mention for mention in found if mention["kind"] != "duration"]
    if not found:
        return Said(Wishes(()), past_words(text), problem="past") if is_over(text) else None
    wanted = [mention for mention in found if not mention.get("refused")]
    span = [place for mention in found for place in mention["at"]]
    words = text[min(span) : max(span)].strip() or text
    unwanted = [gone for mention in found for gone in spans(mention["exclude"], turn)]
    if not wanted:
        anything = Wish(now, end_of_horizon(turn))
        return Said(Wishes((anything,), tuple(unwanted)), words, narrow=False)
    wishes = tuple(wish_of(mention, turn) for mention in wanted)
    first = wanted[0]
    return Said(
        Wishes(wishes, tuple(unwanted)),
        words,
        assumed=assumed(first, turn),
        problem=problem(wishes, turn),
        choices=choices(first, turn) if first.get("ask") else (),
        narrow=all(wish.until - wish.since <= timedelta(hours=16) for wish in wishes),
    )


def of_those_days(days: Said, hours: Said, turn: Turn) -> Said | None:
    """下午吧, after 周末都行: those hours of the days that were named; None where no stretch of days was."""
    wanted = hours.wishes.wanted
    if len(wanted) != 1 or not any(wish.until - wish.since > A_DAY for wish in days.wishes.wanted):
        return None
    first = local_hour(wanted[0].at or wanted[0].since, turn)
    last = first + turn.policy.slots.length / HOUR if wanted[0].at else local_hour(wanted[0].until, turn) or 24.0
    within = tuple(replace(wish, hours=(first, last)) for wish in days.wishes.wanted)
    return Said(Wishes(within, days.wishes.unwanted), turn.say("slots-both", days=days.words, hours=hours.words))


def local_hour(at: datetime, turn: Turn) -> float:
    local = at.astimezone(turn.policy.zone)
    return local.hour + local.minute / 60


def only_a_time(turn: Turn) -> bool:
    """Every letter says when: 后天上午, and not 五一路5号."""
    mentions = mentions_in(turn)
    letters = {place for place, letter in enumerate(turn.text) if letter.isalnum()}
    said = {place for mention in mentions for start, end in [mention["at"]] for place in range(start, end)}
    return bool(mentions) and letters <= said and (len(letters) >= FEW or not has_number(turn.text))


def visit_in(turn: Turn, text: str) -> Said | None:
    """When somebody is to come, apart from since when and how often it is broken. `problem`: wished for in the past."""
    without_its_own, without_the_fault = of_the_visit(text[:LONGEST])
    said = said_in(turn, without_the_fault) or said_in(turn, without_its_own)
    if said is None or said.problem != "past":
        return said
    if said.wishes.wanted:
        return said if COMING.search(without_the_fault) else None
    words = asked_for_the_past(without_the_fault)  # "昨天就坏了" says since when, not when to come
    return Said(said.wishes, words, problem="past") if words else None


def mentions_in(turn: Turn, text: str | None = None, at: datetime | None = None) -> list[dict[str, Any]]:
    """Every time named in a message, on the sender's wall: 3点 is the one at which somebody may be at the door."""
    context = {
        "slot_starts": [start.isoformat("minutes") for start in turn.policy.slots.starts],
        "next_weekday": turn.person.week_habit,
        "tongue": turn.tongue,
    }
    local = (at or turn.now).astimezone(turn.policy.zone)
    return when.understand((turn.text if text is None else text)[:LONGEST], local, turn.lang, context)


def wish_of(mention: dict[str, Any], turn: Turn) -> Wish:
    """One mention as a wish: a clock time means the slots around it, and 现在 the soonest of today."""
    start, end = aware(mention["start"], turn), aware(mention["end"], turn)
    if mention["kind"] == "point" and start is not None and abs(start - turn.now) < SLACK:
        return Wish(turn.now, day_end(turn.now, turn))
    if mention["kind"] == "point" and start is not None:
        length = turn.policy.slots.length
        return Wish(start - length + SLACK, start + length, at=start)
    hours = mention.get("daily")
    return Wish(
        start or turn.now,
        end or (end_of_horizon(turn) if start is None or mention["kind"] == "open-end" else day_end(start, turn)),
        by_end=mention["kind"] == "open-start",
        hours=(float(hours[0]), float(hours[1])) if hours else None,
    )


def assumed(mention: dict[str, Any], turn: Turn) -> datetime | None:
    """The reading that was taken where the words leave another open: 3点 is 15:00, since nobody visits at 03:00."""
    if mention["kind"] != "point" or not mention["alternatives"] or mention.get("ask"):
        return None
    return aware(mention["start"], turn)


def choices(mention: dict[str, Any], turn: Turn) -> tuple[Wish, ...]:
    readings = [mention, *mention["alternatives"]]
    found = [wish_of({"exclude": [], **reading}, turn) for reading in readings if reading["start"] is not None]
    return tuple(found) if len(found) > 1 else ()


def problem(wishes: tuple[Wish, ...], turn: Turn) -> str | None:
    if all((wish.at or wish.until) <= turn.now for wish in wishes):
        return "past"
    return "far" if all((wish.at or wish.since) >= end_of_horizon(turn) for wish in wishes) else None


def end_of_horizon(turn: Turn) -> datetime:
    zone = turn.policy.zone
    return day_bounds(local_day(turn.now, zone) + timedelta(days=turn.policy.slots.days_ahead), zone).ends_at


def day_end(start: datetime, turn: Turn) -> datetime:
    return day_bounds(local_day(start, turn.policy.zone), turn.policy.zone).ends_at


def aware(at: datetime | None, turn: Turn) -> datetime | None:
    """A time on the wall as an instant."""
    return at.replace(tzinfo=turn.policy.zone).astimezone(turn.now.tzinfo) if at is not None else None


def spans(pairs: Any, turn: Turn) -> list[Window]:
    found = []
    for start, end in pairs:
        if start is not None and end is not None:
            found.append(Window(aware(start, turn) or turn.now, aware(end, turn) or turn.now))
    return found


def day_wish(turn: Turn, day: datetime) -> Said:
    """A whole day, as a button names it."""
    bounds = day_bounds(local_day(day, turn.policy.zone), turn.policy.zone)
    return Said(Wishes((Wish(bounds.starts_at, bounds.ends_at),)), turn.say.day(bounds.starts_at), narrow=False)


def keep(said: Said) -> dict[str, Any]:
    """What was said, as a conversation keeps it."""
    return {
        "wanted": [kept(wish) for wish in said.wishes.wanted],
        "unwanted": [[span.starts_at.isoformat(), span.ends_at.isoformat()] for span in said.wishes.unwanted],
        "words": said.words,
        "assumed": said.assumed.isoformat() if said.assumed else None,
        "problem": said.problem,
        "choices": [kept(wish) for wish in said.choices],
        "narrow": said.narrow,
    }


def kept(wish: Wish) -> dict[str, Any]:
    return {
        "since": wish.since.isoformat(),
        "until": wish.until.isoformat(),
        "at": wish.at.isoformat() if wish.at else None,
        "by_end": wish.by_end,
        "hours": list(wish.hours) if wish.hours else None,
    }


def recall(said: dict[str, Any]) -> Said:
    """What a conversation kept."""
    instant = datetime.fromisoformat
    return Said(
        Wishes(
            tuple(recalled(wish) for wish in said["wanted"]),
            tuple(Window(instant(start), instant(end)) for start, end in said["unwanted"]),
        ),
        said["words"],
        assumed=instant(said["assumed"]) if said["assumed"] else None,
        problem=said["problem"],
        choices=tuple(recalled(wish) for wish in said["choices"]),
        narrow=said["narrow"],
    )


def recalled(wish: dict[str, Any]) -> Wish:
    instant = datetime.fromisoformat
    return Wish(
        instant(wish["since"]),
        instant(wish["until"]),
        at=instant(wish["at"]) if wish["at"] else None,
        by_end=wish["by_end"],
        hours=(wish["hours"][0], wish["hours"][1]) if wish["hours"] else None,
    )
