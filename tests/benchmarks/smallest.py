"""The peer: the smallest aiogram bot behind a webhook that answers each update with one message."""

from __future__ import annotations

import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

dispatcher = Dispatcher()


@dispatcher.message()
async def written(message: Message) -> None:
    await message.answer("ok")


@dispatcher.callback_query()
async def pressed(query: CallbackQuery) -> None:
    assert isinstance(query.message, Message)
    await query.message.answer("ok")


def serve(dispatcher: Dispatcher, api: str, port: int, secret: str) -> None:
    """Behind a webhook, as aiogram's documentation has it."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(api))
    app = web.Application()
    # Acknowledged when it has been dealt with, as ours does.
    handler = SimpleRequestHandler(dispatcher, Bot("1:bench", session=session), handle_in_background=False,
                                   secret_token=secret)  # fmt: skip
    handler.register(app, path="/telegram")
    print("ready", flush=True)
    web.run_app(app, host="127.0.0.1", port=port, print=None, access_log=None)


if __name__ == "__main__":
    serve(dispatcher, sys.argv[1], int(sys.argv[2]), sys.argv[3])
