"""English: the words that matter for times, each with a letter; a message becomes a short string of letters.

Grammar is then a pattern over the letters (`english.py`), which is quick and reads left to right. The letters:

  1 5 number (5: a word that may be minutes: five, ten, twenty ...)   4 three or four digits   f decimal
  o 18th   w first, twenty-first   c 3:15   d 2.30   s 2/15   i 2026-03-18
  p am, pm   k o'clock   z noon, midnight   Q quarter   h half
  H hour   I minute   S second   u day, week, month ...   e weekend
  a a, an   9 out, hence   t the   O of   n in   N on   A at, around   F from, starting   J for   T to   G until   - dash   R through
  B between   & and   | or   X next   Y this   L last   Z past   D today, tomorrow   W weekday   V sun, sat
  M month   m may   P part of the day   0 now   E early, mid, late   r rest   l later   g ago   v within
  b couple   j few   + more   > after   < before   y by   ] onwards   [ at the latest
  x not, except   ~ does not work   K no wait, actually   % moved to   @ preferably   = that's   # has passed
  , comma   . end of sentence   / slash   _ anything else
"""

from typing import Any

from handlers.understanding.when.numbers import CARDINALS, ORDINALS, TENS

Token = tuple[str, int, int, Any]


_NAMES: dict[str, dict[str, Any]] = {
    "D": {"today": 0, "tod": 0, "tomorrow": 1, "tomorow": 1, "tommorow": 1, "tommorrow": 1, "tomorrows": 1,
          "tomorrow's": 1, "tomo": 1, "tmrw": 1, "tmr": 1, "tmw": 1, "tmrrw": 1, "todays": 0, "today's": 0,
          "overmorrow": 2},
    "W": {"monday": 0, "mon": 0, "mondays": 0, "tuesday": 1, "tues": 1, "tue": 1, "tuesdays": 1, "wednesday": 2,
          "weds": 2, "wed": 2, "wednesdays": 2, "wendesday": 2, "wensday": 2, "thursday": 3, "thurs": 3, "thur": 3,
          "thu": 3, "thursdays": 3, "friday": 4, "fri": 4, "fridays": 4, "saturday": 5, "saturdays": 5, "sunday": 6,
          "sundays": 6, "monday's": 0, "tuesday's": 1, "wednesday's": 2, "thursday's": 3, "friday's": 4,
          "saturday's": 5, "sunday's": 6},
    "V": {"sat": 5, "sun": 6},
    "M": {"january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4, "june": 6,
          "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "october": 10,
          "oct": 10, "november": 11, "nov": 11, "december": 12, "dec": 12},
    "m": {"may": 5},
    "P": {"morning": "morning", "mornings": "morning", "morn": "morning", "am's": "morning", "afternoon": "afternoon",
          "afternoons": "afternoon", "arvo": "afternoon", "aft": "afternoon", "evening": "evening",
          "evenings": "evening", "eve": "evening", "night": "night", "nights": "night", "lunch": "lunch",
          "lunchtime": "lunch", "lunchbreak": "lunch", "daytime": "daytime", "dawn": "early", "dusk": "dusk", "teatime": "dusk",
          "dinnertime": "evening", "forenoon": "morning"},
    "T2": {"tonight": "night", "tonite": "night", "tonight's": "night"},
    "z": {"noon": 12, "midday": 12, "noonish": 12, "midnight": 24, "noontime": 12},
    "p": {"am": 0, "pm": 1},
    "k": {"o'clock": 0, "oclock": 0, "oclk": 0, "o'clk": 0},
    "H": {"hour": 3600, "hours": 3600, "hr": 3600, "hrs": 3600, "h": 3600, "hour's": 3600},
    "I": {"minute": 60, "minutes": 60, "min": 60, "mins": 60, "mintues": 60},
    "S": {"sec": 1, "secs": 1, "seconds": 1},
    "u": {"day": "day", "days": "day", "week": "week", "weeks": "week", "wk": "week", "wks": "week", "month": "month",
          "months": "month", "mth": "month", "year": "year", "years": "year", "fortnight": "fortnight",
          "fortnights": "fortnight", "workweek": "workweek", "night's": "day", "week's": "week", "weeks'": "week",
          "days'": "day", "fortnight's": "fortnight", "month's": "month", "day's": "day", "months'": "month"},
    "e": {"weekend": 0, "weekends": 0, "wkend": 0},
    "a": {"a": 1, "an": 1},
    "t": {"the": 0, "that": 2},
    "O": {"of": 0},
    "n": {"in": 0, "during": 1},
    "N": {"on": 0},
    "A": {"at": 1, "@": 1, "around": 1, "about": 1, "circa": 1, "approximately": 1, "approx": 1, "roughly": 1, "like": 1,
          "among": 1},
    "F": {"from": 0, "starting": 1, "beginning": 1, "begining": 1, "commencing": 1, "starts": 1, "begins": 1},
    "J": {"for": 0, "lasting": 0},
    "T": {"to": 0},
    "G": {"until": 0, "till": 0, "til": 0, "untill": 0, "'til": 0},
    "R": {"through": 0, "thru": 0},
    "B": {"between": 0, "btw": 0, "betw": 0},
    "&": {"and": 0, "&": 0, "n'": 0},
    "|": {"or": 0},
    "X": {"next": 0, "nxt": 0, "following": 0, "upcoming": 1, "coming": 1, "subsequent": 0},
    "Y": {"this": 0, "current": 0, "ths": 0},
    "L": {"last": 0, "final": 1, "previous": 0},
    "Z": {"past": 0},
    "0": {"now": 0, "immediately": 0},
    "E": {"early": "early", "mid": "mid", "middle": "mid", "late": "late", "beginning": "early", "start": "early",
          "end": "late"},
    "r": {"rest": 0, "remainder": 0, "remaining": 0},
    "l": {"later": 0},
    "9": {"hence": 0, "out": 0},
    "g": {"ago": 0, "yesterday": 0},
    "v": {"within": 0, "w/in": 0},
    "b": {"couple": 2, "pair": 2},
    "j": {"few": 3, "some": 3, "several": 3},
    "+": {"more": 0, "another": 0, "whole": 0, "full": 0, "only": 0},
    ">": {"after": 0, "since": 1},
    "<": {"before": 0, "b4": 0},
    "y": {"by": 0},
    "]": {"onwards": 0, "onward": 0},
    "x": {"not": 0, "except": 0, "excluding": 0, "avoid": 0, "unless": 0},
    "~": {"busy": 0, "unavailable": 0},
    "K": {"actually": 0, "sorry": 0, "rather": 0, "oops": 0, "correction": 0, "no": 1, "nope": 1},
    "@": {"preferably": 0, "prefer": 0, "ideally": 0, "preferred": 0, "preference": 0},
    "h": {"half": 0},
    "Q": {"quarter": 0},
}  # fmt: skip


