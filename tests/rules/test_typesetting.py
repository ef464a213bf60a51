"""Chinese is read with wide punctuation, whatever keyboard it was written on."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

import pytest

from handlers.texts.render import HERE, Say
from handlers.texts.typesetting import typeset

ZONE = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("您好,这里是{ $company }", "您好，这里是{ $company }"),
        ("{ $name },您好!", "{ $name }，您好！"),
        ("{ $day } { $start }(最晚 { $end })", "{ $day } { $start }（最晚 { $end }）"),
        ("开通测速(Mbps)", "开通测速（Mbps）"),
        ("好了吗?(还没好)", "好了吗？（还没好）"),
        ("例如 -18.5 dBm,或 16:00, 3:1 的", "例如 -18.5 dBm，或 16:00, 3:1 的"),
        ("python -m bot (here)", "python -m bot (here)"),
        ("{ $count ->\n    [one] { NUMBER($count, minimumFractionDigits: 1) }", None),
    ],
)  # fmt: skip
def test_marks_beside_chinese_are_wide_and_others_stay(written: str, read: str | None) -> None:
    assert typeset(written) == (written if read is None else read)


def test_no_narrow_mark_is_left_in_what_is_read() -> None:
    left = [
        line
        for file in sorted((HERE / "zh").glob("*.ftl"))
        for line in typeset(file.read_text(encoding="utf-8")).splitlines()
        if not line.startswith("#") and re.search(r"[,?!;()]|:(?!\d)", line)
    ]
    assert left == []


def test_what_people_write_stays_as_they_wrote_it() -> None:
    say = Say("zh", ZONE)
    assert say("card-fault", note="坏了,两天了") == "💬 坏了,两天了"
