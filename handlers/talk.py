"""A conversation that is not finished yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Talk:
    """A half-finished conversation: the step it stands at and what was said so far. Kept in the database."""

    step: str | None = None
    draft: dict[str, Any] = field(default_factory=dict)
    changed: bool = False
    resumed: bool = False  # an interrupted conversation came back in this turn

    def go(self, step: str, **draft: Any) -> None:
        """On to a step; what is given is kept beside what was said before."""
        self.changed = self.changed or step != self.step
        self.step = step
        self.note(**draft)

    def note(self, **draft: Any) -> None:
        """Keeps what is said; what was known already is no reason to write."""
        self.changed = self.changed or any(self._news(key, value) for key, value in draft.items())
        self.draft.update(draft)

    def _news(self, key: str, value: Any) -> bool:
        """A list may have been changed in place, so it always counts."""
        return key not in self.draft or self.draft[key] != value or isinstance(value, (list, dict))

    def start(self, step: str, **draft: Any) -> None:
        """A new conversation; whatever was half-finished before is forgotten."""
        self.step, self.draft, self.changed = step, {**self._unsaid(), **draft}, True

    def interrupt(self, step: str, **draft: Any) -> None:
        """Something short comes between, such as a message; what was half-finished is taken up again after it."""
        before = self.draft.get("interrupted")
        if before is None and self.step is not None and self.step != step:
            before = {"step": self.step, "draft": dict(self.draft)}
        self.start(step, **draft, **({"interrupted": before} if before else {}))

    def end(self) -> None:
        """This conversation is over; one it interrupted goes on where it stood."""
        if self.step is None and not self.draft:
            return
        before, unsaid = self.draft.get("interrupted"), self._unsaid()
        self.step, self.draft, self.changed = None, unsaid, True
        if before:
            self.step, self.draft, self.resumed = before["step"], {**before["draft"], **unsaid}, True

    def _unsaid(self) -> dict[str, Any]:
        """Lines that may still be passed on with one tap, whatever is talked about meanwhile."""
        return {"unsaid": self.draft["unsaid"]} if self.draft.get("unsaid") else {}
