"""English: from a normalised text to atoms. The grammar is a pattern over the letters of `english_words`."""

import re
from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import Any

from handlers.understanding.when.atoms import Atom, Frame
from handlers.understanding.when.english_clocks import (
    read_clock,
    read_dotted,
    read_eod,
    read_four,
    read_number,
    read_pair,
    read_past,
    read_weak_range,
)
from handlers.understanding.when.english_days import (
    read_after_next,
    read_day_after,
    read_day_beside,
    read_dom,
    read_early_part,
    read_friday_week,
    read_iso,
    read_later_unit,
    read_named,
    read_number_after_on,
    read_on_pair,
    read_part,
    read_rest,
    read_slash,
    read_theday,
    read_today,
    read_weekday,
    read_weekdaynumber,
    read_weekdays,
    read_weekend,
    read_weekof,
)
from handlers.understanding.when.english_hours import promoted
from handlers.understanding.when.english_lengths import read_ago, read_length, read_offset, read_within
from handlers.understanding.when.english_months import (
    read_edge,
    read_half_of_month,
    read_md,
    read_mdrange,
    read_month,
    read_monthyear,
    read_nthlast,
    read_nthplain,
    read_nthunit,
    read_nthweekday,
    read_ofmonth,
    read_rangeofmonth,
    read_unit,
    read_week_day,
)
from handlers.understanding.when.english_pieces import Found, Out, span_of
from handlers.understanding.when.english_tokens import tokens

_LEN1 = (
    "(?:[15]&a?h[HIu]|a?h[at]?[HIu]|[15]ah[HI]|a?QOa?H|a?QH|s[HI]|[15f4d][+]?[HISu]|a?[bj]O?[+]?[HISu]|a[+]?[HISu])"
    "(?:&a?h(?![HIu]))?"
)


LEN = f"(?:{_LEN1}(?:&?{_LEN1}){{0,2}})"


_O = "[15ow]"


_YEAR = "(?:[,O./n-]{0,1}4)?"


# name: the letters it may begin with, and its pattern
_GRAMMAR: dict[str, tuple[str, str]] = {
    "past": (
        "15Qah",
        "(?:a?Q|h|[15]I)[ZTG<>]t?(?:c|[15]k?|z|d)p?|[15]Z(?:c|[15]k?|z)p?|(?<![FB])5T[15]k?p?(?![u15])|(?<=F)5T[15]k?p?(?=[TG-])|h[15](?![HIuZ])k?p?",
    ),
    "ago": ("145LQabdfghjs", f"L?{LEN}g|g|L{LEN}|L[uePM](?!O)|LW(?!O)"),
    "offset": ("145Qabdfhjns", f"nA?t?{LEN}(?!O)|n[15][-T]{LEN}|{LEN}(?:F0|l|9)|[15][WV]F0"),
    "within": ("15Xntv", f"v(?:t?X)?{LEN}(?:F0|[F>]D)?|(?:nt?)?t?X[+]?{LEN}|n?t?X[HIS]|t[15]X[u]|n?t?[15]Xu|vt[HIu]"),
    "nthplain": ("otw", "t?[wo]W(?!O)"),
    "nthweekday": ("15Lotw", "t?([wo15]|L)WO(?:t?[XY]?u|[Mm](?:,?4)?)"),
    "nthlast": ("otw", "t?[wo]LuO(?:t?[XY]?u|[Mm](?:,?4)?)"),
    "nthunit": ("Lotw", "t?(?:[wo]|L)u[On](?:t?[XY]?u|[Mm](?:,?4)?)"),
    "ofmonth": ("15otw", "t?[wo15]Ot?[XY]?u"),
    "rangeofmonth": ("15otw", "t?[wo15][-TGR]t?[wo15][On]?t?[XY]u"),
    "weekof": ("tu;", "(?:t?u(?:FN?|O)|;t?)(?=[Mt15]|i|s|o)"),
    "after_next": ("MWXetu", "t?[WMue]>t?X|XTX[WMue]"),
    "day_after": ("tu", "t?u[>y<]D|tu>(?=[.,_]|$)"),
    "early_part": ("E", "E[DY]P"),
    "friday_week": ("DW15a", "[DW]u(?![O>])|[15a]uN?[DW]"),
    "weekdays": ("Nu", "N?u(?=[.,>Px|&@]|$)"),
    "onward": ("N", "N(?=[.,]|$)"),
    "week_day": ("WXY", "[XY]u,?N?W|WO?t?[XY]u"),
    "mdrange": ("Mm", f"[Mm]t?{_O}(?:[-TGR]|,?-)t?{_O}(?![HIpkMm]|[-]){_YEAR}|[Mm]B{_O}&{_O}"),
    "dmrange": ("15otw", f"t?{_O}[-TGR]t?{_O}O?[Mm]{_YEAR}|(?<=B)t?{_O}&t?{_O}O?[Mm]{_YEAR}"),
    "monthyear": ("Mm", "[Mm][,/.-]?4(?![p])"),
    "md": ("Mm", f"[Mm][/.-]?t?{_O}(?![HIpk1]){_YEAR}|[Mm][/.-]?t?[ow]{_YEAR}|[Mm][/.-]?t?[15](?=[15]{{1,2}}p)"),
    "dm": ("15otw", f"t?{_O}(?:u?O)?[-/.,]?[Mm]{_YEAR}"),
    "rest": ("r", "rO?[tY]?u"),
    "edge": ("EtF", "t?EO?(?:t?[XY]?u|[Mm])|t?E(?=O?[XY]u)|FO(?:t?[XY]?u|[Mm])"),
    "half_of_month": ("tw", "t?whO(?:t?[XY]?u|[Mm])"),
    "day_beside": ("tu", "t?u(?=[<>][CMmWtois1])"),
    "weekdaynumber": ("W", "W,?t?[ow](?!O)|W,?t[15](?![pk])|W1(?![pk15:-])(?=[.,_]|$)"),
    "weekday": ("VWXYt", "(?:t?Y)?t?X[WV]|Y[WV]|W|(?<![t])V"),
    "weekend": ("XYet", "t?[XY]{0,2}t?e"),
    "later_unit": ("l", "l[YX]u|ln?t?u"),
    "unit": ("XYt", "t?Y?X?Yu|t?Xu|Yu"),
    "month": ("FGMXYmnuy", "(?:n|[XY]|uO)?(?:M|(?<=[nX])m)|nm|Xm|Ym(?!_)|(?:n|F|y|G)m"),
    "today": ("Dl", "lD|D"),
    "theday": ("JOt", "[JO]tu(?![FO>])|(?<!O)tu(?=[.,]|$)"),
    "number_after_on": ("Nt", "Nt?[15](?!nt?P|p|k|P|YP|[-T15HIuOMm&I]|[-/.,]?[MmO])|t[15](?=[FBA>P.,]|$)"),
    "on_pair": ("N", "N[15]-[15](?![pk])"),
    "ordinal": ("Not", "(?:N?t)w(?![_uW15])|t?o"),
    "slash": ("s", "s(?![HI])"),
    "clock": ("145cdz", "c,?p?|[15]?z|[15]kp?|[15]p|4p|dp|[15][15]I?p|[15]q[15]p?|[15]n[tY]?p"),
    "weak_range": ("15", "[15]-[15](?=[-TG,.&@_ADWXYPMnN]|$)"),
    "pair": ("15", "[15]-?[15](?![pI])I?|[15][15]I(?!I)"),
    "length": ("145JQUabdfhjs", f"J?U|J?{LEN}|J[15a]P"),
    "dotted": ("Nd", "N?d"),
    "four": ("4", "4"),
    "number": ("15", "[15]"),
    "part": ("PXYnt", "n?t?Y?P|XP"),
    "last": ("L", "LO?"),
    "simple": ("FGy", "[FGy]"),
}


