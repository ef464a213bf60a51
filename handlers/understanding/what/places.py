"""The place an outage is said of, which needs no house number: 翠苑三区, 古墩路, "in Harbour Road"."""

import re

from handlers.understanding.what.kinds import Span

_ZH_PLACE = re.compile(
    r"[一-鿿]{2,8}?(?:小区|花园|新村|公寓|大厦|广场|家园|花苑|片区|社区|街道|机房|大道|新城|苑|园|路|街|巷|弄|村|镇|庄|里|坊)"
    r"(?:[一二三四五六七八九十\d东南西北]{1,2}(?:区|期|里|弄))?"
    r"|[一-鿿]{2,4}[一二三四五六七八九东南西北\d](?:区|期)"
    r"|[一-鿿]{2,3}区(?!别|分)"
)
# Words that lead up to a place without being part of it, and those that only look like one.
_LEAD = re.compile(
    r".*(?:请问|想问下|想问|我们|我住|我家|你们|咱们|今天|明天|今晚|明晚|昨天|下午|上午|通知|登记|一下|抢修|停电|停网|断网|光缆|在|是|到|到了|的|了|因为"
    r"|由于|现在|刚才|就是|整个|那个|这个|这边|从|点|分|半|号)"
)
_NO_PLACE = frozenset(
    (
        "小区",
        "片区",
        "社区",
        "村里",
        "街道",
        "花园",
        "家里",
        "哪里",
        "这里",
        "那里",
        "屋里",
        "夜里",
        "机房",
        "心里",
        "手里",
    )
)
_EN_PLACE = re.compile(
    r"\b(?:in|at|near|on|around|across|of|for) (?:the )?((?:[A-Z][\w'’-]*|\d{1,4}[A-Za-z]?)(?: (?:[A-Z][\w'’-]*|\d{1,4}[A-Za-z]?))*)"
)
_EN_NAMED = re.compile(
    r"\b((?:[A-Z][\w'’-]* )+(?:Road|Rd|Street|St|Lane|Avenue|Ave|Park|Estate|Gardens|Close|Court|Square|Hill|Way|Drive|Terrace|Village|Row))\b"
)
_TIME = re.compile(
    r"(?i)(?:\d|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|today|tomorrow|noon|midnight|i\b)"
)


def place(text: str, level: str) -> Span | None:
    """Where a place stands in the text."""
    for match in _ZH_PLACE.finditer(level):
        lead = _LEAD.match(match[0])
        start = match.start() + (lead.end() if lead else 0)
        name = level[start : match.end()]
        if len(name) > 2 - (name.endswith("路")) and name not in _NO_PLACE:
            return start, match.end()
    for pattern in (_EN_NAMED, _EN_PLACE):
        for match in pattern.finditer(text):
            if not _TIME.match(match[1]) or re.search(r"[A-Z][a-z]+ (?:Road|Street|Lane)", match[1]):
                return match.span(1)
    return None
