"""Who is behind a chat: first meeting, binding a chat to a customer on file, languages, leaving."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import joinedload

from models.errors import BadValue, IdentityMismatch, NotAllowed, TooManyTries
from models.order import OVER, WorkOrder
from models.person import Address, ChatAccount, Person, Role
from models.task import TaskKind
from scheduling import areas, on_file, tasks
from scheduling import events as ev
from scheduling.announcements import record
from scheduling.permissions import Action, may, require
from scheduling.unit_of_work import UnitOfWork

NAME_MAX = 60


@dataclass(frozen=True)
class Chat:
    """A chat as the messenger names it. `language_code` is its guess at the person's language."""

    bot_id: int
    chat_id: int
    user_id: int
    name: str = ""
    language_code: str | None = None


HERE = (
    ChatAccount.channel == "telegram",
    ChatAccount.bot_id == bindparam("bot"),
    ChatAccount.chat_id == bindparam("chat"),
)
ACCOUNT = select(ChatAccount).where(*HERE).options(joinedload(ChatAccount.person))


def account_of(uow: UnitOfWork, chat: Chat) -> ChatAccount | None:
    return uow.session.scalar(ACCOUNT, {"bot": chat.bot_id, "chat": chat.chat_id})


def meet(uow: UnitOfWork, chat: Chat) -> ChatAccount:
    """The person behind this chat; somebody new becomes a visitor, in the language their messenger speaks."""
    account = account_of(uow, chat)
    if account is not None:
        if account.blocked_at is not None:
            account.blocked_at = None  # they write, so they can be written to
        return account
    person = uow.add(Person(name=clean_name(chat.name), language=guess(uow, chat.language_code), created_at=uow.now))
    account = ChatAccount(person_id=person.id, bot_id=chat.bot_id, chat_id=chat.chat_id, user_id=chat.user_id)
    account.bound_at = uow.now
    uow.add(account)
    uow.session.refresh(account, ["person"])
    return account


def clean_name(name: str) -> str:
    return " ".join(name.split())[:NAME_MAX] or "?"


def guess(uow: UnitOfWork, language_code: str | None) -> str:
    """D-31: Chinese first; English for whoever's messenger speaks neither."""
    languages = uow.policy.languages
    if not language_code:
        return languages[0]
    head = language_code.lower().split("-")[0]
    if head in languages:
        return head
    return "en" if "en" in languages else languages[0]


def choose_language(uow: UnitOfWork, language: str) -> Person:
    """D-31: the person's own choice, at any time."""
    if language not in uow.policy.languages:
        raise BadValue(field="language", value=language)
    person = uow.person(uow.me)
    person.language = language
    return person


def count_weeks(uow: UnitOfWork, habit: str) -> Person:
    """How this person counts weeks, learnt when "下周三" had to be asked about: next, coming or sunday."""
    person = uow.person(uow.me)
    person.week_habit = habit
    return person


def give_phone(uow: UnitOfWork, phone: str) -> Person:
    """A phone the person typed: good for being called back, no proof of who they are (D-29)."""
    person = uow.person(uow.me)
    if not person.phone_verified:
        person.phone = phone
    return person


def share_contact(uow: UnitOfWork, chat: Chat, phone: str, contact_user_id: int | None) -> Person:
    """The sender's own contact binds the chat to the customer with that phone on file.

    Raises `NotAllowed` for somebody else's contact: its `user_id` must be the sender's.
    """
    if contact_user_id != chat.user_id:
        raise NotAllowed(action="share_contact")
    account = meet(uow, chat)
    on_file = uow.session.scalars(select(Person).where(Person.phone == phone).order_by(Person.id)).all()
    # Staff are bound by invitation only; a phone somebody merely typed proves nothing.
    known = next((p for p in on_file if p.phone_verified and not p.roles), None)
    if known is None:
        account.person.phone, account.person.phone_verified = phone, True
        return account.person
    bind(uow, account, known, by="contact")
    return known


def identify(uow: UnitOfWork, chat: Chat, number: str, last_four: str) -> Person:
    """D-29: order number and the last four digits of the phone on file. Five tries, then the hotline.

    Returns the customer now bound; raises nothing but `TooManyTries` before a try is counted. A wrong answer is
    counted by `wrong_try`, in a transaction of its own, so that refusing does not also undo the counting.
    """
    account = meet(uow, chat)
    if account.identity_tries >= uow.policy.identity.tries:
        raise TooManyTries(hotline=uow.policy.company.hotline)
    order = uow.session.scalar(select(WorkOrder).where(WorkOrder.number == number.strip()))
    phones = [] if order is None else [p for p in (order.customer.phone, order.contact_phone) if p]
    if order is None or last_four not in {phone[-4:] for phone in phones}:
        raise IdentityMismatch(left=uow.policy.identity.tries - account.identity_tries - 1)
    account.identity_tries = 0
    bind(uow, account, order.customer, by="identity_check")
    return order.customer


def wrong_try(uow: UnitOfWork, chat: Chat) -> int:
    """Counts a failed identity check; returns how many tries are left (D-29)."""
    account = meet(uow, chat)
    account.identity_tries = ChatAccount.identity_tries + 1  # counted by the database, whoever else counts meanwhile
    uow.session.flush()
    uow.session.refresh(account, ["identity_tries"])
    return max(0, uow.policy.identity.tries - account.identity_tries)


