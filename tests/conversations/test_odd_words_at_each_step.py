"""Whatever is sent while a question stands open: one clear answer, nothing raised, and the conversation lives on.

Every step there is stands in the table below; a new one that does not fails the guard.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from handlers.routers import all_routes
from models.broadcast import Broadcast
from models.hazard import HazardKind
from models.inbox import Conversation
from models.offer import Offer
from models.order import OrderKind
from models.person import Person, Technician
from models.task import Task, TaskKind
from models.unit import Area
from scheduling import broadcasts, hazards, outages, power_alarms, rescheduling, visits
from scheduling.broadcasts import Audience
from scheduling.hazards import HazardDraft
from scheduling.unit_of_work import UnitOfWork
from tests.conversations.test_imports import ALSO_GOOD, GOOD, sheet
from tests.stages import Staged, booked
from tests.world import PIXEL, Chatter, World

ODD: dict[str, tuple[dict[str, Any], ...]] = {
    "sticker": ({"sticker": "🐼"},),
    "voice": ({"voice": "AAAA"},),
    "photo": ({"photo": base64.b64encode(PIXEL).decode()},),
    "long": tuple({"text": "哈" * length} for length in (4096, 4096, 1808)),  # clients send 10,000 letters in pieces
    "emoji": ({"text": "🎉"},),
    "words": ({"text": "asdf 圪垯 qwer"},),
}
# At some steps, one of each kind, all that people and their telephones can think of.
WORDS = (
    "🎉🎉🎉", "\u200b\u200d", "\u202eevil\u202c", "<b>粗体</b> & <script>alert(1)</script>", "a" * 4096, "名" * 4000,
    "'; DROP TABLE orders; --", "=HYPERLINK(\"x\")", "2026-02-31 25:00", "昨天下午", "两年后的今天", "3点", "-1",
    "9" * 40, "{ $name }", "%s%n", "\\x00", "?", "0",
)  # fmt: skip
THINGS: tuple[dict[str, Any], ...] = (
    {"document": {"name": "x.bin", "data": "AAAA"}}, {"location": {"latitude": 0.0, "longitude": 0.0}},
    {"contact": {"phone_number": "12", "first_name": "x"}},
)  # fmt: skip
ALL_OF_THEM = frozenset({
    "identity:number", "booking:kind", "slot", "relay:write", "job:move", "off:when", "close-out", "desk-new:phone",
})  # fmt: skip

WANG, LIU, NEW, JOHN, LEAD, ASKED, WORKER, DESK = "wang", "liu", "new", "john", "lead", "asked", "worker", "desk"


@dataclass(frozen=True)
class Step:
    """Who comes to a step and how: words, `👆` a label to tap, `#` callback data. `takes`: what answers the question."""

    who: str
    way: tuple[str, ...]
    takes: frozenset[str] = frozenset()


def step(who: str, *way: str, takes: str = "") -> Step:
    return Step(who, way, frozenset(takes.split()))


BOOKING = "宽带坏了,今天下午两点以后来人"
PHONED = "13800138099 王小丽 宽带坏了 幸福里7栋102"  # one line by telephone
OUTAGE = "幸福里停电到下午六点"
STEPS: dict[str, Step] = {
    "identity:number": step(LIU, "/identify"),
    "identity:four": step(LIU, "/identify", "261124-000001"),
    "slot": step(WANG, "#cch:{visit}"),
    "booking:going": step(WANG, "/repair", "宽带"),
    "booking:kind": step(LIU, "/book"),
    "booking:services": step(NEW, "/install"),
    "booking:area": step(NEW, "/repair", "宽带", "火星路1号", takes="words"),
    "booking:address": step(NEW, "/repair", "宽带"),
    "booking:phone": step(NEW, "/repair", "宽带", "幸福里5栋301"),
    "booking:contact": step(LIU, BOOKING, "👆家里另有人"),
    "booking:fault": step(LIU, "/repair", "宽带", "👆14:00", "👆说说情况", takes="words emoji photo"),
    "booking:access": step(LIU, BOOKING, "👆进门备注", takes="words emoji photo"),
    "booking:photo": step(LIU, BOOKING, "👆发张照片", takes="photo"),
    "booking:confirm": step(LIU, BOOKING),
    "again:confirm": step(JOHN, "#crb:{cancelled}", "👆14:00"),
    "moving:confirm": step(WANG, "#cch:{visit}", "👆18:00"),
    "moving:which": step(WANG, "我想改时间"),
    "two_key:note": step(JOHN, "#cnf:{done}", takes="words emoji photo"),
    "relay:write": step(WANG, "#swd:0", takes="words emoji photo"),
    "offer:reason": step(ASKED, "#tdr:{offer}:other", takes="words emoji"),
    "job:move": step(LEAD, "#tmr:{visit}:other", takes="words emoji"),
    "job:hand-back": step(LEAD, "#thr:{visit}:other", takes="words emoji"),
    "close-out": step(WORKER, "#tcl:{connected}"),
    "off:when": step(LEAD, "#tfr:sick"),
    "dispatch:find": step(DESK, "/find", takes="words emoji"),
    "desk:override": step(DESK, "/new", f"{PHONED} 后天14:00", "👆其他", takes="words emoji"),
    "desk-book:confirm": step(DESK, "#dbk:{cancelled}", "👆14:00"),
    "desk-move:confirm": step(DESK, "#dmw:{visit}:customer:phone:-", "👆16:00"),
    "desk-new:phone": step(DESK, "/new"),
    "desk-new:name": step(DESK, "/new", "13800138777", takes="words emoji"),
    "desk-new:services": step(DESK, "/new", "13800138001", "报修"),
    "desk-new:kind": step(DESK, "/new", "13800138001"),
    "desk-new:area": step(DESK, "/new", "13800138001", "宽带报修", "火星路1号", takes="words"),
    "desk-new:address": step(DESK, "/new", "13800138001", "宽带报修", takes="words"),
    "desk-new:note": step(DESK, "/new", f"{PHONED} 今天18:00", "👆加进门说明", takes="words emoji"),
    "desk-new:confirm": step(DESK, "/new", f"{PHONED} 今天18:00"),
    "import:confirm": step(DESK, "📄"),
    "invite:role": step(DESK, "/invite"),
    "invite:name": step(DESK, "/invite", "👆装维人员", takes="words"),
    "invite:company": step(DESK, "/invite", "👆装维人员", "何志强"),
    "invite:areas": step(DESK, "/invite", "👆装维人员", "何志强", "👆自有人员"),
    "booking:outage": step(JOHN, "#cki:repair", "landline"),
    "record:where": step(NEW, "是不是停网了"),
    "desk-new:outage": step(DESK, "/new", "13800138099 王小丽 固话坏了 科技园创业街9号"),
    "outage:area": step(DESK, "/outage"),
    "outage:cause": step(DESK, "幸福里停网了", takes="words emoji"),
    "outage:cause_text": step(DESK, "幸福里停网了", "👆其他", takes="words emoji"),
    "outage:end": step(DESK, "幸福里停网了", "👆设备故障"),
    "outage:card": step(DESK, OUTAGE),
    "outage:since": step(DESK, OUTAGE, "👆开始时间"),
    "outage:next": step(DESK, OUTAGE, "👆下次通报"),
    "outage:services": step(DESK, OUTAGE, "👆业务"),
    "broadcast:where": step(DESK, "#gn"),
    "broadcast:language": step(DESK, "#gw:{news}:-", takes="words long emoji"),
    "broadcast:words": step(DESK, "#gw:{broadcast}:zh", takes="words emoji"),
    "broadcast:wrong": step(DESK, "#gww:{broadcast}:-", takes="words emoji"),
    "emergency:kind": step(DESK, "/emergency"),
    "loan:until": step(DESK, "#la:{unit}:{technician}:{area}"),
    "bulk:day": step(DESK, "#bs:{unit}"),
    "bulk:hours": step(DESK, "#bd:{unit}:{day}"),
    "hazard": step(LEAD, "/hazard", takes="photo"),
    "hazard:result": step(DESK, "#hd:{hazard}:", takes="words emoji"),
    "alarm": step(DESK, "/alarm"),
    "alarm:result": step(LEAD, "#pe:{alarm}:", takes="words emoji"),
    "invite:certificate": step(DESK, "/invite", "👆装维人员", "何志强", "👆自有人员", "👆全部片区"),
}


def test_every_step_is_in_the_table() -> None:
    assert set(STEPS) == set(all_routes().steps)
    assert set(all_routes().asks) >= set(STEPS), "a step whose question cannot be put again"


@dataclass
class Town:
    """A morning with something of everything going on."""

    world: World
    people: dict[str, Chatter]
    ids: dict[str, int]

    async def come_to(self, name: str) -> Chatter:
        who = self.people[STEPS[name].who]
        await who.says("/start")
        for act in STEPS[name].way:
            if act.startswith("👆"):
                await who.taps(act[1:])
            elif act.startswith("#"):
                await who.presses(who.messages()[-1]["message_id"], act[1:].format(**self.ids))
            elif act == "📄":
                await who.sends(document=base64.b64encode(sheet(GOOD, ALSO_GOOD)).decode(), file_name="orders.xlsx")
            else:
                await who.says(act)
        assert self.standing(who)[0] == name, who.transcript()
        return who

    def standing(self, who: Chatter) -> tuple[str | None, dict[str, Any]]:
        def look(uow: UnitOfWork) -> tuple[str | None, dict[str, Any]]:
            row = uow.session.get(Conversation, (1, who.id))
            return (row.step, dict(row.draft)) if row else (None, {})

        found: tuple[str | None, dict[str, Any]] = self.world.do(look)
        return found

    def put_back(self, who: Chatter, step: str | None, draft: dict[str, Any]) -> None:
        def put(uow: UnitOfWork) -> None:
            row = uow.session.get_one(Conversation, (1, who.id))
            row.step, row.draft = step, dict(draft)

        self.world.do(put)


async def town(world: World) -> Town:
    """王芳 has two visits, one taken; 刘伟's technician is at work; John waits for a time, and has had a visit."""
    wang, liu, john, desk = (world.person(id) for id in (1001, 1002, 1003, 3001))
    john_done = await booked(world, john, "11-25 08:00")
    await done(john_done, world)
    cancelled = await booked(world, john, "11-25 18:00", OrderKind.INSTALL)
    world.do(rescheduling.cancel, cancelled.visit_id, actor=world.actor(john))
    visit = await booked(world, wang, "11-25 14:00")
    lead = await visit.accepted()
    offered = await booked(world, wang, "11-25 16:00", OrderKind.MOVE)
    open_offer = world.rows(select(Offer).where(Offer.appointment_id == offered.visit_id))[0]
    asked = next(t for t in offered.technicians() if world.person_id(t) == open_offer.technician_id)
    ids = {"visit": visit.visit_id, "offer": open_offer.id, "cancelled": cancelled.order_id, "done": john_done.order_id}
    connected = await booked(world, liu, "11-25 10:00", OrderKind.REMOVE)
    worker = await connected.accepted()
    await connected.arrived(worker)
    world.do(visits.connect, connected.visit_id, actor=world.actor(worker))
    people = {
        WANG: wang,
        LIU: liu,
        NEW: world.newcomer(),
        JOHN: john,
        LEAD: lead,
        ASKED: asked,
        WORKER: worker,
        DESK: desk,
    }
    ids |= {"connected": connected.visit_id, **trouble(world, people)}
    await world.settle()
    return Town(world, people, ids)


