"""Why it happened: one of the causes, in the dispatcher's own words, or not known yet."""

from __future__ import annotations

from handlers.buttons import in_rows
from handlers.context import Turn
from handlers.outages.asking import answered, ask, asks, hears, put, require_talk
from handlers.outages.taps import CauseTap
from handlers.routes import Routes
from handlers.texts.render import Markup
from handlers.understanding import outages as reading
from handlers.understanding.what import Kind, understand
from models.errors import BadValue
from models.outage import OutageCause
from scheduling.outages import choosing, recording

routes = Routes()


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
