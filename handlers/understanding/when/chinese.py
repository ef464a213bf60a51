"""Chinese: from a normalised text to atoms."""

import re
from collections.abc import Callable
from datetime import date

from handlers.understanding.when import calendar, dates
from handlers.understanding.when.atoms import AM, PM, SAID, Atom, Frame, Length
from handlers.understanding.when.chinese_words import AMOUNT, PART_OF, N, Pieces
from handlers.understanding.when.dates import DAY
from handlers.understanding.when.numbers import chinese as number

_HOLIDAY = (
    f"(?P<hname>(?:{'|'.join(n for n in calendar.NAMES if n not in ('十一', '五一', '六一', '过年'))})"
    "|(?:十一|五一|六一|过年)(?![点号月日路时:0-9一二三四五六七八九十零个年]))(?P<hspan>节?(?:假期|长假|期间|放假|黄金周|那几天))?"
    f"(?P<hrel>(?:[之以过完放假]{{0,3}}|节|假)(?P<hdir>后|前)(?:(?:的?第?(?P<hn>{N}|一)个?(?P<hwork>工作日|天|日))|(?=[一两三四]?天))?(?:的第?一天)?)?"
)
_scan = Pieces(_HOLIDAY, "".join({n[0] for n in calendar.NAMES}))
_lengths = re.compile(
    f"(?P<a>{AMOUNT})\\s?(?P<half>个半)?(?:个多?|多个?|来个)?\\s?"
    "(?P<u>小时|钟头|分钟|刻钟|秒|天|日|周|星期|礼拜|工作日|月|年|分|晚)(?P<tail>半)?"
).finditer
_SECONDS = {"小时": 3600, "钟头": 3600, "分钟": 60, "分": 60, "刻钟": 900, "秒": 1}
_DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7}
_REL = {
    "今": 0, "明": 1, "后": 2, "大后": 3, "大大后": 4, "当": 0, "本": 0, "次": 1, "翌": 1, "隔": 1, "听": 1, "即": 0,
    "第二": 1, "转": 1,
}  # fmt: skip
_WEEKDAY = {c: i for i, c in enumerate("一二三四五六日")} | {"天": 6, "7": 6} | {str(i + 1): i for i in range(6)}
_SIMPLE: dict[str, tuple[str, object]] = {
    "late_bound": ("<", True), "early_bound": (">", True), "wrong": ("K", None), "move": ("M", None),
    "prefer": ("Q", None), "off": ("X", None), "except": ("x", None), "between": ("E", None), "after": (">", False),
    "before": ("<", False), "from": ("F", None), "or": ("|", None), "and": ("&", None), "to": ("-", None),
    "same": ("=", None), "stop": (".", None), "end": ("!", None), "skip": ("_", None),
}  # fmt: skip
_LATIN = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SILENT = frozenset(("ok", "about", "fill"))
Reader = Callable[[re.Match[str], Frame, list[Atom]], None]


def atoms(text: str, frame: Frame) -> list[Atom]:
    """Every piece of a time in the text, in order; "_" stands for what lies between."""
    found: list[Atom] = []
    end = 0
    for m in _scan(text):
        kind = m.lastgroup or ""
        i, j = m.span()
        if i > end:
            found.append(("_", end, i, None))
        end = j
        simple = _SIMPLE.get(kind)
        if simple:
            found.append((simple[0], i, j, simple[1]))
        elif kind not in _SILENT:
            _READERS[kind](m, frame, found)
            if len(found) > 240:  # nobody names so many times; what follows is not read
                break
    if end < len(text):
        found.append(("_", end, len(text), None))
    return found


def _day(m: re.Match[str], out: list[Atom], *value: object) -> None:
    out.append(("D", m.start(), m.end(), value))


def _rel(m: re.Match[str], frame: Frame, out: list[Atom]) -> None:
    word = m[0]
    stem = word.rstrip("天日儿个两二晨晚朝")
    today = frame.today
    if stem in ("今明", "明后") or word[0] in "近这最":
        first = 1 if stem == "明后" else 0
        last = first + 2 if word[0] in "今明" else 3
        _day(m, out, "span", today + first * DAY, today + last * DAY)
        return
    i, j = m.span()
    if stem in ("次", "翌", "隔", "第二", "转"):
        out.append(("D", i, j, ("next", 1)))
        return
    out.append(("D", i, j, ("day", today + _REL.get(stem, 0) * DAY)))
    if word[-1] in "晨朝晚":
        out.append(("P", j - 1, j, "evening" if word[-1] == "晚" else "early"))


