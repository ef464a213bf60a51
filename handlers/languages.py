"""Which language somebody reads (D-31)."""

from __future__ import annotations

from handlers import start
from handlers.answering import argument
from handlers.buttons import Rows
from handlers.command_menu import show_own
from handlers.context import Card, Turn
from handlers.routes import Routes
from handlers.taps import LanguageTap
from handlers.texts.render import Say
from handlers.understanding.what import Kind, Wish
from models.errors import BadValue
from scheduling import people

routes = Routes()


@routes.command("language")
async def language_command(turn: Turn) -> None:
    chosen = argument(turn).lower()
    if chosen:
        await choose(turn, chosen)
        return
    await ask_language(turn)


@routes.tap(LanguageTap)
async def language_tapped(turn: Turn, tap: LanguageTap) -> None:
    if tap.language:
        await choose(turn, tap.language)
    else:
        await ask_language(turn)


@routes.wish(Kind.LANGUAGE)
async def language_wish(turn: Turn, wish: Wish) -> None:
    if wish.entities.language:
        await choose(turn, wish.entities.language)
    else:
        await ask_language(turn)


async def ask_language(turn: Turn) -> None:
    """Each language by its own name: whoever cannot read this one finds theirs."""
    languages = [turn.lang, *(one for one in turn.policy.languages if one != turn.lang)]
    rows: Rows = [[(Say(one, turn.say.zone)("language-name"), LanguageTap(one)) for one in languages]]
    await turn.show(Card(turn.say("language-which"), rows))


async def choose(turn: Turn, language: str) -> None:
    from handlers import routers

    if language not in turn.policy.languages:
        raise BadValue(field="language", value=language[:20])
    await turn.run(people.choose_language, language)
    turn.person.language = language
    start.speak(turn, language)
    await show_own(turn)
    turn.head = turn.say("language-chosen")
    if turn.talk.step is None:
        await routers.home(turn)
        return
    await turn.strip()
    turn.talk.resumed = True  # the open question follows below it, in the new language
