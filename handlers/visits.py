"""The technician's day: today in order, each visit's card, arriving, putting through, and what they hear of it."""

from __future__ import annotations

from handlers import departures, moves, places
from handlers.buttons import Rows
from handlers.context import Card, Turn
from handlers.jobs import ahead, answered_on, ask_which, job_rows, meant, noon, of_day, waiting_row
from handlers.maps import way_to
from handlers.notifications import renders
from handlers.offers import visit_words
from handlers.reasons import leave_question
from handlers.routes import Routes
from handlers.shifts import report, spans
from handlers.technician_cards import has_heard, short, technician_card
from handlers.technician_taps import (
    ArriveTap,
    CloseOutTap,
    ConnectTap,
    HomeTap,
    JobTap,
    TodayTap,
    UndoArrivalTap,
)
from handlers.texts.render import Markup, Say
from handlers.understanding import when
from handlers.understanding.away import of_somebody_else
from handlers.understanding.what import Kind, Wish
from models.appointment import Status
from models.order import OrderStatus
from models.person import Role
from models.shift import OffReason
from scheduling import messages, visits
from scheduling.letters import Letter
from scheduling.permissions import Action
from scheduling.views import OrderView

routes = Routes()
routes.include(departures.routes)
routes.include(moves.routes)
routes.include(places.routes)


def mark(view: OrderView) -> str:
    """How far a visit of the day is."""
    if view.visit is not None and view.visit.status is Status.DONE:
        return "done"
    if view.status in (OrderStatus.EN_ROUTE, OrderStatus.ON_SITE, OrderStatus.CONNECTED):
        return view.status.value
    return "ahead"


def day_card(turn: Turn, day: int, found: list[OrderView], offers: Rows) -> Card:
    """A day in order: what, when, where, how far; one row each with its card and its way on the map."""
    say = turn.say
    done = sum(mark(view) == "done" for view in found)
    lines: list[Markup] = [say("day-head", day=say.day(noon(turn, day)), count=len(found), done=done)]
    rows: Rows = [*offers]
    for number, view in enumerate(found, 1):
        if view.visit is None:
            continue
        what = say(f"kind-{view.kind}")
        where = view.address or view.area
        lines.append(
            say(
                "day-line", number=number, mark=say(f"mark-{mark(view)}"), what=what, where=where,
                urgent=int(view.urgent), customer=view.customer or "",
                window=say("clock-window", start=say.clock(view.visit.starts_at), end=say.clock(view.visit.ends_at)),
            )
        )  # fmt: skip
        if mark(view) != "done":
            way = way_to(view, say.maps)
            rows.append(
                [(short(say, view).strip(), JobTap(view.visit.id)), *([(say("job-button-map"), way)] if way else [])]
            )
    today = say.local(turn.now).toordinal()
    other = (
        (say("job-button-today"), TodayTap(0))
        if day and day != today
        else (say("job-button-tomorrow"), TodayTap(today + 1))
    )
    rows.append([other, (say("job-button-technician-home"), HomeTap())])
    return Card(Markup("\n".join(lines)), rows)


async def show_day(turn: Turn, day: int) -> None:
    leave_question(turn)
    found = await turn.look(of_day, noon(turn, day))
    await turn.show(day_card(turn, day, found, await waiting_row(turn)))


@routes.command("today", Role.TECHNICIAN)
async def today(turn: Turn) -> None:
    await show_day(turn, 0)


@routes.tap(TodayTap)
async def a_day(turn: Turn, tap: TodayTap) -> None:
    await show_day(turn, tap.day)


@routes.wish(Kind.TODAY, Role.TECHNICIAN)
async def asks_for_the_day(turn: Turn, wish: Wish) -> None:
    """明天有几单: the day that was named, else today."""
    named = [m["start"] for m in when.understand(turn.text, turn.say.local(turn.now), turn.lang) if m["start"]]
    await show_day(turn, named[0].toordinal() if named else 0)


@routes.tap(JobTap)
async def a_visit(turn: Turn, tap: JobTap) -> None:
    await show_job(turn, tap.visit_id)


async def show_job(turn: Turn, visit_id: int) -> None:
    leave_question(turn)
    view = await answered_on(turn, visit_id)
    await turn.show(technician_card(turn.say, view, undo=just_arrived(turn, view)))


def just_arrived(turn: Turn, view: OrderView) -> bool:
    at = view.visit.arrived_at if view.visit else None
    return at is not None and turn.now <= at + turn.policy.arrival_undo


@routes.tap(ArriveTap)
async def arrived(turn: Turn, tap: ArriveTap) -> None:
    await arrive(turn, tap.visit_id)


