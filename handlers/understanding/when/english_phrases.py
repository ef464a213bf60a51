"""English: what is said of times in several words, and found by its first."""

import re
from collections.abc import Callable, Iterator
from typing import Any

# Read before single words are; of two rows that would do, the one that stands first.
PHRASES: dict[str, tuple[str, Any]] = {
    r"as soon as possible|a\.?s\.?a\.?p\b|as soon as you can|earliest (?:possible|available)": ("!", 0),
    r"mid-?night": ("z", 24),
    r"mid-?day": ("z", 12),
    r"as of|effective": ("F", 1),
    r"(?:at|around) the moment|right (?:now|away)|straight away": ("0", 0),
    r"(?:no|not) (?:earlier|sooner|before) than|not before|nothing before|(?:not|nothing) until|any ?time after|later than"
    r"|anything after|earliest": (">", 0),
    r"(?:no|not) (?:later|after) than|not after|nothing after|(?:at the )?(?:very )?latest by"
    r"|earlier than|as late as|ahead of|prior to|up until|up to(?= \d)": ("{", 0),
    r"(?:and|or) (?:later|onwards?|beyond|after(?= on\b|[.,]|$))|at the earliest|on ?wards?|or so later": ("]", 0),
    r"(?:and|or) (?:earlier|before(?= on\b|[.,]|$))|at the (?:very )?latest": ("[", 0),
    r"any ?(?:time|thing) before": ("<", 0),
    r"before(?= (?:the )?end of)": ("y", 0),
    r"post(?= (?:\d|noon\b|midday|one\b|two\b|three\b|four\b|five\b|six\b|seven\b))": (">", 0),
    r"(?:i|we)(?:'m|'re|'ll be| am| are| will be|m) (?:all )?(?:away|abroad|out|off|busy|at work|on holiday|on leave|travelling|not (?:in|home|back|here|around"
    r"|available|free))(?: all day)? (?:until|till?|through)": (">", 0),
    r"(?:away|abroad|on holiday|on leave|travelling|not (?:home|back|available)) (?:until|till?|through)": (">", 0),
    r"less than|in under|in less than|over the(?= next)|in the(?= (?:next|coming|following) \w+ )": ("v", 0),
    r"more than|over(?= \d)|at least": ("skip", 0),
    r"during the day|good (?:morning|afternoon|evening|night|day)|(?:nice|great|good|lovely) (?:day|evening|weekend|week|night)": ("_", 0),
    r"work(?:ing)? (?:nights?|evenings|mornings|weekends|night shifts?)": ("_", 0),
    r"(?:yester)?day itself|itself|sharp": ("skip", 0),
    r"my day": ("D", 0),
    r"business days?|working days?|work ?days?|week ?days?": ("u", "workday"),
    r"apart from|other than|any(?:thing|time| day| ?day)? but|can(?:'?t|not)(?: (?:do|make(?: it)?|come|manage|be (?:there|home|in)))?"
    r"|but not|except for|save for|bar(?= (?:mon|tue|wed|thu|fri|sat|sun|tomorrow|today|the \d|mornings?|afternoons?|evenings?|weekends?))|anything but|instead of|rather than|don'?t (?:want|come|like)"
    r"|not (?:on|at|in|for)(?! (?:my|the) )": ("x", 0),
    r"(?:does|do|did|will|would|wo)(?:n'?t| ?not) (?:work|suit|do|be (?:good|possible|ok|home|available|free|around))"
    r"|(?:(?:is|am|are|'m) (?:not|never)|isn'?t|aren'?t) (?:really |very |so )?(?:free|good|possible|available|ok|convenient|home|suitable)"
    r"|(?:is|are|'s) (?:no good|out\b|bad|impossible|taken|full)|not (?:available|free|good|possible|ok|home|convenient|suitable)|no good"
    : ("~", 0),
    r"no,? wait|no,? sorry|on second thoughts?|chang(?:e|ed|ing) my mind|i mean(?:t)?|scratch that|make that|or rather|wait,? no"
    r"|no,? (?:make it|make that|i mean(?:t)?|actually|rather)": ("K", 0),
    r"that'?s(?= the \d)|that is(?= the \d)|which is|i\.e\.|meaning": ("=", 0),
    r"(?:ha(?:s|ve|d)(?:n'?t| not)?|is|are|was) (?:already )?(?:passed|gone|over)|hasn'?t already passed": ("#", 0),
    r"best (?:would be|is|if|on|at|time is|day is)|would be best|works? best|is best|better": ("@", 0),
    r"end of (?:the )?(?:day|business)|e\.?o\.?d\b|c\.?o\.?b\b|(?:close|end) of (?:business|play)": ("}", 0),
    r"(?:after|finish(?:ing)?) work|after hours|after i (?:finish|get off)(?: work)?": ("P", "after-work"),
    r"before work": ("P", "before-work"),
    r"(?:after|before) (?:the |my )?school (?:run|drop[ -]?off)": ("P", "morning"),
    r"after school": ("P", "after-school"),
    r"(?:after|post)(?: ?|-)(?:lunch|lunchtime)": ("P", "after-lunch"),
    r"(?:early|first thing)(?: in the)? morning|first thing(?: in the morning)?|first (?:slot|visit|appointment|job|call)"
    r" (?:of the day|in the morning)": ("P", "early"),
    r"last (?:slot|visit|appointment|job|call) of the day|late afternoon": ("P", "late-afternoon"),
    r"late (?:at )?night|late evening": ("P", "late"),
    r"early evening": ("P", "dusk"),
    r"late morning|mid[ -]?morning": ("P", "late-morning"),
    r"early afternoon": ("P", "early-afternoon"),
    r"mid[ -]?afternoon": ("P", "mid-afternoon"),
    r"lunch ?(?:time|break|hour)": ("P", "lunch"),
    r"(?:all|the whole|the entire|whole) day(?: long)?": ("U", 0),
    r"christmas eve|xmas eve": ("C", (12, 24)),
    r"(?:christmas|xmas)(?: day)?": ("C", (12, 25)),
    r"boxing day": ("C", (12, 26)),
    r"new year'?s eve": ("C", (12, 31)),
    r"new year'?s(?: day)?": ("C", (1, 1)),
    r"valentine'?s(?: day)?": ("C", (2, 14)),
    r"halloween": ("C", (10, 31)),
    r"independence day": ("C", (7, 4)),
    r"dr\.|mr\.|mrs\.|ms\.|no\.? (?:good |idea|problem|way|worries|later|need|one)|may (?:or|not|have|be|i|you|we)|sat (?:down|there|in|at|on)"
    r"|(?:i|we|he|she|you|they) sat|(?:email|message|she|he|it|i|you|we|they) may|to date|to-date|"
    r"(?:one|an?|the) second(?=[.,!?])|24/7|of course|at all|on time|in time|every ?one|any ?one|some ?one|no one|"
    r"this (?:past )?one|the one(?! (?:at|on))|to do|at a time|in the (?:past|future)|by the way|so far|by far": ("_", 0),
    r"o[\" ]clock": ("k", 0),
    r"w/in": ("v", 0),
    r"w/c|week commencing": (";", "week"),
    r"(?:flat|room|rm|apt|apartment|unit|suite|block|building|house|door|gate|number|order|code|line|channel|version|step|option"
    r"|extension|ext|bus|platform) ?#?\d[\w-]*": ("_", 0),
}  # fmt: skip


