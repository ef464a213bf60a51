"""`python -m bot run` and `sandbox`: starts the processes' parts in order, and ends them in order."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import gc
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
from aiogram.exceptions import TelegramAPIError, TelegramNotFound, TelegramUnauthorizedError
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from bot import town
from bot.app import App
from bot.clock import Clock, show_time_of
from bot.config import Settings
from bot.feed_webhook import serve_feed
from bot.health import healthz
from bot.log import set_up
from bot.polling import WANTED
from bot.sandbox.server import RunningServer
from bot.starting import UNKNOWN_TOKEN, CannotStart, alone, listen, open_folder, open_sandbox, opened
from bot.webhook import Updates
from handlers import command_menu
from handlers.understanding import warming
from scheduling.unit_of_work import CLOCK

HOME = Path(__file__).parents[1]
SANDBOX_TOKEN = "1:sandbox"  # noqa: S105 - the sandbox's own, worth nothing anywhere else


def run(settings: Settings) -> int:
    """Everything in one process; until SIGINT or SIGTERM."""
    return lasting(settings, all_in_one)


def sandbox(settings: Settings) -> int:
    """The sandbox alone, for any bot."""
    return lasting(settings, sandbox_alone)


def lasting(settings: Settings, what: Callable[[Settings], object]) -> int:
    set_up(settings.log)
    try:
        with asyncio.Runner(loop_factory=loop_factory()) as runner:
            runner.run(what(settings))  # type: ignore[arg-type]
    except CannotStart as error:
        print(f"menling: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop, where there is one for the system: it takes a third off what each update costs in waiting and waking."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


async def until_told() -> None:
    """Until the process is asked to end."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(name, told.set)
    await told.wait()


async def sandbox_alone(settings: Settings) -> None:
    made, app = await open_sandbox(settings, page=True)
    server = await listen(settings, made, app)
    print(f"The sandbox listens at {server.url}  (TELEGRAM_API_BASE={server.url}, token {SANDBOX_TOKEN})", flush=True)
    await until_told()
    await server.stop()


async def all_in_one(settings: Settings) -> None:
    """Application, and without a Telegram account the sandbox beside it."""
    open_folder(settings)
    with alone(settings):
        await (with_sandbox(settings) if settings.sandbox else on_telegram(settings))


async def with_sandbox(settings: Settings) -> None:
    made, web = await open_sandbox(settings, page=False)
    app = App(settings, token=SANDBOX_TOKEN, api_base="http://sandbox.invalid")
    attach_health(web, app)
    from bot.sandbox import page as chat

    chat.mount(web, made, zone=str(settings.policy.zone))
    if settings.demo.town:
        for person in residents():  # before anybody can open the page, so that nobody finds it empty
            photo = base64.b64decode(person["photo"]) if "photo" in person else None
            made.seed_person(**{**person, "photo": photo})
    server = await listen(settings, made, web)
    # Over real HTTP, like anybody else's bot; the sandbox only happens to live in the same process.
    app.api_base = server.url
    await show_time_of(server.url, app.clock)
    try:
        await opened(app)
        if settings.demo.town:
            await app.run(town.settle, CLOCK, app.bot.id)
        await app.start(follow=server.url)
        await command_menu.show_everybody(app.bot, app.says)
        print(f"Menling is ready: {server.url}", flush=True)
        await until_ended(app)
    finally:
        made.release()
        await app.stop()
        await server.stop()


async def introduce(url: str) -> None:
    """The town's residents get chats in a sandbox elsewhere; known ones are left as they are."""
    async with httpx.AsyncClient(base_url=url, timeout=20.0, trust_env=False) as client:
        for person in residents():
            (await client.post("/sandbox/people", json=person)).raise_for_status()


def residents() -> Iterator[dict[str, Any]]:
    """The town's people as a sandbox takes them."""
    for one in town.RESIDENTS:
        person = {"id": one.id, "name": one.name, "language_code": one.language, "phone": one.phone}
        person["role"] = one.role.value if one.role else "customer"
        if one.photo:
            person["photo"] = base64.b64encode((HOME / one.photo).read_bytes()).decode()
        yield person


async def on_telegram(settings: Settings) -> None:
    """Live: Telegram, or another Bot API server, by polling or by webhook."""
    clock = Clock()
    app = App(settings, token=settings.telegram.token, api_base=settings.telegram.api_base, clock=clock)
    follow = settings.telegram.api_base if await follows(settings, clock) else None
    web = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    attach_health(web, app)
    server: RunningServer | None = None
    try:
        await opened(app)
        if follow is not None and settings.demo.town:
            await app.run(town.settle, CLOCK, app.bot.id)
            await introduce(follow)
        front = Updates(web, app, settings.webhook) if settings.webhook.url else web
        server = await listen(settings, Idle(), front)  # type: ignore[arg-type]
        await take_turns(app, settings)
        await app.start(follow=follow, poll=not settings.webhook.url)
        await command_menu.show_everybody(app.bot, app.says)
        how = f"webhook {settings.webhook.address}" if settings.webhook.url else "long polling"
        me = await app.bot.me()
        print(f"Menling is live as @{me.username} ({how}); health at {server.url}/healthz", flush=True)
        await until_ended(app)
    finally:
        await app.stop()
        if server is not None:
            await server.stop()


class Idle:
    """Stands where a sandbox would: nobody polls this server for long."""

    def release(self) -> None:
        """Nothing is held."""


async def follows(settings: Settings, clock: Clock) -> bool:
    """Behind TELEGRAM_API_BASE there may be a sandbox, whose clock is then ours."""
    return bool(settings.telegram.api_base) and await show_time_of(settings.telegram.api_base, clock)


async def take_turns(app: App, settings: Settings) -> None:
    """Telegram is told which way updates go; the other way is closed."""
    try:
        if settings.webhook.url:
            await app.bot.set_webhook(settings.webhook.address, secret_token=settings.webhook.secret,
                                      allowed_updates=list(WANTED))  # fmt: skip
        else:
            await app.bot.delete_webhook()
    except TelegramAPIError as error:
        raise CannotStart(f"Telegram refuses how updates should come: {error.message}") from error


async def until_ended(app: App) -> None:
    """Until told to end, or until something that should last has failed."""
    gc.freeze()  # all that was imported and wired lasts as long as the process: no use searching it for garbage
    warming.warm_later()
    told = asyncio.create_task(until_told())
    failed = asyncio.create_task(app.failed())
    done, waiting = await asyncio.wait({told, failed}, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()
    if failed in done and (error := failed.result()) is not None:
        revoked = isinstance(error, TelegramUnauthorizedError | TelegramNotFound)
        raise CannotStart(f"stopped: {UNKNOWN_TOKEN if revoked else error}") from error


def attach_health(web: FastAPI, app: App) -> None:
    serve_feed(web, app, app.settings.hotline_feed.secret)

    @web.get("/healthz")
    async def health() -> JSONResponse:
        status, facts = await healthz(app.run, app.metrics)
        return JSONResponse(facts, status)

    @web.get("/metrics")
    async def metrics(request: Request) -> Response:
        return Response(await app.metrics.text(app.run), media_type="text/plain; version=0.0.4")
