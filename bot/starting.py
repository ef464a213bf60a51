"""What a start needs, and in one clear line what stands in its way."""

from __future__ import annotations

import contextlib
import errno
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from aiogram.exceptions import TelegramNetworkError, TelegramUnauthorizedError
from aiogram.utils.token import TokenValidationError
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import InvalidToken, TelegramError

from bot.app import App
from bot.config import Settings
from bot.log import MASK, masked_text
from bot.sandbox.server import RunningServer, create_app, serve
from bot.sandbox.store import Sandbox
from bot.single import OneOfAKind, TakenAlready
from models.migrating import TooNew

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from bot.sandbox.server import SandboxApp

FREE_WITHIN = 5.0  # seconds a start waits for whoever is writing to the database

UNKNOWN_TOKEN = "Telegram does not know this TELEGRAM_TOKEN; copy it again from @BotFather"  # noqa: S105


class CannotStart(Exception):
    """One clear line about what stands in the way."""


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


async def listen(settings: Settings, made: Sandbox, app: ASGIApp) -> RunningServer:
    try:
        return await serve(made, settings.host, settings.port, app=app)
    except OSError as error:
        taken = error.errno in (errno.EADDRINUSE, errno.EACCES)
        fix = "set MENLING_PORT to a free port" if taken else "set MENLING_HOST to an address of this machine"
        raise CannotStart(f"{error.strerror or error}; {fix}") from error


async def opened(app: App) -> None:
    """Opens the application, or says in one line why not."""
    try:
        await app.open()
    except (InvalidToken, TelegramUnauthorizedError, TokenValidationError) as error:
        raise CannotStart(UNKNOWN_TOKEN) from error
    except (TelegramError, TelegramNetworkError) as error:
        where = app.api_base or "Telegram"
        why = masked_text(error.message.replace(app.token, MASK))  # it may name the whole address, token and all
        raise CannotStart(
            f"{where} cannot be reached ({why}); check the network, HTTPS_PROXY and TELEGRAM_API_BASE"
        ) from error
    except TooNew as error:
        raise CannotStart(f"the database cannot be used: {error}") from error
    except SQLAlchemyError as error:
        why = str(getattr(error, "orig", error)).splitlines()[0]
        raise CannotStart(f"the database cannot be used: {why}; check DATABASE_URL and MENLING_DATA") from error
