"""What a dispatcher says of an outage: cause, services, planned or not, since when, until when. No area: that is looked up.

`facts_in("光缆断了,预计六点到七点恢复", now, "zh")` gives the cause and the range of the end. `now` is local time,
and so is what comes back.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from handlers.understanding import when
from handlers.understanding.when.atoms import elapsed

# D-38. The first that is named wins: a cable cut by a storm is the storm's doing.
CAUSES = (
    ("cutover", r"割接|cut ?over"),
    (
        "natural_disaster",
        r"台风|雷击|打雷|暴雨|洪水|地震|泥石流|山火|冰灾|storm|typhoon|flood|lightning|earthquake|wildfire",
    ),
    (
        "cable_damage",
        r"(光缆|光纤|电缆|缆线|线缆|杆路|电杆).{0,6}(断|挖|坏|损|倒|撞)|挖断|cable|fib(er|re)|dug up|pole",
    ),
    ("power", r"停电|断电|没电|掉电|电源|power|blackout"),
    ("equipment", r"设备|板卡|机房|交换机|基站|光猫群障|olt|onu|equipment|hardware|card fault|switch|router"),
)
PLANNED = re.compile(
    r"割接|计划|施工|升级|检修|例行|预定|planned|scheduled|maintenance|upgrade|\bworks\b|cut ?over", re.I
)
UNKNOWN = re.compile(
    r"不清楚|不知道|不确定|不晓得|待查|未知|还没定|说不准|没查|在查|unknown|not known|no idea|don'?t know|not sure|unsure|tbd",
    re.I,
)
ASKS = re.compile(
    r"[??]|吗|呢$|有没有|是不是|是否|^(is|are|any|do|does|has|have|what|where|which)\b|\bany outages?\b", re.I
)
BACK = re.compile(
    r"恢复|修好|来电|来网|抢通|开通|预计|大概|back|restor|fixed|again|expect|\beta\b|until|till|by ", re.I
)
SINCE_AFTER = re.compile(r"^\s*(开始|起|就|停的|断的|以来|onwards?)")
SINCE_BEFORE = re.compile(r"(从|自|打从|since|from|began at|began|started at|started)\s*$", re.I)
AGO_ZH = re.compile(r"([0-9零一二两三四五六七八九十半个]{1,6}(?:小时|钟头|分钟|刻钟)半?)(?:钟)?(?:之前|以前|前)")
AGO_EN = re.compile(
    r"((?:an?|half an|one|two|three|four|five|six|ten|\d+)\s+(?:hours?|hrs?|minutes?|mins?))\s+ago", re.I
)
SPAN = re.compile(
    r"(\d+(?:\.\d)?)\s*(?:-|–|~|到|至|to)\s*(\d+(?:\.\d)?)\s*个?\s*(小时|钟头|分钟|hours?|hrs?|h\b|minutes?|mins?)",
    re.I,
)
SPAN_ZH = re.compile(r"([一二两三四五六七八九])([二两三四五六七八九十])\s*个?(小时|钟头|分钟)")
DAY_OR_HALF = re.compile(
    r"[上下中]午|早|晨|晚|夜|今|明|后|周|月|号|日|[ap]\.?m|morning|evening|night|noon|tomorrow|day|tonight|\d:\d|1[3-9]|2[0-4]",
    re.I,
)
NUMBERED = re.compile(r"\d+\s*号(?=[箱楼栋院门杆井机线])")  # which box, not which day
BARE = re.compile(r"\W*(?:停网|断网|停网记录|outages?)\W*", re.I)
DOWN = re.compile(
    r"停(?!车)|断|没[网电]|没信号|故障|坏|挖|outage|\bdown\b|\bcut\b|\bout\b|blackout|no (?:power|internet)", re.I
)
NUMBER = re.compile(r"[#\uff03]\s*(\d{1,9})(?!\d)")
DAY_NAMED = re.compile(r"今|明|后天|昨|周|星期|礼拜|月|号|(?<!次)日|day\b|tonight|tomorrow", re.I)
FIGURES = {figure: n for n, figure in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}
DAY = timedelta(days=1)


@dataclass(frozen=True)
class OutageSaid:
    """What was said; None where nothing was. `cause_open`: said to be unknown."""

    cause: str | None = None
    cause_open: bool = False
    planned: bool | None = None
    since: datetime | None = None
    end_from: datetime | None = None
    end_until: datetime | None = None

    @property
    def ends(self) -> bool:
        return self.end_until is not None


def asks(text: str) -> bool:
    """A question about outages, not the news of one."""
    return bool(ASKS.search(text.strip()))


def is_bare(text: str) -> bool:
    """Nothing but the word: what there is, is meant."""
    return BARE.fullmatch(text) is not None


def of_the_end_only(text: str) -> bool:
    """Says when it is over, and not that anything is down."""
    return DOWN.search(text) is None


def says_unknown(text: str) -> bool:
    return bool(UNKNOWN.search(text))


def cause_in(text: str) -> str | None:
    return next((cause for cause, words in CAUSES if re.search(words, text, re.I)), None)


def number_in(text: str) -> int | None:
    """The record that is meant by its number: "停网 #3 光缆断了"."""
    found = NUMBER.search(text)
    return int(found[1]) if found else None


def of_a_day(text: str) -> bool:
    """Which day is said, counted from today; "次日" counts from another."""
    return DAY_NAMED.search(text) is not None


def without_why(text: str) -> str:
    """Less the words for the cause, and for an outage as such: a fibre that was cut is why, and not what is down."""
    for _, words in CAUSES:
        text = re.sub(words, " ", text, flags=re.I)
    return text.replace("停网", "停了")


def facts_in(text: str, now: datetime, language: str) -> OutageSaid:
    """Everything that was said in one message."""
    planned = True if PLANNED.search(text) else None
    said = OutageSaid(cause=cause_in(text), cause_open=says_unknown(text), planned=planned)
    said, rest = lengths(said, NUMBERED.sub(lambda found: " " * len(found[0]), text), now, language)
    for mention in when.understand(rest, now, language, None):
        said = timed(said, mention, rest, now)
    if said.planned is None and said.since is not None and said.since > now:
        said = replace(said, planned=True)
    return said


def lengths(said: OutageSaid, text: str, now: datetime, language: str) -> tuple[OutageSaid, str]:
    """ "半小时前" is since when, "2-3 hours" a range for the end; what was read is blanked out."""
    for pattern in (AGO_ZH, AGO_EN):
        if found := pattern.search(text):
            length = length_of(found.group(1), now, language)
            if length is not None:
                said = replace(said, since=later(now, -length))
                text = blanked(text, found)
    for pattern, figure in ((SPAN, float), (SPAN_ZH, lambda word: float(FIGURES[word]))):
        if found := pattern.search(text):
            said = replace(said, **ends_after(found, now, figure))
            text = blanked(text, found)
    return said, text


def length_of(words: str, now: datetime, language: str) -> timedelta | None:
    for mention in when.understand(words, now, language, None):
        if mention["kind"] == "duration" and mention["seconds"]:
            return timedelta(seconds=mention["seconds"])
    return None


def ends_after(found: re.Match[str], now: datetime, figure: Callable[[str], float]) -> dict[str, datetime]:
    unit = timedelta(minutes=1) if found.group(3).lower().startswith(("分", "m")) else timedelta(hours=1)
    least, most = sorted((figure(found.group(1)), figure(found.group(2))))
    return {"end_from": later(now, least * unit), "end_until": later(now, most * unit)}


def later(at: datetime, length: timedelta) -> datetime:
    """Two hours are two hours, also where the clocks change in between."""
    return elapsed(at.replace(tzinfo=None), length, at.tzinfo).replace(tzinfo=at.tzinfo)


def blanked(text: str, found: re.Match[str]) -> str:
    return text[: found.start()] + " " * (found.end() - found.start()) + text[found.end() :]


def timed(said: OutageSaid, mention: dict[str, Any], text: str, now: datetime) -> OutageSaid:
    """One time that was named: since when, or until when."""
    start, end, kind = mention["start"], mention["end"], mention["kind"]
    before, after = text[: mention["at"][0]], text[mention["at"][1] :]
    if kind == "duration":
        begin = said.since if said.planned and said.since else now
        until = later(begin, timedelta(seconds=mention["seconds"] or 0))
        return replace(said, end_from=until, end_until=until) if not said.ends else said
    begins = bool(SINCE_BEFORE.search(before) or SINCE_AFTER.search(after)) or kind == "open-end"
    if kind == "open-start":
        return replace(said, end_from=end, end_until=end)
    if kind in ("point", "open-end"):
        if begins:
            return replace(said, since=start if said.planned and start > now else past(mention, now))
        if said.planned and said.since is None and not BACK.search(before[-8:]):
            return replace(said, since=start)
        at = soonest(mention, text, now)[0]
        return replace(said, end_from=at, end_until=at)
    if start is None or end is None:
        return said
    if said.planned or (not BACK.search(text) and not begins and start > now):
        return replace(said, since=start, end_from=end, end_until=end)
    if begins:  # from two to six, said at three
        since = past(mention, now)
        return replace(said, since=since, end_from=since + (end - start), end_until=since + (end - start))
    since, until = soonest(mention, text, now)
    return replace(said, end_from=since, end_until=until)


def soonest(mention: dict[str, Any], text: str, now: datetime) -> tuple[datetime, datetime]:
    """ "八点" said of an end is the next eight o'clock: nobody waits for a visit here."""
    readings = [
        (one["start"], one["end"] or one["start"]) for one in (mention, *mention["alternatives"]) if one["start"]
    ]
    if not DAY_OR_HALF.search(text[slice(*mention["at"])]):
        half = timedelta(hours=12)
        readings += [(start - half, end - half) for start, end in readings]
    return min((one for one in readings if one[0] > now), default=readings[0])


