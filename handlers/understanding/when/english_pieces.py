"""What the readers of English pieces share: where a piece stands, and how it is put down as an atom."""

from collections.abc import Sequence
from typing import Any

from handlers.understanding.when.atoms import Atom
from handlers.understanding.when.english_words import Token

Out = list[Atom]


Found = Sequence[Token]


UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14, "workweek": 7}


def span_of(ts: Found) -> tuple[int, int]:
    return ts[0][1], ts[-1][2]


def put_day(out: Out, ts: Found, *value: Any) -> None:
    out.append(("D", ts[0][1], ts[-1][2], value))


def letters_of(ts: Found) -> str:
    return "".join(t[0] for t in ts)


def first_of(ts: Found, letters: str) -> Any:
    for t in ts:  # a generator here would cost more than the rest of many a reader
        if t[0] in letters:
            return t[3]
    return None