def _latin(m: re.Match[str], frame: Frame, out: list[Atom]) -> None:
    """An English day in a Chinese sentence."""
    word = m[0]
    if word[:3] in _LATIN:
        _day(m, out, "wd", _LATIN.index(word[:3]))
    else:
        _day(m, out, "day", frame.today + DAY * (word[1] != "o" or word == "tomorrow"))
        if word == "tonight":
            out.append(("P", *m.span(), "evening"))


def _past(m: re.Match[str], _: Frame, out: list[Atom]) -> None:
    _day(m, out, "past")


def _weeks(said: str | None) -> int:
    return said.count("下") if said else 0


def _week(m: re.Match[str], frame: Frame, out: list[Atom]) -> None:
    today = frame.today
    if m["half"] or m["whalf"]:
        first, _ = dates.week(today, _weeks(m["xrel"] or m["wrel"]))
        later = (m["half"] or m["whalf"])[0] in "下后"
        _day(m, out, "span", first + 3 * DAY if later else first, first + (7 if later else 3) * DAY)
    elif m["bizz"]:
        _workdays(m, frame, out)
    elif m["wend"]:
        first, _ = dates.week(today, _weeks(m["wrel"]))
        _day(m, out, "span", first + 5 * DAY, first + 7 * DAY)
    elif m["wd"]:
        _weekdays(m, frame, out)
    elif m["wrel"]:
        _day(m, out, "span", *dates.week(today, _weeks(m["wrel"])))
    else:
        out.append(("_", m.start(), m.end(), None))


def _workdays(m: re.Match[str], frame: Frame, out: list[Atom]) -> None:
    first, _ = dates.week(frame.today, _weeks(m["brel"]))
    if m["bizz"] != "工作日":
        _day(m, out, "span", first + 5 * DAY, first + 7 * DAY)
        return
    if m["brel"] and "个" in m["brel"] and m["brel"][0] == "下":
        _day(m, out, "day", calendar.workday_after(frame.today + DAY, 1, frame.calendar))
        return
    if not m["brel"] and frame.today.weekday() > 3:
        first += dates.WEEK
    begin = first if m["brel"] and first > frame.today else max(first, frame.today)
    _day(m, out, "span", begin, first + 5 * DAY)


def _weekdays(m: re.Match[str], frame: Frame, out: list[Atom]) -> None:
    said = [_WEEKDAY[c] for c in m["wd"]]
    rel = m["wrel"]
    i, j = m.span()
    for k, weekday in enumerate(said):
        value: tuple[object, ...] = ("wkd", weekday, _weeks(rel)) if rel else ("wd", weekday)
        if k:
            out.append(("&", i, i, None))
        out.append(("D", i if k == 0 else j - len(said) + k, j - len(said) + k + 1, value))


def _nth(m: re.Match[str], frame: Frame, out: list[Atom]) -> None:
    if m["nm"]:
        first, _ = dates.coming_month(frame.today, min(max(number(m["nm"]), 1), 12))
    else:
        first, _ = dates.month(frame.today, _weeks(m["nmr"]))
    count = -1 if m["nlast"] else number(m["nn"])
    weekday = m["nwd"]
    if not weekday:
        _day(m, out, "span", *dates.nth_week(first, count))
    elif weekday == "末":
        saturday = dates.nth_weekday(first, 5, count)
        if saturday:
            _day(m, out, "span", saturday, saturday + 2 * DAY)
    else:
        found = dates.nth_weekday(first, _WEEKDAY[weekday[0]], count)
        if found:
            _day(m, out, "day", found)


def _tail(first: date, tail: str | None) -> tuple[date, date]:
    after = dates.add_months(first, 1)
    if not tail:
        return first, after
    if "初" in tail or "伊始" in tail:
        return first, first + 5 * DAY
    if tail in ("底", "末", "月底", "月末"):
        return first + 24 * DAY, after
    if "上" in tail:
        return first, first + 10 * DAY
    if "下" in tail:
        return first + 20 * DAY, after
    return first + 10 * DAY, first + 20 * DAY


