"""Sent, approved, called back, paused, stopped: each asked of the broadcast as it is now."""

from __future__ import annotations

from handlers.broadcasts import cards
from handlers.broadcasts.desk import show, stands
from handlers.broadcasts.taps import (
    ApproveTap,
    BroadcastTap,
    CallBackTap,
    PauseTap,
    ResumeTap,
    SendTap,
    StopTap,
    StopYesTap,
)  # fmt: skip
from handlers.buttons import Rows
from handlers.context import Card, Turn
from handlers.routes import Routes
from scheduling import broadcasts

routes = Routes()


async def unchanged(turn: Turn, tap: SendTap | ApproveTap, wanted: str) -> bool:
    """In that state, and its words those that were looked at; what changed since is looked at again."""
    view = await stands(turn, tap.broadcast_id, wanted)
    if view is not None and view.mark != tap.mark:
        await show(turn, tap.broadcast_id, turn.say("refused-words-changed"))
        return False
    return view is not None


@routes.tap(SendTap)
async def sent(turn: Turn, tap: SendTap) -> None:
    """After the undo delay, or to a colleague first."""
    if not await unchanged(turn, tap, "draft"):
        return
    pressed = turn.query.message if turn.query is not None else None
    stands_at = (turn.place, pressed.message_id) if pressed is not None else None
    await turn.run(broadcasts.confirm, tap.broadcast_id, tap.mark, stands_at)
    await show(turn, tap.broadcast_id)


@routes.tap(ApproveTap)
async def approved(turn: Turn, tap: ApproveTap) -> None:
    if not await unchanged(turn, tap, "awaiting_second"):
        return
    await turn.run(broadcasts.approve, tap.broadcast_id, tap.mark)
    await turn.show(cards.approved_card(turn.say, await turn.look(broadcasts.read, tap.broadcast_id)))


@routes.tap(CallBackTap)
async def called_back(turn: Turn, tap: CallBackTap) -> None:
    """Too late is said with what can be done instead."""
    if await stands(turn, tap.broadcast_id, "awaiting_second", "scheduled") is not None:
        await turn.run(broadcasts.call_back, tap.broadcast_id)
        await show(turn, tap.broadcast_id, turn.say("broadcast-called-back"))


@routes.tap(PauseTap)
async def paused(turn: Turn, tap: PauseTap) -> None:
    if await stands(turn, tap.broadcast_id, "sending", "paused") is not None:
        await turn.run(broadcasts.pause, tap.broadcast_id)
        await show(turn, tap.broadcast_id)


@routes.tap(ResumeTap)
async def resumed(turn: Turn, tap: ResumeTap) -> None:
    if await stands(turn, tap.broadcast_id, "sending", "paused") is not None:
        await turn.run(broadcasts.resume, tap.broadcast_id)
        await show(turn, tap.broadcast_id)


@routes.tap(StopTap)
async def stop(turn: Turn, tap: StopTap) -> None:
    """Asked once, in a message of its own: the progress card goes on being drawn anew. Meanwhile nothing more leaves."""
    if await stands(turn, tap.broadcast_id, "sending", "paused") is None:
        return
    await turn.run(broadcasts.pause, tap.broadcast_id)
    view = await turn.look(broadcasts.read, tap.broadcast_id)
    say, done = turn.say, view.progress
    rows: Rows = [
        [(say("button-broadcast-stop-yes"), StopYesTap(view.id))],
        [(say("button-broadcast-resume"), ResumeTap(view.id)), (say("button-broadcast-back"), BroadcastTap(view.id))],
    ]
    await turn.send(Card(say("broadcast-stop-sure", number=view.id, sent=done.sent, left=done.left), rows))


@routes.tap(StopYesTap)
async def stopped(turn: Turn, tap: StopYesTap) -> None:
    if await stands(turn, tap.broadcast_id, "sending", "paused") is not None:
        await turn.run(broadcasts.stop, tap.broadcast_id)
        await show(turn, tap.broadcast_id)
