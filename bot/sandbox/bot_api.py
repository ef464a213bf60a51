"""/bot<token>/<method> and /file/bot<token>/<path> as a bare ASGI application."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable
from typing import Any

import orjson
from starlette.types import Receive, Scope, Send

from bot.sandbox.connections import while_connected
from bot.sandbox.errors import ApiError
from bot.sandbox.files import LARGEST
from bot.sandbox.params import Params
from bot.sandbox.reading import read_call
from bot.sandbox.store import Sandbox

Headers = Iterable[tuple[bytes, bytes]]

ROOM_FOR_FORM = 1024 * 1024  # what may stand around a file in a call


class BotApi:
    """Reads a call, has the sandbox carry it out, writes the answer; or breaks the connection if a fault says so."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope["path"]
        if path.startswith("/file/bot"):
            await self._file(path.removeprefix("/file/bot"), send)
            return
        token, _, method = path.removeprefix("/bot").partition("/")
        try:
            params = await _read(scope, receive)
        except ApiError as error:
            await _answer(send, error.status, error.body())
            return
        if method.lower() == "getupdates":
            # A killed bot would look like a second poller for a while, if its poll did not end with it.
            answer = await while_connected(receive, self.sandbox.call(token, method, params))
        else:
            answer = await self.sandbox.call(token, method, params)
        if answer is None:
            return
        if answer.dropped:
            await _break(send)
        else:
            await _answer(send, answer.status, answer.body)

    async def _file(self, rest: str, send: Send) -> None:
        token, _, path = rest.partition("/")
        box = self.sandbox
        file_id = box.files.by_path.get(path)
        content = box.files.content(file_id) if file_id and token in box.bots.by_token else None
        if content is None:
            await _answer(send, 404, ApiError(404, "Not Found").body())
            return
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        await _write(send, 200, kind.encode(), content)


async def _read(scope: Scope, receive: Receive) -> Params:
    kind = length = b""
    for name, value in scope["headers"]:
        if name == b"content-type":
            kind = value
        elif name == b"content-length":
            length = value
    most = LARGEST + ROOM_FOR_FORM
    if length.isdigit() and int(length) > most:
        raise ApiError(413, "Request Entity Too Large")
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        part = message.get("body", b"")
        if part:
            size += len(part)
            if size > most:
                raise ApiError(413, "Request Entity Too Large")
            parts.append(part)
        if not message.get("more_body"):
            break
    body = parts[0] if len(parts) == 1 else b"".join(parts)
    return read_call(kind.decode("latin-1"), body, scope["query_string"].decode("latin-1"))


async def _answer(send: Send, status: int, body: Any) -> None:
    wait = body.get("parameters", {}).get("retry_after") if status == 429 else None
    more = [(b"retry-after", b"%d" % wait)] if wait is not None else []
    await _write(send, status, b"application/json", orjson.dumps(body), more)


async def _write(send: Send, status: int, kind: bytes, content: bytes, more: Headers = ()) -> None:
    headers = [(b"content-type", kind), (b"content-length", str(len(content)).encode()), *more]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})


async def _break(send: Send) -> None:
    """Promise a body and never send it: the server then has to close the connection, whichever server it is."""
    headers = [(b"content-type", b"application/json"), (b"content-length", b"1024")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
