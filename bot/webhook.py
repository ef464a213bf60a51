"""Updates as Telegram brings them: one POST each, acknowledged when they have been dealt with."""

from __future__ import annotations

import hmac
import json
from typing import TYPE_CHECKING, Protocol

from fastapi import FastAPI, Request, Response

from bot.config import Webhook

if TYPE_CHECKING:
    from bot.telegram import Intake

HEADER = "X-Telegram-Bot-Api-Secret-Token"
MOST_BYTES = 1_000_000


class Listener(Protocol):
    """Whoever takes updates in."""

    @property
    def intake(self) -> Intake: ...


def receive_updates(web: FastAPI, app: Listener, webhook: Webhook) -> None:
    """Adds the route. 401 without the secret, 400 for what is no update, 500 when it should be brought again."""

    @web.post(webhook.path)
    async def update(request: Request) -> Response:
        given = request.headers.get(HEADER, "")
        if not hmac.compare_digest(given.encode(), webhook.secret.encode()):
            return Response(status_code=401)
        body = await request.body()
        try:
            raw = json.loads(body) if len(body) <= MOST_BYTES else None
        except ValueError:
            raw = None
        if not isinstance(raw, dict) or not isinstance(raw.get("update_id"), int):
            return Response(status_code=400)
        return Response(status_code=200 if await app.intake.handle_raw(raw) else 500)
