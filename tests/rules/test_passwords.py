"""R-12.3: what looks like a password is not passed on; talking about one is fine."""

from __future__ import annotations

import pytest

from scheduling.passwords import looks_like_password


@pytest.mark.parametrize(
    "text",
    [
        "密码是abcd1234",
        "我的宽带密码 12345678",
        "宽带密码:hello",
        "密码改成 qwerty",
        "口令abc123",
        "密码：ａｂｃ１２３４",
        "12345678是我的宽带密码",
        "password: hunter2",
        "pwd=secret",
        "my password is hunter2",
        "password hunter22",
        "hunter2 is my wifi password",
    ],
)
def test_a_password_handed_over(text: str) -> None:
    assert looks_like_password(text)


@pytest.mark.parametrize(
    "text",
    [
        "密码忘了怎么办",
        "WiFi密码多少",
        "密码是什么",
        "师傅说要改密码",
        "重置密码,13812345678",
        "我在3号楼等您",
        "I forgot my password",
        "my password is wrong",
        "password doesn't work",
        "how do I change the password? call me at 13812345678",
        "",
    ],
)
def test_talking_about_one(text: str) -> None:
    assert not looks_like_password(text)
