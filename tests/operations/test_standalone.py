"""The sandbox by itself, and the application beside it as a process of its own; two runs, and commands beside a run."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.operations.processes import Running

pytestmark = pytest.mark.slow


async def messages(http: httpx.AsyncClient, person: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await http.get(f"/sandbox/people/{person}/messages")).json()
    return found


async def test_the_application_lives_in_somebody_else_s_sandbox(tmp_path: Path) -> None:
    """It seeds the town, follows the clock, ends in order; a second one is refused; commands run beside it."""
    data = str(tmp_path / "app")
    sandbox = await Running.start("sandbox", MENLING_DATA=str(tmp_path / "sandbox"))
    try:
        url = await sandbox.address("listens")
        own = {"TELEGRAM_API_BASE": url, "TELEGRAM_TOKEN": "1:sandbox", "MENLING_DATA": data}
        app = await Running.start("run", **own)
        try:
            await app.says("is live")
            second = await Running.start("run", **own)
            invite = await Running.start(
                "invite", "--role", "dispatcher", "--name", "钱多", "--unit", "临江县分局", **own
            )
            async with httpx.AsyncClient(base_url=url, timeout=60, trust_env=False) as http:
                await lives_in(http)
            assert await second.ended() == 1
            assert len(second.err) == 1 and "another run" in second.err[0]
            assert await invite.ended() == 0, invite.err
            assert any("start=" in line for line in invite.out)
            assert await app.stop() == 0
            assert [line for line in app.err if "rror" in line] == []
        finally:
            await app.kill()
    finally:
        await sandbox.kill()


async def lives_in(http: httpx.AsyncClient) -> None:
    people = {one["name"] for one in (await http.get("/sandbox/people")).json()}
    assert {"王芳", "李建国", "周静"} <= people

    now = (await http.get("/sandbox/clock")).json()["now"]
    answer = (await http.post("/sandbox/people/1001/messages", json={"text": "/start"})).json()
    assert answer["message_id"]
    await eventually(lambda: is_answered(http, 1001))
    moved = (await http.post("/sandbox/clock", json={"advance": "P1D"})).json()
    assert moved["now"] > now and not moved.get("unsettled")


async def is_answered(http: httpx.AsyncClient, person: int) -> bool:
    return any(message["from"] == "bot" for message in await messages(http, person))


async def eventually(true: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(10):
        while not await true():
            await asyncio.sleep(0.05)
