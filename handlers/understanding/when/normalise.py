"""One spelling for many: full-width forms, traditional characters and capitals, place by place.

Every replacement is one character for one, so that a place in the result is the same place in what was typed.
"""

import re

_TRADITIONAL = (
    "週禮號點鐘後幾個兩時間這過內來來從開們無對錯應該說還與會將擇國慶節聖誕勞動陽燈軍師親讓應壹貳參肆伍陸柒捌玖拾"
    "總裡裏頭餘當辦暫約於於檔聽點麼嗎給頓飯學業續請寶帶裝樓單換為為爲隨處層遲歲彌別關係廳現晝準離闊"
)
_SIMPLIFIED = (
    "周礼号点钟后几个两时间这过内来来从开们无对错应该说还与会将择国庆节圣诞劳动阳灯军师亲让应一二三四五六七八九十"
    "总里里头余当办暂约于于档听点么吗给顿饭学业续请宝带装楼单换为为为随处层迟岁弥别关系厅现昼准离阔"
)
_PUNCTUATION = {
    "：": ":",
    "︰": ":",
    "，": ",",
    "。": ".",
    "！": "!",
    "？": "?",
    "；": ";",
    "（": "(",
    "）": ")",
    "～": "~",
    "〜": "~",
    "∼": "~",
    "－": "-",
    "–": "-",
    "—": "-",
    "−": "-",
    "‐": "-",
    "‑": "-",
    "―": "-",
    "·": "·",
    "•": "·",
    "・": "·",
    "／": "/",
    "．": ".",
    "、": "、",
    "　": " ",
    "\u00a0": " ",
    "\u2009": " ",
    "\u202f": " ",
    "\t": " ",
    "\n": " ",
    "\r": " ",
    "’": "'",
    "‘": "'",
    "′": "'",
    "“": '"',
    "”": '"',
    "〇": "零",
    "○": "零",
    "Ｏ": "o",
    "号": "号",
}

TABLE: dict[int, str] = {ord(a): b for a, b in zip(_TRADITIONAL, _SIMPLIFIED, strict=True) if a != b}
TABLE.update({ord(a): b for a, b in _PUNCTUATION.items() if a != b})
TABLE.update({c: chr(c - 0xFEE0).lower() for c in range(0xFF01, 0xFF5F) if chr(c) not in _PUNCTUATION})
TABLE.update({ord(c): c.lower() for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"})

# Characters that need a replacement; most messages hold none, and then the text is used as it is.
_needs = re.compile("[" + re.escape("".join(map(chr, TABLE))) + "]").search


def normalise(text: str) -> str:
    """The text in half-width, simplified, small letters; as long as it was."""
    if text.isascii():
        text = text.lower()
        return text if text.isprintable() else text.translate(TABLE)
    return text.translate(TABLE) if _needs(text) else text
