"""What a dispatcher is looking for: an order number, a phone or a name."""

import re
from dataclasses import replace

from handlers.understanding.what.kinds import Entities, Kind, Wish
from handlers.understanding.what.spelling import half_width

_LEAD = re.compile(
    r"^(?:(?:请|麻烦|帮我|帮忙|给我|我要|我想|再)*(?:查一下|查下|查找|查询|查看|查查|查|搜一下|搜索|搜下|搜|找一下|找下|找)"
    r"|(?:please |pls |can you |could you )*(?:search for|search|find|look up|lookup|show me|show|pull up|look for|open order"
    r"|locate|bring up|view)\b)\s*"
)
_TAIL = re.compile(
    r"(?:的(?:工单|订单|单子|单|预约|上门|安排|信息|记录|情况)?|(?:工单|订单|单子|预约)|'s (?:orders?|visits?|appointments?|jobs?)|(?: please| pls))+$"
)
_FIRST = re.compile(
    r"^(?:客户|用户|师傅|工单|订单|单号|姓名|名字|叫|the |customer |client |order |orders of |orders for )+"
)
_NAME_ZH = re.compile(r"[一-鿿]{2,4}(?:先生|女士|小姐|师傅)?")
_NAME_EN = re.compile(r"[A-Z][\w'-]+(?: [A-Z][\w'.-]*){0,2}")


def searched(text: str, level: str, said: Entities, wishes: list[Wish]) -> tuple[Entities, list[Wish]]:
    """The wishes with what is searched for filled in; a number or a name alone is a search too."""
    if not wishes:
        name = half_width(text).strip()
        if said.order_number or said.phone:
            return said, [Wish(Kind.SEARCH, 0.88, (0, len(text)), None, said)]
        query = _query(name, name) or name
        if _NAME_ZH.fullmatch(query) or _NAME_EN.fullmatch(query):
            said = replace(said, query=query)
            return said, [Wish(Kind.SEARCH, 0.6, (0, len(text)), None, said)]
        return said, wishes
    if not any(wish.kind is Kind.SEARCH for wish in wishes) or said.order_number or said.phone:
        return said, wishes
    wanted = _query(text, level)
    if wanted is None:
        return said, wishes
    said = replace(said, query=wanted)
    return said, [replace(wish, entities=said) for wish in wishes]


def _query(text: str, level: str) -> str | None:
    """What is left of the message when the words around the name are taken off."""
    lead = _LEAD.match(level)
    start = lead.end() if lead else 0
    first = _FIRST.match(level[start:])
    start += first.end() if first else 0
    tail = _TAIL.search(level, start)
    stop = tail.start() if tail else len(level)
    return text[start:stop].strip(" ,.?!，。？！:：") or None
