"""aiogram's client for the Bot API, without what our calls do not need.

aiogram sends each call as a form, field by field, and reads each answer into a model of the whole message. Our calls
are a chat, a text and some buttons, and of the answer it matters only whether it is a yes, and which number a message
got: so they leave as JSON, or as one form with a file of ours, and a plain success is not read any further. Errors and
every other method go aiogram's way.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, cast

import orjson
from aiogram import Bot
from aiogram.client.default import Default
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageReplyMarkup,
    EditMessageText,
    SendDocument,
    SendMessage,
    SendPhoto,
    TelegramMethod,
)
from aiogram.methods.base import TelegramType
from aiogram.types import BufferedInputFile, FSInputFile, InputFile
from aiohttp import ClientError, ClientSession
from pydantic import BaseModel
from urllib3 import encode_multipart_formdata

from bot.connections import connections

PLAIN = (SendMessage, EditMessageText, EditMessageReplyMarkup, AnswerCallbackQuery, SendDocument, SendPhoto)
JSON = {"Content-Type": "application/json"}
CONNECTIONS = 100  # as many as aiogram opens


class Sent(NamedTuple):
    """As much of a message that was sent as anybody asks for."""

    message_id: int


class Session(AiohttpSession):
    """One connection pool to the messenger. It closes at once: aiogram's pause is for TLS connections only."""

    async def create_session(self) -> ClientSession:
        if self._session is None or self._session.closed:
            self._session = connections(CONNECTIONS, outside=self.api is PRODUCTION)
        return self._session

    async def close(self) -> None:
        if self.api.base.startswith("https"):
            await super().close()
        elif self._session is not None and not self._session.closed:
            await self._session.close()

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's own signature
    ) -> TelegramType:
        if not isinstance(method, PLAIN):
            return await super().make_request(bot, method, timeout)
        fields = given(method, bot)
        files = {name: value for name, value in fields.items() if isinstance(value, InputFile)}
        body, headers = as_form(fields, files, bot) if files else (as_json(fields, bot), JSON)
        session = await self.create_session()
        url = self.api.api_url(token=bot.token, method=method.__api_method__)
        try:
            async with session.post(
                url, data=body, headers=headers, timeout=cast(Any, timeout or self.timeout)
            ) as answer:
                content = await answer.read()
        except TimeoutError as error:
            raise TelegramNetworkError(method=method, message="Request timeout error") from error
        except ClientError as error:
            raise TelegramNetworkError(method=method, message=f"{type(error).__name__}: {error}") from error
        if answer.status == 200 and (success := succeeded(content)):
            return cast(TelegramType, success)
        return cast(TelegramType, self.check_response(bot, method, answer.status, content.decode()).result)


def as_json(value: Any, bot: Bot) -> bytes:
    return orjson.dumps(value, partial(given, bot=bot))


def given(model: BaseModel, bot: Bot) -> dict[str, Any]:
    """What was given, the bot's own defaults filled in."""
    found = {
        name: bot.default[value.name] if isinstance(value, Default) else value for name, value in vars(model).items()
    }
    return {name: value for name, value in found.items() if value is not None}


def as_form(fields: dict[str, Any], files: dict[str, InputFile], bot: Bot) -> tuple[bytes, dict[str, str]]:
    """The whole form in one piece: aiohttp would write it field by field, and wake the other side with each."""
    words = {
        name: value if isinstance(value, str) else as_json(value, bot)
        for name, value in fields.items()
        if name not in files
    }
    body, kind = encode_multipart_formdata(
        {**words, **{name: (file.filename, read(file)) for name, file in files.items()}}
    )
    return body, {"Content-Type": kind}


def read(file: InputFile) -> bytes:
    """What we send ourselves: calendar entries and sheets as they were made, pictures from a folder."""
    if isinstance(file, BufferedInputFile):
        return file.data
    if isinstance(file, FSInputFile):
        return Path(file.path).read_bytes()
    raise TypeError(f"{type(file).__name__} is no file of ours")


def succeeded(content: bytes) -> Sent | bool:
    """A plain success, with the message's number where there is one. What does not say so has to be read closely."""
    try:
        said = orjson.loads(content)
        result = said["result"] if said["ok"] is True else False
        return Sent(result["message_id"]) if isinstance(result, dict) else bool(result)
    except (ValueError, KeyError, TypeError):
        return False
