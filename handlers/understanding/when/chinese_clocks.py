"""Chinese clock times: 三点半, 差五分四点, 15:30, 七八点; and the bare numbers beside them."""

import re
from datetime import timedelta

from handlers.understanding.when import dates
from handlers.understanding.when.atoms import AM, PM, SAID, Atom, Frame
from handlers.understanding.when.chinese_days import put_day
from handlers.understanding.when.chinese_words import PART_OF
from handlers.understanding.when.numbers import chinese as number

HALF_A_YEAR = timedelta(days=183)


def touches(out: list[Atom], i: int) -> bool:
    """Right after a part of a day or a plain day, 8.30 is a time: 明天8.30."""
    if not out or out[-1][2] != i:
        return False
    return out[-1][0] == "P" or (out[-1][0] == "D" and out[-1][3][0] in ("day", "wd", "wkd"))


def read_sep(m: re.Match[str], frame: Frame, out: list[Atom]) -> None:
    a, b, sign = int(m["sm"]), int(m["sd"]), m["sc"]
    i, j = m.span()
    if sign == "-" and m["sh"] and a < b <= 31:
        out.append(("D", i, m.end("sm"), ("dom", a)))
        out.append(("-", m.start("sc"), m.end("sc"), None))
        out.append(("D", m.start("sd"), j, ("dom", b)))
    elif sign == "-" and not (m["sm"][0] == "0" and m["sd"][0] == "0") and not (m["sm"][0] == "0" or b > 24):
        kind = "D" if m["sh"] else "n"
        out.append((kind, i, m.end("sm"), ("dom", a) if m["sh"] else a))
        out.append(("-", m.start("sc"), m.end("sc"), None))
        out.append((kind, m.start("sd"), j, ("dom", b) if m["sh"] else b))
    elif sign == "." and a < 25 and b < 60 and len(m["sd"]) == 2 and (touches(out, i) or far(a, b, frame)):
        out.append(("C", i, j, (a, b, 0, half_of(None, a, m["sm"]))))
    elif 1 <= a <= 12 and 1 <= b <= 31 and not (sign == "." and out and out[-1][0] == "P"):
        put_day(m, out, "md", a, b)
    else:
        out.append(("_", i, j, None))


def far(month: int, day: int, frame: Frame) -> bool:
    """Is 10.30 no day, or one so far off that half past ten is meant?"""
    ahead = dates.coming_date(frame.today, month, day)
    return ahead is None or ahead - frame.today > HALF_A_YEAR


def half_of(said: str | None, hour: int, raw: str = "") -> int | None:
    if said and hour <= 12:
        return PM if "p" in said else AM
    return SAID if hour > 12 or hour == 0 or (raw[:1] == "0" and len(raw) == 2) else None


def put_time(out: list[Atom], span: tuple[int, int], hour: int, minute: int, second: int, half: int | None) -> None:
    if hour <= 24 and minute < 60 and second < 60:
        out.append(("C", *span, (hour, minute, second, half)))
    else:
        out.append(("_", *span, None))


BIT_BEFORE = re.compile(r"(?:^|[\s,.!?、到从至约和或是在就吧])$")


BIT_AFTER = re.compile(
    r"$|[半钟整左之以过前后到至~多零,.!?、行能来吧可方开或和的-]|[一二三四五]十|\d|[一三]刻|有空|上门|怎么样"
)


def is_bit(m: re.Match[str], out: list[Atom]) -> bool:
    """ "一点" that means a little: 差不多一点问题, 早一点来."""
    if m["ch"] != "一" or m[0] not in ("一点", "一时"):
        return False
    if out and out[-1][0] in "PDF-<>" and out[-1][2] == m.start():
        return False
    text = m.string
    if m[0] == "一时":
        return True
    return not (BIT_BEFORE.search(text[max(0, m.start() - 1) : m.start()]) and BIT_AFTER.match(text, m.end()))


def read_clock(m: re.Match[str], _: Frame, out: list[Atom]) -> None:
    if is_bit(m, out):
        out.append(("_", *m.span(), None))
        return
    hour, said, minute = number(m["ch"]), m["cm"], 0
    if said:
        if said == "半":
            minute = 30
        elif said[-1] == "刻":
            minute = 15 * (number(said[-2]))
        elif said not in "整正":
            minute = number(said.strip("过差分 "))
        if said[0] == "差":
            minute = 60 - (15 if said.endswith("刻") else minute)
            hour -= 1
    put_time(out, m.span(), hour, minute, 0, half_of(m["cap"], hour, m["ch"]))


def read_quarter_to(m: re.Match[str], _: Frame, out: list[Atom]) -> None:
    hour = number(m["qh"])
    minute = 15 if m["qm"] == "一刻" else number(m["qm"].rstrip("分"))
    put_time(out, m.span(), (hour - 1) % 24, 60 - minute, 0, half_of(None, hour - 1 if hour > 1 else 1))


def read_digital(m: re.Match[str], _: Frame, out: list[Atom]) -> None:
    hour = int(m["dh"])
    put_time(out, m.span(), hour, int(m["dm"]), int(m["ds"] or 0), half_of(m["dap"], hour, m["dh"]))


def read_ampm(m: re.Match[str], _: Frame, out: list[Atom]) -> None:
    put_time(out, m.span(), int(m["ah"]), 0, 0, half_of(m["aap"], int(m["ah"])))


def read_two(m: re.Match[str], _: Frame, out: list[Atom]) -> None:
    first, second = number(m["t1"]), number(m["t2"])
    if m["t1"][0] == "十" and second < 10:
        second += 10
    i, j = m.span()
    if second != first + 1:
        out.append(("C", m.start("t2"), j, (second, 0, 0, None)))
        return
    out.append(("C", i, m.end("t1"), (first, 0, 0, None)))
    out.append(("-", m.end("t1"), m.end("t1"), None))
    out.append(("C", m.start("t2"), j, (second, 0, 0, None)))


def read_lead(m: re.Match[str], _: Frame, out: list[Atom]) -> None:
    i, k, j, value = m.start(), m.end("leadn"), m.end(), number(m["leadn"])
    if m["lunit"] in ("号", "日"):
        out.append(("D", i, k, ("dom", value)))
    elif value <= 24:
        out.append(("C", i, k, (value, 0, 0, half_of(None, value, m["leadn"]))))
    out.append(({"、": "&", ",": "&", "和": "&", "或": "|"}.get(m["lsep"], "-"), k, j, None))


def read_four(m: re.Match[str], _: Frame, out: list[Atom]) -> None:
    touching = out and out[-1][0] in "DP-<>F" and m.start() - out[-1][2] < 2
    if touching or m.span() == (0, len(m.string)):
        put_time(out, m.span(), int(m["fh"]), int(m["fm"]), 0, SAID)
    else:
        out.append(("_", *m.span(), None))


def read_num(m: re.Match[str], _: Frame, out: list[Atom]) -> None:
    out.append(("n", *m.span(), int(m["numn"])))


def read_part(m: re.Match[str], _: Frame, out: list[Atom]) -> None:
    out.append(("P", *m.span(), PART_OF[m[0]]))


def read_now(m: re.Match[str], frame: Frame, out: list[Atom]) -> None:
    if m[0] in ("尽快", "越快越好", "尽早"):
        out.append(("S", *m.span(), (frame.now, None, "open-end")))
    else:
        out.append(("I", *m.span(), frame.now))


def read_bit(m: re.Match[str], _: Frame, out: list[Atom]) -> None:
    if m[0][0] == "早":
        out.append(("P", *m.span(), "morning"))
    else:
        out.append(("P", *m.span(), "evening"))
