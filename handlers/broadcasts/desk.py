"""The composer: reached from an outage, from the draft that is ready, or by /broadcast; one card that is always true."""

from __future__ import annotations

from dataclasses import replace

from handlers.broadcasts import cards
from handlers.broadcasts.taps import (
    AgainTap,
    BroadcastsTap,
    BroadcastTap,
    DiscardTap,
    OwnTap,
    PreviewTap,
    PushTap,
    TestTap,
)  # fmt: skip
from handlers.buttons import Rows, in_rows
from handlers.context import Card, Turn
from handlers.dispatch_taps import HomeTap, OutagesTap, OutageTap, SaySoTap, TellTap
from handlers.routes import Routes
from handlers.texts.render import Markup, headed
from models.broadcast import OVER, BroadcastKind
from models.outage import OutageStatus
from models.person import Role
from scheduling import broadcasts, outages
from scheduling.broadcasts import BroadcastView
from scheduling.unit_of_work import UnitOfWork

routes = Routes()

LISTED = 8


async def show(turn: Turn, broadcast_id: int, note: Markup | None = None) -> None:
    """The card of the state it is in."""
    await turn.show(with_note(note, await card(turn, await turn.look(broadcasts.read, broadcast_id))))


async def card(turn: Turn, view: BroadcastView) -> Card:
    say = turn.say
    match view.status:
        case "draft":
            return cards.draft_card(say, view, await turn.look(broadcasts.preview, view.id))
        case "awaiting_second":
            own = turn.person.id in (view.confirmed_by_id, view.composed_by_id)
            return cards.waiting_card(say, view, own=own)
        case "scheduled":
            return cards.countdown_card(say, view, turn.now)
        case "sending" | "paused":
            return cards.progress_card(say, view)
        case "cancelled":
            return Card(cards.title(say, view), [cards.ways_back(say, view)])
    return cards.report_card(say, view)


def with_note(note: Markup | None, card: Card) -> Card:
    return replace(card, text=headed(note, card.text))


async def stands(turn: Turn, broadcast_id: int, *wanted: str) -> BroadcastView | None:
    """The broadcast if it is in one of these states; otherwise the button was of before, and its card is shown as it is now."""
    view = await turn.look(broadcasts.read, broadcast_id)
    if view.status in wanted:
        return view
    await turn.toast(turn.say("broadcast-has-moved-on", state=turn.say(f"broadcast-{view.status}")), alert=True)
    await turn.show(await card(turn, view))
    return None


@routes.tap(BroadcastTap)
async def opened(turn: Turn, tap: BroadcastTap) -> None:
    if turn.talk.step and turn.talk.step.startswith("broadcast:"):
        turn.talk.end()
    await show(turn, tap.broadcast_id)


# --- From an outage --------------------------------------------------------------------------------------------------


@routes.tap(TellTap)
async def tell(turn: Turn, tap: TellTap) -> None:
    """The draft that is ready; what is on its way; what was told already; else a new draft."""
    view = await turn.look(outages.outage_view, tap.outage_id)
    known = await turn.look(about, tap.outage_id)
    live = next((one for one in known if one.status not in OVER), None)
    if live is not None:
        await show(turn, live.id)
    elif (told := next((one for one in known if one.edition == view.edition and one.event_id), None)) is not None:
        await tell_again(turn, told.id, tap.outage_id)
    elif view.open:
        await compose(turn, tap.outage_id)
    else:
        key = "broadcast-merged" if view.status is OutageStatus.MERGED else "broadcast-nobody-heard"
        await turn.tell(key, [[(turn.say("button-outage-open"), OutageTap(view.merged_into_id or view.id))]])


def about(uow: UnitOfWork, outage_id: int) -> list:
    return [one for one in broadcasts.of_outage(uow, outage_id) if one.kind is BroadcastKind.NEWS]


