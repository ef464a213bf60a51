"""Languages that have no reader of their own: dateparser finds the dates, and we say honestly how wide they are.

It returns the present time of day for a bare date, takes "14 Uhr" for the fourteenth and knows no parts of a day; so hours are
written out for it, a time of day counts only where digits say so, and everything else is a day or the part of it named.
Japanese says its days with the signs that the Chinese reader knows; it is put into its words.
"""

import re
from datetime import datetime, timedelta
from typing import Any

from handlers.understanding.when.atoms import Frame
from handlers.understanding.when.chinese import atoms as chinese_atoms
from handlers.understanding.when.combining import Mention, mentions
from handlers.understanding.when.dates import DAY
from handlers.understanding.when.normalise import normalise

_HOUR = re.compile(
    r"\b([01]?\d|2[0-3])\s?(?:uhr|heures?|hrs?|h|uur|час(?:а|ов)?|ч|год|시|giờ)\s?([0-5]\d)?(?![\w.])", re.IGNORECASE
)
# What a figure by itself must follow to be an hour: "a las 4", "nach 4". In French "le 4" is a day.
_LEADS_TO_HOUR = {
    "es": r"\blas?", "pt": r"\b[àa]s|\bdas", "it": r"\b(?:d?all[ae]|delle|le)", "de": r"\b(?:um|gegen|ab|nach|vor|bis)",
    "nl": r"\b(?:om|na|voor|vanaf|tot)", "ru": r"\b(?:в|к|после|до|с)", "pl": r"\b(?:o|po|przed)",
}  # fmt: skip
_NO_COUNT = r"(?=\s*(?:$|[,;!?)]|\.(?!\d)|(?:por|bitte|de la|da|di|утра|дня|вечера|abends|morgens|früh|nachmittags)\b))"
_BARE = {
    lang: re.compile(rf"({lead}) ([1-9]|1\d|2[0-3]){_NO_COUNT}", re.IGNORECASE) for lang, lead in _LEADS_TO_HOUR.items()
}
_EARLIEST = 8  # a visit "after 4" is one in the afternoon
_CLOCK = re.compile(r"\d:\d\d|\d\s?[ap]m\b", re.IGNORECASE)
_NUMBER_ONLY = re.compile(r"[\d\s.,:/-]+")
_GREETING = re.compile(
    r"\b(?:guten? (?:morgen|tag|abend)|buen[ao]s? (?:días|dias|tardes|noches)|bom dia|boa (?:tarde|noite)|доброе утро"
    r"|добрый (?:день|вечер)|добрий (?:ранок|день|вечір)|buon(?:giorno|asera)|goede(?:morgen|middag|navond))\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:pas|no|nicht|kein\w*|не|não|nao|non|niet|geen|nie|ні|không|не в|not)\s+(?:\w{1,3}\s+)?$", re.IGNORECASE
)
# What dateparser reads as tomorrow, or not at all.
_AFTER_TOMORROW = re.compile(r"\b(?:(pasado mañana)|(depois de amanhã)|(dopodomani))\b", re.IGNORECASE)
_IN_TWO_DAYS = ("en 2 días", "em 2 dias", "tra 2 giorni")
_ELISION = re.compile(r"\bl['’](?=\d)", re.IGNORECASE)

_MORNING, _AFTERNOON, _EVENING = (8, 12), (12, 18), (18, 22)
_PARTS = (
    (_AFTERNOON, r"après[- ]midi|(?:de|por|en) la tarde|esta tarde|nachmittags?|после обеда|дн[её]м|à tarde|da tarde"
                 r"|pomeriggio|오후|middag|po południu|öğleden sonra|після обіду|chiều"),
    (_EVENING, r"\bsoir|(?:de|por|en) la noche|esta noche|abends?|вечером|вечора|à noite|da noite|\bsera\b|저녁|avond"
               r"|wieczorem|akşam|ввечері|\btối\b"),
    (_MORNING, r"\bmatin|(?:de|por|en) la mañana|vormittags?|früh|(?<=\w )morgens?\b|утром|утра|manhã cedo|(?:de|da|pela) manhã"
               r"|mattina|오전|아침|ochtend|\brano\b|sabah|вранці|\bsáng\b"),
)  # fmt: skip
_PART = tuple((hours, re.compile(words, re.IGNORECASE)) for hours, words in _PARTS)
_NEAR = 14  # letters between a day and its part