async def arrive(turn: Turn, visit_id: int) -> None:
    """At the door; the words to say there follow (R-5.2), and for two minutes a way back."""
    place = places.fresh_place(turn)
    await turn.run(visits.arrive, visit_id, *(place or ()))
    view = await answered_on(turn, visit_id)
    say = turn.say
    script = say(
        "door-script", customer=view.customer or "", kind=say(f"kind-{view.kind}"), undo=turn.policy.arrival_undo
    )
    way = places.too_far(view, place)
    if way is not None:
        script = Markup(f"{say('place-far', km=f'{way:.1f}')}\n\n{script}")
    await turn.show(technician_card(say, view, tail=script, undo=True))


@routes.tap(UndoArrivalTap)
async def not_there_yet(turn: Turn, tap: UndoArrivalTap) -> None:
    await turn.run(visits.undo_arrival, tap.visit_id)
    view = await answered_on(turn, tap.visit_id)
    await turn.show(technician_card(turn.say, view, head=turn.say("arrival-taken-back", told=has_heard(view))))


@routes.wish(Kind.ARRIVED, Role.TECHNICIAN)
async def says_arrived(turn: Turn, wish: Wish) -> None:
    """到了: said plainly of the one visit it can be it counts; there are two minutes to take it back."""
    found = await meant(turn, Action.ARRIVE)
    if len(found) == 1 and found[0].visit is not None and wish.sure:
        await arrive(turn, found[0].visit.id)
    else:
        await ask_which(turn, found, ArriveTap)


@routes.tap(ConnectTap)
async def connected(turn: Turn, tap: ConnectTap) -> None:
    """It works; the record is next, while everything is still at hand (R-3.16)."""
    from handlers import close_outs

    await turn.run(visits.connect, tap.visit_id)
    close_outs.begin(turn, tap.visit_id)
    await close_outs.show_page(turn, head=turn.say("connected"))


@routes.wish(Kind.DONE, Role.TECHNICIAN)
async def says_done(turn: Turn, wish: Wish) -> None:
    """修好了: one card, one tap to go ahead; a slip here would close somebody's order."""
    found = await meant(turn, Action.CONNECT, Action.CLOSE_OUT)
    if len(found) != 1 or found[0].visit is None:
        await ask_which(turn, found, JobTap)
        return
    await turn.show(technician_card(turn.say, found[0], head=turn.say("really-done")))


@routes.wish(Kind.ABSENT, Role.TECHNICIAN)
async def nobody_home(turn: Turn, wish: Wish) -> None:
    """The technician's own words go to dispatch, with an owner who stays on them."""
    found = await turn.look(ahead)
    there = [v for v in found if v.status is OrderStatus.ON_SITE] or [
        v for v in found if v.status is OrderStatus.EN_ROUTE
    ]
    if not there and not of_somebody_else(turn.text) and (own := spans(turn, turn.text)):
        await report(turn, OffReason.LEAVE, own)  # 明天三点到五点不在: at nobody's door, it is their own hours
        return
    order_id = there[0].id if len(there) == 1 else None
    await turn.run(messages.write_to_dispatch, turn.text, order_id)
    await turn.tell("absence-told", rows=job_rows(turn, there))


@renders("visit-cancelled")
def cancelled(letter: Letter, say: Say) -> Card:
    return gone_card(letter, say, "job-cancelled")


@renders("you-missed")
def missed(letter: Letter, say: Say) -> Card:
    return gone_card(letter, say, "you-missed")


def gone_card(letter: Letter, say: Say, key: str) -> Card:
    return Card(say(key, **visit_words(letter, say)), [[(say("job-button-today"), TodayTap(0))]])


@renders("not-entered")
def not_entered(letter: Letter, say: Say) -> Card:
    """R-3.16: put through, and the record still missing."""
    view = letter.view
    if view is None or view.visit is None:
        return Card(say("job-gone"))
    card = technician_card(say, view, head=say("not-entered"))
    return card if card.rows else Card(card.text, [[(say("job-button-close-out"), CloseOutTap(view.visit.id))]])


@renders("customer-said-fixed")
def said_fixed(letter: Letter, say: Say) -> Card:
    silent = int(bool(letter.params.get("by_silence")))
    return Card(say("customer-said-fixed", silent=silent, **visit_words(letter, say)))


@renders("customer-said-not-fixed")
def said_not_fixed(letter: Letter, say: Say) -> Card:
    """D-39: the same order is open again; who goes is offered in the usual way."""
    note = letter.params.get("note") or ""
    return Card(say("customer-said-not-fixed", note=note, noted=int(bool(note)), **visit_words(letter, say)))
