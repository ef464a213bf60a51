"""The webhook's door: who may come in, and with what."""

from __future__ import annotations

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


def test_a_webhook_without_a_secret_is_not_opened() -> None:
    with pytest.raises(ValueError, match="secret"):
        Updates(FastAPI(), None, Webhook(url="https://example.org", secret=""))  # type: ignore[arg-type]
