"""Which visit a technician speaks of, and from when their minutes count."""

from __future__ import annotations

import pytest

from handlers.understanding.which_visit import arrives_in, later_still, of_the_next


@pytest.mark.parametrize(
    "words", ["下一单推迟一小时", "下家晚点", "下个客户", "push my next visit back", "the next one"]
)
def test_the_next_one_is_meant(words: str) -> None:
    assert of_the_next(words)


@pytest.mark.parametrize("words", ["改到下周一", "下个星期", "next week", "next Monday", "一个小时后", "下午到"])
def test_a_time_to_come_is_no_next_visit(words: str) -> None:
    assert not of_the_next(words)


@pytest.mark.parametrize(
    "words",
    [
        "十分钟后到",
        "大概20分钟能到",
        "半小时后过去",
        "还得10分钟",
        "还要大概半小时",
        "be with them in 10",
        "there in 20 minutes",
    ],
)
def test_counted_from_now(words: str) -> None:
    assert arrives_in(words)


@pytest.mark.parametrize("words", ["晚到20分钟", "要迟半小时到", "10分钟到了", "20 minutes late", "running 15 behind"])
def test_counted_from_the_promised_time(words: str) -> None:
    assert not arrives_in(words)


@pytest.mark.parametrize(
    "words", ["再晚10分钟", "还要再晚一会", "又要迟半小时", "another 10 minutes late", "20 more minutes"]
)
def test_counted_from_what_was_told(words: str) -> None:
    assert later_still(words)


@pytest.mark.parametrize(
    "words",
    [
        "晚到20分钟",
        "再过10分钟到",
        "还没出发,晚20分钟",
        "running 20 minutes late",
        "more than 20 minutes late",
        "another job first, 20 minutes late",
    ],
)
def test_said_for_the_first_time(words: str) -> None:
    assert not later_still(words)
