"""What people see: messages, what changed, what is unread, the keyboard that is up, who is typing."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from typing import Any

from bot.sandbox import acts
from bot.sandbox.chats import Chat, Message
from bot.sandbox.core import Core
from bot.sandbox.feed import Change
from bot.sandbox.people import Person
from bot.sandbox.seen import buttons, seen

Json = dict[str, Any]


class Seeing(Core):
    """The part of a sandbox that shows."""

    @property
    def seq(self) -> int:
        """The number of the newest change; grows with every message, edit, deletion, typing, clock move."""
        return self.feed.seq

    def messages(
        self,
        person_id: int,
        *,
        after: int = 0,
        before: int | None = None,
        limit: int | None = None,
        bot: str | None = None,
        chat_id: int | None = None,
    ) -> list[Json]:
        """What the person sees now, oldest first (all chats together unless `bot` or `chat_id` narrows it).

        `after` and `before` are message ids (exclusive); `limit` keeps the newest of them. Message ids are unique in
        the whole sandbox and grow. What a message as seen holds stands in `bot/sandbox/seen.py`.
        """
        self.people_kept.get(person_id)
        wanted = self.bots.named(bot).token if bot else None
        found: list[Json] = []
        for message in self.feed.newest_first(person_id):
            if message.id <= after or (limit is not None and len(found) >= limit):
                break
            if before is not None and message.id >= before:
                continue
            if chat_id is not None and message.chat.id != chat_id:
                continue
            if wanted is not None and wanted not in (message.chat.bot, *message.chat.bots):
                continue
            found.append(seen(self._whole(), message, person_id))
        found.reverse()
        return found

    def since(self, person_id: int, seq: int) -> Json:
        """{"seq", "messages": [new or edited, as seen], "deleted": [message ids]} since that sequence number."""
        self.people_kept.get(person_id)
        changed = self.feed.changed_since(person_id, seq)
        return {
            "seq": self.feed.seq,
            "messages": [seen(self._whole(), message, person_id) for message in changed if not message.deleted],
            "deleted": [message.id for message in changed if message.deleted],
        }

    def changes(self, person_id: int | None, since: int | None = None) -> AsyncIterator[Change]:
        """`async for change in sandbox.changes(person_id, since=seq)`: live, never ends, cancel or aclose()
        to stop.

        Subscribed from the moment of the call, nothing is lost between `seq` and the first change. With
        `since`, what changed after it comes first. `person_id=None` follows everybody (unread badges; no
        backlog)."""
        backlog: list[Change] = []
        if person_id is not None and since is not None:
            backlog = [self._change(message, person_id) for message in self.feed.changed_since(person_id, since)]
        return self.feed.subscribe(person_id, backlog)

    def _change(self, message: Message, person_id: int) -> Change:
        if message.deleted:
            return Change(message.seq, "deleted", person_id, message.chat.id, message_id=message.id)
        shown = seen(self._whole(), message, person_id)
        kind = "edited" if shown["edited"] else "message"
        return Change(message.seq, kind, person_id, message.chat.id, shown["bot"], message.id, shown)

    async def wait(self, since: int) -> int:
        """Returns the newest `seq` as soon as anything newer than `since` exists anywhere."""
        return await self.feed.wait(since)

    def chats_of(self, person_id: int) -> list[Json]:
        """The person's chats, private ones first: [{"chat_id", "kind": "private"|"group", "bot" (username),
        "title", "unread", "blocked", "last_message_id"}]."""
        person = self.people_kept.get(person_id)
        return [self._chat_seen(chat, person) for chat in self.chats.of(person_id, self.bots.by_token)]

    def _chat_seen(self, chat: Chat, person: Person) -> Json:
        bot = self.bots.by_token.get(chat.bot or "")
        unread = sum(1 for message in self._unread(person) if message.chat is chat)
        return {
            "chat_id": chat.id,
            "kind": "private" if chat.private else "group",
            "bot": bot.username if bot else None,
            "title": bot.name if bot else chat.title,
            "unread": unread,
            "blocked": bool(bot and bot.token in person.blocked),
            "last_message_id": next(reversed(chat.messages), None),
        }

    def keyboard(self, person_id: int, *, bot: str | None = None, chat_id: int | None = None) -> Json | None:
        """The chat's current reply keyboard: {"message_id", "rows", "placeholder", "one_time", "persistent"}
        or None.

        Rows are buttons as in `messages`; press one with `tap(person_id, message_id, text)`.
        """
        chat = acts.chat_of(self._whole(), self.people_kept.get(person_id), bot, chat_id, blocked_too=True)
        bringer = chat.messages.get(chat.keyboard or 0)
        if bringer is None or bringer.markup is None:
            return None
        return {
            "message_id": bringer.id,
            "rows": buttons(bringer),
            "placeholder": bringer.markup.get("input_field_placeholder"),
            "one_time": bool(bringer.markup.get("one_time_keyboard")),
            "persistent": bool(bringer.markup.get("is_persistent")),
        }

    def _unread(self, person: Person) -> list[Message]:
        found: list[Message] = []
        for message in self.feed.newest_first(person.id):
            if message.id <= person.read_up_to:
                break
            if message.bot or message.wire["from"]["id"] != person.id:
                found.append(message)
        return found

    def unread(self, person_id: int) -> int:
        """How many messages from others lie after the person's read mark."""
        return len(self._unread(self.people_kept.get(person_id)))

    def mark_read(self, person_id: int, upto: int | None = None) -> None:
        """The person has read up to this message id (default: everything)."""
        person = self.people_kept.get(person_id)
        newest = next((message.id for message in self.feed.newest_first(person_id)), 0)
        mark = min(upto, newest) if upto is not None else newest
        if mark > person.read_up_to:
            person.read_up_to = mark
            self.people_kept.keep(person)
            self.feed.tell(Change(self.feed.bump(), "read", person_id, message_id=mark))
            self.feed.wake()

    def typing(self, person_id: int) -> list[Json]:
        """[{"chat_id","bot","action","ends_in" (seconds)}] of what bots are doing for this person right now."""
        now = time.monotonic()
        return [
            {
                "chat_id": chat.id,
                "bot": self.bots.by_token[token].username,
                "action": action,
                "ends_in": until - now,
            }
            for chat in self.chats.of(person_id, self.bots.by_token)
            for token, (action, until) in chat.actions.items()
            if until > now
        ]

    def commands(self, person_id: int, bot: str | None = None) -> list[Json]:
        """[{"command","description"}] in this person's language, as the bot set them."""
        person, one = self.people_kept.get(person_id), self.bots.named(bot)
        for scope in (f"chat:{person_id}", "all_private_chats:", "default:"):
            for language in (person.language_code.partition("-")[0], ""):
                if found := one.commands.get(f"{scope}|{language}"):
                    return found
        return []

    def file(self, file_id: str) -> Json | None:
        """{"file_id","file_name","mime_type","file_size","content": bytes}, or None. HTTP: /sandbox/files/{file_id}."""
        file, content = self.files.get(file_id), self.files.content(file_id)
        if file is None or content is None:
            return None
        named = {"file_name": file.get("file_name"), "mime_type": file.get("mime_type")}
        return {"file_id": file_id, **named, "file_size": len(content), "content": content}