def _month(m: re.Match[str], frame: Frame, out: list[Atom]) -> None:
    if m["mbare"] and m["mbare"][0] == "年":
        _day(m, out, "span", date(frame.today.year, 12, 21), date(frame.today.year + 1, 1, 1))
        return
    if m["mbare"]:
        begin, after = _tail(frame.today.replace(day=1), m["mbare"])
        if after <= frame.today:
            begin, after = _tail(dates.month(frame.today, 1)[0], m["mbare"])
        if m["mbare"][1] in "底末" and m.string.startswith(("前", "之前", "以前"), m.end()):
            _day(m, out, "day", after)  # 月底前: until the month is over
        else:
            _day(m, out, "span", begin, after)
        return
    first, after = dates.month(frame.today, _weeks(m["mrel"]))
    if m["mdom"]:
        found = dates.valid(first.year, first.month, number(m["mdom"]))
        if found:
            _day(m, out, "day", found)
    elif m["mnth"]:
        _day(m, out, "day", first if m["mnth"][0] == "第" else after - DAY)
    else:
        _day(m, out, "span", *_tail(first, m["mtail"]))


_YEARS = {"今年": 0, "明年": 1, "来年": 1, "后年": 2}


def _year(said: str, frame: Frame) -> int:
    if said in _YEARS:
        return frame.today.year + _YEARS[said]
    value = number(said.replace("两", "二"))
    return value + 2000 if value < 100 else value


def _ymd(m: re.Match[str], frame: Frame, out: list[Atom]) -> None:
    found = dates.valid(_year(m["yy"], frame), number(m["ym"]), number(m["yd"]))
    if found:
        _day(m, out, "day", found)


def _ymonth(m: re.Match[str], frame: Frame, out: list[Atom]) -> None:
    year = _year(m["my"], frame)
    which = number(m["mym"] or m["myn"] or ("12" if (m["yhead"] or "")[:1] in ("底", "末") else "1"))
    if 1 <= which <= 12 and 1950 < year < 2150:
        _day(m, out, "span", *_tail(date(year, which, 1), m["mytail"]))


def _md(m: re.Match[str], _: Frame, out: list[Atom]) -> None:
    _day(m, out, "md", number(m["mm"]), number(m["dd"]))


def _mo(m: re.Match[str], frame: Frame, out: list[Atom]) -> None:
    which = number(m["mon"])
    if 1 <= which <= 12:
        first, _ = dates.coming_month(frame.today, which)
        _day(m, out, "span", *_tail(first, m["motail"]))


def _touches(out: list[Atom], i: int) -> bool:
    """Right after a part of a day or a plain day, 8.30 is a time: 明天8.30."""
    if not out or out[-1][2] != i:
        return False
    return out[-1][0] == "P" or (out[-1][0] == "D" and out[-1][3][0] in ("day", "wd", "wkd"))


def _sep(m: re.Match[str], _: Frame, out: list[Atom]) -> None:
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
    elif sign == "." and a < 25 and b < 60 and len(m["sd"]) == 2 and _touches(out, i):
        out.append(("C", i, j, (a, b, 0, _half(None, a, m["sm"]))))
    elif 1 <= a <= 12 and 1 <= b <= 31 and not (sign == "." and out and out[-1][0] == "P"):
        _day(m, out, "md", a, b)
    else:
        out.append(("_", i, j, None))


def _dom(m: re.Match[str], _: Frame, out: list[Atom]) -> None:
    value = number(m["domn"])
    if 1 <= value <= 31:
        _day(m, out, "dom", value)


def _half(said: str | None, hour: int, raw: str = "") -> int | None:
    if said and hour <= 12:
        return PM if "p" in said else AM
    return SAID if hour > 12 or hour == 0 or (raw[:1] == "0" and len(raw) == 2) else None


