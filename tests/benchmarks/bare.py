"""The second peer: an aiogram bot with a booking's calls and durable rows, and not one rule.

What it costs, any bot pays that answers so on these libraries and forgets nothing: three updates, six calls, five
commits, as many rows written and asked for as a booking with its offer needs. Nothing is understood, nothing decided.
"""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import count
from pathlib import Path

from aiogram import Bot, Dispatcher
from aiogram.types import BufferedInputFile, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from tests.benchmarks.smallest import serve

CARD = "已约好\n报修 · 宽带\n11月28日 周六 16:00(最晚 18:00)\n幸福里3栋2单元301\n单号 261127-430797"
CALENDAR = b"x" * 749
TECHNICIAN = 10_001
TABLES = 8
# Rows written and statements that read, as ours has them: for the choice of times, the hold, the promise with its
# offer, and the offer claimed and sent.
CHOICE, HOLD, PROMISE, CLAIMED, SENT = (2, 20), (9, 10), (20, 24), (1, 3), (1, 1)

dispatcher = Dispatcher()


class Rows:
    """A durable SQLite in a thread of its own, as ours is: a transaction for each change."""

    def __init__(self, path: Path) -> None:
        self.thread, self.numbers = ThreadPoolExecutor(1), count(1)
        self.thread.submit(self._open, path).result()

    def _open(self, path: Path) -> None:
        self.database = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=8000"):
            self.database.execute(f"PRAGMA {pragma}")
        for table in range(TABLES):
            self.database.execute(f"CREATE TABLE t{table} (id INTEGER PRIMARY KEY, whose INTEGER, said TEXT)")
            self.database.execute(f"CREATE INDEX by{table} ON t{table} (whose)")

    async def keep(self, written: int, asked: int) -> None:
        await asyncio.get_running_loop().run_in_executor(self.thread, self._keep, written, asked)

    def _keep(self, written: int, asked: int) -> None:
        self.database.execute("BEGIN IMMEDIATE")
        for table in range(asked):
            with closing(self.database.execute(f"SELECT * FROM t{table % TABLES} WHERE whose = ?", (7919,))) as found:
                found.fetchall()
        for table in range(written):
            values = (next(self.numbers) * 7919 % 100_003, CARD)
            self.database.execute(f"INSERT INTO t{table % TABLES} (whose, said) VALUES (?, ?)", values)
        self.database.execute("COMMIT")


def buttons(rows: int) -> InlineKeyboardMarkup:
    """As many as are below ours."""
    row = [InlineKeyboardButton(text="周六 16:00", callback_data="x:1")]
    return InlineKeyboardMarkup(inline_keyboard=[row] * rows)


@dispatcher.message()
async def written(message: Message, rows: Rows) -> None:
    await rows.keep(*CHOICE)
    await message.answer(CARD, reply_markup=buttons(6))


@dispatcher.callback_query()
async def pressed(query: CallbackQuery, rows: Rows, bot: Bot, under_way: set[asyncio.Task[None]]) -> None:
    assert isinstance(query.message, Message)
    if query.data == "x:1":
        await rows.keep(*HOLD)
        await query.message.edit_text(CARD, reply_markup=buttons(6))
    else:
        await rows.keep(*PROMISE)
        await query.message.edit_text(CARD, reply_markup=buttons(3))
        await query.message.answer_document(BufferedInputFile(CALENDAR, "visit.ics"), caption="点开即可加入日历。")
        offering = asyncio.create_task(offer(rows, bot))
        under_way.add(offering)
        offering.add_done_callback(under_way.discard)
    await query.answer()


async def offer(rows: Rows, bot: Bot) -> None:
    await rows.keep(*CLAIMED)
    await bot.send_message(TECHNICIAN, CARD, reply_markup=buttons(2))
    await rows.keep(*SENT)


if __name__ == "__main__":
    dispatcher["rows"], dispatcher["under_way"] = Rows(Path(sys.argv[4]) / "bare.db"), set()
    serve(dispatcher, sys.argv[1], int(sys.argv[2]), sys.argv[3])
