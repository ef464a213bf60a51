"""Faults on order: the next calls of a method fail, wait, or lose their answer.

`method` "*" (or none) means any method but getUpdates; `chat_id` and `bot` narrow it; `times` defaults to 1.
`status` fails the call without doing it; `delay_ms` alone only slows it down, `late_ms` does the work at once and
answers later; `drop_response` does the work and then breaks the connection, so that the caller cannot know. They are forgotten when the sandbox restarts.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from bot.sandbox.errors import ApiError, Wrong

Json = dict[str, Any]

WORDS = {
    400: "Bad Request: asked for by a fault",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    429: "Too Many Requests: retry after {retry_after}",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}
FIELDS = (
    "method",
    "status",
    "retry_after",
    "times",
    "delay_ms",
    "late_ms",
    "drop_response",
    "chat_id",
    "bot",
    "description",
)


@dataclass(slots=True)
class Fault:
    """One order for trouble."""

    method: str = "*"
    status: int | None = None
    retry_after: int | None = None
    times: int = 1
    delay_ms: float = 0
    late_ms: float = 0
    drop_response: bool = False
    chat_id: int | None = None
    bot: str | None = None  # token or username
    description: str | None = None

    def shown(self) -> Json:
        return asdict(self)

    def error(self) -> ApiError | None:
        if self.status is None:
            return None
        wait = self.retry_after if self.retry_after is not None else 1
        words = self.description or WORDS.get(self.status, f"Error {self.status}")
        more = {"retry_after": wait} if self.status == 429 or self.retry_after is not None else {}
        return ApiError(self.status, words.format(retry_after=wait) if not self.description else words, **more)


class Faults:
    """What is still to go wrong, in the order it was asked for."""

    def __init__(self) -> None:
        self.waiting: list[Fault] = []

    def add(self, wanted: Json) -> Fault:
        if unknown := set(wanted) - set(FIELDS):
            raise Wrong(f"a fault has no {', '.join(sorted(unknown))}; it has {', '.join(FIELDS)}")
        fault = Fault(**{key: value for key, value in wanted.items() if value is not None})
        if fault.status is None and not fault.delay_ms and not fault.late_ms and not fault.drop_response:
            raise Wrong("say what should go wrong: status, delay_ms, late_ms or drop_response")
        numbers = (
            fault.status or 400,
            fault.times,
            fault.delay_ms,
            fault.late_ms,
            fault.retry_after or 0,
            fault.chat_id or 0,
        )
        if any(isinstance(one, bool) or not isinstance(one, int | float) for one in numbers):
            raise Wrong("status, times, delay_ms, late_ms, retry_after and chat_id are numbers")
        if fault.status is not None and not 400 <= fault.status <= 599:
            raise Wrong("status is an error, 400 to 599")
        if fault.times < 1 or fault.delay_ms < 0 or fault.late_ms < 0:
            raise Wrong("times is at least 1, delay_ms and late_ms at least 0")
        self.waiting.append(fault)
        return fault

    def take(self, method: str, chat_id: int | None, names: tuple[str, str]) -> Fault | None:
        """The fault this call meets, if any; it is one fewer then."""
        for fault in self.waiting:
            if fault.method == "*":
                if method == "getupdates":
                    continue
            elif fault.method.lower() != method:
                continue
            if fault.chat_id is not None and fault.chat_id != chat_id:
                continue
            if fault.bot is not None and fault.bot.removeprefix("@") not in names:
                continue
            fault.times -= 1
            if fault.times <= 0:
                self.waiting.remove(fault)
            return fault
        return None
