"""What a message tells of the fault, apart from who, where and when: its words, and the times that are the fault's own."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache

from handlers.understanding import what, when
from handlers.understanding.what.lexicon import EN, ZH

NOTE_MAX = 200
CLAUSES = re.compile(r"[,，。;；!！?？\n]+|\.(?=\s|$)")
BREAKS = re.compile(rf"{CLAUSES.pattern}|(?<=[一-鿿])\s+|\s{{2,}}")  # at the desk a space parts what was said
GREETINGS = frozenset(word.replace("_", " ") for word in f"{ZH['greet']} {EN['greet']}".split())
LONG_NUMBER = re.compile(r"\d[\d -]{5,}\d")  # a phone, an account, an order: none of them says what is wrong
CUT = "\x00"  # where something of a message is for other eyes
DANGLING = re.compile(r"(?:\s+(?:at|in|on|to|from|by|for|and|so|the)|[的在,])+$", re.IGNORECASE)
# Somebody is asked to come, so the time beside it is theirs.
COMING = re.compile(
    r"来(?![电网着])|上门|派|安排|预约|约|去看|看看|看一下|修一下|处理"
    r"|\b(?:come|send|visit|book|appointment|someone|somebody|technician|engineer|please|available|free)\b",
    re.IGNORECASE,
)
# Since when, how long, how often: never the time of a visit.
ITS_OWN = re.compile(
    r"每[天日晚周到次]|天天|夜夜|老是|老|总是|总|经常|时不时|一到|开始|以来|已经|都.{1,3}[天周月]了|[天周月时]了"
    r"|\b(?:every|always|keeps?|since|for|ago|been|started|stopped|went|after|whenever|usually|often)\b",
    re.IGNORECASE,
)


# What goes on about the clause before it: "it is slow, especially in the evening".
GOES_ON = re.compile(
    r"\s*(?:尤其|特别是|主要|一般|大多|基本|especially|mostly|mainly|particularly|usually)", re.IGNORECASE
)
NOON = datetime(2026, 1, 5, 12)  # noqa: DTZ001 - any moment will do to see whether a time is named


def fault_words(text: str, *elsewhere: str | None) -> str | None:
    """The customer's own words about the fault, and nothing else.

    What was said about when would grow old; address and phone are for fewer eyes than a fault is (D-41). Of a clause that
    names one of these only the part that tells of the fault is kept.
    """
    text = " ".join(text.split())
    for piece in sorted((piece for piece in elsewhere if piece), key=len, reverse=True):
        text = text.replace(piece, CUT)
    text = LONG_NUMBER.sub(CUT, text)
    kept = [part for clause in CLAUSES.split(text) for part in of_the_fault(clause)]
    while len(kept) > 1 and kept[0].lower() in GREETINGS:
        kept = kept[1:]
    mark = "," if any(ord(letter) > 0x2E80 for letter in "".join(kept)) else ", "
    return mark.join(kept)[:NOTE_MAX] or None


def of_the_fault(clause: str) -> list[str]:
    """The clause as it was said, or what is left of it on either side of a cut, where that names something wrong."""
    parts = [DANGLING.sub("", part.strip()) for part in clause.split(CUT)]
    if len(parts) > 1 or (names_time(clause) and not GOES_ON.match(clause)):
        parts = [part for part in parts if names_fault(part)]
    return [part for part in parts if part]


@lru_cache(maxsize=1024)
def names_fault(words: str) -> bool:
    """Asked twice of each clause, and most people say it in the same words."""
    return what.named(words).symptom is not None


def names_time(words: str) -> bool:
    return bool(when.understand(words, NOON, "en" if words.isascii() else "zh"))


def of_the_visit(text: str) -> tuple[str, str]:
    """The message with spaces where it tells of the fault's own times, and with spaces for all it tells of the fault.

    "Drops every evening, come tomorrow at four" asks for four; "down, tomorrow please" leaves nothing out.
    """
    own = everything = text
    at, of_fault = 0, False
    for clause in BREAKS.split(text):
        at = text.index(clause, at)
        goes_on = of_fault and GOES_ON.match(clause) is not None
        of_fault = (goes_on or names_fault(clause)) and not COMING.search(clause)
        if of_fault:
            gap = " " * len(clause)
            everything = everything[:at] + gap + everything[at + len(clause) :]
            if goes_on or ITS_OWN.search(clause):
                own = own[:at] + gap + own[at + len(clause) :]
        at += len(clause)
    return own, everything
