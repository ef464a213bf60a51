"""English: from a normalised text to lettered tokens."""

import re
from collections.abc import Callable
from functools import cache

from handlers.understanding.when.english_phrases import FIRST_WORDS, MEANS, Meaning, beginning
from handlers.understanding.when.english_words import MINUTES, MONTHS, WORDS, Token

_NOT_JUNK = r"st\b|nd\b|rd\b|th\b|[ap]\.?m\b|[ap]\b|h\b|h\d|hrs?\b|mins?\b|minutes?\b|hours?\b|ish\b|secs?\b|days?\b|wks?\b|weeks?\b|o'?clock"


_STREET = (
    r" (?:[a-z]{3,15} ){1,2}(?:road|rd|street|lane|avenue|close|drive|crescent|terrace|gardens|square|boulevard)\b"
)
_FLOOR = r" (?:floor|flr|street|st\b|avenue|ave|times?|line|gen|grade|class|unit|edition)"


# Of what begins with a digit the usual stands first: 10:30, 3pm, 24th, a number by itself.
_PIECES = (
    r"(?=[ap.])(?P<am>(?<=\d)\.[ap]m\b\.?|(?<=[\d\s.])[ap]\s?\.?\s?m\b\.?|(?<=\d)[ap]\b\.?|(?<=\d )[ap]\.(?=\s|$))"
    r"|(?=[a-z])(?<![a-z])(?:(?P<link>https?://\S{1,300})|(?P<stuck>(?!b4\b)[a-z]\d[a-z\d]*)|(?P<word>b4|[a-z]+(?:'[a-z]*)?))"
    r"|(?=\d)(?<![a-z\d.])(?:"
    r"(?P<clock>\d{1,2}\s?[:h]\s?\d{2}(?::\d{2})?(?:ish)?(?![\d:]))"
    rf"|(?P<alone>\d{{1,2}}(?:(?=[ap]m\b)|(?=\s|$)(?! ?-?ish\b|{_STREET})))"
    rf"|(?P<ord>\d{{1,2}}(?:st|nd|rd|th)\b(?!{_FLOOR}))"
    rf"|(?P<two>2(?:moro?|morrow|mrw|day|nite)\b)|(?P<floor>\d{{1,3}}(?:st|nd|rd|th){_FLOOR}|\d{{1,4}}[a-z]?{_STREET})"
    r"|(?P<junk>(?!\d{4}-\d{1,2}-\d{1,2}(?!\d)|\d{1,2}-\d{1,2}-\d{4}\b)(?:\d{2,}-\d{3,}[-\d]*|\d{1,4}-\d{1,3}-\d[-\d]*)"
    r"|\d{1,2}:\d(?!\d)|\d{1,3}(?:,\d{3})+|\d+\.\d+\.\d{1,3}(?!\d)|\d+\.\d+\.\d+\.\d+|\d+(?:\.\d+)?/\d+\.\d+|\d{5,}"
    rf"|\d+(?:\.\d+)?(?:%|(?!{_NOT_JUNK}|(?:{MONTHS})[a-z]*\b)[a-z]+))"
    rf"|(?P<iso>\d{{4}}[-/.](?:\d{{1,2}}|(?:{MONTHS}))[-/.]\d{{1,2}}(?!\d))"
    r"|(?P<slash>\d{1,2}/\d{1,2}(?:/\d{1,4})?(?![\d/])|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}-\d{1,2}-\d{4}|\d{1,2}/\d{4})"
    r"|(?P<dot>\d{1,2}\.\d{1,2}(?!\d))"
    r"|(?P<ish>\d{1,4} ?-?ish\b)"
    r"|(?P<prime>\d{1,3}'(?![a-z\d]))"
    r"|(?P<num>\d+(?:\.\d+)?))"
    r"|(?=\d)(?<=\w{3})(?<=jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ary|rch|ril|une|uly|ust|ber|ept)(?P<glued>\d{1,2}(?![\da-z]))"
    r"|(?P<phone>\(\d{3}\) ?\d{3}-\d{4}|[#$£€+]\d[\d.,]*)"
    r"|(?P<punct>[-~.,;!?&/½¼¾|:]|@(?= ?\d))"
)


@cache
def _search() -> Callable[[str, int], re.Match[str] | None]:
    """Put together when the first English is met: it is the largest pattern of all."""
    return re.compile(_PIECES).search


