"""Long polls that end when the caller goes away."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.types import Receive

T = TypeVar("T")


async def while_connected(receive: Receive, work: Coroutine[Any, Any, T]) -> T | None:
    """What the work gives, or None when the caller has gone before that."""
    poll = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_gone(receive))
    try:
        await asyncio.wait({poll, gone}, return_when=asyncio.FIRST_COMPLETED)
        return poll.result() if poll.done() else None
    finally:
        for waiting in (poll, gone):
            if not waiting.done():
                waiting.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await waiting


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