def _time(out: list[Atom], span: tuple[int, int], hour: int, minute: int, second: int, half: int | None) -> None:
    if hour <= 24 and minute < 60 and second < 60:
        out.append(("C", *span, (hour, minute, second, half)))
    else:
        out.append(("_", *span, None))


_BIT_BEFORE = re.compile(r"(?:^|[\s,.!?、到从至约和或是在就吧])$")
_BIT_AFTER = re.compile(
    r"$|[半钟整左之以过前后到至~多零,.!?、行能来吧可方开或和的-]|[一二三四五]十|\d|[一三]刻|有空|上门|怎么样"
)


def _is_bit(m: re.Match[str], out: list[Atom]) -> bool:
    """ "一点" that means a little: 差不多一点问题, 早一点来."""
    if m["ch"] != "一" or m[0] not in ("一点", "一时"):
        return False
    if out and out[-1][0] in "PDF-<>" and out[-1][2] == m.start():
        return False
    text = m.string
    if m[0] == "一时":
        return True
    return not (_BIT_BEFORE.search(text[max(0, m.start() - 1) : m.start()]) and _BIT_AFTER.match(text, m.end()))


def _clock(m: re.Match[str], _: Frame, out: list[Atom]) -> None:
    if _is_bit(m, out):
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
    _time(out, m.span(), hour, minute, 0, _half(m["cap"], hour, m["ch"]))


def _quarter_to(m: re.Match[str], _: Frame, out: list[Atom]) -> None:
    hour = number(m["qh"])
    minute = 15 if m["qm"] == "一刻" else number(m["qm"].rstrip("分"))
    _time(out, m.span(), (hour - 1) % 24, 60 - minute, 0, _half(None, hour - 1 if hour > 1 else 1))


def _digital(m: re.Match[str], _: Frame, out: list[Atom]) -> None:
    hour = int(m["dh"])
    _time(out, m.span(), hour, int(m["dm"]), int(m["ds"] or 0), _half(m["dap"], hour, m["dh"]))


def _ampm(m: re.Match[str], _: Frame, out: list[Atom]) -> None:
    _time(out, m.span(), int(m["ah"]), 0, 0, _half(m["aap"], int(m["ah"])))


def _two(m: re.Match[str], _: Frame, out: list[Atom]) -> None:
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


def _lead(m: re.Match[str], _: Frame, out: list[Atom]) -> None:
    i, k, j, value = m.start(), m.end("leadn"), m.end(), number(m["leadn"])
    if m["lunit"] in ("号", "日"):
        out.append(("D", i, k, ("dom", value)))
    elif value <= 24:
        out.append(("C", i, k, (value, 0, 0, _half(None, value, m["leadn"]))))
    out.append(({"、": "&", ",": "&", "和": "&", "或": "|"}.get(m["lsep"], "-"), k, j, None))


def _four(m: re.Match[str], _: Frame, out: list[Atom]) -> None:
    touching = out and out[-1][0] in "DP-<>F" and m.start() - out[-1][2] < 2
    if touching or m.span() == (0, len(m.string)):
        _time(out, m.span(), int(m["fh"]), int(m["fm"]), 0, SAID)
    else:
        out.append(("_", *m.span(), None))


def _num(m: re.Match[str], _: Frame, out: list[Atom]) -> None:
    out.append(("n", *m.span(), int(m["numn"])))


def _part(m: re.Match[str], _: Frame, out: list[Atom]) -> None:
    out.append(("P", *m.span(), PART_OF[m[0]]))


def _now(m: re.Match[str], frame: Frame, out: list[Atom]) -> None:
    if m[0] in ("尽快", "越快越好", "尽早"):
        out.append(("S", *m.span(), (frame.now, None, "open-end")))
    else:
        out.append(("I", *m.span(), frame.now))


_VAGUE = {"半": 0.5, "几": 3.0, "数": 3.0, "好几": 4.0, "十几": 15.0, "几十": 30.0}


def _amount(said: str) -> float:
    if said in _VAGUE:
        return _VAGUE[said]
    if said[0].isdecimal() and said.isascii():
        return float(said)
    said = said.replace("俩", "两")
    if len(said) == 2 and "十" not in said and number(said[1]) == number(said[0]) + 1:
        return float(number(said[1]))  # 两三天: at most three
    return float(number(said))


