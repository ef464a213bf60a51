"""Long polling: fetches updates and acknowledges each when it has been dealt with.

Each chat is answered in order, and a slow one holds up nobody else: while it is being answered, what comes in behind
it is fetched and answered, too. Acknowledged is only what lies before the oldest unfinished update, so that a crash
loses nothing; what was finished behind it comes again then, and the inbox knows it.
"""

from __future__ import annotations

import asyncio
import contextlib
from itertools import count
from typing import Protocol

from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramConflictError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.types import Update

from bot.log import get_logger

log = get_logger("polling")

WANTED = ("message", "edited_message", "callback_query", "my_chat_member")
PATIENCE = 25  # seconds one poll waits for something new
MEANWHILE = 0.2  # seconds between two looks while something is being answered
ENDING = 3.0  # seconds for what is being answered when the process is asked to end
TRIES = 5  # for an update that cannot be answered while others are; while nobody is, it is kept and tried again
LONGEST = 30.0  # seconds between two tries
TOLD_AT = (1, 10, 100)  # which failure in a row is worth a line in the log


class Handles(Protocol):
    """Deals with updates. False: the answer could not leave, the update should come again."""

    async def handle(self, update: Update) -> bool: ...

    def chat_of(self, update: Update) -> int | None: ...


class Polling:
    """Fetches, hands over, acknowledges."""

    def __init__(self, bot: Bot, intake: Handles) -> None:
        self.bot, self.intake = bot, intake
        self.offset: int | None = None
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._seen: set[int] = set()  # since the oldest that is under way
        self._last_of_chat: dict[int | None, asyncio.Task[None]] = {}
        self._answered = 0

    async def run(self) -> None:
        """Until cancelled. A second poller (409) is said once and waited out; a wrong token is for the caller."""
        failures = 0
        try:
            while True:
                try:
                    updates = await self.bot.get_updates(
                        offset=self.offset,
                        timeout=0 if self._under_way else PATIENCE,
                        allowed_updates=list(WANTED),
                        request_timeout=PATIENCE + 15,
                    )
                except TelegramAPIError as error:
                    failures += 1
                    if not await troubled(error, failures):
                        raise
                    continue
                if failures >= TOLD_AT[0]:
                    log.info("updates come again")
                failures = 0
                await self._take(updates)
        finally:
            await self._end()

    async def _end(self) -> None:
        """What is being answered is answered, and acknowledged, so that it does not come again at the next start."""
        if self._under_way:
            await asyncio.wait(set(self._under_way.values()), timeout=ENDING)
        for task in self._under_way.values():
            task.cancel()
        self._advance()
        with contextlib.suppress(TelegramAPIError):
            await self.bot.get_updates(offset=self.offset, limit=1, timeout=0, request_timeout=2)

    async def _take(self, updates: list[Update]) -> None:
        for update in updates:
            if update.update_id not in self._seen:
                self._seen.add(update.update_id)
                self._begin(update)
        if self._under_way:
            await asyncio.wait(set(self._under_way.values()), timeout=MEANWHILE)
        self._advance()

    def _advance(self) -> None:
        if self._under_way:
            self.offset = min(self._under_way)
        elif self._seen:
            self.offset = max(self._seen) + 1
            self._seen.clear()

    def _begin(self, update: Update) -> None:
        chat = self.intake.chat_of(update)
        before = self._last_of_chat.get(chat)
        task = asyncio.create_task(self._deal_with(update, before), name=f"update {update.update_id}")
        self._under_way[update.update_id] = self._last_of_chat[chat] = task

        def finished(_: asyncio.Task[None]) -> None:
            self._under_way.pop(update.update_id, None)
            if self._last_of_chat.get(chat) is task:
                del self._last_of_chat[chat]

        task.add_done_callback(finished)

    async def _deal_with(self, update: Update, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            with contextlib.suppress(Exception):
                await asyncio.shield(before)
        answered = self._answered
        for attempt in count(1):
            try:
                if await self.intake.handle(update):
                    self._answered += 1
                    return
            except Exception:
                log.exception("an update broke", update_id=update.update_id)
                return
            if attempt >= TRIES and self._answered > answered:
                break
            answered = self._answered
            await asyncio.sleep(min(0.2 * 2 ** min(attempt, 10), LONGEST))
        log.error("an update stays unanswered", update_id=update.update_id)


async def troubled(error: TelegramAPIError, failures: int) -> bool:
    """Says it once and waits; False where waiting cannot help."""
    if isinstance(error, TelegramUnauthorizedError | TelegramNotFound):
        return False
    if failures in TOLD_AT:
        if isinstance(error, TelegramConflictError):
            log.error("another program takes this bot's updates (409); stop one of the two", error=error.message)
        else:
            log.error("Telegram does not answer; it is tried again", error=error.message)
    pause = error.retry_after if isinstance(error, TelegramRetryAfter) else min(0.5 * 2 ** min(failures, 6), 30)
    await asyncio.sleep(pause)
    return True
