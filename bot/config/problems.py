"""What is wrong with a configuration, said so that the reader can put it right."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

ENVIRONMENT = "environment"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where, which key, what it says and what to do about it."""

    file: str
    key: str
    value: str
    fix: str
    line: int | None = None

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.key} = {self.value!r}: {self.fix}"


class ConfigError(Exception):
    """The configuration cannot be used; `problems` says everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A pointer to the nearest known name, or to all of them where none is near."""
    known = sorted(known)
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else f"known here: {', '.join(known)}"
