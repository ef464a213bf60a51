"""An orderly end while something runs: nothing is lost, and nothing is logged as if it had gone wrong."""

from __future__ import annotations

import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import Metronome
from tests.delivery.mail import fates, owe
from tests.world import World


def mistakes(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]


def strike(metronome: Metronome) -> None:
    """The next beat is now."""
    [beat] = metronome.scheduler.get_jobs()
    beat.modify(next_run_time=datetime.now(UTC))


async def test_a_beat_that_is_just_being_struck_is_no_mistake(caplog: pytest.LogCaptureFixture) -> None:
    """It is struck although every thread has its hands full, and nothing of it is left to be cut off."""
    loop, free = asyncio.get_running_loop(), threading.Event()
    loop.set_default_executor(ThreadPoolExecutor(1))
    busy = loop.run_in_executor(None, free.wait)
    settled = 0

    async def settle() -> None:
        nonlocal settled
        settled += 1

    metronome = Metronome(settle, timedelta(hours=1))
    metronome.start()
    try:
        for beats in (1, 2):
            strike(metronome)
            for _ in range(5):
                await asyncio.sleep(0)
            assert settled == beats
        strike(metronome)
        await metronome.stop()
    finally:
        free.set()
        await busy

    assert mistakes(caplog) == []


async def test_stopped_in_the_middle_of_two_hundred_messages(world: World, caplog: pytest.LogCaptureFixture) -> None:
    crowd = [world.newcomer(f"用户{n}") for n in range(200)]
    world.sandbox.add_fault({"method": "sendMessage", "delay_ms": 20, "times": 200})
    ids = [id for one in crowd for id in owe(world, one, "您好")]
    world.app.metronome.wake()
    while len(world.sandbox.log.read("sendMessage")) < 20:
        await asyncio.sleep(0.002)
    await world.restart()

    assert len(world.sandbox.log.read("sendMessage")) < 200, "it was stopped before the end"
    assert mistakes(caplog) == []
    await world.settle()
    assert set(fates(world, ids)) == {"sent"}
    assert [one.count("您好") for one in crowd] == [1] * 200
    assert mistakes(caplog) == []
