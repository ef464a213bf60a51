"""`/hazard`: what was seen, a photo, the place; sent in under a minute from the roadside (R-6.16, R-7.3)."""

from __future__ import annotations

import secrets
from typing import Any

from aiogram.types import KeyboardButton, ReplyKeyboardMarkup, ReplyKeyboardRemove

from handlers.answering import argument
from handlers.buttons import Button, in_rows
from handlers.close_outs import photo_of
from handlers.context import Card, Turn
from handlers.hazard_taps import DropTap, HazardTap, KindTap, NoPhotoTap, SendTap
from handlers.notifications import renders
from handlers.reasons import reason_words
from handlers.routes import Routes
from handlers.texts.render import Markup, Say
from handlers.understanding.hazards import hazard_in
from handlers.understanding.leaving_off import leaves_off
from handlers.understanding.what import Kind, Wish
from models.errors import BadValue, NotFound
from models.hazard import HazardKind
from models.person import Role
from scheduling import hazards
from scheduling.hazards import NOTE_MOST, PLACE_MOST, HazardDraft
from scheduling.letters import Letter

routes = Routes()

STEP = "hazard"
SEERS = (Role.TECHNICIAN, Role.DISPATCHER, Role.HOTLINE)


@routes.command("hazard", *SEERS)
async def command(turn: Turn) -> None:
    """With words behind it, those say what and where already."""
    await begin(turn, argument(turn))


@routes.wish(Kind.HAZARD, Role.TECHNICIAN, Role.DISPATCHER)
async def said(turn: Turn, wish: Wish) -> None:
    """井盖丢了."""
    await begin(turn, turn.text)


@routes.tap(HazardTap)
async def tapped(turn: Turn, tap: HazardTap) -> None:
    await begin(turn, "")


async def begin(turn: Turn, words: str) -> None:
    if len(words) > NOTE_MOST:
        raise BadValue(field="text", value=len(words), most=NOTE_MOST)
    draft: dict[str, Any] = {"draft": secrets.token_hex(4), "kind": hazard_in(words), "note": words or None}
    if words and draft["kind"] is None:
        draft["kind"] = HazardKind.OTHER.value
    turn.talk.interrupt(STEP, **draft)
    await ask(turn)


@routes.ask(STEP)
async def ask(turn: Turn) -> None:
    """Whatever is still missing, one thing at a time; then the whole once more."""
    draft, say = turn.talk.draft, turn.say
    stop: list[Button] = [(say("button-hazard-drop"), DropTap())]
    if not draft.get("kind"):
        buttons = ((say(f"hazard-{kind.value}"), KindTap(draft["draft"], kind.value)) for kind in HazardKind)
        text = Markup("\n".join([*received(say, draft), say("hazard-which")]))
        await turn.show(Card(text, [*in_rows(buttons), stop]))
    elif not draft.get("photo") and not draft.get("no_photo"):
        what = say(f"hazard-{draft['kind']}")
        await turn.show(
            Card(say("hazard-photo", what=what), [[(say("button-no-photo"), NoPhotoTap(draft["draft"])), *stop]])
        )
    elif not draft.get("place") and draft.get("latitude") is None:
        await ask_place(turn)
    else:
        text = Markup("\n".join([say("hazard-check"), *summary(say, draft), say("hazard-check-how")]))
        await turn.show(Card(text, [[(say("button-hazard-send"), SendTap(draft["draft"]))], stop]))


def received(say: Say, draft: dict[str, Any]) -> list[Markup]:
    """What came before anything was asked, so that nobody sends it twice."""
    photo = [say("hazard-line-photo")] if draft.get("photo") else []
    return [*photo, *map_line(say, draft)]


async def ask_place(turn: Turn) -> None:
    """A button that sends a place can only stand on the keyboard below."""
    await turn.strip()
    button = KeyboardButton(text=str(turn.say("job-button-place")), request_location=True)
    markup = ReplyKeyboardMarkup(keyboard=[[button]], resize_keyboard=True, one_time_keyboard=True)
    await turn.send(Card(turn.say("hazard-where")), markup)


def summary(say: Say, given: dict[str, Any]) -> list[Markup]:
    return [say("hazard-line-kind", what=say(f"hazard-{given['kind']}")), *where_and_how(say, given)]


def where_and_how(say: Say, given: dict[str, Any]) -> list[Markup]:
    lines = []
    if given.get("area"):
        lines.append(say("hazard-line-area", area=given["area"]))
    if given.get("place"):
        lines.append(say("hazard-line-place", place=given["place"]))
    lines += map_line(say, given)
    if given.get("note"):
        lines.append(say("hazard-line-note", note=given["note"]))
    lines.append(say("hazard-line-photo" if given.get("photo") else "hazard-line-no-photo"))
    return lines


