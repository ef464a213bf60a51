"""From letters to concepts: one pass over the text, the longest known word at each place."""

import re
from dataclasses import dataclass
from functools import cache

from handlers.understanding.what.lexicon import EN, ZH
from handlers.understanding.what.sounds import heard
from handlers.understanding.what.spelling import SAID_ALIKE

LONGEST = 1000  # characters read of one message: nobody states a wish later than that
MOST = 160  # concepts kept of one message, so that the longest takes no longer than a few milliseconds

# Concepts that no word list holds: numbers, lengths of time, moments, and the ends of clauses.
_EXTRA = ("comma", "stop", "num", "dur", "mark", "unknown")
NAMES: tuple[str, ...] = tuple(dict.fromkeys((*ZH, *EN, *_EXTRA)))
# One private letter per concept, so that a sentence is a short string and a rule a regular expression over it.
CODE: dict[str, str] = {name: chr(0xE000 + place) for place, name in enumerate(NAMES)}
_COMMA, _STOP, _NUM, _DUR, _TIME = (CODE[name] for name in ("comma", "stop", "num", "dur", "time"))
_BUT, _ASK, _MARK, _UNKNOWN = (CODE[name] for name in ("but", "ask", "mark", "unknown"))
BREAKS = frozenset((_COMMA, _STOP, _BUT))

_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")
_NUMBER = re.compile(
    r"(?:wo|gd|no\.?)?-?\d+(?:[.:-]\d+)*"
    r"(?:\s*(?P<dur>个?半?(?:分钟|分(?!之|公)|小时|钟头|刻钟)|个钟|mins?\b|minutes?\b|hours?\b|hrs?\b|h\b)"
    r"|(?P<time>\s*(?:点|时|号(?!楼|院|线|码)|日|月|[ap]\.?m\b|th\b|st\b|nd\b|rd\b|:\d\d|o'?clock)))?"
)
_ZH_NUMBER = re.compile(
    r"[一二两俩三四五六七八九十半几][一二两三四五六七八九十百来几]{0,6}"
    r"(?:(?P<dur>个?半?(?:分钟|分(?!之|公)|小时|钟头|刻钟|刻)|个钟)|(?P<time>点|号(?!楼|院|线|码)|月|天))"
)
_EN_DURATION = re.compile(
    r"(?:half an hour|half hour|an hour and a half|an hour|(?:a |three )?quarters? of an hour|(?:a )?quarter hour"
    r"|(?:five|ten|fifteen|twenty|thirty|forty|fifty|sixty|forty-five|twenty-five|two|three)"
    r"(?: |-)(?:minutes?|mins?|hours?))\b"
)
_BEFORE_ONE = frozenset(("午", "上", "天", "早", "日", "到", "在", "是", "约"))  # 下午一点 is a time, 快一点 is none
_HAN = "\u4e00"
_HOTLINES = {"12315": CODE["complain"], "12300": CODE["complain"], "12345": CODE["complain"]}  # where one complains
_DIGITS = frozenset("0123456789")
_ZH_DIGITS = frozenset("一二两俩三四五六七八九十半")
_SMALL = frozenset("abcdefghijklmnopqrstuvwxyz")
_EN_NUMBERS = frozenset(
    [
        "an",
        "a",
        "half",
        "quarter",
        "five",
        "ten",
        "fifteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "two",
        "three",
    ]
) | {
    "forty-five",
    "twenty-five",
}
_MARKS = {",": _COMMA, ".": _STOP, "!": _STOP, ";": _STOP, "\n": _STOP, '"': _MARK, "~": _COMMA}


@dataclass(frozen=True, slots=True)
class Scan:
    """A message as concepts: `codes[i]` was read from `at[i]`."""

    codes: str
    at: list[tuple[int, int]]
    unknown: list[tuple[int, int]]
    text: str = ""


_MEANT_OTHERWISE = frozenset(("well", "were", "wed", "shell", "hell", "ill", "shed"))
Words = dict[str, tuple[tuple[int, ...], dict[str, str]]]


