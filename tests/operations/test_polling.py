"""Long polling against the sandbox: acknowledged when done, in order per chat, and patient with trouble."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from itertools import count

import pytest
import pytest_asyncio
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramUnauthorizedError
from aiogram.types import Update

from bot import polling
from bot.polling import Polling
from bot.sandbox.limits import RateLimits
from bot.sandbox.server import RunningServer, serve
from bot.sandbox.store import Sandbox


class Slowly:
    """Notes what it is handed; some words take longer, some fail a few times."""

    def __init__(self) -> None:
        self.began: list[str] = []
        self.ended: list[str] = []
        self.open = asyncio.Event()
        self.failing = 0

    async def handle(self, update: Update) -> bool:
        words = update.message.text if update.message and update.message.text else "?"
        self.began.append(words)
        if words.startswith("慢"):
            await self.open.wait()
        if words.startswith("坏") and self.failing:
            self.failing -= 1
            return False
        self.ended.append(words)
        return True

    def chat_of(self, update: Update) -> int | None:
        return update.message.chat.id if update.message else None


@pytest_asyncio.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    yield Sandbox(None, limits=RateLimits.off())


@pytest_asyncio.fixture
async def server(sandbox: Sandbox) -> AsyncIterator[RunningServer]:
    running = await serve(sandbox)
    yield running
    await running.stop()


@pytest_asyncio.fixture
async def bot(server: RunningServer) -> AsyncIterator[Bot]:
    made = Bot("1:sandbox", session=AiohttpSession(api=TelegramAPIServer.from_base(server.url)))
    yield made
    await made.session.close()


@pytest_asyncio.fixture
async def intake() -> Slowly:
    return Slowly()


@pytest_asyncio.fixture
async def poll(bot: Bot, intake: Slowly) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(Polling(bot, intake).run())
    yield task
    intake.open.set()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def until(true: object) -> None:
    async with asyncio.timeout(5):
        while not true():  # type: ignore[operator]
            await asyncio.sleep(0.005)


async def test_a_slow_chat_is_not_acknowledged_and_holds_up_nobody(
    sandbox: Sandbox, poll: asyncio.Task[None], intake: Slowly
) -> None:
    first, second = (sandbox.add_person(name)["id"] for name in ("甲", "乙"))
    await sandbox.say(first, "慢", wait=False)
    await sandbox.say(first, "甲的第二句", wait=False)
    await sandbox.say(second, "乙的第一句", wait=False)
    await until(lambda: "乙的第一句" in intake.ended)
    await sandbox.say(second, "乙的第二句", wait=False)
    await until(lambda: "乙的第二句" in intake.ended)

    assert intake.ended == ["乙的第一句", "乙的第二句"]
    assert len(sandbox.updates.waiting(sandbox.bots.default)) == 4, "a crash now would lose nothing"
    intake.open.set()
    await until(lambda: not sandbox.updates.waiting(sandbox.bots.default))
    assert intake.ended[2:] == ["慢", "甲的第二句"]
    assert sorted(intake.began) == sorted(intake.ended), "each once"


async def test_an_answer_that_could_not_leave_is_tried_again_before_what_follows(
    sandbox: Sandbox, poll: asyncio.Task[None], intake: Slowly
) -> None:
    person = sandbox.add_person("甲")["id"]
    intake.failing = 2
    await sandbox.say(person, "坏", wait=False)
    await sandbox.say(person, "后面", wait=False)
    await until(lambda: "后面" in intake.ended)

    assert intake.began == ["坏", "坏", "坏", "后面"]


async def test_while_nobody_can_be_answered_nothing_is_given_up(
    sandbox: Sandbox, bot: Bot, intake: Slowly, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A full disk, a database that is away: what people wrote meanwhile waits for its return."""
    hurry(monkeypatch)
    person = sandbox.add_person("甲")["id"]
    intake.failing = 40
    await sandbox.say(person, "坏", wait=False)
    task = asyncio.create_task(Polling(bot, intake).run())
    await until(lambda: "坏" in intake.ended)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    assert len(intake.began) == 41
    assert "stays unanswered" not in caplog.text


async def test_one_that_fails_while_others_are_answered_is_given_up_and_said(
    sandbox: Sandbox, bot: Bot, intake: Slowly, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    hurry(monkeypatch)
    first, second = (sandbox.add_person(name)["id"] for name in ("甲", "乙"))
    intake.failing = 10**9
    await sandbox.say(first, "坏", wait=False)
    await sandbox.say(first, "后面", wait=False)
    task = asyncio.create_task(Polling(bot, intake).run())
    for number in count(1):
        await sandbox.say(second, str(number), wait=False)
        await until(lambda said=str(number): said in intake.ended)
        if "后面" in intake.ended:
            break
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    assert intake.began.count("坏") >= 5
    assert "stays unanswered" in caplog.text


def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses between tries take no time."""
    real = asyncio.sleep
    monkeypatch.setattr(polling.asyncio, "sleep", lambda seconds: real(0))


async def test_a_second_poller_is_said_in_one_line_and_outlived(
    sandbox: Sandbox, bot: Bot, intake: Slowly, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    pauses: list[float] = []
    real = asyncio.sleep

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        await real(0)

    monkeypatch.setattr(polling.asyncio, "sleep", sleep)
    caplog.set_level(logging.INFO)
    sandbox.add_fault({"method": "getUpdates", "status": 409, "times": 6})
    task = asyncio.create_task(Polling(bot, intake).run())
    person = sandbox.add_person("甲")["id"]
    await sandbox.say(person, "还在吗", wait=False)
    async with asyncio.timeout(5):
        while "还在吗" not in intake.ended:
            await real(0.005)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    said = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(said) == 1
    assert "409" in said[0].getMessage()
    assert sorted(pauses)[-1] <= 30 and len(pauses) >= 6


async def test_a_token_that_is_refused_ends_it(sandbox: Sandbox, bot: Bot, intake: Slowly) -> None:
    sandbox.add_fault({"method": "getUpdates", "status": 401})
    with pytest.raises(TelegramUnauthorizedError):
        await asyncio.wait_for(Polling(bot, intake).run(), 5)


async def test_an_orderly_end_finishes_and_acknowledges(sandbox: Sandbox, bot: Bot, intake: Slowly) -> None:
    person = sandbox.add_person("甲")["id"]
    task = asyncio.create_task(Polling(bot, intake).run())
    await sandbox.say(person, "慢", wait=False)
    await until(lambda: intake.began)
    task.cancel()
    await asyncio.sleep(0.02)
    intake.open.set()
    await asyncio.gather(task, return_exceptions=True)

    assert intake.ended == ["慢"]
    assert not sandbox.updates.waiting(sandbox.bots.default)


async def test_numbers_that_start_again_are_not_mistaken_for_old_ones(
    sandbox: Sandbox, poll: asyncio.Task[None], intake: Slowly
) -> None:
    """After a quiet week the messenger draws update numbers afresh."""
    person = sandbox.add_person("甲")["id"]
    await sandbox.say(person, "一", wait=False)
    await until(lambda: "一" in intake.ended)
    sandbox.bots.default.next_update += 1000
    await sandbox.say(person, "二", wait=False)
    await until(lambda: "二" in intake.ended)
