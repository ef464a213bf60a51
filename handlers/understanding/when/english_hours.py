"""English bare numbers: an hour where what stands beside them makes them one, else nothing."""

from handlers.understanding.when.atoms import SAID, Atom

BESIDE = frozenset("PD")


def promoted(out: list[Atom]) -> list[Atom]:
    """A bare number becomes a clock time where what stands beside it makes it one; else it is nothing."""
    n = len(out)
    kept: list[Atom] = []
    for k, atom in enumerate(out):
        kind = atom[0]
        if kind == "n":
            if is_clock(out, k, n):
                h, m = atom[3][:2]
                kind = "C" if h <= 24 and m < 60 else "_"
                atom = (kind, atom[1], atom[2], (h, m, 0, SAID if h > 12 or h == 0 else None))
                out[k] = atom
            else:
                atom = ("_", atom[1], atom[2], None)
        elif kind == "weekof":
            continue
        elif kind == "D" and k and out[k - 1][0] == "weekof":
            atom = week_around(atom)
        elif kind == "D" and k and out[k - 1][3] == "since":
            atom = ("D", atom[1], atom[2], ("past",))  # "since Monday" tells how long, not when
        if kind != "A":
            kept.append(atom)
    return kept


def week_around(atom: Atom) -> Atom:
    return ("D", atom[1], atom[2], ("weekof", atom[3]))


def is_clock(out: list[Atom], k: int, n: int) -> bool:
    value = out[k][3]
    before = out[k - 1] if k else None
    after = out[k + 1] if k + 1 < n else None
    if after is not None and after[0] == "-" and k + 2 < n and out[k + 2][0] == "_":
        return False
    spoken_at = before is not None and before[0] in ("A", "<", ">", "B", "F")
    if spoken_at and (value[0] <= 24):
        return not (before is not None and before[0] in "F<>B" and value[1] == 0 and value[0] == 0)
    if len(value) > 2 and not value[2]:
        return False  # three digits alone are no time
    if before is not None and before[0] == "." and k > 1:
        before = out[k - 2]
    if after is not None and after[0] in "<>" and after[3] in (False, "latest"):  # "4 or later"
        return True
    if before is not None and before[0] in "|&K" and any(a[0] == "C" for a in out[max(0, k - 5) : k]):
        return True  # "at 3 or 4", "at 3, no, 4"
    if before is not None and before[0] in BESIDE:
        return True
    if (
        after is not None
        and after[0] == "."
        and k + 2 < n
        and out[k + 2][0] in "DP"
        and "P" in (out[k + 2][0], out[min(k + 3, n - 1)][0])
    ):
        after = out[k + 2]
    if after is not None and after[0] in BESIDE and not (after[0] == "D" and after[3][0] in ("md", "dom", "past")):
        return True
    if before is not None and before[3] == "until" and before[0] == "-":
        return True
    if before is not None and before[0] == "-" and k > 1 and out[k - 2][0] == "C":
        return True
    if before is not None and before[0] == "&" and k > 2 and out[k - 2][0] == "C" and out[k - 3][0] == "B":
        return True
    if after is not None and after[0] in "-&" and k + 2 < n:
        beyond = out[k + 2]
        if beyond[0] == "C" or (beyond[0] == "n" and leads(out, k + 2, n)):
            return after[0] == "-" or (before is not None and before[0] == "B")
    return False


def leads(out: list[Atom], k: int, n: int) -> bool:
    after = out[k + 1] if k + 1 < n else None
    return after is not None and after[0] in BESIDE
