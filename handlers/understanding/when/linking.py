"""What stands between the times of a message, and so all of it: atoms to wishes, read from left to right, once."""

from collections.abc import Callable, Sequence
from typing import Any

from handlers.understanding.when.atoms import Atom
from handlers.understanding.when.gathering import SLOTS, Gathering
from handlers.understanding.when.wishes import Wish


def wishes_in(atoms: Sequence[Atom]) -> list[Wish]:
    """What is wished for, in the order it was said."""
    only = _one_time(atoms) if len(atoms) < 6 else None
    if only is not None:
        return [only]
    so_far = Gathering()
    for k, (kind, i, j, value) in enumerate(atoms):
        if kind in SLOTS:
            so_far.component(kind, i, j, value)
        elif kind in _ACTIONS:
            _ACTIONS[kind](so_far, i, j, value, atoms, k)
    so_far.close()
    return so_far.done


_BETWEEN = frozenset("_.!")


def _one_time(atoms: Sequence[Atom]) -> Wish | None:
    """A day, a part of it and an hour, each said once and side by side: all that most messages hold."""
    day = part = clock = begin = None
    end = 0
    apart = False
    for kind, i, j, value in atoms:
        if kind in _BETWEEN:
            apart = begin is not None
            continue
        if kind == "D" and day is None:
            day = value
        elif kind == "C" and clock is None:
            clock = value
        elif kind == "P" and part is None:
            part = value
        else:
            return None
        if apart:
            return None
        if begin is None:
            begin = i
        end = j
    if begin is None:
        return None
    wish = Wish(begin, end)
    wish.lo.day, wish.lo.part, wish.lo.clock = day, part, clock
    return wish


