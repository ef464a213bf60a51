"""Two ways of being told no: as a bot (Bot API error) and as somebody who drives the sandbox."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """What a bot gets: {"ok": false, "error_code", "description", "parameters"}."""

    def __init__(self, status: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        answer: dict[str, Any] = {"ok": False, "error_code": self.status, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


def bad_request(why: str) -> ApiError:
    """The most frequent refusal, worded as the real server words it."""
    return ApiError(400, f"Bad Request: {why}")


class Wrong(Exception):
    """What a caller of /sandbox/... gets: a 4xx whose `error` says what to do."""

    def __init__(self, error: str, status: int = 400) -> None:
        super().__init__(error)
        self.error = error
        self.status = status
