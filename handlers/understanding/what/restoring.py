"""Until when an outage lasts, or that it is over: 科技园要到下午三点才恢复, "Tech Park won't be back until 3pm", 科技园恢复了."""

from __future__ import annotations

import re

from handlers.understanding.what.kinds import Entities, Kind, Wish

_TIME = re.compile(
    r"\d|[一二两三四五六七八九十半]个?(?:点|小时|钟头|分钟)|\b(?:noon|midnight|hours?|minutes)\b"
    r"|\b(?:at|by|until|till|around|about|before) (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
)
# Of a line or of the power these words are said anyway; of a person or a car too, so then a place has to be named.
_SERVICE = re.compile(
    r"恢复(?!了|正常)|抢通|来电|来网|通网|restor|\b(?:service|internet|power|network|outage)\b.*\b(?:back|until|till|lasts?)\b"
)
_BACK = re.compile(
    r"(?:才|能|会)(?:修好|弄好|好|通|用)|[修停断抢]到|延长到|推迟到|还(?:要|得|需要?|差)|(?:要|得|会)等?到"
    r"|\b(?:back|fixed|up again)\b.*\b(?:at|by|until|till|before|in|around|about)\b"
    r"|\b(?:lasts?|out|down|off) (?:until|till)\b|\bstill (?:out|down|off)\b|\b(?:another|more)\b.*\b(?:hours?|hrs?|minutes|mins)\b"
)
_LASTING = re.compile(
    r"[修停断抢]到|\b(?:out|down|off) (?:until|till)\b"
)  # said with the words a repair is asked for with
# Said of a place. It does nothing by itself: the record there is shown, where one tap ends it.
_OVER = re.compile(
    r"(?:恢复(?:供电|通信|信号|上网|网络)?|修好|抢通|来电|来网|来信号|[有通]信号|[有通]电|[有通]网|通)了|已(?:经)?恢复"
    r"|\b(?:is|are) (?:back|restored|up again)\b|\bis back (?:on|up)\b|\brestored\b|\b(?:signal|power|internet|service|network|everything|all)(?: is|[’']s) back\b"
)
_ASKED = re.compile(r"[??]|吗|没有?$|^(?:is|are|has|have)\b")
_ON_THE_WAY = re.compile(r"师傅|路上|赶|开车|到.{1,8}还|technician|engineer")  # how far somebody still is
_END_ITSELF = re.compile(r"恢复时间|expected end|restoration time")
_SURE = 0.85
_LATER_READ = frozenset({Kind.BOOK, Kind.TODAY, Kind.OUTAGE_OPEN})


def says_over(text: str) -> bool:
    """That it is back, not whether it is."""
    low = text.strip().lower()
    return bool(_OVER.search(low)) and not _ASKED.search(low)


def of_a_place(text: str) -> bool:
    """Would these words be of an outage, were one of our places named in them?"""
    low = text.lower()
    return bool(_OVER.search(low) or (_TIME.search(low) and _BACK.search(low)))


def restoring(text: str, level: str, said: Entities, wishes: list[Wish], *, ours: bool) -> list[Wish]:
    """What is read as nothing else may say when service is back: the news of an outage, as any other of it.

    `ours`: a place is named.
    """
    low = level.lower()
    lasting = _LASTING.search(low) and all(wish.kind in _LATER_READ for wish in wishes)
    if (wishes and not lasting and not _END_ITSELF.search(level)) or said.phone or said.order_number:
        return wishes
    if not _TIME.search(level):
        over = not wishes and _OVER.search(low) and ours
        return [Wish(Kind.OUTAGE, _SURE, (0, len(text)), None, said)] if over else wishes
    if not _SERVICE.search(low) and not (_BACK.search(low) and ours and not _ON_THE_WAY.search(low)):
        return wishes
    return [Wish(Kind.OUTAGE_OPEN, _SURE, (0, len(text)), None, said)]
