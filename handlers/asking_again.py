""" "晚点再问我", "later, tomorrow after seven", "remind me at eight": the question or the visit comes up again then."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from handlers import wishes
from handlers.cards import customer_card, menu_row
from handlers.context import Card, Turn
from handlers.my_visits import mine
from handlers.notifications import renders
from handlers.routes import CUSTOMER, Routes
from handlers.texts.render import Say
from handlers.understanding import when
from handlers.understanding.what import Kind
from models.errors import OutsideHours
from scheduling import asking_again, open_questions, views, windows
from scheduling.letters import Letter
from scheduling.open_questions import Question
from scheduling.permissions import Action

routes = Routes()


@routes.wish(Kind.LATER, CUSTOMER)
async def later(turn: Turn, wish: Any) -> None:
    """ "晚点再说": the question stays; with a time it is put again then, and without a question the visit is meant."""
    found = await turn.look(open_questions.open_questions)
    question, ats = (found[0] if found else None), moments_in(turn)
    if question is not None and ats and question.asked != "restored":  # that one comes again by itself
        await ask_again(turn, question, ats)
    elif question is not None:
        await turn.tell(f"courtesy-later-{question.asked}", menu_row(turn.say))
    elif ats:
        await remind(turn, ats)
    else:
        await turn.tell("courtesy-later", menu_row(turn.say))


async def ask_again(turn: Turn, question: Question, ats: list[datetime]) -> None:
    """Says when it will be asked again; an answer is one tap away all the same."""
    try:
        at = await turn.run(asking_again.ask_again, question, ats)
        head = turn.say("ask-again", at=turn.say.when(at))
    except OutsideHours:
        head = turn.say("ask-again-too-late", at=turn.say.when(ats[0]))
    view = await turn.look(views.visit_view, question.visit_id)
    await turn.show(customer_card(turn.say, view, head, confirm=question.asked == "confirm"))


async def remind(turn: Turn, ats: list[datetime]) -> None:
    """A reminder of the next visit, at a time of the customer's own."""
    ahead = [view for view in await turn.look(mine) if view.visit is not None and Action.CHANGE in view.actions]
    if not ahead or ahead[0].visit is None:
        await turn.tell("remind-nothing", menu_row(turn.say))
        return
    try:
        at = await turn.run(asking_again.remind, ahead[0].visit.id, ats)
        head = turn.say("remind-then", at=turn.say.when(at))
    except OutsideHours:
        head = turn.say("remind-too-late", at=turn.say.when(ats[0]))
    await turn.show(customer_card(turn.say, ahead[0], head))


@renders("reminder-wished")
def reminder_wished(letter: Letter, say: Say) -> Card:
    """The reminder somebody asked for, with the time as it stands."""
    assert letter.view is not None
    return customer_card(say, letter.view, say("remind-now"))


def moments_in(turn: Turn) -> list[datetime]:
    """When they want to hear of it, the likeliest first: seven is an evening's, at an hour at which people are awake."""
    policy, hours = turn.policy, turn.policy.quiet_hours
    waking = [f"{hour:02}:00" for hour in range(hours.end.hour, hours.start.hour or 24)]
    context = {"slot_starts": waking, "next_weekday": turn.person.week_habit, "tongue": turn.tongue}
    local = turn.now.astimezone(policy.zone)
    found = when.understand(turn.text[: wishes.LONGEST], local, turn.lang, context)
    mention = next((one for one in found if one["start"] is not None and not one.get("refused")), None)
    if mention is None:
        return []
    readings = [wishes.aware(reading["start"], turn) for reading in (mention, *mention["alternatives"])]
    ahead = [at for at in readings if at is not None and (at > turn.now or mention["kind"] == "day")]
    awake = sorted(at for at in ahead if not windows.quiet(at, policy))
    return awake + [windows.next_awake(max(at, turn.now), policy) for at in ahead if windows.quiet(at, policy)]
