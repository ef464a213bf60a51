"""Chinese lengths of time: 一个半小时, 三天后, 两周内."""

import re

from handlers.understanding.when import dates
from handlers.understanding.when.atoms import Atom, Frame, Length
from handlers.understanding.when.chinese_words import AMOUNT
from handlers.understanding.when.numbers import chinese as number

lengths_in = re.compile(
    f"(?P<a>{AMOUNT})\\s?(?P<half>个半)?(?:个多?|多个?|来个)?\\s?"
    "(?P<u>小时|钟头|分钟|刻钟|秒|天|日|周|星期|礼拜|工作日|月|年|分|晚)(?P<tail>半)?"
).finditer


SECONDS = {"小时": 3600, "钟头": 3600, "分钟": 60, "分": 60, "刻钟": 900, "秒": 1}


DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7}


VAGUE = {"半": 0.5, "几": 3.0, "数": 3.0, "好几": 4.0, "十几": 15.0, "几十": 30.0}


def amount_of(said: str) -> float:
    if said in VAGUE:
        return VAGUE[said]
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
    for m in lengths_in(text):
        said, half, unit, tail = m.groups()
        amount = amount_of(said)
        if half or tail:
            amount += 0.5
        if unit in SECONDS:
            seconds += amount * SECONDS[unit]
        elif unit in DAYS:
            days += amount * DAYS[unit]
        elif unit == "工作日":
            workdays += int(amount)
        elif unit == "月":
            months += int(amount)
            days += 30 * (amount % 1)
        elif unit == "年":
            months += int(amount * 12)
    return Length(months, days, seconds, workdays)


UNSAID_MONTH = re.compile(r"[0-9一二两三四五六七八九十]+(月|年|日|分)$")


def read_length(m: re.Match[str], frame: Frame, out: list[Atom]) -> None:
    body, before, suffix = m.group("lbody", "lpre", "lsuf")
    i, j = m.span()
    if (
        not (before or suffix) and body[-1] in "月年日分" and "." not in body
    ):  # "3月" is a month, "5日" a day, "5分" a mark
        bare = UNSAID_MONTH.search(body)
        if bare:
            read_reread(m, bare[1], frame, out)
            return
    value = length(body)
    if (suffix and "后" in suffix) or (before and before in ("再过", "过", "再等", "等")):
        out.append((frame.later_kind(value), i, j, frame.later(value)))
    elif suffix or (before and before not in ("近", "这")):
        out.append(("S", i, j, frame.within(value)))
    else:
        out.append(("L", i, j, value))


def read_reread(m: re.Match[str], unit: str, frame: Frame, out: list[Atom]) -> None:
    value = number(re.match(r"[^年月日分]+", m["lbody"])[0].rstrip("个 ")) if unit in "月日" else 0  # type: ignore[index]
    i, j = m.span()
    if unit == "月" and 1 <= value <= 12 and "个" not in m["lbody"]:
        out.append(("D", i, j, ("span", *dates.coming_month(frame.today, value))))
    elif unit == "日" and 1 <= value <= 31:
        out.append(("D", i, j, ("dom", value)))
    else:
        out.append(("_", i, j, None))