def trouble(world: World, people: dict[str, Chatter]) -> dict[str, int]:
    """An outage of John's landline with what is to be said of it, a hazard, and an alarm the lead has taken."""
    desk, lead = people[DESK], people[LEAD]
    park = world.rows(select(Area).where(Area.name == "科技园"))[0]
    happy = world.rows(select(Area.id).where(Area.name == "幸福里"))[0]
    lent = world.rows(select(Technician.person_id).join(Person).where(Person.name == "赵敏"))[0]  # serves the park only

    def down(uow: UnitOfWork) -> int:
        return outages.open_outage(
            uow, "down", area_id=park.id, services=["fixed_line"], cause="equipment", starts_at=uow.now,
            expected_until=uow.now + timedelta(hours=3),
        ).id  # fmt: skip

    def news(uow: UnitOfWork) -> int:
        return broadcasts.compose(uow, "news", unit_id=park.unit_id, audience=Audience(everybody=True)).id

    outage_id = world.do(down, actor=world.actor(desk))
    world.do(hazards.report, HazardDraft(HazardKind.POLE, "h", place="幸福里北门"), actor=world.actor(lead))
    alarm = world.do(power_alarms.raise_alarm, "a", park.id, "电杆带电", actor=world.actor(desk))
    world.do(power_alarms.accept, alarm.id, actor=world.actor(lead))
    return {
        "broadcast": world.rows(select(Broadcast.id).where(Broadcast.outage_id == outage_id))[0],
        "news": world.do(news, actor=world.actor(desk)),
        "hazard": world.rows(select(Task.id).where(Task.kind == TaskKind.HAZARD))[0],
        "alarm": alarm.id, "unit": park.unit_id, "area": happy, "technician": lent,
        "day": world.clock.now.date().toordinal() + 1,
    }  # fmt: skip


