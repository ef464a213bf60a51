"""One owed message out by python-telegram-bot, and what it means when that fails."""

from __future__ import annotations

import asyncio
import os
from datetime import timedelta
from typing import Any

import telegram
from aiohttp import ClientError
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.rate import TURN_TAKEN
from bot.wire import NOT_SENT
from handlers.buttons import Rows, drawn
from handlers.context import Card, picture

os.environ.setdefault("PTB_TIMEDELTA", "1")  # its announced future: `retry_after` as a timedelta

NO_PREVIEW = telegram.LinkPreviewOptions(is_disabled=True)
TOKEN_REFUSED = timedelta(minutes=1)  # a revoked token: nothing is lost, somebody has to look


class Undeliverable(Exception):
    """Blocked, or the chat is gone: stop, and let a person phone."""


class TryLater(Exception):
    """A flood limit or the network: back off. `after`: the messenger said for how long, and it is not our fault."""

    def __init__(self, error: str, after: timedelta | None = None) -> None:
        super().__init__(error)
        self.after = after


class ChatMoved(Exception):
    """The group became a supergroup: save the new id and send again."""

    def __init__(self, chat_id: int) -> None:
        super().__init__(chat_id)
        self.chat_id = chat_id


class Uncertain(Exception):
    """It left, and nobody can know whether it was shown."""


class NotSendable(Exception):
    """The messenger will never take this message."""


def classified(error: TelegramError) -> Exception:
    """What a Telegram error means for an owed message, most specific first: `BadRequest` is a `NetworkError` too."""
    match error:
        case RetryAfter():
            after = error.retry_after
            return TryLater(str(error), after if isinstance(after, timedelta) else timedelta(seconds=after))
        case Forbidden():
            return Undeliverable(error.message)
        case ChatMigrated():
            return ChatMoved(error.new_chat_id)
        case BadRequest() if "chat not found" in error.message.lower():
            return Undeliverable(error.message)
        case BadRequest():
            return NotSendable(error.message)
        case InvalidToken():
            return TryLater(error.message, TOKEN_REFUSED)
        case NetworkError():
            cause = error.__cause__
            if isinstance(cause, NOT_SENT) or not isinstance(cause, ClientError | TimeoutError):
                return TryLater(error.message)
            return Uncertain(error.message)
    # Something between us and the messenger answered in its place.
    return TryLater(error.message)


class Sender:
    """Sends cards. Whoever calls has waited for the turn; raises one of the meanings above."""

    def __init__(self, bot: ExtBot[Any]) -> None:
        self.bot = bot

    async def send(
        self, chat_id: int, card: Card, *, answers: int | None = None, quiet: bool = False
    ) -> telegram.Message:
        """`answers`: the message above that it belongs to, if that still stands there."""
        try:
            return await self._as_drawn(chat_id, card, answers, quiet)
        except TelegramError as error:
            meaning = classified(error)
            if not isinstance(meaning, NotSendable) or not (card.photo or card.document):
                raise meaning from error
        # Better the words without the picture than nothing at all.
        try:
            return await self._as_drawn(chat_id, Card(card.text, card.rows), answers, quiet)
        except TelegramError as error:
            raise classified(error) from error

    async def edit(self, chat_id: int, message_id: int, card: Card) -> None:
        """The message says this from now on. Raises as `send` does; what may have been done already is done again."""
        try:
            await self.bot.edit_message_text(
                str(card.text), chat_id, message_id, parse_mode=ParseMode.HTML, reply_markup=below(card.rows),
                link_preview_options=NO_PREVIEW, rate_limit_args=TURN_TAKEN,
            )  # fmt: skip
        except TelegramError as error:
            meaning = classified(error)
            if isinstance(meaning, Uncertain):
                raise TryLater(str(error)) from error
            if not (isinstance(meaning, NotSendable) and "not modified" in str(error).lower()):
                raise meaning from error

    async def _as_drawn(self, chat_id: int, card: Card, answers: int | None, quiet: bool) -> telegram.Message:
        more: dict[str, Any] = {
            "parse_mode": ParseMode.HTML, "reply_markup": below(card.rows), "rate_limit_args": TURN_TAKEN,
        }  # fmt: skip
        if answers is not None:
            more["reply_parameters"] = telegram.ReplyParameters(answers, allow_sending_without_reply=True)
        if quiet:
            more["disable_notification"] = True
        text = str(card.text)
        if card.document is not None:
            name, content = card.document
            return await self.bot.send_document(
                chat_id, telegram.InputFile(content, filename=name), caption=text, **more
            )
        if card.photo is not None:
            photo = await picture_of(card.photo)
            if photo is not None:
                return await self.bot.send_photo(chat_id, photo, caption=text, **more)
        return await self.bot.send_message(chat_id, text, link_preview_options=NO_PREVIEW, **more)


def below(rows: Rows) -> Any:
    """The buttons below a card, as python-telegram-bot takes them; None for none."""
    made = drawn(rows)
    return {"inline_keyboard": made} if made else None


async def picture_of(photo: str) -> Any:
    """A file id as it is, a path as the file's content; None for a file that is gone."""
    if "/" not in photo:
        return photo
    try:
        return await asyncio.to_thread(picture(photo).read_bytes)
    except OSError:
        return None
