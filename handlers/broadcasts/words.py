"""Own words in place of the template, in each language; and what a correction says was wrong."""

from __future__ import annotations

import re

from handlers.broadcasts.desk import show, stands
from handlers.broadcasts.notices import shown, variables
from handlers.broadcasts.taps import BroadcastTap, TemplateTap, WordsTap, WrongTap
from handlers.buttons import Button, Rows
from handlers.context import Card, Turn
from handlers.outages.taps import EditTap
from handlers.routes import Routes
from handlers.texts.render import Markup, Say, headed
from handlers.understanding.leaving_off import leaves_off
from models.errors import BadValue
from scheduling import broadcasts
from scheduling.broadcasts import VARIABLE, BroadcastView

routes = Routes()

UNSENT = ("draft", "awaiting_second", "scheduled")
WIDE = str.maketrans("\uff5b\uff5d", "{}")
# What of the record fills a variable, and so which question fills an empty one.
FILLS = {"cause": "cause", "until": "end", "from": "end", "next": "next"}
WRONG_MOST = 300
HAN = re.compile(r"[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]")


@routes.tap(WordsTap)
async def wanted(turn: Turn, tap: WordsTap) -> None:
    await choose(turn, tap, "words")


async def choose(turn: Turn, tap: WordsTap | WrongTap, what: str) -> None:
    """Written in the one language they read; with several it is asked which."""
    view = await stands(turn, tap.broadcast_id, *UNSENT)
    if view is None:
        return
    read = [*(await turn.look(broadcasts.preview, view.id)).languages]
    language = tap.language if tap.language in view.languages else read[0] if len(read) == 1 else None
    if language is None:
        turn.talk.start("broadcast:language", broadcast_id=view.id, what=what)
        await ask_language(turn, view)
    else:
        await (ask if what == "words" else ask_wrong)(turn, view, language)


async def ask_language(turn: Turn, view: BroadcastView) -> None:
    tap = WordsTap if turn.talk.draft["what"] == "words" else WrongTap
    rows: Rows = [[(turn.say.other(one)("language-name"), tap(view.id, one)) for one in view.languages]]
    await turn.show(Card(turn.say("broadcast-which-language"), [*rows, [back(turn, view.id)]]))


@routes.ask("broadcast:language")
async def ask_language_again(turn: Turn) -> None:
    await ask_language(turn, await turn.look(broadcasts.read, turn.talk.draft["broadcast_id"]))


@routes.step("broadcast:language")
async def written_at_once(turn: Turn) -> None:
    """The text itself instead of its language: what it is written in says that; in doubt it is asked once more."""
    if leaves_off(turn.text):
        await leave(turn)
        return
    view = await turn.look(broadcasts.read, turn.talk.draft["broadcast_id"])
    language = written_in(turn.text, view.languages)
    if language is None:
        await ask_language(turn, view)
    else:
        await (take if turn.talk.draft["what"] == "words" else take_wrong)(turn, view, language)


def taken_for(text: str, language: str, languages: tuple[str, ...]) -> str:
    """The language that was asked for, unless not one letter of it was written."""
    letters = VARIABLE.sub("", text.translate(WIDE))
    chinese, latin = HAN.search(letters), LATIN.search(letters)
    other = latin and not chinese if language == "zh" else chinese and not latin
    return (other and written_in(letters, languages)) or language


def written_in(text: str, languages: tuple[str, ...]) -> str | None:
    """The one of these languages that has its letters; None where several have, or nothing was written."""
    chinese = bool(HAN.search(text))
    fitting = [one for one in languages if (one == "zh") is chinese]
    return fitting[0] if len(fitting) == 1 and text else None


async def ask(
    turn: Turn, view: BroadcastView, language: str, note: Markup | None = None, rows: Rows | None = None
) -> None:
    """What stands there now, what it may name, and a place to write."""
    turn.talk.start("broadcast:words", broadcast_id=view.id, language=language)
    say = turn.say
    lines = [say("broadcast-ask-words", language=say.other(language)("language-name"))]
    if language in view.texts:
        # Beside the text, not in it: nothing put into one may be this long.
        lines.append(Markup(f"{say('broadcast-words-now')}<blockquote>{say.shown(view.texts[language])}</blockquote>"))
    known = {name: value for name, value in variables(view.outage).items() if value is not None}
    if known:
        lines.append(say("broadcast-words-variables"))
        lines += [
            say("broadcast-variable", name=named(say, name), value=Markup(shown(name, value, say)))
            for name, value in known.items()
        ]
    last: list[Button] = [back(turn, view.id)]
    if language in view.texts and view.outage is not None:
        last.insert(0, (say("button-broadcast-template"), TemplateTap(view.id, language)))
    text = headed(note, Markup("\n".join(lines)))
    await turn.show(Card(text, [*(rows or []), others(turn, view, language, WordsTap), last]))


def others(turn: Turn, view: BroadcastView, language: str, tap: type[WordsTap | WrongTap]) -> list[Button]:
    """The same in another language."""
    words = ((turn.say.other(one)("language-name"), one) for one in view.languages if one != language)
    return [(turn.say("button-broadcast-other-language", language=name), tap(view.id, one)) for name, one in words]


