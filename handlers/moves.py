"""The technician cannot keep a visit: asks to move it (4.C), or gives it back so that somebody else goes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from handlers.buttons import in_rows
from handlers.context import Card, Turn
from handlers.jobs import answered_on, ask_which, meant
from handlers.notifications import renders
from handlers.offers import OTHER, known_reason, typed_reason, visit_words
from handlers.reasons import leave_question, put_question
from handlers.routes import Routes
from handlers.technician_cards import technician_card
from handlers.technician_taps import (
    HandBackForTap,
    HandBackTap,
    JobTap,
    LateByTap,
    MoveForTap,
    MoveNotTap,
    MoveTap,
    TodayTap,
)  # fmt: skip
from handlers.texts.render import Say
from handlers.understanding.away import of_somebody_else
from handlers.understanding.what import Kind, Wish
from models.errors import BadValue, WrongState
from models.person import Role
from scheduling import assigning, rescheduling
from scheduling.letters import Letter
from scheduling.permissions import Action

routes = Routes()


@routes.tap(MoveTap)
async def why_move(turn: Turn, tap: MoveTap) -> None:
    await show_why_move(turn, tap.visit_id)


async def show_why_move(turn: Turn, visit_id: int, late: int | None = None) -> None:
    """`late`: by so many minutes; the customer may as well be told that."""
    view = await answered_on(turn, visit_id)
    if Action.ASK_TO_MOVE not in view.actions:
        raise WrongState(current=view.status.value, wanted="rescheduled")
    say = turn.say
    codes = turn.policy.reasons.reschedule
    rows = in_rows((say(f"reason-{code}"), MoveForTap(visit_id, code)) for code in codes)
    if late and view.visit is not None and Action.RUN_LATE in view.actions:
        then = max(view.visit.promised_at, turn.now) + timedelta(minutes=late)
        rows.append([(say("move-button-only-late", minutes=late, at=say.clock(then)), LateByTap(visit_id, late))])
    rows.append([(say("job-button-keep-visit"), JobTap(visit_id))])
    await turn.tell("move-why", rows=rows, area=view.area, at=view.visit.promised_at if view.visit else "")


@routes.tap(MoveForTap)
async def move_for(turn: Turn, tap: MoveForTap) -> None:
    if tap.reason not in turn.policy.reasons.reschedule:
        raise BadValue(field="reason", value=tap.reason)
    if tap.reason == OTHER:
        await ask_in_words(turn, "job:move", tap.visit_id)
        return
    await ask_to_move(turn, tap.visit_id, tap.reason)


async def ask_to_move(turn: Turn, visit_id: int, reason: str, note: str | None = None) -> None:
    """The customer is asked; until they agree the old time stands (R-4.6)."""
    leave_question(turn)
    await turn.run(rescheduling.ask_to_move, visit_id, reason, note)
    view = await answered_on(turn, visit_id)
    await turn.show(technician_card(turn.say, view, head=turn.say("move-put-to-customer")))


@routes.tap(MoveNotTap)
async def move_not(turn: Turn, tap: MoveNotTap) -> None:
    """One slip of a thumb asked the customer; one tap takes it back."""
    await turn.run(rescheduling.withdraw_move, tap.visit_id)
    view = await answered_on(turn, tap.visit_id)
    there = view.visit is not None and view.visit.arrived_at is not None
    await turn.show(technician_card(turn.say, view, head=turn.say("move-taken-back", there=int(there))))


@routes.tap(HandBackTap)
async def why_hand_back(turn: Turn, tap: HandBackTap) -> None:
    view = await answered_on(turn, tap.visit_id)
    if Action.DECLINE not in view.actions:
        raise WrongState(current=view.status.value, wanted="scheduled")
    say = turn.say
    codes = turn.policy.reasons.decline
    rows = in_rows((say(f"reason-{code}"), HandBackForTap(tap.visit_id, code)) for code in codes)
    rows.append([(say("job-button-keep-visit"), JobTap(tap.visit_id))])
    at = view.visit.promised_at if view.visit else ""
    await turn.tell("hand-back-why", rows=rows, area=view.area, at=at)


@routes.tap(HandBackForTap)
async def hand_back_for(turn: Turn, tap: HandBackForTap) -> None:
    if tap.reason == OTHER:
        await ask_in_words(turn, "job:hand-back", tap.visit_id)
        return
    await hand_back(turn, tap.visit_id, known_reason(turn, tap.reason))


async def hand_back(turn: Turn, visit_id: int, reason: str) -> None:
    """Somebody else is asked; the technician's access ends with it (R-12.7)."""
    leave_question(turn)
    await turn.run(assigning.hand_back, visit_id, reason)
    await turn.tell("handed-back", rows=[[(turn.say("job-button-today"), TodayTap(0))]])


async def ask_in_words(turn: Turn, step: str, visit_id: int) -> None:
    await answered_on(turn, visit_id)  # somebody else's visit is refused before anything is asked
    put_question(turn, step, visit_id=visit_id)
    await ask_reason(turn)


@routes.ask("job:move")
@routes.ask("job:hand-back")
async def ask_reason(turn: Turn) -> None:
    rows: Any = [[(turn.say("job-button-keep-visit"), JobTap(int(turn.talk.draft["visit_id"])))]]
    await turn.tell("offer-decline-other", rows=rows)


@routes.step("job:move")
async def move_reason_typed(turn: Turn) -> None:
    await ask_to_move(turn, int(turn.talk.draft["visit_id"]), OTHER, typed_reason(turn))


@routes.step("job:hand-back")
async def hand_back_reason_typed(turn: Turn) -> None:
    await hand_back(turn, int(turn.talk.draft["visit_id"]), typed_reason(turn))


@routes.wish(Kind.RESCHEDULE, Role.TECHNICIAN)
async def wants_to_move(turn: Turn, wish: Wish) -> None:
    found = await meant(turn, Action.ASK_TO_MOVE)
    if len(found) == 1 and found[0].visit is not None:
        late = None if of_somebody_else(turn.text) else wish.entities.minutes
        await show_why_move(turn, found[0].visit.id, late)
    else:
        await ask_which(turn, found, MoveTap)


@renders("move-declined")
def move_declined(letter: Letter, say: Say) -> Card:
    """The customer keeps the old time; whoever asked has to make it, or to finish today what is begun."""
    there = letter.view is not None and letter.view.visit is not None and letter.view.visit.arrived_at is not None
    return Card(
        say("move-declined", there=int(there), **visit_words(letter, say)), [[(say("job-button-today"), TodayTap(0))]]
    )
