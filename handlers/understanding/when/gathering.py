"""Wishes as they grow while a message is read: every time said joins the wish it belongs to, or begins the next."""

from typing import Any

from handlers.understanding.when.wishes import Moment, Wish, merge_days

SLOTS = {"D": "day", "P": "part", "C": "clock", "I": "instant", "S": "span", "L": "length"}


class Gathering:
    """The wishes of one message so far."""

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

    # -- components -------------------------------------------------------------------------------------------

    def component(self, kind: str, i: int, j: int, value: Any) -> None:
        """A day, a part of it, an hour, a length: of the wish at hand, if it has room for it."""
        cur = self.cur
        if cur is None:
            self.begin(kind, i, j, value)
        elif self.echo and kind == "D":
            self.echo = False
        elif not self.joins(cur, kind, j, value):
            if self.pending is None and not self.prefix and kind == "D" and self.adjacent and not self.loose:
                self.pending = "&"  # 周二周三
            self.begin(kind, i, j, value)

    def joins(self, cur: Wish, kind: str, j: int, value: Any) -> bool:
        if cur.since and cur.lo.length is not None and kind in "DPC":
            cur.within, cur.lo.length = cur.lo.length, None  # "for two hours tomorrow at 3"
        prefix = self.prefix
        if self.pending is None and (not prefix or prefix == ["F"]):
            side = cur.lo if cur.hi is None else cur.hi
            if self.awaiting_hi and self.adjacent and not (kind in "CP" and side.day and not side.timed):
                cur.hi = side = Moment()
                self.awaiting_hi = False
            apart = self.loose and kind in "PC" and side is cur.lo and not side.timed
            if self.place(side, kind, value, cur):
                if apart:
                    cur.added = True
                if prefix and kind == "C":
                    cur.open_from = True
                self.loose = False
                cur.j, self.adjacent, self.prefix = j, True, []
                return True
        if kind == "C" and self.narrows(cur):
            cur.rel, cur.by = prefix[0]
            cur.lo.clock, cur.j, self.prefix, self.adjacent = value, j, [], True
            return True
        return False

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
        if side.length is not None or (kind in "IS" and (side.day or side.timed)):
            return False
        name = SLOTS[kind]
        there = getattr(side, name)
        if there is not None and kind in "PC":
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

    def begin(self, kind: str, i: int, j: int, value: Any) -> None:
        """The next wish, with the first that is said of it."""
        if self.cur is not None:
            self.done.append(self.cur)
        self.cur = wish = Wish(i, j)
        if self.pending is not None:
            wish.link, self.pending = self.pending, None
        if self.prefix:
            self.led_by_prefix(wish)
        if self.excluding and (wish.link == "&" or wish.link == "|"):
            wish.refused = True
        self.excluding = wish.refused
        self.awaiting_hi = self.loose = False
        self.adjacent = True
        if not (kind == "P" and wish.rel and wish.refused):
            setattr(wish.lo, SLOTS[kind], value)
        if self.lasts:
            wish.since = kind == "L"
            self.lasts = False

    def led_by_prefix(self, wish: Wish) -> None:
        for what in self.prefix:
            if what == "Q":
                wish.preferred = True
            elif what == "x":
                wish.refused = True
            elif what == "K":
                wish.corrects = True
            elif what == "M":
                wish.moved = True
            elif what == "S" or what == "F":
                wish.open_from = True
            else:
                wish.rel, wish.by = what
        self.prefix = []

    def close(self) -> None:
        if self.cur is not None:
            self.done.append(self.cur)
            self.cur = None
        self.awaiting_hi = False
