"""Opening a record in half a minute: what was said is kept, what is missing is asked, one card confirms it."""

from __future__ import annotations

from typing import Any

from handlers.answering import argument
from handlers.buttons import Rows, in_rows
from handlers.context import Card, Turn
from handlers.dispatch_taps import OutageTap
from handlers.outages import asking, desk, ends, suggestions
from handlers.outages import draft as drafts
from handlers.outages.draft import STEP, Draft, draft_of, fields, keep
from handlers.outages.taps import (
    CancelTap,
    CardTap,
    FieldTap,
    NewOutageTap,
    OpenTap,
    PlannedTap,
    WidenTap,
)  # fmt: skip
from handlers.outages.words import cause_words, end_words, service_words
from handlers.routes import Routes
from handlers.texts.render import Markup, headed
from handlers.understanding import outages as reading
from handlers.understanding.what import Wish
from models.errors import NotFound, OutageOverlaps
from models.person import Role
from models.unit import WholeUnit
from scheduling import outages
from scheduling.outages import Ground, OutageView, choosing, looking, suggesting

routes = Routes()

FIELDS = ("area", "cause", "since", "end", "next", "services")


@routes.command("outage", Role.DISPATCHER)
async def command(turn: Turn) -> None:
    """`/outage`, or with everything said at once."""
    await start(turn, argument(turn), None)


async def said(turn: Turn, wish: Wish) -> None:
    """The news of an outage opens a draft; what is only said of its end moves that of the record there is; a question
    about one is answered from the record."""
    if reading.is_bare(turn.text):
        await desk.show_list(turn)
    elif reading.asks(turn.text):
        await desk.answer(turn, turn.text)
    elif await ends.proposed(turn):
        return
    elif (known := await turn.look(looking.numbered, reading.number_in(turn.text))) is not None:
        await desk.show(turn, known)
    elif not await ends.none_there(turn):
        await start(turn, turn.text, wish)


@routes.tap(NewOutageTap)
async def wanted(turn: Turn, tap: NewOutageTap) -> None:
    draft = drafts.begin(turn, tap.suggestion_id)
    if tap.suggestion_id:
        suggested = await turn.look(suggesting.suggestion, tap.suggestion_id)
        if not suggested.is_open:  # a colleague has decided
            await turn.show(suggestions.card(turn.say, suggested))
            return
        draft.at(suggested.at)
    turn.talk.start("outage:area")
    await go_on(turn, draft)


async def start(turn: Turn, text: str, wish: Wish | None) -> None:
    draft = drafts.begin(turn)
    turn.talk.start("outage:area")
    await turn.look(choosing.top)  # who dispatches nowhere hears so now, not at the end
    if text:
        await drafts.hear(turn, draft, text, wish)
    await go_on(turn, draft)


async def go_on(turn: Turn, draft: Draft) -> None:
    """The next thing that is missing, else the card."""
    missing = draft.missing
    keep(turn, draft, f"outage:{missing}" if missing else STEP)
    if missing:
        await asking.ask(turn, missing, heard(turn, draft))
        return
    await card(turn, draft)


def heard(turn: Turn, draft: Draft) -> Markup | None:
    """What is known so far, above the question, so that nobody says it twice."""
    known = facts(turn, draft) if draft.unit_id is not None else []
    return Markup("\n".join(known[:4])) if known else None


def facts(turn: Turn, draft: Draft) -> list[str]:
    """The draft, one fact a line."""
    say = turn.say
    place = WholeUnit(draft.place) if draft.place and draft.area_id is None else draft.place or ""
    lines = [say("outage-draft-works" if draft.planned else "outage-draft", place=place)]
    if draft.cause or "cause" in draft.asked:
        lines.append(say("outage-cause", cause=cause_words(say, draft.cause, draft.cause_text)))
    if draft.planned:
        lines += [say("outage-works-from", at=draft.starts_at)] if draft.starts_at else []
    else:
        lines.append(say("outage-since", at=draft.starts_at or turn.now))
    if draft.expected_until or "end" in draft.asked:
        lines.append(say("outage-end", end=end_words(say, draft.expected_from, draft.expected_until)))
    return lines