# What opens or closes a stretch, right before a time of day: "après 16h", "ab 16 Uhr", "antes de las 16:00".
_AFTER = re.compile(
    r"\b(?:après|à partir de|dès|nach|ab|después de|despues de|a partir de|desde|depois d|dopo|dalle|после|с|vanaf|po|od"
    r"|після|sau|từ)(?: las| la| les| le|as|os|e| l[ea]s?)?\s*$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:avant|vor|bis|antes de|hasta|antes d|até|ate|prima del|entro|fino al|до|voor|przed|do|trước)"
    r"(?: las| la| les| le|as|os|le|e)?\s*$",
    re.IGNORECASE,
)
_CLOCK_SAID = re.compile(r"\d{1,2}:\d\d")

_JAPANESE = (
    (re.compile(r"(来週|今週|再来週)?の?([月火水木金土日])曜日?"), "weekday"),
    (re.compile("明後日|あさって"), "后天"),
    (re.compile("明日|あした"), "明天"),
    (re.compile("今日|本日"), "今天"),
    (re.compile("来週"), "下周"),
    (re.compile("午前中?|朝"), "上午"),
    (re.compile("午後"), "下午"),
    (re.compile("夕方"), "傍晚"),
    (re.compile("今夜|夜"), "晚上"),
    (re.compile(r"時半"), "点半"),
    (re.compile(r"時間後"), "小时后"),
    (re.compile(r"(?<=\d)時"), "点"),
    (re.compile("以降"), "以后"),
    (re.compile("[のはにで]"), ""),
)
_DAYS = dict(zip("月火水木金土日", "一二三四五六日", strict=True))
_WEEKS = {"来週": "下周", "今週": "这周", "再来週": "下下周"}


def read(text: str, lang: str, frame: Frame) -> list[Mention]:
    """What is found in the text, as whole days unless a clock time or a part of the day was said."""
    text = text[:400]
    if lang[:2].lower() == "ja":
        return _japanese(text, frame)
    plain = _with_clocks(_GREETING.sub(" ", _ELISION.sub("", text)), lang[:2].lower())
    plain = _AFTER_TOMORROW.sub(lambda said: _IN_TWO_DAYS[(said.lastindex or 1) - 1], plain)
    found = _searched(_without_parts(plain), lang[:2].lower(), frame)
    spans = [m for said, when in found if (m := _widened(said, when, plain, frame))]
    return _of_that_day([mention for mention in spans if not _NOT.search(plain[: mention["at"][0]])], frame)


def _with_clocks(text: str, lang: str) -> str:
    """The hours written out: "14 Uhr" is 14:00, and "las 4" the one at which somebody may come."""
    clocked = _HOUR.sub(lambda hour: f"{hour[1]}:{hour[2] or '00'}", text)
    if lang not in _BARE:
        return clocked
    halves = {hours for hours, words in _PART if words.search(clocked)}

    def clock(said: re.Match[str]) -> str:
        hour = int(said[2])
        later = hour < 12 and (halves & {_AFTERNOON, _EVENING} or (hour < _EARLIEST and not halves))
        return f"{said[1]} {hour + 12 if later else hour}:00"

    return _BARE[lang].sub(clock, clocked)


