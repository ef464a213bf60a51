"""算了: the words with which people drop what they were just arranging, short and about nothing else."""

from __future__ import annotations

import re

LEAVES_OFF = re.compile(
    r"(那就?|还是|先|(?:打|点|搞|弄|写)错了)?(算了|不用了|不要了|不弄了|不办了|不约了|不搞了|先不了|不必了|没事了|不登记了?|不报了|不发了|不改了|(?:取消|撤销)(?:登记|(?:这次)?(?:改动|修改|改期|改时间))?)(吧|啦|了|谢谢|谢了)*"
    r"|(ok|okay|oh|no|well)?(,? )?(never ?mind|nevermind|forget( about)? it|leave it|no,? thanks?( you)?|not now|drop it|discard( it)?|cancel( it| this| that)?)"
    r"(,? thanks?( you)?)?",
    re.IGNORECASE,
)
ENDS = " \t\n.。!！~～,，…"


def leaves_off(text: str) -> bool:
    """A plain "no" is not among them: it may be an answer to what was asked."""
    return LEAVES_OFF.fullmatch(re.sub(r"[,，、 ]+(?=谢|那|还是|先|算|取消|撤销)", "", text.strip(ENDS))) is not None
