"""From letters to concepts: one pass over the text, the longest known word at each place."""

import re
from dataclasses import dataclass

from handlers.understanding.what.lexicon_en import EN
from handlers.understanding.what.lexicon_zh import ZH

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


def _index() -> tuple[dict[str, tuple[tuple[str, str], ...]], dict[str, tuple[tuple[str, str], ...]]]:
    """Words by first letter (Chinese) and by first word (English), longest first."""
    chinese: dict[str, list[tuple[str, str]]] = {}
    english: dict[str, list[tuple[str, str]]] = {}
    for name, words in ZH.items():
        for word in words.lower().split():
            chinese.setdefault(word[0], []).append((word, CODE[name]))
    for name, words in EN.items():
        for word in words.replace("’", "'").lower().split():
            phrase = word.replace("_", " ")
            match = _WORD.match(phrase)
            (english if match else chinese).setdefault(match[0] if match else phrase[0], []).append(
                (phrase, CODE[name])
            )
    # latin letters inside Chinese word lists (wifi, los, ok) are met as whole words like English ones
    for letter in [key for key in chinese if key in _SMALL]:
        for word, code in chinese.pop(letter):
            head = _WORD.match(word)
            if head:
                english.setdefault(head[0], []).append((word, code))

    def longest_first(index: dict[str, list[tuple[str, str]]]) -> dict[str, tuple[tuple[str, str], ...]]:
        return {key: tuple(sorted(set(words), key=lambda w: -len(w[0]))) for key, words in index.items()}

    return longest_first(chinese), longest_first(english)


CHINESE, ENGLISH = _index()


def scan(text: str) -> Scan:
    """Read the concepts off a text that `spelling.plain` has already levelled."""
    codes: list[str] = []
    at: list[tuple[int, int]] = []
    unknown: list[tuple[int, int]] = []
    here, end = 0, min(len(text), LONGEST)
    while here < end and len(codes) < MOST:
        letter = text[here]
        stop = here + 1
        code = ""
        if letter in _SMALL:
            stop, code = _english(text, here)
            if not code:
                unknown.append((here, stop))
        elif letter in _DIGITS:
            stop, code = _number(text, here)
        elif letter == " ":
            # Chinese has no spaces: one between two words of it stands for a comma
            if here and text[here - 1] >= _HAN and here + 1 < end and text[here + 1] >= _HAN:
                code = _COMMA
        else:
            stop, code = _chinese(text, here, letter)
        if code:
            codes.append(code)
            at.append((here, stop))
            if letter == "?":
                codes.append(_STOP)
                at.append((here, stop))
        here = stop
    return Scan("".join(codes), at, unknown, text)


def _chinese(text: str, here: int, letter: str) -> tuple[int, str]:
    """The longest known word, the number or the mark that begins here."""
    if letter in _ZH_DIGITS:
        number = _ZH_NUMBER.match(text, here)
        if number and (number[0] != "一点" or text[here - 1 : here] in _BEFORE_ONE):
            return number.end(), _DUR if number["dur"] else _TIME
    for word, code in CHINESE.get(letter, ()):
        if text.startswith(word, here):
            return here + len(word), code
    return here + 1, _MARKS.get(letter, "")


def _english(text: str, here: int) -> tuple[int, str]:
    """The phrase or word that begins here."""
    word = _WORD.match(text, here)
    if word is None:
        return here + 1, ""
    stop = word.end()
    head = word[0]
    if head in _EN_NUMBERS:
        length = _EN_DURATION.match(text, here)
        if length:
            return length.end(), _DUR
    for phrase, code in ENGLISH.get(head, ()):
        if text.startswith(phrase, here):
            after = here + len(phrase)
            if after >= len(text) or not (text[after] in _SMALL or text[after] == "'"):
                return after, code
    if head.endswith("'s") and head[:-2] in ENGLISH:
        return _known(head[:-2], stop)
    return stop, ""


def _known(word: str, stop: int) -> tuple[int, str]:
    for phrase, code in ENGLISH[word]:
        if phrase == word:
            return stop, code
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
