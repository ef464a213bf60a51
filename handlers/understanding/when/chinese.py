"""Chinese: from a normalised text to atoms."""

import re
from collections.abc import Callable, Iterator

from handlers.understanding.when import calendar
from handlers.understanding.when.atoms import Atom, Frame
from handlers.understanding.when.chinese_clocks import (
    read_ampm,
    read_bit,
    read_clock,
    read_digital,
    read_four,
    read_lead,
    read_now,
    read_num,
    read_part,
    read_quarter_to,
    read_sep,
    read_two,
)
from handlers.understanding.when.chinese_days import (
    read_dom,
    read_holiday,
    read_latin,
    read_md,
    read_mo,
    read_month,
    read_nth,
    read_past,
    read_rel,
    read_week,
    read_ymd,
    read_ymonth,
)
from handlers.understanding.when.chinese_lengths import read_length
from handlers.understanding.when.chinese_words import N, Pieces

_HOLIDAY = (
    f"(?P<hname>(?:{'|'.join(n for n in calendar.NAMES if n not in ('十一', '五一', '六一', '过年'))})"
    "|(?:十一|五一|六一|过年)(?![点号月日路时:0-9一二三四五六七八九十零个年]))(?P<hspan>节?(?:假期|长假|期间|放假|黄金周|那几天))?"
    f"(?P<hrel>(?:[之以过完放假]{{0,3}}|节|假)(?P<hdir>后|前)(?:(?:的?第?(?P<hn>{N}|一)个?(?P<hwork>工作日|天|日))|(?=[一两三四]?天))?(?:的第?一天)?)?"
)


_pieces = Pieces(_HOLIDAY, "".join({n[0] for n in calendar.NAMES}))


_SIMPLE: dict[str, tuple[str, object]] = {
    "late_bound": ("<", True), "early_bound": (">", True), "wrong": ("K", None), "move": ("M", None),
    "isnt": ("N", None), "otherwise": ("!", None), "prefer": ("Q", None), "off": ("X", None), "except": ("x", None), "between": ("E", None), "after": (">", False),
    "before": ("<", False), "from": ("F", None), "or": ("|", None), "and": ("&", None), "to": ("-", None),
    "same": ("=", None), "stop": (".", None), "end": ("!", None), "skip": ("_", None),
}  # fmt: skip


def ready() -> Iterator[None]:
    """Puts together what any character may begin, a step for each."""
    return _pieces.ready()


Reader = Callable[[re.Match[str], Frame, list[Atom]], None]


def atoms(text: str, frame: Frame) -> list[Atom]:
    """Every piece of a time in the text, in order; "_" stands for what lies between."""
    found: list[Atom] = []
    end = at = 0
    while m := _pieces.next(text, at):
        i, at = m.span()
        if i > end:
            found.append(("_", end, i, None))
        end = at
        kind = m.lastgroup or ""
        if kind in _READERS:
            _READERS[kind](m, frame, found)
            if len(found) > 240:  # nobody names so many times; what follows is not read
                break
        elif kind in _SIMPLE:  # and what says nothing, like 左右 or 的, is passed over
            letter, value = _SIMPLE[kind]
            found.append((letter, i, at, value))
    if end < len(text):
        found.append(("_", end, len(text), None))
    return found


_READERS: dict[str, Reader] = {
    "latin": read_latin, "rel": read_rel, "past": read_past, "week": read_week, "nth": read_nth, "month": read_month, "ymd": read_ymd, "ymonth": read_ymonth,
    "md": read_md, "mo": read_mo, "length": read_length, "sep": read_sep, "quarter_to": read_quarter_to, "clock": read_clock,
    "digital": read_digital, "ampm": read_ampm, "two": read_two, "dom": read_dom, "lead": read_lead, "four": read_four, "num": read_num,
    "half_day": read_part, "part": read_part, "bit": read_bit, "now": read_now, "holiday": read_holiday,
}  # fmt: skip
