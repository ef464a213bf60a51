"""Numbers as they are written and spoken: 12, 十二, 廿三, twelve, twenty-third."""

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "俩": 2, "仨": 3, "半": 0.5}
_UP_TO_TEN = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2}
_TENS = {"廿": 20, "卅": 30}


def chinese(text: str) -> int:
    """The value of a Chinese or Arabic whole number, up to 9999; digits said one by one too (二零二六)."""
    if text.isascii():
        return int(text)
    if text in _UP_TO_TEN:
        return _UP_TO_TEN[text]
    total = current = 0
    spoken = True
    for c in text:
        if c == "十":
            total, current, spoken = total + (current or 1) * 10, 0, True
        elif c == "百":
            total, current = total + (current or 1) * 100, 0
        elif c == "千":
            total, current = total + (current or 1) * 1000, 0
        elif c in _TENS:
            total += _TENS[c]
        else:
            digit = int(c) if c.isascii() else _DIGITS.get(c, 0)
            current = current * 10 + int(digit) if spoken else int(digit)
    return total + current


_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_MORE = "seventeen eighteen nineteen"
CARDINALS = {w: i for i, w in enumerate(f"{_ONES} {_MORE}".split())}
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50}
ORDINALS = {
    w: i + 1
    for i, w in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ]
    )
} | {"thirtieth": 30, "nineth": 9, "twelvth": 12}
