"""算了: the words with which people drop what they were just arranging, short and about nothing else."""

from __future__ import annotations

import re

LEAVES_OFF = re.compile(
    r"(那就?|还是|先|算了|(?:打|点|搞|弄|写)错了)?(算了|不用了|不要了|不弄了|不办了|不约了|不搞了|先不了|不必了|没事了|不登记了?|不报了|不发了|不改了|不[移装修拆搬]了|(?:以后|下次|改天|回头)再说|再说吧|(?:取消|撤销)(?:登记|(?:这次)?(?:改动|修改|改期|改时间))?)(吧|啦|了|谢谢|谢了)*"
    r"|(ok|okay|oh|no|well)?(,? )?(never ?mind|nevermind|forget( about)? it|leave it|no,? thanks?( you)?|not now|maybe later|some other time|drop it|discard( it)?|cancel( it| this| that)?)"
    r"(,? thanks?( you)?)?",
    re.IGNORECASE,
)
ENDS = " \t\n.。!！~～,，…"


def leaves_off(text: str) -> bool:
    """A plain "no" is not among them: it may be an answer to what was asked."""
    return LEAVES_OFF.fullmatch(re.sub(r"[,，、 ]+(?=谢|那|还是|先|算|不|取消|撤销)", "", text.strip(ENDS))) is not None


KEEPS = re.compile(
    r"(?:那|还是|就|先)*(?:保留|不动|不变|维持|照旧)(?:原来?的?|原)?(?:时间|不变)?(?:吧|了|就行|好了)?"
    r"|(?:ok,? |no,? |just |please )*(?:keep|leave) (?:it|the old (?:one|time)|the (?:current|original) (?:one|time)|that one)"
    r"(?: as it (?:is|was))?(?: please)?",
    re.IGNORECASE,
)


def keeps(text: str) -> bool:
    """保留吧, "keep the old one": what stands is to stand."""
    return KEEPS.fullmatch(text.strip(ENDS)) is not None
