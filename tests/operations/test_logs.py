"""The log of a whole conversation: readable by machines, and nothing in it by which anybody could be known."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.config.settings import Log
from bot.log import set_up
from tests.delivery.mail import owe
from tests.stages import booked
from tests.world import Chatter, MovedClock, World


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Everything down to the last detail, as JSON."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    set_up(Log(level="debug", format="json"), stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


async def test_a_conversation_s_log_names_nobody(
    world: World, customer: Chatter, clock: MovedClock, lines: io.StringIO
) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    await customer.says("我的电话是13800138001,住幸福里3栋2单元301,宽带坏了")
    await customer.sends(contact=True)
    await staged.accepted()
    world.sandbox.add_fault({"method": "sendMessage", "status": 400, "chat_id": customer.id})
    owe(world, customer, "回电13800138001")
    await clock.travel("18:00")
    await customer.taps("确认")
    world.app.intake.answering.unknown = broken  # type: ignore[assignment]
    await customer.says("咕噜咕噜 13800138001 王芳")

    written = lines.getvalue()
    assert written
    for secret in ("13800138001", "王芳", "幸福里", "3栋2单元", "咕噜", "回电", "李建国", "only-for-tests"):
        assert secret not in written, [line for line in written.splitlines() if secret in line]


async def broken(turn: object) -> None:
    raise RuntimeError("cannot answer")


async def test_lines_are_json_and_say_what_they_are_about(
    world: World, customer: Chatter, clock: MovedClock, lines: io.StringIO
) -> None:
    staged = await booked(world, customer, "11-25 14:00")
    world.sandbox.add_fault({"method": "sendMessage", "status": 400, "chat_id": customer.id})
    await clock.travel("18:00")
    world.app.intake.answering.unknown = broken  # type: ignore[assignment]
    await customer.says("咕噜咕噜")

    entries = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert all({"event", "level", "timestamp", "logger"} <= set(entry) for entry in entries)
    refused = next(entry for entry in entries if entry["logger"] == "delivery" and entry["level"] == "error")
    assert refused["order"] == staged.number and refused["notification"]
    mistake = next(entry for entry in entries if entry["logger"] == "telegram" and entry["level"] == "error")
    assert mistake["update_id"] >= 100_001 and len(mistake["reference"]) == 6
    customer.sees(mistake["reference"])