Match = Callable[[str, int], re.Match[str] | None]


class _Beginnings(dict[str, Match]):
    """For each letter one pattern of what may begin with it, put together when the letter is first met."""

    def __missing__(self, letter: str) -> Match:
        beginning = [f"(?P<{name}>{p})" for name, (letters, p) in _GRAMMAR.items() if letter in letters]
        self[letter] = found = re.compile("|".join(beginning)).match
        return found


_match = _Beginnings()


def ready() -> Iterator[None]:
    """Puts together what any letter may begin, a step for each."""
    for letter in _ALONE:
        _match[letter]
        yield


_letter = itemgetter(0)


def atoms(text: str, frame: Frame) -> list[Atom]:
    """Every piece of a time in the text, in order; "_" stands for what lies between."""
    found = tokens(text)
    if len(found) > 300:  # nobody needs so many words to name a time; what follows is not read
        found = found[:300]
    out: Out = []
    letters = "".join(map(_letter, found))
    following = letters[1:] + "$"
    k, n = 0, len(found)
    while k < n:
        letter = letters[k]
        if letter == "_":
            out.append(found[k])
            k += 1
            continue
        read, goes_on = _ALONE[letter]
        m = _match[letter](letters, k) if following[k] in goes_on else None
        if m is None:
            read((found[k],), frame, out)
            k += 1
        else:
            end = m.end()
            _READERS[m.lastgroup or ""](found[k:end], frame, out)
            k = end
    return promoted(out)


def read_onward(ts: Found, frame: Frame, out: Out) -> None:
    out.append((">", *span_of(ts), False))


def read_last(ts: Found, frame: Frame, out: Out) -> None:
    out.append(("_", *span_of(ts), None))


def read_now(ts: Found, frame: Frame, out: Out) -> None:
    out.append(("I", *span_of(ts), frame.now))


def read_asap(ts: Found, frame: Frame, out: Out) -> None:
    out.append(("S", *span_of(ts), (frame.now, None, "open-end")))


_SIMPLE: dict[str, tuple[str, Any]] = {
    ">": (">", True), "Z": (">", True), "<": ("<", "before"), "y": ("<", True), "{": ("<", True), "F": ("F", None), "-": ("-", None),
    "T": ("-", False), "R": ("-", "until"), "G": ("-", "until"), "B": ("B", None), "&": ("&", None), "|": ("|", None),
    "x": ("x", None), "~": ("X", None), "K": ("K", None), "%": ("M", None), "@": ("Q", None), "=": ("=", True),
    "#": ("#", None), "]": (">", False), "[": ("<", "latest"), ",": (".", None), ".": ("!", None),
}  # fmt: skip


