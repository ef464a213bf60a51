"""Where the sandbox keeps its state: one SQLite file, written behind, a few times a second at most.

Everything is a document under (kind, key). Changes gather for some milliseconds and go out in one transaction
on a thread of their own, so that a call never waits for the disk."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson

log = logging.getLogger(__name__)

GATHER = 0.02  # seconds between a change and its commit
AGAIN = 1.0  # seconds until the next attempt, while the disk takes nothing

SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    kind TEXT NOT NULL, key TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (kind, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (file_id TEXT PRIMARY KEY, content BLOB NOT NULL);
"""

Body = Callable[[], Any]


class Disk:
    """Documents and files; without a folder it keeps nothing but the files, in memory."""

    def __init__(self, folder: Path | str | None) -> None:
        self._changed: dict[tuple[str, str], Body | None] = {}
        self._files: dict[str, bytes] = {}
        self._writing = threading.Lock()
        self._in_trouble = False
        self._timer: asyncio.TimerHandle | None = None
        self._connection: sqlite3.Connection | None = None
        if folder is not None:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(
                Path(folder) / "sandbox.db", check_same_thread=False, isolation_level=None, timeout=10
            )
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA synchronous=NORMAL")
            self._connection.executescript(SCHEMA)

    def read(self, kind: str) -> Iterator[tuple[str, Any]]:
        """Every document of a kind, in order of key."""
        if self._connection is None:
            return
        for key, body in self._connection.execute(
            "SELECT key, body FROM documents WHERE kind = ? ORDER BY key", (kind,)
        ):
            yield key, orjson.loads(body)

    def put(self, kind: str, key: str, body: Body | None) -> None:
        """Keep what `body()` gives when the write happens; None forgets the document."""
        if self._connection is None:
            return
        self._changed[kind, key] = body
        self._schedule()

    def put_file(self, file_id: str, content: bytes) -> None:
        self._files[file_id] = content
        self._schedule()

    def file(self, file_id: str) -> bytes | None:
        content = self._files.get(file_id)
        if content is not None or self._connection is None:
            return content
        row = self._connection.execute("SELECT content FROM files WHERE file_id = ?", (file_id,)).fetchone()
        return row[0] if row else None

    def _schedule(self, wait: float = GATHER) -> None:
        if self._timer is not None or self._connection is None:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return  # before the server runs; written by the next flush
        self._timer = loop.call_later(wait, lambda: loop.create_task(self._flush_behind()))

    async def _flush_behind(self) -> None:
        changed, self._changed = self._changed, {}
        wait = GATHER
        try:
            await asyncio.to_thread(self._write, self._rows(changed), dict(self._files))
            self._in_trouble = False
        except sqlite3.Error as error:
            self._changed, wait = changed | self._changed, AGAIN
            if not self._in_trouble:
                log.error("the sandbox cannot keep what happens (%s); it is tried again", error)
            self._in_trouble = True
        finally:
            self._timer = None
            if self._changed:
                self._schedule(wait)

    def flush(self) -> None:
        """Write what has gathered, now."""
        if self._connection is not None:
            changed, self._changed = self._changed, {}
            self._write(self._rows(changed), dict(self._files))

    def _rows(self, changed: dict[tuple[str, str], Body | None]) -> list[tuple[str, str, bytes | None]]:
        return [(kind, key, orjson.dumps(body()) if body else None) for (kind, key), body in changed.items()]

    def _write(self, rows: list[tuple[str, str, bytes | None]], files: dict[str, bytes]) -> None:
        kept = [row for row in rows if row[2] is not None]
        gone = [row[:2] for row in rows if row[2] is None]
        with self._writing:
            if self._connection is None:
                return
            self._connection.execute("BEGIN")
            try:
                self._connection.executemany("INSERT OR REPLACE INTO documents VALUES (?, ?, ?)", kept)
                self._connection.executemany("DELETE FROM documents WHERE kind = ? AND key = ?", gone)
                self._connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?)", files.items())
                self._connection.execute("COMMIT")
            except sqlite3.Error:
                if self._connection.in_transaction:  # a full disk may have rolled it back already
                    self._connection.execute("ROLLBACK")
                raise
        for file_id in files:
            self._files.pop(file_id, None)  # on disk now, read back when asked for

    def close(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        try:
            self.flush()
        except sqlite3.Error as error:
            log.error("the sandbox could not keep what happened last (%s)", error)
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def kept_time(folder: Path) -> datetime | None:
    """What time it is in the sandbox that is kept in this folder, running or not; None where there is none."""
    file = folder / "sandbox.db"
    if not file.is_file():
        return None
    try:
        with contextlib.closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=10)) as kept:
            row = kept.execute("SELECT body FROM documents WHERE kind = 'meta' AND key = 'counters'").fetchone()
        return datetime.now(UTC) + timedelta(seconds=orjson.loads(row[0])["offset"]) if row else None
    except (sqlite3.Error, ValueError, KeyError):
        return None
