"""Updates as Telegram brings them: one POST each, acknowledged when they have been dealt with."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Any, Protocol

import orjson
from fastapi import FastAPI, Request, Response

from bot.config import Webhook
from bot.log import get_logger

if TYPE_CHECKING:
    from bot.telegram import Intake

log = get_logger("webhook")

HEADER = "X-Telegram-Bot-Api-Secret-Token"
MOST_BYTES = 1_000_000


class Listener(Protocol):
    """Whoever takes updates in."""

    @property
    def intake(self) -> Intake: ...


def receive_updates(web: FastAPI, app: Listener, webhook: Webhook) -> None:
    """Adds the route. 401 without the secret, 413 and 400 for what is no update, 500 when it should come again."""
    if not webhook.secret:
        raise ValueError("a webhook without a secret would take anybody's word for Telegram's")

    async def update(request: Request) -> Response:
        given = request.headers.get(HEADER, "")
        if not hmac.compare_digest(given.encode(), webhook.secret.encode()):
            return Response(status_code=401)
        body = await read(request)
        if body is None:
            return Response(status_code=413)
        raw = update_of(body)
        if raw is None:
            return Response(status_code=400)
        parting: list[dict[str, Any]] = []
        try:
            dealt_with = await app.intake.handle_raw(raw, parting)
        except Exception:
            log.exception("an update broke", update_id=raw["update_id"])
            dealt_with = False
        if dealt_with and parting:
            return Response(orjson.dumps(parting[0]), media_type="application/json")
        return Response(status_code=200 if dealt_with else 500)

    # Past the framework's reading of parameters: an update needs none of it.
    web.add_route(webhook.path, update, methods=["POST"])


async def read(request: Request) -> bytes | None:
    """The body, or None as soon as it turns out too large: nobody's memory is filled by it."""
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > MOST_BYTES:
        return None
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > MOST_BYTES:
            return None
        parts.append(part)
    return b"".join(parts)


def update_of(body: bytes) -> dict[str, Any] | None:
    """An update has a number; anything else is not from Telegram."""
    try:
        raw = orjson.loads(body)
    except ValueError:
        return None
    known = isinstance(raw, dict) and isinstance(raw.get("update_id"), int)
    return raw if known and not isinstance(raw["update_id"], bool) else None