def read_simple(ts: Found, frame: Frame, out: Out) -> None:
    letter, i, j, said = ts[0]
    kind, value = _SIMPLE[letter]
    if letter == "F":
        value = said
    elif said == 1:
        if letter == ">":
            value = "since"
        elif letter == "~":
            value = "behind"
        elif letter == "x":
            value = "before"
        elif letter == "K" and not (i > 0 and out):
            return
    out.append((kind, i, j, value))


def read_at(ts: Found, frame: Frame, out: Out) -> None:
    out.append(("A", ts[0][1], ts[0][2], None))


Reader = Callable[[Found, Frame, Out], None]


_READERS: dict[str, Reader] = {
    "past": read_past, "ago": read_ago, "offset": read_offset, "within": read_within,
    "nthweekday": read_nthweekday, "nthplain": read_nthplain, "nthlast": read_nthlast,
    "nthunit": read_nthunit, "ofmonth": read_ofmonth, "rangeofmonth": read_rangeofmonth, "weekof": read_weekof,
    "after_next": read_after_next, "day_after": read_day_after, "week_day": read_week_day, "mdrange": read_mdrange, "dmrange": read_mdrange,
    "monthyear": read_monthyear, "md": read_md, "dm": read_md, "rest": read_rest, "edge": read_edge, "weekdaynumber": read_weekdaynumber,
    "weekday": read_weekday, "weekend": read_weekend, "later_unit": read_later_unit, "unit": read_unit, "month": read_month,
    "today": read_today, "theday": read_theday, "number_after_on": read_number_after_on, "on_pair": read_on_pair, "ordinal": read_dom,
    "slash": read_slash, "clock": read_clock, "weak_range": read_weak_range, "pair": read_pair, "length": read_length,
    "dotted": read_dotted, "four": read_four, "number": read_number, "part": read_part, "last": read_last, "simple": read_simple,
    "early_part": read_early_part, "half_of_month": read_half_of_month, "day_beside": read_day_beside, "friday_week": read_friday_week, "weekdays": read_weekdays, "onward": read_onward,
}  # fmt: skip


def read_gap(ts: Found, frame: Frame, out: Out) -> None:
    out.append(("_", ts[0][1], ts[0][2], None))


def read_nothing(ts: Found, frame: Frame, out: Out) -> None:
    """Parts its neighbours as little as if it had not been said."""


_ANY = "$!#%&+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_abcdefghijklmnopqrstuvwxyz{|}~"
# Letters, what they mean by themselves, and what must follow for more to be meant ("$": the end of all).
_BY_THEMSELVES: tuple[tuple[str, Reader, str], ...] = (
    ("#%&,-.<=>@BKRTZ[]x{|~", read_simple, ""), ("F", read_simple, "Om"), ("Gy", read_simple, "m"),
    ("15", read_number, "&+,-./15GHIMORSTVWXZakmnpquz"), ("4", read_four, "+HISpu"), ("d", read_dotted, "+HISpu"),
    ("D", read_today, "u"), ("W", read_weekday, ",1>OXYotuw"), ("e", read_weekend, ">"), ("C", read_named, ""),
    ("o", read_dom, "&,-./GLMORTWmu"), ("i", read_iso, ""), ("s", read_slash, "HI"), ("M", read_month, ",-./145>Botw"),
    ("P", read_part, ""), ("U", read_length, ""), ("c", read_clock, ",p"), ("z", read_clock, ""), ("}", read_eod, ""),
    ("A", read_at, ""), ("0", read_now, ""), ("!", read_asap, ""), ("g", read_ago, ""),
    ("+9HISq", read_gap, ""), ("bj", read_gap, "+HIOSu"), ("u", read_gap, "$&,.<>@FOPxy|"), ("r", read_gap, "OYtu"),
    ("E", read_gap, "DMOXYmtu"), ("J", read_gap, "145QUabdfhjst"), ("L", read_last, "145MOPQWabdefhjsu"), ("l", read_gap, "DXYntu"),
    ("X", read_gap, "+145HIMPQSTVWXYabdefhjmstu"), ("Y", read_gap, "MPVWXYemtu"),
    ("/kp", read_nothing, ""), ("N", read_nothing, "$,.15dtu"), ("O", read_nothing, "t"), ("Q", read_nothing, "<>GHOTZ"),
    ("a", read_nothing, "+HIQSbhju"), ("f", read_nothing, "+HISu"), ("h", read_nothing, "15<>GHITZatu"),
    ("n", read_nothing, "145AMPQXYabdfhjmst"), ("t", read_nothing, "15ELMPWXYeotuw"), ("v", read_nothing, "145QXabdfhjst"),
    ("w", read_nothing, "&,-./GLMORTWhmu"), (";mV", read_nothing, _ANY),
)  # fmt: skip
_ALONE = {letter: (read, goes_on) for letters, read, goes_on in _BY_THEMSELVES for letter in letters}
