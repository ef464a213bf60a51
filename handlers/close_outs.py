"""The close-out record (回单) as a short guided chat: what was done, measured and left behind, then completion.

What was entered rests in the conversation, so it outlives a restart; nothing counts before it is completed.
"""

from __future__ import annotations

from typing import Any

from aiogram.types import Message

from handlers import close_out_pages as paper
from handlers import places
from handlers.buttons import Rows
from handlers.close_out_cards import STEP, Record, page_card, summary_card
from handlers.close_out_pages import Unfit
from handlers.context import Card, Turn
from handlers.hazard_taps import HazardTap
from handlers.jobs import answered_on
from handlers.reasons import leave_question
from handlers.routes import Routes
from handlers.technician_cards import technician_card
from handlers.technician_taps import (
    AllTicksTap,
    CloseOutTap,
    CompleteTap,
    PageTap,
    PickTap,
    SkipTap,
    TickTap,
    TodayTap,
)
from handlers.texts.render import Markup, headed
from handlers.understanding import what
from handlers.understanding.what import Kind
from models.errors import LooksLikePassword, MissingFields, WrongState
from models.person import Role
from scheduling import close_outs
from scheduling.close_out_record import Field
from scheduling.permissions import Action

routes = Routes()

MOST_PHOTOS = 6
# These are about another visit, or about tomorrow: they are answered although a record is half filled in.
ASIDE = (Kind.TODAY, Kind.LATE, Kind.SICK)
YES_OR_NO = {Kind.YES: True, Kind.NO: False}


def begin(turn: Turn, visit_id: int) -> None:
    """Opens the record of this visit where it was left; one of another visit waits until this one is done."""
    leave_question(turn)
    talk = turn.talk
    talk.resumed = False
    if in_hand(turn, visit_id):
        return
    other = {"step": talk.step, "draft": dict(talk.draft)} if talk.step == STEP else None
    before = talk.draft.get("interrupted") if other else None
    mine: dict[str, Any] = {"visit_id": visit_id, "given": {}, "page": None}
    if other and before and before["step"] == STEP and before["draft"].get("visit_id") == visit_id:
        mine = before["draft"]
        del other["draft"]["interrupted"]
    talk.start(STEP, **{**mine, **({"interrupted": other} if other else {})})


def in_hand(turn: Turn, visit_id: int) -> bool:
    return turn.talk.step == STEP and turn.talk.draft.get("visit_id") == visit_id


async def record_of(turn: Turn, visit_id: int) -> Record:
    """The record of a visit that waits for completion; raises `WrongState` for any other."""
    view = await answered_on(turn, visit_id)
    if Action.CLOSE_OUT not in view.actions:
        raise WrongState(current=view.status.value, wanted="completed")
    begin(turn, visit_id)
    return Record(turn, view)


async def show_page(turn: Turn, head: Markup | None = None) -> None:
    """The open page, or the summary after the last."""
    view = await answered_on(turn, int(turn.talk.draft["visit_id"]))
    await show(Record(turn, view), head)


async def show(record: Record, head: Markup | None = None) -> None:
    pages, at = record.pages, record.at
    card = page_card(record, pages[at], at, len(pages)) if at < len(pages) else summary_card(record)
    text = headed(head, card.text)
    await record.turn.show(Card(text, card.rows))


# --- buttons ---------------------------------------------------------------------------------------------------------


@routes.tap(CloseOutTap)
async def opened(turn: Turn, tap: CloseOutTap) -> None:
    await show(await record_of(turn, tap.visit_id))


@routes.tap(PageTap)
async def turned(turn: Turn, tap: PageTap) -> None:
    record = await record_of(turn, tap.visit_id)
    record.keep(tap.page)
    await show(record)


@routes.tap(SkipTap)
async def skipped(turn: Turn, tap: SkipTap) -> None:
    """Only what is not required can be passed over; the rest is asked again at the end (T-21)."""
    record = await record_of(turn, tap.visit_id)
    record.keep(tap.page)
    record.onward()
    await show(record)


@routes.tap(TickTap)
async def ticked(turn: Turn, tap: TickTap) -> None:
    record = await record_of(turn, tap.visit_id)
    line = record.line(tap.line)
    if line.input != "tick":
        raise WrongState(current=record.view.status.value, wanted="completed")
    page = next(at for at, page in enumerate(record.pages) if line in page)
    record.keep(page, **{line.name: not record.given.get(line.name)})
    await show(record)


@routes.tap(AllTicksTap)
async def all_ticked(turn: Turn, tap: AllTicksTap) -> None:
    record = await record_of(turn, tap.visit_id)
    made = {line.name: True for line in record.lines if line.input == "tick"}
    page = next((at for at, page in enumerate(record.pages) if page[0].input == "tick"), record.at)
    record.keep(page)
    record.onward(**made)
    await show(record)


@routes.tap(PickTap)
async def picked(turn: Turn, tap: PickTap) -> None:
    record = await record_of(turn, tap.visit_id)
    line = record.line(tap.line)
    value = value_picked(turn, line, tap.choice)
    if value is None:
        raise WrongState(current=record.view.status.value, wanted="completed")
    record.keep(next((at for at, page in enumerate(record.pages) if line in page), 0))
    record.onward(**{line.name: value})
    await show(record)


def value_picked(turn: Turn, line: Field, choice: int) -> Any:
    """What the button stands for; None for one that no card of ours carries."""
    if line.input == "yes_no":
        return bool(choice)
    offered: list[str] = list(line.choices) if line.input == "choice" else paper.suggestions(turn.say, line)
    return offered[choice] if 0 <= choice < len(offered) else None


