"""Chinese days, weeks, months and holidays: 大后天, 下周三, 月底, 11.24, 国庆节后第一天."""

import re
from datetime import date

from handlers.understanding.when import calendar, dates
from handlers.understanding.when.atoms import Atom, Frame
from handlers.understanding.when.dates import DAY
from handlers.understanding.when.numbers import chinese as number

REL = {
    "今": 0, "明": 1, "后": 2, "大后": 3, "大大后": 4, "当": 0, "本": 0, "次": 1, "翌": 1, "隔": 1, "听": 1, "即": 0,
    "第二": 1, "转": 1,
}  # fmt: skip


WEEKDAY = {c: i for i, c in enumerate("一二三四五六日")} | {"天": 6, "7": 6} | {str(i + 1): i for i in range(6)}


LATIN = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def put_day(m: re.Match[str], out: list[Atom], *value: object) -> None:
    i, j = m.span()
    out.append(("D", i, j, value))


def read_rel(m: re.Match[str], frame: Frame, out: list[Atom]) -> None:
    word = m[0]
    stem = word.rstrip("天日儿个两二晨晚朝")
    today = frame.today
    if stem in ("今明", "明后") or word[0] in "近这最":
        first = 1 if stem == "明后" else 0
        last = first + 2 if word[0] in "今明" else 3
        put_day(m, out, "span", today + first * DAY, today + last * DAY)
        return
    i, j = m.span()
    if stem in ("次", "翌", "隔", "第二", "转"):
        out.append(("D", i, j, ("next", 1)))
        return
    out.append(("D", i, j, ("day", today + REL.get(stem, 0) * DAY)))
    if word[-1] in "晨晚" or word == "听朝":  # 明朝 is tomorrow on the Yangtze, 听朝 its morning in the south
        out.append(("P", j - 1, j, "evening" if word[-1] == "晚" else "early"))


def read_latin(m: re.Match[str], frame: Frame, out: list[Atom]) -> None:
    """An English day in a Chinese sentence."""
    word = m[0]
    if word[:3] in LATIN:
        put_day(m, out, "wd", LATIN.index(word[:3]))
    else:
        put_day(m, out, "day", frame.today + DAY * (word[1] != "o" or word == "tomorrow"))
        if word == "tonight":
            out.append(("P", *m.span(), "evening"))


def read_past(m: re.Match[str], _: Frame, out: list[Atom]) -> None:
    put_day(m, out, "past")


def weeks_of(said: str | None) -> int:
    return said.count("下") if said else 0


def read_week(m: re.Match[str], frame: Frame, out: list[Atom]) -> None:
    if m["wd"]:
        read_weekdays(m, frame, out)
        return
    today = frame.today
    if m["half"] or m["whalf"]:
        first, _ = dates.week(today, weeks_of(m["xrel"] or m["wrel"]))
        later = (m["half"] or m["whalf"])[0] in "下后"
        put_day(m, out, "span", first + 3 * DAY if later else first, first + (7 if later else 3) * DAY)
    elif m["bizz"]:
        read_workdays(m, frame, out)
    elif m["wend"]:
        first, _ = dates.week(today, weeks_of(m["wrel"]))
        put_day(m, out, "span", first + 5 * DAY, first + 7 * DAY)
    elif m["wrel"]:
        put_day(m, out, "span", *dates.week(today, weeks_of(m["wrel"])))
    else:
        out.append(("_", m.start(), m.end(), None))


def read_workdays(m: re.Match[str], frame: Frame, out: list[Atom]) -> None:
    first, _ = dates.week(frame.today, weeks_of(m["brel"]))
    if m["bizz"] != "工作日":
        put_day(m, out, "span", first + 5 * DAY, first + 7 * DAY)
        return
    if m["brel"] and "个" in m["brel"] and m["brel"][0] == "下":
        put_day(m, out, "day", calendar.workday_after(frame.today + DAY, 1, frame.calendar))
        return
    if not m["brel"] and frame.today.weekday() > 3:
        first += dates.WEEK
    begin = first if m["brel"] and first > frame.today else max(first, frame.today)
    put_day(m, out, "span", begin, first + 5 * DAY)


def read_weekdays(m: re.Match[str], frame: Frame, out: list[Atom]) -> None:
    rel, said = m.group("wrel", "wd")
    i, j = m.span()
    for k, weekday in enumerate(said):
        value = ("wkd", WEEKDAY[weekday], weeks_of(rel)) if rel else ("wd", WEEKDAY[weekday])
        if k:
            out.append(("&", i, i, None))
        out.append(("D", i if k == 0 else j - len(said) + k, j - len(said) + k + 1, value))