# The words that a row of PHRASES may begin with.
FIRST_WORDS = frozenset(
    [
        "as",
        "effective",
        "during",
        "good",
        "nice",
        "great",
        "lovely",
        "a",
        "at",
        "around",
        "right",
        "straight",
        "no",
        "not",
        "nothing",
        "any",
        "anytime",
        "anything",
        "later",
        "earliest",
        "the",
        "latest",
        "earlier",
        "ahead",
        "prior",
        "up",
        "and",
        "or",
        "on",
        "onwards",
        "less",
        "in",
        "over",
        "more",
        "business",
        "working",
        "work",
        "workday",
        "workdays",
        "weekday",
        "weekdays",
        "week",
        "apart",
        "other",
        "anyday",
        "can",
        "cannot",
        "cant",
        "doesn",
        "doesnt",
        "don",
        "dont",
        "won",
        "wont",
        "wouldn",
        "wouldnt",
        "didn",
        "didnt",
        "but",
        "except",
        "instead",
        "rather",
        "does",
        "do",
        "did",
        "will",
        "would",
        "wo",
        "is",
        "am",
        "are",
        "isn",
        "isnt",
        "aren",
        "arent",
        "chang",
        "change",
        "changed",
        "changing",
        "i",
        "scratch",
        "make",
        "that",
        "thats",
        "which",
        "meaning",
        "ha",
        "has",
        "have",
        "had",
        "was",
        "hasn",
        "best",
        "works",
        "better",
        "end",
        "e",
        "eod",
        "cob",
        "c",
        "close",
        "after",
        "finish",
        "finishing",
        "before",
        "early",
        "first",
        "late",
        "mid",
        "midnight",
        "midday",
        "midmorning",
        "midafternoon",
        "lunch",
        "lunchtime",
        "lunchbreak",
        "lunchhour",
        "all",
        "whole",
        "entire",
        "christmas",
        "xmas",
        "boxing",
        "new",
        "valentine",
        "valentines",
        "halloween",
        "independence",
        "dr",
        "mr",
        "mrs",
        "ms",
        "may",
        "sat",
        "we",
        "he",
        "she",
        "you",
        "they",
        "email",
        "message",
        "it",
        "to",
        "one",
        "an",
        "of",
        "every",
        "some",
        "everyone",
        "anyone",
        "someone",
        "this",
        "by",
        "so",
        "far",
        "asap",
        "my",
        "afterlunch",
        "wait",
        "w",
        "o",
        "post",
        "itself",
        "sharp",
        "bar",
        "save",
        "away",
        "abroad",
        "travelling",
        "yesterday",
        "flat",
        "room",
        "rm",
        "apt",
        "apartment",
        "unit",
        "suite",
        "block",
        "building",
        "house",
        "door",
        "gate",
        "number",
        "order",
        "code",
        "line",
        "channel",
        "version",
        "step",
        "option",
        "extension",
        "ext",
        "bus",
        "platform",
    ]
)


