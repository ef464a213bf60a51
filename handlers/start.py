"""The first card of a customer, and what a joining link opens."""

from __future__ import annotations

import html

from handlers.answering import argument
from handlers.buttons import Rows
from handlers.cards import customer_card, menu_row
from handlers.context import Card, Turn
from handlers.notifications import renders
from handlers.reasons import RECORD
from handlers.routes import CUSTOMER, Routes
from handlers.taps import IdentifyTap, LanguageTap, MenuTap, NewsHereTap, VisitsTap
from handlers.texts.render import Markup, Say
from models.invitation import Invitation, InvitationKind
from models.person import Role
from scheduling import invitations, people, views
from scheduling.letters import Letter
from scheduling.speakers import Speaker
from scheduling.unit_of_work import Actor, UnitOfWork

routes = Routes()


async def menu(turn: Turn, head: Markup | None = None) -> None:
    """The customer's main menu."""
    from handlers.booking.flow import KindTap

    say = turn.say
    rows: Rows = [
        [(say("button-kind-repair"), KindTap("repair")), (say("button-kind-install"), KindTap("install"))],
        [(say("button-kind-move"), KindTap("move")), (say("button-kind-remove"), KindTap("remove"))],
        [(say("button-visits"), VisitsTap())],
    ]
    if not turn.person.phone_verified:
        rows.append([(say("button-identify"), IdentifyTap())])
    rows.append([(say("button-language"), LanguageTap(""))])
    await turn.show(Card(head or say("menu"), rows))


@routes.command("start", CUSTOMER)
async def start(turn: Turn) -> None:
    """Welcome; or what a joining link opens."""
    code = argument(turn)
    turn.talk.end()
    if code:
        await open_link(turn, code)
        return
    await menu(turn, turn.say("welcome", company=turn.policy.company.name.get(turn.lang, "")))


@routes.command("start", *Role)
async def started(turn: Turn) -> None:
    """Home, where a record being filled in waits; or what a link opens, for staff who join in another role too."""
    from handlers import routers

    code = argument(turn)
    if code or turn.talk.step != RECORD:
        turn.talk.end()
    if code:
        await open_link(turn, code)
    else:
        await routers.home(turn)


@routes.command("menu", CUSTOMER)
async def menu_command(turn: Turn) -> None:
    turn.talk.end()
    await menu(turn)


@routes.tap(MenuTap)
async def menu_tapped(turn: Turn, tap: MenuTap) -> None:
    turn.talk.end()
    await menu(turn)


async def open_link(turn: Turn, code: str) -> None:
    """A one-time link: staff join, a customer's chat is bound to the order their SMS told them of."""
    invitation: Invitation = await turn.run(invitations.open_code, turn.chat, code)
    await become(turn, invitation.person_id or turn.person.id)
    if invitation.kind is InvitationKind.STAFF:
        await welcome_staff(turn, invitation)
        return
    if invitation.order_id is None:
        await menu(turn)
        return
    view = await turn.look(views.order_view, invitation.order_id)
    await turn.show(customer_card(turn.say, view, turn.say("start-your-order", name=turn.person.name)))


async def welcome_staff(turn: Turn, invitation: Invitation) -> None:
    from handlers import routers

    role = invitation.role or Role.TECHNICIAN
    key = f"start-joined-{role.value}"
    words = turn.say(key if turn.say.has(key) else "start-joined", name=turn.person.name)
    await turn.send(Card(words))
    await routers.home(turn)


async def become(turn: Turn, person_id: int) -> None:
    """The chat has been bound to somebody else: from here on the turn is theirs."""

    def load(uow: UnitOfWork) -> tuple[Speaker, Actor]:
        person = uow.person(person_id)
        return Speaker.of(person), Actor.of(person)

    before = turn.person
    turn.person, turn.actor = await turn.look(load)
    speak(turn, turn.person.language)
    if person_id == before.id:
        return
    if before.phone_verified and turn.role is None:  # they were somebody with us already
        turn.head = turn.say("chat-changed-hands", was=before.name, name=turn.person.name)
    elif await turn.look(people.has_other_chat, turn.chat):
        turn.head = turn.say("news-here-now")


@renders("news-elsewhere")
def news_elsewhere(letter: Letter, say: Say) -> Card:
    """To the chat that was theirs before: where news goes now, and the way back."""
    return Card(say("news-elsewhere", chosen=letter.params["by"]), [[(say("button-news-here"), NewsHereTap())]])


@routes.tap(NewsHereTap)
async def news_here(turn: Turn, tap: NewsHereTap) -> None:
    await turn.run(people.news_here, turn.chat)
    await turn.tell("news-here", menu_row(turn.say) if turn.role is None else None)


def speak(turn: Turn, language: str) -> None:
    """The rest of the turn is said in this language."""
    common = {name: html.unescape(value) for name, value in turn.say.common.items()}
    common["company"] = turn.policy.company.name.get(language, common.get("company", ""))
    turn.say = Say(language, turn.say.zone, common, turn.say.maps)


@routes.content("location", CUSTOMER)
async def location_shared(turn: Turn) -> None:
    """A place, unasked: what should be done there?"""
    from handlers.booking import flow

    await flow.start_at_location(turn)