WORDS: dict[str, tuple[str, Any]] = {w: (k, v) for k, words in _NAMES.items() for w, v in words.items()}


MINUTES = (5, 10, 20, 25)


for _word, _value in (CARDINALS | TENS).items():
    WORDS[_word] = ("5" if _value in MINUTES else "1", _value)


for _word, _value in ORDINALS.items():
    WORDS[_word] = ("w", _value)


WORDS["beginning"] = ("F", 1)


WORDS["o"] = ("q", 0)


# Said in several words; read before single words are.
PHRASES: dict[str, tuple[str, Any]] = {
    r"as soon as possible|a\.?s\.?a\.?p\b|as soon as you can|earliest (?:possible|available)": ("!", 0),
    r"mid-?night": ("z", 24),
    r"mid-?day": ("z", 12),
    r"as of|effective": ("F", 1),
    r"(?:at|around) the moment|right (?:now|away)|straight away": ("0", 0),
    r"(?:no|not) (?:earlier|sooner|before) than|not before|nothing before|(?:not|nothing) until|any ?time after|later than"
    r"|anything after|earliest": (">", 0),
    r"(?:no|not) (?:later|after) than|not after|nothing after|(?:at the )?(?:very )?latest by|any ?time before"
    r"|earlier than|as late as|anything before|ahead of|prior to|up until|up to(?= \d)": ("{", 0),
    r"(?:and|or) (?:later|onwards?|beyond|after(?= on\b|[.,]|$))|at the earliest|on ?wards?|or so later": ("]", 0),
    r"(?:and|or) (?:earlier|before(?= on\b|[.,]|$))|at the (?:very )?latest": ("[", 0),
    r"less than|in under|in less than|over the(?= next)|in the(?= (?:next|coming|following) \w+ )": ("v", 0),
    r"more than|over(?= \d)|at least": ("skip", 0),
    r"during the day|good (?:morning|afternoon|evening|night|day)|(?:nice|great|good|lovely) (?:day|evening|weekend|week|night)": ("_", 0),
    r"my day": ("D", 0),
    r"business days?|working days?|work ?days?|week ?days?": ("u", "workday"),
    r"apart from|other than|any(?:thing|time| day| ?day)? but|can(?:'?t|not)(?: (?:do|make(?: it)?|come|manage|be (?:there|home|in)))?"
    r"|but not|except for|anything but|instead of|rather than|don'?t (?:want|come|like)"
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
    r"end of (?:the )?(?:day|business)|e\.?o\.?d\b|c\.?o\.?b\b|close of (?:business|play)": ("}", 0),
    r"(?:after|finish(?:ing)?) work|after hours|after i (?:finish|get off)(?: work)?": ("P", "after-work"),
    r"before work": ("P", "before-work"),
    r"after school": ("P", "after-school"),
    r"after(?: ?|-)(?:lunch|lunchtime)": ("P", "after-lunch"),
    r"(?:early|first thing)(?: in the)? morning|first thing(?: in the morning)?": ("P", "early"),
    r"late afternoon": ("P", "late-afternoon"),
    r"late (?:at )?night|late evening": ("P", "late"),
    r"early evening": ("P", "dusk"),
    r"late morning|mid-?morning": ("P", "late-morning"),
    r"early afternoon|mid-?afternoon": ("P", "afternoon"),
    r"lunch ?(?:time|break|hour)": ("P", "lunch"),
    r"(?:all|the whole|the entire|whole) day(?: long)?": ("U", 0),
    r"christmas eve|xmas eve": ("C", (12, 24)),
    r"(?:christmas|xmas)(?: day)?|boxing day(?=\b)": ("C", (12, 25)),
    r"new year'?s eve": ("C", (12, 31)),
    r"new year'?s(?: day)?": ("C", (1, 1)),
    r"valentine'?s(?: day)?": ("C", (2, 14)),
    r"halloween": ("C", (10, 31)),
    r"independence day": ("C", (7, 4)),
    r"dr\.|mr\.|mrs\.|ms\.|no\.? (?:good |idea|problem|way|worries|later|need|one)|may (?:or|not|have|be|i|you|we)|sat (?:down|there|in|at|on)"
    r"|(?:i|we|he|she|you|they) sat|(?:email|message|she|he|it|i|you|we|they) may|to date|to-date|"
    r"(?:one|an?|the) second(?=[.,!?])|24/7|of course|at all|on time|in time|every ?one|any ?one|some ?one|no one|"
    r"this (?:past )?one|the one(?! (?:at|on))|to do|at a time|in the (?:past|future)|by the way|so far|by far": ("_", 0),
}  # fmt: skip


MOVING = frozenset(
    [
        "change",
        "changed",
        "move",
        "moved",
        "reschedule",
        "rescheduled",
        "switch",
        "shift",
        "push",
        "pushed",
        "postpone",
        "postponed",
        "swap",
        "bring",
        "moving",
        "rescheduling",
        "changing",
        "delay",
    ]
)


MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"


for _word in MOVING:
    WORDS[_word] = ("moving", 0)
