"""Use-cases off the event loop: SQLite's in one thread, those that wait together in one transaction; PostgreSQL's in several.

SQLite has one writer in any case, and what a durable commit costs is the disk's answer. So whatever has come while the
disk was answering is done in one transaction, each use-case in a savepoint of its own, and answered after the commit.
"""

from __future__ import annotations

import asyncio
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from scheduling.unit_of_work import Job, Store

AT_ONCE = 16  # no more wait for each other: the first should not wait long for the last


class Writer:
    """Runs use-cases for the event loop."""

    def __init__(self, store: Store) -> None:
        self.store, self.alone = store, store.engine.dialect.name == "sqlite"
        self.threads = (
            ThreadPoolExecutor(1, "database", store.keep_connection)
            if self.alone
            else ThreadPoolExecutor(8, "database")
        )
        self._waiting: deque[tuple[Job, asyncio.Future[Any]]] = deque()
        self._busy = False

    async def run(self, job: Job) -> Any:
        """What a use-case returns, once it is durable."""
        loop = asyncio.get_running_loop()
        if not self.alone:
            return await loop.run_in_executor(self.threads, self.store.run_job, job)
        done: asyncio.Future[Any] = loop.create_future()
        self._waiting.append((job, done))
        if not self._busy:
            self._send(loop)
        return await done

    def _send(self, loop: asyncio.AbstractEventLoop) -> None:
        """What waits goes to the thread, as much of it as fits."""
        group = [self._waiting.popleft() for _ in range(min(len(self._waiting), AT_ONCE))]
        self._busy = bool(group)
        if group:
            self.threads.submit(self._work, loop, group)

    def _work(self, loop: asyncio.AbstractEventLoop, group: list[tuple[Job, asyncio.Future[Any]]]) -> None:
        jobs = [job for job, _ in group]
        self.store.run_together(jobs)
        loop.call_soon_threadsafe(self._answer, loop, group)

    def _answer(self, loop: asyncio.AbstractEventLoop, group: list[tuple[Job, asyncio.Future[Any]]]) -> None:
        self._send(loop)
        for job, done in group:
            if done.cancelled():
                continue
            if job.error is not None:
                done.set_exception(job.error)
            else:
                done.set_result(job.result)

    def close(self) -> None:
        if self.alone:
            self.threads.submit(self.store.drop_connection)
        self.threads.shutdown(wait=True)
