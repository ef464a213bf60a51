"""What people do; every act can be waited for until the bot has dealt with it.

All answer after the bot's direct reply is in, or after 5 s (wait=False: at once), and raise errors.Wrong
(with .status and .error) when the person could not do that."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.sandbox import acts, pressing
from bot.sandbox.chats import Chat
from bot.sandbox.core import Core
from bot.sandbox.errors import Wrong
from bot.sandbox.updates import Pending

Json = dict[str, Any]


class Doing(Core):
    """The part of a sandbox that acts for people."""

    async def send(self, person_id: int, content: Json, *, wait: bool = True) -> Json:
        """Everything a person can send, as in POST /sandbox/people/{id}/messages.

        Answers {"message_id", "seq", "settled"}. `content` holds one of text, contact, location, venue,
        photo, document, voice, sticker, video, audio, animation, video_note, and optionally caption, bot
        (token or username), chat_id (a group), edit_of, reply_to, live_period. Binary content is bytes or
        base64 text, or {"data": ..., "file_name", "mime_type", "duration", "emoji"}."""
        message, pendings = acts.send(self._whole(), self.people_kept.get(person_id), content)
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
        """Press a button: by visible text or callback data (`button`), by place (`row`, `column`), or forged
        (`data`).

        Answers {"alert": text|None, "toast": text|None, "url": text|None, "answered": bool, "message_id": id
        of the message a reply-keyboard button sent | None, "seq", "settled"}. With wait=True it comes after
        the update has been handled; `await sandbox.tap(...)` is what a page's spinner should wrap. Without a
        `message_id` the newest message that shows such a button is meant."""
        person = self.people_kept.get(person_id)
        wish = pressing.Wish(message_id, button, data, row, column, bot, chat_id)
        return await pressing.tap(self._whole(), person, wish, wait)

    async def block(self, person_id: int, bot: str | None = None, *, wait: bool = True) -> Json:
        """The person blocks the bot: its messages get 403 from now on."""
        return await self._set_blocked(person_id, bot, True, wait)

    async def unblock(self, person_id: int, bot: str | None = None, *, wait: bool = True) -> Json:
        """And lets it back in."""
        return await self._set_blocked(person_id, bot, False, wait)

    async def _set_blocked(self, person_id: int, bot: str | None, blocked: bool, wait: bool) -> Json:
        one = self.bots.named(bot)
        pending = acts.set_blocked(self._whole(), self.people_kept.get(person_id), one, blocked)
        return await self._settle([pending] if pending else [], wait, blocked=blocked, bot=one.username)

    async def create_group(
        self, title: str, members: list[int], bots: list[str] | None = None, *, wait: bool = True
    ) -> Json:
        """A group of people and bots (default: the default bot); answers {"id"} (negative)."""
        if not str(title).strip() or not members:
            raise Wrong('say {"title": ..., "members": [ids of people]}')
        people = [self.people_kept.get(person_id) for person_id in members]
        chat, pendings = acts.create_group(
            self._whole(), str(title).strip(), people, [self.bots.named(bot) for bot in bots or [""]]
        )
        return await self._settle(pendings, wait, id=chat.id)

    def _group(self, chat_id: int) -> Chat:
        chat = self.chats.group(chat_id)
        if chat is None or chat.moved_to is not None:
            raise Wrong(f"there is no group {chat_id}", 404)
        return chat

    async def set_bot_in_group(self, chat_id: int, bot: str | None, inside: bool, *, wait: bool = True) -> Json:
        """The bot is taken into the group, or put out of it (403 from then on)."""
        pending = acts.set_bot_in_group(self._whole(), self._group(chat_id), self.bots.named(bot), inside)
        return await self._settle([pending] if pending else [], wait, id=chat_id)

    async def upgrade_group(self, chat_id: int, *, wait: bool = True) -> Json:
        """The group becomes a supergroup; answers its new {"id"}, which callers of the old one are told by 400."""
        chat, pendings = acts.upgrade_group(self._whole(), self._group(chat_id))
        return await self._settle(pendings, wait, id=chat.id)
