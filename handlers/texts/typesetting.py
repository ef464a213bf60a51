"""Chinese is set with its own wide punctuation; the texts are written with what every keyboard has."""

from __future__ import annotations

import re

WIDE = 0xFEE0  # from a mark of ASCII to its wide form
HAN = "\u2e80-\u9fff\uff00-\uffef\u201c\u201d"  # letters, and marks that are wide already
BEFORE, AFTER = rf"(?<=[{HAN}}}>])", rf"(?=[{HAN}{{<])"  # beside a letter, or what a text puts in
MARK = re.compile(rf"{BEFORE}[,?!:;]|[,?!:;]{AFTER}")
PAIR = re.compile(rf"{BEFORE}\(([^()]*)\)|\(([^()]*[{HAN}][^()]*)\)")


def wide(mark: str) -> str:
    return chr(ord(mark) + WIDE)


def typeset(text: str) -> str:
    """The source of Chinese texts as it is to be read: times, figures and code keep their narrow marks."""
    text = PAIR.sub(lambda pair: f"{wide('(')}{pair[1] or pair[2] or ''}{wide(')')}", text)
    for _ in range(2):  # a mark beside one that has just become wide
        text = MARK.sub(lambda mark: wide(mark[0]), text)
    return text
