"""What a technician says that is acted on without a card: taken, arrived, late, away. One word too many, and it is asked."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.understanding.what.kinds import Doubt, Kind, Wish
from handlers.understanding.what.scan import CODE, Scan
from handlers.understanding.what.weigh import DOUBTED

_SMALL = "mine already finish yes tech order num comma stop thanks greet praise okuse you also"
# The words that may stand beside these; 到了再说 has arrived nowhere yet.
_BESIDE = {
    Kind.ACCEPT: f"accept go gocome depart agree list polite can {_SMALL}",
    Kind.ARRIVED: f"arrive client home gocome time area street other room want {_SMALL}",
}
_ALLOWED = {kind: frozenset(CODE[name] for name in written.split()) for kind, written in _BESIDE.items()}
_OF_OTHERS = frozenset({Doubt.CONDITIONAL, Doubt.SOMEBODY_ELSE, Doubt.QUOTED})
_ASKING = frozenset(CODE[name] for name in ("ask", "ma", "how", "howabout", "what", "whether", "whenq"))
_PAST = re.compile(r"\b(?:was|were|had been)\b")
_CLIENT = CODE["client"]


def at_once(wishes: list[Wish], seen: Scan) -> list[Wish]:
    """The wishes, with whatever is only supposed, asked or told of others below what is acted on."""
    return [_weighed(wish, seen) if wish.sure else wish for wish in wishes]


def _weighed(wish: Wish, seen: Scan) -> Wish:
    if wish.kind in _ALLOWED:
        doubtful = bool(wish.doubts) or not _ALLOWED[wish.kind].issuperset(seen.codes)
    elif wish.kind in (Kind.LATE, Kind.SICK):
        asked = Doubt.QUESTION in wish.doubts and not _ASKING.isdisjoint(seen.codes)  # "will be late" asks nothing
        of_others = not _OF_OTHERS.isdisjoint(wish.doubts) or (wish.kind is Kind.SICK and _CLIENT in seen.codes)
        doubtful = asked or of_others or _PAST.search(seen.text) is not None
    else:
        return wish
    return replace(wish, confidence=DOUBTED, doubts=wish.doubts or (Doubt.UNSURE,)) if doubtful else wish
