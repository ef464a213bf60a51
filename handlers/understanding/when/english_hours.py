"""English bare numbers: an hour where what stands beside them makes them one, else nothing."""

from handlers.understanding.when.atoms import SAID, Atom

BESIDE = frozenset("PD")


def promoted(out: list[Atom]) -> list[Atom]:
    """A bare number becomes a clock time where what stands beside it makes it one; else it is nothing."""
    n = len(out)
    kept: list[Atom] = []
    before = _NONE
    for k, atom in enumerate(out):
        kind = atom[0]
        if kind == "_":
            kept.append(atom)
        elif kind == "D":
            if before[0] == "weekof":
                kept.append(("D", atom[1], atom[2], ("weekof", atom[3])))
            elif before[3] == "since":  # "since Monday" tells how long, not when
                kept.append(("D", atom[1], atom[2], ("past",)))
            else:
                kept.append(atom)
        elif kind == "n":
            if is_clock(out, k, n):
                h, m = atom[3][:2]
                kind = "C" if h <= 24 and m < 60 else "_"
                atom = out[k] = (kind, atom[1], atom[2], (h, m, 0, SAID if h > 12 or h == 0 else None))
                kept.append(atom)
            else:
                kept.append(("_", atom[1], atom[2], None))
        elif kind != "A" and kind != "weekof":
            kept.append(atom)
        before = atom
    return kept


def is_clock(out: list[Atom], k: int, n: int) -> bool:
    """Does what stands beside this number make it an hour?"""
    value = out[k][3]
    before = out[k - 1] if k else _NONE
    after = out[k + 1] if k + 1 < n else _NONE
    if after[0] == "-" and k + 2 < n and out[k + 2][0] == "_":
        return False
    if before[0] in _AT and value[0] <= 24:
        return before[0] == "A" or value[:2] != (0, 0)
    if len(value) > 2 and not value[2]:
        return False  # three digits alone are no time
    if before[0] == "." and k > 1:
        before = out[k - 2]
    return (
        (before[0] in BESIDE and not _is_a_thing(out[k], after))
        or _before_a_day(out, k, n, after)
        or _in_a_row(out, k, before)
        or _begins_range(out, k, n, before, after)
    )


def _is_a_thing(number: Atom, after: Atom) -> bool:
    """ "the Friday one": the word, said after a day, with no other hour behind it."""
    return number[3][0] == 1 and number[2] - number[1] == len("one") and after[0] not in ("|", "-", "&")


_AT = frozenset("A<>BF")
_NONE: Atom = ("", 0, 0, None)


def _before_a_day(out: list[Atom], k: int, n: int, after: Atom) -> bool:
    """ "9 tomorrow", "7, this morning", "4 or later"."""
    if after[0] in "<>" and after[3] in (False, "latest"):
        return True
    following = [a[0] for a in out[k + 2 : k + 4]]
    if after[0] == "." and following[:1] in (["P"], ["D"]) and "P" in following:
        after = out[k + 2]
    return after[0] in BESIDE and not (after[0] == "D" and after[3][0] in ("md", "dom", "past"))


def _in_a_row(out: list[Atom], k: int, before: Atom) -> bool:
    """ "at 3 or 4", "at 3, no, 4", "2pm to 4", "between 2pm and 4", "until 5"."""
    if before[0] in ("|", "&", "K") and any(a[0] == "C" for a in out[max(0, k - 5) : k]):
        return True
    return before[0] == "-" and (before[3] == "until" or (k > 1 and out[k - 2][0] == "C"))


def _begins_range(out: list[Atom], k: int, n: int, before: Atom, after: Atom) -> bool:
    """ "2 to 4pm", "between 2 and 4pm", "6-8 on Monday"."""
    if after[0] not in ("-", "&") or k + 2 >= n:
        return False
    beyond = out[k + 2]
    if beyond[0] in "nC" and (after[3] == "until" or before[0] == "x"):  # "9 until 5", "except 12-1"
        return True
    if beyond[0] == "C" or (beyond[0] == "n" and _leads(out, k + 2, n)):
        return after[0] == "-" or before[0] == "B"
    return False


def _leads(out: list[Atom], k: int, n: int) -> bool:
    return k + 1 < n and out[k + 1][0] in BESIDE
