"""One `run` process for one SQLite database: a lock that the operating system drops at any death."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import IO


class TakenAlready(Exception):
    """Another process runs on this database."""


class OneOfAKind:
    """Held from `take` until `give_back`, or until the process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: IO[str] | None = None

    def take(self) -> None:
        """Raises `TakenAlready` with the other process's number, if it left one."""
        file = self.path.open("a+", encoding="utf-8")
        try:
            lock(file)
        except OSError as error:
            file.seek(0)
            holder = file.read(20).strip()
            file.close()
            raise TakenAlready(holder or "unknown") from error
        file.seek(0)
        file.truncate()
        file.write(str(os.getpid()))
        file.flush()
        self._file = file

    def give_back(self) -> None:
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.truncate(0)
            self._file.close()
            self._file = None


def lock(file: IO[str]) -> None:
    """Takes the lock or raises OSError at once."""
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
