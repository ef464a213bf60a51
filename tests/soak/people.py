"""People who insist: whoever gets no answer says or taps it again, as people do."""

from __future__ import annotations

import asyncio
import base64
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

Message = dict[str, Any]

PATIENCE = 2.5  # seconds without an answer, then again
TRIES = 25
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


class Silence(AssertionError):
    """Somebody insisted, and got no answer all the same."""


@dataclass
class Insisting:
    """A person with a chat in the sandbox. Everything they ever saw is kept, edits too."""

    http: httpx.AsyncClient
    id: int
    name: str
    seen: dict[tuple[int, str], Message] = field(default_factory=dict)  # by message and words
    seq: int = 0
    now: list[Message] = field(default_factory=list)
    again: int = 0  # how often they had to insist
    act: Callable[[], None] = lambda: None  # told of each thing they do

    async def look(self) -> list[Message]:
        """What the chat holds now; what is new is remembered."""
        self.now = (await self.http.get(f"/sandbox/people/{self.id}/messages")).json()
        for message in self.now:
            if message["from"] == "bot":
                self.seen.setdefault((message["message_id"], message["text"] or ""), message)
        return self.now

    async def says(self, **content: Any) -> None:
        self.act()
        await self.http.post(f"/sandbox/people/{self.id}/messages", json={**content, "wait": False})

    async def taps(self, label: str, subject: int | None = None) -> bool:
        """The newest button with these words (or this meaning), about this visit if one is given. False: none."""
        for message in reversed(await self.look()):
            for row in message["buttons"]:
                for button in row:
                    data = button["data"] or ""
                    if (label in button["text"] or data.startswith(label)) and about(data, subject):
                        tap = {"message_id": message["message_id"], "button": button["data"], "wait": False}
                        self.act()
                        await self.http.post(f"/sandbox/people/{self.id}/taps", json=tap)
                        return True
        return False

    def shows(self, *words: str, after: int = 0) -> Message | None:
        """A message of the bot that holds all of these now, and changed since `after`."""
        for message in reversed(self.now):
            if message["from"] == "bot" and message["seq"] > after and all(word in said(message) for word in words):
                return message
        return None

    async def insists(self, act: Callable[[], Awaitable[object]], answered: Callable[[], object], what: str) -> None:
        """Does the next thing whenever something new is there, and the same again when nothing comes."""
        silences = 0
        for _ in range(4 * TRIES):
            if silences >= TRIES:
                break
            before = await self.newest()
            await act()
            until = time.monotonic() + PATIENCE
            while time.monotonic() < until:
                newest = await self.newest()
                if answered():
                    return
                if newest > before:
                    break
                await asyncio.sleep(0.03)
            else:
                silences += 1
                self.again += 1
        raise Silence(f"{self.name}: {what}\n" + "\n".join(f"  {said(message)!r}" for message in self.now[-6:]))

    async def newest(self) -> int:
        """Where the chat stands, to tell what is new from here on."""
        await self.look()
        return max((message["seq"] for message in self.now if message["from"] == "bot"), default=0)


def about(data: str | None, subject: int | None) -> bool:
    return subject is None or bool(data and re.match(rf"\w+:{subject}(:|$)", data))


def said(message: Message) -> str:
    buttons = [button["text"] for row in message["buttons"] for button in row]
    return "\n".join([message["text"] or "", *buttons])
