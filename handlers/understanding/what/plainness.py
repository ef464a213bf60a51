"""A wish that cannot be taken back is acted on only where the whole message is said in a few plain words.

The words are closed sets (words/plain_*.txt). One word more, a question, a doubt, another person: it is asked about.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

from handlers.understanding.what.kinds import DESTRUCTIVE, SURE, Doubt, Kind, Wish
from handlers.understanding.what.lexicon import PLAIN
from handlers.understanding.what.spelling import plain
from handlers.understanding.what.weigh import DOUBTED

LONGEST_PLAIN = 120  # letters; nobody says yes in more
# The questions that a wish may answer; as the answer to another one the same words are a riddle.
_ANSWERS = {Kind.CONFIRM: {"confirm"}, Kind.FIXED: {"fixed", "restored"}, Kind.NOT_FIXED: {"fixed", "restored"}}
_OF_A_VISIT = frozenset({Kind.CONFIRM, Kind.CANCEL, Kind.NO_LONGER_NEEDED})
_HEAD = re.compile(r"[a-z0-9]+|.", re.DOTALL)
_PAUSES = frozenset(" ,.!~;-\ufe0f")
_END = re.compile(r"[,.!~;]|(?<=[^\x00-\x7f]) ")
_MOMENT = re.compile(
    r"\d{1,2}(?:[:点]\d{0,2}(?:[-到]\d{1,2}[:点]\d{0,2})?|号|日|月\d{1,2}[号日]?|(?:st|nd|rd|th)\b|半| ?[ap]m\b|(?![0-9a-z]))"
    r"|[一二两三四五六七八九十]{1,3}(?:点[半钟]?|号|月(?=[一二三十]))"
)
_NUMBER = re.compile(r"(?:wo|gd|sh)?-?\d{4,}(?:-\d+)*(?![0-9a-z])")
_UNSAID, _SAYING, _SAID = 1, 2, 4  # how far the wish is said at some place of the text; several may be true of it
_SAYS, _ANSWERING, _BESIDE = 1, 2, 4  # what a word may do: say the wish, say it when asked, stand beside it
_TRAILING_OFF = ".."  # "fine..."


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """Plain words with what each may do, and the lengths there are by the first word."""

    words: dict[str, int]
    lengths: dict[str, set[int]]
    of_a_visit: bool


def plainly(wishes: list[Wish], text: str, asked: str | None) -> list[Wish]:
    """The wishes; one that cannot be taken back is sure where the message says nothing else, and a question elsewhere."""
    return [_weighed(wish, text, asked) if wish.kind in DESTRUCTIVE else wish for wish in wishes]


def _weighed(wish: Wish, text: str, asked: str | None) -> Wish:
    if not wish.doubts and _covers(wish.kind, text, asked):
        return replace(wish, confidence=max(wish.confidence, SURE))
    return replace(wish, confidence=DOUBTED, doubts=wish.doubts or (Doubt.UNSURE,)) if wish.sure else wish


def _covers(kind: Kind, text: str, asked: str | None) -> bool:
    """Can the whole text be laid out with the plain words of this wish, said once at least, and once in a clause?"""
    answers = _ANSWERS.get(kind)
    if len(text) > LONGEST_PLAIN or _TRAILING_OFF in text or (answers and asked and asked not in answers):
        return False
    text = text.replace("'", "")
    known = vocabulary(kind)
    saying = _SAYS | _ANSWERING if answers and asked else _SAYS
    reached = [_UNSAID, *([0] * len(text))]
    furthest = 0
    for here in range(len(text)):
        if here > furthest:
            return False
        for stop, says in _next(text, here, known, saying) if reached[here] else ():
            furthest = max(furthest, stop)
            reached[stop] |= _moved(reached[here], says, ended=text[here] in _PAUSES and bool(_END.match(text, here)))
    return reached[-1] > _UNSAID


def _moved(before: int, says: bool, ended: bool) -> int:
    if says:
        return _SAYING if before & ~_SAYING else 0
    return before & ~_SAYING | _SAID if ended and before & _SAYING else before


def _next(text: str, here: int, known: _Vocabulary, saying: int) -> Iterator[tuple[int, bool]]:
    """Where the plain words that begin here end, and whether they say the wish."""
    if text[here] in _PAUSES:
        yield here + 1, False
    head = _HEAD.match(text, here)
    for length in known.lengths.get(head[0], ()) if head else ():
        stop = here + length
        does = known.words.get(text[here:stop], 0) if stop <= len(text) and not _cut(text, stop) else 0
        if does & saying:
            yield stop, True
        if does & _BESIDE:
            yield stop, False
    if known.of_a_visit:
        for pattern in (_MOMENT, _NUMBER):
            if match := pattern.match(text, here):
                yield match.end(), False


def _cut(text: str, stop: int) -> bool:
    """Would a word of Latin letters, or a number, be cut in two here?"""
    left, right = text[stop - 1 : stop], text[stop : stop + 1]
    return left.isascii() and left.isalnum() and right.isascii() and right.isalnum()


@cache
def vocabulary(kind: Kind) -> _Vocabulary:
    tables = {kind.value: _SAYS, f"{kind.value}_asked": _ANSWERING, f"{kind.value}_beside": _BESIDE, "small": _BESIDE}
    if kind in _OF_A_VISIT:
        tables["moment"] = _BESIDE
    words: dict[str, int] = {}
    lengths: dict[str, set[int]] = {}
    for name, does in tables.items():
        for word in _phrases(name):
            words[word] = words.get(word, 0) | does
            head = _HEAD.match(word)
            lengths.setdefault(head[0] if head else "", set()).add(len(word))
    return _Vocabulary(words, lengths, kind in _OF_A_VISIT)


def _phrases(name: str) -> Iterator[str]:
    """The phrases of one line: "a|b+c" is "ac" and "bc", with a space between where they are English."""
    for tongue in PLAIN:
        for written in plain(tongue.get(name, "")).split():
            for parts in product(*(part.split("|") for part in written.split("+"))):
                between = " " if written.isascii() else ""
                yield between.join(part.replace("_", " ") for part in parts if part)