@cache
def _index() -> tuple[Words, Words]:
    """Words by first letter (Chinese) and by first word (English): the lengths to try, longest first, and the words."""
    chinese: dict[str, dict[str, str]] = {}
    english: dict[str, dict[str, str]] = {}
    for name, words in (*ZH.items(), *EN.items()):
        for word in words.replace("’", "'").lower().split():
            phrase = word.translate(SAID_ALIKE).replace("_", " ")
            head = _WORD.match(phrase)  # latin letters in Chinese word lists (wifi, los, ok) are met as whole words
            index, key = (english, head[0]) if head else (chinese, phrase[0])
            index.setdefault(key, {}).setdefault(phrase, CODE[name])
            bare = phrase.replace("'", "")
            if bare != phrase and (
                bare.startswith("ill ") or bare.split(" ")[0] not in _MEANT_OTHERWISE
            ):  # typed without its apostrophe
                english.setdefault(bare.split(" ")[0], {}).setdefault(bare, CODE[name])

    for typed, word in heard().items():
        known = chinese.get(word[0], {}).get(word)
        if known is not None:
            chinese.setdefault(typed[0], {}).setdefault(typed, known)

    def by_length(index: dict[str, dict[str, str]]) -> Words:
        return {
            key: (tuple(sorted({len(word) for word in words}, reverse=True)), words) for key, words in index.items()
        }

    return by_length(chinese), by_length(english)


def english_words() -> Words:
    """The English words known, by the first word of each phrase."""
    return _index()[1]


def scan(text: str) -> Scan:
    """Read the concepts off a text that `spelling.plain` has already levelled."""
    chinese, english = _index()
    codes: list[str] = []
    at: list[tuple[int, int]] = []
    unknown: list[tuple[int, int]] = []
    here, end = 0, min(len(text), LONGEST)
    while here < end and len(codes) < MOST:
        letter = text[here]
        stop = here + 1
        code = ""
        if letter in _SMALL:
            stop, code = _english(text, here, english)
            if not code:
                unknown.append((here, stop))
        elif letter in _DIGITS:
            stop, code = _chinese(text, here, letter, chinese) if letter in chinese else (stop, "")
            if not code or text[stop : stop + 1].isalnum():
                stop, code = _number(text, here)
        elif letter == " ":
            # Chinese has no spaces: one between two words of it stands for a comma
            if here and text[here - 1] >= _HAN and here + 1 < end and text[here + 1] >= _HAN:
                code = _COMMA
        else:
            stop, code = _chinese(text, here, letter, chinese)
        if code:
            codes.append(code)
            at.append((here, stop))
            if letter == "?":
                codes.append(_STOP)
                at.append((here, stop))
        here = stop
    return Scan("".join(codes), at, unknown, text)


def _chinese(text: str, here: int, letter: str, known: Words) -> tuple[int, str]:
    """The longest known word, the number or the mark that begins here."""
    if letter in _ZH_DIGITS:
        number = _ZH_NUMBER.match(text, here)
        if number and (number[0] != "一点" or text[here - 1 : here] in _BEFORE_ONE):
            return number.end(), _DUR if number["dur"] else _TIME
    if letter in known:
        lengths, words = known[letter]
        for length in lengths:
            word = text[here : here + length]
            if word in words:
                return here + len(word), words[word]
    return here + 1, _MARKS.get(letter, "")


def _english(text: str, here: int, known: Words) -> tuple[int, str]:
    """The phrase or word that begins here."""
    word = _WORD.match(text, here)
    if word is None:
        return here + 1, ""
    stop = word.end()
    head = word[0]
    if head in _EN_NUMBERS:
        lasting = _EN_DURATION.match(text, here)
        if lasting:
            return lasting.end(), _DUR
    if head in known:
        lengths, words = known[head]
        for length in lengths:
            phrase = text[here : here + length]
            if phrase in words:
                after = here + len(phrase)
                if text.startswith("'s", after) and f"{phrase.split(' ')[-1]}'s" not in known:
                    after += 2  # the whole street's down, but: the engineer's name
                if after >= len(text) or not (text[after] in _SMALL or text[after] == "'"):
                    return after, words[phrase]
    if head.endswith("'s") and head[:-2] in known:
        return stop, known[head[:-2]][1].get(head[:-2], "")
    return stop, ""


def _number(text: str, here: int) -> tuple[int, str]:
    """Digits: a length of time, a moment, or only a number."""
    match = _NUMBER.match(text, here)
    if match is None:
        return here + 1, ""
    if match["dur"]:
        return match.end(), _DUR
    if match["time"] or (":" in match[0] and len(match[0]) <= 5):
        return match.end(), _TIME
    return match.end(), _HOTLINES.get(match[0], _NUM)
