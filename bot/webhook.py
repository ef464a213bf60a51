"""Updates as Telegram brings them: one POST each, acknowledged when they have been dealt with."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Any, Protocol

import orjson

from bot.config import Webhook
from bot.log import get_logger

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from bot.telegram import Intake

log = get_logger("webhook")

HEADER = "X-Telegram-Bot-Api-Secret-Token"
MOST_BYTES = 1_000_000
SECRET, LENGTH = HEADER.lower().encode(), b"content-length"
NO_BODY = [(LENGTH, b"0")]
JSON = (b"content-type", b"application/json")


class Listener(Protocol):
    """Whoever takes updates in."""

    @property
    def intake(self) -> Intake: ...


class Updates:
    """Stands before the web app: an update needs nothing that the framework does on the way to a page.

    401 without the secret, 413 and 400 for what is no update, 500 when it should come again.
    """

    def __init__(self, web: ASGIApp, app: Listener, webhook: Webhook) -> None:
        if not webhook.secret:
            raise ValueError("a webhook without a secret would take anybody's word for Telegram's")
        self.web, self.app, self.path, self.secret = web, app, webhook.path, webhook.secret.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != self.path or scope["method"] != "POST":
            await self.web(scope, receive, send)
            return
        status, call = await self._update(dict(scope["headers"]), receive)
        body = orjson.dumps(call) if call else b""
        headers = [(LENGTH, b"%d" % len(body)), JSON] if body else NO_BODY
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _update(self, headers: dict[bytes, bytes], receive: Receive) -> tuple[int, dict[str, Any] | None]:
        """Status, and the one call that may go back in the answer."""
        if not hmac.compare_digest(headers.get(SECRET, b""), self.secret):
            return 401, None
        body = await read(headers, receive)
        if body is None:
            return 413, None
        raw = update_of(body)
        if raw is None:
            return 400, None
        parting: list[dict[str, Any]] = []
        try:
            dealt_with = await self.app.intake.handle_raw(raw, parting)
        except Exception:
            log.exception("an update broke", update_id=raw["update_id"])
            dealt_with = False
        if not dealt_with:
            return 500, None
        return 200, parting[0] if parting else None


async def read(headers: dict[bytes, bytes], receive: Receive) -> bytes | None:
    """The body, or None as soon as it turns out too large: nobody's memory is filled by it."""
    declared = headers.get(LENGTH, b"")
    if declared.isdigit() and int(declared) > MOST_BYTES:
        return None
    body, more = b"", True
    while more:
        part = await receive()
        body += part.get("body", b"")
        if len(body) > MOST_BYTES:
            return None
        more = part.get("more_body", False)  # one who has gone says no more, and what came is no whole update
    return body


def update_of(body: bytes) -> dict[str, Any] | None:
    """An update has a number; anything else is not from Telegram."""
    try:
        raw = orjson.loads(body)
    except ValueError:
        return None
    known = isinstance(raw, dict) and isinstance(raw.get("update_id"), int)
    return raw if known and not isinstance(raw["update_id"], bool) else None
