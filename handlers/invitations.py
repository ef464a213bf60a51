"""Joining: a one-time link for a new colleague, made by somebody entitled to, and the first words they read."""

from __future__ import annotations

import re
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.buttons import Rows, Tap, in_rows
from handlers.context import Card, Turn
from handlers.dispatch_taps import HomeTap
from handlers.notifications import renders
from handlers.routes import Routes
from handlers.texts.render import Say
from handlers.understanding.leaving_off import leaves_off
from models.errors import NotAllowed, NotFound
from models.person import Role
from scheduling import areas, invitations
from scheduling.invitations import may_invite
from scheduling.letters import Letter
from scheduling.permissions import Action
from scheduling.unit_of_work import UnitOfWork

routes = Routes()

INVITERS = (Role.DISPATCHER, Role.CONTRACTOR_ADMIN, Role.HEAD)
CERTIFICATE = re.compile(r"^(?P<number>\S{3,40})(?:\s+(?P<until>\d{4}-\d{1,2}-\d{1,2}))?$")


@dataclass(frozen=True)
class RoleTap(Tap, prefix="dir"):
    """Which hat the new colleague will wear."""

    draft: str
    role: str


@dataclass(frozen=True)
class CompanyTap(Tap, prefix="dic"):
    """Whose staff: 0 is our own."""

    draft: str
    contractor_id: int


@dataclass(frozen=True)
class AreaTap(Tap, prefix="dia"):
    """An area the technician serves, on or off; 0 is done."""

    draft: str
    area_id: int


@dataclass(frozen=True)
class NoCertificateTap(Tap, prefix="din"):
    """None yet: they go only beside a certified lead (R-1.10)."""

    draft: str


Answer = Callable[[Turn], Awaitable[None]]


def hears(step: str) -> Callable[[Answer], Answer]:
    """Written at this step; words that drop the whole thing name nobody."""

    def hear(answer: Answer) -> Answer:
        @routes.step(step)
        async def heard(turn: Turn) -> None:
            if leaves_off(turn.text):
                turn.talk.end()
                await turn.tell("invite-dropped", [[(turn.say("button-desk-home"), HomeTap())]])
            else:
                await answer(turn)

        return answer

    return hear


@dataclass(frozen=True)
class Choices:
    """What may be chosen from on the inviter's unit."""

    unit_id: int
    roles: list[Role]
    companies: list[tuple[int, str]]
    areas: list[tuple[int, str]]


def choices(uow: UnitOfWork) -> Choices:
    """The widest unit the inviter may invite to, with its companies and areas."""
    paths = sorted({path for role, path in uow.actor.roles if role in INVITERS}, key=len)
    unit = invitations.unit_at(uow, paths[0]) if paths else None
    if unit is None:
        raise NotAllowed(action=Action.INVITE.value)
    return Choices(
        unit.id,
        may_invite(uow.actor, unit.path),
        [(company.id, company.name) for company in invitations.companies_of(uow, unit)],
        [(area.id, area.name) for area in areas.serving(uow) if area.unit.path.startswith(unit.path)],
    )


@routes.command("invite", *Role)
async def invite(turn: Turn) -> None:
    await turn.look(choices)  # somebody not entitled is told so before anything is asked
    turn.talk.start("invite:role", id=secrets.token_urlsafe(6))
    await ask_role(turn)


@routes.ask("invite:role")
@hears("invite:role")
async def ask_role(turn: Turn) -> None:
    found = await turn.look(choices)
    draft_id = turn.talk.draft["id"]
    buttons = ((capital(turn.say(f"role-{role.value}")), RoleTap(draft_id, role.value)) for role in found.roles)
    await turn.show(Card(turn.say("invite-role"), [*in_rows(buttons), stop_row(turn)]))


def capital(words: str) -> str:
    """What stands inside a sentence elsewhere begins a button here."""
    return words[:1].upper() + words[1:]


def stop_row(turn: Turn) -> list:
    return [(turn.say("button-desk-stop"), HomeTap())]


def invite_draft(turn: Turn, draft_id: str) -> dict[str, Any]:
    if turn.talk.draft.get("id") != draft_id or not (turn.talk.step or "").startswith("invite:"):
        raise NotFound(what="draft", id=draft_id)
    return turn.talk.draft


@routes.tap(RoleTap)
async def role_picked(turn: Turn, tap: RoleTap) -> None:
    invite_draft(turn, tap.draft)
    found = await turn.look(choices)
    if tap.role not in [role.value for role in found.roles]:
        raise NotAllowed(action=Action.INVITE.value)
    turn.talk.go("invite:name", role=tap.role)
    await ask_name(turn)


@routes.ask("invite:name")
async def ask_name(turn: Turn) -> None:
    await turn.show(Card(turn.say("invite-name", role=turn.say(f"role-{turn.talk.draft['role']}")), [stop_row(turn)]))