Match = Callable[[str, int], re.Match[str] | None]


def _alternatives(pattern: str) -> Iterator[str]:
    """The pattern cut at its outermost bars."""
    depth = begin = 0
    for k, c in enumerate(pattern):
        depth += (c == "(") - (c == ")")
        if c == "|" and not depth:
            yield pattern[begin:k]
            begin = k + 1
    yield pattern[begin:]


def _initials(pattern: str) -> set[str]:
    """The letters with which what the pattern matches may begin."""
    found: set[str] = set()
    for one in _alternatives(pattern):
        if not one.startswith("(?:"):
            found.add(one[:1])
            continue
        stop = _closing(one)
        found |= _initials(one[3:stop])
        if one[stop + 1 : stop + 2] == "?":
            found |= _initials(one[stop + 2 :])
    return found


def _closing(pattern: str) -> int:
    """Where the bracket ends with which the pattern begins."""
    depth = 0
    for k, c in enumerate(pattern):
        depth += (c == "(") - (c == ")")
        if not depth:
            return k
    return len(pattern)


class _Beginnings(dict[str, Match]):
    """For each letter one pattern of the rows that may begin with it, put together when the letter is first met."""

    def __missing__(self, letter: str) -> Match:
        rows = [f"(?P<_{k}>{p})" for k, p in enumerate(PHRASES) if letter in _initials(p)]
        self[letter] = found = re.compile(f"(?:{'|'.join(rows) or '(?!)'})(?![a-z0-9])").match
        return found


_beginning = _Beginnings()
_VALUES = {f"_{k}": value for k, value in enumerate(PHRASES.values())}


def phrase_at(text: str, i: int) -> tuple[int, tuple[str, Any]] | None:
    """Where the phrase that begins here ends, and what it means."""
    m = _beginning[text[i]](text, i)
    return (m.end(), _VALUES[m.lastgroup or ""]) if m else None
