"""Chats and what was said in them. Message ids are unique in the whole sandbox and only grow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.bots import Bot
from bot.sandbox.disk import Disk
from bot.sandbox.people import Person

Json = dict[str, Any]

REMEMBERED = 2000  # messages kept per chat
FIRST_GROUP = 5001


@dataclass(slots=True)
class Message:
    """A message on the wire, and what only clients know of it."""

    id: int
    chat: Chat
    wire: Json
    bot: str | None = None  # token of the bot that wrote it
    markup: Json | None = None  # reply keyboard, remove or force reply: not part of the wire
    seq: int = 0
    reactions: list[str] = field(default_factory=list)
    silent: bool = False
    deleted: bool = False

    def kept(self) -> Json:
        return {
            "id": self.id,
            "chat": self.chat.key,
            "wire": self.wire,
            "bot": self.bot,
            "markup": self.markup,
            "seq": self.seq,
            "reactions": self.reactions,
            "silent": self.silent,
            "deleted": self.deleted,
        }


@dataclass(slots=True)
class Chat:
    """A person with a bot, or a group of people and bots."""

    id: int
    person: Person | None = None  # of a private chat
    bot: str | None = None  # token, of a private chat
    title: str | None = None
    members: list[int] = field(default_factory=list)
    bots: list[str] = field(default_factory=list)  # tokens, of a group
    left_bots: list[str] = field(default_factory=list)
    pinned: list[int] = field(default_factory=list)
    keyboard: int | None = None  # the message whose reply keyboard is up
    moved_to: int | None = None  # a group that became a supergroup
    messages: dict[int, Message] = field(default_factory=dict)
    actions: dict[str, tuple[str, float]] = field(default_factory=dict)  # bot -> (what it is doing, until)

    @property
    def key(self) -> str:
        return f"{self.id}:{self.bot}" if self.bot else str(self.id)

    @property
    def private(self) -> bool:
        return self.person is not None

    def readers(self) -> list[int]:
        return [self.person.id] if self.person else self.members

    def as_chat(self) -> Json:
        if self.person:
            return self.person.as_chat()
        kind = "supergroup" if self.id <= -(10**12) else "group"
        chat: Json = {"id": self.id, "type": kind, "title": self.title}
        if kind == "group":
            chat["all_members_are_administrators"] = True
        return chat

    def kept(self) -> Json:
        return {
            "id": self.id,
            "person": self.person.id if self.person else None,
            "bot": self.bot,
            "title": self.title,
            "members": self.members,
            "bots": self.bots,
            "left_bots": self.left_bots,
            "pinned": self.pinned,
            "keyboard": self.keyboard,
            "moved_to": self.moved_to,
        }


class Chats:
    """All chats, by key; private ones come into being when somebody speaks."""

    def __init__(self, disk: Disk, people: dict[int, Person]) -> None:
        self.disk = disk
        self.by_key: dict[str, Chat] = {}
        for key, known in disk.read("chat"):
            person = known.pop("person")
            self.by_key[key] = Chat(**known, person=people.get(person))
        self.groups = {chat.id: chat for chat in self.by_key.values() if not chat.private}
        self.last_message = 0

    def read_messages(self) -> list[Message]:
        """Everything said before the restart, oldest first (deletions included, as marks)."""
        found: list[Message] = []
        for _, known in self.disk.read("message"):
            chat = self.by_key.get(known.pop("chat"))
            if chat is not None:
                found.append(Message(**known, chat=chat))
        found.sort(key=lambda message: message.id)
        for message in found:
            self.last_message = max(self.last_message, message.id)
            if not message.deleted:
                message.chat.messages[message.id] = message
        return found

    def private(self, person: Person, bot: Bot) -> Chat:
        key = f"{person.id}:{bot.token}"
        chat = self.by_key.get(key)
        if chat is None:
            chat = self.by_key[key] = Chat(id=person.id, person=person, bot=bot.token)
            self.keep(chat)
        return chat

    def group(self, chat_id: int) -> Chat | None:
        return self.groups.get(chat_id)

    def new_group(self, title: str, members: list[int], bots: list[str], chat_id: int | None = None) -> Chat:
        if chat_id is None:
            chat_id = -FIRST_GROUP - len(self.groups)
        chat = Chat(id=chat_id, title=title, members=members, bots=bots)
        self.by_key[chat.key] = self.groups[chat_id] = chat
        self.keep(chat)
        return chat

    def of(self, person_id: int, tokens: Iterable[str]) -> list[Chat]:
        """The person's chats: with these bots, then their groups."""
        private = [self.by_key.get(f"{person_id}:{token}") for token in tokens]
        groups = [chat for chat in self.groups.values() if person_id in chat.members and chat.moved_to is None]
        return [chat for chat in private if chat is not None] + groups

    def next_id(self) -> int:
        self.last_message += 1
        return self.last_message

    def keep(self, chat: Chat) -> None:
        self.disk.put("chat", chat.key, chat.kept)

    def keep_message(self, message: Message) -> None:
        self.disk.put("message", f"{message.id:012}", message.kept)

    def forget_message(self, message: Message) -> None:
        message.chat.messages.pop(message.id, None)
        self.disk.put("message", f"{message.id:012}", None)