async def done(staged: Staged, world: World) -> None:
    lead = await staged.accepted()
    await world.clock.travel("11-25 07:50")
    await staged.arrived(lead)
    await staged.completed(lead)


async def faults(town: Town, name: str) -> list[str]:
    """What is wrong with the answers at this step."""
    who = await town.come_to(name)
    before, found = town.standing(who), []
    for kind, pieces in ODD.items():
        for sent in pieces:
            found += [f"{name}, {kind}: {fault}" for fault in await fault_of(who, sent)]
        after = town.standing(who)
        if kind not in STEPS[name].takes and (after[0], after[1].get("id")) != (before[0], before[1].get("id")):
            found.append(f"{name}, {kind}: the conversation stands at {after[0]}")
        if after != before:
            town.put_back(who, *before)
    if name in ALL_OF_THEM:
        for sent in (*({"text": words} for words in WORDS), *THINGS):
            found += [f"{name}, {str(sent)[:60]}: {fault}" for fault in await fault_of(who, sent)]
            town.put_back(who, *before)
    return found


async def fault_of(who: Chatter, sent: dict[str, Any]) -> list[str]:
    """What is wrong with one answer."""
    await who.sends(**sent)
    said = who.said()
    found = [] if len(said) == 1 and said[0].strip() else [f"{len(said)} answers: {[text[:60] for text in said]}"]
    return found + [f"an apology: {text[:60]}" for text in said if "刚才出了点问题" in text or "went wrong" in text]


PARTS = sorted({step.who for step in STEPS.values()})


@pytest.mark.slow
@pytest.mark.parametrize("who", PARTS)
async def test_odd_answers_get_one_answer_at_every_step(world: World, who: str) -> None:
    there, wrong = await town(world), []
    for name in (name for name, one in STEPS.items() if one.who == who):
        wrong += await faults(there, name)
    assert not wrong, "\n".join(wrong)
