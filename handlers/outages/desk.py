"""An outage's card with its history and everything that may be done about it; the list; "is there an outage at …?"."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.answering import argument
from handlers.buttons import Button, Rows, in_rows
from handlers.context import Card, Turn
from handlers.dispatch import STAFF
from handlers.dispatch_taps import HomeTap, OutagesTap, OutageTap, TellTap
from handlers.outages.taps import (
    CallOffTap,
    CallOffYesTap,
    EditTap,
    HistoryTap,
    MergeTap,
    MergeYesTap,
    NewOutageTap,
    NextWordTap,
    RestoreTap,
    ResumeTap,
    StateTap,
    UndoTap,
    VisitsTap,
)  # fmt: skip
from handlers.outages.words import end_words, history_line, lines, status_words, title
from handlers.routes import Routes
from handlers.texts.render import Markup, Say, headed
from handlers.understanding import outages as reading
from handlers.understanding.what import Kind, Wish
from handlers.understanding.what.restoring import says_over
from models.errors import NotFound
from models.outage import NEXT, OutageStatus
from models.person import Role
from scheduling import broadcasts, outages
from scheduling.outages import OutageView, choosing, looking, moving
from scheduling.outages.recording import ALONG_THE_WAY, RESUME_FOR
from scheduling.permissions import Action

routes = Routes()

READERS = (*STAFF, Role.TECHNICIAN)
LAST = 5  # lines of history on the card itself
LISTED = 8
UNDO_FOR = timedelta(minutes=10)


async def show(
    turn: Turn, outage_id: int, head: Markup | None = None, *, just_opened: bool = False, more: int = LAST,
    first: Rows | None = None,
) -> None:  # fmt: skip
    """The record as it is now."""
    view = await turn.look(outages.outage_view, outage_id)
    told = await turn.look(outages.history, outage_id, more)
    others = await turn.look(choosing.mergeable, outage_id)
    inside = await turn.look(moving.flagged, outage_id) if view.planned and view.open and view.may_change else []
    say = turn.say
    text = [title(say, view), *lines(say, view)]
    if inside:
        text.append(say("outage-visits-inside", count=len(inside)))
    text += [Markup(""), *(history_line(say, one, planned=view.planned) for one in told)]
    rows: Rows = [*(first or [])]
    if just_opened and view.may_change:
        rows.append([(say("button-outage-undo"), UndoTap(view.id))])
    if view.may_change:
        rows.append([telling(say, view, await turn.look(broadcasts.ready, view.id))])
    if inside:
        rows.append([(say("button-outage-visits", count=len(inside)), VisitsTap(view.id))])
    rows += buttons(say, view, turn.now)
    if view.may_change and view.open:
        rows += [[(say("button-outage-merge", id=other.id, place=other.place), MergeTap(view.id, other.id))]
                 for other in others[:2]]  # fmt: skip
    last: list[Button] = [(say("button-outages"), OutagesTap()), (say("button-desk-home"), HomeTap())]
    if more == LAST and len(told) == LAST:
        last.insert(0, (say("button-outage-history"), HistoryTap(view.id)))
    await turn.beside(Card(headed(head, Markup("\n".join(text))), [*rows, last]), "broadcast")


def telling(say: Say, view: OutageView, ready: tuple[int, int] | None) -> Button:
    """A notice is ready whenever the record has something new to say: how many wait to hear it."""
    count = ready[1] if ready is not None else 0
    words = say("button-broadcast-tell-count", count=count) if count else say("button-broadcast-tell")
    return words, TellTap(view.id)


def buttons(say: Say, view: OutageView, now: datetime) -> Rows:
    """What may be done about it as it stands: the likeliest first."""
    if not view.may_change:
        return []
    if view.status is OutageStatus.RESTORED and view.restored_at and now - view.restored_at < RESUME_FOR:
        return [[(say("button-outage-resume"), ResumeTap(view.id))]]
    if not view.open:
        return []
    rows: Rows = []
    if view.running:
        states = [one for one in OutageStatus if one in ALONG_THE_WAY & NEXT[view.status]]
        rows.append([(say(f"button-outage-state-{one}"), StateTap(view.id, one.value)) for one in states])
        hour = say("button-outage-nothing-new", length=timedelta(hours=1))
        rows.append([(say("button-outage-restored"), RestoreTap(view.id)), (hour, NextWordTap(view.id, 60))])
    edits = ("end", "cause", "area", "services", "since") if view.running else ("end", "cause", "area", "services")
    rows += in_rows(((say(f"button-outage-field-{what}"), EditTap(view.id, what)) for what in edits), 3)
    rows.append([(say("button-outage-call-off"), CallOffTap(view.id))])
    return rows


@routes.tap(OutageTap)
async def opened(turn: Turn, tap: OutageTap) -> None:
    if turn.talk.step and turn.talk.step.startswith("outage:"):
        turn.talk.end()
    await show(turn, tap.outage_id)


async def still(turn: Turn, outage_id: int, wanted: OutageStatus | None = None) -> bool:
    """Can the record still be changed, or become this? If not, the button was of before: its card as it is now."""
    view = await turn.look(outages.outage_view, outage_id)
    if view.status is wanted or (view.open if wanted is None else wanted in NEXT[view.status]):
        return True
    await turn.toast(turn.say("outage-has-moved-on", status=turn.say(f"outage-status-{view.status}")), alert=True)
    await show(turn, outage_id)
    return False


@routes.tap(HistoryTap)
async def history(turn: Turn, tap: HistoryTap) -> None:
    await show(turn, tap.outage_id, more=40)


# --- Its states ----------------------------------------------------------------------------------------------------


@routes.tap(StateTap)
async def state(turn: Turn, tap: StateTap) -> None:
    if tap.status not in ALONG_THE_WAY:
        raise NotFound(what="status", id=tap.status)
    if not await still(turn, tap.outage_id, OutageStatus(tap.status)):
        return
    await turn.run(outages.change, tap.outage_id, status=tap.status)
    await show(turn, tap.outage_id, turn.say("outage-change-kept"))


@routes.tap(NextWordTap)
async def nothing_new(turn: Turn, tap: NextWordTap) -> None:
    """The promised word is given: nothing has changed, and when the next one comes."""
    at = turn.now + timedelta(minutes=max(1, min(tap.minutes, 7 * 24 * 60)))
    if not await still(turn, tap.outage_id):
        return
    await turn.run(outages.change, tap.outage_id, next_update_at=at, reason=turn.say("outage-no-change"))
    await show(turn, tap.outage_id, turn.say("outage-next-kept", at=at))


@routes.tap(RestoreTap)
async def restored(turn: Turn, tap: RestoreTap) -> None:
    if not await still(turn, tap.outage_id, OutageStatus.RESTORED):
        return
    await turn.run(outages.restore, tap.outage_id)
    await show(turn, tap.outage_id, turn.say("outage-restored-kept"))


@routes.tap(ResumeTap)
async def resumed(turn: Turn, tap: ResumeTap) -> None:
    if not await still(turn, tap.outage_id, OutageStatus.MONITORING):
        return
    await turn.run(outages.resume, tap.outage_id)
    await show(turn, tap.outage_id, turn.say("outage-resumed-kept"))


@routes.tap(CallOffTap)
async def call_off(turn: Turn, tap: CallOffTap | UndoTap) -> None:
    if not await still(turn, tap.outage_id, OutageStatus.CALLED_OFF):
        return
    view = await turn.look(outages.outage_view, tap.outage_id)
    rows: Rows = [[(turn.say("button-outage-call-off-yes"), CallOffYesTap(view.id))], back_row(turn, view.id)]
    await turn.show(Card(turn.say("outage-call-off-sure", id=view.id, place=view.place, held=view.held), rows))


@routes.tap(UndoTap)
async def undo(turn: Turn, tap: UndoTap) -> None:
    """The card may be days old, and the outage real."""
    view = await turn.look(outages.outage_view, tap.outage_id)
    fresh = turn.now - view.opened_at <= UNDO_FOR
    await (called_off if fresh else call_off)(turn, tap)


@routes.tap(CallOffYesTap)
async def called_off(turn: Turn, tap: CallOffYesTap | UndoTap) -> None:
    if not await still(turn, tap.outage_id, OutageStatus.CALLED_OFF):
        return
    await turn.run(outages.call_off, tap.outage_id)
    await show(turn, tap.outage_id, turn.say("outage-called-off-kept"))


@routes.tap(MergeTap)
async def merge(turn: Turn, tap: MergeTap) -> None:
    one, into = [await turn.look(outages.outage_view, id) for id in (tap.outage_id, tap.into_id)]
    text = turn.say("outage-merge-sure", id=one.id, place=one.place, into=into.id, other=into.place)
    rows: Rows = [[(turn.say("button-outage-merge-yes", id=into.id), MergeYesTap(one.id, into.id))]]
    await turn.show(Card(text, [*rows, back_row(turn, one.id)]))


@routes.tap(MergeYesTap)
async def merged(turn: Turn, tap: MergeYesTap) -> None:
    if not await still(turn, tap.outage_id, OutageStatus.MERGED):
        return
    await turn.run(outages.merge, tap.outage_id, tap.into_id)
    await show(turn, tap.into_id, turn.say("outage-merged-kept", id=tap.outage_id))


def back_row(turn: Turn, outage_id: int) -> list[Button]:
    return [(turn.say("button-outage-back"), OutageTap(outage_id))]


# --- What is open --------------------------------------------------------------------------------------------------


@routes.command("outages", *READERS)
async def list_command(turn: Turn) -> None:
    await show_list(turn)


@routes.command("outage", *(role for role in READERS if role is not Role.DISPATCHER))
async def asked_by_command(turn: Turn) -> None:
    """Who does not open records asks about them."""
    await answer(turn, argument(turn))


@routes.tap(OutagesTap)
async def list_tapped(turn: Turn, tap: OutagesTap) -> None:
    await show_list(turn)


@routes.wish(Kind.OUTAGE, *READERS)
async def asked(turn: Turn, wish: Wish) -> None:
    await answer(turn, turn.text)


@routes.wish(Kind.OUTAGE_OPEN, *(role for role in READERS if role is not Role.DISPATCHER))
async def said(turn: Turn, wish: Wish) -> None:
    await answer(turn, turn.text)


async def answer(turn: Turn, text: str) -> None:
    """R-6.11: "is there an outage at …?", read from the record at this moment; without a place, all that is open."""
    places = await turn.look(choosing.named, text, action=Action.READ_OUTAGES) if text else []
    if not places:
        note = None if reading.asks(text) or not text else turn.say("outage-dispatchers-only")
        await show_list(turn, note if turn.role is not Role.DISPATCHER else None)
        return
    at = await turn.look(looking.near_places, [(place.unit_id, place.area_id) for place in places])
    names = [place.name for place in places]
    if not at:
        rows: Rows = [[(turn.say("button-outages"), OutagesTap()), (turn.say("button-desk-home"), HomeTap())]]
        if turn.role is Role.DISPATCHER:
            rows.insert(0, [(turn.say("button-outage-new"), NewOutageTap())])
        await turn.show(Card(turn.say("outage-none-there", places=names), rows))
        return
    over = says_over(text) and all(one.running and one.may_change for one in at)
    note = turn.say("outage-there-over" if over else "outage-there", places=names, count=len(at))
    if len(at) > 1:
        await turn.show(list_card(turn, at, note))
    elif over:
        await turn.show(over_card(turn.say, at[0], note))
    else:
        await show(turn, at[0].id, note)


def over_card(say: Say, view: OutageView, note: Markup) -> Card:
    """Said to be back: words alone end nothing, since everybody there hears of it; one tap does."""
    rows: Rows = [
        [(say("button-outage-restored"), RestoreTap(view.id))],
        [(say("button-outage-open"), OutageTap(view.id))],
    ]
    return Card(headed(note, Markup("\n".join([title(say, view), *lines(say, view)]))), rows)


async def show_list(turn: Turn, note: Markup | None = None) -> None:
    await turn.show(list_card(turn, await turn.look(looking.seen), note))


def list_card(turn: Turn, found: list[OutageView], note: Markup | None = None) -> Card:
    """What runs, then what is planned."""
    say = turn.say
    text = [say("outages-list", count=len(found)) if found else say("outages-none")]
    text += [line(say, view) for view in found[:LISTED]]
    if len(found) > LISTED:
        text.append(say("list-more", count=len(found) - LISTED))
    rows = in_rows(((say("button-outage-number", id=view.id), OutageTap(view.id)) for view in found[:LISTED]), 4)
    last: list[Button] = [(say("button-desk-home"), HomeTap())]
    if turn.role is Role.DISPATCHER:
        last.insert(0, (say("button-outage-new"), NewOutageTap()))
    return Card(headed(note, Markup("\n".join(text))), [*rows, last])


def line(say: Say, view: OutageView) -> Markup:
    """One record on a list."""
    if view.planned and not view.running:
        return say("outage-line-works", id=view.id, place=view.place, at=view.starts_at,
                   end=end_words(say, view.expected_from, view.expected_until))  # fmt: skip
    status = status_words(say, view.status, planned=view.planned)
    return say("outage-line", id=view.id, place=view.place, status=status, at=view.starts_at,
               end=end_words(say, view.expected_from, view.expected_until))  # fmt: skip
