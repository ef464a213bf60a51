"""The hotline feed for other systems (R-6.11): each entry is posted, signed, until it is taken; and can be read.

`X-Menling-Signature` is `sha256=` and the HMAC-SHA256, by FEED_SECRET, of `X-Menling-Timestamp` followed by the body.
An entry may come twice after a crash; its id says so.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from bot.config.settings import HotlineFeed
from bot.log import get_logger
from scheduling import feed_posts
from scheduling.feed_posts import Post
from scheduling.unit_of_work import CLOCK

if TYPE_CHECKING:
    from bot.app import App

log = get_logger("feed")

Run = Callable[..., Awaitable[Any]]
MARGIN = timedelta(seconds=5)  # between the end of a post's patience and the end of its lease
NO_NEWS = timedelta(days=1)
MOST = 100  # entries read at once


class FeedWebhook:
    """Posts what waits, beside everything else: a slow hotline system holds up nobody's message."""

    def __init__(self, settings: HotlineFeed, run: Run) -> None:
        self.settings, self.run = settings, run
        self._posting: asyncio.Task[None] | None = None
        self._again = False
        self._client: httpx.AsyncClient | None = None

    @property
    def on(self) -> bool:
        return bool(self.settings.url)

    async def open(self) -> None:
        if self.on:
            timeout = self.settings.timeout.total_seconds()
            self._client = httpx.AsyncClient(timeout=timeout, trust_env=False)
            await self.run(feed_posts.forget_old, CLOCK, NO_NEWS)

    def wake(self) -> None:
        """Something may be due. Returns at once."""
        self._again = True
        if self._client is not None and self._posting is None:
            self._posting = asyncio.create_task(self._post_all(), name="hotline feed")

    async def idle(self) -> None:
        """Until everything due by now has been tried."""
        while self._posting is not None:
            await asyncio.wait({self._posting})

    async def close(self) -> None:
        if self._posting is not None:
            self._posting.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._posting
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    async def _post_all(self) -> None:
        try:
            while self._again:
                self._again = False
                while posts := await self.run(feed_posts.claim, CLOCK, self.settings.timeout + MARGIN):
                    await asyncio.gather(*(self._post(post) for post in posts))
        except Exception:
            log.exception("the hotline feed was interrupted; what it had claimed is taken up again")
        finally:
            self._posting = None

    async def _post(self, post: Post) -> None:
        error = await self._refusal(post)
        if error is None:
            await self.run(feed_posts.posted, CLOCK, post.id)
            return
        attempts = post.attempts + 1
        again_in = self.settings.backoff(attempts) if attempts < self.settings.max_attempts else None
        log.warning("the hotline's system did not take an entry", entry=post.id, attempts=attempts, error=error)
        await self.run(feed_posts.failed, CLOCK, post.id, error, again_in)

    async def _refusal(self, post: Post) -> str | None:
        """Why it was not taken; None when it was."""
        assert self._client is not None
        body = json.dumps(post.body, ensure_ascii=False, separators=(",", ":")).encode()
        try:
            # The whole exchange has one patience: a server that trickles its answer is no better than a silent one.
            async with asyncio.timeout(self.settings.timeout.total_seconds()):
                answer = await self._client.post(self.settings.url, content=body, headers=self._headers(post, body))
        except TimeoutError:
            return "no answer in time"
        except httpx.HTTPError as error:
            return f"{type(error).__name__}: {error}".rstrip(": ")
        return None if answer.is_success else f"HTTP {answer.status_code}"

    def _headers(self, post: Post, body: bytes) -> dict[str, str]:
        timestamp = stamp(post.at)
        return {
            "Content-Type": "application/json",
            "X-Menling-Id": str(post.id),
            "X-Menling-Timestamp": timestamp,
            "X-Menling-Signature": signature(self.settings.secret, timestamp, body),
        }


def stamp(at: datetime) -> str:
    return str(int(at.timestamp()))


def signature(secret: str, timestamp: str, body: bytes) -> str:
    return "sha256=" + hmac.new(secret.encode(), timestamp.encode() + body, hashlib.sha256).hexdigest()


def serve_feed(web: FastAPI, app: App, secret: str) -> None:
    """`GET /feed?after=ID` with the secret as bearer token: what was published since. Not there without a secret."""
    if not secret:
        return

    @web.get("/feed")
    async def feed(request: Request) -> JSONResponse:
        given = request.headers.get("authorization", "")
        if not hmac.compare_digest(given.encode(), f"Bearer {secret}".encode()):
            challenge = {"WWW-Authenticate": "Bearer"}
            return JSONResponse({"error": "send FEED_SECRET as bearer token"}, 401, challenge)
        after = request.query_params.get("after", "0")
        if not (after.isascii() and after.isdigit() and len(after) < 10):
            return JSONResponse({"error": "after must be the id of the last entry you have, or 0"}, 400)
        entries = await app.run(feed_posts.read, CLOCK, int(after), MOST)
        return JSONResponse({"entries": entries, "after": entries[-1]["id"] if entries else int(after)})
