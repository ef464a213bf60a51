"""Button presses waiting for answerCallbackQuery; each lives 150 seconds of sandbox time."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.sandbox.disk import Disk
from bot.sandbox.errors import bad_request

Json = dict[str, Any]

LIVES = timedelta(seconds=150)
REMEMBERED = 5000


@dataclass(slots=True, eq=False)
class Press:
    """Somebody pressed a button at a moment."""

    id: str
    token: str
    chat_id: int
    at: datetime
    answer: Json | None = None
    answered: asyncio.Event = field(default_factory=asyncio.Event)


class Presses:
    """All recent presses by query id."""

    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        self.by_id: dict[str, Press] = {}
        for _, known in disk.read("press"):
            known["at"] = datetime.fromisoformat(known["at"])
            self.by_id[known["id"]] = Press(**known)

    def new(self, token: str, chat_id: int, now: datetime) -> Press:
        press = Press(str(secrets.randbelow(10**18) + 10**17), token, chat_id, now)
        self.by_id[press.id] = press
        self.disk.put(
            "press",
            press.id,
            lambda: {
                "id": press.id,
                "token": token,
                "chat_id": chat_id,
                "at": now.isoformat(),
                "answer": press.answer,
            },
        )
        if len(self.by_id) > REMEMBERED:
            oldest = next(iter(self.by_id))
            del self.by_id[oldest]
            self.disk.put("press", oldest, None)
        return press

    def answer(self, query_id: str, token: str, now: datetime, answer: Json) -> None:
        """The bot answers; too late, or to somebody else's press, is an error."""
        press = self.by_id.get(query_id)
        if press is None or press.token != token or now - press.at > LIVES:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        if press.answer is None:  # the client has shown the first answer already
            press.answer = answer
            press.answered.set()
