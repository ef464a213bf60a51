""" "Is there an outage?": answered from the record (R-6.12), for their homes or the place they name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from handlers.booking.flow import repair_row
from handlers.buttons import Rows
from handlers.cards import menu_row
from handlers.context import Card, Turn
from handlers.held_orders.taps import NewsTap, UnwatchTap, WatchTap
from handlers.record import record_lines
from handlers.relay_taps import WriteDispatchTap
from handlers.routes import CUSTOMER, Routes
from handlers.taps import OrderTap
from handlers.texts.render import Markup, Say
from handlers.understanding.outage_words import news_wanted
from handlers.understanding.what import Kind, Wish
from models.outage import Outage
from scheduling import areas, held_orders, on_file, outages, people
from scheduling.outages import OutageView
from scheduling.unit_of_work import UnitOfWork

routes = Routes()

WHERE = "record:where"


@dataclass(frozen=True)
class Found:
    """Where somebody asked about: each record that runs, with the order of theirs that waits for it; and works ahead."""

    asked: bool  # a place is known
    outages: tuple[tuple[OutageView, int | None, bool], ...]  # record, own order, watched
    works: tuple[OutageView, ...]


def found_at(uow: UnitOfWork, address: str | None, area_id: int | None = None) -> Found:
    """At the address that was said, or at every home on file."""
    places: list[tuple[int, str]] = []
    if area_id is not None:
        places = [(area_id, address or "")]
    elif address:
        named = areas.match(uow, address)
        places = [(named[0].id, address)] if len(named) == 1 else []
    else:
        places = [(home.area_id, home.text) for home in on_file.homes(uow, uow.me)]
    running = {one.id: one for place in places for one in held_orders.covering(uow, *place)}
    ahead = {one.id: one for area_id, text in places
             for one in outages.works_ahead(uow, area_id, areas.plant_of(uow, area_id, text))}  # fmt: skip
    mine = held_orders.held_by_customer(uow)
    watched = held_orders.watched(uow)
    return Found(
        bool(places),
        tuple((outages.view(uow, one), mine.get(one.id), one.id in watched) for one in running.values()),
        tuple(outages.view(uow, one) for one in ahead.values()),
    )


@routes.wish(Kind.OUTAGE, CUSTOMER)
async def outage_asked(turn: Turn, wish: Wish) -> None:
    """ "是不是停网了": cause, expected end and the next word, and "tell me when it is back"."""
    wanted = news_wanted(turn.text)
    if wanted is not None:
        await set_news(turn, wanted=wanted)
    else:
        await answer(turn, await turn.look(found_at, wish.entities.address))


async def answer(turn: Turn, found: Found) -> None:
    say = turn.say
    if not found.asked:
        turn.talk.start(WHERE)
        await turn.tell("record-ask-where", menu_row(say))
        return
    if not found.outages:
        text = Markup("\n\n".join([*(works_lines(say, one) for one in found.works), say("outage-none")]))
        human: Rows = [[(say("button-write-dispatch"), WriteDispatchTap(0))]]
        await turn.show(Card(text, [*repair_row(say), *human], states=found.works))
        return
    lines: list[str] = []
    rows: Rows = []
    for outage, order_id, watched in found.outages:
        lines += [Markup(f"<b>{say('record-head')}</b>"), *record_lines(say, outage), Markup()]
        rows += rows_for(say, outage, order_id, watched)
    running = tuple(outage for outage, *_ in found.outages)
    await turn.show(Card(Markup("\n".join(lines).strip()), [*rows, *repair_row(say), *menu_row(say)], states=running))


def works_lines(say: Say, works: OutageView) -> Markup:
    """What they were or will be told of: when the service stops, and until when."""
    lines = [Markup(f"<b>{say('record-works-head')}</b>"), say("record-works-from", at=works.starts_at)]
    return Markup("\n".join([*lines, *record_lines(say, works)]))


def rows_for(say: Say, outage: OutageView, order_id: int | None, watched: bool) -> Rows:
    if order_id is not None:  # their order waits for it: they will be asked
        return [[(say("record-your-order"), OrderTap(order_id))]]
    if watched:
        return [[(say("button-unwatch"), UnwatchTap(outage.id))]]
    return [[(say("button-watch"), WatchTap(outage.id))]]


@routes.step(WHERE)
async def where_said(turn: Turn) -> None:
    """An estate or address in words; what is not found is said, and nothing is guessed."""
    found = await turn.look(found_at, turn.text or " ")
    if found.asked:
        turn.talk.end()
        await answer(turn, found)
        return
    from handlers.understanding.leaving_off import leaves_off

    if leaves_off(turn.text):
        turn.talk.end()
        await turn.tell("courtesy-no", menu_row(turn.say))
        return
    await turn.tell("record-where-unclear", menu_row(turn.say))


@routes.ask(WHERE)
async def ask_where(turn: Turn) -> None:
    await turn.tell("record-ask-where", menu_row(turn.say))


@routes.tap(WatchTap)
async def watched(turn: Turn, tap: WatchTap) -> None:
    outage = await turn.run(held_orders.watch, tap.outage_id)
    view = await turn.look(seen, outage.id)
    lines = [Markup(f"<b>{turn.say('watch-on')}</b>"), *record_lines(turn.say, view)]
    rows: Rows = [[(turn.say("button-unwatch"), UnwatchTap(outage.id))], *menu_row(turn.say)]
    await turn.show(Card(Markup("\n".join(lines)), rows, states=(view,)))


def seen(uow: UnitOfWork, outage_id: int) -> OutageView:
    return outages.view(uow, uow.get(Outage, outage_id))


@routes.tap(UnwatchTap)
async def unwatched(turn: Turn, tap: UnwatchTap) -> None:
    await turn.run(held_orders.unwatch, tap.outage_id)
    view = await turn.look(seen, tap.outage_id)
    again: Rows = [[(turn.say("button-watch"), WatchTap(view.id))]] if view.running else []
    await turn.tell("watch-off", [*again, *menu_row(turn.say)])


@routes.tap(NewsTap)
async def news_tapped(turn: Turn, tap: NewsTap) -> None:
    await set_news(turn, wanted=bool(tap.wanted))


async def set_news(turn: Turn, *, wanted: bool) -> None:
    """Off: what they asked for and questions about their own orders still come, and the card says so (D-14)."""
    await turn.run(people.hear_outage_news, wanted)
    back: Any = (turn.say("button-news-off"), NewsTap(0)) if wanted else (turn.say("button-news-on"), NewsTap(1))
    await turn.tell("news-on" if wanted else "news-off", [[back], *menu_row(turn.say)])
