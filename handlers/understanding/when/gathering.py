"""Atoms to wishes, read from left to right, once."""

from collections.abc import Sequence
from typing import Any

from handlers.understanding.when.atoms import Atom
from handlers.understanding.when.wishes import Moment, Wish, merge_days

_SLOTS = {"D": "day", "P": "part", "C": "clock", "I": "instant", "S": "span", "L": "length"}


class Gathering:
    """Reads the atoms of one message from left to right, once."""

    __slots__ = (
        "adjacent",
        "awaiting_hi",
        "between",
        "cur",
        "done",
        "echo",
        "excluding",
        "lasts",
        "loose",
        "pending",
        "prefix",
    )

    def __init__(self) -> None:
        self.done: list[Wish] = []
        self.cur: Wish | None = None
        self.awaiting_hi = False
        self.between = False
        self.adjacent = True  # nothing unknown since the last atom of a wish
        self.loose = False  # a comma or something unknown since the last atom of a wish
        self.pending: str | None = None  # link to the next wish
        self.prefix: list[Any] = []  # what was said ahead of the next wish
        self.excluding = False
        self.lasts = False  # the next length says how long
        self.echo = False  # what follows says the same day again

    def read(self, atoms: Sequence[Atom]) -> list[Wish]:
        actions = _ACTIONS
        for k, (kind, i, j, value) in enumerate(atoms):
            if kind in _SLOTS:
                self.component(kind, i, j, value)
            else:
                action = actions.get(kind)
                if action:
                    action(self, i, j, value, atoms, k)
        self.close()
        return self.done

    # -- components -------------------------------------------------------------------------------------------

    def component(self, kind: str, i: int, j: int, value: Any) -> None:
        cur = self.cur
        if self.echo and kind == "D" and cur is not None:
            self.echo = False
            return
        if cur is not None and cur.since and cur.lo.length is not None and kind in "DPC":
            cur.within, cur.lo.length = cur.lo.length, None  # "for two hours tomorrow at 3"
        if cur is not None and (not self.prefix or self.prefix == ["F"]) and self.pending is None:
            side = cur.hi if cur.hi is not None else cur.lo
            if self.awaiting_hi and self.adjacent and not (kind in "CP" and side.day and not side.timed):
                cur.hi = side = Moment()
                self.awaiting_hi = False
            added = self.loose and kind in "PC" and not side.timed and side is cur.lo
            if self.place(side, kind, value, cur):
                cur.added = cur.added or added
                self.loose = False
                cur.open_from = cur.open_from or (kind == "C" and self.prefix == ["F"])
                cur.j, self.adjacent, self.prefix = j, True, []
                return
        if cur is not None and kind == "C" and self.narrows(cur):
            cur.rel, cur.by = self.prefix[0]
            cur.lo.clock, cur.j, self.prefix, self.adjacent = value, j, [], True
            return
        if cur is not None and self.pending is None and not self.prefix and kind == "D" and self.adjacent:
            self.pending = None if self.loose else "&"  # 周二周三
        self.open(i)
        self.loose = False
        assert self.cur is not None
        lasting = self.lasts
        self.place(self.cur.lo, kind, value, self.cur)
        self.cur.since = lasting and kind == "L"
        self.lasts = False
        self.cur.j = j
        self.adjacent = True

    def narrows(self, cur: Wish) -> bool:
        """ "tonight after 7", "tomorrow morning, before 11", "Tue after 4": a bound within the day or part just said."""
        lo = cur.lo
        if not self.adjacent or self.pending or len(self.prefix) != 1 or not isinstance(self.prefix[0], tuple):
            return False
        within = lo.part is not None or (lo.day is not None and not self.loose and not cur.preferred)
        return within and lo.clock is None and cur.rel is None and cur.hi is None and not cur.refused

    def place(self, side: Moment, kind: str, value: Any, wish: Wish) -> bool:
        """Put it where it belongs, if that place is free."""
        if kind == "D":
            return self.place_day(side, value, wish)
        if side.span is not None or (side.instant is not None and kind != "S"):
            return False
        if kind == "L":
            if self.lasts and wish.within is None and (side.day or side.timed or side.instant):
                wish.within = value
                self.lasts = False
                return True
            if side.day or side.timed or side.length:
                return False
            side.length = value
            return True
        if side.length is not None:
            return False
        if kind in "IS":
            if side.day or side.timed:
                return False
            setattr(side, _SLOTS[kind], value)
            return True
        name = _SLOTS[kind]
        there = getattr(side, name)
        if there is not None:
            return bool(there == value)
        if kind == "P" and wish.rel and side.clock is None and wish.refused:
            return False
        setattr(side, name, value)
        return True

    def place_day(self, side: Moment, value: tuple[Any, ...], wish: Wish) -> bool:
        if side.length or side.span or side.instant:
            return False
        lo = wish.lo
        if wish.hi is side and lo.day and lo.day[0] == "nth" and value[0] == "span":  # the first Monday 1 to 3 of June
            lo.day = merge_days(lo.day, value)
            return True
        if side.day is None:
            side.day = value
            return True
        merged = merge_days(side.day, value)
        if merged is None or (self.loose and value[0] != "dom" and "span" in (value[0], side.day[0])):
            return False
        side.day = merged
        return True

    # -- wishes -----------------------------------------------------------------------------------------------

    def open(self, i: int) -> None:
        self.close()
        wish = Wish(i)
        wish.link, self.pending = self.pending, None
        for what in self.prefix:
            if what == "Q":
                wish.preferred = True
            elif what == "x":
                wish.refused = True
            elif what == "K":
                wish.corrects = True
            elif what == "M":
                wish.moved = True
            elif what in ("S", "F"):
                wish.open_from = True
                wish.since = False
            elif isinstance(what, tuple):
                wish.rel, wish.by = what
        if self.excluding and wish.link in ("&", "|"):
            wish.refused = True
        self.excluding = wish.refused
        self.prefix = []
        self.cur = wish
        self.awaiting_hi = False

    def close(self) -> None:
        if self.cur is not None:
            self.done.append(self.cur)
            self.cur = None
        self.awaiting_hi = False

    # -- what stands between ----------------------------------------------------------------------------------

    def gap(self, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
        self.adjacent = False
        self.loose = True
        self.awaiting_hi = False
        self.pending = None
        self.prefix = [p for p in self.prefix if p in ("Q", "K", "M", "S") or (p == "x" and j - i < 3)]

    def comma(self, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
        self.awaiting_hi = False
        self.excluding = False
        self.loose = True

    def sentence(self, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
        self.close()
        self.pending = None
        self.excluding = False
        self.prefix = [p for p in self.prefix if p in ("K",)]

    def after(self, i: int, j: int, prefix: Any, atoms: Sequence[Atom], k: int) -> None:
        self.relate(">", bool(prefix), False)

    def before(self, i: int, j: int, prefix: Any, atoms: Sequence[Atom], k: int) -> None:
        if prefix == "latest":  # "Friday at the latest", "at the latest Friday"
            said = self.cur is not None and self.adjacent
            self.relate("<", not said, not said or (self.cur is not None and self.cur.lo.clock is None))
            return
        self.relate("<", bool(prefix), prefix is True)

    def relate(self, rel: str, prefix: bool, by: bool) -> None:
        cur = self.cur
        if prefix:
            if cur is not None and cur.lo.length is not None and self.adjacent and cur.hi is None:
                cur.offset = cur.lo.length if rel == ">" else -cur.lo.length
                cur.lo.length = None
                return
            if self.prefix and self.prefix[-1] == "x":  # not before is from then on
                self.prefix.pop()
                rel, by = (">" if rel == "<" else "<"), False
            self.prefix.append((rel, by))
        elif cur is not None and self.adjacent and cur.rel is None:
            cur.rel, cur.by = rel, by

    def start(self, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
        cur = self.cur
        if cur is not None and cur.lo.length is not None and self.adjacent and cur.hi is None:
            if cur.since:  # "for 10 days from the 18th"
                cur.within = cur.lo.length
            else:
                cur.offset = cur.lo.length
            cur.lo.length = None
            return
        self.prefix.append("S" if value == 1 else "F")

    def to(self, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
        if self.cur is not None and self.adjacent and self.cur.hi is None:
            self.awaiting_hi = True
        elif not self.prefix and k + 1 < len(atoms) and atoms[k + 1][0] in "DPCI" and value is not False:
            self.prefix.append(("<", True))

    def begin_between(self, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
        self.between = True

    def end_between(self, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
        cur = self.cur
        if cur is not None and cur.link == "&" and self.done and cur.hi is None:
            first = self.done.pop()
            first.hi, first.j, cur = cur.lo, cur.j, first
            self.cur = first

    def link(self, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
        if self.cur is None or not self.adjacent:
            return
        if self.between:
            self.awaiting_hi, self.between = True, False
        else:
            self.pending = atoms[k][0]

    def off(self, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
        cur = self.cur
        following = atoms[k + 1][0] if k + 1 < len(atoms) else ""
        if following in ("D", "P", "C", "<", ">") and (cur is None or not self.adjacent or self.loose):
            self.prefix.append("x")  # "不能周三"
            return
        if cur is None:
            return
        if cur.added:  # "tomorrow is fine, but I am out at noon": the day stays, the hours go
            whole = Wish(cur.i)
            whole.lo.day, whole.j, whole.link, whole.preferred = cur.lo.day, cur.i, cur.link, cur.preferred
            self.done.append(whole)
            cur.link = None
        cur.refused = True
        refused = cur
        for earlier in reversed(self.done):
            if refused.link not in ("&", "|"):
                break
            earlier.refused = True
            refused = earlier
        self.close()
        self.adjacent = False

    def unless(self, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
        following = atoms[k + 1][0] if k + 1 < len(atoms) else "_"
        if following in "DPCIS<>FB":
            self.prefix.append("x")
        elif self.cur is not None and self.adjacent:
            self.off(i, j, value, atoms, k)
        else:
            self.prefix.append("x")

    def corrected(self, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
        if self.cur is not None or self.done:
            self.close()
            self.prefix = ["K"]

    def moved(self, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
        self.close()
        self.prefix.append("M")

    def prefer(self, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
        rest = "".join(a[0] for a in atoms[k + 1 : k + 5])
        ahead = rest.lstrip("_")[:1]
        if ahead in ("D", "P", "C", "I", "S", ">", "<", "F", "B", "x"):
            self.prefix.append("Q")
        elif self.cur is not None:
            self.cur.preferred = True

    def passed(self, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
        """What has passed is not wished for."""
        self.cur = None

    def same(self, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
        if value and self.cur is None and self.done and k + 1 < len(atoms) and atoms[k + 1][0] == "D":
            self.cur = self.done.pop()
            self.cur.lo.day = atoms[k + 1][3]
            self.echo = True
            return
        if self.cur is not None and self.adjacent and self.cur.lo.day and k + 1 < len(atoms):
            self.echo = atoms[k + 1][0] == "D"

    def lasting(self, i: int, j: int, value: Any, atoms: Sequence[Atom], k: int) -> None:
        self.lasts = True


_ACTIONS = {
    "_": Gathering.gap,
    ".": Gathering.comma,
    "!": Gathering.sentence,
    ">": Gathering.after,
    "<": Gathering.before,
    "F": Gathering.start,
    "-": Gathering.to,
    "B": Gathering.begin_between,
    "E": Gathering.end_between,
    "&": Gathering.link,
    "|": Gathering.link,
    "X": Gathering.off,
    "x": Gathering.unless,
    "K": Gathering.corrected,
    "M": Gathering.moved,
    "Q": Gathering.prefer,
    "J": Gathering.lasting,
    "=": Gathering.same,
    "#": Gathering.passed,
}