def map_line(say: Say, given: dict[str, Any]) -> list[Markup]:
    if given.get("latitude") is None:
        return []
    return [say("hazard-line-map", place=Markup(f"{given['latitude']:.5f}, {given['longitude']:.5f}"))]


def ours(turn: Turn, draft_id: str) -> dict[str, Any]:
    """The report in hand; raises `NotFound` for a button of another one."""
    draft = turn.talk.draft
    if turn.talk.step != STEP or draft.get("draft") != draft_id:
        raise NotFound(what="draft", id=draft_id)
    return draft


@routes.tap(KindTap)
async def kind_chosen(turn: Turn, tap: KindTap) -> None:
    ours(turn, tap.draft)
    if tap.kind not in list(HazardKind):
        raise NotFound(what="kind", id=tap.kind)
    turn.talk.note(kind=tap.kind)
    await ask(turn)


@routes.tap(NoPhotoTap)
async def no_photo(turn: Turn, tap: NoPhotoTap) -> None:
    ours(turn, tap.draft)
    turn.talk.note(no_photo=True)
    await ask(turn)


@routes.tap(DropTap)
async def dropped(turn: Turn, tap: DropTap) -> None:
    if turn.talk.step == STEP:
        turn.talk.end()
    await turn.tell("hazard-dropped")


@routes.step(STEP)
async def sent(turn: Turn) -> None:
    """A photo, a place, or words: taken for what they are, in whatever order they come."""
    message, draft = turn.message, turn.talk.draft
    photo = photo_of(message)
    if turn.text and photo is None and leaves_off(turn.text):
        turn.talk.end()
        await turn.send(Card(turn.say("hazard-dropped")), ReplyKeyboardRemove())
        return
    if photo is not None:
        if photo[1] > turn.policy.photo_max_bytes:
            await turn.tell("unfit-photo-large", most=turn.policy.photo_max_bytes // 1_000_000)
            return
        turn.talk.note(photo=photo[0])
        if turn.text:
            keep_words(turn, turn.text)
    elif message is not None and message.location is not None:
        turn.talk.note(latitude=message.location.latitude, longitude=message.location.longitude)
    elif not turn.text:
        await turn.tell("hazard-unfit")
        return
    elif draft.get("kind") and (draft.get("photo") or draft.get("no_photo")) and not placed(draft):
        turn.talk.note(place=fitting(turn.text, PLACE_MOST))
    else:
        keep_words(turn, turn.text)
    await ask(turn)


def placed(draft: dict[str, Any]) -> bool:
    return bool(draft.get("place")) or draft.get("latitude") is not None


def keep_words(turn: Turn, text: str) -> None:
    """Words say what it is, if that is not known; and they stand beside it as they were written."""
    before = turn.talk.draft.get("note")
    turn.talk.note(note=fitting(f"{before} {text}" if before else text, NOTE_MOST))
    if not turn.talk.draft.get("kind"):
        turn.talk.note(kind=hazard_in(text) or HazardKind.OTHER.value)


def fitting(text: str, most: int) -> str:
    if len(text) > most:
        raise BadValue(field="text", value=len(text), most=most)
    return text


@routes.tap(SendTap)
async def send(turn: Turn, tap: SendTap) -> None:
    given = dict(ours(turn, tap.draft))
    turn.talk.end()
    draft = HazardDraft(
        kind=HazardKind(given["kind"]), draft_id=f"hazard-{given['draft']}-{turn.person.id}", photo=given.get("photo"),
        latitude=given.get("latitude"), longitude=given.get("longitude"), place=given.get("place"),
        note=given.get("note"),
    )  # fmt: skip
    hazard = await turn.run(hazards.report, draft)
    await turn.strip()
    words = turn.say("hazard-sent", what=turn.say(f"hazard-{hazard.kind.value}"), at=turn.say.clock(hazard.reported_at))
    await turn.send(Card(words), ReplyKeyboardRemove())


# --- What whoever reported it is told ------------------------------------------------------------------------------


@renders("hazard-dealt-with", "hazard-reopened")
def told(letter: Letter, say: Say) -> Card:
    params = letter.params
    named = [say(f"hazard-{params['kind']}"), *([say.shown(params["place"])] if params.get("place") else [])]
    what = Markup(" ".join(named))
    if letter.key == "hazard-reopened":
        return Card(say("hazard-reopened", what=what))
    return Card(say("hazard-dealt-with", what=what, result=result_words(say, params["result"])))


def result_words(say: Say, result: str | None) -> str:
    key = f"hazard-result-{result}"
    return say(key) if result and result.isascii() and say.has(key) else reason_words(say, result)