@hears("invite:name")
async def name_typed(turn: Turn) -> None:
    name = " ".join(turn.text.split())
    if not 1 < len(name) <= 40:
        await ask_name(turn)
        return
    turn.talk.note(name=name)
    if turn.talk.draft["role"] != Role.TECHNICIAN.value:
        await make(turn)
        return
    turn.talk.go("invite:company")
    await ask_company(turn)


@routes.ask("invite:company")
@hears("invite:company")
async def ask_company(turn: Turn) -> None:
    found = await turn.look(choices)
    draft_id = turn.talk.draft["id"]
    buttons = [(capital(turn.say("desk-own-staff")), CompanyTap(draft_id, 0))]
    buttons += [(turn.say("invite-company-name", name=name), CompanyTap(draft_id, id)) for id, name in found.companies]
    await turn.show(Card(turn.say("invite-company", name=turn.talk.draft["name"]), [*in_rows(buttons), stop_row(turn)]))


@routes.tap(CompanyTap)
async def company_picked(turn: Turn, tap: CompanyTap) -> None:
    invite_draft(turn, tap.draft)
    found = await turn.look(choices)
    if tap.contractor_id and tap.contractor_id not in [id for id, _ in found.companies]:
        raise NotFound(what="contractor", id=tap.contractor_id)
    turn.talk.go("invite:areas", contractor_id=tap.contractor_id or None, areas=[])
    await ask_areas(turn)


@routes.ask("invite:areas")
@hears("invite:areas")
async def ask_areas(turn: Turn) -> None:
    found = await turn.look(choices)
    draft, say = turn.talk.draft, turn.say
    chosen = draft.get("areas") or []
    buttons = [
        (
            say("phone-order-ticked" if id in chosen else "phone-order-unticked", service=name),
            AreaTap(draft["id"], id),
        )
        for id, name in found.areas[:20]
    ]
    done = [(say("invite-areas-done" if chosen else "invite-areas-all"), AreaTap(draft["id"], 0))]
    await turn.show(Card(say("invite-areas", name=draft["name"]), [*in_rows(buttons), done, stop_row(turn)]))


@routes.tap(AreaTap)
async def area_picked(turn: Turn, tap: AreaTap) -> None:
    draft = invite_draft(turn, tap.draft)
    found = await turn.look(choices)
    every = [id for id, _ in found.areas]
    chosen = list(draft.get("areas") or [])
    if tap.area_id == 0:
        turn.talk.go("invite:certificate", areas=chosen or every)
        await ask_certificate(turn)
        return
    if tap.area_id not in every:
        raise NotFound(what="area", id=tap.area_id)
    turn.talk.note(areas=[id for id in every if (id in chosen) != (id == tap.area_id)])
    await ask_areas(turn)


@routes.ask("invite:certificate")
async def ask_certificate(turn: Turn) -> None:
    rows: Rows = [[(turn.say("invite-no-certificate"), NoCertificateTap(turn.talk.draft["id"]))], stop_row(turn)]
    await turn.show(Card(turn.say("invite-certificate", name=turn.talk.draft["name"]), rows))


@routes.tap(NoCertificateTap)
async def no_certificate(turn: Turn, tap: NoCertificateTap) -> None:
    invite_draft(turn, tap.draft)
    await make(turn)


@hears("invite:certificate")
async def certificate_typed(turn: Turn) -> None:
    """The number, and the day it is valid until if it has one."""
    found = CERTIFICATE.match(turn.text)
    until = None
    if found is not None and found["until"]:
        try:
            until = date(*map(int, found["until"].split("-")))
        except ValueError:
            found = None
    if found is None:
        await ask_certificate(turn)
        return
    turn.talk.note(certificate=found["number"], until=until.isoformat() if until else None)
    await make(turn)


async def make(turn: Turn) -> None:
    """The link, to be passed on to that one person."""
    draft = dict(turn.talk.draft)
    unit_id = (await turn.look(choices)).unit_id
    turn.talk.end()

    def inviting(uow: UnitOfWork) -> str:
        until = draft.get("until")
        return invitations.invite(
            uow, Role(draft["role"]), unit_id, draft["name"], contractor_id=draft.get("contractor_id"),
            certificate_number=draft.get("certificate"), certificate_until=date.fromisoformat(until) if until else None,
            area_ids=tuple(draft.get("areas") or ()),
        )  # fmt: skip

    code = await turn.run(inviting)
    me = await turn.bot.me()
    text = turn.say(
        "invite-link", name=draft["name"], role=turn.say(f"role-{draft['role']}"), days=turn.policy.identity.invitation_valid.days,
        link=f"https://t.me/{me.username}?start={code}",
    )  # fmt: skip
    await turn.show(Card(text, [[(turn.say("button-desk-home"), HomeTap())]]))


@renders("staff-joined")
def staff_joined(letter: Letter, say: Say) -> Card:
    role = letter.params.get("role", Role.TECHNICIAN.value)
    return Card(say("staff-joined", name=letter.who or "", role=say(f"role-{role}")))
