"""What stands in the way of a start is said in one clear line, and the exit status says so too."""

from __future__ import annotations

import socket
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import text

from bot import cli, running, starting
from bot.config import Settings
from bot.config.settings import Demo, Telegram, Webhook
from bot.sandbox.limits import RateLimits
from bot.sandbox.server import RunningServer, serve
from bot.sandbox.store import Sandbox
from bot.single import OneOfAKind
from bot.starting import CannotStart
from models import migrating
from scheduling.database import open_engine
from tests.operations.processes import HOME, Running


def settings(folder: Path, **changed: object) -> Settings:
    given = Settings(data=folder, database_url=f"sqlite:///{folder / 'menling.db'}", port=0, demo=Demo(town=False))
    return replace(given, **changed)  # type: ignore[arg-type]


async def why_not(given: Settings) -> str:
    """The one line."""
    with pytest.raises(CannotStart) as refused:
        await running.all_in_one(given)
    assert "\n" not in str(refused.value)
    return str(refused.value)


@pytest_asyncio.fixture
async def messenger() -> AsyncIterator[RunningServer]:
    server = await serve(Sandbox(None, limits=RateLimits.off()))
    yield server
    await server.stop()


def live(server: RunningServer, token: str = "1:sandbox") -> Telegram:
    return Telegram(token=token, api_base=server.url)


@pytest.mark.parametrize("token", ["1:wrong token", "1:not.known"])
async def test_a_wrong_token(tmp_path: Path, messenger: RunningServer, token: str) -> None:
    line = await why_not(settings(tmp_path, telegram=live(messenger, token), sandbox=False))
    assert "TELEGRAM_TOKEN" in line and "@BotFather" in line


async def test_a_token_that_is_revoked_while_it_runs(tmp_path: Path, messenger: RunningServer) -> None:
    messenger.sandbox.add_fault({"method": "getUpdates", "status": 401})
    line = await why_not(settings(tmp_path, telegram=live(messenger), sandbox=False))
    assert "stopped" in line and "TELEGRAM_TOKEN" in line and "@BotFather" in line


async def test_nobody_listening(tmp_path: Path) -> None:
    nobody = Telegram(token="1:sandbox", api_base="http://127.0.0.1:1")
    line = await why_not(settings(tmp_path, telegram=nobody, sandbox=False))
    assert "127.0.0.1:1 cannot be reached" in line and "network" in line
    unsaid = Telegram(token="1:sandbox", api_base="http://127.0.0.1:99999")
    assert "1:sandbox" not in await why_not(settings(tmp_path, telegram=unsaid, sandbox=False))


async def test_a_messenger_in_trouble(tmp_path: Path, messenger: RunningServer) -> None:
    messenger.sandbox.add_fault({"method": "getMe", "status": 502, "times": 99})
    line = await why_not(settings(tmp_path, telegram=live(messenger), sandbox=False))
    assert "cannot be reached" in line and "Bad Gateway" in line


async def test_a_webhook_that_telegram_refuses(tmp_path: Path, messenger: RunningServer) -> None:
    hook = Webhook(url="nonsense", secret="s")
    line = await why_not(settings(tmp_path, telegram=live(messenger), webhook=hook, sandbox=False))
    assert "bad webhook" in line


@pytest.mark.parametrize("where", ["port", "health"])
async def test_a_port_that_is_taken(tmp_path: Path, messenger: RunningServer, where: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        given = settings(tmp_path, port=port)
        if where == "health":
            given = replace(given, telegram=live(messenger), sandbox=False)
        line = await why_not(given)
    assert f"127.0.0.1:{port}" in line and "MENLING_PORT" in line


async def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    line = await why_not(settings(tmp_path / "file" / "data"))
    assert "MENLING_DATA" in line and "another folder" in line


async def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *args: object, **more: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_text", refuse)  # root, as which tests may run, may write anywhere
    line = await why_not(settings(tmp_path))
    assert "MENLING_DATA" in line and "Permission denied" in line


async def test_a_database_that_is_none(tmp_path: Path, messenger: RunningServer) -> None:
    (tmp_path / "menling.db").write_bytes(b"these are not the bytes of a database" * 100)
    line = await why_not(settings(tmp_path, telegram=live(messenger), sandbox=False))
    assert "menling.db" in line and "not a database" in line and "MENLING_DATA" in line


async def test_a_database_that_a_newer_version_has_used(
    tmp_path: Path, messenger: RunningServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = settings(tmp_path, telegram=live(messenger), sandbox=False)
    engine = open_engine(given.database_url)
    migrating.upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'of_next_year'"))
    engine.dispose()
    line = await why_not(given)
    assert "newer version" in line and "of_next_year" in line

    monkeypatch.setenv("MENLING_DATA", str(tmp_path))
    assert cli.main(["migrate"]) == 1
    assert "newer version" in capsys.readouterr().err


async def test_a_sandbox_file_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "sandbox.db").write_bytes(b"these are not the bytes of a database" * 100)
    assert "sandbox.db" in await why_not(settings(tmp_path))


async def test_a_database_that_somebody_holds(
    tmp_path: Path, messenger: RunningServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "FREE_WITHIN", 0.05)
    holder = sqlite3.connect(tmp_path / "menling.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    line = await why_not(settings(tmp_path, telegram=live(messenger), sandbox=False))
    holder.close()
    assert "locked" in line and "menling.db" in line


async def test_a_second_run_on_the_same_database(tmp_path: Path) -> None:
    first = OneOfAKind(tmp_path / "menling.db.run")
    first.take()
    line = await why_not(settings(tmp_path))
    assert "another run" in line and "MENLING_DATA" in line
    first.give_back()
    second = OneOfAKind(tmp_path / "menling.db.run")
    second.take()
    second.give_back()


def test_another_python_is_told_which_one_to_use() -> None:
    """Whoever copies `python -m bot check` with the system's own Python, where nothing is installed."""
    bare = [sys.executable, "-S", "-m", "bot", "check"]
    ended = subprocess.run(bare, cwd=HOME, env={}, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    [line] = ended.stderr.splitlines()
    assert "make run" in line and ".venv/bin/python" in line


async def test_at_a_terminal_one_line_and_a_status(tmp_path: Path, messenger: RunningServer) -> None:
    """A whole process, as `make run` starts it; a mistake in the settings is named by file, key, value and fix."""
    own = {"TELEGRAM_TOKEN": "1:a.b", "TELEGRAM_API_BASE": messenger.url}
    wrong_token = await Running.start("run", MENLING_DATA=str(tmp_path), **own)
    (tmp_path / "config.yaml").write_text("slots: {length: 3 parsecs}\n", encoding="utf-8")
    mistaken = await Running.start("run", MENLING_DATA=str(tmp_path), MENLING_CONFIG=str(tmp_path / "config.yaml"))

    assert await wrong_token.ended() == 1
    [line] = wrong_token.err
    assert line.startswith("menling: ") and "TELEGRAM_TOKEN" in line
    assert wrong_token.out == []

    assert await mistaken.ended() == 2
    [line] = mistaken.err
    assert all(part in line for part in ("config.yaml", "slots.length", "3 parsecs"))
