"""The things a message names: services, symptom, address, phone, order number, minutes, language."""

import re
from collections.abc import Iterator

from handlers.understanding.what.kinds import NOTHING, Entities, Service, Span, Symptom
from handlers.understanding.what.scan import CODE, Scan

_SERVICES = {
    CODE["net"]: Service.BROADBAND,
    CODE["phone"]: Service.FIXED_LINE,
    CODE["lease"]: Service.LEASED_LINE,
}
# Longer words that have a service inside them: 没网, 装宽带, "new landline".
_COMPOUND_WRITTEN = """
sym_none sym_slow sym_drop sym_dial cutcable install movehome remove repair fixed notfixed nomore book back outage broken
"""
_COMPOUND = frozenset(CODE[name] for name in _COMPOUND_WRITTEN.split())
_INSIDE = (
    (("网", "宽带", "宽代", "光纤", "internet", "broadband", "wifi", "wi-fi", "fibre", "fiber"), Service.BROADBAND),
    (("座机", "固话", "电话", "landline", "phone", "dial", "calls"), Service.FIXED_LINE),
    (("专线", "leased"), Service.LEASED_LINE),
)
_CALLED = frozenset(("电话", "phone", "telephone"))
_PHONE, _NUM = CODE["phone"], CODE["num"]
# The most telling symptom first: a device with a red light is more than "broken".
_SYMPTOMS = (
    (CODE["sym_noise"], Symptom.NOISE),
    (CODE["sym_dial"], Symptom.NO_DIAL_TONE),
    (CODE["sym_dev"], Symptom.DEVICE),
    (CODE["sym_drop"], Symptom.DROPS),
    (CODE["sym_slow"], Symptom.SLOW),
    (CODE["sym_none"], Symptom.NO_CONNECTION),
    (CODE["cutcable"], Symptom.NO_CONNECTION),
    (CODE["broken"], Symptom.OTHER),
    (CODE["dontwork"], Symptom.OTHER),
    (CODE["cutoff"], Symptom.NO_CONNECTION),
)
# 还是卡: what is not mended may say how.
_NOT_FIXED = CODE["notfixed"]
_HOW = (
    (("杂音", "noise", "noisy", "crackl", "static", "hum", "buzz", "hiss"), Symptom.NOISE),
    (("红灯", "red", "灯"), Symptom.DEVICE),
    (("卡", "慢", "slow", "lag", "buffer"), Symptom.SLOW),
    (("掉", "断断", "不稳定", "drop", "cut"), Symptom.DROPS),
    (
        ("没网", "断网", "连不上", "上不", "没信号", "no internet", "no connection", "offline", "no wifi", "connect"),
        Symptom.NO_CONNECTION,
    ),
)
_DEVICE = CODE["device"]
_DUR, _TIME = CODE["dur"], CODE["time"]
_TO = {CODE["to_zh"]: "zh", CODE["to_en"]: "en"}

_ORDER = re.compile(r"(?<![a-z0-9])[a-z]{2,4}-?\d{6,8}-?\d{1,6}(?!\d)|(?<![a-z0-9])[a-z]{2}-?\d{3,}(?!\d)")
_MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
_LANDLINE = re.compile(r"(?<![\d-])(?:0\d{2,3}[- ]?\d{7,8}|\+\d[\d -]{7,16}\d)(?!\d)")
_NUMBERED = re.compile(
    r"(?:单号|单子|工单|订单|编号|order|ticket|job|case|no\.?|number|#)\s*(?:号|是|为|number|no\.?|id)?"
    r"\s*[:#]?\s*(?:is )?#?(\d{3,20})(?![\d:点])"
)
_DIGITS = re.compile(r"(?<![\d:.])\d{4,20}(?![\d:.点])")

