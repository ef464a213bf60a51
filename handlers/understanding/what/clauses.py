"""The clause a wish stands in, and how much of a message was read as nothing at all."""

import re

from handlers.understanding.what.kinds import Entities, Wish
from handlers.understanding.what.objects import SMALL
from handlers.understanding.what.scan import BREAKS, Scan

_HAN = re.compile(r"[一-鿿]+")
_SMALL_HAN = re.compile(
    "[了吧掉啊呀呢嘛哈的地得一下它这那个都全部我你您们俺咱家先再就也还是次本上回啦咯谢哦噢呗喽算把将给好着过到在和跟很真太又所以因为里些点儿会有能说要没不来去]"
)


def clause_of(wish: Wish, seen: Scan) -> str:
    """The concepts of the clause a wish stands in."""
    left = right = next((i for i, (_, stop) in enumerate(seen.at) if stop > wish.span[0]), 0)
    while left > 0 and seen.codes[left - 1] not in BREAKS:
        left -= 1
    while right < len(seen.codes) and seen.codes[right] not in BREAKS:
        right += 1
    return seen.codes[left:right]


def strange(seen: Scan, said: Entities) -> int:
    """How many words of the message were read as nothing at all; an address is no riddle."""
    told = said.address_at or (0, 0)
    count = sum(
        1
        for start, stop in seen.unknown
        if stop - start > 2 and seen.text[start:stop] not in SMALL and not told[0] <= start < told[1]
    )
    here = 0
    for start, stop in [*seen.at, (len(seen.text), len(seen.text))]:
        for run in _HAN.finditer(seen.text, here, start) if here < start else ():
            if not told[0] <= run.start() < told[1]:
                count += len(_SMALL_HAN.sub("", run[0])) // 2
        here = stop
    return count
