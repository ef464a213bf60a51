"""A plain sentence about an outage that is open already: its expected end moves, by one tap, and back by another."""

from __future__ import annotations

from datetime import UTC, datetime

from handlers.buttons import Rows
from handlers.context import Card, Turn
from handlers.dispatch_taps import OutagesTap, OutageTap
from handlers.outages import desk
from handlers.outages.draft import instant, local
from handlers.outages.taps import AnotherTap, EndBackTap, MoveEndTap
from handlers.outages.words import end_words
from handlers.routes import Routes
from handlers.understanding import outages as reading
from handlers.understanding import what
from models.errors import NotFound
from scheduling import outages
from scheduling.outages import OutageView, choosing, looking
from scheduling.unit_of_work import UnitOfWork

routes = Routes()

WORDS = "outage_words"
SHOWN = 6


def concerned(uow: UnitOfWork, text: str, until: datetime) -> list[OutageView]:
    """The records it may be said of: over the place that is named, or all; begun by then, and the actor's to change."""
    places = choosing.named(uow, text)
    found = looking.reaching(uow, [(one.unit_id, one.area_id) for one in places]) if places else looking.seen(uow)
    number = reading.number_in(text)
    return [
        view for view in found if view.may_change and view.starts_at < until and (number is None or view.id == number)
    ]


async def proposed(turn: Turn) -> bool:
    """Asks whether the record's end is to move, where there is one; False: these words open a new one, as ever."""
    since, until = (instant(turn, at) for at in reading.end_alone(turn.text, local(turn), turn.lang))
    if since is None or until is None:
        return False
    found = await turn.look(concerned, turn.text, until)
    if not found:
        return False
    say, first = turn.say, found[0]
    words = end_words(say, since, until)
    taps = [(view, MoveEndTap(view.id, minutes(since), minutes(until))) for view in found[:SHOWN]]
    if len(found) == 1:
        was = end_words(say, first.expected_from, first.expected_until)
        text = say("outage-move-end", id=first.id, place=first.place, was=was, end=words)
        rows: Rows = [[(say("button-outage-move-end", end=words), taps[0][1])]]
        rows.append([(say("button-outage-go-to", id=first.id), OutageTap(first.id))])
    else:
        text = say("outage-move-which-end", end=words)
        rows = [[(say("button-outage-move-end-of", id=view.id, place=view.place), tap)] for view, tap in taps]
    turn.talk.end()
    turn.talk.note(**{WORDS: turn.text})
    await turn.show(Card(text, [*rows, [(say("button-outage-another"), AnotherTap())]]))
    return True


async def none_there(turn: Turn) -> bool:
    """科技园还要两个小时, where no record is open: said so, and one tap opens one with that end."""
    if not reading.of_the_end_only(turn.text) or reading.end_alone(turn.text, local(turn), turn.lang)[1] is None:
        return False
    places = await turn.look(choosing.named, turn.text)
    if not places:
        return False
    say = turn.say
    turn.talk.end()
    turn.talk.note(**{WORDS: turn.text})
    rows: Rows = [[(say("button-outage-new"), AnotherTap())], [(say("button-outages"), OutagesTap())]]
    await turn.show(Card(say("outage-none-there", places=[place.name for place in places]), rows))
    return True


def minutes(at: datetime | None) -> int:
    """As a button carries it; 0 where no end is known."""
    return int(at.timestamp() // 60) if at is not None else 0


def carried(at: int) -> datetime | None:
    return datetime.fromtimestamp(at * 60, UTC) if at > 0 else None


@routes.tap(MoveEndTap)
async def moved(turn: Turn, tap: MoveEndTap) -> None:
    """Moved as if its card had been opened for it; the way back stands on the card."""
    if not await desk.still(turn, tap.outage_id):
        return
    before = await turn.look(outages.outage_view, tap.outage_id)
    turn.talk.end()
    since, until = carried(tap.since), carried(tap.until)
    if (before.expected_from, before.expected_until) == (since, until):  # a second tap, or a colleague was as fast
        await desk.show(turn, tap.outage_id)
        return
    await turn.run(outages.change, tap.outage_id, expected_from=since, expected_until=until)
    was = minutes(before.expected_from), minutes(before.expected_until)
    back: Rows = [[(turn.say("button-outage-end-back"), EndBackTap(tap.outage_id, *was, tap.until))]]
    await desk.show(turn, tap.outage_id, turn.say("outage-change-kept"), first=back)


@routes.tap(EndBackTap)
async def put_back(turn: Turn, tap: EndBackTap) -> None:
    """A slip of the thumb. What has been moved on since stands."""
    if not await desk.still(turn, tap.outage_id):
        return
    view = await turn.look(outages.outage_view, tap.outage_id)
    if minutes(view.expected_until) != tap.moved_to:
        await desk.show(turn, tap.outage_id)
        return
    was = carried(tap.since), carried(tap.until)
    await turn.run(outages.change, tap.outage_id, expected_from=was[0], expected_until=was[1])
    await desk.show(turn, tap.outage_id, turn.say("outage-end-put-back"))


@routes.tap(AnotherTap)
async def another(turn: Turn, tap: AnotherTap) -> None:
    """Not that one: what was said opens a record of its own."""
    from handlers.outages import opening

    words = turn.talk.draft.get(WORDS)
    if words is None:
        raise NotFound(what="draft", id=None)
    wish = what.understand(words, turn.lang, {"role": "dispatcher"}).main
    await opening.start(turn, words, wish)
