"""How many updates a second a whole booking takes: a sentence, a tap on a time, a tap to agree; nothing is lost.

Ours and the smallest aiogram bot talk to the same messenger in the same run, each update acknowledged when it has
been dealt with. Ours keeps every change on a durable SQLite; the smallest answers "ok". The bare one makes a booking's
calls and keeps as many rows, without a rule: it shows what of the distance is the work itself.
"""

from __future__ import annotations

import asyncio
import itertools
import random
import time
from collections.abc import Iterator
from datetime import datetime, timedelta

from tests.benchmarks.bots import FIRST_CUSTOMER, Running, bare, ours, smallest
from tests.benchmarks.figures import Row, folder, row
from tests.world import ZONE

CHATS = {1: 40, 10: 80, 100: 150}  # at once, and how many conversations altogether
dice = random.Random(3)


class WentWrong(RuntimeError):
    """A conversation that did not end in a promise measures nothing."""


def rows() -> Iterator[Row]:
    """Updates per second at 1, 10 and 100 chats; the smallest bot's rate is the baseline, then the bare one's."""
    yield from asyncio.run(measured())


async def measured() -> list[Row]:
    found: list[Row] = []
    with folder() as place:
        async with ours(place) as bot, smallest() as least, bare(place) as plain:
            await several(bot, 1, 20, itertools.count(FIRST_CUSTOMER + 1500))
            fresh, any_chat = itertools.count(FIRST_CUSTOMER), itertools.count(1)
            for peer in (least, plain):
                await several(peer, 1, 60, any_chat)
            for chats, conversations in CHATS.items():
                mine = await several(bot, chats, conversations, fresh)
                for name, peer in (("conversation", least), ("conversation_beside_bare", plain)):
                    theirs = await several(peer, chats, conversations, any_chat)
                    found.append(row(f"{name}.{chats}_chats", mine, "updates_per_second", theirs))
    return found


async def several(bot: Running, at_once: int, conversations: int, chats: Iterator[int]) -> float:
    """Updates per second while that many people book at once."""
    left = iter(range(conversations))

    async def one_after_the_other() -> int:
        return sum([await booking(bot, next(chats)) for _ in left])

    began = time.perf_counter()
    updates = await asyncio.gather(*(one_after_the_other() for _ in range(at_once)))
    return sum(updates) / (time.perf_counter() - began)


async def booking(bot: Running, chat: int) -> int:
    """A customer's whole conversation; how many updates it took. Neither peer draws our buttons; they are tapped all the same."""
    people = bot.messenger
    day = datetime.now(ZONE).date() + timedelta(days=2 + chat // 10 % 10)
    await people.says(chat, f"宽带坏了,{day.month}月{day.day}日来修一下")
    if chat < FIRST_CUSTOMER:
        await people.taps(chat, "x:1")
        await people.taps(chat, "x:2")
        return 3
    for tries in range(1, 6):
        await people.taps(chat, dice.choice(people.buttons(chat, "csl:")))
        if agree := people.buttons(chat, "cbo:"):  # else somebody was faster: another time, as a person would
            await people.taps(chat, agree[0])
            if people.buttons(chat, "cbo:"):
                break
            return 2 + tries
    raise WentWrong(f"not promised: {people.shown.get(chat)}")
