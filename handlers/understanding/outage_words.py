"""A few plain words about an outage that no button says: mine is another fault, fewer messages, all of them again."""

from __future__ import annotations

import re

_OTHER = re.compile(r"不是|别的|不一样|另外|其他|different|another|not that|\bother\b|come anyway", re.I)
_THINGS = r"(通知|消息|提醒|推送)"
_NEWS = r"(news|messages?|updates?|notices?|notifications?)"
_LESS = re.compile(
    rf"(不要|别|不用|不想|停止|取消|关闭|关掉|少发).{{0,8}}{_THINGS}|"
    rf"\b(stop|no more|fewer|turn off|mute|don'?t send)\b.{{0,24}}\b{_NEWS}\b",
    re.I,
)
_MORE = re.compile(
    rf"(打开|开启|重新|继续|还是).{{0,6}}{_THINGS}|\b(turn on|send me|resume|restart)\b.{{0,24}}\b{_NEWS}\b", re.I
)


def another_fault(text: str) -> bool:
    """ "不是这个", "mine is different", where the record's answer has just been read."""
    return bool(_OTHER.search(text))


def news_wanted(text: str) -> bool | None:
    """ "不要再发停网通知": False; "turn on outage messages": True; None where it is not about the news."""
    if _LESS.search(text):
        return False
    return True if _MORE.search(text) else None
