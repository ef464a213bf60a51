"""The webhook's door: who may come in, and with what."""

from __future__ import annotations

import asyncio
import contextlib
import json
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from bot.config import Webhook
from bot.webhook import HEADER, MOST_BYTES, Updates
from tests.world import HOOK, Chatter, World

RIGHT = {HEADER: HOOK.secret}


async def post(world: World, body: Any, headers: dict[str, str]) -> int:
    async with httpx.AsyncClient(trust_env=False) as client:
        return (await client.post(f"{world.server.url}{HOOK.path}", content=body, headers=headers)).status_code


@pytest.mark.parametrize("headers", [{}, {HEADER: ""}, {HEADER: "guessed"}, {HEADER: HOOK.secret + "x"}])
async def test_without_the_secret_nobody_comes_in(world: World, customer: Chatter, headers: dict[str, str]) -> None:
    forged = {"update_id": 1, "message": {"message_id": 1, "date": 1, "text": "/start",
              "chat": {"id": customer.id, "type": "private"},
              "from": {"id": customer.id, "is_bot": False, "first_name": "王"}}}  # fmt: skip
    assert await post(world, json.dumps(forged), headers) == 401
    assert customer.messages() == []
    assert await post(world, json.dumps(forged), RIGHT) == 200
    assert customer.messages() != []


@pytest.mark.parametrize("body", ["", "{", "[]", "3", '"x"', '{"update_id": "1"}', '{"update_id": true}', "[" * 90_000])
async def test_what_is_no_update_is_refused(world: World, body: str) -> None:
    assert await post(world, body, RIGHT) == 400


async def test_a_body_that_is_too_large_is_not_read(world: World) -> None:
    assert await post(world, b" " * (MOST_BYTES + 1), RIGHT) == 413


async def test_not_even_when_it_does_not_say_how_large_it_is(world: World) -> None:
    async def parts():
        for _ in range(30):
            yield b" " * 100_000

    assert await post(world, parts(), RIGHT) == 413


@pytest.mark.parametrize("where", ["header", "many headers", "address", "never ends"])
async def test_a_head_that_is_too_long_is_not_kept(world: World, where: str) -> None:
    """Whoever sends it needs no secret, so it must not fill our memory."""
    head = {
        "header": b"POST /telegram HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 200_000 + b"\r\n\r\n",
        "many headers": b"POST /telegram HTTP/1.1\r\nHost: x\r\n" + b"X: y\r\n" * 100_000 + b"\r\n",
        "address": b"GET /" + b"x" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        "never ends": b"POST /telegram HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 200_000,
    }[where]
    reader, writer = await asyncio.open_connection("127.0.0.1", world.server.listener.getsockname()[1])
    writer.write(head)
    async with asyncio.timeout(10):
        assert (await reader.readline()).startswith(b"HTTP/1.1 400")
        with contextlib.suppress(ConnectionError):
            await reader.read()  # until it is closed
    writer.close()
    assert await post(world, '{"update_id": 1}', {**RIGHT, "X": "x" * 8000}) == 200, "and nobody else notices"


def test_a_webhook_without_a_secret_is_not_opened() -> None:
    with pytest.raises(ValueError, match="secret"):
        Updates(FastAPI(), None, Webhook(url="https://example.org", secret=""))  # type: ignore[arg-type]
