"""A wish worked out: its window, and the other ways to read it."""

from datetime import datetime

from handlers.understanding.when.wishes import Wish

Window = tuple[datetime | None, datetime | None, str]


class Reading:
    """One wish resolved: its window, the other readings, and whether to ask which is meant."""

    __slots__ = ("alternatives", "ask", "daily", "end", "kind", "seconds", "start", "wish")

    def __init__(self, wish: Wish, start: datetime | None, end: datetime | None, kind: str) -> None:
        self.wish, self.start, self.end, self.kind = wish, start, end, kind
        self.seconds: float | None = None
        self.alternatives: list[Window] = []
        self.ask = False
        self.daily: tuple[float, float] | None = None
