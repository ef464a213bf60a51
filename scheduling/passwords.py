"""Passwords never pass through or rest in the bot (R-12.3): does a text look as if it held one?"""

from __future__ import annotations

import re
import unicodedata

WORD = r"(?:密码|密碼|口令|pass\s?words?|passwd|passcode|pwd|psw)"
# "密码是 abcd1234", "password: hunter2": after a plain mark anything of four letters is meant as the password itself.
MARKED = re.compile(
    WORD + r"\s*(?:[:=]|是[::]?|为|改成|改为|换成|设成|设为|叫)\s*[0-9A-Za-z@#$%&*][!-~]{3,}", re.IGNORECASE
)
# "password is hunter2", "密码 12345678": without one only what holds a digit is; "password is wrong" names none.
SHAPE = r"(?=[!-~]*\d)[0-9A-Za-z@#$%&*][!-~]{3,}"
BESIDE = re.compile(WORD + r"(?:\s+(?:is|was|to)\b)?\s*" + SHAPE, re.IGNORECASE)
AHEAD = re.compile(SHAPE + r"\s*(?:就?是|is)\s*(?:我|我的|my|the|宽带|wifi|wi-fi|\s)*" + WORD, re.IGNORECASE)


def looks_like_password(text: str) -> bool:
    """Does somebody hand over a password here? Talking about one ("忘了密码", "reset my password") is fine."""
    level = unicodedata.normalize("NFKC", text)
    return any(form.search(level) for form in (MARKED, BESIDE, AHEAD))
