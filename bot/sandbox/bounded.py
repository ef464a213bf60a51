"""The head of a request is kept in memory until it is whole, so it may only be so long: a body has its own limits."""

from __future__ import annotations

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_HEAD = 64 * 1024  # bytes; browsers and messengers send two or three thousand


class TooLong(Exception):
    """To the parser a mistake like any other: it is answered with 400, and the connection closes."""


class BoundedHead(HttpToolsProtocol):
    """uvicorn's own, which takes a head of any length."""

    in_head, came, read = True, 0, 0

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.in_head:
            self.came += len(data)  # the parser keeps a header to itself until it has all of it
            if self.came > MOST_HEAD and not self.transport.is_closing():
                self.send_400_response("The head of this request is too long.")

    def on_message_begin(self) -> None:
        self.in_head, self.came, self.read = True, 0, 0
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        self._count(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        self._count(len(name) + len(value))
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self.in_head = False
        super().on_headers_complete()

    def _count(self, length: int) -> None:
        self.read += length
        if self.read > MOST_HEAD:
            raise TooLong
