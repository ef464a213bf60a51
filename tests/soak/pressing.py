"""Whatever is pressed, in whatever order: one answer, and no card offers what is refused a moment later."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handlers.context import HATS
from handlers.routers import all_routes
from models.person import Role
from scheduling import outages
from tests.invariants import broken
from tests.stages import booked, outage_opens
from tests.world import Chatter, World, make_template, open_world

RESIDENTS = (1001, 1002, 1003, 2001, 2002, 2003, 2004, 3001, 3002, 3101, 3301, 4001)
LATELY = 4  # cards that are still before somebody's eyes
APOLOGIES = ("刚才出了点问题", "something went wrong")
STALE = ("情况已经变了", "没有找到", "已经过期了", "has changed meanwhile", "Nothing found", "out of date")
OFTEN = {"cki": 8.0, "csl": 8.0, "cbo": 20.0, "tac": 20.0, "tar": 8.0}  # what leads on, or all stay at the beginning
# An emergency's card is drawn every minute: worlds would do little else.
LEFT_OUT = ("ek", "ey")


@dataclass(frozen=True)
class Answer:
    """What somebody got for a press or for words."""

    deed: str
    changed: list[dict[str, Any]]
    toast: str | None
    fresh: bool = False  # the button was drawn a moment ago, and nobody else has done anything since

    def wrong(self) -> Iterator[str]:
        words = "\n".join([self.toast or "", *(message["text"] or "" for message in self.changed)])
        if not self.changed and not self.toast:
            yield f"{self.deed}: silence"
        if any(apology in words for apology in APOLOGIES):
            yield f"{self.deed}: a mistake of ours"
        if self.fresh and any(stale in (self.toast or "") for stale in STALE):
            yield f"{self.deed}: offered, and refused: {self.toast}"


@dataclass
class Walk:
    """Everybody in the town presses and asks for what comes to their mind."""

    world: World
    seed: int
    pressed: Counter[str] = field(default_factory=Counter)
    last: tuple[int, int] = (0, 0)  # who did the last thing, and where the chats stood before it

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.people = [self.world.person(id) for id in RESIDENTS]

    async def begins(self) -> None:
        """Visits at every stage, and an outage."""
        first = await booked(self.world, self.world.person(1001), "11-25 10:00")
        await first.accepted()
        await booked(self.world, self.world.person(1003), "11-25 14:00")
        done = await booked(self.world, self.world.person(1002), "11-24 14:00")
        await done.done("11-24 14:00")
        over = await outage_opens(self.world, "科技园")
        self.world.do(outages.restore, over.id, actor=self.world.actor(self.world.person(3001)))

    async def goes_on(self, steps: int) -> list[str]:
        """What was wrong, up to the first step at which anything was."""
        for _ in range(steps):
            found = await self.step()
            if found:
                return found
        return []

    async def step(self) -> list[str]:
        which = self.chance.random()
        if which < 0.1:
            self.last = (0, 0)
            await self.world.sandbox.move_clock(to="next")
            await self.world.settle()
            found = []
        elif which < 0.25:
            found = list((await self.asks()).wrong())
        else:
            found = list((await self.presses()).wrong())
        return [*found, *self.world.do(broken)]

    async def asks(self) -> Answer:
        """One of the commands of their role."""
        who = self.chance.choice(self.people)
        roles = {role for role, _ in self.world.actor(who).roles}
        role: Role | None = next((one for one in HATS if one in roles), None)
        names = sorted(name for name, whose in all_routes().commands if whose is role and ":" not in name)
        name = self.chance.choice(names)
        self.last = who.id, self.world.sandbox.seq
        await who.says(f"/{name}")
        return Answer(f"{who.name} says /{name}", who.new(), None)

    async def presses(self) -> Answer:
        """The less often a kind of button was pressed, the likelier it is now."""
        found = [one for who in self.people for one in visible(who)]
        weights = [OFTEN.get(kind, 1.0) / (1 + self.pressed[kind]) for kind in (kind_of(data) for *_, data in found)]
        who, message, data = self.chance.choices(found, weights)[0]
        fresh = self.last[0] == who.id and message["seq"] > self.last[1]
        self.pressed[kind_of(data)] += 1
        self.last = who.id, self.world.sandbox.seq
        await who.presses(message["message_id"], data)
        return Answer(f"{who.name} presses {data}", who.new(), who.toast, fresh)


async def pressed(folder: Path, presses: int, seed: int) -> list[str]:
    """What was wrong in a world of its own."""
    template, home = make_template(folder), folder / "world"
    home.mkdir(exist_ok=True)
    world = await open_world(home, template)
    try:
        walk = Walk(world, seed)
        await walk.begins()
        return await walk.goes_on(presses)
    finally:
        await world.close()


def visible(who: Chatter) -> Iterator[tuple[Chatter, dict[str, Any], str]]:
    cards = [message for message in who.messages() if message["from"] == "bot" and message["buttons"]]
    for message in cards[-LATELY:]:
        for button in (one for row in message["buttons"] for one in row):
            if button["data"] and kind_of(button["data"]) not in LEFT_OUT:
                yield who, message, button["data"]


def kind_of(data: str) -> str:
    return data.partition(":")[0]
