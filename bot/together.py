"""Many small jobs in one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from math import inf
from typing import Any

from sqlalchemy.exc import OperationalError

from scheduling.unit_of_work import CLOCK, Busy, UnitOfWork

Run = Callable[..., Awaitable[Any]]
Group = list[tuple[Any, asyncio.Future[Any]]]
UseCases = Mapping[type, Callable[[UnitOfWork, list[Any]], Sequence[Any]]]


class Together:
    """Puts into one transaction what comes while the one before still runs: many small jobs cost as few.

    Each kind of thing has its use-case, and they are run in the order in which they stand. What is patient waits for
    company, and goes with whatever goes first.
    """

    def __init__(self, run: Run, use_cases: UseCases) -> None:
        self.run, self.use_cases = run, use_cases
        self._waiting: list[tuple[Any, asyncio.Future[Any], float]] = []
        self._timer: asyncio.Handle | None = None
        self._begins_at = inf
        self._running: asyncio.Task[None] | None = None

    def __call__(self, item: Any, patience: float = 0.0) -> asyncio.Future[Any]:
        """What became of it, once that is durable; `patience`: seconds it may wait for others."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[Any] = loop.create_future()
        latest = loop.time() + patience
        self._waiting.append((item, done, latest))
        if self._running is None:
            self._begin_by(latest)
        return done

    async def finish(self) -> None:
        """Everything that waits is done now."""
        while self._waiting or self._running is not None:
            if self._running is None:
                self._begin()
            assert self._running is not None
            await asyncio.wait({self._running})

    def _begin_by(self, latest: float) -> None:
        if latest < self._begins_at:
            if self._timer is not None:
                self._timer.cancel()
            self._begins_at, self._timer = latest, asyncio.get_running_loop().call_at(latest, self._begin)

    def _begin(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._begins_at, self._timer = inf, None
        self._running = asyncio.get_running_loop().create_task(self._all())

    async def _all(self) -> None:
        group, self._waiting = self._waiting, []
        try:
            await self._one([(item, done) for item, done, _ in group])
        finally:
            self._running = None
            if self._waiting:
                self._begin_by(min(latest for *_, latest in self._waiting))

    async def _one(self, group: Group) -> None:
        try:
            results = await self.run(each_kind, CLOCK, self.use_cases, [item for item, _ in group])
        except Exception as error:
            if parts := self._parts(group, error):  # nothing of it was kept
                for part in parts:
                    await self._one(part)
                return
            for _, done in group:
                if not done.done():
                    done.set_exception(error)
            return
        for (_, done), result in zip(group, results, strict=True):
            if not done.done():
                done.set_result(result)

    def _parts(self, group: Group, error: Exception) -> list[Group]:
        """One kind's failure is not the others', one thing's not its neighbours'; a database that is away is everybody's."""
        kinds = {type(item) for item, _ in group}
        if len(kinds) > 1:
            return [[one for one in group if type(one[0]) is kind] for kind in self.use_cases if kind in kinds]
        alone = len(group) == 1 or isinstance(error, Busy | OperationalError)
        return [] if alone else [[one] for one in group]


def each_kind(uow: UnitOfWork, use_cases: UseCases, items: list[Any]) -> list[Any]:
    """Each kind by its own use-case, all of a kind at once; what became of each, in their order."""
    results: dict[int, Any] = {}
    for kind, use_case in use_cases.items():
        if at := [number for number, item in enumerate(items) if type(item) is kind]:
            results.update(zip(at, use_case(uow, [items[number] for number in at]), strict=True))
    return [results[number] for number in range(len(items))]