def tokens(text: str) -> list[Token]:
    """The message as lettered tokens; a stretch of unknown words is one "_".

    Most words stand between spaces and are looked up as they are; the pattern is for what holds digits or signs.
    """
    out: list[Token] = []
    end = 0  # of what was read so far
    j = -1
    for said in text.split(" "):
        i = j + 1
        j = i + len(said)
        if i < end:  # within what was just read
            if end < j:
                end = _pieces(out, text, end, j, end)
            continue
        if said not in _KNOWN:
            if not (said.isalpha() and said.isascii()):
                end = _mixed(out, text, said, i, j, end)
            continue
        begins_phrase, plain, odd = _KNOWN[said]
        if begins_phrase:
            phrase = beginning[said](text, i)
            if phrase is not None:
                end = _put(out, text, MEANS[phrase.lastgroup or ""], i, phrase.end(), end)
                continue
        if plain is not None:
            if i > end + 1 and not text[end:i].isspace():
                out.append(("_", end, i, None))
            out.append((plain[0], i, j, plain[1]))
            end = j
        elif odd:
            end = _pieces(out, text, i, j, end) if said in _HALVES else _put(out, text, WORDS[said], i, j, end)
    if end + 1 < len(text):
        out.append(("_", end, len(text), None))
    return out


_STOPS = frozenset(",.?!")
_HALVES = ("a", "p", "am", "pm")  # of the day, or not


def _mixed(out: list[Token], text: str, said: str, i: int, j: int, end: int) -> int:
    """Reads what stands between two spaces and is not all letters; where the last of it ends."""
    if said[:1].isdigit():
        return _pieces(out, text, i, j, end)
    word = said[:-1] if said[-1:] in _STOPS else said
    if word in _HALVES or word[:1] == "'" or not (word.isascii() and word.replace("'", "", 1).isalpha()):
        return _pieces(out, text, i, j, end)
    i += len(word)
    end = _word(out, text, word, i - len(word), i, end)  # "please," "I'll" "Friday?"
    if i == j or end >= j:
        return end
    if i > end + 1 and not text[end:i].isspace():
        out.append(("_", end, i, None))
    _punct(out, said[-1], i, j)
    return j


def _pieces(out: list[Token], text: str, at: int, stop: int, end: int) -> int:
    """Reads by the pattern what begins before `stop`; where the last of it ends."""
    search = _search()
    while at < stop:
        m = search(text, at)
        if m is None:
            break
        i, at = m.span()
        if i >= stop:
            break
        kind = m.lastgroup
        if kind == "word":
            end = _word(out, text, m[0], i, at, end)
            at = max(at, end)
        else:
            if i > end + 1 and not text[end:i].isspace():
                out.append(("_", end, i, None))
            _LEXED[kind or "link"](out, m[0], i, at)
            end = at
    return end


def _word(out: list[Token], text: str, said: str, i: int, j: int, end: int) -> int:
    """Puts down the phrase or the word that begins here; where it ends, and `end` where it means nothing."""
    first = said if said.isalpha() else said.partition("'")[0]
    phrase = beginning[first](text, i) if first in FIRST_WORDS else None
    if phrase is not None:
        return _put(out, text, MEANS[phrase.lastgroup or ""], i, phrase.end(), end)
    if said in WORDS:
        return _put(out, text, WORDS[said], i, j, end)
    if said[-1] == "'" and said[:-1] in WORDS:  # 'tomorrow'
        return _put(out, text, WORDS[said[:-1]], i, j - 1, end)
    return end


def _put(out: list[Token], text: str, meant: Meaning, i: int, j: int, end: int) -> int:
    if i > end + 1 and not text[end:i].isspace():
        out.append(("_", end, i, None))
    letter, value = meant
    if letter not in _ODD:
        out.append((letter, i, j, value))
    elif letter == "T2":  # tonight
        out.append(("D", i, i, 0))
        out.append(("P", i, j, value))
    elif letter == "moving":
        out.append(("_", i, j, letter))
    elif letter == "T":
        out.append(("%" if _moved(out) else letter, i, j, value))
    elif letter != "skip":
        _number(out, letter, value, i, j)
    return j


def _moved(out: list[Token]) -> bool:
    """Was something changed or put off in this sentence, so that "to" leads to its new time?"""
    for letter, _, _, value in reversed(out):
        if letter == "." or value == "moving":
            return letter != "."
    return False