def bind(uow: UnitOfWork, account: ChatAccount, person: Person, by: str) -> None:
    """From now on this chat is that person's; what the visitor had ordered comes along.

    News goes to the chat bound last, so the one it went to before is told, and may have it back.
    """
    if account.person_id == person.id:
        return
    former = newest_chat(uow, person.id, account.bot_id)
    visitor_id = account.person_id
    mine = update(WorkOrder).where(WorkOrder.customer_id == visitor_id).values(customer_id=person.id)
    uow.session.execute(mine.execution_options(synchronize_session="fetch"))
    language = account.person.language
    account.person_id, account.bound_at = person.id, uow.now
    person.language = language
    uow.session.flush()
    uow.session.refresh(account, ["person"])
    record(uow, ev.ChatBound(person.id, by, former.chat_id if former is not None else None))


def newest_chat(uow: UnitOfWork, person_id: int, bot_id: int) -> ChatAccount | None:
    """Where somebody's news goes: the chat bound last that is not closed to us."""
    theirs = ChatAccount.person_id == person_id, ChatAccount.bot_id == bot_id, ChatAccount.blocked_at.is_(None)
    query = select(ChatAccount).where(*theirs).order_by(ChatAccount.bound_at.desc(), ChatAccount.id.desc())
    return uow.session.scalar(query.limit(1))


def has_other_chat(uow: UnitOfWork, chat: Chat) -> bool:
    """Does whoever this chat belongs to have another one with us?"""
    here = ChatAccount.bot_id == chat.bot_id, ChatAccount.blocked_at.is_(None), ChatAccount.chat_id != chat.chat_id
    query = select(ChatAccount.id).where(ChatAccount.person_id == uow.actor.person_id, *here)
    return uow.session.scalar(query.limit(1)) is not None


def news_here(uow: UnitOfWork, chat: Chat) -> None:
    """Of somebody's chats this is the one for news from now on; the one it went to until now is told."""
    account = account_of(uow, chat)
    if account is None or account.person_id != uow.actor.person_id:
        raise NotAllowed(action="news_here")
    former = newest_chat(uow, account.person_id, chat.bot_id)
    if former is None or former.id == account.id:
        return
    account.bound_at = uow.now
    record(uow, ev.ChatBound(account.person_id, "chosen", former.chat_id))


def blocked(uow: UnitOfWork, chat_id: int, bot_id: int) -> None:
    """The bot was blocked (403): marked, and the dispatcher phones whoever has a visit ahead."""
    query = select(ChatAccount).where(ChatAccount.chat_id == chat_id, ChatAccount.bot_id == bot_id)
    account = uow.session.scalar(query)
    if account is None or account.blocked_at is not None:
        return
    account.blocked_at = uow.now
    record(uow, ev.ChatBlocked(account.person_id))
    for order in orders_of(uow, account.person_id, open_only=True):
        visit = uow.live_appointment(order.id)
        if visit is not None:
            tasks.open_task(uow, TaskKind.PHONE_BLOCKED, f"person:{account.person_id}", appointment=visit)
            return


def orders_of(uow: UnitOfWork, person_id: int, *, open_only: bool = False, limit: int = 10) -> list[WorkOrder]:
    """A customer's orders, the newest first."""
    query = select(WorkOrder).where(WorkOrder.customer_id == person_id)
    if open_only:
        query = query.where(WorkOrder.status.not_in(OVER))
    return list(uow.session.scalars(query.order_by(WorkOrder.id.desc()).limit(limit)))


def caller(uow: UnitOfWork, phone: str, name: str | None = None) -> Person | None:
    """The customer on file with this phone; with a name, somebody new is put on file (no chat needed).

    Only a phone that is proven counts: what a stranger typed in a chat must not draw somebody else's order to them.
    """
    paths = {path for _, path in uow.actor.roles}
    if not uow.actor.is_clock and not any(may(uow.actor, Action.TAKE_ORDER, path) for path in paths):
        raise NotAllowed(action=Action.TAKE_ORDER.value)
    query = select(Person).where(Person.phone == phone, Person.phone_verified, Person.left_at.is_(None))
    found = sorted(uow.session.scalars(query), key=lambda person: (bool(person.roles), person.id))
    if found or name is None:
        return found[0] if found else None
    # The phone they ring from, or that the operator's own sheet holds, is on file from here on (D-29).
    new = Person(name=clean_name(name), phone=phone, phone_verified=True, created_at=uow.now)
    new.language = uow.policy.languages[0]
    return uow.add(new)


def remember_address(uow: UnitOfWork, person_id: int, area_id: int, text: str) -> None:
    """Kept, so that next time it is one tap."""
    if not any(known.text == text for known in on_file.homes(uow, person_id)):
        plant_id = areas.plant_of(uow, area_id, text)
        uow.add(Address(person_id=person_id, area_id=area_id, plant_id=plant_id, text=text))


def leave(uow: UnitOfWork, person_id: int) -> Person:
    """A member of staff leaves: every right ends at once (R-1.13), and what they had taken goes back."""
    person = uow.person(person_id)
    for grant in person.roles:
        require(uow.actor, Action.INVITE, grant.unit) if not uow.actor.is_clock else None
    person.left_at = person.left_at or uow.now
    tasks.give_back_all(uow, person.id)
    return person


def is_staff(person: Person) -> bool:
    return person.left_at is None and bool(person.roles)


def has_role(person: Person, role: Role) -> bool:
    return person.left_at is None and any(grant.role is role for grant in person.roles)


OPEN_CHAT = select(ChatAccount.id).where(
    ChatAccount.person_id == bindparam("person_id"), ChatAccount.blocked_at.is_(None)
).limit(1)  # fmt: skip


def has_chat(uow: UnitOfWork, person_id: int) -> bool:
    return bool(uow.rows(OPEN_CHAT, person_id=person_id))


def hear_outage_news(uow: UnitOfWork, wanted: bool) -> None:
    """Outage news that is not urgent, on or off (D-14); what somebody asked for, and questions, come all the same."""
    uow.person(uow.me).outage_news = wanted
