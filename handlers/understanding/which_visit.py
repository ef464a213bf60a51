"""Which of the day's visits a technician speaks of, and the minute at which they will be there."""

from __future__ import annotations

import re

_NEXT = re.compile(
    r"下一?[单家户站]|下一处|下一?个(?!月|星期|礼拜|周|小时|钟)|\bnext\b(?! (?:week|month|year|mon|tue|wed|thu|fri|sat|sun|hour|few))",
    re.IGNORECASE,
)
_ARRIVING = re.compile(
    r"(?:分钟|小时|刻钟?|钟头)(?:之?后|以后|之?内|左右)?(?:就|才|能|可以|会|我)*(?:到(?!了)|过去|过来)"
    r"|还(?:得|要|有|差|需)(?:大概|大约|差不多)?[\d一二两三四五六七八九十半几]+个?(?:分钟|小时|刻钟|钟头)"
    r"|\b(?:there|with (?:you|them)) in\b|\bin (?:about )?\d+\b",
    re.IGNORECASE,
)
_LATE = re.compile(r"晚|迟|\blate\b|\bbehind\b|delay", re.IGNORECASE)
_FURTHER = re.compile(
    r"(?:再|又|还)(?:要|得|会)?(?:再|多)?(?:晚|迟|延|推)"
    r"|\b(?:another|further|extra) (?:\d|half|quarter|five|ten|fifteen|twenty|thirty|few|couple)|\b\d+ (?:min\w* )?more\b(?! than)",
    re.IGNORECASE,
)


def arrives_in(text: str) -> bool:
    """十分钟后到 counts from now; 晚到十分钟 from the time that was promised."""
    return _ARRIVING.search(text) is not None and _LATE.search(text) is None


def later_still(text: str) -> bool:
    """再晚十分钟 counts from the time the customer was last told."""
    return _FURTHER.search(text) is not None


def of_the_next(text: str) -> bool:
    """下一单推迟一小时: not the one where they are now."""
    return _NEXT.search(text) is not None