def gap(so_far: Gathering, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
    so_far.adjacent = False
    so_far.loose = True
    so_far.awaiting_hi = False
    so_far.pending = None
    if so_far.prefix:
        so_far.prefix = [p for p in so_far.prefix if p in ("Q", "K", "M", "S") or (p == "x" and j - i < 3)]


def comma(so_far: Gathering, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
    so_far.awaiting_hi = False
    so_far.excluding = False
    so_far.loose = True
    if so_far.prefix == ["x"]:  # 今天先别来, 明天再说
        so_far.prefix = []


def sentence(so_far: Gathering, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
    so_far.close()
    so_far.pending = None
    so_far.excluding = False
    so_far.prefix = [p for p in so_far.prefix if p in ("K",)]


def after(so_far: Gathering, i: int, j: int, prefix: Any, atoms: Sequence[Atom], k: int) -> None:
    relate(so_far, ">", bool(prefix), False)


def before(so_far: Gathering, i: int, j: int, prefix: Any, atoms: Sequence[Atom], k: int) -> None:
    if prefix == "latest":  # "Friday at the latest", "at the latest Friday"
        said = so_far.cur is not None and so_far.adjacent
        relate(so_far, "<", not said, not said or (so_far.cur is not None and so_far.cur.lo.clock is None))
        return
    relate(so_far, "<", bool(prefix), prefix is True)


def relate(so_far: Gathering, rel: str, prefix: bool, by: bool) -> None:
    cur = so_far.cur
    if prefix:
        if cur is not None and cur.lo.length is not None and so_far.adjacent and cur.hi is None:
            cur.offset = cur.lo.length if rel == ">" else -cur.lo.length
            cur.lo.length = None
            return
        if so_far.prefix and so_far.prefix[-1] == "x":  # not before is from then on
            so_far.prefix.pop()
            rel, by = (">" if rel == "<" else "<"), False
        so_far.prefix.append((rel, by))
    elif cur is not None and so_far.adjacent and cur.rel is None:
        cur.rel, cur.by = rel, by


def start(so_far: Gathering, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
    cur = so_far.cur
    if cur is not None and cur.lo.length is not None and so_far.adjacent and cur.hi is None:
        if cur.since:  # "for 10 days from the 18th"
            cur.within = cur.lo.length
        else:
            cur.offset = cur.lo.length
        cur.lo.length = None
        return
    so_far.prefix.append("S" if value == 1 else "F")


def to(so_far: Gathering, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
    if so_far.cur is not None and so_far.adjacent and so_far.cur.hi is None:
        so_far.awaiting_hi = True
    elif not so_far.prefix and k + 1 < len(atoms) and atoms[k + 1][0] in "DPCI" and value is not False:
        so_far.prefix.append(("<", True))


def begin_between(so_far: Gathering, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
    so_far.between = True


def end_between(so_far: Gathering, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
    cur = so_far.cur
    if cur is not None and cur.link == "&" and so_far.done and cur.hi is None:
        first = so_far.done.pop()
        first.hi, first.j, cur = cur.lo, cur.j, first
        so_far.cur = first


def link(so_far: Gathering, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
    if so_far.cur is None or not so_far.adjacent:
        return
    if so_far.between:
        so_far.awaiting_hi, so_far.between = True, False
    else:
        so_far.pending = atoms[k][0]


def off(so_far: Gathering, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
    cur = so_far.cur
    following = atoms[k + 1][0] if k + 1 < len(atoms) else ""
    if cur is None and value == "behind":  # "8 is too early, can you do 10" rules out an hour nobody wants
        return
    if following in ("D", "P", "C", "<", ">") and (cur is None or not so_far.adjacent or so_far.loose):
        so_far.prefix.append("x")  # "不能周三"
        return
    if cur is None:
        return
    if cur.added:  # "tomorrow is fine, but I am out at noon": the day stays, the hours go
        whole = Wish(cur.i, cur.i)
        whole.lo.day, whole.link, whole.preferred = cur.lo.day, cur.link, cur.preferred
        so_far.done.append(whole)
        cur.link = None
    cur.refused = True
    refused = cur
    for earlier in reversed(so_far.done):
        if refused.link not in ("&", "|"):
            break
        earlier.refused = True
        refused = earlier
    so_far.close()
    so_far.adjacent = False


def unless(so_far: Gathering, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
    following = atoms[k + 1][0] if k + 1 < len(atoms) else "_"
    if following in "DPCIS<>FB":
        so_far.prefix.append("x")
    elif so_far.cur is not None and so_far.adjacent and value != "before":
        off(so_far, i, j, value, atoms, k)
    else:
        so_far.prefix.append("x")


def corrected(so_far: Gathering, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
    if so_far.cur is not None or so_far.done:
        so_far.close()
        so_far.prefix = ["K"]


def isnt(so_far: Gathering, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
    """不是周六 rules Saturday out; "周六,不是,周日" puts another in its place."""
    following = atoms[k + 1][0] if k + 1 < len(atoms) else ""
    if following in SLOTS:
        so_far.prefix.append("x")
    else:
        corrected(so_far, i, j, value, atoms, k)


def moved(so_far: Gathering, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
    so_far.close()
    so_far.prefix.append("M")


def prefer(so_far: Gathering, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
    rest = "".join(a[0] for a in atoms[k + 1 : k + 5])
    ahead = rest.lstrip("_")[:1]
    if ahead in ("D", "P", "C", "I", "S", ">", "<", "F", "B", "x"):
        so_far.prefix.append("Q")
    elif so_far.cur is not None:
        so_far.cur.preferred = True


def passed(so_far: Gathering, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
    """What has passed is not wished for."""
    so_far.cur = None


def same(so_far: Gathering, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
    if so_far.cur is not None and so_far.cur.refused:  # 不是周六是周日
        so_far.close()
        return
    if value and so_far.cur is None and so_far.done and k + 1 < len(atoms) and atoms[k + 1][0] == "D":
        so_far.cur = so_far.done.pop()
        so_far.cur.lo.day = atoms[k + 1][3]
        so_far.echo = True
        return
    if so_far.cur is not None and so_far.adjacent and so_far.cur.lo.day and k + 1 < len(atoms):
        so_far.echo = atoms[k + 1][0] == "D"


def lasting(so_far: Gathering, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
    so_far.lasts = True


_ACTIONS: dict[str, Callable[[Gathering, int, int, Any, Sequence[Atom], int], None]] = {
    "_": gap,
    ".": comma,
    "!": sentence,
    ">": after,
    "<": before,
    "F": start,
    "-": to,
    "B": begin_between,
    "E": end_between,
    "&": link,
    "|": link,
    "X": off,
    "x": unless,
    "K": corrected,
    "N": isnt,
    "M": moved,
    "Q": prefer,
    "J": lasting,
    "=": same,
    "#": passed,
}