async def card(turn: Turn, draft: Draft, note: Markup | None = None) -> None:
    """One card before anything is published: what it says, whom it touches; open, change, cancel."""
    assert draft.unit_id is not None
    say = turn.say
    draft.shown_at = turn.now
    if not draft.planned:
        draft.starts_at = draft.starts_at or turn.now
    keep(turn, draft, STEP)
    reach = await turn.look(looking.reach, draft.unit_id, draft.area_id, draft.services)
    lines = facts(turn, draft)
    if draft.next_minutes and not draft.planned:
        lines.append(say("outage-next", at=fields(turn, draft)["next_update_at"]))
    lines.append(service_words(say, tuple(draft.services)))
    key = "outage-reach-works" if draft.planned else "outage-reach"
    lines += [Markup(""), say(key, customers=reach.customers, orders=reach.orders), say("outage-not-yet")]
    names = [name for name in FIELDS if not (draft.planned and name == "next")]
    rows: Rows = [[(say("button-outage-open-it"), OpenTap(draft.mark))]]
    rows += in_rows(((say(f"button-outage-field-{name}"), FieldTap(name)) for name in names), 3)
    other = "button-outage-is-fault" if draft.planned else "button-outage-is-works"
    rows.append([(say(other), PlannedTap(0 if draft.planned else 1)), (say("button-outage-cancel"), CancelTap())])
    await turn.show(Card(headed(note, Markup("\n".join(lines))), rows))


@routes.ask(STEP)
async def card_again(turn: Turn) -> None:
    await card(turn, draft_of(turn))


@routes.tap(CardTap)
async def back(turn: Turn, tap: CardTap) -> None:
    await go_on(turn, draft_of(turn))


@asking.hears(routes, STEP)
async def more_said(turn: Turn) -> None:
    """Words at the card change what they name."""
    draft = draft_of(turn)
    if await drafts.hear(turn, draft, turn.text):
        await go_on(turn, draft)
    else:
        await card(turn, draft, turn.say("outage-not-understood"))


@routes.tap(CancelTap)
async def cancelled(turn: Turn, tap: CancelTap) -> None:
    await asking.drop(turn)


@routes.tap(OpenTap)
async def opened(turn: Turn, tap: OpenTap) -> None:
    """Published once, however often it is tapped; over an open record only on somebody's word that it is another."""
    made = await turn.look(choosing.of_draft, tap.mark)
    if made is not None:
        await desk.show(turn, made)
        return
    draft = draft_of(turn)
    if draft.mark != tap.mark or draft.missing:
        raise NotFound(what="draft", id=tap.mark)
    given = fields(turn, draft)
    try:
        outage = await turn.run(outages.open_outage, draft.mark, beside=bool(tap.beside), **given)
    except OutageOverlaps:  # perhaps a colleague's of this very moment
        met = await overlaps(turn, given)
        if not met:  # another unit's, which is not theirs to read
            raise
        await show_overlap(turn, draft, met)
        return
    turn.talk.end()
    await desk.show(turn, outage.id, turn.say("outage-is-open"), just_opened=True)


async def overlaps(turn: Turn, given: dict[str, Any]) -> list[OutageView]:
    return await turn.look(
        choosing.met, given["unit_id"], given["area_id"], given["services"], given["starts_at"], given["expected_until"]
    )


async def show_overlap(turn: Turn, draft: Draft, met: list[OutageView]) -> None:
    """There is a record already: go to it, let it reach this far, or say that it is another fault."""
    say, other = turn.say, met[0]
    lines = [say("outage-overlaps", place=draft.place or ""), Markup("")]
    lines += [desk.line(say, view) for view in met[:3]]
    rows: Rows = [
        [(say("button-outage-same", id=other.id), WidenTap(other.id))],
        [(say("button-outage-go-to", id=other.id), OutageTap(other.id))],
        [(say("button-outage-beside"), OpenTap(draft.mark, 1))],
        [(say("button-outage-card"), CardTap()), (say("button-outage-cancel"), CancelTap())],
    ]
    await turn.show(Card(Markup("\n".join(lines)), rows))


@routes.tap(WidenTap)
async def widened(turn: Turn, tap: WidenTap) -> None:
    """The same fault: the open record takes this ground in, and learns what was news in the draft."""
    draft = draft_of(turn)
    given = fields(turn, draft)
    news = {name: given[name] for name in ("cause", "cause_text") if given["cause"]}
    if given["expected_until"]:
        news |= {name: given[name] for name in ("expected_from", "expected_until")}
    ground = Ground(given["unit_id"], given["area_id"])
    await turn.run(outages.take_in, tap.outage_id, ground, draft.services, given["starts_at"], **news)
    turn.talk.end()
    await desk.show(turn, tap.outage_id, turn.say("outage-widened"))
