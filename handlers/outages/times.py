"""Since when, until when, and when people hear the next word."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.buttons import in_rows
from handlers.context import Turn
from handlers.outages.asking import answered, asks, edited, hears, misunderstood, put, require_talk
from handlers.outages.draft import STEP, draft_of, instant, keep, local
from handlers.outages.taps import EndTap, NextTap, PlannedTap, SinceTap
from handlers.routes import Routes
from handlers.texts.render import Markup
from handlers.understanding import outages as reading

routes = Routes()

# What the buttons offer, in minutes.
BEGAN_AGO = (0, 15, 30, 60, 120)
ENDS_IN = ((30, 60), (60, 120), (120, 240), (240, 480))
WORKS_LAST = (60, 120, 240, 360)
NEXT_WORD_IN = (30, 60, 120, 240)
# What a button may bring at the most, whoever made it.
WEEK, MONTH = 7 * 24 * 60, 30 * 24 * 60


def planned(turn: Turn) -> bool:
    return edited(turn) is None and draft_of(turn).planned


@asks("since")
async def ask_since(turn: Turn, note: Markup | None) -> None:
    if planned(turn):
        await put(turn, "outage-ask-begin", [], note)
        return
    words = (
        (turn.say("outage-ago", length=timedelta(minutes=n)) if n else turn.say("outage-now"), n) for n in BEGAN_AGO
    )
    await put(turn, "outage-ask-since", in_rows(((text, SinceTap(n)) for text, n in words), 3), note)


@routes.tap(SinceTap)
async def since_chosen(turn: Turn, tap: SinceTap) -> None:
    require_talk(turn)
    await answered(turn, starts_at=turn.now - timedelta(minutes=max(0, min(tap.minutes, WEEK))))


@hears(routes, "outage:since")
async def since_said(turn: Turn) -> None:
    ahead = planned(turn)
    at = instant(turn, reading.since_in(turn.text, local(turn), turn.lang, ahead=ahead))
    if at is None:
        await misunderstood(turn, "since")
        return
    if ahead and (end := reading.end_in(turn.text, local(turn), turn.lang)) and end[1] > end[0]:
        until = instant(turn, end[1])  # "from one to five" says both
        await answered(turn, starts_at=at, expected_from=until, expected_until=until)
        return
    await answered(turn, starts_at=at)


@asks("end")
async def ask_end(turn: Turn, note: Markup | None) -> None:
    say = turn.say
    if planned(turn):
        rows = in_rows(((say("outage-lasts", length=timedelta(minutes=n)), EndTap(n, n)) for n in WORKS_LAST), 2)
        await put(turn, "outage-ask-end-works", rows, note)
        return
    spans = in_rows((span_words(turn, least, most), EndTap(least, most)) for least, most in ENDS_IN)
    rows = [*spans, [(say("button-outage-end-unknown"), EndTap(0, 0))]]
    await put(turn, "outage-ask-end", rows, note)


def span_words(turn: Turn, least: int, most: int) -> Markup:
    if least % 60:
        return turn.say("outage-in-between", least=least, most=most)
    return turn.say("outage-in-hours", least=least // 60, most=most // 60)


@routes.tap(EndTap)
async def end_chosen(turn: Turn, tap: EndTap) -> None:
    require_talk(turn)
    if tap.most <= 0 and not planned(turn):
        await answered(turn, "end", expected_from=None, expected_until=None)
        return
    least, most = (timedelta(minutes=max(1, min(n, MONTH))) for n in (tap.least, tap.most))
    start = draft_of(turn).starts_at or turn.now if planned(turn) else turn.now
    await answered(turn, expected_from=start + least, expected_until=start + most)


@hears(routes, "outage:end")
async def end_said(turn: Turn) -> None:
    end = reading.end_in(turn.text, local(turn), turn.lang)
    begins = draft_of(turn).works_begin(turn.policy.zone) if planned(turn) else None
    if begins is not None and end is not None and end[1] <= begins and not reading.of_a_day(turn.text):
        end = reading.end_in(turn.text, begins, turn.lang)  # "until eleven" of works on Thursday is Thursday's eleven
    if end is not None:
        await answered(turn, expected_from=instant(turn, end[0]), expected_until=instant(turn, end[1]))
    elif reading.says_unknown(turn.text) and not planned(turn):
        await answered(turn, "end", expected_from=None, expected_until=None)
    else:
        await misunderstood(turn, "end")


@asks("next")
async def ask_next(turn: Turn, note: Markup | None) -> None:
    rows = in_rows((turn.say("outage-in", length=timedelta(minutes=n)), NextTap(n)) for n in NEXT_WORD_IN)
    await put(turn, "outage-ask-next", [*rows, [(turn.say("button-outage-next-none"), NextTap(0))]], note)


@routes.tap(NextTap)
async def next_chosen(turn: Turn, tap: NextTap) -> None:
    require_talk(turn)
    await next_in(turn, max(0, min(tap.minutes, WEEK)))


async def next_in(turn: Turn, minutes: int) -> None:
    if edited(turn) is not None:
        await answered(turn, next_update_at=turn.now + timedelta(minutes=minutes) if minutes else None)
    else:
        await answered(turn, next_minutes=minutes)


@hears(routes, "outage:next")
async def next_said(turn: Turn) -> None:
    end = reading.end_in(turn.text, local(turn), turn.lang)
    at: datetime | None = instant(turn, end[0]) if end else None
    if at is None:
        await misunderstood(turn, "next")
        return
    await next_in(turn, max(1, int((at - turn.now).total_seconds() // 60)))


@routes.tap(PlannedTap)
async def planned_chosen(turn: Turn, tap: PlannedTap) -> None:
    """Works have their beginning ahead, a fault behind: with the other kind that is asked anew."""
    draft = draft_of(turn)
    if draft.planned != bool(tap.planned):
        draft.planned, draft.starts_at = bool(tap.planned), None
    keep(turn, draft, STEP)
    await answered(turn)
