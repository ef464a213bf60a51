"""Every button there is, pressed by somebody whose business it is not: nothing happens, and nothing is learnt."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from sqlalchemy import select

from handlers.buttons import KNOWN, Tap, hints_of
from models.broadcast import Broadcast, BroadcastStatus
from models.emergency import EmergencyKind
from models.hazard import HazardKind
from models.inbox import Conversation
from models.message import Message
from models.offer import Offer, OfferStatus
from models.outage import Outage
from models.person import Person, Role, RoleGrant
from models.task import Task, TaskKind
from models.unit import Unit, UnitLevel
from scheduling import broadcasts, emergencies, hazards, loans, outages, power_alarms, tasks
from scheduling.announcements import record
from scheduling.events.broadcasts import BroadcastPaused
from scheduling.hazards import HazardDraft
from scheduling.people import Chat, meet
from scheduling.unit_of_work import UnitOfWork
from tests.stages import Staged, booked, outage_opens
from tests.world import Chatter, World

# Their own draft and the note that an update was dealt with are theirs; everything else must stay as it is.
OWN = {"inbox", "conversations"}
# What somebody may do by themselves: their language, their days off, an export of what is theirs (noted as taken);
# news on or off, and to be told when an outage is over: its place, cause and times are public.
THEIR_BUSINESS = {"slg", "tfd", "tfb", "dex", "gh", "hnw", "hwa"}
SECRETS = (
    "幸福里3栋2单元", "13800138001", "138 0013 8001", "王芳", "王外婆", "门禁4471", "孩子发烧", "幸福里1号箱",
    "井盖碎了", "零线带电", "停电通告",
)  # fmt: skip
EXAMPLE = "13800001111 王芳"  # how an order is dictated, shown to dispatchers
WORDS: dict[str, tuple[str, ...]] = {
    "reason": ("sick", "traffic"), "what": ("visit", "order", "needless", "access"), "kind": ("repair",),
    "services": ("broadband",), "span": ("week",), "role": ("dispatcher",), "which": ("tasks", "today"),
    "who": ("customer", "company"), "how": ("phone", "chat"), "value": ("repair",), "result": ("done",),
    "language": ("en",), "status": ("monitoring",), "cause": ("power",),
}  # fmt: skip
FIGURES = {"line": (0,), "page": (0,), "choice": (0,), "checked": (1,), "minutes": (30,), "index": (0,)}
ODD = (-1, 1 - 2**31, 2**31 - 1, 10**19)


@dataclass
class Trouble:
    """Outages, broadcasts, an emergency, alarms and a loan, in every state in which a button means something."""

    ids: dict[str, tuple[Any, ...]]


@dataclass
class Prey:
    """An accepted visit, one that is offered, a message and a task: what a forger would like to reach."""

    visit: Staged
    lead: Chatter
    offer_id: int
    message_id: int
    task_ids: tuple[int, ...]
    draft: str
    trouble: Trouble

    def values(self, name: str, kind: type, world: World) -> tuple[Any, ...]:
        ids = {
            "visit_id": self.visit.visit_id, "order_id": self.visit.order_id, "offer_id": self.offer_id,
            "message_id": self.message_id, "said_id": 1,
            "technician_id": world.person_id(world.person(2002)), "absent_id": world.person_id(self.lead),
            "draft": self.draft, "since": 0, "until": int(world.clock.now.timestamp()) // 60 + 50_000,
            "at": int(world.clock.now.timestamp()) // 60 + 300, "minute": int(world.clock.now.timestamp()) // 60 + 300,
            "day": world.clock.now.date().toordinal() + 1,
        }  # fmt: skip
        if name in ids:
            return (ids[name],)
        if name == "task_id":
            return self.task_ids
        if name in self.trouble.ids:
            return self.trouble.ids[name]
        if kind is str:
            return WORDS.get(name, ("x",))
        return FIGURES.get(name, (1,))

    def taps(self, world: World) -> Iterator[Tap]:
        for tap in (KNOWN[prefix] for prefix in sorted(KNOWN)):
            hints = hints_of(tap)
            given = [self.values(field.name, hints[field.name], world) for field in fields(tap)]
            yield from (tap(*values) for values in product(*given))


async def prey(world: World) -> Prey:
    customer, neighbour = world.person(1001), world.person(1002)
    staged = await booked(world, customer, "11-25 14:00", access_note="门禁4471", contact_name="王外婆")
    lead = await staged.accepted()
    other = await booked(world, neighbour, "11-25 10:00", area="科技园", address="科技园创业街8号1204室")
    query = select(Offer.id).where(Offer.appointment_id == other.visit_id, Offer.status == OfferStatus.OPEN)
    offer_id = world.rows(query)[0]
    await customer.taps("咨询")
    await customer.says("孩子发烧")
    message_id = world.rows(select(Message.id))[0]
    await customer.says("/repair")
    draft = next(
        row.draft["id"]
        for row in world.do(lambda uow: list(uow.session.scalars(select(Conversation))))
        if "id" in row.draft
    )
    task = world.do(
        lambda uow: tasks.open_task(uow, TaskKind.PHONE_CONFIRM, "x", appointment=staged_visit(uow, staged))
    )
    made = await trouble(world, lead)
    hazard = world.rows(select(Task.id).where(Task.kind == TaskKind.HAZARD))[0]
    await world.settle()
    return Prey(staged, lead, offer_id, message_id, (task.id, hazard), draft, made)


async def trouble(world: World, lead: Chatter) -> Trouble:
    """What the dispatchers of the county are busy with besides the visit."""
    dispatcher, technician = world.actor(world.person(3001)), world.actor(lead)
    colleague_id = world.person_id(world.person(2003))
    phones: dict[str, Any] = {"services": ["fixed_line"], "cause": "other", "cause_text": "机房进水"}
    box = await outage_opens(world, "幸福里1号箱", **phones)
    estate = await outage_opens(world, "幸福里", beside=True, **phones)
    over = await outage_opens(world, "科技园", **phones)
    world.do(outages.restore, over.id, actor=dispatcher)

    def arrange(uow: UnitOfWork) -> dict[str, tuple[Any, ...]]:
        sent = [broadcast_at(uow, status, box) for status in BroadcastStatus]
        emergency = emergencies.open_emergency(uow, box.unit_id, EmergencyKind.DISASTER)
        lent = loans.lend(uow, colleague_id, estate.area_id or 0, uow.now + timedelta(days=2))
        alarms = [power_alarms.raise_alarm(uow, f"alarm-{n}", estate.area_id or 0, "零线带电") for n in range(2)]
        uow.session.flush()
        return {
            "outage_id": (box.id, over.id), "into_id": (estate.id,), "emergency_id": (emergency.id,),
            "broadcast_id": (sent[0].id, sent[4].id), "loan_id": (lent.id,),
            "alarm_id": tuple(one.id for one in alarms), "unit_id": (box.unit_id,), "area_id": (estate.area_id,),
            "mark": tuple({broadcasts.view(uow, one).mark for one in sent}),
        }  # fmt: skip

    ids = world.do(arrange, actor=dispatcher)
    world.do(power_alarms.accept, ids["alarm_id"][0], actor=technician)
    seen = HazardDraft(kind=HazardKind.MANHOLE_COVER, draft_id="seen", place="幸福里", note="井盖碎了")
    world.do(hazards.report, seen, actor=technician)
    await world.settle()
    return Trouble(ids)


def broadcast_at(uow: UnitOfWork, status: BroadcastStatus, outage: Outage) -> Broadcast:
    """A broadcast about an outage, as it stands in that state and stays there."""
    texts = {"zh": "停电通告", "en": "停电通告"}
    made = broadcasts.compose(uow, f"in-{status}", outage_id=outage.id, texts=texts)
    made.status = status
    if status in (BroadcastStatus.SENDING, BroadcastStatus.PAUSED, BroadcastStatus.DONE, BroadcastStatus.STOPPED):
        made.event_id = record(uow, BroadcastPaused(made.id), outage=uow.get(Outage, outage.id))
        made.queued_at = uow.now
    uow.session.flush()
    return made


def staged_visit(uow: UnitOfWork, staged: Staged) -> Any:
    return uow.appointment(staged.visit_id)


class Held:
    """Everything the database holds, but what is a stranger's own. It notes itself where it was written to."""

    def __init__(self, world: World) -> None:
        self.db = sqlite3.connect(world.folder / "menling.db", isolation_level=None)
        names = [name for (name,) in self.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        self.db.execute("CREATE TABLE written (name TEXT)")
        for name, deed in product(names, ("INSERT", "UPDATE", "DELETE")):
            note = f"INSERT INTO written VALUES ('{name}')"
            self.db.execute(f'CREATE TRIGGER "{deed} {name}" AFTER {deed} ON "{name}" BEGIN {note}; END')
        self.notes = 0
        self.tables = {name: self.rows(name) for name in names if name not in OWN}

    def rows(self, name: str) -> list[tuple[Any, ...]]:
        return self.db.execute(f'SELECT * FROM "{name}"').fetchall()

    def changed(self) -> list[str]:
        """The tables that hold something else than when this was last asked."""
        noted = self.db.execute("SELECT rowid, name FROM written WHERE rowid > ?", (self.notes,)).fetchall()
        self.notes = max((row for row, _ in noted), default=self.notes)
        now = {name: self.rows(name) for name in {name for _, name in noted} - OWN}
        found = [name for name in now if now[name] != self.tables[name]]
        self.tables |= now
        return found

    def missed(self) -> list[str]:
        """What was changed without a note, which must be nothing."""
        return [name for name in self.tables if self.rows(name) != self.tables[name]]


def foreign_dispatcher(world: World) -> Chatter:
    """A dispatcher of another county."""
    chatter = world.newcomer("外县调度")

    def hire(uow: UnitOfWork) -> None:
        person = meet(uow, Chat(1, chatter.id, chatter.id, chatter.name)).person
        city = uow.session.scalars(select(Unit).where(Unit.level == UnitLevel.CITY)).one()
        unit = uow.add(Unit(level=UnitLevel.COUNTY, name="邻江县分局", parent_id=city.id, path=""))
        unit.path = f"{city.path}{unit.id}/"
        uow.session.add(RoleGrant(person_id=person.id, role=Role.DISPATCHER, unit_id=unit.id))

    world.do(hire)
    return chatter


def left(world: World, chatter: Chatter) -> Chatter:
    """Somebody of ours who has left since (R-1.13)."""
    id = world.person_id(chatter)

    def leave(uow: UnitOfWork) -> None:
        uow.get(Person, id).left_at = uow.now

    world.do(leave)
    return chatter


def stranger(who: str, world: World, prey: Prey) -> Chatter:
    match who:
        case "another customer":
            return world.person(1003)
        case "a newcomer":
            return world.newcomer()
        case "an uncertified colleague":
            return world.person(2004)
        case "the lead who left":
            return left(world, prey.lead)
        case "the head who left":
            return left(world, world.person(3101))
        case _:
            return foreign_dispatcher(world)


STRANGERS = (
    "another customer", "a newcomer", "an uncertified colleague", "the lead who left", "the head who left",
    "a dispatcher of elsewhere",
)  # fmt: skip


# A technician of the unit is staff: they read its outages as exactly as their colleagues do.
MAY_KNOW = {"an uncertified colleague": ("幸福里1号箱",)}


@pytest.mark.slow
@pytest.mark.parametrize("who", STRANGERS)
async def test_a_strangers_press_changes_and_tells_nothing(world: World, who: str) -> None:
    aim = await prey(world)
    forger = stranger(who, world, aim)
    await forger.says("/start")
    card = forger.messages()[-1]["message_id"]
    held, wrong = Held(world), []
    for tap in list(aim.taps(world)):
        card, found = await pressed(forger, card, tap.pack())
        wrong += [
            fault for fault in found if not fault.endswith(tuple(f"tells {one}" for one in MAY_KNOW.get(who, ())))
        ]
        changed = held.changed()
        if changed and tap.prefix not in THEIR_BUSINESS:
            wrong.append(f"{tap.pack()}: changed {changed}")
    assert not wrong, "\n".join(wrong)
    assert not held.missed()


async def pressed(person: Chatter, card: int, data: str) -> tuple[int, list[str]]:
    """Presses, and says what was wrong with the answer; once more on a fresh card where the old one just stayed."""
    found = await answer(person, card, data)
    if "says nothing" in found:
        await person.says("/start")
        card = person.messages()[-1]["message_id"]
        found = await answer(person, card, data)
    return card, [f"{data}: {fault}" for fault in found]


async def answer(person: Chatter, card: int, data: str) -> list[str]:
    """What is wrong with the answer to a press that was not theirs to make."""
    await person.presses(card, data)
    said = person.said()
    everything = "\n".join([*said, person.toast or ""]).replace(EXAMPLE, "")
    found = [f"tells {secret}" for secret in SECRETS if secret in everything]
    if len(said) > 1:
        found.append(f"answers {len(said)} times: {said}")
    if not everything.strip():
        found.append("says nothing")
    if "刚才出了点问题" in everything or "went wrong" in everything:
        found.append("apologises")
    return found


@pytest.mark.slow
@pytest.mark.parametrize("who", [1003, 2001, 3001])
async def test_ids_that_cannot_be_are_no_mistake_of_ours(world: World, who: int) -> None:
    presser = world.person(who)
    await presser.says("/start")
    card = presser.messages()[-1]["message_id"]
    wrong = []
    for tap in (KNOWN[prefix] for prefix in sorted(KNOWN)):
        numbers = [field.name for field in fields(tap) if hints_of(tap)[field.name] is int]
        words = {field.name: WORDS.get(field.name, ("x",))[0] for field in fields(tap)}
        for odd in ODD if numbers else ():
            data = ":".join([tap.prefix, *(str(odd if n in numbers else w) for n, w in words.items())])
            if len(data) > 64:
                continue
            card, found = await pressed(presser, card, data)
            wrong += found
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "data",
    [
        "",
        "x",
        ":",
        "do",
        "do:",
        "do:1:2",
        "do:一",
        "do:1e3",
        "dl:" + "九" * 15,
        "\x00",
        "tjo:0x1",
        json.dumps([1]),
        "tjo:１",
    ],
)
async def test_data_that_no_button_carries(world: World, dispatcher: Chatter, data: str) -> None:
    await dispatcher.says("/start")
    assert not await answer(dispatcher, dispatcher.messages()[-1]["message_id"], data or " ")
