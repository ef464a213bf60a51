"""`python -m bot run` and `sandbox`: starts the processes' parts in order, and ends them in order."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import errno
import gc
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
from aiogram.exceptions import TelegramAPIError, TelegramNetworkError, TelegramUnauthorizedError
from aiogram.utils.token import TokenValidationError
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import InvalidToken, TelegramError

from bot import town
from bot.app import App
from bot.clock import Clock, show_time_of
from bot.config import Settings
from bot.feed_webhook import serve_feed
from bot.health import healthz
from bot.log import get_logger, set_up
from bot.polling import WANTED
from bot.sandbox.server import RunningServer, create_app, serve
from bot.sandbox.store import Sandbox
from bot.single import OneOfAKind, TakenAlready
from bot.webhook import receive_updates
from scheduling.unit_of_work import CLOCK

if TYPE_CHECKING:
    from bot.sandbox.server import SandboxApp

log = get_logger("run")

HOME = Path(__file__).parents[1]
FREE_WITHIN = 5.0  # seconds a start waits for whoever is writing to the database
SANDBOX_TOKEN = "1:sandbox"  # noqa: S105 - the sandbox's own, worth nothing anywhere else


class CannotStart(Exception):
    """One clear line about what stands in the way."""


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


def open_folder(settings: Settings) -> Path:
    try:
        folder = settings.create_data_folder()
        probe = folder / ".writable"
        probe.write_text("", encoding="utf-8")
        probe.unlink()
    except OSError as error:
        raise CannotStart(
            f"cannot write to MENLING_DATA={settings.data}: {error.strerror}; choose another folder"
        ) from error
    return folder


@contextlib.contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """One `run` process for one SQLite database; `invite`, `import` and the like may run beside it."""
    path = make_url(settings.database_url).database if settings.sqlite else None
    if not path or path == ":memory:":
        yield
        return
    one = OneOfAKind(Path(f"{path}.run"))
    try:
        one.take()
        check_free(path)
    except TakenAlready as other:
        raise CannotStart(
            f"{path} is in use by another run (process {other}); stop that one, or choose another MENLING_DATA"
        ) from other
    except (OSError, sqlite3.Error) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise CannotStart(f"the database {path} cannot be used: {why}; check DATABASE_URL and MENLING_DATA") from error
    try:
        yield
    finally:
        one.give_back()


def check_free(path: str) -> None:
    """Asked before anything waits for it as long as the work itself would: can this database be written to?"""
    probe = sqlite3.connect(path, timeout=FREE_WITHIN, isolation_level=None)
    try:
        probe.execute("BEGIN IMMEDIATE")
        probe.execute("ROLLBACK")
    finally:
        probe.close()


async def open_sandbox(settings: Settings, *, page: bool) -> tuple[Sandbox, SandboxApp]:
    """The sandbox with its page, not yet listening."""
    folder = open_folder(settings)
    try:
        made = Sandbox(folder)
    except (sqlite3.Error, ValueError, KeyError) as error:
        raise CannotStart(f"{folder / 'sandbox.db'} cannot be used: {error}; move it out of the way") from error
    app = create_app(made)
    if page:
        from bot.sandbox import page as chat

        chat.mount(app, made, zone=str(settings.policy.zone))
    return made, app


async def listen(settings: Settings, made: Sandbox, app: FastAPI) -> RunningServer:
    try:
        return await serve(made, settings.host, settings.port, app=app)
    except OSError as error:
        taken = error.errno in (errno.EADDRINUSE, errno.EACCES)
        fix = "set MENLING_PORT to a free port" if taken else "set MENLING_HOST to an address of this machine"
        raise CannotStart(f"{error.strerror or error}; {fix}") from error


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
        if settings.webhook.url:
            receive_updates(web, app, settings.webhook)
        server = await listen(settings, Idle(), web)  # type: ignore[arg-type]
        await take_turns(app, settings)
        await app.start(follow=follow, poll=not settings.webhook.url)
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


async def opened(app: App) -> None:
    """Opens the application, or says in one line why not."""
    try:
        await app.open()
    except (InvalidToken, TelegramUnauthorizedError, TokenValidationError) as error:
        raise CannotStart("Telegram does not know this TELEGRAM_TOKEN; copy it again from @BotFather") from error
    except (TelegramError, TelegramNetworkError) as error:
        where = app.api_base or "Telegram"
        raise CannotStart(
            f"{where} cannot be reached ({error.message}); check the network or TELEGRAM_API_BASE"
        ) from error
    except SQLAlchemyError as error:
        why = str(getattr(error, "orig", error)).splitlines()[0]
        raise CannotStart(f"the database cannot be used: {why}; check DATABASE_URL and MENLING_DATA") from error


async def until_ended(app: App) -> None:
    """Until told to end, or until something that should last has failed."""
    gc.freeze()  # all that was imported and wired lasts as long as the process: no use searching it for garbage
    told = asyncio.create_task(until_told())
    failed = asyncio.create_task(app.failed())
    done, waiting = await asyncio.wait({told, failed}, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()
    if failed in done and (error := failed.result()) is not None:
        raise CannotStart(f"stopped: {error}") from error


def attach_health(web: FastAPI, app: App) -> None:
    serve_feed(web, app, app.settings.hotline_feed.secret)

    @web.get("/healthz")
    async def health() -> JSONResponse:
        status, facts = await healthz(app.run)
        return JSONResponse(facts, status)

    @web.get("/metrics")
    async def metrics(request: Request) -> Response:
        return Response(await app.metrics.text(app.run), media_type="text/plain; version=0.0.4")