def _of_that_day(found: list[Mention], frame: Frame) -> list[Mention]:
    """A day and an hour found apart ("morgen nach 16 Uhr") are one."""
    if len(found) != 2 or {one["kind"] == "day" for one in found} != {True, False}:
        return found
    day, hour = sorted(found, key=lambda one: one["kind"] != "day")
    at = hour["end"] if hour["kind"] == "open-start" else hour["start"]
    if (
        hour["kind"] not in ("point", "open-end", "open-start")
        or at.date() != frame.today
        or day["start"].date() == frame.today
    ):
        return found
    ahead = timedelta(days=(day["start"].date() - frame.today).days)
    start = day["start"] if hour["kind"] == "open-start" else hour["start"] + ahead
    end = hour["end"] + ahead if hour["end"] is not None else None
    at = min(day["at"][0], hour["at"][0]), max(day["at"][1], hour["at"][1])
    return [{**hour, "start": start, "end": end, "at": at}]


def _without_parts(text: str) -> str:
    """In "el lunes por la mañana" the last word is the morning; dateparser knows only the other one."""
    for _, words in _PART:
        text = words.sub(lambda said: " " * len(said[0]), text)
    return text


def _searched(text: str, lang: str, frame: Frame) -> list[tuple[str, datetime]]:
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": frame.now, "PREFER_DATES_FROM": "future", "RETURN_AS_TIMEZONE_AWARE": False}
    try:
        return search_dates(text, languages=[lang], settings=settings) or []
    except Exception:  # an unknown language, or one of its many faults
        return []


def _widened(said: str, when: datetime, text: str, frame: Frame) -> Mention | None:
    said = said.strip()
    if (len(said) < 3 and said.isascii()) or (_NUMBER_ONLY.fullmatch(said) and not re.search(r"\d[./:-]\d", said)):
        return None
    when, at = when.replace(tzinfo=None), max(text.find(said), 0)
    # Counted from now: "dans deux heures". A bare month comes as its day of today's number, which nobody said.
    counted = (when.second, when.microsecond) == (frame.now.second, frame.now.microsecond) and (
        when.date() == frame.today and when != frame.now
    )
    exact = bool(_CLOCK.search(said)) or counted
    if not exact and when.day == frame.today.day and when.date() != frame.today and not re.search(r"\d", said):
        return None
    if exact:
        return _bounded(said, when, text, at, frame) if when >= frame.now else None
    hours = _part_beside(text, at, at + len(said))
    day = frame.at(when.date())
    begin, end = (day + timedelta(hours=hour) for hour in hours or (0, 24))
    return _mention(begin, end, "daypart-range" if hours else "day", at, said) if day + DAY > frame.now else None


def _bounded(said: str, when: datetime, text: str, at: int, frame: Frame) -> Mention:
    """The moment, or what it opens or closes."""
    clock = _CLOCK_SAID.search(said)
    before = text[: at + clock.start()] if clock else ""
    day = frame.at(when.date())
    if _AFTER.search(before):
        return _mention(when, day + DAY, "open-end", at, said)
    if _BEFORE.search(before):
        return _mention(max(day, frame.now), when, "open-start", at, said)
    return _mention(when, None, "point", at, said)


def _part_beside(text: str, start: int, end: int) -> tuple[int, int] | None:
    around = text[max(0, start - _NEAR) : start] + " " * (end - start) + text[end : end + _NEAR + 8]
    return next((hours for hours, words in _PART if words.search(around)), None)


def _japanese(text: str, frame: Frame) -> list[Mention]:
    for words, meant in _JAPANESE:
        text = words.sub(_weekday if meant == "weekday" else meant, text)
    return mentions(chinese_atoms(normalise(text), frame), frame)


def _weekday(said: re.Match[str]) -> str:
    return f"{_WEEKS.get(said[1], '周')}{_DAYS[said[2]]}"


def _mention(start: datetime, end: datetime | None, kind: str, at: int, said: str) -> dict[str, Any]:
    return {
        "start": start,
        "end": end,
        "kind": kind,
        "seconds": None,
        "exclude": [],
        "alternatives": [],
        "ask": False,
        "preferred": False,
        "refused": False,
        "at": (at, at + len(said)),
    }
