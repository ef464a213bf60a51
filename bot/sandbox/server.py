"""The sandbox over HTTP: the Bot API at /bot<token>/<method>, people and the clock under /sandbox/...

Besides what design calls for: `POST /sandbox/people/{id}/read`, `GET /sandbox/people/{id}/chats`, `GET|POST
/sandbox/limits` (limits.py), `GET|DELETE /sandbox/faults`, `POST /sandbox/groups/{id}/bots` {"bot",
"inside"}, `POST /sandbox/groups/{id}/upgrade`, and `GET /sandbox/clock/follow` for whoever does things when
they are due (clock.py). Any POST about a person or group takes "wait": false to be answered at once."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.sandbox.bot_api import BotApi
from bot.sandbox.bounded import BoundedHead
from bot.sandbox.routes import routes
from bot.sandbox.store import Sandbox

QUIETED = logging.getLogger("uvicorn.error")


class NotOurFaults(logging.Filter):
    """A connection broken on order (faults.py) is no news for the server's log."""

    def filter(self, record: logging.LogRecord) -> bool:
        return "without completing response" not in record.getMessage()


class SandboxApp(FastAPI):
    """Bot API calls take the short way, past the framework: benchmarks go through here."""

    def __init__(self, sandbox: Sandbox, **more: Any) -> None:
        super().__init__(**more)
        self.sandbox = sandbox
        self.bot_api = BotApi(sandbox)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(("/bot", "/file/bot")):
            await self.bot_api(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def create_app(sandbox: Sandbox) -> SandboxApp:
    """The routes of a sandbox; it starts and closes with the app."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await sandbox.start()
        try:
            yield
        finally:
            await sandbox.close()

    app = SandboxApp(sandbox, lifespan=lifespan, openapi_url=None, docs_url=None, redoc_url=None)
    app.router.routes.extend(routes(sandbox))
    return app


class RunningServer(uvicorn.Server):
    """A server inside somebody's event loop; `await stop()` ends it."""

    def __init__(self, config: uvicorn.Config, sandbox: Sandbox, listener: socket.socket) -> None:
        super().__init__(config)
        self.sandbox = sandbox
        self.listener = listener
        address, port = listener.getsockname()[:2]
        self.url = f"http://{f'[{address}]' if ':' in address else address}:{port}"
        self.asked_to_stop = asyncio.Event()
        self.task = asyncio.create_task(self._live())

    async def stop(self) -> None:
        self.should_exit = True
        self.asked_to_stop.set()
        self.sandbox.release()  # long polls would otherwise hold it for their full time
        await self.task

    async def main_loop(self) -> None:
        """As the original, but leaves at once when asked to."""
        counter = 0
        while not await self.on_tick(counter % 864000):
            counter += 1
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.asked_to_stop.wait(), 0.1)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """As the original, without its pauses: tests start and stop many servers."""
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._wait_tasks_to_complete(), self.config.timeout_graceful_shutdown)
        for task in self.server_state.tasks:
            task.cancel()
        await self.lifespan.shutdown()

    async def _wait_tasks_to_complete(self) -> None:
        while self.server_state.connections or self.server_state.tasks:  # noqa: ASYNC110, uvicorn has no event
            await asyncio.sleep(0.005)

    async def _live(self) -> None:
        try:
            # `_serve` leaves the process's signal handlers alone; whoever started us has their own.
            await self._serve([self.listener])
        except SystemExit as leaving:
            raise OSError(f"the sandbox could not start on {self.url}") from leaving
        finally:
            self.listener.close()


async def serve(
    sandbox: Sandbox, host: str = "127.0.0.1", port: int = 0, *, app: ASGIApp | None = None
) -> RunningServer:
    """A running server for a sandbox, or for an `app` made of it (with a page, say); port 0 takes a free one:
    `.url`.

    An address already taken is an OSError here, not an exit of the process.
    """
    config = uvicorn.Config(
        app or create_app(sandbox),
        http=BoundedHead,
        log_level=logging.WARNING,
        access_log=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=1,
        lifespan="on",
        log_config=None,
    )
    if not any(isinstance(one, NotOurFaults) for one in QUIETED.filters):
        QUIETED.addFilter(NotOurFaults())
    server = RunningServer(config, sandbox, _listen(host, port))
    while not server.started:
        if server.task.done():
            server.task.result()
            raise OSError(f"the sandbox could not start on {server.url}")
        await asyncio.sleep(0.002)
    return server


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # TCP by name: only then does asyncio let a small answer leave at once. Otherwise its second part waits 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(2048)
    except OSError as error:
        listener.close()
        raise OSError(error.errno, f"cannot listen on {host}:{port}: {error.strerror}") from error
    listener.setblocking(False)
    return listener
