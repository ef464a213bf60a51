"""What one update costs in CPU, by kind; the smallest aiogram bot's cost for the same update beside it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator

from tests.benchmarks.bots import CUSTOMERS, FIRST_CUSTOMER, Running, ours, smallest
from tests.benchmarks.figures import Row, folder, row

TIMES = 60
LAST = FIRST_CUSTOMER + CUSTOMERS  # from the end, so as not to meet those of the conversations
PHOTO = {"photo": [{"file_id": "a-photo", "file_unique_id": "a", "width": 90, "height": 90}]}
Does = Callable[[Running, int], Awaitable[int]]


def rows() -> Iterator[Row]:
    """CPU microseconds per update of the bot's whole process."""
    yield from asyncio.run(measured())


async def measured() -> list[Row]:
    found: list[Row] = []
    with folder() as place:
        async with ours(place) as bot, smallest() as peer:
            for name, does in KINDS.items():
                mine, theirs = await cost(bot, does), await cost(peer, does)
                found.append(row(f"update.{name}", mine, "cpu_us", theirs))
    return found


async def cost(bot: Running, does: Does) -> float:
    """Each in a chat of its own, as people come."""
    chats = iter(range(LAST - TIMES - 10, LAST))
    for _ in range(10):
        await does(bot, next(chats))
    before = bot.cpu()
    for chat in chats:
        await does(bot, chat)
    return (bot.cpu() - before) / TIMES * 1e6


async def sentence(bot: Running, chat: int) -> int:
    return await bot.messenger.says(chat, "宽带坏了,后天下午来修一下")


async def tap(bot: Running, chat: int) -> int:
    """On a time, where the sentence before left a choice; the peer's tap is any."""
    found = bot.messenger.buttons(chat, "csl:") or bot.messenger.buttons(chat, "")
    return await bot.messenger.taps(chat, found[0] if found else "x:1")


async def command(bot: Running, chat: int) -> int:
    return await bot.messenger.says(chat, "/visits")


async def photo(bot: Running, chat: int) -> int:
    return await bot.messenger.sends(chat, PHOTO)


async def unknown(bot: Running, chat: int) -> int:
    return await bot.messenger.says(chat, "唔唔唔啦啦啦")


async def stale(bot: Running, chat: int) -> int:
    return await bot.messenger.taps(chat, "gone:1")


KINDS: dict[str, Does] = {
    "sentence_understood": sentence, "tap": tap, "command": command, "photo": photo, "text_not_understood": unknown,
    "stale_button": stale,
}  # fmt: skip