def _number(out: list[Token], letter: str, value: int, i: int, j: int) -> None:
    """twenty + one, thirty - first: one number."""
    if value < 10 and out:
        k = -2 if out[-1][0] == "-" and len(out) > 1 else -1
        tens = out[k]
        if tens[0] in "15" and tens[3] in (20, 30, 40, 50) and i - tens[2] < 2 and tens[2] - tens[1] > 2:
            del out[k:]
            both = tens[3] + value
            out.append(("w" if letter == "w" else ("5" if both in MINUTES else "1"), tens[1], j, both))
            return
    out.append((letter, i, j, value))


def _junk(out: list[Token], said: str, i: int, j: int) -> None:
    out.append(("_", i, j, None))


def _two(out: list[Token], said: str, i: int, j: int) -> None:
    out.append(("D", i, j, 1 if said[1] == "m" else 0))
    if said == "2nite":
        out.append(("P", i, j, "night"))


def _am(out: list[Token], said: str, i: int, j: int) -> None:
    if out and out[-1][0] in "WDV@":  # "sat am": a half of the day, with no hour to belong to
        out.append(("P", i, j, "afternoon" if "p" in said else "morning"))
        return
    out.append(("p", i, j, 1 if "p" in said else 0))


def _iso(out: list[Token], said: str, i: int, j: int) -> None:
    a, b, c = said.replace("-", "/").replace(".", "/").split("/")
    month = int(b) if b.isdigit() else WORDS.get(b, ("", 0))[1]
    out.append(("i", i, j, (int(a), month, int(c))))


def _slash(out: list[Token], said: str, i: int, j: int) -> None:
    a, b, *year = map(int, said.replace("-", "/").replace(".", "/").split("/"))
    out.append(("s", i, j, (a, b, *((-y if "." in said else y) for y in year))))


def _clock(out: list[Token], said: str, i: int, j: int) -> None:
    hour, minute, *seconds = map(int, said.removesuffix("ish").replace("h", ":").split(":"))
    raw = said[0] == "0" and said[1].isdigit()
    out.append(("c", i, j, (hour, minute, seconds[0] if seconds else 0, raw)))


def _dot(out: list[Token], said: str, i: int, j: int) -> None:
    a, b = said.split(".")
    out.append(("d", i, j, (int(a), int(b), len(b))))


def _ish(out: list[Token], said: str, i: int, j: int) -> None:
    value = int(re.match(r"\d+", said)[0])  # type: ignore[index]
    hour, minute = divmod(value, 100) if value > 99 else (value, 0)
    out.append(("c", i, j, (hour, minute, 0, False)))


def _ord(out: list[Token], said: str, i: int, j: int) -> None:
    out.append(("o", i, j, int(said[:-2])))


def _prime(out: list[Token], said: str, i: int, j: int) -> None:
    out.append(("1", i, j - 1, int(said[:-1])))
    out.append(("I", j - 1, j, 60))


def _num(out: list[Token], said: str, i: int, j: int) -> None:
    if "." in said:
        out.append(("f", i, j, float(said)))
    elif len(said) > 4:
        out.append(("_", i, j, None))
    elif len(said) > 2:
        out.append(("4", i, j, int(said)))
    else:
        out.append(("1", i, j, int(said)))


_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_SIGNS = {"!": ".", "?": ".", ";": ".", "~": "-", "@": "A", "|": ",", ":": ","}


def _punct(out: list[Token], said: str, i: int, j: int) -> None:
    if said in _FRACTIONS:
        out.append(("f", i, j, _FRACTIONS[said]))
    elif said == ".":
        if not (out and out[-1][2] == i and out[-1][0] in "MWVp" and j - out[-1][1] < 6):
            out.append((".", i, j, None))
    else:
        out.append((_SIGNS.get(said, said), i, j, 1))


_LEXED = {
    "junk": _junk, "floor": _junk, "am": _am, "iso": _iso, "slash": _slash, "clock": _clock, "dot": _dot, "ish": _ish, "ord": _ord,
    "prime": _prime, "num": _num, "alone": _num, "glued": _num, "link": _junk,
    "two": _two, "stuck": _junk, "phone": _junk, "punct": _punct,
}  # fmt: skip


# Letters that do not simply stand for themselves.
_ODD = frozenset(("1", "5", "w", "T", "T2", "moving", "skip"))


def _known(word: str) -> tuple[bool, Meaning | None, bool]:
    """May a phrase begin with it; what it stands for; or is more to be asked?"""
    meant = WORDS.get(word)
    odd = word in _HALVES or (meant is not None and meant[0] in _ODD)
    return word in FIRST_WORDS, None if odd else meant, odd


_KNOWN = {word: _known(word) for word in FIRST_WORDS.union(filter(str.isalpha, WORDS), _HALVES)}
