"""Many small writes in one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Generic, TypeVar

from scheduling.unit_of_work import CLOCK, UnitOfWork

Run = Callable[..., Awaitable[Any]]
Item = TypeVar("Item")
Result = TypeVar("Result")


class Together(Generic[Item, Result]):
    """Puts into one transaction what comes while the one before still runs: many small writes cost as few."""

    def __init__(self, run: Run, use_case: Callable[[UnitOfWork, list[Item]], list[Result]]) -> None:
        self.run, self.use_case = run, use_case
        self._waiting: list[tuple[Item, asyncio.Future[Result]]] = []
        self._running: asyncio.Task[None] | None = None

    async def __call__(self, item: Item) -> Result:
        """Returns when it is durable."""
        done: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, done))
        if self._running is None:
            self._running = asyncio.create_task(self._all())
        return await done

    async def _all(self) -> None:
        try:
            while self._waiting:
                group, self._waiting = self._waiting, []
                await self._one(group)
        finally:
            self._running = None

    async def _one(self, group: list[tuple[Item, asyncio.Future[Result]]]) -> None:
        try:
            results = await self.run(self.use_case, CLOCK, [item for item, _ in group])
        except Exception as error:
            for _, done in group:
                if not done.done():
                    done.set_exception(error)
            return
        for (_, done), result in zip(group, results, strict=True):
            if not done.done():
                done.set_result(result)
