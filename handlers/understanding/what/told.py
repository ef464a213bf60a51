"""What is only talked of: told as done, asked after, said by others. It is no wish to do it."""

import re
from dataclasses import replace

from handlers.understanding.what import objects
from handlers.understanding.what.clauses import clause_of
from handlers.understanding.what.kinds import DESTRUCTIVE, SURE, Doubt, Kind, OrderKind, Wish
from handlers.understanding.what.scan import CODE, Scan

ASKED_AFTER = 0.86  # a visit one wonders about
_DONE = re.compile(r"[了掉已被]|l?led\b")
_DONE_BEHIND = re.compile(r"了(?!吧)")
_DID = re.compile(r"\b(?:did|have|has) (?:you|he|she|they|it|somebody|someone|anyone|anybody)\b[a-z ]*$")
_ASKED_OR_TOLD = frozenset({Doubt.QUESTION, Doubt.QUOTED, Doubt.SOMEBODY_ELSE})
_OF_OTHERS = frozenset({Doubt.SOMEBODY_ELSE, Doubt.SOMETHING_ELSE})
_NOT_OURS = _OF_OTHERS | {Doubt.CONTRADICTED}
_PASSIVE = re.compile(r"被|你们|\byou\b")
_REASONS = frozenset((CODE["how"], CODE["howabout"]))
_TALKED_OF = re.compile(
    f"{CODE['desk']}(?:{CODE['finish']}|{CODE['already']})?[{CODE['quote']}{CODE['complain']}]"
    f"|{CODE['desk']}[^{CODE['comma']}{CODE['stop']}]{{0,3}}{CODE['quote']}|[{CODE['confirm']}{CODE['cancel']}{CODE['change']}{CODE['book']}]{CODE['desk']}"
)
_HARDLY = 0.7  # a state asked after that nobody may have told of
_BARELY_NAMED = 0.9  # named, not asked for
_SAYING = frozenset((CODE["whosays"], CODE["neversaid"]))
_OUR_VISIT = frozenset(CODE[name] for name in ("appt", "order", "visits", "list", "desk"))
_WHEN = frozenset(CODE[name] for name in ("time", "time_noun", "dur", "num", "appt", "sooner", "laterby", "otherday"))
_MINE, _POLITE, _STOP, _COMMA = CODE["mine"], CODE["polite"], CODE["stop"], CODE["comma"]


def as_told(wish: Wish, seen: Scan, start: int) -> Wish | None:
    """The wish, unless it is only talked of: "my neighbour cancelled hers" is none, "was mine cancelled?" asks after a visit."""
    if _of_no_concern(wish, seen, start):
        return None
    if wish.kind is Kind.CHANGE and Doubt.SOMEBODY_ELSE in wish.doubts and _moved_by_others(wish, seen):
        return replace(wish, kind=Kind.MY_VISITS, confidence=SURE, doubts=())
    if not (wish.kind is Kind.CANCEL or wish.order_kind is OrderKind.REMOVE) or not wish.doubts:
        return wish
    if _POLITE in clause_of(wish, seen) and Doubt.QUOTED not in wish.doubts:
        return wish  # 你们给我取消掉 asks for it
    did = _DID.search(seen.text, 0, wish.span[0]) is not None
    if not (did or _DONE.search(seen.text, max(0, wish.span[0] - 1), wish.span[1] + 1)):
        return wish
    told, before = set(wish.doubts), seen.codes[:start]
    of_others = told & _OF_OTHERS and told <= _NOT_OURS and not _PASSIVE.search(seen.text, 0, wish.span[1])
    if of_others or not objects.FOREIGN.isdisjoint(before):
        return None
    about = seen.codes if did or Doubt.QUOTED in told else before
    why = Doubt.QUESTION in told and not _REASONS.isdisjoint(before)
    if wish.kind is Kind.CANCEL and told & _ASKED_OR_TOLD and (why or not _OUR_VISIT.isdisjoint(about)):
        return replace(wish, kind=Kind.MY_VISITS, confidence=ASKED_AFTER)
    return wish


def _moved_by_others(wish: Wish, seen: Scan) -> bool:
    """你们把时间改了 tells of a move; 你们给我改了吧 asks for one."""
    return _POLITE not in clause_of(wish, seen) and _DONE_BEHIND.match(seen.text, wish.span[1]) is not None


def _of_no_concern(wish: Wish, seen: Scan, start: int) -> bool:
    kind, before = wish.kind, seen.codes[:start]
    if kind is Kind.HUMAN:  # what the hotline said, or how it behaved, asks for nobody to call
        return wish.confidence <= _BARELY_NAMED and _TALKED_OF.search(seen.codes) is not None
    if kind is Kind.CHANGE:  # the plan is to be changed, or what a change costs is asked
        return not objects.FOREIGN.isdisjoint(clause_of(wish, seen)) and _WHEN.isdisjoint(seen.codes)
    told = before[before.rfind(_STOP) + 1 :]
    if kind is Kind.NOT_FIXED:  # 谁说修好了, 没修好
        told = told[told.rfind(_COMMA) + 1 :]
    if not _SAYING.isdisjoint(told) and (kind in DESTRUCTIVE or _asked_after(wish)):
        return True  # "who told you it was fixed?"
    if kind is Kind.CONFIRM:  # "why am I to confirm it twice?"
        return Doubt.QUESTION in wish.doubts and not _REASONS.isdisjoint(before)
    if kind is Kind.FIXED:  # "and you ask me whether it is fixed?"; "next door is mended, and when is it our turn?"
        return len(wish.doubts) > 2 or (Doubt.SOMEBODY_ELSE in wish.doubts and _MINE in seen.codes[start:])
    return False


def _asked_after(wish: Wish) -> bool:
    return wish.kind is Kind.OUTAGE and wish.confidence <= _HARDLY
