"""The questions about a record, by buttons or in words: while it is opened, and one by one when it is changed later."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from handlers.buttons import Button, Rows, in_rows
from handlers.context import Card, Turn
from handlers.dispatch_taps import HomeTap, OutageTap
from handlers.outages import desk
from handlers.outages import draft as drafts
from handlers.outages.draft import NEW, STEP, Draft, draft_of, instant, keep, local
from handlers.outages.taps import (
    CancelTap,
    CardTap,
    CauseTap,
    EditTap,
    EndTap,
    FieldTap,
    NextTap,
    PlannedTap,
    ServicesDoneTap,
    ServiceTap,
    SinceTap,
)  # fmt: skip
from handlers.phones import phone_in
from handlers.routes import Routes
from handlers.texts.render import Markup
from handlers.understanding import outages as reading
from handlers.understanding.hints import names_orders
from handlers.understanding.leaving_off import leaves_off
from handlers.understanding.what import Kind, understand
from models.errors import BadValue, NotFound
from models.order import Service
from models.outage import OutageCause
from scheduling import outages
from scheduling.outages import choosing, recording

routes = Routes()

EDITING = "editing"
ENDS = ((30, 60), (60, 120), (120, 240), (240, 480))
LASTS = (60, 120, 240, 360)  # how long works take
SINCE = (0, 15, 30, 60, 120)
NEXT = (30, 60, 120, 240)

Hearer = Callable[[Turn], Awaitable[None]]
Asker = Callable[[Turn, Markup | None], Awaitable[None]]
ASKS: dict[str, Asker] = {}


def asks(name: str) -> Callable[[Asker], Asker]:
    """Registers the question for one thing; the same question is put again after a restart."""

    def keep_it(function: Asker) -> Asker:
        ASKS[name] = function

        async def again(turn: Turn) -> None:
            await function(turn, None)

        routes.ask(f"outage:{name}")(again)
        return function

    return keep_it


def hears(routes: Routes, step: str) -> Callable[[Hearer], Hearer]:
    """Registers who hears the words said at a question; "never mind" drops what was begun and is no answer."""

    def keep_it(function: Hearer) -> Hearer:
        async def hear(turn: Turn) -> None:
            if leaves_off(turn.text):
                await drop(turn)
            elif another_matter(turn):
                await turn.tell("outage-another-matter", [])
                turn.talk.resumed = True  # the open question stands again below
            else:
                await function(turn)

        routes.step(step)(hear)
        return function

    return keep_it


def another_matter(turn: Turn) -> bool:
    """Somebody's order, or whoever rings up meanwhile: it would be read as the outage's hour and place."""
    said = understand(turn.text, turn.lang, {"role": "dispatcher"}).main
    if said is None or not said.sure:
        return False
    if said.kind is Kind.BOOK:
        return phone_in(turn.text) is not None
    return said.kind in (Kind.CANCEL, Kind.CHANGE, Kind.SEARCH) and names_orders(turn.text)


async def drop(turn: Turn) -> None:
    """The draft is forgotten; of a record that stands, the card comes again unchanged."""
    outage_id = edited(turn)
    turn.talk.end()
    if outage_id is not None:
        await desk.show(turn, outage_id)
        return
    await turn.tell("outage-forgotten", [[(turn.say("button-desk-home"), HomeTap())]])


async def ask(turn: Turn, name: str, note: Markup | None = None) -> None:
    """Puts one question, about the draft or about the record that is being changed."""
    if name not in ASKS:
        raise NotFound(what="question", id=name)
    turn.talk.go(f"outage:{name}")
    await ASKS[name](turn, note)


def edited(turn: Turn) -> int | None:
    """The record that is being changed, if it is not a new one."""
    return turn.talk.draft.get(EDITING)


def require_talk(turn: Turn) -> None:
    """Raises `NotFound` (and so a fresh card follows) for a button whose question is over."""
    if not turn.talk.draft.get(NEW) and edited(turn) is None:
        raise NotFound(what="draft", id=None)


async def put(turn: Turn, key: str, buttons: Rows, note: Markup | None = None, **params: Any) -> None:
    """One question with its answers and the way out."""
    text = turn.say(key, **params)
    await turn.show(Card(Markup(f"{note}\n\n{text}") if note else text, [*buttons, way_out(turn)]))


def way_out(turn: Turn) -> list[Button]:
    if (outage_id := edited(turn)) is not None:
        return [(turn.say("button-outage-back"), OutageTap(outage_id))]
    row: list[Button] = [(turn.say("button-outage-cancel"), CancelTap())]
    if draft_of(turn).missing is None:
        row.insert(0, (turn.say("button-outage-card"), CardTap()))
    return row


async def go_on(turn: Turn, draft: Draft) -> None:
    from handlers.outages import opening  # it asks these questions

    await opening.go_on(turn, draft)


async def answered(turn: Turn, asked: str | None = None, **values: Any) -> None:
    """An answer goes into the draft, or at once into the record that is being changed."""
    outage_id = edited(turn)
    if outage_id is not None:
        await turn.run(outages.change, outage_id, **values)
        turn.talk.end()
        await desk.show(turn, outage_id, turn.say("outage-change-kept"))
        return
    draft = draft_of(turn)
    for name, value in values.items():
        setattr(draft, name, value)
    if asked is not None and asked not in draft.asked:
        draft.asked.append(asked)
    await go_on(turn, draft)


async def misunderstood(turn: Turn, name: str) -> None:
    """Words that are no answer may still say something else of the outage; else the question is put again."""
    if edited(turn) is None:
        draft = draft_of(turn)
        if await drafts.hear(turn, draft, turn.text):
            await go_on(turn, draft)
            return
    await ask(turn, name, turn.say("outage-not-understood"))


@routes.tap(EditTap)
async def edit(turn: Turn, tap: EditTap) -> None:
    """One thing of an open record is to be changed."""
    if not await desk.still(turn, tap.outage_id):
        return
    view = await turn.look(outages.outage_view, tap.outage_id)
    if not view.may_change or tap.what not in ASKS:
        raise NotFound(what="outage", id=tap.outage_id)
    turn.talk.start(f"outage:{tap.what}", **{EDITING: tap.outage_id, "services": list(view.services)})
    await ask(turn, tap.what)


@routes.tap(FieldTap)
async def field(turn: Turn, tap: FieldTap) -> None:
    draft_of(turn)
    await ask(turn, tap.what)


# --- Why -----------------------------------------------------------------------------------------------------------


@asks("cause")
async def ask_cause(turn: Turn, note: Markup | None) -> None:
    say = turn.say
    rows = in_rows((say(f"outage-cause-{cause}"), CauseTap(cause.value)) for cause in OutageCause)
    await put(turn, "outage-ask-cause", [*rows, [(say("button-outage-cause-unknown"), CauseTap("unknown"))]], note)


@routes.tap(CauseTap)
async def cause_chosen(turn: Turn, tap: CauseTap) -> None:
    require_talk(turn)
    if tap.cause == "unknown":
        await answered(turn, "cause", cause=None)
    elif tap.cause == OutageCause.OTHER:
        await ask(turn, "cause_text")
    elif tap.cause in set(OutageCause):
        await answered(turn, cause=tap.cause)
    else:
        raise BadValue(field="cause", value=tap.cause)


@hears(routes, "outage:cause")
async def cause_said(turn: Turn) -> None:
    cause = reading.cause_in(turn.text)
    if cause is not None:
        await answered(turn, cause=cause)
    elif reading.says_unknown(turn.text):
        await answered(turn, "cause", cause=None)
    elif opens(turn) and await turn.look(choosing.named, turn.text):
        await ask(turn, "cause", turn.say("outage-not-understood"))  # said once more where, not why
    else:
        await own_words(turn, "cause")


def opens(turn: Turn) -> bool:
    return understand(turn.text, turn.lang, {"role": "dispatcher"}).get(Kind.OUTAGE_OPEN) is not None


@asks("cause_text")
async def ask_cause_text(turn: Turn, note: Markup | None) -> None:
    await put(turn, "outage-ask-cause-text", [], note)


@hears(routes, "outage:cause_text")
async def cause_text_said(turn: Turn) -> None:
    await own_words(turn, "cause_text")


async def own_words(turn: Turn, step: str) -> None:
    """Another cause, as the dispatcher words it. Raises `BadValue` for more than a notice can carry."""
    if not turn.text:
        await ask(turn, step, turn.say("outage-not-understood"))
        return
    if len(turn.text) > recording.CAUSE_TEXT_MAX:
        raise BadValue(field="text", value=len(turn.text), most=recording.CAUSE_TEXT_MAX)
    await answered(turn, cause="other", cause_text=turn.text)


# --- Since when, until when ----------------------------------------------------------------------------------------


def planned(turn: Turn) -> bool:
    return edited(turn) is None and draft_of(turn).planned


@asks("since")
async def ask_since(turn: Turn, note: Markup | None) -> None:
    if planned(turn):
        await put(turn, "outage-ask-begin", [], note)
        return
    words = ((turn.say("outage-ago", length=timedelta(minutes=n)) if n else turn.say("outage-now"), n) for n in SINCE)
    await put(turn, "outage-ask-since", in_rows(((text, SinceTap(n)) for text, n in words), 3), note)


@routes.tap(SinceTap)
async def since_chosen(turn: Turn, tap: SinceTap) -> None:
    require_talk(turn)
    await answered(turn, starts_at=turn.now - timedelta(minutes=max(0, min(tap.minutes, 7 * 24 * 60))))


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
        rows = in_rows(((say("outage-lasts", length=timedelta(minutes=n)), EndTap(n, n)) for n in LASTS), 2)
        await put(turn, "outage-ask-end-works", rows, note)
        return
    spans = (
        (say("outage-in-between", least=a, most=b) if b < 60 else span_words(turn, a, b), EndTap(a, b)) for a, b in ENDS
    )
    rows = [*in_rows(spans), [(say("button-outage-end-unknown"), EndTap(0, 0))]]
    await put(turn, "outage-ask-end", rows, note)


def span_words(turn: Turn, least: int, most: int) -> Markup:
    unit = 60 if least % 60 == 0 else 1
    key = "outage-in-hours" if unit == 60 else "outage-in-between"
    return turn.say(key, least=least // unit, most=most // unit)


@routes.tap(EndTap)
async def end_chosen(turn: Turn, tap: EndTap) -> None:
    require_talk(turn)
    if tap.most <= 0 and not planned(turn):
        await answered(turn, "end", expected_from=None, expected_until=None)
        return
    least, most = (timedelta(minutes=max(1, min(n, 30 * 24 * 60))) for n in (tap.least, tap.most))
    start = draft_of(turn).starts_at or turn.now if planned(turn) else turn.now
    await answered(turn, expected_from=start + least, expected_until=start + most)


def works_begin(turn: Turn) -> datetime | None:
    """When the works of the draft begin, on the wall."""
    begins = draft_of(turn).starts_at if planned(turn) else None
    return begins.astimezone(turn.policy.zone) if begins is not None else None


@hears(routes, "outage:end")
async def end_said(turn: Turn) -> None:
    end = reading.end_in(turn.text, local(turn), turn.lang)
    begins = works_begin(turn)
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
    rows = in_rows((turn.say("outage-in", length=timedelta(minutes=n)), NextTap(n)) for n in NEXT)
    await put(turn, "outage-ask-next", [*rows, [(turn.say("button-outage-next-none"), NextTap(0))]], note)


@routes.tap(NextTap)
async def next_chosen(turn: Turn, tap: NextTap) -> None:
    require_talk(turn)
    await next_in(turn, max(0, min(tap.minutes, 7 * 24 * 60)))


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


# --- What it touches -----------------------------------------------------------------------------------------------


def services_on(turn: Turn) -> list[str]:
    """Those ticked so far; none ticked means all of them."""
    return turn.talk.draft.get("services", []) if edited(turn) is not None else draft_of(turn).services


@asks("services")
async def ask_services(turn: Turn, note: Markup | None) -> None:
    on, say = services_on(turn), turn.say
    ticks = ((say("outage-tick" if one in on else "outage-no-tick", name=say(f"service-{one}")), ServiceTap(one.value))
             for one in Service)  # fmt: skip
    await put(turn, "outage-ask-services", [*in_rows(ticks, 1), [(say("button-outage-done"), ServicesDoneTap())]], note)


@routes.tap(ServiceTap)
async def service_ticked(turn: Turn, tap: ServiceTap) -> None:
    require_talk(turn)
    if tap.service not in set(Service):
        raise BadValue(field="services", value=tap.service)
    on = sorted({*services_on(turn)} ^ {tap.service})
    if edited(turn) is not None:
        turn.talk.note(services=on)
    else:
        draft = draft_of(turn)
        draft.services = on
        keep(turn, draft, "outage:services")
    await ask(turn, "services")


@routes.tap(ServicesDoneTap)
async def services_done(turn: Turn, tap: ServicesDoneTap) -> None:
    require_talk(turn)
    await answered(turn, services=services_on(turn))


@hears(routes, "outage:services")
async def services_said(turn: Turn) -> None:
    await misunderstood(turn, "services")


@routes.tap(PlannedTap)
async def planned_chosen(turn: Turn, tap: PlannedTap) -> None:
    """Works have their beginning ahead, a fault behind: with the other kind that is asked anew."""
    draft = draft_of(turn)
    if draft.planned != bool(tap.planned):
        draft.planned, draft.starts_at = bool(tap.planned), None
    keep(turn, draft, STEP)
    await answered(turn)