def length(text: str) -> Length:
    """ "一个半小时", "6天5晚", "1小时30分钟"."""
    months = workdays = 0
    days = seconds = 0.0
    for m in _lengths(text):
        said, unit = m["a"], m["u"]
        amount = _amount(said)
        amount += 0.5 if m["half"] or m["tail"] else 0
        if unit in _SECONDS:
            seconds += amount * _SECONDS[unit]
        elif unit in _DAYS:
            days += amount * _DAYS[unit]
        elif unit == "工作日":
            workdays += int(amount)
        elif unit == "月":
            months += int(amount)
            days += 30 * (amount % 1)
        elif unit == "年":
            months += int(amount * 12)
    return Length(months, days, seconds, workdays)


_UNSAID_MONTH = re.compile(r"[0-9一二两三四五六七八九十]+(月|年|日|分)$")


def _length(m: re.Match[str], frame: Frame, out: list[Atom]) -> None:
    body, before, suffix = m["lbody"], m["lpre"], m["lsuf"] or ""
    i, j = m.span()
    bare = _UNSAID_MONTH.search(body)
    if bare and not (before or suffix):  # "3月" is a month, "5日" a day, "5分" a mark
        _reread(m, bare[1], frame, out)
        return
    value = length(body)
    if "后" in suffix or (before and before in ("再过", "过", "再等", "等")):
        out.append((frame.later_kind(value), i, j, frame.later(value)))
    elif "内" in suffix or (before and before not in ("近", "这")):
        out.append(("S", i, j, frame.within(value)))
    else:
        out.append(("L", i, j, value))


def _reread(m: re.Match[str], unit: str, frame: Frame, out: list[Atom]) -> None:
    value = number(re.match(r"[^年月日分]+", m["lbody"])[0].rstrip("个 ")) if unit in "月日" else 0  # type: ignore[index]
    i, j = m.span()
    if unit == "月" and 1 <= value <= 12 and "个" not in m["lbody"]:
        out.append(("D", i, j, ("span", *dates.coming_month(frame.today, value))))
    elif unit == "日" and 1 <= value <= 31:
        out.append(("D", i, j, ("dom", value)))
    else:
        out.append(("_", i, j, None))


def _holiday(m: re.Match[str], frame: Frame, out: list[Atom]) -> None:
    name = m["hname"]
    day = calendar.day_of(name, frame.today)
    if day is None:
        out.append(("_", *m.span(), None))
        return
    if not (m["hrel"] or m["hspan"]):
        _day(m, out, "day", day)
        return
    first, after = calendar.days_off(name, day, frame.calendar)
    if not m["hrel"]:
        _day(m, out, "span", first, after)
    elif m["hdir"] == "前":
        if m["hn"]:
            back = day if m["hwork"] != "工作日" else first
            count = number(m["hn"])
            found = back - count * DAY if m["hwork"] != "工作日" else calendar.last_workday_before(back, frame.calendar)
            _day(m, out, "day", found)
        else:
            out.append(("S", *m.span(), (None, frame.at(first), "open-start")))
    elif m["hn"]:
        count = number(m["hn"])
        found = after + (count - 1) * DAY
        if m["hwork"] == "工作日":
            found = calendar.workday_after(after, count, frame.calendar)
        _day(m, out, "day", found)
    else:
        out.append(("S", *m.span(), (frame.at(after), None, "open-end")))


def _bit(m: re.Match[str], _: Frame, out: list[Atom]) -> None:
    if m[0][0] == "早":
        out.append(("P", *m.span(), "morning"))
    else:
        out.append(("P", *m.span(), "evening"))


_READERS: dict[str, Reader] = {
    "latin": _latin, "rel": _rel, "past": _past, "week": _week, "nth": _nth, "month": _month, "ymd": _ymd, "ymonth": _ymonth,
    "md": _md, "mo": _mo, "length": _length, "sep": _sep, "quarter_to": _quarter_to, "clock": _clock,
    "digital": _digital, "ampm": _ampm, "two": _two, "dom": _dom, "lead": _lead, "four": _four, "num": _num,
    "part": _part, "bit": _bit, "now": _now, "holiday": _holiday,
}  # fmt: skip