_ZH_ADDRESS = re.compile(
    r"(?:[一-鿿]{2,4}(?:省|市|区|县|镇|乡))*"
    r"[一-鿿]{1,8}?(?:路|街道|街|大道|大街|巷|弄|胡同|村|小区|花园|新村|公寓|大厦|广场|家园|苑|花苑|佳苑|名苑|庭|湾|城|府|里)"
    r"(?:[一-鿿]{2,8}?(?:小区|花园|新村|公寓|大厦|广场|家园|苑|府|城))?"
    r"(?:[东南西北]区|[a-z一二三四五六七八九]区|\d{1,2}期|[一二三四五]期)?"
    r"\s*[a-z]?[\d一二三四五六七八九十]{1,6}(?!区|期)(?:-\d{1,4}){0,3}\s*(?:号楼|号院|号|弄|栋|幢|座|楼|单元|室|房)?"
    r"(?:\s*[a-z]?[\d一二三四五六七八九十]{1,5}(?:-\d{1,4}){0,3}\s*(?:号楼|号|栋|幢|座|单元|楼|层|门|室|房)?(?![点号月日:分]|小时|个)){0,4}"
)
_ZH_ADDRESS_GATE = frozenset("路街道巷弄村苑园区寓厦场庭湾城府里胡")
# Words that lead up to an address without being part of it.
_LEAD = re.compile(
    r".*(?:地址是|地址改成|地址|我家在|我家住|我住|家在|住在|位于|装在|装到|搬到|移到|迁到|搬去|改到|换到|新家|送到|来到|就在|还是在"
    r"|我在|是在|在|到|至|是|去|住|给|帮|把|从|:|,|\.|我家|我们家|我|装|来|的|查)"
)
_EN_STREET = (
    r"street|st|road|rd|avenue|ave|lane|ln|drive|dr|close|court|ct|way|place|boulevard|blvd|terrace|square|crescent|gardens"
    r"|highway|hwy|row|hill|park|walk"
)
_EN_UNIT = r"(?:flat|apt\.?|apartment|unit|room|rm|suite|floor|block|building|bldg|tower)\s*#?[a-z]?\d+[a-z]?"
_EN_ADDRESS = re.compile(
    rf"(?:(?:{_EN_UNIT}),?\s+){{0,2}}\d{{1,5}}[a-z]?,?\s+(?:[a-z][a-z'.-]*\s+){{1,4}}?(?:{_EN_STREET})\b"
    rf"(?:,?\s+{_EN_UNIT}){{0,3}}"
)