@routes.tap(CompleteTap)
async def completed(turn: Turn, tap: CompleteTap) -> None:
    """Completion, with what is missing named and asked for at once (T-21)."""
    if Action.CLOSE_OUT in (await answered_on(turn, tap.visit_id)).actions:
        begin(turn, tap.visit_id)
    kept = dict(turn.talk.draft) if in_hand(turn, tap.visit_id) else {}
    if kept:
        turn.talk.end()
    try:
        await turn.run(close_outs.complete, tap.visit_id, dict(kept.get("given") or {}))
    except (MissingFields, LooksLikePassword) as refused:
        turn.talk.start(STEP, **kept)
        turn.talk.resumed = False
        await show_missing(turn, list(refused.params.get("fields", [])))
        return
    view = await answered_on(turn, tap.visit_id)
    card = technician_card(turn.say, view, head=turn.say("closed-out"))
    # upkeep is tied in with the trip: anything seen nearby?
    after: Rows = [[(turn.say("button-seen-nearby"), HazardTap()), (turn.say("job-button-today"), TodayTap(0))]]
    await turn.show(Card(card.text, [*card.rows, *after]))


async def show_missing(turn: Turn, names: list[str]) -> None:
    """Back to the first line that keeps the order from closing."""
    view = await answered_on(turn, int(turn.talk.draft["visit_id"]))
    record = Record(turn, view)
    say = turn.say
    first = next((at for at, page in enumerate(record.pages) if any(line.name in names for line in page)), record.at)
    record.keep(first)
    labels = [paper.label(say, line) for line in record.lines if line.name in names]
    await show(record, say("record-missing", fields=labels) if labels else say("unfit-password"))


# --- what is typed or sent -------------------------------------------------------------------------------------------


@routes.ask(STEP)
async def again(turn: Turn) -> None:
    view = await answered_on(turn, int(turn.talk.draft["visit_id"]))
    if Action.CLOSE_OUT in view.actions:
        await show(Record(turn, view))
    else:
        turn.talk.end()
        await turn.show(technician_card(turn.say, view))


@routes.step(STEP)
async def written(turn: Turn) -> None:
    """An answer to the open page: words, a figure, a photo."""
    view = await answered_on(turn, int(turn.talk.draft["visit_id"]))
    if Action.CLOSE_OUT not in view.actions:
        await again(turn)
        return
    record = Record(turn, view)
    if turn.message is not None and turn.message.location is not None:
        await places.place_sent(turn)
    elif (photo := photo_of(turn.message)) is not None:
        await photo_sent(record, *photo)
    elif turn.text:
        await words_sent(record)
    else:
        await show(record, turn.say("unfit-content"))


async def words_sent(record: Record) -> None:
    turn, pages, at = record.turn, record.pages, record.at
    if at >= len(pages):
        if not await aside(turn):
            await show(record, turn.say("unfit-tap-instead"))
        return
    line = pages[at][0]
    if line.input != "text" and await aside(turn):
        return
    try:
        value = said_for_button(turn, line)
        if value is None:
            value = paper.read(line, turn.text, turn.policy.text_max)
    except Unfit as unfit:
        await show(record, turn.say(unfit.key, **unfit.params))
        return
    record.onward(**{line.name: value})
    await show(record)


def said_for_button(turn: Turn, line: Field) -> str | bool | None:
    """A choice, a yes or a no that was typed instead of tapped."""
    if line.input == "yes_no":
        answer = what.understand(turn.text, turn.lang, {"role": "technician"}).main
        return YES_OR_NO.get(answer.kind) if answer is not None and answer.sure else None
    if line.input != "choice":
        return None
    typed = turn.text.casefold()
    return next((c for c in line.choices if str(paper.choice_words(turn.say, c)).casefold() == typed), None)


async def aside(turn: Turn) -> bool:
    """下一家晚到20分钟: not an answer to this page. It is done, and the record stays as it is."""
    from handlers import shifts, visits

    reading = what.understand(turn.text, turn.lang, {"role": "technician"})
    wish = next((wish for wish in reading.wishes if wish.kind in ASIDE and wish.sure), None)
    if wish is None:
        return False
    answers = {**visits.routes.wishes, **shifts.routes.wishes}
    await answers[wish.kind, Role.TECHNICIAN](turn, wish)
    return True


def photo_of(message: Message | None) -> tuple[str, int] | None:
    """The messenger's name and size of a photo, sent as a photo or as a picture file."""
    if message is None:
        return None
    if message.photo:
        return message.photo[-1].file_id, message.photo[-1].file_size or 0
    document = message.document
    if document is not None and (document.mime_type or "").startswith("image/"):
        return document.file_id, document.file_size or 0
    return None


async def photo_sent(record: Record, file_id: str, size: int) -> None:
    """A photo belongs to the record's photo line, whatever page is open: an album comes as several messages."""
    turn, say = record.turn, record.turn.say
    line = next((line for line in record.lines if line.input == "photo"), None)
    if line is None:
        await show(record, say("unfit-content"))
        return
    if size > turn.policy.photo_max_bytes:
        await show(record, say("unfit-photo-large", most=turn.policy.photo_max_bytes // 1_000_000))
        return
    photos = [*(record.given.get(line.name) or []), file_id][-MOST_PHOTOS:]
    pages, at = record.pages, record.at
    if at < len(pages) and pages[at][0] is line:
        record.onward(**{line.name: photos})
    else:
        record.keep(at, **{line.name: photos})
    await show(record, say("record-photo-kept", count=len(photos)))
