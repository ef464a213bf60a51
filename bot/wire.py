"""The outbox's way to the messenger: python-telegram-bot's own hook for a transport, over the client aiogram uses.

Its usual one costs five times as much a message. What an error means is said here, where it is known how far it got.
"""

from __future__ import annotations

from http import HTTPMethod
from typing import TYPE_CHECKING, Any, cast

import orjson
from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientHttpProxyError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    FormData,
)
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest

from bot.connections import connections

if TYPE_CHECKING:
    from telegram.request import RequestData

# Refused before a byte of the request was read: it cannot have been shown.
NOT_SENT = (ClientConnectorError, ConnectionTimeoutError, ClientHttpProxyError)
JSON = {"Content-Type": "application/json", "User-Agent": BaseRequest.USER_AGENT}
KEPT = ("message_id", "date", "chat")  # of a message that was sent: which one it is, and what the library insists on
READ, CONNECT, POOL, UPLOAD = 5.0, 5.0, 30.0, 20.0  # seconds


class Wire(BaseRequest):
    """One pool of connections; `outside`: to Telegram itself."""

    def __init__(self, most: int, *, outside: bool) -> None:
        self.most, self.outside = most, outside
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return READ

    async def initialize(self) -> None:
        if self._session is None or self._session.closed:
            self._session = connections(self.most, outside=self.outside)

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, read_timeout: Any = None,
        write_timeout: Any = None, connect_timeout: Any = None, pool_timeout: Any = None,
    ) -> tuple[int, bytes]:  # fmt: skip
        """Status and body. Raises `TimedOut` or `NetworkError`, with what happened as their cause."""
        if self._session is None:
            raise RuntimeError("not initialized")
        files = request_data.multipart_data if request_data else None
        connect = seconds(connect_timeout, CONNECT)
        patience = ClientTimeout(
            total=None, sock_connect=connect, connect=connect + seconds(pool_timeout, POOL),
            sock_read=seconds(read_timeout, UPLOAD if files else READ),
        )  # fmt: skip
        given = request_data.parameters if request_data else {}
        body: Any = form(request_data, files) if request_data and files else orjson.dumps(given)
        try:
            async with self._session.request(
                HTTPMethod(method), url, data=body, headers=None if files else JSON, timeout=patience
            ) as answer:
                return answer.status, await answer.read()
        except TimeoutError as error:
            raise TimedOut from error
        except ClientError as error:
            raise NetworkError(f"{type(error).__name__}: {error}") from error

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer. Of a message that was sent nobody asks for more than its number, so no more is made of it."""
        try:
            said = orjson.loads(payload)
            sent = said.get("result")
        except (ValueError, AttributeError):
            return BaseRequest.parse_json_payload(payload)  # it knows what to say of that
        if isinstance(sent, dict) and "message_id" in sent:
            said["result"] = {name: sent[name] for name in KEPT if name in sent}
        return cast(dict[str, Any], said)


def form(data: RequestData, files: Any) -> FormData:
    """Parameters and files, each in a field of its own."""
    made = FormData()
    for name, value in data.json_parameters.items():
        made.add_field(name, value)
    for name, (filename, content, kind) in files.items():
        made.add_field(name, content, filename=filename, content_type=kind)
    return made


def seconds(given: Any, usual: float) -> float:
    """A time limit as given, or the usual one."""
    return cast(float, given) if isinstance(given, int | float) else usual