def named(say: Say, name: str) -> Markup:
    """A variable as people write it: {恢复时间}, {until}."""
    return Markup("{" + say(f"broadcast-variable-{name}") + "}")


@routes.ask("broadcast:words")
async def ask_again(turn: Turn) -> None:
    view = await turn.look(broadcasts.read, turn.talk.draft["broadcast_id"])
    await ask(turn, view, turn.talk.draft["language"])


@routes.step("broadcast:words")
async def written(turn: Turn) -> None:
    """Plain words; an empty variable is refused with the way to fill it. "Never mind" is not for anybody's eyes."""
    if leaves_off(turn.text):
        await leave(turn)
        return
    view = await turn.look(broadcasts.read, turn.talk.draft["broadcast_id"])
    await take(turn, view, taken_for(turn.text, turn.talk.draft["language"], view.languages))


async def take(turn: Turn, view: BroadcastView, language: str) -> None:
    """Kept, if it can be said as it stands."""
    words, most = plain(turn, view, turn.text), broadcasts.words_most(turn.policy)
    if not 0 < broadcasts.length(words) <= most:
        await ask(turn, view, language, turn.say("broadcast-words-length", most=most))
        return
    known = variables(view.outage)
    empty = next((name for name in VARIABLE.findall(words) if known.get(name) is None), None)
    if empty is not None:
        await refuse(turn, view, language, empty)
        return
    turn.talk.end()
    await turn.run(broadcasts.edit_text, view.id, language, words)
    await show(turn, view.id, turn.say("broadcast-words-kept"))


async def leave(turn: Turn) -> None:
    """The draft stands as it was."""
    broadcast_id = turn.talk.draft["broadcast_id"]
    turn.talk.end()
    await show(turn, broadcast_id)


def plain(turn: Turn, view: BroadcastView, words: str) -> str:
    """Braces as a Chinese keyboard writes them, and variables by their name in any language, become the record's."""
    names = {str(say(f"broadcast-variable-{name}")): name for say in map(turn.say.other, view.languages)
             for name in variables(view.outage)}  # fmt: skip
    return VARIABLE.sub(lambda m: "{" + names.get(m[1], m[1]) + "}", words.translate(WIDE)).strip()


async def refuse(turn: Turn, view: BroadcastView, language: str, name: str) -> None:
    """The record does not say it yet, or there is no such thing to say."""
    say, rows = turn.say, []
    if view.outage is None or name not in variables(view.outage):
        note = say("broadcast-variable-unknown", name=name)
    else:
        note = say("broadcast-variable-empty", name=named(say, name))
        if name in FILLS:
            rows = [
                [
                    (
                        say("button-broadcast-fill", name=say(f"broadcast-variable-{name}")),
                        EditTap(view.outage.id, FILLS[name]),
                    )
                ]
            ]
    await ask(turn, view, language, note, rows)


@routes.tap(TemplateTap)
async def template(turn: Turn, tap: TemplateTap) -> None:
    if await stands(turn, tap.broadcast_id, *UNSENT) is not None:
        turn.talk.end()
        await turn.run(broadcasts.edit_text, tap.broadcast_id, tap.language, None)
        await show(turn, tap.broadcast_id)


# --- What was wrong --------------------------------------------------------------------------------------------------


@routes.tap(WrongTap)
async def wrong_wanted(turn: Turn, tap: WrongTap) -> None:
    await choose(turn, tap, "wrong")


async def ask_wrong(turn: Turn, view: BroadcastView, language: str) -> None:
    turn.talk.start("broadcast:wrong", broadcast_id=view.id, language=language)
    text = turn.say("broadcast-ask-wrong", language=turn.say.other(language)("language-name"))
    await turn.show(Card(text, [others(turn, view, language, WrongTap), [back(turn, view.id)]]))


@routes.ask("broadcast:wrong")
async def ask_wrong_again(turn: Turn) -> None:
    view = await turn.look(broadcasts.read, turn.talk.draft["broadcast_id"])
    await ask_wrong(turn, view, turn.talk.draft["language"])


@routes.step("broadcast:wrong")
async def wrong_said(turn: Turn) -> None:
    if leaves_off(turn.text):
        await leave(turn)
        return
    view = await turn.look(broadcasts.read, turn.talk.draft["broadcast_id"])
    await take_wrong(turn, view, taken_for(turn.text, turn.talk.draft["language"], view.languages))


async def take_wrong(turn: Turn, view: BroadcastView, language: str) -> None:
    if not 0 < len(turn.text) <= WRONG_MOST:
        raise BadValue(field="text")
    turn.talk.end()
    await turn.run(broadcasts.correct, view.corrects_id or view.id, wrong={language: turn.text})
    await show(turn, view.id)


def back(turn: Turn, broadcast_id: int) -> Button:
    return turn.say("button-broadcast-back"), BroadcastTap(broadcast_id)
