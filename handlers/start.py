"""The first card, joining links, who somebody is (D-29), and which language they read (D-31)."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

from aiogram.types import ReplyKeyboardRemove

from handlers.answering import argument
from handlers.buttons import Rows, Tap
from handlers.cards import customer_card
from handlers.context import Card, Turn
from handlers.phones import masked, shared_phone
from handlers.routes import CUSTOMER, Routes
from handlers.taps import MenuTap, VisitsTap
from handlers.texts.render import Markup, Say
from handlers.understanding.what import Kind, Wish
from models.errors import BadValue, IdentityMismatch
from models.invitation import Invitation, InvitationKind
from models.person import Role
from scheduling import invitations, people, views
from scheduling.speakers import Speaker
from scheduling.unit_of_work import Actor, UnitOfWork

routes = Routes()

NUMBER_MOST = 40  # characters of an order number and what is written beside it


@dataclass(frozen=True)
class LanguageTap(Tap, prefix="slg"):
    """One language; empty asks which."""

    language: str


@dataclass(frozen=True)
class IdentifyTap(Tap, prefix="cid"):
    """I have an order already: the identity check (D-29)."""


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

    turn.person, turn.actor = await turn.look(load)
    speak(turn, turn.person.language)


def speak(turn: Turn, language: str) -> None:
    """The rest of the turn is said in this language."""
    common = {name: html.unescape(value) for name, value in turn.say.common.items()}
    common["company"] = turn.policy.company.name.get(language, common.get("company", ""))
    turn.say = Say(language, turn.say.zone, common, turn.say.maps)


# -- language ---------------------------------------------------------------------------------------------------


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
    speak(turn, language)
    turn.head = turn.say("language-chosen")
    if turn.talk.step is None:
        await routers.home(turn)
        return
    await turn.strip()
    turn.talk.resumed = True  # the open question follows below it, in the new language


# -- identity check (D-29) --------------------------------------------------------------------------------------


@routes.tap(IdentifyTap)
async def identify_tapped(turn: Turn, tap: IdentifyTap) -> None:
    await ask_number(turn)


@routes.command("identify", CUSTOMER)
async def identify_command(turn: Turn) -> None:
    await ask_number(turn)


@routes.ask("identity:number")
async def ask_number(turn: Turn) -> None:
    """Order number and last four digits, or simply one's own contact."""
    from handlers.booking.phone import contact_keyboard

    turn.talk.start("identity:number")
    await turn.strip()
    await turn.send(Card(turn.say("identity-number")), contact_keyboard(turn))


NUMBER = re.compile(r"\d{6}-\d{6}(?!\d)")


async def number_unasked(turn: Turn) -> bool:
    """Somebody not known yet begins with their order's number: the same as answering the question for it."""
    if turn.person.phone_verified or not NUMBER.match(turn.text) or len(turn.text) > NUMBER_MOST:
        return False
    await number_given(turn)
    return True


@routes.step("identity:number")
async def number_given(turn: Turn) -> None:
    if turn.message is not None and turn.message.contact is not None:
        await take_contact(turn)
        return
    parts = turn.text.replace(",", " ").replace(",", " ").split()
    if len(parts) >= 2 and len(parts[-1]) == 4 and parts[-1].isdigit():
        await check(turn, parts[0], parts[-1])
        return
    if not parts or len(turn.text) > NUMBER_MOST or not any(letter.isdigit() for letter in turn.text):
        await turn.tell("identity-number-unclear", stop_row(turn))
        return
    turn.talk.start("identity:four", number=parts[0])
    await turn.tell("identity-four", stop_row(turn))


@routes.ask("identity:four")
async def ask_four(turn: Turn) -> None:
    await turn.tell("identity-four", stop_row(turn))


@routes.step("identity:four")
async def four_given(turn: Turn) -> None:
    if turn.message is not None and turn.message.contact is not None:
        await take_contact(turn)
        return
    digits = "".join(letter for letter in turn.text if letter.isdigit())
    if len(digits) != 4:
        await turn.tell("identity-four", stop_row(turn))
        return
    await check(turn, str(turn.talk.draft.get("number", "")), digits)


def stop_row(turn: Turn) -> Rows:
    return [[(turn.say("button-menu"), MenuTap())]]


async def check(turn: Turn, number: str, last_four: str) -> None:
    """A wrong answer is counted in a transaction of its own; after the last one the hotline helps."""
    step, draft = turn.talk.step, dict(turn.talk.draft)
    turn.talk.end()
    try:
        person = await turn.run(people.identify, turn.chat, number, last_four)
    except IdentityMismatch:
        left = await turn.run(people.wrong_try, turn.chat)
        if left > 0:
            turn.talk.start("identity:number")
            await turn.tell("refused-identity-mismatch", stop_row(turn), left=left)
        else:
            await turn.tell("refused-too-many-tries", stop_row(turn), hotline=turn.policy.company.hotline)
        return
    except BaseException:
        turn.talk.start(step or "", **draft)
        turn.talk.end()
        raise
    await become(turn, person.id)
    await recognised(turn)


async def take_contact(turn: Turn) -> None:
    """A shared contact, at any time: one's own proves who one is; somebody else's is refused."""
    contact = turn.message.contact if turn.message is not None else None
    number = shared_phone(contact.phone_number) if contact is not None else None
    if contact is None or number is None:
        await turn.tell("identity-contact-unclear", stop_row(turn))
        return
    turn.talk.end()
    person = await turn.run(people.share_contact, turn.chat, number, contact.user_id)
    await become(turn, person.id)
    await turn.send(Card(turn.say("identity-phone-kept", phone=masked(number))), ReplyKeyboardRemove())
    await recognised(turn)


async def recognised(turn: Turn) -> None:
    """Known now: their open orders, or the menu."""

    def latest(uow: UnitOfWork) -> int | None:
        found = people.orders_of(uow, uow.actor.person_id or 0, open_only=True)
        return found[0].id if found else None

    order_id: Any = await turn.look(latest)
    head = turn.say("start-recognised", name=turn.person.name)
    if order_id is None:
        await menu(turn, head)
        return
    view = await turn.look(views.order_view, order_id)
    await turn.show(customer_card(turn.say, view, head))


@routes.content("contact", CUSTOMER)
async def contact_shared(turn: Turn) -> None:
    """Somebody shares a contact unasked: the same as answering the question."""
    await take_contact(turn)


@routes.content("location", CUSTOMER)
async def location_shared(turn: Turn) -> None:
    """A place, unasked: what should be done there?"""
    from handlers.booking import flow

    await flow.start_at_location(turn)
