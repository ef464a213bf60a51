"""Webhooks: updates go out in order per chat, several chats at once; what fails is tried again at once, then
after 1, 2, 4... seconds of real time, up to a minute. A call in the body of the answer is carried out, as the
real API does.

Plain http and any port are welcome here, unlike on the real server, because bots under test listen on
loopback."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import orjson

from bot.sandbox.bots import Bot, Bots
from bot.sandbox.errors import bad_request
from bot.sandbox.params import Params
from bot.sandbox.reading import read_call
from bot.sandbox.updates import Pending, Updates

Json = dict[str, Any]
Perform = Callable[[str, str, Params], Awaitable[Any]]

ANSWER_WITHIN = 60.0
LONGEST_DELAY = 60.0
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
CHAT_LIMIT = 40


@dataclass(slots=True)
class _Desk:
    """What is under way for one bot."""

    room: asyncio.Semaphore
    workers: dict[int, asyncio.Task[None]] = field(default_factory=dict)


class Webhooks:
    """Delivers to every bot that has a webhook set."""

    def __init__(self, bots: Bots, updates: Updates, perform: Perform) -> None:
        self.bots = bots
        self.updates = updates
        self.perform = perform
        self.first_delay = 1.0  # seconds before the third attempt
        self.desks: dict[str, _Desk] = {}
        self.session: aiohttp.ClientSession | None = None
        updates.arrived = lambda bot, pending: self.kick(bot, pending.chat_id)

    def set(self, bot: Bot, params: Params) -> None:
        """setWebhook; an empty url removes it."""
        url = params.text("url").strip()
        if url:
            self._check(url, params)
        self.stop(bot)
        if params.flag("drop_pending_updates"):
            self.updates.drop_all(bot)
        allowed = params.kinds("allowed_updates")
        if allowed is not None:
            bot.allowed_updates = allowed
        bot.webhook = {}
        if url:
            bot.webhook = {
                "url": url,
                "secret_token": params.text("secret_token"),
                "max_connections": min(max(params.number("max_connections", CHAT_LIMIT) or CHAT_LIMIT, 1), 100),
                "has_custom_certificate": "certificate" in params.files,
            }
            self.updates.interrupt(bot, "Conflict: terminated by setWebhook request")
        self.bots.keep(bot)
        self.kick(bot)

    def _check(self, url: str, params: Params) -> None:
        try:
            parts = urlsplit(url)
            good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:
            good = False
        if not good:
            raise bad_request("bad webhook: invalid webhook URL specified")
        if params.has("secret_token") and not SECRET.fullmatch(params.text("secret_token")):
            raise bad_request("secret token contains unallowed characters")

    def info(self, bot: Bot) -> Json:
        hook = bot.webhook
        shown: Json = {
            "url": hook.get("url", ""),
            "has_custom_certificate": hook.get("has_custom_certificate", False),
            "pending_update_count": len(self.updates.waiting(bot)),
        }
        for name in ("max_connections", "last_error_date", "last_error_message"):
            if hook.get(name) is not None:
                shown[name] = hook[name]
        if bot.allowed_updates:
            shown["allowed_updates"] = bot.allowed_updates
        return shown

    def start(self) -> None:
        """After a restart: take up what is pending."""
        for bot in self.bots.by_token.values():
            self.kick(bot)

    def kick(self, bot: Bot, chat_id: int | None = None) -> None:
        """See that every chat with pending updates (or this one) has somebody delivering them."""
        if not bot.webhook.get("url"):
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return  # taken up by start()
        desk = self.desks.get(bot.token)
        if desk is None:
            desk = self.desks[bot.token] = _Desk(asyncio.Semaphore(bot.webhook["max_connections"]))
        chats = {chat_id} if chat_id is not None else {one.chat_id for one in self.updates.waiting(bot).values()}
        for chat in chats - set(desk.workers):
            desk.workers[chat] = loop.create_task(self._deliver_chat(bot, desk, chat))

    def stop(self, bot: Bot) -> None:
        desk = self.desks.pop(bot.token, None)
        for worker in list(desk.workers.values()) if desk else []:
            worker.cancel()

    async def close(self) -> None:
        for bot in self.bots.by_token.values():
            self.stop(bot)
        if self.session is not None:
            await self.session.close()
            self.session = None

    async def _deliver_chat(self, bot: Bot, desk: _Desk, chat_id: int) -> None:
        try:
            while (pending := self._first(bot, chat_id)) is not None:
                await self._deliver(bot, desk, pending)
        finally:
            desk.workers.pop(chat_id, None)

    def _first(self, bot: Bot, chat_id: int) -> Pending | None:
        return next((one for one in self.updates.waiting(bot).values() if one.chat_id == chat_id), None)

    async def _deliver(self, bot: Bot, desk: _Desk, pending: Pending) -> None:
        attempt = 0
        while True:
            async with desk.room:
                error = await self._post(bot, pending)
            if error is None:
                self.updates.finish(pending)
                return
            bot.webhook |= {"last_error_date": int(time.time()), "last_error_message": error}
            self.bots.keep(bot)
            attempt += 1
            if attempt > 1:
                await asyncio.sleep(min(self.first_delay * 2 ** (attempt - 2), LONGEST_DELAY))
            if pending.update_id not in self.updates.waiting(bot):
                return

    async def _post(self, bot: Bot, pending: Pending) -> str | None:
        """One attempt; the error in words, or None."""
        if self.session is None:
            self.session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER_WITHIN))
        headers = {"Content-Type": "application/json"}
        if bot.webhook.get("secret_token"):
            headers["X-Telegram-Bot-Api-Secret-Token"] = bot.webhook["secret_token"]
        pending.delivered_at = time.monotonic()
        try:
            async with self.session.post(
                bot.webhook["url"], data=orjson.dumps(pending.body), headers=headers, allow_redirects=False
            ) as answer:
                body = await answer.read()
                if not 200 <= answer.status < 300:
                    return f"Wrong response from the webhook: {answer.status} {answer.reason}"
                kind = answer.headers.get("Content-Type", "")
        except TimeoutError:
            return "Read timeout expired"
        except aiohttp.ClientConnectorError:
            return "Connection refused"
        except aiohttp.ClientError as error:
            return f"Connection failed: {type(error).__name__}"
        await self._carry_out(bot, kind, body)
        return None

    async def _carry_out(self, bot: Bot, kind: str, body: bytes) -> None:
        if not body.strip():
            return
        try:
            params = read_call(kind, body)
        except Exception:  # an answer that is no call ("ok", HTML) means nothing, as on the real server
            return
        method = params.values.pop("method", None)
        if isinstance(method, str):
            await self.perform(bot.token, method, params)
