"""Chinese names in Latin letters: Li Jianguo is 李建国. Asked only where nothing is found as it was written."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

HAN = re.compile(r"[\u3400-\u9fff]{2,6}")
LATIN = re.compile(r"[a-z]+")


def spelt_as(text: str, names: Iterable[str]) -> list[str]:
    """The names of which the text is the whole or a part, syllable by syllable."""
    letters = "".join(words_of(text))
    return [name for name in names if any(begins(letters, rest) for rest in parts_of(sounds(name)))] if letters else []


def named_in(text: str, names: Iterable[str]) -> list[str]:
    """The names that stand whole in a sentence, surname first or last."""
    words = words_of(text)
    runs = {"".join(words[at : at + length]) for at in range(len(words)) for length in (1, 2, 3, 4)}
    return [name for name in names if any(is_whole(letters, sounds(name)) for letters in runs)]


def words_of(text: str) -> list[str]:
    """The words in Latin letters; with tones, or without."""
    level = unicodedata.normalize("NFKD", text).casefold()
    return LATIN.findall("".join(c for c in level if not unicodedata.combining(c)))


Sounds = tuple[frozenset[str], ...]


def is_whole(letters: str, name: Sounds) -> bool:
    """The surname, of one letter or of two, may come last."""
    ways = {name, *((name[first:] + name[:first]) for first in (1, 2) if len(name) > first)} if name else ()
    return any(fits(letters, way) for way in ways)


def parts_of(name: Sounds) -> Iterable[Sounds]:
    ways = (name, *((name[first:] + name[:first]) for first in (1, 2) if len(name) > first))
    return (way[at:] for way in ways for at in range(len(way)))


def begins(letters: str, name: Sounds) -> bool:
    """The letters are the first syllables, and end where a syllable ends."""
    if not letters or not name:
        return not letters
    return any(letters.startswith(one) and begins(letters[len(one) :], name[1:]) for one in name[0])


def fits(letters: str, name: Sounds) -> bool:
    if not letters or not name:
        return not letters and not name
    return any(letters.startswith(one) and fits(letters[len(one) :], name[1:]) for one in name[0])


@lru_cache(maxsize=16384)
def sounds(name: str) -> Sounds:
    """How each letter of a Chinese name may be read; nothing for any other name."""
    name = name.replace("·", "")
    if not HAN.fullmatch(name):
        return ()
    # Names are read letter by letter: without its phrases the library takes 12 MB instead of 58, and 0.1 s to load,
    # once, when the first such name is looked for.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin

    return tuple(frozenset(without_umlaut(one)) for one in pinyin(name, style=Style.NORMAL, heteronym=True))


def without_umlaut(readings: Iterable[str]) -> Iterable[str]:
    """吕 is Lü in books, Lv on keyboards, Lyu in passports, and Lu to most."""
    for one in readings:
        yield from {one.replace("v", way) for way in ("v", "u", "yu")}
