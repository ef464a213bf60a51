"""What changed for whom, numbered; live for the page, and for anybody who asks "since"."""

from __future__ import annotations

import asyncio
import weakref
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

from bot.sandbox.chats import Chat, Message

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed in what a person sees.

    `kind` is "message" (new), "edited", "deleted", "action" (the bot is typing, uploading...; `action` is its
    name, None when it ended), "read" (the read mark moved), "chat" (blocked, unblocked, keyboard, pinned,
    commands, title), "person" (somebody new or changed) or "clock" (it was moved); the last two have
    `person_id` 0 unless it is about one person, and go to those who follow everybody. `message` is the
    message as seen (`bot/sandbox/seen.py`) for "message" and "edited"."""

    seq: int
    kind: str
    person_id: int
    chat_id: int | None = None
    bot: str | None = None
    message_id: int | None = None
    message: Json | None = None
    action: str | None = None


@dataclass(slots=True, eq=False, weakref_slot=True)
class _Subscriber:
    person_id: int | None
    queue: asyncio.Queue[Change]


class Feed:
    """Per person: what they see, in order of message id, and the same in order of last change."""

    def __init__(self) -> None:
        self.seq = 0
        self.visible: dict[int, dict[int, Message]] = {}
        self.journal: dict[int, dict[int, Message]] = {}
        self.subscribers: weakref.WeakSet[_Subscriber] = weakref.WeakSet()
        self._sleepers: list[asyncio.Future[None]] = []

    def restore(self, messages: list[Message]) -> None:
        """After a restart: the same order of ids and of changes as before."""
        for message in messages:
            for reader in message.chat.readers():
                if not message.deleted:
                    self.visible.setdefault(reader, {})[message.id] = message
        for message in sorted(messages, key=lambda one: one.seq):
            self.seq = max(self.seq, message.seq)
            for reader in message.chat.readers():
                self.journal.setdefault(reader, {})[message.id] = message

    def touch(self, message: Message) -> None:
        """This message is new, edited or gone (`message.deleted`)."""
        self.seq += 1
        message.seq = self.seq
        for reader in message.chat.readers():
            journal = self.journal.setdefault(reader, {})
            journal.pop(message.id, None)
            journal[message.id] = message
            if message.deleted:
                self.visible.get(reader, {}).pop(message.id, None)
            else:
                self.visible.setdefault(reader, {})[message.id] = message

    def forget(self, message: Message) -> None:
        """Too old to be remembered at all."""
        for reader in message.chat.readers():
            self.visible.get(reader, {}).pop(message.id, None)
            self.journal.get(reader, {}).pop(message.id, None)

    def newest_first(self, person_id: int) -> Iterator[Message]:
        return reversed(self.visible.get(person_id, {}).values())

    def changed_since(self, person_id: int, seq: int) -> list[Message]:
        found: list[Message] = []
        for message in reversed(self.journal.get(person_id, {}).values()):
            if message.seq <= seq:
                break
            found.append(message)
        found.reverse()
        return found

    def bump(self) -> int:
        """A change that is no message: typing, a read mark, a person, the clock."""
        self.seq += 1
        return self.seq

    def wanted(self, person_id: int) -> bool:
        return any(one.person_id in (None, person_id) for one in self.subscribers)

    def tell(self, change: Change) -> None:
        for one in self.subscribers:
            if one.person_id is None or one.person_id == change.person_id or change.kind == "clock":
                one.queue.put_nowait(change)

    def wake(self) -> None:
        """Let `wait` return; called after every change."""
        sleepers, self._sleepers = self._sleepers, []
        for sleeper in sleepers:
            if not sleeper.done():
                sleeper.set_result(None)

    async def wait(self, since: int) -> int:
        """The newest seq, as soon as it is beyond `since`."""
        while self.seq <= since:
            sleeper = asyncio.get_running_loop().create_future()
            self._sleepers.append(sleeper)
            await sleeper
        return self.seq

    def subscribe(self, person_id: int | None, backlog: list[Change]) -> AsyncIterator[Change]:
        one = _Subscriber(person_id, asyncio.Queue())
        for change in backlog:
            one.queue.put_nowait(change)
        self.subscribers.add(one)
        return self._follow(one)

    async def _follow(self, one: _Subscriber) -> AsyncIterator[Change]:
        try:
            while True:
                yield await one.queue.get()
        finally:
            self.subscribers.discard(one)


def change(kind: str, person_id: int, chat: Chat | None, seq: int, **more: Any) -> Change:
    """A change that belongs to a chat."""
    return Change(seq=seq, kind=kind, person_id=person_id, chat_id=chat.id if chat else None, **more)
