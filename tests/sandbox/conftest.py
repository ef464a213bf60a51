"""A sandbox on a free port, a person in it, and the two client libraries as bots."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
import telegram
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.sandbox.limits import RateLimits
from bot.sandbox.server import RunningServer, serve
from bot.sandbox.store import Sandbox

START = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
TOKEN = "1:sandbox"

# The smallest picture there is: one transparent dot.
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox(clock_runs=False, start_at=START, limits=RateLimits.off())


@pytest.fixture
async def server(sandbox: Sandbox) -> AsyncIterator[RunningServer]:
    running = await serve(sandbox)
    yield running
    await running.stop()


@pytest.fixture
async def http(server: RunningServer) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=server.url, timeout=15) as client:
        yield client


@pytest.fixture
def person(sandbox: Sandbox) -> int:
    return sandbox.add_person("王芳", "zh")["id"]


@pytest.fixture
async def aio(server: RunningServer) -> AsyncIterator[Bot]:
    """aiogram's bot."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(server.url))
    yield Bot(TOKEN, session=session)
    if session._session is not None:
        await session._session.close()  # its own close() waits a quarter of a second


@pytest.fixture
async def ptb(server: RunningServer) -> AsyncIterator[telegram.Bot]:
    """python-telegram-bot's bot."""
    base = f"{server.url}/bot"
    async with telegram.Bot(TOKEN, base_url=base, base_file_url=f"{server.url}/file/bot") as bot:
        yield bot


Call = Callable[..., Awaitable[Any]]


@pytest.fixture
def api(http: httpx.AsyncClient) -> Call:
    """A bare Bot API call: the result, or what went wrong as {"error_code", "description"...}."""

    async def call(method: str, token: str = TOKEN, **params: Any) -> Any:
        answer = (await http.post(f"/bot{token}/{method}", json=params)).json()
        return answer["result"] if answer["ok"] else answer

    return call


class Hook:
    """A bot that listens by webhook; `answers` are given in turn, then plain 200."""

    def __init__(self) -> None:
        self.updates: list[dict[str, Any]] = []
        self.headers: list[Any] = []
        self.answers: list[Any] = []
        self.url = ""
        self.before_answer: Callable[[dict[str, Any]], Awaitable[None]] | None = None

    async def receive(self, request: web.Request) -> web.StreamResponse:
        update = await request.json()
        self.updates.append(update)
        self.headers.append(request.headers)
        if self.before_answer is not None:
            await self.before_answer(update)
        answer = self.answers.pop(0) if self.answers else None
        if isinstance(answer, int):
            return web.Response(status=answer)
        return web.json_response(answer) if answer is not None else web.Response()


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    receiver = Hook()
    app = web.Application()
    app.router.add_post("/hook", receiver.receive)
    async with TestServer(app) as listening:
        receiver.url = str(listening.make_url("/hook"))
        yield receiver


@pytest.fixture
async def hooked(hook: Hook, sandbox: Sandbox, api: Call) -> Hook:
    """The default bot listens there, and failed deliveries are repeated within milliseconds."""
    sandbox.webhooks.first_delay = 0.001
    assert await api("setWebhook", url=hook.url) is True
    return hook