_ZH_VALUES = {
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "俩": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_EN_VALUES = {"two": 2, "three": 3, "five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30}
_EN_VALUES |= {"forty": 40, "fifty": 50, "sixty": 60, "forty-five": 45, "twenty-five": 25, "a": 1, "an": 1}
_AMOUNT = re.compile(r"\d+(?:\.\d+)?")


def entities(text: str, level: str, scan: Scan) -> Entities:
    """Everything named in a text; `level` is the text as `spelling.plain` gives it."""
    codes = scan.codes
    if not codes and len(level) < 4:
        return NOTHING
    services = _services(level, scan)
    symptom = _symptom(scan)
    if not services and (symptom or _DEVICE in codes) and _DEVICE in codes:
        services = (Service.BROADBAND,)
    if symptom in (Symptom.NO_DIAL_TONE, Symptom.NOISE) and not services:
        services = (Service.FIXED_LINE,)
    number, phone = _numbers(level) if any(map(str.isdigit, level)) else (None, None)
    address_at = _address(level) if number is None or phone is None else None
    minutes = None
    if _DUR in codes:
        minutes = next((minutes_of(level[slice(*scan.at[place])]) for place in _lengths(scan)), None)
    language = next((_TO[code] for code in reversed(codes) if code in _TO), None)
    if not (services or symptom or number or phone or address_at or minutes or language):
        return NOTHING
    return Entities(
        services=services,
        symptom=symptom,
        address=text[address_at[0] : address_at[1]] if address_at else None,
        address_at=address_at,
        phone=phone,
        order_number=number,
        minutes=minutes,
        language=language,
    )


def _lengths(scan: Scan) -> Iterator[int]:
    """Where lengths of time stand; the 十分 of 三点十分 is none."""
    for place, code in enumerate(scan.codes):
        hour = place and scan.codes[place - 1] == _TIME and scan.at[place - 1][1] == scan.at[place][0]
        if code == _DUR and not (hour and scan.text[scan.at[place][1] - 1] == "分"):
            yield place


def _services(level: str, scan: Scan) -> tuple[Service, ...]:
    found: dict[Service, None] = {}
    codes = scan.codes
    for place, code in enumerate(codes):
        if code in _SERVICES:
            if code == _PHONE and codes[place + 1 : place + 2] == _NUM and level[slice(*scan.at[place])] in _CALLED:
                continue  # "phone 139…" gives a number, it names no service
            found[_SERVICES[code]] = None
        elif code in _COMPOUND:
            start, stop = scan.at[place]
            word = level[start:stop]
            for inside, service in _INSIDE:
                if any(part in word for part in inside):
                    found[service] = None
    return tuple(found)


def _symptom(scan: Scan) -> Symptom | None:
    for code, symptom in _SYMPTOMS:
        place = scan.codes.find(code)
        if place >= 0:
            return Symptom.DEVICE if symptom is Symptom.OTHER and _DEVICE in scan.codes else symptom
    place = scan.codes.find(_NOT_FIXED)
    if place >= 0:
        start, stop = scan.at[place]
        for words, symptom in _HOW:
            if any(word in scan.text[start:stop] for word in words):
                return symptom
    return None


def _numbers(level: str) -> tuple[str | None, str | None]:
    """Order number and phone; eleven digits that can be a mobile number are one."""
    order = phone = None
    match = _ORDER.search(level)
    if match:
        order = match[0].upper()
        level = level[: match.start()] + " " * len(match[0]) + level[match.end() :]
    match = _MOBILE.search(level) or _LANDLINE.search(level)
    if match:
        phone = re.sub(r"[^\d+]", "", match[0])
        level = level[: match.start()] + " " * len(match[0]) + level[match.end() :]
    if order is None:
        numbered = _NUMBERED.search(level)
        if numbered:
            order = numbered[1]
        elif phone is None:
            bare = _DIGITS.fullmatch(level.strip())
            order = bare[0] if bare else None
    return order, phone


def _address(level: str) -> Span | None:
    """Where an address stands in the text, as far as it can be told from its shape."""
    if not any(letter.isdigit() or letter in _ZH_VALUES for letter in level):
        return None
    if not _ZH_ADDRESS_GATE.isdisjoint(level):
        match = _ZH_ADDRESS.search(level)
        if match:
            start, stop = match.span()
            lead = _LEAD.match(level[start:stop])
            inner = start + lead.end() if lead else start
            if re.match(r"[一-鿿]{2,}", level[inner:stop]):
                start = inner
            return start, start + len(level[start:stop].rstrip())
    if level.isascii() or " " in level:
        match = _EN_ADDRESS.search(level)
        if match:
            return match.span()
    return None


def minutes_of(length: str) -> int | None:
    """How many minutes a length of time is: 20分钟, 半小时, 一个半小时, half an hour, 1.5 h."""
    unit = 1
    if "刻" in length:
        unit = 15
    elif "小时" in length or "钟头" in length or "个钟" in length or re.search(r"hour|hr|\bh\b|\dh", length):
        unit = 60
    amount = _AMOUNT.search(length)
    if amount:
        value = float(amount[0]) + (0.5 if "个半" in length else 0)
    elif re.search(r"[a-z]", length):
        if "quarter" in length:
            return 45 if length.startswith("three") else 15
        word = length.split()[0].rsplit("-m", 1)[0]
        value = 1.5 if "and a half" in length else 0.5 if length.startswith("half") else _EN_VALUES.get(word, 0)
    else:
        value = _chinese(length)
    return round(value * unit) or None


def _chinese(length: str) -> float:
    """A small Chinese number, 半 and 个半 included."""
    digits = re.match(r"[零一二两俩三四五六七八九十]*", length)
    written = digits[0] if digits else ""
    value = 0.0
    if "十" in written:
        tens, ones = written.split("十", 1)
        value = _ZH_VALUES.get(tens[:1], 1) * 10 + _ZH_VALUES.get(ones[:1], 0)
    elif written:
        value = _ZH_VALUES[written[0]]
    return value + (0.5 if "半" in length else 0)
