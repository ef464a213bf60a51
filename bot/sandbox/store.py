"""The sandbox's state and behaviour, without HTTP. Both the HTTP routes and the web page call this object."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.sandbox import acts, calls, pressing
from bot.sandbox.bots import Bot, Bots
from bot.sandbox.chats import Chat, Chats, Message
from bot.sandbox.clock import Clock, duration, instant
from bot.sandbox.disk import Disk
from bot.sandbox.errors import Wrong
from bot.sandbox.faults import Faults
from bot.sandbox.feed import Change, Feed
from bot.sandbox.files import Files
from bot.sandbox.limits import RateLimits
from bot.sandbox.log import CallLog
from bot.sandbox.params import Params
from bot.sandbox.people import People, Person
from bot.sandbox.presses import Presses
from bot.sandbox.seen import buttons, seen
from bot.sandbox.updates import Pending, Updates
from bot.sandbox.webhooks import Webhooks

__all__ = ["Change", "Sandbox"]

Json = dict[str, Any]


class Sandbox:
    """People, bots, chats, files, a clock and faults; kept in `<folder>/sandbox.db`, or in memory without a folder.

    A frozen clock (`clock_runs=False`) moves only when it is told to. A sandbox that was kept goes on with the clock,
    the ids and the pending updates it had.
    """

    def __init__(
        self,
        folder: Path | str | None = None,
        *,
        clock_runs: bool = True,
        start_at: datetime | None = None,
        limits: RateLimits | None = None,
        bot_name: str = "Menling",
        bot_username: str = "menling_bot",
        default_token: str = "1:sandbox",
    ) -> None:
        self.disk = Disk(folder)
        self.people_kept = People(self.disk)
        self.people_by_id = self.people_kept.by_id
        self.bots = Bots(self.disk, default_token, bot_name, bot_username)
        self.files = Files(self.disk)
        self.chats = Chats(self.disk, self.people_by_id)
        self.updates = Updates(self.disk, self.bots)
        self.presses = Presses(self.disk)
        self.faults = Faults()
        self.limits = limits or RateLimits()
        self.log = CallLog()
        self.feed = Feed()
        self.clock = Clock(runs=clock_runs)
        self.webhooks = Webhooks(self.bots, self.updates, self.call)
        self._restore(start_at)
        self.clock.moved = self._clock_moved

    def _restore(self, start_at: datetime | None) -> None:
        counters: Json = dict(self.disk.read("meta")).get("counters", {})
        self.feed.restore(self.chats.read_messages())
        self.feed.seq = max(self.feed.seq, counters.get("seq", 0))
        self.chats.last_message = max(self.chats.last_message, counters.get("last_message", 0))
        self.clock.seq = counters.get("clock_seq", 0)
        if counters and self.clock.runs:
            self.clock.offset = timedelta(seconds=counters["offset"])
        elif counters:
            self.clock.set(datetime.fromisoformat(counters["frozen_at"]))
        elif start_at is not None:
            self.clock.set(start_at.astimezone(UTC))

    def keep_counters(self) -> None:
        self.disk.put("meta", "counters", self._counters)

    def _counters(self) -> Json:
        return {
            "seq": self.feed.seq,
            "last_message": self.chats.last_message,
            "clock_seq": self.clock.seq,
            "offset": self.clock.offset.total_seconds(),
            "frozen_at": self.clock.frozen_at.isoformat(),
        }

    async def start(self) -> None:
        """Take up what was pending (webhooks, unwritten changes). Calling it twice is harmless."""
        self.disk.flush()
        self.webhooks.start()

    async def close(self) -> None:
        """Write everything out and stop."""
        await self.webhooks.close()
        self.disk.close()

    async def call(self, token: str, method: str, params: Params) -> calls.Answer:
        """One Bot API call."""
        return await calls.perform(self, token, method, params)

    # ---- people

    def seed_person(
        self,
        id: int | None,
        name: str,
        language_code: str = "zh",
        role: str | None = None,
        photo: bytes | None = None,
        phone: str | None = None,
        username: str | None = None,
    ) -> Json:
        """Make this person known, or bring them up to date; the same id is the same person. Answers as `people()`."""
        known = self.people_by_id.get(id or 0)
        if photo and (known is None or known.photo is None or self.files.content(known.photo) != photo):
            picture = self.files.store("photo", photo)["file_id"]
        else:
            picture = None
        more = {"language_code": language_code, "role": role, "phone": phone, "username": username, "photo": picture}
        person, changed = self.people_kept.put(id, name, **more)
        if changed:
            self.chats.private(person, self.bots.default)
            self.feed.tell(Change(self.feed.bump(), "person", person.id))
            self.feed.wake()
        return self.person(person.id)

    def add_person(self, name: str, language_code: str = "zh", **more: Any) -> Json:
        """A new person with a chat of their own; answers as one entry of `people()`."""
        return self.seed_person(None, name, language_code, **more)

    def people(self) -> list[Json]:
        """Everybody, in order of arrival.

        Each is {"id", "name", "language_code", "role", "phone", "username", "photo" (file id or None),
        "unread" (count), "read_up_to" (message id), "blocked": [bot usernames]}.
        """
        return [self.person(person_id) for person_id in self.people_by_id]

    def person(self, person_id: int) -> Json:
        """One entry of `people()`; raises errors.Wrong for a stranger."""
        person = self.people_kept.get(person_id)
        return {
            "id": person.id,
            "name": person.name,
            "language_code": person.language_code,
            "role": person.role,
            "phone": person.phone,
            "username": person.username,
            "photo": person.photo,
            "unread": self.unread(person_id),
            "read_up_to": person.read_up_to,
            "blocked": [self.bots.by_token[token].username for token in person.blocked],
        }

    # ---- what a person sees

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
        the whole sandbox and grow. A message as seen, every key always there (None / [] / False when empty):
          message_id, chat_id, bot (username; None for people in a group), seq,
          from: "bot" | "me" | "person" (somebody else in a group), from_id, from_name,
          text (or the caption), entities: [{"type","offset","length", "url"?, "language"?}] offsets in UTF-16 units,
          buttons: [[{"text","data","url","kind": "inline"|"reply","request_contact","request_location","copy_text"}]],
             (a reply keyboard stands at the message that brought it, while it is the current one),
          placeholder (reply keyboard / force reply input hint), force_reply: bool, one_time: bool,
          photo: {"file_id","width","height","file_size"}, document: {"file_id","file_name","mime_type","file_size"},
          voice: {"file_id","duration"}, sticker: {"file_id","emoji"}, video/audio/animation/video_note: {"file_id",...},
          contact: {"phone_number","first_name","user_id"}, location: {"latitude","longitude","live_period"},
          venue: {"title","address","location"} (with location), media_group (id of an album, or None),
          reply_to: {"message_id","from_name","text"}, forwarded_from (name), reactions: ["👍"], pinned: bool,
          silent: bool, service: None | "group_created" | "member_joined" | "member_left" | "pinned" | "upgraded",
          edited: bool, edit_of: own id when edited, at: ISO-8601 (sandbox time, UTC), timestamp: the same in seconds.
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
            found.append(seen(self, message, person_id))
        found.reverse()
        return found

    def since(self, person_id: int, seq: int) -> Json:
        """{"seq", "messages": [new or edited, as seen], "deleted": [message ids]} since that sequence number."""
        self.people_kept.get(person_id)
        changed = self.feed.changed_since(person_id, seq)
        return {
            "seq": self.feed.seq,
            "messages": [seen(self, message, person_id) for message in changed if not message.deleted],
            "deleted": [message.id for message in changed if message.deleted],
        }

    def changes(self, person_id: int | None, since: int | None = None) -> AsyncIterator[Change]:
        """`async for change in sandbox.changes(person_id, since=seq)`: live, never ends, cancel or aclose() to stop.

        Subscribed from the moment of the call, nothing is lost between `seq` and the first change. With `since`, what
        changed after it comes first. `person_id=None` follows everybody (unread badges; no backlog).
        """
        backlog: list[Change] = []
        if person_id is not None and since is not None:
            backlog = [
                self._change(message, person_id) for message in self.feed.changed_since(person_id, since)
            ]
        return self.feed.subscribe(person_id, backlog)

    def _change(self, message: Message, person_id: int) -> Change:
        if message.deleted:
            return Change(message.seq, "deleted", person_id, message.chat.id, message_id=message.id)
        shown = seen(self, message, person_id)
        kind = "edited" if shown["edited"] else "message"
        return Change(message.seq, kind, person_id, message.chat.id, shown["bot"], message.id, shown)

    async def wait(self, since: int) -> int:
        """Returns the newest `seq` as soon as anything newer than `since` exists anywhere."""
        return await self.feed.wait(since)

    def chats_of(self, person_id: int) -> list[Json]:
        """The person's chats, private ones first: [{"chat_id", "kind": "private"|"group", "bot" (username), "title",
        "unread", "blocked", "last_message_id"}]."""
        person = self.people_kept.get(person_id)
        return [self._chat_seen(chat, person) for chat in self.chats.of(person_id)]

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
        """The chat's current reply keyboard: {"message_id", "rows", "placeholder", "one_time", "persistent"} or None.

        Rows are buttons as in `messages`; press one with `tap(person_id, message_id, text)`.
        """
        chat = acts.chat_of(self, self.people_kept.get(person_id), bot, chat_id, blocked_too=True)
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
            {"chat_id": chat.id, "bot": self.bots.by_token[token].username, "action": action, "ends_in": until - now}
            for chat in self.chats.of(person_id)
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

    # ---- what a person does. All answer after the bot's direct reply is in, or after 5 s (wait=False: at once).
    # They raise errors.Wrong (with .status and .error) when the person could not do that.

    async def send(self, person_id: int, content: Json, *, wait: bool = True) -> Json:
        """Everything a person can send, as in POST /sandbox/people/{id}/messages.

        Answers {"message_id", "seq", "settled"}. `content` holds one of text, contact, location, venue, photo,
        document, voice, sticker, video, audio, animation, video_note, and optionally caption, bot (token or
        username), chat_id (a group), edit_of, reply_to, live_period.
        Binary content is bytes or base64 text, or {"data": ..., "file_name", "mime_type", "duration", "emoji"}.
        """
        message, pendings = acts.send(self, self.people_kept.get(person_id), content)
        return await self._settle(pendings, wait, message_id=message.id)

    async def _settle(self, pendings: list[Pending], wait: bool, **more: Any) -> Json:
        settled = not pendings
        if wait and pendings:
            settled = all(await asyncio.gather(*map(self.updates.settled, pendings)))
        return {**more, "seq": self.feed.seq, "settled": settled}

    async def say(self, person_id: int, text: str, *, wait: bool = True, **more: Any) -> Json:
        """The person writes; `more` as in `send` (bot, chat_id, reply_to, edit_of)."""
        return await self.send(person_id, {"text": text, **more}, wait=wait)

    async def send_contact(self, person_id: int, contact: Any = True, *, wait: bool = True, **more: Any) -> Json:
        """Their own contact (True or a phone number), or {"phone_number","first_name","user_id"}."""
        return await self.send(person_id, {"contact": contact, **more}, wait=wait)

    async def send_location(
        self, person_id: int, latitude: float, longitude: float, *, wait: bool = True, **more: Any
    ) -> Json:
        """A place; `live_period` seconds make it live, `edit_of` moves it."""
        place = {"latitude": latitude, "longitude": longitude}
        return await self.send(person_id, {"location": place, **more}, wait=wait)

    async def send_photo(self, person_id: int, photo: bytes | str, *, wait: bool = True, **more: Any) -> Json:
        """A photo with an optional `caption`."""
        return await self.send(person_id, {"photo": photo, **more}, wait=wait)

    async def send_document(
        self, person_id: int, document: Any, file_name: str = "file.bin", *, wait: bool = True, **more: Any
    ) -> Json:
        """A file with an optional `caption`."""
        return await self.send(person_id, {"document": document, "file_name": file_name, **more}, wait=wait)

    async def tap(
        self,
        person_id: int,
        message_id: int | None = None,
        button: str | None = None,
        *,
        data: str | None = None,
        row: int | None = None,
        column: int | None = None,
        bot: str | None = None,
        chat_id: int | None = None,
        wait: bool = True,
    ) -> Json:
        """Press a button: by visible text or callback data (`button`), by place (`row`, `column`), or forged (`data`).

        Answers {"alert": text|None, "toast": text|None, "url": text|None, "answered": bool, "message_id": id of the
        message a reply-keyboard button sent | None, "seq", "settled"}. With wait=True it comes after the update has
        been handled; `await sandbox.tap(...)` is what a page's spinner should wrap. Without a `message_id` the newest
        message that shows such a button is meant.
        """
        person = self.people_kept.get(person_id)
        wish = pressing.Wish(message_id, button, data, row, column, bot, chat_id)
        return await pressing.tap(self, person, wish, wait)

    async def block(self, person_id: int, bot: str | None = None, *, wait: bool = True) -> Json:
        """The person blocks the bot: its messages get 403 from now on."""
        return await self._set_blocked(person_id, bot, True, wait)

    async def unblock(self, person_id: int, bot: str | None = None, *, wait: bool = True) -> Json:
        """And lets it back in."""
        return await self._set_blocked(person_id, bot, False, wait)

    async def _set_blocked(self, person_id: int, bot: str | None, blocked: bool, wait: bool) -> Json:
        one: Bot = self.bots.named(bot)
        pending = acts.set_blocked(self, self.people_kept.get(person_id), one, blocked)
        return await self._settle([pending] if pending else [], wait, blocked=blocked, bot=one.username)

    async def create_group(
        self, title: str, members: list[int], bots: list[str] | None = None, *, wait: bool = True
    ) -> Json:
        """A group of people and bots (default: the default bot); answers {"id"} (negative)."""
        if not isinstance(title, str) or not title.strip() or not members:
            raise Wrong('say {"title": ..., "members": [ids of people]}')
        people = [self.people_kept.get(person_id) for person_id in members]
        chat, pendings = acts.create_group(self, title.strip(), people, [self.bots.named(bot) for bot in bots or [""]])
        return await self._settle(pendings, wait, id=chat.id)

    def _group(self, chat_id: int) -> Chat:
        chat = self.chats.group(chat_id)
        if chat is None or chat.moved_to is not None:
            raise Wrong(f"there is no group {chat_id}", 404)
        return chat

    async def set_bot_in_group(self, chat_id: int, bot: str | None, inside: bool, *, wait: bool = True) -> Json:
        """The bot is taken into the group, or put out of it (403 from then on)."""
        pending = acts.set_bot_in_group(self, self._group(chat_id), self.bots.named(bot), inside)
        return await self._settle([pending] if pending else [], wait, id=chat_id)

    async def upgrade_group(self, chat_id: int, *, wait: bool = True) -> Json:
        """The group becomes a supergroup; answers its new {"id"}, which callers of the old one are told by 400."""
        chat, pendings = acts.upgrade_group(self, self._group(chat_id))
        return await self._settle(pendings, wait, id=chat.id)

    # ---- time, faults, log

    def now(self) -> datetime:
        """The sandbox's time, aware UTC."""
        return self.clock.now()

    def clock_state(self) -> Json:
        """{"now": ISO, "seq", "runs": bool, "next": ISO of the next thing a follower has due | None}."""
        return self.clock.state()

    async def move_clock(
        self, *, advance: timedelta | str | None = None, to: datetime | str | None = None
    ) -> Json:
        """Forward by a duration ("PT30M"), to an instant, or to="next"; answers when everything due by then is done.

        {"now", "from", "seq", "steps": [ISO of each stop]} and "nothing_due": True or "unsettled": True where so.
        """
        length = duration(advance) if advance is not None else None
        target = to if to is None or to == "next" else instant(to)
        return await self.clock.move(advance=length, to=target)

    def _clock_moved(self) -> None:
        self.keep_counters()
        self.feed.tell(Change(self.feed.bump(), "clock", 0))
        self.feed.wake()

    async def follow_clock(
        self, name: str, done: int, next_at: datetime | None, wait_for: float = 25.0
    ) -> Json:
        """A follower's long poll (see clock.py): everything due up to move `done` is done, the next thing is due at
        `next_at`; answers {"seq","now","runs"} as soon as a newer move exists."""
        return await self.clock.follow(name, done, next_at, wait_for)

    def add_fault(self, fault: Json) -> Json:
        """The next calls fail, wait or lose their answer: see faults.py for the fields. Answers how many wait now."""
        self.faults.add(fault)
        return {"ok": True, "waiting": len(self.faults.waiting)}

    def clear_faults(self) -> None:
        """Everything works again."""
        self.faults.waiting.clear()
