"""Whatever is sent while a question stands open: one clear answer, and the conversation lives on."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from models.inbox import Conversation
from models.offer import Offer
from scheduling import visits
from scheduling.unit_of_work import UnitOfWork
from tests.stages import Staged, booked
from tests.world import Chatter, World, readable

WORDS = (
    "🎉🎉🎉", "\u200b\u200d", "\u202eevil\u202c", "<b>粗体</b> & <script>alert(1)</script>", "a" * 4096, "名" * 4000,
    "'; DROP TABLE orders; --", "=HYPERLINK(\"x\")", "2026-02-31 25:00", "昨天下午", "两年后的今天", "3点", "-1",
    "9" * 40, "{ $name }", "%s%n", "\\x00", "?", "0",
)  # fmt: skip
THINGS: tuple[dict[str, Any], ...] = (
    {"sticker": "🐼"}, {"voice": "AAAA"}, {"document": {"name": "x.bin", "data": "AAAA"}},
    {"location": {"latitude": 0.0, "longitude": 0.0}}, {"contact": {"phone_number": "12", "first_name": "x"}},
)  # fmt: skip
CUSTOMER, TECHNICIAN, DISPATCHER = "customer", "technician", "dispatcher"
# Who, what opens the question (words, or callback data with the visit, order or offer in it), and where it stands then.
OPENINGS = (
    (CUSTOMER, "/identify", "identity:number"),
    (CUSTOMER, "/install", "booking:services"),
    (CUSTOMER, "/book", "booking:kind"),
    (CUSTOMER, "cas:{order}", "relay:write"),
    (CUSTOMER, "cch:{visit}", "slot"),
    (TECHNICIAN, "tmr:{visit}:other", "job:move"),
    (TECHNICIAN, "thr:{visit}:other", "job:hand-back"),
    (TECHNICIAN, "tfr:sick", "off:when"),
    (TECHNICIAN, "tcl:{visit}", "close-out"),
    (DISPATCHER, "/find", "dispatch:find"),
    (DISPATCHER, "/new", "desk-new:phone"),
    (DISPATCHER, "/invite", "invite:role"),
    (DISPATCHER, "dmw:{visit}:customer:phone:-", "slot"),
    (DISPATCHER, "twc:{order}", "relay:write"),
)  # fmt: skip


def standing(world: World, who: Chatter) -> tuple[str | None, dict[str, Any]]:
    def look(uow: UnitOfWork) -> tuple[str | None, dict[str, Any]]:
        row = uow.session.get(Conversation, (1, who.id))
        return (row.step, dict(row.draft)) if row else (None, {})

    found: tuple[str | None, dict[str, Any]] = world.do(look)
    return found


def put_back(world: World, who: Chatter, step: str | None, draft: dict[str, Any]) -> None:
    def put(uow: UnitOfWork) -> None:
        row = uow.get(Conversation, (1, who.id))  # type: ignore[arg-type]
        row.step, row.draft = step, dict(draft)

    world.do(put)


async def people(world: World, opening: str) -> tuple[Staged, dict[str, Chatter]]:
    customer = world.person(1001)
    staged = await booked(world, customer, "14:00")
    lead = await staged.accepted()
    if opening.startswith("tcl"):
        await staged.arrived(lead)
        world.do(visits.connect, staged.visit_id, actor=world.actor(lead))
        await world.settle()
    return staged, {CUSTOMER: customer, TECHNICIAN: lead, DISPATCHER: world.person(3001)}


@pytest.mark.parametrize(("who", "opening", "step"), OPENINGS)
async def test_odd_answers_get_one_answer(world: World, who: str, opening: str, step: str) -> None:
    staged, everybody = await people(world, opening)
    person = everybody[who]
    offer_id = world.rows(select(Offer.id))[0]
    data = opening.format(visit=staged.visit_id, order=staged.order_id, offer=offer_id)
    if opening.startswith("/"):
        await person.says(data)
    else:
        await person.says("/start")
        await person.presses(person.messages()[-1]["message_id"], data)
    before = standing(world, person)
    assert before[0] == step, person.transcript()
    wrong = []
    for sent in ({"text": words} for words in WORDS):
        wrong += [f"{str(sent)[:60]}: {fault}" for fault in await faults(person, sent)]
        put_back(world, person, *before)
    for thing in THINGS:
        wrong += [f"{list(thing)}: {fault}" for fault in await faults(person, thing)]
        put_back(world, person, *before)
    assert not wrong, f"at {before[0]}:\n" + "\n".join(wrong)


async def faults(person: Chatter, sent: dict[str, Any]) -> list[str]:
    """What is wrong with the answer to what was sent; a card that only lost its buttons says nothing new."""
    before = {message["message_id"]: message["text"] for message in person.messages()}
    await person.sends(**sent)
    fresh = [message for message in person.new() if before.get(message["message_id"]) != message["text"]]
    said = [readable(message) for message in fresh]
    found = [] if len(said) == 1 else [f"{len(said)} answers: {[text[:60] for text in said]}"]
    return found + ["an apology" for text in said if "刚才出了点问题" in text]
