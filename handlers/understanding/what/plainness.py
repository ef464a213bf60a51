"""A wish that cannot be taken back is acted on only where the message says little else, and nothing we cannot read."""

import re
from dataclasses import replace

from handlers.understanding.what.kinds import DESTRUCTIVE, Doubt, Entities, Kind, Wish
from handlers.understanding.what.objects import SMALL
from handlers.understanding.what.scan import BREAKS, CODE, Scan
from handlers.understanding.what.weigh import DOUBTED

_OF_THE_VISIT = frozenset(CODE[name] for name in ("appt", "order", "visits", "tech", "time_noun", "install", "repair"))
_ABOUT_COMING = frozenset(CODE[name] for name in ("appt", "order", "visits", "come"))
_RECURRING = CODE["recurring"]
_STATES = frozenset({Kind.FIXED, Kind.NO_LONGER_NEEDED})
_BESIDE_FIXED = frozenset({Kind.COMPLAIN, Kind.WHERE})
_ASKED_BESIDE = frozenset({Kind.MY_VISITS, Kind.HELP})
_STRANGE = 3  # unread words that make us ask what was meant
_STRANGE_BESIDE_A_VISIT = 6  # as many, where the visit itself is named
_HAN = re.compile(r"[一-鿿]+")
_SMALL_HAN = re.compile(
    "[了吧掉啊呀呢嘛哈的地得一下它这那个都全部我你您们俺咱家先再就也还是次本上回啦咯谢哦噢呗喽算把将给好着过到在和跟很真太又所以因为里些点儿会有能说要没不来去]"
)


def plainly(wishes: list[Wish], seen: Scan, said: Entities) -> list[Wish]:
    """The wishes, those that cannot be taken back made a question where the rest of the message is not understood."""
    if not any(wish.sure and wish.kind in DESTRUCTIVE for wish in wishes):
        return wishes
    kinds = {wish.kind for wish in wishes}
    unread = strange(seen, said)
    return [_asked(wish) if wish.sure and _doubtful(wish, kinds, seen, unread) else wish for wish in wishes]


def _asked(wish: Wish) -> Wish:
    return replace(wish, confidence=DOUBTED, doubts=(*wish.doubts, Doubt.UNSURE))


def _doubtful(wish: Wish, kinds: set[Kind], seen: Scan, unread: int) -> bool:
    if wish.kind not in DESTRUCTIVE:
        return False
    if kinds & _ASKED_BESIDE or (wish.kind is Kind.FIXED and kinds & _BESIDE_FIXED):
        return True
    if wish.kind is Kind.NO_LONGER_NEEDED and Kind.COMPLAIN in kinds:
        return True  # "then do not bother" is said in anger
    if wish.kind in _STATES and _RECURRING in seen.codes:
        return True  # "cuts out every evening, then it is back"
    if wish.kind is Kind.FIXED and not _ABOUT_COMING.isdisjoint(set(seen.codes) - set(clause_of(wish, seen))):
        return True  # "it works, so about the visit...": perhaps it is to be called off
    named = not _OF_THE_VISIT.isdisjoint(clause_of(wish, seen))
    return unread >= (_STRANGE_BESIDE_A_VISIT if named else _STRANGE)


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
