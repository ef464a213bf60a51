"""Behind a proxy the conversation and the outbox go the same way, and what a proxy refuses has not been sent."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError

from bot.app import sender
from bot.client import Session
from bot.rate import Allowance
from bot.sending import Sender, TryLater
from handlers.context import Card
from scheduling.policy import Delivery

TOKEN = "12345:token"
ASKED = b"CONNECT api.telegram.org:443 HTTP/1.1"


@pytest.fixture
async def asked(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[list[bytes]]:
    """A proxy that lets nobody out; what it was asked for."""
    seen: list[bytes] = []

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append((await reader.readuntil(b"\r\n\r\n")).splitlines()[0])
        writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    proxy = await asyncio.start_server(refuse, "127.0.0.1", 0)
    for name in ("NO_PROXY", "no_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.sockets[0].getsockname()[1]}")
    yield seen
    proxy.close()


async def test_a_reply_goes_by_the_proxy(asked: list[bytes]) -> None:
    bot = Bot(TOKEN, session=Session())
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(7, "您好")
    await bot.session.close()
    assert asked == [ASKED]


async def test_what_is_owed_goes_by_the_proxy_and_is_tried_again_where_that_refuses(asked: list[bytes]) -> None:
    bot = sender(TOKEN, "", Allowance(Delivery()))
    await bot.request.initialize()
    with pytest.raises(TryLater):
        await Sender(bot).send(7, Card("您好"))
    await bot.request.shutdown()
    assert asked == [ASKED]
