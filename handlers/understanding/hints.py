"""Small signs in what people write: a house number in an address, a day that is over."""

from __future__ import annotations

import re

_NUMBERED = re.compile(r"[\d零一二三四五六七八九十百]")
_OVER = re.compile(
    r"昨[天日晚儿]|前[天日晚]|上(?:个)?(?:周|星期|礼拜|月)"
    r"|yesterday|\blast (?:night|week|mon|tue|wed|thu|fri|sat|sun)",
    re.IGNORECASE,
)
_PART = r"(?:一?大?[上下中]午|早上|一早|晚上|傍晚|[周一二三四五六日天末几]|[\d一二两三四五六七八九十]+点半?){0,3}"
_OVER_THEN = re.compile(rf"(?:{_OVER.pattern}){_PART}(?:\s*(?:morning|afternoon|evening|night))?", re.IGNORECASE)
_COME_THEN = re.compile(
    rf"(?P<zh>(?:{_OVER.pattern}){_PART}).{{0,3}}?(?:来|上门|派|安排)(?!过|的|了|.{{0,4}}过)"
    r"|\b(?:come|send|visit|repair|appointment)\b.{0,40}?(?P<en>yesterday|last (?:night|week|[a-z]+day))",
    re.IGNORECASE,
)
_DID_NOT = re.compile(
    r"应该|说好|本来|没来|没人来|为什么|怎么没|supposed|should have|did(?:n'?t| not)?\b|was|were|nobody|no one", re.I
)
_HOURS = re.compile(
    r"几点.{0,3}(?:[上下]班|[开关]门|收工)|(?:营业|上班|下班|工作|上门)时间是?(?:什么|多少|几点|怎|[?？]|$)"
    r"|\b(?:working|opening|business|office) hours\b|\b(?:when|what time) do you (?:guys )?(?:open|close|finish|start)"
    r"|\bhow (?:late|early) do you\b",
    re.IGNORECASE,
)
_ORDERS = re.compile(r"单|预约|上门|师傅|\b(?:orders?|jobs?|visits?|appointments?|technicians?)\b", re.IGNORECASE)


_SOON = re.compile(
    r"(?:那|就|请|能|可以|最好)*(?:越[快早]越好|尽[快早]|最快|最早|再?早一?[点些]|随便|随时|都行|都可以|无所谓|你们[定看]|现在|马上|立刻|立马|赶紧|赶快)"
    r"(?:[,， ]*(?:就|能|可以|都|行|来|过来|上门|吧|吗|呢|的|是|什么时候|几点|哪天|时间|你们定|安排))*"
    r"|(?:please |ok(?:ay)?,? |the |come |can you come |what'?s the |what is the |when is the )*"
    r"(?:as soon as (?:possible|you can)|asap|earlier|sooner|earliest|soonest|right (?:now|away)|now|immediately|whenever|any ?time|i don'?t mind"
    r"|first available)"
    r"(?: (?:please|is fine|works|suits|you like|you can|possible|time|slot|one|available))*",
    re.IGNORECASE,
)


_DAY = re.compile(
    r"[今明后昨]|天|[号日]|周|星期|礼拜|月|节|小时|分钟|刻钟|现在|\d[./-]\d"
    r"|\b(?:today|tomorrow|tonight|now|next|this|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
    r"|in|\d+(?:st|nd|rd|th))|day|week|month|hour|minute",
    re.IGNORECASE,
)


def names_day(text: str) -> bool:
    """Does it say which day, by any word for one, or how long from now? An hour alone does not; nor does another script."""
    return _DAY.search(text) is not None or not _READ.fullmatch(text)


_READ = re.compile(r"[\x00-\x7f一-鿿\u3000-\u303f\uff00-\uffef’“”…—]*")  # letters that the two readers know


_LATER = re.compile(
    r"(?:这个?时间不行[,，]?)?(?:有没有|有|能|可以|想|要|再)*(?:更?晚|迟)一?[点些](?:的|行|吗|吧|可以|时间|有没有|呢|来)*"
    r"|(?:anything |something |a bit |a little |please |can it be |could it be )*later(?: please| on| times?)*",
    re.IGNORECASE,
)


def rather_later(text: str) -> bool:
    """晚一点的有吗: the times after those that are shown."""
    return _LATER.fullmatch(text.strip(" \t\n.。!！?？~,，")) is not None


def as_soon_as_possible(text: str) -> bool:
    """越快越好, "whenever": no time is named, and the first free ones answer it."""
    return _SOON.fullmatch(text.strip(" \t\n.。!！?？~,，")) is not None


def asks_hours(text: str) -> bool:
    """你们几点下班: a question about us, in which nobody wishes for anything."""
    return _HOURS.search(text) is not None


def names_orders(text: str) -> bool:
    """Is it about somebody's visit or order, and not about what is just being taken down?"""
    return _ORDERS.search(text) is not None


def has_number(address: str) -> bool:
    """Does it come down to a house, a block, a door?"""
    return _NUMBERED.search(address) is not None


def is_over(text: str) -> bool:
    """Does it name a day that has passed? The reading of dates leaves those alone; a booking has to answer."""
    return _OVER.search(text) is not None


def past_words(text: str) -> str:
    """The words that name the day that has passed."""
    found = _OVER_THEN.search(text)
    return found[0].strip() if found else text


def asked_for_the_past(text: str) -> str | None:
    """昨天上午来修: a visit wished for when it can be no more, a slip; not what was promised and not kept."""
    found = _COME_THEN.search(text)
    return past_words(text[found.start() :]) if found and not _DID_NOT.search(text) else None