def past(mention: dict[str, Any], now: datetime) -> datetime:
    """ "八点" said of what has begun is the latest eight o'clock that is over."""
    starts = [mention["start"], *(one["start"] for one in mention["alternatives"] if one["start"])]
    readings = [start - n * DAY for start in starts for n in (0, 1, 2)]
    return max((one for one in readings if one <= now), default=now)


def end_alone(text: str, now: datetime, language: str) -> tuple[datetime | None, datetime | None]:
    """Until when it lasts, where nothing else is told: no beginning, no works, no cause but that the power is out."""
    said = facts_in(text, now, language)
    if said.since is not None or said.planned or said.cause_open or said.cause not in (None, "power"):
        return None, None
    return said.end_from, said.end_until


def since_in(text: str, now: datetime, language: str, *, ahead: bool) -> datetime | None:
    """The answer to "since when?", or to "when do the works begin?" (`ahead`)."""
    said, rest = lengths(OutageSaid(), text, now, language)
    if said.since is not None:
        return said.since
    for mention in when.understand(rest, now, language, None):
        if mention["start"] is not None:
            start: datetime = mention["start"]
            return start if ahead else past(mention, now)
    return None


def end_in(text: str, now: datetime, language: str) -> tuple[datetime, datetime] | None:
    """The answer to "until when?": a range, both the same where one moment was named."""
    said, rest = lengths(OutageSaid(), text, now, language)
    if said.end_from is not None and said.end_until is not None:
        return said.end_from, said.end_until
    for mention in when.understand(rest, now, language, None):
        kind, start, end = mention["kind"], mention["start"], mention["end"]
        if kind == "duration":
            at = later(now, timedelta(seconds=mention["seconds"] or 0))
            return at, at
        if kind == "open-start" and end is not None:
            return end, end
        if start is not None:
            since, until = soonest(mention, rest, now)
            return since, since if kind == "open-end" else until
    return None
