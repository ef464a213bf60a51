"""The smallest messenger that can be measured against: a Bot API that takes every call, and people who use it.

It is fast on purpose (one asyncio protocol, no framework), the same for every bot, and lives in a process of its own
as seen from the bot: what is measured is the bot.
"""

from __future__ import annotations

import asyncio
import itertools
from collections import defaultdict
from typing import Any
from urllib.parse import parse_qs

import orjson

SECRET = "only-for-benchmarks"
BOT = {"id": 1, "is_bot": True, "first_name": "Bench", "username": "bench_bot", "can_join_groups": True,
       "can_read_all_group_messages": False, "supports_inline_queries": False}  # fmt: skip


class Messenger:
    """What the bot said in each chat, and the updates that go to it."""

    def __init__(self) -> None:
        self.message_ids, self.update_ids = itertools.count(1), itertools.count(1)
        self.shown: dict[int, dict[str, Any]] = {}  # the newest card with buttons in each chat
        self.calls: dict[str, int] = defaultdict(int)
        self.url = ""
        self._lines: asyncio.Queue[Line] = asyncio.Queue()
        self._hook: tuple[str, int, str] = ("127.0.0.1", 0, "/")

    async def open(self) -> None:
        self._server = await asyncio.get_running_loop().create_server(lambda: Calls(self), "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def close(self) -> None:
        while not self._lines.empty():
            (await self._lines.get()).writer.close()
        self._server.close()

    def point_at(self, port: int, path: str) -> None:
        """Where updates go."""
        self._hook = ("127.0.0.1", port, path)

    # -- the bot calls -------------------------------------------------------------------------------------------

    def answer(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        self.calls[method] += 1
        name = method.lower()
        if name == "getme":
            return {"ok": True, "result": BOT}
        if not name.startswith(("send", "edit")):
            return {"ok": True, "result": True}
        return {"ok": True, "result": self._said(params)}

    def _said(self, params: dict[str, Any]) -> dict[str, Any]:
        chat_id = int(params.get("chat_id", 0))
        id = int(params["message_id"]) if "message_id" in params else next(self.message_ids)
        message: dict[str, Any] = {"message_id": id, "date": 1, "chat": chat(chat_id), "from": BOT}
        message["text"] = params.get("text") or params.get("caption") or "-"
        markup = params.get("reply_markup")
        if markup:
            markup = orjson.loads(markup) if isinstance(markup, str) else markup
            if "inline_keyboard" in markup:
                message["reply_markup"] = markup
        if "reply_markup" in message or self.shown.get(chat_id, {}).get("message_id") == id:
            self.shown[chat_id] = message
        return message

    # -- people write --------------------------------------------------------------------------------------------

    async def says(self, chat_id: int, text: str) -> int:
        return await self.sends(chat_id, {"text": text})

    async def sends(self, chat_id: int, content: dict[str, Any]) -> int:
        message = {"message_id": next(self.message_ids), "date": 1, "chat": chat(chat_id), "from": user(chat_id)}
        return await self.brings({"message": {**message, **content}})

    async def taps(self, chat_id: int, data: str) -> int:
        card = self.shown.get(chat_id) or {"message_id": 1, "date": 1, "chat": chat(chat_id), "from": BOT, "text": "-"}
        query = {"id": "1", "from": user(chat_id), "message": card, "chat_instance": "1", "data": data}
        return await self.brings({"callback_query": query})

    def buttons(self, chat_id: int, prefix: str) -> list[str]:
        """The buttons on the newest card whose data begins so."""
        keyboard = self.shown.get(chat_id, {}).get("reply_markup", {}).get("inline_keyboard", [])
        found = (one.get("callback_data", "") for row in keyboard for one in row)
        return [data for data in found if data.startswith(prefix)]

    async def brings(self, update: dict[str, Any]) -> int:
        """Posts an update and waits until the bot has dealt with it, as Telegram does; returns the HTTP status."""
        body = orjson.dumps({"update_id": next(self.update_ids), **update})
        line = self._lines.get_nowait() if not self._lines.empty() else await Line.open(*self._hook)
        status, answer = await line.post(body)
        self._lines.put_nowait(line)
        if answer[:1] == b"{" and b'"method"' in answer:  # a webhook's answer may carry one call
            call = orjson.loads(answer)
            self.answer(call.pop("method"), call)
        return status


def chat(id: int) -> dict[str, Any]:
    return {"id": id, "type": "private", "first_name": "客户"}


def user(id: int) -> dict[str, Any]:
    return {"id": id, "is_bot": False, "first_name": "客户", "language_code": "zh"}


class Line:
    """One kept connection to the bot's webhook."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, head: bytes) -> None:
        self.reader, self.writer, self.head = reader, writer, head

    @classmethod
    async def open(cls, host: str, port: int, path: str) -> Line:
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Type: application/json\r\n"
            f"X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\nContent-Length: "
        )
        return cls(*await asyncio.open_connection(host, port), head.encode())

    async def post(self, body: bytes) -> tuple[int, bytes]:
        self.writer.write(self.head + str(len(body)).encode() + b"\r\n\r\n" + body)
        head = (await self.reader.readuntil(b"\r\n\r\n")).lower()
        if b"transfer-encoding: chunked" in head:
            return int(head[9:12]), await self._chunks()
        at = head.find(b"content-length:")
        length = int(head[at + 15 : head.index(b"\r\n", at)]) if at >= 0 else 0
        return int(head[9:12]), await self.reader.readexactly(length) if length else b""

    async def _chunks(self) -> bytes:
        parts = []
        while size := int((await self.reader.readuntil(b"\r\n")).split(b";")[0], 16):
            parts.append((await self.reader.readexactly(size + 2))[:-2])
        await self.reader.readexactly(2)
        return b"".join(parts)


class Calls(asyncio.Protocol):
    """HTTP/1.1 as far as Bot API clients use it."""

    def __init__(self, messenger: Messenger) -> None:
        self.messenger, self.buffer = messenger, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while (end := self.buffer.find(b"\r\n\r\n")) >= 0:
            head = self.buffer[:end]
            lower = head.lower()
            if b"transfer-encoding: chunked" in lower:  # a file; nobody sends a second call behind it
                if not self.buffer.endswith(b"\r\n0\r\n\r\n"):
                    return
                body, self.buffer = unchunked(self.buffer[end + 4 :]), b""
                self._answer(head.split(b" ", 2)[1].decode(), lower, body)
                return
            at = lower.find(b"content-length:")
            length = int(lower[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
            if len(self.buffer) < end + 4 + length:
                return
            body, self.buffer = self.buffer[end + 4 : end + 4 + length], self.buffer[end + 4 + length :]
            self._answer(head.split(b" ", 2)[1].decode(), lower, body)

    def _answer(self, path: str, head: bytes, body: bytes) -> None:
        if not path.startswith("/bot"):  # no sandbox: nobody's clock is to be followed here
            self.transport.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")  # type: ignore[attr-defined]
            return
        answer = orjson.dumps(self.messenger.answer(path.rpartition("/")[2].partition("?")[0], read(head, body)))
        top = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(answer)
        self.transport.write(top + answer)  # type: ignore[attr-defined]


def unchunked(data: bytes) -> bytes:
    parts = []
    while True:
        size, _, data = data.partition(b"\r\n")
        length = int(size.split(b";")[0], 16)
        if not length:
            return b"".join(parts)
        parts.append(data[:length])
        data = data[length + 2 :]


def read(head: bytes, body: bytes) -> dict[str, Any]:
    """The parameters of a call, whichever way a library sends them; files are not looked at."""
    if not body:
        return {}
    if b"application/json" in head:
        return dict(orjson.loads(body))
    if b"multipart/form-data" in head:
        mark = body.split(b"\r\n", 1)[0]
        return dict(filter(None, map(field, body.split(mark))))
    return {key: values[0] for key, values in parse_qs(body.decode()).items()}


def field(part: bytes) -> tuple[str, Any] | None:
    head, _, value = part.partition(b"\r\n\r\n")
    if b'name="' not in head or b"filename=" in head:
        return None
    return head.split(b'name="', 1)[1].split(b'"', 1)[0].decode(), value[:-2].decode()
