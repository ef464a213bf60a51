"""What is put together when it is first met, put together ahead, so that nobody's first words wait for it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from threading import Timer

from handlers.understanding import what
from handlers.understanding.what import plainness, wobble
from handlers.understanding.what.rules import RULES
from handlers.understanding.when import chinese, english, english_phrases, english_tokens

AFTER = 3.0  # seconds: who writes at once is answered first
PAUSE = 0.005  # between two steps, for whoever is being answered meanwhile


def warm_later() -> None:
    """In a thread of its own, which ends with the process."""
    timer = Timer(AFTER, warm)
    timer.daemon = True
    timer.start()


def warm() -> None:
    for _ in steps():
        time.sleep(PAUSE)


def steps() -> Iterator[None]:
    """Each takes some milliseconds."""
    what.understand("1", "zh")
    yield
    for rule in RULES:
        rule.ready()
        yield
    for kind in what.DESTRUCTIVE:
        plainness.vocabulary(kind)
        yield
    wobble.nearest("aaaaa")
    yield
    english_tokens.tokens("1")
    for word in english_phrases.FIRST_WORDS:
        english_phrases.beginning[word]
        yield
    yield from english.ready()
    yield from chinese.ready()