async def tell_again(turn: Turn, broadcast_id: int, outage_id: int) -> None:
    report = cards.report_card(turn.say, await turn.look(broadcasts.read, broadcast_id))
    again: Rows = [[(turn.say("button-broadcast-again"), AgainTap(outage_id))]]
    await turn.show(with_note(turn.say("broadcast-told-already"), Card(report.text, [*report.rows, *again])))


@routes.tap(AgainTap)
async def again(turn: Turn, tap: AgainTap) -> None:
    """For who moved in or bound a chat since; nobody hears the same twice."""
    await compose(turn, tap.outage_id)


async def compose(turn: Turn, outage_id: int) -> None:
    view = await turn.look(outages.outage_view, outage_id)
    made = await turn.run(broadcasts.compose, draft_of(turn), outage_id=outage_id, all_clear=not view.open)
    await show(turn, made.id)


def draft_of(turn: Turn) -> str:
    """One press is one draft, however often it arrives."""
    return f"{turn.chat.bot_id}:{turn.update_id}"


@routes.tap(SaySoTap)
async def say_so(turn: Turn, tap: SaySoTap) -> None:
    """No news is news too: the next word is promised in the record, and the draft says so."""
    await turn.run(no_news, tap.outage_id, turn.say("outage-no-change"))
    await tell(turn, TellTap(tap.outage_id))


def no_news(uow: UnitOfWork, outage_id: int, reason: str) -> None:
    outages.change(uow, outage_id, next_update_at=uow.now + uow.policy.outages.next_update, reason=reason)


# --- The list --------------------------------------------------------------------------------------------------------


@routes.command("broadcast", Role.DISPATCHER)
async def command(turn: Turn) -> None:
    turn.talk.end()
    await show_list(turn)


@routes.tap(BroadcastsTap)
async def listed(turn: Turn, tap: BroadcastsTap) -> None:
    await show_list(turn)


async def show_list(turn: Turn) -> None:
    """What is open, what was sent lately, and the open outages nobody has prepared anything for."""
    say = turn.say
    found = [await turn.look(broadcasts.read, one.id) for one in await turn.look(some)]
    lines = [say("broadcasts-list" if found else "broadcasts-none")]
    lines += [cards.title(say, view) for view in found]
    rows = in_rows(((say("button-broadcast-number", number=view.id), BroadcastTap(view.id)) for view in found), 4)
    rows.append([(say("button-broadcast-own"), OwnTap()), (say("button-outages"), OutagesTap())])
    await turn.show(Card(Markup("\n".join(lines)), [*rows, [(say("button-desk-home"), HomeTap())]]))


def some(uow: UnitOfWork) -> list:
    return [*broadcasts.open_ones(uow), *broadcasts.lately(uow)][:LISTED]


# --- The draft -------------------------------------------------------------------------------------------------------


@routes.tap(PreviewTap)
async def previewed(turn: Turn, tap: PreviewTap) -> None:
    view = await turn.look(broadcasts.read, tap.broadcast_id)
    await turn.show(cards.preview_card(turn.say, view, await turn.look(broadcasts.preview, tap.broadcast_id)))


@routes.tap(PushTap)
async def pushed(turn: Turn, tap: PushTap) -> None:
    await turn.run(broadcasts.change, tap.broadcast_id, push=bool(tap.push))
    await show(turn, tap.broadcast_id)


@routes.tap(TestTap)
async def tested(turn: Turn, tap: TestTap) -> None:
    """The card stays; the test comes below it."""
    if await stands(turn, tap.broadcast_id, *UNSENT) is not None:
        await turn.run(broadcasts.test_send, tap.broadcast_id)
        await turn.toast(turn.say("broadcast-tested"))


UNSENT = ("draft", "awaiting_second", "scheduled")


@routes.tap(DiscardTap)
async def discarded(turn: Turn, tap: DiscardTap) -> None:
    if await stands(turn, tap.broadcast_id, *UNSENT) is not None:
        await turn.run(broadcasts.discard, tap.broadcast_id)
        await show(turn, tap.broadcast_id, turn.say("broadcast-discarded"))
