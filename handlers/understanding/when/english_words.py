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
  ; week commencing   , comma   . end of sentence   / slash   _ anything else
"""

from typing import Any

from handlers.understanding.when.numbers import CARDINALS, ORDINALS, TENS

Token = tuple[str, int, int, Any]


_NAMES: dict[str, dict[str, Any]] = {
    "D": {"today": 0, "tod": 0, "tomorrow": 1, "tomorow": 1, "tommorow": 1, "tommorrow": 1, "tomorrows": 1,
          "tomorrow's": 1, "tomo": 1, "tmrw": 1, "tmr": 1, "tmw": 1, "tmrrw": 1, "tomoz": 1, "tmoz": 1, "tomorro": 1, "tomorrw": 1, "tmrow": 1, "todays": 0, "today's": 0,
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
          "afternoons": "afternoon", "arvo": "afternoon", "avo": "afternoon", "avvo": "afternoon", "aft": "afternoon", "evening": "evening",
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
    "@": {"preferably": 0, "prefer": 0, "ideally": 0, "preferred": 0, "preference": 0, "pref": 0, "prefs": 0},
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


_MOVING = (
    "change changed changing move moved moving reschedule rescheduled rescheduling switch shift push pushed postpone "
    "postponed swap bring delay"
)
WORDS.update(dict.fromkeys(_MOVING.split(), ("moving", 0)))


MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