def read_nth(m: re.Match[str], frame: Frame, out: list[Atom]) -> None:
    if m["nm"]:
        first, _ = dates.coming_month(frame.today, min(max(number(m["nm"]), 1), 12))
    else:
        first, _ = dates.month(frame.today, weeks_of(m["nmr"]))
    count = -1 if m["nlast"] else number(m["nn"])
    weekday = m["nwd"]
    if not weekday:
        put_day(m, out, "span", *dates.nth_week(first, count))
    elif weekday == "末":
        saturday = dates.nth_weekday(first, 5, count)
        if saturday:
            put_day(m, out, "span", saturday, saturday + 2 * DAY)
    else:
        found = dates.nth_weekday(first, WEEKDAY[weekday[0]], count)
        if found:
            put_day(m, out, "day", found)


def tail_of(first: date, tail: str | None) -> tuple[date, date]:
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


def read_month(m: re.Match[str], frame: Frame, out: list[Atom]) -> None:
    if m["mbare"] and m["mbare"][0] == "年":
        put_day(m, out, "span", date(frame.today.year, 12, 21), date(frame.today.year + 1, 1, 1))
        return
    if m["mbare"]:
        begin, after = tail_of(frame.today.replace(day=1), m["mbare"])
        if after <= frame.today:
            begin, after = tail_of(dates.month(frame.today, 1)[0], m["mbare"])
        if m["mbare"][1] in "底末" and m.string.startswith(("前", "之前", "以前"), m.end()):
            put_day(m, out, "day", after)  # 月底前: until the month is over
        else:
            put_day(m, out, "span", begin, after)
        return
    first, after = dates.month(frame.today, weeks_of(m["mrel"]))
    if m["mdom"]:
        found = dates.valid(first.year, first.month, number(m["mdom"]))
        if found:
            put_day(m, out, "day", found)
    elif m["mnth"]:
        put_day(m, out, "day", first if m["mnth"][0] == "第" else after - DAY)
    else:
        put_day(m, out, "span", *tail_of(first, m["mtail"]))


YEARS = {"今年": 0, "明年": 1, "来年": 1, "后年": 2}


def year_of(said: str, frame: Frame) -> int:
    if said in YEARS:
        return frame.today.year + YEARS[said]
    value = number(said.replace("两", "二"))
    return value + 2000 if value < 100 else value


def read_ymd(m: re.Match[str], frame: Frame, out: list[Atom]) -> None:
    found = dates.valid(year_of(m["yy"], frame), number(m["ym"]), number(m["yd"]))
    if found:
        put_day(m, out, "day", found)


def read_ymonth(m: re.Match[str], frame: Frame, out: list[Atom]) -> None:
    year = year_of(m["my"], frame)
    which = number(m["mym"] or m["myn"] or ("12" if (m["yhead"] or "")[:1] in ("底", "末") else "1"))
    if 1 <= which <= 12 and 1950 < year < 2150:
        put_day(m, out, "span", *tail_of(date(year, which, 1), m["mytail"]))


def read_md(m: re.Match[str], _: Frame, out: list[Atom]) -> None:
    put_day(m, out, "md", number(m["mm"]), number(m["dd"]))


def read_mo(m: re.Match[str], frame: Frame, out: list[Atom]) -> None:
    which = number(m["mon"])
    if 1 <= which <= 12:
        first, _ = dates.coming_month(frame.today, which)
        put_day(m, out, "span", *tail_of(first, m["motail"]))


def read_dom(m: re.Match[str], _: Frame, out: list[Atom]) -> None:
    value = number(m["domn"])
    if 1 <= value <= 31:
        put_day(m, out, "dom", value)


def read_holiday(m: re.Match[str], frame: Frame, out: list[Atom]) -> None:
    name = m["hname"]
    day = calendar.day_of(name, frame.today)
    if day is None:
        out.append(("_", *m.span(), None))
        return
    if not (m["hrel"] or m["hspan"]):
        put_day(m, out, "day", day)
        return
    first, after = calendar.days_off(name, day, frame.calendar)
    if not m["hrel"]:
        put_day(m, out, "span", first, after)
    elif m["hdir"] == "前":
        if m["hn"]:
            back = day if m["hwork"] != "工作日" else first
            count = number(m["hn"])
            found = back - count * DAY if m["hwork"] != "工作日" else calendar.last_workday_before(back, frame.calendar)
            put_day(m, out, "day", found)
        else:
            out.append(("S", *m.span(), (None, frame.at(first), "open-start")))
    elif m["hn"]:
        count = number(m["hn"])
        found = after + (count - 1) * DAY
        if m["hwork"] == "工作日":
            found = calendar.workday_after(after, count, frame.calendar)
        put_day(m, out, "day", found)
    else:
        out.append(("S", *m.span(), (frame.at(after), None, "open-end")))
